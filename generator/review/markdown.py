"""The page for reviewers as Markdown, for the summary of a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.derive.wording import Wording
from generator.review.passages import Passage, Span
from generator.review.view import FeedLine, FieldView, PageView, RecordView, Review

#: GitHub refuses a job summary of more than 1 MiB; in bytes, with room for what else a job writes there.
_LONGEST = 900_000
_MOST_FILES = 20

#: Marks that Markdown or HTML would take for its own; all else is text from departments, shown as it is.
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&@:=$])")


def as_markdown(review: Review, words: Wording) -> str:
    """The page, cut after as many whole records as a summary may hold."""
    text = _page(review, words, left_out=0)
    shown = review
    while len(text.encode()) > _LONGEST and shown.records:
        # halving: a page of thousands of records is not written thousands of times
        shown = shown.with_records(shown.records[: len(shown.records) // 2])
        text = _page(shown, words, left_out=len(review.records) - len(shown.records))
    return text


def _page(review: Review, words: Wording, left_out: int) -> str:
    lines = [f"# {words.title}", "", _lead(review, words), "", *_counts(review, words)]
    lines += _problems(review, words)
    for record in review.records:
        lines += _record(record, review.site_url, words)
    if left_out:
        lines += [f"> {words.fill('cut', n=left_out)}", ""]
    for page in review.pages:
        lines += _prose(page, words)
    lines += [*_catalog(review, words), *_feed(review.feed, words), *_others(review, words)]
    return "\n".join(lines).rstrip() + "\n"


def _lead(review: Review, words: Wording) -> str:
    return words.fill("lead", day=review.base_day, base=review.base, as_of=review.as_of)


def _counts(review: Review, words: Wording) -> Iterator[str]:
    if not review.counts:
        yield from (words.nothing, "")
        return
    yield from (f"| {words.outcome} | {words.count} |", "|---|--:|")
    yield from (f"| {words[f'outcome_{kind}']} | {count} |" for kind, count in review.counts)
    yield ""


def _problems(review: Review, words: Wording) -> Iterator[str]:
    yield from (f"## {words.problems}", "")
    if not review.problems:
        yield from (words.problems_none, "")
    else:
        yield from (words.fill("problems_count", errors=review.errors, warnings=review.warnings), "")
        for problem in review.problems:
            mark = f"**{words[problem.severity]}**"
            yield f"- {mark} {_text(problem.path)}:{problem.line} {_text(problem.message)}"
            yield f"  <br>{words.mend}{words.colon}{_text(problem.hint)}"
        yield ""
    if review.elsewhere:
        yield from (words.fill("problems_elsewhere", n=review.elsewhere), "")


def _record(record: RecordView, site_url: str, words: Wording) -> Iterator[str]:
    yield from (f"## {words[f'outcome_{record.outcome}']}{words.colon}{_text(record.title)}", "")
    about = [(words.index_number, record.index_number), (words.address, site_url + record.url)]
    about += [(words.duty, record.duty), (words.file, record.file)]
    yield words.semicolon.join(f"{label}{words.colon}{_text(value)}" for label, value in about if value)
    yield ""
    yield from (f"- {_text(note)}" for note in record.notes)
    if record.notes:
        yield ""
    yield from _fields(record, words)
    yield from _passages(record.text, words)


def _fields(record: RecordView, words: Wording) -> Iterator[str]:
    if not record.fields:
        return
    if record.outcome == "added":
        yield from (f"| {words.field} | {words.content} |", "|---|---|")
        for field in record.fields:
            yield f"| {_label(field, words)} | {_lines(p.after for p in field.passages)} |"
    else:
        yield from (f"| {words.field} | {words.before} | {words.after} |", "|---|---|---|")
        for field in record.fields:
            before = _lines((p.before for p in field.passages), "del")
            after = _lines((p.after for p in field.passages), "ins")
            yield f"| {_label(field, words)} | {before} | {after} |"
    yield ""


def _label(field: FieldView, words: Wording) -> str:
    return _text(field.label) if field.is_on_page else f"{_text(field.label)}<br>*{words.not_on_page}*"


def _lines(sides: Iterable[tuple[Span, ...]], mark: str = "") -> str:
    return "<br>".join(_spans(side, mark) for side in sides if side)


def _passages(found: Iterable[Passage], words: Wording) -> Iterator[str]:
    for passage in found:
        if passage.gap:
            yield from (f"> *{words.gap}*", ">")
        if passage.is_context and passage.before:
            yield from (f"> {_spans(passage.before)}", ">")
        elif not passage.is_context:
            sides = (words.before, passage.before, "del"), (words.after, passage.after, "ins")
            for name, side, mark in sides:
                if side:
                    yield from (f"> **{name}**{words.colon}{_spans(side, mark)}", ">")
    yield ""


def _spans(spans: Iterable[Span], mark: str = "") -> str:
    return "".join(
        f"<{mark}>{_text(span.text)}</{mark}>" if span.changed and mark else _text(span.text)
        for span in spans
    )


def _prose(page: PageView, words: Wording) -> Iterator[str]:
    outcome = words[f"outcome_page_{page.outcome}"]
    yield from (f"## {outcome}{words.colon}{_text(page.title)}", "", _text(page.file), "")
    if page.note:
        yield from (page.note, "")
    yield from _passages(page.text, words)


def _catalog(review: Review, words: Wording) -> Iterator[str]:
    if review.catalog:
        yield from (f"## {words.catalog}", "", *(f"- {_text(line)}" for line in review.catalog), "")


def _feed(feed: Iterable[FeedLine], words: Wording) -> Iterator[str]:
    yield from (f"## {words.feed}", "")
    rows = [
        f"| {_text(line.date)} | {_text(line.action)} | {_text(line.title)} | {_text(line.note)} |"
        for line in feed
    ]
    if not rows:
        yield from (words.feed_none, "")
        return
    yield f"| {words.date} | {words.action} | {words.name} | {words.note} |"
    yield from ("|---|---|---|---|", *rows, "")


def _others(review: Review, words: Wording) -> Iterator[str]:
    if not review.others:
        return
    yield from (f"## {words.others}", "", words.others_note, "")
    yield from (f"- {_text(name)}" for name in review.others[:_MOST_FILES])
    if len(review.others) > _MOST_FILES:
        yield f"- {words.fill('others_more', n=len(review.others) - _MOST_FILES)}"


def _text(text: str) -> str:
    """A text as it is, on one line: nothing in it counts as Markdown or HTML."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
