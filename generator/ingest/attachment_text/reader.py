"""The parent's end of a process that opens attachments."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType

from generator.ingest.attachment_text.outcome import DEATHS, Extract, Limits, Outcome

#: The program that reads; it is given the limits as its last argument.
PROGRAM = (sys.executable, "-m", "generator.ingest.attachment_text.child")

#: The folder that `generator` is imported from.
_HOME = Path(__file__).parents[3]
#: All of the environment that the child is given: no secret of a build is in reach of a file.
_ENVIRONMENT = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP")
_PATIENCE = 2  # seconds to wait for one of the processor's: a busy machine is no fault of a file
_BYTES_OF_A_CHARACTER = 16  # at most, of an answer: its own, and its share of a block's quotes and escapes


class Reader:
    """Reads one file after another in a process of its own, and begins a new one when that dies.

    Not for use by two threads at once.
    """

    def __init__(self, limits: Limits | None = None, program: Sequence[str] | None = None) -> None:
        self._limits = limits or Limits()
        self._program = program or PROGRAM
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def read(self, path: str, kind: str) -> Extract:
        """The text of a file of a kind (one of KINDS). Whatever the file does to its process is an outcome.

        Raises RuntimeError when the process does not even start.
        """
        is_first = self._process is None
        found = self._ask(path, kind)
        if found.outcome in DEATHS and not is_first:
            # what earlier files left in the process must not decide about this one
            found = self._ask(path, kind)
        return found

    def _ask(self, path: str, kind: str) -> Extract:
        process = self._process or self._start()
        assert process.stdin
        overdue = threading.Event()
        timer = threading.Timer(_PATIENCE * self._limits.seconds, _stop, (process, overdue))
        timer.start()
        try:
            process.stdin.write(json.dumps([path, kind]).encode() + b"\n")
            process.stdin.flush()
            found = self._answer(process)
        except OSError:  # it died while it had nothing to do
            found = None
        finally:
            timer.cancel()
            timer.join()
        if found and not overdue.is_set() and found.outcome not in DEATHS:
            return found
        self.close()
        if found and not overdue.is_set():
            return found
        return Extract(Outcome.TOO_SLOW if overdue.is_set() or _is_cpu(process) else Outcome.CRASHED)

    def _answer(self, process: subprocess.Popen[bytes]) -> Extract | None:
        """The answer of the process; None when it is none, or does not keep to the limits."""
        assert process.stdout
        line = process.stdout.readline(_BYTES_OF_A_CHARACTER * self._limits.characters + 1024)
        try:
            answer = json.loads(line.decode("utf-8"))
            blocks = answer["blocks"]
            text = "".join(blocks)
            text.encode("utf-8")  # no halves of characters, which no file of ours could hold
            found = Extract(Outcome(answer["outcome"]), tuple(blocks))
        except (ValueError, TypeError, KeyError, RecursionError):
            return None
        return found if len(text) <= self._limits.characters and isinstance(blocks, list) else None

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(
            [*self._program, json.dumps(asdict(self._limits))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_HOME,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            start_new_session=True,  # Ctrl-C is for the parent, who ends this process, and no crash of a file
        )
        assert self._process.stdout
        if self._process.stdout.readline(1024) != b'"ready"\n':
            self.close()
            raise RuntimeError(f"cannot read attachments: {' '.join(self._program)} does not start")
        return self._process


def _stop(process: subprocess.Popen[bytes], overdue: threading.Event) -> None:
    overdue.set()
    process.kill()


def _is_cpu(process: subprocess.Popen[bytes]) -> bool:
    """Whether a process that has ended used up its share of the processor."""
    return process.returncode == -getattr(signal, "SIGXCPU", 0) != 0
