"""The same catalog as a Hugo site: the same frame, record pages, paged lists, two taxonomies, RSS.

What differs is listed in README.md. Wherever the two could not be made equal, Hugo got the lighter work.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .catalog import BenchmarkCatalog, Entry, front_matter

LAYOUTS = Path(__file__).with_name("hugo_layouts")
HEAD, MAIN = '{{ block "head" . }}{{ end }}', '{{ block "main" . }}{{ end }}'

_STATUS = {"amended": "已修改", "repealed": "已废止", "withdrawn": "已撤回"}
_RELATIONS = {
    "interprets": ("解读的文件", "政策解读"),
    "implements": ("落实的文件", "落实情况"),
    "relates_to": ("相关信息", "相关信息"),
    "reports_result": ("报告结果的事项", "结果报告"),
}

Trail = Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class Frame:
    """A record page of our built site, cut open: what every page shares, and the site's own facts."""

    before: str
    between: str
    behind: str
    site_url: str
    site_name: str

    @classmethod
    def of(cls, site: Path) -> Frame:
        """Cut any record page of a built site. Raises ValueError where a mark is not found."""
        page = next(iter(sorted(site.glob("records/*/index.html")))).read_text(encoding="utf-8")
        before, _, rest = _cut(page, "<title>")
        head, _, rest = _cut(rest, '<link rel="icon"')
        between, main, rest = _cut(rest, '<main id="main" class="wrap" tabindex="-1">')
        _, _, behind = _cut(rest, "</main>")
        site_url = _cut(_cut(head, 'rel="canonical" href="')[2], "records/")[0]
        root = "/" + site_url.split("/", 3)[3]
        return cls(
            before=before,
            between=_rooted(f'<link rel="icon"{between}{main}', root),
            behind=_rooted(f"</main>{behind}", root),
            site_url=site_url,
            site_name=_cut(_cut(head, " - ")[2], "</title>")[0],
        )


def _cut(text: str, mark: str) -> tuple[str, str, str]:
    before, found, behind = text.partition(mark)
    if not found:
        raise ValueError(f"no {mark} in our page")
    return before, found, behind


def _rooted(html: str, root: str) -> str:
    """The frame with addresses from the host's root: one base template serves all depths."""
    return re.sub(r'="\.\./\.\./?', f'="{root}', html)


def write_hugo(catalog: BenchmarkCatalog, folder: Path, site: Path, every_list: bool = True) -> None:
    """Write a catalog as a Hugo site into a new folder; `site` is our build, whose frame Hugo gets.

    With `every_list` the site has our lists by year and by month, besides those of the two taxonomies and of
    the departments' years.
    """
    frame = Frame.of(site)
    shutil.copytree(LAYOUTS, folder / "layouts")
    base = f"{frame.before}{HEAD}{frame.between}{MAIN}{frame.behind}"
    (folder / "layouts" / "baseof.html").write_text(base, encoding="utf-8")
    shutil.copytree(site / "assets", folder / "static" / "assets")
    _write_config(frame, catalog, folder, every_list)
    trails = dict(_trails(catalog.categories))
    related = _related(catalog)
    for entry in catalog:
        _write_record(folder, entry, _derived(catalog, entry, trails, related, every_list))
    _write_lists(catalog, folder / "content", trails, every_list)


def _write_config(frame: Frame, catalog: BenchmarkCatalog, folder: Path, every_list: bool) -> None:
    taxonomies = {"department": "departments", "category": "categories"}
    if every_list:
        taxonomies |= {"year": "years", "month": "history"}
    config = {
        "baseURL": frame.site_url,
        "title": frame.site_name,
        "locale": "zh-CN",
        "timeZone": "Asia/Shanghai",
        "hasCJKLanguage": True,
        "buildFuture": True,
        "enableRobotsTXT": True,
        "pagination": {"pagerSize": 30, "disableAliases": True},
        "taxonomies": taxonomies,
        "outputs": {
            "home": ["html", "rss"],
            "term": ["html", "rss"],
            "taxonomy": ["html"],
            "section": ["html"],
            "page": ["html"],
        },
        "services": {"rss": {"limit": 100}},
        "markup": {
            "goldmark": {"renderer": {"unsafe": False}, "extensions": {"typographer": {"disable": True}}}
        },
        "params": {"roots": [node["id"] for node in catalog.categories]},
    }
    (folder / "hugo.json").write_text(json.dumps(config, ensure_ascii=False, indent=1), encoding="utf-8")


def _trails(nodes: Iterable[Mapping[str, Any]], above: Trail = ()) -> Iterator[tuple[str, Trail]]:
    """Every category's path, with path and name of all nodes down to it."""
    for node in nodes:
        path = f"{above[-1]['path']}/{node['id']}" if above else str(node["id"])
        trail = (*above, {"path": path, "name": node["name"]})
        yield path, trail
        yield from _trails(node.get("children", ()), trail)


def _related(catalog: BenchmarkCatalog) -> Mapping[str, list[Mapping[str, str]]]:
    """Relations both ways, by index number: worked out for Hugo, which would have to search for them."""
    titles = {entry.index_number: str(entry.fields["title"]) for entry in catalog}
    related: defaultdict[str, list[Mapping[str, str]]] = defaultdict(list)
    for entry in catalog:
        for relation in entry.fields.get("relations", ()):
            number, target = entry.index_number, relation["target"]
            forth, back = _RELATIONS[relation["type"]]
            related[number].append({"label": forth, "target": target, "title": titles[target]})
            related[target].append({"label": back, "target": number, "title": titles[number]})
    return related


def _derived(
    catalog: BenchmarkCatalog,
    entry: Entry,
    trails: Mapping[str, Trail],
    related: Mapping[str, Sequence[Mapping[str, str]]],
    every_list: bool,
) -> dict[str, Any]:
    """A record's front matter for Hugo: as ours, with the names that our generator looks up by itself."""
    fields = dict(entry.fields)
    moment = str(fields.pop("published"))
    trail = trails[fields.pop("category")]
    names = {row[0]: row[1] for row in catalog.departments}
    fields.pop("relations", None)
    fields["changes"] = fields.pop("history", [])
    fields |= {
        "date": f"{moment}:00" if "T" in moment else moment,
        "day": moment[:10],
        "moment": moment.replace("T", " "),
        "year": entry.year,
        "url": f"records/{entry.index_number}/",
        "department_name": names[fields["department"]],
        "departments": [fields["department"]],
        "categories": [trail[-1]["path"]],
        "trail": list(trail),
    }
    if every_list:
        fields |= {"years": [entry.year], "history": [moment[:7]]}
    if fields.get("status") in _STATUS:
        fields |= {"status_label": _STATUS[fields["status"]], "ended": fields["status"] != "amended"}
    if entry.index_number in related:
        fields["related"] = related[entry.index_number]
    if entry.files:
        fields["attachments"] = [_attachment(file, data) for file, data in entry.files.items()]
    return fields


def _attachment(file: str, data: bytes) -> Mapping[str, str]:
    digest = hashlib.sha256(data).hexdigest()
    return {
        "file": file,
        "title": "附表",
        "format": "CSV",
        "size": f"{len(data) / 1024:.1f} KB",
        "sha256": digest,
    }


def _write_record(folder: Path, entry: Entry, fields: Mapping[str, Any]) -> None:
    parent = folder / "content" / "records" / str(fields["department"]) / entry.year
    path = parent / entry.slug / "index.md" if entry.files else parent / f"{entry.slug}.md"
    _made(path.parent)
    path.write_text(f"{front_matter(fields)}\n{entry.body}\n", encoding="utf-8")
    for file, data in entry.files.items():
        path.with_name(file).write_bytes(data)


def _write_lists(
    catalog: BenchmarkCatalog, content: Path, trails: Mapping[str, Trail], every_list: bool
) -> None:
    """Names and addresses of all lists; folders that are no list of ours are not rendered."""
    hidden = {"build": {"render": "never", "list": "never"}}
    _index(content / "records", {"title": "records", **hidden})
    for department, name, *_ in catalog.departments:
        folder = content / "records" / department
        years = sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
        for year in years:
            _index(folder / year, {"title": f"{name} {year}年", "url": f"departments/{department}/{year}/"})
        if years:
            _index(folder, {"title": name, **hidden})
        children = [f"/records/{department}/{year}" for year in reversed(years)]
        _index(content / "departments" / department, {"title": name, "children": children})
    for path, trail in trails.items():
        children = [f"/categories/{other}" for other in trails if other.rpartition("/")[0] == path]
        _index(content / "categories" / path, {"title": trail[-1]["name"], "children": children})
    for name, title in (("departments", "公开机构"), ("categories", "公开目录")):
        _index(content / name, {"title": title})
    if every_list:
        _write_times(catalog, content)


def _write_times(catalog: BenchmarkCatalog, content: Path) -> None:
    """The lists by year and month, which have no feeds of their own."""
    months = {str(entry.fields["published"])[:7] for entry in catalog}
    titles = {"years": "按年份", "history": "更新记录"}
    for base, keys in (("years", {month[:4] for month in months}), ("history", months)):
        _index(content / base, {"title": titles[base]})
        for key in keys:
            _index(content / base / key, {"title": key, "outputs": ["html"]})


def _index(folder: Path, fields: Mapping[str, Any]) -> None:
    (_made(folder) / "_index.md").write_text(front_matter(fields), encoding="utf-8")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
