"""Attachments whose text the search does not find, or not to its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set

from generator.ingest import rules_of_catalog as rules
from generator.ingest.attachment_text.cache import TextCache, findings_in
from generator.ingest.attachment_text.outcome import Limits, Outcome
from generator.ingest.attachment_text.texts import read_texts, text_key
from generator.ingest.source import SourceRecord
from generator.model.problems import Problem, Rule
from generator.model.records import Attachment, size_text
from generator.model.settings import Settings

_LIMITS = Limits()


def _reason(zh: str, en: str) -> Mapping[str, str]:
    return {"zh": zh, "en": en}


#: What each outcome but plain text says to the editor: the rule and its reason.
_WORDS: Mapping[Outcome, tuple[Rule, Mapping[str, str]]] = {
    Outcome.EMPTY: (rules.ATTACHMENT_WITHOUT_TEXT, {}),
    Outcome.ENCRYPTED: (
        rules.ATTACHMENT_UNREADABLE,
        _reason("设有打开密码", "opens with a password only"),
    ),
    Outcome.DAMAGED: (
        rules.ATTACHMENT_UNREADABLE,
        _reason("已损坏，或者格式与扩展名不符", "is damaged, or of another type than its name says"),
    ),
    Outcome.CRASHED: (
        rules.ATTACHMENT_UNREADABLE,
        _reason("会使读取程序崩溃", "makes the program that reads it crash"),
    ),
    Outcome.TOO_LARGE: (
        rules.ATTACHMENT_TEXT_SKIPPED,
        _reason(
            f"太大（超过 {size_text(_LIMITS.size)}，或解压后超过 {size_text(_LIMITS.unpacked)}）",
            f"is too large (over {size_text(_LIMITS.size)}, or {size_text(_LIMITS.unpacked)} unpacked)",
        ),
    ),
    Outcome.TOO_SLOW: (
        rules.ATTACHMENT_TEXT_SKIPPED,
        _reason(f"读取超过 {_LIMITS.seconds} 秒", f"takes more than {_LIMITS.seconds} seconds to read"),
    ),
    Outcome.TOO_MUCH_MEMORY: (
        rules.ATTACHMENT_TEXT_SKIPPED,
        _reason("读取时占用内存过多", "takes too much memory to read"),
    ),
    Outcome.CUT_CHARACTERS: (
        rules.ATTACHMENT_TEXT_CUT,
        _reason(f"前 {_LIMITS.characters} 字", f"the first {_LIMITS.characters} characters"),
    ),
    Outcome.CUT_PAGES: (
        rules.ATTACHMENT_TEXT_CUT,
        _reason(f"前 {_LIMITS.pages} 页", f"the first {_LIMITS.pages} pages"),
    ),
}


def check_attachment_text(
    settings: Settings,
    sources: Sequence[SourceRecord],
    unreadable: Set[str],
    jobs: int,
    progress: Callable[[int, int], None],
) -> Iterator[Problem]:
    """Read the text of all attachments into the cache; report those whose text the search cannot find.

    Nothing is said of the `unreadable` (paths on disk), of which another problem says enough.
    The first call reads every file, in `jobs` processes; later ones those that are new. `progress` is told
    how many of how many are read. Raises ReaderUnavailable.
    """
    named = [(text_key(attachment), attachment, place) for s in sources for attachment, place in s.searched]
    wanted = {key: attachment for key, attachment, _ in named}
    findings = _findings(settings, wanted, jobs, progress) if wanted else {}
    for key, attachment, place in named:
        if key in findings and attachment.source not in unreadable:
            rule, reason = _WORDS[findings[key]]
            yield rule.at(place, file=attachment.file, reason=reason)


def _findings(
    settings: Settings, wanted: Mapping[str, Attachment], jobs: int, progress: Callable[[int, int], None]
) -> Mapping[str, Outcome]:
    """The outcomes other than text, once all is read; of files that nobody wants as well."""
    cache = TextCache(settings)
    known = cache.known()
    missing = {key: attachment for key, attachment in wanted.items() if key not in known}
    findings = findings_in(known.marks)
    if not missing:
        return findings
    cache.begin_run()
    for done, (key, outcome) in enumerate(read_texts(cache, missing, jobs), start=1):
        findings[key] = outcome
        progress(done, len(missing))
    cache.prune(wanted)
    return {key: outcome for key, outcome in findings.items() if outcome is not Outcome.TEXT}
