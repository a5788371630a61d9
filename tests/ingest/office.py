"""Office files for tests: older ones, built sector by sector, and newer ones with macros."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

_SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_ROOT, _STORAGE, _STREAM = 5, 1, 2


def ole(streams: Mapping[str, bytes], storages: Sequence[str] = ()) -> bytes:
    """An OLE2 file of streams, each padded to the size from which it has sectors of its own; empty storages.

    Source: [MS-CFB]. The directory is a list, which readers take for a tree without left branches.
    """
    names = [*sorted(streams), *storages]
    entries = [_entry("Root Entry", _ROOT, child=1 if names else -1)]
    content, table = b"", []
    directory_sectors = (len(names) + 1 + 3) // 4
    first = 1 + directory_sectors
    for number, name in enumerate(names, start=1):
        following = number + 1 if number < len(names) else -1
        if name in streams:
            data = streams[name].ljust(4096, b"\0")
            data += bytes(-len(data) % _SECTOR)
            start, count = first + len(table), len(data) // _SECTOR
            table += [*range(start + 1, start + count), _END]
            content += data
            entries.append(_entry(name, _STREAM, right=following, start=start, size=len(data)))
        else:
            entries.append(_entry(name, _STORAGE, right=following))
    entries += [bytes(128)] * (-len(entries) % 4)
    directory = [*range(2, 1 + directory_sectors), _END]
    fat = [_TABLE, *directory, *table]
    fat += [_FREE] * (128 - len(fat))
    header = struct.pack("<8s16sHHHHH6x", bytes.fromhex("d0cf11e0a1b11ae1"), b"", 62, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    return header + struct.pack("<128I", *fat) + b"".join(entries) + content


def _entry(name: str, kind: int, child: int = -1, right: int = -1, start: int = 0, size: int = 0) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<iii", -1, right, child)
    tail = struct.pack("<16xIQQIQ", 0, 0, 0, start if size else _END, size)
    return encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1) + links + tail


def doc(*, encrypted: bool = False, macros: bool = False) -> bytes:
    """A Word file of the old type, as far as its header goes."""
    head = struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0x0804, 0, 0x0100 if encrypted else 0)
    return ole({"WordDocument": head}, ["Macros"] if macros else [])


def xls(*, encrypted: bool = False, macro_sheet: bool = False) -> bytes:
    """An Excel file of the old type, as far as the list of its sheets."""
    records = struct.pack("<HHHH", 0x0809, 4, 0x0600, 5)
    records += struct.pack("<HHH", 0x2F, 2, 1) if encrypted else b""
    records += struct.pack("<HHIBB", 0x85, 8, 0, 0, 1 if macro_sheet else 0) + b"\1\0a"[:2]
    return ole({"Workbook": records + struct.pack("<HH", 0x0A, 0)})


def ppt(*, encrypted: bool = False, macros: bool = False) -> bytes:
    """A PowerPoint file of the old type, as far as what says of passwords and macros."""
    token = 0xF3D1C4DF if encrypted else 0xE391C05F
    info = struct.pack("<HHIIII", 2, 0x0400, 12, 1, int(macros), 2)
    return ole({"Current User": struct.pack("<HHIII", 0, 0xFF6, 20, 20, token), "PowerPoint Document": info})


def locked() -> bytes:
    """A newer Office file behind a password."""
    return ole({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": b"secret"})


def packed(files: Mapping[str, bytes | str], *, encrypted: bool = False) -> bytes:
    """A zip archive; `encrypted` says so of its entries, which are not."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        for entry in target.filelist if encrypted else ():
            entry.flag_bits |= 1
    return written.getvalue()


def with_macros(package: bytes, part: str = "word/vbaProject.bin", data: bytes = b"macros") -> bytes:
    """A newer Office file with one more part, which holds macros."""
    source = zipfile.ZipFile(io.BytesIO(package))
    parts = {name: source.read(name) for name in source.namelist()}
    return packed({**parts, part: data})
