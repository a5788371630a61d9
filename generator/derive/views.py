"""What pages say, as plain values: no HTML, no file access. Templates print these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere; `url` is relative to the site's root, or "" for no link."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A value under its label; `href` is where it leads (tel:, mailto:, https:), "" for nowhere."""

    label: str
    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A row of a header table: a label and one or more values; `wide` ones stand across both columns."""

    key: str
    label: str
    values: tuple[Link, ...]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """The column (栏目) that a page belongs to, as meta tags name it."""

    name: str
    description: str = ""
    keywords: str = ""
    type: str = "信息公开目录"


@dataclass(frozen=True, slots=True)
class Page:
    """What every page says of itself.

    `url`, `previous` and `next` are relative to the site's root; `feeds` are those of what the page is about,
    beside the site's own, by their addresses without the ending; `meta` are the page's meta tags in order.
    """

    url: str
    title: str
    description: str
    crumbs: tuple[Link, ...]
    meta: tuple[tuple[str, str], ...]
    feeds: tuple[Link, ...] = ()
    previous: str = ""
    next: str = ""

    @property
    def root(self) -> str:
        """The way from the page to the site's root."""
        return "../" * self.url.count("/")

    @property
    def names_feeds(self) -> bool:
        """Whether there are several feeds, so that each has to be named."""
        return len(self.feeds) > 1

    @property
    def depth(self) -> int:
        """How many folders deep the page lies."""
        return self.url.count("/")


@dataclass(frozen=True, slots=True)
class Row:
    """A record in a list, with its state as `states.state_in_lists` has it, and what to mark it with.

    `is_internal` ones are the internal edition's own.
    """

    date: str
    title: str
    url: str
    department: str
    number: str
    state: str
    state_label: str
    has_ended: bool
    is_internal: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """An event of the update history in a list."""

    date: str
    title: str
    url: str
    department: str
    action: str
    action_label: str
    note: str
    is_internal: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """A link with the number of records behind it, and what lies below it."""

    text: str
    url: str
    count: int
    children: tuple[Counted, ...] = ()
    description: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether there is no record behind it."""
        return self.count == 0


@dataclass(frozen=True, slots=True)
class Tally:
    """A number read at a glance, under its label, as it is told: 1,207, 95.5%, —.

    `url` leads to what it counts: below the site's root, or a place on the page (#...), "" for nowhere.
    `note` stands below the label; `state` is the key of the mark that the label is, "" where it is none.
    """

    label: str
    value: str
    url: str = ""
    note: str = ""
    state: str = ""

    @property
    def is_none(self) -> bool:
        """Whether it counts nothing."""
        return self.value == "0"


@dataclass(frozen=True, slots=True)
class Group:
    """Counted links under a heading."""

    title: str
    entries: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where a page of a list stands among the others; numbers count from 1."""

    number: int
    total: int
    url: str

    def at(self, number: int) -> str:
        """The address of a page of the list, relative to the site's root."""
        return self.url if number == 1 else f"{self.url}page/{number}/"

    @property
    def numbers(self) -> Sequence[int]:
        """The pages to link: first, last, and those around this one; 0 stands for a gap."""
        near = {1, self.total, *range(max(1, self.number - 2), min(self.total, self.number + 2) + 1)}
        shown: list[int] = []
        for number in sorted(near):
            if shown and number > shown[-1] + 1:
                shown.append(0)
            shown.append(number)
        return shown
