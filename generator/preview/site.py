"""The site of a preview: built anew after each change, from as much of the last build as still holds."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from generator.derive.site import site_of
from generator.ingest.gather import Gathered, gather
from generator.outputs.search.documents import Entry
from generator.outputs.search.index import IndexPlan, index_texts
from generator.plugin import Portal
from generator.publish import Plan, index_plan, page_writer, portal_of, write_addresses, write_pages
from generator.render.writer import depths_of

Load = Callable[[], Plan]


@dataclass
class _Frame:
    """The portal of the last build, good until prose, templates or settings change."""

    folder: Path
    portal: Portal
    depths: int


class PreviewSite:
    """Builds into one of two folders by turns, so that a page is never asked for while it is half written."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._work = Path(tempfile.mkdtemp(prefix="disclosure-preview-"))
        self._frame: _Frame | None = None
        self._frame_is_stale = False
        self._turn = 0
        self._search_turn = 0
        self._search_lock = threading.Lock()
        self._indexed: tuple[Path, list[Entry], IndexPlan] = (self._work, [], IndexPlan())
        self.folder: Path | None = None
        self.search: Path | None = None

    def close(self) -> None:
        """Remove everything that was built."""
        shutil.rmtree(self._work, ignore_errors=True)

    def build(self, *, frame_changed: bool) -> Gathered:
        """Build after a change; where the content has errors, the last good site stays.

        Raises PortalError and BadFrame for broken templates, BadSettings and BadSchema for broken settings.
        """
        self._frame_is_stale |= frame_changed  # until a build gets as far as making it anew
        plan = self._load()
        gathered = gather(plan.settings, plan.schemas, plan.as_of, jobs=1)
        if gathered.is_sound:
            self._write(plan, gathered)
        return gathered

    def _write(self, plan: Plan, gathered: Gathered) -> None:
        site = site_of(plan.settings, plan.schemas, gathered.catalog)
        depths = depths_of(site)
        if self._frame_is_stale or self._frame is None or self._frame.depths < depths:
            folder = self._work / "frame"
            self._frame = None  # a portal that fails halfway leaves none
            shutil.rmtree(folder, ignore_errors=True)
            self._frame = _Frame(folder, portal_of(site, folder), depths)
            self._frame_is_stale = False
        with self._fresh_folder() as folder:
            shutil.copytree(self._frame.folder, folder, dirs_exist_ok=True)
            # threads serve while this runs, and a process with threads must not fork
            writer = page_writer(plan, site, self._frame.portal, folder)
            pages = write_pages(writer, 1, lambda _done, _total: None)
            write_addresses(writer, self._frame.portal, pages)
        # one process: threads serve while this runs
        self._indexed = (folder, pages.entries, replace(index_plan(plan, site, self._frame.portal), jobs=1))

    @contextmanager
    def _fresh_folder(self) -> Iterator[Path]:
        self._turn += 1
        folder = self._work / f"site-{self._turn}"
        folder.mkdir()
        yield folder
        before, self.folder = self.folder, folder
        if before:
            shutil.rmtree(before, ignore_errors=True)

    def index(self) -> None:
        """Make the search index of the last build; slower than the pages, hence apart from them."""
        folder, entries, plan = self._indexed
        with self._search_lock:
            self._search_turn += 1
            target = self._work / f"search-{self._search_turn}"
            try:
                index_texts(entries, folder / "search" / "text", target, plan)
            except FileNotFoundError:  # a newer build has taken its place and brings an index of its own
                shutil.rmtree(target, ignore_errors=True)
                return
            before, self.search = self.search, target
            if before:
                shutil.rmtree(before, ignore_errors=True)
