"""What is listed on the page itself behind a number, where neither a list nor a search leads to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from operator import attrgetter, itemgetter

from generator.derive.plots import number
from generator.derive.statistics.figures import WEBSITE
from generator.derive.statistics.scope import Scope, place_of, shown
from generator.derive.statistics.views import Counting, Listing, Section
from generator.model.activities import Activity
from generator.model.records import Record

#: The newest of a list that is shown.
_MOST_LISTED = 50


def channels_section(scope: Scope, disclosed: Sequence[Record]) -> Section:
    """The channels of records beside the site."""
    words, found = scope.site.words, scope.found("channel")
    beside = [key for key in found if key != WEBSITE]
    return Section(
        "channels",
        words.statistics_channel,
        words.statistics_channel_note,
        plots=shown(scope.plot("channel", found)) if beside else (),
        listings=tuple(
            _listing(scope, "channel", key, scope.of("channel", key), _through(scope, disclosed, key))
            for key in beside
        ),
    )


def _through(scope: Scope, disclosed: Iterable[Record], channel: str) -> Iterator[Counting]:
    for record in disclosed:
        if channel in record.channels and scope.has(record.published):
            yield _counting(scope, record, record.published)


def activities_section(scope: Scope) -> Section:
    """What was disclosed beside the site."""
    words, found = scope.site.words, scope.found("activities")
    title = words.statistics_by_activities
    return Section(
        "beside",
        words.statistics_activities,
        words.statistics_activities_note,
        plots=shown(scope.by_month("posts", words.statistics_posts, "activities", "new_media")),
        tables=shown(scope.bars("activities", title, "activities", scope.counts("activities", found))),
        listings=tuple(_held(scope, key) for key in found),
    )


def _held(scope: Scope, channel: str) -> Listing:
    held = [
        each
        for each in sorted(scope.site.catalog.activities, key=attrgetter("date"), reverse=True)
        if each.channel == channel and scope.has(each.date)
    ]
    return _listing(scope, "activities", channel, len(held), (_activity(scope, each) for each in held))


def _activity(scope: Scope, each: Activity) -> Counting:
    record = scope.site.indexes.by_number.get(each.record)
    return Counting(
        each.date.isoformat(),
        each.title,
        record.url if record else each.url,
        scope.site.department(each.department),
        scope.site.words.fill("statistics_times", n=number(each.count)) if each.count > 1 else "",
        is_outside=not record and bool(each.url),
    )


def changes_section(scope: Scope, disclosed: Sequence[Record]) -> Section:
    """What became of records after their publication."""
    found = scope.found("changes")
    return Section(
        "changed",
        scope.site.words.statistics_changes,
        plots=shown(scope.plot("changes", found)),
        listings=tuple(
            _listing(scope, "changes", key, scope.of("changes", key), _changed(scope, disclosed, key))
            for key in found
        ),
    )


def _changed(scope: Scope, disclosed: Iterable[Record], action: str) -> Iterator[Counting]:
    changes = [
        (entry.date, record, entry.note)
        for record in disclosed
        for entry in record.history
        if entry.action == action and scope.has(entry.date)
    ]
    for day, record, note in sorted(changes, key=itemgetter(0), reverse=True):
        yield _counting(scope, record, day, note)


def _counting(scope: Scope, record: Record, day: date, note: str = "") -> Counting:
    return Counting(
        day.isoformat(),
        record.title,
        record.url,
        scope.site.department(record.department),
        note,
        is_internal=scope.site.settings.is_internal(record.path),
    )


def _listing(scope: Scope, dimension: str, key: str, total: int, found: Iterable[Counting]) -> Listing:
    newest = tuple(islice(found, _MOST_LISTED))
    return Listing(place_of(dimension, key), scope.labels[dimension][key], total, newest)
