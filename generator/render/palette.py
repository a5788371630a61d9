"""The site's colours, worked out from the two that a site sets, for light and dark screens.

Every colour keeps its hue and takes the lightness that its contrast asks for, so that no choice of a main
colour makes a site that cannot be read. Contrast is that of WCAG 2.2 (success criteria 1.4.3, 1.4.6, 1.4.11);
hue and lightness are those of OKLCH (CSS Color 4).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from coloraide import Color

#: Contrast of text that is read at length (AAA), of short text (AA with something to spare), of edges.
READ, SHORT, EDGE = 7.0, 5.0, 3.1

_AMBER, _GREEN, _VIOLET = 75.0, 152.0, 303.0  # hues in degrees: warning, good, visited links


@cache
def palette_css(main: str, seal: str) -> str:
    """Custom properties for light and dark screens, as a style sheet; colours are `#rrggbb`."""
    light, dark = _rules(_light(main, seal), "light"), _rules(_dark(main, seal), "dark")
    return (
        f"html {{ {light} }}\n"
        f'@media screen and (prefers-color-scheme: dark) {{ html:not([data-scheme="light"]) {{ {dark} }} }}\n'
        f'@media screen {{ html[data-scheme="dark"] {{ {dark} }} }}\n'
    )


def _rules(colours: Mapping[str, str], scheme: str) -> str:
    return f"color-scheme: {scheme}; " + " ".join(f"--{name}: {value};" for name, value in colours.items())


def _light(main: str, seal: str) -> dict[str, str]:
    blue = _oklch(main)
    ground, soft, tinted = "#ffffff", _grey(blue, 0.973), _soft(blue, 0.95)
    return {
        "ground": ground,
        "ground-soft": soft,
        "line": _grey(blue, 0.89),
        "line-strong": _exactly(_tint(blue, 0.02), soft, EDGE),
        "ink": _exactly(_tint(blue, 0.02), soft, 14),
        "ink-soft": _exactly(_tint(blue, 0.025), soft, READ),
        "accent-soft": tinted,
        "accent": _at_least(blue, tinted, READ),
        "visited": _at_least(_colour(0.4, 0.13, _VIOLET), soft, READ),
        "bar": _at_least(blue, ground, READ),
        "bar-ink": ground,
        **_signals(_oklch(seal), 0.95, READ),
        "call": _at_least(_oklch(seal), ground, READ),  # the one button that the home page is about
        "mark": _hex(_colour(0.93, 0.1, 95)),
        "focus": _exactly(_colour(0.55, 0.15, 55), soft, SHORT),
    }


def _dark(main: str, seal: str) -> dict[str, str]:
    blue = _oklch(main)
    ground, soft, tinted = _grey(blue, 0.2), _grey(blue, 0.25), _soft(blue, 0.32)
    return {
        "ground": ground,
        "ground-soft": soft,
        "line": _grey(blue, 0.37),
        "line-strong": _exactly(_tint(blue, 0.02), soft, EDGE),
        "ink": _exactly(_tint(blue, 0.01), soft, 12),
        "ink-soft": _exactly(_tint(blue, 0.02), soft, READ),
        "accent-soft": tinted,
        "accent": _at_least(_like(blue, 0.75, 0.1), tinted, READ),
        "visited": _at_least(_colour(0.8, 0.1, _VIOLET), soft, READ),
        "bar": _hex(_like(blue, 0.3, 0.08)),
        "bar-ink": _grey(blue, 0.96),
        **_signals(_oklch(seal), 0.29, SHORT),
        "call": _at_least(_like(blue, 0.75, 0.1), ground, READ),  # a bright red would glare in the dark
        "mark": _hex(_colour(0.36, 0.07, 95)),
        "focus": _hex(_colour(0.83, 0.13, 70)),
    }


def _signals(seal: Color, soft_lightness: float, contrast: float) -> dict[str, str]:
    """Pairs of text and ground for what has ended, what is open, what is good."""
    colours = {"seal": seal, "amber": _colour(0.5, 0.12, _AMBER), "green": _colour(0.5, 0.11, _GREEN)}
    pairs: dict[str, str] = {}
    for name, colour in colours.items():
        soft = _soft(colour, soft_lightness)
        pairs |= {name: _at_least(colour, soft, contrast), f"{name}-soft": soft}
    return pairs


def _colour(lightness: float, chroma: float, hue: float) -> Color:
    return Color("oklch", [lightness, chroma, hue])


def _oklch(colour: str) -> Color:
    return Color(colour).convert("oklch", norm=False)  # a grey has hue 0, not none


def _hex(colour: Color) -> str:
    return str(colour.convert("srgb").fit(method="oklch-chroma").to_string(hex=True))


def _like(colour: Color, lightness: float, most_chroma: float) -> Color:
    """The colour's hue at another lightness; a grey stays grey."""
    return _colour(lightness, min(most_chroma, colour["chroma"]), colour["hue"])


def _tint(colour: Color, chroma: float) -> Color:
    return _like(colour, colour["lightness"], chroma)


def _grey(colour: Color, lightness: float) -> str:
    return _hex(_like(colour, lightness, 0.006 + (1 - lightness) * 0.02))


def _soft(colour: Color, lightness: float) -> str:
    return _hex(_like(colour, lightness, 0.03 if lightness > 0.5 else 0.05))


def _at_least(colour: Color, ground: str, wanted: float) -> str:
    """The colour itself where its contrast on the ground suffices, else as little changed as it takes."""
    shown = _hex(colour)
    is_beyond = (Color(shown).luminance() > Color(ground).luminance()) == _is_dark(ground)
    return shown if is_beyond and contrast(shown, ground) >= wanted else _exactly(colour, ground, wanted)


def _exactly(colour: Color, ground: str, wanted: float) -> str:
    """The colour at the lightness that just has the contrast: lighter on a dark ground, else darker."""
    near, far = _oklch(ground)["lightness"], 1.0 if _is_dark(ground) else 0.0
    for _ in range(16):  # finer than the eight bits of a channel
        middle = (near + far) / 2
        if contrast(_hex(colour.clone().set("lightness", middle)), ground) >= wanted:
            far = middle
        else:
            near = middle
    return _hex(colour.clone().set("lightness", far))


def _is_dark(ground: str) -> bool:
    return float(Color(ground).luminance()) < 0.18  # where black and white contrast alike


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    return float(Color(one).contrast(other, method="wcag21"))
