"""Records for the search tests, sentences of official Chinese recombined by a fixed seed, and queries."""

from __future__ import annotations

import random
from pathlib import Path

from generator.outputs.search.documents import SearchDocument

_SENTENCES = Path(__file__).with_name("sentences.txt").read_text("utf-8").splitlines()
_SUBJECTS = (
    "财政预算",
    "城乡规划",
    "义务教育招生",
    "医疗保险",
    "安全生产",
    "农村低保",
    "征地补偿",
    "政府采购",
)
_FORMS = (
    "关于印发《{}实施方案》的通知",
    "{}年度工作报告",
    "{}管理办法（试行）",
    "关于公布{}结果的公告",
    "{} 2026 年要点",
)
_DEPARTMENTS = ("示例县财政局", "示例县教育局", "示例县人民政府办公室")
_OFFICES = ("示政发", "示政办发", "示财〔预〕", "示教")


def documents(count: int, seed: int = 7) -> list[SearchDocument]:
    """Records with everyday Chinese titles, numbers and blocks."""
    chance = random.Random(seed)
    return [_document(chance, number) for number in range(count)]


def _document(chance: random.Random, number: int) -> SearchDocument:
    year = chance.choice((2023, 2024, 2025, 2026))
    index_number = f"11{chance.randrange(10**6):06}X/{year}-{number:05}"
    return SearchDocument(
        index_number=index_number,
        url=f"records/{index_number.replace('/', '-')}/",
        title=chance.choice(_FORMS).format(chance.choice(_SUBJECTS)),
        document_number=f"{chance.choice(_OFFICES)}〔{year}〕{chance.randrange(1, 90)}号",
        department=chance.choice(_DEPARTMENTS),
        published=f"{year}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
        status=chance.choice(("in_force", "in_force", "repealed")),
        blocks=tuple(_block(chance) for _ in range(chance.randrange(1, 7))),
    )


def _block(chance: random.Random) -> str:
    sentences = chance.sample(_SENTENCES, chance.randrange(1, 4))
    clauses = [clause for sentence in sentences for clause in chance.sample(sentence.split("，"), 1)]
    return chance.choice(("", " ", "\n")).join(clauses)


def searched_texts(document: SearchDocument) -> tuple[str, ...]:
    """Every text of a record that a phrase may stand in."""
    return (document.title, document.index_number, document.document_number, *document.blocks)


#: Everyday words, several phrases, marks, spaces, misses; one query a line, as typed.
_TYPED = Path(__file__).with_name("queries.txt").read_text("utf-8").split("\n")


def queries(records: list[SearchDocument], count: int, seed: int = 11) -> list[str]:
    """The typed ones, and as many pieces of the records' own texts, some spoilt, as make `count`."""
    chance = random.Random(seed)
    found = list(_TYPED)
    while len(found) < count:
        found.append(_made(chance, records))
    return found


def _made(chance: random.Random, records: list[SearchDocument]) -> str:
    texts = [text for text in searched_texts(chance.choice(records)) if text]
    pieces = [_piece(chance, chance.choice(texts)) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
    query = " ".join(pieces)
    if chance.random() < 0.2:  # most likely a miss, or across two blocks
        query = chance.choice((query[::-1], query + texts[0][:3], query.replace("，", ""), query.swapcase()))
    return query


def _piece(chance: random.Random, text: str) -> str:
    start = chance.randrange(len(text))
    return text[start : start + chance.choice((1, 2, 3, 4, 6, 9, 15, 40))]
