"""What is read out of attachments, and what is not: each file goes through the process that opens it."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from generator.ingest.attachment_text.outcome import Extract, Limits, Outcome
from generator.ingest.attachment_text.reader import Reader
from ingest.attachments import archive, docx, far_apart, ofd, paragraph, pdf, unpacked, xlsx

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits")
SAMPLES = Path(__file__).parents[2] / "content" / "records"
SMALL = Limits(characters=10, pages=2)
_CELL = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


def read(reader: Reader, folder: Path, kind: str, data: bytes) -> Extract:
    path = folder / f"file.{kind}"
    path.write_bytes(data)
    return reader.read(str(path), kind)


ROWS = [f"{n} 张某某 示例县某村 供水工程 {37 * n % 90}元" for n in range(1, 9)]
WIDE = "一二三四五六七八九十"


@pytest.mark.parametrize(
    ("pages", "blocks"),
    [
        # a phrase runs over the end of a line, Chinese or not, and over the end of a page
        ([["农村供水工程的建设、管", "理与管护。"]], ["农村供水工程的建设、管理与管护。"]),
        ([["the quick brown fox", "jumps"]], ["the quick brown fox jumps"]),
        ([[WIDE, "一二三四五六七八，但"], ["是也不尽然。"]], [f"{WIDE}一二三四五六七八，但是也不尽然。"]),
        # a sentence that ends with the line is no sign, unless the line is short
        ([["一二三四五六七八九。", "又一句。", WIDE]], ["一二三四五六七八九。又一句。", WIDE]),
        # a heading stays with what follows it, but does not run into it; an article begins a paragraph
        ([["总则", WIDE, "完。"]], [f"总则 {WIDE}完。"]),
        ([["总则", "第一条 为了规范农村供水", "定本办法。"]], ["总则", "第一条 为了规范农村供水定本办法。"]),
        # the number of a page stands in the middle of no sentence; a year does
        ([[WIDE, "— 1 —"], ["第2页 共2页", "完。"]], [f"{WIDE}完。"]),
        ([[WIDE, "2026年"]], [f"{WIDE}2026年"]),
        # rows of a table stand each by itself, and so do the names of a list
        ([[*ROWS, f"{WIDE}{WIDE}"], ["完。"]], [*ROWS, f"{WIDE}{WIDE}完。"]),
        ([["张小三", "李四"] * 4], ["张小三", "李四"] * 4),
        # lines that all end at one edge are no rows, although a note in small print is wider
        ([[*[WIDE] * 6, f"注{WIDE}{WIDE}"]], [" ".join([*[WIDE] * 6, f"注{WIDE}{WIDE}"])]),
        # a title of some lines does not, nor does text that is set with blanks around its numbers
        ([["关于印发", "供水办法", "的通知", WIDE, "完。"]], [f"关于印发 供水办法 的通知 {WIDE}完。"]),
        (
            [["共 12 个项目，投 资", "3 万元，其中 2 万元"] * 4],
            ["共 12 个项目，投 资3 万元，其中 2 万元" * 4],
        ),
        # a page without text ends what is on the others
        ([[WIDE], [], ["下文。"]], [f"{WIDE}下文。"]),
    ],
)
def test_a_pdf_gives_paragraphs(
    reader: Reader, tmp_path: Path, pages: list[list[str]], blocks: list[str]
) -> None:
    assert read(reader, tmp_path, "pdf", pdf(*pages)) == Extract(Outcome.TEXT, tuple(blocks))


@pytest.mark.parametrize(
    ("pages", "blocks"),
    [
        ([["农村供水工程的建设、管", "理与管护。"]], ["农村供水工程的建设、管理与管护。"]),
        ([[WIDE, "一二三四五六七八，但"], ["是也不尽然。"]], [f"{WIDE}一二三四五六七八，但是也不尽然。"]),
        ([["单位|金额", "县水利局|12"] * 4], ["单位 金额", "县水利局 12"] * 4),
    ],
)
def test_an_ofd_gives_paragraphs_and_rows(
    reader: Reader, tmp_path: Path, pages: list[list[str]], blocks: list[str]
) -> None:
    assert read(reader, tmp_path, "ofd", ofd(*pages)) == Extract(Outcome.TEXT, tuple(blocks))


def test_a_page_that_an_ofd_names_and_does_not_hold_is_told(reader: Reader, tmp_path: Path) -> None:
    whole = ofd(["正文"])
    broken = archive(
        {name: text for name, text in unpacked(whole).items() if "Page_0" not in name},
    )
    assert read(reader, tmp_path, "ofd", broken).outcome is Outcome.DAMAGED


def test_a_lone_character_is_read_although_no_font_has_a_shape_for_it(reader: Reader, tmp_path: Path) -> None:
    assert read(reader, tmp_path, "pdf", pdf(["字"])).blocks == ("字",)


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        (paragraph("示例县", "人民政府") + paragraph("公告"), ["示例县人民政府", "公告"]),
        (
            _CELL.format(paragraph("单位"), paragraph("县", "水利局") + paragraph("（盖章）")),
            ["单位", "县水利局 （盖章）"],
        ),
        (_CELL.format(_CELL.format(paragraph("甲"), paragraph("乙")), paragraph("丙")), ["甲", "乙", "丙"]),
        (
            "<w:p><w:r><w:t>前</w:t><w:tab/><w:t>中</w:t><w:br/><w:t>后</w:t><w:noBreakHyphen/><w:t>x</w:t></w:r></w:p>",
            ["前 中 后-x"],
        ),
        # a text box hangs in a paragraph, once for new programs and once for old ones
        (
            "<w:p><w:r><w:t>上</w:t></w:r><mc:AlternateContent><mc:Choice><w:txbxContent>"
            + paragraph("框")
            + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>"
            + paragraph("框")
            + "</w:txbxContent></mc:Fallback></mc:AlternateContent><w:r><w:t>下</w:t></w:r></w:p>",
            ["框", "上下"],
        ),
        # tracked changes: what was put in stands there, what was struck out does not; nor do field codes
        (
            "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
            "<w:r><w:instrText>PAGE</w:instrText></w:r><w:sdt><w:sdtContent><w:r><w:t>域</w:t></w:r>"
            "</w:sdtContent></w:sdt></w:p>",
            ["新域"],
        ),
    ],
)
def test_a_word_file_gives_paragraphs_and_cells(
    reader: Reader, tmp_path: Path, body: str, blocks: list[str]
) -> None:
    assert read(reader, tmp_path, "docx", docx(body)) == Extract(Outcome.TEXT, tuple(blocks))


def test_every_paragraph_of_a_word_file_stands_in_one_block_of_its_pdf(reader: Reader) -> None:
    """The sample county publishes one paper in both forms; in one, lines and pages break paragraphs."""
    (word,) = SAMPLES.glob("county-government/2026/supply-measures/*.docx")
    paragraphs = reader.read(str(word), "docx").blocks
    blocks = reader.read(str(word.with_suffix(".pdf")), "pdf").blocks
    assert len(paragraphs) > 40
    assert [block for block in map(_solid, paragraphs) if not any(block in _solid(b) for b in blocks)] == []


def _solid(text: str) -> str:
    return "".join(text.split())


def test_notes_stand_after_the_text(reader: Reader, tmp_path: Path) -> None:
    data = docx(paragraph("文"), footnotes=paragraph("脚注"), header1=paragraph("页眉"))
    assert read(reader, tmp_path, "docx", data).blocks == ("文", "脚注")


def test_a_spreadsheet_gives_its_visible_sheets_and_cells(reader: Reader, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["项目\n名称", "金额", None],
        ["  预算 ", 1200.0, 0.1 + 0.2],
        [date(2026, 3, 1), datetime(2026, 3, 1, 9, 30), 12],
    ]
    found = read(reader, tmp_path, "xlsx", xlsx({"收入": rows, "底稿": [["内部"]]}, hidden=["底稿"]))
    assert found.blocks == (
        *("收入", "项目 名称", "金额", "预算", "1200", "0.3"),
        *("2026-03-01", "2026-03-01 09:30:00", "12"),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_of_values_gives_its_cells(
    reader: Reader, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    text = f'项目{delimiter}金额\r\n"县{delimiter}级\n预算"{delimiter}1200\r\n'
    found = read(reader, tmp_path, "csv", text.encode(encoding))
    assert found.blocks == ("项目", "金额", " ".join(f"县{delimiter}级 预算".split()), "1200")


EMPTY, DAMAGED, ENCRYPTED, LARGE = Outcome.EMPTY, Outcome.DAMAGED, Outcome.ENCRYPTED, Outcome.TOO_LARGE
WHOLE = pdf(["正文"])
_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def _loop(data: bytes) -> bytes:
    """The file with a tree of pages that holds itself."""
    return data.replace(b"/Kids[8 0 R]", b"/Kids[2 0 R]")


@pytest.mark.parametrize(
    ("kind", "data", "outcome"),
    [
        ("pdf", pdf([]), EMPTY),
        ("pdf", pdf([], ["\ue000\ue001"]), EMPTY),  # characters of a private font
        ("pdf", pdf(["正文"], encrypted=True), ENCRYPTED),
        ("pdf", b"", DAMAGED),
        ("pdf", b"%PDF-1.7\n", DAMAGED),
        ("pdf", WHOLE[:300], DAMAGED),
        ("pdf", docx(), DAMAGED),
        ("docx", docx(paragraph("")), EMPTY),
        ("docx", WHOLE, DAMAGED),
        ("docx", docx()[:-50], DAMAGED),
        ("docx", xlsx({"表": [["字"]]}), DAMAGED),
        ("docx", _OFFICE + "WordDocument".encode("utf-16-le"), DAMAGED),
        ("docx", _OFFICE + "EncryptedPackage".encode("utf-16-le"), ENCRYPTED),
        ("docx", docx("<w:p>"), DAMAGED),
        ("xlsx", docx(), DAMAGED),
        ("xlsx", b"\0" * 100, DAMAGED),
        ("xlsx", xlsx({"表": [["字"]]})[:-50], DAMAGED),
        ("xlsx", _OFFICE + "EncryptedPackage".encode("utf-16-le"), ENCRYPTED),
        ("csv", b"", EMPTY),
        ("csv", b" , ,\n", EMPTY),
        ("csv", b"\x81\x20\xff", DAMAGED),
        ("csv", b"a\0b", DAMAGED),
        ("docx", archive({"word/document.xml": "<a/>"}, claimed_size=1 << 30), LARGE),
        ("xlsx", archive({"xl/workbook.xml": "<a/>"}, claimed_size=1 << 30), LARGE),
    ],
)
def test_a_file_without_text_says_why(
    reader: Reader, tmp_path: Path, kind: str, data: bytes, outcome: Outcome
) -> None:
    assert read(reader, tmp_path, kind, data) == Extract(outcome)


def test_a_pdf_with_a_broken_table_of_its_objects_is_read_all_the_same(
    reader: Reader, tmp_path: Path
) -> None:
    broken = (
        WHOLE[: WHOLE.index(b"xref")] + b"xref\n0 1\nnonsense\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF"
    )
    assert read(reader, tmp_path, "pdf", broken).blocks == ("正文",)


#: How a bomb may end: refused by the library, or with the process that it went off in.
HARMED = (DAMAGED, EMPTY, Outcome.CRASHED, Outcome.TOO_MUCH_MEMORY)


def _laughs() -> str:
    names = [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12)]
    return f'<!DOCTYPE a [<!ENTITY l0 "{"字" * 100}">{"".join(names)}]>'


@POSIX
@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("docx", docx("<w:p><w:r><w:t>&l11;</w:t></w:r></w:p>", declaration=_laughs())),
        (
            "docx",
            docx(
                "<w:p><w:r><w:t>&f;</w:t></w:r></w:p>",
                declaration='<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]>',
            ),
        ),
        ("docx", docx("<w:p>" * 300_000)),
        ("pdf", _loop(WHOLE)),
        ("xlsx", far_apart()),
    ],
    ids=["billion laughs", "external entity", "deep", "loop", "far apart"],
)
def test_a_bomb_harms_nobody(reader: Reader, tmp_path: Path, kind: str, data: bytes) -> None:
    assert read(reader, tmp_path, kind, data).outcome in HARMED
    assert read(reader, tmp_path, "pdf", WHOLE).blocks == ("正文",)


@POSIX
@pytest.mark.parametrize("claimed", [None, 1000], ids=["honest", "lying"])
def test_a_zip_bomb_harms_nobody(tmp_path: Path, claimed: int | None) -> None:
    """A text of 300 MB in a file of 300 KB; its directory says so, or that it is small."""
    sheet = xlsx({"表": [["字"]]})
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(sheet)
    bomb = f'<sst count="1" uniqueCount="1"><si><t>{"x" * (300 << 20)}</t></si></sst>'
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as target:
        target.writestr("xl/sharedStrings.xml", bomb)
        target.filelist[-1].file_size = claimed or target.filelist[-1].file_size
    with Reader(Limits(memory=512 * 1024 * 1024)) as reader:
        assert reader.read(str(path), "xlsx").outcome in HARMED
        assert read(reader, tmp_path, "pdf", WHOLE).blocks == ("正文",)


@pytest.mark.parametrize(
    ("kind", "data", "found"),
    [
        ("csv", "一二三四五,六七八九十".encode(), Extract(Outcome.TEXT, ("一二三四五", "六七八九十"))),
        (
            "csv",
            "一二三四五,六七八九十甲".encode(),
            Extract(Outcome.CUT_CHARACTERS, ("一二三四五", "六七八九十")),
        ),
        (
            "csv",
            "一二三四五六七八九十,甲".encode(),
            Extract(Outcome.CUT_CHARACTERS, ("一二三四五六七八九十",)),
        ),
        ("pdf", pdf(["一。"], ["二。"]), Extract(Outcome.TEXT, ("一。", "二。"))),
        ("pdf", pdf(["一。"], ["二。"], ["三。"]), Extract(Outcome.CUT_PAGES, ("一。", "二。"))),
    ],
)
def test_a_long_text_is_cut_at_the_limit(tmp_path: Path, kind: str, data: bytes, found: Extract) -> None:
    with Reader(SMALL) as reader:
        assert read(reader, tmp_path, kind, data) == found


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("字" * 5000, [5000]),
        ("字" * 12_000, [5000, 5000, 2000]),
        (("字" * 99 + "。") * 50, [2000, 2000, 1000]),  # with the first sentence that ends after 2,000
        ("字" * 2000 + "3.5" + "字" * 4000, [5000, 1003]),
        ("word " * 1000 + "end. " + "x" * 10, [4999, 15]),
    ],
)
def test_a_long_paragraph_makes_blocks_of_bounded_length(
    reader: Reader, tmp_path: Path, text: str, lengths: list[int]
) -> None:
    found = read(reader, tmp_path, "docx", docx(paragraph(text)))
    assert [len(block) for block in found.blocks] == lengths
    assert "".join(found.blocks).replace(" ", "") == text.replace(" ", "")


def test_a_large_file_is_not_opened(tmp_path: Path) -> None:
    with Reader(Limits(size=len(WHOLE) - 1)) as reader:
        assert read(reader, tmp_path, "pdf", WHOLE).outcome is LARGE
    with Reader(Limits(size=len(WHOLE))) as reader:
        assert read(reader, tmp_path, "pdf", WHOLE).outcome is Outcome.TEXT
