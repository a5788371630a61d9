"""The editions where only a browser can tell: paper, a screen that runs by itself, pages opened from disk."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from generator.cli import main

from .axe import COLOURS, objections
from .conftest import OpenPage

pytestmark = pytest.mark.browser

_A3_ACROSS = (420, 297)  # millimetres
_A4 = (210, 297)


def _printed(page: Page, file: Path, paper: tuple[int, int] = _A3_ACROSS) -> list[str]:
    """The texts of the sheets of paper that a page is printed on, each after its number, all of one size."""
    page.pdf(path=file, prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(file)
    sizes = {tuple(round(length / 72 * 25.4) for length in sheet.get_size()) for sheet in document}
    texts = [sheet.get_textpage().get_text_range() for sheet in document]
    document.close()
    assert sizes == {paper}
    return texts


@pytest.mark.parametrize(
    ("number", "most", "last"),
    [
        ("990001SL-FXC-2026-50023", 2, "三、结存"),
        ("990001SL-CZJ-2026-70036", 1, "产权交易"),
    ],
)
def test_a_record_takes_no_sheet_of_paper_for_its_foot_alone(
    open_page: OpenPage, tmp_path: Path, number: str, most: int, last: str
) -> None:
    sheets = _printed(open_page(f"records/{number}/"), tmp_path / "record.pdf", _A4)
    assert len(sheets) <= most
    assert last in sheets[-1]
    assert "主办：示例县人民政府办公室" in sheets[-1]
    assert "公网安备" not in sheets[-1]


@pytest.mark.parametrize(
    ("sheet", "body"),
    [
        ("fanxi-village/2026-10", "示例县范例镇范溪村村民委员会"),
        ("yangtian-village/2026-10", "示例县例河镇样田村村民委员会"),
    ],
)
def test_a_sheet_is_printed_on_one_a3_and_the_heading_on_every_further_one(
    open_page: OpenPage, tmp_path: Path, sheet: str, body: str
) -> None:
    page = open_page(f"sheets/{sheet}/")
    expect(page.get_by_role("button", name="打印张贴版")).to_be_visible()
    (text,) = _printed(page, tmp_path / "sheet.pdf")
    assert body in text.splitlines()[1]
    assert "监督电话" in text
    for gone in ("打印张贴版", "公开目录", "网站标识码"):
        assert gone not in text
    page.locator(".sheet-record").last.evaluate("each => each.after(each.cloneNode(true))")
    first, *further = _printed(page, tmp_path / "sheets.pdf")
    assert "监督电话" not in first
    assert further
    assert all(body in text.splitlines()[1] for text in further)


@pytest.fixture
def screen(open_page: OpenPage) -> Page:
    return open_page("screen/", viewport={"width": 1920, "height": 1080})


def _shown(page: Page) -> str:
    """The number of the slide that is shown; there is never more than one."""
    slides = page.locator("[data-slide]:visible")
    expect(slides).to_have_count(1)
    return str(slides.get_attribute("aria-labelledby")).removeprefix("slide-")


def test_the_screen_goes_on_by_itself_and_stops_for_whoever_touches_it(screen: Page) -> None:
    screen.clock.install()
    screen.reload()
    assert _shown(screen) == "1"
    records = screen.locator("[data-read]").count()
    expect(screen.locator("[data-position]")).to_have_text(f"第 1 条，共 {records} 条")
    screen.clock.run_for(15_100)
    assert _shown(screen) == "2"
    screen.get_by_role("button", name="上一条").click()
    assert _shown(screen) == "1"
    screen.clock.run_for(40_000)
    assert _shown(screen) == "1"
    screen.clock.run_for(21_000)  # nobody has been there for a minute
    assert _shown(screen) == "2"
    screen.get_by_role("button", name="暂停").click()
    screen.clock.run_for(3_600_000)
    assert _shown(screen) == "2"
    screen.get_by_role("button", name="继续播放").click()
    screen.clock.run_for(15_100)
    assert _shown(screen) == "3"


def test_keys_and_touch_lead_through_the_screen_and_into_a_text_that_closes_by_itself(screen: Page) -> None:
    screen.clock.install()
    screen.reload()
    screen.keyboard.press("ArrowRight")
    assert _shown(screen) == "2"
    screen.keyboard.press("Space")
    expect(screen.get_by_role("button", name="继续播放")).to_be_visible()
    screen.keyboard.press("Space")
    for button in screen.get_by_role("button").all():
        box = button.bounding_box()
        assert box is None or min(box["width"], box["height"]) >= 48
    screen.get_by_role("button", name="全部").click()
    screen.get_by_role("dialog").get_by_role("button").nth(3).click()
    assert _shown(screen) == "3"
    screen.get_by_role("link", name="阅读全文").click()
    reader = screen.get_by_role("dialog", name="阅读全文")
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
    expect(reader.get_by_role("link")).to_have_count(0)
    screen.clock.run_for(61_000)
    expect(reader).to_be_hidden()
    assert _shown(screen) == "4"


def test_axe_finds_nothing_on_the_screen_and_it_fits_any_window(screen: Page) -> None:
    assert objections(screen) == []
    screen.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert objections(screen, COLOURS) == []
    screen.get_by_role("button", name="全部").click()
    assert objections(screen) == []
    screen.keyboard.press("Escape")
    for width, height in ((320, 640), (768, 1024), (1080, 1920)):
        screen.set_viewport_size({"width": width, "height": height})
        assert screen.evaluate("document.documentElement.scrollWidth") <= width


def test_the_bundle_opens_from_disk(chromium: Browser, site: Path, tmp_path: Path) -> None:
    assert main(["bundle", str(site), "--output", str(tmp_path / "zwgk.zip")]) == 0
    with zipfile.ZipFile(tmp_path / "zwgk.zip") as archive:
        archive.extractall(tmp_path)
    page = chromium.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.goto((tmp_path / "zwgk/index.html").as_uri())
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="公开机构").click()
    page.get_by_role("main").get_by_role("link", name="示例县水利局").first.click()
    page.locator(".record-row a").first.click()
    expect(page.locator("article h1")).to_be_visible()
    page.get_by_role("searchbox").first.fill("供水 2026")
    page.keyboard.press("Enter")
    expect(page.locator("[data-offline-status]")).to_contain_text("找到")
    page.locator("[data-offline-results] a").first.click()
    expect(page.locator("article h1")).to_contain_text("供水")
    page.close()
    assert faults == []
