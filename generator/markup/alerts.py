"""GitHub's alerts: quotations whose first line is `[!NOTE]` or one of its four siblings."""

from __future__ import annotations

import re

from generator.markup.labels import Labels
from generator.markup.tokens import quoted

_MARK = re.compile(
    r"\s*<p>\[!(note|tip|important|warning|caution)\][ \t]*(?:<br>)?(\n|</p>\s*(?=<(?!/)))", re.IGNORECASE
)


def opening(html: str, end: int, labels: Labels) -> tuple[str, int] | None:
    """The start of an alert and where its content goes on; None if the quotation before `end` is none."""
    mark = _MARK.match(html, end)
    if not mark:
        return None
    kind = mark[1].lower()
    title = f'<p class="markdown-alert-title">{quoted(labels.alerts[kind])}</p>\n'
    paragraph = "<p>" if mark[2] == "\n" else ""
    return f'<div class="markdown-alert markdown-alert-{kind}" role="note">\n{title}{paragraph}', mark.end()
