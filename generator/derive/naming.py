"""What all views need at hand: the catalog, its lists, and the names of everything in the site's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.derive.events import PUBLISHED, Event
from generator.derive.indexes import Indexes
from generator.derive.states import state_in_lists
from generator.derive.views import Change, Column, Counted, Link, Page, Row
from generator.derive.wording import Wording
from generator.model.catalog import Catalog, Department, Node, Tree
from generator.model.labels import FieldLabels
from generator.model.records import Record
from generator.model.settings import Settings


@dataclass(frozen=True)
class Site:
    """A catalog with its lists, labels and settings.

    `column_types` are the prescribed types of columns (首页, 政策文件, …) with their names in its language;
    `schema` is that of a record, for what describes the data. `labels` name a record's fields, `labels_of`
    those of the catalog files (departments, categories, subjects, duties) and of the data of each kind.
    """

    catalog: Catalog
    indexes: Indexes
    settings: Settings
    labels: FieldLabels
    words: Wording
    column_types: Mapping[str, str] = field(default_factory=dict)
    schema: Mapping[str, Any] = field(default_factory=dict)
    labels_of: Mapping[str, FieldLabels] = field(default_factory=dict)
    _known: dict[Any, Any] = field(default_factory=dict, compare=False)

    def once(self, key: Any, work_out: Callable[[], Any]) -> Any:
        """What is the same for many pages, worked out at the first of them."""
        if key not in self._known:
            self._known[key] = work_out()
        return self._known[key]

    @property
    def request_page(self) -> str:
        """The address of the page of prose on disclosure on request (依申请公开); "" without one."""
        return "request/" if (self.settings.pages / "request.md").is_file() else ""

    def department(self, department_id: str) -> str:
        """The name of a department in the site's language."""
        key = ("department", department_id)  # an office may call a body what we call something else
        name: str = self.once(key, lambda: self.name_of(self.catalog.departments[department_id]))
        return name

    def name_of(self, entry: Department | Node) -> str:
        """The name of a department, category or subject in the site's language."""
        english = entry.extra.get("name_en") if self.settings.language == "en" else None
        return str(english or entry.name)

    def trail(self, tree: Tree, path: str, base: str) -> tuple[Link, ...]:
        """Links to a node and all above it, outermost first."""
        if path not in tree:
            return ()
        paths = [*(above for above, _ in tree[path].trail), path]
        return tuple(Link(self.name_of(tree[each]), f"{base}/{each}/") for each in paths)

    def contact_lines(self, values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        """How to reach a body, as labels with values, of what departments.yml says of it."""
        words = {"office": "office", "address": "address", "office_hours": "hours", "hours": "hours"}
        words |= {"phone": "phone", "email": "email"}
        return tuple((self.words[word], str(values[key])) for key, word in words.items() if values.get(key))

    def row(self, record: Record) -> Row:
        """A record as lists show it."""
        state = state_in_lists(record, self.catalog.as_of)
        return Row(
            date=record.published.isoformat(),
            title=record.title,
            url=record.url,
            department=self.department(record.department),
            number=record.document_number,
            state=state,
            state_label=self._state_label(record, state),
            has_ended=record.has_ended,
            is_internal=self.settings.is_internal(record.path),
        )

    def _state_label(self, record: Record, state: str) -> str:
        """What lists mark a record with; "" for one that is in force."""
        if state == record.status:
            return "" if state == "in_force" else self.labels.value("status", state)
        return self.words.fill(f"list_{state}", date=record.expires)

    def change(self, event: Event) -> Change:
        """An event as lists show it."""
        published = event.action == PUBLISHED
        return Change(
            date=f"{event.moment:%Y-%m-%d}",
            title=event.record.title,
            url=event.record.url,
            department=self.department(event.record.department),
            action=event.action,
            action_label=self.words.action_published
            if published
            else self.labels.value("history.action", event.action),
            note="" if published else event.note,
            is_internal=self.settings.is_internal(event.record.path),
        )

    def years(self, base: str = "years") -> tuple[Counted, ...]:
        """The years of publication with their numbers of records, newest first; `base` has their lists."""
        return tuple(
            Counted(self.words.fill("year", year=year), f"{base}/{year}/", len(records))
            for year, records in sorted(self.indexes.by_year.items(), reverse=True)
        )

    def counted(self, node: Node, base: str, depth: int = 9) -> Counted:
        """A node with its number of records and, down to a depth, the nodes below it."""
        lists = self.indexes.by_category if base == "categories" else self.indexes.by_subject
        children = tuple(self.counted(child, base, depth - 1) for child in node.children) if depth else ()
        count = len(lists.get(node.path, ()))
        return Counted(self.name_of(node), f"{base}/{node.path}/", count, children, self.description_of(node))

    def description_of(self, node: Node) -> str:
        """A node's description in the site's language."""
        english = node.extra.get("description_en") if self.settings.language == "en" else None
        return str(english or node.description)

    def column_of(self, node: Node) -> Column:
        """The column that a category is, as meta tags name it."""
        keywords: Any = node.extra.get("keywords", ())
        return Column(
            name=self.name_of(node),
            description=self.description_of(node) or self.name_of(node),
            keywords=",".join(keywords) or self.name_of(node),
            type=str(node.extra.get("column_type", "信息公开目录")),
        )

    def page(self, url: str, title: str, column: Column, crumbs: tuple[Link, ...], **more: Any) -> Page:
        """A page with the meta tags of 政府网站发展指引; further tags come as `meta`."""
        home = Link(self.words.home, "./")
        meta = (*self.once(column, lambda: self.column_meta(column)), *more.pop("meta", ()))
        description = more.pop("description", column.description or title)
        return Page(url=url, title=title, description=description, crumbs=(home, *crumbs), meta=meta, **more)

    def column_type(self, prescribed: str) -> str:
        """The name of a prescribed type of columns in the site's language."""
        return self.column_types.get(prescribed, prescribed)

    def column_meta(self, column: Column) -> tuple[tuple[str, str], ...]:
        """The meta tags of site and column."""
        identity = self.settings.site
        tags = (
            ("SiteName", identity.name or self.settings.site_name),
            ("SiteDomain", self.settings.domain),
            ("SiteIDCode", identity.id_code),
            ("ColumnName", column.name),
            ("ColumnDescription", column.description or column.name),
            ("ColumnKeywords", column.keywords or column.name),
            ("ColumnType", self.column_type(column.type)),
        )
        return tuple((name, content) for name, content in tags if content)
