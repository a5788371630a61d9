"""Index a file of documents as a build does: `python -m tests.benchmarks.search.ours DOCUMENTS SITE`."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from generator.outputs.search.index import IndexPlan, build_index

from .documents import read_documents

_SCRIPTS = Path(__file__).parents[3] / "theme_overrides" / "assets" / "search"


def main() -> None:
    """Write texts, index and scripts into the folder of a site, with a process for each core."""
    documents, site = map(Path, sys.argv[1:])
    plan = IndexPlan(jobs=len(os.sched_getaffinity(0)))
    build_index(read_documents(documents), site / "search", plan)
    shutil.copytree(_SCRIPTS, site / plan.assets / "search")


if __name__ == "__main__":
    main()
