"""`disclosure webeditor`: a form in the browser, made from the schemas, that opens the same pull requests."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from generator.cli.parser import UsageError
from generator.cli.setup import Setup, set_up
from generator.editing.webform import Backend, configuration
from generator.editing.webform_files import PACKAGE, VERSION, PackageRefused, files
from generator.ingest.catalog import CatalogFiles, read_catalog


def run(options: Namespace) -> int:
    """Write the folder of the form; return 0. Raises UsageError, OSError."""
    setup = set_up(options)
    backend = _backend(options, setup)
    folder = options.output.resolve()
    catalog = _catalog(setup)
    form = configuration(catalog, setup.schemas, setup.language, setup.settings, backend)
    try:
        made = files(options.package, form, backend, setup.language)
    except PackageRefused:
        what = f"{PACKAGE} {VERSION}"
        raise _wrong(setup, f"{options.package} 不是 {what}", f"{options.package} is not {what}") from None
    _refuse(folder, set(made), setup)
    for name, data in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    shown = os.path.relpath(folder)
    if setup.language == "zh":
        print(f"已生成网页表单 {shown}{os.sep}：放到各部门能打开的内部网址上，不要放进公开网站")
    else:
        print(
            f"made the form in {shown}{os.sep}: put it where departments can open it, not on the public site"
        )
    return 0


def _backend(options: Namespace, setup: Setup) -> Backend:
    if options.backend != "test-repo" and not options.repository:
        raise _wrong(setup, "缺少 --repository（所有者/仓库名）", "--repository (owner/name) is missing")
    if options.backend == "gitea" and not options.branch:
        raise _wrong(
            setup,
            "Gitea 上表单直接提交到一个分支，请用 --branch 写明（不要写 main），再由该分支发起拉取请求",
            "on Gitea the form commits to one branch: name it by --branch, and open pull requests from it",
        )
    return Backend(
        name=options.backend,
        repository=options.repository or "",
        branch=options.branch or "main",
        server=options.server or "",
        app_id=options.app_id or "",
    )


def _catalog(setup: Setup) -> CatalogFiles:
    catalog = read_catalog(setup.settings.content / "catalog", setup.schemas)
    if catalog.problems:
        raise _wrong(
            setup,
            "catalog/ 里的文件有问题，先运行 disclosure check 改正",
            "files in catalog/ have problems: run disclosure check first",
        )
    return catalog


def _refuse(folder: Path, own: set[str], setup: Setup) -> None:
    """Refuse a folder that holds anything else, or that the public site or the content holds."""
    settings = setup.settings
    for kept in (settings.content, settings.root / settings.output):
        kept = kept.resolve()
        if folder.is_relative_to(kept) or kept.is_relative_to(folder):
            raise _wrong(
                setup,
                f"表单不能生成在 {folder}：与 {kept} 重叠，会被公开或者混进内容",
                f"the form cannot be made in {folder}: it overlaps {kept}",
            )
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    if found - own:
        raise _wrong(
            setup,
            f"{folder} 里有别的文件（如 {min(found - own)}），请换一个空文件夹",
            f"{folder} holds other files ({min(found - own)}): choose an empty folder",
        )


def _wrong(setup: Setup, zh: str, en: str) -> UsageError:
    return UsageError(zh if setup.language == "zh" else en)
