"""Plots read back from their SVG: bars as long as their values say, scales that hold them, labels in full."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.derive.plots import FORMS, TONES, Plot, Point, Series, month_point, number, ticks
from generator.derive.wording import Wording
from generator.render.plots import fold, meter_svg, plot_svg, short_number, swatch_svg, told_apart
from generator.render.templates import Templates

WORDS = Wording("zh")
COUNTS = st.integers(0, 10**12)
_WIDTH, _HEIGHT = "width", "height"


def plot(form: str, *rows: tuple[float, ...], labels: tuple[str, ...] = (), tone: str = "main") -> Plot:
    """A plot of some series, each a row of values."""
    names = labels or tuple(f"第{n}项" for n in range(len(rows[0])))
    series = tuple(Series(f"系列{n}", row, tone) for n, row in enumerate(rows))
    return Plot("p", "图", form, "项", tuple(map(Point, names)), series)


def drawn(made: Plot) -> ElementTree.Element:
    return ElementTree.fromstring(plot_svg(made, WORDS))


def bars(made: Plot, size: str) -> list[list[float]]:
    """The lengths of the bars of each point, as shares of the drawing."""
    groups = drawn(made).iter("g")
    return [[float(bar.get(size, "").rstrip("%")) / 100 for bar in group.iter("rect")] for group in groups]


@given(st.floats(0, 1e18) | st.integers(0, 10**30))
def test_ticks_hold_the_highest_value_with_no_step_to_spare(highest: float) -> None:
    marks = ticks(highest)
    steps = {after - before for before, after in pairwise(marks)}
    assert marks[0] == 0
    assert len(steps) == 1
    assert len(marks) <= 6
    assert marks[-1] >= highest
    assert highest == 0 or marks[-2] < highest
    step = steps.pop()
    assert step // 10 ** math.floor(math.log10(step)) in (1, 2, 5) or step % 5 == 0


@pytest.mark.parametrize(
    ("highest", "last", "step"), [(0, 1, 1), (1, 1, 1), (5, 5, 1), (6, 6, 2), (31, 40, 10), (101, 150, 50)]
)
def test_ticks_are_those_that_people_expect(highest: int, last: int, step: int) -> None:
    assert list(ticks(highest)) == list(range(0, last + 1, step))


@given(st.sampled_from([("columns", _HEIGHT), ("bars", _WIDTH)]), st.lists(COUNTS, min_size=1, max_size=12))
def test_bars_are_as_long_as_their_values_say(form: tuple[str, str], values: list[int]) -> None:
    scale = ticks(max(values))[-1]
    for value, found in zip(values, bars(plot(form[0], tuple(values)), form[1]), strict=True):
        assert found == ([pytest.approx(value / scale, abs=1e-5)] if value else [])


@given(
    st.sampled_from([("columns", _HEIGHT), ("bars", _WIDTH)]),
    st.lists(st.tuples(COUNTS, COUNTS, COUNTS), min_size=1, max_size=12),
)
def test_parts_of_a_stack_add_up_to_its_total(form: tuple[str, str], rows: list[tuple[int, ...]]) -> None:
    made = plot(form[0], *zip(*rows, strict=True))
    scale = ticks(max(map(sum, rows)))[-1]
    for row, found in zip(rows, bars(made, form[1]), strict=True):
        assert sum(found) == pytest.approx(sum(row) / scale, abs=1e-4)
        assert sum(found) <= 1.0001


@given(st.text(), st.sampled_from(FORMS), st.sampled_from(TONES))
def test_any_label_makes_well_formed_svg_that_says_it(label: str, form: str, tone: str) -> None:
    made = plot(form, (3, 1), labels=(label, f"{label}<&\"'>"), tone=tone)
    root = drawn(made)
    ElementTree.fromstring(swatch_svg(made, 0))
    ElementTree.fromstring(meter_svg(1, 3, label, tone))
    assert root.get("role") == "img"
    named = {each.get("id"): each.tag for each in root if each.get("id")}
    assert [named[each] for each in root.get("aria-labelledby", "").split()] == ["title", "desc"]
    assert all("style" not in each.attrib for each in root.iter())


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))), st.floats(2, 20))
def test_a_folded_label_is_its_beginning_in_two_lines(label: str, width: float) -> None:
    lines = fold(label, width)
    assert len(lines) <= 2
    whole, shown = label.replace(" ", ""), "".join(lines).replace(" ", "")
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]))


def test_what_most_names_begin_with_leaves_its_room_to_the_rest() -> None:
    bureaus = ["Shili County Water Bureau", "Shili County Finance Bureau", "Shili County People's Court"]
    assert told_apart([*bureaus, "Office"]) == ["Water Bureau", "Finance Bureau", "People's Court", "Office"]
    assert told_apart(bureaus[:2]) == bureaus[:2]
    assert told_apart(["Policies", "Plans", "Shili County Budget"]) == [
        "Policies",
        "Plans",
        "Shili County Budget",
    ]


def test_long_names_are_cut_between_words_and_told_in_full() -> None:
    assert fold("县农业农村和水利综合局") == ["县农业农村和", "水利综合局"]
    assert fold("Market Supervision Administration of Shili") == ["Market Supervision", "Administration o…"]
    assert "of Shili 7</title>" in plot_svg(
        plot("bars", (7,), labels=("Market Supervision Administration of Shili",)), WORDS
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("values", [(0,), (1,), (0, 0, 0), (10**30,), (0.5, 99.9)])
def test_zero_one_and_huge_values_are_drawn(form: str, values: tuple[float, ...]) -> None:
    svg = plot_svg(plot(form, values), WORDS)
    assert "nan" not in svg
    assert "inf" not in svg.replace("infor", "")
    assert drawn(plot(form, values)).find("desc") is not None


def test_numbers_are_told_short_at_axes_and_in_full_in_tables() -> None:
    english = Wording("en")
    assert [short_number(n, WORDS) for n in (99_999, 123_456, 10**9)] == ["99,999", "12.3万", "10亿"]
    assert [short_number(n, english) for n in (99_999, 123_456, 10**9)] == ["99,999", "123.5k", "1,000m"]
    assert [number(n) for n in (1234567, 87.5, 88.0)] == ["1,234,567", "87.5", "88"]


def test_lines_join_their_points_and_share_of_a_meter_never_leaves_it() -> None:
    lines = [each for each in drawn(plot("lines", (1, 4, 2))).iter("line") if each.get("x1")]
    assert [(line.get("y1"), line.get("y2")) for line in lines] == [("75%", "0%"), ("0%", "50%")]
    widths = [
        ElementTree.fromstring(meter_svg(part, whole, "")).findall("rect")[1].get("width")
        for part, whole in ((1, 4), (5, 4), (0, 0))
    ]
    assert widths == ["25%", "100%", "0%"]


def test_figure_has_the_numbers_in_a_table_and_leads_behind_them() -> None:
    points = tuple(month_point(WORDS, f"2026-{month:02}", f"history/2026-{month:02}/") for month in (1, 2))
    late = Series("逾期", (2, 1000), "late", ("ledger/2026-01/", ""))
    made = Plot("m", "各月", "columns", "月份", points, (Series("按时", (5, 0), "good"), late), "条")
    templates = Templates(Path(__file__).parents[2] / "theme_overrides", WORDS)
    shown = templates._environment.from_string(
        '{% import "plots.html" as plots %}{{ plots.figure(view, "../") }}'
    ).render(view=made)
    table = ElementTree.fromstring(shown).find("table")
    assert table is not None
    rows = [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]
    assert rows == [
        ["月份", "按时", "逾期", "合计"],
        ["2026年1月", "5", "2", "7"],
        ["2026年2月", "0", "1,000", "1,000"],
    ]
    links = [link.get("href") for link in table.iter("a")]
    assert links == ["../history/2026-01/", "../ledger/2026-01/", "../history/2026-02/"]
