"""An annual report (政府信息公开工作年度报告) in its six prescribed sections, with the tables of
国办公开办函〔2021〕30号.

The tables have merged cells, so each number names the cells that head it. Ids have a dot, which those of
headings in a body never do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from generator.derive.naming import Site
from generator.derive.views import Link
from generator.derive.wording import Wording
from generator.ingest.annual_counts import Counting, by_figure
from generator.ingest.annual_report import figure_name, year_of
from generator.ingest.facts import Facts, facts_of
from generator.markup.headings import Heading
from generator.model.annual_report import (
    APPLICANTS,
    CARRIED_IN,
    CARRIED_OUT,
    DOCUMENTS,
    FEES,
    HANDLED,
    KIND,
    OUTCOME_GROUPS,
    RECEIVED,
    RESULTS,
    REVIEWS,
    TOTAL,
    Path,
    number,
)
from generator.model.labels import FieldLabels
from generator.model.records import Record

_MOST_ON_A_PHONE = 4
#: Records named behind one figure.
_SHOWN = 10
_OUTCOMES: Path = ("requests", "outcomes")
_DOCUMENT_NUMBERS = ("made", "repealed", "in_force")
#: The second table's rows that are one number each, by the item of article 20 and the word over the number.
_SINGLE: Sequence[tuple[str, str, Sequence[Path]]] = (
    ("annual_item_5", "annual_decisions", (("proactive", "licensing"),)),
    ("annual_item_6", "annual_decisions", (("proactive", "penalties"), ("proactive", "coercion"))),
    ("annual_item_8", "annual_amount", (FEES,)),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: a head where it has a scope, else a number or a note.

    `rows` and `columns` are how many it takes; `id` names a head, `headers` the heads of a number.
    """

    text: str
    rows: int = 1
    columns: int = 1
    scope: str = ""
    id: str = ""
    headers: str = ""

    @property
    def is_zero(self) -> bool:
        """Whether it is a number that readers need not look at."""
        return bool(self.headers) and self.text == "0"


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `name` is that of its look, `columns` their number, `groups` are rows that belong together."""

    name: str
    caption: str
    columns: int
    head: tuple[Row, ...]
    groups: tuple[tuple[Row, ...], ...]

    @property
    def is_wide(self) -> bool:
        """Whether a phone cannot show all columns at once."""
        return self.columns > _MOST_ON_A_PHONE


@dataclass(frozen=True, slots=True)
class Evidence:
    """Records of the site that a figure counts; of many the first, `more` says that there are others."""

    label: str
    count: str
    links: tuple[Link, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections: paragraphs, or a table with the records behind its figures."""

    id: str
    title: str
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnualReportForm:
    """A report; `years` lead to the other reports of its body, newest first."""

    sections: tuple[Section, ...]
    years: tuple[Link, ...]

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The sections as the table of contents lists them."""
        return tuple(Heading(2, section.id, section.title) for section in self.sections)


def annual_report_form(site: Site, record: Record) -> AnnualReportForm:
    """The sections and tables of a report."""
    drawn = _Report(record.data, site.labels_of[KIND], site.words)
    tables = {"proactive": drawn.proactive, "requests": drawn.requests, "reviews": drawn.reviews}
    evidence = _evidence(site, record)
    sections = [
        drawn.section(key, tables[key]() if key in tables else None, tuple(evidence.get(key, ())))
        for key in ("overview", "proactive", "requests", "reviews", "problems", "other_matters")
    ]
    return AnnualReportForm(tuple(sections), _other_years(site, record))


def _evidence(site: Site, record: Record) -> dict[str, list[Evidence]]:
    """The records behind a report's figures, by section: what the check holds the figures against."""
    year, policy = year_of(record.period), site.settings.annual_report
    if year is None:
        return {}
    counting = Counting.of(policy)
    concerned = site.once(("counted", KIND), lambda: _concerned(site, counting))
    bodies = concerned if record.department in policy.combined else (record.department,)
    counts = counting.counted([facts for body in bodies for facts in concerned.get(body, ())], year)
    names = {site.words.language: site.labels_of[KIND]}
    found: dict[str, list[Evidence]] = {}
    for path, numbers in by_figure(counts):
        if path == HANDLED:  # the outcomes name them all
            continue
        others = (site.indexes.by_number[each] for each in numbers[:_SHOWN])
        evidence = Evidence(
            label=figure_name(path, names)[site.words.language],
            count=site.words.fill("count_total", n=len(numbers)),
            links=tuple(Link(other.title, other.url) for other in others),
            more=len(numbers) > _SHOWN,
        )
        found.setdefault(path[0], []).append(evidence)
    return found


def _concerned(site: Site, counting: Counting) -> dict[str, list[Facts]]:
    """What may count for some report, by body; of a reply that is not public nobody learns how it ended."""
    found: dict[str, list[Facts]] = {}
    for record in site.catalog.records:
        if record.body_is_public and counting.concerns(record):
            found.setdefault(record.department, []).append(facts_of(record, ""))
    return found


def combined_report(site: Site, year: str) -> Record | None:
    """The report in force that tells of all bodies of the site in a year, if there is one."""
    combined = (
        report for body in site.settings.annual_report.combined for report in _reports(site).get(body, ())
    )
    return next((report for report in combined if report.period == year and report.body_is_public), None)


def _other_years(site: Site, record: Record) -> tuple[Link, ...]:
    others = (other for other in _reports(site)[record.department] if other is not record)
    return tuple(Link(site.words.fill("year", year=other.period), other.url) for other in others)


def _reports(site: Site) -> Mapping[str, list[Record]]:
    """The reports in force that name their year, by body, the last year first."""
    reports: Mapping[str, list[Record]] = site.once(KIND, lambda: _found(site))
    return reports


def _found(site: Site) -> Mapping[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in site.catalog.records:
        if record.kind == KIND:
            others = found.setdefault(record.department, [])
            if year_of(record.period) is not None and not record.has_ended:
                others.append(record)
    return {
        body: sorted(each, key=lambda record: record.period, reverse=True) for body, each in found.items()
    }


@dataclass(frozen=True)
class _Report:
    """What the tables are drawn from: a report's data, the names of its fields, the site's words."""

    data: Mapping[str, Any]
    labels: FieldLabels
    words: Wording
    marks: tuple[list[str], ...] = field(init=False)

    def __post_init__(self) -> None:
        degrees = (self.words[f"annual_marks_{degree}"].split() for degree in (1, 2, 3))
        object.__setattr__(self, "marks", tuple(degrees))

    def section(self, key: str, table: Table | None, evidence: tuple[Evidence, ...]) -> Section:
        text = "" if table else self.data.get(key, "")
        paragraphs = tuple(line.strip() for line in text.splitlines() if line.strip())
        return Section(_id((key,)), self._name((key,)), paragraphs, table, evidence)

    def proactive(self) -> Table:
        """The second section's table: a part for each item of article 20, each with heads of its own."""
        words = self.words
        item = _id(("annual_item_1",))
        heads = [_id(("proactive", key)) for key in _DOCUMENT_NUMBERS]
        names = [self._name((*DOCUMENTS[0], key)) for key in _DOCUMENT_NUMBERS]
        documents: list[Row] = [
            (Cell(words.annual_item_1, columns=4, scope="rowgroup", id=item),),
            (
                Cell(words.annual_content, scope="col"),
                *(Cell(name, scope="col", id=head) for name, head in zip(names, heads, strict=True)),
            ),
        ]
        for row in DOCUMENTS:
            cells = (
                self._number((*row, key), item, head, _id(row))
                for key, head in zip(_DOCUMENT_NUMBERS, heads, strict=True)
            )
            documents.append((Cell(self._name(row), scope="row", id=_id(row)), *cells))
        singles = (self._single(*part) for part in _SINGLE)
        return Table("proactive", words.annual_caption_proactive, 4, (), (tuple(documents), *singles))

    def _single(self, item: str, head: str, rows: Sequence[Path]) -> tuple[Row, ...]:
        """A part of the second table whose rows have one number."""
        heads = (_id((item,)), _id((item, head)))
        return (
            (Cell(self.words[item], columns=4, scope="rowgroup", id=heads[0]),),
            (
                Cell(self.words.annual_content, scope="col"),
                Cell(self.words[head], columns=3, scope="col", id=heads[1]),
            ),
            *(
                (
                    Cell(self._name(row), scope="row", id=_id(row)),
                    self._number(row, *heads, _id(row), columns=3),
                )
                for row in rows
            ),
        )

    def requests(self) -> Table:
        """The third section's table: what came in, what became of it, what is left."""
        words, columns = self.words, (*APPLICANTS, TOTAL)
        names = {column: self._name((*RECEIVED, column)) for column in columns}
        person, *bodies = (Cell(names[key], scope="col", id=_id(("column", key))) for key in APPLICANTS)
        head: tuple[Row, ...] = (
            (
                Cell(words.annual_check, rows=3, columns=3),
                Cell(words.annual_applicants, columns=len(columns), scope="col", id=_id(("applicants",))),
            ),
            (
                Cell(person.text, rows=2, scope="col", id=person.id),
                Cell(words.annual_bodies, columns=len(bodies), scope="col", id=_id(("bodies",))),
                Cell(names[TOTAL], rows=2, scope="col", id=_id(("column", TOTAL))),
            ),
            tuple(bodies),
        )
        groups = (
            (self._request_row(RECEIVED, self.marks[0][0], 3),),
            (self._request_row(CARRIED_IN, self.marks[0][1], 3),),
            tuple(self._outcomes()),
            (self._request_row(CARRIED_OUT, self.marks[0][3], 3),),
        )
        return Table("requests", words.annual_caption_requests, 3 + len(columns), head, groups)

    def _outcomes(self) -> Iterator[Row]:
        """The rows of outcomes; the head of all stands in the first, that of a group in its first."""
        rows = list(self._outcome_rows())
        name = self._marked(self.marks[0][2], _OUTCOMES)
        head = Cell(name, rows=len(rows), scope="rowgroup", id=_id(_OUTCOMES))
        yield (head, *rows[0])
        yield from rows[1:]

    def _outcome_rows(self) -> Iterator[Row]:
        above, marks = _id(_OUTCOMES), self.marks[1]
        for mark, (group, outcomes) in zip(marks, OUTCOME_GROUPS.items(), strict=False):
            path = (*_OUTCOMES, group)
            if not outcomes:
                note = self.words.annual_partly if group == "partially_granted" else ""
                yield self._request_row(path, mark, 2, above, note=note)
            for position, outcome in enumerate(outcomes):
                row = self._request_row((*path, outcome), self.marks[2][position], 1, above, _id(path))
                if not position:
                    head = Cell(self._marked(mark, path), rows=len(outcomes), scope="row", id=_id(path))
                    row = (head, *row)
                yield row
        yield self._request_row(HANDLED, marks[len(OUTCOME_GROUPS)], 2, above)

    def _request_row(self, row: Path, mark: str, columns: int, *above: str, note: str = "") -> Row:
        """A row of the third table; its head is `columns` wide, `above` are the heads of its groups."""
        head = Cell(self._marked(mark, row) + note, columns=columns, scope="row", id=_id(row))
        return (head, *self._numbers(row, (*APPLICANTS, TOTAL), (*above, head.id)))

    def _numbers(self, row: Path, columns: Iterable[str], heads: Sequence[str]) -> Iterator[Cell]:
        for column in columns:
            is_body = column not in (APPLICANTS[0], TOTAL)
            over = (_id(("applicants",)), *([_id(("bodies",))] if is_body else []), _id(("column", column)))
            yield self._number((*row, column), *over, *heads)

    def reviews(self) -> Table:
        """The fourth section's table: one row of numbers below the kinds of proceedings and their results."""
        results = (*RESULTS, TOTAL)
        review, *suits = REVIEWS
        litigation = _id(("reviews", "litigation"))
        head: tuple[Row, ...] = (
            (
                Cell(self._name(review), rows=2, columns=len(results), scope="col", id=_id(review)),
                Cell(
                    self.words.annual_litigation,
                    columns=len(results) * len(suits),
                    scope="col",
                    id=litigation,
                ),
            ),
            tuple(Cell(self._name(suit), columns=len(results), scope="col", id=_id(suit)) for suit in suits),
            tuple(
                Cell(self._name((*path, result)), scope="col", id=_id((*path, result)))
                for path in REVIEWS
                for result in results
            ),
        )
        numbers = tuple(
            self._number(
                (*path, result), *([litigation] if path in suits else []), _id(path), _id((*path, result))
            )
            for path in REVIEWS
            for result in results
        )
        return Table("reviews", self.words.annual_caption_reviews, len(numbers), head, ((numbers,),))

    def _marked(self, mark: str, path: Path) -> str:
        return self.words.fill("annual_row", mark=mark, name=self._name(path))

    def _name(self, path: Path) -> str:
        return self.labels.name(".".join(path))

    def _number(self, path: Path, *heads: str, columns: int = 1) -> Cell:
        """A number below its heads, written as in official tables: without separators."""
        value = number(self.data, path)
        text = f"{value:f}" if isinstance(value, Decimal) else str(value)
        return Cell(text, columns=columns, headers=" ".join(heads))


def _id(path: Path) -> str:
    return ".".join(("report", *path))
