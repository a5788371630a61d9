"""Record bodies: GitHub Flavored Markdown to safe, valid HTML, and what `check` has to know about them.

The way of a body: `commonmark` (GitHub's own renderer) -> `sanitise` (allow-list, content model) -> `writer`
(ids, links, images, tables), for sheets then `paper`. `targets` and `misprints` look at sources and say what
an editor should mend.
"""

from generator.markup.body import render_body
from generator.markup.headings import Heading
from generator.markup.labels import EN, LABELS, ZH, Labels
from generator.markup.links import Link, Resolver, split_target
from generator.markup.misprints import Misprint, markup_warnings
from generator.markup.paper import on_paper
from generator.markup.targets import LinkTarget, link_targets
from generator.markup.writer import RenderedBody

__all__ = [
    "EN",
    "LABELS",
    "ZH",
    "Heading",
    "Labels",
    "Link",
    "LinkTarget",
    "Misprint",
    "RenderedBody",
    "Resolver",
    "link_targets",
    "markup_warnings",
    "on_paper",
    "render_body",
    "split_target",
]
