"""Command line arguments, with help in Chinese and English."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn

from generator.cli.arguments import judging, sites, writing
from generator.cli.arguments.values import FAIL_ON

USAGE = 2


class UsageError(Exception):
    """The command was called in a way it cannot be; the text is for the user."""


class Parser(argparse.ArgumentParser):
    """argparse whose own words are Chinese where wanted, and whose errors reach the one error boundary."""

    language = "zh"

    def __init__(self, **options: object) -> None:
        super().__init__(**{"add_help": False, "allow_abbrev": False, **options})  # type: ignore[arg-type]
        zh = self.language == "zh"
        self._positionals.title = "参数" if zh else "arguments"
        self._optionals.title = "选项" if zh else "options"
        self.add_argument("-h", "--help", action="help", help="显示本说明" if zh else "show this help")

    def format_help(self) -> str:
        """The help text, with its first word in the language of the rest."""
        text = super().format_help()
        return text.replace("usage:", "用法：", 1) if self.language == "zh" else text

    def error(self, message: str) -> NoReturn:
        """Raise UsageError."""
        raise UsageError(_in_chinese(message) if self.language == "zh" else message)


_MESSAGES = (
    (r"unrecognized arguments: (.*)", r"不认识的参数：\1"),
    (r"the following arguments are required: (.*)", r"缺少参数：\1"),
    (r"argument (.*?): invalid choice: '?(.*?)'? \(choose from (.*)\)", r"\1 不能是 \2，可选：\3"),
    (r"argument (.*?): expected one argument", r"\1 后面要写一个值"),
    (r"argument (.*?): invalid day value: (.*)", r"\1 的值 \2 不对，写成 2026-03-01 的样子，或者 today"),
    (r"argument (.*?): invalid span value: (.*)", r"\1 的值 \2 不对，写成 21d、3w、2m 的样子（天、周、月）"),
    (r"argument (.*?): invalid findings value: (.*)", r"\1 的值 \2 不对，可选：" + ", ".join(FAIL_ON)),
    (r"argument (.*?): invalid year value: (.*)", r"\1 的值 \2 不对，写四位数的年份，例如 2025"),
    (r"argument (.*?): invalid (\w+) value: (.*)", r"\1 的值 \3 不对"),
    (r"argument (.*?): not allowed with argument (.*)", r"\1 不能与 \2 同用"),
)


def _in_chinese(message: str) -> str:
    for english, chinese in _MESSAGES:
        if re.fullmatch(english, message):
            return re.sub(english, chinese, message)
    return message


def language_of(argv: Sequence[str]) -> str | None:
    """The language that `--lang` asks for, found before anything else is read: even errors speak it."""
    for position, word in enumerate(argv):
        if word.startswith("--lang="):
            return _known(word.removeprefix("--lang="))
        if word == "--lang" and position + 1 < len(argv):
            return _known(argv[position + 1])
    return None


def _known(language: str) -> str | None:
    return language if language in ("zh", "en") else None


def build_parser(language: str) -> Parser:
    """The parser of all commands, with help in a language."""
    Parser.language = language
    zh = language == "zh"
    parser = Parser(
        prog="disclosure",
        description="政务公开目录生成器：检查条目，生成可检索的静态网站"
        if zh
        else "Generator for government disclosure catalogs",
    )
    parser.add_argument("--version", action="store_true", help="显示版本" if zh else "show the version")
    parser.add_argument("--lang", choices=("zh", "en"), help=_LANG[zh])
    commands = parser.add_subparsers(
        dest="command",
        metavar="命令" if zh else "COMMAND",
        title="命令" if zh else "commands",
        parser_class=Parser,
    )
    for name, (add_arguments, about_zh, about_en) in _COMMANDS.items():
        about = about_zh if zh else about_en
        command = commands.add_parser(name, help=about, description=about)
        command.add_argument("--lang", choices=("zh", "en"), default=argparse.SUPPRESS, help=_LANG[zh])
        add_arguments(command, zh)
    return parser


_LANG = {True: "提示语言（默认随网站设置）", False: "language of messages (default: the site's)"}

#: The commands in the order of the help: what adds their arguments, what they are for in Chinese and English.
_COMMANDS: Mapping[str, tuple[Callable[[argparse.ArgumentParser, bool], None], str, str]] = {
    "check": (judging.check, "检查所有条目，列出问题", "check all records and list the problems"),
    "build": (sites.build, "检查并生成网站", "check, then build the site"),
    "serve": (sites.serve, "本地预览，改动即时可见", "preview that follows every change"),
    "new": (writing.new, "新建一个条目", "make a new record"),
    "report": (writing.report, "按目录起草年度报告", "draft an annual report from the catalog"),
    "webeditor": (writing.webeditor, "生成填写条目的网页表单", "make a web form for records"),
    "editor": (writing.editor, "更新编辑器用的片段和说明", "renew snippets and help for editors"),
    "diff": (judging.diff, "看一次改动会让网站变成什么样", "what a change does to the public site"),
    "status": (judging.status, "哪些到期、哪些逾期、哪些空白", "what is due, late and blank"),
    "owners": (
        judging.owners,
        "生成代码平台的审核人名单（CODEOWNERS）",
        "make the code host's list of reviewers (CODEOWNERS)",
    ),
    "verify": (sites.verify, "核对已生成的网站与其清单", "check a built site against its manifest"),
    "hosting": (
        sites.hosting,
        "生成服务器的设置（nginx、对象存储）",
        "settings for the server (nginx, object stores)",
    ),
    "bundle": (
        sites.bundle,
        "把网站打包成一个不联网也能看的压缩包",
        "pack a built site into a zip that opens from disk",
    ),
    "archive": (
        sites.archive,
        "把一个机构一年的信息归档成一个压缩包（案卷）",
        "archive the records of a body's year as one zip file",
    ),
    "deploy": (
        sites.deploy,
        "把生成好的网站放到服务器上，只传有变化的文件",
        "bring a built site to its server, only what changed",
    ),
    "rules": (judging.rules, "列出全部检查规则", "list all rules of the check"),
}
