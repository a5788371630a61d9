"""Writing many small files: the plain system calls, since pathlib's comfort costs more than the writing."""

from __future__ import annotations

import contextlib
import hashlib
import os


def write(folder: str, path: str, data: bytes) -> str:
    """Write a file below a folder, making the folders on its way; returns its SHA-256 in hexadecimal."""
    target = f"{folder}/{path}"
    try:
        file = os.open(target, _FLAGS, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
        file = os.open(target, _FLAGS, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
    finally:
        os.close(file)
    return hashlib.sha256(data).hexdigest()


def write_new(folder: str, path: str, data: bytes) -> str:
    """The same for a file in a folder that is most likely not there yet."""
    with contextlib.suppress(FileExistsError, FileNotFoundError):
        os.mkdir(os.path.dirname(f"{folder}/{path}"))  # noqa: PTH102, PTH120
    return write(folder, path, data)


_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
