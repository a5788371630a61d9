"""Progress of long work: a bar on a terminal, plain lines elsewhere. Always on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Progress = Callable[[int, int], None]

#: A log line for every so many hundredths of the work.
_STEP = 25


@contextmanager
def bar(title: str) -> Iterator[Progress]:
    """A function to tell how many of how many are done, for as long as the block runs."""
    if sys.stderr.isatty():
        from tqdm import tqdm  # takes its time to import, and logs need none

        with tqdm(desc=title, unit="", leave=False, file=sys.stderr, dynamic_ncols=True) as shown:
            yield lambda done, total: _move(shown, done, total)
    else:
        yield _Lines(title)


def _move(shown: Any, done: int, total: int) -> None:
    shown.total = total
    shown.update(done - shown.n)


class _Lines:
    """Plain lines for logs; silent for work too small to wait for."""

    def __init__(self, title: str) -> None:
        self._title, self._last = title, 0

    def __call__(self, done: int, total: int) -> None:
        percent = done * 100 // max(total, 1)
        if total >= 2000 and percent // _STEP > self._last // _STEP:
            self._last = percent
            print(f"{self._title} {done}/{total}", file=sys.stderr, flush=True)
