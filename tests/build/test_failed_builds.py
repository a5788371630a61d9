"""A build that goes wrong, at whatever moment: the old site stays, and one plain sentence says why."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from generator import workers
from generator.cli import main
from generator.outputs.manifest import verify

from .sources import AS_OF, CONFIG
from .trees import build, command, copy_project, manifest, record, run, snapshot, write_tree

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX systems")


@pytest.fixture
def old_site(tmp_path: Path) -> Path:
    """The site of a small tree, alone in a folder, where the next build is to put another."""
    site = tmp_path / "public" / "site"
    assert build(write_tree(tmp_path / "small"), site) == 0
    return site


def _sample(site: Path, *options: object) -> list[object]:
    """The arguments that build the sample county."""
    return ["build", "--config", CONFIG, "--output", site, "--as-of", AS_OF, *options]


def _assert_untouched(site: Path, before: dict[str, bytes]) -> None:
    assert snapshot(site) == before
    assert [path.name for path in site.parent.iterdir()] == [site.name]


def _assert_one_sentence(errors: str) -> None:
    lines = errors.strip().splitlines()
    assert lines
    assert lines[-1].startswith("disclosure: ")
    assert "Traceback" not in errors
    assert "程序内部出错" not in errors


def test_faulty_record_leaves_the_old_site(
    old_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(old_site)
    bad = {"finance/2026/a.md": record("F-1"), "finance/2026/b.md": record("F-2", issued="2026-02-30")}
    assert build(write_tree(tmp_path / "bad", bad), old_site) == 1
    assert "b.md:6:1: " in capsys.readouterr().out
    _assert_untouched(old_site, before)


def test_warning_does_not_stop_a_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write_tree(tmp_path / "content", {"finance/2026/a.md": record("F-1", body="")})
    assert build(content, tmp_path / "site") == 0
    assert "body-empty" in capsys.readouterr().out
    assert manifest(tmp_path / "site")["files"]


@pytest.mark.parametrize(
    "place", ["content/site", "content/records/site", ".", "content", "schema/site", "theme_overrides"]
)
def test_output_inside_the_project_is_refused(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = copy_project(tmp_path / "project")
    content = write_tree(tmp_path / "project/content")
    before = snapshot(tmp_path)
    assert build(content, tmp_path / "project" / place, config=config) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert snapshot(tmp_path) == before


def test_foreign_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.docx").write_bytes(b"years of work")
    assert build(write_tree(tmp_path / "content"), mine) == 2
    assert str(mine) in capsys.readouterr().err
    assert snapshot(mine) == {"thesis.docx": b"years of work"}


def test_empty_folder_is_built_into(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    assert build(write_tree(tmp_path / "content"), tmp_path / "site") == 0
    assert (tmp_path / "site/index.html").is_file()


def _staging(site: Path) -> Path:
    return site.with_name(f".{site.name}.staging")


def _some_pages(site: Path) -> bool:
    return len(list(_staging(site).glob("records/*/index.html"))) >= 20


#: Moments of a build, by what lies in the staging folder.
MOMENTS: dict[str, Callable[[Path], bool]] = {
    "staging folder made": lambda site: _staging(site).exists(),
    "theme written": lambda site: (_staging(site) / "assets").exists(),
    "workers write pages": _some_pages,
    "index begun": lambda site: (_staging(site) / "search").exists(),
    "manifest written": lambda site: (_staging(site) / "manifest.json").exists(),
}


def _interrupted_at(
    moment: str, site: Path, arguments: list[object], end: Callable[[int], None]
) -> tuple[int, str]:
    """Start a real build, end it when the moment has come; its exit code and standard error."""
    process = subprocess.Popen(
        command(*arguments, "--jobs", 2),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    has_come = MOMENTS[moment]
    while process.poll() is None and not has_come(site):
        time.sleep(0.002)
    if process.poll() is None:
        end(process.pid)
    _, errors = process.communicate(timeout=60)
    return process.returncode, errors


@posix_only
@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_build_leaves_a_whole_site_and_the_next_one_succeeds(
    moment: str, old_site: Path, tmp_path: Path
) -> None:
    before = snapshot(old_site)
    numbers = range(workers.SMALL + 10)  # enough for workers
    content = write_tree(tmp_path / "new", {f"finance/2026/{n}.md": record(f"F-{n}") for n in numbers})
    new = [*_sample(old_site), "--content", content]
    code, _ = _interrupted_at(moment, old_site, new, lambda pid: os.kill(pid, signal.SIGKILL))
    if code:
        assert snapshot(old_site) == before
        assert main([str(part) for part in new]) == 0
    assert verify(old_site) == []  # or it was done before it could be killed
    assert len(list(old_site.glob("records/*/index.html"))) == len(numbers)
    assert [path.name for path in old_site.parent.iterdir()] == [old_site.name]


@posix_only
@pytest.mark.parametrize("moment", ["theme written", "workers write pages", "index begun"])
@pytest.mark.parametrize("way", ["Ctrl-C", "kill"])
def test_interrupted_build_cleans_up_after_itself(moment: str, way: str, old_site: Path) -> None:
    before = snapshot(old_site)
    end = {
        "Ctrl-C": lambda pid: os.killpg(pid, signal.SIGINT),
        "kill": lambda pid: os.kill(pid, signal.SIGTERM),
    }
    code, errors = _interrupted_at(moment, old_site, _sample(old_site), end[way])
    assert code == 130
    assert errors.strip().splitlines()[-1] == "disclosure: 已中断"
    assert "Traceback" not in errors
    _assert_untouched(old_site, before)


@posix_only
@pytest.mark.parametrize("size", [3_000, 150_000], ids=["theme", "worker"])
def test_file_that_cannot_be_written_leaves_the_old_site(size: int, old_site: Path, tmp_path: Path) -> None:
    import resource  # not on Windows

    before = snapshot(old_site)
    records = {f"finance/2026/{n}.md": record(f"F-{n}", body="正文。" * 20) for n in range(210)}
    records["finance/2026/long.md"] = record("F-long", body="一段很长的正文。\n\n" * 10_000)
    content = write_tree(tmp_path / "content", records)
    done = run(
        *("build", "--config", CONFIG, "--content", content, "--output", old_site, "--as-of", AS_OF),
        *("--no-search", "--jobs", 2),
        preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size)),
    )
    assert done.returncode == 3, done.stderr
    _assert_one_sentence(done.stderr)
    _assert_untouched(old_site, before)


@pytest.fixture(params=[200, 2000, 5000])
def full_disk(old_site: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """The old site on a disk with so many KiB left, too few for another; where mounting is permitted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    pages = sum(-(-path.stat().st_size // 4096) for path in old_site.rglob("*"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={pages * 4 + request.param}k", "none", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not permitted here")
    shutil.copytree(old_site, folder / "site")
    yield folder / "site"
    subprocess.run(["umount", str(folder)], check=True)


def test_full_disk_leaves_the_old_site(full_disk: Path) -> None:
    before = snapshot(full_disk)
    done = run(*_sample(full_disk))
    assert done.returncode == 3, done.stderr
    _assert_one_sentence(done.stderr)
    _assert_untouched(full_disk, before)


BROKEN_TEMPLATES = {
    "syntax": ("disclosure/record.html", lambda text: text + "{% if %}", "record.html"),
    "unknown word": ("disclosure/list.html", lambda text: text + "{{ text.no_such_word }}", "no_such_word"),
    "missing template": ("disclosure/tree.html", None, "tree.html"),
    "mark left out": ("frame.html", lambda _: "{% extends 'main.html' %}", "disclosure:"),
    "syntax of the frame": ("main.html", lambda text: text + "{% endblock %}", "main.html"),
    "home without marks": ("home.html", lambda text: text.replace("disclosure:", "x:"), "disclosure:"),
}


@pytest.mark.parametrize("fault", BROKEN_TEMPLATES)
def test_broken_template_is_named_in_a_plain_sentence(
    fault: str, old_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(old_site)
    config = copy_project(tmp_path / "project")
    name, change, named = BROKEN_TEMPLATES[fault]
    template = config.parent / "theme_overrides" / name
    if change:
        template.write_text(change(template.read_text("utf-8")), "utf-8")
    else:
        template.unlink()
    content = tmp_path / "small"  # the old site's
    capsys.readouterr()
    assert build(content, old_site, config=config) == 3
    said = capsys.readouterr().err
    assert named in said
    _assert_one_sentence(said)
    _assert_untouched(old_site, before)
