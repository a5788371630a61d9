"""Rules that every record has to keep: its header, its genre, its time, its changes and its address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from generator.derive.conformity.check import (
    NOT_APPLICABLE,
    Finding,
    kept_or_broken,
    record_links,
)
from generator.derive.events import midnight
from generator.derive.naming import Site
from generator.derive.record_page import article_meta
from generator.derive.views import Link
from generator.model.duties import STATUTORY_DAYS
from generator.model.records import Record

#: The genres of official documents (党政机关公文处理工作条例, article 8).
GENRES = (
    *("决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案"),
    *("函", "纪要"),
)

#: The tags of a page that shows a record (政府网站发展指引).
ARTICLE_TAGS = frozenset(("ArticleTitle", "PubDate", "ContentSource"))

#: What is registered as not disclosed is not published within any time.
_NOT_PUBLISHED = "register_entry"


@dataclass
class _Tally:
    """What one pass through the records finds: those at fault by rule, and counts."""

    faults: dict[str, list[Record]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    addresses: set[str] = field(default_factory=set)

    def fault(self, rule: str, record: Record) -> None:
        self.faults.setdefault(rule, []).append(record)

    def count(self, what: str, number: int = 1) -> None:
        self.counts[what] = self.counts.get(what, 0) + number

    def finding(self, rule: str, kept: tuple[Link, ...] = (), **figures: object) -> Finding:
        """A rule that is broken by the records found at fault."""
        return kept_or_broken(rule, record_links(self.faults.get(rule, ())), kept, **figures)


def record_findings(site: Site) -> Iterator[Finding]:
    """How the rules of records stand."""
    tally = _tally(site)
    total, count = len(site.catalog.records), tally.counts.get
    history = (Link(site.words.history, "history/"),)
    yield tally.finding("article_meta", records=total, days=count("day alone", 0))
    yield tally.finding("header", records=total, numbered=count("numbered", 0))
    yield (
        tally.finding("header_subjects", records=total)
        if site.catalog.subjects.roots
        else Finding("header_subjects", NOT_APPLICABLE)
    )
    yield tally.finding("header_keywords", records=total)
    yield tally.finding("genres", records=count("with genre", 0), genres=len(GENRES))
    yield tally.finding("in_time", records=count("timed", 0), days=STATUTORY_DAYS)
    yield tally.finding("changes_told", history, changes=count("changes", 0))
    yield _addresses(tally, total)


def _tally(site: Site) -> _Tally:
    tally = _Tally()
    timing = _Timing(site)
    for record in site.catalog.records:
        _look_at_header(site, record, tally)
        _look_at_time(record, timing, tally)
        tally.count("changes", len(record.history))
        if not all(entry.note for entry in record.history):
            tally.fault("changes_told", record)
        if record.url.casefold() in tally.addresses:
            tally.fault("addresses", record)
        tally.addresses.add(record.url.casefold())
        tally.count("withdrawn", record.status == "withdrawn")
        tally.count("former", len(record.former_index_numbers))
    return tally


def _look_at_header(site: Site, record: Record, tally: _Tally) -> None:
    if ARTICLE_TAGS - {name for name, content in article_meta(site, record) if content}:
        tally.fault("article_meta", record)
    tally.count("day alone", record.published_at == midnight(record.published))
    if not (record.index_number and record.title and record.status):
        tally.fault("header", record)
    tally.count("numbered", bool(record.document_number))
    for rule, values in (("header_subjects", record.subjects), ("header_keywords", record.keywords)):
        if not values and not record.body_is_removed:  # that keeps nothing but what names it
            tally.fault(rule, record)
    if record.genre:
        tally.count("with genre")
        if record.genre not in GENRES:
            tally.fault("genres", record)


class _Timing:
    """By when records had to be published that the days of the Regulations count for."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._known: dict[date, date] = {}

    def after(self, issued: date) -> date:
        """The last day in time for what was made on a day."""
        if issued not in self._known:
            self._known[issued] = self._site.catalog.calendar.after(issued, STATUTORY_DAYS)
        return self._known[issued]

    def is_timed(self, record: Record) -> bool:
        """Whether the days of the Regulations count: not for what a duty of its own has a time limit for."""
        duty = self._site.catalog.duties.get(record.duty)
        is_proactive = record.disclosure.mode == "proactive" and record.kind != _NOT_PUBLISHED
        return is_proactive and (duty is None or duty.limit.type == "within")


def _look_at_time(record: Record, timing: _Timing, tally: _Tally) -> None:
    if timing.is_timed(record):
        tally.count("timed")
        if record.published > timing.after(record.issued):
            tally.fault("in_time", record)


def _addresses(tally: _Tally, total: int) -> Finding:
    withdrawn, former = (tally.counts.get(what, 0) for what in ("withdrawn", "former"))
    return tally.finding("addresses", records=total, withdrawn=withdrawn, former=former)
