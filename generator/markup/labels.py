"""The few words a body needs that its author did not write, for people who listen to the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """Words in one language. `{number}` stands for a count from 1, `{mark}` for a footnote's mark.

    `alerts` are the titles of GitHub's alerts by their names in lower case.
    """

    table: str
    colon: str
    footnotes: str
    footnote_back: str
    task_done: str
    task_open: str
    alerts: Mapping[str, str]


ZH = Labels(
    table="表格区域 {number}（可横向滚动）",
    colon="：",
    footnotes="脚注",
    footnote_back="返回正文脚注标记 {mark}",
    task_done="已完成",
    task_open="未完成",
    alerts={"note": "说明", "tip": "提示", "important": "重要", "warning": "警告", "caution": "注意"},
)
EN = Labels(
    table="Table {number} (scrolls sideways)",
    colon=": ",
    footnotes="Footnotes",
    footnote_back="Back to footnote mark {mark}",
    task_done="done",
    task_open="to do",
    alerts={
        "note": "Note",
        "tip": "Tip",
        "important": "Important",
        "warning": "Warning",
        "caution": "Caution",
    },
)

#: By the site's `language`.
LABELS: Mapping[str, Labels] = {"zh": ZH, "en": EN}
