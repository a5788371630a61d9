"""The manifest: what a built site consists of, so that anyone can tell whether a copy of it is whole."""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

NAME = "manifest.json"

_SHA256 = re.compile(r"[0-9a-f]{64}")
_CHUNK = 1 << 16  # most pages fit into one; a larger buffer costs more to allocate than it saves


class _Readable(Protocol):
    """A file, on disk or in an archive."""

    def read(self, size: int, /) -> bytes | None:
        """The next bytes, none at the end."""


class Fault(StrEnum):
    """How a site differs from its manifest."""

    MISSING = "missing"
    CHANGED = "changed"
    EXTRA = "extra"
    IRREGULAR = "irregular"  # a symbolic link or a special file: what it holds lies outside the site
    MALFORMED = "malformed"  # the manifest itself


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """A file, by its path inside the site, that is not what the manifest says."""

    path: str
    fault: Fault


def write_manifest(
    site: Path, digests: Mapping[str, str] | None, version: str, commit: str | None, as_of: date
) -> None:
    """Write the manifest of all files below `site`, the manifest itself left out.

    `digests` holds the SHA-256 (lower-case hexadecimal) of files, by path inside the site, that was worked
    out while they were written; only the others are read again. Raises ValueError for a digest whose file is
    not there and for anything but regular files and folders: either means that the build went wrong.
    """
    known = digests or {}
    files = {path: known.get(path) or _sha256(entry) for path, entry in _regular_files(site)}
    if lost := sorted(known.keys() - files.keys()):
        raise ValueError(f"{len(lost)} written files are not in the site, the first: {lost[0]}")
    with (site / NAME).open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(manifest_parts(files, version, commit, as_of))


def manifest_parts(files: Mapping[str, str], version: str, commit: str | None, as_of: date) -> Iterator[str]:
    """The manifest of files with these digests by path, in parts: it may be large."""
    head = {"version": version, "commit": commit, "as_of": as_of.isoformat()}
    yield "{\n" + "".join(f"{_json(key)}: {_json(value)},\n" for key, value in head.items())
    yield '"files": {'
    separator = "\n"
    for path in sorted(files):
        yield f'{separator}{_json(path)}: "{files[path]}"'
        separator = ",\n"
    yield "\n}\n}\n"


def is_site(folder: Path) -> bool:
    """Whether `folder` holds a site that we built: one with a manifest of ours."""
    try:
        files_of((folder / NAME).read_bytes())
    except (OSError, ValueError):
        return False
    return True


def verify(site: Path) -> list[Difference]:
    """What is different in `site` from its manifest, sorted by path; nothing for a whole site.

    Without a sound manifest that is the only difference. Raises OSError for files that cannot be read.
    """
    try:
        expected = files_of((site / NAME).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return [Difference(NAME, Fault.MISSING)]
    except ValueError:
        return [Difference(NAME, Fault.MALFORMED)]
    found: set[str] = set()
    differences: list[Difference] = []
    for path, entry in _entries(site):
        found.add(path)
        if fault := _fault(entry, expected.get(path)):
            differences.append(Difference(path, fault))
    differences += [Difference(path, Fault.MISSING) for path in expected.keys() - found]
    return sorted(differences)


def verify_zip(file: Path) -> list[Difference]:
    """What is different in a zip file from the manifest in its one folder, sorted by path.

    Nothing is unpacked. Without a sound manifest that is the only difference. Raises OSError, BadZipFile.
    """
    with zipfile.ZipFile(file) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        found = next((name for name in names if name.count("/") == 1 and name.endswith(f"/{NAME}")), None)
        if found is None:
            return [Difference(NAME, Fault.MISSING)]
        try:
            expected = files_of(archive.read(found))
        except ValueError:
            return [Difference(NAME, Fault.MALFORMED)]
        root = found.removesuffix(NAME)
        present = {name.removeprefix(root): name for name in names if name != found}
        faults = [Difference(path, Fault.EXTRA) for path in present.keys() - expected.keys()]
        faults += [Difference(path, Fault.MISSING) for path in expected.keys() - present.keys()]
        for path in expected.keys() & present.keys():
            with archive.open(present[path]) as data:
                if _digest(data) != expected[path]:
                    faults.append(Difference(path, Fault.CHANGED))
    return sorted(faults)


def _fault(entry: os.DirEntry[str], expected: str | None) -> Fault | None:
    if not entry.is_file(follow_symlinks=False):
        return Fault.IRREGULAR
    if expected is None:
        return Fault.EXTRA
    return None if _sha256(entry) == expected else Fault.CHANGED


def files_of(data: bytes) -> dict[str, str]:
    """The digests by path that a manifest holds. Raises ValueError for one that is not as we write it."""
    manifest = _read(data)
    files = manifest.get("files")
    sound = (
        manifest.keys() == {"version", "commit", "as_of", "files"}
        and isinstance(files, dict)
        and all(isinstance(digest, str) and _SHA256.fullmatch(digest) for digest in files.values())
    )
    if not sound:
        raise ValueError("not a manifest of ours")
    return dict(files or {})


def sizes_of(site: Path) -> Iterator[tuple[str, int]]:
    """Every file of a site by its path, with its size in bytes, in no order; the manifest left out."""
    return ((path, entry.stat().st_size) for path, entry in _regular_files(site))


def _read(data: bytes) -> dict[str, Any]:
    """The manifest as an object. Raises ValueError when it is something else."""
    try:
        manifest = json.loads(data)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(manifest, dict):
        raise ValueError("not an object")
    return manifest


def _regular_files(site: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    for path, entry in _entries(site):
        if not entry.is_file(follow_symlinks=False):
            raise ValueError(f"neither a file nor a folder: {path}")
        yield path, entry


def _entries(site: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """All that is not a folder, with its path inside the site, in no order; links are not followed."""
    folders = [("", os.fspath(site))]
    while folders:
        prefix, folder = folders.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.append((path + "/", entry.path))
                elif path != NAME or entry.is_symlink():
                    yield path, entry


def _sha256(entry: os.DirEntry[str]) -> str:
    with open(entry.path, "rb", buffering=0) as file:  # noqa: PTH123  a Path for each of 100,000 files adds up
        return _digest(file)


def _digest(data: _Readable) -> str:
    digest = hashlib.sha256()
    while chunk := data.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _json(value: str | None) -> str:
    return json.dumps(value, ensure_ascii=False)
