"""Personal data in record files, prose pages and catalog files, each at its line and column."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from generator.ingest.privacy.contacts import Contacts
from generator.ingest.privacy.detect import certain, detect
from generator.ingest.privacy.exceptions import Exceptions
from generator.ingest.privacy.finding import Finding, Kind
from generator.ingest.privacy.pictures import in_picture, is_picture, picture_findings
from generator.ingest.reading import place_in, read_text
from generator.ingest.tree import scan
from generator.markup import render_body
from generator.markup.blocks import visible_blocks
from generator.model.problems import RULES, Place, Problem
from generator.model.settings import Settings

HERE = {"zh": "这里", "en": "here"}
IN_NAME = {"zh": "文件名里", "en": "in the file's name"}
NO_MORE = {"zh": "", "en": ""}

#: Fields of front matter whose own content is no finding, and the kinds that this is true of.
_FIELD = re.compile(r"^(contact|privacy_exceptions):.*(?:\n(?:[ \t-].*)?)*", re.MULTILINE)
_HEADER_END = re.compile(r"^---[ \t]*$", re.MULTILINE)
_OFFICE = frozenset((Kind.LANDLINE, Kind.EMAIL))


def exceptions_in(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The texts of a record's exceptions as far as they are written soundly."""
    written = fields.get("privacy_exceptions")
    items = written if isinstance(written, list) else []
    return tuple(
        item["text"] if isinstance(item, dict) and isinstance(item.get("text"), str) else "" for item in items
    )


def check_record_text(path: str, text: str, contacts: Contacts, exceptions: Exceptions) -> Iterator[Problem]:
    """The personal data of a record file: front matter, body and name."""
    findings = detect(text)
    if findings:
        spared = _spared(text)
        for finding in findings:
            is_spared = any(
                start <= finding.start < end and finding.kind in kinds for start, end, kinds in spared
            )
            if not (is_spared or contacts.allow(finding) or exceptions.cover(finding)):
                yield problem_of(finding, place_in(path, text, finding.start))
    yield from _check_name(path, contacts, exceptions)


def check_shown_text(
    path: str, body: str, body_line: int, exceptions: Exceptions, reported: Container[str]
) -> Iterator[Problem]:
    """Numbers of persons that a reader sees whole, though links or tags part them in the body's source.

    `body_line` is the line at which the body begins, `reported` what was found in the source, masked.
    """
    lines = body.splitlines() if "[" in body or "<" in body else ()
    parted = [number for number, line in enumerate(lines) if _may_be_parted(line)]
    if not parted:
        return
    html = render_body(body, lambda target, _is_image: target).html
    for finding in (finding for block in visible_blocks(html) for finding in certain(block)):
        if finding.masked not in reported and not exceptions.cover(finding):
            yield problem_of(finding, Place(path, body_line + parted[0]))


def _may_be_parted(line: str) -> bool:
    is_marked = "[" in line or "<" in line
    return is_marked and sum(map(str.isdigit, line)) >= _DIGITS_OF_IDENTITY


#: An identity number has seventeen digits before its last character, which may be an X.
_DIGITS_OF_IDENTITY = 17


def check_other_texts(settings: Settings, contacts: Contacts) -> Iterator[Problem]:
    """The personal data of prose pages and of the files beside them, and of the catalog's files."""
    nothing = Exceptions(())
    catalog, pages = scan(settings.content / "catalog").others, scan(settings.pages)
    for path in sorted((*catalog, *pages.records)):
        text = read_text(path, settings.max_record_size)
        if isinstance(text, str):
            yield from check_record_text(path, text, contacts, nothing)
    for path in sorted(pages.others):
        yield from _check_name(path, contacts, nothing)
        for finding in picture_findings(path) if is_picture(path) else ():
            if not contacts.allow(finding):
                yield problem_of(finding, Place(path), in_picture(path))


def problem_of(
    finding: Finding, place: Place, where: Mapping[str, str] = HERE, more: Mapping[str, str] = NO_MORE
) -> Problem:
    """The problem that a finding is. It keeps nothing of the text but what may be shown."""
    return RULES[finding.kind].at(place, masked=finding.masked, where=where, more=more)


def _check_name(path: str, contacts: Contacts, exceptions: Exceptions) -> Iterator[Problem]:
    for finding in detect(path.rpartition("/")[2].rpartition(".")[0]):
        if not (contacts.allow(finding) or exceptions.cover(finding)):
            yield problem_of(finding, Place(path), IN_NAME)


def _spared(text: str) -> Sequence[tuple[int, int, frozenset[Kind]]]:
    """Parts of a record file where some kinds are in order: office numbers in `contact`, exceptions."""
    end = _HEADER_END.search(text, 3)
    found = _FIELD.finditer(text, 0, end.start() if end else 0)
    kinds = {"contact": _OFFICE, "privacy_exceptions": frozenset(Kind)}
    return [(field.start(), field.end(), kinds[field[1]]) for field in found]
