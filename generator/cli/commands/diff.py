"""`disclosure diff`: what a change does to the public site, for those who review it."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from generator.cli.parser import UsageError
from generator.cli.progress import bar
from generator.cli.setup import Setup, set_up
from generator.ingest.changes.check import check_changes
from generator.ingest.changes.compare import compare
from generator.ingest.gather import gather
from generator.ingest.severity import in_order
from generator.review.formats import FORMATS
from generator.review.gathered import review_of, wording


def run(options: Namespace) -> int:
    """Write the page; return 1 when the content has errors, which the page tells of."""
    setup = set_up(options)
    comparison = compare(setup.settings, setup.schemas, options.base)
    with bar("检查" if setup.language == "zh" else "check") as progress:
        gathered = gather(setup.settings, setup.schemas, setup.as_of, setup.jobs, progress)
    changes = check_changes(comparison, setup.settings, setup.schemas, options.is_import)
    problems = in_order([*gathered.problems, *changes], setup.settings)
    review = review_of(comparison, gathered, problems, setup.schemas, setup.language)
    text = FORMATS[options.format](review, wording(setup.language))
    if options.output:
        _write(options.output, text, setup)
    else:
        sys.stdout.write(text)
    return 1 if review.errors else 0


def _write(path: Path, text: str, setup: Setup) -> None:
    """Write the page to a file; never into the content or the schemas."""
    target = path.resolve()
    for folder in (setup.settings.content, setup.settings.schema, setup.settings.overrides):
        if target.is_relative_to(folder):
            zh, en = f"{path} 在 {folder} 里，请写到别处", f"{path} lies in {folder}; write it elsewhere"
            raise UsageError(zh if setup.language == "zh" else en)
    if path.is_dir():
        raise UsageError(f"{path} 是文件夹" if setup.language == "zh" else f"{path} is a folder")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
