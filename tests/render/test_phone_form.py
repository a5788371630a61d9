"""Telephone numbers are kept whole, other numbers and all markup are left alone."""

from __future__ import annotations

import pytest

from generator.render.phone_form import whole_numbers


def test_a_telephone_number_is_kept_whole() -> None:
    assert (
        whole_numbers("<供水股>，0000-5551405") == '&lt;供水股&gt;，<span class="whole">0000-5551405</span>'
    )


@pytest.mark.parametrize("text", ["2026-10-20", "990001SL-SLJ-2026-30025", "A-0000-5551405", "12345"])
def test_other_numbers_are_not(text: str) -> None:
    assert whole_numbers(text) == text
