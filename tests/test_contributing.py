"""The guide for departments is true: its example passes the check, its mistakes break the rules it names."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml

from generator.cli.main import main
from generator.ingest.schema import load_schemas
from generator.model.problems import RULES
from generator.model.relations import CHAIN

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```markdown\n(.*?)```", GUIDE, flags=re.DOTALL)[0]
FRAGMENTS = [
    yaml.load(text, yaml.BaseLoader) for text in re.findall(r"```yaml\n(.*?)```", GUIDE, flags=re.DOTALL)
]
SCHEMA = json.loads((ROOT / "schema" / "record.schema.json").read_text(encoding="utf-8"))

#: What goes wrong most often, as an edit of the guide's example, and the rule that says so.
MISTAKES = [
    ("title: 示例", "title：示例", "front-matter-syntax"),
    ("title: 示例", "title:示例", "front-matter-syntax"),
    ("summary: 说明", "summary: 说明: ", "front-matter-syntax"),
    ("summary:", "approval:\n\tlevel: general\nsummary:", "tab-indent"),
    ("issued: 2026-03-01", "issued: 2026年3月1日", "invalid-date"),
    ("issued: 2026-03-01", "issued: 2026-3-1", "invalid-date"),
    ("department: finance", "department: 县财政局", "unknown-department"),
    ("summary:", "summery:", "unknown-key"),
    ("summary:", "keywords: 预算，公开\nsummary:", "wrong-type"),
    ("summary:", "genre:\nsummary:", "empty-value"),
    ("summary:", "attachments:\n  - file: 预算表.xlsx\nsummary:", "attachment-missing"),
    ("department: finance", "department: audit", "wrong-folder"),
    ("published: 2026-03-05", "published: 2026-12-05", "published-in-future"),
]


class Tree:
    """A content tree with the sample's catalog, and one record in the folder that the guide names."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        shutil.copytree(ROOT / "content" / "catalog", folder / "catalog")
        (folder / "catalog" / "activities.yml").unlink()  # it speaks of records that are not here
        self.record = folder / "records" / "finance" / "2026" / "2026-yusuan.md"
        self.record.parent.mkdir(parents=True)
        self._content, self._capsys = folder, capsys

    def rules(self, text: bytes) -> set[str]:
        """The rules that a check names for the record."""
        self.record.write_bytes(text)
        options = [
            "--content",
            str(self._content),
            "--as-of",
            "2026-06-01",
            "--format",
            "json",
            "--jobs",
            "1",
        ]
        main(["check", "--config", str(ROOT / "site_config.yml"), *options])
        return {problem["rule"] for problem in json.loads(self._capsys.readouterr().out)}


@pytest.fixture
def tree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Tree:
    return Tree(tmp_path / "content", capsys)


def table_after(title: str) -> list[str]:
    """The first cells of the table below a sentence."""
    table = GUIDE.partition(title)[2].lstrip().partition("\n\n")[0]
    return [row.split("|")[1].strip() for row in table.splitlines()[2:]]


def test_the_example_passes_the_check_without_a_word(tree: Tree) -> None:
    assert tree.rules(EXAMPLE.encode()) == set()


@pytest.mark.parametrize(("right", "wrong", "rule"), MISTAKES)
def test_a_frequent_mistake_is_found_under_the_rule_that_the_guide_names(
    tree: Tree, right: str, wrong: str, rule: str
) -> None:
    assert right in EXAMPLE
    assert rule in tree.rules(EXAMPLE.replace(right, wrong, 1).encode())
    assert f"`{rule}`" in GUIDE.partition("常见的错误")[2]


def test_a_text_saved_by_old_software_is_found(tree: Tree) -> None:
    assert tree.rules(EXAMPLE.encode("gbk")) == {"file-encoding"}


def test_files_beside_the_record_are_found(tree: Tree) -> None:
    (tree.record.parent / "2026-yusuan").mkdir()
    (tree.record.parent / "2026-yusuan" / "预算表.xlsx").write_bytes(b"PK")
    assert tree.rules(EXAMPLE.encode()) == {"attachment-unnamed"}
    (tree.record.parent / "2026-yusuan" / "预算表.xlsx").unlink()
    (tree.record.parent / "copy.md").write_text(EXAMPLE, encoding="utf-8")
    assert tree.rules(EXAMPLE.encode()) == {"duplicate-index-number"}


def test_the_guide_names_only_rules_that_there_are() -> None:
    table = GUIDE.partition("常见的错误：")[2].lstrip().partition("\n\n")[0].splitlines()[2:]
    named = {row.split("|")[2].strip(" `") for row in table}
    assert len(named) > 10
    assert named <= set(RULES)


def test_the_tables_of_fields_name_the_fields_there_are() -> None:
    required = [cell.strip("`") for cell in table_after("必填的六项：")]
    assert required == SCHEMA["required"]
    optional = re.findall(r"`(\w+)`", " ".join(table_after("不要留空）：")))
    assert len(optional) > 10
    assert set(optional) <= set(SCHEMA["properties"]) - set(required)


def test_the_table_of_steps_names_the_relations_of_a_chain() -> None:
    table = GUIDE.partition("写谁的索引号 |\n")[2].partition("\n\n")[0].splitlines()[1:]
    named = {word for row in table for word in re.findall(r"`(\w+)`", row.split("|")[2])}
    # a draft is its own notice, and a correction is an entry of the history
    assert named == CHAIN - {"consults_on", "corrects"}


def test_the_table_of_changes_names_every_action_with_a_status_there_is() -> None:
    table = GUIDE.partition("同时改 `status` |\n")[2].partition("\n\n")[0].splitlines()[1:]
    actions = [row.split("|")[2].strip(" `") for row in table]
    properties = SCHEMA["properties"]
    assert sorted(actions) == sorted(properties["history"]["items"]["properties"]["action"]["enum"])
    statuses = {word for row in table for word in re.findall(r"`(\w+)`", row.split("|")[3])}
    assert statuses <= {*properties["status"]["enum"], "status", "relations"}


def test_the_guide_names_every_reason_of_a_withdrawal_as_the_schema_does() -> None:
    listed = re.search(r"- `reason` 写(.*?)。\n", GUIDE, flags=re.DOTALL)
    assert listed
    named = re.findall(r"`(\w+)`（(\w+)）", listed[1].replace("\n  ", ""))
    labels = SCHEMA["properties"]["withdrawal"]["properties"]["reason"]["enum_labels"]
    assert dict(named) == {value: label["zh"] for value, label in labels.items()}


def test_the_first_example_of_a_relation_suits_the_record_that_the_guide_writes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    record = tmp_path / "content/records/finance/2026/2026-yusuan.md"
    fragment = next(
        text for text in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL) if "relations:" in text
    )
    record.write_text(EXAMPLE.replace("summary:", f"{fragment}summary:", 1), "utf-8")
    options = ["--config", str(ROOT / "site_config.yml"), "--content", str(tmp_path / "content")]
    code = main(["check", *options, "--as-of", "2026-11-20", "--format", "json"])
    assert (code, json.loads(capsys.readouterr().out)) == (0, [])


def test_the_issue_form_of_a_withdrawal_offers_the_reasons_of_the_schema() -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/withdrawal.yml").read_text("utf-8"))
    (reasons,) = (field["attributes"]["options"] for field in form["body"] if field.get("id") == "reason")
    labels = SCHEMA["properties"]["withdrawal"]["properties"]["reason"]["enum_labels"]
    assert reasons == [label["zh"] for label in labels.values()]


def test_the_example_of_a_withdrawal_passes_once_the_text_is_gone(tree: Tree) -> None:
    (withdrawal,) = re.findall(r"```yaml\n(status: withdrawn.*?)```", GUIDE, flags=re.DOTALL)
    header = EXAMPLE.split("---\n")[1].replace(_line("summary"), "")
    assert tree.rules(f"---\n{header}{withdrawal}---\n".encode()) == set()
    assert tree.rules(f"---\n{header}{withdrawal}---\n名单\n".encode()) == {"withdrawn-body-left"}


def _line(field: str) -> str:
    """A field of the example, with the end of its line."""
    return next(line for line in EXAMPLE.splitlines(keepends=True) if line.startswith(f"{field}:"))


def test_the_fragments_are_valid() -> None:
    schema = load_schemas(ROOT / "schema").record
    fields = yaml.load(EXAMPLE.split("---\n")[1], yaml.BaseLoader)
    assert len(FRAGMENTS) == 8
    assert all(schema.is_valid(fields | fragment) for fragment in FRAGMENTS)


def test_the_example_of_a_register_entry_passes_as_long_as_it_has_no_text(tree: Tree) -> None:
    (entry,) = re.findall(r"```yaml\n(kind: register_entry.*?)```", GUIDE, flags=re.DOTALL)
    header = EXAMPLE.split("---\n")[1].replace("category: policies/other", "category: disclosure/register")
    assert tree.rules(f"---\n{header}{entry}---\n".encode()) == set()
    assert tree.rules(f"---\n{header}{entry}---\n讨论稿\n".encode()) == {"register-entry-content"}


def test_what_the_guide_says_of_approval_settles_everything(tree: Tree) -> None:
    """With them the guide's example suits even a category that asks for everything."""
    header = EXAMPLE.replace("category: policies/other", "category: finance/budgets")
    assert tree.rules(header.encode()) == {"approval-missing", "prerequisite-missing"}
    fragment = next(
        text for text in re.findall(r"```yaml\n(.*?)```", GUIDE, flags=re.DOTALL) if "prerequisites:" in text
    )
    assert tree.rules(header.replace("summary:", f"{fragment}summary:", 1).encode()) == set()
