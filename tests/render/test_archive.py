"""The archive of all attachments: what is packed already is stored as it is."""

from __future__ import annotations

import zipfile
from pathlib import Path

from generator.model.media_types import MEDIA_TYPES, TEXT, is_packed
from generator.model.settings import PUBLISHABLE_TYPES
from generator.render.archive import write_archive


def test_only_what_another_compression_makes_smaller_is_compressed(tmp_path: Path) -> None:
    for name in ("表.csv", "PLAN.PDF", "照片.jpg", "图.dwg"):
        (tmp_path / name).write_bytes(b"1,2,3\n" * 500)
    write_archive(tmp_path / "all.zip", tmp_path, ["表.csv", "PLAN.PDF", "照片.jpg", "图.dwg"])
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        smaller = {each.filename for each in archive.infolist() if each.compress_size < each.file_size}
    assert smaller == {"表.csv", "图.dwg"}


def test_no_type_is_both_text_and_packed_and_all_texts_have_a_media_type() -> None:
    assert not any(is_packed(f"x.{ending}") for ending in TEXT)
    assert MEDIA_TYPES.keys() >= TEXT
    assert {ending for ending in PUBLISHABLE_TYPES if is_packed(f"x.{ending}")} >= {
        "pdf",
        "docx",
        "zip",
        "png",
    }
