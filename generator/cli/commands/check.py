"""`disclosure check`: every problem of a content tree, in one run."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Container, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.parser import UsageError
from generator.cli.progress import bar
from generator.cli.setup import Setup, set_up
from generator.ingest.gather import check
from generator.ingest.severity import in_order
from generator.model.problems import Problem
from generator.reporting.describe import describe
from generator.reporting.formats import FORMATS

if TYPE_CHECKING:
    from generator.ingest.changes.compare import Comparison


def run(options: Namespace) -> int:
    """Check, print the problems, return 1 when one of them is an error."""
    setup = set_up(options)
    comparison = _comparison(options, setup)
    own = frozenset(comparison.files) if comparison else frozenset()
    wanted = [_wanted(path, setup, own) for path in options.paths]
    with bar("检查" if setup.language == "zh" else "check") as progress:
        problems = check(setup.settings, setup.schemas, setup.as_of, setup.jobs, progress)
    if comparison:
        from generator.ingest.changes.check import check_changes

        changes = check_changes(comparison, setup.settings, setup.schemas, options.is_import)
        # GitHub shows ten annotations of a step: those in files of the change come first
        problems = in_order([*problems, *changes], setup.settings)
        problems = tuple(sorted(problems, key=lambda problem: problem.path not in own))
    shown = [problem for problem in problems if _is_within(problem, wanted)]
    return report(setup, shown, options.format)


def _comparison(options: Namespace, setup: Setup) -> Comparison | None:
    """What the working tree does to what was published before, where that is asked."""
    if options.base is None:
        return None
    from generator.ingest.changes.compare import compare  # other checks need not wait for its imports

    return compare(setup.settings, setup.schemas, options.base)


def report(setup: Setup, problems: Iterable[Problem], form: str) -> int:
    """Print problems in a format; return 1 when one of them is an error."""
    shown = [describe(problem, setup.settings, setup.language) for problem in problems]
    sys.stdout.write(FORMATS[form](shown, setup.language))
    sys.stdout.flush()
    return 1 if any(problem.severity == "error" for problem in shown) else 0


def _wanted(path: Path, setup: Setup, deleted: Container[str]) -> Path:
    """The absolute path of a file or folder to report on. Raises UsageError where no content lies, or lay."""
    zh = setup.language == "zh"
    # a link is a problem of its own: only what leads to it is resolved
    found = path.parent.resolve() / path.name if path.is_symlink() else path.resolve()
    if not os.path.lexists(found) and found.as_posix() not in deleted:
        raise UsageError(f"没有文件 {path}" if zh else f"there is no file {path}")
    content = setup.settings.content
    trees = setup.settings.trees
    if not any(found.is_relative_to(tree) or tree.is_relative_to(found) for tree in trees):
        raise UsageError(
            f"{path} 不在内容文件夹 {content} 里" if zh else f"{path} is not in the content folder {content}"
        )
    return found


def _is_within(problem: Problem, wanted: Sequence[Path]) -> bool:
    """Whether a problem is in one of the places asked for; every place is, where none is named."""
    return not wanted or any(Path(problem.path).is_relative_to(path) for path in wanted)
