"""The forms, in a real Chromium: from nothing to four files that the checks accept, and back."""

from __future__ import annotations

import base64
import gzip
import json
import os
import random
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from helpers.cases import CASES, damage
from helpers.forms import (
    ASSESSMENT,
    EXERCISE,
    FILLED,
    FRONT,
    MARKET,
    PAGES,
    PLAN,
    ROAD,
    Learner,
    address,
    begins,
    download,
    left,
    load,
    opened,
)
from helpers.hostile import FOLDERS, lay_out
from helpers.project import DOCS, ROOT, TODAY, copy_project
from helpers.server import served
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect
from portfolio import checks, exercise, forms, problems, source

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Locator, Page

LIMIT = 150_000  # bytes that a form may add to a page, compressed


class ByKeyboard(Learner):
    """With the tabulator, arrows, space and return alone."""

    def reach(self, control: Locator) -> None:
        wanted = control.element_handle()  # looked up once: by its role, that takes long
        for _ in range(400):
            state = "each => [each === document.activeElement, each.isConnected]"
            is_reached, is_there = wanted.evaluate(state)
            if is_reached:
                return
            if not is_there:
                wanted = control.element_handle()  # it was drawn anew
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {control}")

    def press(self, control: Locator) -> None:
        self.reach(control)
        self.page.keyboard.press("Enter")

    def tick(self, control: Locator) -> None:
        self.reach(control)
        self.page.keyboard.press("Space")

    def rate(self, skill: str, rating: int) -> None:
        self.reach(self.group(skill).get_by_role("radio").first)
        self.page.keyboard.press("Space")
        for _ in range(rating):
            self.page.keyboard.press("ArrowRight")


class ByTouch(Learner):
    """With a finger on a phone; the phone's keyboard writes."""

    def reach(self, control: Locator) -> None:
        control.tap()

    def press(self, control: Locator) -> None:
        control.tap()

    def day(self, name: str, text: str) -> None:
        self.page.get_by_role("textbox", name=begins(name)).fill(text)  # the phone's own calendar

    def tick(self, control: Locator) -> None:
        control.tap()

    def rate(self, skill: str, rating: int) -> None:
        self.group(skill).get_by_role("radio").nth(rating).tap()

    def choose(self, name: str, text: str, within: Locator | None = None) -> None:
        control = (within or self.page).get_by_role("combobox", name=begins(name))
        control.select_option(text)  # the phone's own list, out of a test's reach


@pytest.mark.parametrize("kind", [ByKeyboard, ByTouch])
def test_a_learner_without_a_file_hands_in_four(
    kind: type[Learner], browser: Browser, site: str, tmp_path: Path
) -> None:
    touch = kind is ByTouch
    screen = {"width": 390, "height": 844} if touch else {"width": 1280, "height": 844}
    context = browser.new_context(
        viewport=screen, has_touch=touch, is_mobile=touch, locale="en-US", reduced_motion="reduce"
    )
    context.set_default_timeout(5000)
    for asked in sorted(EXERCISE.deliverables, key=lambda each: list(FILLED).index(each.id)):
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error, errors=errors: errors.append(str(error)))
        page.goto(f"{site}{address(asked)}")
        page.wait_for_selector(".form__bar")
        learner = kind(page)
        FILLED[asked.id](learner)
        page.wait_for_timeout(400)
        problems = page.evaluate("document.querySelector('.form__bar').textContent")
        assert "left" not in left(page).replace("Nothing left", ""), problems
        with page.expect_download() as waiting:
            learner.click("Download my file")
        (tmp_path / asked.file).write_bytes(Path(waiting.value.path()).read_bytes())
        assert waiting.value.suggested_filename == asked.file
        assert not errors
        page.close()
    context.close()

    command = [sys.executable, ROOT / "scripts" / "validate_exercise01.py", tmp_path]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    example = [sys.executable, ROOT / "scripts" / "validate_exercise01.py", DOCS / "example"]
    wanted = subprocess.run(example, capture_output=True, encoding="utf-8", check=True).stdout
    assert done.returncode == 0, done.stdout
    assert done.stdout == wanted


# --- the same rules

CHECK = """
async ([root, today, cases]) => {
  const module = name => import(`${root}assets/javascripts/form/${name}.js`);
  const [{ checker }, file, { wording }] = await Promise.all(
    ["check", "file", "words"].map(module));
  await import(`${root}assets/javascripts/js-yaml.js`);
  const definition = await (await fetch(`${root}forms/exercise-01.json`)).json();
  const check = checker(definition, today), say = wording(definition.words);
  const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0)).buffer;
  return cases.map(files => {
    const sources = new Map(), refused = [];
    for (const [id, data] of Object.entries(files)) {
      try {
        sources.set(id, file.readFile(file.decode(bytes(data)), jsyaml, definition.words.messages));
      } catch (error) {
        if (!(error instanceof file.Refusal)) throw error;
        refused.push([id, say(error.key, error.words).code, error.line]);
      }
    }
    const told = [...check(sources)].flatMap(([id, { problems }]) =>
      problems.map(({ code, field, message }) => [id, code, field, message]));
    return { refused, told };
  });
}
"""


def answers_of(page: Page, site: str, cases: list[dict[str, bytes]]) -> list[dict[str, Any]]:
    """Return what the forms say of portfolios: the files refused, and the problems told."""
    data = [{i: base64.b64encode(b).decode() for i, b in files.items()} for files in cases]
    return page.evaluate(CHECK, [site, TODAY.isoformat(), data])


def test_the_form_refuses_what_the_checks_refuse(look: Any, site: str, tmp_path: Path) -> None:
    """Every case of tests/cases/ in which there are four files to load."""
    page = look(site)
    names, inputs, wanted = [], [], []
    for index, param in enumerate(CASES):
        folder = tmp_path / str(index)
        folder.mkdir()
        for asked in EXERCISE.deliverables:
            text = (ROOT / "tests" / "portfolio" / asked.file).read_bytes()
            (folder / asked.file).write_bytes(text)
        damage(param.values[0], folder)
        files = [folder / asked.file for asked in EXERCISE.deliverables]
        if not all(file.is_file() and not file.is_symlink() for file in files):
            continue
        found = checks.check(EXERCISE, folder, TODAY)
        names.append(param.id)
        inputs.append({a.id: (folder / a.file).read_bytes() for a in EXERCISE.deliverables})
        wanted.append([(answer.asked.id, answer.problems) for answer in found.answers])

    answers = answers_of(page, site, inputs)

    broken = 0
    for name, answer, told_here in zip(names, answers, wanted, strict=True):
        refused = {id_: (code, line) for id_, code, line in answer["refused"]}
        for id_, found in told_here:
            broken += bool(found)
            if id_ in refused:
                first = found[0]
                assert refused[id_][0] == first.code, name
                assert refused[id_][1] in (None, first.line), name
                continue
            told = [tuple(each[1:]) for each in answer["told"] if each[0] == id_]
            assert sorted(map(str, told)) == sorted(
                str((each.code, each.field, each.message)) for each in found
            ), name
    assert broken >= 100
    assert len(names) >= 1200
    assert not page.errors


TEXTS_TO_REPEAT = [
    *("plain", "  two\t spaces\n and\u00a0more\u3000 ", "\ufeff mark", "a\x1cb\x85c", ""),
    *(
        "x" * 241,
        "\U0001f989" * 240,
        "\U0001f989" * 241,
        "<!-- a -->",
        "a <!--> b --> c",
        "a <!-- b",
    ),
    *("\u202eb\u200ba\u2066", "\x1b[31m", "\u0645\u06cc\u200c\u062e", "\U0001f469\u200d\U0001f4bb"),
    *("\ufffe\uffff", "\U000e0041", "\u2028\u2029", "a\n::error::b\r", "caf\u00e9", "\ue000"),
]
SHOWN = """
async ([root, texts]) => {
  const words = await import(`${root}assets/javascripts/form/words.js`);
  return texts.map(text => [words.shown(text), words.shownName(text)]);
}
"""


def test_the_form_repeats_a_text_as_the_checks_do(look: Any, site: str, tmp_path: Path) -> None:
    made = look(site).evaluate(SHOWN, [site, TEXTS_TO_REPEAT])
    for text, (shown, name) in zip(TEXTS_TO_REPEAT, made, strict=True):
        words = {"name": text, "reason": "", "hint": "{name}"}
        told = problems.problem("not-checked", tmp_path, None, text or None, **words)
        assert (shown, name or None) == (told.hint, told.field or None), repr(text)


HEAVY = [name for name in FOLDERS if "private" in name]


@pytest.mark.parametrize("name", HEAVY)
def test_much_that_is_private_freezes_no_form(
    name: str, look: Any, site: str, tmp_path: Path
) -> None:
    """The form says what the checks say, within a second of the processor."""
    folder = lay_out(tmp_path / "portfolio", name)
    files = {a.id: (folder / a.file).read_bytes() for a in EXERCISE.deliverables}
    page = look(site)
    clock = page.context.new_cdp_session(page)
    clock.send("Performance.enable", {"timeDomain": "threadTicks"})
    spent = []
    for _ in range(2):
        begin = thread_time(clock)
        (run,) = answers_of(page, site, [files])
        spent.append(thread_time(clock) - begin)

    found = checks.check(EXERCISE, folder, TODAY).answers
    wanted = [str((a.asked.id, p.code, p.field, p.message)) for a in found for p in a.problems]
    assert sorted(str(tuple(each)) for each in run["told"]) == sorted(wanted)
    assert 0 < min(spent) < 1


def thread_time(clock: CDPSession) -> float:
    """Return the seconds of processor time that a page has taken."""
    metrics = clock.send("Performance.getMetrics")["metrics"]
    return next(each["value"] for each in metrics if each["name"] == "ThreadTime")


# --- their file, both ways

ROUND = """
async ([root, id, files]) => {
  const module = name => import(`${root}assets/javascripts/form/${name}.js`);
  const [{ Draft }, { readFile }] = await Promise.all(["draft", "file"].map(module));
  await import(`${root}assets/javascripts/js-yaml.js`);
  const definition = await (await fetch(`${root}forms/exercise-01.json`)).json();
  const asked = definition.deliverables.find(each => each.id === id);
  return files.map(text =>
    new Draft(asked, readFile(text, jsyaml, definition.words.messages)).file());
}
"""


def through_the_form(page: Page, site: str, id_: str, texts: list[str]) -> list[str]:
    return page.evaluate(ROUND, [site, id_, texts])


def judged(folder: Path) -> list[checks.Answer]:
    answers = checks.check(EXERCISE, folder, TODAY).answers
    return [*answers, checks.check_page(FRONT, folder, TODAY)]


def same(before: Path, after: Path) -> None:
    """Both folders say the same: to the checks, in their fields, and below them."""
    for old, new in zip(judged(before), judged(after), strict=True):
        assert [p.message for p in new.problems] == [p.message for p in old.problems], before
        assert new.typed == old.typed
        assert new.source.body.rstrip("\n") == old.source.body.rstrip("\n")


VALID = [param for param in CASES if not param.values[0]["problems"]]


def test_whole_files_come_back_as_they_were(look: Any, site: str, tmp_path: Path) -> None:
    """The worked example, the sample, and every variation that the checks accept."""
    page = look(site)
    folders = [DOCS / "example"]
    for index, param in enumerate(VALID):
        folder = tmp_path / f"before-{index}"
        folder.mkdir()
        for asked in EXERCISE.deliverables:
            data = (ROOT / "tests" / "portfolio" / asked.file).read_bytes()
            (folder / asked.file).write_bytes(data)
        damage(param.values[0], folder)
        folders.append(folder)
    for asked in PAGES:
        olds = [folder for folder in folders if (folder / asked.file).is_file()]
        texts = [(folder / asked.file).read_bytes().decode("utf-8-sig") for folder in olds]
        for old, text in zip(olds, through_the_form(page, site, asked.id, texts), strict=True):
            new = tmp_path / f"{old.name}-after"
            new.mkdir(exist_ok=True)
            (new / asked.file).write_text(text, encoding="utf-8", newline="\n")
    for folder in folders:
        same(folder, tmp_path / f"{folder.name}-after")
    assert len(folders) > 200
    assert not page.errors


def test_comments_are_kept(look: Any, site: str) -> None:
    """A note above every line and at the end of every one, in all templates and the example."""
    page = look(site)
    for asked in PAGES:
        for path in (DOCS / asked.template_file, DOCS / "example" / asked.file):
            front, body = path.read_text(encoding="utf-8").removeprefix("---\n").split("---\n", 1)
            lines = [line.split("  # ")[0] for line in front.splitlines() if "# " not in line[:8]]
            noted = []
            for index, line in enumerate(lines):
                indent = " " * (len(line) - len(line.lstrip(" -")))
                noted += [f"{indent}# above {index}.", f"{line}  # beside {index}."]
            text = "---\n" + "\n".join(noted) + "\n# last\n---\n" + body

            (after,) = through_the_form(page, site, asked.id, [text])

            for index in range(len(lines)):
                assert after.count(f"# above {index}.\n") == 1, (path, lines[index])
                assert after.count(f"# beside {index}.\n") == 1, (path, lines[index])
            assert "# last\n---" in after


@pytest.fixture
def home(look: Any, site: str) -> Page:
    return look(site)


WORDS = (
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=80)
    | st.sampled_from(
        ["no", "1e3", "a: b", "# not a comment", "yes # really", "{{ name }}", "*a", "&b", "!!c"]
    )
    | st.sampled_from(
        [
            "- d",
            "'",
            '"',
            "\\",
            "🦉 owl",
            "日本語のテスト",
            "مرحبا",
            "--- x",
            "%TAG",
            "@x",
            "`y`",
            "| z",
            "a\tb",
        ]
    )
)
PARAGRAPHS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=200)


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_any_text_survives(home: Page, site: str, tmp_path: Path, data: st.DataObject) -> None:
    """Texts of every kind in every text field and section, quoted as Python's YAML quotes them."""
    before, after = tmp_path / "before", tmp_path / "after"
    for folder in (before, after):
        folder.mkdir(exist_ok=True)
    for asked in EXERCISE.deliverables:
        path = DOCS / "example" / asked.file
        read = source.read(path, path.parent)
        fields = replaced(read.data, asked, data)
        body = read.body + "\n" + data.draw(PARAGRAPHS) + "\n"
        dumped = yaml.safe_dump(fields, allow_unicode=data.draw(st.booleans()), sort_keys=False)
        text = f"---\n{dumped}---\n{body}"
        (before / asked.file).write_text(text, encoding="utf-8", newline="\n")
        (made,) = through_the_form(home, site, asked.id, [text])
        (after / asked.file).write_text(made, encoding="utf-8", newline="\n")
        (again,) = through_the_form(home, site, asked.id, [made])
        assert again == made
        old, new = (source.read(f / asked.file, f) for f in (before, after))
        assert new.data == old.data
    same(before, after)


def replaced(value: Any, asked: exercise.Deliverable, data: st.DataObject) -> Any:
    """Return fields with other texts in some of the places where any text will do."""
    free = {"role", "activity", "title", "milestone", "metric", "team_impact", "job_title"}

    def walk(each: Any, key: str) -> Any:
        if isinstance(each, dict):
            return {name: walk(inner, name) for name, inner in each.items()}
        if isinstance(each, list):
            return [walk(inner, key) for inner in each]
        listed = key in {"goals", "experience", "skills", "expertise", "certifications"}
        if (key in free or listed) and data.draw(st.booleans()):
            return data.draw(WORDS)
        return each

    return walk(value, "")


# --- what people see

BROKEN = "colour: blue\n__proto__: x\ntitle: [a, b]\n"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
@pytest.mark.parametrize("asked", PAGES, ids=[asked.id for asked in PAGES])
def test_every_state_is_for_everybody(  # noqa: PLR0917
    asked: exercise.Deliverable, scheme: str, width: int, look: Any, site: str, tmp_path: Path
) -> None:
    """Empty, with errors shown, of a wrong shape, complete; everything folded out."""
    page = opened(look, site, asked, scheme=scheme, width=width)
    example = (DOCS / "example" / asked.file).read_text(encoding="utf-8")
    wrong = tmp_path / asked.file
    wrong.write_text(example.replace("---\ntitle:", f"---\n{BROKEN}description:", 1), "utf-8")

    def fine(state: str) -> None:
        page.eval_on_selector_all("#form details", "all => all.forEach(one => one.open = true)")
        page.wait_for_timeout(50)
        found = Axe().run(page).response["violations"]
        told = [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found]
        assert not told, state
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state

    fine("empty")
    page.get_by_role("button", name="Next thing left").click()
    assert page.locator(".form__problem:visible").count()
    fine("errors")
    load(page, wrong)
    assert page.get_by_role("button", name="Remove colour").count()
    assert page.locator("button", has_text="Remove it and fill it in here").count()
    fine("wrong shape")
    page.get_by_role("button", name="Undo").click()
    load(page, DOCS / "example" / asked.file)
    expect(page.locator(".form__state")).to_have_text(
        re.compile("Complete|Nothing left on this page")
    )
    fine("complete")
    assert not page.foreign
    assert not page.errors


@pytest.mark.parametrize("asked", PAGES, ids=[asked.id for asked in PAGES])
def test_a_form_is_light_and_sends_nothing(
    asked: exercise.Deliverable, browser: Browser, site: str
) -> None:
    page = browser.new_page()
    parts: dict[str, int] = {}
    page.on("response", lambda r: parts.setdefault(r.url, len(gzip.compress(r.body()))))
    page.goto(f"{site}{address(asked)}")
    page.wait_for_selector(".form__bar")
    page.wait_for_load_state("networkidle")
    mine = re.compile(r"/forms/|javascripts/form/|js-yaml|form\.css")
    added = sum(size for url, size in parts.items() if mine.search(url))
    assert len([url for url in parts if mine.search(url)]) > 10
    assert added < LIMIT, f"{added} bytes"

    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.method} {request.url}"))
    load(page, DOCS / "example" / asked.file)
    page.locator("#form textarea:visible").first.fill("Something new")
    assert download(page)
    page.get_by_role("button", name="Remove this page from this browser").click()
    page.wait_for_timeout(300)
    assert [each for each in sent if "blob:" not in each] == []
    page.close()


def test_without_javascript_the_template_is_there(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for asked in PAGES:
        page.goto(f"{site}{address(asked)}")
        assert "open “Rather write it by hand?” below" in page.inner_text("#form")
        page.locator("summary", has_text="Rather write it by hand?").click()
        assert page.get_by_role("link", name="Download the empty template").is_visible()
        assert page.get_by_text(
            f"title: My {asked.title.lower().removesuffix(' page')}"
        ).first.is_visible()
    context.close()


REFUSED = [
    pytest.param(b"---\ntitle: a: b\n---\n", "line 2", id="a colon"),
    pytest.param(b"---\ntitle: x\ntitle: y\n---\n", "line 3", id="a name twice"),
    pytest.param("---\ntitle: x\n---\n".encode("utf-16"), "UTF-8", id="another coding"),
    pytest.param(b"no front matter", "---", id="nothing above"),
    pytest.param(b"---\na: *b\n---\n", "line 2", id="an alias"),
    pytest.param(b"---\na: !!python/object:os.system x\n---\n", "line 2", id="a tag"),
    pytest.param(b"---\na: \x00\n---\n", "U+0000", id="a control character"),
    pytest.param(b"---\ntitle: x\n---\n" + b"x" * 1024 * 1024, "cannot be read", id="a megabyte"),
    pytest.param(b"\x89PNG\r\n\x1a\n\xff", "cannot be read", id="a picture"),
    pytest.param(b"---\ndeliverable: career-roadmap\n---\n", "Career roadmap", id="another page"),
]


@pytest.mark.parametrize(("data", "told"), REFUSED)
def test_a_file_that_cannot_be_read_changes_nothing(
    data: bytes, told: str, look: Any, site: str, tmp_path: Path
) -> None:
    page = opened(look, site, PLAN)
    page.get_by_role("textbox", name="Hours per week").fill("7")
    file = tmp_path / "mine.md"
    file.write_bytes(data)

    load(page, file)

    said = page.locator(".form__notices").inner_text()
    assert told in said
    assert "mine.md" in said
    assert "undefined" not in said
    assert page.get_by_role("textbox", name="Hours per week").input_value() == "7"
    assert not page.errors


def test_a_strangers_file_is_text(look: Any, site: str, tmp_path: Path) -> None:
    page = opened(look, site, ROAD)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    evil = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    text = (DOCS / "example" / ROAD.file).read_text(encoding="utf-8")
    text = re.sub(r"(?m)^( *)role: .*$", rf"\1role: '{evil}'", text, count=1)
    text = text.replace("---\n", f"---\n'{evil}': '{evil}'\nmonth_6x: {{a: '{evil}'}}\n", 1)
    file = tmp_path / "mine.md"
    file.write_text(text + f"\n## {evil}\n\n{evil}\n", encoding="utf-8")

    load(page, file)
    page.wait_for_timeout(200)

    assert page.locator("#form img, #form script").count() == 0
    assert evil in page.get_by_role("textbox", name="Role").input_value()
    assert download(page).decode().count(evil) >= 5
    assert not page.errors


KEPT = "Object.keys(localStorage).filter(key => key.endsWith('learning-plan')).length"


def test_work_is_kept_in_this_browser_until_it_is_erased(look: Any, site: str) -> None:
    page = opened(look, site, PLAN)
    assert page.evaluate(KEPT) == 0

    page.get_by_role("textbox", name="Hours per week").fill("7")
    page.wait_for_timeout(300)
    page.reload()
    hours = page.get_by_role("textbox", name="Hours per week")
    assert hours.input_value() == "7"
    assert "Nothing is sent anywhere" in page.locator("#form").inner_text()
    assert page.evaluate(KEPT) == 1

    page.get_by_role("button", name="Remove this page from this browser").click()
    assert page.get_by_role("textbox", name="Hours per week").input_value() == ""
    assert page.evaluate(KEPT) == 0
    page.get_by_role("button", name="Undo").click()
    assert page.get_by_role("textbox", name="Hours per week").input_value() == "7"
    page.get_by_role("button", name="Remove this page from this browser").click()
    page.reload()
    page.wait_for_selector(".form__bar")
    assert page.get_by_role("textbox", name="Hours per week").input_value() == ""


def test_a_browser_that_keeps_nothing_says_so(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    page.goto(f"{site}{address(PLAN)}")
    page.get_by_role("textbox", name="Hours per week").fill("7")
    page.wait_for_timeout(300)
    assert "download your file before you leave" in page.locator(".form__file").inner_text()
    page.close(run_before_unload=False)


SAID = [
    pytest.param(PLAN, "Hours per week", "90", id="a number"),
    pytest.param(PLAN, "Start", "7pm", id="a time"),
    pytest.param(MARKET, "Address (URL)", "example.com", id="an address"),
    pytest.param(MARKET, "Currency", "usd", id="a currency"),
    pytest.param(ROAD, "Job title", "TODO", id="a placeholder"),
    pytest.param(ROAD, "Month", "99", id="a month"),
]


@pytest.mark.parametrize(("asked", "name", "text"), SAID)
def test_a_mistake_is_told_at_its_field_in_the_words_of_the_checks(  # noqa: PLR0917
    asked: exercise.Deliverable, name: str, text: str, look: Any, site: str, tmp_path: Path
) -> None:
    page = opened(look, site, asked)
    control = page.get_by_role("textbox", name=begins(name)).last
    control.fill(text)
    assert control.get_attribute("aria-invalid") is None
    control.press("Tab")
    page.wait_for_timeout(300)

    assert control.get_attribute("aria-invalid") == "true"
    said = control.evaluate(
        "each => each.getAttribute('aria-describedby').split(' ')"
        ".map(id => document.getElementById(id).textContent).join(' ')"
    )
    (tmp_path / asked.file).write_bytes(download(page))
    found = checks.check(EXERCISE, tmp_path, TODAY).problems
    messages = [problem.message.lower() for problem in found if problem.path.name == asked.file]
    mine = {message for message in messages if message in said.lower()}
    assert mine, said

    control.fill("")
    page.wait_for_timeout(300)
    told = page.locator(".form__problem:visible").all_inner_texts()
    gone = mine - {"nothing filled in"}  # which is what is told of an empty field, too
    assert not [each for each in told if any(message in each.lower() for message in gone)]


def test_a_posting_named_twice_is_caught(look: Any, site: str) -> None:
    page = opened(look, site, MARKET)
    for _ in range(2):
        item = page.locator("details.form__item[open]")
        item.get_by_role("textbox", name="Company").fill("Example Works")
        item.get_by_role("textbox", name="Address").fill("https://example.com/1")
        page.get_by_role("button", name="Add a posting").click()
    assert page.get_by_text("2 of 10").is_visible()
    assert not page.locator("details.form__item[open] .form__problem").count()
    page.get_by_role("button", name="Next thing left").click()
    page.locator("details.form__item").nth(1).locator("summary").click()
    second = page.locator("details.form__item").nth(1)
    told = second.locator(".form__problem").all_inner_texts()
    assert any("This one stands in this list already" in each for each in told), (
        told
    )  # it is private


def test_what_is_withheld_is_private_and_comes_back(look: Any, site: str) -> None:
    page = opened(look, site, FRONT)
    page.get_by_role("textbox", name="Location").fill("Upper Dale")
    page.get_by_role("checkbox", name=begins("Keep this secret")).check()
    away = download(page).decode()
    page.get_by_role("checkbox", name=begins("Keep this secret")).uncheck()
    back = download(page).decode()

    assert "location: withheld" in away
    assert "Dale" not in away
    assert "private:\n  - location\n" in away
    assert not page.get_by_role("checkbox", name=begins("Location")).is_checked()
    assert "location: Upper Dale" in back
    assert "private" not in back


def test_what_is_left_is_counted_and_found(look: Any, site: str) -> None:
    page = opened(look, site, PLAN)
    assert left(page) == "11 things left"
    seen = []
    for _ in range(11):
        page.get_by_role("button", name="Next thing left").press("Enter")
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.ariaLabel"))
    assert len(set(seen)) >= 10
    assert page.get_by_role("link", name="Schedule 3 left").count() == 1


def test_other_pages_of_this_browser_are_held_together(look: Any, site: str) -> None:
    page = opened(look, site, ASSESSMENT)
    load(page, DOCS / "example" / ASSESSMENT.file)
    page.goto(f"{site}{address(PLAN)}")
    page.wait_for_selector(".form__bar")
    text = (DOCS / "example" / PLAN.file).read_text(encoding="utf-8")
    less = re.sub(r"  - skill: kubernetes\n(?:    .*\n)+", "", text)
    page.locator("summary", has_text="Go on with it").click()
    page.get_by_role("textbox", name="The text of your file").fill(less)
    page.get_by_role("button", name="Go on with this text").click()
    assert left(page) == "1 thing left"
    assert "kubernetes" in page.locator(".form__problem:visible").inner_text()
    states = page.locator(".form__pages").inner_text()
    assert "Skills assessment: nothing left" in states
    assert "Career roadmap: not begun in this browser" in states


def test_a_link_carries_the_file_to_github(look: Any, site: str) -> None:
    page = opened(look, site, FRONT)
    page.locator("summary", has_text="on GitHub").click()
    link = page.locator(".form__github a")
    assert not link.is_visible()
    page.get_by_role("textbox", name="Your repository").fill(
        "https://github.com/me/mine/tree/draft"
    )
    assert link.get_attribute("href").startswith(
        "https://github.com/me/mine/new/draft/docs?filename=portfolio.md&value=---%0Atitle"
    )
    page.get_by_role("textbox", name="Headline").fill("long " * 2000)
    page.wait_for_timeout(300)
    assert link.get_attribute("href").endswith("/docs?filename=portfolio.md")
    assert "too long for a link" in page.locator(".form__github").inner_text()


def test_a_field_added_to_a_model_is_in_the_form(look: Any, tmp_path: Path) -> None:
    """A field of the model and a line of the template; the command makes the schemas of it."""
    project = copy_project(tmp_path / "project")
    models = project / "hooks" / "portfolio" / "models.py"
    text = models.read_text(encoding="utf-8")
    before = "    hours_per_week: Hours\n"
    assert text.count(before) == 1
    models.write_text(text.replace(before, before + "    mentor: Optional[Text] = None\n"), "utf-8")
    template = project / "docs" / PLAN.template_file
    line = "mentor:  # optional: write who helps you\nstarts_on:"
    template.write_text(template.read_text("utf-8").replace("starts_on:", line, 1), "utf-8")
    environment = os.environ | {"REQUIRE_DELIVERABLES": "false", "NO_MKDOCS_2_WARNING": "1"}
    for command in (["scripts/schemas.py"], ["-m", "mkdocs", "build", "-q"]):
        subprocess.run([sys.executable, *command], cwd=project, env=environment, check=True)
    with served(project / "site") as site:
        page = opened(look, site, PLAN)
        mentor = page.get_by_role("textbox", name="Mentor optional")
        assert page.get_by_text("Write who helps you.").is_visible()
        mentor.fill("no: # one")
        assert b'mentor: "no: # one"' in download(page)


# --- what the forms are made from


def test_the_definition_says_what_the_models_ask() -> None:
    made = json.loads(json.dumps(forms.definition(EXERCISE, FRONT)))

    for asked, page in zip(PAGES, made["deliverables"], strict=True):
        assert set(page["schema"]["properties"]) == set(asked.model.model_fields)
        assert "$ref" not in json.dumps(page["schema"])
        required = {name for name, field in asked.model.model_fields.items() if field.is_required()}
        assert set(page["schema"]["required"]) == required
    assert len(made["matrix"]) == len(EXERCISE.matrix)
    assert {skill for each in made["resources"] for skill in each["skills"]} <= set(EXERCISE.matrix)


def test_the_public_edition_holds_no_form(tmp_path: Path) -> None:
    environment = os.environ | {"PORTFOLIO_DIR": str(DOCS / "example"), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", "portfolio.yml", "-d"]
    subprocess.run([*command, tmp_path / "public"], cwd=ROOT, env=environment, check=True)
    files = [path.relative_to(tmp_path).as_posix() for path in (tmp_path / "public").rglob("*")]
    assert not [name for name in files if "form" in name or name.endswith((".js", ".json"))]


DROP = """
([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, { type: "text/markdown" }));
  const how = { dataTransfer: data, bubbles: true, cancelable: true };
  const event = type => new DragEvent(type, how);
  const form = document.getElementById("form");
  return [!form.dispatchEvent(event("dragover")), !form.dispatchEvent(event("drop"))];
}
"""


def test_a_file_is_dropped_and_gone_on_with(look: Any, site: str) -> None:
    page = opened(look, site, PLAN)
    text = (DOCS / "example" / PLAN.file).read_text(encoding="utf-8")
    text = text.replace("starts_on:", "# my own note\nstarts_on:", 1)
    windows = "\ufeff" + text.replace("\n", "\r\n") + "\r\n## My own heading\r\n\r\nKept.\r\n"

    taken = page.evaluate(DROP, ["plan.md", windows])
    page.get_by_text("plan.md is loaded.").wait_for()
    page.get_by_role("textbox", name="Hours per week").fill("7.5")
    page.get_by_role("textbox", name="My own heading").fill("Still kept.")
    made = download(page).decode("utf-8")

    assert taken == [True, True]
    wanted = text.replace("hours_per_week: 7\n", "hours_per_week: 7.5\n")
    assert made.split("---\n")[2].startswith(wanted.split("---\n")[2].rstrip())
    assert "# my own note\nstarts_on:" in made
    assert "hours_per_week: 7.5\n" in made
    assert made.endswith("## My own heading\n\nStill kept.\n")


CONTROLS = ":is(input, textarea, select):not([type=hidden])"
TEXTS = ["", "Kubernetes", "2026-10-10", "7", "https://example.com/z", "a: b # c", "TODO"]
TEXTS += [
    "## Heading\n\ntext",
    "<!-- x",
    "withheld",
    "- item",
    "```\ncode",
    "{{ x }}",
    "USD",
    "3-4",
]
TEXTS += ['"q"', "---", "🦉", "\u2028x", "text\n\n---\nmore", "<b>", "Under\n===\n", "Gaps", "36"]
WRITE = f"""
([at, text]) => {{
  const all = document.querySelectorAll(".form__fields {CONTROLS}"), one = all[at % all.length];
  if (["checkbox", "radio"].includes(one.type)) return one.click();
  if (one.matches("select")) one.selectedIndex = text.length % one.options.length;
  else one.value = text;
  for (const type of ["input", "change"]) one.dispatchEvent(new Event(type, {{ bubbles: true }}));
}}
"""
PRESS = """
at => {
  const all = document.querySelectorAll(".form__fields button:not(:disabled)");
  all[at % all.length].click();
}
"""


@pytest.mark.parametrize("seed", range(8))
def test_it_says_what_the_checks_say_whatever_is_done(
    seed: int, look: Any, site: str, tmp_path: Path
) -> None:
    """Anything written anywhere, any button pressed: same count, and the same after a reload."""
    chance = random.Random(seed)
    asked = EXERCISE.deliverables[seed % 4]
    page = opened(look, site, asked)
    if seed >= 4:
        load(page, DOCS / "example" / asked.file)
    for _ in range(25):
        if chance.random() < 0.6:
            page.evaluate(WRITE, [chance.randrange(1000), chance.choice(TEXTS)])
        else:
            page.evaluate(PRESS, chance.randrange(1000))
        if chance.random() < 0.2:
            page.wait_for_timeout(chance.choice([0, 200]))

    made = download(page)
    said = left(page)
    page.reload()
    page.wait_for_selector(".form__bar")

    (tmp_path / asked.file).write_bytes(made)
    problems = checks.check(EXERCISE, tmp_path, datetime.now(UTC).date()).problems
    found = [problem for problem in problems if problem.path.name == asked.file]
    things = "thing" if len(found) == 1 else "things"
    assert said == (f"{len(found)} {things} left" if found else "Nothing left on this page")
    assert left(page) == said
    assert download(page) == made
    assert not page.errors
