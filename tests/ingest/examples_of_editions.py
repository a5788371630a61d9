"""Examples of the rules of the internal edition: its tree stands beside the public one, as `../internal`."""

from __future__ import annotations

from factory import BUDGET, NOTICE, notice, record

from ingest.example import Example

_STAFF = "../internal/records/water/2026/staff.md"
_CATEGORIES = "../internal/catalog/categories.yml"
_DEPARTMENTS = "../internal/catalog/departments.yml"
_INTERNAL = {_STAFF: notice("disclosure: {audience: internal}\n", index_number="NB-1")}
_TO_NOTICE = "relations: [{type: relates_to, target: W-1}]\n"
_OUT = "从公开的条目里删去；需要互相参照的，写在内部的条目里"
_OTHER = "换一个代码；要给公开的栏目加下级栏目，在它下面写 children"

EXAMPLES = [
    Example(
        "internal-record",
        {**_INTERNAL, BUDGET: record("disclosure:\n  audience: internal\n")},
        "9:3",
        "把文件移到内部版的仓库；若本来可以公开，删去 audience 一行",
        _INTERNAL,
    ),
    Example(
        "names-internal-record",
        {**_INTERNAL, BUDGET: record("relations:\n- type: relates_to\n  target: NB-1\n")},
        "10:3",
        _OUT,
        {_STAFF: notice(_TO_NOTICE, index_number="NB-1")},
        message="公开的条目提到了内部的条目“NB-1”",
    ),
    Example(
        "names-internal-record",
        {**_INTERNAL, BUDGET: record(body="见[内部](record:NB-1)。\n")},
        "9:7",
        _OUT,
        {_STAFF: notice(index_number="NB-1", body="见[公开](record:F-1)。\n")},
        message="“record:NB-1”",
    ),
    Example(
        "names-internal-record",
        {
            _STAFF: notice("former_index_numbers: [NB-0]\n", index_number="NB-1"),
            BUDGET: record(body="见[内部](../../../../internal/records/water/2026/staff.md)。\n"),
        },
        "9:7",
        _OUT,
        {NOTICE: notice("former_index_numbers: [NB-0]\n"), BUDGET: record(body="[旧号](record:NB-0)\n")},
        message="internal/records/water/2026/staff.md",
    ),
    Example(
        "duplicate-index-number",
        {_STAFF: notice(index_number="F-1")},
        "3:1",
        "换一个没有用过的索引号",
        {_STAFF: notice(index_number="F-2")},
        path=_STAFF,
    ),
    Example(
        "internal-id-taken",
        {**_INTERNAL, _DEPARTMENTS: "- {id: water, name: 县水利局（内部）, kind: department}\n"},
        "1:4",
        _OTHER,
        {**_INTERNAL, _DEPARTMENTS: "- {id: water-staff, name: 工会, kind: department, parent: water}\n"},
        path=_DEPARTMENTS,
        message="代码“water”在公开的目录里已经有了",
    ),
    Example(
        "internal-id-taken",
        {
            **_INTERNAL,
            _CATEGORIES: "- id: finance\n  name: 财政\n  children:\n  - {id: budget, name: 内部预算}\n",
        },
        "4:6",
        _OTHER,
        {
            _CATEGORIES: "- id: finance\n  name: 财政\n  children:\n  - {id: cars, name: 公务用车}\n"
            "- {id: staff, name: 职工事务}\n",
            _STAFF: notice(index_number="NB-1", category="finance/cars"),
        },
        path=_CATEGORIES,
        message="代码“budget”在公开的目录里已经有了",
    ),
]
