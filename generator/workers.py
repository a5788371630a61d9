"""A pool of processes that all hold the same state.

Small jobs run in this process: a pool costs more than it saves.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, TypeVar

State = TypeVar("State")
Item = TypeVar("Item")
Result = TypeVar("Result")

#: Below this many items a pool is slower than doing the work at once (measured: 20 ms to start one).
SMALL = 200

#: Forked workers share the parent's memory; elsewhere the state is sent to each of them once.
METHOD = "fork" if sys.platform == "linux" else "spawn"

_state: Any = None
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def default_jobs() -> int:
    """The number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(
    work: Callable[[State, Sequence[Item]], Result],
    state: State,
    items: Sequence[Item],
    jobs: int,
    chunk: int = 100,
    heavy: Sequence[Item] = (),
) -> Iterator[Result]:
    """Apply `work` to chunks of the items, in order, in `jobs` processes; every process holds `state`.

    Chunks of one item are taken for heavy work, worth a pool however few they are. `heavy` items come before
    the others, each a chunk of its own, but start no pool. Raises
    concurrent.futures.process.BrokenProcessPool when a process is killed.
    """
    chunks = [[item] for item in heavy]
    chunks += [list(items[start : start + chunk]) for start in range(0, len(items), chunk)]
    if jobs == 1 or len(chunks) <= 1 or (chunk > 1 and len(items) < SMALL):
        for part in chunks:
            yield work(state, part)
        return
    yield from _in_pool(work, state, chunks, jobs)


def _in_pool(
    work: Callable[[State, Sequence[Item]], Result], state: State, chunks: Sequence[Sequence[Item]], jobs: int
) -> Iterator[Result]:
    import multiprocessing  # what reads a few files need not wait for these
    from concurrent.futures import ProcessPoolExecutor

    gc.freeze()  # keeps the collector of forked workers off the shared pages
    executor = ProcessPoolExecutor(
        min(jobs, len(chunks)),
        multiprocessing.get_context(METHOD),
        initializer=_receive,
        initargs=(state, os.getpid()),
    )
    try:
        yield from executor.map(partial(_apply, work), chunks)  # none waits while a long one is on its way
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
        gc.unfreeze()


def collect_rarely() -> None:
    """Let the garbage collector run less often: a catalog is a million objects that live to the end.

    The default looks through all of them again and again, a tenth of the time of a build.
    """
    gc.set_threshold(200_000, 20, 100)


def _receive(state: Any, parent: int) -> None:
    global _state
    _state = state
    collect_rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted and ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _die_with(parent)


def _die_with(parent: int) -> None:
    """End this process when the parent is killed: an orphan could write into the next build's folder."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it went before we could ask
        os._exit(1)


def _apply(work: Callable[[Any, Sequence[Any]], Result], part: Sequence[Any]) -> Result:
    return work(_state, part)
