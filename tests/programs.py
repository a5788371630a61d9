"""Programs of the system that some tests need: skipped without, with a plain reason, but never in CI."""

from __future__ import annotations

import os
import shutil

import pytest


def program(*names: str) -> str:
    """The path of the first that is installed. Without one the test is skipped; in CI it fails."""
    paths = f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin"  # where servers lie, off a user's path
    found = next(filter(None, (shutil.which(name, path=paths) for name in names)), None)
    if found is None:
        reason = f"{names[0]} is not installed"
        if os.environ.get("CI"):
            pytest.fail(f"{reason}, and nothing is optional in CI")
        pytest.skip(reason)
    return found
