"""A record opened from a search: the query marked, a bar to go from place to place, no cost otherwise."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Page, Route, expect

from generator.markup.blocks import visible_blocks

from .axe import COLOURS, objections
from .conftest import OpenPage
from .kinds import ASSETS

pytestmark = pytest.mark.browser

_BUDGET = "records/990001SL-CZJ-2026-20004/"
_WORDS = "公共预算"
_WORKBOOK = "2026年县级预算.xlsx"
_BAR = ".hits"
_SCRIPT_POLICY = "default-src 'self'; img-src 'self' data:"


def _address(query: str, record: str = _BUDGET, attachment: str = "") -> str:
    return f"{record}#{urlencode({'q': query} | ({'attachment': attachment} if attachment else {}))}"


def _hits(page: Page) -> list[str]:
    return page.locator("mark.hit").all_text_contents()


def test_the_first_place_in_the_text_is_shown_and_the_focus_stays(open_page: OpenPage) -> None:
    page = open_page(_address(_WORDS))
    current = page.locator("mark.hit[aria-current]")
    expect(current).to_be_in_viewport()
    assert current.evaluate("mark => mark.closest('.record-body') !== null")
    assert set(_hits(page)) == {_WORDS}
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"^第 \d/{len(_hits(page))} 处"))
    assert page.evaluate("document.activeElement === document.body")


def test_a_result_leads_to_its_place_in_the_record(open_page: OpenPage) -> None:
    page = open_page("search/?q=农村供水工程")
    page.locator(".search__result:has(.search__excerpt mark) a").first.click()
    expect(page.locator("mark.hit[aria-current]")).to_be_in_viewport()
    assert set(_hits(page)) == {"农村供水工程"}


def test_buttons_lead_from_place_to_place_and_round(open_page: OpenPage) -> None:
    page = open_page(_address(_WORDS))
    told = page.locator("[data-hits-count]")
    expect(told).to_have_text(re.compile("第"))
    first, count = (int(number) for number in re.findall(r"\d+", told.inner_text()))
    following = page.get_by_role("button", name="下一处")
    for step in range(1, count + 1):
        following.press("Enter")
        expect(told).to_have_text(f"第 {(first - 1 + step) % count + 1}/{count} 处")
        expect(page.locator("mark.hit[aria-current]")).to_have_count(1)
        expect(page.locator("mark.hit[aria-current]")).to_be_in_viewport()
        expect(following).to_be_focused()
    page.get_by_role("button", name="上一处").click()
    expect(told).to_have_text(f"第 {(first - 2) % count + 1}/{count} 处")


def test_nothing_glides_where_motion_is_not_wanted(open_page: OpenPage) -> None:
    page = open_page(_address(_WORDS), reduced_motion="reduce", viewport={"width": 800, "height": 200})
    expect(page.locator(_BAR)).to_be_visible()
    page.evaluate(
        "Element.prototype.scrollIntoView = (how) => { window.asked = how?.behavior ?? window.asked; }"
    )
    page.get_by_role("button", name="下一处").press("Enter")
    assert page.evaluate("window.asked") == "instant"
    page.emulate_media(reduced_motion="no-preference")
    page.get_by_role("button", name="下一处").press("Enter")
    assert page.evaluate("window.asked") == "smooth"


@pytest.mark.parametrize("way", ["button", "Escape"])
def test_marks_can_be_cleared(open_page: OpenPage, way: str) -> None:
    page = open_page(_BUDGET)
    plain = page.locator("article").inner_html()
    page = open_page(_address(_WORDS))
    current = page.locator("mark.hit[aria-current]")
    expect(current).to_have_count(1)
    text = current.evaluate("mark => mark.closest('p, li, td, th').textContent")
    length = page.evaluate("history.length")
    if way == "button":
        page.get_by_role("button", name="清除标记").click()
    else:
        page.get_by_role("button", name="下一处").focus()
        page.keyboard.press("Escape")
    expect(page.locator(_BAR)).to_have_count(0)
    assert page.url.endswith(_BUDGET)
    assert page.evaluate("history.length") == length
    assert page.evaluate("document.activeElement.textContent") == text
    page.evaluate("document.activeElement.blur()")
    assert page.locator("article").inner_html() == plain


def test_without_a_query_nothing_is_fetched_for_it(open_page: OpenPage, home: str) -> None:
    page = open_page("guide/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(home)))
    page.goto(home + _BUDGET, wait_until="networkidle")
    assert f"{ASSETS}search/arrival.js" in asked
    assert not [url for url in asked if "highlight" in url or "hits" in url or url.startswith("search/")]
    expect(page.locator(_BAR)).to_have_count(0)


def test_where_the_query_is_not_on_the_page_it_stays_quiet(open_page: OpenPage) -> None:
    page = open_page(_BUDGET)
    with page.expect_response("**/highlight.css"):
        page.goto(f"{page.url}#q={quote('查无此事')}&attachment=gone.pdf")
        page.reload(wait_until="networkidle")
    expect(page.locator(f"{_BAR}, mark.hit")).to_have_count(0)


def test_the_page_is_whole_where_the_index_cannot_be_had(open_page: OpenPage) -> None:
    page = open_page("guide/")
    page.route("**/search/index.json", lambda route: route.fulfill(status=204))
    with page.expect_response("**/search/index.json"):
        page.evaluate(f"location.href = '../{_address(_WORDS)}'")
    expect(page.locator(".record-body")).to_be_visible()
    expect(page.locator(f"{_BAR}, mark.hit")).to_have_count(0)


def test_a_hit_in_an_attachment_only_leads_there(open_page: OpenPage) -> None:
    page = open_page(_address("别处没有的话", attachment=_WORKBOOK))
    expect(page.get_by_role("status")).to_contain_text("见于附件：")
    expect(page.get_by_role("button", name="下一处")).to_be_hidden()
    link = page.locator(".attachment a").first
    page.get_by_role("button", name=link.inner_text()).click()
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.get_by_role("button", name="清除标记").click()
    assert page.url.endswith(_BUDGET)


def test_a_number_in_another_notation_is_marked_in_the_header(open_page: OpenPage) -> None:
    page = open_page(_address("990001sl czj 2026 20004"))
    expect(page.locator("mark.hit")).to_have_text("990001SL-CZJ-2026-20004")
    assert page.evaluate("scrollY") == 0


_MADE = """<h2>甲乙<code>丙</code></h2><p>农<b>村</b><a href="#">供</a>水，<em>農</em>村<br>
 供 水</p><ul><li>农村<ul><li>供水</li></ul></li></ul>
<details><summary>要点</summary>农村供水</details>
<table><tbody><tr><td>农村</td><td>供水</td></tr></tbody></table>"""


def test_phrases_run_across_elements_of_a_line_but_not_across_blocks(open_page: OpenPage, home: str) -> None:
    page = open_page("guide/")

    def answer(route: Route) -> None:
        body = (route.fetch()).text()
        route.fulfill(
            body=re.sub(
                r'(<div class="prose record-body">).*?\n</div>', rf"\1{_MADE}</div>", body, flags=re.DOTALL
            )
        )

    page.route(f"**/{_BUDGET}", answer)
    page.goto(home + _address("农村供水"))
    expect(page.locator("[data-hits-count]")).to_have_text("第 1/3 处")
    assert _hits(page) == ["农", "村", "供", "水", "農", "村", "\n 供 水", "农村供水"]
    expect(page.locator("details[open] mark")).to_have_count(0)
    page.get_by_role("button", name="上一处").click()
    expect(page.locator("details[open] mark")).to_be_visible()
    page.get_by_role("button", name="清除标记").click()
    assert page.locator(".record-body").evaluate(
        "body => [...body.querySelectorAll('p')].map(p => p.childNodes.length)"
    ) == [8]


def test_blocks_of_a_page_are_those_of_the_index(open_page: OpenPage, site: Path, home: str) -> None:
    page = open_page(_BUDGET)
    records = json.loads((site / "data/catalog.json").read_text("utf-8"))
    code = """async ([script, html]) => {
      const { blocksOf } = await import(script);
      const body = new DOMParser().parseFromString(html, "text/html").querySelector(".record-body");
      return body && blocksOf(body).map(({ text }) => text);
    }"""
    compared = 0
    script = f"{home}{ASSETS}search/hits.js"
    for record in records:
        html = (site / record["url"] / "index.html").read_text("utf-8")
        found = page.evaluate(code, [script, html])
        if found is None:
            continue
        indexed = json.loads((site / "search/text" / f"{Path(record['url']).name}.json").read_text("utf-8"))
        own = [" ".join(text.split()) for text in found]
        assert own[: len(indexed["blocks"])] == indexed["blocks"], record["url"]
        compared += len(own)
    assert compared > 1000
    assert visible_blocks(_MADE)[0] == "甲乙丙"


def test_paper_shows_no_marks(open_page: OpenPage) -> None:
    page = open_page(_address(_WORDS))
    expect(page.locator(_BAR)).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(_BAR)).to_be_hidden()
    ground = "mark => getComputedStyle(mark).backgroundColor"
    assert set(page.locator("mark.hit").evaluate_all(f"marks => marks.map({ground})")) == {"rgba(0, 0, 0, 0)"}


def test_colours_forced_by_the_system_tell_marks_apart(open_page: OpenPage) -> None:
    page = open_page(_address(_WORDS), forced_colors="active")
    ground = "mark => getComputedStyle(mark).backgroundColor"
    expect(page.locator("mark.hit[aria-current]")).to_have_count(1)
    assert len(set(page.locator("mark.hit").evaluate_all(f"marks => marks.map({ground})"))) == 2


def test_the_bar_fits_a_phone_and_axe_finds_nothing(open_page: OpenPage) -> None:
    page = open_page(_address("合计", attachment=_WORKBOOK), viewport={"width": 390, "height": 800})
    expect(page.get_by_role("status")).to_contain_text("见于附件")
    assert objections(page) == []
    page.emulate_media(color_scheme="dark")
    assert objections(page, COLOURS) == []
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for button in page.locator(f"{_BAR} button").all():
            expect(button).to_be_in_viewport(ratio=1)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    bottom = page.locator(".site-footer__facts").evaluate("list => list.getBoundingClientRect().bottom")
    assert bottom <= page.locator(_BAR).evaluate("bar => bar.getBoundingClientRect().top")


def test_a_strict_policy_for_scripts_and_styles_holds(open_page: OpenPage, home: str) -> None:
    page = open_page("guide/")

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(
            response=response, headers={**response.headers, "content-security-policy": _SCRIPT_POLICY}
        )

    page.route(f"**/{_BUDGET}", answer)
    page.goto(home + _address(_WORDS))
    expect(page.locator("[data-hits-count]")).to_have_text(re.compile("第"))


def test_the_permanent_address_has_no_query(open_page: OpenPage) -> None:
    page = open_page(_address(_WORDS))
    expect(page.locator(_BAR)).to_be_visible()
    for selector, attribute in (("link[rel=canonical]", "href"), ("#cite-address", "href")):
        link = page.locator(selector).first.get_attribute(attribute)
        assert link is not None
        assert link.endswith(_BUDGET)
