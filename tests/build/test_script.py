"""The command as a shell runs it: what it prints, in every format, and its exit code."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from helpers.project import ROOT
from helpers.script import run

if TYPE_CHECKING:
    from pathlib import Path

COMPLETE = """\
✅ Skills assessment completed
✅ Learning plan created
✅ Career roadmap defined
✅ Job market research done

🎉 Exercise 01 Complete! Ready for Exercise 02.
"""


@pytest.mark.parametrize(
    "env",
    [{}, {"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}, {"NO_COLOR": "1"}],
    ids=str,
)
def test_the_example_prints_exactly_the_six_lines_whatever_the_console(env: dict[str, str]) -> None:
    assert run("docs/example", anew=True, **env) == (0, COMPLETE, "")


def test_it_runs_from_any_folder(tmp_path: Path) -> None:
    assert run(ROOT / "docs" / "example", cwd=tmp_path) == (0, COMPLETE, "")


def test_without_a_folder_it_checks_the_projects_docs(tmp_path: Path) -> None:
    code, out, _ = run(cwd=tmp_path)

    assert code == 1
    assert "docs/skills-assessment-completed.md: " in out
    assert out.endswith("Exercise 01: 0 of 4 done, 4 problems to fix.\n")


FRONT = "---\nname: Robin Vale\nheadline: Operations, moving into platforms\n{}---\n\n{}\n"


@pytest.mark.parametrize(
    ("field", "text", "code", "told"),
    [
        ("", "I keep 64 clusters in mind.", 0, ""),
        ("links:\n  - label: Code\n    url: nowhere\n", "I keep clusters.", 0, "links[0].url"),
        ("privat: [headline]\n", "I keep clusters.", 1, "private"),
        ("", "I hope for 64,000 a year.", 1, "private: month_12.salary.max"),
    ],
    ids=["fine", "a mistake", "a mistyped private", "what is private"],
)
def test_the_front_page_is_checked_beside_the_documents(
    field: str, text: str, code: int, told: str, portfolio: Path
) -> None:
    """It is no deliverable; what stops every build stops the check as well."""
    (portfolio / "portfolio.md").write_text(FRONT.format(field, text), encoding="utf-8")

    ran, out, _ = run(portfolio)

    assert ran == code
    assert out.startswith(COMPLETE)
    assert told in out
    assert ("No site is built" in out) == bool(code)
    assert ("⚠️ Portfolio page: 1 problem" in out) == bool(told)


@pytest.mark.parametrize("kind", ["json", "github", "junit"])
def test_a_front_page_that_reveals_something_fails_in_every_format(
    kind: str, portfolio: Path
) -> None:
    (portfolio / "portfolio.md").write_text(FRONT.format("", "I hope for 64 clusters."), "utf-8")
    assert run(portfolio, "--format", kind)[0] == 0

    (portfolio / "portfolio.md").write_text(FRONT.format("", "I hope for 64,000 a year."), "utf-8")
    code, out, _ = run(portfolio, "--format", kind)

    assert code == 1
    assert "portfolio.md" in out
    assert "month_12.salary.max" in out
    if kind == "json":
        (found,) = json.loads(out)["portfolios"]
        assert (found["complete"], found["state"]) == (False, "started")
        assert [each["code"] for each in found["problems"]] == ["private-told"]


def test_problems_stand_under_their_deliverable(portfolio: Path) -> None:
    plan = portfolio / "learning-plan.md"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("      - Write manifests by hand\n", ""), encoding="utf-8")

    code, out, err = run(portfolio, cwd=portfolio.parent)

    assert (code, err) == (1, "")
    assert out.split("\n")[:5] == [
        "✅ Skills assessment completed",
        "❌ Learning plan: 1 problem",
        "portfolio/learning-plan.md:42: weeks[1].goals: nothing filled in",
        '    hint: list at least one goal for the week, each on its own line after "- "',
        "✅ Career roadmap defined",
    ]
    assert out.endswith("\n\nExercise 01: 3 of 4 done, 1 problem to fix.\n")


def test_several_folders_get_a_line_each_and_a_total(portfolio: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert run(portfolio, tmp_path / "empty", cwd=tmp_path) == (
        1,
        "✅ portfolio: 4 of 4 done\n❌ empty: 0 of 4 done, 4 problems to fix\n\n"
        "Not started: empty\n\n1 of 2 portfolios complete.\n",
        "",
    )


def test_a_folder_that_is_not_there_is_said_and_the_others_are_checked(portfolio: Path) -> None:
    code, out, err = run(portfolio, "nowhere", cwd=portfolio.parent)

    assert code == 2
    assert "✅ portfolio: 4 of 4 done" in out
    assert "❌ nowhere: there is no such folder" in out
    assert "there is no folder nowhere" in err


@pytest.mark.parametrize(
    "arguments", [["nowhere"], ["--format", "morse"], ["--no-such-option"]], ids=str
)
def test_what_cannot_run_exits_2_without_a_traceback(arguments: list[str]) -> None:
    code, out, err = run(*arguments)

    assert (code, out) == (2, "")
    assert err
    assert "Traceback" not in err


def test_json_has_the_shape_of_the_contract(portfolio: Path) -> None:
    (portfolio / "learning-plan.md").unlink()

    code, out, _ = run("--format", "json", portfolio, cwd=portfolio)
    report = json.loads(out)

    assert code == 1
    assert list(report) == ["exercise", "complete", "portfolios"]
    (each,) = report["portfolios"]
    assert (report["exercise"], each["folder"], each["complete"]) == ("exercise-01", ".", False)
    states = [(done["id"], done["path"], done["status"]) for done in each["deliverables"]]
    assert states == [
        ("skills-assessment", "skills-assessment-completed.md", "complete"),
        ("job-market-research", "job-market-research.md", "complete"),
        ("learning-plan", "learning-plan.md", "missing"),
        ("career-roadmap", "career-roadmap.md", "complete"),
    ]
    (problem,) = each["deliverables"][2]["problems"]
    assert list(problem) == ["code", "path", "line", "field", "message", "hint"]
    assert (problem["code"], problem["line"], problem["field"]) == ("missing-file", None, None)


def test_github_annotations_are_escaped(portfolio: Path) -> None:
    plan = portfolio / "learning-plan.md"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("hours_per_week: 7.5", "hours_per_week: 7%, a"), encoding="utf-8")

    code, out, _ = run("--format", "github", portfolio, cwd=portfolio)

    assert code == 1
    assert out.startswith(
        "::error file=learning-plan.md,line=5,title=Learning plan%3A hours_per_week::7%25, a is no"
    )
    assert "%0Ahint: write digits" in out
    assert out.count("\n") == 1


def test_junit_has_a_case_a_deliverable(portfolio: Path) -> None:
    (portfolio / "career-roadmap.md").write_bytes(b"\xff\xfe")

    code, out, _ = run("--format", "junit", portfolio, cwd=portfolio)
    cases = list(ET.fromstring(out).iter("testcase"))

    assert code == 1
    assert [case.get("name") for case in cases] == [
        "Skills assessment",
        "Job market research",
        "Learning plan",
        "Career roadmap",
    ]
    assert [len(case) for case in cases] == [0, 0, 0, 1]


def test_problems_come_in_the_order_of_the_work_and_the_text_keeps_that_of_the_source(
    tmp_path: Path,
) -> None:
    titles = ["Skills assessment", "Job market research", "Learning plan", "Career roadmap"]
    text, report, notes = (run("--format", f, tmp_path)[1] for f in ("text", "json", "github"))

    told = [line[2:].split(":")[0] for line in text.split("\n") if line.startswith("❌")]
    assert told == [titles[0], titles[2], titles[3], titles[1]]
    (each,) = json.loads(report)["portfolios"]
    assert [done["title"] for done in each["deliverables"]] == titles
    assert re.findall(r"title=([^%]*)%3A", notes) == titles


def test_how_much_is_withheld_is_told(portfolio: Path, tmp_path: Path) -> None:
    roadmap = portfolio / "career-roadmap.md"
    text = roadmap.read_text(encoding="utf-8")
    salary = "  salary:\n    min: 52000\n    max: 64000\n    currency: EUR\n"
    roadmap.write_text(text.replace(salary, "  salary: withheld\n"), encoding="utf-8")
    other = shutil.copytree(portfolio, tmp_path / "other")

    assert "✅ portfolio: 4 of 4 done, 1 value withheld" in run(portfolio, other, cwd=tmp_path)[1]


def test_validate_checks_any_exercise(portfolio: Path) -> None:
    known = run("--exercise", "exercise-01", portfolio, script="validate")
    unknown = run("--exercise", "exercise-99", portfolio, script="validate")

    assert known == (0, COMPLETE, "")
    assert (unknown[0], unknown[1]) == (2, "")
    assert "there is no exercise exercise-99: exercise-01" in unknown[2]


def test_what_is_worth_a_look_is_said_below(portfolio: Path) -> None:
    page = "skills-assessment-completed.md"
    path = portfolio / page
    path.write_text(f"{path.read_text(encoding='utf-8')}\na<br>b\n", encoding="utf-8")
    number = len(path.read_text(encoding="utf-8").split("\n")) - 1

    code, out, _ = run(portfolio)

    assert code == 0
    assert f"{page}:{number}: " in out.split("Exercise 01 Complete!")[1]
    assert "<br> is shown as text" in out
