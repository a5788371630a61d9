"""What a site may change: severities, limits, and the record's schema."""

from __future__ import annotations

import json
from typing import Any

import pytest
from factory import BUDGET, TABLE, ContentTree, notice, record

from cli.conftest import Check
from generator.ingest.schema import load_schemas
from generator.model.settings import SCORE_WEIGHTS

Output = pytest.CaptureFixture[str]


def test_a_site_weighs_rules_as_it_likes(tree: ContentTree, check: Check, capfd: Output) -> None:
    tree.write({BUDGET: record(body=""), TABLE: b"x"})
    tree.configure(rules={"body-empty": "error", "attachment-unnamed": "warning"})
    assert check("--format", "json") == 1
    found = {problem["rule"]: problem["severity"] for problem in json.loads(capfd.readouterr().out)}
    assert found == {"body-empty": "error", "attachment-unnamed": "warning"}
    tree.configure(rules={"body-empty": False, "attachment-unnamed": "off"})  # a bare off is false to YAML
    assert check("--format", "json") == 0
    assert json.loads(capfd.readouterr().out) == []


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"timezon": "UTC"}, "没有设置项 disclosure.timezon，是否想写“timezone”？"),
        ({"rules": {"body-emty": "off"}}, "没有设置项 disclosure.rules.body-emty，是否想写“body-empty”？"),
        ({"rules": {"body-empty": "fatal"}}, "body-empty 不能是 fatal，可选：error, warning, off"),
        ({"rules": ["body-empty"]}, "rules 应当是一组“名称: 值”"),
        ({"site": {"domian": "x"}}, "没有设置项 disclosure.site.domian，是否想写“domain”？"),
        ({"site": "示例县"}, "site 应当是一组“名称: 值”"),
        ({"look": {"main_color": "navy"}}, "look.main_color 应当是 # 加六位十六进制数的颜色"),
        ({"look": {"colour": "#12467e"}}, "没有设置项 disclosure.look.colour"),
        ({"look": {"emblem": "no-such.svg"}}, "look.emblem 应当是配置文件所在文件夹里的一个 svg 或 png 文件"),
        ({"timezone": "Asia/Shangai"}, "没有时区 Asia/Shangai"),
        ({"page_size": 0}, "page_size 应当是正整数"),
        ({"page_size": "30"}, "page_size 应当是正整数"),
        ({"feed_domain": "https://a.example/"}, "feed_domain 的“https://a.example/”不是域名"),
        ({"attachment_types": ["pdf", ".SVG"]}, "attachment_types 不能有 svg"),
        ({"attachment_types": "pdf"}, "attachment_types 应当是列表"),
        ({"language": "fr"}, "language 不能是 fr"),
        ({"precompress": ["gzip", "zip"]}, "precompress 不能是 zip，可选：gzip, brotli"),
        ({"approval": []}, "approval 应当是一组“名称: 值”"),
        ({"approval": {"important": []}}, "没有设置项 disclosure.approval.important"),
        ({"approval": {"important_genres": "决定"}}, "approval.important_genres 应当是列表"),
        (
            {"approval": {"roles": {"importent": []}}},
            "disclosure.approval.roles.importent，是否想写“important”？",
        ),
        ({"approval": {"roles": {"general": ["科长", 1]}}}, "approval.roles.general 应当是列表"),
        ({"prerequisites": {"finance": "audit"}}, "prerequisites.finance 应当是列表"),
        (
            {"prerequisites": {"finance": ["人大"]}},
            "prerequisites.finance 不能是 人大，可选：peoples_congress,",
        ),
        (
            {"interpretation_required": {"categorys": []}},
            "disclosure.interpretation_required.categorys，是否想写“categories”？",
        ),
        ({"interpretation_required": {"genres": "通知"}}, "interpretation_required.genres 应当是列表"),
        ({"interpretation_required": {"days": -1}}, "interpretation_required.days 应当是 0 或正整数"),
        ({"interpretation_required": {"since": "2026"}}, "interpretation_required.since 应当是日期"),
        ({"consultation_result_days": True}, "consultation_result_days 应当是 0 或正整数"),
        ({"sheets": {"months": -1}}, "sheets.months 应当是 0 或正整数"),
        ({"sheets": {"month": 3}}, "没有设置项 disclosure.sheets.month，是否想写“months”？"),
        ({"sheets": {"kinds": ["town"]}}, "sheets.kinds 不能是 town，可选：government,"),
        ({"screen": {"seconds": 0}}, "screen.seconds 应当是正整数"),
        ({"inspection": {"home": "2 weeks"}}, "inspection.home 应当是期限：P、数字、单位"),
        ({"inspection": {"limits": {"工作动态": "P0W"}}}, "inspection.limits.工作动态 应当是期限"),
        ({"inspection": {"limits": {"工作动太": "P1W"}}}, "inspection.limits.工作动太，是否想写“工作动态”？"),
        ({"inspection": {"vetoes": {"blanks": 3}}}, "inspection.vetoes.blanks，是否想写“blank”？"),
        ({"inspection": {"deductions": {"blank": {"points": 2}}}}, "inspection.deductions.blank 要写 points"),
        ({"scores": {"weights": {"timeliness": -1}}}, "scores.weights.timeliness 应当是 0 或正整数"),
        (
            {"scores": {"weights": {"letters": 5}}},
            "disclosure.scores.weights.letters，可用：timeliness",
        ),
        ({"scores": {"weights": dict.fromkeys(SCORE_WEIGHTS, 0)}}, "scores.weights 不能全是 0"),
        ({"scores": {"weights": {"coverage": 101}}}, "scores.weights.coverage 最大是 100"),
        ({"inspection": {"passing": 1000}}, "inspection.passing 最大是 100"),
        ({"scores": {"points": 100}}, "没有设置项 disclosure.scores.points"),
        ({"owners": {"defualt": []}}, "没有设置项 disclosure.owners.defualt，是否想写“default”？"),
        ({"owners": {"default": ["张某"]}}, "owners.default 的“张某”不是账号"),
        ({"owners": {"catalog": ["@a b"]}}, "owners.catalog 的“@a b”不是账号"),
    ],
)
def test_settings_that_cannot_be_are_named(
    tree: ContentTree, check: Check, settings: dict[str, Any], sentence: str, capfd: Output
) -> None:
    tree.configure(**settings)
    assert check() == 2
    error = capfd.readouterr().err
    assert sentence in error
    assert "site_config.yml" in error


@pytest.mark.parametrize(
    "text",
    [
        "plugins:\n- search\n- disclosure:\n",
        "plugins: [disclosure]\n",
        "plugins:\n  disclosure:\n    page_size:\n",
        "theme: material\nplugins: [disclosure]\n",
        "plugins: [disclosure]\nextra: !ENV [NOT_THERE, 1]\nx: !!python/name:os.system\n",
    ],
)
def test_the_configuration_is_one_of_mkdocs(tree: ContentTree, check: Check, text: str) -> None:
    tree.config.write_text(text, encoding="utf-8")
    (tree.root / "schema").symlink_to(tree.schema)
    assert check() == 0


@pytest.mark.parametrize("text", ["", "- a\n", "plugins: []\n", "site_name: x\n", "a: [\n", "plugins: 5\n"])
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
