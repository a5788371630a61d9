"""`disclosure new`: a record that passes the check, from options or from answers to questions."""

from __future__ import annotations

import os
import re
from argparse import Namespace
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

from generator.cli.ask import (
    Choice,
    Dialogue,
    category_choices,
    department_choices,
    folded,
    only,
    usual_first,
)
from generator.cli.parser import UsageError
from generator.cli.setup import Setup, set_up
from generator.cli.writing import write_new
from generator.editing.numbers import next_index_number
from generator.editing.scaffold import Draft, path_of, text_of
from generator.ingest.crosscheck import address_of
from generator.ingest.gather import Gathered, gather_known
from generator.ingest.reading import CONTROL, code_of
from generator.ingest.record_duty import duties_in, last_period
from generator.model.duties import Duty


def run(options: Namespace) -> int:
    """Write the record and say where it is."""
    setup = set_up(options)
    gathered = gather_known(setup.settings, setup.schemas, setup.as_of, setup.jobs)
    draft = _Form(options, setup, gathered).draft()
    path = path_of(setup.settings.records, draft)
    zh, en = f"{path} 已存在，请用 --slug 换一个文件名", f"{path} exists; choose another name by --slug"
    text = text_of(draft, setup.schemas, setup.language)
    write_new(path, text, zh if setup.language == "zh" else en)
    _announce(path, draft, setup, has_data="\ndata:" in text)
    return 0


class _Form:
    """The fields of a new record. Those that every record needs and no option gives are asked for, and then
    the others as well, each with what Enter stands for."""

    def __init__(self, options: Namespace, setup: Setup, gathered: Gathered) -> None:
        self._options, self._setup, self._gathered = options, setup, gathered
        self._zh = setup.language == "zh"
        self._labels = setup.schemas.record.labels(setup.language)
        asking = not all(self._given(key) for key in ("department", "category", "title"))
        self._dialogue = Dialogue(self._zh) if asking else None

    def draft(self) -> Draft:
        """The record that options and answers describe. Raises UsageError."""
        department = self._choice("department", department_choices(self._gathered.catalog))
        category = self._choice("category", self._categories(department))
        kinds = [Choice(key, name) for key, name in self._labels.values["kind"].items()]
        kind = self._choice("kind", kinds, "document")
        title = self._text("title", self._valid)
        document_number = self._text("document_number", self._valid, "")
        genre = self._text("genre", self._valid, "")
        today = self._setup.as_of.isoformat()
        issued = self._text("issued", self._issued, today)
        published = self._text("published", lambda key, text: self._published(key, text, issued), today)
        day = date.fromisoformat(published[:10])
        number = next_index_number(self._gathered.catalog.records, self._gathered.taken, department, day)
        duty = self._duty(kind, department, category)
        return Draft(
            department=department,
            category=category,
            title=title,
            index_number=self._text("index_number", self._unused, number),
            issued=issued,
            published=published,
            kind=kind,
            document_number=document_number,
            genre=genre,
            duty=duty.id if duty else "",
            period=str(last_period(day, duty.limit.months)) if duty and duty.limit.months else "",
            slug=self._slug(self._options.slug or ""),
        )

    def _duty(self, kind: str, department: str, category: str) -> Duty | None:
        """The duty that a nil report most likely is about: it counts for none unless it names one."""
        catalog = self._gathered.catalog
        if kind != "nil_report":
            return None
        owed = duties_in(category, catalog.departments[department], catalog.duties.values())
        return next((duty for duty in owed if duty.limit.months), owed[0] if owed else None)

    def _given(self, key: str) -> str:
        return (getattr(self._options, key) or "").strip()

    def _choice(self, key: str, choices: list[Choice], default: str | None = None) -> str:
        label, given = self._labels.name(key), self._given(key)
        if given:
            return only(given, choices, label, self._zh)
        if self._dialogue:
            return self._dialogue.choice(label, choices, default)
        return default or ""

    def _text(self, key: str, check: Callable[[str, str], str], default: str | None = None) -> str:
        label, given = self._labels.name(key), self._given(key)
        if given:
            return check(key, given)
        if not self._dialogue:
            return default or ""
        if default == "":
            label += "（没有就按回车）" if self._zh else " (Enter for none)"
        return self._dialogue.text(label, lambda answer: check(key, answer), default)

    def _categories(self, department: str) -> list[Choice]:
        """All categories with their path of names, those that the department uses most first."""
        catalog = self._gathered.catalog
        usual = Counter(record.category for record in catalog.records if record.department == department)
        return usual_first(category_choices(catalog), [path for path, _ in usual.most_common()])

    def _valid(self, key: str, value: str) -> str:
        """A value that the record's schema takes for a field. Raises UsageError that says what it takes."""
        control = CONTROL.search(value)
        if control:
            code = code_of(control[0])
            raise self._refusal(key, f"含有不可见的控制字符 {code}", f"holds the invisible character {code}")
        schema = self._setup.schemas.record
        if schema.explainer.evolve(schema=schema.source["properties"][key]).is_valid(value):
            return value
        about = self._labels.descriptions[key]
        raise self._refusal(key, f"“{value}”不对：{about}", f"{value!r} will not do: {about}")

    def _issued(self, key: str, text: str) -> str:
        day = self._valid(key, _as_date(text))
        self._require_past(key, day)
        return day

    def _published(self, key: str, text: str, issued: str) -> str:
        moment = self._valid(key, _as_date(text))
        self._require_past(key, moment)
        if moment[:10] < issued:
            raise self._refusal(
                key, f"不能早于成文日期 {issued}", f"cannot be before {issued}, the date of issue"
            )
        return moment

    def _require_past(self, key: str, moment: str) -> None:
        today = self._setup.as_of.isoformat()
        if moment[:10] > today:
            raise self._refusal(key, f"不能晚于 {today}", f"cannot be after {today}")

    def _unused(self, key: str, text: str) -> str:
        number = self._valid(key, text)
        if address_of(number) in self._gathered.taken:
            raise UsageError(
                f"索引号 {number} 已被使用" if self._zh else f"the index number {number} is taken"
            )
        return number

    def _slug(self, slug: str) -> str:
        """A file name without its ending, which leads to no other folder."""
        if set(slug) & set("/\\") or slug.startswith(".") or CONTROL.search(slug):
            zh = f"文件名 {slug} 不能含有斜杠，也不能以点开头"
            raise UsageError(
                zh if self._zh else f"the file name {slug} cannot hold slashes or begin with a dot"
            )
        return slug.removesuffix(".md")

    def _refusal(self, key: str, zh: str, en: str) -> UsageError:
        label = self._labels.name(key)
        return UsageError(f"{label}{zh}" if self._zh else f"{label} {en}")


_LOOSE_DATE = re.compile(r"([0-9]{4})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?")


def _as_date(text: str) -> str:
    """A date as people write it (2026年3月1日, 2026.3.1) in the form of records; anything else as it is."""
    loose = _LOOSE_DATE.fullmatch(folded(text))
    return f"{loose[1]}-{int(loose[2]):02}-{int(loose[3]):02}" if loose else text


def _announce(path: Path, draft: Draft, setup: Setup, has_data: bool) -> None:
    """Say what was made and what comes next."""
    shown, folder = os.path.relpath(path), os.path.relpath(path.with_suffix(""))
    if setup.language == "zh":
        print(f"已新建 {shown}（索引号 {draft.index_number}）")
        print(
            f"接下来：核对日期（成文 {draft.issued}，发布 {draft.published}），在文件里第二行 --- 下面写正文"
        )
        if has_data:
            print(
                "data: 下面的内容（数字和日期也是）只是样例，不是事实，请逐项改写；“请改写：”几个字也要删去"
            )
        if draft.duty:
            print(f"核对公开事项 duty（{draft.duty}）和所属时期 period：零报告写明这两项，台账才算")
        print(f"有附件的，放进文件夹 {folder}{os.sep}，并在 attachments: 里列出")
        print("写好后运行 disclosure check 检查，disclosure serve 预览，再提交到分支、发起拉取请求")
    else:
        print(f"made {shown} (index number {draft.index_number})")
        print(
            f"next: open it, check its dates (issued {draft.issued}, published {draft.published}), "
            "and write the text below the second ---"
        )
        if has_data:
            print("what stands below `data:` is made up: write the facts in its place")
        if draft.duty:
            print(f"check the duty ({draft.duty}) and the period: a nil report counts for what it names")
        print(f"put attachments into the folder {folder}{os.sep} and list them under attachments:")
        print("then run disclosure check, look at it by disclosure serve, commit and open a pull request")
