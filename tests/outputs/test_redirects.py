"""Redirects of former addresses, in the forms of the hosts that read them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.derive.wording import Wording
from generator.outputs.redirects import Redirect, nginx_map, redirects_of, rules, write_redirects
from generator.render.templates import Templates

from . import sample

OVERRIDES = Path(__file__).parents[2] / "theme_overrides"
TEMPLATES = Templates(OVERRIDES, Wording("zh"))
ICON = "assets/0123456789ab/emblem.svg"
MOVED = Redirect("records/OLD-1/", "records/NEW-1/", "预算 <表>")


def lines(text: str) -> list[str]:
    """What a host reads: remarks are left out."""
    return [line for line in text.splitlines() if not line.startswith("#")]


def test_every_former_number_leads_to_the_present_address() -> None:
    found = redirects_of(
        [
            sample.record("B/2026/1", "2026-01-01", former_index_numbers=("Z-1", "A/1")),
            sample.record("C-1", "2026-01-01"),
        ]
    )
    assert [(each.old, each.new) for each in found] == [
        ("records/A-1/", "records/B-2026-1/"),
        ("records/Z-1/", "records/B-2026-1/"),
    ]


@pytest.mark.parametrize("former", [("b/1",), ("B-1",), ("B/1",)])
def test_an_address_that_is_the_present_one_but_for_case_is_not_led_to_itself(
    former: tuple[str, ...],
) -> None:
    assert redirects_of([sample.record("B-1", "2026-01-01", former_index_numbers=former)]) == []


def test_two_former_numbers_with_one_address_make_one_redirect() -> None:
    found = redirects_of([sample.record("B-1", "2026-01-01", former_index_numbers=("A/1", "A-1", "a-1"))])
    assert [each.old for each in found] == ["records/A-1/"]


def test_rules_name_pages_first_and_what_lies_beside_them_after() -> None:
    other = Redirect("records/X/", "records/Y/", "通知")
    assert lines(rules([MOVED, other], "/zwgk/")) == [
        "/zwgk/records/OLD-1/ /zwgk/records/NEW-1/ 301",
        "/zwgk/records/X/ /zwgk/records/Y/ 301",
        "/zwgk/records/OLD-1/* /zwgk/records/NEW-1/:splat 301",
        "/zwgk/records/X/* /zwgk/records/Y/:splat 301",
    ]


@pytest.mark.parametrize("prefix", ["/公开 目录/", "/%E5%85%AC%E5%BC%80%20%E7%9B%AE%E5%BD%95/"])
def test_addresses_are_quoted_where_they_are_sent(prefix: str) -> None:
    quoted = "/%E5%85%AC%E5%BC%80%20%E7%9B%AE%E5%BD%95/"
    assert lines(rules([MOVED], prefix))[0] == f"{quoted}records/OLD-1/ {quoted}records/NEW-1/ 301"


def test_nginx_gets_numbers_that_its_table_takes() -> None:
    long = Redirect(f"records/{'9' * 47}/", "records/Y/", "通知")
    assert lines(nginx_map([MOVED, long])) == ["OLD-1 NEW-1;"]


def test_nothing_is_written_where_nothing_has_moved(tmp_path: Path) -> None:
    write_redirects(tmp_path, [], sample.SITE_URL, TEMPLATES, icon=ICON)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_old_page_leads_on_by_itself_and_by_a_link(tmp_path: Path, language: str) -> None:
    write_redirects(tmp_path, [MOVED], sample.SITE_URL, Templates(OVERRIDES, Wording(language)), icon=ICON)
    page = (tmp_path / "records/OLD-1/index.html").read_text("utf-8")
    assert f'<html lang="{Wording(language).lang}">' in page
    assert '<meta http-equiv="refresh" content="0; url=../../records/NEW-1/">' in page
    assert f'<link rel="canonical" href="{sample.SITE_URL}records/NEW-1/">' in page
    foreign = ' lang="zh-CN"' if language == "en" else ""
    assert f'<a href="../../records/NEW-1/"{foreign}>预算 &lt;表&gt;</a>' in page
    assert '<meta name="robots" content="noindex">' in page
    assert not re.search("<script|<style|style=|src=", page)


def test_rules_that_prose_pages_bring_stand_first(tmp_path: Path) -> None:
    (tmp_path / "_redirects").write_text("/alt /neu 302\n", "utf-8")
    write_redirects(tmp_path, [MOVED], sample.SITE_URL, TEMPLATES, icon=ICON)
    assert lines((tmp_path / "_redirects").read_text("utf-8"))[:2] == [
        "/alt /neu 302",
        "/zwgk/records/OLD-1/ /zwgk/records/NEW-1/ 301",
    ]
