"""The sample county's records, read again in the plainest way: what the built site is counted against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "site_config.yml"
CONTENT = ROOT / "content"
AS_OF = "2026-11-20"
SITE_URL = "https://www.shili.example/zwgk/"
FORMER = "former_index_numbers"


@dataclass(frozen=True)
class Source:
    """A record file: its front matter, every scalar as written, and its body."""

    path: Path
    fields: dict[str, Any]
    body: str

    @property
    def number(self) -> str:
        return str(self.fields["index_number"])

    @property
    def first_number(self) -> str:
        """The number that it was first published under."""
        return str([*self.fields.get(FORMER, []), self.number][0])

    @property
    def url(self) -> str:
        return f"records/{self.number.replace('/', '-')}/"

    @property
    def year(self) -> str:
        return str(self.fields["published"])[:4]

    @property
    def folder(self) -> Path:
        return self.path.with_suffix("")

    @property
    def is_public(self) -> bool:
        disclosure = self.fields.get("disclosure", {})
        return disclosure.get("mode") != "on_request" and disclosure.get("audience") != "specific"

    @property
    def is_removed(self) -> bool:
        """Whether it was withdrawn together with its text."""
        return self.fields.get("withdrawal", {}).get("body") == "removed"

    @property
    def former_urls(self) -> list[str]:
        """The addresses that it had."""
        return [f"records/{number.replace('/', '-')}/" for number in self.fields.get(FORMER, [])]

    @property
    def events(self) -> list[tuple[str, str]]:
        """Day and action of publication and of every later change."""
        later = [(entry["date"], entry["action"]) for entry in self.fields.get("history", [])]
        return [(str(self.fields["published"])[:10], "published"), *later]


@cache
def sources() -> tuple[Source, ...]:
    """Every record of the sample county, newest first, then by index number."""
    read = [_read(path) for path in (CONTENT / "records").rglob("*.md")]
    by_number = sorted(read, key=lambda source: source.number)
    return tuple(sorted(by_number, key=lambda source: _moment(source.fields["published"]), reverse=True))


@cache
def told() -> tuple[Source, ...]:
    """Those of them that search and exports tell of: their text was not removed."""
    return tuple(source for source in sources() if not source.is_removed)


def _moment(published: str) -> str:
    return published if "T" in published else f"{published}T00:00"


def _read(path: Path) -> Source:
    _, header, body = path.read_text("utf-8").split("---\n", 2)
    return Source(path, yaml.load(header, Loader=yaml.BaseLoader), body)


@cache
def catalog_file(name: str) -> Any:
    return yaml.load((CONTENT / "catalog" / f"{name}.yml").read_text("utf-8"), Loader=yaml.BaseLoader)


def nodes(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Path and entry of every node of categories.yml or subjects.yml."""

    def walk(level: Sequence[dict[str, Any]], above: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for node in level:
            path = f"{above}{node['id']}"
            yield path, node
            yield from walk(node.get("children", []), f"{path}/")

    yield from walk(catalog_file(name), "")


def in_category(path: str) -> list[Source]:
    """The records of a category and of all below it."""
    return [s for s in sources() if f"{s.fields['category']}/".startswith(f"{path}/")]


def on_subject(path: str) -> list[Source]:
    return [s for s in sources() if any(f"{p}/".startswith(f"{path}/") for p in s.fields.get("subjects", []))]
