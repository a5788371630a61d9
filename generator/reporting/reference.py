"""The reference page of all rules, generated from the rules themselves."""

from __future__ import annotations

import re

from generator.model.problems import RULES, Rule

_FAMILIES = {
    "zh": {
        "file": "文件",
        "field": "字段",
        "catalog": "目录、附件和链接",
        "attachment": "附件的内容",
        "duty": "公开事项和工作日历",
        "chain": "决策链条",
        "change": "对已发布信息的改动",
        "approval": "发布前审查",
        "register": "不予公开登记",
        "interaction": "来信、申请、回应和评议",
        "annual": "年度报告",
        "privacy": "个人信息",
        "edition": "内部版",
        "settings": "设置（site_config.yml）",
    },
    "en": {
        "file": "Files",
        "field": "Fields",
        "catalog": "Catalog, attachments and links",
        "attachment": "What attachments hold",
        "duty": "Duties and working days",
        "chain": "Decision chain",
        "change": "Changes of what is published",
        "approval": "Before publication",
        "register": "Non-disclosure register",
        "interaction": "Letters, requests, responses, evaluations",
        "annual": "Annual reports",
        "privacy": "Personal data",
        "edition": "Internal edition",
        "settings": "Settings (site_config.yml)",
    },
}
_TEXT = {
    "zh": {
        "title": "检查规则",
        "lead": "`disclosure check` 按以下规则检查每个文件。错误会阻止发布，提醒不会；"
        "可在 site_config.yml 的 `disclosure.rules` 中调整级别。本页由 `disclosure rules` 生成。",
        "essential": "错误（级别固定）",
        "error": "错误",
        "warning": "提醒",
        "message": "提示",
        "hint": "怎么改",
        "why": "为什么",
    },
    "en": {
        "title": "Rules",
        "lead": "`disclosure check` applies these rules to every file. Errors stop publication, warnings "
        "do not; `disclosure.rules` in site_config.yml changes their weight. "
        "This page is made by `disclosure rules --lang en`.",
        "essential": "error, fixed",
        "error": "error",
        "warning": "warning",
        "message": "Says",
        "hint": "Mend",
        "why": "Why",
    },
}


def reference(language: str) -> str:
    """The reference page of all rules as Markdown."""
    words = _TEXT[language]
    parts = [f"# {words['title']}\n\n{words['lead']}\n"]
    for family, name in _FAMILIES[language].items():
        parts.append(f"## {name}\n")
        parts += [_entry(rule, language) for rule in RULES.values() if rule.family == family]
    return "\n".join(parts)


def _entry(rule: Rule, language: str) -> str:
    words, wording = _TEXT[language], rule.wording(language)
    weight = "essential" if rule.essential else rule.severity.value
    rows = [
        f"### `{rule.id}` · {words[weight]}\n",
        f"- {words['message']}：{_shown(wording.message)}",
        f"- {words['hint']}：{_shown(wording.hint)}",
        f"- {words['why']}：{wording.why}\n",
    ]
    return "\n".join(rows if language == "zh" else [row.replace("：", ": ", 1) for row in rows])


def _shown(template: str) -> str:
    """A text with its placeholders as an ellipsis, and marks that Markdown would take for its own as code."""
    text = re.sub(r"\{[^}]*\}", "…", template)
    return re.sub(
        r"(~~|~|\*\*|`[^`]+`)", lambda found: found[0] if found[0].startswith("`") else f"`{found[0]}`", text
    )
