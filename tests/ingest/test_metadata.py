"""What pictures say of themselves, however they are made, and hostile ones that say nothing."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.ingest.privacy.metadata import Metadata, read_metadata
from generator.ingest.privacy.pictures import picture_findings
from ingest.numbers import IDENTITY, MOBILE
from ingest.photographs import exif, jpeg, png, webp

XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="30,15.5N" dc:rights="张某">'
    f"<dc:creator>电话{MOBILE}</dc:creator></rdf:Description></x:xmpmeta>"
)
ITXT = b"XML:com.adobe.xmp\0\0\0\0\0"
PICTURES = {
    "exif.jpg": jpeg(artist="张某", latitude=30),
    "xmp.jpg": jpeg(xmp=XMP),
    "exif.png": png((b"eXIf", exif("张某", 30))),
    "xmp.png": png((b"iTXt", ITXT + XMP.encode())),
    "packed.png": png((b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(XMP.encode()))),
    "exif.webp": webp((b"VP8 ", b"pixels!"), (b"EXIF", exif("张某", 30))),
    "xmp.webp": webp((b"XMP ", XMP.encode())),
    "photo.tiff": exif("张某", 30),
}
WITHOUT = {
    "artist.jpg": jpeg(artist="县财政局"),
    "plain.png": png((b"tEXt", b"Comment\0" + "县财政局".encode())),
    "plain.webp": webp((b"VP8 ", b"pixels!")),
}


def read(folder: Path, data: bytes, name: str = "photo.jpg") -> Metadata:
    (folder / name).write_bytes(data)
    return read_metadata(folder / name)


@pytest.mark.parametrize("name", PICTURES)
def test_position_and_names_are_found(name: str, tmp_path: Path) -> None:
    found = read(tmp_path, PICTURES[name], name)
    assert found.has_position
    assert "张某" in "".join(found.texts)


@pytest.mark.parametrize("name", WITHOUT)
def test_a_picture_without_a_position_has_none(name: str, tmp_path: Path) -> None:
    assert not read(tmp_path, WITHOUT[name], name).has_position


@pytest.mark.parametrize(
    "data",
    [
        jpeg(artist=MOBILE),
        jpeg(comment=f"张某{MOBILE}".encode("gb18030")),
        jpeg(xmp=XMP.replace("GPS", "")),
        png((b"tEXt", f"Author\0{MOBILE}".encode())),
        png((b"zTXt", b"Author\0\0" + zlib.compress(MOBILE.encode()))),
        webp((b"EXIF", b"Exif\0\0" + exif(MOBILE))),
    ],
)
def test_numbers_in_texts_are_found(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(data)
    assert [finding.value for finding in picture_findings(str(path))] == [MOBILE]


def _tiff(entries: int, pointer: int = 8) -> bytes:
    return struct.pack("<2sHI", b"II", 42, pointer) + struct.pack("<H", entries)


HOSTILE = {
    "nothing": b"",
    "cut": jpeg(latitude=30)[:20],
    "many tags": _tiff(65535),
    "out of itself": _tiff(1, 0xFFFFFFF0),
    "own directory": _tiff(1) + struct.pack("<HHII", 0x8825, 4, 1, 8) + bytes(4),
    "endless value": _tiff(1) + struct.pack("<HHII", 0x013B, 5, 0xFFFFFFFF, 8) + bytes(4),
    "a long chunk": b"\x89PNG\r\n\x1a\n" + struct.pack(">I4s", 0xFFFFFFFF, b"eXIf") + b"II",
    "no chunk": b"\x89PNG\r\n\x1a\n" + bytes(1000),
    "a bomb": png((b"zTXt", b"a\0\0" + zlib.compress(bytes(1 << 24)))),
    "not packed": png((b"zTXt", b"a\0\0junk")),
    "segments": b"\xff\xd8" + b"\xff\xe2\0\2" * 100_000,
    "no length": b"\xff\xd8\xff\xe1\0\0",
    "odd xmp": jpeg(xmp="<" * 50_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_picture_is_no_trouble(name: str, tmp_path: Path) -> None:
    found = read(tmp_path, HOSTILE[name])
    assert not found.has_position
    assert sum(map(len, found.texts)) < 1 << 20


def test_what_is_no_file_is_none(tmp_path: Path) -> None:
    assert read_metadata(tmp_path / "none.jpg") == Metadata()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([*PICTURES.values()]), st.integers(0, 400), st.binary(min_size=1, max_size=12))
def test_no_damage_is_too_much(tmp_path: Path, data: bytes, place: int, junk: bytes) -> None:
    read(tmp_path, data[:place] + junk + data[place + len(junk) :])


def test_a_number_in_the_pixels_is_not_looked_for(tmp_path: Path) -> None:
    assert read(tmp_path, jpeg() + IDENTITY.encode()).texts == ()
