"""Attachments for tests: small real files of each kind, and some that are out to do harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_IMAGE_ONLY = b"q 100 0 0 100 0 0 cm /I Do Q"


def pdf(*pages: Sequence[str], encrypted: bool = False, catalog: bytes = b"", info: bytes = b"") -> bytes:
    """A PDF of some pages, each of lines from top to bottom; a page without lines holds a picture only.

    Every character is written as its own code point, and named by a ToUnicode map. `catalog` are further
    entries of the document's catalog, `info` those of its information.
    """
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages/Count %d/Kids[%s]>>"
        % (len(pages), b" ".join(b"%d 0 R" % (8 + 2 * n) for n in range(len(pages)))),
        b"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/F/FontDescriptor 5 0 R/DW 1000"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        b"<</Type/FontDescriptor/FontName/F/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800"
        b"/Descent -200/CapHeight 700/StemV 80>>",
        _stream(_to_unicode({char for page in pages for line in page for char in line})),
        _stream(
            b"\xff", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
        ),
    ]
    for number, lines in enumerate(pages):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R"
            b"/Resources<</Font<</F 3 0 R>>/XObject<</I 7 0 R>>>>>>" % (9 + 2 * number)
        )
        objects.append(_stream(_lines(lines) if lines else _IMAGE_ONLY))
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (b"11" * 32, b"22" * 32)
    named = b"/Info %d 0 R" % (len(objects) + 1) if info else b""
    return _file([*objects, b"<<%s>>" % info] if info else objects, lock if encrypted else named)


def _lines(lines: Sequence[str]) -> bytes:
    shown = [b"<%s> Tj 0 -14 Td" % line.encode("utf-16-be").hex().encode() for line in lines]
    return b"BT /F 10 Tf 20 780 Td " + b" ".join(shown) + b" ET"


def _to_unicode(characters: set[str]) -> bytes:
    codes = [b"<%04x> <%04x>" % (ord(char), ord(char)) for char in sorted(characters)]
    maps = b"".join(
        b"%d beginbfchar\n%s\nendbfchar\n"
        % (len(codes[start : start + 100]), b"\n".join(codes[start : start + 100]))
        for start in range(0, len(codes), 100)
    )
    return (
        b"/CIDInit /ProcSet findresource begin begincmap /CMapName /A def\n"
        b"1 begincodespacerange <0000> <ffff> endcodespacerange\n" + maps + b"endcmap end"
    )


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def _file(objects: Sequence[bytes], trailer: bytes) -> bytes:
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, len(data))
    )


def ofd(*pages: Sequence[str], author: str = "") -> bytes:
    """An OFD file of some pages, each of lines from top to bottom; `|` in one is a gap between two runs."""
    namespace = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    named = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    parts = {
        "OFD.xml": f"<ofd:OFD {namespace}><ofd:DocBody>"
        f"<ofd:DocInfo><ofd:Author>{author}</ofd:Author></ofd:DocInfo>"
        "<ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {namespace}><ofd:Pages>{named}</ofd:Pages></ofd:Document>",
    }
    for n, lines in enumerate(pages):
        shown = "".join(
            f'<ofd:TextObject Boundary="{20 + 50 * place} {20 + 8 * row} {5 * len(run)} 6">'
            f'<ofd:TextCode X="0" Y="5">{run}</ofd:TextCode></ofd:TextObject>'
            for row, line in enumerate(lines)
            for place, run in enumerate(line.split("|"))
        )
        content = f"<ofd:Content><ofd:Layer>{shown}</ofd:Layer></ofd:Content>"
        parts[f"Doc_0/Pages/Page_{n}/Content.xml"] = f"<ofd:Page {namespace}>{content}</ofd:Page>"
    return archive(parts)


def docx(body: str = "<w:p><w:r><w:t>正文</w:t></w:r></w:p>", declaration: str = "", **parts: str) -> bytes:
    """A Word file whose body is this XML; `parts` are bodies of others, by name (`footnotes`)."""
    wrapped = {
        f"word/{name}.xml": f'<?xml version="1.0"?>{declaration}<w:document xmlns:w="{_WORD}" '
        f'xmlns:mc="{_COMPATIBILITY}"><w:body>{content}</w:body></w:document>'
        for name, content in {"document": body, **parts}.items()
    }
    return archive(wrapped)


def paragraph(*runs: str) -> str:
    """A paragraph of a Word file, each text a run of its own."""
    return f"<w:p>{''.join(f'<w:r><w:t>{text}</w:t></w:r>' for text in runs)}</w:p>"


def archive(files: dict[str, str], claimed_size: int | None = None) -> bytes:
    """A zip archive; its directory claims another size for each file, if one is given."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
        for entry in target.filelist if claimed_size else ():
            entry.file_size = claimed_size or 0
    return written.getvalue()


def unpacked(package: bytes) -> dict[str, str]:
    """The files of an archive."""
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        return {name: source.read(name).decode() for name in source.namelist()}


def xlsx(sheets: dict[str, Sequence[Sequence[object]]], hidden: Sequence[str] = ()) -> bytes:
    """An Excel file of sheets by name, each of rows of cells."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row in rows:
            sheet.append(row)
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def with_hidden(rows: Sequence[Sequence[object]], columns: str = "", lines: Sequence[int] = ()) -> bytes:
    """An Excel file of rows of which these columns (letters) and lines (from 1) are hidden."""
    workbook = Workbook()
    for row in rows:
        workbook.worksheets[0].append(row)
    for column in columns:
        workbook.worksheets[0].column_dimensions[column].hidden = True
    for line in lines:
        workbook.worksheets[0].row_dimensions[line].hidden = True
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def far_apart() -> bytes:
    """An Excel file with something in its first cell and its last: 17 billion cells, if all are kept."""
    workbook = Workbook()
    workbook.worksheets[0]["A1"] = workbook.worksheets[0]["XFD1048576"] = "字"
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()
