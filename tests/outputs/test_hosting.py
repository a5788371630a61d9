"""The ready settings for servers: current, and, where nginx is installed, served by it."""

from __future__ import annotations

import gzip
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import quote

import pytest
from build.sources import CONFIG, ROOT
from programs import program

from generator.cli import main
from generator.ingest.settings import load_settings
from generator.model.settings import Settings
from generator.outputs.hosting.headers import FOREVER, HEADERS
from generator.outputs.hosting.nginx import BadPlace, nginx_settings
from generator.outputs.hosting.objects import object_settings
from generator.outputs.redirects import Redirect, nginx_map

SETTINGS = load_settings(CONFIG)
_READY = ROOT / ".github" / "hosting"
_PATH = '/公开 (zwgk) "目录"/'
_FILES = {
    "index.html": "home",
    "404.html": "missing",
    "records/A-1/index.html": "A-1",
    "data/catalog.csv": "a,b",
    "assets/0123456789ab/site.css": "a {}",
    "search/index.json": "{}",
    "records/A-1/通知.ofd": "ofd",
    ".disclosure-deploy.json": "{}",
}


def test_the_ready_settings_are_current() -> None:
    assert (_READY / "nginx.conf").read_text("utf-8") == nginx_settings(SETTINGS, "/srv/www/zwgk"), (
        "make hosting"
    )
    assert (_READY / "objects.json").read_text("utf-8") == object_settings(), "make hosting"


def test_object_stores_keep_for_ever_what_is_named_by_content() -> None:
    caching = json.loads(object_settings())["Cache-Control"]
    assert caching[""] == "no-cache"
    assert {value for key, value in caching.items() if key} == {FOREVER}


def test_the_internal_edition_is_open_to_no_other_site(tmp_path: Path) -> None:
    public, internal = (
        nginx_settings(each, "/x") for each in (SETTINGS, replace(SETTINGS, internal=tmp_path))
    )
    assert '"*"' in public
    assert '"*"' not in internal
    assert "deny all;" in internal
    assert "deny" not in public


def test_with_a_certificate_plain_addresses_lead_to_safe_ones(capsys: pytest.CaptureFixture[str]) -> None:
    options = ["hosting", "nginx", "--config", str(CONFIG), "--certificate=/etc/site.pem"]
    assert main([*options, "--key=/etc/site.key"]) == 0
    text = capsys.readouterr().out
    assert 'ssl_certificate "/etc/site.pem";' in text
    assert text.count("listen 80;") == text.count("return 301 https://www.shili.example$request_uri;") == 1
    assert main(options) == 2
    assert "要一起写" in capsys.readouterr().err
    assert main([*options, "--key=site.key"]) == 2


@pytest.mark.parametrize("folder", ["www/zwgk", "/srv/$www", "/srv/[w]", "/srv/a\nb", "/srv/a\\b", ""])
def test_a_folder_that_nginx_would_misread_is_refused(
    folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["hosting", "nginx", "--config", str(CONFIG), f"--folder={folder}"]
    assert main(options) == 2
    assert "不能写进 nginx 的设置" in capsys.readouterr().err
    assert main([*options, "--lang", "en"]) == 2


def test_a_host_in_chinese_is_named_as_browsers_send_it() -> None:
    text = nginx_settings(replace(SETTINGS, site_url="https://政务.中国/目录/"), "/x")
    assert "server_name xn--zfr164b.xn--fiqs8s;" in text
    assert 'location "/目录/" {' in text
    assert f'return 301 "{quote("/目录/")}";' in text
    with pytest.raises(BadPlace):
        nginx_settings(replace(SETTINGS, site_url="https://www..cn/"), "/x")


def test_a_name_of_several_lines_stays_in_its_comment() -> None:
    text = nginx_settings(replace(SETTINGS, site_name="示例县\nlisten 81;\r\n公开"), "/x")
    assert text.startswith("# 示例县 listen 81; 公开：nginx 的设置")


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """The port of an nginx that serves a site, by our settings, from a folder with an odd name."""
    nginx = program("nginx")
    folder = tmp_path / "www (1) 网站"
    for path, text in _FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    moved = [Redirect(f"records/{old}/", "records/A-1/", "") for old in ("OLD", "9" * 46)]
    (folder / "redirects.map").write_text(nginx_map(moved), "utf-8")
    (folder / "index.html.gz").write_bytes(gzip.compress(b"home"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    settings = replace(SETTINGS, site_name="一\n二", site_url=f"https://www.shili.example{quote(_PATH)}")
    ours = nginx_settings(settings, str(folder)).replace("listen 80;", f"listen 127.0.0.1:{number};")
    temporary = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "site.conf").write_text(ours.replace("listen [::]:80;", ""), "utf-8")
    shutil.copy("/etc/nginx/mime.types", tmp_path)
    (tmp_path / "beside.conf").write_text(_beside(settings, folder, number), "utf-8")
    (tmp_path / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}}\n"
        f"http {{ access_log off; {temporary} map $http_upgrade $theirs {{ default upgrade; }} "
        f"include {tmp_path}/site.conf; "
        f"include {tmp_path}/beside.conf; }}\n"
    )
    server = subprocess.Popen([nginx, "-p", tmp_path, "-c", tmp_path / "nginx.conf"])
    try:
        _wait_for(number, server)
        yield number
    finally:
        server.terminate()
        server.wait(10)


def _beside(settings: Settings, folder: Path, port: int) -> str:
    """Settings of an internal edition on the same server."""
    internal = replace(settings, internal=folder, site_url="http://nb.shili.example/")
    text = nginx_settings(internal, str(folder)).replace("listen 80;", f"listen 127.0.0.1:{port};")
    return text.replace("listen [::]:80;", "")


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        assert server.poll() is None, "nginx refuses the settings"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("nginx does not answer")


def _get(port: int, path: str, host: str = "www.shili.example") -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", quote(path), headers={"Accept-Encoding": "gzip", "Host": host})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_nginx_serves_the_site_as_it_should_be(port: int) -> None:
    for path, cache, is_open, kind in (
        ("", "no-cache", False, "text/html; charset=utf-8"),
        ("records/A-1/", "no-cache", True, "text/html; charset=utf-8"),
        ("data/catalog.csv", "no-cache", True, "text/csv; charset=utf-8"),
        ("assets/0123456789ab/site.css", FOREVER, False, "text/css; charset=utf-8"),
        ("search/index.json", "no-cache", False, "application/json; charset=utf-8"),
        ("records/A-1/通知.ofd", "no-cache", True, "application/ofd"),
    ):
        response, body = _get(port, _PATH + path)
        assert response.status == 200, path
        assert response.headers["Cache-Control"] == cache, path
        assert response.headers["Access-Control-Allow-Origin"] == ("*" if is_open else None), path
        assert response.headers["Content-Type"] == kind, path
        assert {name: response.headers[name] for name in HEADERS} == HEADERS, path
        if not path:  # the copy that the build made
            assert (response.headers["Content-Encoding"], gzip.decompress(body)) == ("gzip", b"home")


def test_nginx_answers_for_what_is_not_there(port: int) -> None:
    missing = ("no/such/page", "assets/no/such.css", "records/", "assets/", ".disclosure-deploy.json")
    for path in (*(_PATH + each for each in missing), "/elsewhere"):
        response, body = _get(port, path)
        assert (response.status, body) == (404, b"missing"), path
        assert response.headers["Cache-Control"] == "no-cache", path
        assert response.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]
    for old, new in (
        (f"{_PATH}records/OLD/", "records/A-1/"),
        (f"{_PATH}records/{'9' * 46}", "records/A-1/"),
        (f"{_PATH}records/OLD/通知\r\nX: y.ofd", "records/A-1/" + quote("通知\r\nX: y.ofd")),
        (_PATH.rstrip("/"), ""),
    ):
        response, _ = _get(port, old)
        assert response.status == 301, old
        assert response.headers["Location"] == quote(_PATH) + new, old
    response, _ = _get(port, "/")
    assert (response.status, response.headers["Location"]) == (302, quote(_PATH))


def test_an_internal_edition_is_served_beside_it(port: int) -> None:
    response, body = _get(port, "/records/A-1/", host="nb.shili.example")
    assert (response.status, body) == (200, b"A-1")
    assert response.headers["Access-Control-Allow-Origin"] is None
