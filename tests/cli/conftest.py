"""The command as a user calls it, in this process or in one of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from factory import AS_OF, ContentTree

from generator.cli import main

Check = Callable[..., int]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ContentTree:
    """A sound content tree in the working directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return ContentTree(tmp_path)


@pytest.fixture
def check(tree: ContentTree) -> Check:
    """`disclosure check` of the tree in this process; returns its exit code."""
    start = ["check", "--config", str(tree.config), "--as-of", AS_OF.isoformat()]
    return lambda *arguments: main([*start, *map(str, arguments)])


def run_check(tree: ContentTree, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """`disclosure check` in a process of its own."""
    command = [sys.executable, "-m", "generator", "check", "--as-of", AS_OF.isoformat(), *arguments]
    return subprocess.run(command, cwd=tree.root, capture_output=True, check=False, timeout=120)


def places(output: str | bytes) -> set[str]:
    """A json report as `path:line:column rule`."""
    report: list[dict[str, Any]] = json.loads(output)
    return {"{path}:{line}:{column} {rule}".format_map(problem) for problem in report}
