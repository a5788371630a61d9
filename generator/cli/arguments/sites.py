"""The arguments of what makes a site, and what is done with it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from generator.cli.arguments.shared import config, internal, jobs, tree


def build(command: ArgumentParser, zh: bool) -> None:
    """The arguments of `disclosure build`."""
    tree(command, zh)
    internal(command, zh)
    jobs(command, zh)
    command.add_argument(
        "--output",
        type=Path,
        metavar="DIR",
        help="输出文件夹（默认 site）" if zh else "output folder (default: site)",
    )
    command.add_argument(
        "--no-search", action="store_true", help="不生成搜索索引" if zh else "leave the search index out"
    )


def serve(command: ArgumentParser, zh: bool) -> None:
    """The arguments of `disclosure serve`."""
    tree(command, zh)
    internal(command, zh)
    command.add_argument("--host", default="127.0.0.1", help="监听地址" if zh else "address to listen on")
    command.add_argument("--port", type=int, default=8000, help="端口" if zh else "port")


def verify(command: ArgumentParser, zh: bool) -> None:
    """The arguments of `disclosure verify`."""
    command.add_argument(
        "site", type=Path, metavar="SITE", help="已生成的网站文件夹" if zh else "folder of the built site"
    )


def bundle(command: ArgumentParser, zh: bool) -> None:
    """The arguments of `disclosure bundle`."""
    verify(command, zh)
    command.add_argument(
        "--output",
        type=Path,
        required=True,
        metavar="FILE",
        help="压缩包的名称，如 zwgk.zip" if zh else "name of the zip file",
    )


def archive(command: ArgumentParser, zh: bool) -> None:
    """The arguments of `disclosure archive`."""
    command.add_argument("body", metavar="BODY", help="机构的代码或名称" if zh else "body: id or name")
    command.add_argument("year", metavar="YEAR", type=int, help="发布的年份" if zh else "year of publication")
    tree(command, zh)
    internal(command, zh)
    jobs(command, zh)
    command.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="压缩包的名称（默认 机构-年份.zip）" if zh else "name of the zip file (default: BODY-YEAR.zip)",
    )


def deploy(command: ArgumentParser, zh: bool) -> None:
    """The arguments of `disclosure deploy`."""
    command.add_argument(
        "target",
        metavar="TARGET",
        help="网站文件夹，或者 rsync 的地址（用户@主机:/文件夹）"
        if zh
        else "a folder, or rsync's user@host:/folder",
    )
    config(command, zh)
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


def hosting(command: ArgumentParser, zh: bool) -> None:
    """The arguments of `disclosure hosting`."""
    command.add_argument(
        "server",
        choices=("nginx", "objects"),
        help="nginx，或者对象存储（objects）" if zh else "nginx, or objects for an object store",
    )
    config(command, zh)
    internal(command, zh)
    command.add_argument(
        "--folder",
        metavar="DIR",
        default="/srv/www/zwgk",
        help="网站在服务器上的文件夹（默认 /srv/www/zwgk）"
        if zh
        else "the site's folder on the server (default: /srv/www/zwgk)",
    )
    command.add_argument(
        "--certificate",
        metavar="FILE",
        help="HTTPS 证书在服务器上的文件，与 --key 一起写"
        if zh
        else "the certificate's file on the server, for HTTPS; with --key",
    )
    command.add_argument(
        "--key",
        metavar="FILE",
        help="HTTPS 私钥在服务器上的文件" if zh else "the private key's file on the server",
    )
