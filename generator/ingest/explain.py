"""Schema failures in words that an editor understands: jsonschema's errors as problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from generator.ingest import rules_of_fields as rules
from generator.ingest.locate import Locator
from generator.ingest.schema import Schema
from generator.ingest.strict_yaml import kind_name
from generator.ingest.suggest import nearest
from generator.model.labels import localized, resolve_local
from generator.model.problems import Place, Problem

# A jsonschema ValidationError is typed Any here: its attributes are typed as perhaps unset, which they never
# are once the error comes out of iter_errors.
Text = dict[str, str]
PathOf = list[str | int]

_GUESSES = 50  # suggestions for one file: where more is unknown, the file is of another kind

_ITEM: Text = {"zh": "写成“- 内容”", "en": "write `- text`"}
_TYPES: Mapping[str, Text] = {
    "string": {"zh": "一段文字", "en": "text"},
    "array": {"zh": "列表", "en": "a list"},
    "object": {"zh": "一组字段", "en": "fields"},
    "integer": {"zh": "整数", "en": "a whole number"},
    "number": {"zh": "数字", "en": "a number"},
    "boolean": {"zh": "true 或 false", "en": "true or false"},
}
# What to write instead; for numbers and truth values the field's own description has an example.
_EXAMPLES: Mapping[str, Text] = {
    "string": {"zh": "写成“{key}: 内容”", "en": "write `{key}: text`"},
    "array": {"zh": "每项另起一行，写成“- 内容”", "en": "write each item as `- item` on a line of its own"},
    "object": {
        "zh": "另起一行缩进，写成“字段名: 内容”",
        "en": "write `name: value`, indented, on lines of their own",
    },
}


def explain(schema: Schema, instance: Any, locator: Locator, base: Iterable[str | int] = ()) -> list[Problem]:
    """Why an instance fails its schema, in reading order; `base` is where the instance stands in the file."""
    explainer = _Explainer(schema, locator, list(base))
    problems = [
        problem for error in schema.explainer.iter_errors(instance) for problem in explainer.problems(error)
    ]
    unique = {(problem.place, str(problem.values.get("key"))): problem for problem in problems}
    return sorted(unique.values(), key=lambda problem: problem.place)


class _Explainer:
    def __init__(self, schema: Schema, locator: Locator, base: PathOf) -> None:
        self._schema, self._locator, self._base = schema, locator, base

    def problems(self, error: Any) -> Iterator[Problem]:
        condition = self._condition(error)
        if condition and condition[0]["zh"]:  # a site's own condition may have no description
            text, subject = condition
            place = self._place(error.absolute_path or subject)
            yield rules.CONDITION.at(place, condition=text, key=_missing(error) or _key(error.absolute_path))
            return
        handler = _HANDLERS.get(str(error.validator), _Explainer._other)
        yield from handler(self, error)

    def _condition(self, error: Any) -> tuple[Text, PathOf] | None:
        """The description of the conditional branch that an error comes from, and the field it turns on."""
        steps = list(error.absolute_schema_path)
        if "then" not in steps and "else" not in steps:
            return None
        node: Any = self._schema.source
        found: tuple[Text, PathOf] | None = None
        for step in steps:
            node = self._below(node, step)
            if step in ("then", "else"):
                break
            if isinstance(node, dict) and isinstance(node.get("if"), dict):
                found = self._text(node, "description"), list(node["if"].get("required", ()))[:1]
        return found

    def _below(self, node: Any, step: str | int) -> Any:
        """One step down the schema; the paths of jsonschema do not mention the references they follow."""
        resolved: Any = resolve_local(self._schema.source, node) if isinstance(node, dict) else node
        return resolved[step]

    def _required(self, error: Any) -> Iterator[Problem]:
        for key in error.validator_value:
            if key not in error.instance:
                member = self._member(error.schema, key)
                names = self._names(member, _key([*self._base, *error.absolute_path, key]))
                yield rules.MISSING_KEY.at(self._place(error.absolute_path), name=key, **names)

    def _additional(self, error: Any) -> Iterator[Problem]:
        members = dict(error.schema.get("properties", {}))
        names = [
            (key, str(resolve_local(self._schema.source, node).get("title"))) for key, node in members.items()
        ]
        unknown = [key for key in error.instance if key not in members]
        for position, key in enumerate(unknown):
            place = self._place([*error.absolute_path, key])
            near = nearest(key, members, names) if position < _GUESSES else ""
            yield rules.UNKNOWN_KEY.at(place, key=_shown(key), known=", ".join(members), near=near)

    def _type(self, error: Any) -> Iterator[Problem]:
        if error.instance == "" and error.validator_value != "string":
            yield self._problem(rules.EMPTY_VALUE, error)
            return
        wanted = str(error.validator_value)
        found = kind_name(error.instance)
        if wanted in ("integer", "number", "boolean") and isinstance(error.instance, str):
            found = {"zh": f"“{_shown(error.instance)}”", "en": repr(_shown(error.instance))}
        yield self._problem(
            rules.WRONG_TYPE,
            error,
            wanted=_TYPES.get(wanted, {"zh": wanted, "en": wanted}),
            found=found,
            example=self._example(wanted, error),
        )

    def _example(self, wanted: str, error: Any) -> Text:
        key = error.absolute_path[-1] if error.absolute_path else ""
        if wanted == "string" and not isinstance(key, str):
            return _ITEM
        if wanted not in _EXAMPLES:
            return self._text(error.schema, "description")
        return {lang: text.format(key=key) for lang, text in _EXAMPLES[wanted].items()}

    def _enum(self, error: Any) -> Iterator[Problem]:
        if error.instance == "":
            yield self._problem(rules.EMPTY_VALUE, error)
            return
        labels = error.schema.get("enum_labels", {})
        names = [(value, labels.get(value)) for value in error.validator_value]
        known = {
            "zh": "、".join(f"{value}（{label['zh']}）" if label else value for value, label in names),
            "en": ", ".join(f"{value} ({label['en']})" if label else value for value, label in names),
        }
        by_label = [(value, label["zh"]) for value, label in labels.items()]
        near = nearest(str(error.instance), map(str, error.validator_value), by_label)
        yield self._problem(rules.INVALID_VALUE, error, known=known, near=near)

    def _text_form(self, error: Any) -> Iterator[Problem]:
        if not str(error.instance).strip():
            yield self._problem(rules.EMPTY_VALUE, error)
        elif str(error.schema.get("format")).startswith("date"):
            minute = {"zh": "", "en": ""}
            if error.schema["format"] == "date-or-minute":
                minute = {"zh": "或“2026-03-01T09:30”", "en": " or 2026-03-01T09:30"}
            yield self._problem(rules.INVALID_DATE, error, minute=minute)
        else:
            yield self._problem(rules.INVALID_FORMAT, error)

    def _other(self, error: Any) -> Iterator[Problem]:
        rule = _SIMPLE.get(str(error.validator), rules.SCHEMA)
        known = _REASONS.get(str(error.validator))
        limit = _shown(error.validator_value)
        reason = {lang: text.format(limit=limit) for lang, text in known.items()} if known else None
        yield self._problem(rule, error, reason=reason or _shown(error.message))

    def _problem(self, rule: Any, error: Any, **values: Any) -> Problem:
        key = _key([*self._base, *error.absolute_path])
        names = self._names(self._titled(error), key)
        problem: Problem = rule.at(
            self._place(error.absolute_path), value=_shown(error.instance), **{**names, **values}
        )
        return problem

    def _titled(self, error: Any) -> Mapping[str, Any]:
        """The field that an error is about: a list's item has no title of its own, the list has."""
        node: Any = self._schema.source
        found: Mapping[str, Any] = node
        for step in error.absolute_schema_path:
            node = self._below(node, step)
            if isinstance(node, dict) and isinstance(node.get("title"), str):
                found = resolve_local(self._schema.source, node)
        own = error.schema
        return own if isinstance(own, dict) and isinstance(own.get("title"), str) else found

    def _names(self, node: Mapping[str, Any], key: str) -> dict[str, Any]:
        label = self._text(node, "title")
        return {
            "key": key or _WHOLE_FILE,
            "label": {lang: text or key for lang, text in label.items()},
            "description": self._text(node, "description"),
        }

    def _member(self, node: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        """A field of a node; a condition's branch names fields that only the schema itself describes."""
        source = self._schema.source
        members = {**source.get("properties", {}), **node.get("properties", {})}
        return resolve_local(source, members.get(key, {}))

    def _place(self, path: Iterable[str | int]) -> Place:
        return self._locator.place([*self._base, *path])

    @staticmethod
    def _text(node: Mapping[str, Any], keyword: str) -> Text:
        return {lang: localized(node, keyword, lang) for lang in ("zh", "en")}


_HANDLERS: Mapping[str, Callable[[_Explainer, Any], Iterator[Problem]]] = {
    "required": _Explainer._required,
    "additionalProperties": _Explainer._additional,
    "unevaluatedProperties": _Explainer._additional,
    "type": _Explainer._type,
    "enum": _Explainer._enum,
    "pattern": _Explainer._text_form,
    "format": _Explainer._text_form,
    "minLength": _Explainer._text_form,
}
_WHOLE_FILE: Text = {"zh": "整个文件", "en": "the whole file"}
_REASONS: Mapping[str, Text] = {
    "maxLength": {"zh": "超过 {limit} 个字", "en": "longer than {limit} characters"},
    "maxItems": {"zh": "超过 {limit} 项", "en": "more than {limit} items"},
    "maxProperties": {
        "zh": "只能有 {limit} 项，下一层的内容要再缩进",
        "en": "may hold {limit} entry; what belongs below it has to be indented further",
    },
    "const": {"zh": "应当是“{limit}”", "en": "must be {limit}"},
}
_SIMPLE = {
    "uniqueItems": rules.DUPLICATE_ITEM,
    "minItems": rules.EMPTY_VALUE,
    "minProperties": rules.EMPTY_VALUE,
    "minimum": rules.OUT_OF_RANGE,
    "maximum": rules.OUT_OF_RANGE,
}


def _missing(error: Any) -> str:
    """The key that a conditional branch misses."""
    if error.validator != "required":
        return ""
    return ", ".join(key for key in error.validator_value if key not in error.instance)


def _key(path: Iterable[str | int]) -> str:
    """The dotted name of a field, as an editor would say it: `history.2.date` counts items from 1."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


def _shown(value: Any) -> str:
    """A value in a message: short enough for one line."""
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
