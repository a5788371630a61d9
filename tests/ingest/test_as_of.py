"""The day that stands for today: the option, SOURCE_DATE_EPOCH, HEAD's date, today; in the site's zone."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from factory import BUDGET, ContentTree, record

from generator.cli import main
from generator.ingest.clock import as_of, head_commit

SHANGHAI, LONDON = ZoneInfo("Asia/Shanghai"), ZoneInfo("UTC")
LATE = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)  # already the next day in Shanghai


@pytest.fixture(autouse=True)
def no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose one commit was made late on 1 March, UTC; its author wrote it years before."""
    commit(tmp_path, LATE)
    return tmp_path


def commit(folder: Path, moment: datetime) -> None:
    identity = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b.example"}
    identity |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b.example"}
    dates = {"GIT_AUTHOR_DATE": "2020-01-01T00:00:00Z", "GIT_COMMITTER_DATE": moment.isoformat()}
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "--allow-empty", "-m", "x"]):
        subprocess.run(["git", "-C", folder, *command], check=True, env={**os.environ, **identity, **dates})


def test_the_option_comes_first(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert as_of(date(2030, 1, 2), repository, SHANGHAI) == date(2030, 1, 2)


def test_today_is_what_the_clock_says(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    for zone in (SHANGHAI, LONDON):
        before = datetime.now(zone).date()
        assert before <= as_of("today", repository, zone) <= datetime.now(zone).date()


@pytest.mark.parametrize(("zone", "day"), [(SHANGHAI, 2), (LONDON, 1)])
def test_source_date_epoch_comes_before_the_commit(
    repository: Path, monkeypatch: pytest.MonkeyPatch, zone: ZoneInfo, day: int
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2025, 7, 1, 23, 30, tzinfo=UTC).timestamp())))
    assert as_of(None, repository, zone) == date(2025, 7, day)


@pytest.mark.parametrize(("zone", "day"), [(SHANGHAI, 2), (LONDON, 1)])
def test_the_commit_counts_in_the_zone_of_the_site(repository: Path, zone: ZoneInfo, day: int) -> None:
    assert as_of(None, repository, zone) == date(2026, 3, day)


def test_a_folder_of_the_repository_and_a_hook_of_another(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path_factory.mktemp("other")
    commit(other, datetime(2001, 1, 1, tzinfo=UTC))
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    (repository / "content").mkdir()
    assert as_of(None, repository / "content", LONDON) == date(2026, 3, 1)
    assert head_commit(repository / "content") != head_commit(other)


def test_without_a_repository_it_is_today(tmp_path: Path) -> None:
    before = datetime.now(SHANGHAI).date()
    assert before <= as_of(None, tmp_path, SHANGHAI) <= datetime.now(SHANGHAI).date()
    assert head_commit(tmp_path) is None


def test_without_git_it_is_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(tmp_path, LATE)
    monkeypatch.setenv("PATH", "")
    assert as_of(None, tmp_path, SHANGHAI) >= datetime.now(SHANGHAI).date().replace(day=1)
    assert head_commit(tmp_path) is None


def test_publication_after_that_day_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    tree = ContentTree(tmp_path, {BUDGET: record(published="2026-03-06")})
    commit(tmp_path, datetime(2026, 3, 5, 15, 59, tzinfo=UTC))  # a minute before midnight in Shanghai
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 1
    assert "7:1: published-in-future: 发布日期 2026-03-06 晚于今天（2026-03-05）" in capfd.readouterr().out
    tree.configure(timezone="Pacific/Auckland")
    assert main(["check"]) == 0
    tree.configure()
    assert main(["check", "--as-of", "2026-03-06"]) == 0


@pytest.mark.parametrize("epoch", ["soon", "1e9", "99999999999999999999"])
def test_an_epoch_that_is_none_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str, capfd: pytest.CaptureFixture[str]
) -> None:
    ContentTree(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert main(["check"]) == 2
    assert "SOURCE_DATE_EPOCH" in capfd.readouterr().err
