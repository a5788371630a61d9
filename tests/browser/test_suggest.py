"""Suggestions in the search boxes, as readers with keyboards, phones and input methods meet them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from generator.model.records import ENDED_STATUSES
from generator.outputs.search.suggest import plain_form

from .axe import COLOURS, objections
from .conftest import OpenPage
from .kinds import ASSETS

pytestmark = pytest.mark.browser

HEADER = "header input[name=q]"
BOXES = {
    "": ".hero input[name=q]",
    "guide/": HEADER,
    "404.html": ".missing input[name=q]",
    "search/": "main input[name=q]",
}
#: Places of the sample county that stand above the results of a query.
PLACES = {
    "怎么申请": ["request/", "requests/"],
    "投訴": ["interaction/contacts/", "interaction/"],
    "财政局": ["departments/finance/"],
    "水利局怎么申请": ["departments/water/request/", "request/", "departments/water/"],
    "县政府办 电话": [
        *("departments/government-office/#contact", "interaction/contacts/"),
        "departments/government-office/",
    ],
    "年报": ["categories/disclosure/annual-reports/"],
    "关于申请表填写和领导接待群众来访工作安排有关事项的通知": [],  # a title names nothing
    "人民政府关于供水": [],  # nor does what many bodies are called
}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 664}, "has_touch": True, "is_mobile": True}


def typed(page: Page, text: str, box: str = HEADER) -> Locator:
    """The open list after typing in a box."""
    page.click(box)
    page.keyboard.type(text)
    shown = page.get_by_role("listbox")
    expect(shown).to_be_visible()
    return shown


def chosen(page: Page, box: str = HEADER) -> str | None:
    """The text of the option that the box says is chosen."""
    number = page.locator(box).get_attribute("aria-activedescendant")
    return page.locator(f"[id='{number}']").text_content() if number else None


@pytest.mark.parametrize("address", BOXES)
def test_every_search_box_suggests(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    box = page.locator(BOXES[address])
    shown = typed(page, "财政", BOXES[address])
    for name in ("公开目录", "公开机构", "标题"):
        expect(shown.get_by_role("group", name=name)).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-controls") == shown.get_attribute("id")
    assert {mark.text_content() for mark in shown.locator("mark").all()} == {"财政"}
    told = page.locator("[role=status]").filter(has_text=re.compile(r"有 \d+ 条建议"))
    expect(told).to_have_count(1)


@pytest.mark.parametrize(
    ("text", "option", "address"),
    [
        ("财政预算", "财政预算", "categories/finance/budgets/"),
        ("水利局", "示例县水利局", "departments/water/"),
        ("供水管理", "《示例县农村供水管理办法》实施情况", r"records/[^/]+/"),
    ],
)
def test_suggestions_lead_to_their_pages(open_page: OpenPage, text: str, option: str, address: str) -> None:
    page = open_page("guide/")
    typed(page, text).get_by_role("option", name=re.compile(f"^{option}")).first.click()
    expect(page).to_have_url(re.compile(f"/zwgk/{address}$"))
    expect(page.locator("h1")).to_have_text(option)


def test_arrow_keys_walk_round_and_enter_follows(open_page: OpenPage) -> None:
    page = open_page("guide/")
    options = typed(page, "供水").get_by_role("option")
    last = options.last.text_content()
    assert chosen(page) is None
    page.keyboard.press("ArrowUp")
    assert chosen(page) == last
    page.keyboard.press("ArrowDown")
    assert chosen(page) is None
    page.keyboard.press("ArrowDown")
    assert chosen(page) == options.first.text_content()
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(page.locator(HEADER)).to_be_focused()
    expect(page.locator(HEADER)).to_have_value("供水")
    target = options.first.get_attribute("href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(str(target))


def test_enter_without_a_choice_searches(open_page: OpenPage) -> None:
    page = open_page("guide/")
    typed(page, "供水")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q="))


def test_escape_and_tab_close_the_list(open_page: OpenPage) -> None:
    page = open_page("guide/")
    shown = typed(page, "供水")
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    expect(page.locator(HEADER)).to_have_value("供水")
    expect(page.locator(HEADER)).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("管")
    expect(shown).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("header form button")).to_be_focused()
    expect(shown).to_be_hidden()


def test_nothing_is_fetched_before_something_is_typed(open_page: OpenPage) -> None:
    page = open_page("guide/")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.wait_for_load_state("networkidle")
    assert not any("combobox" in url for url in fetched)
    page.click(HEADER)
    expect(page.locator(HEADER)).to_have_attribute("role", "combobox")
    page.wait_for_load_state("networkidle")
    assert not any("search/suggest/" in url for url in fetched)
    typed(page, "供水")
    # the index, the lists of one character, and titles: none of the full-text index
    assert 3 <= sum("search/suggest/" in url for url in fetched) <= 5
    assert not any("search/shards/" in url or "pagefind" in url for url in fetched)


def test_words_that_no_title_has_cost_no_request_that_fails(open_page: OpenPage) -> None:
    page = open_page("guide/")
    shown = typed(page, "供水")
    page.keyboard.type("龘")  # open_page fails the test for an error on the console
    expect(shown).to_be_hidden()
    page.wait_for_load_state("networkidle")


def test_input_method_is_waited_for(open_page: OpenPage) -> None:
    page = open_page("guide/")
    page.click(HEADER)
    expect(page.locator(HEADER)).to_have_attribute("role", "combobox")
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "gong shui", "selectionStart": 9, "selectionEnd": 9})
    page.wait_for_timeout(400)  # longer than the pause after which suggestions come
    shown = page.get_by_role("listbox", include_hidden=True)
    expect(shown).to_be_hidden()
    session.send("Input.insertText", {"text": "供水"})
    expect(shown).to_be_visible()


def test_a_late_answer_never_replaces_a_newer_one(open_page: OpenPage) -> None:
    page = open_page("guide/")
    held: list[Route] = []
    page.route(f"**/suggest/{ord('供'):x}.json", lambda route: held.append(route))
    page.click(HEADER)
    with page.expect_request(f"**/suggest/{ord('供'):x}.json"):
        page.keyboard.type("供水")
    page.fill(HEADER, "")
    shown = typed(page, "审计")
    expect(shown.locator("mark").first).to_have_text("审计")
    before = shown.text_content()
    with page.expect_response(f"**/suggest/{ord('供'):x}.json"):
        held[0].continue_()
    page.wait_for_timeout(300)
    assert shown.text_content() == before


def test_traditional_characters_find_simplified_titles(open_page: OpenPage) -> None:
    expect(typed(open_page("guide/"), "農村供水").locator("mark").first).to_have_text("农村供水")


def test_arrows_belong_to_the_results_while_no_list_is_open(open_page: OpenPage) -> None:
    page = open_page("search/")
    box = BOXES["search/"]
    shown = typed(page, "农村供水", box)
    page.keyboard.press("ArrowDown")
    assert chosen(page, box) is not None
    expect(page.locator(box)).to_be_focused()
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    expect(page.locator("[data-search-results] a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(box)).not_to_be_focused()


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("address", BOXES)
def test_list_on_a_phone_is_below_the_box_inside_the_window(
    open_page: OpenPage, address: str, large: bool
) -> None:
    page = open_page(address, **PHONE)
    if large:
        page.click("[data-display=large]")
    shown = typed(page, "公开", BOXES[address])
    box, place = page.locator(BOXES[address]).bounding_box(), shown.bounding_box()
    assert box is not None
    assert place is not None
    assert place["y"] >= box["y"] + box["height"]
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    heights = shown.get_by_role("option").evaluate_all("all => all.map(each => each.offsetHeight)")
    assert min(heights) >= 44
    assert shown.evaluate("list => list.scrollHeight > list.clientHeight")  # it scrolls by itself
    last = shown.get_by_role("option").last
    page.keyboard.press("ArrowUp")
    expect(last).to_be_in_viewport()
    with page.expect_navigation():
        last.tap()


def test_axe_finds_nothing_in_the_open_list(open_page: OpenPage) -> None:
    page = open_page("guide/")
    typed(page, "办法")
    page.keyboard.press("ArrowDown")
    assert objections(page) == []
    page.emulate_media(color_scheme="dark")
    assert objections(page, COLOURS) == []


def test_search_works_where_suggestions_cannot_be_had(page: Page, home: str) -> None:
    page.route("**/suggest/index.json", lambda route: route.fulfill(status=503))
    page.goto(f"{home}guide/")
    page.click(HEADER)
    with page.expect_response("**/suggest/index.json"):
        page.keyboard.type("供水")
    expect(page.locator(HEADER)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q="))


def test_any_part_of_a_title_suggests_the_newest_titles_with_it(
    open_page: OpenPage, site: Path, home: str
) -> None:
    titles = _in_order(json.loads((site / "data/catalog.json").read_text("utf-8")))
    queries = _parts(titles, 80)
    found = open_page("guide/").evaluate(
        """async ([script, queries]) => {
          const { Suggestions } = await import(script);
          const suggestions = new Suggestions();
          const titles = [];
          for (const query of queries) {
            const found = (await suggestions.find(query)).flatMap((group) => group.suggestions);
            const records = found.filter(({ kind }) => kind === "record");
            titles.push(records.map(({ pieces }) => pieces.map(({ text }) => text).join("")));
          }
          return titles;
        }""",
        [f"{home}{ASSETS}search/suggestions.js", queries],
    )
    for query, shown in zip(queries, found, strict=True):
        parts = [plain_form(part) for part in query.split()]
        with_it = [title for title in titles if all(part in plain_form(title) for part in parts)]
        assert shown == with_it[:6], query


def test_places_that_a_query_names_stand_above_its_results(open_page: OpenPage, home: str) -> None:
    page = open_page("search/?q=水利局局长")
    offered = page.get_by_role("navigation", name="相关栏目和页面").get_by_role("link")
    expect(offered).to_have_text(["示例县水利局：领导分工", "领导分工", "示例县水利局"])
    expect(page.get_by_role("status").filter(has_text="找到 1 条")).to_be_visible()
    expect(page.locator(".search__result")).to_have_count(1)
    found = page.evaluate(
        """async ([script, queries]) => {
          const { Suggestions } = await import(script);
          const suggestions = new Suggestions();
          const places = await Promise.all(queries.map((query) => suggestions.places(query)));
          return places.map((some) => some.map(({ url }) => url));
        }""",
        [f"{home}{ASSETS}search/suggestions.js", list(PLACES)],
    )
    for (query, places), urls in zip(PLACES.items(), found, strict=True):
        assert [url.removeprefix(home) for url in urls] == places, query
    offered.first.click()
    expect(page).to_have_url(re.compile("/departments/water/#leaders$"))
    expect(page.locator("#leaders")).to_be_in_viewport()


def _in_order(records: list[dict[str, Any]]) -> list[str]:
    """Titles as they are to be suggested, from the export, which has the newest record first."""
    kept = [each for each in records if each.get("status") != "withdrawn"]
    kept.sort(key=lambda each: each.get("status") in ENDED_STATUSES)
    once: dict[tuple[str, str], str] = {}
    for each in kept:
        once.setdefault((plain_form(each["title"]), each["department"]), each["title"])
    return list(once.values())


def _parts(titles: list[str], count: int) -> list[str]:
    """Parts of titles of one to eight characters, some of two parts from one title."""
    random = Random(1)
    queries = []
    for _ in range(count):
        plain = plain_form(random.choice(titles))
        pieces = []
        for _ in range(random.choice((1, 1, 2))):
            start = random.randrange(len(plain))
            pieces.append(plain[start : start + random.randint(1, 8)])
        queries.append(" ".join(pieces))
    return queries


def test_without_scripts_the_search_page_leads_to_every_record(open_page: OpenPage) -> None:
    page = open_page("search/", java_script_enabled=False)
    for name in ("公开目录", "公开机构"):
        page.locator("footer").get_by_role("link", name=name).click()
        expect(page.locator("h1")).to_have_text(name)
        page.go_back()
    page.locator("main a[href='../titles/2025/']").click()
    expect(page.locator("h1")).to_have_text("2025年全部标题")
    page.locator(".titles a", has_text="县级预算调整方案").click()
    expect(page.locator(".record-header")).to_be_visible()
