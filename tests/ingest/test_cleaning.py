"""Copies without what files say of themselves: nothing personal is left, and nothing else is lost."""

from __future__ import annotations

import contextlib
import io
import re
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from PIL import Image, ImageOps, PngImagePlugin

from generator.ingest.inspection import pdf_properties, people
from generator.ingest.inspection.cleaning import CLEANERS, NotCleaned, cleaned
from generator.ingest.inspection.kinds import kind_of
from generator.ingest.inspection.people import names_among, reviewers_of_package, texts_of_package
from generator.ingest.inspection.seen import Cleaned, cleaned_in
from generator.ingest.privacy.metadata import read_metadata
from ingest.attachments import docx, pdf
from ingest.office import packed

_XMP = '<x:xmpmeta><rdf:Description exif:GPSLatitude="30,1N" dc:creator="张某"/></x:xmpmeta>'.encode()
_PROFILE = b"a colour profile"


def copied(path: Path) -> bytes:
    copy = cleaned(path, kind_of(path))
    assert cleaned_in(copy.plain()) == copy
    if not copy.pieces:
        return path.read_bytes()
    written = io.BytesIO()
    with path.open("rb") as source:
        copy.written(source, written)
    data = written.getvalue()
    assert Cleaned.of(data, [range(len(data))]) == Cleaned((), copy.size, copy.sha256)
    return data


def picture(kind: str, turned: int = 1) -> bytes:
    """A photograph with everything that it could say of itself."""
    told = Image.Exif()
    told[0x013B], told[0x0112] = "张某", turned
    told.get_ifd(0x8825).update({1: "N", 2: (30.0, 1.0, 15.0), 3: "E", 4: (110.0, 1.0, 15.0)})
    image = Image.linear_gradient("L").resize((64, 48)).convert("RGB")
    options: dict[str, object] = {"exif": told.tobytes(), "icc_profile": _PROFILE}
    if kind == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", "张某")
        texts.add_itxt("XML:com.adobe.xmp", _XMP.decode())
        options["pnginfo"] = texts
    else:
        options["xmp"] = _XMP
    if kind == "JPEG":
        options |= {"comment": "张某".encode(), "progressive": True}
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


@pytest.mark.parametrize("turned", [1, 6])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_says_nothing_of_itself_and_looks_the_same(tmp_path: Path, kind: str, turned: int) -> None:
    path, copy = tmp_path / "a", tmp_path / "b"
    path.write_bytes(picture(kind, turned) + (b"what cameras add behind the end" if kind != "WEBP" else b""))
    assert read_metadata(path).has_position
    if (kind, turned) == ("WEBP", 6):
        with pytest.raises(NotCleaned):
            copied(path)
        return
    copy.write_bytes(copied(path))
    found = read_metadata(copy)
    assert (found.has_position, found.texts) == (False, ())
    for word in ("张某".encode(), b"GPS", b"cameras"):
        assert word not in copy.read_bytes()
    with Image.open(path) as old, Image.open(copy) as new:
        assert ImageOps.exif_transpose(new).tobytes() == ImageOps.exif_transpose(old).tobytes()
        assert new.info.get("icc_profile") == _PROFILE
    assert copied(copy) == copy.read_bytes()
    assert cleaned(copy, kind_of(copy)).pieces == ()


def test_a_picture_with_nothing_to_hide_is_published_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.linear_gradient("L").save(path)
    assert cleaned(path, "png").pieces == ()


def workbook(creator: str, editor: str) -> bytes:
    book = Workbook()
    book.worksheets[0]["A1"] = "正文"
    book.properties.creator, book.properties.lastModifiedBy, book.properties.title = creator, editor, "决算"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_an_office_file_loses_its_people_alone(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    path.write_bytes(workbook("张某某", "李&lt;四"))
    copy.write_bytes(copied(path))
    assert names_among(texts_of_package(path)) == ("张某某",)
    assert list(filter(None, texts_of_package(copy))) == []
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy) as new:
        assert new.testzip() is None
        assert new.namelist() == old.namelist()
        differing = {name for name in old.namelist() if old.read(name) != new.read(name)}
        assert differing == {"docProps/core.xml", "docProps/app.xml"}
    book = load_workbook(copy)
    assert (book.worksheets[0]["A1"].value, book.properties.title) == ("正文", "决算")
    assert cleaned(copy, "xlsx").pieces == ()


def test_all_properties_go_but_the_title_and_reviewers_are_told(tmp_path: Path) -> None:
    core = "<a xmlns:dc='d'><dc:title>决算</dc:title><dc:description>欧阳某的电话 139</dc:description></a>"
    parts = {
        "word/document.xml": '<w:p><w:ins w:id="1" w:author="诸葛某"/></w:p>',
        "word/comments.xml": '<w:comment w:author="张某某" w:initials="张"/>',
        "docProps/core.xml": core,
        "docProps/app.xml": "<Properties><HyperlinkBase>张某某</HyperlinkBase></Properties>",
        "docProps/custom.xml": "<Properties><property name='电话'>139</property></Properties>",
    }
    path, copy = tmp_path / "a.docx", tmp_path / "b.docx"
    path.write_bytes(packed(parts))
    copy.write_bytes(copied(path))
    with zipfile.ZipFile(copy) as archive:
        assert archive.testzip() is None
        properties = [archive.read(f"docProps/{name}.xml").decode() for name in ("core", "app", "custom")]
    for text in properties:
        ElementTree.fromstring(text)
        assert not re.search("139|某", text)
    assert "<dc:title>决算</dc:title>" in properties[0]
    assert cleaned(copy, "docx").pieces == ()
    assert set(names_among(reviewers_of_package(copy))) == {"诸葛某", "张某某"}


def test_reviewers_of_each_kind_are_told(tmp_path: Path) -> None:
    for name, content in (
        ("xl/comments1.xml", "<authors><author>张某某</author></authors>"),
        ("xl/persons/person.xml", '<person displayName="张某某" id="1"/>'),
        ("ppt/commentAuthors.xml", '<p:cmAuthor id="1" name="张某某"/>'),
        ("word/people.xml", '<w15:person w15:author="张某某"/>'),
    ):
        path = tmp_path / "a"
        path.write_bytes(packed({name: content}))
        assert list(reviewers_of_package(path)) == ["张某某"]


def test_a_signed_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    source = zipfile.ZipFile(io.BytesIO(docx()))
    parts = {name: source.read(name) for name in source.namelist()}
    path.write_bytes(packed({**parts, "_xmlsignatures/sig1.xml": "<a/>"}))
    with pytest.raises(NotCleaned):
        cleaned(path, "docx")


@given(
    data=st.binary(max_size=300),
    start=st.sampled_from([b"", *(picture(kind) for kind in ("JPEG", "PNG", "WEBP")), workbook("张某", "")]),
    kind=st.sampled_from(sorted(CLEANERS)),
    cut=st.integers(0, 3000),
)
def test_whatever_a_file_holds_there_is_a_copy_or_none(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, start: bytes, kind: str, cut: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(start[:cut] + data + start[cut:])
    size = 0
    with contextlib.suppress(
        ValueError, OSError, struct.error, zipfile.BadZipFile, zlib.error, KeyError, pypdfium2.PdfiumError
    ):
        size = cleaned(path, kind).size
    assert size < 2 * len(start + data) + 1000


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        *((name, True) for name in ("张某", "李小明", " 王建国 ", "赵某某", "欧阳某", "司马某某")),
        *(
            (name, False)
            for name in ("县财政局", "办公室", "Administrator", "openpyxl", "财务科", "", "王", "管理员")
        ),
        *((name, False) for name in ("高新区", "石湖镇", "金山办公", "张某某的电脑")),
    ],
)
def test_who_is_a_person(text: str, *, is_name: bool) -> None:
    assert bool(names_among([text])) is is_name


_INFO = (
    rb"/Title(\(2026\) \) 1)/Author (Zhang \) \(a\))/Creator(WPS)/Keywords<"
    + "张某".encode("utf-16").hex().encode()
    + b">/ModDate(D:2026)/Pages 3 /Company(b)"
)
_CREATORS = (
    b"<x:xmpmeta><dc:title>t</dc:title><dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>"
)


def test_a_pdf_names_nobody_and_is_otherwise_the_same(tmp_path: Path) -> None:
    xmp = _CREATORS % "张某".encode()
    data = pdf(["张某的报告"], ["第二页"], info=_INFO, catalog=b"/M<</Subtype /XML>>>>endobj %s" % xmp)
    (tmp_path / "a").write_bytes(data)
    copy = copied(tmp_path / "a")
    (tmp_path / "b").write_bytes(copy)
    with pypdfium2.PdfDocument(tmp_path / "b") as document:
        told = document.get_metadata_dict(skip_empty=False)
        assert document[0].get_textpage().get_text_range() == "张某的报告"
    assert (told["Title"], told["Creator"], told["ModDate"]) == ("(2026) ) 1", "WPS", "D:2026")
    assert told["Author"].strip() == told["Keywords"].strip() == ""
    assert len(copy) == len(data)
    assert [found for found in (b"Zhang", b"(b)", "张某".encode()) if found in copy] == []
    assert b"<dc:title>t</dc:title>" in copy


@pytest.mark.parametrize(
    ("info", "catalog"),
    [
        (b"/Author(Zhang)", b"/Perms<</ByteRange[0 1 2 3]>>"),  # a signature would break
        (b"/Author(Zhang)", b"/M<</Subtype/XML/Filter/FlateDecode>>"),
        (b"/Author(Zhang)/Nested<</A(b)>>", b""),
        (b"/Type/Annot/Contents(what readers see)", b""),
        (b"/Title(t)%comment\n/Company(Zhang)", b""),
        (b"/Keywords 99 0 R", b""),  # which is packed, if it is anywhere
        (b"/Keywords 99 0 R", b"/Lang 99 0 R>>endobj 99 0 obj(Zhang)endobj<<"),  # something else's, too
    ],
)
def test_a_pdf_that_is_signed_or_odd_is_left_alone(tmp_path: Path, info: bytes, catalog: bytes) -> None:
    (tmp_path / "a").write_bytes(pdf(["正文"], info=info, catalog=catalog))
    with pytest.raises(ValueError):
        copied(tmp_path / "a")


def test_properties_that_are_objects_of_their_own_go_as_well(tmp_path: Path) -> None:
    data = pdf(["正文"], info=b"/Title(t)/Keywords 99 0 R/Author 98 0 R")
    first, rest = data.split(b"xref\n", 1)
    strings = b"98 0 obj<%s>endobj\n99 0 obj\n(Zhang)\nendobj\n" % "张某".encode("utf-16").hex().encode()
    (tmp_path / "a").write_bytes(first + strings + b"xref\n" + rest)
    copy = copied(tmp_path / "a")
    assert len(copy) == len(first + strings + b"xref\n" + rest)
    assert b"99 0 obj\n(     )\nendobj" in copy
    assert [found for found in (b"Zhang", "张某".encode("utf-16").hex().encode()) if found in copy] == []


class Walked:
    """A pattern that counts the bytes it goes through."""

    def __init__(self, pattern: re.Pattern[bytes]) -> None:
        self.pattern, self.bytes = pattern, 0

    def finditer(self, data: bytes, start: int = 0, stop: int = sys.maxsize) -> Iterator[re.Match[bytes]]:
        last = start
        for found in self.pattern.finditer(data, start, stop):
            self.bytes, last = self.bytes + found.end() - last, found.end()
            yield found
        self.bytes += min(stop, len(data)) - last


@pytest.mark.parametrize(
    "hostile",
    [
        b"<dc:creator>" * 500,
        b"<dc:creator><dc:contributor>a" * 300 + b"</dc:creator></dc:contributor>" * 300,
        b"".join(b"/Info %d 0 R %d 0 obj<</A(b)>>" % (number, number) for number in range(100, 600)),
        b"/Info 8 0 R " + b"8 0 obj<</A(" * 500 + b")>>" * 500,
        b"/Info 98 0 R 98 0 obj<</A 99 0 R>>" + b"99 0 obj(" * 500 + b")" * 500,
    ],
)
def test_no_pdf_is_gone_through_more_than_some_times(monkeypatch: pytest.MonkeyPatch, hostile: bytes) -> None:
    data = pdf(["正文"]) + hostile
    watched = (
        (people, "_IN_XMP"),
        (people, "_TEXT"),
        (pdf_properties, "_OBJECT"),
        (pdf_properties, "_BRACKET"),
    )
    counts = [Walked(getattr(module, name)) for module, name in watched]
    for (module, name), counted in zip(watched, counts, strict=True):
        monkeypatch.setattr(module, name, counted)
    with contextlib.suppress(ValueError):
        list(pdf_properties.without_author(data))
    assert 0 < sum(counted.bytes for counted in counts) <= 6 * len(data)
