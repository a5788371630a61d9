"""Did you mean …: the nearest known word to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_MANY = 1000  # words that difflib compares in about 10 ms
_LONGEST = 200  # characters; what is longer was not mistyped but misplaced


def named(word: str, labels: Iterable[tuple[str, str]]) -> list[str]:
    """Those whose label is the word, or, where none is, holds it: 财政局 names 示例县财政局.

    `labels` are pairs of a known word and a label of it. More than one result: the word says too little.
    """
    labels = list(labels)
    same = dict.fromkeys(key for key, label in labels if label == word)
    return list(same or dict.fromkeys(key for key, label in labels if word in label))


def nearest(word: str, known: Iterable[str], labels: Iterable[tuple[str, str]] = ()) -> str:
    """The known word that a writer most likely meant, or "".

    `labels` are pairs of a known word and a label: who writes 索引号 for a key means `index_number`.
    `known` has an order, lest equally near words change places from run to run.
    """
    words = list(known)
    meant = named(word, labels)
    if len(meant) == 1:
        return meant[0]
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
