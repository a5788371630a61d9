"""A real git repository around a content tree, to change as departments do."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from factory import AS_OF, Content, ContentTree, schemas_of

from generator.ingest.changes.check import check_changes
from generator.ingest.changes.compare import Comparison, compare
from generator.ingest.settings import load_settings
from generator.ingest.severity import in_order
from generator.model.problems import Problem

_WHO = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "a"), ("EMAIL", "a@b.example"), ("DATE", "2026-03-06T09:00:00+08:00"))
}


def git(folder: Path, *arguments: str) -> str:
    """Call git as the user of a machine without any configuration."""
    environment = {**os.environ, **_WHO, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    command = ["git", "-C", str(folder), *arguments]
    result = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return result.stdout.strip()


#: What a record that is new in a change says of its approval and review, as `extra` of `factory.record`.
SETTLED = (
    "approval: {level: general, role: 分管负责人, date: 2026-03-02}\n"
    "review: {disclosable: yes, manner: 全文公开, scope: public, role: 办公室主任, date: 2026-03-01,"
    " secrecy: {role: 保密员, date: 2026-03-01, conclusion: no_secret}}\n"
)


class Repository:
    """A content tree whose first commit is on `main`; what comes later is on the branch `change`."""

    def __init__(self, root: Path, files: Mapping[str, Content] | None = None, **settings: object) -> None:
        self.tree = ContentTree(root, files)
        self.tree.configure(**settings)
        git(root, "init", "-q", "-b", "main")
        self.commit()
        git(root, "switch", "-q", "-c", "change")

    def commit(self) -> str:
        """Commit everything; returns the hash."""
        git(self.tree.root, "add", "-A")
        git(self.tree.root, "commit", "-q", "--allow-empty", "-m", "x")
        return git(self.tree.root, "rev-parse", "HEAD")

    def compare(self, revision: str = "main") -> Comparison:
        """The working tree against where it parted from a revision."""
        settings = load_settings(self.tree.config)
        return compare(settings, schemas_of(settings), revision)

    def problems(self, as_of: date = AS_OF, is_import: bool = False) -> list[Problem]:
        """What a check against `main` finds, rules of all families."""
        settings = load_settings(self.tree.config)
        changes = check_changes(self.compare(), settings, schemas_of(settings), is_import)
        return list(in_order([*self.tree.gather(as_of).problems, *changes], settings))
