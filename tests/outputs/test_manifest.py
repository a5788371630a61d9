from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.outputs.manifest import Difference, Fault, is_site, verify, write_manifest

AS_OF = date(2026, 3, 31)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of three files, one of them larger than what is read at once."""
    root = tmp_path / "site"
    (root / "records" / "A-1").mkdir(parents=True)
    (root / "index.html").write_text("首页", encoding="utf-8")
    (root / "records" / "A-1" / "index.html").write_text("")
    (root / "records" / "A-1" / "附件.pdf").write_bytes(bytes(range(256)) * 1000)
    write_manifest(root, None, "0.1.0", None, AS_OF)
    return root


def manifest_of(site: Path) -> dict[str, object]:
    document = json.loads((site / "manifest.json").read_bytes())
    assert isinstance(document, dict)
    return document


def test_the_manifest_names_every_file_but_itself(site: Path) -> None:
    manifest = manifest_of(site)
    paths = ["index.html", "records/A-1/index.html", "records/A-1/附件.pdf"]
    assert manifest == {
        "version": "0.1.0",
        "commit": None,
        "as_of": "2026-03-31",
        "files": {path: hashlib.sha256((site / path).read_bytes()).hexdigest() for path in paths},
    }
    assert list(manifest["files"]) == paths  # type: ignore[call-overload]


def test_known_digests_are_not_worked_out_again(site: Path) -> None:
    write_manifest(site, {"index.html": "a" * 64}, "0.1.0", "c0ffee", AS_OF)
    files = manifest_of(site)["files"]
    assert isinstance(files, dict)
    assert files["index.html"] == "a" * 64
    assert files["records/A-1/index.html"] == hashlib.sha256(b"").hexdigest()
    assert verify(site) == [Difference("index.html", Fault.CHANGED)]


def test_writing_it_again_gives_the_same_bytes(site: Path) -> None:
    before = (site / "manifest.json").read_bytes()
    write_manifest(site, {}, "0.1.0", None, AS_OF)
    assert (site / "manifest.json").read_bytes() == before


def test_a_site_without_files_has_a_manifest_too(tmp_path: Path) -> None:
    write_manifest(tmp_path, None, "0.1.0", None, AS_OF)
    assert manifest_of(tmp_path)["files"] == {}
    assert verify(tmp_path) == []


def test_a_file_that_was_written_and_is_gone_is_an_error(site: Path) -> None:
    with pytest.raises(ValueError, match=r"lost\.html"):
        write_manifest(site, {"lost.html": "a" * 64}, "0.1.0", None, AS_OF)


def test_a_link_in_a_new_site_is_an_error(site: Path) -> None:
    (site / "link.html").symlink_to("index.html")
    with pytest.raises(ValueError, match=r"link\.html"):
        write_manifest(site, None, "0.1.0", None, AS_OF)


def test_a_whole_site_has_no_differences(site: Path) -> None:
    (site / "empty folder").mkdir()
    assert verify(site) == []


def test_differences_are_sorted_by_path(site: Path) -> None:
    (site / "index.html").unlink()
    (site / "records" / "A-1" / "index.html").write_text("changed")
    (site / "a.html").write_text("extra")
    assert verify(site) == [
        Difference("a.html", Fault.EXTRA),
        Difference("index.html", Fault.MISSING),
        Difference("records/A-1/index.html", Fault.CHANGED),
    ]


def test_links_and_special_files_are_told_and_not_followed(site: Path) -> None:
    outside = site.with_name("outside")
    outside.mkdir()
    (outside / "index.html").write_text("首页", encoding="utf-8")
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(outside / "index.html")
    (site / "folder").symlink_to(outside)
    os.mkfifo(site / "pipe")
    assert verify(site) == [Difference(path, Fault.IRREGULAR) for path in ("folder", "index.html", "pipe")]


def test_a_manifest_cannot_reach_outside_the_site(site: Path) -> None:
    manifest = manifest_of(site)
    secret = site.with_name("secret")
    secret.write_text("x")
    manifest["files"] = {"../secret": hashlib.sha256(b"x").hexdigest()}
    (site / "manifest.json").write_text(json.dumps(manifest))
    assert Difference("../secret", Fault.MISSING) in verify(site)


def test_a_manifest_that_is_a_link_is_told(site: Path) -> None:
    (site / "manifest.json").rename(site.with_name("manifest.json"))
    (site / "manifest.json").symlink_to("../manifest.json")
    assert verify(site) == [Difference("manifest.json", Fault.IRREGULAR)]


def test_without_a_manifest_only_that_is_told(site: Path) -> None:
    (site / "manifest.json").unlink()
    assert verify(site) == verify(site / "nowhere") == [Difference("manifest.json", Fault.MISSING)]
    assert verify(site / "index.html") == [Difference("manifest.json", Fault.MISSING)]
    assert not is_site(site)


def without_files(manifest: dict[str, object]) -> bytes:
    return json.dumps({**manifest, "files": ["index.html"]}).encode()


def with_short_digest(manifest: dict[str, object]) -> bytes:
    return json.dumps({**manifest, "files": {"index.html": "abc"}}).encode()


def with_digests_of_another_kind(manifest: dict[str, object]) -> bytes:
    return json.dumps({**manifest, "files": {"index.html": {"sha256": "a" * 64}}}).encode()


def with_another_key(manifest: dict[str, object]) -> bytes:
    return json.dumps({**manifest, "more": 1}).encode()


def cut_short(manifest: dict[str, object]) -> bytes:
    return json.dumps(manifest).encode()[:-10]


def nested_deeply(_: dict[str, object]) -> bytes:
    return b"[" * 100_000


def not_text(_: dict[str, object]) -> bytes:
    return b"\xff\xfe\x00"


@pytest.mark.parametrize(
    "damage",
    [
        without_files,
        with_short_digest,
        with_digests_of_another_kind,
        with_another_key,
        cut_short,
        nested_deeply,
        not_text,
    ],
)
def test_a_damaged_manifest_is_told_as_such(site: Path, damage: Callable[[dict[str, object]], bytes]) -> None:
    (site / "manifest.json").write_bytes(damage(manifest_of(site)))
    assert verify(site) == [Difference("manifest.json", Fault.MALFORMED)]


def test_a_site_of_ours_is_known_by_its_manifest(site: Path) -> None:
    assert is_site(site)
    (site / "manifest.json").write_text('{"version": "2", "name": "a web app"}')
    assert not is_site(site)
    (site / "manifest.json").write_text("[]")
    assert not is_site(site)
