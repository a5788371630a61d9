"""What people read beside the code says what the code does: commands, settings, rules, links."""

from __future__ import annotations

import argparse
import dataclasses
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

import generator.ingest.all_rules  # noqa: F401
from generator.cli.parser import build_parser
from generator.ingest.schema import load_schemas
from generator.ingest.settings_schema import settings_schema
from generator.model.settings import Settings, SiteIdentity
from generator.reporting.reference import reference

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
HALVES = dict(zip(("en", "zh"), README.split("\n---\n\n"), strict=True))
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / ".github").rglob("*.md"))]
PAGES = sorted((ROOT / "content" / "pages").rglob("*.md"))


def commands() -> dict[str, argparse.ArgumentParser]:
    parser = build_parser("en")
    return dict(next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction)).choices)


def without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


def links(text: str) -> list[str]:
    return re.findall(r"\]\(([^)\s]+)\)", without_code(text))


def anchors(text: str) -> set[str]:
    """Anchors of headings: those written in braces, else the heading in GitHub's form."""
    headings = re.findall(r"^#+ (.+?)(?: \{#([\w-]+)\})?$", text, flags=re.MULTILINE)
    return {own or re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title, own in headings}


@pytest.mark.parametrize(("language", "name"), [("zh", "rules.md"), ("en", "rules.en.md")])
def test_the_reference_of_rules_is_current(language: str, name: str) -> None:
    text = (ROOT / ".github" / name).read_text(encoding="utf-8")
    assert text == reference(language), "renew it: make rules"


def test_what_shows_that_a_criterion_is_met_exists() -> None:
    text = (ROOT / ".github/accessibility.md").read_text("utf-8")
    named = {
        name if "/" in name else f"tests/browser/{name}"
        for name in re.findall(r"`([\w/]*test_\w+\.py)`", text)
    }
    assert len(named) > 10
    assert {name for name in named if not (ROOT / name).is_file()} == set()


@pytest.mark.parametrize("half", HALVES)
def test_the_readme_names_every_command_and_option(half: str) -> None:
    for name, command in commands().items():
        assert f"| `disclosure {name}" in HALVES[half]
        options = {o for action in command._actions for o in action.option_strings if o.startswith("--")}
        missing = {option for option in options if f"`{option}" not in HALVES[half]} - {"--help"}
        assert not missing, name


@pytest.mark.parametrize("half", HALVES)
def test_commands_in_the_readme_are_ones_that_can_be_called(half: str) -> None:
    called = re.findall(r"`(disclosure [^`\[]+)`", HALVES[half])
    assert len(called) > 6
    for line in called:
        build_parser("en").parse_args(shlex.split(line)[1:])


@pytest.mark.parametrize("half", HALVES)
def test_the_readme_lists_every_setting_with_its_default(half: str) -> None:
    rows = dict(re.findall(r"^\| `([a-z_]+)` \| (.+?) \|$", HALVES[half], flags=re.MULTILINE))
    assert set(rows) == set(settings_schema().source["properties"])
    for field in dataclasses.fields(Settings):
        if field.name in rows and isinstance(field.default, int | str) and field.default != "":
            written = json.dumps(field.default, ensure_ascii=False).strip('"')
            assert rows[field.name].split(" | ")[0].strip("`") == written, field.name
    assert all(f"`{field.name}`" in rows["site"] for field in dataclasses.fields(SiteIdentity))


def test_both_languages_of_the_readme_say_the_same() -> None:
    english, chinese = (
        [
            re.findall(r"^#+(?= )", half, flags=re.MULTILINE),
            re.findall(r"^    make \w+|^    .*-m .*$", half, flags=re.MULTILINE),
            [row.count("|") for row in half.splitlines() if row.startswith("|")],
            sorted(link for link in links(half) if not link.startswith("#")),
        ]
        for half in HALVES.values()
    )
    assert english == chinese


def test_the_field_of_the_readme_can_be_added_as_it_says(tmp_path: Path) -> None:
    blocks = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", README, flags=re.DOTALL)]
    assert len(blocks) == 2
    assert blocks[0] == blocks[1]
    shutil.copytree(ROOT / "schema", tmp_path / "schema")
    (tmp_path / "schema" / "site.schema.json").write_text(json.dumps(blocks[0]), encoding="utf-8")
    record = load_schemas(tmp_path / "schema").record
    fields = dict.fromkeys(("title", "index_number", "department", "category"), "a")
    fields |= {"issued": "2026-03-01", "published": "2026-03-05"}
    assert record.is_valid(fields | {"budget_level": "county"})
    assert not record.is_valid(fields | {"budget_level": "village"})
    assert record.labels("en").name("budget_level") == "Budget level"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_of_documents_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for link in links(text):
        if re.match(r"https?:|mailto:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), link


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_prose_pages_have_what_the_site_says_of_a_page(page: Path) -> None:
    _, header, body = page.read_text(encoding="utf-8").split("---\n", 2)
    assert set(yaml.safe_load(header)) == {"title", "description", "column_type"}
    headings = re.findall(r"^(#+) ", body, flags=re.MULTILINE)
    assert headings.count("#") == (page.name != "index.md")  # the home page has its heading from the site
    assert headings[0] == ("##" if page.name == "index.md" else "#")
    assert len(re.findall(r"^##+ .+ \{#[a-z-]+\}$", body, flags=re.MULTILINE)) == len(
        headings
    ) - headings.count("#")


def test_the_architecture_page_fits_two_screens() -> None:
    assert len((ROOT / ".github" / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()) <= 80


def tracked_files() -> list[Path]:
    try:
        listed = subprocess.run(
            ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.decode().split("\0") if name]


def test_no_file_names_the_host_of_a_package_registry() -> None:
    """Where packages come from is the business of each machine's own configuration."""
    hosts = [
        ".".join(parts)
        for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("debian", "org"))
    ]
    hosts += [".".join(parts) for parts in (("npmjs", "com"), ("aliyun", "com"), ("tsinghua", "edu", "cn"))]
    found = {
        (path.relative_to(ROOT).as_posix(), host)
        for path in tracked_files()
        if path.is_file()
        for host in hosts
        if host.encode() in path.read_bytes()
    }
    assert not found
