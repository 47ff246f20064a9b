"""A class at once, as the command tells of it."""

from __future__ import annotations

import csv
import io
import re
import shutil
import sys
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from helpers.classes import EXERCISE
from helpers.project import DOCS, ROOT, TODAY
from helpers.script import run
from portfolio.report import cohort

if TYPE_CHECKING:
    from pathlib import Path


def rows_of(text: str) -> dict[str, dict[str, str]]:
    return {row["folder"]: row for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))}


def test_a_line_each_and_who_needs_a_look(learners: Path) -> None:
    code, out, err = run("--class", learners)

    assert (code, err) == (1, "")
    assert len(re.findall("(?m)^[✅❌] ", out)) == 35
    assert "❌ a-none: 0 of 4 done, 4 problems to fix\n" in out
    assert "\n\nNot started: a-none\n" in out
    assert "A template handed in unchanged: c-templates\n" in out
    assert "The worked example handed in: d-example\n" in out
    assert re.search(r"Near copies: b-clone and learner-00000 \(\d+%\)\n", out)
    assert "Near copies of the worked example: d-example (100%)\n" in out
    assert re.search(r"\n\n\d+ of 35 portfolios complete\.\n$", out)


def test_learners_come_in_the_order_of_an_index(tmp_path: Path) -> None:
    for name in ("ben", "Cem", "Ann"):
        (tmp_path / name).mkdir()
    _, out, _ = run("--class", tmp_path)
    assert re.findall("❌ (.*?):", out) == ["Ann", "ben", "Cem"]


def test_several_processes_say_what_one_says(learners: Path) -> None:
    one, two = (run("--class", learners, "--jobs", n, cwd=learners) for n in (1, 3))
    assert one == two
    one, two = (run("--class", learners, "--jobs", n, "--format", "json") for n in (1, 3))
    assert one == two


def test_csv_is_a_table_without_formulas(learners: Path, tmp_path: Path) -> None:
    code, out, _ = run("--class", learners, "--format", "csv", cwd=learners)
    file = tmp_path / "class.csv"
    _, said, err = ran = run("--class", learners, "--output", file, cwd=learners)
    assert (ran[0], err) == (code, "")
    assert re.fullmatch(r"\d+ of 35 portfolios complete\. .*class\.csv says more\.\n", said)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert rows_of(file.read_text(encoding="utf-8")) == rows_of(out)

    rows = rows_of(out)
    assert len(rows) == 35
    assert rows["a-none"]["state"] == "not started"
    assert rows["c-templates"]["unchanged"].count(";") == 3
    assert rows["d-example"]["example"].startswith("Skills assessment")
    assert rows["b-clone"]["copies"] == "learner-00000 (100%)"
    assert rows["e-evil"]["next"].startswith("learning-plan.md:")
    assert int(rows["d-example"]["private"]) >= 2
    assert rows["e-evil"]["changed"] >= "2026-09-21"
    titles = ("skills-assessment", "job-market-research", "learning-plan", "career-roadmap")
    assert [rows["e-evil"][title] for title in titles] == ["done", "done", "1 to fix", "done"]
    assert [rows["a-none"][title] for title in titles] == ["not started"] * 4
    assert not [cell for row in rows.values() for cell in row.values() if cell[:1] in [*"=+-@"]]


def test_one_folder_that_breaks_the_checks_does_not_stop_the_others(
    learners: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = cohort.check

    def breaks(exercise: Any, folder: Path, today: Any) -> Any:
        if folder.name == "learner-00003":
            raise RuntimeError("a fault of ours")
        return check(exercise, folder, today)

    monkeypatch.setattr(cohort, "check", breaks)
    all_of_it = cohort.Cohort(EXERCISE, DOCS, TODAY)
    found = list(all_of_it.results(sorted(learners.glob("learner-*")), jobs=1))

    assert len(found) == 30
    (broken,) = (each for each in found if each.folder.name == "learner-00003")
    assert not broken.complete
    assert broken.begun
    assert "RuntimeError in test_class_built.py, line " in broken.problems[0].message
    assert "fault of ours" not in broken.problems[0].message  # it may repeat what is private
    assert sum(each.complete for each in found) >= 20


FOLDERS = ["a\n::error title=x::y", "b\x1b[31m", "c\r\u2028d", "e\u202ef", "g\ufffe", "Jos\udce9"]
FORMS = ["text", "csv", "html", "json", "github", "junit"]
KEYS = [
    "a\\n::error title=x::y",
    "b\\r✅ fine",
    "c\\u202egnp",
    "d\\uffff",
    "e\\u2028x",
    "=cmd|calc",
]


@pytest.mark.parametrize("private", ["", "private: [schedule]\n"])
@pytest.mark.parametrize("form", FORMS)
def test_the_name_of_a_field_stays_on_its_line(form: str, private: str, tmp_path: Path) -> None:
    """It is a learner's text: it may look like a command of a log, or be no text to XML."""
    shutil.copytree(ROOT / "tests" / "portfolio", tmp_path / "class" / "ann")
    plan = tmp_path / "class" / "ann" / "learning-plan.md"
    keys = "".join(f'"{key}": 1\n' for key in KEYS)
    text = plan.read_text(encoding="utf-8").replace("---\n", f"---\n{keys}{private}", 1)
    plan.write_text(text, encoding="utf-8")
    one = form not in ("csv", "html")  # which are tables of a class
    of = [plan.parent] if one else ["--class", tmp_path / "class"]

    code, out, _ = run(*of, "--format", form)

    assert code == 1
    assert "there is no field with this name" in out
    unseen = "[\x00-\x08\x0b\x0c\x0e-\x1f\u2028\u202e\uffff]"
    assert not re.search(f"{unseen}|^(?:::error title|✅ fine)", out, re.MULTILINE)
    if form == "junit":
        ET.fromstring(out)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
@pytest.mark.parametrize("form", FORMS)
def test_the_name_of_a_folder_stays_on_its_line(form: str, tmp_path: Path) -> None:
    """It may hold what a terminal, a log or XML reads as more than a name, or no UTF-8."""
    for name in FOLDERS:
        (tmp_path / "class" / name).mkdir(parents=True)
    report = tmp_path / "report"
    run("--class", tmp_path / "class", "--format", form, "--output", report)
    text = report.read_text(encoding="utf-8")
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\u2028\u202e\ufffe]|^::error title", text, re.MULTILINE
    )
    for name in ("000a", "001b[31m", "000d", "2028d", "202ef", "fffe", "dce9"):
        assert re.search(rf"\\+u{re.escape(name)}", text), name
    if form == "junit":
        ET.fromstring(text)


LAYOUTS = {  # where a learner's documents are, and where something else is
    "docs": ("docs", None),
    "": (".", None),
    "beside docs": (".", "docs/notes.txt"),
    "docs, and something beside it": ("docs", "notes/list.txt"),
    "one level down": ("portfolio", None),
    "docs one level down": ("portfolio/docs", "other/list.txt"),
}


@pytest.mark.parametrize(("where", "other"), LAYOUTS.values(), ids=LAYOUTS)
def test_documents_are_found_where_learners_put_them(
    where: str, other: str | None, tmp_path: Path
) -> None:
    learner = tmp_path / "class" / "ann"
    shutil.copytree(ROOT / "tests" / "portfolio", learner / where)
    if other:
        (learner / other).parent.mkdir(exist_ok=True)
        (learner / other).write_text("Something else.", encoding="utf-8")
    code, _, err = run(learner)
    assert (code, err) == (0, "")
    code, out, _ = run("--class", tmp_path / "class")
    shown = f"ann/{where}".removesuffix("/.").removesuffix("/docs")
    assert out == f"✅ {shown}: 4 of 4 done\n\n1 of 1 portfolio complete.\n"


def test_the_example_beside_unbegun_pages_is_nobodys_work(tmp_path: Path) -> None:
    learner = tmp_path / "class" / "ann"
    shutil.copytree(DOCS / "example", learner / "example")
    for arguments in (["--class", tmp_path / "class"], [learner]):
        code, out, _ = run(*arguments)
        assert code == 1
        assert "Complete!" not in out
    _, out, _ = run("--class", tmp_path / "class")
    assert "Not started: ann" in out


def test_the_example_with_other_prose_is_told(tmp_path: Path) -> None:
    shutil.copytree(DOCS / "example", tmp_path / "class" / "ann")
    for deliverable in EXERCISE.deliverables:
        path = tmp_path / "class" / "ann" / deliverable.file
        text = path.read_text(encoding="utf-8")
        changed = re.sub(r"(?m)^([A-Z].*)$", lambda line: line[1].upper()[::-1], text)
        path.write_text(changed, encoding="utf-8")
    _, out, _ = run("--class", tmp_path / "class")
    assert "The worked example handed in: ann\n" in out
    assert "Near copies" not in out


CANNOT = [
    (["--class", "nowhere"], "nowhere"),
    (["--class", "empty"], "there is no folder in empty"),
    (["--class", "empty", "docs"], "not both"),
    (["docs/example", "--output", "x.docx"], "end the name in .html"),
    (["docs/example", "docs/example", "--output", "nowhere/x.csv"], "nowhere"),
]


@pytest.mark.parametrize(("arguments", "said"), CANNOT, ids=str)
def test_what_cannot_run_says_why(arguments: list[str], said: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    shutil.copytree(DOCS / "example", tmp_path / "docs" / "example")
    code, out, err = run(*arguments, cwd=tmp_path)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_a_star_is_a_star_on_every_system(learners: Path) -> None:
    _, out, _ = run("learner-0000*", cwd=learners)
    assert len(re.findall("(?m)^[✅❌] learner-0000", out)) == 10


def test_the_example_itself_is_no_copy_of_itself(learners: Path) -> None:
    _, out, _ = run(DOCS / "example", learners / "learner-00000")
    assert "Near copies" not in out


@pytest.mark.parametrize(("jobs", "processes"), [(1, []), (2, [2]), (3, [3])])
def test_many_are_shared_among_processes(
    learners: Path, monkeypatch: pytest.MonkeyPatch, jobs: int, processes: list[int]
) -> None:
    made = []

    class Pool(cohort.futures.ProcessPoolExecutor):
        def __init__(self, jobs: int, **words: Any) -> None:
            made.append(jobs)
            super().__init__(jobs, **words)

    monkeypatch.setattr(cohort.futures, "ProcessPoolExecutor", Pool)
    folders = sorted(learners.glob("learner-*"))
    found = list(cohort.Cohort(EXERCISE, DOCS, TODAY).results(folders, jobs=jobs))

    assert made == processes
    assert [each.folder for each in found] == folders
