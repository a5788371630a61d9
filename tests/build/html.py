"""HTML pages as trees, read without the product's parsers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

_VOID = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))
_ADDRESSES = ("href", "src", "action", "poster", "data", "cite", "formaction")


class _Builder(HTMLParser):
    """Builds a tree of start and end tags that must match: our pages leave none out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("document")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"an attribute stands twice in <{tag}>: {names}"
        element = SubElement(self._open[-1], tag, {name: value or "" for name, value in attrs})
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        SubElement(self._open[-1], tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        open_tag = self._open.pop().tag
        assert open_tag == tag, f"</{tag}> closes <{open_tag}> in line {self.getpos()[0]}"

    def handle_data(self, data: str) -> None:
        here = self._open[-1]
        if len(here):
            here[-1].tail = (here[-1].tail or "") + data
        else:
            here.text = (here.text or "") + data

    def finished(self) -> Element:
        assert self._open == [self.root], f"<{self._open[-1].tag}> is never closed"
        return self.root


class HtmlPage:
    """A page of the site."""

    def __init__(self, html: str) -> None:
        builder = _Builder()
        builder.feed(html)
        builder.close()
        self.root = builder.finished()

    @classmethod
    def read(cls, path: Path) -> HtmlPage:
        return cls(path.read_bytes().decode("utf-8"))

    def all(self, selector: str, within: Element | None = None) -> list[Element]:
        """Elements by `tag`, `.class`, `tag.class` or `#id`, in the page's order."""
        root = self.root if within is None else within
        return [element for element in root.iter() if _matches(element, selector)]

    def one(self, selector: str, within: Element | None = None) -> Element:
        found = self.all(selector, within)
        assert len(found) == 1, f"{len(found)} elements match {selector}"
        return found[0]

    @property
    def meta(self) -> dict[str, str]:
        return {e.get("name", ""): e.get("content", "") for e in self.all("meta") if e.get("name")}

    @property
    def ids(self) -> list[str]:
        return [element.attrib["id"] for element in self.root.iter() if "id" in element.attrib]

    def addresses(self) -> Iterator[str]:
        """Everything that the page links to, loads or sends a form to."""
        for element in self.root.iter():
            yield from (element.attrib[name] for name in _ADDRESSES if name in element.attrib)
            for candidate in element.get("srcset", "").split(","):
                yield from candidate.split()[:1]


def text(element: Element) -> str:
    """The text of an element, blanks squeezed."""
    return " ".join("".join(element.itertext()).split())


def letters(value: str) -> str:
    """Letters and digits alone: what is left of a text whatever markup does to blanks and marks."""
    return re.sub(r"[\W_]+", "", value)


def _matches(element: Element, selector: str) -> bool:
    if selector.startswith("#"):
        return element.get("id") == selector[1:]
    tag, _, name = selector.partition(".")
    return (not tag or element.tag == tag) and (not name or name in element.get("class", "").split())
