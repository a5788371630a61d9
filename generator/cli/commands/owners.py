"""`disclosure owners`: the file by which a code host asks the right people for review."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from generator.cli.parser import UsageError
from generator.editing.owners import FILES, HEADER, Owned, codeowners, owned_folders
from generator.ingest.catalog import CatalogFiles, read_catalog
from generator.ingest.git import answer
from generator.ingest.schema import load_schemas
from generator.ingest.settings import load_settings
from generator.model.settings import Settings
from generator.reporting.describe import Description, describe
from generator.reporting.formats import as_text

_OUTDATED = {
    "zh": ("与 departments.yml、site_config.yml 不一致", "运行 {command} 重新生成，与改动一起提交"),
    "en": ("not what departments.yml and site_config.yml say", "renew it by {command} and commit it"),
}


def run(options: Namespace) -> int:
    """Print, write or check the file; return 1 when it is not current or departments.yml is faulty."""
    settings = load_settings(options.config, options.content)
    language = options.lang or settings.language
    files = read_catalog(settings.content / "catalog", load_schemas(settings.schema))
    if "departments" in files.unusable:
        sys.stdout.write(_faults(files, settings, language))
        return 1
    top = _top_of_repository(settings.root)
    text = codeowners(_owned(settings, files, top, language), options.platform)
    path = top / FILES[options.platform]
    if options.check:
        return _check(path, text, options.platform, language)
    if options.write:
        _write(path, text, language)
    else:
        sys.stdout.write(text)
    return 0


def _faults(files: CatalogFiles, settings: Settings, language: str) -> str:
    faults = [problem for problem in files.problems if Path(problem.path).name == "departments.yml"]
    return as_text([describe(problem, settings, language) for problem in faults], language)


def _top_of_repository(folder: Path) -> Path:
    """The folder that the code host sees as the top; the folder itself where there is no repository."""
    way_down = Path(answer(folder, "rev-parse", "--show-prefix"))
    return folder.parents[len(way_down.parts) - 1] if way_down.parts else folder


def _owned(settings: Settings, files: CatalogFiles, top: Path, language: str) -> list[Owned]:
    zh = language == "zh"
    if not settings.content.is_relative_to(top):
        raise UsageError(
            f"内容文件夹 {settings.content} 不在仓库 {top} 里"
            if zh
            else f"the content folder {settings.content} is not in the repository {top}"
        )
    content = settings.content.relative_to(top).as_posix()
    owned = list(owned_folders(content, settings.owners, files.departments))
    if not owned:
        raise UsageError(
            "没有写审核账号：在 departments.yml 的单位下面写 owners，或者在 site_config.yml 里写 owners"
            if zh
            else "no reviewing accounts: write `owners` in departments.yml or in site_config.yml"
        )
    return owned


def _write(path: Path, text: str, language: str) -> None:
    """Write the file; never over one that was written by hand. Raises UsageError for such a one."""
    zh = language == "zh"
    if path.exists() and not path.read_text(encoding="utf-8", errors="replace").startswith(HEADER):
        raise UsageError(
            f"{path} 是手工写的，不会覆盖；确认不用了，删去再运行"
            if zh
            else f"{path} was written by hand and stays as it is; delete it first if nobody needs it"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"已写入 {path}" if zh else f"wrote {path}")


def _check(path: Path, text: str, platform: str, language: str) -> int:
    if path.is_file() and path.read_text(encoding="utf-8", errors="replace") == text:
        return 0
    message, hint = _OUTDATED[language]
    command = "disclosure owners --write" + ("" if platform == "github" else f" --platform {platform}")
    shown = Description(
        os.path.relpath(path), 1, 1, "owners-outdated", "error", message, hint.format(command=command)
    )
    sys.stdout.write(as_text([shown], language))
    return 1
