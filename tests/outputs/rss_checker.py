"""What RSS 2.0 (rssboard.org) demands of a feed document, as far as our feeds use it."""

from __future__ import annotations

from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

ATOM_LINK = "{http://www.w3.org/2005/Atom}link"


def rss_faults_of(document: str) -> list[str]:
    """The demands that an RSS document does not meet."""
    root = ElementTree.fromstring(document.encode())
    channels = root.findall("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or len(channels) != 1:
        return ["the document is rss 2.0 with one channel"]
    channel = channels[0]
    items = channel.findall("item")
    faults = [
        f"a channel has one {name}" for name in ("title", "link", "description") if not channel.findtext(name)
    ]
    own = [link for link in channel.findall(ATOM_LINK) if link.get("rel") == "self"]
    if [link.get("type") for link in own] != ["application/rss+xml"]:
        faults.append("a channel should name its own address")
    if not (channel.findtext("ttl") or "").isdigit():
        faults.append("ttl is a number of minutes")
    guids = [item.findtext("guid") for item in items]
    if len(set(guids)) < len(guids):
        faults.append("items have different guids")
    faults += _dates(channel, "lastBuildDate")
    return faults + [fault for item in items for fault in _item(item)]


def _item(item: ElementTree.Element) -> list[str]:
    faults = [
        f"an item has at most one {name}"
        for name in ("title", "link", "description", "guid", "pubDate")
        if len(item.findall(name)) != 1
    ]
    if item.findtext("title") is None and not item.findtext("description"):
        faults.append("an item has a title or a description")
    guid = item.find("guid")
    if guid is not None and guid.get("isPermaLink") != "false" and not (guid.text or "").startswith("http"):
        faults.append("guid is an address unless isPermaLink is false")
    if not urlsplit(item.findtext("link") or "").netloc:
        faults.append("link is an absolute address")
    return faults + _dates(item, "pubDate")


def _dates(element: ElementTree.Element, name: str) -> list[str]:
    """RFC 822 with four digits of the year, and the right day of the week."""
    text = element.findtext(name) or ""
    try:
        good = format_datetime(parsedate_to_datetime(text)) == text
    except ValueError:
        good = False
    return [] if good else [f"{name} is a date of RFC 822: {text}"]
