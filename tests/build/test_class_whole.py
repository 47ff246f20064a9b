"""A class told whole: nobody is lost, whatever a learner handed in, and however a run ends."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from helpers.classes import EXERCISE
from helpers.project import DOCS, ROOT
from helpers.script import run
from test_class_built import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SAMPLE = ROOT / "tests" / "portfolio"
PLAN = "learning-plan.md"


@pytest.fixture
def group(tmp_path: Path) -> Path:
    """A class of one, to which a test adds somebody."""
    folder = tmp_path / "class"
    shutil.copytree(SAMPLE, folder / "ann")
    return folder


def rows(group: Path) -> dict[str, dict[str, str]]:
    return rows_of(run("--class", group, "--format", "csv")[1])


# --- nobody is lost


def test_a_broken_link_is_a_row_that_says_what_to_do(group: Path) -> None:
    (group / "cem").symlink_to(group / "nowhere")
    code, out, err = run("--class", group)
    assert code == 2, "as for any folder that is not there"
    assert "cem" in err
    assert "❌ cem: cem is a broken symbolic link\n" in out
    assert "1 of 2 portfolios complete." in out
    assert rows(group)["cem"]["state"] == "not there"


@pytest.mark.parametrize("name", ["dia.zip", "dia.tar.gz", "dia.7z"])
def test_an_archive_is_a_row_that_says_what_to_do(name: str, group: Path) -> None:
    (group / name).write_bytes(b"PK")
    code, out, _ = run("--class", group)
    assert code == 1
    assert f"❌ {name}: {name} is an archive that has not been unpacked\n" in out
    assert f"Cannot be read: {name}\n" in out
    row = rows(group)[name]
    assert row["state"] == "unreadable"
    assert "unpack it" in row["next"]
    (_, other) = json.loads(run("--class", group, "--format", "json")[1])["portfolios"]
    assert (other["state"], other["problems"][0]["code"]) == ("unreadable", "unreadable")
    junit = ET.fromstring(run("--class", group, "--format", "junit")[1])
    assert [suite.get("failures") for suite in junit] == ["0", "1"]


def test_a_loose_file_is_a_row_and_a_list_is_named(group: Path) -> None:
    (group / "essay by eve.docx").write_bytes(b"PK")
    (group / "roster.csv").write_text("ann", encoding="utf-8")
    (group / "list.txt").write_text("ann", encoding="utf-8")
    _, out, _ = run("--class", group)
    assert "❌ essay by eve: essay by eve.docx is a file, and each learner needs a folder\n" in out
    assert "Not looked at: list.txt, roster.csv\n" in out
    assert "1 of 2 portfolios complete." in out


DOWNLOADS = {
    "canvas": "oduyakim_12345_678901_{}",
    "canvas, late": "oduyakim_LATE_12345_678901_{}",
    "moodle": "oduyakim_1234567_assignsubmission_file_{}",
    "by hand": "oduyakim_{}",
}


@pytest.mark.parametrize("form", DOWNLOADS.values(), ids=DOWNLOADS)
def test_a_flat_download_is_understood(form: str, group: Path) -> None:
    for path in SAMPLE.glob("*.md"):
        shutil.copy(path, group / form.format(path.name))
    plan = group / form.format(PLAN)
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("hours_per_week: 7.5", "hours_per_week: 7%"), encoding="utf-8")
    found = rows(group)
    assert list(found) == ["ann", "oduyakim"]
    assert (found["oduyakim"]["state"], found["oduyakim"]["done"]) == ("started", "3")
    assert found["oduyakim"]["learning-plan"] == "1 to fix"
    problems = json.loads(run("--class", group, "--format", "json")[1])["portfolios"][1]
    (found_there,) = problems["deliverables"][2]["problems"]
    assert found_there["path"].endswith(f"class/{form.format(PLAN)}")


def test_a_class_without_a_folder_is_looked_at_too(group: Path) -> None:
    """All of a flat download are files."""
    for path in SAMPLE.glob("*.md"):
        shutil.copy(path, group / f"oduyakim_12345_678901_{path.name}")
    (group / "dia.zip").write_bytes(b"PK")
    shutil.rmtree(group / "ann")
    code, out, err = run("--class", group)
    assert (code, err) == (1, "")
    assert "✅ oduyakim" in out
    assert "❌ dia.zip: dia.zip is an archive that has not been unpacked\n" in out


@pytest.mark.parametrize(
    "name",
    ["oduyakim_409_17_text.html", "oduyakim_409_assignsubmission_onlinetext_onlinetext.html"],
)
def test_whoever_typed_a_text_into_the_course_has_a_row(name: str, group: Path) -> None:
    (group / name).write_text("<p>I am done</p>", encoding="utf-8")
    row = rows(group)["oduyakim"]
    assert (row["state"], row["asked"]) == ("unreadable", "0")
    assert name in row["next"]
    assert "1 of 2 portfolios complete" in run("--class", group)[1]


def test_what_lies_beside_is_no_learner(group: Path, tmp_path: Path) -> None:
    """A Mac's own folder, and a link to what somebody else handed in."""
    (group / "__MACOSX").mkdir()
    (tmp_path / PLAN).write_bytes((SAMPLE / PLAN).read_bytes())
    (group / f"eve_12_34_{PLAN}").symlink_to(tmp_path / PLAN)
    _, out, _ = run("--class", group)
    assert f"Not looked at: eve_12_34_{PLAN}\n" in out
    assert "1 of 1 portfolio complete" in out


def test_documents_under_other_names_are_begun(group: Path) -> None:
    (group / "bea").mkdir()
    for path in SAMPLE.glob("*.md"):
        shutil.copy(path, group / "bea" / f"bea {path.stem}.txt")
    row = rows(group)["bea"]
    assert (row["state"], row["done"]) == ("started", "0")
    assert "but bea skills-assessment-completed.txt is" in row["next"]


# --- every format says the same of everyone


def of_everyone(group: Path, learners: Path) -> None:
    """Fill a class with one of each kind."""
    finished = (SAMPLE, group / "bea" / "final"), (SAMPLE, group / "cem" / "docs" / "example")
    copies = (
        (learners / "learner-00000", group / "copy 1"),
        (learners / "learner-00000", group / "copy 2"),
    )
    for source, to in (*finished, *copies, (DOCS / "example", group / "of the example")):
        shutil.copytree(source, to)
    for name in ("draft", "template", "wrong name"):
        folder = group / ("bea/draft" if name == "draft" else name)
        folder.mkdir()
        shutil.copy(DOCS / "learning-plan-template.md", folder / PLAN)
    shutil.copy(SAMPLE / "career-roadmap.md", group / "wrong name" / "career_roadmap.md")
    (group / "empty").mkdir()
    (group / "dia.zip").write_bytes(b"PK")
    (group / "gone").symlink_to(group / "nowhere")


def facts(state: str, done: int, flags: Iterable[str] = ()) -> tuple[str, int, set[str]]:
    return state, done, set(flags)


def in_csv(text: str) -> dict[str, Any]:
    looks = ("unchanged", "example", "copies", "notes")
    return {
        name.split("/")[0]: facts(row["state"], int(row["done"]), filter(row.get, looks))
        for name, row in rows_of(text).items()
    }


def name_of(path: str) -> str:
    return path.partition("class/")[2].split("/")[0]


def in_json(text: str) -> dict[str, Any]:
    found = {}
    for each in json.loads(text)["portfolios"]:
        documents = each["deliverables"]
        flags = {flag for flag in ("unchanged", "example") if any(d[flag] for d in documents)}
        flags |= {"copies"} if each["copies"] else set()
        flags |= {"notes"} if each["warnings"] else set()
        done = sum(document["status"] == "complete" for document in documents)
        found[name_of(each["folder"])] = facts(each["state"], done, flags)
    return found


def in_junit(text: str) -> dict[str, Any]:
    found = {}
    for suite in ET.fromstring(text):
        said = {each.get("name"): each.get("value") for each in suite.iter("property")}
        flags = said.keys() & {"unchanged", "example", "copies"}
        flags |= {"notes"} if suite.find("testcase/system-out") is not None else set()
        done = sum(said.get(each.id) == "done" for each in EXERCISE.deliverables)
        found[name_of(suite.get("name"))] = facts(said["state"], done, flags)
    return found


LOOKS = {"Template unchanged": "unchanged", "Worked example": "example", "Near copy of": "copies"}


def in_html(text: str) -> dict[str, Any]:
    found = {}
    for row in re.findall(r'(?s)<th scope="row">(.*?)</tr>', text):
        cells = dict(
            re.findall(r'(?s)<td class="(\w+)[^"]*" data-head="[^"]*"[^>]*>(.*?)</td>', row)
        )
        looks = re.findall(r"(?s)<div[^>]*>(.*?)</div>", cells["look"])
        flags = {next((LOOKS[b] for b in LOOKS if each.startswith(b)), "notes") for each in looks}
        name = re.sub("<[^>]*>", "", row.partition("</th>")[0]).split("/")[0]
        found[name] = facts(cells["state"], int(cells["progress"].partition(" of ")[0] or 0), flags)
    return found


STATES = {"Not started": "not started", "Cannot be read": "unreadable"}
GROUPS = {
    "A template handed in unchanged": "unchanged",
    "The worked example handed in": "example",
    "Near copies of the worked example": "copies",
    "Near copies": "copies",
}


def in_text(text: str) -> dict[str, Any]:
    lines, _, rest = text.partition("\n\n")
    found: dict[str, tuple[str, int, set[str]]] = {}
    for sign, name, said in re.findall("(?m)^(.) (.*?)(?:/.*?)?: (.*)$", lines):
        done = re.match(r"(\d) of 4 done", said)
        state = "complete" if sign == "✅" else "started" if done else "not there"
        found[name] = facts(state, int(done[1]) if done else 0)
    for group, said in re.findall("(?m)^(.*?): (.*)$", rest):
        for name, (_, done, flags) in found.items():
            named = re.search(rf"(?:^|, | and ){name}(?:/\w+)?(?: \(|, | and |$)", said)
            if group.split("/")[0] == name:
                flags.add("notes")
            elif named and group in GROUPS:
                flags.add(GROUPS[group])
            elif named:
                found[name] = STATES[group], done, flags
    return found


FORMATS = {"json": in_json, "junit": in_junit, "html": in_html, "text": in_text}


@pytest.mark.parametrize("form", FORMATS)
def test_a_format_says_of_everyone_what_the_table_says(
    form: str, group: Path, learners: Path
) -> None:
    of_everyone(group, learners)
    wanted = in_csv(run("--class", group, "--format", "csv")[1])

    assert wanted == {
        "ann": facts("complete", 4, ["copies"]),
        "bea": facts("complete", 4, ["copies", "notes"]),
        "cem": facts("started", 4, ["copies"]),
        "copy 1": facts("complete", 4, ["copies"]),
        "copy 2": facts("complete", 4, ["copies"]),
        "dia.zip": facts("unreadable", 0),
        "empty": facts("not started", 0),
        "gone": facts("not there", 0),
        "of the example": facts("complete", 4, ["example", "copies"]),
        "template": facts("started", 0, ["unchanged"]),
        "wrong name": facts("started", 0, ["unchanged"]),
    }
    assert FORMATS[form](run("--class", group, "--format", form)[1]) == wanted


def test_annotations_name_everyone_who_is_not_done(group: Path, learners: Path) -> None:
    of_everyone(group, learners)
    said = re.findall(
        r"^::(error|warning) file=.*?class/([^/,:]+)",
        run("--class", group, "--format", "github")[1],
        re.MULTILINE,
    )
    of = in_csv(run("--class", group, "--format", "csv")[1])
    assert {name for kind, name in said if kind == "error"} == {
        name for name, (state, _, _) in of.items() if state != "complete"
    }
    assert {name for kind, name in said if kind == "warning"} == {
        name for name, (_, _, flags) in of.items() if flags
    }


# --- where a learner's documents are

SETS = {  # where the finished set is, where an old try is, and the note
    "an old try in docs": (".", "docs", "docs has documents too; those in the folder itself are"),
    "an old try beside": (
        "final",
        "draft",
        "draft has documents too; those in final are checked",
    ),
}


@pytest.mark.parametrize(("good", "old", "note"), SETS.values(), ids=SETS)
def test_of_two_sets_the_better_is_judged_and_that_is_said(
    good: str, old: str, note: str, tmp_path: Path
) -> None:
    learner = tmp_path / "class" / "bea"
    shutil.copytree(SAMPLE, learner / good, dirs_exist_ok=True)
    (learner / old).mkdir()
    shutil.copy(DOCS / "learning-plan-template.md", learner / old / PLAN)
    (row,) = rows(learner.parent).values()
    assert (row["state"], row["done"]) == ("complete", "4")
    assert row["notes"].startswith(note)
    code, out, _ = run(learner)
    assert code == 0
    assert note in out


def test_documents_far_down_are_found_and_that_is_said(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "class" / "bea" / "hand-in" / "final" / "docs")
    ((name, row),) = rows(tmp_path / "class").items()
    assert (name, row["state"]) == ("bea", "complete")
    assert row["notes"] == "the documents are in hand-in/final/docs"
    code, out, _ = run(tmp_path / "class" / "bea")
    assert code == 0
    assert "the documents are in hand-in/final/docs" in out


def test_what_a_copy_of_the_project_has_for_its_tests_is_nobodys(tmp_path: Path) -> None:
    learner = tmp_path / "class" / "bea"
    shutil.copytree(SAMPLE, learner / "tests" / "portfolio")
    shutil.copytree(DOCS, learner / "docs")
    (learner / "mkdocs.yml").touch()
    (row,) = rows(learner.parent).values()
    assert (row["state"], row["notes"]) == ("not started", "")


def test_the_example_filled_in_in_its_place_is_begun_and_named(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "class" / "bea" / "docs" / "example")
    (row,) = rows(tmp_path / "class").values()
    assert (row["state"], row["done"]) == ("started", "4")
    assert "docs/example" in row["next"]
    assert "move them into docs/" in row["next"]


def test_two_documents_over_the_examples_are_not_lost(tmp_path: Path) -> None:
    example = tmp_path / "class" / "ann" / "docs" / "example"
    shutil.copytree(DOCS / "example", example)
    for name in (PLAN, "career-roadmap.md"):
        shutil.copy(SAMPLE / name, example)
    row = rows(tmp_path / "class")["ann"]
    assert row["state"] == "started"
    assert "the learner's own documents are in it" in row["next"]


def test_a_file_in_place_of_a_folder_is_checked_with_its_folder(portfolio: Path) -> None:
    code, out, err = run(portfolio / PLAN, cwd=portfolio.parent)
    assert (code, err) == (0, "portfolio/learning-plan.md is a file: its folder is checked\n")
    assert "Complete!" in out


def test_an_archive_in_place_of_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "dia.zip").write_bytes(b"PK")
    code, out, err = run("dia.zip", cwd=tmp_path)
    assert (code, out) == (2, "")
    assert "is a file: name the folder" in err


# --- copies, document by document


def copied(group: Path, name: str, change: Any = None) -> Path:
    folder = group / name
    shutil.copytree(DOCS / "example", folder)
    for path in folder.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?m)^title: .*", f"title: By {name}", text), encoding="utf-8")
    return folder


def other_prose(path: Path) -> None:
    front, body = path.read_text(encoding="utf-8").split("\n---\n", 1)
    lines = [line if line.startswith("#") else line[::-1] for line in body.split("\n")]
    path.write_text(f"{front}\n---\n" + "\n".join(lines), encoding="utf-8")


def test_the_examples_fields_with_another_title_and_other_prose_are_told(group: Path) -> None:
    folder = copied(group, "bea")
    for deliverable in EXERCISE.deliverables:
        other_prose(folder / deliverable.file)
    row = rows(group)["bea"]
    assert row["example"].count(";") == 3
    assert row["copies"] == ""


def test_one_page_of_the_example_is_told(group: Path) -> None:
    shutil.copytree(SAMPLE, group / "bea")
    shutil.copy(DOCS / "example" / PLAN, group / "bea")
    assert rows(group)["bea"]["example"] == "Learning plan"


def test_one_document_of_a_classmate_is_told(learners: Path, tmp_path: Path) -> None:
    group = tmp_path / "class"
    for name, source in (("ann", "learner-00000"), ("bea", "learner-00003")):
        shutil.copytree(learners / source, group / name)
    shutil.copy(group / "ann" / "career-roadmap.md", group / "bea")
    found = rows(group)
    assert found["ann"]["copies"] == "bea (Career roadmap: 100%)"
    assert found["bea"]["copies"] == "ann (Career roadmap: 100%)"
    _, out, _ = run("--class", group)
    assert "Near copies: ann and bea (Career roadmap: 100%)\n" in out


def test_postings_of_a_classmate_are_told(learners: Path, tmp_path: Path) -> None:
    group = tmp_path / "class"
    for name, source in (("ann", "learner-00000"), ("bea", "learner-00003")):
        shutil.copytree(learners / source, group / name)
    shutil.copy(group / "ann" / "job-market-research.md", group / "bea")
    other_prose(group / "bea" / "job-market-research.md")
    assert rows(group)["ann"]["copies"] == "bea (fields of Job market research: 100%)"


def test_passages_stand_side_by_side_and_nothing_private(learners: Path, tmp_path: Path) -> None:
    group = tmp_path / "class"
    for name in ("ann", "bea"):
        shutil.copytree(learners / "learner-00000", group / name)
    secret = "Nobody may read about the performance plan that started in springtime."
    for path in group.glob("*/skills-assessment-completed.md"):
        text = path.read_text(encoding="utf-8")
        assert "\nprivate:" not in text
        text = text.replace("\ntarget_level", "\nprivate: [Gaps]\ntarget_level", 1)
        path.write_text(text.replace("## Gaps\n", f"## Gaps\n\n{secret}\n\n"), encoding="utf-8")
    report = tmp_path / "report.html"
    run("--class", group, "--output", report)
    html = report.read_text(encoding="utf-8")
    assert "Near copies, side by side" in html
    assert html.count("<blockquote") >= 8
    assert "performance plan" not in html


def test_who_shares_nothing_is_in_no_line_together(learners: Path, tmp_path: Path) -> None:
    """And a share is of all documents only where all documents of both are alike."""
    group = tmp_path / "class"
    for at, name in enumerate(("abe", "bea", "cal")):
        shutil.copytree(learners / f"learner-0000{at + 2}", group / name)
    shutil.copy(group / "abe" / "career-roadmap.md", group / "bea")
    shutil.copy(group / "bea" / PLAN, group / "cal")
    (group / "dov").mkdir()
    shutil.copy(group / "cal" / "job-market-research.md", group / "dov")
    _, out, _ = run("--class", group)
    assert {line for line in out.splitlines() if line.startswith("Near copies")} == {
        "Near copies: abe and bea (Career roadmap: 100%)",
        "Near copies: bea and cal (Learning plan: 100%)",
        "Near copies: cal and dov (Job market research: 100%)",
    }


def test_passages_are_of_loose_files_too_and_of_nothing_that_stays_at_home(
    learners: Path, tmp_path: Path
) -> None:
    group, report = tmp_path / "class", tmp_path / "report.html"
    group.mkdir()
    for name in ("ann", "bea"):
        for path in (learners / "learner-00000").glob("*.md"):
            text = path.read_text(encoding="utf-8")
            if path.name == PLAN:
                text = text.replace("\ndeliverable", "\npublish: no\ndeliverable", 1)
            (group / f"{name}_12_34_{path.name}").write_text(text, encoding="utf-8")
    run("--class", group, "--output", report)
    html = report.read_text(encoding="utf-8")
    assert "Career roadmap" in html.partition("Near copies, side by side")[2]
    assert "private or scattered" not in html
    assert html.count("<blockquote") >= 6
    assert "Learning plan" not in html.partition("Near copies, side by side")[2]


# --- how a run ends


def test_a_class_that_is_taken_for_a_learner_is_named(learners: Path, tmp_path: Path) -> None:
    """Or the best of them would be said to be complete, and nobody would know whose it is."""
    group = tmp_path / "class"
    for at in range(3):
        shutil.copytree(learners / f"learner-0000{at}", group / f"learner-{at}" / "docs")
    (group / f"zoe_{PLAN}").write_bytes((SAMPLE / PLAN).read_bytes())
    said = "class has documents in 3 folders, such as learner-0 and learner-1: "
    for given in (group, group / f"zoe_{PLAN}"):
        code, out, err = run(given, cwd=tmp_path)
        assert (code, out) == (2, "")
        assert f"{said}to check each of them, write --class before it" in err


def test_a_report_says_where_it_is_and_how_the_class_stands(group: Path, tmp_path: Path) -> None:
    assert run("--class", "class", "--output", "report.html", cwd=tmp_path) == (
        *(0, "1 of 1 portfolio complete. report.html says more.\n", ""),
    )


def test_the_old_report_survives_a_failure(group: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    report.write_text("last week's", encoding="utf-8")
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'scripts')!r}); import validate, pathlib\n"
        "def full(self, data): open(self, 'wb').write(data[:9]); raise OSError(28, 'No space left')"
        "\npathlib.Path.write_bytes = full\n"
        f"sys.exit(validate.main(['--class', {str(group)!r}, '--output', {str(report)!r}]))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert ran.returncode == 2
    assert b"No space left" in ran.stderr
    assert report.read_text(encoding="utf-8") == "last week's"
    assert [path.name for path in tmp_path.iterdir() if "report" in path.name] == ["report.csv"]


WORDS = {
    "--class nowhere": "there is no folder",
    "--class class/ann/learning-plan.md": "is a file: name the folder",
    "--class class --output nowhere/x.html": "there is no folder nowhere",
}


@pytest.mark.parametrize(("arguments", "said"), WORDS.items())
def test_what_cannot_run_is_said_in_words(
    arguments: str, said: str, group: Path, tmp_path: Path
) -> None:
    code, _, err = run(*arguments.split(), cwd=tmp_path)
    assert code == 2
    assert said in err
    assert "Errno" not in err


@pytest.fixture
def many(learners: Path, tmp_path: Path) -> Path:
    """A class that takes some seconds to check."""
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(1500):
        (folder / f"{n:04}").symlink_to(learners / f"learner-{n % 30:05}")
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent in another way there")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_at_once_and_quietly(jobs: str, many: Path) -> None:
    script = ROOT / "scripts" / "validate_exercise01.py"
    command = [sys.executable, script, "--class", many, "--jobs", jobs]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ran:
        assert ran.stdout
        assert ran.stdout.readline().startswith("✅".encode())
        for _ in range(200):  # by a key held down, too
            ran.send_signal(signal.SIGINT)
            time.sleep(0.0002)
        _, err = ran.communicate(timeout=20)
    assert (ran.returncode, err) == (130, b"")
    time.sleep(0.2)
    left = subprocess.run(["pgrep", "-f", str(many)], capture_output=True, check=False).stdout
    assert left == b""


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close in another way there")
def test_a_closed_pipe_ends_it_quietly(many: Path) -> None:
    script = ROOT / "scripts" / "validate_exercise01.py"
    command = [sys.executable, script, "--class", many, "--jobs", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ran:
        assert ran.stdout
        assert ran.stderr
        assert ran.stdout.readline().startswith("✅".encode())
        ran.stdout.close()
        assert ran.wait(timeout=20) == 141
        assert ran.stderr.read() == b""


# --- names


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
@pytest.mark.parametrize("name", ["::error title=x::y", " ::stop-commands::x", "a##[add-mask]b"])
def test_no_line_is_a_command_of_github(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    for arguments in ([name], [name, name], ["--class", "."]):
        _, out, err = run(*arguments, cwd=tmp_path)
        lines = [line.strip() for line in f"{out}{err}".split("\n")]
        assert not [line for line in lines if line.startswith("::") or "##[" in line]


@pytest.mark.parametrize("cell", ["=1+1", " =1", "\u3000＝1", "＋1", "－1", "＠x", "x;=1+1"])
def test_every_cell_is_quoted_and_none_is_a_formula(cell: str, tmp_path: Path) -> None:
    (tmp_path / "class" / cell).mkdir(parents=True)
    text = run("--class", tmp_path / "class", "--format", "csv")[1]
    for line in text.split("\r\n")[:-1]:
        assert re.fullmatch(r'"[^"]*"(,"[^"]*")*', line)
    (name,) = rows_of(text)
    assert name == (cell if cell.startswith("x") else f"'{cell}")


def test_junit_has_what_jenkins_asks_for(group: Path) -> None:
    copied(group, "bea")
    suites = ET.fromstring(run("--class", group, "--format", "junit")[1])
    for suite in suites:
        assert {"name", "tests", "failures", "errors"} <= set(suite.keys())
        assert suite.get("errors") == "0"
    said = {each.get("name"): each.get("value") for each in suites[1].iter("property")}
    assert said["career-roadmap"] == "done"
    assert said["copies"] == "the worked example (100%)"
