"""`disclosure check`: every problem of a content tree, in one run."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.cli.parser import UsageError
from generator.cli.progress import bar
from generator.cli.setup import Setup, set_up
from generator.ingest.gather import Gathered, gather
from generator.model.problems import Problem
from generator.reporting.describe import describe
from generator.reporting.formats import FORMATS


def run(options: Namespace) -> int:
    """Check, print the problems, return 1 when one of them is an error."""
    setup = set_up(options)
    with bar("检查" if setup.language == "zh" else "check") as progress:
        gathered = gather(setup.settings, setup.schemas, setup.as_of, setup.jobs, progress)
    problems = _within(gathered.problems, options.paths, setup.language)
    return report(setup, gathered, problems, options.format)


def report(setup: Setup, gathered: Gathered, problems: Iterable[Problem], form: str) -> int:
    """Print problems in a format; return 1 when one of them is an error."""
    shown = [describe(problem, gathered.settings, setup.language) for problem in problems]
    sys.stdout.write(FORMATS[form](shown, setup.language))
    sys.stdout.flush()
    return 1 if any(problem.severity == "error" for problem in shown) else 0


def _within(problems: Sequence[Problem], paths: Sequence[Path], language: str) -> list[Problem]:
    """The problems of the files asked for; of all where none is named."""
    for path in paths:
        if not path.exists():
            raise UsageError(f"没有文件 {path}" if language == "zh" else f"there is no file {path}")
    if not paths:
        return list(problems)
    wanted = [path.resolve() for path in paths]
    return [
        problem for problem in problems if any(Path(problem.path).is_relative_to(path) for path in wanted)
    ]
