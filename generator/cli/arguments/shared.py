"""The arguments that several commands take."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from generator.cli.arguments.values import day
from generator.ingest.settings import CONFIG_NAME


def config(command: ArgumentParser, zh: bool) -> None:
    """Where the settings are."""
    command.add_argument(
        "--config",
        type=Path,
        default=Path(CONFIG_NAME),
        metavar="FILE",
        help="网站设置文件" if zh else "the site's configuration",
    )


def folders(command: ArgumentParser, zh: bool) -> None:
    """Where settings and content are."""
    config(command, zh)
    command.add_argument(
        "--content",
        type=Path,
        metavar="DIR",
        help="内容文件夹（默认见设置）" if zh else "content folder (default: as configured)",
    )


def tree(command: ArgumentParser, zh: bool) -> None:
    """Settings, content, and the day that stands for today."""
    folders(command, zh)
    command.add_argument(
        "--as-of",
        type=day,
        metavar="DATE",
        help="把哪一天当作今天（默认最近一次提交的日期）；写 today 是真正的今天"
        if zh
        else "the day that stands for today (default: that of the last commit); today: what the clock says",
    )


def internal(command: ArgumentParser, zh: bool) -> None:
    """Where the content of the internal edition is."""
    command.add_argument(
        "--internal-content",
        type=Path,
        metavar="DIR",
        help="内部版的内容文件夹（在另一个私有仓库里）"
        if zh
        else "content of the internal edition, from a private repository",
    )


def jobs(command: ArgumentParser, zh: bool) -> None:
    """How many processes work."""
    command.add_argument("--jobs", type=int, metavar="N", help="并行进程数" if zh else "processes to use")


def base(command: ArgumentParser, zh: bool, required: bool) -> None:
    """What a change is compared with."""
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
