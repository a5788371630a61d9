"""The duty catalog as editions have it."""

from __future__ import annotations

from pathlib import Path

from factory import ContentTree

from ingest.examples_of_duties import duties


def test_what_is_for_staff_alone_stands_in_the_internal_edition_only(tmp_path: Path) -> None:
    tree = ContentTree(tmp_path, {"catalog/duties.yml": duties("  audience: internal\n")})
    public = tree.gather()
    assert (public.problems, public.catalog.duties) == ((), {})
    (tmp_path / "internal" / "records").mkdir(parents=True)
    assert list(tree.gather().catalog.duties) == ["budget"]
