"""The templates of records and lists: Jinja over views, loops and prints only."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.ext import Extension
from markupsafe import Markup

from generator.derive.feeds import FORMATS
from generator.derive.plots import Plot, number
from generator.derive.wording import Wording
from generator.render.foreign import lang_attribute, mixed
from generator.render.phone_form import whole_numbers
from generator.render.plots import meter_svg, plot_svg, swatch_svg

#: An element that holds one value and nothing else, which is not the site's own word (`text.…`).
_ALONE = re.compile(
    r"(<(?:a|button|caption|dd|dt|em|figcaption|h[1-6]|label|li|p|small|span|strong|summary|td|th)\b(?![^<>]*\blang\b)[^<>]*)>"
    r"(?=\{\{ (?!text\b)([a-z_][\w.\[\]]*) \}\}</)"
)
#: Most values have nothing to escape: looking costs half of what replacing nothing five times does.
_SPECIAL = re.compile("[&<>\"']")


def told(error: Exception) -> str:
    """An error on one line; a template's with its name and line."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.name}:{error.lineno}: {error.message}"
    return str(error)


class _Compiled(BytecodeCache):
    """Keeps compiled templates in memory; one that has changed is compiled anew."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of this template, if it was made of this text."""
        checksum, code = self._kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code."""
        if bucket.code:
            self._kept[bucket.key] = bucket.checksum, bucket.code


@cache
def compiled(_environment: str, _language: str) -> BytecodeCache:
    """What this process has compiled for an environment: the preview builds again and again.

    To compile is half of the work of a small site. In another language a filter may say something else of a
    literal, which is worked out then.
    """
    return _Compiled()


class _Generator(CodeGenerator):
    """Compiles `{{ … }}` into a call of `printed`.

    Jinja's own `escape` wraps every text printed into a Markup object, only to join them all a moment later:
    a third of the time that a page takes.
    """

    def _output_child_pre(self, _node: Any, frame: Any, _finalize: Any) -> None:
        if not frame.eval_ctx.autoescape or frame.eval_ctx.volatile:
            raise NotImplementedError("templates here always escape")
        self.write("environment.printed(")


class _Languages(Extension):
    """Has every element that holds one value name that value's language, where it is not the page's.

    What an element holds besides, or in parts, says so by itself: `<td{{ text | lang }}>`.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """The source with the filter `lang` in the start tags of such elements."""
        return _ALONE.sub(r"\1{{ \2 | lang }}>", source)


class _Environment(Environment):
    """Jinja with the generator above."""

    code_generator_class = _Generator

    @staticmethod
    def printed(value: Any) -> str:
        """A value as it stands in a page: escaped, unless it is HTML already."""
        if type(value) is str:
            return html.escape(value) if _SPECIAL.search(value) else value
        return str(value.__html__()) if hasattr(value, "__html__") else html.escape(str(value))


def _drawings(words: Wording) -> dict[str, Callable[..., Any]]:
    """What templates draw plots with; pages import `plots.html`, which calls these."""

    def drawn(plot: Plot) -> Markup:
        return Markup(plot_svg(plot, words))

    def swatch(plot: Plot, series: int) -> Markup:
        return Markup(swatch_svg(plot, series))

    def meter(part: float, whole: float, label: str, tone: str = "main") -> Markup:
        return Markup(meter_svg(part, whole, label, tone))

    return {"plot_svg": drawn, "plot_swatch": swatch, "meter": meter, "number": number}


class Templates:
    """The folder theme_overrides/disclosure, compiled once in each process."""

    def __init__(self, folder: Path, words: Wording) -> None:
        self._folder, self._words = folder, words
        self._environment = _Environment(
            loader=FileSystemLoader(folder / "disclosure"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # a build reads each template once
            extensions=[_Languages],
            bytecode_cache=compiled("disclosure", words.language),
        )
        self._environment.filters["lang"] = partial(lang_attribute, language=words.language)
        self._environment.filters["mixed"] = partial(mixed, language=words.language)
        self._environment.filters["whole_numbers"] = whole_numbers
        self._environment.globals.update(text=words, feed_formats=FORMATS, **_drawings(words))
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
