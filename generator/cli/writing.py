"""New files of people's own tree."""

from __future__ import annotations

from pathlib import Path

from generator.cli.parser import UsageError


def write_new(path: Path, text: str, taken: str) -> None:
    """Write a file; never over another. Raises UsageError with the words of `taken` where there is one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(taken) from None
