"""The site's colours: whatever two a site sets, everything can be read, on light and dark screens."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.model.settings import Look
from generator.render.palette import EDGE, READ, SHORT, contrast, palette_css

_COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)

#: Text or edge, ground, and the contrast that WCAG 2.2 or ourselves ask for.
_PAIRS = (
    *(("ink", ground, READ) for ground in ("ground", "ground-soft", "accent-soft")),
    *(("ink-soft", ground, READ) for ground in ("ground", "ground-soft")),
    *(("accent", ground, READ) for ground in ("ground", "ground-soft", "accent-soft")),
    *(("visited", ground, READ) for ground in ("ground", "ground-soft")),
    *((name, f"{name}-soft", SHORT) for name in ("seal", "amber", "green")),
    *((name, "ground", SHORT) for name in ("seal", "amber", "green")),
    *(("line-strong", ground, EDGE) for ground in ("ground", "ground-soft")),
    *(("focus", ground, SHORT) for ground in ("ground", "ground-soft")),
    ("bar-ink", "bar", READ),
    ("ground", "call", READ),
    ("ground", "accent", READ),  # the words of a pressed button
    ("ink", "mark", READ),
)


def _schemes(css: str) -> list[dict[str, str]]:
    return [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block)) for block in css.splitlines()]


@settings(max_examples=40)  # each works out some hundred contrasts
@given(_COLOURS, _COLOURS)
@example("#ffff00", "#ffffff")
@example("#000000", "#000000")
@example("#ff0000", "#00ff00")
@example("#808080", "#777777")
@example(Look.main_color, Look.seal_color)
def test_every_pair_of_text_and_ground_can_be_read(main: str, seal: str) -> None:
    for scheme in _schemes(palette_css(main, seal)):
        for text, ground, wanted in _PAIRS:
            assert contrast(scheme[text], scheme[ground]) >= wanted, (text, ground)


def test_a_dark_screen_is_told_of_by_the_system_or_by_the_reader() -> None:
    light, by_system, by_reader = _schemes(palette_css(Look.main_color, Look.seal_color))
    assert by_system == by_reader != light
    assert light.keys() == by_system.keys()


def test_a_main_colour_that_can_be_read_stays_as_it_was_set() -> None:
    light, *_ = _schemes(palette_css("#7a1020", "#a3211b"))
    assert light["accent"] == light["bar"] == "#7a1020"


def test_contrast_is_that_of_the_standard() -> None:
    assert round(contrast("#000000", "#ffffff"), 6) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54  # the palest grey of 4.5:1, as often quoted
