"""Disclosure beside the site (发布会、访谈、新媒体): what the statistics count and no record tells of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Activity:
    """A press conference, an interview, the posts of a month, …: an entry of `catalog/activities.yml`.

    `channel` is one of the schema's; `department` the body's id; `count` how many are told in one entry;
    `url` a page that shows it, `record` the index number of a record about it, either of them or "".
    """

    date: date
    channel: str
    department: str
    title: str
    count: int = 1
    url: str = ""
    record: str = ""
