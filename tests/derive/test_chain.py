"""The chain of a decision on the page of each of its records."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from outputs.sample import record

from generator.derive.chain import MOST_STEPS, STAGES, Chain, chain_of
from generator.derive.naming import Site
from generator.derive.wording import all_words
from generator.model.labels import FieldLabels
from generator.model.records import Record, Relation
from generator.model.relations import CHAIN

from .sites import schemas, site_of


def _record(number: str, issued: str, *relations: tuple[str, str], **fields: Any) -> Record:
    named = tuple(Relation(kind, target) for kind, target in relations)
    return record(number, issued, title=number, relations=named, **fields)


def _chain(site: Site, number: str) -> Chain:
    return chain_of(site, site.indexes.by_number[number])


def _titles(site: Site, number: str) -> list[str]:
    return [step.title for step in _chain(site, number).steps]


def _stages(site: Site, number: str) -> dict[str, str]:
    return {step.title: step.stage for step in _chain(site, number).steps}


def _water_supply(**options: Any) -> Site:
    return site_of(
        _record("old", "2019-06-18", status="superseded"),
        _record("draft", "2026-01-12", status="draft_for_comment"),
        _record("feedback", "2026-03-03", ("reports_consultation", "draft")),
        _record("review", "2026-03-20", ("reviews", "draft")),
        _record("decision", "2026-04-20", ("supersedes", "old"), ("adopts", "draft")),
        _record("interpretation", "2026-04-20", ("interprets", "decision")),
        _record("implementation", "2026-06-16", ("implements", "decision")),
        _record("result", "2026-10-20", ("reports_result", "implementation")),
        **options,
    )


_ORDER = ["old", "draft", "feedback", "review", "decision", "interpretation", "implementation", "result"]


def test_every_page_of_a_chain_shows_all_of_it_in_order() -> None:
    site = _water_supply()
    for number in _ORDER:
        assert _titles(site, number) == _ORDER


def test_a_step_says_what_it_is_and_whether_it_is_still_valid() -> None:
    steps = {step.title: step for step in _chain(_water_supply(), "review").steps}
    assert {title: step.stage_label for title, step in steps.items()} == {
        "old": "正式文件",
        "draft": "征求意见稿",
        "feedback": "意见采纳情况",
        "review": "合法性审查",
        "decision": "正式文件",
        "interpretation": "解读",
        "implementation": "实施",
        "result": "结果",
    }
    assert {title: step.status_label for title, step in steps.items() if step.status_label} == {
        "old": "已被替代"
    }
    assert (steps["old"].date, steps["old"].url) == ("2019-06-18", "records/old/")
    assert _chain(_water_supply(language="en"), "old").steps[1].stage_label == "Draft for comment"


def test_what_is_decided_by_several_relations() -> None:
    site = site_of(
        _record("first draft", "2026-01-01", status="superseded"),
        _record("opinion", "2026-01-01", status="amended"),
        _record("decision to amend", "2026-02-01", ("adopts", "first draft"), ("amends", "opinion")),
        _record("notes", "2026-03-01", ("implements", "opinion"), ("interprets", "decision to amend")),
    )
    assert _stages(site, "notes") == {
        "first draft": "draft",
        "opinion": "decision",
        "decision to amend": "amendment",
        "notes": "interpretation",
    }


def test_a_record_alone_or_merely_related_has_no_chain() -> None:
    site = site_of(
        _record("a", "2026-01-01"),
        _record("b", "2026-01-02", ("relates_to", "a"), ("replies_to", "a"), ("inspires", "a")),
    )
    assert _chain(site, "a") == _chain(site, "b") == Chain()


def test_records_that_one_decision_acts_upon_are_not_one_matter() -> None:
    site = site_of(
        _record("parking", "2020-01-01", status="repealed"),
        _record("fireworks", "2021-01-01", status="repealed"),
        _record("clean-up", "2026-01-01", ("repeals", "parking"), ("repeals", "fireworks")),
        _record("notes", "2026-01-02", ("interprets", "clean-up")),
    )
    assert _titles(site, "parking") == ["parking", "clean-up", "notes"]
    assert _titles(site, "clean-up") == ["parking", "fireworks", "clean-up", "notes"]
    assert _titles(site, "notes") == ["parking", "fireworks", "clean-up", "notes"]


def test_the_way_round_the_drafts_leads_to_nothing_else() -> None:
    site = site_of(
        _record("old", "2020-01-01"),
        _record("other", "2020-01-02"),
        _record("draft", "2026-01-01"),
        _record("new", "2026-02-01", ("adopts", "draft"), ("supersedes", "old"), ("supersedes", "other")),
    )
    assert _titles(site, "old") == ["old", "draft", "new"]
    assert _titles(site, "draft") == ["old", "other", "draft", "new"]


def test_two_drafts_of_one_decision_belong_together() -> None:
    site = site_of(
        _record("draft 1", "2026-01-01"),
        _record("draft 2", "2026-02-01"),
        _record("hearing", "2026-02-15", ("hears", "draft 2")),
        _record("decision", "2026-03-01", ("adopts", "draft 1"), ("adopts", "draft 2")),
    )
    assert _titles(site, "draft 1") == ["draft 1", "draft 2", "hearing", "decision"]


def test_steps_of_one_day_stand_in_the_order_of_a_decision() -> None:
    day = "2026-03-01"
    kinds = ("implements", "interprets", "reviews", "hears", "adopts")
    site = site_of(_record("z", day), *(_record(kind, day, (kind, "z")) for kind in kinds))
    assert _titles(site, "z") == ["z", "hears", "reviews", "adopts", "interprets", "implements"]


def test_no_step_stands_before_the_one_it_acts_upon() -> None:
    site = site_of(
        _record("decision", "2026-03-09"), _record("notes", "2026-03-02", ("interprets", "decision"))
    )
    assert _titles(site, "notes") == ["decision", "notes"]


def test_circles_end() -> None:
    site = site_of(
        _record("a", "2026-01-01", ("supersedes", "b")),
        _record("b", "2026-01-02", ("supersedes", "c")),
        _record("c", "2026-01-03", ("supersedes", "a"), ("amends", "c")),
    )
    assert sorted(_titles(site, "b")) == ["a", "b", "c"]


def test_former_numbers_lead_to_the_chain() -> None:
    site = site_of(
        _record("draft", "2026-01-01", former_index_numbers=("D-1",)),
        _record("decision", "2026-02-01", ("adopts", "D-1")),
    )
    assert _titles(site, "draft") == _titles(site, "decision") == ["draft", "decision"]


def test_of_a_long_chain_the_nearest_and_rarest_steps_are_shown() -> None:
    towns = [_record(f"town {number}", "2026-05-01", ("implements", "decision")) for number in range(90)]
    site = site_of(
        _record("draft", "2026-01-01"),
        _record("decision", "2026-02-01", ("adopts", "draft")),
        _record("notes", "2026-02-02", ("interprets", "decision")),
        *towns,
    )
    for number in ("draft", "decision", "notes", "town 7"):
        chain = _chain(site, number)
        shown = [step.title for step in chain.steps]
        assert chain.is_cut
        assert len(shown) == MOST_STEPS
        assert {"draft", "decision", "notes", number} <= set(shown)


@st.composite
def _sites(draw: st.DrawFn) -> Site:
    numbers = draw(st.lists(st.integers(1, 40), min_size=1, max_size=40, unique=True))
    kinds = st.sampled_from([*sorted(CHAIN), "relates_to"])
    relations = st.lists(
        st.tuples(kinds, st.sampled_from([f"{each}" for each in [*numbers, 99]])), max_size=3
    )
    days = st.integers(1, 9)
    return site_of(*(_record(f"{each}", f"2026-01-0{draw(days)}", *draw(relations)) for each in numbers))


@settings(max_examples=50)
@given(_sites())
def test_any_relations_make_chains_that_show_each_other(site: Site) -> None:
    chains = {number: _chain(site, number) for number in site.indexes.by_number}
    for number, chain in chains.items():
        titles = [step.title for step in chain.steps]
        assert len(set(titles)) == len(titles) <= MOST_STEPS
        assert len(titles) != 1
        assert not titles or number in titles
        for title in titles:
            other = chains[title]
            assert other.is_cut or number in [step.title for step in other.steps]


@settings(max_examples=50)
@given(_sites())
def test_any_relations_that_name_earlier_records_keep_the_order_of_days(site: Site) -> None:
    issued = {number: each.issued for number, each in site.indexes.by_number.items()}
    later = {
        relation.target: number
        for number, each in site.indexes.by_number.items()
        for relation in each.relations
        if relation.target in issued and issued[relation.target] > each.issued
    }
    relations = {
        number: {relation.target for relation in each.relations}
        for number, each in site.indexes.by_number.items()
    }
    try:
        TopologicalSorter(relations).prepare()
    except CycleError:  # a check refuses circles, whose records have no order
        return
    for number in issued:
        steps = _chain(site, number).steps
        if not later.keys() & {step.title for step in steps}:
            assert all(one.date <= other.date for one, other in pairwise(steps))


def test_the_relations_of_chains_and_their_stages_have_names() -> None:
    labels: FieldLabels = schemas().record.labels("zh")
    assert labels.values["relations.type"].keys() - CHAIN == {"replies_to", "relates_to"}
    assert {f"stage_{stage}" for stage in STAGES} == {key for key in all_words() if key.startswith("stage_")}
    every = site_of(
        _record("z", "2026-01-01"), *(_record(kind, "2026-01-01", (kind, "z")) for kind in sorted(CHAIN))
    )
    shown = {step.stage for step in _chain(every, "z").steps}
    assert shown == set(STAGES)
