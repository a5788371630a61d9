"""`disclosure check`: options, formats, languages, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from factory import BUDGET, NOTICE, ContentTree, Link, notice, record

from cli.conftest import Check, places, run_check

Output = pytest.CaptureFixture[str]


def test_a_sound_tree_ends_with_0(check: Check, capfd: Output) -> None:
    assert check() == 0
    assert capfd.readouterr() == ("没有发现问题\n", "")


def test_an_error_ends_with_1_a_warning_with_0(tree: ContentTree, check: Check, capfd: Output) -> None:
    tree.write({BUDGET: record(issued="2026-04-01")})
    assert check() == 0
    tree.write({NOTICE: notice(title=None)})
    assert check() == 1
    lines = capfd.readouterr().out.splitlines()
    assert (
        f"content/{BUDGET}:6:1: issued-after-published: [提醒] 成文日期 2026-04-01 晚于发布日期 2026-03-05"
        in lines
    )
    assert f"content/{NOTICE}:1:1: missing-key: 缺少“名称”（title）" in lines
    assert lines[-1] == "错误 1 个，提醒 1 个"


def test_json_stands_alone_on_standard_output(tree: ContentTree) -> None:
    tree.write({BUDGET: record("sumary: 甲\n")})
    result = run_check(tree, "--format", "json")
    (problem,) = json.loads(result.stdout)
    assert list(problem) == ["path", "line", "column", "rule", "severity", "message", "hint"]
    assert problem == {
        "path": f"content/{BUDGET}",
        "line": 8,
        "column": 1,
        "rule": "unknown-key",
        "severity": "error",
        "message": "没有“sumary”这个字段",
        "hint": "是否想写“summary”？",
    }
    assert result.returncode == 1


def test_paths_are_relative_to_the_working_directory(
    tree: ContentTree, check: Check, monkeypatch: pytest.MonkeyPatch, capfd: Output
) -> None:
    tree.write({BUDGET: ""})
    monkeypatch.chdir(tree.content / "records" / "water")
    assert check("--format", "json") == 1
    assert places(capfd.readouterr().out) == {"../finance/2026/budget.md:1:1 file-empty"}


@pytest.mark.parametrize(
    ("language", "message"),
    [("zh", "文件是空的"), ("en", "the file is empty")],
)
def test_messages_speak_the_language_asked_for(
    tree: ContentTree, check: Check, language: str, message: str, capfd: Output
) -> None:
    tree.write({BUDGET: ""})
    check("--lang", language)
    assert message in capfd.readouterr().out
    tree.configure(language=language)
    check()
    assert message in capfd.readouterr().out


class TestPaths:
    """PATH arguments choose what is reported, not what is read."""

    @pytest.fixture(autouse=True)
    def two_faults(self, tree: ContentTree) -> None:
        tree.write({BUDGET: "", NOTICE: notice(index_number="'F 1'")})

    @pytest.mark.parametrize(
        ("paths", "found"),
        [
            ((f"content/{BUDGET}",), {BUDGET}),
            (("content/records/water",), {NOTICE}),
            (("content/records/water/", f"content/{BUDGET}"), {BUDGET, NOTICE}),
            ((".",), {BUDGET, NOTICE}),
            (("content/catalog",), set()),
        ],
    )
    def test_only_what_is_asked_for(
        self, check: Check, paths: tuple[str, ...], found: set[str], capfd: Output
    ) -> None:
        assert check("--format", "json", *paths) == (1 if found else 0)
        reported = {problem["path"] for problem in json.loads(capfd.readouterr().out)}
        assert reported == {f"content/{path}" for path in found}

    def test_other_records_are_read_all_the_same(
        self, tree: ContentTree, check: Check, capfd: Output
    ) -> None:
        tree.write({BUDGET: record(), NOTICE: notice(index_number="F-1")})
        assert check("--format", "json", f"content/{NOTICE}") == 1
        assert "duplicate-index-number" in capfd.readouterr().out

    def test_a_link_is_reported_itself(self, tree: ContentTree, check: Check, capfd: Output) -> None:
        tree.write({"records/finance/2026/link.md": Link("/nowhere")})
        assert check("content/records/finance/2026/link.md") == 1
        assert "symbolic-link" in capfd.readouterr().out

    @pytest.mark.parametrize("path", ["content/none.md", "/etc/passwd", "site_config.yml"])
    def test_a_path_outside_of_the_content_is_wrong_usage(
        self, check: Check, path: str, capfd: Output
    ) -> None:
        assert check(path) == 2
        assert path in capfd.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--format", "xml"], "--format 不能是 xml"),
        (["--as-of", "2026-02-30"], "--as-of 的值 '2026-02-30' 不对，写成 2026-03-01 的样子，或者 today"),
        (["--as-of", "9999-12-31"], "--as-of 的值 '9999-12-31' 不对"),
        (["--jobs", "0"], "--jobs 至少是 1"),
        (["--content", "nowhere"], "没有 records/"),
        (["--unknown"], "不认识的参数：--unknown"),
    ],
)
def test_wrong_usage_ends_with_2_and_a_sentence(
    check: Check, arguments: list[str], sentence: str, capfd: Output
) -> None:
    assert check(*arguments) == 2
    printed = capfd.readouterr()
    assert sentence in printed.err
    assert (printed.out, printed.err.count("\n")) == ("", 1)


def test_missing_settings_end_with_2_and_say_what_to_do(check: Check, capfd: Output) -> None:
    assert check("--config", "none.yml") == 2
    printed = capfd.readouterr()
    assert "none.yml:1:1: settings-missing: 没有找到配置文件\n    → 请在项目的根文件夹里运行" in printed.err
    assert printed.out == ""


def test_an_interrupt_ends_with_130(check: Check, monkeypatch: pytest.MonkeyPatch, capfd: Output) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("generator.cli.commands.check.check", interrupt)
    assert check() == 130
    assert "Traceback" not in capfd.readouterr().err


def test_an_internal_error_ends_with_3_and_a_log(
    check: Check, monkeypatch: pytest.MonkeyPatch, capfd: Output
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("a fault of the program")

    monkeypatch.setattr("generator.cli.commands.check.check", fail)
    assert check() == 3
    error = capfd.readouterr().err
    assert "Traceback" not in error
    log = Path(error.split()[-1])
    assert "a fault of the program" in log.read_text(encoding="utf-8")
    log.unlink()


def test_output_that_nobody_reads_is_no_fault(tree: ContentTree) -> None:
    tree.write({BUDGET: record("".join(f"k{n}: 1\n" for n in range(2000)))})
    command = f"{sys.executable} -m generator check | head -1"
    result = subprocess.run(
        ["/bin/bash", "-c", command], cwd=tree.root, capture_output=True, text=True, check=False
    )
    assert result.stdout.startswith(f"content/{BUDGET}:8:1: unknown-key")
    assert result.stderr == ""
