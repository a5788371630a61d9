"""The site's own words, in the site's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml

_FOLDER = Path(__file__).with_name("words")
#: libyaml's, where it is there: every command reads all words, and Python takes seven times as long.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Wording(Mapping[str, str]):
    """Words by key. Templates print `text.home`; a misspelt key is an error, never a blank.

    `source` holds them, each with its text in each language: a file, or a folder of files, one for each part
    of the site. By default it is the site's folder.
    """

    def __init__(self, language: str, source: Path = _FOLDER) -> None:
        self.language = language
        self._texts = {key: texts[language] for key, texts in all_words(source).items()}

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
def all_words(source: Path = _FOLDER) -> dict[str, dict[str, str]]:
    """Every key of a file, or of all files of a folder, with its text in each language."""
    files = sorted(source.glob("*.yml")) if source.is_dir() else [source]
    return {key: texts for file in files for key, texts in _words_of(file).items()}


def _words_of(file: Path) -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = yaml.load(  # a SafeLoader
        file.read_text(encoding="utf-8"), Loader=_Loader
    )
    return words
