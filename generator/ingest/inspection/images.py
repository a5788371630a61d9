"""Pictures: their size, and small ones made of them.

Only here, in the process that opens attachments, does Pillow see a file: its decoders are C. Of a file that
would unpack to more than `_MOST_PIXELS` nothing is decoded. The thumbnail is written from pixels alone, so
that nothing that the picture says of itself goes with it.
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageOps

from generator.ingest.inspection.seen import Thumbnail

_MOST_PIXELS = 80_000_000
#: The formats that are opened: no other decoder is ever tried.
_SHOWN = ("PNG", "JPEG", "GIF", "WEBP")
_FORMATS = (*_SHOWN, "BMP", "TIFF")
_BOX = (320, 240)
_QUALITY = 70
_ORIENTATION, _TURNED = 0x0112, (5, 6, 7, 8)

Image.MAX_IMAGE_PIXELS = None  # the bound is here, and an error rather than a warning


def size_of(path: Path) -> tuple[int, int]:
    """Width and height in pixels as displayed. Raises OSError, and whatever a decoder raises.

    What browsers show is decoded, so that a file that breaks off is no picture.
    """
    with Image.open(path, formats=_FORMATS) as image:
        width, height = image.size
        if is_huge(width, height):  # asked for how it is turned, Pillow may decode it
            return width, height
        if image.format in _SHOWN:
            image.draft("RGB", (1, 1))  # a jpeg is decoded no larger than need be
            image.load()
        is_turned = image.getexif().get(_ORIENTATION) in _TURNED
        return (height, width) if is_turned else (width, height)


def is_huge(width: int, height: int) -> bool:
    """Whether a picture of this size, in pixels, is more than a phone has memory for."""
    return width * height > _MOST_PIXELS


def thumbnail_of(path: Path) -> Thumbnail:
    """A picture's thumbnail, the first frame of a moving one, as WebP; the same bytes every time.

    Raises ValueError for one that is too large, OSError, and whatever a decoder raises.
    """
    with Image.open(path, formats=_FORMATS) as image:
        if is_huge(image.width, image.height):
            raise ValueError(image.size)
        image.draft("RGB", (2 * _BOX[0], 2 * _BOX[1]))  # a jpeg is decoded no larger than need be
        turned = ImageOps.exif_transpose(image)
        is_clear = turned.has_transparency_data
        small = turned.convert("RGBA" if is_clear else "RGB")
        small.thumbnail(_BOX, Image.Resampling.LANCZOS)
        written = io.BytesIO()
        small.save(written, "WEBP", quality=_QUALITY, method=4, exif=b"", xmp=b"", icc_profile=b"")
        return Thumbnail(small.width, small.height, written.getvalue())
