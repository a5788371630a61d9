"""A target that rsync reaches: `user@host:/path` over ssh, or any other form that it takes."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from generator.deployment.targets import Done, emptied

#: `host:/path`, `user@host:path`, `rsync://…`; not a drive of Windows.
_REMOTE = re.compile(r"rsync://|[^/\\:]{2,}:")
#: Files are for everybody to read, whatever they are where they were built.
_READABLE = ("--perms", "--chmod=D755,F644")
_AT_ONCE = 1000  # files in one run: after each of them progress is told
_PARTIAL, _NO_SUCH_FILE = 23, "No such file or directory"


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
        done = self._start("--list-only", self.address)
        if done.returncode == _PARTIAL and _NO_SUCH_FILE in done.stderr:
            return True
        return all(line.split()[-1] == "." for line in _sound(done, self.address).stdout.splitlines())

    def read(self, *names: str) -> dict[str, bytes]:
        """What small files at its root hold, of those that are there."""
        with tempfile.TemporaryDirectory(prefix="disclosure-deploy-") as folder:
            self._run(names, "--ignore-missing-args", self.address, f"{folder}/")
            files = (Path(folder) / name for name in names)
            return {file.name: file.read_bytes() for file in files if file.is_file()}

    def write(self, name: str, data: bytes) -> None:
        """Write a small file at its root."""
        with tempfile.TemporaryDirectory(prefix="disclosure-deploy-") as folder:
            (Path(folder) / name).write_bytes(data)
            self._run([name], *_READABLE, f"{folder}/", self.address)

    def copy(self, site: Path, paths: Sequence[str], done: Done) -> None:
        """Copy files of a site, each in one moment; those that are there already stay untouched."""
        for start in range(0, len(paths), _AT_ONCE):
            some = paths[start : start + _AT_ONCE]
            self._run(some, "--checksum", *_READABLE, f"{site}/", self.address)
            for _ in some:
                done()

    def delete(self, paths: Sequence[str], done: Done) -> None:
        """Delete files, and the folders that this leaves empty; what is not there is deleted already.

        rsync deletes what it is asked for and does not find, in folders that it does find: these are made
        here.
        """
        if not paths:
            return
        folders = emptied(paths)
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
        self._run(paths, "--dirs", "--delete-missing-args", f"{without}/", self.address)

    def _run(self, paths: Sequence[str], *arguments: str) -> None:
        """Run rsync for some files below its source. Raises OSError."""
        listed = b"".join(os.fsencode(path) + b"\0" for path in paths)
        _sound(self._start("--files-from=-", "--from0", *arguments, paths=listed), self.address)

    def _start(self, *arguments: str, paths: bytes = b"") -> subprocess.CompletedProcess[str]:
        command = [self._program, "--secluded-args", *arguments]
        done = subprocess.run(command, input=paths, capture_output=True, check=False)
        words = (stream.decode("utf-8", "replace") for stream in (done.stdout, done.stderr))
        return subprocess.CompletedProcess(command, done.returncode, *words)


def _sound(done: subprocess.CompletedProcess[str], address: str) -> subprocess.CompletedProcess[str]:
    """What a run that went well left. Raises OSError with the first words of one that did not."""
    if done.returncode:
        told = done.stderr.strip().splitlines() or [f"rsync: {done.returncode}"]
        raise OSError(errno.EIO, told[0], address)
    return done
