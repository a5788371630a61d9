"""How closely the text of a sheet for the notice board is set."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from generator.render.sheet_text import SheetText, density


@pytest.mark.parametrize(
    ("characters", "expected"),
    [
        (299, "brief"),
        (300, "sparse"),
        (899, "sparse"),
        (900, "normal"),
        (1299, "normal"),
        (1300, "dense"),
        (1799, "dense"),
        (1800, "normal"),
    ],
)
def test_what_would_leave_little_for_a_second_sheet_is_set_closer(characters: int, expected: str) -> None:
    assert density((SheetText(Markup(), "字" * characters),)) == expected


def test_rows_and_heads_take_room_too() -> None:
    rows = Markup("<table>" + "<tr><td>一</td></tr>" * 31 + "</table>")
    assert density((SheetText(rows),)) == "sparse"
    assert density((SheetText(rows), SheetText(Markup()))) == "normal"
