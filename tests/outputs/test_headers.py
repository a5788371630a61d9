"""What hosts are asked to send with each file."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.outputs.hosting.headers import (
    FOREVER,
    HEADERS,
    PAGE_POLICY,
    headers_file,
    rules,
    write_headers,
)

from .headers import header_rules, headers_of

SITE = "https://www.shili.example/zwgk/"


def test_a_page_may_load_from_its_own_site_and_nothing_may_stand_in_it() -> None:
    policy = HEADERS["Content-Security-Policy"]
    directives = dict(directive.split(" ", 1) for directive in policy.split("; "))
    assert policy == f"{PAGE_POLICY}; frame-ancestors 'none'"
    assert directives["default-src"] == "'none'"
    assert set(directives.values()) == {"'none'", "'self'"}
    assert {"base-uri", "form-action"} <= set(directives)  # these do not follow default-src


@pytest.mark.parametrize(
    ("path", "lifetime", "is_open"),
    [
        ("", None, False),
        ("assets/0123456789ab/site.css", FOREVER, False),
        ("search/", None, False),
        ("search/index.json", None, False),
        ("search/pagefind.js", None, False),
        ("search/text/A-1.json", None, False),
        ("search/suggest/index.json", None, False),
        ("search/shards/2020-01_2026-11_0123456789ab/0.bin", FOREVER, False),
        ("search/characters-0123456789ab.json", FOREVER, False),
        ("records/A-1/", None, True),
        ("data/catalog.csv", None, True),
        ("feeds/all.atom", None, True),
    ],
)
def test_only_what_is_named_by_content_is_kept_for_ever(
    path: str, lifetime: str | None, is_open: bool
) -> None:
    public = header_rules(headers_file([*rules(is_internal=False)], "/zwgk/"))
    found = headers_of(public, f"/zwgk/{path}")
    assert found.get("Cache-Control") == lifetime
    assert ("Access-Control-Allow-Origin" in found) == is_open
    assert found["X-Content-Type-Options"] == "nosniff"
    assert headers_of(public, "/elsewhere/") == {}


def test_programs_of_other_sites_do_not_read_the_internal_edition(tmp_path: Path) -> None:
    write_headers(tmp_path, SITE, is_internal=True)
    text = (tmp_path / "_headers").read_text("utf-8")
    assert "Content-Security-Policy" in text
    assert "Access-Control" not in text


def test_hosts_take_as_many_rules_and_as_long_lines() -> None:
    text = headers_file([*rules(is_internal=False)], "/zwgk/")
    assert len(header_rules(text)) <= 100  # Cloudflare Pages
    assert max(map(len, text.splitlines())) <= 2000
