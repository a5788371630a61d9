"""JSON-LD of single records and pages: types, force, and that nothing in it can leave its element."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outputs.sample import SITE_URL, record

from derive.sites import site_of
from generator.derive.record_page import record_page
from generator.derive.structured_data import in_script, structured_data
from generator.ingest.schema import Schema
from generator.model.records import Attachment, Disclosure, Record, Relation, Withdrawal
from generator.model.values import compact_json


def told(*records: Record) -> dict[str, Any]:
    """What the page of the first record says of it."""
    site, shown = site_of(*records), records[0]
    view = record_page(site, shown)
    crumbs, *about = json.loads(structured_data(site, view.page, shown))["@graph"]
    assert crumbs["@type"] == "BreadcrumbList"
    return about[0] if about else {}


def made(**changes: Any) -> Record:
    return record("A-1", "2026-03-01", fields={"published": "2026-03-01"}, **changes)


@pytest.mark.parametrize(
    ("status", "force"),
    [
        ("in_force", "InForce"),
        ("amended", "PartiallyInForce"),
        ("draft_for_comment", "NotInForce"),
        ("repealed", "NotInForce"),
    ],
)
def test_a_document_with_a_number_has_a_force(status: str, force: str) -> None:
    node = told(made(document_number="示政发〔2026〕3号", status=status, effective=date(2026, 4, 1)))
    assert (node["@type"], node["legislationIdentifier"]) == ("Legislation", "示政发〔2026〕3号")
    assert node["legislationLegalForce"] == f"https://schema.org/{force}"
    assert node["legislationDateOfApplicability"] == "2026-04-01"
    assert node["datePublished"] == "2026-03-01"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("document", "DigitalDocument"), ("letter", "DigitalDocument"), ("nil_report", "Report")],
)
def test_other_records_have_none(kind: str, expected: str) -> None:
    node = told(made(kind=kind))
    assert node["@type"] == expected
    assert not [key for key in node if key.startswith("legislation")]


def test_a_document_names_those_it_acts_upon_if_they_are_legislation() -> None:
    relations = (Relation("repeals", "B-1"), Relation("amends", "C-1"), Relation("interprets", "B-1"))
    node = told(
        made(document_number="〔2026〕1号", relations=relations),
        record("B-1", "2025-01-01", document_number="〔2025〕1号"),
        record("C-1", "2025-01-01"),
    )
    assert node["legislationRepeals"] == [{"@type": "Legislation", "@id": f"{SITE_URL}records/B-1/"}]
    assert "legislationAmends" not in node


def test_the_minute_of_publication_has_its_zone() -> None:
    timed = record("A-1", "2026-03-01T09:30", fields={"published": "2026-03-01T09:30"})
    assert told(timed)["datePublished"] == "2026-03-01T09:30:00+08:00"


def test_no_more_is_told_than_on_the_page() -> None:
    table = Attachment("a.csv", "表", "/nowhere/a.csv", 10, "ab" * 32)
    shown = told(made(attachments=(table,)))
    closed = told(made(attachments=(table,), disclosure=Disclosure(mode="on_request")))
    assert [each["encodingFormat"] for each in shown["encoding"]] == ["application/json", "text/csv"]
    assert [each["encodingFormat"] for each in closed["encoding"]] == ["application/json"]
    assert closed["conditionsOfAccess"] == "依申请公开"
    assert told(made(disclosure=Disclosure(audience="specific")))["conditionsOfAccess"] == "特定群体"
    assert told(made(withdrawal=Withdrawal("removed"), status="withdrawn")) == {}


@given(st.text())
def test_nothing_leaves_the_script_element(text: str) -> None:
    hostile = f"</script><!--{text}&amp;<script>"
    written = in_script([{"name": hostile}])
    assert not set("<>&") & set(written)
    assert json.loads(written)["@graph"] == [{"name": hostile}]


@given(st.from_regex(r"-?(0|[1-9][0-9]{0,29})(\.[0-9]{1,30})?", fullmatch=True))
def test_numbers_are_written_as_they_were_read(text: str) -> None:
    schema = Schema({"type": "object", "properties": {"n": {"type": "number"}}})
    written = compact_json(schema.coerced({"n": text}))
    assert written == f'{{"n":{"0" if text == "-0" else text}}}'
