"""The history of all records as rows of data."""

from __future__ import annotations

from collections.abc import Iterator

from generator.derive.data_files import EVENT_COLUMNS
from generator.derive.events import Event, event_id
from generator.derive.naming import Site


def event_rows(site: Site) -> Iterator[dict[str, str]]:
    """The events that data tell of, newest first, each by the columns of the history."""
    for event in site.indexes.events:
        if not event.record.body_is_removed:
            yield _row(site, event)


def _row(site: Site, event: Event) -> dict[str, str]:
    """An event; publication has no note."""
    record = event.record
    values = (
        event_id(site.settings, event),
        event.moment.date().isoformat(),
        event.action,
        event.note if event.number > 1 else "",
        record.index_number,
        record.title,
        record.department,
        record.category,
        record.url,
    )
    return dict(zip(EVENT_COLUMNS, values, strict=True))
