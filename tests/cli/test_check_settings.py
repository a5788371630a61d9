"""What a site may change: severities, limits, and the record's schema."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from factory import BUDGET, TABLE, ContentTree, notice, record

from cli.conftest import Check
from generator.ingest.schema import load_schemas
from generator.ingest.settings import load_settings
from generator.ingest.settings_schema import settings_schema
from generator.model.catalog import COLUMN_TYPES
from generator.model.problems import Severity
from generator.model.settings import DEDUCTIONS, ENCODINGS, METADATA_POLICIES, SCORE_WEIGHTS, VETOES, Settings

Output = pytest.CaptureFixture[str]


def test_a_site_weighs_rules_as_it_likes(tree: ContentTree, check: Check, capfd: Output) -> None:
    tree.write({BUDGET: record(body=""), TABLE: b"x"})
    tree.configure(rules={"body-empty": "error", "attachment-unnamed": "warning"})
    assert check("--format", "json") == 1
    found = {problem["rule"]: problem["severity"] for problem in json.loads(capfd.readouterr().out)}
    assert found == {"body-empty": "error", "attachment-unnamed": "warning"}
    tree.configure(rules={"body-empty": "off", "attachment-unnamed": "off"})
    assert check("--format", "json") == 0
    assert json.loads(capfd.readouterr().out) == []


@pytest.mark.parametrize(
    ("settings", "rule", "sentence"),
    [
        ({"timezon": "UTC"}, "unknown-key", "是否想写“timezone”？"),
        ({"rules": {"body-emty": "off"}}, "unknown-key", "是否想写“body-empty”？"),
        (
            {"rules": {"body-empty": "fatal"}},
            "invalid-value",
            "可选：error（错误）、warning（提醒）、off（不检查）",
        ),
        ({"rules": {"missing-key": "off"}}, "invalid-value", "可选：error（错误）"),
        ({"rules": ["body-empty"]}, "wrong-type", "“规则级别”（rules）应当是一组字段，而不是列表"),
        ({"site": {"domian": "x"}}, "unknown-key", "是否想写“domain”？"),
        ({"site": "示例县"}, "wrong-type", "“网站标识”（site）应当是一组字段，而不是一段文字"),
        ({"look": {"main_color": "navy"}}, "invalid-format", '要加英文引号。例如："#12467e"'),
        ({"look": {"emblem": "no-such.svg"}}, "invalid-format", "文件要在那里"),
        ({"timezone": "Asia/Shangai"}, "invalid-format", "例如：Asia/Shanghai"),
        ({"page_size": 0}, "out-of-range", "写正整数"),
        ({"page_size": "thirty"}, "wrong-type", "“每页条数”（page_size）应当是整数，而不是“thirty”"),
        ({"feed_domain": "https://a.example/"}, "invalid-format", "只写域名"),
        (
            {"attachment_types": ["pdf", "svg"]},
            "invalid-value",
            "“附件类型”（attachment_types.2）不能是“svg”",
        ),
        ({"attachment_types": "pdf"}, "wrong-type", "写成“- 内容”"),
        ({"language": "fr"}, "invalid-value", "可选：zh（中文）、en（英文）"),
        ({"precompress": ["gzip", "zip"]}, "invalid-value", "precompress.2"),
        ({"approval": []}, "wrong-type", "“签发权限”（approval）应当是一组字段"),
        ({"approval": {"important_genres": "决定"}}, "wrong-type", "应当是列表"),
        ({"approval": {"roles": {"importent": []}}}, "unknown-key", "是否想写“important”？"),
        ({"approval": {"roles": {"general": ["科长", ""]}}}, "empty-value", "approval.roles.general.2"),
        ({"prerequisites": {"finance": "audit"}}, "wrong-type", "prerequisites.finance"),
        ({"prerequisites": {"finance": ["人大"]}}, "invalid-value", "可选：peoples_congress、"),
        ({"interpretation_required": {"days": -1}}, "out-of-range", "写 0 或正整数，0 为同日"),
        ({"interpretation_required": {"since": "2026"}}, "invalid-date", "写成“2026-03-01”的样子"),
        ({"search_attachments": "yes"}, "wrong-type", "应当是true 或 false"),
        ({"sheets": {"kinds": ["town"]}}, "invalid-value", "是否想写“township”？"),
        ({"inspection": {"home": "2 weeks"}}, "invalid-format", "期限：P、数字、单位"),
        ({"inspection": {"limits": {"工作动态": "P0W"}}}, "invalid-format", "inspection.limits.工作动态"),
        ({"inspection": {"limits": {"工作动太": "P1W"}}}, "unknown-key", "是否想写“工作动态”？"),
        ({"inspection": {"deductions": {"blank": {"points": 2}}}}, "missing-key", "most: …"),
        ({"scores": {"weights": dict.fromkeys(SCORE_WEIGHTS, 0)}}, "invalid-format", "不能全是 0"),
        ({"scores": {"weights": {"coverage": 101}}}, "out-of-range", "0 至 100"),
        ({"owners": {"default": ["张某"]}}, "invalid-format", "“默认”（owners.default.1）的“张某”"),
        ({"data_license": {"name": "自定许可"}}, "condition-not-met", "还要在 url 写明协议全文的网址"),
        ({"data_license": {"name": "CC-BY-4.0", "url": "x"}}, "invalid-format", "以 https:// 开头"),
    ],
)
def test_settings_that_cannot_be_are_named(
    tree: ContentTree, check: Check, settings: dict[str, Any], rule: str, sentence: str, capfd: Output
) -> None:
    tree.configure(**settings)
    assert check() == 2
    error = capfd.readouterr().err
    assert sentence in error
    assert re.search(rf"^site_config.yml:1:\d+: {rule}: ", error, flags=re.MULTILINE)


def test_all_faults_of_the_settings_are_told_at_once_each_with_its_line(
    tree: ContentTree, check: Check, capfd: Output
) -> None:
    tree.config.write_text(
        "site_name: x\nplugins:\n  - disclosure:\n      page_size: many\n      sheets:\n        month: 3\n",
        encoding="utf-8",
    )
    assert check() == 2
    assert re.findall(r"^site_config.yml:(\S+): (\S+):", capfd.readouterr().err, flags=re.MULTILINE) == [
        ("4:7", "wrong-type"),
        ("6:9", "unknown-key"),
    ]


@pytest.mark.parametrize(
    ("section", "place", "rule"),
    [
        ("      look:\n        main_color: #12467e\n", "5:9", "setting-unquoted"),
        ("      page_size: 3\n      page_size: 4\n", "5:7", "duplicate-key"),
        ("      icp: #12\n", "4:7", "setting-unquoted"),
        ("      page_size: [3\n", "5:1", "settings-syntax"),
        ("      approval: &a [*a]\n", "4:17", "settings-syntax"),
        ("      icp: !ENV []\n", "4:12", "settings-syntax"),
        ("      icp: !ENV {a: b}\n", "4:12", "settings-syntax"),
        ("  - disclosure\n", "4:5", "duplicate-key"),
        ("      - 1\n", "4:7", "wrong-type"),
        ("    page_size: 3\n", "3:5", "schema"),
        ("site_nam: x\n", "4:1", "unknown-key"),
        ("INHERIT: base.yml\n", "4:1", "settings-inherit"),
        ("site_url: www.shili.example\n", "4:1", "invalid-format"),
        ("nav: index.md\n", "4:1", "wrong-type"),
    ],
)
def test_what_yaml_would_lose_or_not_bear_is_told(
    tree: ContentTree, check: Check, section: str, place: str, rule: str, capfd: Output
) -> None:
    tree.config.write_text(f"site_name: x\nplugins:\n  - disclosure:\n{section}", encoding="utf-8")
    assert check() == 2
    assert f"site_config.yml:{place}: {rule}: " in capfd.readouterr().err


def test_settings_may_come_from_the_environment(tree: ContentTree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUR_SIZE", "7")
    tree.config.write_text(
        "site_name: x\nsite_url: !ENV [NO_SUCH, OUR_URL, 'https://a.example']\n"
        "plugins:\n"
        "- disclosure: {page_size: !ENV OUR_SIZE, feed_size: !ENV NO_SUCH, rules: {body-empty: off}}\n",
        encoding="utf-8",
    )
    settings = load_settings(tree.config)
    assert (settings.site_url, settings.page_size, settings.feed_size) == ("https://a.example/", 7, 100)
    assert settings.rules == {"body-empty": Severity.OFF}


class TestSchemaOfSettings:
    """`settings.schema.json` and the model say the same."""

    def test_every_setting_is_in_both(self) -> None:
        named = set(settings_schema().source["properties"]) - {"content", "schema"}
        derived = {"config", "content", "schema", "overrides", "output", "internal", "content_is_configured"}
        assert named == {field.name for field in fields(Settings)} - derived - {"site_name", "site_url"}

    def test_what_is_within_a_setting_is_in_both(self) -> None:
        schema = settings_schema().source["properties"]
        for field in fields(Settings):
            if is_dataclass(field.default):
                assert set(schema[field.name]["properties"]) == {part.name for part in fields(field.default)}
        assert schema["attachment_metadata"]["enum"] == [*METADATA_POLICIES]
        assert schema["precompress"]["items"]["enum"] == [*ENCODINGS]
        inspection = schema["inspection"]["properties"]
        assert set(inspection["vetoes"]["properties"]) == {*VETOES}
        assert set(inspection["deductions"]["properties"]) == {*DEDUCTIONS}
        assert set(schema["scores"]["properties"]["weights"]["properties"]) == {*SCORE_WEIGHTS}

    def test_every_default_keeps_it(self) -> None:
        settings = asdict(Settings(Path(), Path(), Path(), Path(), "", ""))
        told = {name: settings[name] for name in settings_schema().source["properties"]}
        assert settings_schema().is_valid(_said(json.loads(json.dumps(told, default=str))))

    def test_everything_is_explained_in_both_languages(self) -> None:
        schema = settings_schema()
        zh, en = schema.labels("zh"), schema.labels("en")
        assert set(zh.names) == set(zh.descriptions) == set(en.descriptions)
        assert not re.search("[\u4e00-\u9fff]", " ".join(set(en.names.values()) - set(COLUMN_TYPES)))


def _said(value: Any) -> Any:
    """Settings without those that say nothing."""
    if isinstance(value, dict):
        return {key: _said(below) for key, below in value.items() if below not in ("", None)}
    return value


@pytest.mark.parametrize(
    "text",
    [
        "plugins:\n- search\n- disclosure:\n",
        "plugins: [disclosure]\n",
        "plugins:\n  disclosure:\n    page_size:\n",
        "theme: material\nplugins: [disclosure]\n",
        "plugins: [disclosure]\nextra: !ENV [NOT_THERE, 1]\nhooks: !!python/name:os.system\n",
    ],
)
def test_the_configuration_is_one_of_mkdocs(tree: ContentTree, check: Check, text: str) -> None:
    tree.config.write_text(f"site_name: x\n{text}", encoding="utf-8")
    (tree.root / "schema").symlink_to(tree.schema)
    assert check() == 0


@pytest.mark.parametrize(
    "text",
    ["", "- a\n", "plugins: [disclosure]\n", "site_name: x\n", "a: [\n", "plugins: 5\n"],
)
def test_a_configuration_that_is_none_is_wrong_usage(
    tree: ContentTree, check: Check, text: str, capfd: Output
) -> None:
    tree.config.write_text(text, encoding="utf-8")
    assert check() == 2
    assert "site_config.yml" in capfd.readouterr().err


FEE = {
    "title": "收费金额",
    "title_en": "Fee",
    "description": "以元为单位。例如：20。",
    "type": "integer",
    "minimum": 0,
}


class TestSiteSchema:
    """`schema/site.schema.json` lays a site's own fields over the record's."""

    def test_a_field_of_its_own(self, tree: ContentTree, check: Check, capfd: Output) -> None:
        tree.write({BUDGET: record("fee: -5\n")})
        assert tree.problems() == [f"{BUDGET}:8:1 unknown-key"]
        tree.extend_schema(properties={"fee": FEE})
        assert check() == 1
        assert "“收费金额”（fee）的“-5”超出允许的范围\n    → 以元为单位。例如：20。" in capfd.readouterr().out
        tree.write({BUDGET: record("fee: 20\n")})
        gathered = tree.gather()
        assert gathered.problems == ()
        assert [found.extra for found in gathered.catalog.records if found.extra] == [{"fee": 20}]
        labels = load_schemas(tree.schema).record.labels
        assert [labels(language).name("fee") for language in ("zh", "en")] == ["收费金额", "Fee"]

    def test_a_narrower_index_number(self, tree: ContentTree) -> None:
        tree.extend_schema(properties={"index_number": {"pattern": "^SL[0-9]{3}-[0-9]{4}-[0-9]{5}$"}})
        tree.write({BUDGET: record(index_number="SL001-2026-00012")})
        assert tree.problems() == ["records/water/2026/notice.md:3:1 invalid-format"]

    def test_one_more_required_field(self, tree: ContentTree) -> None:
        tree.extend_schema(required=["summary", "title"])
        tree.write({BUDGET: record("summary: 甲\n")})
        assert tree.problems() == ["records/water/2026/notice.md:1:1 missing-key"]

    def test_a_condition(self, tree: ContentTree, check: Check, capfd: Output) -> None:
        condition: dict[str, Any] = {
            "description": "通知要写发文字号（document_number）。",
            "if": {"properties": {"genre": {"const": "通知"}}, "required": ["genre"]},
            "then": {"required": ["document_number"]},
        }
        tree.extend_schema(allOf=[condition])
        tree.write({BUDGET: record("genre: 通知\n")})
        assert check() == 1
        message, hint = "通知要写发文字号（document_number）。", "按上面的说明补全（document_number）"
        assert f"8:1: condition-not-met: {message}\n    → {hint}\n" in capfd.readouterr().out
        del condition["description"]
        (tree.schema / "site.schema.json").write_text(json.dumps({"allOf": [condition]}), encoding="utf-8")
        assert check() == 1
        assert "1:1: missing-key: 缺少“发文字号”（document_number）" in capfd.readouterr().out

    def test_a_condition_of_a_field_that_is_defined_elsewhere(self, tree: ContentTree) -> None:
        place: dict[str, Any] = {
            "type": "object",
            "properties": {"town": {"type": "string"}, "village": {"type": "string"}},
            "allOf": [
                {
                    "description": "写了村，就要写乡镇。",
                    "if": {"required": ["village"]},
                    "then": {"required": ["town"]},
                }
            ],
        }
        tree.extend_schema(
            properties={"places": {"title": "地点", "type": "array", "items": {"$ref": "#/$defs/place"}}},
            **{"$defs": {"place": place}},
        )
        tree.write({BUDGET: record("places:\n- town: 甲\n- village: 乙\n")})
        (found,) = tree.gather().problems
        assert (found.line, found.column, found.values["condition"]["zh"]) == (10, 3, "写了村，就要写乡镇。")

    def test_one_more_field_below_another_leaves_the_rest(self, tree: ContentTree) -> None:
        level = {"type": "string", "enum": ["county", "town"]}
        tree.extend_schema(properties={"disclosure": {"properties": {"level": level}}})
        tree.write({BUDGET: record("disclosure: {mode: proactive, level: county}\n")})
        assert tree.problems() == []
        tree.write({BUDGET: record("disclosure: {mode: no, level: state}\n")})
        assert tree.problems() == [f"{BUDGET}:8:14 invalid-value", f"{BUDGET}:8:24 invalid-value"]

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "[]",
            "{",
            '{"properties": {"a": {"type": "text"}}}',
            '{"properties": {"a": {"pattern": "("}}}',
            '{"properties": {"a": {"$ref": "#/$defs/none"}}}',
            '{"if": {"required": ["genre"]}, "then": {"required": ["summary"]}}',
        ],
    )
    def test_a_schema_that_cannot_be_used_is_named(
        self, tree: ContentTree, check: Check, text: str, capfd: Output
    ) -> None:
        tree.extend_schema()
        (tree.schema / "site.schema.json").write_text(text, encoding="utf-8")
        assert check() == 2
        assert "site.schema.json" in capfd.readouterr().err


def test_a_limit_of_the_site(tree: ContentTree) -> None:
    tree.configure(max_record_size=300)
    tree.write({"records/water/2026/notice.md": notice(body="水" * 100)})
    assert tree.problems() == ["records/water/2026/notice.md:1:1 file-too-large"]
