"""Personal data from the source to the site: planted in every place, found there, and never repeated."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from build.trees import build_with_search, record, write_tree
from factory import BUDGET, NOTICE, Content, ContentTree, notice
from factory import record as budget
from ingest.attachments import docx, paragraph, pdf, xlsx
from ingest.numbers import CARD, IDENTITY, MOBILE
from ingest.photographs import jpeg

from cli.conftest import Check
from generator.cli import main
from generator.ingest.privacy import attachments
from generator.ingest.privacy.masking import mask_number
from generator.reporting.formats import FORMATS

Output = pytest.CaptureFixture[str]
FOLDER = "records/finance/2026/budget"


def attached(name: str, data: bytes) -> dict[str, Content]:
    return {BUDGET: budget(f"attachments:\n- file: {name}\n"), f"{FOLDER}/{name}": data}


#: A tree with a number planted in one place, by that place; and where it is reported.
PLANTED: dict[str, tuple[Callable[[str], dict[str, Content]], str]] = {
    "title": (lambda n: {BUDGET: budget(title=f"关于{n}的公示")}, f"{BUDGET}:2:10"),
    "summary": (lambda n: {BUDGET: budget(f"summary: 张某{n}\n")}, f"{BUDGET}:8:12"),
    "folded summary": (lambda n: {BUDGET: budget(f"summary: >-\n  张某\n  {n}\n")}, f"{BUDGET}:10:3"),
    "nested data": (
        lambda n: {BUDGET: budget(f"kind: letter\ndata:\n  received: 2026-03-02\n  question: 我是{n}\n")},
        f"{BUDGET}:11:15",
    ),
    "table": (
        lambda n: {BUDGET: budget(body=f"| 姓名 | 号码 |\n|---|---|\n| 张某 | {n} |\n")},
        f"{BUDGET}:11:8",
    ),
    "link": (lambda n: {BUDGET: budget(body=f"[张某](https://a.example/?id={n})\n")}, f"{BUDGET}:9:28"),
    "raw HTML": (
        lambda n: {BUDGET: budget(body=f"<table><tr><td>{n}</td></tr></table>\n")},
        f"{BUDGET}:9:16",
    ),
    "parted by a link": (
        lambda n: {BUDGET: budget(body=f"甲\n\n号码{n[:6]}[{n[6:10]}](http://a.example){n[10:]}\n")},
        f"{BUDGET}:11:1",
    ),
    "parted by a tag": (
        lambda n: {BUDGET: budget(body=f"号码{n[:6]}<kbd>{n[6:10]}</kbd>{n[10:]}\n")},
        f"{BUDGET}:9:1",
    ),
    "comment": (lambda n: {BUDGET: budget(body=f"正文\n\n<!-- {n} -->\n")}, f"{BUDGET}:11:6"),
    "faulty file": (lambda n: {BUDGET: f"title: {n}\n"}, f"{BUDGET}:1:8"),
    "contact": (lambda n: {BUDGET: budget(f"contact: 张某 {n}\n")}, f"{BUDGET}:8:13"),
    "attachment's title": (
        lambda n: {
            **attached("table.csv", b"1"),
            BUDGET: budget(f"attachments:\n- file: table.csv\n  title: 张某{n}\n"),
        },
        f"{BUDGET}:10:12",
    ),
    "pdf": (lambda n: attached("a.pdf", pdf(["张某", n])), f"{BUDGET}:9:3"),
    "docx": (lambda n: attached("a.docx", docx(paragraph("张某", n[:7], n[7:]))), f"{BUDGET}:9:3"),
    "xlsx": (lambda n: attached("a.xlsx", xlsx({"名单": [["张某", n]]})), f"{BUDGET}:9:3"),
    "csv": (lambda n: attached("a.csv", f"姓名,号码\n张某,{n}\n".encode("gb18030")), f"{BUDGET}:9:3"),
    "txt": (lambda n: attached("a.txt", f"张某 {n}\n".encode()), f"{BUDGET}:9:3"),
    "picture": (lambda n: attached("a.jpg", jpeg(artist=n)), f"{BUDGET}:9:3"),
    "picture in the text": (
        lambda n: {BUDGET: budget(body="![图](budget/a.jpg)\n"), f"{FOLDER}/a.jpg": jpeg(artist=n)},
        f"{BUDGET}:9:13",
    ),
    "attachment's name": (lambda n: attached(f"{n}.csv", b"1"), f"{BUDGET}:9:9"),
    "record's name": (
        lambda n: {BUDGET: None, f"records/finance/2026/{n}.md": budget()},
        "records/finance/2026/{masked}.md:1:1",
    ),
    "prose page": (lambda n: {"pages/about.md": f"# 关于\n\n找张某 {n}\n"}, "pages/about.md:3:5"),
    "picture of a page": (
        lambda n: {"pages/about.md": "# 关于\n", "pages/a.jpg": jpeg(artist=n)},
        "pages/a.jpg:1:1",
    ),
    "catalog": (
        lambda n: {
            "catalog/categories.yml": f"- id: finance\n  name: 财政\n  description: 找{n}\n"
            "  children: [{id: budget, name: 预算}]\n"
        },
        "catalog/categories.yml:3:17",
    ),
}
NUMBERS = {"identity-number": IDENTITY, "bank-card": CARD, "mobile-number": MOBILE}


@pytest.mark.parametrize("place", PLANTED)
def test_a_number_is_found_in_every_place_and_never_repeated(
    place: str, tree: ContentTree, check: Check, capfd: Output
) -> None:
    plant, expected = PLANTED[place]
    tree.write(plant(IDENTITY))
    for form in FORMATS:
        assert check("--format", form) == 1
        printed = capfd.readouterr()
        assert IDENTITY not in printed.out + printed.err
    check("--format", "json")
    (found,) = [each for each in json.loads(capfd.readouterr().out) if each["rule"] == "identity-number"]
    at = f"{found['path']}:{found['line']}:{found['column']}".removeprefix("content/")
    assert at == expected.format(masked=mask_number(IDENTITY))
    kept = [path.read_bytes() for path in tree.root.rglob("privacy.json")]
    assert all(IDENTITY.encode() not in data for data in kept)


@pytest.mark.parametrize("rule", NUMBERS)
@pytest.mark.parametrize(
    "broken",
    [
        "sumary: {}\n",
        "status: '{}'\n",
        "period: '{}'\n",
        "'{}': 1\n",
        "summary: 甲 # {}\n",
        "relations:\n- {{type: relates_to, target: '{}'}}\n",
        "attachments:\n- file: '{}.pdf'\n",
        f"effective: '{'某' * 50}{{}}'\n",
        "summary: '{}\n",
    ],
)
def test_no_other_rule_repeats_a_number_either(
    rule: str, broken: str, tree: ContentTree, check: Check, capfd: Output
) -> None:
    number = NUMBERS[rule]
    tree.write(
        {
            BUDGET: budget(
                broken.format(number), body=f"[a]({number}.md) ![b]({number}.png) **{number}。**甲\n"
            )
        }
    )
    check()
    printed = capfd.readouterr().out
    assert number[:-2] not in printed
    assert mask_number(number) in printed


def test_an_exception_needs_a_reason_and_a_role(tree: ContentTree, check: Check, capfd: Output) -> None:
    written = f"privacy_exceptions:\n- text: {mask_number(MOBILE)}\n"
    tree.write({BUDGET: budget(written, body=f"河长 {MOBILE}\n")})
    assert check() == 1
    assert capfd.readouterr().out.count("missing-key") == 2
    tree.write(
        {
            BUDGET: budget(
                f"{written}  reason: 河长公示牌依法公布\n  role: 分管负责人\n", body=f"河长 {MOBILE}\n"
            )
        }
    )
    assert check() == 0
    assert capfd.readouterr().out == "没有发现问题\n"


def test_hundreds_in_an_attachment_are_one_problem(tree: ContentTree, check: Check, capfd: Output) -> None:
    tree.write(attached("a.xlsx", xlsx({"名单": [["张某", IDENTITY], ["李某", MOBILE]] * 100})))
    check()
    lines = [line for line in capfd.readouterr().out.splitlines() if line.startswith("content/")]
    assert len(lines) == 2
    assert all("等 100 处" in line for line in lines)


def test_files_are_looked_into_once_but_again_when_contacts_change(
    tree: ContentTree, check: Check, capfd: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    into = attachments._Look.into

    def noted(look: attachments._Look, file: attachments.Attachment) -> object:
        looked.append(file.file)
        return into(look, file)

    monkeypatch.setattr(attachments._Look, "into", noted)
    tree.write(attached("a.csv", f"电话,{MOBILE}".encode()))
    for _ in range(2):
        check()
        assert "mobile-number" in capfd.readouterr().out
    assert looked == ["a.csv"]
    tree.configure(public_contacts=[int(MOBILE)])
    assert check() == 0
    assert capfd.readouterr().out == "没有发现问题\n"
    assert looked == ["a.csv"] * 2


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"edition": 1}', b"\xff", b'{"found": {"a": 1}}'])
def test_a_damaged_cache_is_made_anew(damage: bytes, tree: ContentTree, check: Check, capfd: Output) -> None:
    tree.write(attached("a.csv", f"电话,{MOBILE}".encode()))
    check()
    (cache,) = tree.root.rglob("privacy.json")
    cache.write_bytes(damage)
    capfd.readouterr()
    check()
    assert "mobile-number" in capfd.readouterr().out


def test_what_is_not_published_is_not_looked_into(tree: ContentTree, check: Check) -> None:
    on_request = "disclosure: {mode: on_request}\nattachments:\n- file: a.csv\n"
    tree.write({BUDGET: budget(on_request), f"{FOLDER}/a.csv": IDENTITY.encode(), NOTICE: notice()})
    assert check() == 0


# The built site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    text = f"项目代码：{CARD}。预算。\n"
    content = write_tree(tmp_path / "content", {"finance/2026/budget.md": record("F-1", body=text)})
    assert build_with_search(content, tmp_path / "site") == 0
    return tmp_path / "site"


def verify(site: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    capsys.readouterr()
    return main(["verify", str(site), *options]), capsys.readouterr().out


def test_a_site_without_numbers_passes(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(site, capsys) == (0, "网站与清单一致\n")


@pytest.mark.parametrize("number", [IDENTITY, CARD])
def test_a_number_in_any_text_of_a_site_is_found(
    number: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    endings = (".html", ".json", ".atom", ".rss", ".ics", ".csv", ".txt")
    texts = [path for path in site.rglob("*") if path.suffix in endings]
    assert {path.suffix for path in texts} == set(endings)
    searched = [path for path in texts if "search" in path.parts and "text" in path.parts]
    assert searched
    for path in (*searched[:1], *{path.suffix: path for path in texts if path not in searched}.values()):
        before = path.read_bytes()
        path.write_bytes(before + f"<td class='a'>张某，{number}</td>".encode())
        code, out = verify(site, capsys)
        assert code == 1
        assert f"{path.relative_to(site)}: 身份证号码或者银行卡号 {mask_number(number)}\n" in out
        assert number not in out
        path.write_bytes(before)
    code, out = verify(site, capsys, "--lang", "en")
    assert (code, out) == (0, "the site is what its manifest says\n")


@pytest.mark.parametrize(
    "name", ["a.jsonl", "a.jsonld", "a.tsv", "a.kml", "a.md", "redirects.map", "_redirects", "_headers"]
)
def test_a_number_in_a_text_that_few_read_is_found(
    name: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / name).write_text(f"/records/{IDENTITY}/ /records/A-1/ 301\n", encoding="utf-8")
    code, out = verify(site, capsys)
    assert code == 1
    assert f"{name}: 身份证号码或者银行卡号 {mask_number(IDENTITY)}\n" in out


def test_a_number_that_a_calendar_folds_is_found(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "planted.ics").write_bytes(f"SUMMARY:{IDENTITY[:7]}\r\n {IDENTITY[7:]}\r\n".encode())
    code, out = verify(site, capsys)
    assert code == 1
    assert f"planted.ics: 身份证号码或者银行卡号 {mask_number(IDENTITY)}\n" in out


def test_digits_of_full_width_are_found_in_a_site(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in IDENTITY)
    (site / "planted.txt").write_text(f"张某，{wide}。", encoding="utf-8")
    code, out = verify(site, capsys)
    assert code == 1
    assert f"planted.txt: 身份证号码或者银行卡号 {mask_number(IDENTITY)}\n" in out


def test_a_files_name_is_not_repeated(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / f"{IDENTITY}.txt").write_text("planted")
    code, out = verify(site, capsys)
    assert code == 1
    assert f"{mask_number(IDENTITY)}.txt: 多出的文件" in out


def test_exceptions_are_known_from_the_sites_own_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    extra = (
        f"privacy_exceptions:\n- text: '{mask_number(IDENTITY)}'\n  reason: 样例号码，不属于任何人\n"
        "  role: 分管负责人\n"
    )
    text = record("F-1", extra=extra, body=f"样例：{IDENTITY}。\n")
    content = write_tree(tmp_path / "content", {"finance/2026/budget.md": text})
    assert build_with_search(content, tmp_path / "site") == 0
    assert verify(tmp_path / "site", capsys)[0] == 0
    (tmp_path / "site" / "data" / "catalog.json").write_text("[]")
    code, out = verify(tmp_path / "site", capsys)
    assert code == 1
    assert f"records/F-1/index.html: 身份证号码或者银行卡号 {mask_number(IDENTITY)}" in out
