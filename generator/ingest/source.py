"""One record file: everything that can be said of it without the other records."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from generator.ingest import interaction, rules_of_catalog, rules_of_fields, rules_of_files
from generator.ingest.annual_report import check_report
from generator.ingest.approval import check_approval
from generator.ingest.attachments import Asked, RecordFolder, searched
from generator.ingest.body import BodyFindings, RecordLink, read_body
from generator.ingest.catalog import CatalogFiles
from generator.ingest.dates import check_dates
from generator.ingest.examples import check_examples, check_placeholder
from generator.ingest.explain import explain
from generator.ingest.facts import Facts, facts_of
from generator.ingest.fields import object_in, objects_in, text_in, texts_in
from generator.ingest.frontmatter import HEADER_OFFSET, StrictHandler, split_front_matter
from generator.ingest.locate import FieldPath, Locator
from generator.ingest.privacy.check import check_record_text, check_shown_text, exceptions_in
from generator.ingest.privacy.contacts import Contacts, contacts_of
from generator.ingest.privacy.exceptions import Exceptions
from generator.ingest.privacy.pending import NamedException, NamedFile, Pending
from generator.ingest.reading import decode, place_in, read_bytes
from generator.ingest.record import record_of, text_is_removed
from generator.ingest.record_duty import check_duty
from generator.ingest.references import check_folder, check_references
from generator.ingest.register import check_content, check_entry
from generator.ingest.schema import SchemaSet
from generator.ingest.severity import has_error
from generator.ingest.strict_yaml import compose, trailing_comments
from generator.ingest.suggest import nearest
from generator.ingest.withdrawal import check_left
from generator.ingest.yaml_faults import YamlFault
from generator.model import annual_report, register
from generator.model.labels import FieldLabels
from generator.model.problems import RULES, Place, Problem
from generator.model.records import Attachment, Record
from generator.model.settings import Settings

_CLAIM = re.compile(r"^index_number:[ \t]+[\"']?([0-9A-Za-z][-0-9A-Za-z/._]*)", re.MULTILINE)


@dataclass
class SourceRecord:
    """What a record file says: a record where it is sound, problems, and what other files need to know of it.

    `facts` are there unless the fields cannot be trusted (a problem of an essential rule), so also for a
    record with errors that a site could allow. Rules between records use them, not `record`.
    `index_number` is what the file claims, even where the rest of it is faulty: no other record is blamed for
    naming it. `files` are the files of its folder that it names; whether it names more is not known where
    `is_readable` is false. `searched` are the attachments that the search looks through.

    `digest` is that of the file's content, "" where that alone does not decide what is said here; `asked` are
    the files beside it that decide with it, those that are missing as well, None where it may be any.
    """

    path: str
    record: Record | None = field(default=None, metadata={"row": False})
    facts: Facts | None = None
    index_number: str = ""
    former_index_numbers: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    links: tuple[RecordLink, ...] = ()
    relation_targets: tuple[str, ...] = ()
    successor: str = ""
    problems: list[Problem] = field(default_factory=list)
    is_readable: bool = True
    privacy: Pending = field(default_factory=Pending)
    searched: tuple[NamedFile, ...] = ()
    digest: str = ""
    asked: tuple[str, ...] | None = ()


@dataclass(frozen=True)
class Ingest:
    """Reads record files. Holds what all files share, so that a worker gets it once.

    What is said of a file is decided by its content, by what is here, and by the files of `others` that it
    asks for: `source_cache` relies on that. Nothing else may be looked at, neither clock nor other folders.
    """

    settings: Settings
    schemas: SchemaSet
    catalog: CatalogFiles
    others: Set[str]
    as_of: date

    def read(self, path: str) -> SourceRecord:
        """Read and check one record file."""
        data = read_bytes(path, self.settings.max_record_size)
        if isinstance(data, Problem):
            return SourceRecord(path, problems=[data], is_readable=False)
        source = self._read(path, data)
        source.digest = digest_of(data)
        return source

    def record(self, path: str, digest: str) -> Record | None:
        """The record of a file that was found sound; one that has changed since is checked again."""
        data = read_bytes(path, self.settings.max_record_size)
        if isinstance(data, bytes) and digest_of(data) == digest:
            text = decode(path, data)
            if isinstance(text, str):
                return _Reading(self, path, text, *split_front_matter(text)).record()
        return self.read(path).record

    def _read(self, path: str, data: bytes) -> SourceRecord:
        text = decode(path, data)
        if isinstance(text, Problem):
            return SourceRecord(path, problems=[text], is_readable=False)
        try:
            fields, handler = split_front_matter(text)
        except YamlFault as fault:
            return SourceRecord(
                path,
                index_number=claimed_index_number(text),
                problems=[
                    fault.at(path, HEADER_OFFSET),
                    *check_record_text(path, text, self.contacts, Exceptions(())),
                ],
                is_readable=False,
            )
        return _Reading(self, path, text, fields, handler).result()

    @cached_property
    def contacts(self) -> Contacts:
        """The telephones and addresses of offices, which are no personal data."""
        return contacts_of(self.settings, self.catalog.departments.values())

    @cached_property
    def labels(self) -> Mapping[str, FieldLabels]:
        """The record fields' labels by language, for messages."""
        return {language: self.schemas.record.labels(language) for language in ("zh", "en")}

    @cached_property
    def report_labels(self) -> Mapping[str, FieldLabels]:
        """The labels of the data of annual reports, by language."""
        return {
            language: self.schemas.kinds[annual_report.KIND].labels(language) for language in ("zh", "en")
        }

    @cached_property
    def interaction_labels(self) -> Mapping[str, Mapping[str, FieldLabels]]:
        """The labels of the data of letters, requests and the like, by kind and language."""
        kinds = self.schemas.kinds
        return {
            kind: {language: kinds[kind].labels(language) for language in ("zh", "en")}
            for kind in interaction.KINDS
        }

    @cached_property
    def register_labels(self) -> Mapping[str, FieldLabels]:
        """The labels of the data of entries in the register of what is not disclosed, by language."""
        return {language: self.schemas.kinds[register.KIND].labels(language) for language in ("zh", "en")}


def digest_of(data: bytes) -> str:
    """What a record file's content is known by."""
    return hashlib.sha256(data).hexdigest()


def claimed_index_number(text: str) -> str:
    """The index number that a file seems to bear whose front matter cannot be parsed; "" for none."""
    claimed = _CLAIM.search(text)
    return claimed[1] if claimed else ""


class _Reading:
    """The reading of one file whose front matter could be parsed."""

    def __init__(
        self, ingest: Ingest, path: str, text: str, fields: dict[str, Any], handler: StrictHandler
    ) -> None:
        self.ingest, self.path, self.text, self.handler = ingest, path, text, handler
        self.fields: dict[str, Any] = ingest.schemas.record.coerced(fields)
        self.others = Asked(ingest.others)
        self.folder = RecordFolder(path, self.others, ingest.settings)

    @cached_property
    def locator(self) -> Locator:
        return Locator(self.path, compose(self.handler.header), HEADER_OFFSET)

    def locate(self, field_path: FieldPath) -> Place:
        return self.locator.place(field_path)

    def result(self) -> SourceRecord:
        settings = self.ingest.settings
        problems = [*self._schema_problems(), *self._kind_problems()]
        sound = not any(RULES[problem.rule].essential for problem in problems)
        problems += check_references(self.fields, self.ingest.catalog, self.locate)
        problems += check_folder(
            self.path, settings.records_around(self.path), self.fields, self.ingest.catalog
        )
        problems = [*self._comments(), *_without_echoes(problems)]
        attachments = self._attachments(problems)
        body = read_body(self.handler.body, self.handler.body_line - 1, self.folder)
        problems += body.problems
        exceptions = Exceptions(exceptions_in(self.fields))
        problems += check_record_text(self.path, self.text, self.ingest.contacts, exceptions)
        masked = {problem.values["masked"] for problem in problems if "masked" in problem.values}
        problems += check_shown_text(self.path, self.handler.body, self.handler.body_line, exceptions, masked)
        images = _images(attachments, body)
        record = self._record(attachments, images) if sound else None
        facts = facts_of(record, self.handler.body) if record else None
        if record and facts:
            problems += self._record_problems(record, facts)
        published = record if not has_error(problems, self.ingest.settings) else None
        return SourceRecord(
            path=self.path,
            record=published,
            facts=facts,
            index_number=text_in(self.fields, "index_number"),
            former_index_numbers=texts_in(self.fields, "former_index_numbers"),
            files=(
                *{file.source for file in attachments},
                *(image.source for image in images),
                *self._misnamed(body),
            ),
            links=tuple(body.links),
            relation_targets=tuple(text_in(item, "target") for item in objects_in(self.fields, "relations")),
            successor=text_in(object_in(self.fields, "withdrawal"), "successor"),
            problems=problems,
            privacy=self._pending(record, (*attachments, *images), exceptions),
            searched=self._searched(published) if published else (),
            asked=None if self.others.paths is None else tuple(self.others.paths),
        )

    def record(self) -> Record:
        """The record of a file without problems that stop it."""
        self._kind_problems()  # gives the data their types
        body = read_body(self.handler.body, self.handler.body_line - 1, self.folder)
        attachments = self._attachments([])
        return self._record(attachments, _images(attachments, body))

    def _pending(self, record: Record | None, files: Sequence[Attachment], exceptions: Exceptions) -> Pending:
        """What is still to be checked: the files that are published, the exceptions written."""
        if record and not record.body_is_public:
            files = ()
        texts = enumerate(exceptions_in(self.fields))
        return Pending(
            tuple(NamedFile(file, self._naming(file)) for file in files),
            tuple(
                NamedException(
                    text, self.locate(["privacy_exceptions", position]), position in exceptions.used
                )
                for position, text in texts
            ),
        )

    def _naming(self, file: Attachment) -> Place:
        """The place that names a file: its entry under `attachments`, or where the body shows it."""
        for position, item in enumerate(objects_in(self.fields, "attachments")):
            if self.folder.find(text_in(item, "file")) == file.source:
                return self.locate(["attachments", position, "file"])
        return place_in(self.path, self.text, max(0, self.text.find(file.file)))

    def _record(self, attachments: tuple[Attachment, ...], images: tuple[Attachment, ...]) -> Record:
        is_for_staff = self.ingest.settings.internal is not None
        return record_of(self.path, self.fields, attachments, images, is_for_staff=is_for_staff)

    def _searched(self, record: Record) -> tuple[NamedFile, ...]:
        files = {file.source: file for file in searched(record, self.ingest.settings)}
        return tuple(NamedFile(file, self._naming(file)) for file in files.values())

    def _comments(self) -> Iterator[Problem]:
        for line, column, comment in trailing_comments(self.handler.header):
            place = Place(self.path, line + HEADER_OFFSET, column)
            yield rules_of_files.TRAILING_COMMENT.at(place, comment=comment)

    def _schema_problems(self) -> list[Problem]:
        schema = self.ingest.schemas.record
        return [] if schema.is_valid(self.fields) else explain(schema, self.fields, self.locator)

    def _kind_problems(self) -> list[Problem]:
        schema = self.ingest.schemas.kinds.get(str(self.fields.get("kind", "document")))
        data = self.fields.get("data", {})
        if schema is None or not isinstance(data, dict):
            return []
        if text_is_removed(self.fields) and "data" not in self.fields:
            return []  # what the kind asks for was removed as well
        data = schema.coerced(data)
        if "data" in self.fields:
            self.fields = {**self.fields, "data": data}
        return [] if schema.is_valid(data) else explain(schema, data, self.locator, ["data"])

    def _attachments(self, problems: list[Problem]) -> tuple[Attachment, ...]:
        found = []
        for position, item in enumerate(objects_in(self.fields, "attachments")):
            place_of: FieldPath = ["attachments", position, "file"]
            taken = self.folder.take(text_in(item, "file"), text_in(item, "title"), Place(self.path))
            if isinstance(taken, Problem):
                problems.append(self._placed(taken, place_of))
                continue
            found.append(taken)
            if taken.size > self.ingest.settings.max_attachment_size:
                problems += filter(None, [self.folder.too_large(taken, self.locate(place_of))])
        return tuple(found)

    def _placed(self, problem: Problem, field_path: FieldPath) -> Problem:
        """A problem of a field, at the field; a problem of the attachment itself stays where it is."""
        if problem.path != self.path:
            return problem
        place = self.locate(field_path)
        return Problem(place.path, place.line, place.column, problem.rule, problem.values)

    def _misnamed(self, body: BodyFindings) -> Iterator[str]:
        """Files that are named but refused for their type: reported once is enough."""
        refused = rules_of_catalog.ATTACHMENT_TYPE.id
        named = [text_in(item, "file") for item in objects_in(self.fields, "attachments")]
        named += [str(problem.values["file"]) for problem in body.problems if problem.rule == refused]
        for file in named:
            path = self.folder.find(file)
            if path:
                yield path

    def _record_problems(self, record: Record, facts: Facts) -> Iterator[Problem]:
        yield from check_dates(record, self.ingest.as_of, self.ingest.labels, self.locate)
        yield from check_duty(record, self.ingest.catalog, self.locate)
        yield from check_approval(record, self.ingest.settings, self.ingest.labels, self.locate)
        is_internal = self.ingest.settings.is_internal(self.path)
        if record.disclosure.audience == "internal" and not is_internal:
            yield rules_of_fields.INTERNAL_RECORD.at(self.locate(["disclosure", "audience"]))
        yield from self._relation_types(record)
        if record.kind == register.KIND and not record.body_is_removed:
            yield from check_content(record, self.handler.body, self.handler.body_line, self.locate)
            yield from check_entry(record, self.ingest.as_of, self.ingest.register_labels, self.locate)
        if record.kind in interaction.KINDS and not record.body_is_removed:
            own_days, labels = self.ingest.catalog.own_days, self.ingest.interaction_labels[record.kind]
            yield from interaction.check_interaction(record, own_days, labels, self.locate)
        if record.kind == annual_report.KIND and not record.body_is_removed:
            yield from check_report(record, self.ingest.report_labels, self.locate)
        if record.body_is_removed:
            begins = Place(self.path, self.handler.body_line) if facts.has_body else None
            yield from check_left(self.fields, begins, self.ingest.labels, self.locate)
        if record.body_is_public:
            yield from self._unwritten(record)

    def _unwritten(self, record: Record) -> Iterator[Problem]:
        """What is still to be written of a record whose text the public will read."""
        body, line = self.handler.body, self.handler.body_line
        if record.kind == "document" and not body.strip() and not record.attachments:
            yield rules_of_fields.BODY_EMPTY.at(Place(self.path, line - 1))
        if record.kind != register.KIND:
            yield from check_placeholder(self.path, body, line)
        if record.data:
            yield from check_examples(self.ingest.schemas.kinds[record.kind], record.data, self.locate)

    def _relation_types(self, record: Record) -> Iterator[Problem]:
        known = self.ingest.labels["zh"].values.get("relations.type", {})
        for position, relation in enumerate(record.relations):
            if known and relation.type not in known:
                near = nearest(relation.type, known, known.items())
                place = self.locate(["relations", position, "type"])
                yield rules_of_catalog.UNKNOWN_RELATION_TYPE.at(
                    place, type=relation.type, known=", ".join(known), near=near
                )


def _images(attachments: Sequence[Attachment], body: BodyFindings) -> tuple[Attachment, ...]:
    """The files that a body shows beside those that are attached, each once."""
    named = {attachment.source for attachment in attachments}
    return tuple({file.source: file for file in body.files if file.source not in named}.values())


def _without_echoes(problems: list[Problem]) -> list[Problem]:
    """A name in an id's place has the wrong form, too; that it is unknown, and which is meant, says more."""
    unknown = {problem.place[:3] for problem in problems if problem.rule.startswith("unknown-")}
    form = rules_of_fields.INVALID_FORMAT.id
    return [problem for problem in problems if problem.rule != form or problem.place[:3] not in unknown]
