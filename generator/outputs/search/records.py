"""Records of the catalog as search documents, and what searches are narrowed by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from generator.derive.naming import Site
from generator.markup.blocks import visible_blocks
from generator.model.records import Attachment, Record
from generator.outputs.search.documents import AttachmentText, SearchDocument


def document_of(
    site: Site, record: Record, html: str, attachments: Iterable[tuple[Attachment, Sequence[str]]]
) -> SearchDocument:
    """What is searched of a record: `html` is its body as shown; each attachment comes with its blocks."""
    return SearchDocument(
        index_number=record.index_number,
        url=record.url,
        title=record.title,
        document_number=record.document_number,
        department=site.department(record.department),
        published=record.published.isoformat(),
        status=record.status,
        blocks=tuple(visible_blocks(html)),
        department_id=record.department,
        category=record.category,
        genre=record.genre,
        kind=record.kind,
        mode=record.disclosure.mode,
        attachments=tuple(
            AttachmentText(attachment.title, f"{record.url}{quote(attachment.file)}", tuple(blocks))
            for attachment, blocks in attachments
            if blocks
        ),
        has_attachments=bool(record.attachments) and record.body_is_public,
    )


def facet_names(site: Site) -> dict[str, dict[str, str]]:
    """What the values are called that searches are narrowed by; genres and years are called what they are."""
    catalog = site.catalog
    return {
        "department": {body.id: site.name_of(body) for body in catalog.departments.values()},
        "category": {node.path: site.name_of(node) for node in catalog.categories},
        "genre": dict(site.labels.values.get("genre", {})),
        "status": dict(site.labels.values.get("status", {})),
        "kind": dict(site.labels.values.get("kind", {})),
        "mode": dict(site.labels.values.get("disclosure.mode", {})),
    }
