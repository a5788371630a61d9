"""site_config.yml -> Settings. It is a real MkDocs configuration; ours is the plugin section `disclosure`.

Read without MkDocs, whose import alone would take longer than checking a small catalog.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from generator.ingest.suggest import nearest
from generator.model.catalog import BODY_KINDS, COLUMN_TYPES
from generator.model.durations import Duration
from generator.model.problems import RULES, Severity
from generator.model.records import PREREQUISITE_TYPES
from generator.model.settings import (
    DEDUCTIONS,
    ENCODINGS,
    LICENSE_ID,
    METADATA_POLICIES,
    PUBLISHABLE_TYPES,
    SCORE_WEIGHTS,
    SIGNING_ROLES,
    VETOES,
    AnnualReportPolicy,
    ApprovalPolicy,
    CodeOwners,
    DataLicense,
    Deduction,
    InspectionPolicy,
    InterpretationDuty,
    Look,
    ScorePolicy,
    ScreenPolicy,
    Settings,
    SheetPolicy,
    SiteIdentity,
)

CONFIG_NAME = "site_config.yml"


class BadSettings(Exception):
    """Settings that cannot be used: the file, and the fault in both languages."""

    def __init__(self, path: Path, zh: str, en: str) -> None:
        super().__init__(f"{path}: {en}")
        self.path, self.zh, self.en = path, zh, en


class _ConfigLoader(yaml.SafeLoader):
    """Reads MkDocs' own tags (`!ENV`, `!!python/name:`) without importing what they name."""


def _env(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    """`!ENV NAME` or `!ENV [NAME, …, default]`, as MkDocs reads it."""
    if isinstance(node, yaml.ScalarNode):
        return os.environ.get(str(loader.construct_scalar(node)))
    names = loader.construct_sequence(node) if isinstance(node, yaml.SequenceNode) else []
    return next((os.environ[name] for name in names[:-1] if name in os.environ), names[-1] if names else None)


_ConfigLoader.add_constructor("!ENV", _env)
_ConfigLoader.add_multi_constructor("", lambda *_: None)


def load_settings(config: Path, content: Path | None = None, internal: Path | None = None) -> Settings:
    """The settings of a configuration file; `content` stands in for its own tree. Raises BadSettings.

    With `internal`, the tree of the internal edition's own records, they are those of that edition.
    """
    raw = _read(config)
    written = _plugin_section(config, raw)
    section = {key: value for key, value in written.items() if value is not None}  # empty: the default
    _refuse_unknown(config, section)
    root = config.resolve().parent
    language = _choice(config, section, "language", "zh", ("zh", "en"))
    settings = Settings(
        config=config.resolve(),
        content=(content or root / str(section.get("content", "content"))).resolve(),
        schema=root / str(section.get("schema", "schema")),
        overrides=root / _custom_dir(raw.get("theme")),
        output=root / str(raw.get("site_dir") or "site"),
        site_name=str(raw.get("site_name") or ""),
        site_url=str(raw.get("site_url") or "http://localhost/").rstrip("/") + "/",
        language=language,
        site=_identity(config, section),
        rules=_severities(config, section),
        content_is_configured=content is None,
    )
    settings = replace(
        settings,
        **{key: convert(config, key, section[key]) for key, convert in _PLAIN.items() if key in section},
    )
    _refuse_unknown_zone(config, settings.timezone)
    return _of_internal_edition(settings, internal.resolve()) if internal else settings


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


def _read(config: Path) -> dict[str, Any]:
    try:
        # the loader is a SafeLoader that knows two more tags
        raw = yaml.load(config.read_text(encoding="utf-8-sig"), Loader=_ConfigLoader)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadSettings(
            config,
            f"读不到配置文件（{reason}）；请在项目的根文件夹里运行，或用 --config 指定",
            f"cannot read the configuration ({reason}); run this in the project's folder or use --config",
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        line = " ".join(str(error).split())
        raise BadSettings(config, f"配置文件写法有误：{line}", f"not valid YAML: {line}") from None
    if not isinstance(raw, dict):
        raise BadSettings(config, "配置文件应当是一组“名称: 值”", "the configuration must be a mapping")
    return raw


def _custom_dir(theme: Any) -> str:
    """The folder of the templates; MkDocs takes the theme's bare name as well."""
    return str(theme.get("custom_dir") or "theme_overrides") if isinstance(theme, dict) else "theme_overrides"


def _mapping(config: Path, key: str, value: Any) -> Mapping[str, Any]:
    if value is not None and not isinstance(value, dict):
        raise BadSettings(config, f"{key} 应当是一组“名称: 值”", f"{key} must be a mapping")
    return value or {}


def _plugin_section(config: Path, raw: Mapping[str, Any]) -> dict[str, Any]:
    """What stands under `plugins: - disclosure:`; an empty section means all defaults."""
    plugins = raw.get("plugins") or []
    listed = plugins if isinstance(plugins, list) else [plugins]
    for entry in listed:
        if entry == "disclosure":
            return {}
        if isinstance(entry, dict) and "disclosure" in entry:
            return dict(_mapping(config, "disclosure", entry["disclosure"]))
    raise BadSettings(
        config, "plugins 里缺少 disclosure 一节", "the section `disclosure` is missing under plugins"
    )


def _refuse_unknown(config: Path, section: Mapping[str, Any]) -> None:
    for key in section:
        if key not in _KNOWN:
            _raise_unknown(config, f"disclosure.{key}", nearest(str(key), _KNOWN), _KNOWN)


def _raise_unknown(config: Path, key: str, near: str, known: Any) -> None:
    zh = f"，是否想写“{near}”？" if near else f"，可用：{', '.join(known)}"
    en = f"; did you mean {near!r}?" if near else f"; known: {', '.join(known)}"
    raise BadSettings(config, f"没有设置项 {key}{zh}", f"there is no setting {key}{en}")


def _choice(config: Path, section: Mapping[str, Any], key: str, default: str, known: tuple[str, ...]) -> str:
    value = str(section.get(key, default))
    if value not in known:
        raise BadSettings(
            config,
            f"{key} 不能是 {value}，可选：{', '.join(known)}",
            f"{key} cannot be {value}; one of {', '.join(known)}",
        )
    return value


def _identity(config: Path, section: Mapping[str, Any]) -> SiteIdentity:
    site = _mapping(config, "site", section.get("site"))
    known = [field.name for field in fields(SiteIdentity)]
    for key in site:
        if key not in known:
            _raise_unknown(config, f"disclosure.site.{key}", nearest(str(key), known), known)
    return SiteIdentity(**{key: str(value or "") for key, value in site.items()})


def _severities(config: Path, section: Mapping[str, Any]) -> dict[str, Severity]:
    """The severities that a site gives to rules: `rules: {attachment-unnamed: warning}`."""
    result = {}
    for rule, severity in _mapping(config, "rules", section.get("rules")).items():
        if rule not in RULES:
            _raise_unknown(config, f"disclosure.rules.{rule}", nearest(str(rule), RULES), sorted(RULES))
        if RULES[rule].essential:
            zh = f"规则 {rule} 不能调整级别：违反它的条目无法发布"
            en = f"the rule {rule} has a fixed weight: a record that breaks it cannot be published"
            raise BadSettings(config, zh, en)
        # YAML reads a bare `off` as false
        result[rule] = Severity(
            _choice(
                config,
                {rule: "off" if severity is False else severity},
                rule,
                "",
                ("error", "warning", "off"),
            )
        )
    return result


def _refuse_unknown_zone(config: Path, name: str) -> None:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise BadSettings(config, f"没有时区 {name}", f"there is no time zone {name}") from None


def _text(_config: Path, _key: str, value: Any) -> str:
    return str(value or "")


_HOST = re.compile(r"[0-9A-Za-z]([0-9A-Za-z.-]*[0-9A-Za-z])?")


def _host(config: Path, key: str, value: Any) -> str:
    name = str(value or "")
    if name and not _HOST.fullmatch(name):
        raise BadSettings(
            config,
            f"{key} 的“{name}”不是域名：只写域名，例如 www.shili.example",
            f"{key}: {name!r} is no host name; write nothing but the name, such as www.shili.example",
        )
    return name


def _positive(config: Path, key: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise BadSettings(config, f"{key} 应当是正整数", f"{key} must be a positive whole number")
    return value


def _count(config: Path, key: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise BadSettings(config, f"{key} 应当是 0 或正整数", f"{key} must be 0 or a positive whole number")
    return value


def _points(config: Path, key: str, value: Any) -> int:
    """So many of 100 points."""
    if _count(config, key, value) > 100:
        raise BadSettings(config, f"{key} 最大是 100", f"{key} must be at most 100")
    return int(value)


def _day(config: Path, key: str, value: Any) -> str:
    """A day as ISO text; YAML makes a date of one without quotes."""
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        zh, en = f"{key} 应当是日期，如 2026-01-01", f"{key} must be a date like 2026-01-01"
        raise BadSettings(config, zh, en) from None


def _switch(config: Path, key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise BadSettings(config, f"{key} 应当是 true 或 false", f"{key} must be true or false")
    return value


def _metadata_policy(config: Path, key: str, value: Any) -> str:
    return _choice(config, {key: value}, key, "", METADATA_POLICIES)


def _types(config: Path, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise BadSettings(config, f"{key} 应当是列表", f"{key} must be a list")
    types = tuple(str(item).lower().lstrip(".") for item in value)
    refused = sorted(set(types) - PUBLISHABLE_TYPES)
    if refused:
        names = ", ".join(refused)
        raise BadSettings(
            config,
            f"{key} 不能有 {names}：这类文件可能在访客电脑上运行，或无法确认其安全",
            f"{key} cannot hold {names}: such files could run at visitors', or nothing is known of them",
        )
    return types


def _texts(config: Path, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise BadSettings(
            config,
            f"{key} 应当是列表，每行写成“- 内容”",
            f"{key} must be a list of texts",
        )
    return tuple(value)


def _contacts(config: Path, key: str, value: Any) -> tuple[str, ...]:
    """Telephone numbers and e-mail addresses; YAML reads a short number as one."""
    is_list = isinstance(value, list)
    return _texts(
        config, key, [str(item) if type(item) is int else item for item in value] if is_list else value
    )


def _lists(config: Path, key: str, value: Any, known: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """A mapping of lists of texts whose keys are known ones."""
    section = _mapping(config, key, value)
    for name in section:
        if name not in known:
            _raise_unknown(config, f"disclosure.{key}.{name}", nearest(str(name), known), known)
    return {name: _texts(config, f"{key}.{name}", items) for name, items in section.items()}


def _approval(config: Path, key: str, value: Any) -> ApprovalPolicy:
    """Who has to approve what: `approval: {important_categories: [finance/budgets], roles: {…}}`."""
    section = dict(_mapping(config, key, value))
    roles = _lists(config, f"{key}.roles", section.pop("roles", None), tuple(SIGNING_ROLES))
    known = tuple(field.name for field in fields(ApprovalPolicy))
    return ApprovalPolicy(**_lists(config, key, section, known), roles={**SIGNING_ROLES, **roles})


def _prerequisites(config: Path, key: str, value: Any) -> dict[str, tuple[str, ...]]:
    """What has to happen before publication, by category: `prerequisites: {finance: [audit]}`."""
    section = {
        str(category): _texts(config, f"{key}.{category}", types)
        for category, types in _mapping(config, key, value).items()
    }
    for category, types in section.items():
        for name in types:
            _choice(config, {f"{key}.{category}": name}, f"{key}.{category}", "", PREREQUISITE_TYPES)
    return section


def _owners(config: Path, key: str, value: Any) -> CodeOwners:
    """Who reviews what belongs to no body: `owners: {default: ["@shili/zwgk"]}`."""
    known = tuple(field.name for field in fields(CodeOwners))
    section = _lists(config, key, value, known)
    for name, accounts in section.items():
        for account in accounts:
            if not _ACCOUNT.fullmatch(account):
                raise BadSettings(
                    config,
                    f"{key}.{name} 的“{account}”不是账号：写成“@账号”（加英文引号）或者邮箱",
                    f'{key}.{name}: {account!r} is no account; write "@account" or an email address',
                )
    return CodeOwners(**section)


def _look(config: Path, key: str, value: Any) -> Look:
    """Colours and emblem: `look: {main_color: "#12467e", emblem: emblem.svg}`."""
    converters: Mapping[str, Callable[[Path, str, Any], Any]] = {
        "main_color": _color,
        "seal_color": _color,
        "emblem": _picture,
    }
    return Look(**_converted(config, key, value, converters))


def _color(config: Path, key: str, value: Any) -> str:
    if not re.fullmatch("#[0-9a-fA-F]{6}", str(value)):
        zh = f'{key} 应当是 # 加六位十六进制数的颜色，加英文引号，如 "#12467e"'
        raise BadSettings(config, zh, f'{key} must be a colour like "#12467e", in quotes')
    return str(value).lower()


def _picture(config: Path, key: str, value: Any) -> Path:
    """A picture by its path from the configuration's folder."""
    path = config.resolve().parent / str(value)
    if path.suffix.lower() not in (".svg", ".png") or not path.is_file():
        zh = f"{key} 应当是配置文件所在文件夹里的一个 svg 或 png 文件，没有找到 {value}"
        raise BadSettings(config, zh, f"{key} must be an svg or png file beside the configuration: {value}")
    return path


def _converted(
    config: Path, key: str, value: Any, converters: Mapping[str, Callable[[Path, str, Any], Any]]
) -> dict[str, Any]:
    """A section of settings, each converted by the function of its name; an empty one keeps its default."""
    section = _mapping(config, key, value)
    for name in section:
        if name not in converters:
            _raise_unknown(config, f"disclosure.{key}.{name}", nearest(str(name), converters), converters)
    return {
        name: converters[name](config, f"{key}.{name}", written)
        for name, written in section.items()
        if written is not None
    }


def _license(config: Path, key: str, value: Any) -> DataLicense:
    """The terms of the open data: `data_license: {name: CC-BY-4.0, url: https://…}`."""
    licence = DataLicense(**_converted(config, key, value, {"name": _text, "url": _text}))
    is_address = licence.url.startswith(("https://", "http://"))
    needs_address = licence.url or not LICENSE_ID.fullmatch(licence.name)
    if licence.is_stated and needs_address and not is_address:
        zh = f"{key}.url 应当是许可协议全文的网址，以 https:// 开头"
        raise BadSettings(config, zh, f"{key}.url must be the address of the licence's text: https://…")
    return licence


def _interpretation(config: Path, key: str, value: Any) -> InterpretationDuty:
    """What has to be interpreted: `interpretation_required: {categories: [policies], days: 3}`."""
    converters: Mapping[str, Callable[[Path, str, Any], Any]] = {
        "categories": _texts,
        "genres": _texts,
        "days": _count,
        "since": _day,
    }
    return InterpretationDuty(**_converted(config, key, value, converters))


def _annual_report(config: Path, key: str, value: Any) -> AnnualReportPolicy:
    """What is counted for annual reports: `annual_report: {normative_documents: [policies/normative]}`."""
    known = tuple(field.name for field in fields(AnnualReportPolicy))
    return AnnualReportPolicy(**_lists(config, key, value, known))


def _kinds(config: Path, key: str, value: Any) -> tuple[str, ...]:
    """Kinds of bodies; an empty list for none."""
    return tuple(_choice(config, {key: kind}, key, "", BODY_KINDS) for kind in _texts(config, key, value))


def _sheets(config: Path, key: str, value: Any) -> SheetPolicy:
    """Sheets for notice boards: `sheets: {months: 3, kinds: [village]}`."""
    return SheetPolicy(**_converted(config, key, value, {"months": _count, "kinds": _kinds}))


def _screen(config: Path, key: str, value: Any) -> ScreenPolicy:
    """The screen edition: `screen: {records: 12, seconds: 15, kinds: [village]}`."""
    known = {"records": _positive, "seconds": _positive, "kinds": _kinds}
    return ScreenPolicy(**_converted(config, key, value, known))


def _duration(config: Path, key: str, value: Any) -> str:
    try:
        return str(Duration.parse(str(value)))
    except ValueError:
        zh = f"{key} 应当是期限：P、数字、单位（D 天、W 周、M 月、Y 年），如 P2W"
        raise BadSettings(config, zh, f"{key} must be a duration like P2W, P6M or P1Y") from None


def _inspection(config: Path, key: str, value: Any) -> InspectionPolicy:
    """How the site inspects itself: `inspection: {limits: {工作动态: P1W}, vetoes: {blank: 3}}`.

    Of limits, vetoes and deductions those that are not named keep their defaults.
    """

    def limits(config: Path, key: str, value: Any) -> Mapping[str, str]:
        own = _converted(config, key, value, dict.fromkeys(COLUMN_TYPES, _duration))
        return {**InspectionPolicy().limits, **own}

    def vetoes(config: Path, key: str, value: Any) -> Mapping[str, int]:
        return {**VETOES, **_converted(config, key, value, dict.fromkeys(VETOES, _positive))}

    def deductions(config: Path, key: str, value: Any) -> Mapping[str, Deduction]:
        return {**DEDUCTIONS, **_converted(config, key, value, dict.fromkeys(DEDUCTIONS, _deduction))}

    converters: Mapping[str, Callable[[Path, str, Any], Any]] = {
        **dict.fromkeys(("home", "other", "ahead"), _duration),
        "limits": limits,
        "vetoes": vetoes,
        "deductions": deductions,
        "passing": _points,
    }
    return InspectionPolicy(**_converted(config, key, value, converters))


def _deduction(config: Path, key: str, value: Any) -> Deduction:
    """What a fault costs: `blank: {points: 2, most: 10}`; both have to be written."""
    written = _converted(config, key, value, {"points": _count, "most": _count})
    if len(written) < 2:
        zh, en = f"{key} 要写 points 和 most 两项", f"{key} needs both points and most"
        raise BadSettings(config, zh, en)
    return Deduction(**written)


def _weights(config: Path, key: str, value: Any) -> dict[str, int]:
    """The weights of a score's parts; those left out keep theirs."""
    weights = {**SCORE_WEIGHTS, **_converted(config, key, value, dict.fromkeys(SCORE_WEIGHTS, _points))}
    if not any(weights.values()):
        zh, en = f"{key} 不能全是 0：至少一项要计分", f"{key} cannot all be 0: at least one part has to count"
        raise BadSettings(config, zh, en)
    return weights


def _scores(config: Path, key: str, value: Any) -> ScorePolicy:
    """How bodies are scored: `scores: {weights: {timeliness: 50, replies: 0}}`."""
    return ScorePolicy(**_converted(config, key, value, {"weights": _weights}))


def _encodings(config: Path, key: str, value: Any) -> tuple[str, ...]:
    """Compressed copies to make: `precompress: [gzip, brotli]`."""
    return tuple(_choice(config, {key: name}, key, "", ENCODINGS) for name in _texts(config, key, value))


#: As `owners` in departments.yml has them.
_ACCOUNT = re.compile(r"@[^\s@]+|[^@\s]+@[^@\s]+")

_PLAIN: Mapping[str, Callable[[Path, str, Any], Any]] = {
    "timezone": _text,
    "look": _look,
    "edit_url": _text,
    "feedback_url": _text,
    "interpretation_required": _interpretation,
    "consultation_result_days": _count,
    "letter_reply_days": _count,
    "annual_report": _annual_report,
    "internal_url": _text,
    "page_size": _positive,
    "feed_size": _positive,
    "feed_domain": _host,
    "max_record_size": _positive,
    "max_attachment_size": _positive,
    "attachment_types": _types,
    "search_attachments": _switch,
    "attachments_archive": _switch,
    "attachment_metadata": _metadata_policy,
    "search_shard_records": _positive,
    "search_memory_mib": _positive,
    "approval": _approval,
    "prerequisites": _prerequisites,
    "owners": _owners,
    "public_contacts": _contacts,
    "data_license": _license,
    "sheets": _sheets,
    "screen": _screen,
    "inspection": _inspection,
    "scores": _scores,
    "precompress": _encodings,
}
_KNOWN = ("content", "schema", "language", "site", "rules", *_PLAIN)
