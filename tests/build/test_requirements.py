"""The table of what offices ask (.github/requirements.md): what it names is there, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.ingest.settings_schema import settings_schema
from generator.model.problems import RULES

ROOT = Path(__file__).parents[2]
TABLES = (ROOT / ".github/requirements.md").read_text("utf-8").split("\n---\n")
#: Not addresses, rules or settings, but other words in code marks.
_OTHERS = {"mode", "audience", "review", "review.secrecy"}


def rows(table: str) -> dict[str, str]:
    return {row[1]: row[2] for row in re.finditer(r"^\| (\d+) \| .* \| (.*) \|$", table, re.MULTILINE)}


def named(answer: str) -> set[str]:
    return set(re.findall("`([^`]+)`", answer)) - _OTHERS


@pytest.mark.parametrize("table", TABLES, ids=("zh", "en"))
def test_each_of_the_requirements_is_answered(table: str) -> None:
    assert list(rows(table)) == [str(number) for number in range(1, 28)]
    assert all(named(answer) for answer in rows(table).values())


@pytest.mark.parametrize("table", TABLES, ids=("zh", "en"))
def test_pages_rules_settings_commands_and_files_are_there(table: str, site: Path) -> None:
    for number, answer in rows(table).items():
        for name in named(answer):
            assert _is_there(name, site), (number, name)


def _is_there(name: str, site: Path) -> bool:
    if name.startswith(("disclosure ", "--")):
        return True  # tests/test_docs.py reads these
    if name.startswith("content/"):
        return (ROOT / name).is_file()
    if name.startswith("departments/<"):
        return any(site.glob("departments/*/request/index.html"))
    if name.endswith("/"):
        return (site / name / "index.html").is_file()
    return name in RULES or name in settings_schema().source["properties"] or (site / name).is_file()
