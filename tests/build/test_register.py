"""The register of what is not disclosed in the built site, compared with the records' files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .html import HtmlPage, text
from .sources import sources
from .trees import build, write_tree

Read = Callable[[str], HtmlPage]


def test_register_lists_every_entry_of_the_sample(read: Read) -> None:
    table = read("register/").one("table.register")
    heads = [text(cell) for cell in table.iter("th") if cell.get("scope") == "col"]
    assert heads == ["事项", "机构", "理由", "依据", "集体决定", "备案", "下次复审", "状态"]
    listed = {text(cell) for cell in table.iter("th") if cell.get("scope") == "row"}
    entries = {
        source.fields["title"] for source in sources() if source.fields.get("kind") == "register_entry"
    }
    assert listed == entries != set()


def test_register_is_linked_from_every_page_and_from_its_entries(site: Path) -> None:
    assert 'href="register/"' in (site / "index.html").read_text("utf-8")
    for source in sources():
        if source.fields.get("kind") == "register_entry":
            page = (site / source.url / "index.html").read_text("utf-8")
            assert page.count('href="../../register/"') == 2  # in the notice and at the foot


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one record, without anything to register and without duties."""
    folder = tmp_path_factory.mktemp("bare")
    assert build(write_tree(folder / "content"), folder / "site") == 0
    return folder / "site"


@pytest.mark.parametrize("part", ["register", "duties", "ledger"])
def test_a_site_without_entries_has_no_register_and_without_duties_no_ledger(bare: Path, part: str) -> None:
    assert not (bare / part).exists()
    for page in bare.rglob("*.html"):
        assert f'{part}/"' not in page.read_text("utf-8"), page
