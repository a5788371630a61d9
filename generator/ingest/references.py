"""What a record refers to in the catalog files, and where its own file has to lie."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.ingest import rules_of_catalog as rules
from generator.ingest.catalog import CatalogFiles
from generator.ingest.locate import FieldPath
from generator.ingest.suggest import nearest
from generator.model.problems import Place, Problem, Rule

Locate = Callable[[FieldPath], Place]


def check_references(fields: Mapping[str, Any], files: CatalogFiles, locate: Locate) -> Iterator[Problem]:
    """Department, category, subjects and duty that the catalog files do not know."""
    yield from _unknown(
        fields, "department", rules.UNKNOWN_DEPARTMENT, files, files.departments, "departments", locate
    )
    yield from _unknown(
        fields, "category", rules.UNKNOWN_CATEGORY, files, files.categories.by_path, "categories", locate
    )
    if files.duties:
        yield from _unknown(fields, "duty", rules.UNKNOWN_DUTY, files, files.duties, "duties", locate)
    subjects = fields.get("subjects")
    if not isinstance(subjects, list) or not files.subjects.by_path:
        return
    for position, subject in enumerate(subjects):
        if isinstance(subject, str) and subject not in files.subjects:
            near = nearest(subject, files.subjects.by_path, _names(files.subjects.by_path))
            yield rules.UNKNOWN_SUBJECT.at(locate(["subjects", position]), id=subject, near=near)


def _unknown(
    fields: Mapping[str, Any],
    key: str,
    rule: Rule,
    files: CatalogFiles,
    known: Mapping[str, Any],
    file: str,
    locate: Locate,
) -> Iterator[Problem]:
    value = fields.get(key)
    if isinstance(value, str) and value and value not in known and file not in files.unusable:
        yield rule.at(locate([key]), id=value, near=nearest(value, known, _names(known)))


def _names(known: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(key, entry.name) for key, entry in known.items() if hasattr(entry, "name")]


def check_folder(
    path: str, records: Path, fields: Mapping[str, Any], files: CatalogFiles
) -> Iterator[Problem]:
    """A record file that does not lie in `records/<department>/<year of publication>/`."""
    department, published = fields.get("department"), fields.get("published")
    if not (isinstance(department, str) and isinstance(published, str) and published[:4].isdecimal()):
        return
    if department not in files.departments:  # reported as such; the folder may well be right
        return
    wanted = f"{department}/{published[:4]}"
    found = os.path.relpath(Path(path).parent, records).replace(os.sep, "/")
    if found != wanted:
        yield rules.WRONG_FOLDER.at(Place(path), wanted=f"records/{wanted}/")
