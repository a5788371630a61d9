"""The process that opens attachments, with extractors that do what no file should bring one to do.

Run by path, as the reader runs its program. The name of a file says what happens.
"""

from __future__ import annotations

import ctypes
import os
import socket
import sys
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
    if path.stem in _CRIMES:
        yield _tried(_CRIMES[path.stem], path.with_name("victim.txt"))
    if path.stem == "environment":
        yield " ".join(os.environ)
    _DEEDS.get(path.stem, lambda: None)()
    yield f"read {path.stem}"


def _append(victim: Path) -> None:
    with victim.open("a", encoding="utf-8") as stream:
        stream.write("content of mine")


#: What a taken-over process would try on a file beside the attachment, or on the rest of the machine.
_CRIMES: dict[str, Callable[[Path], Any]] = {
    "append": _append,
    "create": lambda victim: victim.with_name("new.txt").touch(),
    "remove": lambda victim: victim.unlink(),
    "rename": lambda victim: victim.rename(victim.with_name("moved.txt")),
    "truncate": lambda victim: os.truncate(victim, 0),
    "symlink": lambda victim: victim.with_name("new.txt").symlink_to(victim),
    "link": lambda victim: victim.with_name("new.txt").hardlink_to(victim),
    "folder": lambda victim: victim.with_name("new").mkdir(),
    "program": lambda _: os.execv(sys.executable, [sys.executable, "-c", ""]),
    "connect": lambda _: socket.socket().connect(("127.0.0.1", 9)),
    "listen": lambda _: socket.socket().bind(("127.0.0.1", 0)),
    "signal": lambda _: os.kill(os.getppid(), 0),
}


def _tried(crime: Callable[[Path], Any], victim: Path) -> str:
    """What came of a crime: denied for want of a right, refused for another reason, or done."""
    try:
        crime(victim)
    except PermissionError:
        return "denied"
    except OSError:
        return "refused"
    return "done"


def hostile_look(path: Path, kind: str, limits: Limits) -> Any:
    """Do what the name of a plain text says before looking into it."""
    if kind == "txt":
        _DEEDS.get(path.stem, lambda: None)()
    return _LOOK(path, kind, limits)


_LOOK = child.TASKS["look"]

if __name__ == "__main__":
    child.TASKS["look"] = hostile_look
    child.EXTRACTORS["csv"] = hostile
    child.main()
