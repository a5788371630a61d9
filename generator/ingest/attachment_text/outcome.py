"""What reading an attachment can end in, and how much it may cost. Shared by both processes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: The kinds of file whose text is read, by lower-case ending.
KINDS = frozenset(("pdf", "ofd", "docx", "xlsx", "csv"))


class Outcome(StrEnum):
    """How reading a file ended. Text comes with the first three only; `DONE` is for what is no text."""

    TEXT = "text"
    CUT_CHARACTERS = "cut-characters"
    CUT_PAGES = "cut-pages"
    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    CRASHED = "crashed"
    TOO_LARGE = "too-large"
    TOO_SLOW = "too-slow"
    TOO_MUCH_MEMORY = "too-much-memory"
    DONE = "done"


#: Endings that may be the fault of what the same process read before.
DEATHS = frozenset((Outcome.CRASHED, Outcome.TOO_MUCH_MEMORY))
#: Endings that may be the machine's fault: short of memory, or busy. All others the file alone decides.
ACCIDENTS = DEATHS | {Outcome.TOO_SLOW}


@dataclass(frozen=True)
class Extract:
    """The text of a file as blocks, each with single spaces and no line breaks."""

    outcome: Outcome
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Limits:
    """What one file may cost. Sizes in bytes; `seconds` of processor, and twice as many on the clock.

    `size` is that of the file, `unpacked` that of what an archive holds.
    """

    size: int = 100 * 1024 * 1024
    unpacked: int = 400 * 1024 * 1024
    memory: int = 1024 * 1024 * 1024
    characters: int = 500_000
    pages: int = 2_000
    seconds: int = 20


class Refused(Exception):
    """A file that is not read, or not to its end: the outcome says why."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.value)
        self.outcome = outcome
