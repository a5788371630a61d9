"""site_config.yml -> Settings. It is a real MkDocs configuration; ours is the plugin section `disclosure`.

The section keeps a schema (`settings.schema.json`), so that faults are told as those of records are: all at
once, each with its line and what to write.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from pathlib import Path
from typing import Any

from generator.ingest import rules_of_fields, rules_of_settings
from generator.ingest.config_file import CONFIG_NAME, BadSettings, ConfigFile
from generator.ingest.explain import explain
from generator.ingest.locate import Locator
from generator.ingest.settings_schema import config_schema, settings_schema
from generator.model.problems import Problem, Severity
from generator.model.settings import SCORE_WEIGHTS, Settings

__all__ = ["CONFIG_NAME", "BadSettings", "load_settings"]


def load_settings(config: Path, content: Path | None = None, internal: Path | None = None) -> Settings:
    """The settings of a configuration file; `content` stands in for its own tree. Raises BadSettings.

    With `internal`, the tree of the internal edition's own records, they are those of that edition.
    """
    file = ConfigFile.read(config)
    _refuse_other_faults(file)
    section = _sound_section(file)
    root = config.resolve().parent
    own_content = root / section.pop("content", "content")
    settings = Settings(
        config=config.resolve(),
        content=(content or own_content).resolve(),
        schema=root / section.pop("schema", "schema"),
        overrides=root / (file.text("theme", "custom_dir") or "theme_overrides"),
        output=root / (file.text("site_dir") or "site"),
        site_name=file.text("site_name"),
        site_url=(file.text("site_url") or "http://localhost/").rstrip("/") + "/",
        content_is_configured=content is None,
    )
    settings = _laid_over(settings, section)
    return _of_internal_edition(settings, internal.resolve()) if internal else settings


def _laid_over(default: Any, written: Any) -> Any:
    """A default with what is written laid over it, to any depth: what is not named stays as it is."""
    if is_dataclass(default) and not isinstance(default, type):
        return replace(default, **{k: _laid_over(getattr(default, k), v) for k, v in written.items()})
    if isinstance(default, Mapping):
        return {**default, **{k: _laid_over(default.get(k), v) for k, v in written.items()}}
    return tuple(written) if isinstance(written, list) else written


_INTERNAL_NAME = {"zh": "{name}（内部版）", "en": "{name} (internal edition)"}


def _of_internal_edition(settings: Settings, internal: Path) -> Settings:
    """The settings of the internal edition: another name and address.

    The public address never stands in for its own: a click on an internal record's permanent address would
    tell the public server its number.
    """
    return replace(
        settings,
        internal=internal,
        site_name=_INTERNAL_NAME[settings.language].format(name=settings.site_name),
        site_url=settings.internal_url.rstrip("/") + "/",
    )


# --- What is written, held against the schema


def _refuse_other_faults(file: ConfigFile) -> None:
    """What is wrong beside our section: MkDocs would tell it later, and mostly without a line."""
    whole = {key: value for key, value in dict(file.whole()).items() if value != ""}
    locator = Locator(str(file.path), file.root)
    if "INHERIT" in whole:
        raise BadSettings(
            rules_of_settings.SETTINGS_INHERIT.at(locator.place(["INHERIT"]), file=whole["INHERIT"])
        )
    if not config_schema().is_valid(whole):
        raise BadSettings(*explain(config_schema(), whole, locator))


def _sound_section(file: ConfigFile) -> dict[str, Any]:
    """The section with numbers and truth values. Raises BadSettings with all that is wrong in it."""
    schema = settings_schema()
    section = schema.coerced(_without_blanks(file.section() or {}))
    if not schema.is_valid(section):
        problems = explain(schema, section, file.locator)
        if file.own and not isinstance(section, dict):  # it has no keys that could be pointed out
            mark = file.own.start_mark
            problems = [replace(one, line=mark.line + 1, column=mark.column + 1) for one in problems]
        raise BadSettings(*problems)
    if "emblem" in section.get("look", {}):
        section["look"]["emblem"] = _picture(file, section["look"]["emblem"])
    if "rules" in section:
        section["rules"] = {rule: Severity(weight) for rule, weight in section["rules"].items()}
    if not any({**SCORE_WEIGHTS, **section.get("scores", {}).get("weights", {})}.values()):
        raise BadSettings(_wrong_form(file, "scores.weights", 0))
    return dict(section)


def _picture(file: ConfigFile, name: str) -> Path:
    """A picture by its path from the configuration's folder."""
    path = file.path.resolve().parent / name
    if path.suffix.lower() not in (".svg", ".png") or not path.is_file():
        raise BadSettings(_wrong_form(file, "look.emblem", name))
    return path


def _without_blanks(value: Any) -> Any:
    """Settings without those that say nothing: these keep their defaults."""
    if not isinstance(value, dict):
        return value
    return {key: _without_blanks(below) for key, below in value.items() if below != ""}


def _wrong_form(file: ConfigFile, key: str, value: object) -> Problem:
    """What no schema can say, told as if it had."""
    labels = {language: settings_schema().labels(language) for language in ("zh", "en")}
    return rules_of_fields.INVALID_FORMAT.at(
        file.locator.place(key.split(".")),
        key=key,
        value=value,
        label={language: names.name(key) for language, names in labels.items()},
        description={language: names.descriptions[key] for language, names in labels.items()},
    )
