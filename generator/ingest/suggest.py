"""Did you mean …: the nearest known word to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str], labels: dict[str, str] | None = None) -> str:
    """The known word that a writer most likely meant, or "".

    `labels` maps labels to words: someone who writes 索引号 for a key means `index_number`.
    """
    words = list(known)
    if labels and word in labels:
        return labels[word]
    folded = {candidate.lower().replace("_", "").replace("-", ""): candidate for candidate in words}
    found = get_close_matches(word.lower().replace("_", "").replace("-", ""), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else ""
