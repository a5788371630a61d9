"""The arguments of what helps to write records: new, report, editor, webeditor."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from generator.cli.arguments.shared import tree
from generator.cli.arguments.values import year


def new(command: ArgumentParser, zh: bool) -> None:
    """The arguments of `disclosure new`."""
    tree(command, zh)
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


def report(command: ArgumentParser, zh: bool) -> None:
    """The arguments of `disclosure report`."""
    command.add_argument(
        "year", type=year, metavar="YEAR", help="报告的年份" if zh else "the year to be reported"
    )
    tree(command, zh)
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


def editor(command: ArgumentParser, zh: bool) -> None:
    """The arguments of `disclosure editor`."""
    tree(command, zh)
    command.add_argument(
        "--check",
        action="store_true",
        help="核对文件是否最新，不是则退出码为 1"
        if zh
        else "whether the files are current; exit code 1 if not",
    )


def webeditor(command: ArgumentParser, zh: bool) -> None:
    """The arguments of `disclosure webeditor`."""
    tree(command, zh)
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
