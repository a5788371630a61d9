"""Our check and build beside Hugo, on the same catalogs, in alternating runs. See README.md."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median

from .catalog import AS_OF, BenchmarkCatalog, write_config, write_content
from .county import CountyCatalog
from .hugo import write_hugo
from .measure import Measured, measure
from .repository import PUBLISHED, put_under_git, touch

ROOT = Path(__file__).parents[2]
STATUS = "disclosure status, again"
WARM, WARM_BASE = "disclosure check, again", f"disclosure check --base {PUBLISHED}, again"
CHECK, BUILD, SEARCH = "disclosure check", "disclosure build --no-search", "disclosure build"
HUGO, HUGO_LEAN = "hugo", "hugo, without lists by year and month"


@dataclass(frozen=True)
class Contender:
    """A command to measure; `leaves` are the folders that it fills, `change` is what happens before it."""

    name: str
    command: Sequence[str]
    leaves: tuple[Path, ...] = ()
    change: Callable[[], None] = lambda: None


def main() -> None:
    """Measure every size asked for and print Markdown tables."""
    options = _parser().parse_args()
    if options.duties and not options.no_hugo:
        raise SystemExit("Hugo has no duties: use --no-hugo")
    hugo = None if options.no_hugo else _hugo_binary(options.hugo)
    print("\n".join(f"- {fact}" for fact in _facts(hugo, options)), flush=True)
    builds: dict[int, float] = {}
    for records in options.records:
        with tempfile.TemporaryDirectory(prefix="benchmark-", dir=options.work) as folder:
            contenders = _prepare(records, options, hugo, Path(folder))
            results = _measure_all(contenders, options.runs)
        print(f"\n## {records:,} records\n\n" + "\n".join(_table(results)), flush=True)
        builds[records] = _wall(results[BUILD])
    print("\n" + "\n".join(_growth(builds)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.run", description=__doc__)
    parser.add_argument("--records", type=_sizes, default=[1000, 10000], help="sizes, joined by commas")
    parser.add_argument("--corpus", type=Path, help="JSON lines {title, text, …}, plain or .xz")
    parser.add_argument("--runs", type=int, default=3, help="runs of each command; medians are shown")
    parser.add_argument("--jobs", type=int, help="passed on to our commands")
    parser.add_argument(
        "--duties", action="store_true", help="100 bodies with duties, letters, reports; needs --no-hugo"
    )
    parser.add_argument("--search", action="store_true", help="measure the build with its search index too")
    parser.add_argument("--no-hugo", action="store_true", help="measure our commands only")
    parser.add_argument("--hugo", type=Path, help="the hugo binary, or the venv that the package is in")
    parser.add_argument(
        "--work", type=Path, help="where to put catalogs and sites (default: the temporary folder)"
    )
    return parser


def _sizes(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _hugo_binary(given: Path | None) -> Path:
    """The binary itself: the package's command is a Python script around it, whose start would count."""
    if given and given.is_dir():
        given = next(given.glob("lib/python*/site-packages/hugo/binaries/hugo*"), None)
    found = given or Path(shutil.which("hugo") or "")
    if not found.is_file():
        raise SystemExit("no Hugo found: see tests/benchmarks/README.md, or use --no-hugo")
    return found


def _prepare(records: int, options: argparse.Namespace, hugo: Path | None, folder: Path) -> list[Contender]:
    """Write the catalog in both forms; the contenders in the order of their runs."""
    catalog = (CountyCatalog if options.duties else BenchmarkCatalog)(records, options.corpus)
    content, site = folder / "content", folder / "site"
    write_content(catalog, content)
    ours = list(_ours(content, site, _copied_project(folder / "project"), options))
    again = list(_again(ours, folder))
    if hugo is None:
        return [*ours, *again]
    subprocess.run([*ours[1].command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    for every_list, name in ((True, "hugo"), (False, "hugo-lean")):
        write_hugo(catalog, folder / name, site, every_list)
    shutil.rmtree(site)
    sources = {HUGO: folder / "hugo", HUGO_LEAN: folder / "hugo-lean"}
    theirs = [
        Contender(name, (str(hugo), "--source", str(source), "--destination", str(site)), (site,))
        for name, source in sources.items()
    ]
    pairs = zip(ours, [*theirs, None], strict=False)
    return [*(contender for pair in pairs for contender in pair if contender), *again]


def _copied_project(folder: Path) -> Path:
    """Settings, schemas and templates beside the content; returns the configuration.

    What a build keeps for the next one is kept beside it, too, and thrown away after each run.
    """
    for name in ("schema", "theme_overrides"):
        shutil.copytree(ROOT / name, folder / name)
    return write_config(folder)


def _ours(content: Path, site: Path, config: Path, options: argparse.Namespace) -> Iterator[Contender]:
    command = str(Path(sys.executable).with_name("disclosure"))
    jobs = ("--jobs", str(options.jobs)) if options.jobs else ()
    shared = ("--config", str(config), "--content", str(content), "--as-of", str(AS_OF), *jobs)
    build = (command, "build", *shared, "--output", str(site))
    cache = config.parent / ".cache"
    check = (command, "check", *shared)
    yield Contender(CHECK, check, (cache,))
    yield Contender(BUILD, (*build, "--no-search"), (site, cache))
    if options.search:
        yield Contender(SEARCH, build, (site, cache))


def _again(ours: Sequence[Contender], folder: Path) -> Iterator[Contender]:
    """Checks that find the cache of the one before; one record of the catalog has changed since."""
    check = [word.replace(str(folder / "project"), str(folder / "checked")) for word in ours[0].command]
    _copied_project(folder / "checked")
    change = partial(touch, put_under_git(folder / "content"))
    subprocess.run(check, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    yield Contender(WARM, check, change=change)
    yield Contender(WARM_BASE, [*check, "--base", PUBLISHED], change=change)
    yield Contender(STATUS, [check[0], "status", *check[2:]], change=change)


def _measure_all(contenders: Sequence[Contender], runs: int) -> Mapping[str, list[Measured]]:
    """Every contender in turn, `runs` times: a slow minute of the machine hits all of them."""
    results: dict[str, list[Measured]] = {contender.name: [] for contender in contenders}
    for _ in range(runs):
        for contender in contenders:
            contender.change()
            results[contender.name].append(measure(contender.command, ROOT))
            for folder in contender.leaves:
                shutil.rmtree(folder, ignore_errors=True)
    return results


def _wall(results: Sequence[Measured]) -> float:
    return median(result.wall for result in results)


def _table(results: Mapping[str, Sequence[Measured]]) -> Iterator[str]:
    yield "| command | wall s, median | each run (load before) | CPU s | peak MiB | of Hugo's time |"
    yield "| --- | ---: | --- | ---: | ---: | ---: |"
    for name, runs in results.items():
        each = ", ".join(f"{run.wall:.2f} ({run.load:.1f})" for run in runs)
        processor = median(run.processor for run in runs)
        memory = max(run.memory for run in runs) / 2**20
        share = f"{_wall(runs) / _wall(results[HUGO]):.2f}" if HUGO in results else ""
        yield f"| `{name}` | {_wall(runs):.2f} | {each} | {processor:.2f} | {memory:.0f} | {share} |"


def _growth(builds: Mapping[int, float]) -> Iterator[str]:
    sizes = sorted(builds)
    for small, large in pairwise(sizes):
        factor = builds[large] / builds[small]
        yield f"- {BUILD}: {large:,} records take {factor:.1f} times as long as {small:,}"


def _facts(hugo: Path | None, options: argparse.Namespace) -> Iterator[str]:
    """What a reader needs to judge the figures."""
    yield f"{len(os.sched_getaffinity(0))} cores, {_processor()}, {platform.system()} {platform.release()}"
    yield f"Python {platform.python_version()}, commit {_said('git', 'rev-parse', '--short', 'HEAD')}"
    if hugo:
        yield _said(str(hugo), "version")
    yield f"text: {options.corpus.name if options.corpus else 'recombined sample'}, runs: {options.runs}"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _said(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main()
