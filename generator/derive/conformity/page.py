"""The page that holds the rules of the field against this site (规范对照表)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from generator.derive.conformity.check import BY_HAND, FAIL, NOT_APPLICABLE, PASS, STATES, Finding, Grounds
from generator.derive.conformity.pages import page_findings, subjects_finding
from generator.derive.conformity.platform import platform_findings
from generator.derive.conformity.promises import promise_findings
from generator.derive.conformity.records import record_findings
from generator.derive.conformity.upkeep import upkeep_findings
from generator.derive.naming import Site
from generator.derive.tallies import tally
from generator.derive.views import Column, Link, Page, Tally
from generator.model.addresses import CONFORMITY

#: How each state looks: as that state of the ledger that means as much.
_LOOKS = {FAIL: "overdue", BY_HAND: "due", PASS: "met", NOT_APPLICABLE: "nil"}

#: Which rules stand together, with the document that they come from.
_GROUPS = {
    "platform": (
        *("section_guide", "section_rules", "section_contents", "section_reports", "section_request"),
        *("column", "guides", "institutions", "leaders", "responsibility"),
    ),
    "entries": ("header", "header_subjects", "header_keywords", "genres", "subjects"),
    "tags": ("site_tags", "column_tags", "column_types", "article_meta", "identity"),
    "upkeep": ("home_updated", "columns_updated", "columns_blank", "dated", "forged"),
    "regulations": ("in_time", "duties", "changes_told"),
    "promises": (
        *("addresses", "no_other_hosts", "feeds", "open_data", "feedback", "https", "no_internal"),
        "accessible",
    ),
}


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule: what it asks, how it stands (`state`, and `look` and `label` of its mark), and why.

    `links` lead to what is at fault, or to where it can be seen kept; `more` counts those not named, "" for
    none.
    """

    id: str
    rule: str
    state: str
    look: str
    label: str
    why: str
    links: tuple[Link, ...]
    more: str


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Rules of one origin, which `basis` names; `id` is their place on the page."""

    id: str
    title: str
    basis: str
    rows: tuple[RuleRow, ...]


@dataclass(frozen=True)
class ConformityPage:
    """All rules; `counts` say how many are in each state."""

    page: Page
    as_of: str
    counts: tuple[Tally, ...]
    groups: tuple[RuleGroup, ...]


def conformity_page(site: Site, stands: Set[str], policy: str) -> ConformityPage:
    """The page; `stands` are the pages that this site has and another may lack, `policy` is that of pages."""
    words = site.words
    found = {finding.id: finding for finding in _findings(Grounds(site, stands, policy))}
    column = Column(words.conform, words.conform_lead)
    return ConformityPage(
        page=site.page(CONFORMITY, words.conform, column, (Link(words.conform),)),
        as_of=site.catalog.as_of.isoformat(),
        counts=_counts(site, [finding.state for finding in found.values()]),
        groups=tuple(_group(site, group, rules, found) for group, rules in _GROUPS.items()),
    )


def _findings(grounds: Grounds) -> list[Finding]:
    site = grounds.site
    return [
        *platform_findings(grounds),
        *record_findings(site),
        subjects_finding(site),
        *page_findings(site),
        *upkeep_findings(grounds),
        *promise_findings(grounds),
    ]


def _counts(site: Site, states: Sequence[str]) -> tuple[Tally, ...]:
    return tuple(
        tally(site.words[f"conform_state_{state}"], states.count(state), state=_LOOKS[state])
        for state in STATES
    )


def _group(site: Site, group: str, rules: Sequence[str], found: Mapping[str, Finding]) -> RuleGroup:
    words = site.words
    rows = tuple(_row(site, found[rule]) for rule in rules)
    return RuleGroup(group, words[f"conform_group_{group}"], words[f"conform_basis_{group}"], rows)


def _row(site: Site, finding: Finding) -> RuleRow:
    words = site.words
    return RuleRow(
        id=finding.id.replace("_", "-"),
        rule=words[f"conform_{finding.id}"],
        state=finding.state,
        look=_LOOKS[finding.state],
        label=words[f"conform_state_{finding.state}"],
        why=words.fill(f"conform_{finding.id}_{finding.state}", **finding.figures),
        links=finding.links,
        more=words.fill("conform_more", n=finding.more) if finding.more else "",
    )
