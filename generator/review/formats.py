"""The page for reviewers in its three forms: Markdown, a file of HTML that needs nothing else, JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.derive.wording import Wording
from generator.review.markdown import as_markdown
from generator.review.view import Review

_FOLDER = Path(__file__).parent

Format = Callable[[Review, Wording], str]


def as_html(review: Review, words: Wording) -> str:
    """The page as one file: it requests nothing, runs nothing, and prints."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = Markup((_FOLDER / "page.css").read_text(encoding="utf-8"))
    return environment.get_template("page.html").render(review=review, text=words, style=style.strip())


def as_json(review: Review, _words: Wording) -> str:
    """The page as data: the fields of Review."""
    return json.dumps(asdict(review), ensure_ascii=False, indent=2, default=str) + "\n"


FORMATS: Mapping[str, Format] = {"markdown": as_markdown, "html": as_html, "json": as_json}
