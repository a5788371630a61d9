"""The arguments of what judges content: check, diff, status, owners, rules."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from generator.cli.arguments.shared import base, folders, internal, jobs, tree
from generator.cli.arguments.values import FAIL_ON, findings, span


def check(command: ArgumentParser, zh: bool) -> None:
    """The arguments of `disclosure check`."""
    command.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="只报告这些文件" if zh else "report on these files only",
    )
    tree(command, zh)
    internal(command, zh)
    jobs(command, zh)
    base(command, zh, required=False)
    command.add_argument(
        "--format",
        choices=("text", "json", "github", "gitlab", "sarif"),
        default="text",
        help="输出格式" if zh else "output format",
    )


def diff(command: ArgumentParser, zh: bool) -> None:
    """The arguments of `disclosure diff`."""
    tree(command, zh)
    jobs(command, zh)
    base(command, zh, required=True)
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


def status(command: ArgumentParser, zh: bool) -> None:
    """The arguments of `disclosure status`."""
    tree(command, zh)
    internal(command, zh)
    jobs(command, zh)
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


def owners(command: ArgumentParser, zh: bool) -> None:
    """The arguments of `disclosure owners`."""
    folders(command, zh)
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


def rules(_command: ArgumentParser, _zh: bool) -> None:
    """The reference of rules takes no arguments."""
