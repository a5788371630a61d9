"""The course of a deployment, whatever the target.

Before anything changes, the target is told what may (`.disclosure-deploy.json`): whoever takes over after an
interruption knows which files to look at again, be it with the same site or with a later one. The file goes
when all is done, unless files were kept, which it then lists.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from generator.deployment.changes import Changes, changes
from generator.deployment.targets import Target
from generator.outputs import edition, manifest

STATE = ".disclosure-deploy.json"

Progress = Callable[[int, int], None]


class Refusal(StrEnum):
    """Why nothing may be brought to a target."""

    NOT_A_SITE = "not_a_site"  # it holds files, but no manifest of ours
    OTHER_EDITION = "other_edition"


class DeploymentRefused(Exception):
    """The target is one that must not be changed (wrong usage)."""

    def __init__(self, kind: Refusal) -> None:
        super().__init__(kind)
        self.kind = kind


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
        except (KeyError, TypeError) as error:
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


def plan(site: Path, target: Target, *, keep: bool) -> Deployment:
    """What is to be done, by the manifests of a sound site and of the target.

    Raises DeploymentRefused, and OSError where the target cannot be read.
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
    return Deployment(site, target, changes(_files(site), files, state.doubtful, keep=keep))


def _is_inside(path: str) -> bool:
    """Whether a path that a target names leads to a file of the target, which may then be deleted."""
    found = Path(path)
    return bool(found.parts) and not found.anchor and ".." not in found.parts and "\0" not in path


def _files(site: Path) -> Mapping[str, str]:
    return manifest.files_of((site / manifest.NAME).read_bytes())
