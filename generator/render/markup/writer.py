"""One pass over a sanitised body: ids, links, images, tables, tasks, footnotes, alerts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote

from generator.render.markup import alerts
from generator.render.markup.headings import Heading, Slugs, demoted
from generator.render.markup.labels import Labels
from generator.render.markup.links import Link, Resolver, printed, readable, scheme
from generator.render.markup.tokens import RUN, attributes, plain_text, quoted, write

#: Before every id that is not a heading's; heading ids never hold a full stop, so the two cannot clash.
ID_PREFIX = "body."

_LANGUAGE_CLASS = re.compile(r"language-[\w+#.\-]+")
_NUMBER = re.compile(r"[0-9]{1,5}")
_MAY_IDENTIFY = re.compile(r" (?:id|name)=")
_FOOTNOTE_MARK = re.compile(r'<sup class="footnote-ref">.*?</sup>', re.DOTALL)
_RENAMED = {"strike": "s", "tt": "code", "center": "div"}
_TASK_ITEMS = ("<li>", "<li>\n<p>")


@dataclass(frozen=True, slots=True)
class RenderedBody:
    """A body's HTML, its headings in order, and every link and image that the sanitiser let reach us."""

    html: str
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]


@dataclass(slots=True)
class _OpenHeading:
    """A heading whose tags are written at the end, when all levels are known: the places of both tags."""

    written: str
    level: int
    start: int
    end: int = 0
    id: str = ""
    text: str = ""


@dataclass(slots=True)
class BodyWriter:
    """Writes one body. Handlers are called with the attributes as written and append to `parts`."""

    resolve: Resolver
    labels: Labels
    slugs: Slugs
    parts: list[str] = field(default_factory=list)
    headings: list[_OpenHeading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    fragments: list[tuple[int, str]] = field(default_factory=list)
    anchors: list[bool] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    tables: int = 0
    table_depth: int = 0
    html: str = ""
    end: int = 0

    def write(self, html: str) -> RenderedBody:
        """Turn canonical HTML into what the page prints."""
        self.html = html
        while self.end < len(html):
            run = RUN.match(html, self.end)
            assert run is not None  # the pattern matches anywhere
            text, slash, name, written = run.groups()
            self.end = run.end()
            self.parts.append(text)
            if name is not None:
                self._tag(slash, name, written)
            elif run[0].endswith("<"):
                self.parts.append("&lt;")
        self._settle_fragments()
        headings = self._settle_headings()
        return RenderedBody("".join(self.parts), headings, tuple(self.links))

    def _tag(self, slash: str, name: str, written: str) -> None:
        if slash:
            closer = _CLOSERS.get(name)
            self.parts.append(closer(self) if closer else f"</{_RENAMED.get(name, name)}>")
        else:
            opener = _OPENERS.get(name)
            self.parts.append(opener(self, written) if opener else self._any(name, written))

    def _any(self, name: str, written: str) -> str:
        """A start tag without rules of its own."""
        if not _MAY_IDENTIFY.search(written):
            return _start_tag(name, written)
        return f"<{_RENAMED.get(name, name)}{write(self._common(attributes(written)))}>"

    def _common(self, values: dict[str, str]) -> dict[str, str]:
        """Rules for all elements, ids among them: they get their prefix, and none is given twice."""
        if "id" in values or "name" in values:
            name = values.pop("name", "")
            self._take_id(values, values.pop("id", "") or name)
        return _modern(values)

    def _take_id(self, values: dict[str, str], wanted: str) -> None:
        taken = ID_PREFIX + "".join(wanted.split())
        if taken != ID_PREFIX and taken not in self.ids:
            self.ids.add(taken)
            values["id"] = taken

    # Headings

    def _open_heading(self, level: int, written: str) -> str:
        self.headings.append(_OpenHeading(written, level, len(self.parts)))
        return ""

    def _close_heading(self) -> str:
        heading = self.headings[-1]
        heading.end = len(self.parts)
        inside = _FOOTNOTE_MARK.sub("", "".join(self.parts[heading.start :]))
        heading.text = " ".join(plain_text(inside).split())
        heading.id = self.slugs.take(heading.text)
        return ""

    def _settle_headings(self) -> tuple[Heading, ...]:
        levels = demoted([heading.level for heading in self.headings])
        for heading in self.headings:
            values = self._common(attributes(heading.written))
            values["id"] = heading.id
            level = levels[heading.level]
            self.parts[heading.start] = f"<h{level}{write(values)}>"
            self.parts[heading.end] = f"</h{level}>"
        return tuple(Heading(levels[each.level], each.id, each.text) for each in self.headings)

    # Links and images

    def _open_link(self, written: str) -> str:
        values = attributes(written)
        href = values.pop("href", None)
        back = values.pop("data-footnote-backref-idx", "")
        fragment = href.startswith("#") if href else False
        address = href if fragment or href is None else printed(href, False, self.resolve)
        if href is not None:
            self.links.append(Link(readable(href), False, address))
        values = self._common(values)
        kept = address is not None or "id" in values
        self.anchors.append(kept)
        if not kept:
            return ""
        if address is None:
            return f"<a{write(values)}>"
        if fragment:
            self.fragments.append((len(self.parts), address))
            return f"<a href=\0{write(values | self._footnote(values, address, back))}>"
        external = ' rel="noopener"' if scheme(address) in ("http", "https") else ""
        return f'<a href="{quoted(address)}"{write(values)}{external}>'

    def _footnote(self, values: dict[str, str], address: str, back: str) -> dict[str, str]:
        """What tells listeners that a link leads to a footnote or back from one."""
        if values.get("class") == "footnote-backref":
            label = self.labels.footnote_back.format(mark=back or address.rpartition("-")[2])
            return {"role": "doc-backlink", "aria-label": label}
        if address.startswith("#fn-") and values.get("id", "").startswith(f"{ID_PREFIX}fnref-"):
            return {"role": "doc-noteref"}
        return {}

    def _settle_fragments(self) -> None:
        """Links within the body, now that all ids are known; others keep what was written."""
        for place, address in self.fragments:
            wanted = unquote(address[1:])
            ours = self.slugs.given.get(wanted) or self.slugs.given.get(wanted.lower())
            if ours is None and ID_PREFIX + wanted in self.ids:
                ours = ID_PREFIX + wanted
            settled = f"#{ours}" if ours else address
            self.parts[place] = self.parts[place].replace("\0", f'"{quoted(settled)}"', 1)

    def _close_link(self) -> str:
        return "</a>" if self.anchors and self.anchors.pop() else ""

    def _image(self, written: str) -> str:
        values = self._common(attributes(written))
        source = values.pop("src", None)
        address = printed(source, True, self.resolve) if source is not None else None
        alt = values.pop("alt", "")
        if source is not None:
            self.links.append(Link(readable(source), True, address))
        if address is None:
            return quoted(alt)
        for side in ("width", "height"):
            if side in values and not _NUMBER.fullmatch(values[side]):
                del values[side]
        return f'<img src="{quoted(address)}" alt="{quoted(alt)}"{write(values)} loading="lazy">'

    # Tables, tasks, code, footnotes, quotations

    def _open_table(self, written: str) -> str:
        self.table_depth += 1
        tag = self._any("table", written)
        if self.table_depth > 1:
            return tag
        self.tables += 1
        label = quoted(self.labels.table.format(number=self.tables))
        return f'<div class="table-scroll" tabindex="0" role="region" aria-label="{label}">{tag}'

    def _close_table(self) -> str:
        self.table_depth -= 1
        return "</table>" if self.table_depth else "</table></div>"

    def _header_cell(self, written: str) -> str:
        """A header cell; without a scope of its own it heads its row if data cells follow, or a column."""
        if "scope" not in written:
            row_end = self.html.find("</tr>", self.end)
            data_follow = self.html.find("<td", self.end, row_end) > 0
            written += ' scope="row"' if data_follow else ' scope="col"'
        return self._any("th", written)

    def _checkbox(self, written: str) -> str:
        """A task's mark: a checkbox that says its state and cannot be changed."""
        values = attributes(written)
        if values.get("type") != "checkbox":
            return ""
        done = "checked" in values
        before = self.parts[-1]
        for item in _TASK_ITEMS:
            if before.endswith(item):
                self.parts[-1] = before[: -len(item)] + item.replace("<li>", '<li class="task-list-item">')
        label = self.labels.task_done if done else self.labels.task_open
        return f'<input type="checkbox" disabled{" checked" if done else ""} aria-label="{quoted(label)}">'

    def _code(self, written: str) -> str:
        """Code; of classes only the language of a fenced block stays."""
        values = self._common(attributes(written))
        if not _LANGUAGE_CLASS.fullmatch(values.get("class", "")):
            values.pop("class", None)
        return f"<code{write(values)}>"

    def _pre(self, written: str) -> str:
        """A block of code, which those without a mouse must be able to scroll."""
        return f'<pre{write(self._common(attributes(written)))} tabindex="0">'

    def _section(self, written: str) -> str:
        values = self._common(attributes(written))
        if values.get("class") == "footnotes":
            values |= {"role": "doc-endnotes", "aria-label": self.labels.footnotes}
        return f"<section{write(values)}>"

    def _open_quotation(self, written: str) -> str:
        alert = None if written or self.quotes else alerts.opening(self.html, self.end, self.labels)
        self.quotes.append("div" if alert else "blockquote")
        if alert is None:
            return self._any("blockquote", written)
        start, self.end = alert
        return start

    def _close_quotation(self) -> str:
        return f"</{self.quotes.pop()}>" if self.quotes else ""


def _modern(values: dict[str, str]) -> dict[str, str]:
    """Attributes as HTML has them today: an obsolete `align` becomes a class."""
    if align := values.pop("align", ""):
        values["class"] = f"align-{align}"
    if values.get("dir", "auto").lower() not in ("ltr", "rtl", "auto"):
        del values["dir"]
    return values


@lru_cache(1024)
def _start_tag(name: str, written: str) -> str:
    """A start tag that depends on nothing but itself; a catalog's tables repeat a few of them endlessly."""
    if name == "center":
        written += ' align="center"'
    return f"<{_RENAMED.get(name, name)}{write(_modern(attributes(written)))}>"


def _heading_opener(level: int) -> Callable[[BodyWriter, str], str]:
    return lambda writer, written: writer._open_heading(level, written)


_OPENERS: dict[str, Callable[[BodyWriter, str], str]] = {
    "a": BodyWriter._open_link,
    "img": BodyWriter._image,
    "table": BodyWriter._open_table,
    "th": BodyWriter._header_cell,
    "input": BodyWriter._checkbox,
    "code": BodyWriter._code,
    "pre": BodyWriter._pre,
    "section": BodyWriter._section,
    "blockquote": BodyWriter._open_quotation,
    **{f"h{level}": _heading_opener(level) for level in range(1, 7)},
}
_CLOSERS: dict[str, Callable[[BodyWriter], str]] = {
    "a": BodyWriter._close_link,
    "table": BodyWriter._close_table,
    "blockquote": BodyWriter._close_quotation,
    **{f"h{level}": BodyWriter._close_heading for level in range(1, 7)},
}
