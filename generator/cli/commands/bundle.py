"""`disclosure bundle SITE --output FILE.zip`: a built site as one file that opens from disk."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from generator.cli.parser import UsageError
from generator.cli.setup import language_of_site
from generator.model.records import size_text
from generator.outputs.bundle import write_bundle
from generator.outputs.manifest import verify


def run(options: Namespace) -> int:
    """Write the bundle and say how large it is. Raises UsageError for what is no whole site of ours."""
    zh = language_of_site(options) == "zh"
    site, output = options.site, options.output
    _refuse_bad_places(site, output, zh)
    if differences := verify(site):
        name, count = differences[0].path, len(differences)
        raise UsageError(
            f"{site} 与清单不符 {count} 处（{name} 等），请先用 disclosure verify 核对，或重新生成"
            if zh
            else f"{site} is not what its manifest says: {count} file(s), as {name}; build it anew"
        )
    count = write_bundle(site, output)
    size = size_text(output.stat().st_size)
    print(
        f"离线版 {output}：{count} 个文件，{size}。解压后打开文件夹里的 index.html"
        if zh
        else f"{output}: {count} files, {size}. Unpack it and open index.html in its folder"
    )
    return 0


def _refuse_bad_places(site: Path, output: Path, zh: bool) -> None:
    if output.suffix.lower() != ".zip" or output.is_dir():
        raise UsageError("--output 应当是一个 zip 文件的名称" if zh else "--output must name a zip file")
    if not output.name.isprintable():
        raise UsageError(
            "--output 的文件名里不能有换行等控制字符"
            if zh
            else "the name in --output cannot have line breaks or other control characters"
        )
    if output.resolve().is_relative_to(site.resolve()):
        raise UsageError(
            "离线版不能写进网站的文件夹里" if zh else "the bundle cannot lie in the site's own folder"
        )
