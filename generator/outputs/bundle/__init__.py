"""The offline bundle (离线版): a built site as one zip file whose pages open from disk, without a server.

A browser runs no modules and fetches nothing from `file:`; what needs either is left out, above all the
search of texts. In its place stands a search of titles and numbers (`search.js`, a script of the old kind).
Canonical addresses, QR codes and feeds keep leading to the site itself.

Equal sites make equal bundles: entries are sorted, their time is the day that the site stands for.
"""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.derive.wording import Wording
from generator.outputs.bundle.pages import offline_page, offline_search
from generator.outputs.bundle.titles import titles_script
from generator.outputs.manifest import NAME
from generator.outputs.zips import complete_zip, zip_entry

#: Where the files of the bundle's own search stand.
_OWN = "offline"
_SEARCH_PAGE = "search/index.html"

#: What only a server or a search engine has use for, and the index of the search.
_LEFT_OUT = re.compile(
    r"search/(?!index\.html$)|(404\.html|robots\.txt|sitemap.*\.xml|_headers|_redirects|redirects\.map)$"
)
#: Copies that a server sends in place of the file that they are named after.
_COMPRESSED = (".gz", ".br")
#: What some system cannot have in the name of a folder, or reads as something else.
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')

_LANGUAGE = re.compile(r'<html lang="(zh|en)')


@dataclass(frozen=True)
class _Source:
    """A site's folder with the files to take (paths inside it), its day and its words."""

    folder: Path
    files: frozenset[str]
    as_of: date
    words: Wording


def write_bundle(site: Path, output: Path) -> int:
    """Write the bundle of a whole site (see `manifest.verify`) to a file; returns the number of its files.

    All lies in one folder, named after the file. The file is complete or not there at all. Raises OSError.
    """
    source = _read(site)
    with complete_zip(output) as archive:
        return _Writer(archive, _folder_name(output.stem), source.as_of).write_all(source)


def _read(site: Path) -> _Source:
    manifest = json.loads((site / NAME).read_bytes())
    home = (site / "index.html").read_text("utf-8")
    language = _LANGUAGE.search(home)
    words = Wording(language[1] if language else "zh")
    files = frozenset(_taken(manifest["files"]))
    return _Source(site, files, date.fromisoformat(manifest["as_of"]), words)


def _taken(files: Iterable[str]) -> Iterator[str]:
    known = set(files)
    for path in known:
        is_copy = path.endswith(_COMPRESSED) and path.rpartition(".")[0] in known
        if not is_copy and not _LEFT_OUT.match(path):
            yield path


@dataclass(frozen=True)
class _Writer:
    """Adds files to the archive one after the other; none but a page is held in memory whole."""

    archive: zipfile.ZipFile
    root: str
    as_of: date

    def write_all(self, source: _Source) -> int:
        own = self._own_files(source)
        names = sorted([*source.files, *own])
        for name in names:
            if name in own:
                self._stream(name, own[name])
            elif name.endswith(".html"):
                self._stream(name, [self._page(source, name)])
            else:
                self._copy(name, source.folder / name)
        return len(names)

    def _own_files(self, source: _Source) -> dict[str, Iterable[bytes]]:
        own: dict[str, Iterable[bytes]] = {"README.txt": [_readme(source)]}
        if _SEARCH_PAGE in source.files:
            own[f"{_OWN}/search.js"] = [Path(__file__).with_name("search.js").read_bytes()]
            own[f"{_OWN}/titles.js"] = titles_script(source.folder, source.words.language)
        return own

    def _page(self, source: _Source, name: str) -> bytes:
        html = offline_page((source.folder / name).read_text("utf-8"), name, source.files)
        return (offline_search(html, source.words, f"../{_OWN}/") if name == _SEARCH_PAGE else html).encode()

    def _stream(self, name: str, parts: Iterable[bytes]) -> None:
        with self.archive.open(self._entry(name), "w", force_zip64=True) as out:
            for part in parts:
                out.write(part)

    def _copy(self, name: str, file: Path) -> None:
        with file.open("rb") as data, self.archive.open(self._entry(name), "w", force_zip64=True) as out:
            shutil.copyfileobj(data, out)

    def _entry(self, name: str) -> zipfile.ZipInfo:
        return zip_entry(f"{self.root}/{name}", self.as_of)


def _folder_name(name: str) -> str:
    """A name for the bundle's folder that every system takes, and that leads nowhere else."""
    return _NOT_IN_NAMES.sub("_", name).strip(". ") or "site"


def _readme(source: _Source) -> bytes:
    """What somebody needs to know who has the folder before them; as Windows' editor expects it."""
    text = source.words.fill("offline_readme", as_of=source.as_of.isoformat())
    return text.replace("\n", "\r\n").encode("utf-8-sig")
