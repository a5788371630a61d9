"""What each kind of data tells: its columns, which of them tell rows apart, and which name rows elsewhere.

The Data Package and the page about the data go by it. Columns of records and events come from the schema of a
record (`data_fields`), all others are described in `data_wording.yml`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.derive.catalog_rows import ACTIVITY_COLUMNS, BODY_COLUMNS, NODE_COLUMNS
from generator.derive.data_fields import DataField, event_fields, record_fields, told_fields
from generator.derive.data_files import URL
from generator.derive.freshness.columns import STATES as FRESHNESS_STATES
from generator.derive.freshness.data import COLUMN_KEYS
from generator.derive.ledger.data import DUTY_COLUMNS, LEDGER_COLUMNS
from generator.derive.ledger.entries import STATES as LEDGER_STATES
from generator.derive.ledger.rows import state_label
from generator.derive.naming import Site
from generator.derive.statistics.figures import DIMENSIONS, FIGURE_KEYS
from generator.derive.supervision.data import COUNTS, SCORE_COLUMNS
from generator.model.catalog import BODY_KINDS


@dataclass(frozen=True, slots=True)
class DataTable:
    """`fields` are the columns of the CSV and the keys of the JSON; no two rows have the same `key`.

    `refers` has for a column that names rows of a table the name of its file and the column there; the name
    is empty where it is the same table.
    """

    fields: Callable[[Site], Sequence[DataField]]
    key: tuple[str, ...] = ()
    refers: Mapping[str, tuple[str, str]] = field(default_factory=dict)


_BODY, _NODE, _DUTY = ("departments-csv", "id"), ("categories-csv", "path"), ("duties-csv", "id")


def _body_fields(site: Site) -> Sequence[DataField]:
    lists = dict.fromkeys(("functions", "leaders", "internal_units", "pledges"), "array")
    objects = dict.fromkeys(("supervision", "disclosure_contact", "responsible"), "object")
    kinds = [(kind, site.words[f"kind_{kind}"]) for kind in BODY_KINDS]
    types = {**lists, **objects, "order": "integer"}
    return told_fields(site, "body", BODY_COLUMNS, types, {"id", "name", "kind", URL}, {"kind": kinds})


def _node_fields(site: Site) -> Sequence[DataField]:
    types = {"keywords": "array", "responsible": "array"}
    return told_fields(site, "node", NODE_COLUMNS, types, {"path", "name", URL})


def _activity_fields(site: Site) -> Sequence[DataField]:
    always = {"date", "channel", "department", "title", "count"}
    channels = list(site.labels_of["activities"].values["channel"].items())
    types = {"date": "date", "count": "integer"}
    return told_fields(site, "activity", ACTIVITY_COLUMNS, types, always, {"channel": channels})


def _duty_fields(site: Site) -> Sequence[DataField]:
    lists = dict.fromkeys(("elements", "basis", "owed_by", "channels", "level"), "array")
    types = {**lists, "number": "integer", "from": "date", "to": "date"}
    always = {"number", "id", "level1", "level2", "limit", "owed_by", "audience", "mode"}
    return told_fields(site, "duty", DUTY_COLUMNS, types, always)


def _task_fields(site: Site) -> Sequence[DataField]:
    """What the JSON of duties has in codes, or has alone."""
    columns = ("limit", "owed_by", "categories", "audience", "mode", "level", "channels", "events", "exempt")
    types = {**dict.fromkeys(columns, "array"), "limit": "object", "audience": "string", "mode": "string"}
    codes = {key: list(labels.items()) for key, labels in site.labels_of["duties"].values.items()}
    return told_fields(site, "task", columns, types, {"limit", "owed_by"}, codes)


def _ledger_fields(site: Site) -> Sequence[DataField]:
    dates = dict.fromkeys(("begins", "deadline", "met_on"), "date")
    types = {**dates, "days": "integer", "provisional": "boolean", "records": "array", "urls": "array"}
    always = {"id", "duty", "level1", "level2", "body", "body_name", "state", "provisional"}
    states = [(state, state_label(site.words, state)) for state in LEDGER_STATES]
    return told_fields(site, "entry", LEDGER_COLUMNS, types, always, {"state": states})


def _figure_fields(site: Site) -> Sequence[DataField]:
    dimensions = [(name, site.words[f"statistics_{name}"]) for name in DIMENSIONS]
    types = {"count": "integer"}
    return told_fields(site, "figure", FIGURE_KEYS, types, set(FIGURE_KEYS), {"dimension": dimensions})


def _bulletin_fields(site: Site) -> Sequence[DataField]:
    columns = ("period", "first", "last", "is_running", *COUNTS, "timeliness", "bodies", URL)
    types = dict.fromkeys(COUNTS, "integer") | {"first": "date", "last": "date", "is_running": "boolean"}
    types |= {"timeliness": "number", "bodies": "array"}
    return told_fields(site, "bulletin", columns, types, set(columns) - {"timeliness"})


def _score_fields(site: Site) -> Sequence[DataField]:
    own = SCORE_COLUMNS[: -len(COUNTS)]
    told = told_fields(site, "score", own, {"rank": "integer", "score": "number"}, own[:3])
    return [*told, *told_fields(site, "bulletin", COUNTS, dict.fromkeys(COUNTS, "integer"), COUNTS)]


def _interaction_fields(site: Site) -> Sequence[DataField]:
    columns = ("letters", "requests", "responses", "evaluations")
    types = {**dict.fromkeys(columns, "object"), "evaluations": "array"}
    return told_fields(site, "interaction", columns, types, columns)


def _freshness_fields(site: Site) -> Sequence[DataField]:
    numbers = dict.fromkeys(("days", "records"), "integer")
    types = {**numbers, "updated": "date", "until": "date", "responsible": "array"}
    states = [(state, site.words[f"fresh_state_{state}"]) for state in FRESHNESS_STATES]
    always = {"path", "name", "state", "records", URL}
    return told_fields(site, "column", COLUMN_KEYS, types, always, {"state": states})


#: By what files hold (`DataFile.holds`).
TABLES: Mapping[str, DataTable] = {
    "catalog": DataTable(
        record_fields, ("index_number",), {"department": _BODY, "category": _NODE, "duty": _DUTY}
    ),
    "history": DataTable(
        event_fields,
        ("id",),
        {"index_number": ("catalog-csv", "index_number"), "department": _BODY, "category": _NODE},
    ),
    "departments": DataTable(_body_fields, ("id",), {"parent": ("", "id")}),
    "categories": DataTable(_node_fields, ("path",), {"parent": ("", "path")}),
    "subjects": DataTable(_node_fields, ("path",), {"parent": ("", "path")}),
    "standard": DataTable(_duty_fields, ("id",)),
    "duties": DataTable(_task_fields),
    "ledger": DataTable(_ledger_fields, ("id",), {"duty": _DUTY, "body": _BODY}),
    "statistics": DataTable(_figure_fields, ("dimension", "key", "period")),
    "activities": DataTable(_activity_fields, (), {"department": _BODY}),
    "interaction": DataTable(_interaction_fields),
    "freshness": DataTable(_freshness_fields, ("path",), {"path": _NODE}),
    "scores": DataTable(_score_fields, ("period", "department"), {"department": _BODY}),
    "bulletins": DataTable(_bulletin_fields),
}
