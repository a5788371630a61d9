"""What the benchmark takes for right answers is right, and its planted phrases are where they should be."""

from __future__ import annotations

import json
from pathlib import Path

from tests.search.oracle import Oracle

from .documents import matches, queries, read_documents, searched, write_documents

TEXT = """\
县级以上地方各级人民政府
应当加强食品安全工作。

法律、行政法规另有规定的,依照其规定。

监督管理部门实施行政处罚。"""


def test_brute_force_by_substrings_agrees_with_the_oracle(tmp_path: Path) -> None:
    corpus, source = tmp_path / "corpus.jsonl", tmp_path / "documents"
    rows = [
        {"title": f"第{row}号", "collection": "", "region": "", "text": TEXT[row:]}
        for row in range(0, len(TEXT), 3)
    ]
    corpus.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    write_documents(1000, corpus, source)
    documents = list(read_documents(source))
    asked = queries(documents)
    oracle = Oracle((document.slug, searched(document), searched(document)[1:3]) for document in documents)
    found = matches(documents, asked.values())
    assert found == {query: oracle.find(query) for query in asked.values()}
    assert {kind for kind, query in asked.items() if not found[query]} == {"rare", "absent"}
    years = {kind: {slug.rpartition("-")[0][-4:] for slug in found[asked[kind]]} for kind in asked}
    assert (years["oldest only"], years["newest only"]) == ({"2015"}, {"2026"})
