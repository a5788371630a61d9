"""What a browser reads to suggest titles, categories and departments."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest
from derive.sites import site_of
from hypothesis import given
from hypothesis import strategies as st

from generator.derive.naming import Site
from generator.model.catalog import Department
from generator.outputs.search import suggest
from generator.outputs.search.suggest import numbers_by_pair, plain_form, write_suggestions

from .sample import record

TITLES = st.lists(st.text("关于供水abc1", min_size=1, max_size=9), min_size=1, max_size=40)


def written(folder: Path, site: Site) -> dict[str, Any]:
    """Every file by its path below search/suggest, without the ending."""
    write_suggestions(folder, site)
    root = folder / "search" / "suggest"
    return {
        path.relative_to(root).with_suffix("").as_posix(): json.loads(path.read_bytes())
        for path in root.rglob("*.json")
    }


def numbers(text: str) -> list[int]:
    """A list of numbers as its file has it; a comma at its end says that there are more."""
    return list(accumulate(map(int, text.rstrip(",").split(","))))


def titled(files: Mapping[str, Any]) -> list[str]:
    blocks = sorted((path for path in files if path.startswith("titles/")), key=lambda path: int(path[7:]))
    return [entry[0] for path in blocks for entry in files[path]]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("《示例县供水办法（2026年）》", "示例县供水办法2026年"),
        ("ＧＤＰ “三公” 经费", "gdp三公经费"),
        ("農村供水", "农村供水"),
        ("……", ""),
    ],
)
def test_marks_blanks_case_width_and_tradition_do_not_count(text: str, plain: str) -> None:
    assert plain_form(text) == plain


@given(TITLES)
def test_every_title_stands_in_the_list_of_each_of_its_pairs(titles: Sequence[str]) -> None:
    lists = numbers_by_pair(titles)
    expected = {
        (character, follower): [n for n, title in enumerate(titles) if character + follower in title]
        for title in titles
        for character, follower in [*pairwise(title), *((each, "") for each in title)]
    }
    found = {
        (character, follower): each for character, own in lists.items() for follower, each in own.items()
    }
    assert {pair: each for pair, each in found.items() if pair[1]} == {
        pair: each for pair, each in expected.items() if pair[1]
    }
    assert all(found[pair] == each[:32] for pair, each in expected.items() if not pair[1])
    assert found.keys() == expected.keys()


def test_files_hold_what_a_browser_shows(tmp_path: Path) -> None:
    files = written(
        tmp_path,
        site_of(
            record("A/1", "2026-03-01", title="供水通告"),
            record("B-1", "2026-03-02", title="停水通知", department="mzj", category="minzheng"),
        ),
    )
    assert files["titles/0"] == [["停水通知", "B-1", 1, "2026-03-02"], ["供水通告", "A-1", 0, "2026-03-01"]]
    assert numbers(files[f"{ord('通'):x}"]["知"]) == [0]
    assert numbers(files[f"{ord('水'):x}"][""]) == [0, 1]
    index = files["index"]
    assert set(index["characters"]) == set("供水通告停知")
    assert set(index["characters"][:2]) == set("水通")  # in both titles
    assert index["departments"] == [
        ["示例县财政局", "departments/czj/", 1],
        ["示例县民政局", "departments/mzj/", 1],
    ]
    assert index["categories"] == [
        ["财政", "categories/caizheng/", 1],
        ["预算", "categories/caizheng/yusuan/", 1, "财政"],
        ["民政", "categories/minzheng/", 1],
    ]
    assert set(files) == {"index", "titles/0", *(f"{ord(character):x}" for character in index["characters"])}


def test_records_in_force_come_first_and_withdrawn_ones_not_at_all(tmp_path: Path) -> None:
    files = written(
        tmp_path,
        site_of(
            record("A-1", "2024-03-01", title="在用的办法"),
            record("A-2", "2026-03-01", title="废止的办法", status="repealed"),
            record("A-3", "2026-04-01", title="撤回的办法", status="withdrawn"),
        ),
    )
    assert titled(files) == ["在用的办法", "废止的办法"]
    assert files["titles/0"][1][4:] == ["已废止"]
    assert "撤" not in files["index"]["characters"]


def test_same_title_of_one_department_is_suggested_once(tmp_path: Path) -> None:
    files = written(
        tmp_path,
        site_of(
            record("A-1", "2026-03-01", title="空气质量状况"),
            record("A-2", "2026-04-01", title="空气质量 状况"),
            record("B-1", "2026-02-01", title="空气质量状况", department="mzj"),
        ),
    )
    assert [entry[1] for entry in files["titles/0"]] == ["A-2", "B-1"]


def test_traditional_characters_are_told_only_where_they_lead_to_something(tmp_path: Path) -> None:
    files = written(tmp_path, site_of(record("A-1", "2026-03-01", title="农村供水")))
    assert "農农" in files["index"]["traditional"]
    assert "龍" not in files["index"]["traditional"]


@pytest.mark.parametrize(
    ("title", "pair"),
    [
        ("𬭚业协会", "錞𬭚"),  # simplified beyond the first plane
        ("㓆工程", "𠗣㓆"),  # traditional beyond it
    ],
)
def test_tradition_does_not_count_in_any_plane(tmp_path: Path, title: str, pair: str) -> None:
    assert (
        pair in written(tmp_path, site_of(record("A-1", "2026-03-01", title=title)))["index"]["traditional"]
    )


def test_tradition_does_not_count_in_the_names_of_departments(tmp_path: Path) -> None:
    bureau = Department("czj", "示例縣龍灣局", "department", {})
    files = written(tmp_path, site_of(record("A-1", "2026-03-01"), departments=(bureau,)))
    pairs = files["index"]["traditional"]
    assert {"縣县", "龍龙", "灣湾"} <= {pairs[at : at + 2] for at in range(0, len(pairs), 2)}


def test_blocks_are_cut_and_numbered_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggest, "BLOCK", 2)
    made = site_of(*(record(f"A-{n}", f"2026-03-0{9 - n}", title=f"第{n}号通知") for n in range(5)))
    files = written(tmp_path, made)
    assert [len(files[f"titles/{n}"]) for n in range(3)] == [2, 2, 1]
    assert titled(files) == [f"第{n}号通知" for n in range(5)]
    assert files["index"]["block"] == 2


def test_lists_are_cut_to_keep_a_file_small_and_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggest, "MOST_BYTES", 250)
    common = [record(f"A-{n:03}", "2026-03-01", title=f"关于{n}号的通知") for n in range(200)]
    files = written(tmp_path, site_of(*common, record("B-1", "2026-02-01", title="关心下一代")))
    lists = files[f"{ord('关'):x}"]
    assert lists["于"].endswith(",")
    assert numbers(lists["于"]) == list(range(len(numbers(lists["于"]))))
    assert 20 < len(numbers(lists["于"])) < 200
    assert numbers(lists["心"]) == [200]  # a short list stays whole
    assert not lists["心"].endswith(",")
    assert (tmp_path / f"search/suggest/{ord('关'):x}.json").stat().st_size <= 250


def test_english_site_has_english_words_and_names(tmp_path: Path) -> None:
    bureau = Department("czj", "示例县财政局", "department", {"name_en": "Finance Bureau"})
    made = site_of(record("A-1", "2026-03-01"), language="en", departments=(bureau,))
    index = written(tmp_path, made)["index"]
    assert index["departments"][0][0] == "Finance Bureau"
    assert index["texts"]["titles"] == "Titles"
    assert "".join(index["texts"].values()).isascii()


def test_standing_pages_are_those_that_stand(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "request.md").touch()
    own = {"leaders": [{"name": "样某"}], "phone": "0000-5550100", "short_name": "县财政局"}
    bureau = Department("czj", "示例县财政局", "department", own)
    made = site_of(record("A-1", "2026-03-01"), departments=(bureau,), content=tmp_path)
    write_suggestions(tmp_path, made, {"leaders/"})
    index = json.loads((tmp_path / "search/suggest/index.json").read_bytes())
    urls = [url for _, url, _ in index["pages"]]
    assert {"request/", "leaders/", "departments/", "data/"} <= set(urls)
    assert not {"guide/", "requests/", "interaction/", "interaction/contacts/", "ledger/"} & set(urls)
    assert "怎么申请" in index["pages"][0][2].split(",")
    assert "領领" in index["traditional"]
    number, short = index["departments"][0][3:]
    parts = [url for bit, (_, url, _) in enumerate(index["parts"]) if number >> bit & 1]
    assert (parts, short) == (["#leaders", "#contact"], "县财政局")


def test_empty_catalog_has_an_index_alone(tmp_path: Path) -> None:
    assert set(written(tmp_path, site_of())) == {"index"}


def test_the_same_catalog_gives_the_same_bytes(tmp_path: Path) -> None:
    made = site_of(*(record(f"A-{n}", "2026-03-01", title=f"第{n}号通知") for n in range(30)))
    for name in ("one", "two"):
        write_suggestions(tmp_path / name, made)
    files = [path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.json")]
    assert files
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
