"""What a screen in a hall shows."""

from __future__ import annotations

from datetime import date

from outputs.sample import SITE_URL, record

from generator.derive.screen import ScreenKey, screen_keys, screen_link, screen_page
from generator.model.catalog import Department
from generator.model.records import Disclosure, Withdrawal
from generator.model.settings import ScreenPolicy

from .sites import site_of

_VILLAGE = Department("village", "样田村", "village", {"disclosure_contact": {"phone": "2"}})


def test_it_shows_open_consultations_then_the_newest_that_hold() -> None:
    drafts = {"status": "draft_for_comment"}
    site = site_of(
        record("A-1", "2026-03-01"),
        record("A-2", "2026-03-02"),
        record("A-3", "2026-03-03"),
        record("A-4", "2026-03-04", status="repealed"),
        record("A-5", "2026-03-05", status="withdrawn", withdrawal=Withdrawal("removed")),
        record("D-1", "2026-02-01", expires=date(2026, 3, 31), **drafts),  # the catalog's day
        record("D-2", "2026-02-02", expires=date(2026, 3, 30), **drafts),
        screen=ScreenPolicy(records=2),
    )
    slides = screen_page(site, ScreenKey()).slides
    assert [slide.permalink.rpartition("records/")[2] for slide in slides] == ["D-1/", "A-3/", "A-2/"]
    assert [slide.until for slide in slides] == ["2026-03-31", "", ""]
    assert [slide.label for slide in slides] == ["正在征求意见", "最新公开", "最新公开"]


def test_it_says_of_what_is_not_for_everybody_why() -> None:
    asked = Disclosure(mode="on_request")
    specific = Disclosure(audience="specific")
    site = site_of(
        record("A-1", "2026-03-02", summary="概述"),
        record("A-2", "2026-03-01", summary="概述", disclosure=asked),
        record("A-3", "2026-02-28", disclosure=specific),
    )
    slides = screen_page(site, ScreenKey()).slides
    assert [slide.summary for slide in slides] == ["概述", "概述", ""]
    assert [slide.note for slide in slides] == ["", "本信息依申请公开", "本信息向特定对象公开"]


def test_bodies_of_the_kinds_set_have_their_own() -> None:
    own = record("A-1", "2026-03-02", department="village")
    site = site_of(own, record("B-1", "2026-03-03"), departments=(_VILLAGE,))
    assert list(screen_keys(site)) == [ScreenKey(), ScreenKey("village")]
    assert [link.url for link in screen_link(site, "village")] == ["screen/village/"]
    assert screen_link(site, "czj") == ()
    view = screen_page(site, ScreenKey("village"))
    assert [slide.row.title for slide in view.slides] == [own.title]
    assert view.contacts == (("电话", "2"),)
    assert (view.page.url, view.back.url) == ("screen/village/", "departments/village/")
    assert view.address == f"{SITE_URL}departments/village/"
    none = site_of(own, departments=(_VILLAGE,), screen=ScreenPolicy(kinds=()))
    assert list(screen_keys(none)) == [ScreenKey()]
