"""What files are, by their endings: media types (IANA), text, compressed already.

A table of our own, since what systems say differs.
"""

from __future__ import annotations

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "doc": "application/msword",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "odt": f"{_OPEN}.text",
    "ods": f"{_OPEN}.spreadsheet",
    "odp": f"{_OPEN}.presentation",
    "rtf": "application/rtf",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "txt": "text/plain",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "jsonld": "application/ld+json",
    "geojson": "application/geo+json",
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "md": "text/markdown",
    "xml": "application/xml",
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "webmanifest": "application/manifest+json",
    "svg": "image/svg+xml",
    "ics": "text/calendar",
    "epub": "application/epub+zip",
    "zip": "application/zip",
    "7z": "application/x-7z-compressed",
    "rar": "application/vnd.rar",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "ogg": "audio/ogg",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "mov": "video/quicktime",
    "avi": "video/x-msvideo",
    "kml": "application/vnd.google-earth.kml+xml",
    "kmz": "application/vnd.google-earth.kmz",
}

#: Endings of files that are text.
TEXT = frozenset(
    (
        *("html", "css", "js", "svg", "txt", "csv", "tsv", "ics", "md"),
        *("json", "jsonl", "jsonld", "geojson", "webmanifest", "xml", "atom", "rss", "kml"),
    )
)
#: Endings of files that are compressed in themselves: doing it again takes time and saves nothing.
_PACKED = frozenset(
    (
        *("pdf", "ofd", "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub", "zip", "7z", "rar", "kmz"),
        *("png", "jpg", "jpeg", "gif", "webp", "mp3", "m4a", "ogg", "mp4", "webm", "mov", "avi"),
    )
)


def media_type_of(file: str) -> str:
    """The media type of a file by its name; that of mere bytes where its ending tells nothing."""
    return MEDIA_TYPES.get(_ending(file), "application/octet-stream")


def is_text(file: str) -> bool:
    """Whether a file is text, by its name."""
    return _ending(file) in TEXT


def is_packed(file: str) -> bool:
    """Whether a file is compressed in itself, by its name."""
    return _ending(file) in _PACKED


def _ending(file: str) -> str:
    return file.rpartition(".")[2].lower()
