"""The one error boundary: every command returns an exit code; every failure becomes one plain sentence."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
import tempfile
import traceback
from argparse import Namespace
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from types import FrameType

from generator import __version__
from generator.cli.parser import USAGE, UsageError, build_parser, language_of
from generator.ingest.config_file import BadSettings
from generator.ingest.git import NoComparison
from generator.ingest.privacy.redact import redact
from generator.ingest.schema import BadSchema
from generator.reporting.failure import BuildFailed
from generator.reporting.formats import text_of_settings
from generator.workers import collect_rarely

OK, CONTENT_ERROR, INTERNAL, INTERRUPTED = 0, 1, 3, 130

#: What helps where the system refuses, which it says in English.
_REMEDIES = {
    errno.ENOSPC: ("（磁盘满了：腾出空间，再运行一次）", " (free some space and run it again)"),
    errno.EACCES: ("（没有权限：换一个账号，或者改这个文件夹的权限）", " (another account may, or grant it)"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code.

    0 fine, 1 faulty content, 2 wrong usage, 3 internal error, 130 interrupted.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    language = language_of(arguments) or "zh"
    zh = language == "zh"
    _speak_utf8()
    collect_rarely()
    try:
        with _terminate_like_interrupt():
            return _run(arguments, language)
    except UsageError as error:
        return _fail(f"用法不对：{error}" if zh else f"wrong usage: {error}", USAGE)
    except BadSettings as error:
        problems = text_of_settings(error.problems, language)
        return _fail(
            f"设置有误，什么也没有做\n{problems}" if zh else f"bad settings, nothing was done\n{problems}",
            USAGE,
        )
    except BadSchema as error:
        return _fail(f"内容模型 {error.path} 有误：{error.reason}" if zh else f"bad schema {error}", USAGE)
    except NoComparison as error:
        return _fail(f"无法比较：{error.zh}" if zh else f"nothing to compare with: {error.en}", USAGE)
    except BuildFailed as error:
        return _fail(f"生成失败：{error.zh}" if zh else f"the build failed: {error.en}", INTERNAL)
    except KeyboardInterrupt:
        return _fail("已中断" if zh else "interrupted", INTERRUPTED)
    except BrokenPipeError:  # the reader of our output went away: nothing to tell it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        what = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        what += _REMEDIES.get(error.errno or 0, ("", ""))[not zh]
        return _fail(f"读写失败：{what}" if zh else f"reading or writing failed: {what}", INTERNAL)
    except Exception:
        log = _log_traceback()
        return _fail(
            f"程序内部出错，详情见 {log}" if zh else f"internal error; details are in {log}", INTERNAL
        )


def _run(arguments: Sequence[str], language: str) -> int:
    parser = build_parser(language)
    options: Namespace = parser.parse_args(arguments)
    if options.version:
        print(f"disclosure {__version__}")
        return OK
    if not options.command:
        parser.print_help()
        return USAGE
    # Commands are imported when called: `check` must not wait for MkDocs.
    command = import_module(f"generator.cli.commands.{options.command}")
    code: int = command.run(options)
    return code


@contextlib.contextmanager
def _terminate_like_interrupt() -> Iterator[None]:
    """Let `kill` clean up as Ctrl-C does."""

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _speak_utf8() -> None:
    """Chinese on any terminal: a character that it lacks is shown by its number instead of ending the run."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(
                encoding="utf-8" if not stream.isatty() else stream.encoding, errors="backslashreplace"
            )


def _fail(sentence: str, code: int) -> int:
    print(f"disclosure: {sentence.rstrip()}", file=sys.stderr)
    return code


def _log_traceback() -> Path:
    """A traceback is for a log, never for a user."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="disclosure-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write(redact(traceback.format_exc()))
    return Path(log.name)
