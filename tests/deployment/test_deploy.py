"""`disclosure deploy`: into folders and through rsync, whole, interrupted and refused."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programs import program

from generator.cli import main
from generator.deployment import targets
from generator.deployment.deploy import STATE, plan
from generator.deployment.rsync import Rsync
from generator.deployment.targets import Folder
from generator.staging import only_one

from .sites import FIRST, NAME, SECOND, is_copy, snapshot, write_site

#: A remote shell that runs the command here: called as ssh is, `-l USER HOST COMMAND…`.
_SHELL = '#!/bin/sh\nshift 3\nexec sh -c "$*"\n'

#: The target as it is named on the command line, by its folder.
Named = Callable[[Path], str]


@pytest.fixture(params=["folder", "rsync"])
def named(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Named:
    if request.param == "folder":
        return str
    return _by_shell(tmp_path, monkeypatch)


def _by_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Named:
    program("rsync")
    shell = tmp_path / "shell"
    shell.write_text(_SHELL)
    shell.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(shell))
    return lambda folder: f"deploy@www.shili.example:{folder}"


@pytest.fixture
def deploy(named: Named, capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def run(site: Path, target: Path, *options: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = main(["deploy", named(target), "--site", str(site), *options])
        return code, *capfd.readouterr()

    return run


Deploy = Callable[..., tuple[int, str, str]]


def test_the_target_becomes_the_site(deploy: Deploy, tmp_path: Path) -> None:
    site, target = write_site(tmp_path / "site", FIRST), tmp_path / "www 网站"
    assert deploy(site, target) == (0, "新增 8 个文件，更改 0 个，删除 0 个，共 0.1 KB\n", "")
    assert is_copy(target, site)
    untouched = target / "records/A-1/表 [1].csv"
    before = untouched.stat()
    write_site(site, SECOND)
    assert deploy(site, target, "--lang", "en") == (0, "done: 3 new, 4 changed, 3 deleted; 0.1 KB\n", "")
    assert is_copy(target, site)
    assert (untouched.stat().st_mtime_ns, untouched.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert deploy(site, target) == (0, "没有变化\n", "")
    assert main(["verify", str(target)]) == 0


def test_a_rehearsal_lists_and_changes_nothing(deploy: Deploy, tmp_path: Path) -> None:
    site, target = write_site(tmp_path / "site", FIRST), tmp_path / "www"
    deploy(site, target)
    before = snapshot(target)
    write_site(site, SECOND)
    code, out, _ = deploy(site, target, "--dry-run")
    assert code == 0
    assert out.splitlines() == [
        "新增 assets/000000000002/site.css",
        "新增 records/C-3/index.html",
        "新增 search/shards/2026_2/0.bin",
        "更改 feeds/all.atom",
        "更改 index.html",
        "更改 records/A-1/index.html",
        "更改 search/index.json",
        "删除 assets/000000000001/site.css",
        "删除 records/B-2/index.html",
        "删除 search/shards/2025_1/0.bin",
        "将要新增 3 个文件，更改 4 个，删除 3 个，共 0.1 KB",
    ]
    assert snapshot(target) == before


def test_a_web_server_may_read_it_whatever_new_files_of_this_account_are(
    deploy: Deploy, tmp_path: Path
) -> None:
    site, target = write_site(tmp_path / "site", FIRST), tmp_path / "www"
    before = os.umask(0o077)
    try:
        deploy(site, target)
        assert os.umask(0o077) == 0o077
    finally:
        os.umask(before)
    modes = {(each.is_dir(), each.stat().st_mode & 0o777) for each in (target, *target.rglob("*"))}
    assert modes == {(True, 0o755), (False, 0o644)}


def test_files_of_others_stay(deploy: Deploy, tmp_path: Path) -> None:
    site, target = write_site(tmp_path / "site", FIRST), tmp_path / "www"
    deploy(site, target)
    for path in (".well-known/acme-challenge/x", "records/B-2/notes"):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_text("theirs")
    write_site(site, SECOND)
    assert deploy(site, target)[0] == 0
    extra = snapshot(target).keys() - snapshot(site).keys()
    assert extra == {".well-known/acme-challenge/x", "records/B-2/notes"}


def test_with_keep_old_assets_stay_until_the_next_time(deploy: Deploy, tmp_path: Path) -> None:
    site, target = write_site(tmp_path / "site", FIRST), tmp_path / "www"
    deploy(site, target)
    write_site(site, SECOND)
    assert deploy(site, target, "--keep") == (
        0,
        "新增 3 个文件，更改 4 个，删除 1 个，共 0.1 KB；留到下次 2 个\n",
        "",
    )
    kept = {"assets/000000000001/site.css", "search/shards/2025_1/0.bin"}
    assert snapshot(target).keys() - snapshot(site).keys() == {*kept, STATE}
    assert deploy(site, target, "--keep")[1] == "新增 0 个文件，更改 0 个，删除 2 个\n"
    assert is_copy(target, site)


def test_a_folder_that_is_not_ours_is_refused(deploy: Deploy, tmp_path: Path) -> None:
    site, target = write_site(tmp_path / "site", FIRST), tmp_path / "www"
    target.mkdir()
    (target / "thesis.docx").write_text("years of work")
    code, out, err = deploy(site, target)
    assert (code, out) == (2, "")
    assert "不是空的，也不是本程序部署的网站" in err
    assert snapshot(target) == {"thesis.docx": b"years of work"}


@pytest.mark.parametrize("is_rehearsal", [True, False])
def test_a_link_in_a_folder_leads_nothing_out_of_it(is_rehearsal: bool, tmp_path: Path, capfd: Any) -> None:
    site, target, outside = write_site(tmp_path / "site", FIRST), tmp_path / "www", tmp_path / "outside"
    assert main(["deploy", str(target), "--site", str(site)]) == 0
    (target / "records").rename(outside)
    (target / "records").symlink_to(outside)
    before = snapshot(outside)
    write_site(site, SECOND)
    assert main(["deploy", str(target), "--site", str(site), *["--dry-run"][:is_rehearsal]]) == 2
    assert "文件夹 records 是符号链接" in capfd.readouterr().err
    assert snapshot(outside) == before
    assert (target / "index.html").read_text() == "home 1"


def test_rsync_puts_a_folder_in_the_place_of_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = _by_shell(tmp_path, monkeypatch)
    site, target, outside = write_site(tmp_path / "site", FIRST), tmp_path / "www", tmp_path / "outside"
    assert main(["deploy", named(target), "--site", str(site)]) == 0
    (target / "records").rename(outside)
    (target / "records").symlink_to(outside)
    before = snapshot(outside)
    write_site(site, SECOND)
    assert main(["deploy", named(target), "--site", str(site)]) == 0
    assert snapshot(outside) == before
    assert not (target / "records").is_symlink()


def test_a_file_that_is_a_link_becomes_a_file(tmp_path: Path) -> None:
    site, target = write_site(tmp_path / "site", FIRST), tmp_path / "www"
    assert main(["deploy", str(target), "--site", str(site)]) == 0
    (tmp_path / "outside").write_text("home 2")
    (target / "index.html").unlink()
    (target / "index.html").symlink_to(tmp_path / "outside")
    write_site(site, SECOND)
    assert main(["deploy", str(target), "--site", str(site)]) == 0
    assert is_copy(target, site)
    assert not (target / "index.html").is_symlink()
    write_site(site, FIRST)
    assert main(["deploy", str(target), "--site", str(site)]) == 0
    assert (tmp_path / "outside").read_text() == "home 2"


def test_no_link_can_wait_where_a_file_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, target = write_site(tmp_path / "site", FIRST), tmp_path / "www"
    assert main(["deploy", str(target), "--site", str(site)]) == 0
    (tmp_path / "outside").write_text("not the site's")
    for name in (".disclosure.part", ".disclosure-guessed.part"):
        (target / name).symlink_to(tmp_path / "outside")
    write_site(site, SECOND)
    monkeypatch.setattr(targets.secrets, "token_hex", lambda _length: "guessed")
    assert main(["deploy", str(target), "--site", str(site)]) == 3
    monkeypatch.undo()
    assert main(["deploy", str(target), "--site", str(site)]) == 0
    assert (tmp_path / "outside").read_text() == "not the site's"
    assert snapshot(target).keys() - snapshot(site).keys() == {".disclosure.part"}


def test_what_a_killed_first_deployment_left_is_no_hindrance(tmp_path: Path) -> None:
    site, target = write_site(tmp_path / "site", FIRST), tmp_path / "www"
    target.mkdir()
    (target / ".disclosure-0123.part").write_text("half of it")
    assert main(["deploy", str(target), "--site", str(site)]) == 0
    assert is_copy(target, site)


def test_a_repair_finds_what_is_missing_or_altered(deploy: Deploy, tmp_path: Path) -> None:
    files = {**FIRST, "records/A-1/\\#012 表\n.csv": "odd"}
    site, target = write_site(tmp_path / "site", files), tmp_path / "www"
    deploy(site, target)
    (target / "index.html").unlink()
    (target / "records/A-1/index.html").write_text("X-1")
    (target / "records/A-1/\\#012 表\n.csv").write_text("ODD")
    assert deploy(site, target) == (0, "没有变化\n", "")
    listed = deploy(site, target, "--repair", "--dry-run")[1].splitlines()
    assert listed[0] == "更改 index.html"
    assert listed[-1] == "将要新增 0 个文件，更改 3 个，删除 0 个，共 0.1 KB"
    assert deploy(site, target, "--repair") == (0, "新增 0 个文件，更改 3 个，删除 0 个，共 0.1 KB\n", "")
    assert is_copy(target, site)
    assert deploy(site, target, "--repair") == (0, "没有变化\n", "")


def test_a_first_deployment_that_was_interrupted_counts_new_files(deploy: Deploy, tmp_path: Path) -> None:
    site, target = write_site(tmp_path / "site", FIRST), tmp_path / "www"
    deploy(site, target)
    (target / NAME).unlink()
    (target / "index.html").write_text("half")
    (target / STATE).write_text(json.dumps({"internal": False, "files": sorted(FIRST)}))
    assert deploy(site, target) == (0, "新增 8 个文件，更改 0 个，删除 0 个，共 0.1 KB\n", "")
    assert is_copy(target, site)


@pytest.mark.parametrize(
    "path", ["../outside", "/outside", "records/../../outside", "", ".", "x\\ud800", "./x", NAME, STATE]
)
@pytest.mark.parametrize("name", [NAME, STATE])
def test_a_target_that_names_files_outside_of_it_is_refused(path: str, name: str, tmp_path: Path) -> None:
    site, target = write_site(tmp_path / "site", FIRST), tmp_path / "www"
    assert main(["deploy", str(target), "--site", str(site)]) == 0
    (tmp_path / "outside").write_text("not the site's")
    manifest = (target / NAME).read_text("utf-8")
    planted = manifest.replace('"files": {', f'"files": {{"{path}": "{"0" * 64}",')
    state = f'{{"internal": false, "files": ["{path}"]}}'
    (target / name).write_text(planted if name == NAME else state, "utf-8")
    assert main(["deploy", str(target), "--site", str(site)]) == 2
    assert (tmp_path / "outside").is_file()


@pytest.mark.parametrize("name", [NAME, STATE])
def test_a_target_with_a_bottomless_file_is_refused(name: str, tmp_path: Path) -> None:
    site, target = write_site(tmp_path / "site", FIRST), tmp_path / "www"
    assert main(["deploy", str(target), "--site", str(site)]) == 0
    (target / name).write_text("[" * 200_000)
    assert main(["deploy", str(target), "--site", str(site), "--dry-run"]) == 2


@pytest.mark.parametrize("is_internal", [True, False])
@pytest.mark.parametrize("is_interrupted", [True, False])
def test_editions_never_replace_each_other(is_internal: bool, is_interrupted: bool, tmp_path: Path) -> None:
    target = tmp_path / "www"
    one = write_site(tmp_path / "one", FIRST, is_internal=is_internal)
    other = write_site(tmp_path / "other", FIRST, is_internal=not is_internal)
    assert main(["deploy", str(target), "--site", str(one)]) == 0
    if is_interrupted:  # at its first deployment, before the mark was there
        (target / NAME).unlink()
        (target / "edition.json").unlink(missing_ok=True)
        (target / STATE).write_text(f'{{"internal": {str(is_internal).lower()}, "files": []}}')
    before = snapshot(target)
    assert main(["deploy", str(target), "--site", str(other)]) == 2
    assert snapshot(target) == before


def test_a_damaged_site_is_not_deployed(deploy: Deploy, tmp_path: Path) -> None:
    site, target = write_site(tmp_path / "site", FIRST), tmp_path / "www"
    (site / "index.html").write_text("half of it")
    code, out, err = deploy(site, target)
    assert (code, out) == (1, "")
    assert err.splitlines()[0] == "index.html: 内容被改动"
    assert not target.exists()
    (site / NAME).unlink()
    assert deploy(site, target)[0] == 2


def test_a_target_around_or_inside_the_site_is_refused(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", FIRST)
    before = snapshot(tmp_path)
    for target in (site, site / "www", tmp_path):
        assert main(["deploy", str(target), "--site", str(site)]) == 2
    assert main(["deploy", str(site / "index.html"), "--site", str(site)]) == 2
    assert snapshot(tmp_path) == before


def test_while_something_else_writes_there_it_is_refused(tmp_path: Path) -> None:
    site, target = write_site(tmp_path / "site", FIRST), tmp_path / "www"
    with only_one(target):  # as a build into this folder does
        assert main(["deploy", str(target), "--site", str(site)]) == 2
    assert not target.exists()


def test_without_rsync_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    site = write_site(tmp_path / "site", FIRST)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["deploy", "host:/www", "--site", str(site)]) == 2
    assert "没有找到 rsync" in capfd.readouterr().err


def test_a_host_that_cannot_be_reached_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    program("rsync")
    shell = tmp_path / "shell"
    shell.write_text("#!/bin/sh\necho 'no route to host' >&2\nexit 255\n")
    shell.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(shell))
    site = write_site(tmp_path / "site", FIRST)
    assert main(["deploy", "host:/www", "--site", str(site)]) == 3
    assert capfd.readouterr().err == "disclosure: 读写失败：host:/www/: no route to host\n"


def test_a_full_disk_is_called_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    program("rsync")
    site, shell = write_site(tmp_path / "site", FIRST), tmp_path / "shell"
    shell.write_text("#!/bin/sh\necho 'rsync: write failed: No space left on device (28)' >&2\nexit 11\n")
    shell.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(shell))
    assert main(["deploy", "host:/www", "--site", str(site)]) == 3
    assert capfd.readouterr().err.endswith("（磁盘满了：腾出空间，再运行一次）\n")


def test_a_target_is_never_read_as_an_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    program("rsync")
    site = write_site(tmp_path / "site", FIRST)
    monkeypatch.chdir(tmp_path)
    before = snapshot(tmp_path)
    assert main(["deploy", "--site", str(site), "--", "--rsh=x:y"]) == 2
    assert "目标不能以“-”开头" in capfd.readouterr().err
    with pytest.raises(OSError, match="host"):
        Rsync("--rsh=x:y").is_blank()
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("name", ["foo .", " .", "x"])
def test_any_file_makes_a_target_of_rsync_not_blank(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, target = _by_shell(tmp_path, monkeypatch), tmp_path / "www"
    target.mkdir()
    assert Rsync(address(target)).is_blank()
    (target / name).write_text("theirs")
    assert not Rsync(address(target)).is_blank()


def test_a_daemon_with_a_message_of_the_day_is_a_target(tmp_path: Path) -> None:
    program("rsync")
    site, target = write_site(tmp_path / "site", FIRST), tmp_path / "www"
    target.mkdir()
    (tmp_path / "motd").write_text("欢迎\n\n  Authorised use only .\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / "conf").write_text(
        f"use chroot = no\nmotd file = {tmp_path}/motd\nlog file = {tmp_path}/log\n"
        f"[www]\npath = {target}\nread only = no\nuid = {os.getuid()}\ngid = {os.getgid()}\n"
    )
    options = ["--no-detach", "--address=127.0.0.1", f"--port={port}", f"--config={tmp_path}/conf"]
    daemon = subprocess.Popen(["rsync", "--daemon", *options], stdin=subprocess.DEVNULL)
    try:
        _wait_for(port, daemon)
        address = f"rsync://127.0.0.1:{port}/www"
        for files in (FIRST, SECOND):
            write_site(site, files)
            assert main(["deploy", address, "--site", str(site)]) == 0
            assert is_copy(target, site)
    finally:
        daemon.terminate()
        daemon.wait(10)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        assert server.poll() is None, "the daemon does not start"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("the daemon does not answer")


class _Interrupted(Exception):
    """Stands for a lost network, a full disk, a kill."""


def _interrupt(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """Let so many files be copied or deleted, and no more."""
    left = after

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            nonlocal left
            if not left:
                raise _Interrupted
            left -= 1
            return function(*arguments, **options)

        return call

    monkeypatch.setattr(targets.shutil, "copyfileobj", counted(shutil.copyfileobj))
    monkeypatch.setattr(targets.Path, "unlink", counted(Path.unlink))


_PATHS = st.sampled_from(sorted({*FIRST, *SECOND}))
_RELEASES = st.lists(
    st.tuples(st.dictionaries(_PATHS, st.sampled_from("一二"), min_size=1), st.integers(0, 9), st.booleans()),
    min_size=1,
    max_size=4,
)


@given(_RELEASES)
@settings(max_examples=60)
def test_whatever_was_interrupted_the_next_deployment_makes_it_whole(
    tmp_path_factory: pytest.TempPathFactory, releases: list[tuple[dict[str, str], int, bool]]
) -> None:
    folder = tmp_path_factory.mktemp("deploy")
    site, target = folder / "site", folder / "www"
    for files, steps, keep in releases:
        write_site(site, files)
        with pytest.MonkeyPatch.context() as patch:
            _interrupt(patch, steps)
            with contextlib.suppress(_Interrupted):
                plan(site, Folder(target), keep=keep).run(lambda _done, _total: None)
    plan(site, Folder(target), keep=False).run(lambda _done, _total: None)
    assert is_copy(target, site)


def test_at_every_moment_a_page_finds_its_assets(tmp_path: Path) -> None:
    """Pages of these sites name the number of their release; what they need is named by it as well."""
    site, target = write_site(tmp_path / "site", FIRST), tmp_path / "www"
    plan(site, Folder(target), keep=False).run(lambda _done, _total: None)
    write_site(site, SECOND)
    needed = {"home 1": "000000000001", "home 2": "000000000002", "2025_1": "2025_1", "2026_2": "2026_2"}
    seen: list[str] = []

    def look(_done: int, _total: int) -> None:
        paths = " ".join(snapshot(target))
        for page in ("index.html", "search/index.json"):
            text = (target / page).read_text("utf-8")
            seen.append(text)
            assert needed[text] in paths

    plan(site, Folder(target), keep=False).run(look)
    assert set(seen) == set(needed)
