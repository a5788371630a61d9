"""The parent's end of a process that opens attachments."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from generator.ingest.attachment_text.outcome import ACCIDENTS, DEATHS, Extract, Limits, Outcome

#: The program that reads; it is given the limits as its last argument.
PROGRAM = (sys.executable, "-m", "generator.ingest.attachment_text.child")

#: The folder that `generator` is imported from.
_HOME = Path(__file__).parents[3]
#: All of the environment that the child is given: the secrets of a build are not among it.
_ENVIRONMENT = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP")
_DOES_NOT_START = "附件读取程序无法启动 / the program that reads attachments does not start: {}"
_PATIENCE = 2  # seconds to wait for one of the processor's: a busy machine is no fault of a file
#: What shows that an answer is none of ours.
UNSOUND = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
_BYTES_OF_A_CHARACTER = 16  # at most, of an answer: its own, and its share of a block's quotes and escapes

Found = TypeVar("Found")
#: A task of the process, the path of a file and its kind (lower-case ending).
Request = tuple[str, str, str]


class ReaderUnavailable(OSError):
    """The process that opens attachments does not start: no attachment's fault."""


class Reader:
    """Reads one file after another in a process of its own, and begins a new one when that dies.

    A new process takes a tenth of a second, hence one for many files. Not for use by two threads at once.
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
            _kill(self._process)
            for pipe in (self._process.stdin, self._process.stdout):
                with contextlib.suppress(OSError):  # what it was not yet told
                    pipe.close()  # type: ignore[union-attr]
            self._process.wait()
            self._process = None

    def read(self, path: str, kind: str) -> Extract:
        """The text of a file of a kind (one of KINDS). Whatever the file does to its process is an outcome.

        Raises ReaderUnavailable.
        """
        found = self.ask(("text", path, kind), self._extract)
        return Extract(found) if isinstance(found, Outcome) else found

    def ask(self, request: Request, accept: Callable[[Mapping[str, Any]], Found]) -> Found | Outcome:
        """What the process answers, as `accept` takes it; one of ACCIDENTS where it cannot.

        `accept` raises one of UNSOUND for what is no answer. Raises ReaderUnavailable.
        """
        is_first = self._process is None
        found = self._ask(request, accept)
        if found in DEATHS and not is_first:
            # what earlier files left in the process must not decide about this one
            found = self._ask(request, accept)
        return found

    def _ask(self, request: Request, accept: Callable[[Mapping[str, Any]], Found]) -> Found | Outcome:
        process = self._process or self._start()
        assert process.stdin
        found: Found | Outcome | None = None
        overdue = threading.Event()
        timer = threading.Timer(_PATIENCE * self._limits.seconds, _stop, (process, overdue))
        timer.start()
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            found = self._answer(process, accept)
        except OSError:  # it died while it had nothing to do
            pass
        finally:
            timer.cancel()
            timer.join()
        if overdue.is_set():
            found = Outcome.TOO_SLOW
        if found is None or found in ACCIDENTS:  # of which the process does not recover
            self.close()
        if found is None:
            return Outcome.TOO_SLOW if _used_up_its_time(process) else Outcome.CRASHED
        return found

    def _answer(
        self, process: subprocess.Popen[bytes], accept: Callable[[Mapping[str, Any]], Found]
    ) -> Found | Outcome | None:
        """The answer of the process; None when it is none, or does not keep to the limits."""
        assert process.stdout
        line = process.stdout.readline(_BYTES_OF_A_CHARACTER * self._limits.characters + 1024)
        try:
            answer = json.loads(line.decode("utf-8"))
            outcome = Outcome(answer["outcome"])
            return outcome if outcome in ACCIDENTS else accept(answer)
        except UNSOUND:
            return None

    def _extract(self, answer: Mapping[str, Any]) -> Extract:
        blocks = answer["blocks"]
        text = "".join(blocks)
        text.encode("utf-8")  # no halves of characters, which no file of ours could hold
        if not isinstance(blocks, list) or not all(blocks) or len(text) > self._limits.characters:
            raise ValueError(answer["outcome"])
        return Extract(Outcome(answer["outcome"]), tuple(blocks))

    def _start(self) -> subprocess.Popen[bytes]:
        try:
            self._process = self._spawn()
        except OSError as error:
            raise ReaderUnavailable(_DOES_NOT_START.format(error)) from error
        assert self._process.stdout
        if self._process.stdout.readline(1024) != b'"ready"\n':
            self.close()
            raise ReaderUnavailable(_DOES_NOT_START.format(" ".join(self._program)))
        return self._process

    def _spawn(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*self._program, json.dumps(asdict(self._limits))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_HOME,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            start_new_session=True,  # Ctrl-C is for the parent, who ends this process, and no crash of a file
        )


def _stop(process: subprocess.Popen[bytes], overdue: threading.Event) -> None:
    overdue.set()
    _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process, and others that a file may have had it start."""
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS has the second for the dead
            os.killpg(process.pid, signal.SIGKILL)


def _used_up_its_time(process: subprocess.Popen[bytes]) -> bool:
    """Whether a process that has ended did so at the limit of the processor's time."""
    return sys.platform != "win32" and process.returncode == -signal.SIGXCPU
