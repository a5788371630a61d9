"""Lists in pages: how many there are, and what each page after the first says of itself."""

from __future__ import annotations

from dataclasses import replace

from generator.derive.views import Page, Pagination
from generator.derive.wording import Wording


def page_count(total: int, size: int) -> int:
    """How many pages a list takes; an empty list has one."""
    return max(1, -(-total // size))


def numbered(words: Wording, page: Page, pagination: Pagination) -> Page:
    """The first page's description for another page of the list; each names its place and its neighbours."""
    number = pagination.number
    suffix = f" · {words.fill('page_n', n=number)}" if number > 1 else ""
    return replace(
        page,
        url=pagination.at(number),
        title=page.title + suffix,
        description=page.description + suffix,
        previous=pagination.at(number - 1) if number > 1 else "",
        next=pagination.at(number + 1) if number < pagination.total else "",
    )
