"""The pool: order, failures, and the way that systems without fork send the state."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from build.sources import AS_OF, CONFIG
from build.trees import manifest

from generator import workers
from generator.cli import main

ROOT = Path(__file__).parents[1]


def add(state: int, items: Sequence[int]) -> list[int]:
    return [state + item for item in items]


def die(_state: int, items: Sequence[int]) -> list[int]:
    os.kill(os.getpid(), signal.SIGKILL)
    return list(items)


def test_results_come_in_order() -> None:
    found = [number for part in workers.run(add, 5, range(1000), jobs=3, chunk=7) for number in part]
    assert found == list(range(5, 1005))


def test_heavy_items_come_first_each_by_itself() -> None:
    sizes = [len(part) for part in workers.run(add, 0, range(300), jobs=2, heavy=[-2, -1])]
    assert sizes == [1, 1, 100, 100, 100]


def test_small_work_stays_in_this_process() -> None:
    seen = list(workers.run(lambda own, items: (own, os.getpid(), len(items)), 0, range(10), jobs=4))
    assert seen == [(0, os.getpid(), 10)]


def test_a_killed_worker_is_an_error_not_a_hang() -> None:
    with pytest.raises(BrokenProcessPool):
        list(workers.run(die, 0, range(1000), jobs=2))


def test_workers_end_with_a_killed_parent() -> None:
    """An orphan could write into the next build's folder."""
    script = (
        "import os, signal, sys, time\n"
        "from generator import workers\n"
        "def work(state, items):\n"
        "    os.write(1, f'{os.getpid()}\\n'.encode())\n"
        "    time.sleep(60)\n"
        "list(workers.run(work, 0, range(400), jobs=2))\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    assert all(parent.stdout.readline().strip().isdigit() for _ in range(2))  # both are at work
    parent.kill()
    parent.wait()
    assert parent.stdout.read() == ""  # ends only when both children are gone


def test_a_build_with_spawned_workers_is_the_same(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "METHOD", "spawn")
    monkeypatch.setattr(workers, "SMALL", 1)
    options = [
        "--config",
        str(CONFIG),
        "--as-of",
        AS_OF,
        "--output",
        str(tmp_path / "spawned"),
        "--jobs",
        "2",
    ]
    assert main(["build", *options]) == 0
    assert manifest(tmp_path / "spawned")["files"] == manifest(site)["files"]
