"""What is said of attachments on pages: facts, the beginning of tables, small pictures."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from PIL import Image

from generator.ingest.attachment_text.outcome import Limits, Outcome
from generator.ingest.attachment_text.reader import Reader
from generator.ingest.attachment_text.sheets import read_xlsx
from generator.ingest.inspection.files import THUMBNAIL
from generator.ingest.inspection.images import thumbnail_of
from generator.ingest.inspection.look import look
from generator.ingest.inspection.seen import Fault, Finding, Seen, Table
from generator.ingest.inspection.tables import CELL, COLUMNS, ROWS, WHOLE
from ingest.attachments import far_apart, ofd, pdf, with_hidden, xlsx
from ingest.office import packed
from ingest.photographs import exif


def seen(folder: Path, name: str, data: bytes) -> Seen:
    path = folder / name
    path.write_bytes(data)
    return look(path, name.rpartition(".")[2], Limits())


def picture(kind: str, size: tuple[int, int] = (640, 400), **options: object) -> bytes:
    written = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(written, kind, **options)
    return written.getvalue()


def test_facts_of_each_kind(tmp_path: Path) -> None:
    slides = {f"ppt/slides/slide{n}.xml": "<a/>" for n in (1, 2)}
    assert seen(tmp_path, "a.pdf", pdf(["一"], ["二"], [])).pages == 3
    assert seen(tmp_path, "a.ofd", ofd(["一"], ["二"])).pages == 2
    assert seen(tmp_path, "a.pptx", packed({**slides, "ppt/slides/_rels/slide1.xml.rels": ""})).slides == 2
    assert seen(tmp_path, "a.zip", packed({"a/": "", "a/b.txt": "1", "c.txt": "2"})).entries == 2
    for ending, kind in (("png", "PNG"), ("jpg", "JPEG"), ("gif", "GIF"), ("webp", "WEBP"), ("bmp", "BMP")):
        found = seen(tmp_path, f"a.{ending}", picture(kind))
        assert (found.width, found.height) == (640, 400)


def test_a_picture_that_is_turned_is_told_as_displayed(tmp_path: Path) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    found = seen(tmp_path, "a.jpg", picture("JPEG", exif=turned.tobytes()))
    assert (found.width, found.height) == (400, 640)
    small = thumbnail_of(tmp_path / "a.jpg")
    assert (small.width, small.height) == (150, 240)


def workbook(rows: list[list[object]], **formats: str) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "收支"
    for row in rows:
        sheet.append(row)
    for cell, code in formats.items():
        sheet[cell].number_format = code
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_sheet_is_shown_as_it_would_be_read(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["2026年财务收支表"],
        ["填报单位：样本村", None, None, "单位：元"],
        ["项目", "金额", "比重", "日期", "备注"],
        ["修路", 12345.5, 0.125, date(2026, 3, 1), "一期\n已完"],
        ["合计", 12345.5, 1, None, None],
    ]
    data = workbook(rows, B4="#,##0.00", C4="0.0%", C5="0%", D4='yyyy"年"m"月"d"日"')
    (table,) = seen(tmp_path, "a.xlsx", data).tables
    assert table == Table(
        title="收支",
        lead="2026年财务收支表 填报单位：样本村 单位：元",
        head=("项目", "金额", "比重", "日期", "备注"),
        rows=(
            ("修路", "12,345.50", "12.5%", "2026年3月1日", "一期 已完"),
            ("合计", "12345.5", "100%", "", ""),
        ),
        total=2,
        columns=5,
    )


def sheet(content: str) -> bytes:
    """An Excel file of one sheet with this content; `x` is a prefix of its namespace."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheets = '<sheets><sheet name="表" r:id="a"/></sheets>'
    return packed(
        {
            "xl/workbook.xml": f'<workbook xmlns:r="{relations}">{sheets}</workbook>',
            "xl/_rels/workbook.xml.rels": '<a><b Id="a" Target="/xl/worksheets/s.xml"/></a>',
            "xl/worksheets/s.xml": f'<worksheet xmlns:x="x">{content}</worksheet>',
        }
    )


def test_a_formula_shows_its_last_result(tmp_path: Path) -> None:
    cells = '<c r="A1" t="str"><f>A9</f><v>项目</v></c><c r="B1" t="inlineStr"><is><t>数</t></is></c>'
    values = '<c><f>1+1</f><v>2</v></c><c t="b"><v>1</v></c>'
    data = sheet(f"<sheetData><row>{cells}</row><row>{values}</row></sheetData>")
    (table,) = seen(tmp_path, "a.xlsx", data).tables
    assert (table.head, table.rows) == (("项目", "数"), (("2", "TRUE"),))


def test_hidden_sheets_stay_hidden(tmp_path: Path) -> None:
    sheets = {"甲": [["项", "数"], ["一", 1]], "乙": [["x", "y"], ["z", 2]], "丙": [["说明"]]}
    found = seen(tmp_path, "a.xlsx", xlsx(sheets, hidden=["乙"]))
    assert found.sheets == ("甲", "丙")
    assert [table.title for table in found.tables] == ["甲"]  # a note alone is no table


def test_hidden_rows_and_columns_stay_hidden(tmp_path: Path) -> None:
    rows = [["项目", "身份证号", "金额"], ["甲", "420000", 1], ["乙", "430000", 2], ["丙", "440000", 3]]
    found = seen(tmp_path, "a.xlsx", with_hidden(rows, "B", [3]))
    (table,) = found.tables
    assert (table.head, table.rows) == (("项目", "金额"), (("甲", "1"), ("丙", "3")))
    assert (table.total, table.columns) == (2, 2)
    assert found.findings == (Finding(Fault.HIDDEN_CELLS, "columns,rows"),)
    assert list(read_xlsx(tmp_path / "a.xlsx", Limits())) == ["Sheet", "项目", "金额", "甲", "1", "丙", "3"]


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        ('<col min="2" max="2" width="0" customWidth="1"/>', ""),
        ("<x:col hidden='true' max='2' min='2'/>", ""),
        ("", ' r="2" ht="0" customHeight="1"'),
        ("", " hidden='true'"),
    ],
)
def test_what_has_no_width_or_height_is_hidden(tmp_path: Path, columns: str, row: str) -> None:
    cells = '<c r="A{0}"><v>{0}</v></c><c r="B{0}"><v>{0}5</v></c><c r="C{0}"><v>{0}</v></c>'.format
    rows = f"<row>{cells(1)}</row><row{row}>{cells(2)}</row><row>{cells(3)}</row>"
    found = seen(tmp_path, "a.xlsx", sheet(f"<cols>{columns}</cols><sheetData>{rows}</sheetData>"))
    (table,) = found.tables
    shown = (("1", "1"), ("2", "2"), ("3", "3")) if columns else (("1", "15", "1"), ("3", "35", "3"))
    assert (table.head, *table.rows) == shown
    assert [each.fault for each in found.findings] == [Fault.HIDDEN_CELLS]


def test_a_preview_is_bounded(tmp_path: Path) -> None:
    wide = [[f"列{n}" for n in range(40)], *([["字" * 100] + [1] * 39] * 1000)]
    (table,) = seen(tmp_path, "a.xlsx", xlsx({"表": wide})).tables
    assert (len(table.head), table.columns, table.total) == (COLUMNS, 40, 1000)
    assert len(table.rows) == ROWS
    assert table.rows[0][0] == "字" * (CELL - 1) + "…"
    long = "\n".join(",".join(["字" * 50] * 12) for _ in range(100))
    (table,) = seen(tmp_path, "a.csv", long.encode()).tables
    assert sum(len(cell) for row in table.rows for cell in row) <= WHOLE
    assert table.total == 99


def test_a_cell_far_out_is_no_column(tmp_path: Path) -> None:
    found = seen(tmp_path, "a.xlsx", far_apart())
    assert (found.sheets, found.tables) == (("Sheet",), ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_as_offices_write_it(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = f'项目{delimiter}金额\r\n"供水{delimiter}\r\n一期"{delimiter}1,2\r\n\r\n'.replace(
        "1,2", "12" if delimiter == "," else "1,2"
    )
    (table,) = seen(tmp_path, "a.csv", text.encode(encoding)).tables
    assert table.head == ("项目", "金额")
    assert (table.rows[0][0].replace(" ", ""), table.total) == (f"供水{delimiter.strip()}一期", 1)


@pytest.mark.parametrize("data", ["只有一列\n".encode(), b"a,b\n", b",,\n,,\n"])
def test_a_csv_without_rows_has_no_preview(tmp_path: Path, data: bytes) -> None:
    assert seen(tmp_path, "a.csv", data).tables == ()


def test_a_broken_workbook_has_no_preview(tmp_path: Path) -> None:
    broken = packed({"xl/workbook.xml": "<workbook", "xl/_rels/workbook.xml.rels": "<a/>"})
    assert seen(tmp_path, "a.xlsx", broken) == Seen()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF"])
def test_a_thumbnail_is_small_and_says_nothing_of_its_picture(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a"
    told = {"exif": b"Exif\0\0" + exif("张某", 30)} if kind in ("JPEG", "WEBP") else {}
    path.write_bytes(picture(kind, **told))
    small = thumbnail_of(path)
    assert (small.width, small.height) == (320, 200)
    assert small == thumbnail_of(path)
    with Image.open(io.BytesIO(small.data)) as image:
        assert (image.format, image.size) == ("WEBP", (320, 200))
        assert not image.getexif()
        assert set(image.info) <= {"loop", "background", "timestamp", "duration"}


def test_a_bomb_of_pixels_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("1", (30_000, 30_000)).save(path)
    with Reader() as reader:
        found = reader.ask(("thumbnail", str(path), "png"), THUMBNAIL.answered)
        assert found is Outcome.DAMAGED
        assert look(path, "png", Limits()).width == 30_000
