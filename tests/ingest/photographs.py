"""Pictures for tests that say something of themselves: the smallest files of each kind, and broken ones."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image


def picture(kind: str) -> bytes:
    """A picture of one pixel, as Pillow calls its kind (JPEG)."""
    written = io.BytesIO()
    Image.new("RGB", (1, 1)).save(written, kind)
    return written.getvalue()


_RATIONAL = struct.pack("<6I", 30, 1, 15, 1, 0, 1)


def exif(artist: str = "", latitude: int = 0) -> bytes:
    """A TIFF structure with an artist, and with a position if one is asked for."""
    text = artist.encode() + b"\0" * (8 - min(len(artist.encode()), 7))
    gps = 8 + 2 + 2 * 12 + 4
    data = gps + 2 + 12 + 4
    main = struct.pack("<2sHI", b"II", 42, 8) + struct.pack("<H", 2)
    main += struct.pack("<HHII", 0x013B, 2, len(text), data + 24) + struct.pack("<HHII", 0x8825, 4, 1, gps)
    place = _RATIONAL if latitude else bytes(24)
    directory = struct.pack("<H", 1) + struct.pack("<HHII", 2, 5, 3, data) + bytes(4)
    return main + bytes(4) + directory + place + text


def jpeg(artist: str = "", latitude: int = 0, xmp: str = "", comment: bytes = b"") -> bytes:
    segments = [(0xE1, b"Exif\0\0" + exif(artist, latitude))]
    segments += [(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp.encode())] if xmp else []
    segments += [(0xFE, comment)] if comment else []
    parts = b"".join(struct.pack(">BBH", 0xFF, kind, len(data) + 2) + data for kind, data in segments)
    return b"\xff\xd8" + parts + picture("JPEG")[2:]


def png(*chunks: tuple[bytes, bytes], size: tuple[int, int] = (1, 1)) -> bytes:
    """A grey picture; of one that claims another size there is one pixel all the same."""
    parts = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (
            (b"IHDR", struct.pack(">IIBBBBB", *size, 8, 0, 0, 0, 0)),
            *chunks,
            (b"IDAT", zlib.compress(bytes(2))),
            (b"IEND", b""),
        )
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    parts = (kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for kind, data in chunks)
    written = b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(written) + 4) + b"WEBP" + written
