"""What is indexed and asked: a catalog's records, cut to the length of everyday notices; queries."""

from __future__ import annotations

import pickle
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

from generator.outputs.search.documents import SearchDocument
from tests.benchmarks.catalog import YEARS, BenchmarkCatalog, Entry

#: The length of a body is drawn from this range; with title and numbers a document has some 930 characters.
_LENGTHS = (200, 1500)
#: Phrases that no law of the corpus holds, put into one in twenty records of the newest and the oldest year.
_PLANTED = {str(YEARS[-1]): "推动低空经济健康发展。", str(YEARS[0]): "做好撤乡并镇后续工作。"}
_QUERIES = {
    "very common": "人民政府",
    "common": "行政处罚",
    "rare": "蚕种管理",
    "newest only": "低空经济",
    "oldest only": "撤乡并镇",
    "absent": "银发经济",
    "long": "县级以上地方各级人民政府",
    "long, with marks": "法律、行政法规另有规定的，依照其规定",
    "two parts": "食品安全 监督管理",
}
_MARKS = re.compile(r"[\W_]+")


def write_documents(records: int, corpus: Path, target: Path) -> None:
    """Write the documents of a catalog, one after the other, for every contestant to read."""
    catalog = BenchmarkCatalog(records, corpus)
    names = {row[0]: row[1] for row in catalog.departments}
    with target.open("wb") as file:
        for number, entry in enumerate(catalog):
            pickle.dump(_document(entry, names, Random(f"search/{number}")), file)


def read_documents(source: Path) -> Iterator[SearchDocument]:
    """The documents of a file, one by one."""
    with source.open("rb") as file:
        while file.peek(1):
            yield pickle.load(file)


def queries(documents: Sequence[SearchDocument]) -> Mapping[str, str]:
    """What is asked, by what is special about it: `_QUERIES`, and the number of a document in the middle."""
    return _QUERIES | {"document number": documents[len(documents) // 2].document_number}


def matches(documents: Iterable[SearchDocument], asked: Iterable[str]) -> Mapping[str, set[str]]:
    """Slugs of the documents that hold each query, by brute force; for queries without Latin letters."""
    parts = {query: [fold(part) for part in query.split()] for query in asked}
    found: dict[str, set[str]] = {query: set() for query in parts}
    for document in documents:
        text = "\n".join(map(fold, searched(document)))
        for query, phrases in parts.items():
            if all(phrase in text for phrase in phrases):
                found[query].add(document.slug)
    return found


def searched(document: SearchDocument) -> Sequence[str]:
    """All texts that a phrase can stand in, the title first."""
    return (document.title, document.index_number, document.document_number, *document.blocks)


def fold(text: str) -> str:
    """The text as searches compare it: NFKC, case folded, without spaces, a run of marks as one point."""
    return _MARKS.sub("·", "".join(unicodedata.normalize("NFKC", text).casefold().split()))


def _document(entry: Entry, names: Mapping[str, str], random: Random) -> SearchDocument:
    fields = entry.fields
    blocks = list(_window(entry.body.split("\n\n"), random))
    if entry.year in _PLANTED and random.random() < 0.05:
        blocks.append(_PLANTED[entry.year])
    return SearchDocument(
        index_number=entry.index_number,
        url=f"records/{entry.index_number}/",
        title=fields["title"],
        document_number=fields["document_number"],
        department=names[fields["department"]],
        published=str(fields["published"])[:10],
        status=fields.get("status", "in_force"),
        blocks=tuple(blocks),
        department_id=fields["department"],
        category=fields["category"],
        genre=fields["genre"],
    )


def _window(blocks: Sequence[str], random: Random) -> Iterator[str]:
    """Blocks from any place on, the first after the last, until they have the length drawn."""
    wanted, start = random.randint(*_LENGTHS), random.randrange(len(blocks))
    for block in (*blocks[start:], *blocks[:start]):
        if wanted <= 0:
            return
        yield block
        wanted -= len(block)
