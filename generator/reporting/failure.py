"""A failure told in one sentence; apart from what raises it, so that commands start fast."""

from __future__ import annotations


class BuildFailed(Exception):
    """A build that could not be finished; the old site is as it was."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en
