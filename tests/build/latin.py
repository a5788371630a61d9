"""The sample county in Latin letters: all its features, and not one Chinese character of its own."""

from __future__ import annotations

import contextlib
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

from .sources import CONFIG, CONTENT
from .trees import copy_project

#: Ideographs, their marks and forms of full width: what no English page has.
CHINESE = re.compile(
    r"[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)


#: Types of columns are prescribed: they have no other name in a file, and an English one on the site.
_REPLACED = re.compile(rf"column_type: \w+|{CHINESE.pattern}")


def latin(text: str) -> str:
    """A text with a letter for every ideograph, always the same, and a dot for every Chinese mark."""
    return _REPLACED.sub(lambda found: _replaced(found[0]), text)


def _replaced(found: str) -> str:
    if len(found) > 1:
        return found
    return chr(ord("a") + ord(found) % 26) if found.isalpha() else "·"


def write_latin_county(folder: Path) -> Path:
    """Write settings, schemas, templates and content of the county in Latin letters; returns the settings."""
    config = copy_project(folder)
    settings = latin(CONFIG.read_text("utf-8")).replace("language: zh", "language: en")
    config.write_text(settings, "utf-8")
    for path in (folder / "schema").rglob("*.json"):
        schema = _with_latin_examples(json.loads(path.read_text("utf-8")))
        path.write_text(json.dumps(schema, ensure_ascii=False), "utf-8")
    for path in sorted(CONTENT.rglob("*")):
        if path.is_file():
            target = folder / "content" / latin(path.relative_to(CONTENT).as_posix())
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_latin_file(path.read_bytes()))
    return config


def _with_latin_examples(node: Any) -> Any:
    """A schema whose examples, which are of what a county writes, are in Latin letters too."""
    if isinstance(node, list):
        return [_with_latin_examples(item) for item in node]
    if not isinstance(node, dict):
        return node
    found = {key: _with_latin_examples(item) for key, item in node.items()}
    if isinstance(found.get("description_en"), str):
        said, given, example = found["description_en"].partition("For example:")
        found["description_en"] = said + given + latin(example)
    if isinstance(found.get("examples"), list):
        found["examples"] = json.loads(latin(json.dumps(found["examples"], ensure_ascii=False)))
    return found


def _latin_file(data: bytes) -> bytes:
    """A file's own texts in Latin letters, those inside a zip (docx, xlsx) too; others as they are."""
    if data.startswith(b"PK"):
        return _latin_zip(data)
    for encoding in ("utf-8", "gb18030"):  # the latter as Excel writes csv files in China
        with contextlib.suppress(UnicodeDecodeError):
            return latin(data.decode(encoding)).encode()
    return data


def _latin_xml(data: bytes) -> bytes:
    """The same for a file that writes ideographs as references by number, as spreadsheets may."""
    spelt = re.sub(rb"&#([0-9]{5,});", lambda found: chr(int(found[1])).encode(), data)
    return _latin_file(spelt)


def _latin_zip(data: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as copy:
        for member in source.infolist():
            copy.writestr(latin(member.filename), _latin_xml(source.read(member)))
    return target.getvalue()
