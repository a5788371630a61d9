"""The rules' texts: complete in both languages, about the same values, and listed on the reference page."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest

import generator.ingest.all_rules
from generator.ingest import rules_of_files
from generator.model.problems import RULES, Rule, RuleBook, Wording
from generator.reporting.reference import reference

EVERY_RULE = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


def placeholders(*templates: str) -> set[str]:
    return {name for text in templates for _, name, _, _ in Formatter().parse(text) if name}


@EVERY_RULE
def test_texts_are_complete(rule: Rule) -> None:
    for wording in (rule.zh, rule.en):
        assert wording.message
        assert wording.hint
        assert wording.why.endswith(("。", "."))
        assert not placeholders(wording.why)
        assert not wording.message.endswith(("。", "."))


@EVERY_RULE
def test_both_languages_speak_of_the_same_values(rule: Rule) -> None:
    def values(wording: Wording) -> set[str]:
        return placeholders(wording.message, wording.hint)

    assert values(rule.zh) == values(rule.en)


@EVERY_RULE
def test_chinese_texts_are_chinese_and_english_ones_english(rule: Rule) -> None:
    def han(text: str) -> int:
        return sum("一" <= character <= "鿿" for character in text)

    if rule.zh.message.strip("{}") != "condition":
        assert han(rule.zh.message) > 1
        assert han(rule.en.message) == 0
    assert han(rule.zh.why) > 3
    assert han(rule.en.why) == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_reference_page_explains_every_rule(language: str) -> None:
    page = reference(language)
    for rule in RULES.values():
        assert page.count(f"### `{rule.id}` · ") == 1
        assert rule.wording(language).why in page
    assert "{" not in page


def test_an_id_is_given_once() -> None:
    book = RuleBook()
    words = ("甲", "乙", "丙。")
    book.add("one", "error", "file", zh=words, en=words)
    with pytest.raises(ValueError, match="one"):
        book.add("one", "warning", "file", zh=words, en=words)


def test_every_family_is_in_the_book() -> None:
    folder = Path(rules_of_files.__file__).parent
    assert {path.stem for path in folder.glob("rules_of_*.py")} <= set(vars(generator.ingest.all_rules))
