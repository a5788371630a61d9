"""What every command starts from: settings, schemas, the day that stands for today, the language."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator import workers
from generator.cli.parser import UsageError
from generator.ingest.clock import as_of
from generator.ingest.schema import SchemaSet, load_schemas
from generator.ingest.settings import CONFIG_NAME, BadSettings, load_settings
from generator.model.settings import Settings


@dataclass(frozen=True)
class Setup:
    """The inputs of a command."""

    settings: Settings
    schemas: SchemaSet
    as_of: date
    language: str
    jobs: int


def set_up(options: Namespace) -> Setup:
    """Read settings and schemas as the options say. Raises BadSettings, BadSchema, UsageError."""
    settings = load_settings(options.config, options.content, getattr(options, "internal_content", None))
    language = options.lang or settings.language
    for tree in settings.trees:
        _require_tree(tree, language)
    _refuse_nested_trees(settings, language)
    return Setup(
        settings=settings,
        schemas=load_schemas(settings.schema),
        as_of=_as_of(options, settings, language),
        language=language,
        jobs=_jobs(options, language),
    )


def language_of_site(options: Namespace) -> str:
    """The language of a command that needs no settings: the one asked for, else the site's own."""
    try:
        return options.lang or load_settings(getattr(options, "config", Path(CONFIG_NAME))).language
    except BadSettings:  # a site may be verified where no settings are
        return "zh"


def _require_tree(content: Path, language: str) -> None:
    """Git keeps no empty `records/`: a tree without records still has its catalog."""
    if not ((content / "records").is_dir() or (content / "catalog" / "departments.yml").is_file()):
        zh = f"内容文件夹 {content} 里没有 records/，也没有 catalog/departments.yml"
        en = f"the content folder {content} holds neither records/ nor catalog/departments.yml"
        raise UsageError(zh if language == "zh" else en)


def _refuse_nested_trees(settings: Settings, language: str) -> None:
    """An internal tree inside the public one, or around it, would be published with it, or was already."""
    internal = settings.internal
    if internal and (internal.is_relative_to(settings.content) or settings.content.is_relative_to(internal)):
        zh = f"内部内容文件夹 {internal} 与公开的内容文件夹重叠；内部内容要放在另一个私有仓库里"
        en = f"the internal content {internal} overlaps the public one; keep it in a private repository"
        raise UsageError(zh if language == "zh" else en)


def _as_of(options: Namespace, settings: Settings, language: str) -> date:
    try:
        return as_of(options.as_of, settings.content, settings.zone)
    except (ValueError, OverflowError, OSError):
        zh, en = "SOURCE_DATE_EPOCH 应当是秒数", "SOURCE_DATE_EPOCH must be a number of seconds"
        raise UsageError(zh if language == "zh" else en) from None


def _jobs(options: Namespace, language: str) -> int:
    jobs: int | None = getattr(options, "jobs", None)
    if jobs is not None and jobs < 1:
        raise UsageError("--jobs 至少是 1" if language == "zh" else "--jobs must be at least 1")
    return jobs or workers.default_jobs()
