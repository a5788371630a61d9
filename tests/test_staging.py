from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from generator import staging
from generator.outputs.manifest import verify, write_manifest
from generator.staging import Refusal, TargetBusy, TargetRefused, only_one, staged

resource = pytest.importorskip("resource", reason="processes are killed the POSIX way")

FILESYSTEM_EVENTS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.scandir", "os.listdir"}


def build(target: Path, text: str) -> None:
    with staged(target) as folder:
        write_site(folder, text)


def write_site(folder: Path, text: str) -> None:
    (folder / "records" / "a").mkdir(parents=True)
    (folder / "index.html").write_text(text)
    (folder / "records" / "a" / "index.html").write_text(text)
    write_manifest(folder, None, "1", None, date(2026, 3, 1))


def whole_text(site: Path) -> str:
    """The text of a site that is whole."""
    assert verify(site) == []
    return (site / "records" / "a" / "index.html").read_text()


def started(action: Callable[[], None]) -> int:
    """Run `action` in a process of its own; its number."""
    pid = os.fork()
    if pid == 0:
        try:
            action()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return pid


def ended(pid: int) -> int:
    """Wait for a process; its exit status, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def in_child(action: Callable[[], None]) -> int:
    """Run `action` in a process of its own to its end; its exit status."""
    return ended(started(action))


def killed_before_step(number: int, action: Callable[[], None]) -> Callable[[], None]:
    """`action`, killed just before the file system's n-th step: Python announces each to audit hooks."""

    def run() -> None:
        steps = iter(range(number))

        def hook(event: str, _: object) -> None:
            if event in FILESYSTEM_EVENTS and next(steps, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        action()

    return run


@pytest.fixture(params=["exchange", "two renames"])
def platform(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "two renames":
        monkeypatch.setattr(staging, "_system_call", lambda _: None)
    elif sys.platform != "linux":
        pytest.skip("renameat2 is Linux's")
    return str(request.param)


def no_site(_: Path) -> None: ...


def empty_folder(target: Path) -> None:
    target.mkdir()


def old_site(target: Path) -> None:
    build(target, "old")


def between_two_renames(target: Path) -> None:
    """What a build leaves that was killed when the old site was parked and the new one not yet in place."""
    build(target, "old")
    target.rename(target.with_name(".site.old"))
    target.with_name(".site.staging").mkdir()
    write_site(target.with_name(".site.staging"), "half")


def between_two_renames_and_made_again(target: Path) -> None:
    """The same, after a watchful web server made the missing folder again."""
    between_two_renames(target)
    target.mkdir()


@pytest.mark.parametrize(
    "before", [no_site, empty_folder, old_site, between_two_renames, between_two_renames_and_made_again]
)
def test_killed_at_any_step_a_whole_site_is_left_and_the_next_build_succeeds(
    tmp_path: Path, platform: str, before: Callable[[Path], None]
) -> None:
    had_site = before not in (no_site, empty_folder)
    seen: set[str] = set()
    for step in range(1000):
        parent = tmp_path / str(step)
        parent.mkdir()
        target = parent / "site"
        before(target)
        status = in_child(killed_before_step(step, lambda target=target: build(target, "new")))  # type: ignore[misc]
        sites = [
            whole_text(site) for site in (target, parent / ".site.old") if (site / "index.html").exists()
        ]
        assert not had_site or sites, f"step {step} left no site at all"
        seen.update(sites[:1])
        if platform == "exchange" and before is old_site:
            assert target.exists(), f"step {step} left the address empty"
        build(target, "next")
        assert whole_text(target) == "next"
        assert [path.name for path in parent.iterdir()] == ["site"]
        if status == 0:
            break
        assert status == -signal.SIGKILL
    assert step > 15, "the hook saw next to nothing"
    assert seen == ({"old", "new"} if had_site else {"new"})


def test_a_failing_rename_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "site"
    build(target, "old")
    monkeypatch.setattr(staging, "_system_call", lambda _: None)
    rename = Path.rename

    def no_second_rename(path: Path, other: Path) -> Path:
        if path.name == ".site.staging":
            raise PermissionError("in use")
        return rename(path, other)

    monkeypatch.setattr(Path, "rename", no_second_rename)
    with pytest.raises(PermissionError):
        build(target, "new")
    assert whole_text(target) == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.usefixtures("platform")
@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_an_exception_leaves_the_old_site_untouched(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "site"
    build(target, "old")
    inode = target.stat().st_ino

    def fail() -> None:
        with staged(target) as folder:
            (folder / "index.html").write_text("new")
            raise error

    with pytest.raises(error):
        fail()
    assert whole_text(target) == "old"
    assert target.stat().st_ino == inode
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_disk_that_fails_to_write_out_keeps_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path / "site", "old")
    monkeypatch.setattr(staging, "_system_call", lambda _: lambda *_: -1)
    with pytest.raises(OSError):
        build(tmp_path / "site", "new")
    assert whole_text(tmp_path / "site") == "old"


def test_a_write_the_system_refuses_keeps_the_old_site(tmp_path: Path) -> None:
    target = tmp_path / "site"
    build(target, "old")

    def build_with_small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        build(target, "x" * 10_000)

    assert in_child(build_with_small_files) == 1
    assert whole_text(target) == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=128k", "none", str(disk)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting is not permitted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_keeps_the_old_site(tiny_disk: Path) -> None:
    target = tiny_disk / "site"
    build(target, "old")
    with pytest.raises(OSError, match="No space left"):
        build(target, "x" * 100_000)
    assert whole_text(target) == "old"
    build(target, "small")
    assert whole_text(target) == "small"


def test_a_mount_point_is_refused(tiny_disk: Path) -> None:
    with pytest.raises(TargetRefused) as refused:
        build(tiny_disk, "new")
    assert refused.value.kind is Refusal.MOUNT_POINT


def foreign_files(target: Path) -> None:
    target.mkdir()
    (target / "thesis.doc").write_text("the only copy")


def foreign_manifest(target: Path) -> None:
    target.mkdir()
    (target / "manifest.json").write_text('{"name": "a web app", "version": "2", "icons": []}')


def broken_manifest(target: Path) -> None:
    target.mkdir()
    (target / "manifest.json").write_text('{"version": "1", "files": {')


def a_file(target: Path) -> None:
    target.write_text("")


def a_repository(target: Path) -> None:
    build(target, "old")
    (target / ".git").mkdir()


def a_loop(target: Path) -> None:
    target.symlink_to(target)


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        (foreign_files, Refusal.NOT_A_SITE),
        (foreign_manifest, Refusal.NOT_A_SITE),
        (broken_manifest, Refusal.NOT_A_SITE),
        (a_file, Refusal.NOT_A_FOLDER),
        (a_loop, Refusal.NOT_A_FOLDER),
        (a_repository, Refusal.REPOSITORY),
    ],
)
def test_what_is_not_ours_is_refused_and_left_alone(
    tmp_path: Path, before: Callable[[Path], None], kind: Refusal
) -> None:
    target = tmp_path / "site"
    before(target)
    kept = sorted(tmp_path.rglob("*"))
    with pytest.raises(TargetRefused) as refused:
        build(target, "new")
    assert refused.value.kind is kind
    assert sorted(tmp_path.rglob("*")) == kept


def test_missing_parents_are_made(tmp_path: Path) -> None:
    build(tmp_path / "a" / "b" / "site", "new")
    assert whole_text(tmp_path / "a" / "b" / "site") == "new"


@pytest.mark.usefixtures("platform")
def test_of_a_symbolic_link_the_folder_behind_it_is_swapped(tmp_path: Path) -> None:
    build(tmp_path / "disk" / "site", "old")
    (tmp_path / "www").symlink_to("disk/site")
    build(tmp_path / "www", "new")
    assert (tmp_path / "www").readlink() == Path("disk/site")
    assert whole_text(tmp_path / "disk" / "site") == "new"
    assert [path.name for path in (tmp_path / "disk").iterdir()] == ["site"]


def test_a_relative_target_survives_a_change_of_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with staged(Path("site")) as folder:
        write_site(folder, "new")
        monkeypatch.chdir("/")
    assert whole_text(tmp_path / "site") == "new"


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o755), (0o027, 0o750)])
def test_the_site_has_the_mode_of_any_new_folder(tmp_path: Path, umask: int, mode: int) -> None:
    before = os.umask(umask)
    try:
        build(tmp_path / "site", "old")
        build(tmp_path / "site", "new")
    finally:
        os.umask(before)
    assert (tmp_path / "site").stat().st_mode & 0o777 == mode


def test_a_second_build_into_the_same_folder_is_told_so(tmp_path: Path) -> None:
    target, link = tmp_path / "site", tmp_path / "link"
    link.symlink_to(target)
    with staged(target) as folder:
        write_site(folder, "first")
        assert in_child(lambda: build(tmp_path / "other", "beside")) == 0
        for name in (target, link):
            with pytest.raises(TargetBusy):
                build(name, "second")
        assert in_child(lambda: build(target, "third")) == 1
    assert whole_text(target) == "first"
    assert whole_text(tmp_path / "other") == "beside"


def test_no_lock_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with staged(tmp_path / "site") as folder:
        write_site(folder, "new")
        assert len(list(tmp_path.glob("*.lock"))) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_those_who_come_and_go_never_meet(tmp_path: Path) -> None:
    """A lock's file goes with it: one that was opened before must not count after."""
    inside = tmp_path / "inside"

    def come_and_go() -> None:
        for _ in range(300):
            with suppress(TargetBusy), only_one(tmp_path / "site"):
                inside.touch(exist_ok=False)
                inside.unlink()

    assert [ended(pid) for pid in [started(come_and_go) for _ in range(3)]] == [0, 0, 0]


def test_workers_that_outlive_a_killed_build_do_not_keep_its_lock(tmp_path: Path) -> None:
    target = tmp_path / "site"
    reading, writing = os.pipe()

    def build_with_worker() -> None:
        with staged(target):
            builder = os.getpid()
            if os.fork() == 0:
                os.write(writing, os.getpid().to_bytes(8, "big"))
                os.kill(builder, signal.SIGKILL)
            signal.pause()

    assert in_child(build_with_worker) == -signal.SIGKILL
    worker = int.from_bytes(os.read(reading, 8), "big")
    try:
        build(target, "new")
    finally:
        os.kill(worker, signal.SIGKILL)
        os.close(reading)
        os.close(writing)
    assert whole_text(target) == "new"


def test_what_stays_the_same_keeps_its_time_unless_somebody_wrote_it_meanwhile(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for site, home in ((old, "old"), (new, "new")):
        site.mkdir()
        for name, text in {"index.html": home, "page": "the same", "other": "the same"}.items():
            (site / name).write_text(text)
        write_manifest(site, None, "1", None, date(2026, 1, 1))
        for name in ("index.html", "page", "other"):
            os.utime(site / name, (0, 1_000 if site == old else 2_000))
    os.utime(old / "manifest.json", (0, 1_500))
    (old / "other").write_text("he same!")
    staging.keep_times(old, new)
    assert {name: (new / name).stat().st_mtime for name in ("index.html", "page", "other")} == {
        "index.html": 2_000,
        "page": 1_000,
        "other": 2_000,
    }
    staging.keep_times(tmp_path / "none", new)
