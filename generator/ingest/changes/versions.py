"""A record as a commit or the working tree has it, whether it is sound or not."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from generator.ingest.fields import Fields, object_in, objects_in, text_in, texts_in
from generator.ingest.frontmatter import HEADER_OFFSET, split_front_matter
from generator.ingest.locate import FieldPath, Locator
from generator.ingest.reading import decode, read_text
from generator.ingest.record import text_is_removed
from generator.ingest.schema import Schema
from generator.ingest.source import claimed_index_number
from generator.ingest.strict_yaml import compose
from generator.ingest.tree import is_record_name
from generator.ingest.yaml_faults import YamlFault
from generator.markup import render_body
from generator.markup.blocks import substance
from generator.model.problems import Place, Problem
from generator.model.records import slug_of


@dataclass(frozen=True)
class Version:
    """A record's file at one time. `fields` are as written where the file can be read, else the index number.

    `body_line` is the line of the file at which the body begins, `files` the SHA-256 digests, by name, of
    those attachments that the comparison found changed, `numbers` the index numbers of changed records by
    their paths.
    """

    path: str
    fields: Fields
    header: str = ""
    body: str = ""
    body_line: int = 1
    is_readable: bool = True
    files: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """A field's text; "" where there is none."""
        return text_in(self.fields, key)

    @property
    def history(self) -> list[Fields]:
        """The changes told of since publication."""
        return objects_in(self.fields, "history")

    def day(self, key: str) -> date | None:
        """A field's day, without the hour; None where there is none."""
        try:
            return date.fromisoformat(self.text(key)[:10])
        except ValueError:
            return None

    @property
    def index_number(self) -> str:
        """The number that the file claims."""
        return self.text("index_number")

    @property
    def former_index_numbers(self) -> tuple[str, ...]:
        """The numbers that the record says it had before."""
        return texts_in(self.fields, "former_index_numbers")

    @property
    def first_number(self) -> str:
        """The number that the record says it was first published under."""
        return next(iter(self.former_index_numbers), self.index_number)

    @property
    def url(self) -> str:
        """The record's page, relative to the site's root."""
        return f"records/{slug_of(self.index_number)}/"

    @property
    def body_is_public(self) -> bool:
        """Whether the page may show body and attachments."""
        told = object_in(self.fields, "disclosure")
        shown_to_all = told.get("mode") != "on_request" and told.get("audience", "public") == "public"
        return shown_to_all and not self.body_is_removed

    @property
    def body_is_removed(self) -> bool:
        """Whether the record was withdrawn together with its text."""
        return text_is_removed(self.fields)

    @property
    def status(self) -> str:
        """The record's status, the default where none is written."""
        return self.text("status") or "in_force"

    @cached_property
    def html(self) -> str:
        """The body rendered; targets name what they lead to, wherever its file lies."""
        return render_body(self.body, self._target).html if self.body.strip() else ""

    def _target(self, target: str, _is_image: bool) -> str:
        """A file of the record's own by its name, another record by its number, all else as written."""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), target))
        own = self.path[: -len(".md")] + "/"
        if path.startswith(own):
            return path[len(own) :]
        number = (self.numbers.get(path) or _number_at(path)) if is_record_name(path) else ""
        return f"record:{number}" if number else target

    @cached_property
    def substance(self) -> str:
        """What the body says, without the way it is set."""
        return substance(self.html)

    def place(self, *path: str | int) -> Place:
        """Where a field stands in the file; its first line where it is missing."""
        wanted: FieldPath = list(path)
        return Locator(self.path, compose(self.header), HEADER_OFFSET).place(wanted)


def _number_at(path: str) -> str:
    """The index number of a record that the change leaves alone."""
    text = read_text(path, 1 << 20) if Path(path).is_file() else ""
    return claimed_index_number(text) if isinstance(text, str) else ""


def version_in(path: str, data: bytes, schema: Schema) -> Version:
    """The version that bytes of an earlier commit hold."""
    return _version(path, decode(path, data), schema)


def version_at(path: str, schema: Schema, limit: int) -> Version:
    """The version that the working tree has; `limit` is the largest size allowed, in bytes."""
    return _version(path, read_text(path, limit), schema)


def _version(path: str, text: str | Problem, schema: Schema) -> Version:
    if isinstance(text, Problem):
        return Version(path, {}, is_readable=False)
    try:
        fields, handler = split_front_matter(text)
    except YamlFault:
        return Version(path, {"index_number": claimed_index_number(text)}, is_readable=False)
    return Version(
        path=path,
        fields=schema.coerced(fields),
        header=handler.header,
        body=handler.body,
        body_line=handler.body_line,
    )
