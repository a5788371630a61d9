"""The offline bundle of the sample county: one file, whole, the same each time."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from generator.cli import main

from .html import HtmlPage, text
from .sources import SITE_URL
from .trees import build, record, write_tree


@pytest.fixture(scope="module")
def bundle(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle, unpacked."""
    folder = tmp_path_factory.mktemp("bundle")
    assert main(["bundle", str(site), "--output", str(folder / "zwgk.zip")]) == 0
    with zipfile.ZipFile(folder / "zwgk.zip") as archive:
        archive.extractall(folder)
    return folder / "zwgk"


def relative_ways(page: Path) -> Iterator[str]:
    html = page.read_text("utf-8")
    for address in map(unescape, re.findall(r'<[a-z][^>]* (?:href|src|action)="([^"]*)"', html)):
        if address and not re.match(r"[a-z]+:|//|[#?]", address):
            yield unquote(re.split("[?#]", address)[0])


def test_every_relative_link_leads_to_a_file(bundle: Path) -> None:
    pages = sorted(bundle.rglob("*.html"))
    assert len(pages) > 300
    lost = {(page, way) for page in pages for way in relative_ways(page) if not (page.parent / way).is_file()}
    assert lost == set()


def test_nothing_is_lost_but_what_only_a_server_needs(site: Path, bundle: Path) -> None:
    ours = {path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file()}
    theirs = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert ours - theirs == {"README.txt", "offline/search.js", "offline/titles.js"}
    left_out = {path for path in theirs - ours if not path.startswith("search/")}
    assert left_out == {"404.html", "robots.txt", "sitemap.xml", "manifest.json", *left_out & _HOSTING}
    assert not any(path.startswith("search/") and path != "search/index.html" for path in ours)
    for path in ours & theirs:
        if not path.endswith(".html"):
            assert (bundle / path).read_bytes() == (site / path).read_bytes(), path


_HOSTING = {"_headers", "_redirects", "redirects.map"}


def test_no_page_runs_modules_and_all_keep_their_address(site: Path, bundle: Path) -> None:
    for page in sorted(bundle.rglob("*.html")):
        html = page.read_text("utf-8")
        assert not re.search(r'type="module"|modulepreload|Content-Security-Policy', html), page
        canonical = re.findall(r'<link rel="canonical" href="[^"]*">', html)
        assert canonical == re.findall(canonical[0], (site / page.relative_to(bundle)).read_text("utf-8"))
        assert SITE_URL in canonical[0]


def test_the_search_knows_every_record_by_title_and_says_what_it_cannot_find(
    site: Path, bundle: Path
) -> None:
    script = (bundle / "offline/titles.js").read_text("utf-8")
    rows = json.loads("[" + script.partition("[")[2].rpartition("]")[0].rstrip(",\n") + "]")
    records = json.loads((site / "data/catalog.json").read_bytes())
    assert [(row[0], row[4]) for row in rows] == [(each["title"], each["url"]) for each in records]
    page = HtmlPage.read(bundle / "search/index.html")
    assert "只能按标题" in text(page.one("#search-help"))
    assert not page.all("details.search__ways")
    assert [each.get("src") for each in page.all("script") if "offline" in each.get("src", "")] == [
        "../offline/titles.js",
        "../offline/search.js",
    ]


def test_equal_sites_make_equal_bundles(tmp_path: Path) -> None:
    content = write_tree(tmp_path / "content", {"finance/2026/a.md": record("A-1")})
    made = []
    for name in ("one", "two"):
        assert build(content, tmp_path / name / "site") == 0
        zipped = tmp_path / name / "zwgk.zip"
        assert main(["bundle", str(tmp_path / name / "site"), "--output", str(zipped)]) == 0
        made.append(zipped.read_bytes())
        assert sorted(path.name for path in zipped.parent.iterdir()) == ["site", "zwgk.zip"]
    assert made[0] == made[1]
    with zipfile.ZipFile(tmp_path / "one/zwgk.zip") as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert {name.partition("/")[0] for name in names} == {"zwgk"}
        assert "数据截至" in archive.read("zwgk/README.txt").decode("utf-8-sig")


def test_only_a_whole_site_of_ours_is_packed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site, other = tmp_path / "site", tmp_path / "other"
    assert build(write_tree(tmp_path / "content"), site) == 0
    shutil.copytree(site, other)
    (other / "index.html").write_text("planted", "utf-8")
    zipped = tmp_path / "zwgk.zip"
    for folder, output, said in (
        (other, zipped, "与清单不符 1 处（index.html 等）"),
        (tmp_path / "content", zipped, "与清单不符"),
        (site, site / "zwgk.zip", "不能写进网站的文件夹里"),
        (site, tmp_path / "zwgk.tar", "应当是一个 zip 文件的名称"),
        (site, tmp_path / "zw\ngk.zip", "不能有换行等控制字符"),
    ):
        assert main(["bundle", str(folder), "--output", str(output)]) == 2
        assert said in capsys.readouterr().err
    assert not zipped.exists()


@pytest.mark.parametrize(
    ("name", "folder"),
    [("...zip", "site"), ("公开 1.0.zip", "公开 1.0"), ("a\\..\\b.zip", "a_.._b"), ("C:.zip", "C_")],
)
def test_the_folder_in_a_bundle_lies_where_it_is_unpacked(name: str, folder: str, tmp_path: Path) -> None:
    site = tmp_path / "made"
    assert build(write_tree(tmp_path / "content"), site) == 0
    assert main(["bundle", str(site), "--output", str(tmp_path / name)]) == 0
    with zipfile.ZipFile(tmp_path / name) as archive:
        assert {entry.partition("/")[0] for entry in archive.namelist()} == {folder}
