"""The internal edition: built from both trees, marked on every page, and never in the public site's place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

import pytest
from build.html import HtmlPage, text
from build.trees import run, snapshot, write_tree

from generator.cli import main
from generator.outputs.manifest import verify

from .trees import public_tree

SAMPLE = Path(__file__).parent / "content"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The configuration and the content of a public tree."""
    return public_tree(tmp_path_factory.mktemp("internal"))


@pytest.fixture(scope="module")
def site(project: tuple[Path, Path]) -> Path:
    """The internal site of the sample in this folder, where it is built by default."""
    config, content = project
    done = _run("build", config, content, "--internal-content", SAMPLE)
    assert done == (0, ""), done
    return config.parent / "site-internal"


def _run(name: str, config: Path, content: Path, *options: object) -> tuple[int, str]:
    """The exit code of a command in this process, and what it says of errors."""
    arguments = (name, "--config", config, "--content", content, "--as-of", "2026-11-20", *options)
    with redirect_stderr(StringIO()) as said:
        return main([str(each) for each in arguments]), said.getvalue()


def _pages(site: Path) -> Iterator[Path]:
    yield from sorted(site.rglob("*.html"))


def test_every_page_says_what_it_is_and_asks_not_to_be_indexed(site: Path) -> None:
    pages = list(_pages(site))
    assert len(pages) > 20
    for path in pages:
        page = path.read_text("utf-8")
        assert '<p class="internal-banner">内部版，不得对外发布</p>' in page, path
        assert '<meta name="robots" content="noindex,nofollow">' in page, path
        assert "（内部版）" in page, path
    assert (site / "robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /\n"


def test_no_page_names_the_public_address(site: Path) -> None:
    """A click on an internal record's permanent address would tell the public server its number."""
    for path, data in snapshot(site).items():
        assert b"www.shili.example/zwgk" not in data, path
        if "NB-" in path:
            assert b"git.shili.example" not in data, path
            assert b"mailto:" not in data, path


def test_feeds_say_what_they_are(site: Path) -> None:
    feed = json.loads((site / "feeds/all.json").read_text("utf-8"))
    assert feed["title"].endswith("（内部版）")
    titles = {item["title"] for item in feed["items"]}
    assert titles == {
        "关于F-1的通知",
        "[单位内部] 县财政局公务用车购置和燃修费",
        "[单位内部] 中层干部任用公示",
    }


def test_staff_see_what_is_internal_or_for_some(site: Path) -> None:
    cars = (site / "records/NB-F-2026-001/index.html").read_text("utf-8")
    assert "第一季度燃修费合计 2.16 万元" in cars
    assert (site / "records/NB-F-2026-001/明细.csv").is_file()
    assert "拟任用内部审计股股长一名" in (site / "records/NB-S-2026-001/index.html").read_text("utf-8")


def test_what_is_disclosed_on_request_is_so_for_staff_too(project: tuple[Path, Path], tmp_path: Path) -> None:
    config, content = project
    path = tmp_path / "internal/records/finance/2026/request.md"
    path.parent.mkdir(parents=True)
    sample = (SAMPLE / "records/finance/2026/cars.md").read_text("utf-8")
    header = sample.split("attachments:")[0].replace("[clean-government]", "[]").replace("subjects: []\n", "")
    header = header.replace("audience: internal", "audience: internal\n  mode: on_request")
    path.write_text(f"{header}---\n\n只给申请人看。\n", "utf-8")
    (tmp_path / "internal/catalog").mkdir()
    (tmp_path / "internal/catalog/categories.yml").write_bytes(
        (SAMPLE / "catalog/categories.yml").read_bytes()
    )
    options = ("--internal-content", tmp_path / "internal", "--output", tmp_path / "site")
    assert _run("build", config, content, *options) == (0, "")
    assert "只给申请人看" not in (tmp_path / "site/records/NB-F-2026-001/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "departments/finance/",
        "years/2026/",
        "titles/2026/",
        "categories/finance/reception/",
        "history/2026-03/",
    ],
)
def test_internal_records_are_marked_in_lists_and_public_ones_are_not(url: str, site: Path) -> None:
    page = HtmlPage.read(site / url / "index.html")
    rows = [
        row for row in page.root.iter("li") if any("records/" in a.get("href", "") for a in row.iter("a"))
    ]
    assert rows
    for row in rows:
        is_internal = any("NB-" in a.get("href", "") for a in row.iter("a"))
        marks = [mark for mark in row.iter("span") if "mark--internal" in mark.get("class", "")]
        assert [text(mark) for mark in marks] == ["内部"] * is_internal


def test_the_catalogs_are_one(site: Path) -> None:
    categories = (site / "categories/index.html").read_text("utf-8")
    for name in ("预算", "公务接待", "职工事务"):
        assert name in categories
    assert (site / "departments/audit-office/index.html").is_file()
    assert (site / "subjects/clean-government/index.html").is_file()


def test_relations_lead_from_a_public_page_to_an_internal_one_here_alone(site: Path) -> None:
    assert "../../records/NB-F-2026-001/" in (site / "records/F-1/index.html").read_text("utf-8")


def test_the_manifest_says_nothing_new(site: Path) -> None:
    manifest = json.loads((site / "manifest.json").read_text("utf-8"))
    assert set(manifest) == {"version", "commit", "as_of", "files"}
    assert "edition.json" in manifest["files"]
    assert verify(site) == []


def test_neither_edition_takes_the_other_s_place(project: tuple[Path, Path], tmp_path: Path) -> None:
    config, content = project
    public, inside = tmp_path / "public", tmp_path / "inside"
    internal = ("--internal-content", SAMPLE)
    assert _run("build", config, content, "--output", public)[0] == 0
    assert _run("build", config, content, "--output", inside, *internal)[0] == 0
    before = snapshot(tmp_path)
    code, said = _run("build", config, content, "--output", public, *internal)
    assert (code, "公开版和内部版不能互相覆盖" in said) == (2, True)
    code, said = _run("build", config, content, "--output", inside)
    assert (code, "公开版和内部版不能互相覆盖" in said) == (2, True)
    assert snapshot(tmp_path) == before
    assert _run("build", config, content, "--output", inside, *internal)[0] == 0


def test_the_public_site_s_folder_takes_no_internal_site_even_while_it_is_empty(
    project: tuple[Path, Path],
) -> None:
    config, content = project
    options = ("--output", config.parent / "site", "--internal-content", SAMPLE)
    code, said = _run("build", config, content, *options)
    assert (code, "是公开网站的文件夹" in said) == (2, True)
    assert not (config.parent / "site").exists()


def test_an_internal_tree_inside_the_public_one_is_refused(project: tuple[Path, Path]) -> None:
    config, content = project
    for inside in (content, content / "records", content.parent):
        code, said = _run("check", config, content, "--internal-content", inside)
        assert (code, "重叠" in said or "没有 records/" in said) == (2, True)


def test_check_reports_on_a_path_of_the_internal_tree(project: tuple[Path, Path]) -> None:
    config, content = project
    path = SAMPLE / "records/finance/2026/cars.md"
    assert _run("check", config, content, path)[0] == 2
    assert _run("check", config, content, "--internal-content", SAMPLE, path)[0] == 0


def test_faults_of_the_internal_tree_are_found_like_any(project: tuple[Path, Path], tmp_path: Path) -> None:
    config, content = project
    internal = write_tree(tmp_path / "internal", {"water/2025/plan.md": "---\ntitle: 计划\n---\n"})
    for name in ("departments", "categories"):
        (internal / f"catalog/{name}.yml").unlink()
    (internal / "records/water/2025/plan").mkdir()
    (internal / "records/water/2025/plan/left.pdf").write_bytes(b"x")
    done = run("check", "--config", config, "--content", content, "--internal-content", internal)
    assert done.returncode == 1
    assert {"missing-key", "attachment-unnamed"} <= {word.rstrip(":") for word in done.stdout.split()}
