"""The day that stands for today, and the commit that gives it."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from generator.ingest import git


def as_of(option: date | Literal["today"] | None, content: Path, zone: ZoneInfo) -> date:
    """The day that stands for today.

    In this order: the option; SOURCE_DATE_EPOCH; the date of the content repository's HEAD commit; today.
    All but a date given are counted in the site's zone. Raises ValueError on a malformed SOURCE_DATE_EPOCH.
    """
    if option == "today":
        return datetime.now(zone).date()
    if option:
        return option
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or git.answer(
        content, "log", "-1", "--no-show-signature", "--format=%ct"
    )
    return datetime.fromtimestamp(int(epoch), zone).date() if epoch else datetime.now(zone).date()


def head_commit(content: Path) -> str | None:
    """The full hash of the content repository's HEAD; None where there is no repository or no commit."""
    return git.answer(content, "rev-parse", "--verify", "--quiet", "HEAD") or None
