"""The guide of each body to disclosure on request (依申请公开指南).

What is said of time limits, grounds and remedies follows 政府信息公开条例 (2019), articles 29 to 36, 42, 47,
51 and 55, 行政复议法 (2023), articles 20, 23 and 24, and 行政诉讼法, articles 45 and 46. The procedure is
that of government bodies: public institutions and villages go by rules of their own, and so do their guides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from generator.derive.department_page import facts_of
from generator.derive.naming import Site
from generator.derive.views import Column, Fact, Link, Page
from generator.model.catalog import Department
from generator.model.interaction import EXTENSION_DAYS, REQUEST_DAYS

#: The prescribed type of the columns that these pages belong to.
COLUMN = "依申请公开"

#: Where the body itself says what its office leaves out, by the office's key.
_OF_BODY = {
    "address": "address",
    "hours": "office_hours",
    "phone": "phone",
    "email": "email",
    "fax": "fax",
    "postcode": "postcode",
}

_APPLICANTS = ("person", "organization", "agent")
_STEPS = ("accept", "examine", "handle", "answer")
#: Limits, and grounds for a refusal, with the articles that they follow.
_LIMITS = {
    "supplement": ("三十", 30),
    "answer": ("三十三", 33),
    "extension": ("三十三", 33),
    "third": ("三十二", 32),
    "consulted": ("三十四", 34),
    "excluded": ("三十三", 33),
}
_GROUNDS = {
    "secret": ("十四", 14),
    "stability": ("十四", 14),
    "third": ("十五", 15),
    "internal": ("十六", 16),
    "process": ("十六", 16),
}
#: The parts of a guide by their places on the page: of a government body, and of any other.
_PARTS = ("office", "materials", "ways", "process", "limits", "fees", "grounds", "remedies", "help")
_PARTS_OF_OTHERS = ("office", "ways", "remedies", "help")


@dataclass(frozen=True, slots=True)
class GuideTable:
    """A table of the guide: rows of as many texts as columns, the first of each its head."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """What only government bodies have: the procedure of the Regulations (条例)."""

    materials: GuideTable
    steps: tuple[tuple[str, str], ...]
    limits: GuideTable
    grounds: GuideTable


@dataclass(frozen=True)
class RequestGuide:
    """The guide of a body.

    `search` finds what the body has published, `about` is the prose on requests in general ("" without it);
    `supervision` has the contacts of the body and of the one above it, under their names.
    """

    page: Page
    body: Link
    lead: str
    sections: tuple[Link, ...]
    search: str
    office: tuple[Fact, ...]
    form: str
    ways: GuideTable
    procedure: Procedure | None
    remedies: GuideTable
    supervision: tuple[tuple[str, tuple[Fact, ...]], ...]
    about: str


def has_guides(site: Site) -> bool:
    """Whether any body has an office that takes requests."""
    return any(taking_requests(site))


def taking_requests(site: Site) -> Iterator[Department]:
    """The bodies that have an office for requests, in the order of the catalog."""
    return (body for body in site.catalog.departments.values() if body.request_url)


def is_administrative(body: Department) -> bool:
    """Whether the Regulations' procedure for requests applies to a body: it is part of the government."""
    return body.kind not in ("institution", "village")


def request_guides(site: Site) -> Iterator[RequestGuide]:
    """The guide of every body that takes requests."""
    return (_guide(site, body) for body in taking_requests(site))


def request_crumbs(site: Site, body: Department) -> tuple[Link, Link]:
    """The way to a body's page, for what lies below it."""
    return Link(site.words.departments, "departments/"), Link(site.name_of(body), body.url)


def office_of(site: Site, body: Department) -> tuple[Fact, ...]:
    """The office of a body that takes requests, and how to reach it."""
    labels = site.labels_of["departments"]
    return facts_of(labels, {"disclosure_contact": _contact(body)}, "disclosure_contact")


def _guide(site: Site, body: Department) -> RequestGuide:
    words, is_government = site.words, is_administrative(body)
    title = words.fill("guide_of", body=site.name_of(body))
    crumbs = (*request_crumbs(site, body), Link(words.guide_title))
    parts = _PARTS if is_government else _PARTS_OF_OTHERS
    return RequestGuide(
        page=site.page(body.request_url, title, Column(words.guide_title, title, type=COLUMN), crumbs),
        body=Link(site.name_of(body), body.url),
        lead=words[f"guide_lead_{_regime(body)}"],
        sections=tuple(Link(words[f"guide_{part}"], f"#{part}") for part in parts),
        search=f"search/?{urlencode({'department': body.id})}",
        office=office_of(site, body),
        form=f"{body.request_url}form/",
        ways=_ways(site, body),
        procedure=site.once("request procedure", lambda: _procedure(site)) if is_government else None,
        remedies=_remedies(site, body),
        supervision=tuple(_supervision(site, body)),
        about=site.request_page if is_government else "",
    )


def _regime(body: Department) -> str:
    """By which rules a body answers: administrative, institution or village."""
    return "administrative" if is_administrative(body) else body.kind


def _contact(body: Department) -> Mapping[str, str]:
    """How to reach the office; what it does not say of itself is told by the body."""
    told = {key: body.extra[name] for key, name in _OF_BODY.items() if body.extra.get(name)}
    return {**told, **body.extra["disclosure_contact"]}


def _table(site: Site, title: str, columns: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> GuideTable:
    words = site.words
    heads = tuple(words[f"guide_col_{column}"] for column in columns)
    return GuideTable(words[f"guide_{title}"], heads, tuple(rows), words.get(f"guide_{title}_note", ""))


def _procedure(site: Site) -> Procedure:
    words = site.words
    materials = (
        (words[f"guide_{who}"], words[f"guide_{who}_identity"], words[f"guide_{who}_contents"])
        for who in _APPLICANTS
    )
    days = {"answer": REQUEST_DAYS, "extension": EXTENSION_DAYS}
    limits = (
        (words[key], words.fill(f"{key}_days", days=days.get(step, "")), _article(site, article))
        for step, article in _LIMITS.items()
        for key in [f"guide_limit_{step}"]
    )
    grounds = (
        (words[f"guide_ground_{ground}"], words[f"guide_ground_{ground}_why"], _article(site, article))
        for ground, article in _GROUNDS.items()
    )
    return Procedure(
        materials=_table(site, "materials", ("applicant", "identity", "contents"), materials),
        steps=tuple((words[f"guide_step_{step}"], words[f"guide_step_{step}_text"]) for step in _STEPS),
        limits=_table(site, "limits", ("step", "limit", "basis"), limits),
        grounds=_table(site, "grounds", ("ground", "why", "basis"), grounds),
    )


def _article(site: Site, article: tuple[str, int]) -> str:
    chinese, number = article
    return site.words.fill("guide_article", number=number if site.settings.language == "en" else chinese)


def _ways(site: Site, body: Department) -> GuideTable:
    """How to file, by what the office says of itself; when a request counts as received is for government."""
    rows = _way_rows(site, _contact(body))
    if is_administrative(body):
        return _table(site, "ways", ("way", "how", "received"), rows)
    return GuideTable(
        title=site.words.guide_ways,
        columns=(site.words.guide_col_way, site.words.guide_col_how),
        rows=tuple(row[:2] for row in rows),
    )


def _way_rows(site: Site, contact: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    words = site.words
    if address := contact.get("address"):
        how = words.fill("guide_way_counter_how", address=address)
        yield words.guide_way_counter, how, words.guide_way_counter_received
        office = contact.get("office") or words.guide_office
        how = words.fill("guide_way_post_how", address=address, office=office)
        if postcode := contact.get("postcode"):
            how += words.fill("guide_way_post_code", postcode=postcode)
        yield words.guide_way_post, how, words.guide_way_post_received
    for way in ("email", "fax"):
        if value := contact.get(way):
            how = words.fill(f"guide_way_{way}_how", **{way: value})
            yield words[f"guide_way_{way}"], how, words.guide_way_confirmed


def _remedies(site: Site, body: Department) -> GuideTable:
    words, regime, above = site.words, _regime(body), _above(site, body)
    named = site.name_of(above) if above else ""
    if is_administrative(body):
        situations: tuple[str, ...] = ("complaint", "refusal", "other")
        named = named or words.guide_above
    else:
        situations = (regime,)
        named = named or words[f"guide_above_{regime}"]
    rows = (
        (words[key], words.fill(f"{key}_way", above=named, review=_review(site, body)), words[f"{key}_time"])
        for key in (f"guide_remedy_{situation}" for situation in situations)
    )
    return _table(site, "remedies", ("situation", "remedy", "time"), rows)


def _above(site: Site, body: Department) -> Department | None:
    return site.catalog.departments.get(body.extra.get("parent", ""))


def _review(site: Site, body: Department) -> str:
    """Who reviews what a body decided: the government that it belongs to, or the one above a government."""
    above = _above(site, body)
    if above and above.kind == "government":
        return site.name_of(above)
    return site.words.guide_review_government if body.kind == "government" else site.words.guide_review


def _supervision(site: Site, body: Department) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    """The supervision contacts of a body and of the one above it, under their names."""
    for each in filter(None, (body, _above(site, body))):
        facts = facts_of(site.labels_of["departments"], each.extra, "supervision")
        if facts:
            yield site.words.fill("guide_supervision_own", body=site.name_of(each)), facts
