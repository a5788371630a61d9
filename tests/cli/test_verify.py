"""`disclosure verify`: whole, damaged and foreign sites, by exit code and in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from build.trees import build, write_tree

from generator.cli import main


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    assert build(write_tree(tmp_path / "content"), folder) == 0
    return folder


def _verify(site: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["verify", str(site), *options])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_whole_site(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _verify(site, capsys) == (0, "网站与清单一致\n", "")
    assert _verify(site, capsys, "--lang", "en") == (0, "the site is what its manifest says\n", "")


def test_language_is_that_of_the_settings_where_there_are_some(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "site_name: Shili\nplugins:\n  - disclosure:\n      language: en\n"
    (tmp_path / "site_config.yml").write_text(text)
    monkeypatch.chdir(tmp_path)
    assert _verify(site, capsys)[1] == "the site is what its manifest says\n"
    (tmp_path / "site_config.yml").write_text("[")
    assert _verify(site, capsys)[1] == "网站与清单一致\n"


def test_every_difference_is_named(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (site / "index.html").open("a") as page:
        page.write("<!-- changed -->")
    (site / "robots.txt").unlink()
    (site / "records/F-1/多余 的.html").write_text("planted")
    (site / "link").symlink_to("/etc/hostname")
    code, out, _ = _verify(site, capsys)
    assert code == 1
    assert sorted(out.splitlines()) == sorted(
        [
            "index.html: 内容被改动",
            "robots.txt: 缺少文件",
            "records/F-1/多余 的.html: 多出的文件",
            "link: 链接或特殊文件",
            "与清单不符 4 处",
        ]
    )
    code, out, _ = _verify(site, capsys, "--lang", "en")
    assert code == 1
    assert "robots.txt: missing" in out
    assert "4 difference(s)" in out


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"version": "1"}'])
def test_damaged_manifest(damage: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "manifest.json").write_text(damage)
    code, out, _ = _verify(site, capsys)
    assert code == 1
    assert "manifest.json: 清单损坏" in out


@pytest.mark.parametrize("foreign", ["empty", "other files", "a file", "nothing"])
def test_what_is_no_site_of_ours_is_wrong_usage(
    foreign: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "foreign"
    if foreign == "a file":
        folder.write_text("text")
    elif foreign != "nothing":
        folder.mkdir()
    if foreign == "other files":
        (folder / "index.html").write_text("hello")
    code, out, err = _verify(folder, capsys)
    assert (code, out) == (2, "")
    assert str(folder) in err


def test_site_may_be_copied_elsewhere(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site.rename(tmp_path / "另一处")
    assert _verify(tmp_path / "另一处", capsys)[0] == 0


def test_missing_argument_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify"]) == 2
    assert "缺少参数" in capsys.readouterr().err


def test_digest_in_another_spelling_is_a_damaged_manifest(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = json.loads((site / "manifest.json").read_bytes())
    manifest["files"] = {path: digest.upper() for path, digest in manifest["files"].items()}
    (site / "manifest.json").write_text(json.dumps(manifest))
    assert _verify(site, capsys)[0] == 1
