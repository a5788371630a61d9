"""What is behind a body's score in a bulletin: the entries and records that each part was judged by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from urllib.parse import urlencode

from generator.derive.ledger.entries import Entry
from generator.derive.ledger.rows import body_url, span_name
from generator.derive.naming import Site
from generator.derive.statistics.figures import NIL_REPORT
from generator.derive.supervision.figures import Figures
from generator.derive.supervision.ranking import BodyScore
from generator.derive.supervision.scores import Part, decimal
from generator.derive.views import Link
from generator.model.periods import Period
from generator.model.records import RECORD_KINDS

#: What a part names at most of what was not reached, and of what was.
_MOST_SHORT, _MOST_GOT = 10, 3


@dataclass(frozen=True, slots=True)
class PartEvidence:
    """A part that counts: how its points come about, as 40.00 × 3/4 = 30.00, and what that counts.

    `short` was not reached, `got` was; `more` leads to the others, where not all are named.
    """

    name: str
    sum: str
    short: tuple[Link, ...]
    got: tuple[Link, ...]
    more: Link | None


@dataclass(frozen=True, slots=True)
class BodyEvidence:
    """All parts of a body's score; `id` is the place on the page, `score` and `rank` are in words.

    `left_out` names the parts that do not count, and says why.
    """

    id: str
    body: Link
    score: str
    rank: str
    parts: tuple[PartEvidence, ...]
    left_out: str


def evidence(site: Site, figures: Figures, score: BodyScore) -> BodyEvidence:
    """What is behind a body's score."""
    words = site.words
    return BodyEvidence(
        id=evidence_id(score.body),
        body=Link(site.department(score.body), site.catalog.departments[score.body].url),
        score=words.bulletin_not_counted if score.score is None else decimal(score.score),
        rank=words.fill("bulletin_name_rank", rank=score.rank) if score.rank else words.bulletin_no_rank,
        parts=tuple(_part(site, figures, score, part) for part in score.parts if part.counts),
        left_out=words.comma.join(
            words.fill("bulletin_left_out", part=words[f"score_{part.key}"], why=why_not(site, part))
            for part in score.parts
            if not part.counts
        ),
    )


def evidence_id(body: str) -> str:
    """The place of a body's evidence on the page."""
    return f"body-{body}"


def records_url(site: Site, period: Period, body: str = "") -> str:
    """A search for what was disclosed in a period, by all bodies or by one: for no nil reports."""
    asked = {"department": body} if body else {}
    asked |= {"from": period.first.isoformat(), "to": period.last.isoformat()}
    return f"search/?{urlencode([*asked.items(), *(('kind', kind) for kind in _kinds_but_nil(site))])}"


def _kinds_but_nil(site: Site) -> list[str]:
    """The kinds of records that disclose anything, to choose by where there are others as well."""

    def kinds() -> list[str]:
        found = {record.kind for record in site.catalog.records}
        return [kind for kind in RECORD_KINDS if kind in found - {NIL_REPORT}] if NIL_REPORT in found else []

    chosen: list[str] = site.once("kinds of disclosure", kinds)
    return chosen


def why_not(site: Site, part: Part) -> str:
    """Why a part does not count; "" of one that does."""
    if part.counts:
        return ""
    return site.words.bulletin_nothing if part.weight else site.words.bulletin_weightless


def _part(site: Site, figures: Figures, score: BodyScore, part: Part) -> PartEvidence:
    missed, reached = _BEHIND[part.key](site, figures.period, score)
    short, got = tuple(islice(missed, _MOST_SHORT)), tuple(islice(reached, _MOST_GOT))
    unnamed = part.possible - part.reached - len(short)
    if part.key != "accuracy":  # where one link leads to all
        unnamed += part.reached - len(got)
    return PartEvidence(
        name=site.words[f"score_{part.key}"],
        sum=site.words.fill(
            "bulletin_sum",
            full=decimal(part.full),
            share=f"{part.reached}/{part.possible}",
            points=decimal(part.points),
        ),
        short=short,
        got=got,
        more=_others(site, score.body, part.key, unnamed) if unnamed else None,
    )


def _others(site: Site, body: str, part: str, count: int) -> Link:
    """Where those are that are not named: in the ledger, or among all that the body published."""
    is_entry = part in ("timeliness", "coverage")
    url = body_url(body) if is_entry else site.catalog.departments[body].url
    return Link(site.words.fill("bulletin_more", n=count), url)


#: What a part was judged by: what was not reached, and what was.
_Behind = tuple[Iterator[Link], Iterator[Link]]


def _timeliness(site: Site, _period: Period, score: BodyScore) -> _Behind:
    own = score.figures
    return _entries(site, own.late, own.missed), _entries(site, own.in_time, own.nil)


def _coverage(site: Site, _period: Period, score: BodyScore) -> _Behind:
    own = score.figures
    return _entries(site, own.overdue), _entries(site, own.settled_late, own.in_time, own.nil)


def _columns(site: Site, _period: Period, score: BodyScore) -> _Behind:
    def links(are_filled: bool) -> Iterator[Link]:
        for path, is_filled in score.figures.columns.items():
            if is_filled == are_filled:
                yield Link(site.name_of(site.catalog.categories[path]), f"categories/{path}/")

    return links(False), links(True)


def _replies(_site: Site, _period: Period, score: BodyScore) -> _Behind:
    def links(are_in_time: bool) -> Iterator[Link]:
        return (
            Link(record.title, record.url) for record, kept in score.figures.replies if kept == are_in_time
        )

    return links(False), links(True)


def _accuracy(site: Site, period: Period, score: BodyScore) -> _Behind:
    own = score.figures
    published = Link(
        site.words.fill("bulletin_records_all", n=own.published), records_url(site, period, score.body)
    )
    faulty = (Link(record.title, record.url) for record in own.faulty)
    return faulty, iter([published] if own.published else [])


_BEHIND: Mapping[str, Callable[[Site, Period, BodyScore], _Behind]] = {
    "timeliness": _timeliness,
    "coverage": _coverage,
    "columns": _columns,
    "replies": _replies,
    "accuracy": _accuracy,
}


def _entries(site: Site, *lists: Iterable[Entry]) -> Iterator[Link]:
    return (_entry(site, entry) for entry in chain.from_iterable(lists))


def _entry(site: Site, entry: Entry) -> Link:
    """An entry by name; leads to the record that settled it, or to what its body owes."""
    words = site.words
    text = words.fill("supervision_matter", duty=entry.duty.level2, span=span_name(words, entry))
    return Link(text, entry.records[0].url if entry.records else body_url(entry.body))
