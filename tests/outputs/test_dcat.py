"""The catalog for data portals, checked against the shapes that DCAT-AP 3.0.1 is published with."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from derive.sites import site_of
from pyshacl import validate
from rdflib import Graph

from generator.derive.data_files import data_files
from generator.derive.naming import Site
from generator.model.settings import DataLicense, SiteIdentity
from generator.outputs.dcat import DCAT, write_dcat

from .sample import SITE_URL, record

_LICENCE = DataLicense("CC-BY-4.0", "https://licence.example/by")


@cache
def shapes() -> Graph:
    """Those of SEMIC, release 3.0.1, shacl/dcat-ap-SHACL.ttl; see profiles/README.md."""
    return Graph().parse(Path(__file__).parent / "profiles/dcat-ap-3.0.1.ttl")


def sites() -> list[Site]:
    """A site with all that may be said, and one of which nothing is known."""
    identity = SiteIdentity(name="示例县人民政府", organizer="县政府办公室", contact="0000-5550100 转 1")
    full = site_of(
        record("A-1", "2025-03-02"), record("A-2", "2026-03-01"), site=identity, data_license=_LICENCE
    )
    return [full, site_of(language="en", site=SiteIdentity(contact="zwgk@shili.example"))]


def written(folder: Path, site: Site) -> dict[str, Any]:
    """The catalog, of data files whose content is their path."""
    for file in data_files(site):
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).write_text(file.path, "utf-8")
    write_dcat(folder, site)
    made: dict[str, Any] = json.loads((folder / DCAT).read_text("utf-8"))
    return made


def faults(catalog: dict[str, Any]) -> str:
    graph = Graph().parse(data=json.dumps(catalog), format="json-ld")
    conforms, _, told = validate(graph, shacl_graph=shapes())
    return "" if conforms else str(told)


@pytest.mark.parametrize("which", [0, 1])
def test_it_has_the_shape_of_dcat_ap(tmp_path: Path, which: int) -> None:
    assert faults(written(tmp_path, sites()[which])) == ""


@pytest.mark.parametrize("lost", ["dct:title", "dct:publisher", "dct:description"])
def test_the_shapes_find_what_a_catalog_lacks(tmp_path: Path, lost: str) -> None:
    catalog = written(tmp_path, sites()[0])
    del catalog[lost]
    assert lost.removeprefix("dct") in faults(catalog)


def test_files_are_named_with_size_and_digest(tmp_path: Path) -> None:
    site = sites()[0]
    catalog = written(tmp_path, site)
    files = {
        file["dcat:downloadURL"]["@id"]: file
        for each in catalog["dcat:dataset"]
        for file in each["dcat:distribution"]
    }
    assert set(files) == {SITE_URL + file.path for file in data_files(site)}
    for address, file in files.items():
        path = address.removeprefix(SITE_URL).encode()
        assert file["dcat:byteSize"]["@value"] == str(len(path))
        assert file["spdx:checksum"]["spdx:checksumValue"]["@value"] == hashlib.sha256(path).hexdigest()
        assert file["dct:license"]["@id"] == _LICENCE.url


def test_days_and_contact_are_those_of_the_catalog(tmp_path: Path) -> None:
    catalog = written(tmp_path, sites()[0])
    records = next(each for each in catalog["dcat:dataset"] if each["@id"].endswith("#catalog"))
    assert records["dct:temporal"]["dcat:startDate"]["@value"] == "2025-03-02"
    assert records["dct:temporal"]["dcat:endDate"]["@value"] == "2026-03-01"
    assert catalog["dct:modified"]["@value"] == "2026-03-31"
    assert records["dcat:contactPoint"]["vcard:hasTelephone"]["@id"] == "tel:0000-5550100"


def test_what_nobody_stated_is_left_out(tmp_path: Path) -> None:
    catalog = written(tmp_path, sites()[1])
    text = json.dumps(catalog)
    for key in ("dct:license", "dct:temporal", "dct:issued", "vcard:hasTelephone"):
        assert key not in text
    assert (
        catalog["dcat:dataset"][0]["dcat:contactPoint"]["vcard:hasEmail"]["@id"]
        == "mailto:zwgk@shili.example"
    )
