"""How to cite a record: an electronic official document in the form of GB/T 7714."""

from __future__ import annotations

from generator.derive.naming import Site
from generator.model.records import Record

#: Authors beyond these are 等, or et al.
_AUTHORS = 3


def citation_of(site: Site, record: Record) -> str:
    """Issuers. Title: document number[EB/OL]. (day of publication). Permanent address.

    The day of access (引用日期), which the standard wants behind the day of publication, is known to the
    reader alone: a page that names one would be cited with the wrong one.
    """
    authors = record.issuers or (site.department(record.department),)
    named = [*authors[:_AUTHORS], *([site.words.et_al] if len(authors) > _AUTHORS else [])]
    number = f": {record.document_number}" if record.document_number else ""
    address = site.settings.site_url + record.url
    return f"{', '.join(named)}. {record.title}{number}[EB/OL]. ({record.published}). {address}"
