"""Compressed copies: what a server sends in place of a file has to be that file."""

from __future__ import annotations

import gzip
import hashlib
import os
from pathlib import Path

import brotli
import pytest

from generator.outputs.compress import LEAST_BYTES, compress_site

TEXT = "政务公开目录 <td>\n" * 200
BOTH = ("gzip", "brotli")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files: dict[str, bytes] = {
        "index.html": TEXT.encode(),
        "assets/0123456789ab/site.css": ("a { margin: 0 }\n" * 300).encode(),
        "records/A-1/表.csv": TEXT.encode(),
        "records/A-1/plan.pdf": TEXT.encode(),
        "short.html": b"x" * (LEAST_BYTES - 1),
        "random.txt": os.urandom(4096),
    }
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def test_copies_are_the_files_they_stand_beside(site: Path) -> None:
    digests = compress_site(site, BOTH, jobs=1)
    compressed = {"index.html", "assets/0123456789ab/site.css", "records/A-1/表.csv"}
    assert set(digests) == {path + suffix for path in compressed for suffix in (".gz", ".br")}
    for path in compressed:
        assert gzip.decompress((site / f"{path}.gz").read_bytes()) == (site / path).read_bytes()
        assert brotli.decompress((site / f"{path}.br").read_bytes()) == (site / path).read_bytes()
    for path, digest in digests.items():
        assert hashlib.sha256((site / path).read_bytes()).hexdigest() == digest


def test_what_is_small_or_not_text_or_gains_nothing_has_no_copy(site: Path) -> None:
    compress_site(site, BOTH, jobs=1)
    for path in ("short.html", "records/A-1/plan.pdf", "random.txt"):
        assert not (site / f"{path}.gz").exists(), path
        assert not (site / f"{path}.br").exists(), path


def test_a_file_of_the_site_is_not_written_over(site: Path) -> None:
    (site / "records/A-1/表.csv.gz").write_bytes(b"an attachment")
    assert "records/A-1/表.csv.gz" not in compress_site(site, BOTH, jobs=1)
    assert (site / "records/A-1/表.csv.gz").read_bytes() == b"an attachment"


def test_a_name_that_bears_no_ending_has_no_copy(site: Path) -> None:
    name = "x" * 248 + ".html"  # with .gz longer than the 255 bytes of usual file systems
    (site / name).write_text(TEXT, "utf-8")
    assert "index.html.gz" in compress_site(site, BOTH, jobs=1)
    assert not list(site.glob("x*.html.*"))


def test_the_time_and_the_number_of_processes_leave_no_trace(site: Path) -> None:
    for number in range(300):
        (site / f"{number}.html").write_text(TEXT + str(number), "utf-8")
    first = compress_site(site, BOTH, jobs=2)
    for path in first:
        (site / path).unlink()
    os.utime(site / "index.html", (0, 0))
    assert compress_site(site, BOTH, jobs=1) == first
    assert (site / "index.html.gz").read_bytes()[4:8] == bytes(4)  # RFC 1952: MTIME


def test_without_the_setting_nothing_is_written(site: Path) -> None:
    before = sorted(site.rglob("*"))
    assert compress_site(site, (), jobs=1) == {}
    assert sorted(site.rglob("*")) == before
