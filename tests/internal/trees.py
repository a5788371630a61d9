"""A public tree, and an internal one whose every field, file name and text holds a word of its own."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

from build.trees import command, copy_project, record, snapshot, write_tree
from ingest.attachments import docx, paragraph

#: What stands in the internal tree and nowhere else, by where it stands. Letters of one run are one token.
SECRETS = {
    part: f"zqx{part}" + "j" * (len(part) % 3)
    for part in (
        *("title", "number", "former", "docno", "summary", "keyword", "issuer", "contact", "note"),
        *("body", "heading", "image", "file", "attachtitle", "csvtext", "docxtext", "slug"),
        *("department", "departmentname", "category", "categoryname", "childname", "subject", "subjectname"),
        *("registertitle", "explanation", "meeting", "reference", "specific"),
    )
}

_DISCLOSED = f"""\
document_number: {SECRETS["docno"]}〔2026〕1号
summary: {SECRETS["summary"]}
keywords: [{SECRETS["keyword"]}]
issuers: [{SECRETS["issuer"]}]
contact: {SECRETS["contact"]}
former_index_numbers: [{SECRETS["former"]}]
subjects: [{SECRETS["subject"]}]
disclosure: {{audience: internal}}
relations:
- {{type: relates_to, target: F-1}}
history:
- {{date: 2026-04-01, action: amended, note: {SECRETS["note"]}}}
attachments:
- {{file: {SECRETS["file"]}.csv, title: {SECRETS["attachtitle"]}}}
- {{file: minutes.docx, title: 会议纪要}}
"""
_REGISTERED = f"""\
kind: register_entry
disclosure: {{audience: internal}}
data:
  reason: internal_affairs
  explanation: {SECRETS["explanation"]}
  legal_basis: [第十六条]
  collective_decision: {{date: 2026-03-01, meeting: {SECRETS["meeting"]}}}
  filing: {{date: 2026-03-02, reference: {SECRETS["reference"]}}}
  next_review: 2090-01-01
"""
_BODY = (
    f"## {SECRETS['heading']}\n\n{SECRETS['body']}，参见[公开](record:F-1)。\n\n"
    f"![图]({SECRETS['slug']}/{SECRETS['image']}.png)"
)
# the smallest picture there is: one point
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060"
    "0000000500017a5eab3f0000000049454e44ae426082"
)


def internal_record() -> str:
    """An internal record with words of its own in every field."""
    return record(
        SECRETS["number"], title=SECRETS["title"], category="finance/budget", extra=_DISCLOSED, body=_BODY
    )


def attachments_of(slug: str) -> dict[str, bytes]:
    """The files of the internal record, by path below records/."""
    folder = f"finance/2026/{slug}"
    return {
        f"{folder}/{SECRETS['file']}.csv": f"名称,数量\n{SECRETS['csvtext']},1\n".encode(),
        f"{folder}/minutes.docx": docx(paragraph(SECRETS["docxtext"])),
        f"{folder}/{SECRETS['image']}.png": _PNG,
    }


def write_internal(content: Path) -> Path:
    """The tree of the internal edition: an internal record with all that records have, and some others."""
    child = f"finance/{SECRETS['category']}"
    files: dict[str, str | bytes] = {
        "catalog/departments.yml": f"- id: {SECRETS['department']}\n  name: {SECRETS['departmentname']}\n"
        "  kind: department\n  parent: finance\n",
        "catalog/categories.yml": f"- id: finance\n  name: 财政信息\n  children:\n"
        f"  - {{id: {SECRETS['category']}, name: {SECRETS['childname']}}}\n"
        f"- {{id: staff, name: {SECRETS['categoryname']}}}\n",
        "catalog/subjects.yml": f"- {{id: {SECRETS['subject']}, name: {SECRETS['subjectname']}}}\n",
        f"records/finance/2026/{SECRETS['slug']}.md": internal_record(),
        **{f"records/{path}": data for path, data in attachments_of(SECRETS["slug"]).items()},
        "records/finance/2026/entry.md": record(
            "NB-2", title=SECRETS["registertitle"], category="staff", extra=_REGISTERED, body=""
        ),
        f"records/{SECRETS['department']}/2026/specific.md": record(
            "NB-3",
            department=SECRETS["department"],
            category=child,
            extra="disclosure: {audience: specific}\n",
            body=SECRETS["specific"],
        ),
    }
    for name, data in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return content


def public_tree(folder: Path) -> tuple[Path, Path]:
    """A project with a small public tree: its site_config.yml, its content."""
    return copy_project(folder / "project"), write_tree(folder / "project/content")


def command_of(config: Path, content: Path, name: str, *options: object) -> list[str]:
    """A command line on a tree."""
    return command(name, "--config", config, "--content", content, "--as-of", "2026-11-20", *options)


def found_in(site: Path) -> dict[str, set[str]]:
    """The files in which each secret stands, by path or in its bytes, unpacked where they are packed."""
    found: dict[str, set[str]] = {part: set() for part in SECRETS}
    for path, data in snapshot(site).items():
        text = " ".join(_readings(path, data)).casefold()
        for part, secret in SECRETS.items():
            if secret in text:
                found[part].add(path)
    return found


def _readings(path: str, data: bytes) -> Iterator[str]:
    yield path
    yield data.decode("utf-8", "replace")
    if data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data).decode("utf-8", "replace")
