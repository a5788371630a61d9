"""Suggestions while typing: an index of titles and places so small that a browser needs a few files of it.

    search/suggest/index.json        the characters of titles; pages, categories, departments; words
    search/suggest/<code point>.json of one character: which titles have it, by the character after it
    search/suggest/titles/<n>.json   the n-th block of titles, as they are shown

Decision. Context: a title has some thirty places at which a reader may begin to type, and 100,000 titles that
stood wherever they are found would take 200 MB. Decision: titles are numbered, those to suggest first the
lowest; what is found are numbers, and the titles behind them are fetched in blocks. Consequence: a title is
found by any part of it; what is typed takes a file for each of its rarest characters, and the blocks of the
titles shown. Of a part that thousands of titles share, a file keeps those to suggest first.

Titles are compared in their plain form: normalised, without marks and blanks. Numbers stand as the distances
from one to the next, decimal, joined by commas; a list that would make its file too large ends with a comma.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from generator.derive.naming import Site
from generator.derive.standing import Standing, parts_of, parts_of_bodies, standing_pages
from generator.model.catalog import Department, Node
from generator.model.records import Record
from generator.outputs.search.characters import simplified
from generator.outputs.search.documents import write_json
from generator.outputs.search.tokens import normalise

#: Titles in a block; more make fewer fetches, each of them longer.
BLOCK = 64
#: The most bytes that the lists of a character's file take.
MOST_BYTES = 56_000
#: Bytes of a list's key and of the marks around both.
_AROUND = 10
#: A list is never cut to less: it keeps a number and a comma.
_SHORTEST = 12
#: Titles kept for a character alone, whatever follows it.
_FIRST = 32

_TEXTS = ("list", "titles", "count", "one", "many")


def write_suggestions(folder: Path, site: Site, optional: Collection[str] = ()) -> None:
    """Write `search/suggest/` below the folder of a site. Withdrawn records are left out.

    `optional` are the addresses of standing pages that this site has and another one may lack.
    """
    target = folder / "search" / "suggest"
    (target / "titles").mkdir(parents=True, exist_ok=True)
    records, plain = _suggested(site.catalog.records)
    places = {department: place for place, department in enumerate(site.catalog.departments)}
    for number in range(0, len(records), BLOCK):
        block = [_entry(site, record, places) for record in records[number : number + BLOCK]]
        write_json(target / "titles" / f"{number // BLOCK}.json", block)
    for character, followers in numbers_by_pair(plain).items():
        write_json(target / f"{ord(character):x}.json", _bounded(followers))
    write_json(target / "index.json", _index(site, plain, standing_pages(site, optional)))


def _suggested(records: Iterable[Record]) -> tuple[list[Record], list[str]]:
    """The records to suggest and their plain titles: those in force first, newest first, no two alike."""
    found: dict[tuple[str, str], Record] = {}
    for record in sorted(records, key=lambda each: each.has_ended):
        title = plain_form(record.title)
        if title and record.status != "withdrawn":
            found.setdefault((title, record.department), record)
    return list(found.values()), [title for title, _ in found]


def plain_form(text: str) -> str:
    """What is compared of a text: its letters and digits, normalised."""
    return "".join(filter(str.isalnum, normalise(text)))


def numbers_by_pair(titles: Sequence[str]) -> dict[str, dict[str, list[int]]]:
    """By character and the one after it: the numbers of the plain titles with this pair, ascending.

    Under "" stand the first titles that have the character at all.
    """
    lists: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, title in enumerate(titles):
        for character in dict.fromkeys(title):
            first = lists[character][""]
            if len(first) < _FIRST:
                first.append(number)
        for character, follower in dict.fromkeys(pairwise(title)):
            lists[character][follower].append(number)
    return {character: dict(followers) for character, followers in sorted(lists.items())}


def _bounded(followers: Mapping[str, Sequence[int]]) -> dict[str, str]:
    """Lists as text, the longest cut so that all of them together stay in bounds."""
    texts = {follower: ",".join(map(str, _distances(found))) for follower, found in sorted(followers.items())}
    lengths = [len(text) for text in texts.values()]
    longest = max(lengths)
    while longest > _SHORTEST and sum(min(length, longest) + _AROUND for length in lengths) > MOST_BYTES:
        longest = longest * 7 // 8
    return {follower: _cut(text, longest) for follower, text in texts.items()}


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: text.rindex(",", 0, length) + 1]


def _distances(numbers: Sequence[int]) -> Iterator[int]:
    yield numbers[0]
    yield from (after - before for before, after in pairwise(numbers))


def _entry(site: Site, record: Record, places: Mapping[str, int]) -> list[Any]:
    """What is shown: title, slug, place of the department in the index, day, and how it has ended if so."""
    status = [site.labels.value("status", record.status)] if record.has_ended else []
    return [record.title, record.slug, places[record.department], str(record.published), *status]


def _index(site: Site, titles: Iterable[str], pages: Iterable[Standing]) -> dict[str, Any]:
    """What the browser needs first.

    `characters` has the commonest first: later ones narrow more. `traditional` are pairs of a character and
    the one that it is taken for. Categories and departments are arrays of name, address, number of records;
    then, for a category below another, the other's name; for a department the `parts` that its page has,
    as bits, and its short name. Pages and parts are arrays of name, address, aliases; a part's address is
    relative to the department's.
    """
    counts = Counter(character for title in titles for character in dict.fromkeys(title))
    common = sorted(counts, key=lambda character: (-counts[character], character))
    standing, parts = ([_standing(each) for each in some] for some in (pages, parts_of_bodies(site)))
    return {
        "block": BLOCK,
        "characters": "".join(common),
        "traditional": "".join(_traditional(site, common, (*standing, *parts))),
        "categories": [_category(site, node) for node in site.catalog.categories],
        "departments": [_department(site, department) for department in site.catalog.departments.values()],
        "pages": standing,
        "parts": parts,
        "texts": {
            **{name: site.words[f"suggest_{name}"] for name in _TEXTS},
            "categories": site.words.categories,
            "departments": site.words.departments,
            "pages": site.words.place_pages,
            "of_body": site.words.place_of_body,
        },
    }


def _traditional(site: Site, common: Iterable[str], standing: Iterable[Sequence[str]]) -> Iterator[str]:
    """The traditional characters that are taken for another one, which a title, name or alias has."""
    entries = (*site.catalog.categories, *site.catalog.departments.values())
    names = (site.name_of(entry) for entry in entries)
    aliases = (text for name, _, also in standing for text in (name, also))
    known = {*common, *(character for text in (*names, *aliases) for character in plain_form(text))}
    for character in map(chr, simplified()):
        taken_for = normalise(character)
        if taken_for != character and taken_for in known:
            yield character + taken_for


def _category(site: Site, node: Node) -> list[Any]:
    above = [site.name_of(site.catalog.categories[path]) for path, _ in node.trail[-1:]]
    count = len(site.indexes.by_category.get(node.path, ()))
    return [site.name_of(node), f"categories/{node.path}/", count, *above]


def _department(site: Site, department: Department) -> list[Any]:
    count = len(site.indexes.by_department.get(department.id, ()))
    rest = [parts_of(department), str(department.extra.get("short_name", ""))]
    while rest and not rest[-1]:
        rest.pop()
    return [site.name_of(department), department.url, count, *rest]


def _standing(standing: Standing) -> list[str]:
    return [standing.name, standing.url, standing.aliases]
