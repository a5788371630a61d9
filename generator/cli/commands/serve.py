"""`disclosure serve`: a preview that follows every change."""

from __future__ import annotations

import contextlib
import threading
import time
from argparse import Namespace
from dataclasses import replace
from http.server import ThreadingHTTPServer
from pathlib import Path

from generator.cli.failures import in_plain_words
from generator.cli.parser import UsageError
from generator.cli.setup import Setup, set_up
from generator.ingest.config_file import BadSettings
from generator.ingest.gather import Gathered
from generator.ingest.schema import BadSchema
from generator.outputs.search.index import SearchIndexError
from generator.preview.server import Listeners, make_server
from generator.preview.site import PreviewSite
from generator.preview.watch import Changes, watching
from generator.publish import Plan
from generator.reporting.describe import describe
from generator.reporting.failure import BuildFailed
from generator.reporting.formats import as_text, text_of_settings


def run(options: Namespace) -> int:
    """Serve until interrupted."""
    setup = set_up(options)
    listeners = Listeners()
    site = PreviewSite(lambda: _plan(options, address))
    try:
        server = _server(options, setup, site, listeners)
        address = f"http://{options.host}:{server.server_port}/"
        preview = _Preview(setup, site, listeners)
        folders = _folders(setup)
        # watched from before the first build: a change during it must show as well
        with watching(folders, setup.settings.config) as changes, contextlib.suppress(KeyboardInterrupt):
            preview.rebuild(frame_changed=True)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            _announce(address, setup.language)
            preview.follow(changes)
    finally:
        site.close()
    return 0


def _announce(address: str, language: str) -> None:
    zh, en = f"预览：{address}（Ctrl-C 结束）", f"preview: {address} (Ctrl-C ends it)"
    print(zh if language == "zh" else en, flush=True)


def _plan(options: Namespace, address: str) -> Plan:
    """Settings and schemas as they are now: both may have changed since the last build."""
    setup = set_up(options)
    return Plan(replace(setup.settings, site_url=address), setup.schemas, setup.as_of, 1, Path())


def _server(options: Namespace, setup: Setup, site: PreviewSite, listeners: Listeners) -> ThreadingHTTPServer:
    try:
        return make_server(options.host, options.port, site, listeners)
    except OSError:
        zh, en = (
            f"端口 {options.port} 已被占用，请用 --port 换一个",
            f"port {options.port} is taken; choose another by --port",
        )
        raise UsageError(zh if setup.language == "zh" else en) from None


def _folders(setup: Setup) -> list[Path]:
    settings = setup.settings
    return [*settings.trees, settings.schema, settings.overrides]


class _Preview:
    """Rebuilds after changes and tells the open pages."""

    def __init__(self, setup: Setup, site: PreviewSite, listeners: Listeners) -> None:
        self._setup, self._site, self._listeners = setup, site, listeners
        self._unindexed = threading.Event()
        threading.Thread(target=self._index, daemon=True).start()

    def follow(self, changes: Changes) -> None:
        """Rebuild after every burst of changes, until interrupted."""
        settings = self._setup.settings
        while True:
            paths = changes.wait()
            catalogs = (tree / "catalog" for tree in settings.trees)
            sources = (settings.pages, *catalogs, settings.overrides, settings.config)
            frame = any(path.is_relative_to(source) for path in paths for source in sources)
            self.rebuild(frame_changed=frame)

    def rebuild(self, *, frame_changed: bool) -> None:
        """Build; show either the new site or what is wrong."""
        start = time.perf_counter()
        try:
            with in_plain_words():
                gathered = self._site.build(frame_changed=frame_changed)
        except BuildFailed as error:
            self._say(error.zh if self._setup.language == "zh" else error.en)
            return
        except BadSettings as error:
            self._say(text_of_settings(error.problems, self._setup.language))
            return
        except (BadSchema, UsageError, OSError) as error:
            self._say(str(error))
            return
        if not gathered.is_sound:
            self._say(self._problems(gathered))
            return
        self._listeners.show_problems("")
        self._listeners.tell("changed", None)
        seconds = time.perf_counter() - start
        print(
            f"已更新，{seconds:.2f} 秒" if self._setup.language == "zh" else f"updated in {seconds:.2f}s",
            flush=True,
        )
        self._unindexed.set()

    def _problems(self, gathered: Gathered) -> str:
        language = self._setup.language
        return as_text(
            [describe(problem, gathered.settings, language) for problem in gathered.problems], language
        )

    def _say(self, text: str) -> None:
        print(text, flush=True)
        self._listeners.show_problems(text)

    def _index(self) -> None:
        """Index in the background, for ever: the changed page is already on the screen."""
        while self._unindexed.wait():
            self._unindexed.clear()
            try:
                self._site.index()
            except (SearchIndexError, OSError) as error:
                print(error, flush=True)
