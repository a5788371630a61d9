"""`disclosure build`: check, then a new site in the place of the old one."""

from __future__ import annotations

import os
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.cli.commands.check import report
from generator.cli.failures import in_plain_words
from generator.cli.parser import UsageError
from generator.cli.progress import Progress, bar
from generator.cli.setup import Setup, set_up
from generator.publish import Plan, publish
from generator.staging import Refusal, TargetBusy, TargetRefused

_STAGES = {
    "zh": {
        "check": "检查",
        "portal": "页面框架",
        "attachments": "附件",
        "pages": "网页",
        "addresses": "网站地图",
        "search": "搜索索引",
        "compression": "压缩",
        "manifest": "清单",
    },
    "en": {
        "check": "check",
        "portal": "frame",
        "attachments": "attachments",
        "pages": "pages",
        "addresses": "sitemap",
        "search": "search",
        "compression": "compression",
        "manifest": "manifest",
    },
}


def run(options: Namespace) -> int:
    """Build; return 1 when the content has errors, and leave the old site as it was."""
    setup = set_up(options)
    output = options.output or setup.settings.default_output
    _refuse_overlap(output, setup)
    _refuse_public_folder(output, setup)
    plan = Plan(setup.settings, setup.schemas, setup.as_of, setup.jobs, output, not options.no_search)
    stages = Stages(setup.language)
    try:
        with in_plain_words():
            gathered = publish(plan, stages.open)
    except TargetRefused as error:
        raise UsageError(_refusal(error, setup.language)) from None
    except TargetBusy:
        zh, en = f"另一个构建正在写入 {output}", f"another build is writing to {output}"
        raise UsageError(zh if setup.language == "zh" else en) from None
    if gathered.problems:
        code = report(setup, gathered.problems, "text")
        if code:
            return code
    _announce(output, len(gathered.catalog.records), stages, setup.language)
    return 0


class Stages:
    """Measures the stages of a build and shows the progress of each."""

    def __init__(self, language: str) -> None:
        self.names = _STAGES[language]
        self.seconds: dict[str, float] = {}

    @contextmanager
    def open(self, stage: str) -> Iterator[Progress]:
        """Open a stage."""
        start = time.perf_counter()
        with bar(self.names[stage]) as progress:
            yield progress
        self.seconds[stage] = time.perf_counter() - start


def _announce(output: Path, records: int, stages: Stages, language: str) -> None:
    timings = "  ".join(f"{stages.names[stage]} {seconds:.2f}s" for stage, seconds in stages.seconds.items())
    total = sum(stages.seconds.values())
    folder = os.path.relpath(output)
    look = f"{_python()} -m http.server --directory {folder} 8000  →  http://127.0.0.1:8000/"
    if language == "en":
        print(
            f"{records} records in {total:.2f}s ({timings})\nthe site is in {folder}; to look at it: {look}"
        )
    else:
        print(f"已生成 {records} 条信息，用时 {total:.2f} 秒（{timings}）\n网站在 {folder}，查看：{look}")


def _python() -> str:
    """How Python is called here, outside of the project's own environment."""
    return "python" if os.name == "nt" else "python3"


def _refuse_overlap(output: Path, setup: Setup) -> None:
    """A site inside the content, or around it, would be read or deleted with it."""
    target = output.resolve()
    settings = setup.settings
    for folder in (*settings.trees, settings.schema, settings.overrides):
        if target.is_relative_to(folder) or folder.is_relative_to(target):
            zh, en = f"输出文件夹 {output} 与 {folder} 重叠", f"the output folder {output} overlaps {folder}"
            raise UsageError(zh if setup.language == "zh" else en)


def _refuse_public_folder(output: Path, setup: Setup) -> None:
    """The folder that the public site is published from takes no internal site, even while it is empty."""
    if setup.settings.internal and output.resolve() == setup.settings.output.resolve():
        zh = f"{output} 是公开网站的文件夹，内部版不能放在这里"
        en = f"{output} is the public site's folder; the internal edition does not belong there"
        raise UsageError(zh if setup.language == "zh" else en)


_REFUSALS = {
    Refusal.NOT_A_SITE: (
        "不是空的，也不是本程序生成的网站，不能覆盖",
        "is not empty and no site of ours; it is not overwritten",
    ),
    Refusal.NOT_A_FOLDER: ("不是文件夹", "is not a folder"),
    Refusal.MOUNT_POINT: (
        "是挂载点，无法整体替换，请改用其下的文件夹",
        "is a mount point and cannot be swapped; choose a folder below it",
    ),
    Refusal.OTHER_EDITION: (
        "是另一版网站：公开版和内部版不能互相覆盖，请换一个文件夹",
        "holds the site's other edition; public and internal sites never replace each other: choose another",
    ),
    Refusal.REPOSITORY: ("是 Git 仓库，不能覆盖", "is a git repository; it is not overwritten"),
}


def _refusal(error: TargetRefused, language: str) -> str:
    zh, en = _REFUSALS[error.kind]
    return f"输出文件夹 {error.path} {zh}" if language == "zh" else f"the output folder {error.path} {en}"
