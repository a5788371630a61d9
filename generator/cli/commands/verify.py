"""`disclosure verify SITE`: whether a built site is, file by file, what its manifest says."""

from __future__ import annotations

from argparse import Namespace

from generator.cli.parser import UsageError
from generator.outputs.manifest import NAME, Difference, Fault, verify

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
    """Print every difference; return 1 when there is one."""
    language = options.lang or "zh"
    if not (options.site / NAME).is_file():
        zh, en = (
            f"{options.site} 里没有 {NAME}，不是本程序生成的网站",
            f"{options.site} holds no {NAME}: not a site of ours",
        )
        raise UsageError(zh if language == "zh" else en)
    differences = verify(options.site)
    for difference in differences:
        print(_line(difference, language))
    if language == "zh":
        print(f"与清单不符 {len(differences)} 处" if differences else "网站与清单一致")
    else:
        print(f"{len(differences)} difference(s)" if differences else "the site is what its manifest says")
    return 1 if differences else 0


def _line(difference: Difference, language: str) -> str:
    path = difference.path.encode("utf-8", "backslashreplace").decode()
    return f"{path}: {_WORDS[language][difference.fault]}"
