"""What search engines read in a page (schema.org, as JSON-LD): the way to it, and what it is about.

Kept small: what the page's own text says is not said again. Which type a record has:
- a document with a document number (发文字号) is Legislation, whose force (有效性) has a property of its own;
- reports (annual, evaluation, nil) are a Report, all else is a DigitalDocument.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from generator.derive.events import midnight
from generator.derive.naming import Site
from generator.derive.record_data import record_data_url
from generator.derive.structured_datasets import data_catalog, datasets_shown_on
from generator.derive.views import Page
from generator.derive.withheld import withheld
from generator.model.addresses import DATA_PAGE
from generator.model.catalog import Department
from generator.model.media_types import media_type_of
from generator.model.records import Attachment, Record
from generator.model.values import compact_json

Node = dict[str, Any]

_REPORTS = frozenset(("annual_report", "evaluation", "nil_report"))
_IN_FORCE = {"in_force": "InForce", "amended": "PartiallyInForce"}
_ACTS_ON = {
    "repeals": "legislationRepeals",
    "amends": "legislationAmends",
    "corrects": "legislationCorrects",
    "supersedes": "legislationRepeals",
}
_DEPARTMENT = re.compile(r"departments/([a-z0-9-]+)/")
#: Bodies of these kinds are no part of the government.
_NOT_GOVERNMENT = frozenset(("village", "institution"))
_OF_CONTACT = {"telephone": "phone", "email": "email", "faxNumber": "fax"}


def structured_data(site: Site, page: Page, record: Record | None = None) -> str:
    """The JSON-LD of a page, safe to stand in a script element; `record` is the one whose page it is."""
    about = _of_record(site, record) if record else _of_page(site, page)
    return in_script([_breadcrumbs(site.settings.site_url, page), *about])


def breadcrumbs_of_prose(site: Site, title: str, url: str) -> str:
    """The JSON-LD of a page of prose, which stands below the home page; `url` is absolute."""
    home = _crumb(1, site.words.home, site.settings.site_url)
    here = _crumb(2, title, url)
    return in_script([{"@type": "BreadcrumbList", "itemListElement": [home, here]}])


def in_script(nodes: list[Node]) -> str:
    """Nodes as one document without `<`, `>` and `&`: nothing in it can end the element or open another."""
    text = compact_json({"@context": "https://schema.org", "@graph": nodes})
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _breadcrumbs(root: str, page: Page) -> Node:
    crumbs = [
        _crumb(position, crumb.text, root + crumb.url.removeprefix("./") if crumb.url else "")
        for position, crumb in enumerate(page.crumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": crumbs}


def _crumb(position: int, name: str, url: str) -> Node:
    crumb: Node = {"@type": "ListItem", "position": position, "name": name}
    return {**crumb, "item": url} if url else crumb


def _of_page(site: Site, page: Page) -> Iterator[Node]:
    body = _DEPARTMENT.fullmatch(page.url)
    if page.url == "":
        yield _website(site)
    elif page.url == DATA_PAGE:
        yield data_catalog(site, _publisher(site))
    elif body and body[1] in site.catalog.departments:
        yield _department(site, site.catalog.departments[body[1]])
    else:
        yield from datasets_shown_on(site, page.url, _publisher(site))


def _website(site: Site) -> Node:
    settings = site.settings
    entry = f"{settings.site_url}search/?q={{search_term_string}}"
    return {
        "@type": "WebSite",
        "@id": settings.site_url,
        "url": settings.site_url,
        "name": settings.site_name,
        "inLanguage": site.words.lang,
        "publisher": _publisher(site),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": entry},
            "query-input": "required name=search_term_string",
        },
    }


def _publisher(site: Site) -> Node:
    """Who runs the site."""
    identity = site.settings.site
    name = identity.organizer or identity.name or site.settings.site_name
    return {"@type": "GovernmentOrganization", "name": name}


def _body(site: Site, department: Department) -> Node:
    """A body by its name and page."""
    kind = "Organization" if department.kind in _NOT_GOVERNMENT else "GovernmentOrganization"
    url = site.settings.site_url + department.url
    return {"@type": kind, "@id": url, "name": site.name_of(department), "url": url}


def _department(site: Site, department: Department) -> Node:
    told, office = department.extra, department.extra.get("disclosure_contact", {})
    node = _body(site, department) | _written(told, {"alternateName": "short_name", "address": "address"})
    node |= _written(told, _OF_CONTACT)
    contact = _written(office, {"contactType": "office", **_OF_CONTACT})
    if contact:
        node["contactPoint"] = {"@type": "ContactPoint", **contact}
    parent = site.catalog.departments.get(told.get("parent", ""))
    if parent:
        node["parentOrganization"] = _body(site, parent)
    return node


def _written(values: Mapping[str, Any], keys: Mapping[str, str]) -> Node:
    """Properties by the keys of what is written; the others are left out."""
    return {name: str(values[key]) for name, key in keys.items() if values.get(key)}


def _of_record(site: Site, record: Record) -> Iterator[Node]:
    """The record; nothing of one whose text was removed."""
    if not record.body_is_removed:
        yield {key: value for key, value in _record(site, record).items() if value}


def _record(site: Site, record: Record) -> Node:
    settings, labels = site.settings, site.labels
    url = settings.site_url + record.url
    kept_back = withheld(site, record)
    modified = record.updated if record.updated > record.published else None
    node: Node = {
        "@type": _type(record),
        "@id": url,
        "url": url,
        "identifier": record.index_number,
        "name": record.title,
        "inLanguage": site.words.lang,
        "dateCreated": record.issued.isoformat(),
        "datePublished": _published(site, record),
        "dateModified": modified.isoformat() if modified else "",
        "expires": record.expires.isoformat() if record.expires else "",
        "genre": record.genre,
        "keywords": list(record.keywords),
        "creativeWorkStatus": labels.value("status", record.status),
        "conditionsOfAccess": kept_back.condition if kept_back else "",
        "publisher": site.once(
            ("schema.org", record.department),
            lambda: _body(site, site.catalog.departments[record.department]),
        ),
        "isPartOf": site.once(("schema.org", record.category), lambda: _category(site, record.category)),
        "encoding": list(_encodings(site, record)),
    }
    if node["@type"] == "Legislation":
        node |= _legislation(site, record)
    return node


def _published(site: Site, record: Record) -> str:
    """The day of publication; the minute in RFC 3339 where one is written."""
    if record.published_at == midnight(record.published):
        return record.published.isoformat()
    return record.published_at.replace(tzinfo=site.settings.zone).isoformat()[:25]


def _type(record: Record) -> str:
    if record.kind in _REPORTS:
        return "Report"
    return "Legislation" if record.kind == "document" and record.document_number else "DigitalDocument"


def _category(site: Site, path: str) -> Node:
    link = site.trail(site.catalog.categories, path, "categories")[-1]
    return {"@type": "CollectionPage", "name": link.text, "url": site.settings.site_url + link.url}


def _encodings(site: Site, record: Record) -> Iterator[Node]:
    root = site.settings.site_url
    data = record_data_url(record)
    if data:
        yield {"@type": "MediaObject", "encodingFormat": "application/json", "contentUrl": root + data}
    for attachment in record.attachments if record.body_is_public else ():
        yield _attachment(root + record.url, attachment)


def _attachment(page: str, attachment: Attachment) -> Node:
    return {
        "@type": "MediaObject",
        "name": attachment.title,
        "encodingFormat": media_type_of(attachment.file),
        "contentUrl": page + quote(attachment.file),
        "contentSize": f"{attachment.size} B",
    }


def _legislation(site: Site, record: Record) -> Node:
    passed_by = [{"@type": "GovernmentOrganization", "name": name} for name in record.issuers]
    node: Node = {
        "legislationIdentifier": record.document_number,
        "legislationDate": record.issued.isoformat(),
        "legislationPassedBy": passed_by,
        "legislationLegalForce": f"https://schema.org/{_IN_FORCE.get(record.status, 'NotInForce')}",
    }
    if record.effective:
        node["legislationDateOfApplicability"] = record.effective.isoformat()
    for relation in record.relations:
        target = site.indexes.by_number.get(relation.target)
        if target and relation.type in _ACTS_ON and _type(target) == "Legislation":
            acted_on = {"@type": "Legislation", "@id": site.settings.site_url + target.url}
            node.setdefault(_ACTS_ON[relation.type], []).append(acted_on)
    return node
