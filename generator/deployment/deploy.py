"""The course of a deployment, whatever the target.

Before anything changes, the target is told what may (`.disclosure-deploy.json`): whoever takes over after an
interruption knows which files to look at again, be it with the same site or with a later one. The file goes
when all is done, unless files were kept, which it then lists.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from generator.deployment.changes import Changes, changes
from generator.deployment.targets import Target
from generator.outputs import edition, manifest

STATE = ".disclosure-deploy.json"

Progress = Callable[[int, int], None]


class Refusal(StrEnum):
    """Why nothing may be brought to a target."""

    NOT_A_SITE = "not_a_site"  # it holds files, but no manifest of ours
    OTHER_EDITION = "other_edition"
    LINKED = "linked"  # a folder of it is a link: files outside would be written over and deleted


class DeploymentRefused(Exception):
    """The target is one that must not be changed (wrong usage); `path` names what is to blame in it."""

    def __init__(self, kind: Refusal, path: str = "") -> None:
        super().__init__(kind, path)
        self.kind = kind
        self.path = path


@dataclass(frozen=True, slots=True)
class _State:
    """What an earlier deployment left: files that may be in any state, of the internal site or not."""

    doubtful: tuple[str, ...] = ()
    is_internal: bool = False

    @classmethod
    def read(cls, data: bytes) -> _State:
        """From the file's bytes. Raises ValueError for any other."""
        try:
            loaded = json.loads(data)
            return cls(tuple(map(str, loaded["files"])), bool(loaded["internal"]))
        except (KeyError, TypeError, RecursionError) as error:
            raise ValueError("not a state of ours") from error

    def written(self) -> bytes:
        """The file's bytes."""
        return json.dumps({"internal": self.is_internal, "files": self.doubtful}, ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True)
class Deployment:
    """A site, a target, and what is to be done."""

    site: Path
    target: Target
    changes: Changes

    def run(self, progress: Progress) -> None:
        """Do it. Raises OSError; whatever is left undone then, the next deployment does."""
        with _readable():
            self._run(progress)

    def _run(self, progress: Progress) -> None:
        done, total = 0, len(self.changes.copied) + 1 + len(self.changes.gone)

        def one_more() -> None:
            nonlocal done
            done += 1
            progress(done, total)

        is_internal = edition.is_marked(self.site)
        pending = (*self.changes.copied, *self.changes.gone, *self.changes.kept)
        if pending:
            self.target.write(STATE, _State(pending, is_internal).written())
        for step in self.changes.steps():
            self.target.copy(self.site, step, one_more)
        self.target.delete(self.changes.gone, one_more)
        if self.changes.kept:
            self.target.write(STATE, _State(self.changes.kept, is_internal).written())
        else:
            self.target.delete([STATE], lambda: None)

    def bytes_to_copy(self) -> int:
        """The size of all that is to be copied."""
        return sum((self.site / path).stat().st_size for path in self.changes.copied)


def plan(site: Path, target: Target, *, keep: bool, repair: bool = False) -> Deployment:
    """What is to be done, by the manifests of a sound site and of the target.

    With `repair`, what lies in the target is read, and its manifest is not taken at its word. Raises
    DeploymentRefused, and OSError where the target cannot be read.
    """
    if target.is_blank():
        return Deployment(site, target, changes(_files(site), {}))
    found = target.read(manifest.NAME, STATE)
    try:
        files = manifest.files_of(found[manifest.NAME]) if manifest.NAME in found else {}
        state = _State.read(found[STATE]) if STATE in found else _State()
    except ValueError:
        raise DeploymentRefused(Refusal.NOT_A_SITE) from None
    is_ours = manifest.NAME in found or STATE in found
    if not is_ours or not all(map(_is_inside, (*files, *state.doubtful))):
        raise DeploymentRefused(Refusal.NOT_A_SITE)
    if (edition.MARK in files or state.is_internal) != edition.is_marked(site):
        raise DeploymentRefused(Refusal.OTHER_EDITION)
    wanted = _files(site)
    if link := target.way_out({*wanted, *files, *state.doubtful}):
        raise DeploymentRefused(Refusal.LINKED, link)
    settled = [path for path in wanted if repair and files.get(path) == wanted[path]]
    doubtful = (*state.doubtful, *(target.differing(site, settled) if settled else ()))
    return Deployment(site, target, changes(wanted, files, doubtful, keep=keep))


@contextmanager
def _readable() -> Iterator[None]:
    """Let everybody read the files written meanwhile, as with rsync: a web server has an account of its own.

    Hardened servers give new files to their writer alone (a umask of 027 or 077).
    """
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


def _is_inside(path: str) -> bool:
    """Whether a path that a target names is one of a file of the site, as we write it: it may be deleted."""
    found = PurePosixPath(path)
    is_plain = found.as_posix() == path and "\0" not in path and not re.search("[\ud800-\udfff]", path)
    is_below = not Path(path).anchor and ".." not in found.parts
    return is_plain and is_below and path not in (".", manifest.NAME, STATE)


def _files(site: Path) -> Mapping[str, str]:
    return manifest.files_of((site / manifest.NAME).read_bytes())
