"""A benchmark catalog with what a county has beside documents: duties, activities, letters, annual reports.

`python -m tests.benchmarks.county --records 1000 OUT` writes it. Records name the duties that they fulfil,
some late, and most periods have none: the ledger has entries of every state and every type of limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle, product
from pathlib import Path
from random import Random
from typing import Any

from generator.model.duties import PERIODIC
from generator.model.periods import Period

from .catalog import AS_OF, BenchmarkCatalog, Entry, main

DUTIES = 80
#: Bodies beside those of every benchmark catalog: the end of their names, and how many there are.
_MORE_BODIES = {"township": ("镇人民政府", 10), "institution": ("中心", 6), "village": ("村民委员会", 60)}

#: Limits by turns, in about the shares that duty catalogs of counties have.
_LIMITS: Sequence[Mapping[str, Any]] = (
    *({"type": "within", "days": 20}, {"type": "within", "days": 7}, {"type": "half_yearly"}) * 3,
    {"type": "yearly", "dates": ["03-31"]},
    {"type": "long_term", "max_age": "P1Y"},
    {"type": "fixed_dates", "dates": ["01-31", "07-31"]},
    {"type": "quarterly", "days": 15, "day_kind": "calendar"},
    {"type": "within", "days": 20},
    {"type": "monthly", "days": 10},
    {"type": "stages", "stages": ["事前", "事中", "事后"], "days": 20},
)
#: Who owes duties, by turns, and since when.
_OWING = (["department"], ["department", "township"], ["township", "village"], ["department", "institution"])
_SINCE = ("2021-01-01", "2024-01-01", "2025-01-01", "2026-01-01", "2026-01-01")

#: Of how many records in a thousand each kind is that has data of its own.
_KINDS = {"letter": 50, "request_reply": 10, "nil_report": 10, "response": 8, "evaluation": 8}
#: Where those stand that have columns of their own.
_COLUMNS = {
    "letter": "interaction/letters",
    "response": "interaction/responses",
    "evaluation": "interaction/evaluation",
    "request_reply": "interaction/requests",
    "annual_report": "interaction/annual-reports",
}
#: An annual report that tells of more than any body publishes, the same every year. Scalars are texts.
_ONE_COLUMN = {"natural_person": "999", "total": "999"}
_REPORT_DATA = {
    "overview": "全年主动公开、依申请公开情况平稳。",
    "proactive": {
        "normative_documents": {"made": "999", "repealed": "999", "in_force": "9999"},
        "licensing": "9999",
        "penalties": "9999",
        "coercion": "9999",
    },
    "requests": {"received": _ONE_COLUMN, "outcomes": {"granted": _ONE_COLUMN}, "total": _ONE_COLUMN},
    "reviews": {},
}
#: The record of a body and a year that is its annual report: the only one for the year before.
_REPORT = "-00003"


class CountyCatalog(BenchmarkCatalog):
    """A benchmark catalog over 100 bodies that owe DUTIES duties."""

    def __init__(self, records: int, corpus: Path | None = None, seed: int = 1) -> None:
        super().__init__(records, corpus, seed)
        names = self.sample["interaction"]
        columns = [{"id": path.partition("/")[2], "name": names[kind]} for kind, path in _COLUMNS.items()]
        self.categories.append({"id": "interaction", "name": names["title"], "children": columns})
        self.duties = list(self._duties())
        self._kinds = {body: kind for body, _, kind, _ in self.departments}

    def _bodies(self) -> list[Sequence[str]]:
        """The departments, then townships, institutions and villages."""
        bodies = super()._bodies()
        for kind, (ending, count) in _MORE_BODIES.items():
            for number in range(1, count + 1):
                code = f"{kind[0].upper()}{number:02}"
                bodies.append((f"{kind}-{number}", f"样本{number}号{ending}", kind, code))
        return bodies

    def _duties(self) -> Iterator[dict[str, Any]]:
        """Each leaf of the tree by turns, until there are enough."""
        leaves = [*self._leaves, *_COLUMNS.values()]
        turns = zip(range(DUTIES), cycle(leaves), cycle(_LIMITS), cycle(_SINCE), strict=False)
        for number, leaf, limit, since in turns:
            yield {
                "id": f"duty-{number + 1}",
                "level1": f"第{number // 10 + 1}类事项",
                "level2": f"第{number + 1}项",
                "elements": ["事项名称", "办理结果", "责任单位"],
                "basis": ["《中华人民共和国政府信息公开条例》第二十条"],
                "limit": deepcopy(limit),
                "owed_by": list(_OWING[number % len(_OWING)]),
                "categories": [leaf],
                "from": since,
            }

    def files(self) -> dict[str, list[dict[str, Any]]]:
        """Those of every benchmark catalog, then duties and activities."""
        return {**super().files(), "duties": self.duties, "activities": self._activities()}

    def _activities(self) -> list[dict[str, Any]]:
        """Posts of every tenth body, month by month since 2024."""
        months = product((2024, 2025, AS_OF.year), range(1, 13))
        ends = [last for year, month in months if (last := Period(year, month, 1).last) <= AS_OF]
        return [
            {
                "date": str(day),
                "channel": "new_media",
                "department": body,
                "title": "政务新媒体发布",
                "count": 9,
            }
            for day in reversed(ends)
            for body, *_ in self.departments[::10]
        ]

    def _entry(self, number: int) -> Entry:
        """A record with its duty, or one of a kind with data of its own."""
        entry, random = super()._entry(number), Random(f"county/{self._seed}/{number}")
        published = date.fromisoformat(str(entry.fields["published"])[:10])
        kind = self._kind(entry, random)
        fields = {**entry.fields, **self._duty(entry.fields, kind, published, random)}
        if kind == "nil_report" and "period" not in fields:
            kind = "document"
        if kind != "document":
            issued = date.fromisoformat(fields["issued"])
            fields |= {"kind": kind, "data": _data(kind, issued, published)}
        if kind in _COLUMNS:
            fields |= {"category": _COLUMNS[kind]}
        if kind in ("annual_report", "evaluation"):
            fields |= {"period": str(published.year - 1)}
        return replace(entry, fields=fields)

    def _kind(self, entry: Entry, random: Random) -> str:
        if entry.index_number.endswith(_REPORT):
            return "annual_report"
        (kind,) = random.choices([*_KINDS, "document"], [*_KINDS.values(), 1000 - sum(_KINDS.values())])
        return kind

    def _duty(self, fields: Mapping[str, Any], kind: str, published: date, random: Random) -> dict[str, str]:
        """The duty that a record fulfils, with its period or stage; {} for those that name none."""
        body_kind = self._kinds[fields["department"]]
        owed = [duty for duty in self.duties if body_kind in duty["owed_by"] and _suits(duty, fields, kind)]
        if kind in _COLUMNS or not owed or random.random() < 0.2:
            return {}
        duty = random.choice(owed)
        named = {"category": duty["categories"][0], "duty": duty["id"]}
        if months := PERIODIC.get(duty["limit"]["type"]):
            last = Period.around(published, months).first - timedelta(days=1)
            return {**named, "period": str(Period.around(last, months))}
        stages = duty["limit"].get("stages")
        return {**named, "stage": random.choice(stages)} if stages else named


def _suits(duty: Mapping[str, Any], fields: Mapping[str, Any], kind: str) -> bool:
    """Whether a record may be about a duty: in its category, or that there was nothing in a period."""
    if kind == "nil_report":
        return duty["limit"]["type"] in PERIODIC
    return fields["category"] in duty["categories"]


def _data(kind: str, issued: date, published: date) -> dict[str, Any]:
    """What a record of a kind says beside its text, without contradictions."""
    asked, answered = str(issued - timedelta(days=9)), str(issued)
    if kind == "letter":
        asked_for = {"subject": "关于路灯的来信", "question": "村口的路灯什么时候能修好？"}
        reply = {"reply": "已经列入本月维修计划。", "replied": answered, "disposition": "adopted"}
        return {"received": asked, "channel": "mailbox", **asked_for, **reply}
    if kind == "request_reply":
        return {
            "received": asked,
            "applicant_type": "natural_person",
            "request": "本村道路养护的支出明细。",
            "outcome": "granted",
            "replied": answered,
        }
    if kind == "response":
        return {"concern": "自来水为什么停了两天", "raised": asked, "responded": answered}
    if kind == "evaluation":
        marks = ("truthfulness", "accuracy", "completeness", "timeliness", "procedure", "institution")
        return {"respondents": "120", "scores": dict.fromkeys(marks, "92"), "satisfaction": "95"}
    if kind == "nil_report":
        return {"statement": "本期没有发生应当公开的事项。", "checked_on": str(published)}
    return _REPORT_DATA


if __name__ == "__main__":
    main(CountyCatalog)
