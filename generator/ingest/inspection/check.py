"""Attachments that do not open, are not what they are called, or could do harm."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.ingest import rules_of_attachments as rules
from generator.ingest.attachment_text.outcome import Outcome
from generator.ingest.inspection.copies import COPIED, copies_of
from generator.ingest.inspection.files import CLEANING, LOOK, MACROS, MARK, find_all, found_in
from generator.ingest.inspection.kinds import PROGRAMMABLE
from generator.ingest.inspection.seen import Fault, Finding, Seen
from generator.ingest.privacy.masking import mask_name
from generator.ingest.privacy.pending import NamedFile
from generator.ingest.source import SourceRecord
from generator.model.problems import Problem, Rule
from generator.model.records import Attachment, size_text
from generator.model.settings import Settings

#: Each fault's rule.
_RULES: Mapping[Fault, Rule] = {
    Fault.EMPTY: rules.ATTACHMENT_EMPTY,
    Fault.MISMATCH: rules.ATTACHMENT_MISMATCH,
    Fault.DISGUISED: rules.ATTACHMENT_DISGUISED,
    Fault.ENCRYPTED: rules.ATTACHMENT_ENCRYPTED,
    Fault.MACROS: rules.ATTACHMENT_MACROS,
    Fault.MACROS_UNKNOWN: rules.ATTACHMENT_MACROS_UNKNOWN,
    Fault.ACTIVE_PDF: rules.ATTACHMENT_ACTIVE_PDF,
    Fault.UNSAFE_ENTRY: rules.ARCHIVE_UNSAFE_ENTRY,
    Fault.NESTED_ARCHIVE: rules.ARCHIVE_NESTED,
    Fault.BOMB: rules.ARCHIVE_BOMB,
    Fault.HIDDEN_CELLS: rules.ATTACHMENT_HIDDEN_CELLS,
    Fault.HUGE_PICTURE: rules.ATTACHMENT_HUGE_PICTURE,
}
#: Faults beside which it says nothing new that a file's text cannot be read.
_UNREADABLE = frozenset((Fault.EMPTY, Fault.MISMATCH, Fault.DISGUISED, Fault.ENCRYPTED, Fault.MACROS_UNKNOWN))
#: What people call the types that have other names than their endings.
_TYPES: Mapping[str, Mapping[str, str]] = {
    name: {"zh": zh, "en": en}
    for name, zh, en in (
        ("html", "网页（HTML）", "a web page (HTML)"),
        ("svg", "可以带脚本的 SVG 图", "an SVG picture, which may hold scripts"),
        ("mhtml", "网页（MHTML）", "a web page (MHTML)"),
        ("program", "程序", "a program"),
        ("script", "脚本程序", "a script"),
        ("doc", "旧版 Word 或 WPS 文字（doc）", "a Word file of the old type (doc)"),
        ("xls", "旧版 Excel 或 WPS 表格（xls）", "an Excel file of the old type (xls)"),
        ("ppt", "旧版 PowerPoint 或 WPS 演示（ppt）", "a PowerPoint file of the old type (ppt)"),
        ("ole", "不认识的旧版 Office 文件", "an unknown file of the older Office form"),
        ("encrypted", "加密的 Office 文件", "an encrypted Office file"),
        ("zip", "压缩包（zip）", "a zip archive"),
        ("broken-zip", "打不开的压缩文件", "a damaged archive"),
        ("text", "纯文本", "plain text"),
        ("xml", "XML 文本", "XML"),
        ("unknown", "不认识的格式", "something unknown"),
    )
}
#: What a PDF may do beside being read.
_ACTIVE: Mapping[str, Mapping[str, str]] = {
    "script": {"zh": "脚本（JavaScript）", "en": "a script (JavaScript)"},
    "launch": {"zh": "启动程序的动作", "en": "an action that starts programs"},
    "files": {"zh": "嵌入的文件", "en": "files"},
    "media": {"zh": "嵌入的多媒体", "en": "embedded media"},
}
#: What of an Excel file may be hidden.
_HIDDEN: Mapping[str, Mapping[str, str]] = {
    "columns": {"zh": "列", "en": "columns"},
    "rows": {"zh": "行", "en": "rows"},
    "sheets": {"zh": "工作表", "en": "sheets"},
}
#: What details that list parts stand for.
_PARTS = {Fault.ACTIVE_PDF: _ACTIVE, Fault.HIDDEN_CELLS: _HIDDEN}
#: Where names of people stand.
_IN_PROPERTIES = {"zh": "文件属性", "en": "properties"}
_IN_REVIEWS = {"zh": "批注或修订", "en": "comments or tracked changes"}
#: What the setting `attachment_metadata` could do about properties, or why it does nothing.
_REMEDIES: Mapping[str, Mapping[str, str]] = {
    "report": {
        "zh": "；也可以在 site_config.yml 写 attachment_metadata: strip",
        "en": "; attachment_metadata: strip in site_config.yml does as well",
    },
    "strip": {
        "zh": "；文件有签名、已加密或写法特殊，attachment_metadata: strip 去不掉",
        "en": "; it is signed, encrypted or oddly written: attachment_metadata: strip leaves it alone",
    },
}
_NO_REMEDY = {"zh": "", "en": ""}
_REASONS: Mapping[Outcome, Mapping[str, str]] = {
    Outcome.DAMAGED: {"zh": "打不开", "en": "does not open"},
    Outcome.CRASHED: {"zh": "会使检查程序崩溃", "en": "makes the program that looks into it crash"},
    Outcome.TOO_SLOW: {"zh": "检查时间过长", "en": "takes too long to look into"},
    Outcome.TOO_MUCH_MEMORY: {"zh": "检查时占用内存过多", "en": "takes too much memory to look into"},
}


@dataclass(frozen=True)
class Inspected:
    """What the check of all files found; `unreadable` are the sources of those that hold no text to read.

    `cleaned` are those of files that are published without what they say of themselves.
    """

    problems: tuple[Problem, ...]
    unreadable: frozenset[str]
    cleaned: frozenset[str]


def check_attachments(
    settings: Settings, sources: Sequence[SourceRecord], jobs: int, progress: Callable[[int, int], None]
) -> Inspected:
    """Look into all files that are published, and report what is wrong with them.

    The first call looks into every file, in `jobs` processes; later ones into those that are new. `progress`
    is told how many of how many are done. Raises ReaderUnavailable.
    """
    named = [(LOOK.key(file.attachment), file) for source in sources for file in source.privacy.files]
    found = _found(settings, {key: file.attachment for key, file in named}, jobs, progress)
    told = [(file, found[key]) for key, file in named if key in found]
    copies = copies_of(settings, [file.attachment for _, file in named], jobs)
    cleaned = frozenset(
        file.attachment.source for _, file in named if copies and CLEANING.key(file.attachment) in copies
    )
    problems = [problem for file, seen in told for problem in _problems(file, seen)]
    if settings.attachment_metadata != "keep":
        for file, seen in told:
            is_cleaned = file.attachment.source in cleaned
            problems += _people(file, seen, settings.attachment_metadata, is_cleaned=is_cleaned)
    return Inspected(
        tuple(problems),
        frozenset(file.attachment.source for file, seen in told if _is_unreadable(seen)),
        cleaned,
    )


def _found(
    settings: Settings,
    wanted: Mapping[str, Attachment],
    jobs: int,
    progress: Callable[[int, int], None],
) -> Mapping[str, Seen | Outcome]:
    """What there is to say of files, by key."""
    if not wanted:
        return {}
    cache = LOOK.cache(settings)
    known = cache.known()
    found = {
        key: found_in(settings, LOOK, attachment)
        for key, attachment in wanted.items()
        if key in known and known.marks.get(key) == MARK
    }
    missing = {key: attachment for key, attachment in wanted.items() if key not in known}
    if missing:
        for done, (key, seen) in enumerate(find_all(settings, LOOK, missing, jobs), start=1):
            found[key] = seen
            progress(done, len(missing))
        cache.prune(wanted)
    return {key: _with_macros(settings, wanted[key], seen) for key, seen in found.items()}


def _with_macros(settings: Settings, attachment: Attachment, seen: Seen | Outcome) -> Seen | Outcome:
    """What was found in a file; where its look broke off, at least what there is to say of its macros.

    A large table on a slow machine breaks off a look, and is no reason to refuse a file. The search for
    macros reads a few bounded parts: where that breaks off, too, it is the file.
    """
    if isinstance(seen, Seen) or attachment.format.lower() not in PROGRAMMABLE:
        return seen
    macros = found_in(settings, MACROS, attachment)
    if isinstance(macros, Outcome):
        return Seen((Finding(Fault.MACROS_UNKNOWN),))
    return macros if macros.findings else seen


def _is_unreadable(seen: Seen | Outcome) -> bool:
    return isinstance(seen, Outcome) or any(finding.fault in _UNREADABLE for finding in seen.findings)


def _problems(named: NamedFile, seen: Seen | Outcome) -> Iterator[Problem]:
    attachment, place = named
    if isinstance(seen, Outcome):
        yield rules.ATTACHMENT_UNCHECKED.at(place, file=attachment.file, reason=_REASONS[seen])
        return
    for finding in seen.findings:
        yield _RULES[finding.fault].at(place, file=attachment.file, **_values(attachment, finding))


def _people(named: NamedFile, seen: Seen | Outcome, metadata: str, *, is_cleaned: bool) -> Iterator[Problem]:
    """One problem for a file: the first name stands for all. A copy keeps comments and tracked changes."""
    if not isinstance(seen, Seen):
        return
    people = () if is_cleaned else seen.people
    if names := people or seen.reviewers:
        where = _IN_PROPERTIES if people else _IN_REVIEWS
        can_be_copied = people and named.attachment.format.lower() in COPIED
        yield rules.ATTACHMENT_AUTHOR.at(
            named.place,
            file=named.attachment.file,
            where=where,
            masked=mask_name(names[0]),
            remedy=_REMEDIES[metadata] if can_be_copied else _NO_REMEDY,
        )


def _values(attachment: Attachment, finding: Finding) -> dict[str, object]:
    """What the texts of a fault's rule want to know."""
    detail = finding.detail
    if finding.fault in (Fault.MISMATCH, Fault.DISGUISED):
        actual = _TYPES.get(detail) or {"zh": f" {detail} 格式的文件", "en": f"a file of the type {detail}"}
        return {"actual": actual, "type": attachment.format.lower()}
    if names := _PARTS.get(finding.fault):
        parts = [names[part] for part in detail.split(",") if part in names]
        return {"what": {"zh": "、".join(p["zh"] for p in parts), "en": ", ".join(p["en"] for p in parts)}}
    if finding.fault in (Fault.UNSAFE_ENTRY, Fault.NESTED_ARCHIVE):
        return {"name": detail}
    if finding.fault is Fault.HUGE_PICTURE:
        return {"pixels": detail}
    if finding.fault is Fault.BOMB:
        return {"size": size_text(attachment.size), "unpacked": size_text(int(detail))}
    return {}
