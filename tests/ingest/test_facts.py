"""The facts that rules between records ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from factory import AS_OF, BUDGET, SCHEMA, ContentTree, record

from generator.ingest.catalog import read_catalog
from generator.ingest.facts import PLACEHOLDERS, Facts
from generator.ingest.schema import load_schemas
from generator.ingest.settings import load_settings
from generator.ingest.source import Ingest, SourceRecord

_EVERYTHING = """\
kind: register_entry
genre: 通知
status: draft_for_comment
document_number: 县财〔2026〕1号
duty: budget-annual
period: 2026-H1
effective: 2026-03-10
expires: 2027-03-10
subjects: [finance-audit]
former_index_numbers: [F-0]
disclosure: {mode: on_request, audience: specific}
relations: [{type: replaces, target: W-1}]
history:
- {date: 2026-03-08, action: restored}
- {date: 2026-03-09, action: restored}
- {date: 2026-03-10, action: amended}
- {date: 2026-03-11, action: superseded}
data:
  reason: process_information
  legal_basis: [条例第十六条]
  collective_decision: {date: 2026-03-02, meeting: 局党组会议}
  next_review: 2027-03-02
"""


def _read(tmp_path: Path, text: str) -> SourceRecord:
    tree = ContentTree(tmp_path, {BUDGET: text})
    schemas, settings = load_schemas(SCHEMA), load_settings(tree.config)
    catalog = read_catalog(tree.content / "catalog", schemas)
    return Ingest(settings, schemas, catalog, frozenset(), AS_OF).read(str(tree.content / BUDGET))


def test_a_record_tells_all_its_facts(tmp_path: Path) -> None:
    found = _read(tmp_path, record(_EVERYTHING, published="2026-03-05T09:30"))
    assert found.facts == Facts(
        index_number="F-1",
        former_index_numbers=("F-0",),
        title="2026年预算",
        department="finance",
        category="finance/budget",
        genre="通知",
        kind="register_entry",
        status="draft_for_comment",
        issued="2026-03-01",
        published="2026-03-05",
        effective="2026-03-10",
        expires="2027-03-10",
        document_number="县财〔2026〕1号",
        relations=(("replaces", "W-1"),),
        subjects=("finance-audit",),
        audience="specific",
        mode="on_request",
        duty="budget-annual",
        next_review="2027-03-02",
        has_body=True,
        restored="2026-03-09",
        period="2026-H1",
        repealed="2026-03-11",
        data={},
    )


def test_what_is_not_written_has_its_default(tmp_path: Path) -> None:
    facts = _read(tmp_path, record()).facts
    assert facts
    assert (facts.kind, facts.status, facts.mode, facts.audience) == (
        "document",
        "in_force",
        "proactive",
        "public",
    )
    assert not any((facts.effective, facts.expires, facts.relations, facts.subjects, facts.next_review))


def test_what_is_counted_of_the_data_of_a_kind(tmp_path: Path) -> None:
    reply = (
        "{received: 2026-03-02, applicant_type: other, outcome: not_held, replied: 2026-03-04, request: 甲}"
    )
    facts = _read(tmp_path, record(f"kind: request_reply\ndata: {reply}\n")).facts
    assert facts
    assert facts.data == {
        "received": "2026-03-02",
        "applicant_type": "other",
        "outcome": "not_held",
        "replied": "2026-03-04",
    }
    numbers = "{overview: 甲, proactive: {licensing: 3, fees: 6}, requests: {total: {other: 2}}, reviews: {}}"
    facts = _read(tmp_path, record(f"kind: annual_report\ndata: {numbers}\n")).facts
    assert facts
    assert facts.data == {"proactive.licensing": 3, "requests.total.other": 2}


@pytest.mark.parametrize("body", ["", " \n\n", f"\n{PLACEHOLDERS['zh']}\n", PLACEHOLDERS["en"]])
def test_a_placeholder_is_no_body(tmp_path: Path, body: str) -> None:
    facts = _read(tmp_path, record(body=body)).facts
    assert facts
    assert not facts.has_body


def test_an_error_that_is_not_essential_leaves_the_facts(tmp_path: Path) -> None:
    found = _read(tmp_path, record(published="2026-12-01"))
    assert found.record is None
    assert found.facts
    assert found.facts.published == "2026-12-01"


def test_fields_that_cannot_be_trusted_are_no_facts(tmp_path: Path) -> None:
    found = _read(tmp_path, record(issued="2026年3月"))
    assert found.facts is None
    assert found.index_number == "F-1"
