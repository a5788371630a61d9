"""The page about freshness where there is something of everything, as the sample county has not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from build.html import HtmlPage, text
from derive.columns import CATEGORIES, node
from derive.columns import site as site_of
from outputs.sample import record

from generator.derive.freshness.page import freshness_page
from generator.derive.wording import Wording
from generator.model.records import Record
from generator.model.settings import InterpretationDuty
from generator.render.templates import Templates

OVERRIDES = Path(__file__).parents[2] / "theme_overrides"


def faulty() -> tuple[Record, ...]:
    """A record with each gap, of the finance bureau."""
    data = {
        "collective_decision": {"date": "2026-01-01", "meeting": "会议"},
        "reason": "internal",
        "legal_basis": ["条例"],
        "next_review": "2026-11-01",
    }
    gone, number = date(2026, 6, 1), "示政发〔2026〕1号"
    return (
        record("expired", "2026-01-02", expires=gone),
        record("unanswered", "2026-01-03", expires=gone, status="draft_for_comment"),
        record("uninterpreted", "2026-11-04", category="zhengce", document_number=number),
        record("unnumbered", "2026-11-05", category="zhengce", genre="通知"),
        record("review", "2026-11-06", kind="register_entry", data=data),
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_fault_leads_to_its_list(language: str) -> None:
    site = site_of(
        *faulty(),
        categories=(*CATEGORIES, node("wenjian", responsible=("czj", "mzj"))),
        language=language,
        interpretation_required=InterpretationDuty(categories=("zhengce",)),
    )
    view = freshness_page(site)
    shared = {
        "page": view.page,
        "root": view.page.root,
        "assets": f"{view.page.root}assets/",
        "alternates": (),
    }
    page = HtmlPage(str(Templates(OVERRIDES, Wording(language)).render("freshness", view=view, **shared)))
    kinds = ("expired", "unanswered", "uninterpreted", "unnumbered", "review")
    for kind in kinds:
        (section,) = (each for each in page.all("section") if each.get("aria-labelledby") == kind)
        rows = [link.get("href") for link in page.all("a", page.one("tbody", section))]
        assert f"../../records/{kind}/" in rows
        assert "../../departments/czj/" in rows
    (elements,) = (each for each in page.all("section") if each.get("aria-labelledby") == "elements")
    assert len(page.all("tr", page.one("tbody", elements))) == 2
    places = {link.get("href", "").removeprefix("#") for link in page.all("a")}
    assert {*kinds[:-1], "elements", "blank"} <= places & {*page.ids}
    responsible = page.one(".column-bodies")
    assert [link.get("href") for link in page.all("a", responsible)] == [
        "../../departments/czj/",
        "../../departments/mzj/",
    ]
    assert text(page.one("h1")) == site.words.fresh
