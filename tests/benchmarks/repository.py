"""A benchmark catalog under git, and changes to it as departments make them."""

from __future__ import annotations

import subprocess
from pathlib import Path

from .catalog import AS_OF

#: The state that a change is compared with.
PUBLISHED = "published"

_IDENTITY = ("-c", "user.name=benchmark", "-c", "user.email=benchmark@shili.example")


def put_under_git(content: Path) -> Path:
    """Commit a content tree, then the amendment of one record on a branch; returns another record's file."""
    _git(content, "init", "--quiet", "--initial-branch", PUBLISHED)
    _commit(content, "The catalog as published")
    _git(content, "switch", "--quiet", "--create", "amendment")
    records = [path for path in sorted(content.glob("records/*/*/*.md")) if _can_be_amended(path)]
    _amend(records[len(records) // 3])
    _commit(content, "Amend a record")
    return records[len(records) // 2]


def touch(record: Path) -> None:
    """Change a file without changing what the public reads: other rules would speak of that."""
    with record.open("a", encoding="utf-8") as file:
        file.write("\n")


def _can_be_amended(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    return "\nhistory:" not in text and "\nstatus:" not in text


def _amend(record: Path) -> None:
    _, fields, body = record.read_text(encoding="utf-8").split("---\n", 2)
    entry = f"- {{date: {AS_OF}, action: amended, note: 补充了办理时限和咨询电话。}}"
    text = f"---\n{fields}status: amended\nhistory:\n{entry}\n---\n{body}\n办理时限为五个工作日。\n"
    record.write_text(text, encoding="utf-8")


def _commit(content: Path, message: str) -> None:
    _git(content, "add", "--all")
    _git(content, *_IDENTITY, "commit", "--quiet", "--no-gpg-sign", "--message", message)


def _git(content: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(content), *arguments], check=True)
