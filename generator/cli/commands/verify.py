"""`disclosure verify SITE`: is a site, file by file, what its manifest says, and does it give nobody away.

A dossier (`disclosure archive`) is held against its manifest alone: it is the office's own.
"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from zipfile import BadZipFile

from generator import workers
from generator.cli.parser import UsageError
from generator.cli.setup import language_of_site
from generator.ingest.privacy.redact import redact
from generator.outputs.leaks import Leak, find_leaks
from generator.outputs.manifest import NAME, Difference, Fault, verify, verify_zip

_WORDS = {
    "zh": {
        Fault.MISSING: "缺少文件",
        Fault.CHANGED: "内容被改动",
        Fault.EXTRA: "多出的文件",
        Fault.IRREGULAR: "链接或特殊文件",
        Fault.MALFORMED: "清单损坏",
    },
    "en": {fault: fault.value for fault in Fault},
}


def run(options: Namespace) -> int:
    """Print every difference and every number of a person; return 1 when there is one."""
    language = language_of_site(options)
    if options.site.is_file():
        return _verify_dossier(options.site, language)
    faults = faults_of(options.site, language)
    for line in faults:
        print(line)
    if not faults:
        print("网站与清单一致" if language == "zh" else "the site is what its manifest says")
    return 1 if faults else 0


def _verify_dossier(file: Path, language: str) -> int:
    try:
        differences = verify_zip(file)
    except BadZipFile:
        zh, en = f"{file} 不是完好的 zip 文件", f"{file} is no sound zip file"
        raise UsageError(zh if language == "zh" else en) from None
    for difference in differences:
        print(_line(difference, language))
    if not differences:
        print("案卷与清单一致" if language == "zh" else "the dossier is what its manifest says")
    return 1 if differences else 0


def faults_of(site: Path, language: str) -> list[str]:
    """What keeps a site from being published, in lines; nothing for a whole one. Raises UsageError."""
    if not (site / NAME).is_file():
        zh, en = f"{site} 里没有 {NAME}，不是本程序生成的网站", f"{site} holds no {NAME}: not a site of ours"
        raise UsageError(zh if language == "zh" else en)
    lines = []
    if differences := verify(site):
        lines += [_line(difference, language) for difference in differences]
        number = len(differences)
        lines.append(f"与清单不符 {number} 处" if language == "zh" else f"{number} difference(s)")
    if leaks := find_leaks(site, workers.default_jobs()):
        lines += [_leak_line(leak, language) for leak in leaks]
        number = len(leaks)
        lines.append(
            f"身份证号码、银行卡号 {number} 个" if language == "zh" else f"{number} number(s) of persons"
        )
    return lines


def _leak_line(leak: Leak, language: str) -> str:
    times = (
        "" if leak.count == 1 else f"（{leak.count} 处）" if language == "zh" else f" ({leak.count} times)"
    )
    what = "身份证号码或者银行卡号" if language == "zh" else "an identity number or bank card"
    return f"{_shown(leak.path)}: {what} {leak.masked}{times}"


def _line(difference: Difference, language: str) -> str:
    return f"{_shown(difference.path)}: {_WORDS[language][difference.fault]}"


def _shown(path: str) -> str:
    """A path as it may be printed: a file may be named after a person's number."""
    return redact(path.encode("utf-8", "backslashreplace").decode())
