"""Lighthouse on the sample county's pages, on its mobile profile, medians of three runs.

    npm install --prefix .cache/lighthouse lighthouse@12.8.2
    .venv/bin/python -m tests.benchmarks.lighthouse

The site is served compressed and with the headers that hosts are told to send. Lighthouse drives Debian's
Chromium. A median below 98 ends in exit code 1. Let the machine do nothing else: performance is time.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

from generator.cli import main as disclosure
from generator.outputs.hosting.headers import ASK, rules

ROOT = Path(__file__).parents[2]
LIGHTHOUSE = ROOT / ".cache/lighthouse/node_modules/.bin/lighthouse"
AS_OF = "2026-11-20"
GOAL, RUNS = 98, 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
#: The pages of the goal, by their addresses; the record is one with a body, a table, attachments and a chain.
PAGES = {
    "home": "",
    "list": "categories/policies/",
    "record": "records/990001SL-XZF-2026-10002/",
    "results": "search/?q=%E4%BE%9B%E6%B0%B4",
    "body": "departments/finance/",
    "duties": "duties/",
    "statistics": "statistics/",
    "supervision": "supervision/",
}
_TEXT = ("text/", "application/json", "image/svg", "application/javascript")
#: Path of the site on its host, as `site_url` has it.
_ROOT = "/zwgk/"


class _Host(SimpleHTTPRequestHandler):
    """Sends files compressed and with headers, as hosts do that are set up by our documents."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a file of the site."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        kind, data = self.guess_type(file), file.read_bytes()
        is_text = kind.startswith(_TEXT)
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        if is_text:
            data = gzip.compress(data, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        for name, value in _headers_of(self.path.removeprefix(_ROOT)).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Say nothing of requests."""


def _headers_of(path: str) -> dict[str, str]:
    """What a host sends with a file."""
    found = {"Cache-Control": ASK}
    for rule in rules(is_internal=False):
        if path.startswith(rule.prefix):
            found |= rule.headers
    return found


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{_ROOT}"
    server.shutdown()
    server.server_close()


def _scores(address: str) -> dict[str, float]:
    """The scores of one run, by category, and below them what took points away."""
    command = [str(LIGHTHOUSE), address, "--quiet", "--output=json", "--output-path=stdout"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    browser = shutil.which("chromium") or shutil.which("google-chrome") or ""
    done = subprocess.run(
        command, stdout=subprocess.PIPE, check=True, env={**os.environ, "CHROME_PATH": browser}, timeout=300
    )
    report = json.loads(done.stdout)
    for audit in _lost(report):
        print(f"      {audit}", flush=True)
    return {name: round(report["categories"][name]["score"] * 100) for name in CATEGORIES}


def _lost(report: dict[str, Any]) -> Iterator[str]:
    """Audits with weight that are not passed whole, as `category: id score value`."""
    for name in CATEGORIES:
        for reference in report["categories"][name]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{name}: {audit['id']} {audit['score']} {audit.get('displayValue', '')}"


def main() -> int:
    """Build, serve, measure; print every run and the medians."""
    with tempfile.TemporaryDirectory(prefix="lighthouse-") as folder:
        site = Path(folder) / _ROOT.strip("/")
        options = ["--config", str(ROOT / "site_config.yml"), "--as-of", AS_OF]
        if disclosure(["build", *options, "--output", str(site)]):
            return 1
        worst = 100.0
        with _served(site.parent) as home:
            for name, path in PAGES.items():
                runs = [_scores(home + path) for _ in range(RUNS)]
                for category in CATEGORIES:
                    values = [run[category] for run in runs]
                    worst = min(worst, median(values))
                    print(f"{name:11} {category:15} {median(values):3}  {values}", flush=True)
    return 0 if worst >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
