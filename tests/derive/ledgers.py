"""Ledgers made by hand: sites whose duties have the entries that a test wants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from generator.derive.ledger.entries import Entry, Ledger
from generator.derive.naming import Site
from generator.model.duties import Duty, TimeLimit
from generator.model.periods import Period

from .sites import site_of

TODAY = date(2026, 11, 20)
QUARTERLY = Duty("budget", "财政", "部门预算", TimeLimit("quarterly"), ("department",))


def entry(state: str, period: str = "2026-Q3", body: str = "czj", **changes: Any) -> Entry:
    """An entry of the quarterly duty, or of the one that `duty` names."""
    duty = changes.pop("duty", QUARTERLY)
    return Entry(duty, body, changes.pop("span", period), state, Period.parse(period), **changes)


def site_with(entries: Sequence[Entry], *duties: Duty, **options: Any) -> Site:
    """A site of the sample's two departments whose ledger has these entries, and no others."""
    site = site_of(**options)
    known = {duty.id: duty for duty in (*duties, *(each.duty for each in entries))}
    site = replace(site, catalog=replace(site.catalog, duties=known, as_of=TODAY))
    groups: list[defaultdict[str, list[Entry]]] = [defaultdict(list) for _ in range(3)]
    in_order = sorted(entries, key=lambda each: each.deadline or date.max)
    for each in in_order:
        spans = (each.duty.id, each.body, str(each.period or TODAY.year))
        for group, key in zip(groups, spans, strict=True):
            group[key].append(each)
    site.once("ledger", lambda: Ledger(tuple(in_order), *groups))
    return site
