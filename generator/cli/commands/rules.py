"""`disclosure rules`: the reference of all rules, as Markdown."""

from __future__ import annotations

import sys
from argparse import Namespace

import generator.ingest.all_rules  # noqa: F401
from generator.reporting.reference import reference


def run(options: Namespace) -> int:
    """Print the reference page."""
    sys.stdout.write(reference(options.lang or "zh"))
    return 0
