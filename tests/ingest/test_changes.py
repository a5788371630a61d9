"""What a branch does to published records, on real repositories: how versions are found and paired."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from factory import AS_OF, BUDGET, NOTICE, TABLE, ContentTree, notice, record

from generator.cli import main
from generator.ingest.changes.check import says_something
from generator.ingest.workdays import china
from ingest.photographs import png
from ingest.repository import SETTLED, Repository, git

_ATTACHED = "attachments:\n- {file: table.txt}\n"
_OLD = record(SETTLED, "新条目。\n", index_number="F-7", issued="2020-01-02")


def found(repository: Repository, **options: bool) -> list[str]:
    top = repository.tree.content
    return [
        f"{Path(problem.path).relative_to(top).as_posix()}:{problem.line} {problem.rule}"
        for problem in repository.problems(**options)
    ]


def test_nothing_changed_is_no_problem(tmp_path: Path) -> None:
    assert found(Repository(tmp_path)) == []


def test_committed_staged_and_untracked_changes_count_alike(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.tree.write({BUDGET: record(title="甲")})
    repository.commit()
    repository.tree.write({NOTICE: notice(title="乙")})
    git(tmp_path, "add", "-A")
    repository.tree.write({"records/finance/2026/new.md": _OLD})
    assert found(repository) == [
        "records/finance/2026/budget.md:2 changed-without-history",
        "records/finance/2026/new.md:7 published-late",
        "records/water/2026/notice.md:2 changed-without-history",
    ]


def test_what_was_published_since_the_branch_began_is_no_change_of_the_branch(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    git(tmp_path, "switch", "-q", "main")
    repository.tree.write({NOTICE: notice(title="主线改了")})
    repository.commit()
    git(tmp_path, "switch", "-q", "change")
    assert found(repository) == []


def test_an_entry_that_was_on_the_branch_already_is_enough(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    entry = "history:\n- {date: 2026-04-01, action: corrected, note: 名称有一字之误}\n"
    repository.tree.write({BUDGET: record(entry, title="甲")})
    repository.commit()
    repository.tree.write({BUDGET: record(entry, title="乙")})  # a second thought before the merge
    assert found(repository) == []


def test_an_archive_is_neither_late_nor_unapproved(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.tree.write({"records/finance/2026/new.md": _OLD.replace(SETTLED, "")})
    assert found(repository) == [
        "records/finance/2026/new.md:1 approval-missing",
        "records/finance/2026/new.md:1 review-missing",
        "records/finance/2026/new.md:1 secrecy-review-missing",
        "records/finance/2026/new.md:7 published-late",
    ]
    assert found(repository, is_import=True) == []


def test_a_moved_record_with_its_folder_of_attachments_is_the_same(tmp_path: Path) -> None:
    repository = Repository(tmp_path, {BUDGET: record(_ATTACHED), TABLE: b"x"})
    folder = repository.tree.content / "records/finance/2026"
    (folder / "budget.md").rename(folder / "plan.md")
    (folder / "budget").rename(folder / "plan")
    assert found(repository) == []
    (folder / "plan/table.txt").write_bytes(b"y")
    assert found(repository) == ["records/finance/2026/plan.md:8 changed-without-history"]


def test_line_ends_and_a_byte_order_mark_are_form(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    text = "\ufeff" + record().replace("\n", "\r\n")
    repository.tree.write({BUDGET: text.encode()})
    assert found(repository) == []


def test_a_file_that_can_no_longer_be_read_is_not_taken_for_deleted(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.tree.write({BUDGET: record("summary: 说明: 错\n")})
    assert found(repository) == ["records/finance/2026/budget.md:8 front-matter-syntax"]


def test_a_record_that_was_broken_before_may_be_mended(tmp_path: Path) -> None:
    repository = Repository(tmp_path, {BUDGET: record("summary: 说明: 错\n")})
    repository.tree.write({BUDGET: record(body="改好的正文。\n")})
    assert found(repository) == []


def test_a_draft_that_becomes_binding_is_told_of(tmp_path: Path) -> None:
    repository = Repository(tmp_path, {BUDGET: record("status: draft_for_comment\n")})
    repository.tree.write({BUDGET: record()})
    assert found(repository) == ["records/finance/2026/budget.md:1 changed-without-history"]


def test_a_number_lives_on_through_several_names(tmp_path: Path) -> None:
    former = "former_index_numbers: [F-1]\n"
    repository = Repository(tmp_path, {BUDGET: record(former, index_number="F-2")})
    repository.tree.write({BUDGET: record("former_index_numbers: [F-1, F-2]\n", index_number="F-3")})
    assert found(repository) == []
    repository.tree.write({BUDGET: record("former_index_numbers: [F-2]\n", index_number="F-3")})
    assert found(repository) == ["records/finance/2026/budget.md:8 former-number-dropped"]


def test_the_number_of_feed_entries_stays_the_first(tmp_path: Path) -> None:
    former = "former_index_numbers: [F-1]\n"
    repository = Repository(tmp_path, {BUDGET: record(former, index_number="F-2")})
    repository.tree.write({BUDGET: record("former_index_numbers:\n- F-2\n- F-1\n", index_number="F-3")})
    assert found(repository) == ["records/finance/2026/budget.md:9 first-number-moved"]
    repository.tree.write({BUDGET: record("former_index_numbers: [F-1]\n", index_number="F-1")})
    assert "first-number-moved" not in " ".join(found(repository))


@pytest.mark.parametrize("below", ["", "a 文件夹/b"])
def test_the_content_may_lie_anywhere_in_a_repository(tmp_path: Path, below: str) -> None:
    (tmp_path / below).mkdir(parents=True, exist_ok=True)
    tree = ContentTree(tmp_path / below)
    inner = tree.content if not below else tmp_path  # the content as a repository of its own, or deep in one
    git(inner, "init", "-q", "-b", "main")
    git(inner, "add", "-A")
    git(inner, "commit", "-q", "-m", "x")
    tree.write({BUDGET: record(title="甲")})
    start = ["check", "--config", str(tree.config), "--as-of", AS_OF.isoformat()]
    assert main([*start, "--base", "main"]) == 1
    assert main([*start, "--base", "HEAD~0"]) == 1
    assert main(start) == 0


def test_problems_of_the_change_come_before_all_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository = Repository(tmp_path, {BUDGET: record(body="~甲~ 乙\n")})
    repository.tree.write({NOTICE: notice(title="乙")})
    command = ["check", "--config", str(repository.tree.config), "--as-of", AS_OF.isoformat()]
    assert main([*command, "--base", "main", "--format", "github"]) == 1
    first, second = re.findall(r"title=([\w-]+)", capsys.readouterr().out)
    assert (first, second) == ("changed-without-history", "accidental-strikethrough")


@pytest.mark.parametrize(
    ("revision", "says"),
    [("nowhere", "仓库里没有版本 nowhere"), ("--help", "--base"), ("other", "没有共同的起点")],
)
def test_what_cannot_be_compared_is_wrong_usage(
    tmp_path: Path, revision: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    repository = Repository(tmp_path)
    git(tmp_path, "checkout", "-q", "--orphan", "other")
    repository.tree.write({BUDGET: record(title="甲")})
    repository.commit()
    git(tmp_path, "switch", "-q", "change")
    assert main(["check", "--config", str(repository.tree.config), "--base", revision]) == 2
    assert says in capsys.readouterr().err


def test_without_a_repository_there_is_nothing_to_compare_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    tree = ContentTree(tmp_path)
    assert main(["check", "--config", str(tree.config), "--base", "main"]) == 2
    assert "不在 Git 仓库里" in capsys.readouterr().err


def test_a_comparison_leaves_the_repository_as_it_was(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.tree.write({BUDGET: record(title="甲")})
    shutil.copytree(tmp_path / ".git", tmp_path / "before")
    assert found(repository)
    assert files_of(tmp_path / ".git") == files_of(tmp_path / "before")


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize(
    "note",
    [
        "",
        "更正",
        "内容更新。",
        "修改了部分内容",
        "按要求进行修改",
        "勘误",
        "2026",
        "updated the text",
        "改错字",
    ],
)
def test_a_note_that_says_nothing(note: str) -> None:
    assert not says_something(note)


@pytest.mark.parametrize(
    "note",
    [
        "更正联系电话",
        "检修计划取消，原说明撤回",
        "第三条删去“临时”二字",
        "Amount in line 3 corrected",
        "名称有一字之误",
    ],
)
def test_a_note_that_says_something(note: str) -> None:
    assert says_something(note)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-03-05", "2026-03-05", 0),
        ("2026-03-05", "2026-03-06", 1),
        ("2026-03-06", "2026-03-09", 1),  # over a weekend
        ("2026-09-30", "2026-10-08", 1),  # 国庆节
        ("2026-02-13", "2026-02-14", 1),  # a Saturday that is worked for the Spring Festival
        ("2031-01-03", "2031-01-06", 1),  # a year without a notice: Monday to Friday
        ("2026-03-05", "2026-03-01", 0),
    ],
)
def test_working_days(start: str, end: str, days: int) -> None:
    assert china().between(date.fromisoformat(start), date.fromisoformat(end)) == days


def renamed(repository: Repository, old: str, new: str) -> None:
    path = repository.tree.content / new
    path.parent.mkdir(parents=True, exist_ok=True)
    (repository.tree.content / old).rename(path)


@pytest.mark.parametrize(
    "hidden", ["._budget.md", ".#budget.md", "../.2026/budget.md", "Thumbs.db/budget.md"]
)
def test_a_record_that_no_build_finds_any_more_is_deleted(tmp_path: Path, hidden: str) -> None:
    repository = Repository(tmp_path)
    renamed(repository, BUDGET, f"records/finance/2026/{hidden}")
    assert found(repository) == ["records/finance/2026/budget.md:1 record-deleted"]


def test_a_record_that_git_was_told_to_forget_is_deleted(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.tree.write({".gitignore": "budget.md\n"})
    git(tmp_path, "rm", "-q", "--cached", f"content/{BUDGET}")
    assert found(repository) == ["records/finance/2026/budget.md:1 record-deleted"]


def test_a_published_record_is_no_heir_of_another(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    entry = "history:\n- {date: 2026-04-01, action: corrected, note: 并入另一条通告}\n"
    repository.tree.write({BUDGET: None, NOTICE: notice("former_index_numbers: [F-1]\n" + entry)})
    assert "records/finance/2026/budget.md:1 record-deleted" in found(repository)


def test_two_records_cannot_swap_their_numbers(tmp_path: Path) -> None:
    entry = "history:\n- {date: 2026-04-01, action: corrected, note: 索引号编错了}\n"
    repository = Repository(tmp_path)
    repository.tree.write(
        {BUDGET: record(entry, index_number="W-1"), NOTICE: notice(entry, index_number="F-1")}
    )
    assert [line.split()[1] for line in found(repository) if "missing" not in line] == [
        "index-number-reused",
        "index-number-reused",
    ]


def test_another_document_in_the_place_of_one_is_a_new_record(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    entry = (
        "former_index_numbers: [F-1]\nhistory:\n- {date: 2026-04-01, action: corrected, note: 换了一份文件}\n"
    )
    other = record(entry, "另一份。\n", title="决算", issued="2026-03-02", index_number="F-9")
    repository.tree.write({BUDGET: other})
    lines = found(repository)
    assert "records/finance/2026/budget.md:1 record-deleted" in lines
    assert "records/finance/2026/budget.md:1 review-missing" in lines


def test_a_number_changed_in_case_alone_keeps_no_address(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.tree.write({BUDGET: record("former_index_numbers: [F-1]\n", index_number="f-1")})
    assert found(repository) == ["records/finance/2026/budget.md:3 index-number-changed"]


def test_attachments_of_a_record_whose_name_ends_in_capitals_are_its_own(tmp_path: Path) -> None:
    repository = Repository(tmp_path, {BUDGET: record(_ATTACHED), TABLE: b"x"})
    renamed(repository, BUDGET, BUDGET.replace(".md", ".MD"))
    repository.commit()
    git(tmp_path, "branch", "-f", "main")
    repository.tree.write({TABLE: b"y"})
    assert found(repository) == ["records/finance/2026/budget.MD:8 changed-without-history"]


def test_links_and_pictures_are_the_same_wherever_the_files_lie(tmp_path: Path) -> None:
    body = "![图](budget/a.png)，见[通告](../../water/2026/notice.md)。\n"
    picture = "records/finance/2026/budget/a.png"
    repository = Repository(tmp_path, {BUDGET: record(body=body), picture: png()})
    renamed(repository, NOTICE, "records/water/2026/ting-shui.md")
    renamed(repository, "records/finance/2026/budget", "records/finance/2026/plan")
    moved = "![图](plan/a.png)，见[通告](../../water/2026/ting-shui.md)。\n"
    repository.tree.write({BUDGET: None, "records/finance/2026/plan.md": record(body=moved)})
    assert found(repository) == []
    repository.tree.write(
        {
            "records/finance/2026/plan.md": record(
                body=moved.replace("../../water/2026/ting-shui.md", "record:W-1")
            )
        }
    )
    assert found(repository) == []


def test_what_is_left_of_a_removed_text_may_go_in_silence(tmp_path: Path) -> None:
    removed = (
        "status: withdrawn\nwithdrawal: {body: removed}\n"
        "history:\n- {date: 2026-04-01, action: withdrawn, note: 含有个人信息}\n"
    )
    repository = Repository(tmp_path, {BUDGET: record(removed, "还在的正文。\n")})
    repository.tree.write({BUDGET: record(removed, "")})
    assert found(repository) == []


def test_how_front_matter_is_written_is_form(tmp_path: Path) -> None:
    before = "attachments:\n- {file: table.txt, title: 表}\n"
    before += "history:\n- {date: 2026-04-01, action: corrected, note: 甲 乙}\n"
    after = "attachments:\n- title: 表\n  file: table.txt\n"
    after += "history:\n- date: 2026-04-01\n  action: corrected\n  note: >\n    甲\n    乙\n"
    repository = Repository(tmp_path, {BUDGET: record(before), TABLE: b"x"})
    repository.tree.write({BUDGET: record(after)})
    assert found(repository) == []


def test_the_user_s_own_settings_of_git_hide_nothing(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    git(tmp_path, "config", "diff.relative", "true")
    git(tmp_path, "config", "diff.external", "/bin/false")
    repository.tree.write({BUDGET: None})
    assert found(repository) == ["records/finance/2026/budget.md:1 record-deleted"]


def test_a_deleted_file_can_be_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    repository = Repository(tmp_path)
    repository.tree.write({BUDGET: None})
    assert main(["check", f"content/{BUDGET}", "--base", "main", "--as-of", AS_OF.isoformat()]) == 1
    assert main(["check", f"content/{BUDGET}", "--as-of", AS_OF.isoformat()]) == 2
    assert main(["check", "--base", "", "--as-of", AS_OF.isoformat()]) == 2
