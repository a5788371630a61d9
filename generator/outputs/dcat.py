"""The open data as a catalog of DCAT-AP 3 (`data/dcat.jsonld`), by which data portals take it over.

Each kind of data is a dataset, each file a distribution. What nobody has stated (a licence, the area) is left
out. All datasets have the theme GOVE: a catalog of disclosures is about the government whatever its subjects
are, and the State Council's classes do not map onto the European ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from generator.derive.data_files import CSV, JSON, DataFile, data_files, data_words, days_told
from generator.derive.naming import Site
from generator.model.addresses import DATA_PAGE
from generator.model.values import indented_json
from generator.outputs.data_package import extent_of
from generator.outputs.exports import text_file

#: The file, relative to the site's root.
DCAT = "data/dcat.jsonld"

_AUTHORITY = "http://publications.europa.eu/resource/authority"
_LANGUAGES = {"zh": "ZHO", "en": "ENG"}
#: By media type: the IANA name, for those registered, and the file type of the EU's vocabulary.
_FORMATS = {CSV: "CSV", JSON: "JSON"}

#: Everything is said in the document itself: whoever reads it asks no other host.
_CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_TELEPHONE = re.compile(r"\+?[0-9][0-9-]{3,}[0-9]")

_Node = dict[str, Any]


def write_dcat(folder: Path, site: Site) -> None:
    """Write the catalog; the files that it describes stand there already."""
    with text_file(folder / DCAT) as out:
        out.write(indented_json(_catalog(folder, site)) + "\n")


def _catalog(folder: Path, site: Site) -> _Node:
    settings, words = site.settings, data_words(site)
    title = words.fill("package_title", site=settings.site_name)
    return {
        "@context": _CONTEXT,
        "@id": f"{settings.site_url}{DCAT}",
        "@type": "dcat:Catalog",
        **_described(site, title, words.package_description),
        **_dated(site),
        "dct:publisher": _publisher(site),
        "foaf:homepage": {"@id": settings.site_url, "@type": "foaf:Document"},
        "dcat:themeTaxonomy": {
            "@id": f"{_AUTHORITY}/data-theme",
            "@type": "skos:ConceptScheme",
            "dct:title": _english("Data theme"),
        },
        **_licensed(site),
        "dcat:dataset": list(_datasets(folder, site)),
    }


def _datasets(folder: Path, site: Site) -> Iterator[_Node]:
    def holds(file: DataFile) -> str:
        return file.holds

    for name, files in groupby(sorted(data_files(site), key=holds), key=holds):
        yield _dataset(folder, site, name, list(files))


def _dataset(folder: Path, site: Site, name: str, files: Sequence[DataFile]) -> _Node:
    settings, words = site.settings, data_words(site)
    address = f"{settings.site_url}{DCAT}#{name}"
    return {
        "@id": address,
        "@type": "dcat:Dataset",
        "dct:identifier": address,
        **_described(site, words[f"file_{name}"], files[0].description),
        **_dated(site),
        "dct:publisher": {"@id": f"{settings.site_url}#publisher"},
        "dcat:contactPoint": _contact(site),
        "dcat:keyword": _texts(site, site.words.dcat_keyword),
        "dcat:theme": _concept("data-theme/GOVE", "Government and public sector"),
        "dct:accrualPeriodicity": {**_authority("frequency/IRREG"), "@type": "dct:Frequency"},
        "dcat:landingPage": {"@id": f"{settings.site_url}{DATA_PAGE}", "@type": "foaf:Document"},
        **(_covered(site) if name in ("catalog", "history") else {}),
        "dcat:distribution": [_distribution(folder, site, file) for file in files],
    }


def _distribution(folder: Path, site: Site, file: DataFile) -> _Node:
    address = site.settings.site_url + file.path
    size, digest = extent_of(folder / file.path)
    return {
        "@id": f"{address}#distribution",
        "@type": "dcat:Distribution",
        **_described(site, file.title, file.description),
        **_dated(site),
        "dcat:accessURL": {"@id": address, "@type": "rdfs:Resource"},
        "dcat:downloadURL": {"@id": address},
        **_format(file),
        "dcat:byteSize": _typed(str(size), "nonNegativeInteger"),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {
                "@id": "spdx:checksumAlgorithm_sha256",
                "@type": "spdx:ChecksumAlgorithm",
            },
            "spdx:checksumValue": _typed(digest, "hexBinary"),
        },
        "dcatap:availability": _concept("planned-availability/STABLE", "stable"),
        **_licensed(site),
    }


def _format(file: DataFile) -> _Node:
    """The format by the names of IANA and the EU; in words where they have none, as for JSON Lines."""
    known = _FORMATS.get(file.media_type)
    if not known:
        return {"dct:format": {"@type": "dct:MediaTypeOrExtent", "rdfs:label": file.format}}
    iana = f"https://www.iana.org/assignments/media-types/{file.media_type}"
    return {
        "dcat:mediaType": {"@id": iana, "@type": "dct:MediaType"},
        "dct:format": {**_authority(f"file-type/{known}"), "@type": "dct:MediaTypeOrExtent"},
    }


def _described(site: Site, title: str, description: str) -> _Node:
    language = _LANGUAGES[site.settings.language]
    return {
        "dct:title": _texts(site, title),
        "dct:description": _texts(site, description),
        "dct:language": {**_authority(f"language/{language}"), "@type": "dct:LinguisticSystem"},
    }


def _dated(site: Site) -> _Node:
    """When the first record was published, and the day that the data stand for."""
    days = days_told(site)
    issued = {"dct:issued": _day(days[0])} if days else {}
    return {**issued, "dct:modified": _day(site.catalog.as_of)}


def _covered(site: Site) -> _Node:
    """The days between which the records were published."""
    days = days_told(site)
    if not days:
        return {}
    period = {"@type": "dct:PeriodOfTime", "dcat:startDate": _day(days[0]), "dcat:endDate": _day(days[-1])}
    return {"dct:temporal": period}


def _publisher(site: Site) -> _Node:
    identity = site.settings.site
    return {
        "@id": f"{site.settings.site_url}#publisher",
        "@type": "foaf:Agent",
        "foaf:name": _texts(site, identity.organizer or identity.name or site.settings.site_name),
        "foaf:homepage": {"@id": site.settings.site_url},
        "dct:type": {
            "@id": "http://purl.org/adms/publishertype/LocalAuthority",
            "@type": "skos:Concept",
            "skos:prefLabel": _english("Local Authority"),
        },
    }


def _contact(site: Site) -> _Node:
    identity = site.settings.site
    name = identity.organizer or identity.name or site.settings.site_name
    node: _Node = {
        "@id": f"{site.settings.site_url}#contact",
        "@type": ["vcard:Kind", "vcard:Organization"],
        "vcard:fn": name,
        "vcard:hasURL": {"@id": site.settings.site_url},
    }
    if "@" in identity.contact:
        node["vcard:hasEmail"] = {"@id": f"mailto:{identity.contact.strip()}"}
    elif number := _TELEPHONE.search(identity.contact):
        node["vcard:hasTelephone"] = {"@id": f"tel:{number[0]}"}
    return node


def _licensed(site: Site) -> _Node:
    licence = site.settings.data_license
    if not licence.url:
        return {}
    named = {"dct:title": licence.name} if licence.name else {}
    return {"dct:license": {"@id": licence.url, "@type": "dct:LicenseDocument", **named}}


def _texts(site: Site, text: str) -> Mapping[str, str]:
    return {"@value": text, "@language": site.settings.language}


def _concept(name: str, label: str) -> _Node:
    return {**_authority(name), "@type": "skos:Concept", "skos:prefLabel": _english(label)}


def _authority(name: str) -> _Node:
    """An entry of one of the EU's vocabularies, with the vocabulary that it belongs to."""
    address = f"{_AUTHORITY}/{name}"
    return {"@id": address, "skos:inScheme": {"@id": address.rpartition("/")[0]}}


def _english(text: str) -> Mapping[str, str]:
    return {"@value": text, "@language": "en"}


def _day(day: date) -> Mapping[str, str]:
    return _typed(day.isoformat(), "date")


def _typed(value: str, name: str) -> Mapping[str, str]:
    return {"@value": value, "@type": f"xsd:{name}"}
