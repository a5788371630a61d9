"""The formats of a report: each as the tool that reads it wants it."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

import generator.ingest.all_rules  # noqa: F401
from generator.model.problems import RULES, Place
from generator.model.settings import Settings
from generator.reporting.describe import Description, describe
from generator.reporting.formats import FORMATS

KEYS = ["path", "line", "column", "rule", "severity", "message", "hint"]
ERROR = Description("a b,c:d%.md", 3, 7, "file-name", "error", "坏%名", "改\t名")
WARNING = Description("content/甲.md", 1, 1, "body-empty", "warning", "没有正文", "")


def report(form: str, language: str = "zh", *problems: Description) -> str:
    return FORMATS[form](problems or (ERROR, WARNING), language)


def test_text_is_a_line_for_the_problem_and_one_for_the_hint() -> None:
    assert report("text").splitlines() == [
        "a b,c:d%.md:3:7: file-name: 坏%名",
        "    → 改\t名",
        "content/甲.md:1:1: body-empty: [提醒] 没有正文",
        "错误 1 个，提醒 1 个",
    ]
    assert report("text", "en").splitlines()[-2:] == [
        "content/甲.md:1:1: body-empty: [warning] 没有正文",
        "1 error(s), 1 warning(s)",
    ]


def test_json_is_a_list_with_the_keys_agreed() -> None:
    found = json.loads(report("json"))
    assert [list(problem) for problem in found] == [KEYS, KEYS]
    assert list(found[0].values()) == ["a b,c:d%.md", 3, 7, "file-name", "error", "坏%名", "改\t名"]


@pytest.mark.parametrize(
    ("form", "nothing"), [("json", "[]\n"), ("gitlab", "[]\n"), ("github", ""), ("text", "没有发现问题\n")]
)
def test_a_sound_tree_says_so(form: str, nothing: str) -> None:
    assert FORMATS[form]([], "zh") == nothing


def test_github_commands_escape_what_would_end_them() -> None:
    first, second = report("github").splitlines()
    assert first == ("::error file=a b%2Cc%3Ad%25.md,line=3,col=7,title=file-name::坏%25名%0A→ 改\t名")
    assert second == "::warning file=content/甲.md,line=1,col=1,title=body-empty::没有正文"


def test_gitlab_reads_a_code_quality_report() -> None:
    moved = dataclasses.replace(ERROR, line=5)
    first, second, third = json.loads(report("gitlab", "zh", ERROR, WARNING, moved))
    assert {key: value for key, value in first.items() if key != "fingerprint"} == {
        "check_name": "file-name",
        "description": "坏%名 → 改\t名",
        "severity": "major",
        "location": {"path": "a b,c:d%.md", "lines": {"begin": 3}},
    }
    assert second["severity"] == "minor"
    assert len({problem["fingerprint"] for problem in (first, second, third)}) == 3
    (alone,) = json.loads(report("gitlab", "zh", moved))
    assert alone["fingerprint"] == first["fingerprint"]  # a problem that only moved is not a new one


def test_sarif_has_what_code_scanning_asks_for() -> None:
    found: dict[str, Any] = json.loads(report("sarif"))
    assert found["version"] == "2.1.0"
    (run,) = found["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"]
    assert [rule["id"] for rule in rules] == sorted({"body-empty", "file-name"})
    assert all(rule["shortDescription"]["text"] for rule in rules)
    for result, problem in zip(run["results"], (ERROR, WARNING), strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == problem.rule
        assert result["level"] == problem.severity
        assert problem.message in result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["region"] == {"startLine": problem.line, "startColumn": problem.column}
    uris = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]
    ]
    assert uris == ["a%20b%2Cc%3Ad%25.md", "content/%E7%94%B2.md"]
    assert all(rule["defaultConfiguration"]["level"] in ("error", "warning") for rule in rules)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("two\nlines", "two\\nlines"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("\udcb2", "\\udcb2"),
        ("全　角", "全　角"),
        ("汉字", "汉字"),
    ],
)
def test_a_path_takes_one_line_and_moves_no_cursor(
    name: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    problem = RULES["file-name"].at(Place(str(tmp_path / name)), name=name)
    description = describe(problem, settings(tmp_path), "zh")
    assert description.path == shown
    assert shown in description.message


def test_a_long_value_is_cut_and_braces_are_left_alone(tmp_path: Path) -> None:
    place = Place(str(tmp_path / "a.md"))
    problem = RULES["link-broken"].at(place, target="{key}" + "x" * 5000)
    message = describe(problem, settings(tmp_path), "zh").message
    assert "{key}xxx" in message
    assert len(message) < 200


def settings(root: Path) -> Settings:
    return Settings(root / "c.yml", root, root, root, "示例县", "http://localhost/")
