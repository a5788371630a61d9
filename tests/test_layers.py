"""The house rules of imports: they flow one way, never in a circle, and MkDocs has one door.

Imports inside functions and under TYPE_CHECKING count as any other.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "generator"

#: From the first to the last; what stands in one line may not import from each other.
LAYERS = (
    {"version", "workers"},
    {"model"},
    {"markup"},
    {"ingest"},
    {"derive"},
    {"render"},
    {"outputs"},
    {"plugin", "staging"},
    {"contents"},
    {"publish"},
    {"preview", "reporting", "editing", "deployment"},
    {"review"},
    {"cli"},
    {"__main__"},
)
RANK = {part: rank for rank, layer in enumerate(LAYERS) for part in layer}
THEME = {"mkdocs", "material"}


@cache
def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports_in(source: str, module: str, is_package: bool = False) -> Iterator[str]:
    """The full name of everything that a source imports, names from modules too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = module.split(".")[: None if is_package else -1]
            base = parents[: len(parents) - node.level + 1] if node.level else []
            origin = ".".join([*base, *filter(None, [node.module])])
            yield from (f"{origin}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            argument = node.args[0]
            yield argument.value if isinstance(argument, ast.Constant) else "generator.cli.commands"


@cache
def imported(module: str) -> frozenset[str]:
    path = modules()[module]
    source = path.read_text(encoding="utf-8")
    return frozenset(imports_in(source, module, path.name == "__init__.py"))


def own(name: str) -> str:
    """The module of ours that an imported name lies in: the longest one that it begins with."""
    while name not in modules():
        name = name.rpartition(".")[0]
    return name


def dependencies(module: str) -> set[str]:
    ours = (name for name in imported(module) if name.split(".")[0] == "generator")
    return {own(name) for name in ours} - {module}


def part(module: str) -> str:
    """The layer's member that a module belongs to; the package itself holds nothing but its version."""
    return module.split(".")[1] if "." in module else "version"


def test_every_module_belongs_to_a_layer() -> None:
    assert {part(module) for module in modules()} == set(RANK)


@pytest.mark.parametrize("module", modules())
def test_imports_flow_one_way(module: str) -> None:
    wrong = [
        found
        for found in dependencies(module)
        if part(found) != part(module) and RANK[part(found)] >= RANK[part(module)]
    ]
    assert wrong == []


def test_no_module_imports_itself_in_a_circle() -> None:
    # a package is loaded before its members: what it imports counts for itself alone
    graph = {module: dependencies(module) for module in modules()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"a circle: {' -> '.join(error.args[1])}")


@pytest.mark.parametrize("module", modules())
def test_the_theme_has_one_door(module: str) -> None:
    known = {name.split(".")[0] for name in imported(module)} & THEME
    assert not known or module == "generator.plugin"


def test_the_door_is_used() -> None:
    assert {name.split(".")[0] for name in imported("generator.plugin")} & THEME


@pytest.mark.parametrize("module", [name for name in modules() if part(name) == "model"])
def test_the_model_uses_the_standard_library_only(module: str) -> None:
    assert {name.split(".")[0] for name in imported(module)} <= sys.stdlib_module_names | {"generator"}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import a.b", {"a.b"}),
        ("from a import b, c", {"a.b", "a.c"}),
        ("from . import b", {"p.q.b"}),
        ("from ..r import b", {"p.r.b"}),
        ("def f():\n import a", {"a"}),
        ("if TYPE_CHECKING:\n from a import b", {"a.b"}),
        ("importlib.import_module('a')", {"a"}),
    ],
)
def test_no_way_to_import_is_overlooked(source: str, found: set[str]) -> None:
    assert set(imports_in(source, "p.q.module")) == found
