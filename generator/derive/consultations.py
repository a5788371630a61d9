"""Consultations (征求意见): whether one is open today, and the calendar of all of them (征求意见日程).

Whether a record asks for comments, until when, and whether it was called off is decided here, and in
`states` as far as a record alone tells it, for every page, feed and file.

A draft has its days from publication to `expires`, the last day for comments. It stays in the calendar after
its result was published, and as cancelled after it was withdrawn or called off, for two years: whoever noted
the day has to learn of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from generator.derive.calendars import Calendar, CalendarEvent
from generator.derive.events import events_of, part_id
from generator.derive.naming import Site
from generator.derive.states import CALLS_OFF, is_called_off
from generator.derive.tombstone import tombstone
from generator.model.records import Record

#: The file inside the site.
CONSULTATIONS = "feeds/consultations.ics"

#: Relations by which a later record shows that this one is open for comment, or was.
_OF_DRAFTS = {"consults_on": "consultation", "reports_consultation": "feedback", "adopts": "decision"}
#: The prescribed type of the columns (ColumnType) that hold consultations.
COLUMN_TYPE = "征集调查"
_KEPT = timedelta(days=2 * 366)


def is_open(site: Site, record: Record) -> bool:
    """Whether the public may comment on a record today.

    A draft without a last day is open as long as it is a draft. What is no draft by its status, and stands in
    a column of consultations, is open until its last day or until its result is published.
    """
    if record.has_ended or is_called_off(record):
        return False
    if record.status == "draft_for_comment":
        return record.expires is None or record.expires >= site.catalog.as_of
    is_in_time = record.expires is not None and record.expires >= site.catalog.as_of
    return is_in_time and _is_in_column(site, record) and not any(_later(site, record))


def last_day_label(site: Site, record: Record) -> str:
    """What a draft's last day is called: one that was called off asks for nothing until then."""
    return site.words.comments_planned if is_called_off(record) else site.words.comments_until


def consultations(site: Site) -> Calendar:
    """The calendar of all consultations that go on, are to come, or ended in the last two years."""
    words, settings = site.words, site.settings
    return Calendar(
        path=CONSULTATIONS,
        address=settings.site_url + CONSULTATIONS,
        name=f"{settings.site_name} · {words.consultations}",
        description=words.consultations_about,
        language=settings.language,
        url=f"{settings.site_url}follow/",
        events=tuple(sorted(_events(site), key=lambda event: (event.first, event.id))),
    )


def _events(site: Site) -> Iterator[CalendarEvent]:
    as_of = site.catalog.as_of
    for record in site.catalog.records:
        if record.expires and as_of - record.expires <= _KEPT and _is_consultation(site, record):
            yield _event(site, record, record.expires)


def _is_consultation(site: Site, record: Record) -> bool:
    """Whether the public was asked to comment, also where the status says meanwhile what became of it."""
    if record.status == "draft_for_comment" or any(_later(site, record)):
        return True
    return _is_in_column(site, record)


def _is_in_column(site: Site, record: Record) -> bool:
    return site.column_of(site.catalog.categories[record.category]).type == COLUMN_TYPE


def _event(site: Site, record: Record, last: date) -> CalendarEvent:
    is_cancelled = is_called_off(record)
    return CalendarEvent(
        id=part_id(site.settings, record, "consultation"),
        title=_title(site, record, is_cancelled=is_cancelled),
        description="\n".join(_description(site, record, last)),
        url=site.settings.site_url + record.url,
        first=min(record.published, last),
        last=last,
        changed=_changed(site, record),
        sequence=len(record.history),
        categories=(site.words.consultations, site.department(record.department)),
        is_cancelled=is_cancelled,
    )


def _title(site: Site, record: Record, *, is_cancelled: bool) -> str:
    """The record's title, and what it is about where that does not say it."""
    words, title = site.words, record.title
    if words.consultation_said not in title:
        title = words.fill("consultation_on", title=title)
    return f"[{words.consultation_cancelled}] {title}" if is_cancelled else title


def _description(site: Site, record: Record, last: date) -> Iterator[str]:
    """What it is about, until when and whom to ask; of one called off, why."""
    words, labels = site.words, site.labels
    stone = tombstone(site, record)
    facts = [(label, fact.text) for label, fact in stone.facts] if stone else []
    if not stone and record.told_summary:
        yield record.told_summary
    if not stone:
        facts += _called_off(site, record) or [(words.comments_until, last.isoformat())]
        facts.append((labels.name("contact"), record.contact))
    facts += [
        (labels.name("department"), site.department(record.department)),
        (labels.name("index_number"), record.index_number),
    ]
    yield from (f"{label}{words.colon}{text}" for label, text in facts if text)
    for relation, later in _later(site, record):
        stage = words[f"stage_{_OF_DRAFTS[relation]}"]
        yield f"{stage}{words.colon}{later.title} {site.settings.site_url}{later.url}"
    yield site.settings.site_url + record.url


def _called_off(site: Site, record: Record) -> list[tuple[str, str]]:
    """When and why a consultation was called off that was not withdrawn; nothing of one that was not."""
    if not is_called_off(record):
        return []
    entry = next(entry for entry in reversed(record.history) if entry.action in CALLS_OFF)
    return [(site.words.fill(f"changed_{entry.action}", date=entry.date.isoformat()), entry.note)]


def _later(site: Site, record: Record) -> Iterator[tuple[str, Record]]:
    """The records that tell what became of a draft, newest last, with the relation by which they do."""
    for number in (record.index_number, *record.former_index_numbers):
        for relation, later in reversed(site.indexes.referring.get(number, ())):
            if relation in _OF_DRAFTS:
                yield relation, later


def outcomes(site: Site, record: Record) -> list[tuple[str, Record]]:
    """The decisions on a draft, or the replies to comments before there is one, each after its stage's name.

    A withdrawn record tells nothing any more.
    """
    later = [pair for pair in _later(site, record) if pair[1].status != "withdrawn"]
    for relation in ("adopts", "reports_consultation"):
        stage = site.words[f"stage_{_OF_DRAFTS[relation]}"]
        if found := [(stage, each) for kind, each in later if kind == relation]:
            return found
    return []


def _changed(site: Site, record: Record) -> datetime:
    """When the public last heard of the record, or of what became of it."""
    moments = [event.moment for event in events_of(record)]
    moments += [later.published_at for _, later in _later(site, record)]
    return max(moments).replace(tzinfo=site.settings.zone)
