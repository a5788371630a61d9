"""What lies in a zip archive that the public downloads: the names are looked at, nothing is unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.ingest.inspection.seen import Fault, Finding

#: Endings of what runs, or draws a page, on the computer of whoever opens it.
_UNSAFE = frozenset(
    (
        *("exe", "msi", "msix", "bat", "cmd", "com", "scr", "pif", "cpl", "dll", "sys", "drv", "ocx", "lnk"),
        *("url", "reg", "inf", "hta", "chm", "jar", "apk", "ipa", "app", "dmg", "pkg", "deb", "rpm"),
        *("sh", "bash", "ps1", "psm1", "vbs", "vbe", "js", "jse", "mjs", "wsf", "wsh", "scf"),
        *("py", "pyc", "rb", "pl", "php", "jsp", "asp", "aspx"),
        *("html", "htm", "xhtml", "shtml", "mht", "mhtml", "svg", "swf"),
        *("docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "xll", "pptm", "potm", "ppam", "ppsm", "sldm"),
        *("iso", "img", "vhd", "vhdx"),
    )
)
_ARCHIVES = frozenset(("zip", "rar", "7z", "gz", "tgz", "bz2", "xz", "tar", "cab", "arj", "lzh", "z"))
#: What an archive may unpack to: so much in any case, and so many times its own size.
_ALWAYS = 100 * 1024 * 1024
_TIMES = 100
_MOST = 2 * 1024 * 1024 * 1024
_ENCRYPTED = 0x1
_UTF8 = 0x800


@dataclass(frozen=True)
class Archive:
    """How many files an archive holds, and what is wrong with them."""

    entries: int
    findings: tuple[Finding, ...]


def look_into_archive(path: Path) -> Archive:
    """Look at the directory of a zip archive. Raises BadZipFile."""
    with zipfile.ZipFile(path) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    return Archive(len(entries), tuple(_findings(entries, path.stat().st_size)))


def _findings(entries: list[zipfile.ZipInfo], size: int) -> Iterator[Finding]:
    """One finding of each kind: the first entry stands for all."""
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > _MOST or unpacked > max(_ALWAYS, _TIMES * size):
        yield Finding(Fault.BOMB, str(unpacked))
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        yield Finding(Fault.ENCRYPTED)
    names = [shown_name(entry) for entry in entries]
    for fault, is_one in ((Fault.UNSAFE_ENTRY, _is_unsafe), (Fault.NESTED_ARCHIVE, _is_archive)):
        if found := next(filter(is_one, names), ""):
            yield Finding(fault, found)


def _is_unsafe(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    leads_out = ".." in parts or name.startswith(("/", "\\")) or name[1:2] == ":"
    return leads_out or _ending(name) in _UNSAFE


def _is_archive(name: str) -> bool:
    return _ending(name) in _ARCHIVES


def _ending(name: str) -> str:
    """A name's ending; Windows drops full stops and blanks behind it."""
    return name.rstrip(". ").rpartition(".")[2].lower()


def shown_name(entry: zipfile.ZipInfo) -> str:
    """An entry's name as its maker saw it: without the flag of UTF-8, Chinese Windows writes GBK."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename
