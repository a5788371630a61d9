"""Attachments on pages and beside them: facts, tables, small pictures, the archive of all."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from PIL import Image

from generator.cli import main

from .crawl import dead_links
from .html import HtmlPage, text
from .sources import AS_OF
from .trees import build, copy_project, record, snapshot, write_tree

_TABLE = "项目,金额\n<script>甲</script>,1\n" + "乙,2\n" * 40
_NAMED = "attachments:\n- {file: 表.csv, title: 预算表}\n- {file: 图/a.png}\n- {file: F-1.zip}\n"


def _picture() -> bytes:
    written = io.BytesIO()
    Image.linear_gradient("L").resize((640, 480)).save(written, "PNG")
    return written.getvalue()


def _archive() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.txt"), "正文")
    return written.getvalue()


def _records(extra: str = "", **fields: str) -> dict[str, str | bytes]:
    return {
        "finance/2026/a.md": record("F-1", extra=_NAMED + extra, **fields),
        "finance/2026/a/表.csv": _TABLE.encode("gb18030"),
        "finance/2026/a/图/a.png": _picture(),
        "finance/2026/a/F-1.zip": _archive(),
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("attachments")
    assert build(write_tree(folder / "content", _records()), folder / "site") == 0
    return folder / "site"


@pytest.fixture(scope="module")
def page(site: Path) -> HtmlPage:
    return HtmlPage.read(site / "records/F-1/index.html")


def test_the_page_says_what_each_file_holds(page: HtmlPage) -> None:
    facts = [[text(fact) for fact in found] for found in page.all(".attachment__facts")]
    assert [found[1:] for found in facts] == [
        ["41 行"],
        ["640 × 480 像素"],
        ["1 个文件"],
        ["3 个文件", facts[3][2]],
    ]


def test_the_beginning_of_a_table_is_shown_as_text(page: HtmlPage) -> None:
    preview = page.one("details.attachment__preview")
    head = page.all("th", preview)
    assert [(text(cell), cell.get("scope")) for cell in head] == [("项目", "col"), ("金额", "col")]
    assert text(page.one("caption", preview)) == "预算表"
    rows = [[text(cell) for cell in row] for row in page.one("tbody", preview)]
    assert rows == [["<script>甲</script>", "1"], *[["乙", "2"]] * 19]
    assert page.all("script", preview) == []
    assert text(page.one("p", preview)) == "共 41 行，只显示前 20 行；下载文件可查看全部。"


def _workbook(sheets: int) -> bytes:
    """An Excel file whose sheets are each as long as a preview may be."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number in range(sheets):
        sheet = book.create_sheet(f"表{number}")
        for _ in range(21):
            sheet.append(["十个字十个字十个字十" * 4] * 5)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_long_tables_are_cut_and_leave_room_for_those_after_them(tmp_path: Path) -> None:
    names = [f"{number}.xlsx" for number in range(4)]
    files = "".join(f"- file: {name}\n" for name in (*names, "z.csv"))
    records: dict[str, str | bytes] = {
        "finance/2026/a.md": record("F-1", extra=f"attachments:\n{files}"),
        **{f"finance/2026/a/{name}": _workbook(3) for name in names},
        "finance/2026/a/z.csv": "项目,金额\n甲,1\n".encode(),
    }
    site = tmp_path / "site"
    assert build(write_tree(tmp_path / "content", records), site) == 0
    page = HtmlPage.read(site / "records/F-1/index.html")
    shown = [len(page.all("table", file)) for file in page.all(".attachment")[:5]]
    assert shown == [3, 3, 2, 0, 1]
    notes = [text(note) for note in page.all(".attachment__note")]
    assert notes == [f"另有 {count} 张表未在页面上预览，请下载文件查看。" for count in (1, 3)]
    preview = page.all("details.attachment__preview")[0]
    assert [text(note) for note in page.all("p", preview)] == [
        "共 20 行，只显示前 4 行；下载文件可查看全部。"
    ] * 3


def test_the_picture_has_a_small_one_beside_it(site: Path, page: HtmlPage) -> None:
    image = page.one("img.attachment__thumbnail")
    with Image.open(site / "records/F-1" / str(image.get("src"))) as small:
        assert small.size == (int(image.get("width", "")), int(image.get("height", ""))) == (320, 240)
    assert (image.get("loading"), image.get("alt")) == ("lazy", "图片“图/a.png”的缩略图")


def test_the_archive_holds_all_files_under_their_names(site: Path, page: HtmlPage) -> None:
    link = page.one("a", page.one(".attachments-all"))
    assert link.get("href") == "F-1-.zip"  # its own name is an attachment's
    with zipfile.ZipFile(site / "records/F-1/F-1-.zip") as archive:
        entries = archive.infolist()
        assert [entry.filename for entry in entries] == ["F-1.zip", "图/a.png", "表.csv"]
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert [entry.compress_type for entry in entries] == [0, 0, zipfile.ZIP_DEFLATED]
        assert all(entry.flag_bits & 0x800 for entry in entries[1:])
        for name, source in (("F-1.zip", _archive()), ("图/a.png", _picture())):
            assert archive.read(name) == source == (site / "records/F-1" / name).read_bytes()
        assert archive.read("表.csv").decode("gb18030") == _TABLE


def test_all_that_lies_beside_a_page_is_in_the_manifest_and_no_link_is_dead(site: Path) -> None:
    files = json.loads((site / "manifest.json").read_text("utf-8"))["files"]
    beside = {
        path.relative_to(site).as_posix() for path in (site / "records/F-1").rglob("*") if path.is_file()
    }
    assert beside <= set(files)
    assert len(beside) == 7
    assert main(["verify", str(site)]) == 0
    assert dead_links(site) == []


def test_the_same_files_make_the_same_bytes_without_a_cache(site: Path, tmp_path: Path) -> None:
    assert build(write_tree(tmp_path / "content", _records()), tmp_path / "site", "--jobs", "2") == 0
    mine, other = snapshot(site), snapshot(tmp_path / "site")
    assert [path for path in mine if path.startswith("records/") and mine[path] != other[path]] == []


@pytest.mark.parametrize(
    "extra",
    [
        "disclosure: {mode: on_request}\n",
        "disclosure: {audience: specific}\n",
        "status: withdrawn\nwithdrawal: {body: removed}\n"
        "history: [{date: 2026-04-01, action: withdrawn, note: 含有个人信息}]\n",
    ],
)
def test_a_record_that_shows_no_body_shows_nothing_of_its_files(tmp_path: Path, extra: str) -> None:
    site = tmp_path / "site"
    build(write_tree(tmp_path / "content", _records(extra)), site)
    assert {path.name for path in (site / "records/F-1").rglob("*")} <= {"index.html", "record.json"}
    document = HtmlPage.read(site / "records/F-1/index.html")
    assert document.all(".attachment") == document.all(".attachments-all") == []
    for path in site.rglob("*"):
        assert not path.is_file() or "甲</script>" not in path.read_bytes().decode("utf-8", "replace"), path


def _configured(folder: Path, setting: str) -> Path:
    config = copy_project(folder)
    section = "- disclosure:\n"
    written = config.read_text("utf-8")
    assert section in written
    config.write_text(written.replace(section, f"{section}      {setting}\n"), "utf-8")
    return config


def test_a_site_may_do_without_archives(tmp_path: Path) -> None:
    config = _configured(tmp_path / "project", "attachments_archive: false")
    site = tmp_path / "site"
    assert build(write_tree(tmp_path / "content", _records()), site, config=config) == 0
    assert not (site / "records/F-1/F-1-.zip").exists()
    assert HtmlPage.read(site / "records/F-1/index.html").all(".attachments-all") == []


def _photograph() -> bytes:
    told = Image.Exif()
    told[0x013B] = "张某"
    told.get_ifd(0x8825).update({1: "N", 2: (30.0, 1.0, 15.0)})
    written = io.BytesIO()
    Image.linear_gradient("L").save(written, "JPEG", exif=told.tobytes())
    return written.getvalue()


def test_a_site_may_publish_copies_that_say_nothing_of_themselves(tmp_path: Path) -> None:
    records: dict[str, str | bytes] = {
        "finance/2026/a.md": record("F-1", extra="attachments:\n- {file: a.jpg}\n", body="![图](a/b.jpg)"),
        "finance/2026/a/a.jpg": _photograph(),
        "finance/2026/a/b.jpg": _photograph(),
    }
    content = write_tree(tmp_path / "content", records)
    config = _configured(tmp_path / "project", "attachment_metadata: strip")
    assert main(["check", "--config", str(config), "--content", str(content), "--as-of", AS_OF]) == 0
    site = tmp_path / "site"
    assert build(content, site, config=config) == 0
    beside = site / "records/F-1"
    published = (beside / "a.jpg").read_bytes()
    assert published == (beside / "b.jpg").read_bytes() != _photograph()
    assert b"Exif" not in published
    with Image.open(io.BytesIO(published)) as copy, Image.open(io.BytesIO(_photograph())) as source:
        assert copy.tobytes() == source.tobytes()
    digest = hashlib.sha256(published).hexdigest()
    assert digest in (beside / "index.html").read_text("utf-8")
    assert digest in (beside / "record.json").read_text("utf-8")
    assert main(["verify", str(site)]) == 0
    assert (content / "records/finance/2026/a/a.jpg").read_bytes() == _photograph()
