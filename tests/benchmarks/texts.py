"""Texts of benchmark records: recombined sample sentences, or the lines of a corpus file."""

from __future__ import annotations

import json
import lzma
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Protocol

import yaml

SAMPLE = Path(__file__).with_name("sample.yml")

# Invisible and control characters are errors of a record, and no part of what a law says.
_UNWANTED = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200d\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Text:
    """What a record says: its title, genre, summary, keywords, and its body as Markdown."""

    title: str
    genre: str
    summary: str
    keywords: Sequence[str]
    body: str


class Texts(Protocol):
    """A source of texts: the same number and random state give the same text."""

    def text(self, number: int, year: int, random: Random) -> Text:
        """The text of the record with a number, counted from 0."""
        ...


def load_sample() -> Mapping[str, Any]:
    """The committed sample: departments, categories, sentences."""
    loaded: Mapping[str, Any] = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    return loaded


class SampleTexts:
    """Texts put together from the sentences of sample.yml."""

    def __init__(self, sample: Mapping[str, Any]) -> None:
        self._sample = sample
        self._bodies = [name for _, name, kind, _ in sample["departments"] if kind == "department"]

    def text(self, number: int, year: int, random: Random) -> Text:
        """A text of 200 to 8,000 characters, with headings, lists and now and then a table."""
        topic, *keywords = random.choice(self._sample["topics"])
        pattern, genre = random.choice(self._sample["titles"])
        title = self._filled(pattern, topic, year, random)
        summary = self._filled(random.choice(self._sample["summaries"]), topic, year, random)
        parts = self._parts(topic, year, random)
        return Text(f"{title}（第{number + 1}号）", genre, summary, keywords, "\n\n".join(parts))

    def _parts(self, topic: str, year: int, random: Random) -> list[str]:
        parts = [self._paragraph(topic, year, random)]
        for heading in random.sample(self._sample["headings"], random.choice((2, 3, 3, 4, 5, 6, 8, 12))):
            parts.append(f"## {heading}")
            parts += [self._paragraph(topic, year, random) for _ in range(random.randint(1, 4))]
            if random.random() < 0.3:
                parts.append(self._list(topic, year, random))
        if random.random() < 0.15:
            parts.append(self._table(random))
        return parts

    def _sentences(self, count: int, topic: str, year: int, random: Random) -> list[str]:
        chosen = random.sample(self._sample["sentences"], count)
        return [self._filled(sentence, topic, year, random) for sentence in chosen]

    def _paragraph(self, topic: str, year: int, random: Random) -> str:
        return "".join(self._sentences(random.randint(2, 7), topic, year, random))

    def _list(self, topic: str, year: int, random: Random) -> str:
        lines = self._sentences(random.randint(3, 8), topic, year, random)
        return "\n".join(f"{position}. {line}" for position, line in enumerate(lines, 1))

    def _table(self, random: Random) -> str:
        rows = ["| 序号 | 地点 | 金额（万元） | 完成比例 |", "| ---: | --- | ---: | ---: |"]
        for position in range(1, random.randint(4, 20)):
            place = random.choice(self._sample["places"])
            rows.append(f"| {position} | {place} | {random.randint(3, 900)} | {random.randint(40, 100)}% |")
        return "\n".join(rows)

    def _filled(self, pattern: str, topic: str, year: int, random: Random) -> str:
        return pattern.format(
            topic=topic,
            year=year,
            n=random.randint(2, 48),
            money=random.randint(10, 9000),
            share=random.randint(40, 99),
            days=random.randint(3, 30),
            month=random.randint(1, 12),
            place=random.choice(self._sample["places"]),
            body=random.choice(self._bodies),
        )


class CorpusTexts:
    """Texts of a file of JSON lines {title, text, collection, region, …}, plain or compressed by xz."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8")
        self._rows = [json.loads(line) for line in text.split("\n") if line]
        self._repeated = Counter(row["title"] for row in self._rows)

    def text(self, number: int, year: int, random: Random) -> Text:
        """The text of a line; behind the last line, the opening of one text and the rest of another."""
        row = self._rows[number % len(self._rows)]
        blocks = _blocks(row)
        title = _clean(row["title"])
        if number >= len(self._rows):
            other = _blocks(random.choice(self._rows))
            cut = random.random()
            blocks = blocks[: round(cut * len(blocks)) + 1] + other[round(cut * len(other)) :]
        if number >= len(self._rows) or self._repeated[row["title"]] > 1:
            title = f"{title}（{year}年第{number + 1}号）"
        summary = next((block for block in blocks if not block.startswith("#")), title)[:80]
        keywords = dict.fromkeys((row["collection"], _clean(row["region"].rpartition("/")[2])))
        genre = random.choice(("决定", "公告", "通知", "意见"))
        return Text(title, genre, summary, [word for word in keywords if word], "\n\n".join(blocks))


def _blocks(row: Mapping[str, Any]) -> list[str]:
    return [block for block in _clean(row["text"]).split("\n\n") if block.strip()]


def _clean(text: str) -> str:
    return _UNWANTED.sub("", text).strip()
