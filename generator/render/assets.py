"""Our own assets (scripts, style sheets, pictures): one folder of the site, named by what is in it.

    assets/<digest>/site.css         the site's colours and the sheets of theme_overrides/assets/styles
    assets/<digest>/search/page.js   every other file, as it lies in theme_overrides/assets

A change of any of them gives all of them new addresses: browsers and caches may keep them for ever, and
modules that import each other by relative paths are never mixed from two releases.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.model.settings import Look
from generator.render.files import write
from generator.render.palette import palette_css

#: The folder of all assets; the theme's own sheets lie in it, too, with digests in their names.
ASSETS = "assets/"
_STYLES, _STYLE, _EMBLEM = "styles/", "site.css", "emblem.svg"


@dataclass(frozen=True, slots=True)
class Assets:
    """The files by their path inside `folder`, which is one inside the site and ends with a slash."""

    folder: str
    files: Mapping[str, bytes]

    def write(self, site: Path) -> None:
        """Write them into a site's folder."""
        for path, data in self.files.items():
            write(str(site), self.folder + path, data)


def read_assets(overrides: Path, look: Look) -> Assets:
    """The assets of the folder of templates, with the colours and the emblem of the site. Raises OSError."""
    files = dict(_sources(overrides / "assets"))
    styles = [files.pop(path) for path in list(files) if path.startswith(_STYLES)]
    palette = palette_css(look.main_color, look.seal_color).encode()
    files[_STYLE] = b"\n".join((palette, *styles))
    if look.emblem:
        files.pop(_EMBLEM, None)
        files[look.emblem_name] = look.emblem.read_bytes()
    return Assets(f"{ASSETS}{_digest(files)}/", files)


def _sources(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.rglob("*"), key=lambda file: file.as_posix()):
        path = file.relative_to(folder)
        is_hidden = any(part.startswith(".") for part in path.parts)  # what editors and systems leave
        if file.is_file() and not is_hidden:
            yield path.as_posix(), file.read_bytes()


def _digest(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path}\0{len(files[path])}\0".encode() + files[path])
    return digest.hexdigest()[:12]
