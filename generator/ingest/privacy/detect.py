"""Personal data in a text: numbers of persons, e-mail addresses and home addresses.

Pure functions of the text. A number counts in every form that a reader sees as one: full width, in groups,
with invisible characters, marks of Markdown, tags or entities between its digits. What only looks like one
(document and project numbers, credit codes, amounts, digests, addresses of pages) does not, so that a
warning stays worth reading: hence check digits, boundaries, and a look at the words around.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter

from generator.ingest.privacy.digits import Words, numbers_in
from generator.ingest.privacy.emails import email_at
from generator.ingest.privacy.finding import Finding, Kind
from generator.ingest.privacy.homes import HOME, HOME_SIGNS, homes_in
from generator.ingest.privacy.plain import ENTITY, INLINE_TAG, INVISIBLE, PERCENT

# One pass over a text finds what is worth a look, and every record pays for it. What makes the search fast is
# that the pattern begins with a set of characters, and that a digit is a digit: as entities they are rare.
_BETWEEN = rf"-\s.()（）‐-―−－．·*~`\\{INVISIBLE}"
_GAP = rf"[{_BETWEEN}]{{0,8}}+"
#: What spares most numbers the look for a run: they end before a letter or a word.
_ENOUGH = rf"[0-9０-９]{{9}}|[0-9０-９]{{0,8}}+[{_BETWEEN}<&%]"
_MARKUP = rf"(?:(?=[<&%])(?:{INLINE_TAG}|{ENTITY}|{PERCENT}){_GAP}){{0,4}}"
_CODE = r"\#(?:4[89]|5[0-7]|[xX]3[0-9]);"


def _net(first: str, is_first: str, digit: str, markup: str) -> re.Pattern[str]:
    """What finds runs of at least the ten digits of the shortest telephone number with its area code."""
    run = rf"(?P<run>{is_first}(?={_ENOUGH})(?:{_GAP}{markup}{digit}){{9,}}+)"
    rest = rf"(?<![0-9０-９&%])(?:(?<=[@＠])(?P<at>)|(?P<home>{HOME}))"
    return re.compile(rf"[{first}@＠{HOME_SIGNS}](?<![0-9０-９][0-9０-９])(?:{run}|{rest})")


_PLAIN = _net("0-9０-９", "(?<=[0-9０-９])", "[0-9０-９]", f"{_MARKUP}+")
_CODED = _net(
    "0-9０-９&%",
    rf"(?:(?<=[0-9０-９])|(?<=&){_CODE}|(?<=%)3[0-9])",
    rf"(?:[0-9０-９]|&{_CODE}|%3[0-9])",
    f"{_MARKUP}?",
)


def detect(text: str) -> list[Finding]:
    """All personal data in a text, in order. Contacts that an office publishes are not told apart here."""
    hits, words = _hits(text), Words(text)
    return sorted([*_found(text, hits, words), *homes_in(text, hits, words)], key=_start)


def suspects(text: str) -> list[Finding]:
    """The same with every number that could be a person's, whatever the words around it say."""
    hits = _hits(text)
    return sorted([*_found(text, hits, None), *homes_in(text, hits, Words(text))], key=_start)


def certain(text: str) -> list[Finding]:
    """Identity numbers and bank cards that are such in any text: no word elsewhere in it has to say so."""
    found = _found(text, _hits(text), Words(""))
    return [each for each in found if each.kind in (Kind.IDENTITY, Kind.CARD)]


_start = attrgetter("start")


def _hits(text: str) -> list[re.Match[str]]:
    """What is worth a look."""
    return list((_CODED if "&#" in text or "%3" in text else _PLAIN).finditer(text))


def _found(text: str, hits: Sequence[re.Match[str]], words: Words | None) -> Iterator[Finding]:
    """Numbers and e-mail addresses."""
    for hit in hits:
        if hit["run"] is not None:
            yield from numbers_in(text, hit.start(), hit.end(), words)
        elif hit["at"] is not None:
            yield from email_at(text, hit.start())
