"""Plots as SVG, drawn when the site is built.

Our own, as it is but rectangles and lines: pygal and matplotlib fix sizes and fonts in pixels and write style
attributes, which the site's policy forbids, and a picture that is scaled to a phone takes its letters along.
Here lengths across are shares of the width and all else is in `em`, without a viewBox: bars stretch with the
page while letters keep the size that the reader chose. What the drawing leaves at its edges for labels
(padding) and all colours are in assets/plots.css.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from unicodedata import east_asian_width

from generator.derive.plots import Plot, Point, number, ticks
from generator.derive.wording import Wording

#: A bar's row, the bar in it, and the first line of two and of one beside it; in em.
_ROW, _BAR, _BAR_TOP = 2.4, 1.25, 0.5
#: The room for a label beside a bar in em, as assets/plots.css leaves it, and the width of a Latin letter.
_LABEL_WIDTH, _LATIN = 10.2, 0.56
#: The share of its place that a column fills; among fewer than six a share of the whole width for each.
_FILLED, _FILLED_OF_WHOLE = 0.68, 0.12
#: Columns of which each has its value above it wherever it is shown.
_FEW = 6

#: Larger numbers are told at axes in these (each with the number from which it is used).
_SCALES = {
    "zh-CN": ((10**9, 10**8, "亿"), (10**5, 10**4, "万")),
    "en": ((10**10, 10**9, "bn"), (10**7, 10**6, "m"), (10**5, 10**3, "k")),
}

#: What is drawn over the colour of a tone, so that it is told apart without colours; others are plain.
_TEXTURES = {
    "second": "M0 1h8M0 5h8",
    "late": "M-2 10L10-2M-2 2L2-2M6 10L10 6",
    "open": "M-2-2L10 10M-2 6L2 10M6-2L10 2",
    "bad": "M-2-2L10 10M-2 10L10-2",
    "muted": "M2 0v8M6 0v8",
}

#: What XML cannot hold, escaped or not.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plot_svg(plot: Plot, words: Wording) -> str:
    """The drawing of a plot that has points, as an SVG element with a title and a description."""
    title, description = f"{plot.id}-title", f"{plot.id}-desc"
    drawing = {"columns": _columns, "bars": _bars, "lines": _lines}[plot.form](plot, words)
    height = f' height="{_n(plot.drawn * _ROW + 1.75)}em"' if plot.form == "bars" else ""
    return (
        f'<svg class="plot__svg plot__svg--{plot.form}"{height} role="img" '
        f'aria-labelledby="{title} {description}"><title id="{title}">{_text(plot.title)}</title>'
        f'<desc id="{description}">{_text(plot.described(words))}</desc>'
        f"{_textures(plot)}{''.join(drawing)}</svg>"
    )


def swatch_svg(plot: Plot, series: int) -> str:
    """A small field that looks as a series does, for the legend."""
    field = f'<rect width="100%" height="100%"{_fill(plot, series)}/>'
    return f'<svg class="plot__swatch" aria-hidden="true">{field}</svg>'


def meter_svg(part: float, whole: float, label: str, tone: str = "main") -> str:
    """A share as a small bar; `label` is what a screen reader says. An empty whole has no share."""
    share = min(part / whole, 1) if whole else 0
    return (
        f'<svg class="meter" role="img" aria-label="{_text(label)}">'
        f'<rect class="meter__whole" width="100%" height="100%"/>'
        f'<rect class="plot--{tone}" width="{_share(share)}" height="100%"/></svg>'
    )


def short_number(value: float, words: Wording) -> str:
    """A number for an axis: in ten thousands, millions and the like once it is long."""
    for least, unit, name in _SCALES[words.lang]:
        if value >= least:
            return number(value / unit) + name
    return number(value)


def told_apart(labels: Sequence[str]) -> list[str]:
    """Labels without the words that most of several begin with: their room is for what tells them apart."""
    heads = Counter(label[: end + 1] for label in labels for end in range(len(label)) if label[end] == " ")
    shared = [head for head, count in heads.items() if count > 2 and count * 2 > len(labels)]
    most = max(shared, key=len, default="")
    return [label.removeprefix(most) for label in labels]


def fold(label: str, width: float = _LABEL_WIDTH) -> list[str]:
    """A label in one line or two that are at most as wide, in em; what does not fit gives way to "…"."""
    whole = _width(label)
    if whole <= width:
        return [label]
    cut = _fitting(
        label, min(width, whole / 2 + 0.5) if whole <= 2 * width else width
    )  # no single character alone
    space = label.rfind(" ", 1, cut + 1)
    first, rest = (label[:space], label[space + 1 :]) if space > 0 else (label[:cut], label[cut:])
    if _width(rest) > width:
        rest = rest[: _fitting(rest, width - 1)].rstrip() + "…"
    return [first, rest]


def _fitting(label: str, width: float) -> int:
    """How many characters of a label a width holds, one at least."""
    return max((end for end in range(1, len(label) + 1) if _width(label[:end]) <= width), default=1)


def _width(label: str) -> float:
    return sum(1 if east_asian_width(each) in "WF" else _LATIN for each in label)


def _columns(plot: Plot, words: Wording) -> Iterator[str]:
    scale = ticks(plot.highest)
    yield from _levels(scale, words)
    place = 1 / len(plot.points)
    width = min(_FILLED * place, _FILLED_OF_WHOLE)
    for index in range(len(plot.points)):
        middle, below = (index + 0.5) * place, 0.0
        yield f"<g><title>{_told(plot, index)}</title>"
        for order, series in enumerate(plot.series):
            size = series.values[index] / scale[-1]
            below += size
            if size:
                yield (
                    f'<rect x="{_share(middle - width / 2)}" y="{_share(1 - below)}" width="{_share(width)}" '
                    f'height="{_share(size)}"{_fill(plot, order)}/>'
                )
        kind = "" if len(plot.points) <= _FEW else " plot__minor"
        value = short_number(plot.total(index), words)
        yield (
            f'<text class="plot__value{kind}" x="{_share(middle)}" y="{_share(1 - below)}" dy="-0.35em">'
            f"{value}</text></g>"
        )
    yield from _times(plot.points)


def _lines(plot: Plot, words: Wording) -> Iterator[str]:
    scale = ticks(plot.highest)
    yield from _levels(scale, words)
    across = [_share((index + 0.5) / len(plot.points)) for index in range(len(plot.points))]
    for series in plot.series:
        up = [_share(1 - value / scale[-1]) for value in series.values]
        ends = list(zip(across, up, strict=True))
        for (x1, y1), (x2, y2) in pairwise(ends):
            yield (f'<line class="plot__line plot--{series.tone}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>')
        for point, value, (x, y) in zip(plot.points, series.values, ends, strict=True):
            yield (
                f'<circle class="plot__dot plot--{series.tone}" cx="{x}" cy="{y}" r="0.3em">'
                f"<title>{_text(point.label)} {_text(series.label)} {number(value)}</title></circle>"
            )
    yield from _times(plot.points)


def _levels(scale: Sequence[float], words: Wording) -> Iterator[str]:
    """The scale at the left, a line across for each of its marks."""
    for tick in scale:
        y = _share(1 - tick / scale[-1])
        yield f'<line class="plot__{"level" if tick else "base"}" x2="100%" y1="{y}" y2="{y}"/>'
        yield f'<text class="plot__tick" x="-0.5em" y="{y}" dy="0.35em">{short_number(tick, words)}</text>'


def _times(points: Sequence[Point]) -> Iterator[str]:
    """The labels below columns and lines, and below those the groups that they belong to."""
    place = 1 / len(points)
    for index, point in enumerate(points):
        kind = " plot__minor" if point.is_minor else ""
        yield (
            f'<text class="plot__point{kind}" x="{_share((index + 0.5) * place)}" y="100%" dy="1.35em">'
            f"{_text(point.short or point.label)}</text>"
        )
    end = 0
    for group, members in groupby(points, key=lambda point: point.group):
        begin, end = end, end + len([*members])
        if group:
            yield _group(group, begin * place, end * place)


def _group(name: str, begin: float, end: float) -> str:
    edge = (
        f'<rect class="plot__edge" x="{_share(begin)}" y="100%" width="1" height="2.9em"/>' if begin else ""
    )
    return (
        f'{edge}<text class="plot__group" x="{_share((begin + end) / 2)}" y="100%" dy="2.75em">'
        f"{_text(name)}</text>"
    )


def _bars(plot: Plot, words: Wording) -> Iterator[str]:
    scale, bottom = ticks(plot.highest), _n(plot.drawn * _ROW)
    for tick in scale:
        x = _share(tick / scale[-1])
        yield f'<line class="plot__{"level" if tick else "base"}" x1="{x}" x2="{x}" y2="{bottom}em"/>'
        told = short_number(tick, words)
        yield f'<text class="plot__point" x="{x}" y="{bottom}em" dy="1.35em">{told}</text>'
    labels = told_apart([point.label for point in plot.points[: plot.drawn]])
    for index, label in enumerate(labels):
        top, end = index * _ROW, 0.0
        yield f"<g><title>{_told(plot, index)}</title>"
        for order, series in enumerate(plot.series):
            size = series.values[index] / scale[-1]
            if size:
                yield (
                    f'<rect x="{_share(end)}" y="{_n(top + _BAR_TOP)}em" width="{_share(size)}" '
                    f'height="{_BAR}em"{_fill(plot, order)}/>'
                )
            end += size
        yield (
            f'<text class="plot__end" x="{_share(end)}" dx="0.4em" y="{_n(top + 1.5)}em">'
            f"{short_number(plot.total(index), words)}</text>{''.join(_label(label, top))}</g>"
        )


def _label(label: str, top: float) -> Iterator[str]:
    lines = fold(label)
    first = top + (1.5 if len(lines) == 1 else 0.95)
    for number_of, line in enumerate(lines):
        yield f'<text class="plot__name" x="-0.6em" y="{_n(first + 1.1 * number_of)}em">{_text(line)}</text>'


def _told(plot: Plot, index: int) -> str:
    """What a pointer that rests on a column or bar is told."""
    label = _text(plot.points[index].label)
    if len(plot.series) == 1:
        return f"{label} {number(plot.series[0].values[index])}"
    return f"{label} " + " ".join(
        f"{_text(series.label)} {number(series.values[index])}" for series in plot.series
    )


def _textures(plot: Plot) -> str:
    """The patterns of the tones that have a texture; drawn once for the plot and its legend."""
    patterns = (
        f'<pattern id="{plot.id}-{tone}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect class="plot--{tone}" width="8" height="8"/>'
        f'<path class="plot__texture" d="{_TEXTURES[tone]}"/></pattern>'
        for tone in dict.fromkeys(series.tone for series in plot.series)
        if tone in _TEXTURES
    )
    found = "".join(patterns)
    return f"<defs>{found}</defs>" if found else ""


def _fill(plot: Plot, series: int) -> str:
    """The attributes that give a rectangle the look of a series."""
    tone = plot.series[series].tone
    fill = f' fill="url(#{plot.id}-{tone})"' if tone in _TEXTURES else ""
    return f' class="plot__bar{"" if fill else f" plot--{tone}"}"{fill}'


def _share(part: float) -> str:
    return f"{_n(100 * part)}%"


def _n(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _text(text: str) -> str:
    return html.escape(_NOT_XML.sub("\ufffd", text))
