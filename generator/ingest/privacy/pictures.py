"""Personal data that pictures carry unseen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.ingest.privacy.detect import detect
from generator.ingest.privacy.finding import Finding, Kind
from generator.ingest.privacy.metadata import read_metadata

_ENDINGS = frozenset(("jpg", "jpeg", "png", "webp", "tif", "tiff"))


def is_picture(name: str) -> bool:
    """Whether a file is a picture of a kind that is looked into, by its ending."""
    return name.rpartition(".")[2].lower() in _ENDINGS


def picture_findings(path: str) -> Iterator[Finding]:
    """What a picture says of its position, and the personal data in its texts."""
    metadata, name = read_metadata(Path(path)), Path(path).name
    if metadata.has_position:
        yield Finding(Kind.LOCATION, 0, 0, name, name)
    yield from detect("\n\n".join(metadata.texts))


def in_picture(name: str) -> Mapping[str, str]:
    """Where what a picture carries is found, in words."""
    file = name.rpartition("/")[2]
    return {"zh": f"图片“{file}”的属性里", "en": f"in the properties of the picture “{file}”"}
