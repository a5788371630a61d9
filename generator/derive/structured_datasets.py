"""The open data as search engines for data read them (schema.org): a catalog of datasets, one a kind of data.

A dataset stands on the page about the data, and on the page that shows the same to people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from generator.derive.data_files import DataFile, data_files, data_words, days_told, files_by_page
from generator.derive.naming import Site
from generator.model.addresses import DATA_PAGE

Node = dict[str, Any]


def data_catalog(site: Site, publisher: Node) -> Node:
    """The page about the data, with all datasets."""
    words = data_words(site)
    return {
        **_catalog(site),
        "url": site.settings.site_url + DATA_PAGE,
        "description": words.package_description,
        "publisher": publisher,
        "dataset": list(_datasets(site, data_files(site), publisher)),
    }


def datasets_shown_on(site: Site, address: str, publisher: Node) -> Iterator[Node]:
    """The datasets that a page shows to people."""
    for node in _datasets(site, files_by_page(site).get(address, ()), publisher):
        yield {**node, "includedInDataCatalog": _catalog(site)}


def _catalog(site: Site) -> Node:
    name = f"{site.settings.site_name} · {data_words(site).data}"
    return {"@type": "DataCatalog", "@id": site.settings.site_url + DATA_PAGE, "name": name}


def _datasets(site: Site, files: Sequence[DataFile], publisher: Node) -> Iterator[Node]:
    for holds, group in groupby(files, key=lambda file: file.holds):
        yield _dataset(site, holds, list(group), publisher)


def _dataset(site: Site, holds: str, files: Sequence[DataFile], publisher: Node) -> Node:
    settings, words = site.settings, data_words(site)
    address = f"{settings.site_url}{DATA_PAGE}#data-{holds}"
    node: Node = {
        "@type": "Dataset",
        "@id": address,
        "name": f"{settings.site_name} · {words[f'file_{holds}']}",
        # Dataset Search takes descriptions of 50 characters and more.
        "description": f"{files[0].description} {words.data_lead}",
        "url": address,
        "inLanguage": site.words.lang,
        "isAccessibleForFree": True,
        "dateModified": site.catalog.as_of.isoformat(),
        "creator": publisher,
        "distribution": [_download(site, file) for file in files],
    }
    days = days_told(site) if holds in ("catalog", "history") else ()
    if days:
        node["temporalCoverage"] = "/".join(day.isoformat() for day in days)
    if settings.data_license.url:
        node["license"] = settings.data_license.url
    return node


def _download(site: Site, file: DataFile) -> Node:
    return {
        "@type": "DataDownload",
        "name": file.title,
        "encodingFormat": file.media_type,
        "contentUrl": site.settings.site_url + file.path,
    }
