"""What the columns of the ledger and of the standard catalog are, for who reads the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.derive.data_fields import DataField
from generator.derive.data_files import data_words
from generator.derive.ledger.data import DUTY_COLUMNS, LEDGER_COLUMNS
from generator.derive.ledger.entries import STATES
from generator.derive.ledger.rows import state_label
from generator.derive.naming import Site

_TYPES = {"begins": "date", "deadline": "date", "met_on": "date", "from": "date", "to": "date"}
_TYPES |= {"days": "integer", "number": "integer", "provisional": "boolean"}
_LISTS = frozenset(("records", "urls", "elements", "basis", "owed_by", "channels", "level"))
_ALWAYS = frozenset(("id", "duty", "level1", "level2", "body", "body_name", "state", "provisional", "limit"))
_OF_DUTIES = frozenset(("number", "owed_by", "audience", "mode"))


def ledger_fields(site: Site) -> Sequence[DataField]:
    """The columns of `data/ledger.csv`, which are the keys of the entries in `data/ledger.json`."""
    states = {"state": tuple((state, state_label(site.words, state)) for state in STATES)}
    return [_field(site, "entry", key, states) for key in LEDGER_COLUMNS]


def duty_fields(site: Site) -> Sequence[DataField]:
    """The columns of `data/duties.csv`."""
    return [_field(site, "duty", key, {}) for key in DUTY_COLUMNS]


def _field(site: Site, of: str, key: str, values: Mapping[str, tuple[tuple[str, str], ...]]) -> DataField:
    words, type_ = data_words(site), _TYPES.get(key, "string")
    return DataField(
        key=key,
        label=words[f"field_{of}_{key}"],
        description=words[f"about_field_{of}_{key}"],
        type=type_,
        json_type="array" if key in _LISTS else "string" if type_ == "date" else type_,
        values=values.get(key, ()),
        constraints={"required": True} if key in _ALWAYS | _OF_DUTIES else {},
    )
