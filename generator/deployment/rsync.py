"""A target that rsync reaches: `user@host:/path` over ssh, or any other form that it takes."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from generator.deployment.targets import Done, folders_of

#: `host:/path`, `user@host:path`, `rsync://…`; not a drive of Windows.
_REMOTE = re.compile(r"rsync://|[^/\\:]{2,}:")
#: Files are for everybody to read, whatever they are where they were built.
_READABLE = ("--perms", "--chmod=D755,F644")
_AT_ONCE = 1000  # files in one run: after each of them progress is told
#: Failures that rsync tells in the system's words.
_TOLD_APART = (errno.ENOSPC, errno.EACCES)
_PARTIAL, _NO_SUCH_FILE = 23, "No such file or directory"
#: The folder that is listed among what is in it: rights, size, date, time, one space, name.
_ITSELF = re.compile(r"d\S+ +\S+ \S+ \S+ \.")
#: A byte that rsync does not print as it is.
_ESCAPED = re.compile(rb"\\#([0-7]{3})")


class NoRsync(Exception):
    """The program is not installed."""


def is_remote(target: str) -> bool:
    """Whether a target is rsync's business, not that of this machine's file system."""
    return _REMOTE.match(target) is not None


class Rsync:
    """A target that rsync reaches. Raises NoRsync where there is no rsync, and OSError with its words."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/") + "/"
        program = shutil.which("rsync")
        if program is None:
            raise NoRsync
        self._program = program

    def is_blank(self) -> bool:
        """Whether nothing is there."""
        done = self._start(["--list-only"], self.address)
        if done.returncode == _PARTIAL and _NO_SUCH_FILE in _words(done.stderr):
            return True
        lines = _words(_sound(done, self.address).stdout).splitlines()
        return all(_ITSELF.fullmatch(line) for line in lines if line.strip())

    def way_out(self, _paths: Iterable[str]) -> str | None:
        """None: rsync puts a folder in the place of a link to one, and leaves alone what the link led to."""
        return None

    def differing(self, site: Path, paths: Sequence[str]) -> list[str]:
        """Which files of a site are missing or hold something else there, in no order: all are read."""
        options = ("--dry-run", "--checksum", "--8-bit-output", "--out-format=%n")
        told = self._run(paths, options, f"{site}/", self.address).splitlines()
        names = {os.fsdecode(_ESCAPED.sub(lambda byte: bytes([int(byte[1], 8)]), line)) for line in told}
        return [path for path in paths if path in names]

    def read(self, *names: str) -> dict[str, bytes]:
        """What small files at its root hold, of those that are there."""
        with tempfile.TemporaryDirectory(prefix="disclosure-deploy-") as folder:
            self._run(names, ["--ignore-missing-args"], self.address, f"{folder}/")
            files = (Path(folder) / name for name in names)
            return {file.name: file.read_bytes() for file in files if file.is_file()}

    def write(self, name: str, data: bytes) -> None:
        """Write a small file at its root."""
        with tempfile.TemporaryDirectory(prefix="disclosure-deploy-") as folder:
            (Path(folder) / name).write_bytes(data)
            self._run([name], _READABLE, f"{folder}/", self.address)

    def copy(self, site: Path, paths: Sequence[str], done: Done) -> None:
        """Copy files of a site, each in one moment; those that are there already stay untouched."""
        for start in range(0, len(paths), _AT_ONCE):
            some = paths[start : start + _AT_ONCE]
            self._run(some, ["--checksum", *_READABLE], f"{site}/", self.address)
            for _ in some:
                done()

    def delete(self, paths: Sequence[str], done: Done) -> None:
        """Delete files, and the folders that this leaves empty; what is not there is deleted already.

        rsync deletes what it is asked for and does not find, in folders that it does find: these are made
        here.
        """
        if not paths:
            return
        folders = folders_of(paths)
        with tempfile.TemporaryDirectory(prefix="disclosure-deploy-") as without:
            for folder in folders:
                (Path(without) / folder).mkdir(parents=True, exist_ok=True)
            self._delete(without, paths)
            for _, level in groupby(folders, key=lambda folder: folder.count("/")):  # the deepest first
                found = list(level)
                for folder in found:
                    (Path(without) / folder).rmdir()
                self._delete(without, found)
        for _ in paths:
            done()

    def _delete(self, without: str, paths: Sequence[str]) -> None:
        self._run(paths, ["--dirs", "--delete-missing-args"], f"{without}/", self.address)

    def _run(self, paths: Sequence[str], options: Iterable[str], source: str, target: str) -> bytes:
        """Run rsync for some files below its source; returns what it prints. Raises OSError."""
        listed = b"".join(os.fsencode(path) + b"\0" for path in paths)
        done = self._start(["--files-from=-", "--from0", *options], source, target, paths=listed)
        return _sound(done, self.address).stdout

    def _start(
        self, options: Iterable[str], *addresses: str, paths: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        # -s: file names as they are; its long name is --secluded-args now and --protect-args before 3.2.6
        command = [self._program, "-s", "--no-motd", *options, "--", *addresses]
        return subprocess.run(command, input=paths, capture_output=True, check=False)


def _sound(done: subprocess.CompletedProcess[bytes], address: str) -> subprocess.CompletedProcess[bytes]:
    """What a run that went well left. Raises OSError with the first words of one that did not."""
    if done.returncode:
        told = _words(done.stderr).strip().splitlines() or [f"rsync: {done.returncode}"]
        known = (code for code in _TOLD_APART if os.strerror(code) in told[0])
        raise OSError(next(known, errno.EIO), told[0], address)
    return done


def _words(stream: bytes) -> str:
    return stream.decode("utf-8", "replace")
