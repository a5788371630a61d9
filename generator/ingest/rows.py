"""Dataclasses and named tuples as rows of plain values, which JSON brings back as they were.

The way there and back is worked out once, from the type hints of the class, so that a new field needs nothing
here. A type that has no plain form is refused at once, a value in an `Any` when it comes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

_Convert = Callable[[Any], Any]


def row_of(kind: type) -> tuple[Callable[[Any], list[Any]], Callable[[list[Any]], Any]]:
    """What makes a row of a value of a class, and the value of a row.

    Raises TypeError where the type of a field has no plain form; so does the first function for such a
    value where any type is allowed. A field of the metadata `{"row": False}` is None in the row.
    """
    hints = get_type_hints(kind)
    fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    left_out = {field.name for field in fields if not field.metadata.get("row", True)}
    names = [field.name for field in fields] or list(hints)
    forms = [_Form(lambda _: None) if name in left_out else _form_of(hints[name]) for name in names]
    to_plain = [(position, form.plain) for position, form in enumerate(forms) if form.plain]
    to_back = [(position, form.back) for position, form in enumerate(forms) if form.back]

    def plain(value: Any) -> list[Any]:
        row = [getattr(value, name) for name in names]
        for position, convert in to_plain:
            row[position] = convert(row[position])
        return row

    def back(row: list[Any]) -> Any:
        for position, convert in to_back:
            row[position] = convert(row[position])
        return kind(*row)

    return plain, back


class _Form(NamedTuple):
    """How a value is made plain, and how it comes back; None where there is nothing to do."""

    plain: _Convert | None = None
    back: _Convert | None = None


def _form_of(hint: Any) -> _Form:
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in (str, int, bool):
        return _Form()
    if hint is Any:
        return _Form(_plain, _back)
    if origin in (Union, UnionType) and len(arguments) == 2 and NoneType in arguments:
        return _Form(*map(_unless_none, _form_of(next(a for a in arguments if a is not NoneType))))
    if origin is list or (origin is tuple and arguments[1:] == (...,)):
        return _sequence(origin, _form_of(arguments[0]))
    if origin is tuple and all(_form_of(argument) == _Form() for argument in arguments):
        return _Form(None, tuple)
    if origin is Mapping and arguments[0] is str:
        return _mapping(_form_of(arguments[1]))
    if dataclasses.is_dataclass(hint) or hasattr(hint, "_fields"):
        return _Form(*row_of(hint))
    raise TypeError(f"{hint} has no plain form")


def _unless_none(convert: _Convert | None) -> _Convert | None:
    return convert and (lambda value: None if value is None else convert(value))


def _sequence(kind: type, item: _Form) -> _Form:
    """JSON has one kind of sequence; it writes tuples as lists by itself."""
    plain, back = item
    make_plain = plain and (lambda values: [plain(value) for value in values])
    if back:
        return _Form(make_plain, lambda values: kind(map(back, values)))
    return _Form(make_plain, tuple if kind is tuple else None)


def _mapping(member: _Form) -> _Form:
    def each(convert: _Convert | None) -> _Convert | None:
        return convert and (lambda values: {key: convert(value) for key, value in values.items()})

    return _Form(each(member.plain) or dict, each(member.back))


def _plain(value: Any) -> Any:
    """A value of no declared type. A day becomes a list of one text, since no lists are taken."""
    if type(value) in (str, int, bool, NoneType):
        return value
    if type(value) is date:
        return [value.isoformat()]
    if isinstance(value, Mapping):
        return {str(key): _plain(member) for key, member in value.items()}
    raise TypeError(f"{type(value)} has no plain form")


def _back(value: Any) -> Any:
    if isinstance(value, list):
        return date.fromisoformat(value[0])
    if isinstance(value, dict):
        return {key: _back(member) for key, member in value.items()}
    return value
