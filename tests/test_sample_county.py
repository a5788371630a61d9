"""The sample county in content/: sound, complete, and nowhere copied or real.

Days are counted as of AS_OF: the sample's own present.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from factory import AS_OF

from generator.ingest.frontmatter import split_front_matter
from generator.ingest.gather import Gathered, gather
from generator.ingest.reading import read_text
from generator.ingest.schema import load_schemas
from generator.ingest.settings import load_settings
from generator.model.records import RECORD_KINDS, Attachment, Record
from generator.reporting.describe import describe

ROOT = Path(__file__).parents[1]
SETTINGS = load_settings(ROOT / "site_config.yml")
SCHEMAS = load_schemas(SETTINGS.schema)


@cache
def gathered() -> Gathered:
    return gather(SETTINGS, SCHEMAS, AS_OF, jobs=1)


def records() -> tuple[Record, ...]:
    return gathered().catalog.records


def body(record: Record) -> str:
    text = read_text(record.path, SETTINGS.max_record_size)
    assert isinstance(text, str)
    return split_front_matter(text)[1].body


def test_check_finds_nothing_to_say() -> None:
    assert [describe(problem, SETTINGS, "zh") for problem in gathered().problems] == []


def test_it_is_as_large_as_a_county() -> None:
    catalog = gathered().catalog
    kinds = [department.kind for department in catalog.departments.values()]
    assert kinds.count("government") == 1
    assert kinds.count("department") >= 15
    assert kinds.count("township") >= 5
    assert kinds.count("village") >= 2
    assert len(list(catalog.categories)) >= 40
    assert len(records()) >= 120
    assert len({record.department for record in records()}) >= 25


@pytest.mark.parametrize("field", ["status", "kind"])
def test_every_kind_and_status_is_used(field: str) -> None:
    known = SCHEMAS.record.source["properties"][field]["enum"]
    assert {getattr(record, field) for record in records()} == set(known)
    assert set(SCHEMAS.record.source["properties"]["kind"]["enum"]) == set(RECORD_KINDS)


def test_every_optional_field_and_change_is_used() -> None:
    properties = SCHEMAS.record.source["properties"]
    used = {key for record in records() for key in record.fields}
    assert set(properties) - used == set()
    actions = {entry.action for record in records() for entry in record.history}
    assert len(actions) >= 6


def test_no_top_category_is_empty() -> None:
    filled = {record.category.split("/")[0] for record in records()}
    assert {root.path for root in gathered().catalog.categories.roots} - filled == set()


def test_every_department_has_published_something() -> None:
    assert set(gathered().catalog.departments) - {record.department for record in records()} == set()


def paragraphs(text: str) -> Iterator[str]:
    """Blocks of a body that say something of their own: without headings and the heads of tables."""
    lines = text.split("\n")
    kept = [
        "" if line.startswith("#") or re.match(r"[|: -]+$", line) or re.match(r"[|: -]+$", below) else line
        for line, below in zip(lines, [*lines[1:], ""], strict=True)
    ]
    blocks = re.split(r"\n\s*\n|\n(?=[|\-*<]|\d+\. )", "\n".join(kept))
    for block in blocks:
        said = re.sub(r"\s|[|*#>_`\-]", "", unicodedata.normalize("NFKC", block)).casefold()
        if len(said) > 20:
            yield said


def test_no_two_records_share_a_paragraph() -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for record in records():
        for paragraph in paragraphs(body(record)):
            found[paragraph].add(record.index_number)
    assert {text: numbers for text, numbers in found.items() if len(numbers) > 1} == {}


def test_paragraphs_are_told_apart_as_a_reader_would() -> None:
    text = "# 标题标题标题标题标题标题标题标题标题标题标题\n\n" + "甲" * 21 + "\n\n短\n\n- " + "乙" * 21
    assert list(paragraphs(text)) == ["甲" * 21, "乙" * 21]
    assert list(paragraphs(f"| {'表头' * 20} |\n| --- |\n| {'丙' * 21} |\n")) == ["丙" * 21]


def attachments() -> list[Attachment]:
    return [file for record in records() for file in (*record.attachments, *record.images)]


def words_of(file: Attachment) -> str:
    """The text of a spreadsheet or a document; "" of what has none to read."""
    if file.format == "XLSX":
        book = openpyxl.load_workbook(file.source, read_only=True)
        rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
        return " ".join(str(cell) for row in rows for cell in row if cell is not None)
    if file.format == "DOCX":
        with zipfile.ZipFile(file.source) as parts:
            return re.sub(r"<[^>]+>", " ", parts.read("word/document.xml").decode())
    if file.format == "CSV":
        return Path(file.source).read_text(encoding="gb18030")  # as offices' Excel writes it
    return ""


def test_there_are_attachments_of_every_office_kind() -> None:
    assert {file.format for file in attachments()} >= {"XLSX", "DOCX", "PDF", "PNG", "CSV"}


@pytest.mark.parametrize("file", attachments(), ids=lambda file: Path(file.source).parent.name)
def test_every_attachment_is_what_its_name_says(file: Attachment) -> None:
    data = Path(file.source).read_bytes()
    assert len(data) == file.size > 300
    if file.format == "PDF":
        assert data.startswith(b"%PDF-1.")
        assert data.rstrip().endswith(b"%%EOF")
    elif file.format == "PNG":
        assert data.startswith(b"\x89PNG\r\n\x1a\n")
        assert data.endswith(b"IEND\xaeB`\x82")
    elif file.format == "CSV":
        assert re.search("[一-鿿]{4}", words_of(file))
    else:
        part = {"XLSX": "xl/workbook.xml", "DOCX": "word/document.xml"}[file.format]
        with zipfile.ZipFile(file.source) as parts:
            assert parts.testzip() is None
            assert {"[Content_Types].xml", part} <= set(parts.namelist())
        assert re.search("[一-鿿]{4}", words_of(file))


# Eighteen digits with a birthday inside; mobile numbers; both as they are written in China.
_CITIZEN = re.compile(
    r"(?<![0-9])[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9]{4}[0-9Xx](?![0-9])"
)
_MOBILE = re.compile(r"(?<![0-9.])1[3-9][0-9]{9}(?![0-9])")
_TELEPHONE = re.compile(r"(?<![0-9-])0[0-9]{2,3}-[0-9]{7,8}(?![0-9])")
_HOST = re.compile(r"(?:https?://|@)([\w.-]+\.\w+)")


def texts() -> Iterator[tuple[str, str]]:
    for path in sorted(SETTINGS.content.rglob("*")):
        if path.suffix in (".md", ".yml"):
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
    yield from ((file.source, words_of(file)) for file in attachments())


def test_nobody_real_is_named_by_number() -> None:
    for path, text in texts():
        assert not _CITIZEN.search(text), path
        assert not _MOBILE.search(text), path
        real = [number for number in _TELEPHONE.findall(text) if not number.startswith("0000-")]
        assert real == [], path


def test_no_address_belongs_to_anyone() -> None:
    """RFC 2606 keeps `.example` free; the laws' own database is the one site that exists."""
    for path, text in texts():
        hosts = {host for host in _HOST.findall(text) if not host.endswith(".example")}
        assert hosts <= {"flk.npc.gov.cn"}, path


def test_numbers_that_would_be_real_are_recognised() -> None:
    assert _CITIZEN.search("身份证号11010519491231002X。")
    assert _MOBILE.search("电话13800138000")
    assert not _MOBILE.search("12345 2026030113800")
    assert _TELEPHONE.findall("0571-12345678，0000-5550101") == ["0571-12345678", "0000-5550101"]
