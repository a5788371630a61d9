"""What a record's body links to, and marks that will not show as the writer meant."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from generator.ingest import rules_of_catalog as rules
from generator.ingest.attachments import RecordFolder
from generator.markup import Misprint, link_targets, markup_warnings
from generator.markup.commonmark import to_html
from generator.markup.links import EXTERNAL
from generator.model.problems import Place, Problem
from generator.model.records import Attachment

RECORD_SCHEME = "record:"


@dataclass(frozen=True, slots=True)
class RecordLink:
    """A link from a body to another page: by index number (`record:…`), or by path to its file."""

    place: Place
    target: str
    index_number: str = ""
    path: str = ""


@dataclass
class BodyFindings:
    """What reading a body brought: links to other records, files of the record's own, problems."""

    links: list[RecordLink]
    files: list[Attachment]
    problems: list[Problem]


def read_body(body: str, line_offset: int, folder: RecordFolder) -> BodyFindings:
    """Check the links and marks of a body that begins after `line_offset` lines of its file."""
    findings = BodyFindings([], [], [])
    for link in link_targets(body):
        place = Place(folder.record, link.line + line_offset, link.column)
        _read_link(link.target, link.is_image, place, folder, findings)
    for warning in _misprints(body):
        place = Place(folder.record, warning.line + line_offset, warning.column)
        strike = warning.kind == "struck_by_tilde"
        rule = rules.ACCIDENTAL_STRIKETHROUGH if strike else rules.UNCLOSED_EMPHASIS
        findings.problems.append(rule.at(place, text=warning.text))
    return findings


def _misprints(body: str) -> list[Misprint]:
    """Marks to look at; rendering is spared where there is none."""
    return markup_warnings(body, to_html(body)) if "~" in body or "**" in body else []


def _read_link(
    target: str, is_image: bool, place: Place, folder: RecordFolder, findings: BodyFindings
) -> None:
    if target.startswith("#") or not target:
        return
    if target.startswith(RECORD_SCHEME) and not is_image:
        number = unquote(target[len(RECORD_SCHEME) :].partition("#")[0])
        findings.links.append(RecordLink(place, target, index_number=number))
        return
    try:
        parts = urlsplit(target)
    except ValueError:
        findings.problems.append(rules.LINK_REFUSED.at(place, target=target))
        return
    if parts.scheme or parts.netloc:
        findings.problems.extend(_outward(target, parts.scheme.lower(), is_image, place, folder))
    elif "?" in target:  # files answer no questions, and a host would look for one of that name
        findings.problems.append(rules.LINK_BROKEN.at(place, target=target))
    elif unquote(parts.path).lower().endswith(".md") and not is_image:
        _read_page_link(target, unquote(parts.path), place, folder, findings)
    else:
        _read_file_link(target, unquote(parts.path), place, folder, findings)


def _outward(
    target: str, scheme: str, is_image: bool, place: Place, folder: RecordFolder
) -> Iterator[Problem]:
    if is_image:
        yield rules.IMAGE_REMOTE.at(place, target=target[:80], folder=folder.name)
    elif scheme not in EXTERNAL:
        yield rules.LINK_REFUSED.at(place, target=target[:80])


def _read_page_link(
    target: str, path: str, place: Place, folder: RecordFolder, findings: BodyFindings
) -> None:
    """A link to another record's file, or to a prose page: which of them there are is not known here."""
    found = posixpath.normpath(posixpath.join(posixpath.dirname(folder.record), path))
    findings.links.append(RecordLink(place, target, path=found))


def _read_file_link(
    target: str, path: str, place: Place, folder: RecordFolder, findings: BodyFindings
) -> None:
    """A link to a file of the record's own folder, written as GitHub's preview wants it: `<slug>/file`."""
    base = posixpath.dirname(folder.record)
    found = posixpath.normpath(posixpath.join(base, path))
    if path.startswith("/") or not found.startswith(folder.path + "/"):
        exists = not path.startswith("/") and found in folder.files
        rule = rules.ATTACHMENT_ESCAPES.at(place, file=target, folder=folder.name) if exists else None
        findings.problems.append(rule or rules.LINK_BROKEN.at(place, target=target))
        return
    taken = folder.take(found[len(folder.path) + 1 :], "", place)
    if isinstance(taken, Attachment):
        findings.files.append(taken)
    else:
        findings.problems.append(taken)
