"""The process that opens attachments, with extractors that do what no file should bring one to do.

Run by path, as the reader runs its program. The name of a file says what happens.
"""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from generator.ingest.attachment_text import child
from generator.ingest.attachment_text.outcome import Limits

_ANSWERS = 3  # after standard input, output and errors: the stream of answers
_CHARACTERS = 1000  # more than the tests' limit


def _answer(line: bytes) -> Callable[[], Any]:
    return lambda: os.write(_ANSWERS, line)


def _spin() -> NoReturn:
    while True:
        pass


def _print() -> None:
    print("printed by a library", flush=True)
    os.write(1, b"and by one in C\n")


def _interrupt() -> NoReturn:
    raise KeyboardInterrupt


def _recurse() -> NoReturn:
    _recurse()


_DEEDS: dict[str, Callable[[], Any]] = {
    "segfault": lambda: ctypes.string_at(0),
    "abort": os.abort,
    "exit": lambda: os._exit(0),
    "sleep": lambda: time.sleep(3600),
    "spin": _spin,
    "memory": lambda: "字" * (4 << 30),
    "print": _print,
    "exception": _interrupt,
    "recursion": _recurse,
    "garbage": _answer(b"\xff\x00 not an answer\n"),
    "flood": _answer(b"[" * (1 << 24)),
    "deep": _answer(b"[" * (1 << 13) + b"\n"),
    "half-character": _answer(b'{"outcome": "text", "blocks": ["\\ud800"]}\n'),
    "too-much": _answer(b'{"outcome": "text", "blocks": ["%s"]}\n' % (b"x" * (_CHARACTERS + 1))),
    "no-list": _answer(b'{"outcome": "text", "blocks": "text"}\n'),
    "no-outcome": _answer(b'{"outcome": "fine", "blocks": []}\n'),
}


def hostile(path: Path, _limits: Limits) -> Iterator[str]:
    """Do what the file's name says, and then read it."""
    if path.stem == "write":
        yield from _writes(path.with_name("written.txt"))
    if path.stem == "environment":
        yield " ".join(os.environ)
    _DEEDS.get(path.stem, lambda: None)()
    yield f"read {path.stem}"


def _writes(target: Path) -> Iterator[str]:
    """Write into the attachment's folder, and say what came of it."""
    try:
        target.write_text("content of mine", encoding="utf-8")
    except OSError as error:
        yield type(error).__name__
    yield f"{target.stat().st_size} bytes"


if __name__ == "__main__":
    child.EXTRACTORS["csv"] = hostile
    child.main()
