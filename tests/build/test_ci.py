"""What a run on GitHub or GitLab says and does: scripts/ci.py, and the files that call it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from helpers.ci import _QUIET, on_github, start
from helpers.project import DOCS, ROOT, copy_project, edit

if TYPE_CHECKING:
    from pathlib import Path

WORKFLOW = ROOT / ".github" / "workflows" / "portfolio.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, nothing begun."""
    return copy_project(tmp_path / "project")


OWN_FRONT = """---
title: Portfolio of Kim Oduya
name: Kim Oduya
headline: I keep small clusters running
---

What I built last winter is below.
"""


def hand_in(project: Path, *names: str) -> None:
    for name in names:
        mine = ROOT / "tests" / "portfolio" / name
        if mine.exists():
            shutil.copy(mine, project / "docs")
        else:
            (project / "docs" / name).write_text(OWN_FRONT, encoding="utf-8")


ASSESSMENT, PLAN = "skills-assessment-completed.md", "learning-plan.md"
ROADMAP, RESEARCH, FRONT = "career-roadmap.md", "job-market-research.md", "portfolio.md"
ALL_FOUR = (ASSESSMENT, PLAN, ROADMAP, RESEARCH)
CASES: dict[str, tuple[tuple[str, ...], tuple[str, ...], int, str, str, str]] = {
    # what is there, arguments, exit code, done, ready, what comes next
    "nothing begun": (
        *((), (), 0, "0 of 4", "false"),
        "**Skills assessment**: copy docs/skills-assessment.md to docs/skills-assessment-completed",
    ),
    "two done": (
        *((ASSESSMENT, PLAN), (), 0, "2 of 4", "false"),
        "**Job market research**: copy docs/job-market-research-template.md to docs/job-market-res",
    ),
    "two done, handed in": (
        *((ASSESSMENT, PLAN), ("--all",), 1, "2 of 4", "false"),
        "**Job market research**: copy docs/job-market-research-template.md to docs/job-market-res",
    ),
    "no front page": (
        *(ALL_FOUR, (), 0, "4 of 4", "false"),
        "**Portfolio page**: copy docs/portfolio-template.md to docs/portfolio.md, then fill it in",
    ),
    "no front page, handed in": (
        *(ALL_FOUR, ("--all",), 0, "4 of 4", "false"),
        "**Portfolio page**: copy docs/portfolio-template.md to docs/portfolio.md, then fill it in",
    ),
    "all": ((*ALL_FOUR, FRONT), ("--all",), 0, "4 of 4", "true", ""),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_red_means_wrong_not_unfinished(case: Any, project: Path) -> None:
    names, arguments, code, done, ready, comes_next = case
    hand_in(project, *names)

    ran = on_github(project, *arguments)

    assert (ran.code, ran.err, ran.output) == (code, "", f"ready={ready}\n")
    assert f"## Exercise 01: {done}\n" in ran.summary
    assert f"Next: {comes_next}" in ran.summary if comes_next else "Next:" not in ran.summary
    assert ("Ready to publish." in ran.summary) == (ready == "true")
    assert ran.out.count("::error file=docs/") == (2 if code else 0)


def test_what_is_wrong_is_annotated_at_its_line_and_comes_next(project: Path) -> None:
    hand_in(project, PLAN)
    edit(project / "docs" / PLAN, "hours_per_week: 7.5", "hours_per_week: 7%")

    ran = on_github(project)

    assert (ran.code, ran.output) == (1, "ready=false\n")
    assert ran.out.startswith(
        "::error file=docs/learning-plan.md,line=5,title=Learning plan%3A hours_per_week::7%25 is"
    )
    assert "%0Ahint: write digits" in ran.out
    assert ran.out.count("\n") == 1
    assert "- ❌ Learning plan: 1 to fix\n" in ran.summary
    assert "- ⬜ Career roadmap: not started\n" in ran.summary
    assert r"Next: **Learning plan**: fix docs/learning-plan.md:5: hours\_per\_week" in ran.summary


def test_a_front_page_that_is_there_must_be_right(project: Path) -> None:
    hand_in(project, FRONT)
    edit(project / "docs" / FRONT, "headline:", "headlin:")

    for arguments in ((), ("--all",)):
        ran = on_github(project, *arguments)
        assert ran.code == 1
        assert "::error file=docs/portfolio.md,line=" in ran.out


@pytest.mark.parametrize("name", ["Learning-Plan.md", "learning-plan (1).md"])
def test_another_name_is_wrong_and_not_absent(project: Path, name: str) -> None:
    hand_in(project, PLAN)
    (project / "docs" / PLAN).rename(project / "docs" / name)

    ran = on_github(project)

    assert ran.code == 1
    assert f"rename {name} to learning-plan.md" in ran.out


def test_without_github_it_is_said_in_words(project: Path) -> None:
    hand_in(project, PLAN)
    edit(project / "docs" / PLAN, "hours_per_week: 7.5", "hours_per_week: 7%")

    ran = start(project)

    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith("docs/learning-plan.md:5: hours_per_week: 7% is no")
    assert "\n    hint: write digits" in ran.out
    assert "\n## Exercise 01: 0 of 4\n" in ran.out
    assert "\nNot ready to publish yet. To do: Skills assessment (docs/skills-" in ran.out
    assert "\\" not in ran.out


def test_ready_is_one_line_and_an_exit_code(project: Path) -> None:
    hand_in(project, *ALL_FOUR)
    line = "Not ready to publish yet. To do: Portfolio page (docs/portfolio.md).\n"
    assert (start(project, "--ready").code, start(project, "--ready").out) == (3, line)

    hand_in(project, FRONT)
    assert (start(project, "--ready").code, start(project, "--ready").out) == (
        *(0, "Ready to publish.\n"),
    )


def test_texts_of_strangers_are_escaped_in_the_summary(project: Path) -> None:
    hand_in(project, PLAN)
    hostile = "<img src=x>[a](https://b.example) | `c` **d** ![e](f) www.g.example"
    edit(project / "docs" / PLAN, "hours_per_week: 7.5", f'hours_per_week: "{hostile}"')
    edit(project / "docs" / "index.md", "title: Learning plan", 'title: "<b>*Plan*\\n\\n# [x](y)"')

    summary = on_github(project).summary

    assert "<img" in summary.replace("\\", "")
    assert not re.search(r"(?<!\\)[<>\[\]`|]|https://|www\.|^# ", summary, re.MULTILINE)
    assert r"- ❌ \<b\>\*Plan\* # \[x\](y): 1 to fix" in summary


def test_a_broken_page_of_an_author_is_an_error_at_its_line(project: Path) -> None:
    hand_in(project, *ALL_FOUR, FRONT)
    edit(project / "docs" / "role.md", "title: ", "title: [")

    ran = on_github(project)

    assert (ran.code, ran.output) == (1, "ready=false\n")
    assert re.match(r"::error file=docs/role.md,line=[0-9]+,title=role.md%3A bad-front", ran.out)
    assert "Next: **role.md**: fix docs/role.md:" in ran.summary


def test_a_broken_exercise_cannot_be_checked(project: Path) -> None:
    edit(project / "docs" / "index.md", "title: ", "title: [")

    ran = on_github(project)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("cannot check: index.md:")


def test_documents_may_lie_in_another_folder(project: Path, portfolio: Path) -> None:
    ran = start(project, PORTFOLIO_DIR=str(portfolio))
    absent = start(project, PORTFOLIO_DIR="nowhere")

    assert "## Exercise 01: 4 of 4\n" in ran.out
    assert (absent.code, absent.out) == (2, "")
    assert "PORTFOLIO_DIR" in absent.err


@pytest.mark.parametrize("script", ["ci", "validate_exercise01"])
def test_what_is_not_installed_is_named(script: str) -> None:
    """-S: a Python without its packages."""
    command = [sys.executable, "-S", "-E", ROOT / "scripts" / f"{script}.py"]
    ran = subprocess.run(command, env=_QUIET, capture_output=True, check=False)

    assert (ran.returncode, ran.stdout) == (2, b"")
    assert b"python -m pip install -r requirements.txt" in ran.stderr
    assert b"Traceback" not in ran.stderr


# --- the workflow ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def workflow() -> dict[Any, Any]:
    """The workflow as YAML 1.2 reads it: `on` is a word."""
    text = WORKFLOW.read_text(encoding="utf-8").replace("\non:", '\n"on":')
    return dict(yaml.safe_load(text))


def steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_nothing_else_runs_by_itself() -> None:
    """One is there for courses to call, and one tests the project itself, in no copy of it."""
    names = {path.name for path in WORKFLOW.parent.iterdir()}
    assert names == {"portfolio.yml", "check-portfolio.yml", "links.yml", "tests.yml"}
    other = WORKFLOW.with_name("check-portfolio.yml")
    read = yaml.load(other.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert list(read["on"]) == ["workflow_call"]
    assert read["permissions"] == {}
    assert read["jobs"]["check"]["permissions"] == {"contents": "read"}


def test_a_course_checks_a_learners_repository(project: Path, portfolio: Path) -> None:
    """As the steps of the called workflow do: from beside the checks, nothing of it is run."""
    other = yaml.safe_load((WORKFLOW.parent / "check-portfolio.yml").read_text(encoding="utf-8"))
    step = other["jobs"]["check"]["steps"][-1]
    home = project.parent / "portfolio-of-a-learner"
    shutil.copytree(portfolio, home / "docs")
    checks = home.parent / "checks"
    checks.symlink_to(ROOT, target_is_directory=True)
    (home / "docs" / "learning-plan.md").unlink()

    def step_run(all_of_it: str) -> subprocess.CompletedProcess[str]:
        command = step["run"].replace("python ", f"{sys.executable} ")
        env = _QUIET | {"FOLDER": "docs", "ALL": all_of_it}
        return subprocess.run(
            ["bash", "-euc", command],
            cwd=home,
            env=env,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    begun, whole = step_run(""), step_run("--all")

    assert begun.returncode == 0, begun.stderr
    assert "3 of 4" in begun.stdout
    assert whole.returncode == 1
    assert "learning-plan.md is not there" in whole.stdout


def test_the_hook_before_a_commit_runs_from_the_learners_folder(portfolio: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    home = portfolio.parent / "mine"
    shutil.copytree(portfolio, home / "docs")
    program, *arguments = hook["entry"].split()
    assert os.access(ROOT / program, os.X_OK)
    assert (ROOT / program).read_text(encoding="utf-8").startswith("#!/usr/bin/env python3\n")
    command = [sys.executable, ROOT / program, *arguments]
    plan = home / "docs" / "learning-plan.md"
    edit(plan, "hours_per_week: 7.5", "hours_per_week: soon")

    ran = subprocess.run(
        command, cwd=home, env=_QUIET, capture_output=True, encoding="utf-8", check=False
    )

    assert ran.returncode == 1
    assert "docs/learning-plan.md:5: hours_per_week: soon is not a number" in ran.stdout
    assert re.fullmatch(hook["files"], "docs/learning-plan.md")
    assert not re.fullmatch(hook["files"], "notes/learning-plan.md")


def test_a_step_shows_the_most_useful_ten_first(portfolio: Path) -> None:
    """GitHub shows ten errors of a step: one of each kind of field before the second of any."""
    weeks = portfolio / "learning-plan.md"
    weeks.write_text(re.sub(r"(?m)^      - .*$", "      -", weeks.read_text("utf-8")), "utf-8")
    edit(portfolio / "career-roadmap.md", "deliverable: career-roadmap", "deliverable: x")
    (portfolio / "job-market-research.md").write_bytes(b"\xff")
    command = [sys.executable, ROOT / "scripts" / "validate_exercise01.py", portfolio]
    ran = subprocess.run(
        [*command, "--format", "github"], env=_QUIET, capture_output=True, check=False
    )
    lines = ran.stdout.decode("utf-8").splitlines()
    assert len(lines) > 12
    assert "job-market-research.md" in lines[0]
    assert any("career-roadmap.md" in line for line in lines[:10])
    fields = [re.search(r"title=[^:]*%3A (\w+)", line)[1] for line in lines[1:4]]
    assert len(set(fields)) == len(fields)


def test_every_action_is_pinned_by_a_commit_and_names_its_version() -> None:
    texts = [path.read_text(encoding="utf-8") for path in WORKFLOW.parent.glob("*.yml")]
    lines = [line for text in texts for line in re.findall(r"uses:.*", text)]

    assert len(lines) >= 14
    for line in lines:
        assert re.fullmatch(r"uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_each_job_may_do_no_more_than_it_must(workflow: dict[Any, Any]) -> None:
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == {
        "check": {"contents": "read"},
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
    for step in steps(workflow):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_no_value_of_a_stranger_gets_into_a_script(workflow: dict[Any, Any]) -> None:
    runs = [step["run"] for step in steps(workflow) if "run" in step]

    assert runs
    assert not [run for run in runs if "${{" in run]


def test_every_job_ends_and_a_deploy_is_never_cut_off(workflow: dict[Any, Any]) -> None:
    jobs = workflow["jobs"]

    assert all(job["timeout-minutes"] <= 15 for job in jobs.values())
    assert {name: job["concurrency"]["cancel-in-progress"] for name, job in jobs.items()} == {
        "check": True,
        "build": False,
        "deploy": False,
    }


def test_it_runs_for_pushes_pull_requests_and_by_hand(workflow: dict[Any, Any]) -> None:
    what = workflow["on"]["workflow_dispatch"]["inputs"]["what"]

    assert list(workflow["on"]) == ["push", "pull_request", "workflow_dispatch"]
    assert (what["options"], what["default"]) == (["Hand in", "Check only"], "Hand in")


def test_only_a_learner_hands_in_with_a_pull_request(workflow: dict[Any, Any]) -> None:
    """Not somebody who changes the project itself, and not Dependabot."""
    (say,) = (step for step in steps(workflow) if step.get("id") == "say")

    condition = " ".join(say["env"]["HAND_IN"].split())

    assert "github.event_name == 'pull_request' && github.base_ref == 'main'" in condition
    assert "&& !github.event.repository.is_template" in condition
    assert "&& github.event.pull_request.user.login != 'dependabot[bot]'" in condition


def test_only_the_project_itself_tests_the_project() -> None:
    tests = yaml.safe_load((WORKFLOW.parent / "tests.yml").read_text(encoding="utf-8"))

    for job in tests["jobs"].values():
        assert job["if"] == "github.event.repository.is_template"


def test_no_copy_gets_pull_requests_that_only_renew() -> None:
    settings = WORKFLOW.parent.with_name("dependabot.yml").read_text(encoding="utf-8")

    assert {row["open-pull-requests-limit"] for row in yaml.safe_load(settings)["updates"]} == {0}


def test_only_what_is_ready_is_built_and_only_from_main(workflow: dict[Any, Any]) -> None:
    condition = " ".join(workflow["jobs"]["build"]["if"].split())

    assert condition == (
        "github.event_name != 'pull_request' && github.ref == 'refs/heads/main' "
        "&& needs.check.outputs.ready == 'true'"
    )
    assert workflow["jobs"]["deploy"]["needs"] == "build"


def test_gitlab_publishes_only_what_is_ready() -> None:
    pages = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))["pages"]

    assert pages["script"][0] == "python scripts/ci.py --ready"
    assert pages["allow_failure"] == {"exit_codes": 3}
    assert pages["artifacts"]["paths"] == ["public"]


# --- the worked example, and what lies beside


def test_copies_of_the_example_are_told_and_are_not_ready(project: Path) -> None:
    shutil.copytree(DOCS / "example", project / "docs", dirs_exist_ok=True)
    for name in (*ALL_FOUR, FRONT):
        edit(project / "docs" / name, "Nuala Kershaw", "Kim Oduya")
    count = len([*(DOCS / "example").glob("*.md")])

    ran = on_github(project)
    assert (ran.code, ran.output) == (0, "ready=false\n")
    assert ran.out.count("::warning file=docs/") == count
    assert "docs/portfolio.md" in ran.out
    assert "⚠️ Learning plan: copied from the worked example\n" in ran.summary
    assert "is entirely or mostly copied from the worked example" in ran.summary

    ran = on_github(project, "--all")
    assert (ran.code, ran.output) == (1, "ready=false\n")
    assert ran.out.count("::error file=docs/") == count
    assert start(project, "--ready").code == 3


def test_the_example_itself_is_no_copy(project: Path) -> None:
    assert start(project, "--all", "--folder", "docs/example").code == 0


def test_a_second_copy_beside_a_document_is_a_warning(project: Path) -> None:
    hand_in(project, *ALL_FOUR, FRONT)
    shutil.copy(project / "docs" / PLAN, project / "docs" / "learning-plan (1).md")

    ran = on_github(project, "--all")

    assert (ran.code, ran.output) == (0, "ready=true\n")
    assert ran.out.startswith("::warning file=docs/learning-plan (1).md,line=1,title=")


def test_the_mistake_at_its_line_comes_before_what_is_not_begun(project: Path) -> None:
    hand_in(project, PLAN)
    edit(project / "docs" / PLAN, "hours_per_week: 7.5", "hours_per_week: 7%")

    lines = on_github(project, "--all").out.split("\n")

    assert lines[0].startswith("::error file=docs/learning-plan.md,line=5")
    assert "is not there yet" in lines[1]


def test_each_exercise_has_its_own_list(project: Path) -> None:
    hand_in(project, *ALL_FOUR)
    shutil.copy(
        project / "docs" / "environment-report-template.md",
        project / "docs" / "environment-report.md",
    )

    summary = on_github(project).summary

    first, second = summary.split("## Exercise 02")
    assert "✅ Career roadmap: done" in first
    assert "Environment report" not in first
    assert "Environment report" in second
    assert "Career roadmap" not in second


def test_a_file_in_place_of_a_folder_is_run_with_its_folder(project: Path) -> None:
    ran = start(project, "--folder", "docs/role.md")
    assert ran.code == 0
    assert ran.err == "docs/role.md is a file: its folder is checked\n"
