"""What the Office formats share: they are zip archives, and encrypted ones are something else."""

from __future__ import annotations

import zipfile
from pathlib import Path

from generator.ingest.attachment_text.outcome import Limits, Outcome, Refused

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def open_archive(path: Path, limits: Limits) -> zipfile.ZipFile:
    """The archive that an Office file is.

    Raises Refused when it is encrypted or would unpack to too much, BadZipFile when it is no archive.
    """
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        if _is_encrypted(path):
            raise Refused(Outcome.ENCRYPTED) from None
        raise
    if sum(entry.file_size for entry in archive.infolist()) > limits.unpacked:
        raise Refused(Outcome.TOO_LARGE)
    return archive


def _is_encrypted(path: Path) -> bool:
    """Whether Office wrapped the file up with a password: the archive then lies within an older container."""
    data = path.read_bytes()
    return data.startswith(_OLE) and _ENCRYPTED in data
