"""The check of attachments' texts: the same problems and the same blocks whatever the cache holds."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from factory import BUDGET, NOTICE, ContentTree, notice, record

from generator.cli import main
from generator.ingest import digest_cache
from generator.ingest.attachment_text import cache, reader
from generator.ingest.attachment_text.reader import ReaderUnavailable
from generator.ingest.attachment_text.texts import attachment_blocks
from generator.ingest.settings import BadSettings, load_settings
from generator.model.records import Attachment
from ingest.attachments import docx, paragraph, pdf, xlsx
from ingest.test_attachment_reader import PROGRAM

_SOUND = reader.PROGRAM
_FOLDER = "records/finance/2026/budget"
FILES = {
    "a.pdf": pdf(["正文一"]),
    "b.PDF": pdf([]),
    "c.docx": docx(paragraph("正文二")),
    "d.docx": docx("<w:p>"),
    "e.xlsx": xlsx({"表": [["正文三"]]}),
    "f.csv": "正文四,x".encode("gb18030"),
    "g.pdf": pdf(["正文五"], encrypted=True),
    "h.txt": "不读".encode(),
}
PROBLEMS = [
    f"{BUDGET}:10:3 attachment-without-text",
    f"{BUDGET}:12:3 attachment-unreadable",
    f"{BUDGET}:15:3 attachment-encrypted",
]


@pytest.fixture(autouse=True)
def run_of_its_own(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test is a run: it begins without the folder of another."""
    monkeypatch.delenv(digest_cache.RUN, raising=False)
    yield
    os.environ.pop(digest_cache.RUN, None)


@pytest.fixture
def tree(tmp_path: Path) -> ContentTree:
    named = "".join(f"- file: {name}\n" for name in FILES)
    files = {f"{_FOLDER}/{name}": data for name, data in FILES.items()}
    return ContentTree(tmp_path, {BUDGET: record(f"attachments:\n{named}"), **files})


def folder(tree: ContentTree) -> Path:
    return tree.root / ".cache" / "attachment-text"


def blocks(tree: ContentTree) -> dict[str, tuple[str, ...]]:
    settings = load_settings(tree.config)
    gathered = tree.gather()
    return {
        attachment.file: attachment_blocks(settings, attachment)
        for found in gathered.catalog.records
        for attachment in found.attachments
    }


BLOCKS = {
    "a.pdf": ("正文一",),
    "b.PDF": (),
    "c.docx": ("正文二",),
    "d.docx": (),
    "e.xlsx": ("表", "正文三"),
    "f.csv": ("正文四", "x"),
    "g.pdf": (),
    "h.txt": (),
}


@pytest.fixture
def nobody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on a process that opens an attachment does not start."""
    monkeypatch.setattr(reader, "PROGRAM", ("nothing-of-this-name",))


def test_problems_stand_where_the_attachment_is_named(tree: ContentTree) -> None:
    assert tree.problems() == PROBLEMS
    assert blocks(tree) == BLOCKS


@pytest.mark.parametrize("jobs", [1, 2, 8])
def test_any_number_of_processes_finds_the_same(tree: ContentTree, jobs: int) -> None:
    assert tree.gather(jobs=jobs).problems == tree.gather().problems
    assert len(list(folder(tree).glob("*.json"))) == 7


def test_a_second_check_reads_no_attachment(tree: ContentTree, request: pytest.FixtureRequest) -> None:
    first = tree.gather().problems
    request.getfixturevalue("nobody_reads")
    assert tree.gather().problems == first
    assert blocks(tree) == BLOCKS


def test_blocks_need_no_check_before(tree: ContentTree) -> None:
    found = blocks(tree)
    for path in folder(tree).iterdir():
        path.unlink()
    assert blocks(tree) == found == BLOCKS


def test_the_same_bytes_under_another_ending_are_another_file(tree: ContentTree) -> None:
    tree.write({f"{_FOLDER}/c.docx": FILES["f.csv"], f"{_FOLDER}/d.docx": FILES["c.docx"]})
    assert tree.problems() == [PROBLEMS[0], f"{BUDGET}:11:3 attachment-mismatch", PROBLEMS[2]]


@pytest.mark.parametrize("content", [b"", b'["cut o', b'{"blocks": []}', b"[1]", b"\xff", b"[" * 100_000])
def test_a_broken_file_in_the_cache_is_written_anew(tree: ContentTree, content: bytes) -> None:
    tree.gather()
    for path in folder(tree).glob("*.json"):
        path.write_bytes(content)
    assert blocks(tree) == BLOCKS
    assert tree.problems() == PROBLEMS


def test_what_else_lies_in_the_cache_is_ignored(tree: ContentTree) -> None:
    folder(tree).mkdir(parents=True)
    for name in ("notes.txt", ".json", "a.pdf.v1.empty", "x.json.empty"):
        (folder(tree) / name).write_text("?", encoding="utf-8")
    (folder(tree) / "folder.json").mkdir()
    assert tree.problems() == PROBLEMS


@pytest.mark.parametrize(("library", "read"), [("pypdfium2", 3), ("python-calamine", 1)])
def test_another_version_of_a_library_reads_its_files_anew(
    tree: ContentTree, monkeypatch: pytest.MonkeyPatch, library: str, read: int
) -> None:
    tree.gather()
    installed = cache.installed
    monkeypatch.setattr(cache, "installed", lambda name: "999" if name == library else installed(name))
    assert tree.problems() == PROBLEMS
    assert len(list(folder(tree).glob("*.json"))) == 7 + read


def test_another_version_reads_anew(tree: ContentTree, monkeypatch: pytest.MonkeyPatch) -> None:
    tree.gather()
    monkeypatch.setattr(cache, "_VERSION", cache._VERSION + 1)
    tree.gather()
    assert len(list(folder(tree).glob("*.json"))) == 14


def test_a_text_that_nobody_needs_is_kept_for_a_while(tree: ContentTree) -> None:
    tree.gather()
    (old,) = folder(tree).glob(f"{_digest(tree, 'a.pdf')}*")
    (new,) = folder(tree).glob(f"{_digest(tree, 'c.docx')}*")
    used = sorted(set(folder(tree).iterdir()) - {old, new})
    for path in (old, *used):
        os.utime(path, (time.time() - 31 * 24 * 3600,) * 2)
    tree.write({f"{_FOLDER}/a.pdf": pdf(["别的"]), f"{_FOLDER}/c.docx": docx(paragraph("别的"))})
    tree.gather()
    assert not old.exists()
    assert all(path.exists() for path in (new, *used))


def test_a_text_used_lately_is_kept_however_old_it_is(tree: ContentTree) -> None:
    tree.gather()
    for path in folder(tree).iterdir():
        os.utime(path, (time.time() - 31 * 24 * 3600,) * 2)
    blocks(tree)
    kept = set(folder(tree).iterdir())
    tree.write({BUDGET: record("attachments:\n- file: a.csv\n"), f"{_FOLDER}/a.csv": "别的"})
    tree.write({f"{_FOLDER}/{name}": None for name in FILES})
    tree.gather()
    assert kept < set(folder(tree).iterdir())


def test_reading_a_text_again_the_same_day_writes_nothing(tree: ContentTree) -> None:
    tree.gather()
    an_hour_ago = time.time_ns() // 10**9 * 10**9 - 3600 * 10**9
    for path in folder(tree).iterdir():
        os.utime(path, ns=(an_hour_ago,) * 2)
    blocks(tree)
    assert {path.stat().st_mtime_ns for path in folder(tree).iterdir()} == {an_hour_ago}


def _digest(tree: ContentTree, name: str) -> str:
    return next(a.sha256 for a in tree.gather().catalog.records[0].attachments if a.file == name)


def test_a_project_that_cannot_be_written_is_checked_all_the_same(
    tree: ContentTree, request: pytest.FixtureRequest
) -> None:
    (tree.root / ".cache").write_text("a file in the way", encoding="utf-8")
    assert tree.problems() == PROBLEMS
    request.getfixturevalue("nobody_reads")  # what was read is kept for the run
    assert blocks(tree) == BLOCKS
    assert sorted(path.name for path in tree.root.iterdir()) == [".cache", "content", "site_config.yml"]


def test_a_file_that_changed_after_its_digest_was_taken_is_not_kept(tree: ContentTree) -> None:
    settings = load_settings(tree.config)
    source = tree.content / _FOLDER / "a.pdf"
    stale = Attachment(file="a.pdf", title="", source=str(source), size=1, sha256="0" * 64)
    assert attachment_blocks(settings, stale) == ("正文一",)
    assert not folder(tree).exists()


@pytest.fixture
def hostile(tree: ContentTree, monkeypatch: pytest.MonkeyPatch) -> ContentTree:
    """The record has three attachments, two of which end the process that opens them."""
    monkeypatch.setattr(reader, "PROGRAM", PROGRAM)
    tree.write(
        {
            BUDGET: record("attachments:\n- file: a.csv\n- file: segfault.csv\n- file: garbage.csv\n"),
            **{f"{_FOLDER}/{name}": None for name in FILES},
            **{f"{_FOLDER}/{name}.csv": name for name in ("a", "segfault", "garbage")},
        }
    )
    return tree


CRASHES = [f"{BUDGET}:{line}:3 attachment-unreadable" for line in (10, 11)]


def test_a_file_that_crashes_its_reader_is_reported_and_the_others_are_read(hostile: ContentTree) -> None:
    assert hostile.problems() == CRASHES
    assert blocks(hostile) == {"a.csv": ("read a",), "segfault.csv": (), "garbage.csv": ()}


def test_a_run_opens_a_file_that_crashed_once_only(
    hostile: ContentTree, request: pytest.FixtureRequest
) -> None:
    hostile.problems()
    request.getfixturevalue("nobody_reads")
    assert hostile.problems() == CRASHES
    assert blocks(hostile)["segfault.csv"] == ()


def test_the_next_run_opens_it_again(hostile: ContentTree, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile.problems()
    assert len(list(folder(hostile).iterdir())) == 1
    monkeypatch.delenv(digest_cache.RUN)
    monkeypatch.setattr(reader, "PROGRAM", _SOUND)
    assert hostile.problems() == []
    assert blocks(hostile)["segfault.csv"] == ("segfault",)


def test_a_reader_that_does_not_start_ends_the_check_with_a_sentence(
    tree: ContentTree, request: pytest.FixtureRequest, capfd: pytest.CaptureFixture[str]
) -> None:
    request.getfixturevalue("nobody_reads")
    with pytest.raises(ReaderUnavailable):
        blocks(tree)
    assert main(["check", "--config", str(tree.config)]) == 3
    said = capfd.readouterr().err
    assert "附件读取程序无法启动" in said
    assert "nothing-of-this-name" in said
    assert "程序内部出错" not in said


def test_a_record_whose_body_is_not_public_keeps_its_attachments_to_itself(
    tree: ContentTree, request: pytest.FixtureRequest
) -> None:
    named = "".join(f"- file: {name}\n" for name in FILES)
    request.getfixturevalue("nobody_reads")
    tree.write({BUDGET: record(f"disclosure: {{mode: on_request}}\nattachments:\n{named}")})
    assert tree.problems() == []


def test_the_setting_turns_it_off(tree: ContentTree, request: pytest.FixtureRequest) -> None:
    tree.configure(search_attachments=False)
    assert tree.problems() == [PROBLEMS[2]]
    request.getfixturevalue("nobody_reads")
    assert tree.problems() == [PROBLEMS[2]]
    assert set(blocks(tree).values()) == {()}
    assert not folder(tree).exists()


def test_the_setting_is_yes_or_no(tree: ContentTree) -> None:
    tree.configure(search_attachments="sometimes")
    with pytest.raises(BadSettings, match="wrong-type"):
        load_settings(tree.config)


def test_each_record_is_told_of_a_file_that_both_have(tree: ContentTree) -> None:
    tree.write(
        {
            NOTICE: notice("attachments:\n- title: 甲\n  file: notice/x.pdf\n"),
            "records/water/2026/notice/x.pdf": FILES["g.pdf"],
        }
    )
    assert tree.problems() == [*PROBLEMS, f"{NOTICE}:10:3 attachment-encrypted"]


def test_the_libraries_that_open_files_are_loaded_by_their_own_process_only() -> None:
    code = "import generator.ingest.gather, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert "generator.ingest.attachment_text.reader" in loaded.split()
    assert not {"pypdfium2", "python_calamine"} & set(loaded.split())
