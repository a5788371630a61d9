"""New records from options and from answers: they pass the check, whatever their kind."""

from __future__ import annotations

import io
import json
import os
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from build.sources import AS_OF, CONFIG, CONTENT, ROOT, catalog_file
from build.trees import command, copy_project, record, write_tree
from hypothesis import assume, example, given
from hypothesis import strategies as st

from generator.cli import main
from generator.editing.scaffold import Draft, path_of, text_of
from generator.ingest.frontmatter import split_front_matter
from generator.ingest.reading import CONTROL
from generator.ingest.schema import load_schemas
from generator.ingest.strict_yaml import trailing_comments

KINDS = (
    *("document", "letter", "request_reply", "response"),
    *("evaluation", "register_entry", "nil_report", "annual_report"),
)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_tree(tmp_path / "content", {"finance/2026/budget.md": record("CZJ-2026-00007")})


_REQUIRED = {
    "index_number": "CZJ-2026-00008",
    "department": "finance",
    "category": "finance/budget",
    "issued": "2026-03-01",
    "published": "2026-03-05",
}


def _new(content: Path, *options: str, config: Path = CONFIG) -> int:
    return main(["new", "--config", str(config), "--content", str(content), "--as-of", AS_OF, *options])


def _check(content: Path, config: Path = CONFIG) -> int:
    return main(["check", "--config", str(config), "--content", str(content), "--as-of", AS_OF])


def _fields(path: Path) -> dict[str, object]:
    loaded: dict[str, object] = yaml.load(path.read_text("utf-8").split("---\n")[1], Loader=yaml.BaseLoader)
    return loaded


BUDGET = ("--department", "finance", "--category", "finance/budget", "--title", "关于预算的通知")


def test_record_takes_the_next_number_and_the_day_that_stands_for_today(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _new(content, *BUDGET) == 0
    path = content / "records/finance/2026/czj-2026-00008.md"
    assert _fields(path) == {
        "title": "关于预算的通知",
        "index_number": "CZJ-2026-00008",
        "department": "finance",
        "category": "finance/budget",
        "issued": AS_OF,
        "published": AS_OF,
    }
    assert "CZJ-2026-00008" in capsys.readouterr().out
    assert _check(content) == 0
    # nothing is wrong but that the text is still to be written
    assert capsys.readouterr().out.strip().splitlines()[-1] == "错误 0 个，提醒 1 个"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_passes_the_check(kind: str, content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _new(content, *BUDGET, "--kind", kind, "--slug", "new") == 0
    capsys.readouterr()
    assert _check(content) == 0, capsys.readouterr().out
    written = _fields(content / "records/finance/2026/new.md")
    assert written.get("kind", "document") == kind
    assert written.get("period", "") == ("2025" if kind == "annual_report" else "")


def test_a_nil_report_names_the_duty_and_the_period_that_it_is_about(content: Path) -> None:
    duty = "- id: budget\n  level1: 财政\n  level2: 预算执行\n  owed_by: [finance]\n"
    limit = "  limit: {type: half_yearly}\n  categories: [finance]\n"
    (content / "catalog/duties.yml").write_text(duty + limit, "utf-8")
    assert _new(content, *BUDGET, "--kind", "nil_report", "--slug", "nil") == 0
    written = _fields(content / "records/finance/2026/nil.md")
    assert (written["duty"], written["period"]) == ("budget", "2026-H1")


@pytest.mark.parametrize(("kind", "told"), [("letter", "disposition"), ("request_reply", "outcome")])
def test_what_came_of_a_letter_or_a_request_has_its_place(kind: str, told: str, content: Path) -> None:
    assert _new(content, *BUDGET, "--kind", kind, "--slug", "new") == 0
    data = _fields(content / "records/finance/2026/new.md")["data"]
    assert isinstance(data, dict)
    assert {"received", "replied", told} <= data.keys()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_still_to_be_written_is_reported_for_every_kind(
    kind: str, language: str, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _new(content, *BUDGET, "--kind", kind, "--slug", "new", "--lang", language) == 0
    capsys.readouterr()
    _check(content)
    found = re.findall(r"new\.md:\d+:\d+: ([-\w]+): ", capsys.readouterr().out)
    made_up = ["example-left"] if kind in ("response", "evaluation", "register_entry") else []
    assert [rule for rule in found if rule.endswith("-left")] == [
        *made_up,
        *(["placeholder-left"] if kind != "register_entry" else []),
    ]


def test_every_kind_of_every_kind_of_body_passes_the_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bodies = {body["kind"]: body["id"] for body in catalog_file("departments")}
    assert len(bodies) > 4
    shutil.copytree(CONTENT, tmp_path / "content")
    schemas = load_schemas(ROOT / "schema")
    for department in bodies.values():
        for kind in KINDS:
            number = f"{department}-{kind.replace('_', '-')}"
            draft = Draft("通知", number, department, "policies/other", AS_OF, AS_OF, kind)
            path = path_of(tmp_path / "content" / "records", draft)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text_of(draft, schemas, "zh"), "utf-8")
    assert _check(tmp_path / "content") == 0, capsys.readouterr().out


def test_numbers_go_on_in_the_scheme_of_each_department_of_the_sample(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    for department in ("finance", "water", "fanli-town", "yangtian-village"):
        options = (
            "--department",
            department,
            "--category",
            "policies",
            "--title",
            "通知",
            "--slug",
            "brand-new",
        )
        assert _new(content, *options) == 0
        path = content / f"records/{department}/2026/brand-new.md"
        others = [p for p in path.parent.glob("*.md") if p != path]
        prefixes = {str(_fields(other)["index_number"]).rpartition("-")[0] for other in others}
        assert str(_fields(path)["index_number"]).rpartition("-")[0] in prefixes
    assert _check(content) == 0


@pytest.mark.parametrize(
    ("published", "number", "expected"),
    [
        ("2026-01-05", "A/2026/9", "A/2026/10"),
        ("2026-01-05", "A-2026-0099", "A-2026-0100"),
        ("2025-01-05", "A-2025-0099", "A-2026-0001"),
        ("2026-01-05", "A.B", "A.B-2"),
    ],
)
def test_next_number_follows_the_latest(published: str, number: str, expected: str, tmp_path: Path) -> None:
    records = {f"finance/{published[:4]}/a.md": record(number, issued=published, published=published)}
    content = write_tree(tmp_path / "content", records)
    assert _new(content, *BUDGET, "--slug", "new") == 0
    assert _fields(content / "records/finance/2026/new.md")["index_number"] == expected


def test_first_record_of_a_department_gets_a_number_too(content: Path) -> None:
    assert _new(content, "--department", "water", "--category", "notices", "--title", "通告") == 0
    assert _fields(content / "records/water/2026/water-2026-00001.md")["index_number"] == "WATER-2026-00001"
    assert _check(content) == 0


def test_first_record_of_a_tree_needs_no_folder_of_records(tmp_path: Path) -> None:
    content = write_tree(tmp_path / "content", {})
    shutil.rmtree(content / "records", ignore_errors=True)
    assert _check(content) == 0
    assert _new(content, *BUDGET) == 0
    assert _fields(content / "records/finance/2026/finance-2026-00001.md")["title"] == "关于预算的通知"
    assert _check(content) == 0
    shutil.rmtree(content / "records")
    (content / "catalog/departments.yml").unlink()
    assert _check(content) == 2


def test_the_most_used_series_goes_on_even_past_faulty_and_former_numbers(tmp_path: Path) -> None:
    records = {
        "finance/2026/a.md": record("CZJ-2026-00007"),
        "finance/2026/b.md": record("CZJ-2026-00008", extra="former_index_numbers: [CZJ-2026-00009]\n"),
        "finance/2026/special.md": record("ZX-99999"),
        "finance/2026/faulty.md": record("CZJ-2026-00010", issued="昨天"),
    }
    content = write_tree(tmp_path / "content", records)
    assert _new(content, *BUDGET, "--slug", "new") == 0
    assert _fields(content / "records/finance/2026/new.md")["index_number"] == "CZJ-2026-00011"


def test_the_folder_is_that_of_the_year_of_publication(content: Path) -> None:
    assert _new(content, *BUDGET, "--issued", "2025年3月1日", "--published", "2025-03-05T09:30") == 0
    fields = _fields(content / "records/finance/2025/czj-2025-00001.md")
    assert (fields["issued"], fields["published"]) == ("2025-03-01", "2025-03-05T09:30")
    assert _check(content) == 0


def test_names_stand_for_ids(content: Path) -> None:
    assert (
        _new(content, "--department", "县水利局", "--category", "通知公告", "--title", "通告", "--slug", "a")
        == 0
    )
    assert _new(content, "--department", "水利", "--category", "年度", "--title", "通告", "--slug", "b") == 0
    folder = content / "records/water/2026"
    assert [_fields(folder / name)["category"] for name in ("a.md", "b.md")] == [
        "notices",
        "disclosure/annual-reports",
    ]


@pytest.mark.parametrize(
    "title",
    ["no", "2026", "第一：“引号”、'单引号' # 井号", "- 列表", "{a: b}", "*强调*", "2026-01-01", "null", "~"],
)
def test_any_title_is_read_back_as_typed(title: str, content: Path) -> None:
    assert _new(content, "--title", title, *BUDGET[:4], "--slug", "new") == 0
    assert _fields(content / "records/finance/2026/new.md")["title"] == title
    assert _check(content) == 0


_SCHEMAS = load_schemas(ROOT / "schema")


@given(st.text(min_size=1, max_size=2000))
@example("2026-03-01 # 不是注释")
@example("- a: b")
@example("字" * 1000 + " " + "词 " * 600)
@example("...")
@example("--- ")
def test_every_title_that_the_schema_takes_is_read_back(title: str) -> None:
    title = title.strip()
    assume(_SCHEMAS.record.is_valid({**_REQUIRED, "title": title}))
    assume(not CONTROL.search(title))
    draft = Draft(**{**_REQUIRED, "title": title})
    text = text_of(draft, _SCHEMAS, "zh")
    fields, handler = split_front_matter(text)
    assert fields == {**_REQUIRED, "title": title}
    assert not list(trailing_comments(handler.header))


def test_answers_come_through_a_pipe_as_well(content: Path) -> None:
    done = _piped(content, "水利局\n通知公告\n\n通告\n\n\n\n\n\n")
    assert done.returncode == 0, done.stderr
    assert "已新建" in done.stdout
    assert _fields(content / "records/water/2026/water-2026-00001.md")["category"] == "notices"


def test_a_wrong_answer_through_a_pipe_ends_before_it_shifts_the_others(content: Path) -> None:
    done = _piped(content, "水厂\nfinance\nnotices\n\n通告\n\n\n\n\n\n")
    assert done.returncode == 2
    assert "没有“水厂”" in done.stderr
    assert not (content / "records/water").exists()


def _piped(content: Path, answers: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command("new", "--config", CONFIG, "--content", content, "--as-of", AS_OF),
        input=answers,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--department", "finanse"), "没有“finanse”，是否想写“finance”？"),
        (("--category", "finance/buget"), "没有“finance/buget”，是否想写“finance/budget”？"),
        (("--kind", "leter"), "没有“leter”，是否想写“letter”？"),
        (("--index-number", "CZJ-2026-00007"), "索引号 CZJ-2026-00007 已被使用"),
        (("--index-number", "czj/2026-00007"), "索引号 czj/2026-00007 已被使用"),
        (("--index-number", "A B"), "索引号“A B”不对"),
        (("--slug", "../../../evil"), "文件名 ../../../evil 不能含有斜杠"),
        (("--slug", "budget"), "已存在"),
        (("--title", "  "), "缺少 "),
        (("--department", "县"), "“县”不止一个：finance（县财政局）、water（县水利局）"),
        (("--published", "2026-11-21"), "发布日期不能晚于 2026-11-20"),
        (("--issued", "2026-03-02", "--published", "2026-03-01"), "发布日期不能早于成文日期 2026-03-02"),
        (("--issued", "2026-02-30"), "成文日期“2026-02-30”不对"),
        (("--genre", "通知\x07"), "文种含有不可见的控制字符 U+0007"),
        (("--title", "通知\udcff"), "名称含有不可见的控制字符 U+DCFF"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(
    options: tuple[str, ...],
    said: str,
    content: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    before = {path: path.read_bytes() for path in content.parent.rglob("*") if path.is_file()}
    assert _new(content, *BUDGET, *options) == 2
    assert said in capsys.readouterr().err
    assert {path: path.read_bytes() for path in content.parent.rglob("*") if path.is_file()} == before


def test_missing_answer_without_a_terminal_is_wrong_usage(content: Path) -> None:
    done = subprocess.run(
        command("new", "--config", CONFIG, "--content", content, "--department", "finance"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert "缺少 信息分类" in done.stderr


def test_field_that_a_site_requires_is_in_the_scaffold(content: Path, tmp_path: Path) -> None:
    config = copy_project(tmp_path / "project")
    extension = {
        "properties": {"county_code": {"title": "县代码", "type": "string", "examples": ["0012"]}},
        "required": ["county_code"],
    }
    (config.parent / "schema/site.schema.json").write_text(json.dumps(extension), "utf-8")
    (content / "records/finance/2026/budget.md").unlink()
    assert _new(content, *BUDGET, "--slug", "new", config=config) == 0
    assert _fields(content / "records/finance/2026/new.md")["county_code"] == "0012"
    assert _check(content, config) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
class TestAtATerminal:
    """Questions and answers, through a pseudo-terminal."""

    def test_questions_list_what_can_be_answered_and_ask_again(self, content: Path) -> None:
        code, seen = _talk(
            content,
            {
                "发布机构: ": ["finanse", "县", "1"],
                "信息分类: ": ["年", "２"],
                "信息类型 [文件]: ": [""],
                "\n名称: ": ["", "新的通知"],
                "发文字号（没有就按回车）: ": ["县财〔2026〕8号"],
                "文种（没有就按回车）: ": [""],
                f"成文日期 [{AS_OF}]: ": ["2026年13月1日", "2026年3月1日"],
                f"发布日期 [{AS_OF}]: ": [""],
                "索引号 [CZJ-2026-00008]: ": ["czj/2026-00007", "CZJ-2026-00009"],
            },
        )
        assert code == 0, seen
        assert "  2) 县水利局  water" in seen
        assert "是否想写“finance”？" in seen
        assert "  2) 公开年报 / 年度报告  disclosure/annual-reports" in seen
        assert "成文日期“2026-13-01”不对" in seen
        assert _fields(content / "records/finance/2026/czj-2026-00009.md") == {
            "title": "新的通知",
            "index_number": "CZJ-2026-00009",
            "department": "finance",
            "category": "disclosure/annual-reports",
            "issued": "2026-03-01",
            "published": AS_OF,
            "document_number": "县财〔2026〕8号",
        }
        assert "\x1b" not in seen

    def test_end_of_input_is_no_internal_error(self, content: Path) -> None:
        # more than once, as below: the terminal drops an end of input that comes while its mode is changed
        code, seen = _talk(content, {"发布机构: ": ["\x04"] * 50})
        assert code == 2
        assert "缺少 发布机构" in seen

    def test_interrupt_ends_without_a_file(self, content: Path) -> None:
        # more than once: Python does not hear a signal that comes just before it begins to read
        code, seen = _talk(content, {"发布机构: ": ["\x03"] * 50})
        assert code == 130
        assert "Traceback" not in seen
        assert [path.name for path in (content / "records").rglob("*.md")] == ["budget.md"]


_CONTROLS = ("\x03", "\x04")  # Ctrl-C and Ctrl-D


def _talk(content: Path, answers: Mapping[str, list[str]]) -> tuple[int, str]:
    """Run `new` at a terminal and answer its questions; exit code and everything shown."""
    import pty  # not on Windows

    parent, child = pty.openpty()
    process = subprocess.Popen(
        command("new", "--config", CONFIG, "--content", content, "--as-of", AS_OF),
        stdin=child,
        stdout=child,
        stderr=child,
        start_new_session=True,
        preexec_fn=_own_terminal,
    )
    os.close(child)
    waiting = {question.encode(): list(lines) for question, lines in answers.items()}
    seen, answered, deadline = b"", 0, time.monotonic() + 60
    while (chunk := _read(parent)) is not None:
        seen += chunk
        if time.monotonic() > deadline:
            process.kill()
            pytest.fail(f"no end in sight after: {seen.decode('utf-8', 'replace')}")
        shown = re.sub(rb"(\^C)+\Z", b"", seen)  # the terminal's echo of each of them
        question = next((q for q in waiting if shown.endswith(q) and waiting[q]), None)
        # again after a silent second only: a program on its way out must not be hit twice
        if question and (len(shown) > answered or (not chunk and waiting[question][0] in _CONTROLS)):
            line, answered = waiting[question].pop(0), len(shown)
            os.write(parent, line.encode() if line in _CONTROLS else f"{line}\n".encode())
    code = process.wait(timeout=60)
    os.close(parent)
    return code, seen.decode("utf-8").replace("\r\n", "\n")


def _own_terminal() -> None:
    """Make standard input the controlling terminal, so that Ctrl-C typed there is a signal."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _read(terminal: int) -> bytes | None:
    """What the other side said within a second; None when it has closed the terminal."""
    ready, _, _ = select.select([terminal], [], [], 1)
    try:
        return (os.read(terminal, 4096) or None) if ready else b""
    except OSError:  # Linux's way to say that the other side is closed
        return None
