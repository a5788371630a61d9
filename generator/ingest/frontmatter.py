"""Front matter and body of a record file.

python-frontmatter cuts the file and calls our handler, which refuses a header that never begins or ends.
"""

from __future__ import annotations

import re
from typing import Any

import frontmatter
from frontmatter.default_handlers import BaseHandler

from generator.ingest import rules_of_files as rules
from generator.ingest.strict_yaml import kind_name, load_yaml
from generator.ingest.yaml_faults import YamlFault

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^---[ \t]*$", re.MULTILINE)
HEADER_OFFSET = 1  # lines before the header's first: the opening boundary


class StrictHandler(BaseHandler):
    """The handler for python-frontmatter; one for each file, since it keeps header and body as written.

    python-frontmatter strips the body, which would move its lines and make a paragraph of a leading code
    block. Only blanks at the very end of the file are gone.
    """

    FM_BOUNDARY = _OPENING

    def __init__(self) -> None:
        super().__init__()
        self.header = ""
        self.body = ""
        self.body_line = 1

    def split(self, text: str) -> tuple[str, str]:
        """Cut the text at the two boundary lines. Raises YamlFault when either is missing."""
        opening = _OPENING.match(text + "\n")
        if not opening:
            raise YamlFault(rules.FRONT_MATTER_MISSING, 0, 1)
        closing = _CLOSING.search(text, opening.end())
        if not closing:
            raise YamlFault(rules.FRONT_MATTER_UNCLOSED, 0, 1)
        self.header = text[opening.end() : closing.start()]
        self.body = text[closing.end() + 1 :]
        self.body_line = text.count("\n", 0, closing.end()) + 2
        return self.header, self.body

    def load(self, fm: str) -> dict[str, Any]:
        """The fields of the header. Raises YamlFault, with lines counted from the header's first."""
        fields = load_yaml(fm) or {}
        if not isinstance(fields, dict):
            raise YamlFault(rules.FRONT_MATTER_NOT_FIELDS, 1, 1, found=kind_name(fields))
        return fields


def split_front_matter(text: str) -> tuple[dict[str, Any], StrictHandler]:
    """The fields of a record file and the handler that holds header and body.

    Raises YamlFault, with lines counted from behind the opening boundary: add HEADER_OFFSET for the file's.
    """
    handler = StrictHandler()
    # python-frontmatter would skip blank lines first; GitHub's preview does not
    if not text.startswith("---"):
        raise YamlFault(rules.FRONT_MATTER_MISSING, 0, 1)
    fields, _ = frontmatter.parse(text, handler=handler)
    return fields, handler


def body_text(path: str) -> str:
    """The body of a record file that was found sound, without reading its front matter again.

    Raises OSError when the file has changed since.
    """
    with open(path, encoding="utf-8-sig", newline="") as file:  # noqa: PTH123  (as in reading.py)
        text = file.read().replace("\r\n", "\n")
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if not closing:
        raise OSError(f"{path} has changed since it was checked")
    return text[closing.end() + 1 :]
