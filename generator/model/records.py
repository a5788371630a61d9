"""A disclosure record (信息公开条目) as every later stage sees it: validated, typed, immutable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

RECORD_KINDS = (
    "document",
    "letter",
    "request_reply",
    "response",
    "evaluation",
    "register_entry",
    "nil_report",
    "annual_report",
)

#: What may have to happen before a matter is published (公开前置程序).
PREREQUISITE_TYPES = (
    "peoples_congress",
    "collective_discussion",
    "audit",
    "legal_review",
    "public_consultation",
    "expert_review",
    "risk_assessment",
    "fair_competition_review",
)

#: To whom something is disclosed (公开对象), the widest first.
AUDIENCES = ("public", "specific", "internal")

#: Statuses whose records no longer bind anyone; lists show them as such.
ENDED_STATUSES = frozenset({"repealed", "expired", "superseded", "withdrawn"})


def slug_of(index_number: str) -> str:
    """The address below `records/` that an index number has."""
    return index_number.replace("/", "-")


def size_text(size: int) -> str:
    """A size in bytes as people write it."""
    if round(size / 1024, 1) < 1024:
        return f"{max(size / 1024, 0.1):.1f} KB"
    return f"{size / 1024 / 1024:.1f} MB"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file published with a record.

    `file` is its name inside the record's own folder, `source` the file on disk, `size` in bytes,
    `sha256` in lower-case hexadecimal, both of what is published. Where that is a copy without what the file
    says of itself, `original` is the digest of the file on disk, else "".
    """

    file: str
    title: str
    source: str
    size: int
    sha256: str
    original: str = ""

    @property
    def source_sha256(self) -> str:
        """The digest of the file on disk, by which is kept what was found in it."""
        return self.original or self.sha256

    @property
    def format(self) -> str:
        """The file's type as people call it: PDF, XLSX, …"""
        return self.file.rpartition(".")[2].upper()


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed link to another record, by the index number of its target."""

    type: str
    target: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A change of a published record that the public is told of."""

    date: date
    action: str
    note: str


@dataclass(frozen=True, slots=True)
class Disclosure:
    """How, to whom and in what rhythm a record is disclosed (公开方式, 公开对象, 公开时限)."""

    mode: str = "proactive"
    audience: str = "public"
    timing: str = ""
    legal_basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ApprovalForm:
    """The signed form (审批件), which stays with the office: the scan's SHA-256, and its file number there.

    `sha256` is in lower-case hexadecimal.
    """

    sha256: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """Who signed the record off before publication (签发)."""

    level: str = ""
    role: str = ""
    date: date | None = None
    form: ApprovalForm | None = None


@dataclass(frozen=True, slots=True)
class SecrecyReview:
    """The secrecy review before publication (保密审查); `conclusion` is no_secret or cleared."""

    role: str
    conclusion: str
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """Whether, how and to whom a record may be disclosed (发布前审查), as its reviewer found.

    `disclosable` is yes, partly or no; `scope` has the values of a disclosure's `audience`.
    """

    disclosable: str = ""
    manner: str = ""
    scope: str = ""
    role: str = ""
    date: date | None = None
    secrecy: SecrecyReview | None = None


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """A step taken before publication (公开前置程序), such as a vote of the people's congress."""

    type: str
    date: date | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What becomes of a withdrawn record (撤回处理): whether its text stays, why it went, what replaces it.

    `body` is "kept" or "removed", `successor` an index number; reason and successor may be "".
    """

    body: str = "kept"
    reason: str = ""
    successor: str = ""


@dataclass(frozen=True, slots=True)
class PrivacyException:
    """Personal data that may be public (masked, or as it stands): why, and the role of who reviewed it."""

    text: str
    reason: str
    role: str


@dataclass(frozen=True, slots=True)
class Record:
    """One disclosure record. The body stays on disk: 100,000 of them would not fit in memory.

    `path` is the source file, absolute; `published_at` keeps the hour where one is written (midnight
    otherwise); `extra` holds fields that a site added by its own schema; `fields` is the front matter as
    written, for exports; `is_for_staff` says that the readers are those of the internal edition.
    """

    path: str
    title: str
    index_number: str
    department: str
    category: str
    issued: date
    published_at: datetime
    kind: str = "document"
    summary: str = ""
    document_number: str = ""
    genre: str = ""
    status: str = "in_force"
    duty: str = ""
    period: str = ""
    stage: str = ""
    contact: str = ""
    effective: date | None = None
    expires: date | None = None
    keywords: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    former_index_numbers: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    withdrawal: Withdrawal | None = None
    disclosure: Disclosure = Disclosure()
    approval: Approval | None = None
    review: Review | None = None
    prerequisites: tuple[Prerequisite, ...] = ()
    privacy_exceptions: tuple[PrivacyException, ...] = ()
    relations: tuple[Relation, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    history: tuple[HistoryEntry, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
    images: tuple[Attachment, ...] = ()
    is_for_staff: bool = False

    @property
    def published(self) -> date:
        """The day of publication."""
        return self.published_at.date()

    @property
    def first_number(self) -> str:
        """The index number that the record was first published under, the first of its former ones.

        What must never change is named by it: the ids of feed entries and calendar events.
        """
        return self.former_index_numbers[0] if self.former_index_numbers else self.index_number

    @property
    def slug(self) -> str:
        """The record's address below `records/`; moving or renaming the file never changes it."""
        return slug_of(self.index_number)

    @property
    def url(self) -> str:
        """The record's page, relative to the site's root."""
        return f"records/{self.slug}/"

    @property
    def body_is_removed(self) -> bool:
        """Whether the record was withdrawn together with its text: only what names it is left."""
        return self.withdrawal is not None and self.withdrawal.body == "removed"

    @property
    def body_is_public(self) -> bool:
        """Whether the page may show the body, rather than the header alone.

        In the internal edition the audience keeps nothing back. What is disclosed on request has to be asked
        for there, too: the mode says how something is given, not to whom.
        """
        is_for_readers = self.is_for_staff or self.disclosure.audience == "public"
        return self.disclosure.mode != "on_request" and is_for_readers and not self.body_is_removed

    @property
    def told_summary(self) -> str:
        """The summary (内容概述), for every page, feed and file.

        It belongs to the header: the office writes it for the public. It is told also where the content
        (body, data, attachments) is not for everybody, but not of a record withdrawn together with its text.
        """
        return "" if self.body_is_removed else self.summary

    @property
    def told_history(self) -> tuple[HistoryEntry, ...]:
        """The history, for every page, feed and file; its notes are written for the public like the summary.

        Of a record whose text was removed only its last withdrawal, and what came after it, keep their notes.
        """
        if not self.body_is_removed:
            return self.history
        last = max((at for at, entry in enumerate(self.history) if entry.action == "withdrawn"), default=0)
        return tuple(replace(entry, note="") for entry in self.history[:last]) + self.history[last:]

    @property
    def open_fields(self) -> Mapping[str, Any]:
        """The front matter as written, as far as the page tells of it: for open data.

        Data and attachments are content, and kept back with the body; summary and history are not.
        """
        if self.body_is_public:
            return self.fields
        return {key: value for key, value in self.fields.items() if key not in ("data", "attachments")}

    @property
    def has_ended(self) -> bool:
        """Whether the record no longer has effect."""
        return self.status in ENDED_STATUSES

    @property
    def updated(self) -> date:
        """The day of the last public change."""
        return max([self.published, *(entry.date for entry in self.history)])
