"""The formats of `disclosure status`: text for a terminal or a log, JSON for programs.

Text has the body's name on a line of its own, then a line for each finding, indented: its kind, then what it
is about. On a terminal a long one goes on below, under its beginning; elsewhere each stays on its line.

JSON is one object:

    as_of, until     the day that stands for today, the last day of the look-ahead
    score            {points, verdict: passed|failed|vetoed, passing, home_updated, vetoes, deductions}
    totals           by kind (overdue, due, blank, stale, expiring, expired, …), zeros too
    bodies           [{id, name, duties, columns, records, elements}]; only bodies with something to see to
    columns          those that name no responsible body

A duty is {kind: overdue|due, id, duty, name, span, deadline, days, provisional, url}, `days` being working
days, url the duty's page; columns and records are as in data/freshness.json; `elements` are keys of
departments.yml.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from generator.derive.freshness.data import column_data, day, gap_data, score_data
from generator.derive.freshness.page import column_row
from generator.derive.ledger.entries import Entry
from generator.derive.ledger.rows import duty_url, lateness, span_name
from generator.derive.naming import Site
from generator.derive.status import BodyStatus, Status, column_kind, kind_of
from generator.model.inspection import FINDINGS

#: A run of letters and digits with its marks stays together; Chinese may be broken anywhere.
_PIECES = re.compile(r"[!-~\u00a0-\u024f]+|.")


def as_json(status: Status, site: Site) -> str:
    """The object told above."""
    nobody = next((each for each in status.bodies if not each.body), BodyStatus(""))
    report = {
        "as_of": day(status.as_of),
        "until": day(status.until),
        "score": score_data(status.score),
        "totals": dict(status.totals),
        "bodies": [_body_data(status, site, each) for each in status.bodies if each.body],
        "columns": [column_data(column) for column in nobody.columns],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _body_data(status: Status, site: Site, each: BodyStatus) -> dict[str, Any]:
    return {
        "id": each.body,
        "name": site.department(each.body),
        "duties": [_entry_data(status, site, entry) for entry in each.entries],
        "columns": [column_data(column) for column in each.columns],
        "records": [gap_data(gap) for gap in each.gaps],
        "elements": list(each.elements),
    }


def _entry_data(status: Status, site: Site, entry: Entry) -> dict[str, Any]:
    return {
        "kind": kind_of(entry, status.until),
        "id": entry.id,
        "duty": entry.duty.id,
        "name": entry.duty.level2,
        "span": span_name(site.words, entry),
        "deadline": day(entry.deadline),
        "days": entry.days,
        "provisional": entry.is_provisional,
        "url": duty_url(entry.duty.id),
    }


def as_text(status: Status, site: Site, width: int = 0) -> str:
    """The report in lines; `width` is that of the terminal in columns, 0 for none."""
    words = site.words
    lines = [*_head(status, site)]
    for each in status.bodies:
        lines += ["", site.department(each.body) if each.body else words.status_nobody]
        for begin, text in _findings(status, site, each):
            lines += wrapped(text, begin, width)
    end = _total(site, status.totals) if status.bodies else words.status_clear
    return "\n".join([*lines, "", *wrapped(end, "", width)]) + "\n"


def _head(status: Status, site: Site) -> Iterator[str]:
    words, score = site.words, status.score
    days = {"as_of": day(status.as_of), "until": day(status.until)}
    yield words.fill("status_head", site=site.settings.site_name, **days)
    points, verdict = words.fill("fresh_points", n=score.points), words[f"fresh_verdict_{score.verdict}"]
    yield words.fill("status_score", points=points, verdict=verdict)


def _total(site: Site, totals: Mapping[str, int]) -> str:
    words = site.words
    told = words.comma.join(f"{words[f'status_{kind}']} {count}" for kind, count in totals.items() if count)
    return f"{words.status_total}{words.colon}{told}"


def _findings(status: Status, site: Site, each: BodyStatus) -> Iterator[tuple[str, str]]:
    """The findings of a body: how the line begins, with the kind in a column, and what it is about."""
    labels = {kind: site.words[f"status_{kind}"] for kind in FINDINGS}
    widest = max(map(columns, labels.values()))
    for kind, text in sorted(_told(status, site, each), key=lambda found: FINDINGS.index(found[0])):
        label = labels[kind]
        yield f"  {label}{' ' * (widest - columns(label))}  ", text


def _told(status: Status, site: Site, each: BodyStatus) -> Iterator[tuple[str, str]]:
    """Every finding of a body: its kind, and what it is about."""
    words = site.words
    for entry in each.entries:
        # what is kept up for ever is met, and falls due again
        key = "status_entry" if entry.state in ("overdue", "due") else "status_standing"
        told = {"duty": entry.duty.level2, "span": span_name(words, entry)}
        yield (
            kind_of(entry, status.until),
            words.fill(key, **told, deadline=day(entry.deadline), standing=lateness(site, entry)),
        )
    for column in each.columns:
        row = column_row(site, column)
        name = f"{row.above} / {row.name.text}" if row.above else row.name.text
        told = {"standing": row.standing, "limit": row.limit, "updated": row.updated or words.fresh_never}
        yield column_kind(column), words.fill("status_column", name=name, **told)
    for gap in each.gaps:
        told = {"title": gap.record.title, "number": gap.record.index_number, "since": gap.since.isoformat()}
        yield gap.kind, words.fill("status_gap", **told)
    if each.elements:
        names = site.labels_of["departments"]
        yield "elements", words.comma.join(names.name(key) for key in each.elements)


def wrapped(text: str, begin: str, width: int) -> Iterator[str]:
    """A text behind its beginning, in lines that fit; those that follow stand under its own start."""
    line, indent = begin, columns(begin)
    for piece in _PIECES.findall(text):
        has_text = columns(line) > indent
        if width and has_text and columns(line + piece) > width:
            yield line.rstrip()
            line = " " * indent + piece.lstrip()
        else:
            line += piece
    yield line


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: a Chinese character takes two."""
    return sum(
        2 if unicodedata.east_asian_width(char) in "WF" else 0 if unicodedata.combining(char) else 1
        for char in text
    )
