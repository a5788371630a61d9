"""Guides and forms of disclosure on request in the built sample county, compared with departments.yml."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from .crawl import dead_links
from .html import HtmlPage, text
from .sources import catalog_file, sources
from .trees import build, write_tree

Read = Callable[[str], HtmlPage]

#: What only the procedure of the Regulations has.
PROCEDURE = {"materials", "process", "limits", "fees", "grounds"}


def _bodies() -> dict[str, dict[str, Any]]:
    return {body["id"]: body for body in catalog_file("departments")}


def test_guide_has_every_fact_of_the_office_and_of_supervision(read: Read) -> None:
    for key, body in _bodies().items():
        main = read(f"departments/{key}/request/").one("main")
        said = text(main)
        above = _bodies().get(str(body.get("parent")), {})
        facts = [each for part in ("disclosure_contact", "supervision") for each in body[part].values()]
        facts += [str(body["postcode"]), *above.get("supervision", {}).values()]
        assert [fact for fact in facts if fact not in said] == [], key


def test_only_government_bodies_promise_the_procedure_of_the_regulations(read: Read) -> None:
    for key, body in _bodies().items():
        page = read(f"departments/{key}/request/")
        is_government = body["kind"] not in ("institution", "village")
        assert PROCEDURE & set(page.ids) == (PROCEDURE if is_government else set()), key
        assert ("20 个工作日" in text(page.one("main"))) == is_government, key


@pytest.mark.parametrize(
    ("body", "remedy"),
    [
        ("finance", "先向示例县人民政府申请行政复议"),
        ("yangben-town", "先向示例县人民政府申请行政复议"),
        ("county-government", "先向上一级人民政府申请行政复议"),
        ("ecology-environment", "先向有管辖权的行政复议机关申请行政复议"),
        ("county-hospital", "向示例县卫生健康局申诉"),
        ("yangtian-village", "向示例县例河镇人民政府或者县级人民政府有关主管部门反映"),
    ],
)
def test_remedies_name_who_is_above(read: Read, body: str, remedy: str) -> None:
    page = read(f"departments/{body}/request/")
    (section,) = (each for each in page.all("section") if each.get("aria-labelledby") == "remedies")
    assert remedy in text(section)


def test_form_can_send_nothing(read: Read) -> None:
    for key in _bodies():
        form = read(f"departments/{key}/request/form/").one("form.request-form")
        assert form.get("action") is None
        assert form.get("method") == "dialog"  # outside of a dialog such a form does nothing
        fields = [each for each in form.iter() if each.tag in ("input", "textarea", "select", "button")]
        assert {each.get("type") for each in fields} & {"submit", "image", None} <= {None}
        assert not [each for each in fields if each.tag == "button"]
        assert {each.get("name") for each in fields if each.get("type") != "radio"} == {None}


def test_every_field_of_the_form_has_a_label_and_says_how_to_fill_it(read: Read) -> None:
    page = read("departments/finance/request/form/")
    form = page.one("form.request-form")
    labels = {each.get("for") for each in page.all("label", form)}
    for field in (*page.all("input", form), *page.all("textarea", form)):
        if field.get("type") in ("checkbox", "radio"):
            continue
        assert field.get("id") in labels
        assert field.get("autocomplete")
    for key in ("document-number", "description", "index-number", "purpose"):
        assert page.one(f"#{key}").get("autocomplete") == "off"


def test_list_has_every_body_with_its_guide_and_form(read: Read) -> None:
    rows = [row for row in read("requests/").all("tr") if row[0].get("scope") == "row"]
    listed = {text(row[0]): [link.get("href") for link in row.iter("a")] for row in rows}
    assert listed == {
        body["name"]: [
            f"../departments/{key}/",
            f"tel:{body['disclosure_contact']['phone']}",
            f"../departments/{key}/request/",
            f"../departments/{key}/request/form/",
        ]
        for key, body in _bodies().items()
    }


def test_records_kept_back_lead_to_the_form_filled_in_for_them(read: Read) -> None:
    kept_back = [each for each in sources() if not each.is_public and not each.is_removed]
    assert kept_back
    for source in kept_back:
        panel = next(
            each
            for each in read(source.url).all("section.panel")
            if each.get("aria-labelledby") == "on-request"
        )
        form, guide = [link.get("href", "") for link in panel.iter("a")]
        body = source.fields["department"]
        assert guide == f"../../departments/{body}/request/"
        assert urlsplit(form).path == f"../../departments/{body}/request/form/"
        title, number = source.fields["title"], source.number
        assert parse_qs(urlsplit(form).query) == {"index_number": [number], "title": [title]}
        assert number in text(panel)


def test_site_without_offices_has_no_guides(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert build(write_tree(tmp_path / "content"), site, "--no-search") == 0
    assert dead_links(site) == []
    assert not (site / "requests").exists()
    assert not list(site.glob("departments/*/request"))
