"""The files of the site's words."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator.derive import wording

FILES = sorted(Path(wording.__file__).with_name("words").glob("*.yml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_words_read_the_same_without_libyaml(path: Path) -> None:
    text = path.read_text("utf-8")
    assert yaml.load(text, Loader=yaml.SafeLoader) == yaml.load(text, Loader=wording._Loader)
