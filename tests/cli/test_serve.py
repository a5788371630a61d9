"""The live preview as a process of its own: what changes on disk shows in the browser."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from build.sources import AS_OF
from build.trees import command, copy_project, record, write_tree

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends the preview by a signal")

Found = TypeVar("Found")

PATIENCE = 60  # seconds; only a broken preview needs them


class Preview:
    """A running preview of a small tree."""

    def __init__(self, folder: Path, **fields: str) -> None:
        self.config = copy_project(folder)
        self.content = write_tree(folder / "content", {"finance/2026/budget.md": record("F-1", **fields)})
        self.output = folder / "output.txt"
        with self.output.open("w", encoding="utf-8") as output:
            self.process = subprocess.Popen(
                command("serve", "--config", self.config, "--port", 0, "--as-of", AS_OF),
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        started = self.until(lambda: re.findall(r"预览：(http://\S+?/)（", self.output.read_text("utf-8")))
        self.address = started[0]

    def until(self, look: Callable[[], Found]) -> Found:
        """Look again and again until there is something to see."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if found := look():
                return found
            assert self.process.poll() is None, self.output.read_text("utf-8")
            time.sleep(0.05)
        pytest.fail(f"nothing came; the preview said: {self.output.read_text('utf-8')}")

    def end(self) -> None:
        """End it as `kill` does, so that it clears its temporary folder away."""
        self.process.terminate()
        try:
            self.process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise

    def get(self, url: str) -> str:
        try:
            with urllib.request.urlopen(self.address + url, timeout=PATIENCE) as answer:
                text: str = answer.read().decode("utf-8")
                return text
        except urllib.error.HTTPError as error:
            return f"{error.code} {error.read().decode('utf-8')}"

    def write(self, path: str, text: str) -> None:
        target = self.content / "records" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")

    def shows(self, url: str, words: str) -> None:
        self.until(lambda: words in self.get(url))


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    running = Preview(tmp_path)
    yield running
    running.end()


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One for all tests that change nothing."""
    running = Preview(tmp_path_factory.mktemp("still"))
    yield running
    running.end()


class Events:
    """The stream that a page listens to."""

    def __init__(self, preview: Preview) -> None:
        host = preview.address.removeprefix("http://").rstrip("/")
        self._connection = http.client.HTTPConnection(host, timeout=PATIENCE)
        self._connection.request("GET", "/__preview/events")
        self._answer = self._connection.getresponse()
        assert self._answer.getheader("Content-Type") == "text/event-stream"

    def next(self) -> tuple[str, object]:
        """The next event's name and data."""
        name = ""
        while True:
            line = self._answer.readline().decode("utf-8").rstrip("\n")
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                return name, json.loads(line.removeprefix("data: "))

    def until(self, name: str, wanted: Callable[[object], bool] = lambda _: True) -> object:
        """The data of the next event of this name that is wanted; others are passed over."""
        while True:
            event, data = self.next()
            if event == name and wanted(data):
                return data


def test_change_shows_and_open_pages_are_told(preview: Preview) -> None:
    assert "正文。" in preview.get("records/F-1/")
    assert "/__preview/live.js" in preview.get("")
    assert "EventSource" in preview.get("__preview/live.js")
    events = Events(preview)
    preview.write("finance/2026/budget.md", record("F-1", body="改过的正文。"))
    events.until("changed")
    preview.shows("records/F-1/", "改过的正文。")


def test_new_record_with_a_new_attachment_shows(preview: Preview) -> None:
    missing = preview.get("records/F-2/")
    assert missing.startswith("404 ")
    assert "没有找到这个页面" in missing
    assert "/__preview/live.js" in missing  # an open page shows the record as soon as there is one
    preview.write("finance/2026/new/表.csv", "项目,金额\n")
    preview.write(
        "finance/2026/new.md", record("F-2", extra="attachments:\n  - {file: 表.csv, title: 预算表}\n")
    )
    preview.shows("records/F-2/", "预算表")
    assert preview.get("records/F-2/%E8%A1%A8.csv") == "项目,金额\n"
    preview.shows("departments/finance/", "关于F-2的通知")


def test_faulty_record_keeps_the_old_page_and_tells_what_is_wrong(preview: Preview) -> None:
    events = Events(preview)
    preview.write("finance/2026/budget.md", record("F-1", body="新的正文。", issued="2026-02-30"))
    problems = str(events.until("problems", bool))
    assert "budget.md:6:1: invalid-date" in problems
    assert "正文。" in preview.get("records/F-1/")
    assert "新的正文。" not in preview.get("records/F-1/")
    assert "budget.md:6:1: invalid-date" in str(Events(preview).next()[1])  # a page opened later sees it too
    preview.write("finance/2026/budget.md", record("F-1", body="新的正文。"))
    assert events.until("problems") == ""
    preview.shows("records/F-1/", "新的正文。")


def test_preview_that_starts_with_a_fault_shows_it_and_then_the_site(tmp_path: Path) -> None:
    preview = Preview(tmp_path, issued="2026-02-30")
    try:
        assert "invalid-date" in preview.output.read_text("utf-8")
        page = preview.get("")
        assert page.startswith("503 ")
        assert "/__preview/live.js" in page  # so that it reloads as soon as there is something to see
        events = Events(preview)
        assert "invalid-date" in str(events.until("problems", bool))
        preview.write("finance/2026/budget.md", record("F-1"))
        events.until("changed")
        preview.shows("", "关于F-1的通知")
    finally:
        preview.end()


def test_nothing_outside_the_site_is_served(still: Preview) -> None:
    host = still.address.removeprefix("http://").rstrip("/")
    for path in (
        "/../../etc/hostname",
        "/%2e%2e/%2e%2e/etc/hostname",
        "/search/../../frame/index.html",
        "//etc/hostname",
    ):
        connection = http.client.HTTPConnection(host, timeout=PATIENCE)
        connection.request("GET", path)
        assert connection.getresponse().status == 404, path


def test_removed_and_renamed_folders_are_noticed(preview: Preview) -> None:
    preview.write("water/2026/notice.md", record("W-1", department="water"))
    preview.shows("records/W-1/", "关于W-1的通知")
    shutil.move(preview.content / "records/water", preview.content.parent / "elsewhere")
    preview.until(lambda: preview.get("records/W-1/").startswith("404 "))


def test_settings_templates_and_prose_are_followed(preview: Preview) -> None:
    text = preview.config.read_text("utf-8")
    preview.config.write_text(
        text.replace("site_name: 示例县人民政府信息公开", "site_name: 另一个名字"), "utf-8"
    )
    preview.shows("records/F-1/", "另一个名字")
    template = preview.config.parent / "theme_overrides/disclosure/record.html"
    template.write_text(template.read_text("utf-8") + "<p>模板改过</p>", "utf-8")
    preview.shows("records/F-1/", "模板改过")
    pages = preview.content / "pages"
    pages.mkdir()
    (pages / "index.md").write_text("# 首页\n\n门户的文字。\n", "utf-8")
    preview.shows("", "门户的文字。")


def test_template_repaired_while_a_record_is_faulty_still_comes_into_its_own(preview: Preview) -> None:
    events = Events(preview)
    template = preview.config.parent / "theme_overrides/main.html"
    sound = template.read_text("utf-8")
    template.write_text(sound + "{% if %}", "utf-8")
    events.until("problems", bool)
    preview.write("finance/2026/budget.md", record("F-1", issued="2026-02-30"))
    events.until("problems", lambda text: "invalid-date" in str(text))
    template.write_text(sound.replace("</body>", "<!-- repaired --></body>"), "utf-8")
    events.until("problems", lambda text: "invalid-date" in str(text))
    preview.write("finance/2026/budget.md", record("F-1", body="都好了。"))
    preview.shows("records/F-1/", "都好了。")
    assert "<!-- repaired -->" in preview.get("records/F-1/")


def test_search_follows_the_content(preview: Preview) -> None:
    preview.until(lambda: "关于F-1的通知" in preview.get("search/text/F-1.json"))
    for number in range(2, 5):  # each change comes while the one before is being indexed
        preview.write(f"finance/2026/{number}.md", record(f"F-{number}"))
        preview.shows(f"records/F-{number}/", "正文。")
    preview.until(lambda: "关于F-4的通知" in preview.get("search/text/F-4.json"))
    preview.until(lambda: "关于F-2的通知" in preview.get("search/text/F-2.json"))


def test_permanent_addresses_are_those_of_the_preview(still: Preview) -> None:
    assert f'<link rel="canonical" href="{still.address}records/F-1/">' in still.get("records/F-1/")


@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGTERM])
def test_ends_well_when_it_is_told_to(preview: Preview, way: signal.Signals) -> None:
    Events(preview)  # an open page does not keep it from ending
    preview.process.send_signal(way)
    assert preview.process.wait(timeout=PATIENCE) == 0
    assert "Traceback" not in preview.output.read_text("utf-8")


def test_taken_port_is_told_of(still: Preview) -> None:
    port = still.address.rstrip("/").rpartition(":")[2]
    done = subprocess.run(
        command("serve", "--config", still.config, "--port", port),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 2
    assert done.stderr == f"disclosure: 用法不对：端口 {port} 已被占用，请用 --port 换一个\n"
