"""Every rule, by examples: a new one in `examples_of_….py` is a new test."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from factory import Content, ContentTree

from generator.ingest.settings import load_settings
from generator.model.problems import RULES, Problem
from generator.reporting.describe import Description, describe
from ingest import (
    examples_of_annual_report,
    examples_of_approval,
    examples_of_attachments,
    examples_of_catalog,
    examples_of_chain,
    examples_of_changes,
    examples_of_duties,
    examples_of_editions,
    examples_of_fields,
    examples_of_files,
    examples_of_interaction,
    examples_of_privacy,
    examples_of_register,
)
from ingest.example import Example
from ingest.repository import Repository

EXAMPLES = [
    *examples_of_files.EXAMPLES,
    *examples_of_fields.EXAMPLES,
    *examples_of_catalog.EXAMPLES,
    *examples_of_chain.EXAMPLES,
    *examples_of_duties.EXAMPLES,
    *examples_of_changes.EXAMPLES,
    *examples_of_approval.EXAMPLES,
    *examples_of_register.EXAMPLES,
    *examples_of_interaction.EXAMPLES,
    *examples_of_annual_report.EXAMPLES,
    *examples_of_privacy.EXAMPLES,
    *examples_of_editions.EXAMPLES,
    *examples_of_attachments.EXAMPLES,
]
#: Rules with examples of another kind: those of new records (test_approval.py), of the settings (there, in
#: test_navigation.py and cli/test_check_settings.py), of files that bring down what looks into them
#: (test_inspection.py).
ELSEWHERE = {example.rule for example in examples_of_approval.OF_NEW_RECORDS}
ELSEWHERE |= {
    "settings-missing",
    "settings-section",
    "settings-syntax",
    "settings-inherit",
    "setting-unquoted",
    "setting-unknown-category",
    "setting-unknown-department",
    "navigation-target",
    "attachment-unchecked",
}


@pytest.fixture(
    scope="module",
    params=[pytest.param(example, id=f"{example.rule}-{example.at}") for example in EXAMPLES],
)
def example(request: pytest.FixtureRequest) -> Example:
    found: Example = request.param
    return found


#: A tree and its problems.
Outcome = tuple[ContentTree, list[Problem]]


@pytest.fixture(scope="module")
def broken(example: Example, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The example's tree as it breaks the rule, checked once for all tests of the example."""
    return outcome(example, example.breaks, tmp_path_factory.mktemp("broken"))


def outcome(example: Example, files: Mapping[str, Content], folder: Path) -> Outcome:
    if example.before is not None:
        repository = Repository(folder, example.before, **example.settings)
        repository.tree.write(files)
        return repository.tree, repository.problems(example.as_of)
    tree = ContentTree(folder)
    tree.configure(**example.settings)
    tree.write(files)
    return tree, list(tree.gather(example.as_of).problems)


def described(tree: ContentTree, problem: Problem, language: str) -> Description:
    return describe(problem, load_settings(tree.config), language)


def test_a_broken_rule_is_reported_at_its_place_with_its_hint(example: Example, broken: Outcome) -> None:
    tree, problems = broken
    found = next((problem for problem in problems if problem.rule == example.rule), None)
    assert found is not None, problems
    shown = described(tree, found, "zh")
    place = (os.path.relpath(found.path, tree.content), f"{found.line}:{found.column}")
    assert (place, shown.hint) == ((example.path, example.at), example.hint)
    assert example.message in shown.message


def test_a_near_miss_passes(example: Example, tmp_path: Path) -> None:
    _, problems = outcome(example, example.passes, tmp_path)
    assert problems == []


def test_one_fault_is_one_problem(example: Example, broken: Outcome) -> None:
    _, problems = broken
    assert [problem.rule for problem in problems] == [example.rule]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_message_and_hint_are_whole_in_both_languages(language: str, broken: Outcome) -> None:
    tree, problems = broken
    for problem in problems:
        shown = described(tree, problem, language)
        for text in (shown.message, shown.hint):
            assert text.strip()
            assert not re.search(r"[{}]|（）|\(\)|“”|None|\bnull\b", text), text


def test_every_rule_has_an_example() -> None:
    assert {example.rule for example in EXAMPLES} | ELSEWHERE == set(RULES)
