"""What files really are, and what is said of those that bring down the process that looks into them."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from factory import BUDGET, ContentTree, record
from hypothesis import given
from hypothesis import strategies as st

from generator.ingest import digest_cache
from generator.ingest.attachment_text import reader
from generator.ingest.attachment_text.outcome import Limits, Outcome
from generator.ingest.inspection import files
from generator.ingest.inspection.kinds import accepted_for, kind_of
from generator.ingest.inspection.look import look
from generator.ingest.inspection.seen import Fault, Finding, Seen, seen_in
from generator.ingest.settings import load_settings
from generator.model.settings import PUBLISHABLE_TYPES
from generator.reporting.describe import describe
from ingest.attachments import docx, paragraph, pdf, xlsx
from ingest.office import doc, packed, ppt, with_macros, xls
from ingest.photographs import picture
from ingest.test_attachment_reader import PROGRAM

_PACKAGE = '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{}"/></Types>'
#: A file of every type that a site may publish.
SAMPLES: dict[str, bytes] = {
    "pdf": b"%PDF-1.7\n",
    "ofd": packed({"OFD.xml": "<OFD/>", "Doc_0/Document.xml": "<a/>"}),
    "doc": doc(),
    "docx": docx(),
    "wps": doc(),
    "xls": xls(),
    "xlsx": xlsx({"表": [[1]]}),
    "et": xls(),
    "ppt": ppt(),
    "pptx": packed({"[Content_Types].xml": _PACKAGE.format("presentationml.presentation.main+xml")}),
    "dps": ppt(),
    "csv": "项目,金额\n".encode("gb18030"),
    "txt": "正文".encode("utf-16"),
    "zip": packed({}),
    "png": picture("PNG"),
    "jpg": picture("JPEG"),
    "jpeg": picture("JPEG"),
    "gif": picture("GIF"),
    "webp": picture("WEBP"),
    "mp3": b"\xff\xfb\x90\0",
    "mp4": b"\0\0\0\x18ftypmp42",
    "odt": packed({"mimetype": "application/vnd.oasis.opendocument.text"}),
    "ods": packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
    "odp": packed({"mimetype": "application/vnd.oasis.opendocument.presentation"}),
    "rtf": b"{\\rtf1}",
    "tsv": b"a\tb\n",
    "json": b'{"a": 1}',
    "ics": b"BEGIN:VCALENDAR\r\n",
    "epub": packed({"mimetype": "application/epub+zip"}),
    "rar": b"Rar!\x1a\x07\x01\0",
    "7z": b"7z\xbc\xaf\x27\x1c\0\4",
    "tif": b"II*\0\x08\0\0\0",
    "tiff": b"MM\0*\0\0\0\x08",
    "bmp": b"BM\x36\0\0\0",
    "dwg": b"AC1032\0\0",
    "dxf": b"  0\r\nSECTION\r\n",
    "shp": b"\0\0\x27\x0a\0",
    "kml": b'<?xml version="1.0"?><kml/>',
    "kmz": packed({"doc.kml": "<kml/>"}),
    "geojson": b"{}",
    "wav": b"RIFF\0\0\0\0WAVE",
    "m4a": b"\0\0\0\x18ftypM4A ",
    "ogg": b"OggS\0\2",
    "webm": b"\x1a\x45\xdf\xa3\x01",
    "mov": b"\0\0\0\x08wide",
    "avi": b"RIFF\0\0\0\0AVI ",
}


def seen(folder: Path, name: str, data: bytes) -> Seen:
    path = folder / name
    path.write_bytes(data)
    return look(path, name.rpartition(".")[2], Limits())


def test_every_type_that_a_site_may_publish_has_a_sample() -> None:
    assert set(SAMPLES) == PUBLISHABLE_TYPES


@pytest.mark.parametrize("ending", sorted(SAMPLES))
def test_a_file_is_of_its_type_and_of_no_other(tmp_path: Path, ending: str) -> None:
    assert seen(tmp_path, f"a.{ending}", SAMPLES[ending]).findings == ()
    kind = kind_of(tmp_path / f"a.{ending}")
    for other in SAMPLES:
        path = tmp_path / f"a.{ending}"
        faults = [finding.fault for finding in look(path, other, Limits()).findings]
        assert faults == ([] if kind in accepted_for(other) else [Fault.MISMATCH])


@pytest.mark.parametrize(
    "text",
    [
        "BM 是拼音",
        "ID3 标签",
        "MZ 是程序的开头",
        "RIFF",
        "AC1032",
        "a,b,free",
        "12:30 <p>",
        "<项目>",
        "#1 井",
        "<b",
    ],
)
def test_text_that_begins_like_something_else_is_text(tmp_path: Path, text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        assert seen(tmp_path, "a.txt", text.encode(encoding)).findings == ()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("<!doctype HTML>", "html"),
        ("\n\t <html lang=zh>", "html"),
        ("<!-- x --><script>", "html"),
        ("<table border=1>", "html"),
        ("<?xml version='1.0'?>\n<svg onload='a'/>", "svg"),
        ("<svg>", "svg"),
        ("<?xml version='1.0'?><!DOCTYPE html><html/>", "html"),
        ("MIME-Version: 1.0\r\nContent-Type: multipart/related", "mhtml"),
        ("#!/bin/sh\n", "script"),
        ("<?php echo 1;", "script"),
    ],
)
@pytest.mark.parametrize("ending", ["txt", "csv", "pdf", "xls", "jpg", "zip"])
def test_a_page_or_a_script_is_told_under_any_ending(
    tmp_path: Path, content: str, kind: str, ending: str
) -> None:
    for encoding in ("utf-8", "utf-8-sig"):
        (finding,) = seen(tmp_path, f"a.{ending}", content.encode(encoding)).findings
        assert (finding.fault, finding.detail) == (Fault.DISGUISED, kind)


def test_a_page_in_utf_16_is_told(tmp_path: Path) -> None:
    (finding,) = seen(tmp_path, "a.txt", "<html><script>".encode("utf-16")).findings
    assert finding.fault is Fault.DISGUISED


@given(data=st.binary(max_size=200), start=st.sampled_from([b"", *SAMPLES.values()]))
def test_whatever_bytes_a_file_has_it_is_something(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, start: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.pdf"
    path.write_bytes(start + data)
    found = look(path, "pdf", Limits())
    assert seen_in(found.plain()) == found


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        {},
        *({**Seen().plain(), "pages": pages} for pages in ("1", -1, None)),
        {**Seen().plain(), "sheets": [1]},
        {**Seen().plain(), "findings": [{"fault": "no", "detail": ""}]},
        {**Seen().plain(), "people": ["\ud800"]},
    ],
)
def test_an_answer_that_is_none_is_refused(answer: object) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        seen_in(answer)


def test_macros_are_told_by_names_before_anything_is_read(tmp_path: Path) -> None:
    types = b"<Types/>".ljust(2 << 20)
    package = with_macros(docx(), "[Content_Types].xml", types)
    checksum = struct.pack("<I", zlib.crc32(types))
    for data, wrong, fault in (
        (with_macros(package), b"\0\0\0\0", Fault.MACROS),
        (with_macros(with_macros(docx(), "[Content_Types].xml", bytes(64 << 20))), checksum, Fault.MACROS),
        (package, b"\0\0\0\0", Fault.MACROS_UNKNOWN),
    ):
        (finding,) = seen(tmp_path, "a.docx", data.replace(checksum, wrong)).findings
        assert finding.fault is fault


_LAUNCH = b"<</S/Launch/F(a.exe)>>"


@pytest.mark.parametrize(
    "catalog",
    [
        b"/X(stream\n)/OpenAction" + _LAUNCH,
        b"/X(endstream stream\r\n)/OpenAction<</S/L#61#75nch/F(a.exe)>>",
        b"/X<</Type/Obj#53tm/Y(stream\n)>>>>endobj 99 0 obj<</Type/ObjStm>>stream\n"
        + zlib.compress(b"1 0 " + _LAUNCH)
        + b"\nendstream",
    ],
    ids=["a string that says stream", "a name in numbers", "an object stream"],
)
def test_a_string_hides_no_action_of_a_pdf(tmp_path: Path, catalog: bytes) -> None:
    found = seen(tmp_path, "a.pdf", pdf(["正文"], catalog=catalog))
    assert found.findings == (Finding(Fault.ACTIVE_PDF, "launch"),)


@pytest.mark.parametrize("ending", ["odt", "ods", "odp"])
def test_macros_of_open_documents_are_told(tmp_path: Path, ending: str) -> None:
    for part in ("Basic/Standard/Module1.xml", "Scripts/python/a.py", "Object 1/Basic/a.xml"):
        (finding,) = seen(tmp_path, f"a.{ending}", with_macros(SAMPLES[ending], part)).findings
        assert finding.fault is Fault.MACROS
    harmless = with_macros(SAMPLES[ending], "Pictures/Basic.png")
    assert seen(tmp_path, f"a.{ending}", harmless).findings == ()


@pytest.fixture
def run_of_its_own(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv(digest_cache.RUN, raising=False)
    yield
    os.environ.pop(digest_cache.RUN, None)


@pytest.mark.usefixtures("run_of_its_own")
@pytest.mark.parametrize(
    ("data", "slow", "rule"),
    [
        (docx(), [files.LOOK], "attachment-unchecked"),
        (with_macros(docx()), [files.LOOK], "attachment-macros"),
        (docx(), [files.LOOK, files.MACROS], "attachment-macros-unknown"),
    ],
)
def test_a_slow_machine_refuses_no_good_file_and_passes_no_macros(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, slow: list[object], rule: str
) -> None:
    tree = ContentTree(tmp_path, {BUDGET: record("attachments:\n- file: a.docx\n")})
    tree.write({f"{BUDGET[:-3]}/a.docx": data})
    find = files._find
    monkeypatch.setattr(files, "_find", lambda *rest: Outcome.TOO_SLOW if rest[2] in slow else find(*rest))
    assert tree.problems() == [f"{BUDGET}:9:3 {rule}"]


@pytest.mark.usefixtures("run_of_its_own")
@pytest.mark.parametrize(
    ("metadata", "part", "rules"),
    [
        ("report", "docProps/custom.xml", ["attachment-author"]),
        ("strip", "docProps/custom.xml", []),
        ("strip", "word/comments.xml", ["attachment-author"]),
        ("keep", "word/comments.xml", []),
    ],
)
def test_names_that_are_published_are_told(
    tmp_path: Path, metadata: str, part: str, rules: list[str]
) -> None:
    tree = ContentTree(tmp_path, {BUDGET: record("attachments:\n- file: a.docx\n")})
    tree.configure(attachment_metadata=metadata)
    named = '<a w:author="张某某"/>' if part.startswith("word/") else "<vt:lpwstr>张某某</vt:lpwstr>"
    tree.write({f"{BUDGET[:-3]}/a.docx": with_macros(docx(paragraph("正文")), part, named.encode())})
    assert tree.problems() == [f"{BUDGET}:9:3 {rule}" for rule in rules]


@pytest.mark.usefixtures("run_of_its_own")
def test_nobody_is_told_to_set_what_is_set(tmp_path: Path) -> None:
    tree = ContentTree(tmp_path, {BUDGET: record("attachments:\n- file: a.pdf\n")})
    tree.configure(attachment_metadata="strip")
    odd = b"/Author<" + "张某".encode("utf-16").hex().encode() + b">/Nested<</A(b)>>"
    tree.write({f"{BUDGET[:-3]}/a.pdf": pdf(["正文"], info=odd)})
    (problem,) = tree.gather().problems
    hint = describe(problem, load_settings(tree.config), "zh").hint
    assert hint.endswith("attachment_metadata: strip 去不掉")


@pytest.mark.usefixtures("run_of_its_own")
def test_a_file_that_brings_down_its_process_is_reported_and_the_others_are_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = "".join(f"- file: {name}\n" for name in ("segfault.txt", "memory.txt", "sound.txt", "empty.txt"))
    tree = ContentTree(tmp_path, {BUDGET: record(f"attachments:\n{named}")})
    tree.write({f"{BUDGET[:-3]}/{name}.txt": name for name in ("segfault", "memory", "sound")})
    tree.write({f"{BUDGET[:-3]}/empty.txt": ""})
    with monkeypatch.context() as hostile:
        hostile.setattr(reader, "PROGRAM", PROGRAM)
        assert tree.problems() == [
            f"{BUDGET}:9:3 attachment-unchecked",
            f"{BUDGET}:10:3 attachment-unchecked",
            f"{BUDGET}:12:3 attachment-empty",
        ]
    monkeypatch.delenv(digest_cache.RUN)
    assert tree.problems() == [f"{BUDGET}:12:3 attachment-empty"]


def test_a_second_check_looks_into_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = ContentTree(tmp_path, {BUDGET: record("attachments:\n- file: a.txt\n- file: b.txt\n")})
    tree.write({f"{BUDGET[:-3]}/a.txt": "", f"{BUDGET[:-3]}/b.txt": "正文"})
    first = tree.problems()
    monkeypatch.setattr(reader, "PROGRAM", ("nothing-of-this-name",))
    assert tree.problems() == first == [f"{BUDGET}:9:3 attachment-empty"]


def test_what_is_not_public_is_not_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "PROGRAM", ("nothing-of-this-name",))
    extra = "disclosure: {mode: on_request}\nattachments:\n- file: a.txt\n"
    tree = ContentTree(tmp_path, {BUDGET: record(extra), f"{BUDGET[:-3]}/a.txt": ""})
    assert tree.problems() == []
