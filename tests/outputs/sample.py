"""A small catalog, made by hand, whose files are compared with those under golden/."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from generator.derive.indexes import indexes_of
from generator.derive.naming import Site
from generator.derive.wording import Wording
from generator.model.catalog import Catalog, Department, Node, Tree
from generator.model.labels import FieldLabels
from generator.model.records import Disclosure, HistoryEntry, Record
from generator.model.settings import Settings

SITE_URL = "https://www.example.gov.cn/zwgk/"

LABELS = FieldLabels(
    "zh",
    names={
        "index_number": "索引号",
        "document_number": "发文字号",
        "department": "发布机构",
        "issued": "成文日期",
        "status": "有效性",
    },
    values={
        "history.action": {"amended": "修改", "repealed": "废止", "withdrawn": "撤回"},
        "status": {"in_force": "现行有效", "amended": "已修改", "repealed": "已废止", "withdrawn": "已撤回"},
    },
)


def site(made: Catalog, **changes: Any) -> Site:
    """A catalog with its lists and the labels above, in Chinese."""
    return Site(made, indexes_of(made), settings(**changes), LABELS, Wording("zh"))


def settings(**changes: Any) -> Settings:
    folder = Path("/nowhere")
    values: dict[str, Any] = {
        "config": folder / "site_config.yml",
        "content": folder,
        "schema": folder,
        "overrides": folder,
        "site_name": "示例县政务公开",
        "site_url": SITE_URL,
        **changes,
    }
    return Settings(**values)


def record(index_number: str, published: str, **changes: Any) -> Record:
    """A record of the finance bureau; `published` in ISO 8601."""
    moment = datetime.fromisoformat(published)
    values: dict[str, Any] = {
        "path": f"/nowhere/{index_number}.md",
        "title": f"关于{index_number}的通知",
        "department": "czj",
        "category": "caizheng/yusuan",
        "issued": moment.date(),
        "published_at": moment,
        **changes,
    }
    return Record(index_number=index_number, **values)


def catalog(*records: Record) -> Catalog:
    """A catalog of these records, two departments and three categories, one of them below another."""
    newest_first = sorted(records, key=lambda each: each.index_number)
    newest_first.sort(key=lambda each: each.published_at, reverse=True)
    budget = Node("caizheng/yusuan", "预算", (("caizheng", "财政"),))
    return Catalog(
        records=tuple(newest_first),
        departments={
            "czj": Department("czj", "示例县财政局", "department"),
            "mzj": Department("mzj", "示例县民政局", "department"),
        },
        categories=Tree.of((Node("caizheng", "财政", (), (budget,)), Node("minzheng", "民政", ()))),
        subjects=Tree(),
        duties={},
        as_of=date(2026, 3, 31),
    )


def small_catalog() -> Catalog:
    return catalog(
        record(
            "CZJ-2026-001",
            "2026-03-01T15:30",
            title="2026年“三公”经费预算 <公开> & 说明",
            document_number="示财〔2026〕1号",
            summary="预算总额与上年\x0b相比下降。",
            history=(
                HistoryEntry(date(2026, 3, 1), "amended", "更正表 2 的合计数。"),
                HistoryEntry(date(2026, 3, 20), "repealed", "另行公布。"),
            ),
            fields={
                "title": "2026年“三公”经费预算 <公开> & 说明",
                "index_number": "CZJ-2026-001",
                "keywords": ["预算", "三公经费"],
                "history": [
                    {"date": "2026-03-01", "action": "amended", "note": "更正表 2 的合计数。"},
                    {"date": "2026-03-20", "action": "repealed", "note": "另行公布。"},
                ],
            },
        ),
        record(
            "MZJ/2026/7",
            "2026-03-02",
            department="mzj",
            category="minzheng",
            summary="救助对象名单",
            disclosure=Disclosure(mode="on_request"),
            fields={"title": "救助", "disclosure": {"mode": "on_request"}, "county_code": "0012"},
        ),
    )
