"""A check that has a cache says what one without says, whatever happens between two checks."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from factory import AS_OF, BUDGET, NOTICE, SCHEMA, TABLE, ContentTree, notice, record, schemas_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.ingest import source_cache
from generator.ingest.gather import Gathered, check, gather_known
from generator.ingest.schema import load_schemas
from generator.ingest.settings import load_settings
from generator.ingest.source import Ingest, SourceRecord
from generator.model.problems import Problem
from generator.model.settings import Settings
from ingest.example import Example
from ingest.test_rules import EXAMPLES

TOGETHER = 10_000_000  # nanoseconds; the clock of files here ticks every four milliseconds
SHEET = TABLE.replace(".txt", ".xlsx")
PICTURE = TABLE.replace("table.txt", "point.png")
POINT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060"
    "0000000500017a5eab3f0000000049454e44ae426082"
)


@pytest.fixture(autouse=True)
def _fine_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two changes bear different times when they lie a hundredth of a second apart, and not only two."""
    monkeypatch.setattr(source_cache, "_GRAIN", TOGETHER)


def pause() -> None:
    """Let a change lie far enough back for its time to prove something."""
    time.sleep(3 * TOGETHER / 1e9)


class Checks:
    """Checks of a tree; `read` are the files that the last one had to read."""

    def __init__(self, tree: ContentTree) -> None:
        self.tree, self.read = tree, [""]

    def warm(self, as_of: date = AS_OF) -> tuple[Problem, ...]:
        """A check that has what earlier ones have kept."""
        self.read = []
        read = Ingest.read

        def noted(ingest: Ingest, path: str) -> SourceRecord:
            self.read.append(os.path.relpath(path, self.tree.content))
            return read(ingest, path)

        with patch.object(Ingest, "read", noted):
            return self._check(as_of)

    def known(self, as_of: date = AS_OF) -> Gathered:
        """The catalog, of whose files those that did not change are not checked again."""
        options = self._settings()
        return gather_known(options, schemas_of(options), as_of, jobs=1)

    def cold(self, as_of: date = AS_OF) -> tuple[Problem, ...]:
        """A check that knows of none before it."""
        shutil.rmtree(self.tree.root / ".cache" / "none", ignore_errors=True)
        with patch.object(source_cache, "_FOLDER", "none"):
            return self._check(as_of)

    def _check(self, as_of: date) -> tuple[Problem, ...]:
        options = self._settings()
        return check(options, schemas_of(options), as_of, jobs=1)

    def _settings(self) -> Settings:
        internal = self.tree.root / "internal"
        return load_settings(self.tree.config, internal=internal if internal.is_dir() else None)

    @property
    def file(self) -> Path:
        """The cache, where there has been but one."""
        (file,) = (self.tree.root / ".cache" / "check").iterdir()
        return file


def new_tree(root: Path) -> ContentTree:
    root.mkdir()
    return ContentTree(root)


@pytest.fixture
def checks(tmp_path: Path) -> Checks:
    """A tree of two records that has been checked once, its files being older than that."""
    checks = Checks(new_tree(tmp_path / "county"))
    pause()
    assert checks.warm() == ()
    return checks


@pytest.mark.parametrize(
    "example",
    [
        pytest.param(example, id=f"{example.rule}-{example.at}")
        for example in EXAMPLES
        if example.before is None
    ],
)
def test_every_rule_says_the_same_of_a_file_that_is_not_read_again(example: Example, tmp_path: Path) -> None:
    tree = ContentTree(tmp_path)
    tree.configure(**example.settings)
    tree.write(example.breaks)
    pause()
    checks = Checks(tree)
    gathered = tree.gather(example.as_of)
    found = gathered.problems
    assert [checks.warm(example.as_of), checks.warm(example.as_of)] == [found, found]
    assert checks.known(example.as_of) == gathered


def test_nothing_is_read_twice(checks: Checks) -> None:
    assert sorted(checks.read) == [BUDGET, NOTICE]
    assert checks.warm() == ()
    assert checks.read == []


def test_records_of_files_that_are_not_checked_again_are_whole(checks: Checks) -> None:
    attached = record("attachments: [{file: table.txt, title: 附表}]\n", body="![一点](budget/point.png)\n")
    report = notice(
        "kind: annual_report\nperiod: 2025\ndata: {proactive: {fees: 12.50}, requests: {}, reviews: {}}\n"
    )
    checks.tree.write({BUDGET: attached, NOTICE: report, TABLE: "一\n", PICTURE: POINT})
    pause()
    checks.warm()
    gathered = checks.tree.gather()
    with patch.object(Ingest, "read", side_effect=AssertionError("checked again")):
        assert checks.known() == gathered
    budget, annual_report = gathered.catalog.records
    assert (len(budget.attachments), len(budget.images)) == (1, 1)
    assert annual_report.data["proactive"]["fees"] == Decimal("12.50")


def test_only_what_changed_is_read(checks: Checks) -> None:
    checks.tree.write({NOTICE: notice(issued="2026年")})
    assert [problem.rule for problem in checks.warm()] == ["invalid-date"]
    assert checks.read == [NOTICE]


# --- what may happen between two checks ---------------------------------------------------------------------

Edit = Callable[[ContentTree], Any]


def _put(path: str, content: Any) -> Edit:
    return lambda tree: tree.write({path: content})


def _remove(path: str) -> Edit:
    return lambda tree: (tree.content / path).unlink(missing_ok=True)


def _move(path: str, target: str) -> Edit:
    def move(tree: ContentTree) -> None:
        if (tree.content / path).exists():
            (tree.content / target).parent.mkdir(parents=True, exist_ok=True)
            (tree.content / path).rename(tree.content / target)

    return move


def _in_disguise(path: str, content: str) -> Edit:
    """Write other content of the same size and give the file its old time back."""

    def change(tree: ContentTree) -> None:
        file = tree.content / path
        if file.exists():
            before = file.stat()
            file.write_text(content[: before.st_size].ljust(before.st_size), encoding="ascii")
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    return change


def _set(**options: Any) -> Edit:
    return lambda tree: tree.configure(**options)


def _schema(tree: ContentTree) -> None:
    if tree.schema == SCHEMA:
        tree.extend_schema(required=["summary"])


def _link(tree: ContentTree) -> None:
    path = tree.content / NOTICE
    path.unlink(missing_ok=True)
    path.symlink_to(tree.content / BUDGET)


_PAGE = "pages/guide.md"
EDITS: Mapping[str, Edit] = {
    "body": _put(BUDGET, record(body="另一段正文 **没有结束。\n")),
    "front matter": _put(BUDGET, record(title="县级预算", expires="2026-01-01")),
    "an error": _put(BUDGET, record(published="2027-03-05")),
    "no YAML": _put(BUDGET, "---\ntitle: [\nindex_number: F-1\n---\n"),
    "not UTF-8": _put(BUDGET, record().encode("gbk")),
    "same again": _put(BUDGET, record()),
    "same size and time": _in_disguise(BUDGET, "---\nx: 1\n---\n"),
    "rename": _move(BUDGET, "records/finance/2026/renamed.md"),
    "rename back": _move("records/finance/2026/renamed.md", BUDGET),
    "move to a wrong folder": _move(NOTICE, "records/finance/2026/moved.md"),
    "delete": _remove(NOTICE),
    "bring back": _put(NOTICE, notice()),
    "add": _put("records/water/2026/second.md", notice(index_number="W-2")),
    "add a duplicate": _put("records/water/2026/third.md", notice()),
    "link to a record": _put(
        NOTICE, notice(body="[预算](record:F-1) [文件](../../finance/2026/budget.md)\n")
    ),
    "relation": _put(NOTICE, notice("relations: [{type: replaces, target: F-1}]\n")),
    "name an attachment": _put(BUDGET, record("attachments: [{file: table.txt}]\n")),
    "name it in the body": _put(BUDGET, record(body="[表](budget/table.txt) ![图](budget/plan.png)\n")),
    "attachment": _put(TABLE, b"cells"),
    "attachment changed": _put(TABLE, b"other cells"),
    "attachment in disguise": _in_disguise(TABLE, "X" * 20),
    "attachment empty": _put(TABLE, b""),
    "attachment removed": _remove(TABLE),
    "attachment of a like name": _put("records/finance/2026/budget/tables.txt", b"cells"),
    "attachment of a like name removed": _remove("records/finance/2026/budget/tables.txt"),
    "image": _put("records/finance/2026/budget/plan.png", b"\x89PNG\r\n\x1a\n"),
    "image removed": _remove("records/finance/2026/budget/plan.png"),
    "searched attachment": _put(BUDGET, record("attachments: [{file: table.xlsx}]\n")),
    "damaged sheet": _put(SHEET, b"no sheet"),
    "other sheet": _put(SHEET, b"no sheet, again"),
    "link to prose": _put(BUDGET, record(body="[指南](../../../pages/guide.md)\n")),
    "prose": _put(_PAGE, "# 指南\n"),
    "prose removed": _remove(_PAGE),
    "category gone": _put("catalog/categories.yml", "- id: finance\n  name: 财政信息\n"),
    "category back": _put(
        "catalog/categories.yml",
        "- id: finance\n  name: 财政信息\n  children:\n  - {id: budget, name: 预算}\n",
    ),
    "catalog broken": _put("catalog/departments.yml", "- id: ["),
    "catalog mended": _put(
        "catalog/departments.yml",
        "- {id: finance, name: 财政局, kind: department}\n- {id: water, name: 水利局, kind: department}\n",
    ),
    "settings": _set(attachment_types=["pdf"], rules={"wrong-folder": "off"}),
    "small records": _set(max_record_size=100),
    "small attachments": _set(max_attachment_size=6),
    "default settings": _set(),
    "schema": _schema,
    "a link in a file's place": _link,
}


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.booleans()), min_size=1, max_size=8))
def test_after_any_edits_the_answer_is_that_of_a_cold_check(
    steps: list[tuple[str, bool]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Each step: an edit, and whether time passes before the next check."""
    checks = Checks(ContentTree(tmp_path_factory.mktemp("tree")))
    checks.warm()
    for name, waits in steps:
        EDITS[name](checks.tree)
        if waits:
            pause()
        assert checks.warm() == checks.cold(), name


def test_every_edit_in_turn(checks: Checks) -> None:
    for name, edit in EDITS.items():
        edit(checks.tree)
        assert checks.warm() == checks.cold(), name
        pause()
        assert checks.warm() == checks.cold(), name


def test_a_change_of_the_same_moment_and_size_is_seen(checks: Checks) -> None:
    """The times of two changes may be equal; the first was checked between them."""
    path = checks.tree.content / BUDGET
    checks.tree.write({BUDGET: record(published="2026-03-06")})
    moment = path.stat()
    with patch.object(source_cache, "_GRAIN", 10**12):
        assert checks.warm() == ()
    checks.tree.write({BUDGET: record(published="2027-03-06")})
    looks = os.stat_result((*moment[:6], moment.st_size, *moment[7:10]))
    assert path.stat().st_size == looks.st_size
    with patch.object(source_cache.os, "lstat", lambda _: moment):
        assert [problem.rule for problem in checks.warm()] == ["wrong-folder", "published-in-future"]


def test_new_times_alone_are_no_change(checks: Checks) -> None:
    for path in checks.tree.content.rglob("*.md"):
        os.utime(path)
    checks.warm()
    assert checks.read == []


def test_a_copy_of_the_project_has_findings_of_its_own(checks: Checks, tmp_path: Path) -> None:
    checks.tree.write({BUDGET: record(title="预算 # 初稿")})
    found = checks.warm()
    moved = new_tree(tmp_path / "copy")
    shutil.copytree(checks.tree.root, moved.root, dirs_exist_ok=True)
    again = Checks(moved).warm()
    assert [problem.rule for problem in again] == [problem.rule for problem in found] != []
    assert all(Path(problem.path).is_relative_to(moved.content) for problem in again)


# --- what all findings share --------------------------------------------------------------------------------


def test_another_day_is_another_check(checks: Checks) -> None:
    checks.tree.write({BUDGET: record("expires: 2026-11-22\n")})
    days = [date(2026, 11, day) for day in (22, 23, 22)]
    assert [len(checks.warm(day)) for day in days] == [0, 1, 0]
    assert checks.read == []


@pytest.mark.parametrize("what", ["_libraries", "_program"])
def test_another_program_reads_everything(what: str, checks: Checks, tmp_path: Path) -> None:
    other = tmp_path / "rules.py"
    other.write_text("RULES = []")
    pause()
    with patch.object(source_cache, what, lambda: [other] if what == "_program" else [other.name]):
        checks.warm()
    assert sorted(checks.read) == [BUDGET, NOTICE]


def test_a_program_that_is_being_written_keeps_nothing(checks: Checks, tmp_path: Path) -> None:
    other = tmp_path / "rules.py"
    other.write_text("RULES = []")
    later = time.time() + 60
    os.utime(other, (later, later))
    with patch.object(source_cache, "_program", lambda: [other]):
        for _ in range(2):
            checks.warm()
            assert len(checks.read) == 2


def test_the_program_is_all_that_decides_what_is_found() -> None:
    files = {path.name for path in source_cache._program()}
    assert {"source.py", "rules_of_fields.py", "records.py", "sanitise.py"} <= files
    assert not any(name.endswith(".pyc") for name in files)
    assert any(name.startswith("cmarkgfm-") for name in source_cache._libraries())


def test_few_caches_are_kept(checks: Checks) -> None:
    for day in range(1, 9):
        checks.warm(date(2026, 11, day))
    assert len(list((checks.tree.root / ".cache" / "check").iterdir())) == 4


# --- a cache that is not what it was ------------------------------------------------------------------------


def _sealed(head: bytes, *rows: object) -> bytes:
    """What a forger would write: lines of any rows under a digest that is right."""
    body = b"\n".join(b"-\t" + json.dumps(row).encode() for row in rows)
    return head.rpartition(b" ")[0] + b" " + hashlib.sha256(body).hexdigest().encode() + b"\n" + body


SPOILED: Mapping[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut": lambda content: content[: len(content) // 2],
    "cut by a line": lambda content: content.rpartition(b"\n")[0],
    "one bit": lambda content: content[:-9] + bytes([content[-9] ^ 1]) + content[-8:],
    "zeros": lambda content: bytes(len(content)),
    "longer": lambda content: content + b"\n" + content.rpartition(b"\n")[2],
    "older form": lambda content: content.replace(b"check 1", b"check 0"),
    "not JSON": lambda content: _sealed(content.partition(b"\n")[0]) + b"]]",
    "pickle": lambda _: b"\x80\x05cos\nsystem\n",
    "other rows": lambda content: _sealed(content.partition(b"\n")[0], 1, [], {}, None),
    "rows of another length": lambda content: _sealed(content.partition(b"\n")[0], [1] * 3, ["a"] * 99),
    "deep": lambda content: _sealed(content.partition(b"\n")[0], json.loads("[" * 900 + "]" * 900)),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_a_spoiled_cache_counts_as_none(spoil: Callable[[bytes], bytes], checks: Checks) -> None:
    checks.tree.write({BUDGET: record(issued="2026年")})
    expected = checks.warm()
    checks.file.write_bytes(spoil(checks.file.read_bytes()))
    assert checks.warm() == expected
    assert sorted(checks.read) == [BUDGET, NOTICE]
    checks.warm()
    assert checks.read == []


def test_a_cache_of_another_tree_under_this_ones_name_counts_as_none(checks: Checks, tmp_path: Path) -> None:
    other = Checks(new_tree(tmp_path / "other"))
    other.warm()
    shutil.copy(other.file, checks.file)
    assert checks.warm() == ()
    assert len(checks.read) == 2


@pytest.mark.parametrize("place", [".cache", ".cache/check"])
def test_a_cache_that_cannot_be_written_is_none(place: str, checks: Checks) -> None:
    shutil.rmtree(checks.tree.root / ".cache")
    (checks.tree.root / place).parent.mkdir(exist_ok=True)
    (checks.tree.root / place).write_text("")
    assert checks.warm() == ()
    assert checks.warm() == ()
    assert len(checks.read) == 2


def test_a_file_that_could_not_be_read_is_tried_again(checks: Checks) -> None:
    checks.tree.write({BUDGET: record("attachments: [{file: table.txt}]\n"), TABLE: b"cells"})
    pause()
    with patch("hashlib.file_digest", side_effect=OSError(5, "Input/output error")):
        assert [problem.rule for problem in checks.warm()] == ["file-unreadable"]
    assert checks.warm() == ()


def test_processes_find_what_one_finds(tmp_path: Path) -> None:
    tree = ContentTree(tmp_path)
    tree.write({f"records/water/2026/{n}.md": notice(index_number=f"W-{n % 240 + 2}") for n in range(250)})
    options = load_settings(tree.config)
    cold = check(options, load_schemas(SCHEMA), AS_OF, jobs=2)
    assert len(cold) == 10
    assert check(options, load_schemas(SCHEMA), AS_OF, jobs=2) == cold == tree.gather().problems


#: What takes long to import, and only other commands and faulty files need.
HEAVY = (
    "jinja2",
    "jsonschema",
    "mkdocs",
    "multiprocessing",
    "numpy",
    "pypdfium2",
    "tqdm",
    "chinese_calendar",
)


def test_a_check_without_problems_imports_nothing_heavy(checks: Checks) -> None:
    script = "import sys; from generator.cli import main; code = main(); print(*sys.modules); sys.exit(code)"
    command = [sys.executable, "-c", script, "check", "--config", str(checks.tree.config)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert not set(HEAVY) & set(said.splitlines()[-1].split())
