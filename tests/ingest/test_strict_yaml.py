"""The strict YAML reader, against PyYAML's own BaseLoader and against whatever hypothesis thinks of."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.ingest.frontmatter import HEADER_OFFSET, split_front_matter
from generator.ingest.locate import Locator
from generator.ingest.strict_yaml import compose, load_yaml
from generator.ingest.yaml_faults import YamlFault

# Characters that mean something to YAML, to front matter or to Chinese typists, and a few that mean nothing.
MARKS = st.text(alphabet="ab甲：:- \n\t#'\"[]{},&*!|>%@`?~\\u0é—", max_size=60)
WORDS = st.text(alphabet="ab甲乙：:-#'\"\\ 0", min_size=1, max_size=12)
VALUES: st.SearchStrategy[Any] = st.recursive(
    WORDS,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(WORDS, below, max_size=4),
    max_leaves=12,
)
# every line end is a line feed by then: see read_text
BODIES = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=200)


def dumped(value: Any, flow: bool) -> str:
    """YAML text without anchors, in block or flow style; every scalar is a string."""

    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, _data: Any) -> bool:
            return True

    return yaml.dump(value, Dumper=Dumper, allow_unicode=True, default_flow_style=flow, sort_keys=False)


@given(VALUES, st.booleans())
def test_text_of_any_style_reads_back_as_written(value: Any, flow: bool) -> None:
    assert load_yaml(dumped(value, flow)) == value


@given(MARKS)
@example("a: 1\na: 2\n")
@example("? {b: c}\n: d")
def test_what_is_accepted_reads_as_the_base_loader_reads_it(text: str) -> None:
    try:
        ours = load_yaml(text)
    except YamlFault:
        return
    theirs = yaml.load(text, yaml.CBaseLoader)
    assert ours == ("" if theirs is None else theirs)


@given(MARKS)
def test_what_is_refused_is_no_yaml_or_one_of_our_own_rules(text: str) -> None:
    """A syntax fault is reported only where PyYAML finds one as well."""
    fault = fault_of(text)
    assert fault is None or min(fault.line, fault.column) >= 1
    if fault and fault.rule.id in ("front-matter-syntax", "tab-indent"):
        with pytest.raises((yaml.YAMLError, TypeError)):
            yaml.load(text, yaml.CBaseLoader)


def fault_of(text: str) -> YamlFault | None:
    try:
        load_yaml(text)
    except YamlFault as fault:
        return fault
    return None


def test_scalars_are_their_text_as_written() -> None:
    text = "a: 2026-03-01\nb: no\nc: 0012\nd: 12:30\ne: ~\nf: 1e3\ng: 0x1F\nh: =\ni: null\nj: 1_000\n"
    written = ["2026-03-01", "no", "0012", "12:30", "~", "1e3", "0x1F", "=", "null", "1_000"]
    assert list(load_yaml(text).values()) == written


@pytest.mark.parametrize("depth", [12, 13])
def test_depth_ends_at_twelve(depth: int) -> None:
    for opening, closing in (("[", "]"), ("{a: ", "}")):
        text = opening * depth + closing * depth
        if depth <= 12:
            load_yaml(text)
        else:
            with pytest.raises(YamlFault) as raised:
                load_yaml(text)
            assert raised.value.values["reason"]["en"] == "nested too deeply"


@given(st.text(max_size=200) | st.builds("---\n{}\n---\n{}".format, MARKS, MARKS))
@example("---")
@example("---\n---")
@example("--- \n---\t")
@example("---\n[]\n---")
@example("----\n---")
def test_no_text_raises_anything_but_a_fault(text: str) -> None:
    try:
        fields, handler = split_front_matter(text)
    except YamlFault as fault:
        lines = fault.line + HEADER_OFFSET
    else:
        assert isinstance(fields, dict)
        lines = handler.body_line - 1
    assert 1 <= lines <= text.count("\n") + 1


@given(st.dictionaries(WORDS, WORDS, max_size=5), BODIES)
def test_the_body_is_kept_verbatim_up_to_blanks_at_its_end(fields: dict[str, str], body: str) -> None:
    header = dumped(fields, flow=False) if fields else ""
    text = f"---\n{header}---\n{body}"
    found, handler = split_front_matter(text)
    assert found == fields
    assert handler.header == header
    # where there is none, the blanks end with the boundary
    assert handler.body == text.strip()[len(f"---\n{header}---\n") :]
    assert body.startswith(handler.body)
    assert body[len(handler.body) :].strip() == ""
    assert handler.body_line == header.count("\n") + 3


@given(st.dictionaries(WORDS, VALUES, min_size=1, max_size=4), st.booleans(), st.integers(0, 3))
def test_the_place_of_a_field_is_where_its_name_stands(
    value: dict[str, Any], flow: bool, offset: int
) -> None:
    text = dumped(value, flow)
    lines = text.split("\n")
    locator = Locator("record.md", compose(text), offset)
    for path, name in paths(value, []):
        place = locator.place(path)
        rest = lines[place.line - 1 - offset][place.column - 1 :]
        if isinstance(name, str):  # a name may be quoted, or follow the mark of a complex key
            assert rest.lstrip("? ").startswith((name, "'", '"')), (path, rest)
        else:
            assert rest.strip(), path


def paths(value: Any, base: list[str | int]) -> list[tuple[list[str | int], str | int]]:
    """Every member of a value by its path, with its own name or position."""
    members = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    found: list[tuple[list[str | int], str | int]] = []
    for name, below in members:
        found += [([*base, name], name), *paths(below, [*base, name])]
    return found


def test_the_place_of_what_is_not_there_is_that_of_its_parent() -> None:
    locator = Locator("record.md", compose("a:\n  b: 1\nc: [x, y]\n"), 1)
    places = [locator.place(path) for path in ([], ["z"], ["a", "z"], ["c", 5], ["c", 1], ["c", 1, "z"])]
    assert [(place.line, place.column) for place in places] == [
        (1, 1),
        (1, 1),
        (2, 1),
        (4, 1),
        (4, 8),
        (4, 8),
    ]
