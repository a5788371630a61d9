"""Command line arguments, with help in Chinese and English."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal, NoReturn

from generator.ingest.settings import CONFIG_NAME
from generator.model.durations import Duration
from generator.model.inspection import FINDINGS

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


#: What may make `disclosure status` fail.
FAIL_ON = (*FINDINGS, "veto")

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


def day(text: str) -> date | Literal["today"]:
    """A date argument, or `today`: what the clock says in the site's zone, which is not known yet."""
    return "today" if text == "today" else date.fromisoformat(text)


def span(text: str) -> Duration:
    """A length of time as 21d, 3w or 2m."""
    return Duration.spoken(text)


def findings(text: str) -> list[str]:
    """Kinds of findings, separated by commas."""
    kinds = text.split(",")
    if set(kinds) - set(FAIL_ON):
        raise ValueError(text)
    return kinds


def year(text: str) -> int:
    """A year of four digits, as periods have it."""
    if not re.fullmatch("[1-9][0-9]{3}", text):
        raise ValueError(text)
    return int(text)


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
    for name, (about_zh, about_en) in _ABOUT.items():
        about = about_zh if zh else about_en
        command = commands.add_parser(name, help=about, description=about)
        command.add_argument("--lang", choices=("zh", "en"), default=argparse.SUPPRESS, help=_LANG[zh])
        _ARGUMENTS[name](command, zh)
    return parser


_LANG = {True: "提示语言（默认随网站设置）", False: "language of messages (default: the site's)"}
_ABOUT = {
    "check": ("检查所有条目，列出问题", "check all records and list the problems"),
    "build": ("检查并生成网站", "check, then build the site"),
    "serve": ("本地预览，改动即时可见", "preview that follows every change"),
    "new": ("新建一个条目", "make a new record"),
    "report": ("按目录起草年度报告", "draft an annual report from the catalog"),
    "webeditor": ("生成填写条目的网页表单", "make a web form for records"),
    "editor": ("更新编辑器用的片段和说明", "renew snippets and help for editors"),
    "diff": ("看一次改动会让网站变成什么样", "what a change does to the public site"),
    "status": (
        "哪些到期、哪些逾期、哪些空白",
        "what is due, late and blank",
    ),
    "owners": (
        "生成代码平台的审核人名单（CODEOWNERS）",
        "make the code host's list of reviewers (CODEOWNERS)",
    ),
    "verify": ("核对已生成的网站与其清单", "check a built site against its manifest"),
    "hosting": (
        "生成服务器的设置（nginx、对象存储）",
        "settings for the server (nginx, object stores)",
    ),
    "bundle": ("把网站打包成一个不联网也能看的压缩包", "pack a built site into a zip that opens from disk"),
    "archive": (
        "把一个机构一年的信息归档成一个压缩包（案卷）",
        "archive the records of a body's year as one zip file",
    ),
    "deploy": (
        "把生成好的网站放到服务器上，只传有变化的文件",
        "bring a built site to its server, only what changed",
    ),
    "rules": ("列出全部检查规则", "list all rules of the check"),
}


def _config(command: Parser, zh: bool) -> None:
    command.add_argument(
        "--config",
        type=Path,
        default=Path(CONFIG_NAME),
        metavar="FILE",
        help="网站设置文件" if zh else "the site's configuration",
    )


def _folders(command: Parser, zh: bool) -> None:
    _config(command, zh)
    command.add_argument(
        "--content",
        type=Path,
        metavar="DIR",
        help="内容文件夹（默认见设置）" if zh else "content folder (default: as configured)",
    )


def _tree(command: Parser, zh: bool) -> None:
    _folders(command, zh)
    command.add_argument(
        "--as-of",
        type=day,
        metavar="DATE",
        help="把哪一天当作今天（默认最近一次提交的日期）；写 today 是真正的今天"
        if zh
        else "the day that stands for today (default: that of the last commit); today: what the clock says",
    )


def _internal(command: Parser, zh: bool) -> None:
    command.add_argument(
        "--internal-content",
        type=Path,
        metavar="DIR",
        help="内部版的内容文件夹（在另一个私有仓库里）"
        if zh
        else "content of the internal edition, from a private repository",
    )


def _jobs(command: Parser, zh: bool) -> None:
    command.add_argument("--jobs", type=int, metavar="N", help="并行进程数" if zh else "processes to use")


def _check(command: Parser, zh: bool) -> None:
    command.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="只报告这些文件" if zh else "report on these files only",
    )
    _tree(command, zh)
    _internal(command, zh)
    _jobs(command, zh)
    _base(command, zh, required=False)
    command.add_argument(
        "--format",
        choices=("text", "json", "github", "gitlab", "sarif"),
        default="text",
        help="输出格式" if zh else "output format",
    )


def _base(command: Parser, zh: bool, required: bool) -> None:
    command.add_argument(
        "--base",
        required=required,
        metavar="REV",
        help="与哪个版本相比，如 origin/main" if zh else "revision to compare with, as origin/main",
    )
    command.add_argument(
        "--import",
        dest="is_import",
        action="store_true",
        help="补录旧信息：新条目不查发布时限和审批" if zh else "an archive comes in: nothing is late",
    )


def _diff(command: Parser, zh: bool) -> None:
    _tree(command, zh)
    _jobs(command, zh)
    _base(command, zh, required=True)
    command.add_argument(
        "--format",
        choices=("markdown", "html", "json"),
        default="markdown",
        help="输出格式" if zh else "output format",
    )
    command.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="写入文件（默认显示出来）" if zh else "file to write (default: standard output)",
    )


def _status(command: Parser, zh: bool) -> None:
    _tree(command, zh)
    _internal(command, zh)
    _jobs(command, zh)
    command.add_argument(
        "--ahead",
        type=span,
        metavar="SPAN",
        help="往前看多久：21d、3w、2m（天、周、月），默认见设置 inspection"
        if zh
        else "how far to look ahead: 21d, 3w, 2m (default: as configured under inspection)",
    )
    command.add_argument(
        "--department",
        default="",
        metavar="ID",
        help="只看一个机构（代码）" if zh else "one body alone, by its id",
    )
    command.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="输出格式" if zh else "output format",
    )
    command.add_argument(
        "--fail-on",
        type=findings,
        action="extend",
        default=[],
        metavar="KIND",
        help="发现这些就以 1 退出，供定时任务用，可以写几个（用逗号隔开）：" + ", ".join(FAIL_ON)
        if zh
        else "exit with 1 where such are found, for scheduled runs; several by commas: " + ", ".join(FAIL_ON),
    )


def _build(command: Parser, zh: bool) -> None:
    _tree(command, zh)
    _internal(command, zh)
    _jobs(command, zh)
    command.add_argument(
        "--output",
        type=Path,
        metavar="DIR",
        help="输出文件夹（默认 site）" if zh else "output folder (default: site)",
    )
    command.add_argument(
        "--no-search", action="store_true", help="不生成搜索索引" if zh else "leave the search index out"
    )


def _serve(command: Parser, zh: bool) -> None:
    _tree(command, zh)
    _internal(command, zh)
    command.add_argument("--host", default="127.0.0.1", help="监听地址" if zh else "address to listen on")
    command.add_argument("--port", type=int, default=8000, help="端口" if zh else "port")


def _new(command: Parser, zh: bool) -> None:
    _tree(command, zh)
    for option, about_zh, about_en in (
        ("--department", "发布机构的代码或名称", "department: id or name"),
        ("--category", "栏目的路径或名称", "category: path or name"),
        ("--title", "名称", "title"),
        ("--index-number", "索引号（默认自动接续）", "index number (default: the next one)"),
        ("--kind", "信息类型（默认 document，即一般文件）", "kind (default: document)"),
        ("--issued", "成文日期（默认同 --as-of）", "date of issue (default: that of --as-of)"),
        ("--published", "发布日期（默认同 --as-of）", "date of publication (default: that of --as-of)"),
        ("--document-number", "发文字号", "document number"),
        ("--genre", "文种", "genre"),
        ("--slug", "文件名，不含 .md", "file name, without .md"),
    ):
        command.add_argument(option, help=about_zh if zh else about_en)


def _report(command: Parser, zh: bool) -> None:
    command.add_argument(
        "year", type=year, metavar="YEAR", help="报告的年份" if zh else "the year to be reported"
    )
    _tree(command, zh)
    command.add_argument(
        "--department",
        help="编制单位的代码或名称（默认编过年报的那个单位）"
        if zh
        else "the body that reports: id or name (default: the one that did before)",
    )
    command.add_argument(
        "--category",
        help="栏目的路径或名称（默认同上一份年报）"
        if zh
        else "category: path or name (default: the last one's)",
    )
    command.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="写入的文件（默认在 records/ 下本单位的文件夹）"
        if zh
        else "file to write (default: in the body's folder below records/)",
    )


def _editor(command: Parser, zh: bool) -> None:
    _tree(command, zh)
    command.add_argument(
        "--check",
        action="store_true",
        help="核对文件是否最新，不是则退出码为 1"
        if zh
        else "whether the files are current; exit code 1 if not",
    )


def _owners(command: Parser, zh: bool) -> None:
    _folders(command, zh)
    command.add_argument(
        "--platform",
        choices=("github", "gitlab", "gitea"),
        default="github",
        help="代码平台" if zh else "code host",
    )
    action = command.add_mutually_exclusive_group()
    action.add_argument(
        "--write",
        action="store_true",
        help="写入该平台的文件（默认显示出来）" if zh else "write the host's file (default: show it)",
    )
    action.add_argument(
        "--check",
        action="store_true",
        help="核对文件是否最新，不是则退出码为 1"
        if zh
        else "whether the file is current; exit code 1 if not",
    )


def _webeditor(command: Parser, zh: bool) -> None:
    _tree(command, zh)
    command.add_argument(
        "--output",
        type=Path,
        required=True,
        metavar="DIR",
        help="输出文件夹，不在公开网站里" if zh else "output folder, no part of the public site",
    )
    command.add_argument(
        "--package",
        type=Path,
        required=True,
        metavar="FILE",
        help="npm pack 下载的表单程序（见 make webeditor）"
        if zh
        else "the form's program as npm pack fetches it (see make webeditor)",
    )
    command.add_argument(
        "--backend",
        choices=("github", "gitlab", "gitea", "test-repo"),
        default="github",
        help="代码平台；test-repo 只在浏览器里试用"
        if zh
        else "code host; test-repo is for a trial in the browser",
    )
    for option, metavar, about_zh, about_en in (
        ("--repository", "OWNER/NAME", "仓库", "the repository"),
        (
            "--branch",
            "NAME",
            "提交到哪个分支（默认 main）",
            "the branch that takes the changes (default: main)",
        ),
        ("--server", "URL", "自建平台的网址", "address of your own host"),
        (
            "--app-id",
            "ID",
            "平台上登记的 OAuth 应用；不写就用访问令牌登录",
            "OAuth application; else tokens sign in",
        ),
    ):
        command.add_argument(option, metavar=metavar, help=about_zh if zh else about_en)


def _verify(command: Parser, zh: bool) -> None:
    command.add_argument(
        "site", type=Path, metavar="SITE", help="已生成的网站文件夹" if zh else "folder of the built site"
    )


def _bundle(command: Parser, zh: bool) -> None:
    _verify(command, zh)
    command.add_argument(
        "--output",
        type=Path,
        required=True,
        metavar="FILE",
        help="压缩包的名称，如 zwgk.zip" if zh else "name of the zip file",
    )


def _archive(command: Parser, zh: bool) -> None:
    command.add_argument("body", metavar="BODY", help="机构的代码或名称" if zh else "body: id or name")
    command.add_argument("year", metavar="YEAR", type=int, help="发布的年份" if zh else "year of publication")
    _tree(command, zh)
    _internal(command, zh)
    _jobs(command, zh)
    command.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="压缩包的名称（默认 机构-年份.zip）" if zh else "name of the zip file (default: BODY-YEAR.zip)",
    )


def _deploy(command: Parser, zh: bool) -> None:
    command.add_argument(
        "target",
        metavar="TARGET",
        help="网站文件夹，或者 rsync 的地址（用户@主机:/文件夹）"
        if zh
        else "a folder, or rsync's user@host:/folder",
    )
    _config(command, zh)
    command.add_argument(
        "--site",
        type=Path,
        metavar="DIR",
        help="生成好的网站（默认见设置）" if zh else "the built site (default: as configured)",
    )
    command.add_argument(
        "--dry-run",
        action="store_true",
        help="只列出要做什么，什么也不改" if zh else "list what would be done, and do nothing",
    )
    command.add_argument(
        "--keep",
        action="store_true",
        help="上一版的样式、脚本和检索文件留到下一次（前面有缓存服务器时用）"
        if zh
        else "leave the last release's assets and index files until the next time, for caches in front",
    )
    command.add_argument(
        "--repair",
        action="store_true",
        help="逐个核对目标里的文件，丢失、被改动的重新传（平时只比较清单，更快）"
        if zh
        else "read all files of the target and copy what is missing or altered (else manifests are compared)",
    )


def _hosting(command: Parser, zh: bool) -> None:
    command.add_argument(
        "server",
        choices=("nginx", "objects"),
        help="nginx，或者对象存储（objects）" if zh else "nginx, or objects for an object store",
    )
    _config(command, zh)
    _internal(command, zh)
    command.add_argument(
        "--folder",
        metavar="DIR",
        default="/srv/www/zwgk",
        help="网站在服务器上的文件夹（默认 /srv/www/zwgk）"
        if zh
        else "the site's folder on the server (default: /srv/www/zwgk)",
    )


def _rules(_command: Parser, _zh: bool) -> None:
    """The reference of rules takes no arguments."""


_ARGUMENTS = {
    "check": _check,
    "build": _build,
    "serve": _serve,
    "new": _new,
    "report": _report,
    "webeditor": _webeditor,
    "editor": _editor,
    "diff": _diff,
    "status": _status,
    "owners": _owners,
    "verify": _verify,
    "bundle": _bundle,
    "archive": _archive,
    "deploy": _deploy,
    "hosting": _hosting,
    "rules": _rules,
}
