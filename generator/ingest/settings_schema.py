"""The schema of the settings: what stands in `settings.schema.json`, and values that the program knows.

It belongs to the program, not to `schema/`: a site extends its records, but settings mean what code does.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from generator.ingest.all_rules import RULES
from generator.ingest.schema import Schema
from generator.model.catalog import BODY_KINDS, COLUMN_TYPES
from generator.model.problems import Rule
from generator.model.records import PREREQUISITE_TYPES
from generator.model.settings import PUBLISHABLE_TYPES

_FILE = Path(__file__).with_name("settings.schema.json")


@cache
def config_schema() -> Schema:
    """The schema of what stands beside our section: keys of MkDocs, as texts, lists and mappings."""
    return Schema(json.loads(_FILE.with_name("site_config.schema.json").read_text(encoding="utf-8")))


@cache
def settings_schema() -> Schema:
    """The schema of the section `disclosure`."""
    source: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    settings, shared = source["properties"], source["$defs"]
    settings["attachment_types"]["items"]["enum"] = sorted(PUBLISHABLE_TYPES)
    settings["prerequisites"]["additionalProperties"]["items"]["enum"] = [*PREREQUISITE_TYPES]
    shared["body_kinds"]["items"]["enum"] = [*BODY_KINDS]
    settings["rules"]["properties"] = {rule: _weight(RULES[rule]) for rule in sorted(RULES)}
    limits = settings["inspection"]["properties"]["limits"]
    limits["properties"] = {column: {"$ref": "#/$defs/duration", "title": column} for column in COLUMN_TYPES}
    return Schema(source)


def _weight(rule: Rule) -> dict[str, Any]:
    """The weights that a site may give to a rule; what cannot be published without stays an error."""
    weight = "fixed_weight" if rule.essential else "weight"
    about = {"description": rule.zh.why, "description_en": rule.en.why}
    return {"$ref": f"#/$defs/{weight}", "title": rule.id, **about}
