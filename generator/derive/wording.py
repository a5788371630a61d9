"""The site's own words, in the site's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("wording.yml")


class Wording(Mapping[str, str]):
    """Words by key. Templates print `text.home`; a misspelt key is an error, never a blank.

    `file` holds them, each with its text in each language; by default it is the site's.
    """

    def __init__(self, language: str, file: Path = _FILE) -> None:
        self.language = language
        self._texts = {key: texts[language] for key, texts in all_words(file).items()}

    def __getattr__(self, key: str) -> str:
        try:
            return self._texts[key]
        except KeyError:
            raise AttributeError(f"the site has no word {key}") from None

    def __getstate__(self) -> dict[str, object]:
        return self.__dict__

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)

    def __getitem__(self, key: str) -> str:
        return self._texts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def fill(self, key: str, **values: object) -> str:
        """A text with its placeholders filled."""
        return self._texts[key].format(**values)


@cache
def all_words(file: Path = _FILE) -> dict[str, dict[str, str]]:
    """Every key of a file with its text in each language."""
    words: dict[str, dict[str, str]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return words
