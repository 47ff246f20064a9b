"""A class at once: several processes, one bad folder, who needs a look, CSV and a page."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import DOCS, ROOT, TODAY
from portfolio.ask import exercise
from portfolio.report import cohort, copies, overview
from test_script import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EXERCISE = exercise.load(DOCS)[0]
NAMES = [asked.file for asked in EXERCISE.deliverables]
EVIL = '=HYPERLINK("https://example.com")<script>alert(1)</script>'


@pytest.fixture(scope="module")
def learners(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of thirty: most are fine, and some as classes have them."""
    folder = tmp_path_factory.mktemp("class")
    command = [sys.executable, ROOT / "bench" / "portfolios.py", folder, "30"]
    subprocess.run(command, check=True)
    (folder / "a-none").mkdir()
    (folder / ".git").mkdir()
    (folder / "list.txt").write_text("not a learner", encoding="utf-8")
    clone = folder / "b-clone" / "docs"
    shutil.copytree(folder / "learner-00000", clone)
    for path in clone.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("Leeds", "York"), encoding="utf-8")
    (folder / "c-templates").mkdir()
    for asked in EXERCISE.deliverables:
        shutil.copy(DOCS / asked.template_file, folder / "c-templates" / asked.file)
    shutil.copytree(DOCS / "example", folder / "d-example")
    shutil.copytree(folder / "learner-00001", folder / "e-evil")
    path = folder / "e-evil" / "learning-plan.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"starts_on: .*", f"starts_on: '{EVIL}'", text), encoding="utf-8")
    os.utime(path, (1_790_000_000, 1_790_000_000))
    return folder


def rows_of(text: str) -> dict[str, dict[str, str]]:
    return {row["folder"]: row for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))}


def test_a_line_each_and_who_needs_a_look(learners: Path) -> None:
    code, out, err = run("--class", learners)

    assert (code, err) == (1, "")
    assert len(re.findall("(?m)^[✅❌] ", out)) == 35
    assert "❌ a-none: 0 of 4 done, 4 problems to mend\n" in out
    assert "\n\nNot begun: a-none\n" in out
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
    assert run("--class", learners, "--output", file, cwd=learners) == (code, "", "")
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert rows_of(file.read_text(encoding="utf-8")) == rows_of(out)

    rows = rows_of(out)
    assert len(rows) == 35
    assert rows["a-none"]["state"] == "not begun"
    assert rows["c-templates"]["unchanged"].count(";") == 3
    assert rows["d-example"]["example"].startswith("Skills assessment")
    assert rows["b-clone"]["copies"] == "learner-00000 (100%)"
    assert rows["e-evil"]["next"].startswith("learning-plan.md:")
    assert int(rows["d-example"]["private"]) >= 2
    assert rows["e-evil"]["changed"] >= "2026-09-21"
    assert not [cell for row in rows.values() for cell in row.values() if cell[:1] in [*"=+-@"]]


def test_a_cell_that_a_stranger_wrote_is_no_formula() -> None:
    row = overview.row(cohort.Result(DOCS), DOCS)
    row.folder, row.next = "=1+1", "@SUM(A1)"
    assert "'=1+1" in overview.as_csv([row])
    assert "'@SUM(A1)" in overview.as_csv([row])


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_the_page_sorts_and_is_for_everybody(
    learners: Path, tmp_path: Path, look: Any, scheme: str, width: int
) -> None:
    file = tmp_path / "report.html"
    run("--class", learners, "--output", file, cwd=learners)
    page = look(file.as_uri(), scheme=scheme, width=width)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))

    assert page.locator("tbody tr").count() == 35
    assert EVIL in page.locator("tr", has_text="e-evil").first.inner_text()
    assert page.locator('meta[name=robots][content*="noindex"]').count() == 1
    problems = page.get_by_role("button", name="Problems")
    found = []
    for _ in range(2):
        problems.click()
        found.append([int(n) for n in page.locator("td.problems").all_text_contents()])
    assert found == [sorted(found[0]), sorted(found[0], reverse=True)]
    assert not Axe().run(page).response["violations"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not [each for each in page.foreign if not each.startswith("file:")]
    assert not page.errors


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
    assert "RuntimeError in test_class.py, line " in broken.problems[0].message
    assert "fault of ours" not in broken.problems[0].message  # it may repeat what is private
    assert sum(each.complete for each in found) >= 20


def test_a_folder_that_nobody_may_read_is_told(tmp_path: Path) -> None:
    class Locked(type(tmp_path)):  # the tests may run as somebody who may read all
        def is_dir(self) -> bool:
            raise PermissionError("Permission denied")

    found = cohort.Cohort(EXERCISE, DOCS, TODAY).result(Locked(tmp_path), compare=True)
    assert len(found.problems) == 4
    assert "PermissionError" in found.problems[0].message


FOLDERS = ["a\n::error title=x::y", "b\x1b[31m", "c\r\u2028d", "e\u202ef", "g\ufffe", "Jos\udce9"]
FORMS = ["text", "csv", "html", "json", "github", "junit"]


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


def test_a_day_that_no_calendar_has_is_left_out(tmp_path: Path) -> None:
    portfolio = tmp_path / "ann"
    shutil.copytree(ROOT / "tests" / "portfolio", portfolio)
    found = cohort.Cohort(EXERCISE, DOCS, TODAY).result(portfolio, compare=True)
    rows = [overview.row(replace(found, changed=day), tmp_path) for day in (1e15, 0.5, None)]
    assert [row.changed for row in rows] == ["", "1970-01-01", ""]


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
    assert (code, err) == (1 if "portfolio" in where else 0, "")  # as written, not further down
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
    assert "Not begun: ann" in out


def test_the_example_with_other_prose_is_told(tmp_path: Path) -> None:
    shutil.copytree(DOCS / "example", tmp_path / "class" / "ann")
    for asked in EXERCISE.deliverables:
        path = tmp_path / "class" / "ann" / asked.file
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


# --- near copies

WORDS = [f"word{chr(97 + n // 26)}{chr(97 + n % 26)}lang" for n in range(600)]


def said(*numbers: Iterator[int] | range) -> str:
    return " and ".join(WORDS[n] for each in numbers for n in each)


def wrapped(text: str) -> str:
    return textwrap.fill(text, 60)


PLAIN = """I fix what breaks in a bike shop and count the spares at night. A friend gave me an old
server in spring, and I put a small cluster on it. It broke three times before it stood. Each time I
wrote down what I saw first, what I tried next, and what helped. Now I know how a node joins, why a
pod waits, and where a log hides. I want to be paid for that, so I look at what firms ask."""

COPIES = [
    pytest.param([said(range(300)), said(range(300))], [(0, 1)], id="the same text"),
    pytest.param([said(range(300)), said(range(270), range(400, 430))], [(0, 1)], id="a tenth new"),
    pytest.param([said(range(300)), said(range(300)).upper()], [(0, 1)], id="in capitals"),
    pytest.param([said(range(300)), wrapped(said(range(300)))], [(0, 1)], id="in other lines"),
    pytest.param([said(range(300)), said(range(300, 600))], [], id="nothing alike"),
    pytest.param([said(range(300)), said(range(60), range(300, 540))], [], id="a fifth alike"),
    pytest.param(["", ""], [], id="nothing written"),
    pytest.param([said(range(4)), said(range(4))], [], id="too little to tell"),
    pytest.param([said(range(5)), said(range(5))], [(0, 1)], id="just enough to tell"),
    pytest.param([PLAIN, PLAIN.replace("spares", "parts")], [(0, 1)], id="in plain words"),
]


@pytest.mark.parametrize(("texts", "wanted"), COPIES)
def test_near_copies(
    texts: list[str], wanted: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    sketches = [copies.sketch(text, ()) for text in texts]
    pairs = copies.near_copies(sketches)
    assert [(pair.one, pair.other) for pair in pairs] == wanted
    monkeypatch.setattr(copies, "_PARTS", 1)
    assert copies.near_copies(sketches) == pairs


def test_copies_far_apart_are_found() -> None:
    sketches = [range(n * 100, n * 100 + 64) for n in range(70)]
    sketches[69] = sketches[1]
    assert copies.near_copies(sketches) == [(1, 69, 1.0)]


def test_copies_of_one_are_one_group() -> None:
    texts = [said(range(300)), said(range(300, 600)), *[said(range(290))] * 12]
    texts.append(said(range(310, 600)))
    pairs = copies.near_copies([copies.sketch(text, ()) for text in texts])
    ones, others = copies.groups(pairs)
    assert [others.places, ones.places] in ([[1, 14], [0, *range(2, 14)]],
                                            [[0, *range(2, 14)], [1, 14]])  # fmt: skip
    assert 0.5 < min(ones.alike, others.alike) < 1


def test_what_the_template_says_is_no_copy() -> None:
    text = said(range(300))
    assert len(copies.sketch(text, copies.phrases(text))) == 0


def test_the_example_itself_is_no_copy_of_itself(learners: Path) -> None:
    _, out, _ = run(DOCS / "example", learners / "learner-00000")
    assert "Near copies" not in out


def test_many_copies_of_one_are_found_in_a_short_time() -> None:
    sketches = [copies.sketch(said(range(300)), ())] * 3000
    begin = time.process_time()
    pairs = copies.near_copies(sketches)
    assert time.process_time() - begin < 5
    assert {pair.one for pair in pairs} | {pair.other for pair in pairs} == set(range(3000))


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
