"""Run a command and measure it: wall time, processor time, peak memory of all its processes."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

#: Seconds between two looks at the memory.
SAMPLE_EVERY = 0.1


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds by the clock and of all processors; peak of the summed PSS in bytes; load when it started."""

    wall: float
    processor: float
    memory: int
    load: float


class CommandFailed(Exception):
    """A measured command did not exit with 0; the text is the end of what it said."""


def measure(command: Sequence[str], folder: Path) -> Measured:
    """Run a command in a folder. Linux only. Raises CommandFailed."""
    os.sync()  # what was written before must not be written out during the run
    load = os.getloadavg()[0]
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=subprocess.STDOUT)
        with _Memory(process.pid) as memory:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        tail = said.read()[-2000:].decode(errors="replace")
    if process.returncode:
        raise CommandFailed(f"{' '.join(command)}: exit code {process.returncode}\n{tail}")
    return Measured(wall, usage.ru_utime + usage.ru_stime, memory.peak, load)


class _Memory:
    """Samples a process and its descendants; PSS counts a page shared by n processes as 1/n in each."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        self._pid = pid
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> _Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(SAMPLE_EVERY):
            self.peak = max(self.peak, sum(map(_pss, _family(self._pid))))


def _family(pid: int) -> Iterator[int]:
    yield pid
    for listing in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = listing.read_text().split()
        except OSError:  # the thread has ended since
            continue
        for child in children:
            yield from _family(int(child))


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # the process has ended since
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
