"""`disclosure deploy TARGET`: bring a built site to where it is served from, only what changed."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from generator.cli.commands.verify import faults_of
from generator.cli.parser import UsageError
from generator.cli.progress import bar
from generator.cli.setup import language_of_site
from generator.deployment.changes import Changes
from generator.deployment.deploy import Deployment, DeploymentRefused, Refusal, plan
from generator.deployment.rsync import NoRsync, Rsync, is_remote
from generator.deployment.targets import Folder, Target
from generator.ingest.settings import load_settings
from generator.model.records import size_text
from generator.staging import TargetBusy, only_one

_REFUSALS = {
    Refusal.NOT_A_SITE: (
        "{} 不是空的，也不是本程序部署的网站，没有改动它；第一次部署请用空文件夹",
        "{} is neither empty nor a site of ours and stays as it is; begin with an empty folder",
    ),
    Refusal.OTHER_EDITION: (
        "{} 是另一版网站：公开版和内部版不能互相覆盖，请换一个地方",
        "{} holds the site's other edition; public and internal sites never replace each other",
    ),
    Refusal.LINKED: (
        "{} 里的文件夹 {} 是符号链接，部署会改动链接指向的文件，没有改动它；请先换成真正的文件夹",
        "in {}, the folder {} is a symbolic link, and files outside would change; make it a folder first",
    ),
}


def run(options: Namespace) -> int:
    """Deploy; return 1, with nothing changed, when the site is not sound."""
    zh = language_of_site(options) == "zh"
    site = options.site or load_settings(options.config).default_output
    if faults := faults_of(site, "zh" if zh else "en"):
        print(*faults, sep="\n", file=sys.stderr)
        return 1
    target = _target(options.target, site, zh)
    try:
        with only_one(Path(options.target) if is_remote(options.target) else Path(options.target).resolve()):
            deployment = plan(site, target, keep=options.keep, repair=options.repair)
            if options.dry_run:
                _list(deployment.changes, zh)
            else:
                with bar("部署" if zh else "deploy") as progress:
                    deployment.run(progress)
    except DeploymentRefused as error:
        raise UsageError(_REFUSALS[error.kind][not zh].format(options.target, error.path)) from None
    except TargetBusy:
        text = "另一个程序正在往 {} 部署或者生成" if zh else "another build or deployment is writing to {}"
        raise UsageError(text.format(options.target)) from None
    print(_summary(deployment, zh, is_rehearsal=options.dry_run))
    return 0


def _target(written: str, site: Path, zh: bool) -> Target:
    if written.startswith("-"):  # programs that the address is handed on to would take it for an option
        raise UsageError(
            f"目标不能以“-”开头：{written}" if zh else f"a target never begins with -: {written}"
        )
    if is_remote(written):
        try:
            return Rsync(written)
        except NoRsync:
            text = (
                "没有找到 rsync，请先安装它（例如 apt install rsync）"
                if zh
                else "rsync is missing: install it first"
            )
            raise UsageError(text) from None
    folder, source = Path(written).resolve(), site.resolve()
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{written} 不是文件夹" if zh else f"{written} is not a folder")
    if folder.is_relative_to(source) or source.is_relative_to(folder):
        text = "网站 {} 与目标 {} 重叠" if zh else "the site {} and the target {} overlap"
        raise UsageError(text.format(site, written))
    return Folder(folder)


def _list(changes: Changes, zh: bool) -> None:
    words = ("新增", "更改", "删除", "留到下次") if zh else ("new", "changed", "deleted", "kept")
    for word, paths in zip(words, (changes.new, changes.changed, changes.gone, changes.kept), strict=True):
        for path in paths:
            print(word, path)


def _summary(deployment: Deployment, zh: bool, *, is_rehearsal: bool) -> str:
    found = deployment.changes
    if not found.copied and not found.gone:
        return "没有变化" if zh else "nothing has changed"
    numbers = len(found.new), len(found.changed), len(found.gone)
    size = size_text(deployment.bytes_to_copy()) if found.copied else ""
    kept = len(found.kept)
    if zh:
        text = "{}新增 {} 个文件，更改 {} 个，删除 {} 个".format("将要" if is_rehearsal else "", *numbers)
        return text + (f"，共 {size}" if size else "") + (f"；留到下次 {kept} 个" if kept else "")
    text = "{}: {} new, {} changed, {} deleted".format("to do" if is_rehearsal else "done", *numbers)
    return text + (f"; {size}" if size else "") + (f"; {kept} kept until the next time" if kept else "")
