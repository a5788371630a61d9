"""The short ways to what people come for: only to pages that stand."""

from __future__ import annotations

from dataclasses import replace

from generator.derive.tasks import tasks_of
from generator.model.catalog import Department

from . import sites


def _addresses(*departments: Department) -> list[str]:
    return [task.url for task in tasks_of(sites.site_of(departments=departments))]


def test_a_site_without_more_than_bodies_leads_to_them_and_to_their_feeds() -> None:
    assert _addresses() == ["departments/", "follow/#by-department"]


def test_a_body_that_tells_its_supervision_brings_the_way_to_the_contacts() -> None:
    (body, *_) = sites.site_of().catalog.departments.values()
    told = replace(body, extra={**body.extra, "supervision": {"phone": "0000-5550112"}})
    assert _addresses(told)[0] == "interaction/contacts/"
