"""The workflows by which GitHub and GitLab publish the course: what they run, what they trust, what they hand out."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
GITHUB = yaml.safe_load((ROOT / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8"))
GITLAB = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
KEYWORDS = {"image", "stages", "variables"}
COMMANDS = {"make test", "make editions", "make zips"}


def github_steps() -> list[dict[str, Any]]:
    return [step for job in GITHUB["jobs"].values() for step in job["steps"]]


def gitlab_jobs() -> dict[str, dict[str, Any]]:
    return {name: job for name, job in GITLAB.items() if name not in KEYWORDS and not name.startswith(".")}


def test_both_run_the_same_commands_and_these_exist():
    github = {step["run"] for step in github_steps() if step.get("run", "").startswith("make ")}
    gitlab = {line for job in gitlab_jobs().values() for line in job["script"] if line.startswith("make ")}
    assert github == gitlab == COMMANDS
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {command.removeprefix("make ") for command in COMMANDS} <= targets


def test_nothing_is_published_that_was_not_tested():
    for jobs in (GITHUB["jobs"], gitlab_jobs()):
        publishing = [job for name, job in jobs.items() if name in ("publish", "pages", "release")]
        assert len(publishing) == 2
        assert all(job["needs"] == ["test", "build"] for job in publishing)


def test_only_githubs_own_actions_are_used():
    used = [step["uses"] for step in github_steps() if "uses" in step]
    assert used and all(re.fullmatch(r"actions/[a-z-]+@v\d+", each) for each in used)


def test_a_job_may_write_only_what_it_hands_out():
    assert GITHUB["permissions"] == {"contents": "read"}
    assert {name: job["permissions"] for name, job in GITHUB["jobs"].items() if "permissions" in job} == {
        "publish": {"pages": "write", "id-token": "write"},
        "release": {"contents": "write"},
    }
    # what comes from outside reaches a shell as a variable, never as a part of the script
    assert not [step for step in github_steps() if "${{" in step.get("run", "")]


@pytest.mark.parametrize("edition", ["", "camara", "gone"])
@pytest.mark.parametrize("where", ["github", "gitlab"])
def test_the_editions_are_put_beside_each_other(tmp_path, where, edition):
    """The one that is asked for at the top; ours if there is no such one."""
    for folder, text in (("site", "ours"), ("editions/camara/site", "camara"), ("editions/guild/site", "guild")):
        (tmp_path / "_build" / folder).mkdir(parents=True)
        (tmp_path / "_build" / folder / "index.html").write_text(text, encoding="utf-8")
    if where == "github":
        (script,) = [step["run"] for step in github_steps() if "_build/public" in step.get("run", "")]
        public = tmp_path / "_build" / "public"
    else:
        script, public = "\n".join(GITLAB["pages"]["script"]), tmp_path / "public"
    subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env={**os.environ, "EDITION": edition}, check=True)
    found = {path.parent.relative_to(public).as_posix(): path.read_text() for path in public.rglob("index.html")}
    assert found == {".": "camara" if edition == "camara" else "ours", "camara": "camara", "guild": "guild"}


def test_the_release_names_every_zip(tmp_path):
    """What GitLab is sent, with a curl that only writes down what it was asked."""
    (tmp_path / "_build" / "zip").mkdir(parents=True)
    for name in ("a-1.0.zip", "b-2.0.zip"):
        (tmp_path / "_build" / "zip" / name).touch()
    curl = tmp_path / "curl"
    curl.write_text('#!/bin/sh\nprintf "%s\\n" "$@" >> sent\n', encoding="utf-8")
    curl.chmod(0o755)
    given = {"CI_API_V4_URL": "https://h/api", "CI_PROJECT_ID": "7", "CI_COMMIT_TAG": "v1", "CI_JOB_TOKEN": "t"}
    environment = {**os.environ, **given, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    script = "\n".join(GITLAB["release"]["script"])
    subprocess.run(["sh", "-e", "-c", script], cwd=tmp_path, env=environment, check=True)
    sent = (tmp_path / "sent").read_text(encoding="utf-8").splitlines()
    (release,) = [yaml.safe_load(line) for line in sent if line.startswith("{")]
    assert release["tag_name"] == "v1"
    assert [link["name"] for link in release["assets"]["links"]] == ["a-1.0.zip", "b-2.0.zip"]
    for link in release["assets"]["links"]:
        assert link["url"] in sent
