"""As much of CBOR (RFC 8949) as Pagefind's list of pages needs: non-negative integers, text, arrays."""

from __future__ import annotations

from typing import Any

_INTEGER, _TEXT, _ARRAY = 0, 3, 4


def loads(data: bytes) -> Any:
    """The value that the bytes stand for. Raises ValueError for anything but integers, text and arrays."""
    value, end = _read(data, 0)
    if end != len(data):
        raise ValueError(f"{len(data) - end} bytes after the value")
    return value


def dumps(value: Any) -> bytes:
    """The shortest bytes that stand for nested lists of text and non-negative integers. Raises ValueError."""
    if isinstance(value, list):
        return _head(_ARRAY, len(value)) + b"".join(map(dumps, value))
    if isinstance(value, str):
        text = value.encode()
        return _head(_TEXT, len(text)) + text
    if isinstance(value, int) and value >= 0:
        return _head(_INTEGER, value)
    raise ValueError(f"{value!r} has no form here")


def _read(data: bytes, at: int) -> tuple[Any, int]:
    kind, size = divmod(data[at], 32)
    at += 1
    if 24 <= size <= 27:
        width = 1 << (size - 24)
        size, at = int.from_bytes(data[at : at + width], "big"), at + width
    elif size > 27:
        raise ValueError(f"unknown length at byte {at - 1}")
    if kind == _INTEGER:
        return size, at
    if kind == _TEXT:
        return data[at : at + size].decode(), at + size
    if kind != _ARRAY:
        raise ValueError(f"unknown type at byte {at - 1}")
    items = []
    for _ in range(size):
        item, at = _read(data, at)
        items.append(item)
    return items, at


def _head(kind: int, size: int) -> bytes:
    if size < 24:
        return bytes([kind * 32 + size])
    width = next(exponent for exponent in range(4) if size < 1 << (8 << exponent))
    return bytes([kind * 32 + 24 + width]) + size.to_bytes(1 << width, "big")
