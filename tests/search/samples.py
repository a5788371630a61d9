"""Records for the search tests, sentences of official Chinese recombined by a fixed seed, and queries."""

from __future__ import annotations

import random
from pathlib import Path

from opencc import OpenCC

from generator.outputs.search.documents import AttachmentText, SearchDocument

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
_DEPARTMENTS = {
    "finance": "示例县财政局",
    "education": "示例县教育局",
    "government-office": "示例县人民政府办公室",
}
_CATEGORIES = ("policy", "policy/normative", "policy/other", "finance/budget", "finance/accounts", "people")
_GENRES = ("通知", "公告", "意见", "")
_KINDS = ("document", "document", "letter")
_STATUSES = ("in_force", "in_force", "in_force", "amended", "repealed", "draft_for_comment")
#: Office, year, number, both in words; not all records write them the same way.
_NUMBERS = ("{0}〔{1}〕{2}号", "{0}〔{1}〕{2}号", "{0}[{1}]{2}号", "{0}（{1}）第{2}号", "{0}〔{3}〕{4}号", "")
_OFFICES = ("示政发", "示政办发", "示财〔预〕", "示教")


def documents(count: int, seed: int = 7) -> list[SearchDocument]:
    """Records with everyday Chinese titles, numbers and blocks."""
    chance = random.Random(seed)
    return [_document(chance, number) for number in range(count)]


def _document(chance: random.Random, number: int) -> SearchDocument:
    year = chance.choice((2023, 2024, 2025, 2026))
    index_number = f"11{chance.randrange(10**6):06}X/{year}-{number:05}"
    url = f"records/{index_number.replace('/', '-')}/"
    department = chance.choice(sorted(_DEPARTMENTS))
    number_in_year = chance.randrange(1, 90)
    attachments = tuple(
        AttachmentText(f"附件{n}", f"{url}{n}.pdf", tuple(_block(chance) for _ in range(3)))
        for n in range(chance.choice((0, 0, 0, 1, 2)))
    )
    return SearchDocument(
        index_number=index_number,
        url=url,
        title=chance.choice(_FORMS).format(chance.choice(_SUBJECTS)),
        document_number=chance.choice(_NUMBERS).format(
            chance.choice(_OFFICES),
            year,
            number_in_year,
            "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year)),
            _in_words(number_in_year),
        ),
        department=_DEPARTMENTS[department],
        published=f"{year}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
        status=chance.choice(_STATUSES),
        blocks=tuple(_block(chance) for _ in range(chance.randrange(1, 7))),
        department_id=department,
        category=chance.choice(_CATEGORIES),
        genre=chance.choice(_GENRES),
        kind=_KINDS[number_in_year % 3],
        mode="on_request" if number_in_year % 7 == 0 else "proactive",
        attachments=attachments,
        has_attachments=bool(attachments) or chance.random() < 0.1,  # some have no text
    )


def _in_words(number: int) -> str:
    tens, ones = divmod(number, 10)
    digits = " 一二三四五六七八九"
    return ("十" if tens == 1 else f"{digits[tens]}十" if tens else "") + (digits[ones] if ones else "")


def _block(chance: random.Random) -> str:
    sentences = chance.sample(_SENTENCES, chance.randrange(1, 4))
    clauses = [clause for sentence in sentences for clause in chance.sample(sentence.split("，"), 1)]
    return chance.choice(("", " ", "\n")).join(clauses)


def searched_texts(document: SearchDocument) -> tuple[str, ...]:
    """Every text of a record that a phrase may stand in."""
    texts = (text for attachment in document.attachments for text in attachment.blocks)
    return (document.title, *numbers_of(document), *document.blocks, *texts)


def numbers_of(document: SearchDocument) -> tuple[str, str]:
    """The numbers that are found however they are typed."""
    return document.index_number, document.document_number


#: Everyday words, several phrases, marks, spaces, misses; one query a line, as typed.
_TYPED = Path(__file__).with_name("queries.txt").read_text("utf-8").split("\n")
_TRADITIONAL = OpenCC("s2t")


def queries(records: list[SearchDocument], count: int, seed: int = 11) -> list[str]:
    """The typed ones, and as many pieces of the records' own texts, some spoilt, as make `count`."""
    chance = random.Random(seed)
    found = list(_TYPED)
    while len(found) < count:
        found.append(_made(chance, records))
    return found


def _made(chance: random.Random, records: list[SearchDocument]) -> str:
    record = chance.choice(records)
    if chance.random() < 0.15:
        return _retyped(chance, chance.choice(numbers_of(record)))
    texts = [text for text in searched_texts(record) if text]
    pieces = [_piece(chance, chance.choice(texts)) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
    query = " ".join(pieces)
    if chance.random() < 0.1:
        return str(_TRADITIONAL.convert(query))
    if chance.random() < 0.2:  # most likely a miss, or across two blocks
        query = chance.choice((query[::-1], query + texts[0][:3], query.replace("，", ""), query.swapcase()))
    return query


def _retyped(chance: random.Random, number: str) -> str:
    """A number, whole or in part, in other brackets, digits or case."""
    brackets = chance.choice(("[]", "()", "【】", "  ", "", "〔〕"))
    for mark, other in zip("〔〕", brackets or ("", ""), strict=True):
        number = number.replace(mark, other)
    if chance.random() < 0.3:
        number = "".join("〇一二三四五六七八九"[int(c)] if c.isdecimal() else c for c in number)
    start = chance.choice((0, 0, chance.randrange(max(len(number), 1))))
    return chance.choice((number, number[start : start + chance.randrange(1, 12)], number.lower()))


def _piece(chance: random.Random, text: str) -> str:
    start = chance.randrange(len(text))
    return text[start : start + chance.choice((1, 2, 3, 4, 6, 9, 15, 40))]
