"""Zip files that are the same wherever they are made, and complete or not there at all."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from generator.model.media_types import is_packed

_EARLIEST = 1980  # a zip file knows no year before
_UNIX, _RIGHTS = 3, 0o100644 << 16


def zip_entry(name: str, day: date) -> zipfile.ZipInfo:
    """An entry of a day, without anything of the machine that it is made on.

    Names that are not ASCII are marked as UTF-8. What is packed already is stored as it is.
    """
    entry = zipfile.ZipInfo(name, (max(day.year, _EARLIEST), day.month, day.day, 0, 0, 0))
    entry.create_system, entry.external_attr = _UNIX, _RIGHTS
    entry.compress_type = zipfile.ZIP_STORED if is_packed(name) else zipfile.ZIP_DEFLATED
    return entry


@contextmanager
def complete_zip(output: Path) -> Iterator[zipfile.ZipFile]:
    """A zip file to write that takes its name once it is complete. Raises OSError."""
    unfinished = output.with_name(f".{output.name}.unfinished")
    try:
        with zipfile.ZipFile(unfinished, "w") as archive:
            yield archive
        os.replace(unfinished, output)  # noqa: PTH105  works where the file is there, on every system
    finally:
        unfinished.unlink(missing_ok=True)
