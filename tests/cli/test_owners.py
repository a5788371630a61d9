"""The list of reviewers: what each code host makes of it, and what the command does with the file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from factory import ContentTree
from hypothesis import example, given
from hypothesis import strategies as st
from ingest.repository import git
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

from generator.cli import main
from generator.editing.owners import FILES, Owned, codeowners, owned_folders, reviewers_of
from generator.model.catalog import Department
from generator.model.settings import CodeOwners

ROOT = Path(__file__).parents[2]
DEPARTMENTS = "catalog/departments.yml"
TEXT = """- id: finance
  name: 县财政局
  kind: department
  owners: ["@county/finance", audit@county.example]
- {id: water, name: 县水利局, kind: department}
- {id: plant, name: 水厂, kind: institution, parent: finance}
"""
Output = pytest.CaptureFixture[str]

_NAME = st.text(st.characters(blacklist_characters="/\n\r\0", blacklist_categories=["Cs", "Zs", "Cc"]))
_FOLDERS = st.lists((_NAME | st.just("a b")).filter(lambda name: name.strip(" ."))).map("/".join)
_ACCOUNTS = st.sampled_from(["@a", "@b/c", "d@e.example"]).map(lambda account: (account,))


def rules(text: str) -> list[tuple[str, list[str]]]:
    """The lines of a file as pattern and accounts."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(words[0], words[1:]) for words in (re.split(r"(?<!\\) ", line) for line in lines)]


def asked_by_github(text: str, path: str) -> list[str]:
    """The last pattern that matches decides."""
    asked: list[str] = []
    for pattern, accounts in rules(text):
        if GitIgnoreSpecPattern(pattern).match_file(path):
            asked = accounts
    return asked


def asked_by_gitea(text: str, path: str) -> set[str]:
    """All patterns that match count; each is a regular expression for the whole path."""
    return {
        account
        for pattern, accounts in rules(text)
        for account in accounts
        if bool(re.fullmatch(pattern.removeprefix("!"), path)) != pattern.startswith("!")
    }


def names(accounts: tuple[str, ...]) -> set[str]:
    return {account for account in accounts if account.startswith("@")}


@given(_FOLDERS, _ACCOUNTS, _ACCOUNTS)
@example("内容 [2026]/!#*?\\(a|b)", ("@a",), ("@b/c",))
@example("", ("@a",), ("@b/c",))
def test_every_host_asks_the_accounts_of_the_folder_and_else_the_default(
    content: str, default: tuple[str, ...], own: tuple[str, ...]
) -> None:
    folder = f"{content}/records/finance/" if content else "records/finance/"
    owned = [Owned("", default), Owned(folder, own)]
    inside, outside = f"{folder}2026/预算.md", f"x{folder}2026/b.md"
    for platform in ("github", "gitlab"):
        text = codeowners(owned, platform)
        assert asked_by_github(text, inside) == list(own)
        assert asked_by_github(text, outside) == list(default)
    text = codeowners(owned, "gitea")
    # a folder whose accounts Gitea cannot look up falls to the default
    assert asked_by_gitea(text, inside) == (names(own) or names(default))
    assert asked_by_gitea(text, outside) == names(default)


def test_a_body_without_accounts_has_those_of_the_body_above() -> None:
    def body(name: str, **extra: object) -> Department:
        return Department(name, name, "village", extra)

    bodies = {
        "town": body("town", owners=["@town"]),
        "village": body("village", parent="town"),
        "group": body("group", parent="village"),
        "alone": body("alone"),
        "lost": body("lost", parent="lost"),
    }
    assert {name: reviewers_of(found, bodies) for name, found in bodies.items()} == {
        **dict.fromkeys(("town", "village", "group"), ("@town",)),
        **dict.fromkeys(("alone", "lost"), ()),
    }
    found = list(owned_folders("content", CodeOwners(("@a",), ()), bodies))
    assert [owned.folder for owned in found] == [
        "",
        *(f"content/records/{name}/" for name in ("town", "village", "group")),
    ]


@pytest.fixture
def site(tree: ContentTree) -> ContentTree:
    """A site with reviewers, in a folder of a repository."""
    git(tree.root, "init", "-q")
    (tree.root / "zwgk").mkdir()
    inner = ContentTree(tree.root / "zwgk", {DEPARTMENTS: TEXT})
    inner.configure(owners={"default": ["@county/office"], "catalog": ["@county/catalog"]})
    return inner


def owners(site: ContentTree, *arguments: str) -> int:
    return main(["owners", "--config", str(site.config), *arguments])


def test_paths_go_from_the_top_of_the_repository(site: ContentTree, capfd: Output) -> None:
    assert owners(site) == 0
    assert rules(capfd.readouterr().out) == [
        ("*", ["@county/office"]),
        ("/zwgk/content/catalog/", ["@county/catalog"]),
        ("/zwgk/content/records/finance/", ["@county/finance", "audit@county.example"]),
        ("/zwgk/content/records/plant/", ["@county/finance", "audit@county.example"]),
    ]
    assert owners(site, "--platform", "gitea") == 0
    assert rules(capfd.readouterr().out)[1:] == [
        ("zwgk/content/catalog/.*", ["@county/catalog"]),
        ("zwgk/content/records/finance/.*", ["@county/finance"]),
        ("zwgk/content/records/plant/.*", ["@county/finance"]),
    ]


@pytest.mark.parametrize("platform", FILES)
def test_a_file_is_written_where_the_host_looks_and_checked(
    site: ContentTree, platform: str, capfd: Output
) -> None:
    path = site.root.parent / FILES[platform]
    assert owners(site, "--platform", platform, "--check") == 1
    said = capfd.readouterr().out
    assert said.startswith(
        f"{FILES[platform]}:1:1: owners-outdated: 与 departments.yml、site_config.yml 不一致\n"
    )
    assert "disclosure owners --write" in said
    assert (f"--platform {platform}" in said) == (platform != "github")
    assert owners(site, "--platform", platform, "--write") == 0
    assert owners(site, "--platform", platform, "--check") == 0
    site.write({DEPARTMENTS: TEXT.replace("@county/finance", "@county/money")})
    assert owners(site, "--platform", platform, "--check") == 1
    assert "@county/finance" in path.read_text(encoding="utf-8")
    assert owners(site, "--platform", platform, "--write") == 0
    assert "@county/money" in path.read_text(encoding="utf-8")


def test_a_file_written_by_hand_stays(site: ContentTree, capfd: Output) -> None:
    path = site.root.parent / FILES["github"]
    path.parent.mkdir()
    path.write_text("* @boss\n", encoding="utf-8")
    assert owners(site, "--write") == 2
    assert "是手工写的，不会覆盖" in capfd.readouterr().err
    assert path.read_text(encoding="utf-8") == "* @boss\n"
    assert owners(site, "--check") == 1


def test_a_checkout_with_the_line_ends_of_windows_is_current(site: ContentTree) -> None:
    assert owners(site, "--write") == 0
    path = site.root.parent / FILES["github"]
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert owners(site, "--check") == 0


def test_faults_of_the_departments_are_told(site: ContentTree, capfd: Output) -> None:
    site.write({DEPARTMENTS: TEXT.replace("audit@county.example", "张某")})
    assert owners(site) == 1
    assert "departments.yml:4:31: invalid-format: “审核账号”" in capfd.readouterr().out
    site.write({DEPARTMENTS: "- {id: finance, name: 甲, kind: department}\n"})
    site.configure()
    assert owners(site) == 2
    assert "没有写审核账号" in capfd.readouterr().err
    assert owners(site, "--content", str(ROOT / "content")) == 2
    assert "不在仓库" in capfd.readouterr().err


def test_this_repositorys_own_list_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["owners", "--check", "--config", str(ROOT / "site_config.yml")])
    assert code == 0, capsys.readouterr().out
