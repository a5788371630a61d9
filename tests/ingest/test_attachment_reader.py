"""A file can bring down the process that opens it, and nothing else."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from generator.ingest.attachment_text import reader as reading
from generator.ingest.attachment_text.landlock import landlock_version
from generator.ingest.attachment_text.outcome import Extract, Limits, Outcome
from generator.ingest.attachment_text.reader import Reader, ReaderUnavailable

#: Modules beside it must not stand for those of the same name in the standard library.
PROGRAM = (sys.executable, "-P", str(Path(__file__).with_name("hostile_child.py")))
#: The same on a system that knows nothing of Landlock.
WITHOUT_LANDLOCK = (
    sys.executable,
    "-c",
    "import runpy; from generator.ingest.attachment_text import landlock; landlock._call = lambda *_: -1; "
    f"runpy.run_path({PROGRAM[-1]!r}, run_name='__main__')",
)
LIMITS = Limits(seconds=1, characters=1000, memory=512 * 1024 * 1024)
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits")


@pytest.fixture
def reader() -> Iterator[Reader]:
    with Reader(LIMITS, PROGRAM) as reader:
        yield reader


def read(reader: Reader, folder: Path, name: str) -> Extract:
    path = folder / f"{name}.csv"
    path.touch()
    return reader.read(str(path), "csv")


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("segfault", Outcome.CRASHED),
        ("abort", Outcome.CRASHED),
        ("exit", Outcome.CRASHED),
        ("garbage", Outcome.CRASHED),
        ("flood", Outcome.CRASHED),
        ("deep", Outcome.CRASHED),
        ("half-character", Outcome.CRASHED),
        ("too-much", Outcome.CRASHED),
        ("no-list", Outcome.CRASHED),
        ("no-outcome", Outcome.CRASHED),
        ("sleep", Outcome.TOO_SLOW),
        pytest.param("spin", Outcome.TOO_SLOW, marks=POSIX),
        pytest.param("memory", Outcome.TOO_MUCH_MEMORY, marks=POSIX),
        ("exception", Outcome.DAMAGED),
        ("recursion", Outcome.DAMAGED),
    ],
)
def test_a_file_that_harms_its_reader_is_an_outcome_and_the_next_is_read(
    reader: Reader, tmp_path: Path, name: str, outcome: Outcome
) -> None:
    good = Extract(Outcome.TEXT, ("read good",))
    assert read(reader, tmp_path, "good") == good
    assert read(reader, tmp_path, name) == Extract(outcome)
    assert read(reader, tmp_path, "good") == good
    assert read(reader, tmp_path, "better") == Extract(Outcome.TEXT, ("read better",))


@POSIX
def test_an_endless_loop_ends_even_when_nobody_waits_for_it(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_PATIENCE", 600)
    assert read(reader, tmp_path, "spin").outcome is Outcome.TOO_SLOW


def test_what_a_library_prints_is_no_answer(reader: Reader, tmp_path: Path) -> None:
    assert read(reader, tmp_path, "print").blocks == ("read print",)


@POSIX
@pytest.mark.parametrize("program", [PROGRAM, WITHOUT_LANDLOCK], ids=["as it is", "without Landlock"])
def test_the_process_cannot_put_data_into_a_file(tmp_path: Path, program: Sequence[str]) -> None:
    (tmp_path / "victim.txt").write_text("mine")
    with Reader(LIMITS, program) as reader:
        assert read(reader, tmp_path, "append").blocks[0] in ("denied", "refused")
    assert (tmp_path / "victim.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("deed", "version"),
    [
        *((deed, 1) for deed in ("create", "remove", "rename", "symlink", "link", "folder", "program")),
        ("truncate", 3),
        ("connect", 4),
        ("listen", 4),
        ("signal", 6),
    ],
)
def test_where_linux_has_landlock_the_process_can_read_only(
    reader: Reader, tmp_path: Path, deed: str, version: int
) -> None:
    if landlock_version() < version:
        pytest.skip(f"this system has no Landlock of version {version}")
    victim = tmp_path / "victim.txt"
    victim.write_text("mine")
    found = read(reader, tmp_path, deed)
    assert found.blocks == ("denied", f"read {deed}")
    assert victim.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted((f"{deed}.csv", "victim.txt"))


def test_the_process_does_not_know_the_environment(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEPLOY_TOKEN", "secret")
    (names, _) = read(reader, tmp_path, "environment").blocks
    assert "PATH" in names.split()
    assert "DEPLOY_TOKEN" not in names


def test_a_process_that_died_while_idle_is_no_fault_of_the_next_file(reader: Reader, tmp_path: Path) -> None:
    read(reader, tmp_path, "good")
    process = reader._process
    assert process
    process.kill()
    process.wait()
    assert read(reader, tmp_path, "good").blocks == ("read good",)


def test_a_program_that_does_not_start_is_the_installations_fault(tmp_path: Path) -> None:
    with Reader(LIMITS, (sys.executable, "-c", "print('no')")) as reader, pytest.raises(ReaderUnavailable):
        read(reader, tmp_path, "good")


def test_closing_ends_the_process(tmp_path: Path) -> None:
    with Reader(LIMITS, PROGRAM) as reader:
        read(reader, tmp_path, "good")
        process = reader._process
    assert process
    assert process.returncode is not None
