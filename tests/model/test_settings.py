"""What settings say beyond what is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.settings import Settings, SiteIdentity


@pytest.mark.parametrize(
    ("organ", "name", "parts"),
    [
        ("示例县人民政府", "示例县人民政府信息公开", ("示例县人民政府", "信息公开")),
        ("Example County", "Example County - Disclosure", ("Example County", "Disclosure")),
        ("示例县人民政府", "示例县人民政府", ("示例县人民政府", "")),
        ("示例县人民政府", "示例县政务公开", ("示例县政务公开", "")),
        ("", "示例县政务公开", ("示例县政务公开", "")),
    ],
)
def test_a_sites_name_says_whose_it_is_and_which_part(organ: str, name: str, parts: tuple[str, str]) -> None:
    here = Path()
    settings = Settings(here, here, here, here, name, "https://county.example/", site=SiteIdentity(organ))
    assert (settings.organ, settings.column) == parts
