"""Watching files: one call for a burst of changes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

#: Seconds of quiet after which a burst of changes counts as over: editors write a file in several steps.
_QUIET = 0.08
_CHANGES = frozenset(("created", "modified", "moved", "deleted"))


class Changes(FileSystemEventHandler):
    """Collects changed paths until they are asked for."""

    def __init__(self) -> None:
        self._paths: set[Path] = set()
        self._something = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change; reading a file is none, and of a folder's only its coming and going."""
        is_noise = event.is_directory and event.event_type == "modified"
        if event.event_type in _CHANGES and not is_noise:
            self._paths |= {Path(str(path)) for path in (event.src_path, event.dest_path) if path}
            self._something.set()

    def wait(self) -> set[Path]:
        """The paths changed since the last call, once a burst is over."""
        while not self._something.wait(timeout=0.5):  # in steps, so that Ctrl-C is heard on every system
            pass
        while self._something.is_set():
            self._something.clear()
            self._something.wait(timeout=_QUIET)
        paths, self._paths = self._paths, set()
        return paths


class _OnlyFile(FileSystemEventHandler):
    """Passes on what happens to one file of a folder."""

    def __init__(self, file: Path, changes: Changes) -> None:
        self._file, self._changes = str(file), changes

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass the event on, if it is about the file."""
        if self._file in (event.src_path, event.dest_path):
            self._changes.on_any_event(event)


@contextmanager
def watching(folders: list[Path], file: Path) -> Iterator[Changes]:
    """Watch folders and one file for as long as the block runs."""
    changes = Changes()
    observer = Observer()
    for folder in folders:
        if folder.is_dir():
            observer.schedule(changes, str(folder), recursive=True)
    observer.schedule(_OnlyFile(file, changes), str(file.parent))
    observer.start()
    try:
        yield changes
    finally:
        observer.stop()
        observer.join()
