"""A drawing in a text leads to its file."""

from __future__ import annotations

import pytest

from generator.render.image_form import with_linked_images

_IMAGE = '<img src="x901.png" alt="示意图" loading="lazy">'


def test_a_picture_by_itself_leads_to_its_file() -> None:
    assert with_linked_images(f"<p>甲</p><p>{_IMAGE}</p>") == (
        f'<p>甲</p><p><a href="x901.png">{_IMAGE}</a></p>'
    )


@pytest.mark.parametrize(
    "body",
    [
        f'<p><a href="y.html">{_IMAGE}</a></p>',
        f"<p>见{_IMAGE}</p>",
        '<p><img src="x901.png" alt="" loading="lazy"></p>',
    ],
)
def test_others_stay_as_they_are(body: str) -> None:
    assert with_linked_images(body) == body
