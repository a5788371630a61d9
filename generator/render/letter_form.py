"""The parts of a letter that official documents set apart (GB/T 9704): who is addressed, who signs and when.

Markdown has paragraphs only; their places and marks tell these parts. Nothing but a class is added.
"""

from __future__ import annotations

import re

#: 主送机关: the first paragraph, one phrase ended by a colon, before another paragraph.
_ADDRESSEE = re.compile(r"<p>(?=[^<。；：]{1,120}[：:]</p>\s*<p>)")
#: 发文机关署名 and 成文日期: a name without any mark, and below it a date.
_SIGNATURE = re.compile(r"<p>([^<。，；：、]{2,60})</p>(\s*)<p>(\d{4}年\d{1,2}月\d{1,2}日)</p>")


def in_letter_form(body: str) -> str:
    """A body's HTML with the paragraphs `addressee` and `signature` (the name, the date) marked by class."""
    if _ADDRESSEE.match(body):
        body = body.replace("<p>", '<p class="addressee">', 1)
    return _SIGNATURE.sub(r'<p class="signature">\1</p>\2<p class="signature">\3</p>', body)
