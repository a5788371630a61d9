"""Everything that can be wrong with a tree at once: all of it is reported in one run, at the right places."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from factory import BUDGET, FOLDER, PIPE, ContentTree, Link, record

from cli.conftest import Check, places, run_check

_FINANCE = "records/finance/2026"
_DEEP = "/".join("d" * 1500)  # deeper than Python's stack, shorter than the longest path


def _bomb() -> str:
    """The "billion laughs": each list holds the one before nine times."""
    lines = ["a0: &a0 [甲]\n"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)]
    return "".join(lines)


def numbered(number: str, extra: str = "", **fields: str | None) -> str:
    return record(extra, **{"index_number": number, **fields})


#: file -> its content, and where in it which rules are broken
FILES: dict[str, tuple[object, list[str]]] = {
    "empty.md": (b"", ["1:1 file-empty"]),
    "bom-only.md": ("\ufeff", ["1:1 file-empty"]),
    "huge.md": (record(body="长" * 1_700_000), ["1:1 file-too-large"]),
    "unclosed.md": ("---\ntitle: 甲\n正文\n", ["1:1 front-matter-unclosed"]),
    "no-header.md": ("# 通知\n", ["1:1 front-matter-missing"]),
    "tabs.md": (numbered("A-1", "disclosure:\n\tmode: proactive\n"), ["9:1 tab-indent"]),
    "gbk.md": (numbered("A-2", title="关于甲乙").encode("gbk"), ["2:8 file-encoding"]),
    "utf16.md": (numbered("A-3").encode("utf-16"), ["1:1 file-encoding"]),
    "twice.md": (numbered("A-4", "title: 乙\n"), ["8:1 duplicate-key"]),
    "twice-below.md": (
        numbered("A-5", "disclosure:\n  mode: proactive\n  mode: proactive\n"),
        ["10:3 duplicate-key"],
    ),
    "anchor.md": (numbered("A-6", "summary: &s 甲\n"), ["8:10 yaml-alias"]),
    "merge.md": (numbered("A-7", "disclosure:\n  <<: *s\n"), ["9:7 yaml-alias"]),
    "bomb.md": (numbered("A-8", _bomb()), ["8:5 yaml-alias"]),
    "date.md": (numbered("A-9", issued="2026-02-30"), ["6:1 invalid-date"]),
    "list.md": (numbered("A-10", title="\n- 甲\n- 乙"), ["2:1 wrong-type"]),
    "nul.md": (numbered("A-11", "summary: 甲\x00\n"), ["8:11 control-character"]),
    "escape.md": (numbered("A-12", title='"\\u0007"'), ["2:8 control-character"]),
    "surrogate.md": (numbered("A-13", title='"甲\\udfff乙"'), ["2:10 control-character"]),
    "flow.md": (
        numbered("A-14", "data: " + "[" * 200_000 + "]" * 200_000 + "\n"),
        ["8:18 front-matter-syntax"],
    ),
    "dashes.md": (numbered("A-15", "data:\n " + "- " * 200_000 + "\n"), ["9:24 front-matter-syntax"]),
    "colons.md": (numbered("A-16", "data: " + "{甲: " * 100_000 + "\n"), ["8:51 front-matter-syntax"]),
    "link.md": (Link("/etc/hostname"), ["1:1 symbolic-link"]),
    "dangling.md": (Link("nowhere"), ["1:1 symbolic-link"]),
    "folder": (Link("/etc"), ["1:1 symbolic-link"]),
    "pipe.md": (PIPE, ["1:1 file-unreadable"]),
    "pipe.pdf": (PIPE, ["1:1 file-unreadable"]),
    "directory.md": (FOLDER, ["1:1 file-unreadable"]),
    "two words.md": (numbered("A-17"), ["1:1 file-name"]),
    'it\'s "it".md': (numbered("A-18"), ["1:1 file-name"]),
    "new\nline.md": (numbered("A-19"), ["1:1 file-name"]),
    "汉字.md": (numbered("A-20", "status: 无\n"), ["8:1 invalid-value"]),
    "汉" * 66 + ".md": (numbered("A-21"), ["1:1 file-name"]),
    "\udcb2\udcce.md": (numbered("A-22"), ["1:1 file-name-encoding"]),
    "crlf.md": (numbered("A-23", "sumary: 甲\n").replace("\n", "\r\n"), ["8:1 unknown-key"]),
    "bom-crlf.md": (
        "\ufeff" + numbered("A-24", "summary: 甲\nperiod: 2026年\n").replace("\n", "\r\n"),
        ["9:1 invalid-format"],
    ),
    "good-bom-crlf.md": ("\ufeff" + numbered("A-25").replace("\n", "\r\n"), []),
}


def written(path: str) -> str:
    """A path as a report shows it: what is no text is made visible."""
    text = path.encode("utf-8", "backslashreplace").decode()
    return text.replace("\n", "\\n")


def expected() -> set[str]:
    return {
        f"{written(f'content/{_FINANCE}/{name}')}:{place}"
        for name, (_, found) in FILES.items()
        for place in found
    }


@pytest.fixture
def bad_tree(tree: ContentTree) -> ContentTree:
    tree.write({f"{_FINANCE}/{name}": content for name, (content, _) in FILES.items()})
    return tree


def test_all_is_reported_in_one_run(bad_tree: ContentTree) -> None:
    result = run_check(bad_tree, "--format", "json")
    assert places(result.stdout) == expected()
    assert (result.returncode, result.stderr) == (1, b"")


@pytest.mark.parametrize("form", ["text", "github", "gitlab", "sarif"])
@pytest.mark.usefixtures("bad_tree")
def test_every_format_survives_it(check: Check, form: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert check("--format", form) == 1
    printed = capfd.readouterr()
    assert "Traceback" not in printed.out + printed.err
    assert all(rule in printed.out for rule in ("symbolic-link", "file-name-encoding", "duplicate-key"))


def test_a_pool_of_workers_reports_the_same(bad_tree: ContentTree) -> None:
    bad_tree.write({f"{_FINANCE}/many-{n}.md": numbered(f"M-{n}") for n in range(220)})
    result = run_check(bad_tree, "--format", "json", "--jobs", "2")
    assert (result.returncode, places(result.stdout)) == (1, expected())


def test_folders_without_end_and_names_of_every_kind(tree: ContentTree) -> None:
    folder = f"{_FINANCE}/{_DEEP}"
    # a path that long cannot be opened in one go
    os.chdir(tree.content)
    for step in f"{folder}".split("/"):
        Path(step).mkdir(exist_ok=True)
        os.chdir(step)
    Path("deep.md").write_text("", encoding="utf-8")
    os.chdir(tree.root)
    tree.write({"records/a folder/deep.md": ""})
    found = tree.problems()
    subprocess.run(["rm", "-r", tree.content / _FINANCE / "d"], check=True)  # too deep for shutil
    assert f"{folder}/deep.md:1:1 file-empty" in found
    assert "records/a folder:1:1 file-name" in found


def test_a_hundred_thousand_unknown_fields(tree: ContentTree) -> None:
    tree.write({BUDGET: record("".join(f"k{n}: 1\n" for n in range(90_000)))})
    found = tree.problems()
    assert len(found) == 90_000
    assert f"{BUDGET}:90007:1 unknown-key" in found


def test_files_that_may_not_be_read_do_not_hide_the_rest(
    tree: ContentTree,
) -> None:
    """Root may read everything, so the refusal is made up."""
    closed = (str(tree.content / BUDGET), str(tree.content / _FINANCE / "a" / "a.pdf"))
    tree.write(
        {
            f"{_FINANCE}/a.md": numbered("A-1", "attachments:\n- file: a.pdf\n"),
            f"{_FINANCE}/a/a.pdf": b"%PDF",
            f"{_FINANCE}/b.md": "",
        }
    )

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and arguments[0] in closed and active:
            raise PermissionError(13, "Permission denied", arguments[0])

    active = [True]
    sys.addaudithook(refuse)
    try:
        found = tree.problems()
    finally:
        active.clear()
    assert found == [
        f"{_FINANCE}/a/a.pdf:1:1 file-unreadable",
        f"{_FINANCE}/b.md:1:1 file-empty",
        f"{BUDGET}:1:1 file-unreadable",
    ]


def test_a_faulty_catalog_file_is_no_fault_of_the_records(tree: ContentTree) -> None:
    tree.write({"catalog/departments.yml": "- id: finance\n  name: [\n", "catalog/categories.yml": "\x00"})
    assert tree.problems() == [
        "catalog/categories.yml:1:1 control-character",
        "catalog/departments.yml:3:1 front-matter-syntax",
    ]


@pytest.mark.parametrize(
    ("content", "rule"),
    [(PIPE, "file-unreadable"), (FOLDER, "file-unreadable"), (Link("/etc/passwd"), "symbolic-link")],
)
def test_a_catalog_file_has_to_be_a_file(tree: ContentTree, content: object, rule: str) -> None:
    (tree.content / "catalog/subjects.yml").unlink()
    tree.write({"catalog/subjects.yml": content})
    assert tree.problems() == [f"catalog/subjects.yml:1:1 {rule}"]


def test_what_a_broken_record_names_is_not_blamed(tree: ContentTree) -> None:
    """Its attachments are not stray files, and relations to its index number are not dead."""
    tree.write(
        {
            BUDGET: record("summary: 甲: 乙\nattachments:\n- file: a.pdf\n"),
            f"{_FINANCE}/budget/a.pdf": b"%PDF",
            f"{_FINANCE}/b.md": numbered("B-1", "relations:\n- {type: relates_to, target: F-1}\n"),
        }
    )
    assert tree.problems() == [f"{BUDGET}:8:11 front-matter-syntax"]
