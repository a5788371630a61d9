"""One pass over a sanitised body: ids, links, images, tables, tasks, footnotes, alerts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

from generator.markup import alerts, elements
from generator.markup.elements import ID_PREFIX, RENAMED, Ids
from generator.markup.headings import Heading, Slugs, demoted
from generator.markup.labels import Labels
from generator.markup.links import Link, Resolver, printed, readable, scheme
from generator.markup.tokens import RUN, attributes, plain_text, quoted, write

_FOOTNOTE_MARK = re.compile(r'<sup class="footnote-ref">.*?</sup>', re.DOTALL)


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
    ids: Ids = field(default_factory=Ids)
    fragments: list[tuple[int, str, bool]] = field(default_factory=list)
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
            self.parts.append(closer(self) if closer else f"</{RENAMED.get(name, name)}>")
        else:
            opener = _OPENERS.get(name)
            self.parts.append(opener(self, written) if opener else self.ids.start_tag(name, written))

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
        if own := attributes(heading.written).get("id"):
            self.slugs.given.setdefault(own, heading.id)
        return ""

    def _settle_headings(self) -> tuple[Heading, ...]:
        levels = demoted([heading.level for heading in self.headings])
        for heading in self.headings:
            level = levels[heading.level]
            values = write(Ids().settled(heading.written) | {"id": heading.id})
            self.parts[heading.start] = f"<h{level}{values}>"
            self.parts[heading.end] = f"</h{level}>"
        return tuple(Heading(levels[each.level], each.id, each.text) for each in self.headings)

    # Links and images

    def _open_link(self, written: str) -> str:
        values = self.ids.settled(written)
        href = values.pop("href", None)
        back = values.pop("data-footnote-backref-idx", "")
        address = None if href is None else self._address(href, False)
        self.anchors.append(address is not None or "id" in values)
        if address is None:
            return f"<a{write(values)}>" if "id" in values else ""
        if address.startswith("#"):
            role = elements.footnote_role(values, address, back, self.labels)
            self.fragments.append((len(self.parts), address, bool(role)))
            return f"<a href=\0{write(values | role)}>"
        external = ' rel="noopener"' if scheme(address) in ("http", "https") else ""
        return f'<a href="{quoted(address)}"{write(values)}{external}>'

    def _address(self, target: str, is_image: bool) -> str | None:
        """The address to print for a target, which is noted down."""
        within = target.startswith("#") and not is_image
        address = target if within else printed(target, is_image, self.resolve)
        self.links.append(Link(readable(target), is_image, address))
        return address

    def _settle_fragments(self) -> None:
        """Links within the body, now that all ids are known; others keep what was written."""
        for place, address, is_footnote in self.fragments:
            wanted = unquote(address[1:])
            heading = (
                None if is_footnote else self.slugs.given.get(wanted) or self.slugs.given.get(wanted.lower())
            )
            given = ID_PREFIX + wanted if ID_PREFIX + wanted in self.ids.taken else None
            ours = heading or given
            settled = quoted(f"#{ours}" if ours else address)
            self.parts[place] = self.parts[place].replace("\0", f'"{settled}"', 1)

    def _close_link(self) -> str:
        return "</a>" if self.anchors and self.anchors.pop() else ""

    def _image(self, written: str) -> str:
        values = self.ids.settled(written)
        source, alt = values.pop("src", None), quoted(values.pop("alt", ""))
        address = None if source is None else self._address(source, True)
        if address is None:
            return alt
        return f'<img src="{quoted(address)}" alt="{alt}"{write(values)} loading="lazy">'

    # Tables, tasks, code, footnotes, quotations

    def _open_table(self, written: str) -> str:
        self.table_depth += 1
        tag = self.ids.start_tag("table", written)
        if self.table_depth > 1:
            return tag
        self.tables += 1
        label = quoted(self._table_name())
        return f'<div class="table-scroll" tabindex="0" role="region" aria-label="{label}">{tag}'

    def _table_name(self) -> str:
        """The name of a table's region: its number, as no two may have one name, and the heading above it."""
        name = self.labels.table.format(number=self.tables)
        above = self.headings[-1].text if self.headings else ""
        return f"{name}{self.labels.colon}{above}" if above else name

    def _close_table(self) -> str:
        self.table_depth -= 1
        return "</table>" if self.table_depth else "</table></div>"

    def _header_cell(self, written: str) -> str:
        """A header cell; without a scope of its own it heads its row if data cells follow, or a column."""
        if "scope" not in written:
            row_end = self.html.find("</tr>", self.end)
            data_follow = self.html.find("<td", self.end, row_end) > 0
            written += ' scope="row"' if data_follow else ' scope="col"'
        return self.ids.start_tag("th", written)

    def _checkbox(self, written: str) -> str:
        self.parts[-1] = elements.task_item(self.parts[-1])
        return elements.checkbox(attributes(written), self.labels)

    def _code(self, written: str) -> str:
        return elements.code(self.ids.settled(written))

    def _pre(self, written: str) -> str:
        """A block of code, which those without a mouse must be able to scroll."""
        return f'<pre{write(self.ids.settled(written))} tabindex="0">'

    def _section(self, written: str) -> str:
        return elements.section(self.ids.settled(written), self.labels)

    def _open_quotation(self, written: str) -> str:
        alert = None if written or self.quotes else alerts.opening(self.html, self.end, self.labels)
        self.quotes.append("div" if alert else "blockquote")
        if alert is None:
            return self.ids.start_tag("blockquote", written)
        start, self.end = alert
        return start

    def _close_quotation(self) -> str:
        return f"</{self.quotes.pop()}>" if self.quotes else ""


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
