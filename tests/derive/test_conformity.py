"""Rules held against sites made by hand: each of them can be kept and broken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from outputs.sample import record

from generator.derive.conformity.check import BY_HAND, FAIL, PASS, Finding, Grounds
from generator.derive.conformity.promises import promise_findings
from generator.derive.conformity.records import record_findings
from generator.model.records import HistoryEntry, Record
from generator.outputs.hosting.headers import PAGE_POLICY

from .sites import site_of


def _states(findings: Iterable[Finding]) -> dict[str, str]:
    return {finding.id: finding.state for finding in findings}


def _promises(policy: str = PAGE_POLICY, **options: str) -> dict[str, str]:
    return _states(promise_findings(Grounds(site_of(**options), frozenset(), policy)))


def test_promises_can_be_broken() -> None:
    kept = _promises(feedback_url="mailto:a@b.example")
    assert {kept[rule] for rule in ("no_other_hosts", "feedback", "https")} == {PASS}
    assert kept["accessible"] == BY_HAND
    broken = _promises(f"{PAGE_POLICY}; font-src https://fonts.example", site_url="http://a.example/zwgk/")
    assert {broken[rule] for rule in ("no_other_hosts", "feedback", "https")} == {FAIL}


@pytest.mark.parametrize("policy", ["script-src 'self'", "default-src 'self'", ""])
def test_policy_that_leaves_something_open_is_no_promise(policy: str) -> None:
    assert _promises(policy)["no_other_hosts"] == FAIL


def _record(number: str = "A-1", published: str = "2026-03-30T09:30", **changes: object) -> Record:
    kept = {"keywords": ("预算",), "genre": "通知", "issued": date(2026, 3, 2), **changes}
    return record(number, published, **kept)


def test_rules_of_records_can_be_broken() -> None:
    kept = _states(record_findings(site_of(_record())))
    assert {kept[rule] for rule in ("article_meta", "header", "header_keywords", "genres", "in_time")} == {
        PASS
    }
    broken = _record(
        published="2026-03-31",
        keywords=(),
        genre="便函",
        history=(HistoryEntry(date(2026, 4, 1), "amended", ""),),
    )
    found = {finding.id: finding for finding in record_findings(site_of(_record("A-2"), broken))}
    for rule in ("header_keywords", "genres", "in_time", "changes_told"):
        assert found[rule].state == FAIL
        assert [link.url for link in found[rule].links] == ["records/A-1/"]
        assert found[rule].figures["faults"] == 1


def test_days_off_do_not_count() -> None:
    """From 2 March 2026 the 20th working day is 30 March; with two days off it is 1 April."""
    late = _record(published="2026-04-01")
    made = site_of(late)
    assert _states(record_findings(made))["in_time"] == FAIL
    days_off = frozenset((date(2026, 3, 9), date(2026, 3, 10)))
    calendar = replace(made.catalog.calendar, holidays=days_off)
    made = replace(made, catalog=replace(made.catalog, calendar=calendar))
    assert _states(record_findings(made))["in_time"] == PASS


def test_only_so_many_records_are_named_and_the_others_counted() -> None:
    made = site_of(*(_record(f"A-{number:02}", keywords=()) for number in range(20)))
    (finding,) = (each for each in record_findings(made) if each.id == "header_keywords")
    assert (len(finding.links), finding.more, finding.figures["faults"]) == (12, 8, 20)
