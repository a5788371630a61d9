"""What RFC 4287 demands of a feed document, as far as our feeds use it."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")  # section 3.3


def faults_of(document: str) -> list[str]:
    """The demands that an Atom feed document does not meet, with their sections."""
    feed = ElementTree.fromstring(document.encode())
    if feed.tag != f"{ATOM}feed":
        return ["4.1.1 the document element is feed"]
    entries = feed.findall(f"{ATOM}entry")
    faults = _common(feed, "feed") + [fault for entry in entries for fault in _common(entry, "entry")]
    if not _links(feed, "self"):
        faults.append("4.1.1 a feed should have a self link")
    if feed.find(f"{ATOM}author") is None and any(entry.find(f"{ATOM}author") is None for entry in entries):
        faults.append("4.1.1 an author for the feed or for every entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(set(ids)) < len(ids):
        faults.append("4.1.1 entries of one feed have different ids")
    return faults


def _common(element: ElementTree.Element, name: str) -> list[str]:
    faults = [
        f"4.1 {name} has exactly one {child}"
        for child in ("id", "title", "updated")
        if len(element.findall(ATOM + child)) != 1
    ]
    faults += [
        f"4.2.6 {name}'s id is an absolute IRI: {each.text}"
        for each in element.findall(f"{ATOM}id")
        if not _is_absolute(each.text or "")
    ]
    for child in ("updated", "published"):
        for each in element.findall(ATOM + child):
            if not _is_date(each.text or ""):
                faults.append(f"3.3 {name}'s {child} is a date of RFC 3339: {each.text}")
    for author in element.findall(f"{ATOM}author"):
        if not author.findtext(f"{ATOM}name"):
            faults.append(f"3.2.1 {name}'s author has a name")
    faults += [
        f"4.2.7.1 {name}'s links are absolute: {each.get('href')}"
        for each in element.findall(f"{ATOM}link")
        if not _is_absolute(each.get("href", ""))
    ]
    if len(_links(element, "alternate")) != 1:
        faults.append(f"4.1 {name} has one alternate link (we write no content)")
    if any(not each.get("term") for each in element.findall(f"{ATOM}category")):
        faults.append("4.2.2.1 a category has a term")
    return faults


def _links(element: ElementTree.Element, relation: str) -> list[ElementTree.Element]:
    return [link for link in element.findall(f"{ATOM}link") if link.get("rel") == relation]


def _is_absolute(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.scheme) and bool(parts.netloc or parts.scheme == "tag") and " " not in address


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
