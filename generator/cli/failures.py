"""A build that could not be finished, in words for whoever runs it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from jinja2 import TemplateError

from generator.outputs.search.index import SearchIndexError
from generator.plugin import PortalError
from generator.render.frame import BadFrame
from generator.render.templates import told
from generator.reporting.failure import BuildFailed

_REASONS: dict[type[Exception], tuple[str, str]] = {
    PortalError: ("页面文稿或主题有误：{}", "the prose pages or the theme are at fault: {}"),
    BadFrame: ("页面模板缺少标记 {}", "a page template lacks the mark {}"),
    SearchIndexError: ("搜索索引无法生成：{}", "the search index could not be made: {}"),
    TemplateError: ("模板有误：{}", "a template is at fault: {}"),
    BrokenProcessPool: (
        "工作进程被系统终止，可能是内存不足；可用 --jobs 1 再试",
        "a worker process was killed, perhaps for want of memory; try --jobs 1",
    ),
}


@contextmanager
def in_plain_words() -> Iterator[None]:
    """Turn what can go wrong in a build into a BuildFailed."""
    try:
        yield
    except tuple(_REASONS) as error:
        zh, en = next(words for kind, words in _REASONS.items() if isinstance(error, kind))
        raise BuildFailed(zh.format(told(error)), en.format(told(error))) from error
