"""The templates of records and lists: Jinja over views, loops and prints only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from generator.derive.wording import Wording


class Templates:
    """The folder theme_overrides/disclosure, compiled once in each process."""

    def __init__(self, folder: Path, words: Wording) -> None:
        self._folder, self._words = folder, words
        self._environment = Environment(
            loader=FileSystemLoader(folder / "disclosure"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(text=words)
        self._compiled: dict[str, Template] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        """Sent to a worker, the templates are compiled anew there."""
        return Templates, (self._folder, self._words)

    def render(self, name: str, **values: Any) -> Markup:
        """Render a template; all values are escaped unless they are Markup."""
        template = self._compiled.get(name)
        if template is None:
            template = self._compiled[name] = self._environment.get_template(f"{name}.html")
        return Markup(template.render(values))
