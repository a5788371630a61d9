"""The process that opens attachments: `python -m generator.ingest.attachment_text.child LIMITS`.

It takes requests on standard input and answers on standard output, a line of JSON each, until its input ends.
A file may be made to take over or bring down the library that reads it. What it then has is this process,
which

- is given none of the parent's environment, and may give no long answer, everywhere;
- has bounded memory and time, and cannot put data into files, on POSIX (macOS does not bound memory);
- cannot make, change, move or remove files, nor start programs, on Linux with Landlock (since 5.13; to empty
  a file since 6.2), nor use TCP (6.7), nor signal other processes (6.12).

What it keeps is the right to read whatever its user may read, on Linux the parent's environment in /proc too,
and to say it in its answer; to change the rights and times of that user's files; and the network but for TCP.
Without Landlock it may also remove and empty files, use TCP, and become another program in the same bounds.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from generator.ingest.attachment_text.docx import read_docx
from generator.ingest.attachment_text.landlock import keep_reading_only
from generator.ingest.attachment_text.ofd import read_ofd
from generator.ingest.attachment_text.outcome import Extract, Limits, Outcome, Refused
from generator.ingest.attachment_text.pdf import read_pdf
from generator.ingest.attachment_text.sheets import read_csv, read_xlsx
from generator.ingest.inspection.look import clean, look, look_for_macros, thumbnail

Extractor = Callable[[Path, Limits], Iterator[str]]

#: What reads a kind of file. Each yields texts, or raises whatever it likes.
EXTRACTORS: dict[str, Extractor] = {
    "pdf": read_pdf,
    "docx": read_docx,
    "ofd": read_ofd,
    "xlsx": read_xlsx,
    "csv": read_csv,
}

#: What else is asked of a file: a value as JSON takes it, or what it likes to raise.
TASKS: dict[str, Callable[[Path, str, Limits], Any]] = {
    "look": lambda path, kind, limits: look(path, kind, limits).plain(),
    "macros": lambda path, _kind, _limits: look_for_macros(path).plain(),
    "cleaning": lambda path, _kind, _limits: clean(path).plain(),
    "thumbnail": lambda path, _kind, _limits: thumbnail(path).plain(),
}

#: Characters that mean nothing outside of the font they were set in, or nothing at all.
_MEANINGLESS = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffd-\uffff"
    "\U000f0000-\U0010ffff]"
)

#: A block is at most this long, so that a result need not load a whole book, nor a phrase match all over one:
#: it ends with a sentence, or in the midst of one that has no end.
_BLOCK = re.compile(r".{1999,4999}?(?:[。！？；!?;]|\.(?= ))|.{1,5000}")


def main() -> None:
    """Answer until there are no more requests."""
    limits = Limits(**json.loads(sys.argv[1]))
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(
        os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
    )  # nothing that a library prints is an answer
    _confine(limits)
    _say(answers, "ready")
    for line in sys.stdin.buffer:
        task, path, kind = json.loads(line)
        _allow_seconds(limits.seconds)
        _say(answers, _answer(task, Path(path), kind, limits))


def _answer(task: str, path: Path, kind: str, limits: Limits) -> Any:
    """The answer to one request; a fault of any kind is an outcome."""
    if task == "text":
        found = extract(path, kind, limits)
        return {"outcome": found.outcome, "blocks": found.blocks}
    try:
        return {"outcome": Outcome.DONE, "found": TASKS[task](path, kind, limits)}
    except MemoryError:
        return {"outcome": Outcome.TOO_MUCH_MEMORY}
    except BaseException:  # a library in Rust panics with an exception that is no Exception
        return {"outcome": Outcome.DAMAGED}


def extract(path: Path, kind: str, limits: Limits) -> Extract:
    """The text of a file, as far as the limits go; a fault of any kind is an outcome."""
    blocks: list[str] = []
    try:
        if path.stat().st_size > limits.size:
            return Extract(Outcome.TOO_LARGE)
        outcome = _collect(EXTRACTORS[kind](path, limits), limits.characters, blocks)
    except Refused as refusal:
        outcome = refusal.outcome
    except MemoryError:
        return Extract(Outcome.TOO_MUCH_MEMORY)
    except BaseException:  # a library in Rust panics with an exception that is no Exception
        return Extract(Outcome.DAMAGED)
    return Extract(outcome, tuple(blocks))


def _collect(texts: Iterator[str], room: int, blocks: list[str]) -> Outcome:
    """Add texts to the blocks until there is no room for more characters."""
    for block in chain.from_iterable(map(_blocks, texts)):
        if len(block) > room:
            blocks += filter(None, [block[:room].rstrip()])
            return Outcome.CUT_CHARACTERS
        blocks.append(block)
        room -= len(block)
    return Outcome.TEXT if blocks else Outcome.EMPTY


def _blocks(text: str) -> Iterator[str]:
    """A text without what means nothing, in as many blocks as it needs."""
    plain = " ".join(_MEANINGLESS.sub("", text).split())
    return filter(None, (match[0].strip() for match in _BLOCK.finditer(plain)))


def _say(answers: Any, answer: object) -> None:
    answers.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
    answers.flush()


def _confine(limits: Limits) -> None:
    """Give up what reading needs not. Windows has no such limits; macOS knows some of them only."""
    if sys.platform == "win32":
        return
    import resource

    for kind, bound in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        _limit(kind, bound, bound)
    keep_reading_only()


def _allow_seconds(seconds: int) -> None:
    """Let the next file have this much of the processor's time. It counts even when the parent is gone."""
    if sys.platform == "win32":
        return
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime) + 1
    _limit(resource.RLIMIT_CPU, used + seconds, resource.getrlimit(resource.RLIMIT_CPU)[1])


def _limit(kind: int, soft: int, hard: int) -> None:
    import resource

    # this system may have no such limit, or a lower one of its own
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (soft, hard))


if __name__ == "__main__":
    main()
