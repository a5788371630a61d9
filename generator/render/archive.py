"""All attachments of a record in one zip archive.

The same files make the same bytes: names in order, one time for all, the rights of any file. Names are marked
as UTF-8, which Windows has understood since version 8. What is packed already is stored as it is.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

from generator.model.media_types import is_packed

_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX, _RIGHTS = 3, 0o644 << 16


def write_archive(path: Path, folder: Path, names: Iterable[str]) -> None:
    """Write an archive of files of a folder, by their names in it. Raises OSError."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(set(names)):
            entry = zipfile.ZipInfo(name, _TIME)
            entry.create_system, entry.external_attr = _UNIX, _RIGHTS
            entry.compress_type = zipfile.ZIP_STORED if is_packed(name) else zipfile.ZIP_DEFLATED
            entry.file_size = (folder / name).stat().st_size
            with (folder / name).open("rb") as source, archive.open(entry, "w") as target:
                shutil.copyfileobj(source, target)
