"""A Pagefind bundle: pages of plain words in, the files that Pagefind's engine reads out.

Pagefind names pages after hashes of their content that may collide between bundles; here each is named by
the caller, in the bundle's list of pages (`*.pf_meta`: "pagefind_dcd" and a CBOR array, gzip), which is all
that a result's `id` is taken from. The excerpts that Pagefind stores (`fragment/`) are of no use with coded
words and are left out.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from pagefind_bin import get_executable

from generator.outputs.search import cbor

_SIGNATURE = b"pagefind_dcd"
#: No language of Pagefind's: words are neither stemmed nor cut.
_LANGUAGE = "unknown"


class SearchIndexError(Exception):
    """The search index could not be built; the message says why, with Pagefind's own words."""


def build_bundle(pages: Mapping[str, str], target: Path, *, keep: Iterable[str]) -> None:
    """Index pages (name -> words separated by spaces, ASCII letters only) into the new folder `target`.

    `keep` are patterns of the files and folders of Pagefind's output that are wanted. Raises
    SearchIndexError.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".search-", dir=target.parent) as temporary:
        source, output = Path(temporary, "pages"), Path(temporary, "bundle")
        names = _write_pages(pages, source)
        _run_pagefind(source, output)
        _name_pages(output, names)
        target.mkdir()
        for pattern in keep:
            for found in output.glob(pattern):
                shutil.move(found, target / found.name)


def _write_pages(pages: Mapping[str, str], source: Path) -> dict[str, str]:
    """One minimal HTML document a page; returns the page's name by the address that Pagefind will give it."""
    source.mkdir()
    names = {}
    for number, name in enumerate(sorted(pages)):
        page = f"<!doctype html><html><body data-pagefind-body><p>{pages[name]}</p></body></html>"
        (source / f"{number:07}.html").write_text(page, "ascii")
        names[f"/{number:07}.html"] = name
    return names


def _run_pagefind(source: Path, output: Path) -> None:
    command = [
        *(str(get_executable()), "--silent", "--force-language", _LANGUAGE),
        *("--site", str(source), "--output-path", str(output)),
    ]
    # Settings for Pagefind in the environment are not meant for us.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    try:
        subprocess.run(
            command,
            check=True,
            capture_output=True,
            cwd=source,
            env=environment,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise SearchIndexError(f"Pagefind cannot be started: {error}") from error
    except subprocess.CalledProcessError as error:
        raise SearchIndexError(f"Pagefind failed ({error.returncode}): {error.stderr.strip()}") from error


def _name_pages(bundle: Path, names: Mapping[str, str]) -> None:
    """Put the callers' names into the list of pages, and the list's new hash into the entry file."""
    try:
        entry = json.loads((bundle / "pagefind-entry.json").read_text("utf-8"))
        old = bundle / f"pagefind.{entry['languages'][_LANGUAGE]['hash']}.pf_meta"
        meta = cbor.loads(_unpack(old))
        addresses = {path.stem: _address(path) for path in (bundle / "fragment").iterdir()}
        meta[1] = [[names[addresses[page_hash]], length] for page_hash, length in meta[1]]
    except (OSError, KeyError, ValueError, TypeError, IndexError) as error:
        raise SearchIndexError(f"Pagefind left an index of unknown form: {error!r}") from error
    content = _SIGNATURE + cbor.dumps(meta)
    name = f"{_LANGUAGE}_{hashlib.sha256(content).hexdigest()[:16]}"
    old.unlink()
    (bundle / f"pagefind.{name}.pf_meta").write_bytes(gzip.compress(content, mtime=0))
    entry["languages"][_LANGUAGE]["hash"] = name
    (bundle / "pagefind-entry.json").write_text(json.dumps(entry, separators=(",", ":")), "utf-8")


def _address(fragment: Path) -> str:
    return str(json.loads(_unpack(fragment))["url"])


def _unpack(path: Path) -> bytes:
    content = gzip.decompress(path.read_bytes())
    if not content.startswith(_SIGNATURE):
        raise ValueError(f"{path.name} does not begin with {_SIGNATURE!r}")
    return content.removeprefix(_SIGNATURE)
