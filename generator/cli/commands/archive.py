"""`disclosure archive BODY YEAR`: a body's records of a year with all that belongs to them, in a zip file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from generator.cli.commands.check import report
from generator.cli.parser import UsageError
from generator.cli.progress import bar
from generator.cli.setup import Setup, set_up
from generator.derive.site import site_of
from generator.ingest.gather import gather
from generator.model.catalog import Catalog, Department
from generator.model.records import size_text
from generator.outputs.dossier import Dossier, NothingToArchive, write_dossier


def run(options: Namespace) -> int:
    """Write the dossier; return 1 when the content has errors, and write nothing. Raises UsageError."""
    setup = set_up(options)
    zh = setup.language == "zh"
    with bar("检查" if zh else "check") as progress:
        gathered = gather(setup.settings, setup.schemas, setup.as_of, setup.jobs, progress)
    if gathered.problems and report(setup, gathered.problems, "text"):
        return 1
    body = _body(gathered.catalog, options.body, zh=zh)
    output = options.output or Path(f"{body.id}-{options.year}.zip")
    _refuse_bad_output(output, setup)
    site = site_of(setup.settings, setup.schemas, gathered.catalog)
    try:
        written = write_dossier(site, body, options.year, output)
    except NothingToArchive:
        told = f"{body.name} {options.year} 年没有发布信息", f"{body.id} published nothing in {options.year}"
        raise UsageError(told[0] if zh else told[1]) from None
    _announce(written, output, zh=zh)
    return 0


def _body(catalog: Catalog, wanted: str, *, zh: bool) -> Department:
    """A body by its id or its name."""
    found = [body for body in catalog.departments.values() if wanted in (body.id, body.name)]
    if not found:
        told = f"机构 {wanted} 不在 departments.yml 中", f"departments.yml has no body {wanted}"
        raise UsageError(told[0] if zh else told[1])
    return found[0]


def _refuse_bad_output(output: Path, setup: Setup) -> None:
    zh = setup.language == "zh"
    if output.suffix.lower() != ".zip" or not output.name.isprintable():
        raise UsageError("--output 应当是一个 zip 文件的名称" if zh else "--output must name a zip file")
    if output.exists():
        raise UsageError(
            f"{output} 已经存在，不会覆盖；请换一个名称，或者先把它移走"
            if zh
            else f"{output} is there already and is not overwritten; choose another name, or move it away"
        )
    if any(output.resolve().is_relative_to(tree) for tree in setup.settings.trees):
        raise UsageError("案卷不能写进内容文件夹里" if zh else "the dossier cannot lie in the content")


def _announce(written: Dossier, output: Path, *, zh: bool) -> None:
    records, files, kept = written.records, written.files, written.restricted
    size = size_text(output.stat().st_size)
    print(
        f"案卷 {output}：{records} 件，{files} 个文件，{size}。解压后打开 index.html"
        if zh
        else f"{output}: {records} records, {files} files, {size}. Unpack it and open index.html"
    )
    if kept:
        print(
            f"其中 {kept} 件不对外公开，只供本单位归档"
            if zh
            else f"{kept} of the records are not for everybody: for the office's own archive alone"
        )
