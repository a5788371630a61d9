"""`disclosure new`: a record that passes the check, from options or from answers to questions."""

from __future__ import annotations

import contextlib
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from generator.cli.parser import UsageError
from generator.cli.setup import Setup, set_up
from generator.editing.scaffold import Draft, next_index_number, path_of, text_of
from generator.ingest.crosscheck import address_of
from generator.ingest.facts import PLACEHOLDERS
from generator.ingest.gather import gather
from generator.ingest.suggest import nearest
from generator.model.catalog import Catalog


def run(options: Namespace) -> int:
    """Write the record and say where it is."""
    setup = set_up(options)
    catalog = gather(setup.settings, setup.schemas, setup.as_of, setup.jobs).catalog
    draft = _complete(_draft(options, catalog, setup), catalog, setup)
    path = path_of(setup.settings.records, draft, setup.as_of)
    _write(path, _text(draft, setup), setup)
    _announce(path, draft, setup)
    return 0


def _draft(options: Namespace, catalog: Catalog, setup: Setup) -> Draft:
    zh = setup.language == "zh"
    labels = setup.schemas.record.labels(setup.language)
    departments = {body.id: body.name for body in catalog.departments.values()}
    categories = {node.path: node.name for node in catalog.categories}
    return Draft(
        department=_known(options.department, departments, "发布机构代码" if zh else "department id", setup),
        category=_known(options.category, categories, "栏目路径" if zh else "category path", setup),
        title=_valid("title", _asked(options.title, "名称" if zh else "title", setup), setup),
        index_number=_valid("index_number", options.index_number, setup) if options.index_number else "",
        kind=_known(options.kind or "document", labels.values["kind"], labels.name("kind"), setup),
        slug=_slug(options.slug, setup) if options.slug else "",
    )


def _known(value: str | None, known: Mapping[str, str], label: str, setup: Setup) -> str:
    """A value that the catalog knows, from the options, or asked for until it is one."""
    if value and value.strip():
        return _found(value.strip(), known, label, setup)
    while True:
        answer = _asked(None, label, setup, known)
        try:
            return _found(answer, known, label, setup)
        except UsageError as error:
            print(error, file=sys.stderr)


def _found(text: str, known: Mapping[str, str], label: str, setup: Setup) -> str:
    """The key of a value: typed itself, or by its name or a part of it, which come more readily to people."""
    by_name = {name: key for key, name in known.items()}
    part_of = [key for key, name in known.items() if text in name]
    found = text if text in known else by_name.get(text) or (part_of[0] if len(part_of) == 1 else "")
    if not found:
        near = nearest(text, known, by_name)
        zh = f"没有“{text}”" + (f"，是否想写“{near}”？" if near else "")
        en = f"there is no {text!r}" + (f"; did you mean {near!r}?" if near else "")
        raise UsageError(f"{label}：{zh}" if setup.language == "zh" else f"{label}: {en}")
    return found


def _asked(value: str | None, label: str, setup: Setup, known: Mapping[str, str] | None = None) -> str:
    """A value from the options, or from the person at the terminal. Raises UsageError for neither."""
    answer = (value or "").strip()
    if not answer and sys.stdin.isatty():
        for key, name in (known or {}).items():
            print(f"  {key}  {name}", file=sys.stderr)
        with contextlib.suppress(EOFError):  # Ctrl-D: no answer will come
            while not answer:
                answer = input(f"{label}: ").strip()
    if not answer:
        zh, en = f"缺少 {label}（见 disclosure new -h）", f"{label} is missing (see disclosure new -h)"
        raise UsageError(zh if setup.language == "zh" else en)
    return answer


def _valid(key: str, value: str, setup: Setup) -> str:
    """A value that the record's schema takes for a field. Raises UsageError that says what it takes."""
    schema = setup.schemas.record
    if schema.explainer.evolve(schema=schema.source["properties"][key]).is_valid(value):
        return value
    labels = schema.labels(setup.language)
    label, about = labels.name(key), labels.descriptions[key]
    raise UsageError(
        f"{label}“{value}”不对：{about}"
        if setup.language == "zh"
        else f"{label} {value!r} will not do: {about}"
    )


def _slug(slug: str, setup: Setup) -> str:
    """A file name without its ending, which leads to no other folder."""
    if set(slug) & set("/\\") or slug.startswith("."):
        zh, en = (
            f"文件名 {slug} 不能含有斜杠，也不能以点开头",
            f"the file name {slug} cannot hold slashes or begin with a dot",
        )
        raise UsageError(zh if setup.language == "zh" else en)
    return slug.removesuffix(".md")


def _complete(draft: Draft, catalog: Catalog, setup: Setup) -> Draft:
    number = draft.index_number or next_index_number(catalog, draft.department, setup.as_of)
    taken = {address_of(record.index_number): record for record in catalog.records}
    if address_of(number) in taken:
        raise UsageError(
            f"索引号 {number} 已被使用" if setup.language == "zh" else f"the index number {number} is taken"
        )
    return replace(draft, index_number=number)


def _text(draft: Draft, setup: Setup) -> str:
    placeholder = PLACEHOLDERS[setup.language]
    return text_of(draft, setup.as_of, setup.schemas, placeholder)


def _write(path: Path, text: str, setup: Setup) -> None:
    """Write the file; never over another."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        zh, en = f"{path} 已存在，请用 --slug 换一个文件名", f"{path} exists; choose another name by --slug"
        raise UsageError(zh if setup.language == "zh" else en) from None


_Say = Callable[[str], None]


def _announce(path: Path, draft: Draft, setup: Setup, say: _Say = print) -> None:
    shown = os.path.relpath(path)
    if setup.language == "zh":
        say(f"已新建 {shown}（索引号 {draft.index_number}）")
        say(f"日期按 {setup.as_of} 填写，请核对；写好正文后运行 disclosure check")
        if draft.kind != "document":
            say("data: 下面的内容只是样例，不是事实，请逐项改写")
    else:
        say(f"made {shown} (index number {draft.index_number})")
        say(f"its dates are {setup.as_of}: check them; write the text, then run disclosure check")
        if draft.kind != "document":
            say("what stands below `data:` is made up: write the facts in its place")
