"""`disclosure diff` on real repositories: what the page says of a change, in its three forms."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import html5lib
import pytest
from factory import AS_OF, BUDGET, NOTICE, TABLE, notice, record
from ingest.repository import SETTLED, Repository, git

from generator.cli import main
from generator.review import markdown
from generator.review.gathered import wording

_ENTRY = "history:\n- {date: 2026-04-01, action: corrected, note: 预算收入由120万元更正为102万元}\n"
_WITHDRAWN = (
    "status: withdrawn\nhistory:\n- {date: 2026-04-01, action: withdrawn, note: 数字有误，另行公布}\n"
)
_BODY = "预算收入120万元。\n\n支出不变。\n"
_NEW = "records/water/2026/new.md"
_HOSTILE = '<script>alert(1)</script> | `x` **重** [a](javascript:b) & "q" ![i](x)'


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.chdir(tmp_path)
    return Repository(tmp_path, {BUDGET: record(body=_BODY)})


def diff(form: str, capsys: pytest.CaptureFixture[str], *more: str, code: int = 0) -> str:
    capsys.readouterr()
    assert main(["diff", "--base", "main", "--as-of", AS_OF.isoformat(), "--format", form, *more]) == code
    return capsys.readouterr().out


def data(capsys: pytest.CaptureFixture[str], code: int = 0) -> Any:
    return json.loads(diff("json", capsys, code=code))


@pytest.mark.usefixtures("repository")
def test_no_change_is_said_to_be_none(capsys: pytest.CaptureFixture[str]) -> None:
    page = diff("markdown", capsys)
    assert "公众看到的内容没有变化。" in page
    assert "自动检查没有发现问题" in page
    assert data(capsys)["records"] == []


def test_a_change_with_its_reason(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.tree.write({BUDGET: record(_ENTRY, body="预算收入102万元。\n\n支出不变。\n")})
    page = diff("markdown", capsys)
    assert "## 内容有变更：2026年预算" in page
    assert "预算收入<del>120</del>万元。" in page
    assert "预算收入<ins>102</ins>万元。" in page
    assert "> 支出不变。" in page
    assert "变更记录新增：2026\\-04\\-01 更正，预算收入由120万元更正为102万元" in page
    assert "| 2026\\-04\\-01 | 更正 | 2026年预算 | 预算收入由120万元更正为102万元 |" in page


def test_a_new_record_with_its_duty_and_its_place(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    own = record(
        "duty: budget-annual\nperiod: 2026\n", index_number="F-2", body="| 甲 | 乙 |\n|--|--|\n| 1 | 2 |\n"
    )
    repository.tree.write({"records/finance/2026/new.md": own})
    [found] = data(capsys)["records"]
    assert found["outcome"] == "added"
    assert found["url"] == "records/F-2/"
    assert found["duty"] == "财政 · 年度预算 (2026)"
    assert [passage["after"][0]["text"] for passage in found["text"]] == ["甲 ｜ 乙", "1 ｜ 2"]
    fields = {field["label"]: field["passages"][0]["after"][0]["text"] for field in found["fields"]}
    assert fields["发布机构"] == "县财政局"
    assert fields["信息分类"] == "财政信息 › 预算"


def test_withdrawal_deletion_and_form_are_told_apart(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.tree.write({BUDGET: record(_WITHDRAWN, body=_BODY), NOTICE: None})
    found = data(capsys, code=1)
    assert [(one["outcome"], one["index_number"]) for one in found["records"]] == [
        ("deleted", "W-1"),
        ("withdrawn", "F-1"),
    ]
    assert [problem["rule"] for problem in found["problems"]] == ["record-deleted"]
    assert [line["action"] for line in found["feed"]] == ["撤回"]
    assert "已发布的信息不能删除" in diff("markdown", capsys, code=1)
    repository.tree.write(
        {BUDGET: record("keywords: [预算]\n", body="**预算收入120万元。**\n\n支出不变。\n"), NOTICE: notice()}
    )
    [formatted] = data(capsys)["records"]
    assert formatted["outcome"] == "catalogued"
    assert [field["label"] for field in formatted["fields"]] == ["主题词"]
    assert formatted["text"] == []


def test_attachments_links_and_addresses_are_told_of(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    attached = "attachments:\n- {file: table.txt}\nformer_index_numbers: [F-1]\n"
    body = "预算收入120万元。\n\n[支出](record:W-1)不变。\n"
    repository.tree.write({BUDGET: record(attached + _ENTRY, body, index_number="F-3"), TABLE: b"x"})
    [found] = data(capsys)["records"]
    assert found["notes"] == [
        "旧网址 records/F-1/ 会转到新网址",
        "变更记录新增：2026-04-01 更正，预算收入由120万元更正为102万元",
        "新增附件：table.txt",
    ]
    [changed] = [passage for passage in found["text"] if passage["before"] != passage["after"]]
    assert "".join(span["text"] for span in changed["after"]) == "支出〔链接：record:W-1〕不变。"


def test_what_the_public_does_not_see_is_not_shown(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.tree.write(
        {_NEW: notice("disclosure: {mode: on_request}\n", "内部正文。\n", index_number="W-2")}
    )
    for form in ("markdown", "html", "json"):
        page = diff(form, capsys)
        assert "内部正文" not in page
        assert "正文和附件不对外公开" in page


def test_a_text_that_has_to_go_is_not_shown_once_more(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.tree.write({BUDGET: record("summary: 旧概述\nkeywords: [旧词]\n", "旧正文。\n")})
    repository.commit()
    git(repository.tree.root, "branch", "-f", "main")
    gone = _WITHDRAWN + "withdrawal: {body: removed, reason: personal_data}\n"
    repository.tree.write({BUDGET: record(gone, "")})
    for form in ("markdown", "html", "json"):
        page = diff(form, capsys)
        assert not re.search("旧概述|旧词|旧正文", page)
        assert "正文、概述、附件从网站撤下" in page
        assert "数字有误，另行公布" in page
        assert "含有个人信息" in page
    assert [line["action"] for line in json.loads(diff("json", capsys))["feed"]] == ["撤回"]


def test_personal_data_is_masked_wherever_it_stands(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    identity, mobile = "11010519491231002X", "13800138000"
    repository.tree.write({BUDGET: record(f"contact: {mobile}\n", f"张某，{identity}。\n")})
    repository.commit()
    git(repository.tree.root, "branch", "-f", "main")
    removed = "status: withdrawn\nhistory:\n- {date: 2026-04-01, action: withdrawn, note: 含有身份证号}\n"
    page = f"# 页面\n\n{identity}\n"
    new = notice(index_number="W-2", title=f"致{mobile}", body=f"{identity[:6]} {identity[6:]}\n")
    repository.tree.write({BUDGET: record(removed, "已删去。\n"), "pages/about.md": page, _NEW: new})
    for form in ("markdown", "html", "json"):
        shown = re.sub(r"[\\ ]|</?\w+>", "", diff(form, capsys, code=1))
        assert identity not in shown
        assert mobile not in shown
        assert "110×××" in shown


def test_what_lies_beside_the_records_is_told_of(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    departments = repository.tree.content / "catalog/departments.yml"
    text = departments.read_text(encoding="utf-8").replace("县水利局", "县水务局")
    repository.tree.write(
        {
            "catalog/departments.yml": text + "- {id: audit, name: 县审计局, kind: department}\n",
            "pages/about.md": "# 关于本站\n\n说明。\n",
        }
    )
    repository.tree.configure(page_size=10)
    found = data(capsys)
    assert found["catalog"] == [
        "departments.yml：“县水利局”改名为“县水务局”（water）",
        "departments.yml：新增“县审计局”（audit）",
    ]
    assert [(page["outcome"], page["title"]) for page in found["pages"]] == [("added", "关于本站")]
    assert found["others"] == ["site_config.yml"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_text_from_outside_is_shown_as_it_is(
    repository: Repository, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    body = "\\<script>alert(1)\\</script> 甲|乙\n"
    repository.tree.write({_NEW: notice(f"summary: '{_HOSTILE}'\n", body, index_number="W-2", title="甲|乙")})
    page = diff("html", capsys, "--lang", language)
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert not tree.findall(".//script")
    assert not tree.findall(".//img")
    assert not re.search(r"(?:src|href)=[^#]{2}", page)  # one file, that asks for nothing
    assert html.escape(_HOSTILE).replace("&quot;", "&#34;") in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 甲|乙" in page
    told = diff("markdown", capsys, "--lang", language)
    assert "<script" not in told.replace("\\<script", "")
    assert "甲\\|乙" in told
    assert "\\[a\\]\\(javascript\\:b\\)" in told


def test_a_file_that_cannot_be_read_is_named(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.tree.write({BUDGET: record("summary: 说明: 错\n")})
    [found] = data(capsys, code=1)["records"]
    assert found["notes"] == ["文件写法有误，无法显示内容，见上面的问题。"]
    assert found["problems"][0]["rule"] == "front-matter-syntax"


def test_a_summary_is_cut_after_a_whole_record(
    repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = range(2, 12)
    repository.tree.write(
        {f"records/water/2026/{n}.md": notice(index_number=f"W-{n}", title=f"通告{n}号") for n in numbers}
    )
    whole = diff("markdown", capsys)
    assert all(f"## 新增：通告{n}号" in whole for n in numbers)
    monkeypatch.setattr(markdown, "_LONGEST", len(whole.encode()) - 1)
    cut = diff("markdown", capsys)
    assert cut.count("## 新增：") == 5
    assert "另有 5 条信息没有列出" in cut


@pytest.mark.usefixtures("repository")
def test_the_page_is_written_to_a_file_but_not_into_the_content() -> None:
    start = ["diff", "--base", "main", "--output"]
    assert main([*start, "out/diff.md"]) == 0
    assert Path("out/diff.md").read_text(encoding="utf-8").startswith("# 本次改动对公开网站的影响")
    assert main([*start, "content/diff.md"]) == 2
    assert not Path("content/diff.md").exists()


def test_both_languages_have_every_word() -> None:
    zh, en = wording("zh"), wording("en")
    assert set(zh) == set(en)
    assert all(re.findall(r"\{\w+\}", zh[key]).sort() == re.findall(r"\{\w+\}", en[key]).sort() for key in zh)


def test_files_beside_pages_and_pages_that_cannot_be_read_are_named(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.tree.write({"pages/about.md": "# 关于本站\n\n甲。\n"})
    repository.commit()
    git(repository.tree.root, "branch", "-f", "main")
    repository.tree.write(
        {"pages/table.pdf": b"%PDF", "pages/about.md": "# 关于本站\n\n乙。\n".encode("gbk")}
    )
    pages = {page["title"]: (page["outcome"], page["note"]) for page in data(capsys, code=1)["pages"]}
    assert pages == {
        "about": ("changed", "文件写法有误，无法显示内容，见上面的问题。"),
        "table.pdf": ("added", "这个文件会随网页一起发布，请打开核对。"),
    }


def test_a_lost_address_is_not_said_to_lead_on(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.tree.write({BUDGET: record(index_number="F-3", body=_BODY)})
    [found] = data(capsys, code=1)["records"]
    assert found["outcome"] == "changed"
    assert found["notes"] == ["旧网址 records/F-1/ 将打不开"]


def test_a_date_from_outside_is_escaped(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    entry = "history:\n- {date: '<img src=x>|[a](b)', action: corrected, note: 改了第三条}\n"
    repository.tree.write({BUDGET: record(entry, _BODY)})
    page = diff("markdown", capsys, code=1)
    assert "<img" not in page.replace("\\<img", "")
    assert "\\[a\\]\\(b\\)" in page


def test_what_stands_on_no_page_is_marked_so(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.tree.write({_NEW: notice(SETTLED, index_number="W-2")})
    for form in ("markdown", "html"):
        page = diff(form, capsys)
        assert page.count("不显示在网页上，只在目录数据里") == 2  # approval and review
