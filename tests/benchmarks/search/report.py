"""What was measured, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from statistics import median

from tests.benchmarks.measure import Measured

from .browser import Asked
from .server import Exchange

Visits = Mapping[tuple[str, str], Sequence[Sequence[Asked]]]
KINDS = ("engine", "index", "text")


def kind_of(path: PurePath) -> str:
    """What a file is for: the engine's scripts and code, the index, or the texts that results show."""
    if path.suffix in {".js", ".wasm"} or path.name.startswith("wasm."):
        return "engine"
    return "text" if path.parent.name in {"text", "fragment"} else "index"


def indexing(indexed: Mapping[str, Sequence[Measured]], records: int, folder: Path) -> Iterator[str]:
    """One line a contestant: medians, every run, bytes on disk; times of the last contestant are 1."""
    yield (
        "| indexing | wall s | each run (load before) | CPU s | share of wall, CPU | memory MB | records/s "
        "| engine + index + text MB | files |"
    )
    yield "| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    times = {
        name: (median(r.wall for r in runs), median(r.processor for r in runs))
        for name, runs in indexed.items()
    }
    for name, runs in indexed.items():
        wall, processor = times[name]
        peer_wall, peer_processor = list(times.values())[-1]
        each = ", ".join(f"{run.wall:.1f} ({run.load:.1f})" for run in runs)
        memory = max(run.memory for run in runs) / 1e6
        files = [path for path in (folder / name).rglob("*") if path.is_file()]
        sizes = _sum_by_kind((path.relative_to(folder), path.stat().st_size) for path in files)
        yield (
            f"| {name} | {wall:.1f} | {each} | {processor:.1f} | {wall / peer_wall:.2f}, "
            f"{processor / peer_processor:.2f} | {memory:,.0f} | {records / wall:,.0f} "
            f"| {' + '.join(f'{size / 1e6:,.1f}' for size in sizes)} | {len(files):,} |"
        )


def answers(
    visits: Visits,
    asked: Mapping[str, str],
    expected: Mapping[str, set[str]],
    slugs: Mapping[str, Mapping[str, str]],
) -> Iterator[str]:
    """One line for each query and contestant: as first query of a visit, and as second on a warm page.

    `expected` holds what must be found; `slugs` by contestant what the ids of its results stand for.
    """
    yield (
        "| query | contestant | found | right | of | first ms | requests | KB | all ms | requests "
        "| engine + index + text KB | warm first ms | all ms | requests | KB |"
    )
    yield "| --- | --- |" + " ---: |" * 13
    before = dict(zip(asked, [list(asked)[-1], *asked], strict=False))
    for kind, query in asked.items():
        for name in dict.fromkeys(name for name, _ in visits):
            cold = [visit[0] for visit in visits[name, kind]]
            warm = [visit[1] for visit in visits[name, before[kind]]]
            found = {slugs[name][result] for result in cold[0].ids}
            right, wanted = len(found & expected[query]), len(expected[query])
            yield (
                f"| {kind}: {query} | {name} | {len(found):,} | {right:,} | {wanted:,} "
                f"| {_first(cold)} | {_wire([one.until_first for one in cold])} "
                f"| {_all(cold)} | {_parts([one.until_all for one in cold])} "
                f"| {_first(warm)} | {_all(warm)} | {_wire([one.until_all for one in warm])} |"
            )


def _first(asked: Sequence[Asked]) -> str:
    return f"{median(one.first for one in asked):,.0f}"


def _all(asked: Sequence[Asked]) -> str:
    return f"{median(one.complete for one in asked):,.0f}"


def _wire(runs: Sequence[Sequence[Exchange]]) -> str:
    size = median(sum(one.size for one in run) for run in runs)
    return f"{median(map(len, runs)):,.0f} | {size / 1e3:,.0f}"


def _parts(runs: Sequence[Sequence[Exchange]]) -> str:
    sums = [_sum_by_kind((PurePath(one.path), one.size) for one in run) for run in runs]
    parts = " + ".join(f"{median(sizes) / 1e3:,.0f}" for sizes in zip(*sums, strict=True))
    return f"{median(map(len, runs)):,.0f} | {parts}"


def _sum_by_kind(sizes: Iterable[tuple[PurePath, int]]) -> list[int]:
    sums = dict.fromkeys(KINDS, 0)
    for path, size in sizes:
        sums[kind_of(path)] += size
    return list(sums.values())
