"""Index the same documents with every contestant, ask all the same queries, and print Markdown tables."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.benchmarks.measure import CommandFailed, Measured, measure

from . import report
from .browser import Asked, chromium, visit
from .contestants import Contestant, ours, stock
from .documents import matches, queries, read_documents, write_documents
from .server import CountingServer

ROOT = Path(__file__).parents[3]


def main() -> None:
    """Measure every size asked for."""
    options = _parser().parse_args()
    contestants = [ours()]
    if options.pagefind:
        contestants.append(stock(options.pagefind, options.memory << 30))
    commit = subprocess.run(
        ("git", "rev-parse", "--short", "HEAD"), check=True, capture_output=True, text=True
    )
    cores = len(os.sched_getaffinity(0))
    print(f"{cores} cores, {platform.platform()}, Python {platform.python_version()}, commit {commit.stdout}")
    for records in options.records:
        with tempfile.TemporaryDirectory(prefix="benchmark-", dir=options.work) as folder:
            compete(records, contestants, options, Path(folder))


def compete(
    records: int, contestants: Sequence[Contestant], options: argparse.Namespace, folder: Path
) -> None:
    """Everything about one size: the tables of indexing and of queries. `folder` is empty at first."""
    print(f"\n## {records:,} records\n", flush=True)
    source = folder / "documents"
    write_documents(records, options.corpus, source)
    for contestant in contestants:
        contestant.prepare(source, folder / "sources" / contestant.name)
    indexed = index(contestants, source, folder, options.runs)
    print("\n".join(report.indexing(indexed, records, folder)), flush=True)
    documents = list(read_documents(source))
    asked = queries(documents)
    expected = matches(documents, asked.values())
    able = [contestant for contestant in contestants if contestant.name in indexed]
    slugs = {contestant.name: dict(contestant.slugs(folder / contestant.name)) for contestant in able}
    print(f"\nLoad before the queries: {os.getloadavg()[0]:.1f}\n")
    visits = ask(able, asked, folder, options.runs, options.gzip)
    print("\n".join(report.answers(visits, asked, expected, slugs)), flush=True)


def index(
    contestants: Sequence[Contestant], source: Path, folder: Path, runs: int
) -> Mapping[str, Sequence[Measured]]:
    """The runs of each contestant, which take turns; one that fails is out, and what it said is printed."""
    measured: dict[str, list[Measured]] = {contestant.name: [] for contestant in contestants}
    for contestant in [*contestants] * runs:
        if contestant.name not in measured:
            continue
        site = folder / contestant.name
        shutil.rmtree(site, ignore_errors=True)
        site.mkdir()
        began = time.perf_counter()
        try:
            command = contestant.command(source, folder / "sources" / contestant.name, site)
            measured[contestant.name].append(measure(command, ROOT))
        except CommandFailed as failure:
            del measured[contestant.name]
            seconds = time.perf_counter() - began
            print(
                f"{contestant.name} failed after {seconds:.0f} s:\n\n    {failure}\n".replace("\n", "\n    ")
            )
    return measured


def ask(
    contestants: Sequence[Contestant], asked: Mapping[str, str], folder: Path, runs: int, compress: bool
) -> report.Visits:
    """Visits by contestant and kind of query: the query itself on a new profile, then the next one."""
    visits: defaultdict[tuple[str, str], list[Sequence[Asked]]] = defaultdict(list)
    following = dict(zip(asked, [*list(asked.values())[1:], *asked.values()], strict=False))
    turns = [(kind, contestant) for kind in asked for contestant in contestants] * runs
    with chromium() as browser:
        for kind, contestant in turns:
            with CountingServer(folder / contestant.name, compress) as server:
                pair = visit(browser, server, contestant.client, asked[kind], following[kind])
            visits[contestant.name, kind].append(pair)
    return visits


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.search", description=__doc__)
    parser.add_argument("--records", type=_sizes, default=[1000, 10000], help="sizes, joined by commas")
    parser.add_argument("--corpus", type=Path, required=True, help="JSON lines {title, text, …}, or .xz")
    parser.add_argument("--runs", type=int, default=3, help="of each command and visit; medians are shown")
    parser.add_argument("--pagefind", type=Path, help="the venv that pagefind-bin-extended is in")
    parser.add_argument("--memory", type=int, default=18, help="GiB of data that Pagefind may take")
    parser.add_argument("--gzip", action="store_true", help="the server compresses scripts and JSON")
    parser.add_argument("--work", type=Path, help="folder for documents and sites, which are removed")
    return parser


def _sizes(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


if __name__ == "__main__":
    main()
