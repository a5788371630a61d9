"""`disclosure archive`: a body's year as one zip file, read here without the product's own reader."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import zipfile
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest
from build.html import HtmlPage, text
from build.sources import AS_OF, CONFIG, sources
from build.trees import record, write_tree

from generator.cli import main
from generator.ingest.git import changes_of

ROOT = "finance-2026/"


def _archive(output: Path, *options: str, content: Path | None = None, body: str = "finance") -> int:
    where = ["--content", str(content)] if content else []
    start = ["archive", body, "2026", "--config", str(CONFIG), "--as-of", AS_OF]
    return main([*start, *where, "--output", str(output), *options])


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The dossier of the sample county's finance bureau."""
    output = tmp_path_factory.mktemp("archive") / "案卷.zip"
    assert _archive(output) == 0
    return zipfile.ZipFile(output)


def _files(archive: zipfile.ZipFile) -> dict[str, bytes]:
    assert all(name.startswith(ROOT) for name in archive.namelist())
    return {name.removeprefix(ROOT): archive.read(name) for name in archive.namelist()}


def test_manifest_has_the_digest_of_every_file(sample: zipfile.ZipFile) -> None:
    files = _files(sample)
    manifest = json.loads(files.pop("manifest.json"))
    assert manifest["files"] == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    assert manifest["as_of"] == AS_OF


def test_every_record_of_the_year_is_there_as_it_was_written_with_its_attachments(
    sample: zipfile.ZipFile,
) -> None:
    expected = {}
    for source in sources():
        if source.fields["department"] == "finance" and source.year == "2026":
            expected[source.path.name] = source.path.read_bytes()
            expected |= {
                f"{source.path.stem}/{each['file']}": (source.folder / each["file"]).read_bytes()
                for each in source.fields.get("attachments", [])
            }
    found = {
        str(PurePosixPath(*PurePosixPath(name).parts[2:])): data
        for name, data in _files(sample).items()
        if name.startswith("records/") and not name.endswith((".html", ".json"))
    }
    assert found == expected
    assert any(not name.isascii() for name in found)
    assert all(info.flag_bits & 0x800 for info in sample.infolist() if not info.filename.isascii())


def test_list_of_contents_names_all_records_in_their_order(sample: zipfile.ZipFile) -> None:
    files = _files(sample)
    data = files["contents.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert head == ["序号", "文号", "责任者", "题名", "日期", "索引号", "发布日期", "文件", "备注"]
    own = [s for s in sources() if s.fields["department"] == "finance" and s.year == "2026"]
    own.sort(key=lambda source: (source.fields["issued"], source.number))
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(own) + 1)]
    for row, source in zip(rows, own, strict=True):
        fields = source.fields
        issuers = "、".join(fields.get("issuers", ["示例县财政局"]))
        assert row[1:7] == [
            *(fields.get("document_number", ""), issuers, fields["title"], fields["issued"]),
            *(source.number, fields["published"][:10]),
        ]
        assert all(name in files for name in row[7].split(";"))


def test_pages_read_without_the_site_and_lead_to_files_that_are_there(sample: zipfile.ZipFile) -> None:
    files = _files(sample)
    pages = {name: HtmlPage(data.decode()) for name, data in files.items() if name.endswith(".html")}
    assert len(pages) == len([name for name in files if name.endswith(".md")]) + 1
    for name, page in pages.items():
        for address in page.addresses():
            if not address.startswith(("https://www.shili.example/zwgk/", "#")):
                target = os.path.normpath(PurePosixPath(name).parent / unquote(address))
                assert target in files, f"{name} -> {address}"
    index = text(pages["index.html"].one("body"))
    assert all(
        source.fields["title"] in index for source in sources() if source.path.name in str(list(files))
    )


def test_data_say_where_a_record_comes_from(sample: zipfile.ZipFile) -> None:
    files = _files(sample)
    (name,) = (name for name in files if name.endswith("/budget-2026.json"))
    data = json.loads(files[name])
    source = next(each for each in sources() if each.path.stem == "budget-2026")
    assert data["record"]["index_number"] == source.number
    assert data["page"].endswith(source.url)
    committed = [(each.hash, each.day, each.subject) for each in changes_of(source.path)]
    assert [(each["hash"], each["date"], each["subject"]) for each in data["commits"]] == committed
    for file in data["attachments"]:
        assert hashlib.sha256(files[file["file"]]).hexdigest() == file["sha256"]


def test_same_content_makes_the_same_bytes_whatever_the_file_is_called(tmp_path: Path) -> None:
    content = write_tree(tmp_path / "content")
    one, other = tmp_path / "one.zip", tmp_path / "other.zip"
    assert _archive(one, content=content) == _archive(other, content=content) == 0
    assert one.read_bytes() == other.read_bytes()


def test_what_is_not_for_everybody_is_kept_whole_and_marked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = "只给申请人看的正文。"
    kept_back = record("F-2", body=secret, extra="disclosure: {mode: on_request}\n")
    content = write_tree(
        tmp_path / "content", {"finance/2026/a.md": record("F-1"), "finance/2026/b.md": kept_back}
    )
    assert _archive(tmp_path / "out.zip", content=content) == 0
    assert "其中 1 件不对外公开" in capsys.readouterr().out
    files = _files(zipfile.ZipFile(tmp_path / "out.zip"))
    assert secret in files["records/0002/b.html"].decode()
    assert "不对外公开" in text(HtmlPage(files["records/0002/b.html"].decode()).one("p.warning"))
    assert "有 1 件" in text(HtmlPage(files["index.html"].decode()).one("p.warning"))
    assert b'warning"' not in files["records/0001/a.html"]
    assert "依申请公开" in files["contents.csv"].decode("utf-8-sig").splitlines()[2]


def test_history_of_a_file_goes_back_beyond_its_name(tmp_path: Path) -> None:
    content = write_tree(tmp_path / "content")
    git = ["git", "-C", str(content), "-c", "user.name=示例", "-c", "user.email=a@b.example"]
    first, second = content / "records/finance/2026/budget.md", content / "records/finance/2026/new.md"
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["commit", "-qm", "发布预算"],
        ["mv", str(first), str(second)],
        ["commit", "-qm", "改文件名"],
    ):
        subprocess.run([*git, *command], check=True, env=environment)
    assert _archive(tmp_path / "out.zip", content=content) == 0
    data = json.loads(_files(zipfile.ZipFile(tmp_path / "out.zip"))["records/0001/new.json"])
    assert [each["subject"] for each in data["commits"]] == ["改文件名", "发布预算"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--output", "there.zip"], "there.zip 已经存在，不会覆盖"),
        (["--output", "out.tar"], "--output 应当是一个 zip 文件的名称"),
        (["--output", "content/out.zip"], "案卷不能写进内容文件夹里"),
    ],
)
def test_bad_outputs_are_refused(
    options: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.zip").write_bytes(b"mine")
    content = write_tree(tmp_path / "content")
    assert _archive(tmp_path / "ignored.zip", *options, content=content) == 2
    assert message in capsys.readouterr().err
    assert (tmp_path / "there.zip").read_bytes() == b"mine"


def test_bodies_go_by_id_or_name_and_need_records(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write_tree(tmp_path / "content")
    assert _archive(tmp_path / "a.zip", content=content, body="县财政局") == 0
    assert _archive(tmp_path / "b.zip", content=content, body="finances") == 2
    assert "机构 finances 不在 departments.yml 中" in capsys.readouterr().err
    assert _archive(tmp_path / "c.zip", content=content, body="water") == 2
    assert "县水利局 2026 年没有发布信息" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.glob("*")) == ["a.zip", "content"]


def test_faulty_content_is_not_archived(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write_tree(tmp_path / "content", {"finance/2026/a.md": record("F-1", category="nowhere")})
    assert _archive(tmp_path / "out.zip", content=content) == 1
    assert "a.md:" in capsys.readouterr().out
    assert not (tmp_path / "out.zip").exists()


def _rewritten(file: Path, change: dict[str, bytes | None]) -> Path:
    """A copy of a dossier with some files changed, added, or (None) left out."""
    copy = file.with_name("copy.zip")
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(copy, "w") as target:
        held = {name: source.read(name) for name in source.namelist()}
        held |= {f"{ROOT}{name}": data for name, data in change.items() if data is not None}
        for name, data in held.items():
            if change.get(name.removeprefix(ROOT), b"") is not None:
                target.writestr(name, data)
    return copy


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, "案卷与清单一致"),
        ({"index.html": b"x"}, "index.html: 内容被改动"),
        ({"more.txt": b"x"}, "more.txt: 多出的文件"),
        ({"index.html": None}, "index.html: 缺少文件"),
        ({"manifest.json": None}, "manifest.json: 缺少文件"),
        ({"manifest.json": b"{}"}, "manifest.json: 清单损坏"),
    ],
)
def test_verify_tells_a_whole_dossier_from_a_damaged_one(
    change: dict[str, bytes | None], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _archive(tmp_path / "out.zip", content=write_tree(tmp_path / "content")) == 0
    copy = _rewritten(tmp_path / "out.zip", change)
    capsys.readouterr()
    assert main(["verify", str(copy)]) == (1 if change else 0)
    assert capsys.readouterr().out == f"{told}\n"


def test_verify_refuses_what_is_no_zip_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.zip").write_bytes(b"not a zip")
    assert main(["verify", str(tmp_path / "a.zip")]) == 2
    assert "不是完好的 zip 文件" in capsys.readouterr().err


def test_unpacked_dossier_is_verified_like_a_site(sample: zipfile.ZipFile, tmp_path: Path) -> None:
    sample.extractall(tmp_path)
    assert main(["verify", str(tmp_path / ROOT)]) == 0
