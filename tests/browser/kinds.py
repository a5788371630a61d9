"""Every kind of page that the site has, and an address of each in the sample county."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.model.settings import Look
from generator.render.assets import read_assets

CONFIG = Path(__file__).parents[2] / "site_config.yml"
#: The folder of the assets inside the site.
ASSETS = read_assets(CONFIG.parent / "theme_overrides", Look()).folder
AS_OF = "2026-11-20"

#: What a reader may be looking at; `kinds_of` gives an address of each.
KINDS = (
    *("home", "search", "results", "nothing_found", "prose", "missing"),
    *("record", "attachments", "ended", "draft", "amended", "withdrawn", "removed", "on_request", "data"),
    "annual_report",
    *("category", "department", "department_year", "subject"),
    *("year", "second_page", "month", "titles_of_year"),
    *("categories", "departments", "subjects", "years", "titles", "months"),
    *("interaction", "letters", "contacts", "letter", "request_reply", "evaluation"),
    *("sheets", "sheet", "follow", "open_data", "register", "freshness"),
    *("statistics", "statistics_of_year"),
    *("duties", "duty", "ledger", "ledger_of_body"),
    *("request_guide", "request_form", "requests", "leaders", "responsibility", "conformity"),
    "accessibility",
    *("supervision", "bulletins", "bulletin", "scores"),
)


def kinds_of(site: Path) -> dict[str, str]:
    """An address of every kind, relative to the home page."""
    records = json.loads((site / "data/catalog.json").read_text("utf-8"))

    def record(wanted: Callable[[dict[str, Any]], object]) -> str:
        return str(max(records, key=lambda each: (bool(wanted(each)), len(each.get("relations", ()))))["url"])

    def status(name: str) -> str:
        return record(lambda each: each.get("status") == name)

    return {
        "home": "",
        "search": "search/",
        "results": "search/?q=供水",
        "nothing_found": "search/?q=没有这样的一句话",
        "prose": "guide/",
        "missing": "404.html",
        "record": record(lambda each: each.get("keywords")),
        "attachments": record(lambda each: ".csv" in str(each.get("attachments"))),
        "ended": status("repealed"),
        "draft": status("draft_for_comment"),
        "amended": status("amended"),
        "withdrawn": status("withdrawn"),
        "removed": "records/990001SL-MZJ-2026-61001/",  # no data tell of it
        "on_request": record(lambda each: each.get("disclosure", {}).get("mode") == "on_request"),
        "data": record(lambda each: each.get("kind") == "register_entry"),
        "annual_report": record(lambda each: each.get("kind") == "annual_report"),
        "category": "categories/policies/",
        "department": "departments/finance/",
        "department_year": "departments/finance/2026/",
        "subject": "subjects/agriculture/water/",
        "year": "years/2026/",
        "second_page": "years/2026/page/2/",
        "month": "history/2026-04/",
        "titles_of_year": "titles/2026/",
        **{name: f"{name}/" for name in ("categories", "departments", "subjects", "years", "titles")},
        "months": "history/",
        "interaction": "interaction/",
        "letters": "interaction/letters/",
        "contacts": "interaction/contacts/",
        **{
            kind: record(lambda each, kind=kind: each.get("kind") == kind)
            for kind in ("letter", "request_reply", "evaluation")
        },
        "sheets": "sheets/",
        "sheet": "sheets/fanxi-village/2026-10/",
        "follow": "follow/",
        "open_data": "data/",
        "register": "register/",
        "statistics": "statistics/",
        "statistics_of_year": "statistics/2026/",
        "freshness": "supervision/freshness/",
        "request_guide": "departments/county-government/request/",
        "request_form": "departments/yangtian-village/request/form/",
        "duties": "duties/",
        "duty": "duties/township-finance/",  # a table of bodies by periods
        "ledger": "ledger/",
        "ledger_of_body": "ledger/departments/finance/",
        **{name: f"{name}/" for name in ("requests", "leaders", "responsibility", "conformity")},
        "accessibility": "accessibility/",
        "supervision": "supervision/",
        "bulletins": "bulletins/",
        "bulletin": "bulletins/2025-01/",
        "scores": "bulletins/2025-01/scores/",
    }
