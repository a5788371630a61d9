"""`disclosure editor`: the files that help writers inside their editor, made from the schemas."""

from __future__ import annotations

import os
from argparse import Namespace

from generator.cli.parser import UsageError
from generator.cli.setup import set_up
from generator.editing.editor_files import editor_files
from generator.ingest.catalog import read_catalog


def run(options: Namespace) -> int:
    """Write the files; or, with --check, return 1 when one of them is not what it would be."""
    setup = set_up(options)
    zh = setup.language == "zh"
    catalog = read_catalog(setup.settings.content / "catalog", setup.schemas)
    if catalog.problems:
        raise UsageError(
            "catalog/ 里的文件有问题，先运行 disclosure check 改正"
            if zh
            else "files in catalog/ have problems: run disclosure check first"
        )
    made = {
        setup.settings.root / name: text
        for name, text in editor_files(setup.schemas, catalog, setup.language).items()
    }
    stale = [path for path, text in made.items() if not path.is_file() or path.read_text("utf-8") != text]
    for path in stale:
        shown = os.path.relpath(path)
        if options.check:
            print(
                f"{shown} 不是最新的，运行 disclosure editor"
                if zh
                else f"{shown} is stale: run disclosure editor"
            )
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[path], encoding="utf-8", newline="\n")
            print(f"已更新 {shown}" if zh else f"renewed {shown}")
    return 1 if stale and options.check else 0
