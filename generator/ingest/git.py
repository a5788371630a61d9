"""Questions to git about the content's repository. None of them changes anything in it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_OF_HOOKS = frozenset(("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"))


class NoComparison(Exception):
    """A revision that the working tree cannot be compared with; the reason in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def answer(folder: Path, *arguments: str) -> str:
    """What git says, without the last line break; "" where it fails or there is no git at all."""
    try:
        result = _run(folder, arguments)
    except OSError:  # no git on this machine: the content may have come as an archive
        return ""
    return _text(result.stdout).strip() if result.returncode == 0 else ""


def merge_base(folder: Path, revision: str) -> str:
    """The commit in which a revision and HEAD have parted, as a full hash. Raises NoComparison."""
    if not shutil.which("git"):
        raise NoComparison("这台机器没有安装 git", "git is not installed on this machine")
    if not answer(folder, "rev-parse", "--git-dir"):
        raise NoComparison(f"{folder} 不在 Git 仓库里", f"{folder} is not in a git repository")
    # --end-of-options: a revision from outside is never taken for an option
    commit = answer(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if not commit:
        raise NoComparison(
            f"仓库里没有版本 {revision}，请先取回：git fetch origin",
            f"the repository has no revision {revision}; fetch it first: git fetch origin",
        )
    base = answer(folder, "merge-base", commit, "HEAD")
    if not base:
        raise NoComparison(
            f"{revision} 与当前版本没有共同的起点；仓库若只取了最近的提交，请运行 git fetch --unshallow",
            f"{revision} and HEAD have no common ancestor; a shallow clone needs git fetch --unshallow",
        )
    return base


@dataclass(frozen=True, slots=True)
class Change:
    """A commit that touched a file: its full hash, its day (`2026-03-01`), the first line of its message."""

    hash: str
    day: str
    subject: str


def changes_of(path: Path) -> list[Change]:
    """The commits that touched a file, newest first, also under the names that it had before.

    Nothing without git or a repository, and of a file that was never committed.
    """
    form = "--format=%H%x00%cs%x00%s"
    said = answer(path.parent, "log", "--follow", "--no-show-signature", form, "--", path.name)
    return [Change(*line.split("\0", 2)) for line in said.splitlines() if line.count("\0") >= 2]


@dataclass(frozen=True)
class Commit:
    """A commit of the repository that a folder lies in, to compare the folder's files with.

    `top` is the repository's folder as git names it; paths given and returned are absolute, with slashes.
    """

    folder: Path
    hash: str
    top: str

    @classmethod
    def at(cls, folder: Path, commit: str) -> Commit:
        """The commit with this hash of the repository that `folder` lies in."""
        # The way down from the repository, not git's own name of it: that has links resolved, or drives.
        below = answer(folder, "rev-parse", "--show-prefix").rstrip("/")
        top = folder.as_posix()
        return cls(folder, commit, top[: len(top) - len(below)].rstrip("/") if below else top)

    @property
    def day(self) -> str:
        """The day of the commit, in the zone that it was made in: `2026-03-01`."""
        return answer(self.folder, "log", "-1", "--no-show-signature", "--format=%cs", self.hash)

    def changed(self, untracked: bool = True) -> dict[str, bool]:
        """Every file of the folder that differs from the commit, and whether it is still part of the content.

        A file that git was told to forget is not, though it may lie there yet. `untracked` counts files that
        are not added yet, but for those that git is told to ignore. Raises NoComparison.
        """
        differs = ("diff", "--name-status", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules")
        listed = self._listed(*differs, self.hash, "--", ".")
        found = {name: status != "D" for status, name in zip(listed[::2], listed[1::2], strict=True)}
        if untracked:
            others = ("ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ".")
            found |= dict.fromkeys(self._listed(*others), True)
        return {f"{self.top}/{name}": found[name] for name in sorted(found)}

    def files(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """The content that files had in the commit, by path; those that it lacks, and links, are left out."""
        found = dict(self._blobs([path[len(self.top) + 1 :] for path in paths]))
        contents = self._contents(list(found.values()))
        return {f"{self.top}/{name}": contents[blob] for name, blob in found.items()}

    def _blobs(self, names: list[str]) -> Iterator[tuple[str, str]]:
        for start in range(0, len(names), _AT_A_TIME):
            part = names[start : start + _AT_A_TIME]
            tree = ("ls-tree", "-z", "--full-tree", self.hash, "--")
            for line in self._listed("--literal-pathspecs", *tree, *part):
                about, _, name = line.partition("\t")
                mode, kind, blob = about.split()[:3]
                if kind == "blob" and mode != _LINK:
                    yield name, blob

    def _contents(self, blobs: list[str]) -> Mapping[str, bytes]:
        """The contents of blobs, in one run of git: `<hash> blob <size>`, the bytes, a line break."""
        if not blobs:
            return {}
        asked = "".join(f"{blob}\n" for blob in blobs).encode()
        data = self._output(("cat-file", "--batch"), asked)
        contents, at = {}, 0
        for blob in blobs:
            head_end = data.index(b"\n", at)
            if data[at:head_end].endswith(b" missing"):
                raise NoComparison(
                    "仓库的历史不完整，请取全：git fetch --unshallow，或不带 --filter 重新克隆",
                    "the history here is incomplete: git fetch --unshallow, or clone without --filter",
                )
            size = int(data[at:head_end].split()[2])
            contents[blob] = data[head_end + 1 : head_end + 1 + size]
            at = head_end + size + 2
        return contents

    def _listed(self, *arguments: str) -> list[str]:
        return [_text(name) for name in self._output(arguments).split(b"\0") if name]

    def _output(self, arguments: Iterable[str], given: bytes = b"") -> bytes:
        result = _run(self.folder, arguments, given)
        if result.returncode != 0:
            said = _text(result.stderr).strip() or f"exit code {result.returncode}"
            raise NoComparison(f"git 出错：{said}", f"git failed: {said}")
        return result.stdout


_AT_A_TIME = 500  # paths in one command line: Windows takes 32,767 characters
_LINK = "120000"  # the mode of a symbolic link: its content is a path, not a record


def _run(folder: Path, arguments: Iterable[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    # a hook's own variables (GIT_DIR, …) would lead git away from the folder
    environment = {key: value for key, value in os.environ.items() if key not in _OF_HOOKS}
    environment["GIT_OPTIONAL_LOCKS"] = "0"  # a question writes nothing into the repository
    return subprocess.run(
        # A checkout often belongs to another account (containers, CI); read-only questions are safe there,
        # and without an answer the day and the manifest would change in silence.
        # The user's own wish for relative names would hide what lies beside the folder.
        ["git", "-c", "safe.directory=*", "-c", "diff.relative=false", "-C", str(folder), *arguments],
        capture_output=True,
        check=False,
        input=given,
        env=environment,
    )


def _text(output: bytes) -> str:
    """Names as Python names files: bytes that are no UTF-8 survive the way back."""
    return os.fsdecode(output)
