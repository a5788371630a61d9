"""Who takes part: how each indexes documents, where its script for the browser lies, what its ids mean."""

from __future__ import annotations

import gzip
import html
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePath

from generator.outputs.search.documents import SearchDocument

from .documents import read_documents, searched


@dataclass(frozen=True)
class Contestant:
    """A search engine.

    `prepare` writes a file of documents as the sources that it reads, which is not timed; `command` takes the
    file, the folder of sources and the site to index into. `client` is the path of a script with Pagefind's
    interface; `slugs` yields from a site what its results' ids stand for.
    """

    name: str
    client: str
    slugs: Callable[[Path], Iterator[tuple[str, str]]]
    command: Callable[[Path, Path, Path], Sequence[str]]
    prepare: Callable[[Path, Path], None] = lambda _documents, _sources: None


def ours() -> Contestant:
    """The project's index, made of documents as `disclosure build` makes it."""

    def command(documents: Path, _sources: Path, site: Path) -> Sequence[str]:
        return (sys.executable, "-m", "tests.benchmarks.search.ours", str(documents), str(site))

    return Contestant("ours", "/search/pagefind.js", _our_slugs, command)


def _our_slugs(site: Path) -> Iterator[tuple[str, str]]:
    for shard in (site / "search" / "shards").iterdir():
        files = sorted(shard.glob("names-*.json"), key=lambda path: int(path.stem.rpartition("-")[2]))
        names = chain.from_iterable(json.loads(path.read_text("utf-8")) for path in files)
        yield from ((f"{shard.name}/{number}", name) for number, name in enumerate(names))


def stock(venv: Path, memory: int) -> Contestant:
    """Pagefind's extended build with its defaults, on a minimal page a document; it ends at `memory` bytes.

    Exits where the package pagefind-bin-extended is not in the venv.
    """
    binary = next(venv.glob("lib/python*/site-packages/pagefind_bin_extended/pagefind_extended"), None)
    if binary is None:
        raise SystemExit(f"no pagefind-bin-extended in {venv}: see tests/benchmarks/README.md")

    def command(_documents: Path, sources: Path, site: Path) -> Sequence[str]:
        limit = ("choom", "-n", "1000", "--", "prlimit", f"--data={memory}", "--")
        return (*limit, str(binary), "--site", str(sources), "--output-path", str(site / "pagefind"))

    return Contestant("Pagefind extended", "/pagefind/pagefind.js", _stock_slugs, command, _write_pages)


def _stock_slugs(site: Path) -> Iterator[tuple[str, str]]:
    for fragment in (site / "pagefind" / "fragment").iterdir():
        content = gzip.decompress(fragment.read_bytes()).removeprefix(b"pagefind_dcd")
        yield fragment.stem, PurePath(json.loads(content)["url"]).stem


def _write_pages(documents: Path, sources: Path) -> None:
    for document in read_documents(documents):
        page = sources / document.published[:7] / f"{document.slug}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(_page(document), encoding="utf-8")


def _page(document: SearchDocument) -> str:
    title, *paragraphs = map(html.escape, searched(document))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head>'
    return f"{head}<body><h1>{title}</h1>{body}</body></html>"
