"""The Data Package (datapackage.org, version 2) of the open data, with a Table Schema for each table.

Version 2 rather than 1: a package has a version of its own, and a column's codes carry labels (`categories`).
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from generator.derive.data_fields import DataField
from generator.derive.data_files import API, CSV, PACKAGE, DataFile, data_files, data_words
from generator.derive.data_tables import TABLES, DataTable
from generator.derive.events import midnight
from generator.derive.naming import Site
from generator.model.addresses import DATA_PAGE
from generator.model.settings import LICENSE_ID, DataLicense
from generator.model.values import indented_json
from generator.outputs.exports import text_file

_PROFILES = "https://datapackage.org/profiles/2.0"


def write_package(site: Path, catalog: Site) -> None:
    """Write `data/datapackage.json`; the files that it describes stand there already."""
    with text_file(site / PACKAGE) as out:
        out.write(indented_json(_package(site, catalog)) + "\n")


def _package(folder: Path, site: Site) -> dict[str, Any]:
    settings, words = site.settings, data_words(site)
    publisher = settings.site.organizer or settings.site.name or settings.site_name
    package = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "api": API,
        "name": f"{re.sub(r'[^a-z0-9.]+', '-', settings.domain.lower())}-disclosure",
        "id": f"{settings.site_url}{PACKAGE}",
        "title": words.fill("package_title", site=settings.site_name),
        "description": words.package_description,
        "homepage": f"{settings.site_url}{DATA_PAGE}",
        "version": site.catalog.as_of.isoformat(),
        "created": midnight(site.catalog.as_of).replace(tzinfo=settings.zone).isoformat()[:25],
        "contributors": [{"title": publisher, "path": settings.site_url, "roles": ["publisher"]}],
        "sources": [{"title": settings.site_name, "path": settings.site_url}],
        "resources": [_resource(folder, site, file) for file in data_files(site)],
    }
    if settings.data_license.is_stated:
        package["licenses"] = [_license(settings.data_license)]
    return package


def _license(licence: DataLicense) -> dict[str, str]:
    """What has no id of the Open Definition goes by its title and address."""
    key = "name" if LICENSE_ID.fullmatch(licence.name) else "title"
    told = {key: licence.name, "path": licence.url}
    return {key: value for key, value in told.items() if value}


def _resource(folder: Path, site: Site, file: DataFile) -> dict[str, Any]:
    size, digest = extent_of(folder / file.path)
    resource: dict[str, Any] = {
        "name": file.name,
        "path": file.path.removeprefix("data/"),
        "title": file.title,
        "description": file.description,
        "format": file.path.rpartition(".")[2],
        "mediatype": file.media_type,
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
    }
    if file.is_table:
        resource["type"] = "table"
    if file.media_type == CSV:
        resource["dialect"] = {"$schema": f"{_PROFILES}/tabledialect.json", "lineTerminator": "\r\n"}
        resource["schema"] = _table_schema(site, TABLES[file.holds])
    return resource


def extent_of(data: Path) -> tuple[int, str]:
    """A file's size in bytes and its SHA-256 in hexadecimal."""
    with data.open("rb") as opened:
        return data.stat().st_size, hashlib.file_digest(opened, "sha256").hexdigest()


def _table_schema(site: Site, table: DataTable) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(field, data_words(site).note_list) for field in table.fields(site)],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    there = {file.name for file in data_files(site)}
    references = [
        {"fields": [column], "reference": {**({"resource": name} if name else {}), "fields": [named]}}
        for column, (name, named) in table.refers.items()
        if not name or name in there
    ]
    if references:
        schema["foreignKeys"] = references
    return schema


def _field(field: DataField, note_list: str) -> dict[str, Any]:
    described: dict[str, Any] = {"name": field.key, "type": field.type, "title": field.label}
    description = field.description + (note_list if field.json_type == "array" else "")
    if description:
        described["description"] = description.strip()
    if field.example:
        described["example"] = field.example
    if field.values:
        described["categories"] = [{"value": value, "label": label} for value, label in field.values]
    constraints = dict(field.constraints)
    if field.values:
        constraints["enum"] = [value for value, _ in field.values]
    if constraints:
        described["constraints"] = constraints
    return described
