"""Benchmark catalogs: any number of believable records, always the same ones for the same seed.

`python -m tests.benchmarks.catalog --records 1000 [--corpus FILE] OUT` writes a content tree for
`disclosure build --content OUT`.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from .texts import CorpusTexts, SampleTexts, Texts, load_sample

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 11, 20)
YEARS = range(2015, AS_OF.year + 1)

#: A plain YAML scalar that needs no quotes whatever it says.
_PLAIN = re.compile(r"[0-9A-Za-z\u4e00-\u9fff](?:[^:#\n]|:(?=[^\s]))*(?<! )")


@dataclass(frozen=True, slots=True)
class Entry:
    """A record: its front matter in order, its body, and its attachments by file name."""

    fields: Mapping[str, Any]
    body: str
    files: Mapping[str, bytes]

    @property
    def index_number(self) -> str:
        """The number that only this record has."""
        return str(self.fields["index_number"])

    @property
    def year(self) -> str:
        """The year of publication."""
        return str(self.fields["published"])[:4]

    @property
    def slug(self) -> str:
        """The name of its file."""
        return self.index_number.lower()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a record stands in the catalog."""

    department: Sequence[str]  # id, name, kind, code
    published: date
    index_number: str


class BenchmarkCatalog:
    """A catalog of `records` records over 24 departments, 60 categories and 12 years."""

    def __init__(self, records: int, corpus: Path | None = None, seed: int = 1) -> None:
        self.sample = load_sample()
        self.departments = self._bodies()
        self.categories: list[dict[str, Any]] = list(_tree(self.sample["categories"]))
        self._leaves = list(_leaves(self.categories))
        self._seed = seed
        self._texts: Texts = CorpusTexts(corpus) if corpus else SampleTexts(self.sample)
        self._places = list(self._place_all(records, Random(seed)))

    def _bodies(self) -> list[Sequence[str]]:
        """Id, name, kind and code of each."""
        return list(self.sample["departments"])

    def files(self) -> dict[str, list[dict[str, Any]]]:
        """The files of `catalog/` by their names."""
        bodies = [{"id": row[0], "name": row[1], "kind": row[2]} for row in self.departments]
        return {"departments": bodies, "categories": self.categories}

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Entry]:
        for number in range(len(self)):
            yield self._entry(number)

    def _place_all(self, records: int, random: Random) -> Iterator[_Place]:
        """Departments publish unevenly, and more every year, as real ones do."""
        weights = [1 / (rank + 3) for rank in range(len(self.departments))]
        counts: Counter[str] = Counter()
        for _ in range(records):
            department = random.choices(self.departments, weights)[0]
            published = _day(random.choices(YEARS, range(2, len(YEARS) + 2))[0], random)
            series = f"{department[3]}-{published.year}"
            counts[series] += 1
            yield _Place(department, published, f"{series}-{counts[series]:05d}")

    def _entry(self, number: int) -> Entry:
        random = Random(f"{self._seed}/{number}")
        place = self._places[number]
        text = self._texts.text(number, place.published.year, random)
        files = _files(random)
        fields = {
            "title": text.title,
            "index_number": place.index_number,
            "department": place.department[0],
            "category": random.choice(self._leaves),
            **_dates(place.published, random),
            "summary": text.summary,
            "document_number": f"样{text.genre}〔{place.published.year}〕{number + 1}号",
            "genre": text.genre,
            "keywords": text.keywords,
            "issuers": [place.department[1]],
            **_life(place.published, random),
            **self._relations(number, random),
        }
        if random.random() < 0.3:
            fields["disclosure"] = {"mode": "proactive", "timing": random.choice(("prompt", "long_term"))}
        if files:
            fields["attachments"] = [{"file": file, "title": "附表"} for file in files]
        return Entry(fields, text.body, files)

    def _relations(self, number: int, random: Random) -> dict[str, Any]:
        """Now and then a relation to an earlier record."""
        if number == 0 or random.random() > 0.15:
            return {}
        kind = random.choice(("interprets", "implements", "relates_to", "reports_result"))
        some = [self._places[random.randrange(number)] for _ in range(4)]
        target = min(some, key=lambda place: place.published)
        if target.published > self._places[number].published:
            return {}
        return {"relations": [{"type": kind, "target": target.index_number}]}


def write_config(folder: Path) -> Path:
    """The project's own settings without what only its county asks of records; returns the file."""
    config: dict[str, Any] = yaml.safe_load((ROOT / "site_config.yml").read_text(encoding="utf-8"))
    section = next(plugin["disclosure"] for plugin in config["plugins"] if "disclosure" in plugin)
    for key in ("approval", "prerequisites", "interpretation_required"):
        section.pop(key, None)
    path = folder / "site_config.yml"
    path.write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def _day(year: int, random: Random) -> date:
    first, last = date(year, 1, 1), min(date(year, 12, 31), AS_OF)
    return first + timedelta(random.randint(0, (last - first).days))


def _dates(published: date, random: Random) -> dict[str, str]:
    """Date of issue, moment of publication, and for some the day of taking effect."""
    issued = published - timedelta(random.choice((0, 0, 1, 2, 3, 5, 8, 15)))
    hour = f"T{random.randint(8, 17):02d}:{random.randint(0, 59):02d}" if random.random() < 0.3 else ""
    dates = {"issued": str(issued), "published": f"{published}{hour}"}
    if random.random() < 0.4:
        dates["effective"] = str(issued + timedelta(random.choice((0, 1, 30))))
    return dates


def _life(published: date, random: Random) -> dict[str, Any]:
    """What became of a record: one in ten was amended, corrected, repealed or withdrawn."""
    if random.random() > 0.1:
        return {}
    action = random.choice(("amended", "amended", "corrected", "repealed", "withdrawn"))
    day = published + timedelta(random.randint(0, (AS_OF - published).days))
    history = [{"date": str(day), "action": action, "note": "根据核对结果作出变更，原因已在公告中说明。"}]
    return {**({} if action == "corrected" else {"status": action}), "history": history}


def _files(random: Random) -> dict[str, bytes]:
    """One record in fifty has a small table beside it."""
    if random.random() > 0.02:
        return {}
    rows = (f"{row},{random.randint(1, 9999)},{random.randint(1, 9999)}" for row in range(500))
    return {"table.csv": "\n".join(("序号,计划,完成", *rows)).encode()}


def _tree(nodes: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """sample.yml's short form of the tree as nodes {id, name, children}."""
    for node_id, node in nodes.items():
        if isinstance(node, str):
            yield {"id": node_id, "name": node}
        else:
            yield {"id": node_id, "name": node[0], "children": list(_tree(node[1]))}


def _leaves(nodes: Sequence[Mapping[str, Any]], above: str = "") -> Iterator[str]:
    for node in nodes:
        path = f"{above}{node['id']}"
        if "children" in node:
            yield from _leaves(node["children"], f"{path}/")
        else:
            yield path


def front_matter(fields: Mapping[str, Any]) -> str:
    """Fields as YAML, the way people write it: quotes only where needed."""
    lines: list[str] = []
    for key, value in fields.items():
        if isinstance(value, str):
            lines.append(f"{key}: {_scalar(value)}")
        else:
            dumped = yaml.dump(
                {key: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1 << 20
            )
            lines.append(dumped.rstrip("\n"))
    return "---\n" + "\n".join(lines) + "\n---\n"


def _scalar(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes dates without quotes: a record's scalar is its text as written."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Always: records have no anchors."""
        return True


_Dumper.yaml_implicit_resolvers = {}


def write_content(catalog: BenchmarkCatalog, folder: Path) -> None:
    """Write a catalog as a content tree."""
    (folder / "catalog").mkdir(parents=True)
    for name, value in catalog.files().items():
        text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
        (folder / "catalog" / f"{name}.yml").write_text(text, encoding="utf-8")
    for entry in catalog:
        target = folder / "records" / entry.fields["department"] / entry.year / f"{entry.slug}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"{front_matter(entry.fields)}\n{entry.body}\n", encoding="utf-8")
        for file, data in entry.files.items():
            target.with_suffix("").mkdir(exist_ok=True)
            (target.with_suffix("") / file).write_bytes(data)


def main(form: type[BenchmarkCatalog] = BenchmarkCatalog) -> None:
    """Write a content tree to the folder given."""
    parser = argparse.ArgumentParser(description=write_content.__doc__)
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--corpus", type=Path, help="JSON lines {title, text, …}, plain or .xz")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    write_content(form(options.records, options.corpus, options.seed), options.out)


if __name__ == "__main__":
    main()
