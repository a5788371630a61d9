"""The navigation in the settings (`nav`): entries that lead nowhere, which the site leaves out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import yaml

from generator.ingest import rules_of_settings as rules
from generator.ingest.catalog import CatalogFiles
from generator.ingest.config_file import ConfigFile
from generator.model.addresses import (
    ACCESSIBILITY,
    CONFORMITY,
    DATA_PAGE,
    FOLLOW,
    OPTIONAL,
    SCREEN,
    STATISTICS,
)
from generator.model.catalog import Tree
from generator.model.problems import Place, Problem
from generator.model.settings import Settings

#: First parts of addresses that may come and go with the records: nobody is told of those.
_OF_RECORDS = ("years/", "titles/", "history/", "search/", *OPTIONAL)
#: Pages that stand once in every site.
_ALWAYS = (DATA_PAGE, FOLLOW, SCREEN, STATISTICS, CONFORMITY, ACCESSIBILITY)


def check_navigation(settings: Settings, files: CatalogFiles) -> Iterator[Problem]:
    """Entries that lead to no page and to no list.

    The settings speak of the configured tree: another one, given by `--content`, may lack their pages.
    """
    if settings.content_is_configured and not files.unusable:
        for target in _targets(ConfigFile.read(settings.config).node("nav")):
            if not _exists(target.value, settings, files):
                mark = target.start_mark
                place = Place(str(settings.config), mark.line + 1, mark.column + 1)
                yield rules.NAVIGATION_TARGET.at(place, target=target.value)


def navigation_entries(settings: Settings) -> list[tuple[str, str]]:
    """What the navigation lists: title and target of each entry, in order, wherever it leads.

    Titles are "" where the page's own is shown. Without `nav` all pages of prose are listed.
    """
    nav = ConfigFile.read(settings.config).node("nav")
    if nav is None:
        pages = sorted(settings.pages.rglob("*.md")) if settings.pages.is_dir() else []
        return [("", path.relative_to(settings.pages).as_posix()) for path in pages]
    return list(_titled(nav))


def _titled(node: yaml.Node) -> Iterator[tuple[str, str]]:
    if isinstance(node, yaml.ScalarNode):
        yield "", node.value
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _titled(item)
    elif isinstance(node, yaml.MappingNode):
        for title, value in node.value:
            if isinstance(value, yaml.ScalarNode):
                yield title.value, value.value
            else:
                yield from _titled(value)


def _targets(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """What entries name, and those within entries: `- page.md`, `- Title: page.md`, `- Title: […]`."""
    if isinstance(node, yaml.ScalarNode):
        if node.value:
            yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _targets(item)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _targets(value)


def _exists(target: str, settings: Settings, files: CatalogFiles) -> bool:
    if target.endswith(".md"):
        return target == "index.md" or (settings.pages / target).is_file()
    if "://" in target or target.startswith(_OF_RECORDS) or target in _ALWAYS:
        return True
    top, slash, path = target.partition("/")
    path = path.removesuffix("/")
    lists: Mapping[str, Collection[str] | Tree] = {
        "categories": files.categories,
        "subjects": files.subjects,
        "departments": files.departments,
    }
    if top == "departments":
        path = path.partition("/")[0]  # its lists of years come and go with the records
    return bool(slash) and target.endswith("/") and top in lists and (not path or path in lists[top])
