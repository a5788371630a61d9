"""Narrowing, ordering and streaming on the search page; counts against a count by brute force."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from generator.outputs.search.documents import AttachmentText, SearchDocument

from .conftest import KINDS, MODES, STATUSES
from .oracle import Oracle
from .samples import documents, numbers_of, searched_texts

pytestmark = pytest.mark.browser

_CATEGORIES = ("a", "a/x", "a/y", "b/z/w", "b/z", "c")
_GENRES = ("通知", "公告", "")
_QUERY = "财政"
_READ_FACET = """facet => Object.fromEntries([...facet.querySelectorAll(".facet__choice")]
  .filter(choice => !choice.closest(".facet--tree li[hidden]"))
  .map(choice => ["name", "count"].map(name => choice.querySelector(`[data-field=${name}]`).textContent)))"""

Filters = dict[str, list[str]]
#: Says which records a query must find.
Found = Callable[[str], list[SearchDocument]]


@pytest.fixture(scope="module")
def records() -> list[SearchDocument]:
    chance = random.Random(5)
    return [_placed(chance, record) for record in documents(240)]


def _placed(chance: random.Random, record: SearchDocument) -> SearchDocument:
    number = chance.randrange(25)
    attachments = ()
    if chance.random() < 0.3:
        text = ("第一页", f"附件中的名单{chance.randrange(9)}号")
        attachments = (AttachmentText("名单", f"{record.url}list.pdf", text),)
    return replace(
        record,
        department_id=f"d{number}",
        department=f"示例县第{number}局",
        category=chance.choice(_CATEGORIES),
        genre=chance.choice(_GENRES),
        attachments=attachments,
        has_attachments=bool(attachments),
    )


@pytest.fixture(scope="module")
def address(
    tmp_path_factory: pytest.TempPathFactory, records: list[SearchDocument], search_site: Callable[..., str]
) -> str:
    return f"{search_site(tmp_path_factory.mktemp('host'), records, 70)}search/"


def _opened(page: Page, address: str, query: str = "", **filters: str | list[str]) -> Page:
    asked = {**({"q": query} if query else {}), **filters}
    page.goto(f"{address}?{urlencode(asked, doseq=True)}")
    return page


def _facet(page: Page, name: str) -> Locator:
    return page.locator(f"[data-facet={name}]")


def _box(page: Page, facet: str, name: str) -> Locator:
    return _facet(page, facet).get_by_role("checkbox", name=re.compile(rf"^{re.escape(name)} \d"))


def _status(page: Page) -> Locator:
    return page.locator("[data-search-status]")


# The brute-force count.


@pytest.fixture(scope="module")
def found(records: list[SearchDocument]) -> Found:
    oracle = Oracle((record.slug, searched_texts(record), numbers_of(record)) for record in records)

    def find(query: str) -> list[SearchDocument]:
        slugs = oracle.find(query)
        return [record for record in records if not query or record.slug in slugs]

    return find


def _values(record: SearchDocument, facet: str) -> list[str]:
    if facet == "category":
        parts = record.category.split("/")
        return ["/".join(parts[: size + 1]) for size in range(len(parts))]
    values = {
        "department": record.department_id,
        "year": record.published[:4],
        "attachment": "true" if record.has_attachments else "",
    }
    return [value for value in [values.get(facet) or getattr(record, facet, "")] if value]


def _passes(record: SearchDocument, filters: Filters, but: str = "") -> bool:
    """Whether a record passes all filters but those of one facet; days belong to the facet of years."""
    days = {} if but == "year" else filters
    if record.published < days.get("from", [""])[0] or record.published > days.get("to", ["9"])[0]:
        return False
    return all(
        set(_values(record, facet)) & set(wanted)
        for facet, wanted in filters.items()
        if facet not in ("from", "to", but)
    )


def _counted(found: list[SearchDocument], facet: str, filters: Filters) -> dict[str, int]:
    passing = [record for record in found if _passes(record, filters, but=facet)]
    return dict(Counter(value for record in passing for value in _values(record, facet)))


def _named(records: list[SearchDocument], facet: str, counts: dict[str, int]) -> dict[str, str]:
    names = {record.department_id: record.department for record in records}
    names |= {**STATUSES, **KINDS, **MODES, "true": "有附件"}
    if facet == "category":
        names = {path: f"栏目{path.rpartition('/')[2]}" for path in counts}
    return {names.get(value, value): str(count) for value, count in counts.items()}


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        (_QUERY, {}),
        ("", {"year": ["2024"]}),
        (_QUERY, {"department": ["d1", "d2", "d3"], "status": ["in_force"]}),
        (_QUERY, {"category": ["b"], "genre": ["公告"]}),
        (_QUERY, {"kind": ["letter"], "mode": ["proactive"]}),
        ("名单", {"attachment": ["true"], "category": ["a/x", "c"]}),
        ("示", {"from": ["2024-03-01"], "to": ["2025-06-30"], "category": ["a"]}),
    ],
)
def test_counts_are_those_of_a_brute_force_count(
    page: Page, address: str, records: list[SearchDocument], found: Found, query: str, filters: Filters
) -> None:
    _opened(page, address, query, **filters)
    total = sum(_passes(record, filters) for record in found(query))
    assert total
    expect(_status(page)).to_contain_text(f"找到 {total} 条")
    for facet in ("department", "category", "year", "kind", "genre", "mode", "status", "attachment"):
        counts = _counted(found(query), facet, filters)
        chosen = dict.fromkeys(filters.get(facet, ()), 0)
        shown = _facet(page, facet).evaluate(_READ_FACET)
        assert shown == _named(records, facet, chosen | counts), facet


def test_a_choice_is_in_the_address_and_comes_back(page: Page, address: str) -> None:
    _opened(page, address, _QUERY)
    everything = _status(page).text_content() or ""
    expect(_status(page)).to_contain_text("找到")
    everything = _status(page).text_content() or ""
    _box(page, "status", "已废止").check()
    expect(page).to_have_url(re.compile(r"[?&]status=repealed"))
    expect(_status(page)).not_to_have_text(everything)
    narrowed = _status(page).text_content() or ""
    page.reload()
    expect(_status(page)).to_have_text(narrowed)
    expect(_box(page, "status", "已废止")).to_be_checked()
    assert set(page.locator(".search__result .mark").all_inner_texts()) == {"已废止"}
    page.go_back()
    expect(_status(page)).to_have_text(everything)
    expect(_box(page, "status", "已废止")).not_to_be_checked()
    page.go_forward()
    expect(_status(page)).to_have_text(narrowed)
    expect(page.get_by_role("searchbox")).to_have_value(_QUERY)


def test_a_category_stands_for_those_below_it(page: Page, address: str, found: Found) -> None:
    _opened(page, address, _QUERY)
    _box(page, "category", "栏目b").check()
    expect(page).to_have_url(re.compile(r"category=b$"))
    below = sum(record.category.startswith("b") for record in found(_QUERY))
    expect(_status(page)).to_contain_text(f"找到 {below} 条")
    _facet(page, "category").get_by_role("button", name="“栏目b”的下级栏目").click()
    _facet(page, "category").get_by_role("button", name="“栏目z”的下级栏目").click()
    _box(page, "category", "栏目w").check()  # narrower: takes the place of the one above
    expect(page).to_have_url(re.compile(r"category=b%2Fz%2Fw$"))
    expect(_box(page, "category", "栏目b")).not_to_be_checked()
    assert _box(page, "category", "栏目b").evaluate("box => box.indeterminate") is True
    page.reload()
    expect(_box(page, "category", "栏目w")).to_be_visible()  # the way to what is chosen is open


def test_days_of_publication(page: Page, address: str, found: Found) -> None:
    _opened(page, address, _QUERY)
    page.get_by_label("从").fill("2024-05-01")
    page.get_by_label("到").fill("2025-04-30")
    expect(page).to_have_url(re.compile("from=2024-05-01&to=2025-04-30"))
    filters = {"from": ["2024-05-01"], "to": ["2025-04-30"]}
    count = sum(_passes(record, filters) for record in found(_QUERY))
    expect(_status(page)).to_contain_text(f"找到 {count} 条")
    page.get_by_label("到").fill("2023-01-01")
    expect(page.get_by_text("开始日期晚于结束日期")).to_be_visible()
    expect(page).to_have_url(re.compile("to=2025-04-30"))
    page.get_by_role("button", name="去掉条件“公开日期：2024-05-01 至 2025-04-30”").click()
    expect(page.get_by_label("从")).to_have_value("")
    expect(page.get_by_text("开始日期晚于结束日期")).to_be_hidden()


@pytest.mark.parametrize(("order", "is_reversed"), [("最新在前", True), ("最早在前", False)])
def test_results_by_day(page: Page, address: str, order: str, is_reversed: bool) -> None:
    _opened(page, address, _QUERY)
    page.get_by_label("排序").select_option(label=order)
    expect(page).to_have_url(re.compile(r"sort=(newest|oldest)"))
    page.get_by_role("button", name="再显示").click()
    expect(page.locator(".search__result")).to_have_count(20)
    days = page.locator(".search__result time").all_inner_texts()
    assert days == sorted(days, reverse=is_reversed)
    page.reload()
    expect(page.get_by_label("排序")).to_have_value("newest" if is_reversed else "oldest")
    expect(page.locator(".search__result time")).to_have_text(days)


def test_filters_without_a_query_list_all_that_pass(
    page: Page, address: str, records: list[SearchDocument]
) -> None:
    page.goto(address)
    page.get_by_role("link", name="不输入文字").click()
    expect(_status(page)).to_have_text(f"找到 {len(records)} 条")
    newest = max(record.published for record in records)
    expect(page.locator(".search__result time").first).to_have_text(newest)
    _box(page, "attachment", "有附件").check()
    count = sum(record.has_attachments for record in records)
    expect(_status(page)).to_have_text(f"找到 {count} 条")


@pytest.mark.parametrize(
    "wrong",
    [
        "department=nobody&category=a/nothing&genre=歌曲&status=lost&attachment=7&sort=best&shown=-3",
        "year=99999&from=2024-02-31&to=yesterday",
        "from=2025-01-01&to=2024-01-01",
    ],
)
def test_what_no_value_can_be_is_ignored(page: Page, address: str, wrong: str) -> None:
    page.goto(f"{address}?q={quote(_QUERY)}")
    expect(_status(page)).to_contain_text("找到")
    everything = _status(page).text_content() or ""
    page.goto(f"{address}?q={quote(_QUERY)}&{wrong}")
    expect(_status(page)).to_have_text(everything)
    expect(page.locator(".search__chip")).to_have_count(0)
    expect(page.locator(".search__result")).to_have_count(10)


def test_how_many_are_shown_survives_the_way_to_a_record_and_back(page: Page, address: str) -> None:
    _opened(page, address, _QUERY)
    for count in (20, 30):
        page.get_by_role("button", name="再显示").click()
        expect(page.locator(".search__result")).to_have_count(count)
    page.locator(".search__result").nth(24).scroll_into_view_if_needed()
    page.goto(f"{address}index.json")
    page.go_back()
    expect(page.locator(".search__result")).to_have_count(30)
    expect(page.locator(".search__result").nth(24)).to_be_in_viewport()
    expect(page.locator(".search__result").first).not_to_be_in_viewport()


def test_chips_are_removed_by_keyboard_and_all_at_once(page: Page, address: str) -> None:
    _opened(page, address, _QUERY, department=["d1", "d2"], year="2024", status="in_force")
    chips = page.locator(".search__chip")
    expect(chips).to_have_text(
        ["公开机构：示例县第1局", "公开机构：示例县第2局", "年份：2024", "效力状态：现行有效"]
    )
    page.get_by_role("button", name="去掉条件“公开机构：示例县第2局”").focus()
    page.keyboard.press("Enter")
    expect(chips).to_have_count(3)
    expect(page.get_by_role("button", name="去掉条件“年份：2024”")).to_be_focused()
    expect(page).to_have_url(re.compile(r"department=d1&year=2024&status=in_force$"))
    page.get_by_role("button", name="全部清除").click()
    expect(chips).to_have_count(0)
    expect(_status(page)).to_be_focused()
    expect(page).to_have_url(re.compile(r"\?q=[^&]*$"))


def test_many_departments_are_found_by_name(page: Page, address: str) -> None:
    _opened(page, address, "号")
    expect(page.get_by_text("已检索全部")).to_be_visible()  # counts grow until then
    rows = _facet(page, "department").get_by_role("checkbox")
    expect(rows).to_have_count(8)
    counts = [
        int(row.split()[-1]) for row in _facet(page, "department").locator("li:visible").all_inner_texts()
    ]
    assert counts == sorted(counts, reverse=True)
    find = page.get_by_label("按名称查找机构")
    find.fill("第24")
    expect(rows).to_have_count(1)
    find.fill("没有这样的")
    expect(rows).to_have_count(0)
    expect(page.get_by_text("没有名称含“没有这样的”的机构")).to_be_visible()
    find.fill("")
    page.get_by_role("button", name=re.compile("^显示全部")).first.click()
    expect(rows).to_have_count(25)
    expect(rows.nth(8)).to_be_focused()
    page.keyboard.press("Space")
    expect(rows.nth(8)).to_be_checked()
    expect(rows.nth(8)).to_be_focused()  # the list did not move under the keyboard


def test_hit_in_an_attachment_says_in_which(page: Page, address: str, records: list[SearchDocument]) -> None:
    record = next(record for record in records if record.attachments)
    _opened(page, address, f"附件中的名单 {record.index_number}")
    item = page.locator(".search__result").first
    expect(item).to_contain_text("见附件：名单")
    link = item.get_by_role("link", name="名单", exact=True)
    assert link.evaluate("a => a.href") == address.replace("search/", f"{record.url}list.pdf")
    title = item.get_by_role("link").first
    assert "&attachment=list.pdf" in title.evaluate("a => a.hash")
    page.get_by_role("searchbox").focus()
    page.keyboard.press("ArrowDown")
    expect(title).to_be_focused()


# While older years are searched.


@pytest.fixture
def held(page: Page) -> Iterator[Callable[[], None]]:
    """Holds back all shards but the newest, until called."""
    waiting: list[Route] = []
    released: list[bool] = []
    seen: list[str] = []

    def handle(route: Route) -> None:
        name = route.request.url.split("/shards/")[1].split("/")[0]
        if name not in seen:
            seen.append(name)
        if released or name == seen[0]:
            route.continue_()
        else:
            waiting.append(route)

    def release() -> None:
        released.append(True)
        for route in waiting:
            route.continue_()

    page.route("**/shards/**", handle)
    yield release
    page.unroute_all(behavior="ignoreErrors")


def _titles(page: Page) -> list[str]:
    links: list[str] = page.locator(".search__title a").evaluate_all("links => links.map(link => link.href)")
    return links


def test_newest_results_come_first_and_stay_where_they_are(
    page: Page, address: str, found: Found, held: Callable[[], None]
) -> None:
    _opened(page, address, _QUERY)
    expect(page.locator(".search__result")).to_have_count(10)
    steps = page.locator("[data-search-steps]")
    expect(steps).to_have_text(re.compile(r"^正在检索 2023.*年…，已查 \d+ / 240 条$"))
    expect(_status(page)).to_have_text(re.compile(r"^较近的年份有 \d+ 条，正在检索更早的年份$"))
    before = _titles(page)
    held()
    count = len(found(_QUERY))
    expect(_status(page)).to_have_text(f"“{_QUERY}”：找到 {count} 条")
    expect(steps).to_have_text("已检索全部 240 条信息")
    assert _titles(page) == before
    page.get_by_role("button", name="重新排列").click()
    expect(page.get_by_role("button", name="重新排列")).to_be_hidden()
    assert _titles(page) != before
    best = _titles(page)
    page.unroute_all()
    page.reload()
    expect(_status(page)).to_have_text(f"“{_QUERY}”：找到 {count} 条")
    assert _titles(page) == best


def test_status_is_not_read_out_for_every_shard(page: Page, address: str, held: Callable[[], None]) -> None:
    page.add_init_script(
        "window.said = []; addEventListener('DOMContentLoaded', () => {"
        " const status = document.querySelector('[data-search-status]');"
        " new MutationObserver(() => said.push(status.textContent)).observe(status, {childList: true}); });"
    )
    _opened(page, address, "管理")
    expect(_status(page)).to_have_text(re.compile("正在检索更早的年份$"))
    held()
    expect(_status(page)).to_have_text(re.compile("^“管理”"))
    said = page.evaluate("said")
    assert len(said) <= 3, said  # that it takes a while, that there are first results, what came of it


def test_oldest_first_waits_for_the_oldest(page: Page, address: str, held: Callable[[], None]) -> None:
    _opened(page, address, "管理", sort="oldest")
    expect(_status(page)).to_have_text(re.compile("正在检索更早的年份$"))  # results were there to be shown
    expect(page.locator(".search__result")).to_have_count(0)
    held()
    expect(page.locator(".search__result")).to_have_count(10)
    days = page.locator(".search__result time").all_inner_texts()
    assert days == sorted(days)


# Nothing found.


def test_filters_that_leave_nothing_can_be_dropped(
    page: Page, address: str, records: list[SearchDocument]
) -> None:
    record = records[0]
    other = next(each.department_id for each in records if each.department_id != record.department_id)
    _opened(page, address, record.index_number, department=other)
    expect(_status(page)).to_have_text(f"“{record.index_number}”：没有符合筛选条件的信息")
    page.get_by_role("link", name="去掉筛选条件后有 1 条").click()
    expect(page.locator(".search__result")).to_have_count(1)
    expect(page.locator(".search__chip")).to_have_count(0)
    expect(page.locator("[data-search-nothing]")).to_be_hidden()


@pytest.mark.parametrize(
    ("query", "part"),
    [("义务教育 查无此事", "义务教育"), ("义务教育火星基地", "义务教育"), ("火星基地义务教育", "义务教育")],
)
def test_parts_of_the_query_are_offered(
    page: Page, address: str, found: Found, query: str, part: str
) -> None:
    assert not found(query)
    _opened(page, address, query)
    expect(_status(page)).to_have_text(f"没有找到包含“{query}”的信息")
    link = page.get_by_role("link", name=re.compile(f"^“{part}”"))
    expect(link).to_have_text(f"“{part}”（{len(found(part))} 条）")
    link.click()
    expect(page.get_by_role("searchbox")).to_have_value(part)
    expect(page.locator(".search__result")).to_have_count(10)


def test_places_of_a_similar_name_and_the_request_are_offered(page: Page, address: str) -> None:
    _opened(page, address, "第17局在哪里办公啊")
    place = page.locator("[data-nothing-places]").get_by_role("link", name="示例县第17局")
    assert place.evaluate("a => a.href") == address.replace("search/", "departments/d17/")
    request = page.get_by_role("link", name="没有公开的信息，可以申请公开")
    assert request.evaluate("a => a.href") == address.replace("search/", "request/")


def test_what_all_names_have_is_no_similarity(page: Page, address: str) -> None:
    _opened(page, address, "示例县火星基地")
    expect(page.locator("[data-nothing-parts]")).to_be_visible()
    expect(page.locator("[data-nothing-places]")).to_be_hidden()


def test_marks_alone_are_told_to_be_too_little(page: Page, address: str) -> None:
    _opened(page, address, "《，》……")
    expect(page.get_by_text("只有标点符号，无法检索")).to_be_visible()
    expect(page.locator("[data-search-panel]")).to_be_hidden()


# Small screens and the keyboard.


def test_facets_are_behind_a_button_on_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    _opened(page, address, _QUERY)
    expect(page.locator(".search__result").first).to_be_visible()
    expect(_facet(page, "status")).to_be_hidden()
    page.locator("[data-panel-summary]").click()
    _facet(page, "status").locator("summary").click()
    box = _box(page, "status", "已废止")
    row = box.locator("xpath=..").bounding_box()
    assert row is not None
    assert row["height"] >= 44
    box.check()
    expect(page.locator("[data-panel-summary]")).to_have_text("筛选（已选 1 项）")
    count = re.findall(r"\d+", _status(page).text_content() or "")[0]
    page.get_by_role("button", name=f"查看 {count} 条结果").click()
    expect(_facet(page, "status")).to_be_hidden()
    expect(page.locator("[data-panel-summary]")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_every_control_has_a_name_and_every_group_a_legend(page: Page, address: str) -> None:
    _opened(page, address, _QUERY, category="b/z")
    expect(page.locator(".search__result").first).to_be_visible()
    legends = page.locator("[data-search-panel] fieldset > legend").all_inner_texts()
    assert legends == [
        "公开机构",
        "栏目",
        "年份",
        "公开日期",
        "信息类型",
        "文种",
        "公开方式",
        "效力状态",
        "附件",
    ]
    snapshot: Any = page.locator("[data-search]").aria_snapshot()
    controls = re.findall(r"- (button|checkbox|textbox|link|combobox)(.*)", snapshot)
    assert len(controls) > 40
    assert [control for control in controls if not re.match(r' "|: \S', control[1])] == []
