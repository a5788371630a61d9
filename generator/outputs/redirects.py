"""Addresses that records had under former index numbers, and what leads from there to the present ones.

    records/<old>/index.html    a page that sends readers on, for hosts that know nothing else
    _redirects                  answers of 301 on hosts that read it: Netlify, Cloudflare Pages, GitLab Pages
    redirects.map               the same for nginx, to be included in a `map`

Every former number leads to the present address, not to the number that followed it. An old address that the
present one equals, case aside, gets none of them: hosts that mind no case would lead it to itself, and
nginx matches a map's keys ignoring the case.

What the hosts ask for: one rule a line, `#` before a remark, static rules before those with `*`, of which
Cloudflare Pages takes 100 (of the others 2,000); GitLab Pages takes 1,000 rules in 64 KiB; each counted from
the top. Netlify and GitLab show a page that exists rather than follow a rule: there old pages lead on by
themselves, and the rules serve attachments. GitLab does not read forced rules (`301!`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
# Former addresses of records, for nginx. Written by every build: do not edit. In the block http:
#
#     map_hash_max_size 65536;
#     map_hash_bucket_size 512;
#     map $uri $disclosure_redirect { include /path/to/the/site/redirects.map; }
#
# and in the block server, before its locations:
#
#     if ($disclosure_redirect) { return 301 $disclosure_redirect; }
#
# Files are named one by one: a regular expression for each record would be tried at every request.
"""


@dataclass(frozen=True, slots=True)
class Redirect:
    """An address that a record had and the one it has now, both relative to the site's root.

    `files` are the names of the files beside its page.
    """

    old: str
    new: str
    title: str
    files: tuple[str, ...] = ()

    @property
    def way(self) -> str:
        """The way from the old page to the new one."""
        return f"../../{self.new}"


def redirects_of(records: Iterable[Record]) -> list[Redirect]:
    """The redirects of all former index numbers, sorted by the old address; one for each, case aside."""
    found: dict[str, Redirect] = {}
    for record in records:
        files = (*record.attachments, *record.images) if record.body_is_public else ()
        for number in record.former_index_numbers:
            old = f"records/{slug_of(number)}/"
            if old.casefold() != record.url.casefold():
                redirect = Redirect(old, record.url, record.title, tuple(file.file for file in files))
                found.setdefault(old.casefold(), redirect)
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
    (site / "redirects.map").write_bytes(nginx_map(redirects, path).encode())


def rules(redirects: Sequence[Redirect], prefix: str) -> str:
    """The file `_redirects`; `prefix` is the path of the site's root, with slashes around it."""
    root = _quoted(prefix)
    pages = (f"{root}{each.old} {root}{each.new} 301\n" for each in redirects)
    files = (f"{root}{each.old}* {root}{each.new}:splat 301\n" for each in redirects)
    return "".join((_HEAD, *pages, *files))


def nginx_map(redirects: Sequence[Redirect], prefix: str) -> str:
    """The file `redirects.map`, `prefix` as above: decoded addresses, as `$uri` has them, to quoted ones."""
    lines: dict[str, str] = {}
    for redirect in redirects:
        for old, new in _addresses(redirect):
            # of files whose names differ in case alone the first: nginx refuses a key it knows
            lines.setdefault(old.casefold(), _line(unquote(prefix) + old, _quoted(prefix) + new))
    return _NGINX_HEAD + "".join(lines.values())


def _addresses(redirect: Redirect) -> Iterator[tuple[str, str]]:
    yield redirect.old, redirect.new
    yield redirect.old.rstrip("/"), redirect.new
    for file in redirect.files:
        yield redirect.old + file, redirect.new + quote(file)


def _line(old: str, new: str) -> str:
    escaped = old.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}" "{new}";\n'


def _quoted(path: str) -> str:
    return quote(unquote(path), safe="/")
