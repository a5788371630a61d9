"""Time limits (公开时限) in words, out of their data."""

from __future__ import annotations

from datetime import timedelta

from generator.derive.naming import Site
from generator.derive.wording import Wording
from generator.model.duties import TimeLimit
from generator.model.periods import Period

#: The part of a year that each date of a limit is for.
_PARTS = {"quarterly": "quarter", "half_yearly": "half_year"}


def limit_text(site: Site, limit: TimeLimit) -> str:
    """A limit in the wording of the standard catalog; in words out of its data where that has none."""
    return limit.text or limit_in_words(site, limit)


def limit_in_words(site: Site, limit: TimeLimit) -> str:
    """A limit as its data say it, as 自信息形成或者变更之日起 20 个工作日内."""
    words = site.words
    if limit.type == "within":
        event = limit.event or words.limit_event
        return words.fill(
            "limit_on_day" if limit.days == 0 else "limit_within", event=event, days=_days(words, limit)
        )
    if limit.type == "fixed_dates":
        dates = words.comma.join(_day(words, month, day) for month, day in sorted(limit.dates))
        return words.fill("limit_fixed_dates", dates=dates)
    if limit.type == "stages":
        stages = words.comma.join(limit.stages)
        return words.fill("limit_stages", stages=stages, days=_days(words, limit))
    if limit.type == "long_term":
        age = site.labels_of["duties"].value("limit.max_age", limit.max_age)
        return words.fill("limit_long_term", age=age.lower())
    return _periodic(words, limit)


def _periodic(words: Wording, limit: TimeLimit) -> str:
    every = words[f"limit_{limit.type}"]
    if not limit.dates:
        return words.fill("limit_after_period", every=every, days=_days(words, limit))
    dates = words.limit_and.join(
        words.fill("limit_by", part=_part(words, limit, number), date=_following(words, limit, number))
        for number in range(len(limit.dates))
    )
    return words.fill("limit_by_dates", every=every, dates=dates)


def _part(words: Wording, limit: TimeLimit, number: int) -> str:
    part = _PARTS.get(limit.type)
    return words[f"limit_{part}_{number + 1}"] if part else ""


def _following(words: Wording, limit: TimeLimit, number: int) -> str:
    """The date of a period, and whether it is one of the year after: the first such day after the period."""
    end = Period(2001, number * limit.months + 1, limit.months).last
    day = limit.date_from(end + timedelta(days=1))
    key = "limit_this_year" if day.year == end.year else "limit_next_year"
    return words.fill(key, day=_day(words, day.month, day.day))


def _days(words: Wording, limit: TimeLimit) -> str:
    key = f"limit_days_{limit.day_kind}"
    return words.fill(f"{key}_1" if limit.days == 1 else key, n=limit.days)


def _day(words: Wording, month: int, day: int) -> str:
    return words.fill("limit_day", month=words[f"month_{month}"], day=day)
