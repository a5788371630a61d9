"""jsonschema, which says what is wrong. Imported when something is: that takes as long as 2,000 records."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import SchemaError

from generator.ingest.date_forms import FORMS

FORMATS = FormatChecker(["date"])
for name, is_of_form in FORMS.items():
    FORMATS.checks(name)(is_of_form)


def explainer_of(source: Mapping[str, Any]) -> Draft202012Validator:
    """The validator of a schema whose errors say what is wrong."""
    return Draft202012Validator(_exact(source), format_checker=FORMATS)


def _exact(node: Any) -> Any:
    """A schema with its fractions as Decimals, as records have them: the float 0.1 is another number."""
    if isinstance(node, float):
        return Decimal(str(node))
    if isinstance(node, dict):
        return {key: _exact(value) for key, value in node.items()}
    return [_exact(value) for value in node] if isinstance(node, list) else node


def fault_of(schema: Any) -> str:
    """What is wrong with a schema itself; "" for nothing."""
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        return str(error)
    return ""
