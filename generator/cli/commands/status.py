"""`disclosure status`: what is due, late and blank, body by body, without building the site."""

from __future__ import annotations

import shutil
import sys
from argparse import Namespace
from dataclasses import replace

from generator.cli.commands.check import report
from generator.cli.parser import UsageError
from generator.cli.progress import bar
from generator.cli.setup import Setup, set_up
from generator.derive.site import site_of
from generator.derive.status import Status, status_of
from generator.ingest.gather import gather_known
from generator.ingest.suggest import nearest
from generator.model.catalog import Catalog
from generator.model.durations import Duration
from generator.reporting.status import as_json, as_text


def run(options: Namespace) -> int:
    """Print the status; return 1 when something of `--fail-on` is found.

    Content with errors has no status: its problems are printed, as `disclosure check` does, and 1 returned.
    """
    setup = set_up(options)
    with bar("检查" if setup.language == "zh" else "check") as progress:
        gathered = gather_known(setup.settings, setup.schemas, setup.as_of, setup.jobs, progress)
    if not gathered.is_sound:
        return report(setup, gathered.problems, options.format)
    _refuse_unknown(options.department, gathered.catalog, setup)
    site = site_of(replace(setup.settings, language=setup.language), setup.schemas, gathered.catalog)
    ahead = options.ahead or Duration.parse(setup.settings.inspection.ahead)
    status = status_of(site, ahead, options.department)
    sys.stdout.write(as_json(status, site) if options.format == "json" else as_text(status, site, _width()))
    sys.stdout.flush()
    return 1 if _found(status, options.fail_on) else 0


def _found(status: Status, kinds: list[str]) -> bool:
    """Whether there is something of one of the kinds."""
    is_vetoed = status.score.verdict == "vetoed"
    return any(is_vetoed if kind == "veto" else status.totals[kind] for kind in kinds)


def _width() -> int:
    """The columns of the terminal; 0 where the output goes elsewhere, and stays in whole lines."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def _refuse_unknown(department: str, catalog: Catalog, setup: Setup) -> None:
    known = {body.id: body.name for body in catalog.departments.values()}
    if not department or department in known:
        return
    near = nearest(department, known, known.items())
    zh = f"没有机构 {department}" + (f"，是否想写 {near}？" if near else "")
    en = f"there is no body {department}" + (f"; did you mean {near}?" if near else "")
    raise UsageError(zh if setup.language == "zh" else en)
