"""QR codes, drawn from their SVG as a browser would, and read."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.qr import qr_svg

from .codes import drawn, read

ADDRESS = "https://www.shili.example/zwgk/records/990001SL-SLJ-2026-30021/"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=120))
def test_what_is_drawn_is_read(text: str) -> None:
    svg = qr_svg(f"https://县.example/{text}!", "二维码")
    assert read(drawn(svg)) == [f"https://县.example/{text}!"]


def test_what_no_code_holds_is_refused() -> None:
    assert read(drawn(qr_svg("x" * 2331, ""))) == ["x" * 2331]
    with pytest.raises(ValueError, match="too long"):
        qr_svg("x" * 2332, "")


@pytest.mark.parametrize("corner", [(60, 60), (75, 15), (48, 90)])
def test_a_stained_code_is_still_read(corner: tuple[int, int]) -> None:
    picture = drawn(qr_svg(ADDRESS, ""))
    row, column = corner
    picture[row : row + 15, column : column + 21] = 255
    assert read(picture) == [ADDRESS]


def test_label_and_namespace_make_it_stand_in_a_page_and_alone() -> None:
    root = ElementTree.fromstring(qr_svg(ADDRESS, '"<本页>" & 二维码'))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert (root.get("role"), root.get("aria-label")) == ("img", '"<本页>" & 二维码')
    assert not any("style" in element.attrib for element in root.iter())
