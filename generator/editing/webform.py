"""The configuration of the web form: Sveltia CMS asks for what the schemas ask for, and for nothing else.

Why Sveltia CMS: it is alive and free (MIT), speaks Chinese, opens pull requests on GitHub and GitLab, commits
to a branch on Gitea, and leaves out empty optional fields (`omit_empty_optional_fields`). Decap CMS, its
ancestor, writes those as empty texts, which the check refuses, and has no pull requests on Gitea either.

Labels, hints, choices, patterns and limits are read from the schemas and the catalog files. What a form
cannot say is left to the check of the pull request: conditions between fields (`allOf`), lists without
repetition (`uniqueItems`), and that index numbers are new and targets exist.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.ingest.catalog import CatalogFiles
from generator.ingest.schema import Schema, SchemaSet
from generator.model.catalog import Tree
from generator.model.labels import localized, resolve_local
from generator.model.settings import Settings

Fields = list[dict[str, Any]]

_WORDS = {
    "body": {"zh": "正文", "en": "Text"},
    "body_hint": {
        "zh": "按 GitHub 的 Markdown 书写：段与段之间空一行，小标题前写 ## 和一个空格。",
        "en": "GitHub's Markdown: an empty line between paragraphs, ## and a blank before a heading.",
    },
    "record_of": {"zh": "{}的信息", "en": "record of {}"},
}

#: Widgets in which a value is written as in a file.
_WRITTEN = ("string", "text", "number")

#: A description speaks to people who write files as well. Where a form offers choices, a calendar or fields,
#: its hint ends before the first clause that names a file, a form of writing, an example or a value.
_CLAUSE = re.compile(r"[^，；：。]*[，；：。]|(?:[^,;:.]|\.\w)+[,;:.]\s*")
_FOR_FILES = re.compile(
    r"\.yml|文件夹|folder|例如|[Ff]or example|写作|year-month-day|分钟|minute|不写就是|nothing is written"
    r"|一行写|one a line|（[a-z]+）|\([a-z]+\)"
)


@dataclass(frozen=True)
class Backend:
    """Where the form keeps what is written: a repository on a code host; `test-repo` keeps it in the browser.

    `server` is the address of one's own GitLab, Gitea or GitHub Enterprise, "" for the public ones; `app_id`
    is that of an OAuth application there, without which people sign in by an access token.
    """

    name: str
    repository: str = ""
    branch: str = "main"
    server: str = ""
    app_id: str = ""

    @property
    def address(self) -> str:
        """The host's address, without a slash at the end; "" where nothing is asked of a host."""
        return (self.server or _PUBLIC_HOSTS[self.name]).rstrip("/")

    @property
    def api(self) -> str:
        """The address that the form calls; "" where nothing is asked of a host."""
        if self.name == "github" and not self.server:
            return "https://api.github.com"
        return f"{self.address}/{_API_PATHS[self.name]}" if self.address else ""

    @property
    def makes_pull_requests(self) -> bool:
        """Whether what is saved becomes a branch and a pull request; Sveltia does not do that on Gitea."""
        return self.name in ("github", "gitlab")


_PUBLIC_HOSTS = {
    "github": "https://github.com",
    "gitlab": "https://gitlab.com",
    "gitea": "https://gitea.com",
    "test-repo": "",
}
_API_PATHS = {"github": "api/v3", "gitlab": "api/v4", "gitea": "api/v1"}
BACKENDS = tuple(_PUBLIC_HOSTS)


def configuration(
    catalog: CatalogFiles, schemas: SchemaSet, language: str, settings: Settings, backend: Backend
) -> dict[str, Any]:
    """The whole configuration, as config.json holds it."""
    form = _Form(catalog, schemas, language, settings.attachment_types)
    return {
        "backend": _backend(backend),
        "publish_mode": "editorial_workflow" if backend.makes_pull_requests else "simple",
        "app_title": settings.site_name,
        "media_folder": "content/records",
        "slug": {"encoding": "ascii", "lowercase": True},
        "output": {"omit_empty_optional_fields": True, "yaml": {"indent_size": 2}},
        "collections": [*form.departments(), {"divider": True}, *form.kinds()],
    }


def _backend(backend: Backend) -> dict[str, Any]:
    if backend.name == "test-repo":
        return {"name": "test-repo"}
    entry = {"name": backend.name, "repo": backend.repository, "branch": backend.branch}
    if backend.server:
        entry |= {"api_root": backend.api, "base_url": backend.address}
    if backend.app_id:
        return entry | {
            "app_id": backend.app_id,
            **({"auth_type": "pkce"} if backend.name == "gitlab" else {}),
        }
    return entry | {"auth_methods": ["token"]}


class _Form:
    """Collections and fields in one language."""

    def __init__(
        self, catalog: CatalogFiles, schemas: SchemaSet, language: str, attachment_types: Iterable[str]
    ) -> None:
        self._catalog, self._schemas, self._language = catalog, schemas, language
        self._labels = schemas.record.labels(language)
        self._file = {
            "widget": "file",
            "choose_url": False,
            "accept": ",".join(f".{ending}" for ending in attachment_types),
        }
        #: what a field's value must be among, by its path, where the catalog files say so
        self._options: Mapping[str, list[dict[str, str]]] = {
            "department": [_option(body.id, body.name) for body in catalog.departments.values()],
            "category": _tree_options(catalog.categories),
            "subjects": _tree_options(catalog.subjects),
            "duty": [_option(duty.id, _joined(duty.level1, duty.level2)) for duty in catalog.duties.values()],
        }

    def departments(self) -> Iterator[dict[str, Any]]:
        """A collection of ordinary documents for each department."""
        for body in self._catalog.departments.values():
            settled = {"department": body.id, "kind": "document"}
            yield {
                **self._collection(body.id, body.name, f"content/records/{body.id}"),
                "label_singular": _WORDS["record_of"][self._language].format(body.name),
                "path": "{{published | date('YYYY')}}/{{slug}}",
                "filter": {"field": "kind", "value": [None, "document"]},
                "fields": [
                    *self._record_fields(settled, required=True),
                    self._body(),
                    *self._record_fields(settled, required=False),
                ],
            }

    def kinds(self) -> Iterator[dict[str, Any]]:
        """A collection for each other kind, of all departments: there the data of the kind is asked for."""
        for kind, schema in self._schemas.kinds.items():
            if kind == "document":
                continue
            settled = {"kind": kind}
            yield {
                **self._collection(f"kind-{kind}", self._labels.value("kind", kind), "content/records"),
                "path": "{{department}}/{{published | date('YYYY')}}/{{slug}}",
                "filter": {"field": "kind", "value": kind},
                "fields": [
                    *self._record_fields(settled, required=True),
                    self._data(schema),
                    self._body(),
                    *self._record_fields(settled, required=False),
                ],
            }

    @staticmethod
    def _collection(name: str, label: str, folder: str) -> dict[str, Any]:
        return {
            "name": name,
            "label": label,
            "folder": folder,
            "format": "yaml-frontmatter",
            "slug": "{{index_number}}",
            # attachments lie in the record's own folder and are named there by nothing but their names
            "media_folder": "",
            "public_folder": "",
            "create": True,
            "delete": False,  # what was published is withdrawn, not deleted
            "editor": {"preview": False},
            "sortable_fields": {
                "fields": ["published", "title", "index_number"],
                "default": {"field": "published", "direction": "descending"},
            },
        }

    def _body(self) -> dict[str, Any]:
        # plain text: a rich editor would write tables, footnotes and HTML anew in its own way;
        # may be empty: where attachments say all, or the text was removed; the check asks for all others
        return {
            "name": "body",
            "label": _WORDS["body"][self._language],
            "hint": _WORDS["body_hint"][self._language],
            "widget": "text",
            "required": False,
        }

    def _data(self, schema: Schema) -> dict[str, Any]:
        """The data of a kind: named by the record's schema, made of the fields of the kind's own."""
        node = {**self._schemas.record.source["properties"]["data"], **schema.source}
        required = bool(schema.source.get("required"))
        return _never_left_out({**self._field(schema, "data", node, "data"), "required": required})

    def _record_fields(self, settled: Mapping[str, str], *, required: bool) -> Fields:
        """The required fields of the record's schema, or the others; nobody is asked for what is settled."""
        schema = self._schemas.record
        return [
            {"name": key, "widget": "hidden", "default": settled[key]}
            if key in settled
            else _never_left_out({**self._field(schema, key, node, key), "required": required})
            for key, node in schema.source["properties"].items()
            if key != "data" and (key in schema.source["required"]) == required
        ]

    def _field(self, schema: Schema, key: str, node: Mapping[str, Any], path: str) -> dict[str, Any]:
        """A field of the form for a node of a schema; by `path`, the dotted one, options are found."""
        node = resolve_local(schema.source, node)
        field = {"name": key, "label": localized(node, "title", self._language) or key}
        widget = self._widget(schema, key, node, path)
        hint = localized(node, "description", self._language)
        if widget["widget"] not in _WRITTEN:
            hint = _hint(hint, [option["value"] for option in widget.get("options", ())])
        return field | ({"hint": hint} if hint else {}) | widget

    def _widget(self, schema: Schema, key: str, node: Mapping[str, Any], path: str) -> dict[str, Any]:
        if node.get("type") == "array":
            return self._list(schema, key, node, path)
        options = self._options.get(path) or self._enum(node)
        if options:
            return {"widget": "select", "options": options}
        if path == "attachments.file":
            return self._file
        match node.get("type"):
            case "object":
                return {"widget": "object", "collapsed": "auto", "fields": self._members(schema, node, path)}
            case "integer" | "number" as kind:
                bounds = {ours: node[theirs] for ours, theirs in _NUMBER_BOUNDS.items() if theirs in node}
                return {"widget": "number", "value_type": "int" if kind == "integer" else "float", **bounds}
            case "boolean":
                return {"widget": "boolean"}
        return self._text(node)

    def _list(self, schema: Schema, key: str, node: Mapping[str, Any], path: str) -> dict[str, Any]:
        items = resolve_local(schema.source, node.get("items", {}))
        bounds = {ours: node[theirs] for ours, theirs in _LIST_BOUNDS.items() if theirs in node}
        options = self._options.get(path) or self._enum(items)
        if options:
            return {"widget": "select", "multiple": True, "options": options, **bounds}
        if items.get("type") == "object":
            fields = self._members(schema, items, path)
            return {"widget": "list", "collapsed": "auto", "fields": fields, **bounds}
        label = localized(node, "title", self._language) or key
        item = {"name": "item", "label": label, **self._widget(schema, key, items, path)}
        return {"widget": "list", "field": item, **bounds}

    def _members(self, schema: Schema, node: Mapping[str, Any], path: str) -> Fields:
        required = node.get("required", ())
        return [
            {**self._field(schema, key, child, f"{path}.{key}"), "required": key in required}
            for key, child in node.get("properties", {}).items()
        ]

    def _enum(self, node: Mapping[str, Any]) -> list[dict[str, str]]:
        """The values of a node with their labels; labels alone list values as well (types of relations)."""
        labels = node.get("enum_labels", {})
        values: Iterable[str] = node.get("enum", labels)
        return [
            _option(
                value, labels.get(value, {}).get(self._language) or labels.get(value, {}).get("zh", value)
            )
            for value in values
        ]

    def _text(self, node: Mapping[str, Any]) -> dict[str, Any]:
        """A date, a line or several lines, with the pattern that the check will apply."""
        pattern = str(node.get("pattern", ""))
        found: dict[str, Any] = {"widget": "string"}
        if node.get("format") in ("date", "date-or-minute"):
            # where a record may say the minute, the form asks for the day: that is what offices write
            return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
        if pattern and re.search(pattern, "a\nb"):
            found = {"widget": "text"}
        if pattern:
            found["pattern"] = [f"/{pattern}/u", localized(node, "description", self._language)]
        if node.get("minLength", 0) > 1:  # one is what it takes not to be empty
            found["minlength"] = node["minLength"]
        if "maxLength" in node:
            found["maxlength"] = node["maxLength"]
        return found


def _hint(description: str, values: Iterable[str]) -> str:
    """The part of a description that holds for whoever chooses instead of writing; "" for none."""
    named = re.compile(
        "|".join(rf"\b{re.escape(value)}\b" for value in values) or "(?!)", re.ASCII | re.IGNORECASE
    )
    kept = itertools.takewhile(
        lambda clause: not (_FOR_FILES.search(clause) or named.search(clause)), _CLAUSE.findall(description)
    )
    hint = "".join(kept).rstrip()
    whole = re.match(r".*[。.](?=\s|$)|.*。", hint)
    if whole:
        return whole[0]
    stop = "。" if hint.endswith(("，", "；", "：")) else "."
    return hint and hint[:-1] + stop


#: A number with a default is written, and with it the group that it is in.
_NUMBER_BOUNDS = {"min": "minimum", "max": "maximum", "default": "default"}
_LIST_BOUNDS = {"min": "minItems", "max": "maxItems"}


def _never_left_out(field: dict[str, Any]) -> dict[str, Any]:
    """A field of which every required group is written, even one in which nothing else is required.

    The form leaves out a group in which nothing is written; the groups below such a one are asked for
    instead, and written with the defaults of their numbers.
    """
    if not (field["widget"] == "object" and field["required"]):
        return field
    nothing_required = not any(inner["required"] for inner in field["fields"])
    asked = [
        {**inner, "required": True} if nothing_required and inner["widget"] == "object" else inner
        for inner in field["fields"]
    ]
    return {**field, "fields": [_never_left_out(inner) for inner in asked]}


def _option(value: str, label: str) -> dict[str, str]:
    return {"label": label, "value": value}


def _joined(*names: str) -> str:
    return " / ".join(name for name in names if name)


def _tree_options(tree: Tree) -> list[dict[str, str]]:
    return [_option(node.path, _joined(*_names(node.trail), node.name)) for node in tree]


def _names(trail: Sequence[tuple[str, str]]) -> list[str]:
    return [name for _, name in trail]
