"""What is asked of new records only, and of the settings that say who approves what."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from factory import AS_OF, BUDGET, NOTICE, SCHEMA, ContentTree, record
from hypothesis import given
from hypothesis import strategies as st

from generator.ingest.approval import check_approval, check_new_record
from generator.ingest.crosscheck import place_of
from generator.ingest.record import record_of
from generator.ingest.schema import load_schemas
from generator.ingest.settings import load_settings
from generator.model.problems import Place, Problem
from generator.model.records import PREREQUISITE_TYPES
from generator.model.settings import ApprovalPolicy, Settings
from generator.reporting.describe import describe
from ingest.example import Example
from ingest.examples_of_approval import OF_NEW_RECORDS

EVERY_EXAMPLE = pytest.mark.parametrize(
    "example", [pytest.param(example, id=f"{example.rule}-{example.at}") for example in OF_NEW_RECORDS]
)
RECORD_SCHEMA = load_schemas(SCHEMA).record
LABELS = {language: RECORD_SCHEMA.labels(language) for language in ("zh", "en")}


def asked_of_new(tree: ContentTree, name: str = BUDGET) -> list[Problem]:
    gathered = tree.gather(AS_OF)
    assert gathered.problems == ()
    path = str(tree.content / name)
    found = next(record for record in gathered.catalog.records if record.path == path)
    locate = lambda field_path: place_of(path, field_path)  # noqa: E731
    return list(check_new_record(found, gathered.settings, locate))


@EVERY_EXAMPLE
def test_a_new_record_is_asked_for_what_it_leaves_unsaid(example: Example, tmp_path: Path) -> None:
    tree = ContentTree(tmp_path, example.breaks)
    tree.configure(**example.settings)
    [problem] = asked_of_new(tree)
    shown = describe(problem, load_settings(tree.config), "zh")
    assert (problem.rule, f"{problem.line}:{problem.column}") == (example.rule, example.at)
    assert shown.hint == example.hint
    assert example.message in shown.message
    english = describe(problem, load_settings(tree.config), "en")
    assert not set("{}") & set(english.message + english.hint)


@EVERY_EXAMPLE
def test_a_new_record_that_says_all_is_asked_nothing(example: Example, tmp_path: Path) -> None:
    tree = ContentTree(tmp_path, example.passes)
    tree.configure(**example.settings)
    assert asked_of_new(tree) == []


def test_a_new_record_of_six_fields_is_asked_for_all_three(tmp_path: Path) -> None:
    found = asked_of_new(ContentTree(tmp_path))
    assert [problem.rule for problem in found] == [
        "approval-missing",
        "review-missing",
        "secrecy-review-missing",
    ]
    assert {(problem.line, problem.column) for problem in found} == {(1, 1)}


_FIELDS = {
    "title": "甲",
    "index_number": "F-1",
    "department": "finance",
    "category": "finance/budget",
    "issued": "2026-03-01",
    "published": "2026-03-05",
}
_DATES = st.sampled_from(["2026-03-01", "2026-03-05", "2026-03-09"])
_SECRECY = st.fixed_dictionaries(
    {"role": st.just("保密员"), "conclusion": st.sampled_from(["no_secret", "cleared"])},
    optional={"date": _DATES},
)
_OPTIONAL = {
    "genre": st.sampled_from(["决定", "通知"]),
    "status": st.sampled_from(["in_force", "draft_for_comment"]),
    "kind": st.sampled_from(["document", "nil_report"]),
    "approval": st.fixed_dictionaries(
        {},
        optional={
            "level": st.sampled_from(["general", "important"]),
            "role": st.sampled_from(["主要负责人", "分管负责人", "科长"]),
            "date": _DATES,
            "form": st.just({"sha256": "AB" * 32}),
        },
    ),
    "review": st.fixed_dictionaries(
        {},
        optional={
            "disclosable": st.sampled_from(["yes", "partly", "no"]),
            "manner": st.just("全文公开"),
            "scope": st.sampled_from(["public", "specific", "internal"]),
            "date": _DATES,
            "secrecy": _SECRECY,
        },
    ),
    "prerequisites": st.lists(
        st.fixed_dictionaries({"type": st.sampled_from(PREREQUISITE_TYPES)}, optional={"date": _DATES}),
        max_size=3,
        unique_by=lambda step: step["type"],
    ),
}
_POLICIES = st.builds(
    ApprovalPolicy,
    important_categories=st.sampled_from([(), ("finance",), ("finance/budgets",)]),
    important_genres=st.sampled_from([(), ("决定",)]),
)


@given(
    st.fixed_dictionaries({key: st.just(value) for key, value in _FIELDS.items()}, optional=_OPTIONAL),
    _POLICIES,
    st.sampled_from([{}, {"finance": ("audit",)}, {"finance/budget": ("audit", "legal_review")}]),
)
def test_no_two_problems_say_the_same_and_each_has_words(
    fields: dict[str, object], policy: ApprovalPolicy, prerequisites: dict[str, tuple[str, ...]]
) -> None:
    """Both checks may be asked of one record; together they repeat nothing, whatever it says."""
    assert RECORD_SCHEMA.is_valid(fields)
    settings = Settings(
        *[Path()] * 4, "示例县", "https://example/", approval=policy, prerequisites=prerequisites
    )
    written = record_of("a.md", fields, (), ())
    locate = lambda field_path: Place(".".join(map(str, field_path)))  # noqa: E731
    found = [*check_approval(written, settings, LABELS, locate), *check_new_record(written, settings, locate)]
    assert all(first != second for first, second in itertools.combinations(found, 2))
    rules = [problem.rule for problem in found]
    assert rules.count("approval-missing") <= 1
    for problem in found:
        for language in ("zh", "en"):
            shown = describe(problem, settings, language)
            assert not set("{}") & set(shown.message + shown.hint)


CONFIG = """site_name: 示例县
plugins:
- search
- disclosure:
    schema: {schema}
    approval:
      important_categories:
      - finance
      - finance/budgets
    prerequisites:
      finanse: [audit]
    interpretation_required:
      categories: [policies]
"""


def test_categories_that_the_catalog_lacks_are_pointed_out_in_the_settings(tmp_path: Path) -> None:
    tree = ContentTree(tmp_path)
    tree.write({BUDGET: record("approval: {level: important}\n"), NOTICE: None})
    tree.config.write_text(CONFIG.format(schema=SCHEMA), encoding="utf-8")
    found = tree.gather().problems
    assert [(problem.rule, problem.line, problem.column) for problem in found] == [
        ("setting-unknown-category", 9, 9),
        ("setting-unknown-category", 11, 7),
        ("setting-unknown-category", 13, 20),
    ]
    assert all(problem.path == str(tree.config) for problem in found)
    shown = describe(found[0], load_settings(tree.config), "zh")
    assert shown.message == "设置 approval 里写的栏目“finance/budgets”不存在"
    assert shown.hint.startswith("是否想写“finance/budget”？")


def test_a_configuration_with_tags_is_pointed_out_as_any_other(tmp_path: Path) -> None:
    tree = ContentTree(tmp_path)
    text = CONFIG.format(schema=SCHEMA).replace("      - finance\n", "") + "site_url: !ENV [URL, '']\n"
    tree.config.write_text(text, encoding="utf-8")
    assert (1, 1) not in {(problem.line, problem.column) for problem in tree.gather().problems}


def test_a_body_that_the_catalog_lacks_is_pointed_out_in_the_settings(tmp_path: Path) -> None:
    tree = ContentTree(tmp_path)
    tree.configure(annual_report={"combined": ["water", "finanse"], "normative_documents": ["finance/buget"]})
    found = tree.gather().problems
    assert [problem.rule for problem in found] == [
        "setting-unknown-department",
        "setting-unknown-category",
    ]
    hints = [describe(problem, load_settings(tree.config), "zh").hint for problem in found]
    assert [hint.partition("？")[0] for hint in hints] == ["是否想写“finance”", "是否想写“finance/budget”"]


def test_another_tree_is_not_measured_by_the_settings_categories(tmp_path: Path) -> None:
    tree = ContentTree(tmp_path)
    tree.configure(prerequisites={"plans": ["audit"]})
    assert [problem.rule for problem in tree.gather().problems] == ["setting-unknown-category"]
    settings = load_settings(tree.config, tree.content)
    assert not settings.content_is_configured
