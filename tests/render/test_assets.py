"""The folder of the assets: its name says what is in it, so that what it holds may be cached for ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.settings import Look
from generator.render.assets import read_assets


@pytest.fixture
def overrides(tmp_path: Path) -> Path:
    files = {
        "styles/02-b.css": "b {}",
        "styles/01-a.css": "a {}",
        "search/page.js": 'import "./once.js";',
        "search/once.js": "",
        ".DS_Store": "",
        "search/.page.js.swp": "",
    }
    for path, text in files.items():
        file = tmp_path / "assets" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path


def test_sheets_are_joined_by_name_and_what_editors_leave_is_left_out(overrides: Path) -> None:
    assets = read_assets(overrides, Look())
    assert set(assets.files) == {"site.css", "search/page.js", "search/once.js"}
    assert assets.files["site.css"].endswith(b"}\n\na {}\nb {}")


@pytest.mark.parametrize("path", ["search/once.js", "styles/01-a.css", "new.svg"])
def test_any_change_gives_all_of_them_another_address(overrides: Path, path: str) -> None:
    before = read_assets(overrides, Look()).folder
    assert read_assets(overrides, Look()).folder == before
    file = overrides / "assets" / path
    file.write_text((file.read_text("utf-8") if file.exists() else "") + " ", "utf-8")
    assert read_assets(overrides, Look()).folder != before


def test_a_file_that_goes_by_another_name_gives_another_address(overrides: Path) -> None:
    before = read_assets(overrides, Look()).folder
    (overrides / "assets/search/once.js").rename(overrides / "assets/search/twice.js")
    assert read_assets(overrides, Look()).folder != before


def test_colours_and_emblem_of_the_site_are_among_them(overrides: Path, tmp_path: Path) -> None:
    (overrides / "assets/emblem.svg").write_text("ours", "utf-8")
    before = read_assets(overrides, Look())
    assert before.files["emblem.svg"] == b"ours"
    assert read_assets(overrides, Look(main_color="#7a1020")).folder != before.folder
    emblem = tmp_path / "county.PNG"
    emblem.write_bytes(b"theirs")
    with_emblem = read_assets(overrides, Look(emblem=emblem))
    assert with_emblem.files["emblem.png"] == b"theirs"
    assert "emblem.svg" not in with_emblem.files


def test_they_are_written_into_their_folder(overrides: Path, tmp_path: Path) -> None:
    assets = read_assets(overrides, Look())
    assets.write(tmp_path / "site")
    written = tmp_path / "site" / assets.folder
    assert (written / "search/page.js").read_text("utf-8") == 'import "./once.js";'
