"""How scores come about: shares by weight, points that add up, ranks."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from generator.derive.supervision.scores import decimal, parts_of, ranks, total

_WEIGHTS = {"timeliness": 40, "coverage": 30, "columns": 10, "replies": 10, "accuracy": 10}


def _judged(**reached: tuple[int, int]) -> dict[str, tuple[int, int]]:
    return {key: reached.get(key, (0, 0)) for key in _WEIGHTS}


def test_points_are_a_part_s_share_times_what_was_reached() -> None:
    parts = parts_of(
        _judged(timeliness=(3, 4), coverage=(5, 5), columns=(1, 3), replies=(1, 1), accuracy=(7, 8)),
        _WEIGHTS,
    )
    assert [(part.full, part.points) for part in parts] == [
        (4000, 3000),
        (3000, 3000),
        (1000, 333),
        (1000, 1000),
        (1000, 875),
    ]
    assert total(parts) == 8208


def test_what_has_nothing_to_judge_or_no_weight_leaves_its_share_to_the_others() -> None:
    judged = _judged(timeliness=(1, 2), coverage=(1, 1), accuracy=(0, 3))
    parts = parts_of(judged, {**_WEIGHTS, "accuracy": 0})
    assert [part.counts for part in parts] == [True, True, False, False, False]
    assert [(part.full, part.points) for part in parts] == [(5714, 2857), (4286, 4286), *[(0, 0)] * 3]
    assert total(parts) == 7143


def test_hundredths_left_over_go_to_those_of_which_most_was_cut_off() -> None:
    equal = dict.fromkeys("abc", 1)
    assert [part.full for part in parts_of(dict.fromkeys("abc", (1, 1)), equal)] == [3334, 3333, 3333]
    uneven = {"a": 4, "b": 1, "c": 1}  # 6666.67, 1666.67, 1666.67: two hundredths are left
    assert [part.full for part in parts_of(dict.fromkeys("abc", (1, 1)), uneven)] == [6667, 1667, 1666]


def test_without_anything_to_judge_there_is_no_score() -> None:
    assert total(parts_of(_judged(), _WEIGHTS)) is None
    assert total(parts_of(_judged(replies=(0, 2)), _WEIGHTS)) == 0


def test_equal_scores_share_a_rank_and_the_next_one_is_skipped() -> None:
    assert ranks({"a": 90, "b": 100, "c": 90, "d": 10}) == {"b": 1, "a": 2, "c": 2, "d": 4}
    assert ranks({}) == {}


def test_points_are_told_with_two_decimals() -> None:
    assert (decimal(8208), decimal(5), decimal(100_00)) == ("82.08", "0.05", "100.00")


_counts = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda pair: (min(pair), max(pair)))


@given(st.lists(st.tuples(_counts, st.integers(0, 1000)), min_size=1, max_size=8))
def test_points_add_up_to_the_score_and_stay_near_the_exact_value(
    given_parts: list[tuple[tuple[int, int], int]],
) -> None:
    judged = {str(at): counts for at, (counts, _) in enumerate(given_parts)}
    weights = {str(at): weight for at, (_, weight) in enumerate(given_parts)}
    parts = parts_of(judged, weights)
    counting = [part for part in parts if part.counts]
    score = total(parts)
    if score is None:
        assert not counting
        return
    assert score == sum(part.points for part in parts)
    assert sum(part.full for part in parts) == 10_000
    assert all(0 <= part.points <= part.full for part in parts)
    whole = sum(part.weight for part in counting)
    exact = sum(Fraction(part.weight * part.reached, whole * part.possible) for part in counting)
    assert abs(Fraction(score, 10_000) - exact) <= Fraction(2 * len(counting), 10_000)
    if all(part.reached == part.possible for part in counting):
        assert score == 10_000


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 20)))
def test_ranks_order_bodies_as_their_scores_do(scores: dict[str, int]) -> None:
    found = ranks(scores)
    for one, other in ((one, other) for one in scores for other in scores):
        assert (scores[one] > scores[other]) == (found[one] < found[other])
    for key, rank in found.items():
        assert rank == 1 + sum(score > scores[key] for score in scores.values())
