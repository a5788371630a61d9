"""The forms of dates and zones that schemas name beside those of JSON Schema."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

_DATE_OR_MINUTE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?")


def is_date_or_minute(value: object) -> bool:
    """Whether a text is a calendar date, with or without hour and minute (`2026-03-01T09:30`)."""
    if not isinstance(value, str):
        return True
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return _DATE_OR_MINUTE.fullmatch(value) is not None  # ISO 8601 has many more forms


def is_time_zone(value: object) -> bool:
    """Whether a text names a time zone that this machine knows (`Asia/Shanghai`)."""
    if not isinstance(value, str):
        return True
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        return False
    return True


#: The forms by the names that schemas use.
FORMS = {"date-or-minute": is_date_or_minute, "time-zone": is_time_zone}
