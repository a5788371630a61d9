"""The folder of the web form: complete, strict, and nowhere near the public site."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from build.sources import CONFIG, CONTENT
from build.trees import snapshot
from playwright.sync_api import Page, expect

from generator.cli import main
from generator.editing import webform_files

_ICONS = "npm/assets/material-symbols-outlined"
MEMBERS = {
    "dist/sveltia-cms.js": b"program",
    "LICENSE.txt": b"MIT",
    "locales/zh-CN.json": '{"remove_file": "删去"}'.encode(),
    "locales/en-US.json": b"{}",
    f"{_ICONS}-latin-wght-normal-_Z1IJPLg.woff2": b"font",
    f"{_ICONS}.LICENSE.txt": b"OFL",
}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of the right form, taken for the right one."""
    path = tmp_path / "package.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for name, data in MEMBERS.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    digest = base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()
    monkeypatch.setattr(webform_files, "INTEGRITY", f"sha512-{digest}")
    return path


def _make(output: Path, package: Path, *options: str) -> int:
    tree = ["--config", str(CONFIG), "--content", str(CONTENT)]
    return main(["webeditor", *tree, "--output", str(output), "--package", str(package), *options])


def test_folder_is_complete_and_made_again_alike(package: Path, tmp_path: Path) -> None:
    form = tmp_path / "form"
    for _ in range(2):
        assert _make(form, package, "--repository", "shili/catalog") == 0
    found = snapshot(form)
    assert set(found) == {
        "index.html",
        "config.json",
        "setup.js",
        "fonts.css",
        "sveltia-cms.js",
        "locales/zh-CN.json",
        "material-symbols-outlined.woff2",
        "LICENSE-sveltia-cms.txt",
        "LICENSE-material-symbols-outlined.txt",
    }
    assert found["sveltia-cms.js"] == b"program"
    words = json.loads(found["locales/zh-CN.json"])  # what the program's translation lacks is added
    assert (words["show_errors"], words["remove_file"]) == ("查看错误", "删去")
    config = json.loads(found["config.json"])
    assert config["backend"] == {
        "name": "github",
        "repo": "shili/catalog",
        "branch": "main",
        "auth_methods": ["token"],
    }


def test_page_is_strict(package: Path, tmp_path: Path) -> None:
    form = tmp_path / "form"
    own = ("--backend", "gitlab", "--server", "https://git.shili.example")
    assert _make(form, package, *own, "--repository", "a/b", "--lang", "zh") == 0
    page = (form / "index.html").read_text("utf-8")
    policy = re.search('Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert rules["connect-src"] == "'self' blob: data: https://git.shili.example"
    assert '<html lang="zh-CN">' in page
    assert re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL) == ["", ""]
    assert "https:" not in page.replace(policy[0], "")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "缺少 --repository"),
        (("--backend", "gitea", "--repository", "a/b"), "请用 --branch 写明"),
        (("--backend", "svn"), "可选"),
    ],
)
def test_what_the_form_needs_is_asked_for(
    options: tuple[str, ...], said: str, package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _make(tmp_path / "form", package, *options) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "form").exists()


@pytest.mark.parametrize("place", [CONTENT / "form", CONTENT.parent / "site" / "form", CONTENT.parent])
def test_form_is_never_made_in_the_site_or_the_content(
    place: Path, package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _make(place, package, "--backend", "test-repo") == 2
    assert "重叠" in capsys.readouterr().err
    assert not (place / "config.json").exists()


def test_folder_with_other_files_is_left_alone(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "form").mkdir()
    (tmp_path / "form" / "mine.txt").write_text("x")
    assert _make(tmp_path / "form", package, "--backend", "test-repo") == 2
    assert "mine.txt" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "form").iterdir()] == ["mine.txt"]


def test_another_package_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other.tgz").write_bytes(b"other")
    assert _make(tmp_path / "form", tmp_path / "other.tgz", "--backend", "test-repo") == 2
    assert "不是 @sveltia/cms" in capsys.readouterr().err
    assert not (tmp_path / "form").exists()


@pytest.mark.browser
def test_the_form_speaks_chinese_and_asks_no_other_host(
    package: Path, tmp_path: Path, page: Page, serve: Callable[[Path], str]
) -> None:
    """The program is a stand-in, which asks for its words as the real one does."""
    form = tmp_path / "form"
    assert _make(form, package, "--backend", "test-repo") == 0
    (form / "locales" / "zh-CN.json").write_text(json.dumps({"save": "保存"}), encoding="utf-8")
    (form / "sveltia-cms.js").write_text(
        "fetch('https://cdn.example/cms@1/locales/zh-CN.json', { method: 'GET' })"
        ".then((found) => found.json()).then((words) => { document.title = words.save; });",
        encoding="utf-8",
    )
    page.goto(f"{serve(form)}index.html")
    expect(page).to_have_title("保存")
    assert page.evaluate("JSON.parse(localStorage['sveltia-cms.prefs'])") == {"locale": "zh-CN"}
