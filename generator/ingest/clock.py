"""The day that stands for today, and git, whose HEAD gives it. All of git's words come from here."""

from __future__ import annotations

import os
import subprocess
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

_OF_HOOKS = frozenset(("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"))


def as_of(option: date | None, content: Path, zone: ZoneInfo) -> date:
    """The day that stands for today.

    In this order: the option; SOURCE_DATE_EPOCH; the date of the content repository's HEAD commit; today.
    All but the first are counted in the site's zone. Raises ValueError on a malformed SOURCE_DATE_EPOCH.
    """
    if option:
        return option
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or _git(
        content, "log", "-1", "--no-show-signature", "--format=%ct"
    )
    return datetime.fromtimestamp(int(epoch), zone).date() if epoch else datetime.now(zone).date()


def head_commit(content: Path) -> str | None:
    """The full hash of the content repository's HEAD; None where there is no repository or no commit."""
    return _git(content, "rev-parse", "--verify", "--quiet", "HEAD") or None


def _git(folder: Path, *arguments: str) -> str:
    # a hook's own variables (GIT_DIR, …) would lead git away from the folder
    environment = {key: value for key, value in os.environ.items() if key not in _OF_HOOKS}
    try:
        result = subprocess.run(
            # A checkout often belongs to another account (containers, CI); two read-only questions are safe
            # there, and without an answer the day and the manifest would change in silence.
            ["git", "-c", "safe.directory=*", "-C", str(folder), *arguments],
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env=environment,
        )
    except OSError:  # no git on this machine: the content may have come as an archive
        return ""
    return result.stdout.strip() if result.returncode == 0 else ""
