"""What a file is by its content, for every type that a site may publish.

Our own table rather than a package: `puremagic` and `filetype` know hundreds of types but tell no OFD from
any zip, no WPS from any OLE2 file, no encrypted docx from an xls, no web page from plain text, and none of
the Chinese encodings; of what they do know we need thirty signatures.

The limits of it: a file can be two things at once. What is a PDF by its first kilobyte may be a zip by its
end, or carry a script in its midst, and plain text may be a program for whoever renames it. What is decided
here is how browsers and office programs open the file under its name, not that nothing else is in it.

Sources: WHATWG MIME Sniffing (signatures of web pages), ISO/IEC 29500-2 and [MS-OFFCRYPTO] (Office files),
GB/T 33190 (OFD), [MS-CFB] (OLE2).
"""

from __future__ import annotations

import codecs
import contextlib
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import olefile

#: Bytes at the beginning by which a type is told.
HEAD = 4096
_PDF_WITHIN = 1024
_LONGEST_TEXT = 20 * 1024 * 1024  # bytes that are decoded to see whether a file is text

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (olefile.MAGIC, "ole"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0", "tiff"),
    (b"BM", "bmp"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"{\\rtf", "rtf"),
    (b"ID3", "mp3"),
    (b"OggS", "ogg"),
    (b"\x1a\x45\xdf\xa3", "webm"),
    (b"AC10", "dwg"),
    (b"AutoCAD Binary DXF", "dxf"),
    (b"\0\0\x27\x0a", "shp"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"L\0\0\0\x01\x14\x02\0", "program"),  # a Windows shortcut
    (b"ITSF", "program"),  # compiled help, which runs scripts
    (b"#!", "script"),
    (b"<?php", "script"),
)
#: Types whose files may be text throughout.
_WRITTEN = frozenset(("pdf", "rtf", "script"))
_RIFF: Mapping[bytes, str] = {b"WEBP": "webp", b"WAVE": "wav", b"AVI ": "avi"}
_MP4_BOXES = (b"ftyp", b"moov", b"mdat", b"free", b"wide", b"skip", b"pnot")
#: What browsers take for a web page, after blanks: a tag of these, closed by a blank or `>`.
_PAGE = re.compile(
    rb"\s*<(?:!doctype html|!--|(?:html|head|body|script|iframe|style|title|table|div|font|meta|link|img"
    rb"|h1|br|p|a|b)(?=[\s>/]))",
    re.IGNORECASE,
)
_XML = re.compile(rb"\s*<(?:\?xml|kml|svg)\b", re.IGNORECASE)
_PAGE_IN_XML = re.compile(rb"<(?:!doctype\s+)?(html|svg)[\s>]", re.IGNORECASE)
_MHTML = re.compile(rb"\s*(?:MIME-Version|Content-Type|From|Date|Subject):", re.IGNORECASE)
_CONTROLS = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")

#: The types that each ending may stand for: WPS writes its own files as OLE2, newer ones as Office does.
_TEXT = frozenset(("text",))
_MEDIA = frozenset(("mp4",))
ACCEPTED: Mapping[str, frozenset[str]] = {
    "wps": frozenset(("doc", "docx")),
    "et": frozenset(("xls", "xlsx")),
    "dps": frozenset(("ppt", "pptx")),
    "jpg": frozenset(("jpeg",)),
    "tif": frozenset(("tiff",)),
    "m4a": _MEDIA,
    "mov": _MEDIA,
    "dxf": frozenset(("dxf", "text")),
    "kml": frozenset(("xml", "text")),
    **dict.fromkeys(("csv", "txt", "tsv", "json", "geojson", "ics"), _TEXT),
}
#: Types that would run, or draw a page, wherever someone opens them.
ACTIVE = frozenset(("html", "svg", "mhtml", "program", "script"))
#: Endings of Office and WPS files; all of them may be encrypted or hold macros.
OFFICE = frozenset(("doc", "docx", "wps", "xls", "xlsx", "et", "ppt", "pptx", "dps"))
#: Endings of files that programs open with the macros they hold.
PROGRAMMABLE = OFFICE | {"odt", "ods", "odp"}


def accepted_for(ending: str) -> frozenset[str]:
    """The types that a file of an ending may have."""
    return ACCEPTED.get(ending) or frozenset((ending,))


def kind_of(path: Path) -> str:
    """What a file is: one of the types above or of those told here, "unknown" where nothing tells.

    Raises OSError.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    known = _by_signature(head)
    if known == "zip":
        return _kind_of_zip(path)
    if known == "ole":
        return _kind_of_ole(path)
    if not known or (known not in _WRITTEN and b"\0" not in head and is_text(path)):
        return _kind_of_text(path, head)  # a text may begin with BM or ID3
    return known


def _by_signature(head: bytes) -> str:
    start = head.lstrip()
    if start.startswith(b"%PDF-") or (b"%PDF-" in head[:_PDF_WITHIN] and not start.startswith(b"<")):
        return "pdf"
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], "")
    if head[4:8] in _MP4_BOXES:
        return "mp4"
    plain = head.removeprefix(codecs.BOM_UTF8)
    found = next((kind for signature, kind in _SIGNATURES if plain.startswith(signature)), "")
    if not found and head[:1] == b"\xff" and head[1:2] >= b"\xe0" and head[1:2] not in (b"\xfe", b"\xff"):
        return "mp3"  # a frame without the tags before it; FF FE begins UTF-16
    return found


def _kind_of_zip(path: Path) -> str:
    """Which of the types that are zip archives a file is."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = frozenset(archive.namelist())
            stated = _stated_type(archive) if "mimetype" in names else ""
            types = _part(archive, "[Content_Types].xml") if "[Content_Types].xml" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return "broken-zip"
    office = _kind_of_package(types, names)
    if office:
        return office
    if "OFD.xml" in names:
        return "ofd"
    if any(name.lower().endswith(".kml") for name in names):
        return "kmz"
    return stated or "zip"


def _kind_of_package(types: bytes, names: frozenset[str]) -> str:
    """Word, Excel or PowerPoint, by the content type of the main part, or by its folder; "" for neither."""
    for mark, folder, kind in (
        (b"wordprocessingml.", "word/", "docx"),
        (b"spreadsheetml.", "xl/", "xlsx"),
        (b"presentationml.", "ppt/", "pptx"),
    ):
        if mark in types or any(name.startswith(folder) for name in names):
            return kind
    return ""


def _stated_type(archive: zipfile.ZipFile) -> str:
    """The type that OpenDocument and EPUB state in their first entry."""
    stated = _part(archive, "mimetype").strip()
    return {
        b"application/vnd.oasis.opendocument.text": "odt",
        b"application/vnd.oasis.opendocument.spreadsheet": "ods",
        b"application/vnd.oasis.opendocument.presentation": "odp",
        b"application/epub+zip": "epub",
    }.get(stated, "")


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """The beginning of an entry, as long as any that states types is."""
    with archive.open(name) as part:
        return part.read(1 << 20)


def _kind_of_ole(path: Path) -> str:
    """Which of the older Office types a file is; "encrypted" for a newer one behind a password."""
    with contextlib.suppress(Exception), olefile.OleFileIO(path) as ole:
        for stream, kind in (
            ("EncryptedPackage", "encrypted"),
            ("WordDocument", "doc"),
            ("Workbook", "xls"),
            ("Book", "xls"),
            ("PowerPoint Document", "ppt"),
        ):
            if ole.exists(stream):
                return kind
    return "ole"


def _kind_of_text(path: Path, head: bytes) -> str:
    plain = head.removeprefix(codecs.BOM_UTF8)
    if plain.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        plain = plain.decode("utf-16", "ignore").encode()
    if _PAGE.match(plain):
        return "html"
    if _XML.match(plain):
        found = _PAGE_IN_XML.search(plain)
        return found[1].decode().lower() if found else "xml"
    if _MHTML.match(plain) and b"multipart/related" in plain:
        return "mhtml"
    return "text" if is_text(path) else "unknown"


def is_text(path: Path) -> bool:
    """Whether a file is text in an encoding that offices write: UTF-8, UTF-16 with its mark, GB 18030."""
    with path.open("rb") as file:
        data = file.read(_LONGEST_TEXT)
    is_cut = len(data) == _LONGEST_TEXT
    for encoding in _encodings(data):
        decoder = codecs.getincrementaldecoder(encoding)()
        with contextlib.suppress(UnicodeDecodeError):
            return not _CONTROLS.search(decoder.decode(data, final=not is_cut))
    return False


def _encodings(data: bytes) -> tuple[str, ...]:
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return ("utf-16",) if is_utf16 else ("utf-8-sig", "gb18030")
