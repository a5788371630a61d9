"""All that the page for reviewers says, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from generator.reporting.describe import Description
from generator.review.passages import Passage

#: What became of a record, what needs most attention first.
OUTCOMES = ("deleted", "withdrawn", "changed", "added", "catalogued", "formatted")


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field that changed: its label, and its lines before and after.

    `is_on_page` is false for what stands in the catalog's data only.
    """

    label: str
    passages: tuple[Passage, ...]
    is_on_page: bool = True


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record that the change touches; `outcome` is one of OUTCOMES, `url` relative to the site's root.

    `file` is relative to the working directory.
    """

    outcome: str
    title: str
    index_number: str
    url: str
    file: str
    duty: str = ""
    fields: tuple[FieldView, ...] = ()
    text: tuple[Passage, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Description, ...] = ()


@dataclass(frozen=True, slots=True)
class PageView:
    """A page of prose that changed."""

    outcome: str
    title: str
    file: str
    text: tuple[Passage, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class FeedLine:
    """An entry that the feeds will carry."""

    date: str
    action: str
    title: str
    note: str


@dataclass(frozen=True)
class Review:
    """What a change does to the public site.

    `base` is the commit it is compared with, `base_day` that commit's day; `site_url` ends with a slash.

    `problems` are all of the check, `elsewhere` the number of warnings in files that the change leaves
    alone; `catalog` says what became of departments, categories, subjects and duties; `others` are files
    outside the content, relative to the repository.
    """

    base: str
    base_day: str
    as_of: date
    site_url: str
    records: tuple[RecordView, ...] = ()
    pages: tuple[PageView, ...] = ()
    feed: tuple[FeedLine, ...] = ()
    catalog: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    problems: tuple[Description, ...] = ()
    elsewhere: int = 0

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many records and pages came to what, without those that came to nothing."""
        found = [record.outcome for record in self.records]
        found += [f"page_{page.outcome}" for page in self.pages]
        kinds = [*OUTCOMES, "page_added", "page_changed", "page_deleted"]
        return [(kind, found.count(kind)) for kind in kinds if kind in found]

    @property
    def errors(self) -> int:
        """How many problems keep the change from being merged."""
        return sum(problem.severity == "error" for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many problems do not, those in files that the change leaves alone among them."""
        return len(self.problems) - self.errors + self.elsewhere

    def with_records(self, records: tuple[RecordView, ...]) -> Review:
        """The same with some of its records only."""
        return replace(self, records=records)
