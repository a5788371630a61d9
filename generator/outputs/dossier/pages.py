"""The pages of a dossier: files of HTML that need nothing else, to be read and printed for decades."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.derive.events import events_of
from generator.derive.naming import Site
from generator.derive.record_header import record_header
from generator.ingest.git import Change
from generator.model.catalog import Department
from generator.outputs.dossier.contents import Item, first_and_last

_FOLDER = Path(__file__).parent


def contents_page(site: Site, body: Department, year: int, items: Sequence[Item]) -> str:
    """The cover with the list of contents."""
    first, last = first_and_last(items)
    return _render(
        site,
        "contents.html",
        body=site.name_of(body),
        year=str(year),
        items=items,
        first=first.isoformat(),
        last=last.isoformat(),
        restricted=sum(item.is_restricted for item in items),
        catalog=site.catalog,
    )


def record_page(site: Site, item: Item, body: str, changes: Sequence[Change]) -> str:
    """A record for reading: header, text, files, history and commits."""
    return _render(
        site,
        "record.html",
        item=item,
        fields=record_header(site, item.record),
        body=Markup(body),
        events=[site.change(event) for event in events_of(item.record)],
        changes=changes,
        permalink=site.settings.site_url + item.record.url,
    )


def _render(site: Site, name: str, **values: object) -> str:
    return _environment().get_template(name).render(text=site.words, style=_style(), **values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["address"] = quote
    return environment


@cache
def _style() -> Markup:
    return Markup((_FOLDER / "page.css").read_text(encoding="utf-8"))
