"""Targets of links and images: which pass, which a resolver answers for, which are dropped."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

#: Answers for one relative path or `record:INDEX` (percent signs resolved, without `#fragment`); the flag
#: says image. Returns the address to print, fit for a URL, or None when there is nothing acceptable there.
Resolver = Callable[[str, bool], "str | None"]

#: Schemes that leave the site; they pass as written.
EXTERNAL = frozenset({"http", "https", "mailto", "tel"})

#: What the sanitiser lets through; all other schemes lose their address there already.
SCHEMES = EXTERNAL | {"record"}

_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
_IGNORED_BY_BROWSERS = re.compile(r"[\x00-\x20]+")
_OTHER_HOST = re.compile(r"[/\\]{2}")


@dataclass(frozen=True, slots=True)
class Link:
    """A link or image of a body: its target in readable form, the address printed or None if dropped."""

    target: str
    is_image: bool
    href: str | None


def scheme(target: str) -> str:
    """The target's scheme as a browser sees it, in lower case; empty for a relative one, `//` for a host."""
    seen = _IGNORED_BY_BROWSERS.sub("", target)
    if ":" in seen and (found := _SCHEME.match(seen)):
        return found[1].lower()
    return "//" if _OTHER_HOST.match(seen) else ""


def readable(href: str) -> str:
    """A target as people write it: percent signs resolved, but for those of `#` and `%` themselves.

    Absolute addresses and what is not UTF-8 stay as they are.
    """
    if "%" not in href or scheme(href) in EXTERNAL:
        return href
    kept = href.replace("%25", "%2525").replace("%23", "%2523") if "%2" in href else href
    try:
        return unquote(kept, errors="strict")
    except UnicodeDecodeError:
        return href


def split_target(target: str) -> tuple[str, str]:
    """Path (or `record:INDEX`) and fragment of a readable target, both fully resolved."""
    path, _, fragment = target.partition("#")
    return unquote(path), unquote(fragment)


def printed(href: str, is_image: bool, resolve: Resolver) -> str | None:
    """The address to print for a target, or None to drop it. Its fragment stays as written."""
    kind = scheme(href)
    if kind in EXTERNAL:
        return None if is_image else href
    if kind not in ("", "record"):
        return None
    path, _, fragment = href.partition("#")
    found = resolve(unquote(path), is_image) if path else None
    if found is None or not fragment:
        return found
    return f"{found}#{fragment.replace(' ', '%20')}"
