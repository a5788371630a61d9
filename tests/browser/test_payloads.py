"""What authors write never runs: scripts in titles, summaries, bodies, links, attachment names and notes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from build.sources import AS_OF, CONFIG
from playwright.sync_api import Browser, Dialog, Page, expect

from generator.cli import main

pytestmark = pytest.mark.browser

PAYLOADS = Path(__file__).with_name("payloads.txt").read_text("utf-8").splitlines()
_FOLDER = "records/office/2026"
#: Names that file systems and the check both let pass, and that would break out of a careless attribute.
_NAMES = ("a'onfocus=ran=1 x='.txt", "javascript:ran=1.txt", "&quot;onload=ran=1&quot;.txt")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> tuple[str, Path]:
    """The address and the folder of a site whose every text is a payload."""
    project = tmp_path_factory.mktemp("hostile")
    for folder in ("schema", "theme_overrides"):
        (project / folder).symlink_to(CONFIG.parent / folder)
    settings = CONFIG.read_text("utf-8")
    assert "rules: {}" in settings
    # Payloads are links that lead nowhere.
    lenient = settings.replace("rules: {}", "rules: {link-broken: warning}")
    (project / "site_config.yml").write_text(lenient, "utf-8")
    _write_content(project / "content")
    site = tmp_path_factory.mktemp("www") / "zwgk"
    arguments = ["--config", str(project / "site_config.yml"), "--output", str(site), "--as-of", AS_OF]
    assert main(["build", *arguments]) == 0
    return f"{serve(site.parent)}{site.name}/", site


def _write_content(content: Path) -> None:
    (content / "catalog").mkdir(parents=True)
    (content / "catalog/departments.yml").write_text(_departments(), "utf-8")
    (content / "catalog/categories.yml").write_text(
        f"- id: all\n  name: {_quoted(PAYLOADS[0])}\n  description: {_quoted(PAYLOADS[13])}\n", "utf-8"
    )
    for number, payload in enumerate(PAYLOADS):
        _write_record(content, number, payload)


def _departments() -> str:
    return (
        f"- id: office\n  name: {_quoted('办公室' + PAYLOADS[2])}\n  kind: department\n"
        f"  address: {_quoted(PAYLOADS[15])}\n  functions: [{_quoted(PAYLOADS[13])}]\n"
    )


def _write_record(content: Path, number: int, payload: str) -> None:
    beside = content / _FOLDER / f"r{number}"
    beside.mkdir(parents=True)
    names = [f"{number}.txt", _NAMES[number % len(_NAMES)]]
    for name in names:
        (beside / name).write_text("附件", "utf-8")
    quoted = _quoted(payload)
    attachments = "".join(f"- file: {_quoted(name)}\n  title: {quoted}\n" for name in names)
    (content / _FOLDER / f"r{number}.md").write_text(
        f"---\ntitle: {_quoted(f'载荷{number} {payload}')}\nindex_number: P-{number}\ndepartment: office\n"
        f"category: all\nissued: 2026-03-01\npublished: 2026-03-02\nsummary: {quoted}\ncontact: {quoted}\n"
        f"document_number: {quoted}\nkeywords: [{quoted}]\nissuers: [{quoted}]\n"
        f"history:\n- date: 2026-04-01\n  action: corrected\n  note: {quoted}\n"
        f"attachments:\n{attachments}---\n{_body(payload)}",
        "utf-8",
    )


def _body(payload: str) -> str:
    target = payload.replace(" ", "%20")
    parts = (
        *("正文", payload, f"# {payload}", f"## 二 {payload}", "## 三", f"- {payload}"),
        f"| {payload} | 乙 |\n|---|---|\n| 甲 | 丁 |",
        f"[链接](<{target}>) [链接][1] <{target}> ![图](<{target}>)",
        f"<a href='{payload}'>甲</a>",
        f'<a href="{payload}" title="{payload}">乙</a>',
        f"```{payload}\n代码\n```",
        f'[1]: <{target}> "{target}"\n',
    )
    return "\n\n".join(parts)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a JSON string is a YAML one


@pytest.fixture
def watched(chromium: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what ran in it: dialogs, and where the payloads' mark `ran` was found."""
    context = chromium.new_context()
    page = context.new_page()
    ran: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", on_dialog)
    yield page, ran
    context.close()


_PROVOKE = """
const types = "pointerover mouseover focus toggle animationstart load error begin click".split(" ");
addEventListener("click", (event) => event.preventDefault(), true);
for (const element of document.querySelectorAll("main *")) {
  for (const type of types) element.dispatchEvent(new Event(type, { cancelable: true }));
}
"""
_BAD_LINKS = """[...document.querySelectorAll("[href], [src], [action], [formaction], [data]")]
  .flatMap((element) => ["href", "src", "action", "formAction", "data"].map((name) => element[name]))
  .filter((url) => /^(javascript|vbscript|data):/i.test(url))"""
_HANDLERS = """[...document.querySelectorAll("*")]
  .filter((element) => [...element.attributes].some((attribute) => /^on/i.test(attribute.name)))
  .map((element) => element.outerHTML)"""
_SCRIPTS = """[...document.scripts]
  .filter((script) => !script.src && script.type !== "application/ld+json")
  .map((script) => script.outerHTML)"""


def _provoked(page: Page) -> None:
    """Nothing ran, even when pointed at and focused, and nothing is left that could."""
    page.evaluate(_PROVOKE)
    assert page.evaluate("typeof window.ran") == "undefined"
    assert page.evaluate(_BAD_LINKS) == []
    assert page.evaluate(_HANDLERS) == []
    assert page.evaluate(_SCRIPTS) == []


def test_no_payload_runs_on_a_record_s_page(
    hostile: tuple[str, Path], watched: tuple[Page, list[str]]
) -> None:
    home, folder = hostile
    page, ran = watched
    assert len(PAYLOADS) > 40
    for number, payload in enumerate(PAYLOADS):
        page.goto(f"{home}records/P-{number}/")
        assert page.locator("h1").text_content() == f"载荷{number} {payload}"
        _provoked(page)
        assert ran == [], payload
    assert len(list((folder / "records").iterdir())) == len(PAYLOADS)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "",
            "categories/",
            "categories/all/",
            "categories/all/page/2/",
            "departments/",
            "departments/office/",
        ),
        *("years/2026/", "history/", "history/2026-03/", "history/2026-04/"),
    ],
)
def test_no_payload_runs_in_a_list(
    address: str, hostile: tuple[str, Path], watched: tuple[Page, list[str]]
) -> None:
    page, ran = watched
    page.goto(hostile[0] + address)
    _provoked(page)
    assert ran == []


def test_no_payload_runs_in_search_results_or_in_the_query(
    hostile: tuple[str, Path], watched: tuple[Page, list[str]]
) -> None:
    page, ran = watched
    page.goto(f"{hostile[0]}search/?q=载荷")
    page.wait_for_selector(".search__result")
    for shown in range(10, len(PAYLOADS), 10):
        expect(page.locator(".search__result")).to_have_count(shown)
        page.locator("[data-search-more]").click()
    expect(page.locator(".search__result")).to_have_count(len(PAYLOADS))
    _provoked(page)
    for payload in PAYLOADS[::9]:
        page.fill("[data-search-input]", payload)
        page.press("[data-search-input]", "Enter")
        page.wait_for_load_state("networkidle")
        _provoked(page)
    assert ran == []
