"""What code hosts run: every command is one that can be called, and a stranger's pull request can do little.

`make lint` holds the same files against the hosts' schemas (check-jsonschema) and known attacks (zizmor).
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli.parser import build_parser

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
HOSTING = GITHUB / "hosting"
PUBLISH = HOSTING / "publish.sh"
WORKFLOWS = [*sorted((GITHUB / "workflows").glob("*.yml")), HOSTING / "gitea.yml"]
EVERYWHERE = {"echo", "export", "git", "tar", "test", "true"}  # what every build machine has


def loaded(path: Path) -> dict[Any, Any]:
    """A YAML file; in a workflow the key `on` has become True."""
    content: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def steps(workflow: Path) -> list[dict[str, Any]]:
    return [step for job in loaded(workflow)["jobs"].values() for step in job.get("steps", ())]


def scripts() -> dict[str, str]:
    """Shell scripts by the place where they stand."""
    found = {
        ".ci/run": "\n".join(re.findall("^make .+", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)),
        "publish.sh": "\n".join(re.findall(r"^ +((?:make|\.venv/).+)", PUBLISH.read_text(), re.MULTILINE)),
    }
    for workflow in WORKFLOWS:
        found |= {
            f"{workflow.name}: {step['name']}": step["run"] for step in steps(workflow) if "run" in step
        }
    gitlab = loaded(HOSTING / "gitlab-ci.yml")
    for name, job in gitlab.items():
        for key in ("before_script", "script"):
            if isinstance(job, dict) and key in job:
                found[f"gitlab-ci.yml: {name}"] = "\n".join(job[key])
    document = (GITHUB / "hosting.md").read_text(encoding="utf-8")
    (found["hosting.md"],) = re.findall(r"```bash\n(.*?)```", document, re.DOTALL)
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return found | {f"hook {hook['id']}": hook["entry"] for hook in hooks}


def commands(script: str) -> Iterator[list[str]]:
    """The words of each command, without redirections."""
    for line in re.sub(r"\\\n\s*", " ", script).splitlines():
        words = shlex.shlex(line, posix=True, punctuation_chars=True)
        words.whitespace_split = True
        redirected = False
        for operator, group in groupby(words, key=lambda word: set(word) <= set("|&;<>")):
            command = list(group)
            if not operator and command[redirected:]:
                yield command[redirected:]
            redirected = operator and command[-1] in (">", ">>", "<")


def test_a_script_is_taken_apart_as_a_shell_does() -> None:
    script = 'a "b c" > "d e" || true\nf --as-of today \\\n  g | h'
    assert list(commands(script)) == [
        ["a", "b c"],
        ["true"],
        ["f", "--as-of", "today", "g"],
        ["h"],
    ]


@pytest.mark.parametrize("place", scripts())
def test_scripts_call_what_exists(place: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = {*re.findall(r"^([\w./]+):", makefile, re.MULTILINE), ".venv/.ready"}
    for program, *arguments in commands(scripts()[place]):
        if program == "make":
            assert {word for word in arguments if not word.startswith("--")} <= targets
        elif program == "bash":
            assert (ROOT / arguments[0]).is_file()
        elif Path(program).name == "disclosure":
            options = ["--import" if word == "$IMPORT" else word for word in arguments]  # "" or the option
            build_parser("en").parse_args(options)
        else:
            assert program in EVERYWHERE


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_may_do_little_and_run_only_pinned_actions(workflow: Path) -> None:
    content = loaded(workflow)
    assert content["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in content[True]
    used = re.findall(r"uses: (.+)", workflow.read_text(encoding="utf-8"))
    assert used
    for action in used:
        if not action.startswith("./.github/workflows/"):
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+[-\w]*", action)
    # nothing from outside in a shell
    assert not any("${{" in step.get("run", "") for step in steps(workflow))
    checkouts = [step for step in steps(workflow) if step.get("uses", "").startswith("actions/checkout@")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_one_deployment_at_a_time_each_with_the_permissions_that_it_asks_for() -> None:
    deploy, daily, site = (
        loaded(GITHUB / "workflows" / f"{name}.yml") for name in ("deploy", "daily", "site")
    )
    asked = [job.get("permissions", site["permissions"]) for job in site["jobs"].values()]
    for caller in (deploy, daily):
        job = caller["jobs"]["site"]
        assert job["uses"] == "./.github/workflows/site.yml"
        assert all(permissions.items() <= job["permissions"].items() for permissions in asked)
        assert caller["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    assert "concurrency" not in site  # a called workflow would wait for its caller, for ever
    # GitHub stops a file with a schedule after 60 quiet days, push or not
    assert "schedule" in daily[True]
    assert "schedule" not in deploy[True]


def summary(tmp_path: Path, report: str) -> str:
    """What `.ci/summary` makes of a report."""
    (tmp_path / "check.txt").write_text(report, encoding="utf-8")
    written = tmp_path / "summary.md"
    command = ["bash", str(ROOT / ".ci" / "summary"), "标题", str(tmp_path / "check.txt")]
    subprocess.run(command, env={"PATH": "/usr/bin:/bin", "GITHUB_STEP_SUMMARY": str(written)}, check=True)
    return written.read_text(encoding="utf-8")


def test_problems_go_into_the_summary_as_they_are(tmp_path: Path) -> None:
    report = "a.md:1:1: rule: 问题\n    → 改法\n错误 1 个，提醒 0 个\n"
    assert summary(tmp_path, report) == f"## 标题\n\n~~~~~~~~\n{report}~~~~~~~~\n\n"


def test_a_long_summary_is_cut_between_problems_and_says_so(tmp_path: Path) -> None:
    problem = "a.md:1:1: rule: 问题\n    → 改法\n"
    written = summary(tmp_path, problem * 60_000)
    assert 990_000 < len(written.encode()) < 2**20
    assert "问题太多" in written
    assert "改法" not in written.replace(problem, "")
    assert "rule" not in written.replace(problem, "")


@pytest.fixture
def server(tmp_path: Path) -> tuple[Path, Path]:
    """A repository, and its clone on a web server, with a `disclosure` that only writes down its calls."""
    origin = tmp_path / "origin"
    script = origin / ".github" / "hosting" / "publish.sh"
    script.parent.mkdir(parents=True)
    shutil.copy(PUBLISH, script)
    (origin / "Makefile").write_text(".venv/.ready: ;\n", encoding="utf-8")
    command = origin / ".venv" / "bin" / "disclosure"
    command.parent.mkdir(parents=True)
    calls, broken = tmp_path / "calls", tmp_path / "broken"
    command.write_text(
        f'#!/bin/sh\necho "$@" >> "{calls}"\n! test -e "{broken}" || {{ echo broken; exit 1; }}\n'
    )
    command.chmod(0o755)
    git(origin, "init", "--quiet", "--initial-branch", "main")
    commit(origin)
    git(tmp_path, "clone", "--quiet", str(origin), "server")
    return origin, tmp_path / "server"


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=示例", "-c", "user.email=test@shili.example"]
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True)


def commit(origin: Path) -> None:
    git(origin, "add", "--all")
    git(origin, "commit", "--quiet", "--allow-empty", "--message", "change")


def published(server: Path, *target: str) -> tuple[int, list[str], str]:
    """The exit code of publish.sh, the commands that it has called, and what cron would mail."""
    calls = server.parent / "calls"
    calls.write_text("")
    done = subprocess.run(
        [server / ".github/hosting/publish.sh", "/srv/site", *target], capture_output=True, text=True
    )
    return (
        done.returncode,
        [line.split()[0] for line in calls.read_text().splitlines()],
        done.stdout + done.stderr,
    )


def test_the_server_publishes_what_is_new_and_only_once(server: tuple[Path, Path]) -> None:
    origin, clone = server
    assert published(clone) == (0, ["build", "verify"], "")
    assert published(clone) == (0, [], "")
    commit(origin)
    assert published(clone) == (0, ["build", "verify"], "")
    (clone / ".cache" / "published").write_text("another day")
    assert published(clone) == (0, ["build", "verify"], "")


def test_the_server_deploys_where_another_is_named(server: tuple[Path, Path]) -> None:
    _, clone = server
    assert published(clone, "zwgk@web:/srv/www")[1] == ["build", "verify", "deploy"]


def test_the_server_tries_again_what_failed_and_tells_it_once(server: tuple[Path, Path]) -> None:
    _, clone = server
    (clone.parent / "broken").touch()
    assert published(clone) == (1, ["build"], "broken\n")
    assert published(clone) == (1, ["build"], "")
    (clone.parent / "broken").unlink()
    assert published(clone) == (0, ["build", "verify"], "")
