"""Rules of pages: the meta tags of site and column (政府网站发展指引), and the subjects (主题分类)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.derive.conformity.check import FAIL, NOT_APPLICABLE, PASS, Finding, kept_or_broken
from generator.derive.naming import Site
from generator.derive.views import Column, Link
from generator.ingest.pages import page_header

SITE_TAGS = frozenset(("SiteName", "SiteDomain", "SiteIDCode"))
COLUMN_TAGS = frozenset(("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"))

_ID_CODE = re.compile(r"[0-9]{10}")

#: The first level of subjects that the offices of the State Council use (国务院公文主题分类).
SUBJECTS = (
    *("国务院组织机构", "综合政务", "国民经济管理、国有资产监管", "财政、金融、审计", "国土资源、能源"),
    *("农业、林业、水利", "工业、交通", "商贸、海关、旅游", "市场监管、安全生产监管", "城乡建设、环境保护"),
    *("科技、教育", "文化、广电、新闻出版", "卫生、体育", "人口与计划生育、妇女儿童工作", "劳动、人事、监察"),
    *("公安、安全、司法", "民政、扶贫、救灾", "民族、宗教", "对外事务", "港澳台侨工作", "国防", "其他"),
)


def page_findings(site: Site) -> Iterator[Finding]:
    """How the rules of pages stand."""
    yield _site_tags(site)
    yield _column_tags(site)
    yield _column_types(site)


def subjects_finding(site: Site) -> Finding:
    """Whether there are subjects, and how many of the State Council's; a site's own may do: they are data."""
    roots = [node.name for node in site.catalog.subjects.roots]
    if not roots:
        return Finding("subjects", NOT_APPLICABLE)
    figures = {"roots": len(roots), "state": sum(name in SUBJECTS for name in roots), "all": len(SUBJECTS)}
    return Finding("subjects", PASS, figures, (Link(site.words.subjects, "subjects/"),))


def _site_tags(site: Site) -> Finding:
    """The tags that every page has of the site, and an id code as it is assigned: ten digits."""
    written = {name for name, _ in site.column_meta(Column(site.settings.site_name))}
    missing = sorted(SITE_TAGS - written)
    if not missing and not _ID_CODE.fullmatch(site.settings.site.id_code):
        missing = ["SiteIDCode"]
    return Finding("site_tags", FAIL if missing else PASS, {"missing": ", ".join(missing)})


def _column_tags(site: Site) -> Finding:
    """The tags of every category's column; its name stands in for a description where it has none."""
    nodes = list(site.catalog.categories)
    faults = [
        Link(site.name_of(node), f"categories/{node.path}/")
        for node in nodes
        if COLUMN_TAGS - {name for name, _ in site.column_meta(site.column_of(node))}
    ]
    return kept_or_broken(
        "column_tags", faults, columns=len(nodes), undescribed=sum(not node.description for node in nodes)
    )


def _column_types(site: Site) -> Finding:
    """The types of columns that pages of prose claim; those of categories are checked as they are read."""
    pages = site.settings.pages
    claimed = {
        path: str(page_header(path).get("column_type", ""))
        for path in (sorted(pages.rglob("*.md")) if pages.is_dir() else ())
    }
    faults = [
        Link(str(page_header(path).get("title", path.stem)), site.settings.page_url(path))
        for path, claim in claimed.items()
        if claim and claim not in site.column_types
    ]
    used = {site.column_of(node).type for node in site.catalog.categories} | {*claimed.values()} - {""}
    return kept_or_broken("column_types", faults, types=len(site.column_types), used=len(used))
