"""Did you mean …: the nearest known word to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_MANY = 1000  # words that difflib compares in about 10 ms
_LONGEST = 200  # characters; what is longer was not mistyped but misplaced


def nearest(word: str, known: Iterable[str], labels: dict[str, str] | None = None) -> str:
    """The known word that a writer most likely meant, or "".

    `labels` maps labels to words: someone who writes 索引号 for a key means `index_number`.
    `known` has an order, lest equally near words change places from run to run.
    """
    words = list(known)
    by_label = {key for label, key in (labels or {}).items() if label == word}
    by_part = {key for label, key in (labels or {}).items() if word in label}
    if len(by_label) == 1 or len(by_part) == 1:  # 财政局 means 示例县财政局, when there is no other
        return (by_label or by_part).pop()
    if len(word) > _LONGEST:
        return ""
    if len(words) > _MANY:
        words = _alike(word, words)
    folded = {_folded(candidate): candidate for candidate in words}
    found = get_close_matches(_folded(word), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else ""


def _folded(word: str) -> str:
    return word.lower().replace("_", "").replace("-", "")


def _alike(word: str, words: list[str]) -> list[str]:
    """Those of many words that begin or end like this one: a slip of the pen spares one of its halves."""
    half = (len(word) + 1) // 2
    head, tail = word[:half], word[len(word) - half :]
    return [candidate for candidate in words if candidate.startswith(head) or candidate.endswith(tail)][
        :_MANY
    ]
