"""Pages joined from the frame: what it is cut at, and which link of the navigation a page stands behind."""

from __future__ import annotations

import pytest

from generator.render.frame import CONTENT, HEAD, BadFrame, cut

_NAVIGATION = "".join(
    f'<a href="../{address}"<!--disclosure:at {address}-->>{name}</a>'
    for address, name in (("./", "首页"), ("categories/", "目录"), ("categories/a/reports/", "年报"))
)
_FRAME = f"<head>{HEAD}</head>{_NAVIGATION}<main>{CONTENT}</main>"


def _filled(*places: str) -> str:
    return cut(_FRAME).fill("<title>甲</title>", "<h1>甲</h1>", places).decode()


def test_a_page_fills_both_slots_and_leaves_no_mark() -> None:
    page = _filled("years/", "years/2026/")
    assert page.startswith("<head><title>甲</title></head>")
    assert page.endswith("<main><h1>甲</h1></main>")
    assert "disclosure:" not in page
    assert "aria-current" not in page


@pytest.mark.parametrize(
    ("places", "link", "current"),
    [
        (["./", "categories/"], "categories/", "page"),
        (["./", "categories/", "categories/b/", "records/1/"], "categories/", "true"),
        (["./", "categories/a/reports/", "records/2/"], "categories/a/reports/", "true"),
    ],
)
def test_the_nearest_link_of_the_navigation_is_current(places: list[str], link: str, current: str) -> None:
    page = _filled(*places)
    assert f'<a href="../{link}" aria-current="{current}">' in page
    assert page.count("aria-current") == 1


@pytest.mark.parametrize("mark", [HEAD, CONTENT])
def test_a_frame_without_a_mark_is_refused_by_its_name(mark: str) -> None:
    with pytest.raises(BadFrame, match=mark):
        cut(_FRAME.replace(mark, ""))
