"""Questions at the terminal or through a pipe: plain lines, no colours, numbered choices."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from generator.cli.parser import UsageError
from generator.ingest.suggest import named, nearest
from generator.model.catalog import Catalog

_SHOWN = 15  # choices listed at once: a screen holds them with the question


@dataclass(frozen=True)
class Choice:
    """What can be chosen: its id, its name, how it is shown in a list, and what else people call it."""

    key: str
    name: str
    shown: str = ""
    others: tuple[str, ...] = ()


def found(text: str, choices: Sequence[Choice], label: str, zh: bool) -> list[Choice]:
    """What a text can mean: an id or a name, or else a part of either. Raises UsageError for nothing."""
    words = [
        (choice.key, folded(word)) for choice in choices for word in (choice.key, choice.name, *choice.others)
    ]
    meant = named(folded(text), words)
    if meant:
        return [choice for choice in choices if choice.key in meant]
    near = nearest(text, [choice.key for choice in choices])
    chinese = f"没有“{text}”" + (f"，是否想写“{near}”？" if near else "")
    english = f"there is no {text!r}" + (f"; did you mean {near!r}?" if near else "")
    raise UsageError(f"{label}：{chinese}" if zh else f"{label}: {english}")


def only(text: str, choices: Sequence[Choice], label: str, zh: bool) -> str:
    """The id of the one choice that a text means. Raises UsageError for none and for several."""
    meant = found(text, choices, label, zh)
    if len(meant) > 1:
        chinese = "、".join(f"{choice.key}（{choice.name}）" for choice in meant[:_SHOWN])
        english = ", ".join(f"{choice.key} ({choice.name})" for choice in meant[:_SHOWN])
        raise UsageError(
            f"{label}：“{text}”不止一个：{chinese}" if zh else f"{label}: {text!r} could be {english}"
        )
    return meant[0].key


def folded(text: str) -> str:
    """A text as it is compared: full and half width, capital and small letters are the same."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


class Dialogue:
    """Asks until the answer will do; questions and lists go to standard error.

    Through a pipe nobody can mend an answer: the first wrong one raises UsageError, before the lines after
    it are taken for answers to other questions.
    """

    def __init__(self, zh: bool) -> None:
        self._zh = zh
        self._mendable = sys.stdin.isatty()

    def text(self, label: str, check: Callable[[str], str], default: str | None = None) -> str:
        """A text that passes a check, which raises UsageError or returns the value; Enter is the default."""
        shown = f"{label} [{default}]" if default else label
        return self._until_it_will_do(shown, check, default)

    def choice(self, label: str, choices: Sequence[Choice], default: str | None = None) -> str:
        """The id of a choice, by its number in the list shown, or by id, name or a part of them."""
        listed = list(choices)
        self._list(listed)

        def chosen(answer: str) -> str:
            number = folded(answer)
            if number.isdecimal() and 1 <= int(number) <= min(len(listed), _SHOWN):
                return listed[int(number) - 1].key
            if not self._mendable:
                return only(answer, choices, label, self._zh)
            meant = found(answer, choices, label, self._zh)
            if len(meant) == 1:
                return meant[0].key
            listed[:] = meant
            self._list(listed)
            raise _AskAgain

        name = next((choice.name for choice in choices if choice.key == default), "")
        return self._until_it_will_do(f"{label} [{name}]" if name else label, chosen, default)

    def _until_it_will_do(self, label: str, check: Callable[[str], str], default: str | None) -> str:
        while True:
            answer = self._answer(label)
            if not answer and default is not None:
                return default
            if not answer and not self._mendable:
                raise self._missing(label)
            try:
                if answer:
                    return check(answer)
            except _AskAgain:
                pass
            except UsageError as error:
                if not self._mendable:
                    raise
                self._say(str(error))

    def _answer(self, label: str) -> str:
        prompt = f"{label}: "
        if not self._mendable:
            print(prompt, file=sys.stderr)
        try:
            return input(prompt if self._mendable else "").strip()
        except EOFError:  # Ctrl-D, or the end of the pipe: no answer will come
            raise self._missing(label) from None
        except UnicodeDecodeError:
            raise UsageError("输入的文字不是 UTF-8 编码" if self._zh else "the input is not UTF-8") from None

    def _missing(self, label: str) -> UsageError:
        zh, en = f"缺少 {label}（见 disclosure new -h）", f"{label} is missing (see disclosure new -h)"
        return UsageError(zh if self._zh else en)

    def _list(self, choices: Sequence[Choice]) -> None:
        self._say(*(f"{i:>3}) {c.shown or c.name}  {c.key}" for i, c in enumerate(choices[:_SHOWN], 1)))
        if len(choices) > _SHOWN:
            zh = f"     …… 共 {len(choices)} 项，输入名称的一部分查找"
            self._say(
                zh if self._zh else f"     … {len(choices)} in all; type a part of the name to find one"
            )

    @staticmethod
    def _say(*lines: str) -> None:
        for line in lines:
            print(line, file=sys.stderr)


class _AskAgain(Exception):
    """No error: the answer was a step on the way."""


def department_choices(catalog: Catalog) -> list[Choice]:
    """The bodies of a catalog, by id, name or short name."""
    return [
        Choice(body.id, body.name, others=(str(body.extra.get("short_name", "")),))
        for body in catalog.departments.values()
    ]


def category_choices(catalog: Catalog) -> list[Choice]:
    """The categories of a catalog, by path or name, shown with their path of names."""
    return [
        Choice(node.path, node.name, shown=" / ".join((*(name for _, name in node.trail), node.name)))
        for node in catalog.categories
    ]


def usual_first(choices: Iterable[Choice], usual: Sequence[str]) -> list[Choice]:
    """Choices with the usual ones first, in the order given."""
    rank = {key: position for position, key in enumerate(usual)}
    return sorted(choices, key=lambda choice: rank.get(choice.key, len(rank)))
