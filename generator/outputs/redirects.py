"""Addresses that records had under former index numbers, and what leads from there to the present ones.

    records/<old>/index.html    a page that sends readers on, for hosts that know nothing else
    _redirects                  answers of 301 on hosts that read it: Netlify, Cloudflare Pages, GitLab Pages
    redirects.map               the same for nginx, by numbers, to be included in a `map`

Every former number leads to the present address, not to the number that followed it. An old address that the
present one equals, case aside, gets none of them: hosts that mind no case would lead it to itself, and
nginx matches a map's keys ignoring the case.

What the hosts ask for: one rule a line, `#` before a remark, static rules before those with `*`, of which
Cloudflare Pages takes 100 (of the others 2,000); GitLab Pages takes 1,000 rules in 64 KiB; each counted from
the top. Netlify and GitLab show a page that exists rather than follow a rule: there old pages lead on by
themselves, and the rules serve attachments. GitLab does not read forced rules (`301!`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from generator.model.records import Record, slug_of
from generator.outputs.hosting.headers import PAGE_POLICY
from generator.render.templates import Templates

_HEAD = """\
# Former addresses of records, for Netlify, Cloudflare Pages, GitLab Pages and hosts like them.
# Paths begin with that of site_url. Written by every build: do not edit.
"""
_NGINX_HEAD = """\
# Former addresses of records, for nginx. Written by every build: do not edit. What stands behind records/ in
# an address, before and now; the settings that `disclosure hosting nginx` prints include it in a map.
"""

#: The longest key that nginx takes into a map with its own settings, in bytes: its table has lines of 64, of
#: which a pointer, the end and the length take the rest.
_LONGEST_KEY = 46


@dataclass(frozen=True, slots=True)
class Redirect:
    """An address that a record had and the one it has now, both relative to the site's root."""

    old: str
    new: str
    title: str

    @property
    def way(self) -> str:
        """The way from the old page to the new one."""
        return f"../../{self.new}"


def redirects_of(records: Iterable[Record]) -> list[Redirect]:
    """The redirects of all former index numbers, sorted by the old address; one for each, case aside."""
    found: dict[str, Redirect] = {}
    for record in records:
        for number in record.former_index_numbers:
            old = f"records/{slug_of(number)}/"
            if old.casefold() != record.url.casefold():
                found.setdefault(old.casefold(), Redirect(old, record.url, record.title))
    return sorted(found.values(), key=lambda redirect: redirect.old)


def write_redirects(
    site: Path,
    redirects: Sequence[Redirect],
    site_url: str,
    templates: Templates,
    *,
    icon: str,
    banner: str = "",
) -> None:
    """Write the pages and both files below a site's folder; nothing where nothing has moved.

    `icon` is the emblem's path inside the site: a browser that is told of none asks for one that is not
    there. `banner` is what every page of the internal edition says at its head.
    """
    if not redirects:
        return
    for redirect in redirects:
        page = site / redirect.old / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        html = templates.render(
            "moved", redirect=redirect, site_url=site_url, policy=PAGE_POLICY, icon=icon, banner=banner
        )
        page.write_bytes(html.encode())
    path = urlsplit(site_url).path
    with (site / "_redirects").open("ab") as out:  # behind the rules that the prose pages may bring
        out.write(rules(redirects, path).encode())
    (site / "redirects.map").write_bytes(nginx_map(redirects).encode())


def rules(redirects: Sequence[Redirect], prefix: str) -> str:
    """The file `_redirects`; `prefix` is the path of the site's root, with slashes around it."""
    root = _quoted(prefix)
    pages = (f"{root}{each.old} {root}{each.new} 301\n" for each in redirects)
    files = (f"{root}{each.old}* {root}{each.new}:splat 301\n" for each in redirects)
    return "".join((_HEAD, *pages, *files))


def nginx_map(redirects: Sequence[Redirect]) -> str:
    """The file `redirects.map`: what stands behind `records/`, before and now.

    Numbers that are too long for nginx are left out; their pages lead on by themselves.
    """
    pairs = ((each.old.split("/")[1], each.new.split("/")[1]) for each in redirects)
    return _NGINX_HEAD + "".join(f"{old} {new};\n" for old, new in pairs if len(old) <= _LONGEST_KEY)


def _quoted(path: str) -> str:
    return quote(unquote(path), safe="/")
