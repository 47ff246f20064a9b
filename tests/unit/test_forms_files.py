"""The forms without a page: what they are made from, and a file through them, and back."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from helpers.cases import CASES, lay_out
from helpers.engine import deno
from helpers.forms import EXERCISE, FRONT, PAGES
from helpers.project import DOCS, ROOT, TODAY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from portfolio import problems
from portfolio.ask import exercise, forms
from portfolio.check import checks
from portfolio.read import source

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.engine import Engine


def test_the_types_say_what_the_build_hands_over(tmp_path: Path) -> None:
    """A literal has every key that its type asks for, and none that the type does not know."""
    folder = (ROOT / "overrides" / "assets" / "javascripts" / "form").as_uri()
    lines = [
        f'import type {{ Definition }} from "{folder}/types.d.ts";',
        f'import type {{ LIMITS }} from "{folder}/limits.d.ts";',
    ]
    for name, text in forms.files(exercise.load(DOCS), exercise.portfolio_page(DOCS)):
        if name.endswith(".json"):
            lines.append(f"({text}) satisfies Definition;")
        elif name.endswith("limits.js"):
            literal = text.removeprefix("export const LIMITS = ").removesuffix(";\n")
            lines.append(f"({literal}) satisfies typeof LIMITS;")
    module = tmp_path / "handed-over.ts"
    module.write_text("\n".join(lines), encoding="utf-8")

    command = [deno(), "check", "--quiet", "--no-config", module]
    checked = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")

    assert checked.returncode == 0, checked.stderr
    assert len(lines) == 2 + 1 + len(exercise.load(DOCS))


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
  const words = await import(`${root}assets/javascripts/form/messages.js`);
  return texts.map(text => [words.shown(text), words.shownName(text)]);
}
"""


def test_the_forms_have_every_message_that_they_say_and_no_other() -> None:
    folder = ROOT / "overrides" / "assets" / "javascripts" / "form"
    modules = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.js"))
    rows = problems.wording()["messages"].items()
    said = {key for key, row in rows if f'"{key}"' in modules or "trap" in row}

    assert forms.definition(EXERCISE, FRONT)["messages"].keys() == said


def test_the_form_repeats_a_text_as_the_checks_do(engine: Engine, tmp_path: Path) -> None:
    made = engine.evaluate(SHOWN, [engine.root, TEXTS_TO_REPEAT])
    for text, (shown, name) in zip(TEXTS_TO_REPEAT, made, strict=True):
        words = {"name": text, "reason": "", "hint": "{name}"}
        told = problems.problem("not-checked", tmp_path, None, text or None, **words)
        assert (shown, name or None) == (told.hint, told.field or None), repr(text)


# --- their file, both ways

ROUND = """
async ([root, id, files]) => {
  const module = name => import(`${root}assets/javascripts/form/${name}.js`);
  const [{ Draft }, { readFile }] = await Promise.all(["fill/draft", "read/file"].map(module));
  await import(`${root}assets/javascripts/js-yaml.js`);
  globalThis.definitions ??= {};
  const definition = definitions["exercise-01"] ??=
    await (await fetch(`${root}forms/exercise-01.json`)).json();
  const asked = definition.deliverables.find(each => each.id === id);
  return files.map(text =>
    new Draft(asked, readFile(text, jsyaml, definition.messages)).file());
}
"""


def through_the_form(engine: Engine, id_: str, texts: list[str]) -> list[str]:
    return engine.evaluate(ROUND, [engine.root, id_, texts])


def judged(asked: exercise.Deliverable, text: str, folder: Path) -> checks.Answer:
    """Return one page as the checks read it: what they say between pages rests on the same."""
    (folder / asked.file).write_bytes(text.encode())
    if asked is FRONT:
        return checks.check_all([], FRONT, folder, TODAY)[1]
    (answer,) = checks.check(replace(EXERCISE, deliverables=(asked,)), folder, TODAY).answers
    return answer


def say_the_same(old: checks.Answer, new: checks.Answer) -> None:
    """To the checks, in their fields, and below them."""
    text = old.source.text
    assert [p.message for p in new.problems] == [p.message for p in old.problems], text
    assert new.typed == old.typed, text
    assert new.source.body.rstrip("\n") == old.source.body.rstrip("\n"), text


FILL_IN = """
async ([root, id, text, name, words]) => {
  const module = name => import(`${root}assets/javascripts/form/${name}.js`);
  const [{ Draft }, { readFile }] = await Promise.all(["fill/draft", "read/file"].map(module));
  await import(`${root}assets/javascripts/js-yaml.js`);
  const definition = await (await fetch(`${root}forms/exercise-01.json`)).json();
  const asked = definition.deliverables.find(each => each.id === id);
  const draft = new Draft(asked, readFile(text, jsyaml, definition.messages));
  draft.write(draft.part(asked.sections.find(each => each.name === name)), words);
  return draft.file();
}
"""


@pytest.mark.parametrize("end", ["</details>", "</details>\n", "- x", "x\\", "<br>\n\n"])
def test_what_is_typed_into_a_missing_section_is_in_the_file(
    end: str, engine: Engine, portfolio: Path
) -> None:
    """However the file ends, its last line swallows no heading."""
    asked = next(each for each in PAGES if each.id == "learning-plan")
    text = (portfolio / asked.file).read_text(encoding="utf-8")
    text = text.split("\n## How I will stay on track")[0] + end
    name, words = "how i will stay on track", "Two friends ask me."

    made = engine.evaluate(FILL_IN, [engine.root, asked.id, text, name, words])

    answer = judged(asked, made, portfolio)
    assert not answer.problems
    assert [text for _, text, _ in answer.body.sections[name].shown()] == [words]


SAMPLE = ROOT / "tests" / "portfolio"
VALID = [param for param in CASES if not param.values[0]["problems"]]


@pytest.mark.slow
def test_whole_files_come_back_as_they_were(engine: Engine, tmp_path: Path) -> None:
    """The worked example, the sample, and every variation that the checks accept."""
    folders = (DOCS / "example", SAMPLE)
    files = {each.file: [folder / each.file for folder in folders] for each in PAGES}
    texts = {name: [p.read_text("utf-8") for p in of if p.is_file()] for name, of in files.items()}
    for (case,) in (param.values for param in VALID):
        path = lay_out(case, tmp_path)
        texts[path.name].append(path.read_bytes().decode("utf-8-sig"))
    for asked in PAGES:
        olds = list(dict.fromkeys(texts[asked.file]))
        for old, new in zip(olds, through_the_form(engine, asked.id, olds), strict=True):
            say_the_same(judged(asked, old, tmp_path), judged(asked, new, tmp_path))
    assert sum(map(len, texts.values())) > 500


def test_comments_are_kept(engine: Engine) -> None:
    """A note above every line and at the end of every one, in all templates and the example."""
    for deliverable in PAGES:
        for path in (DOCS / deliverable.template_file, DOCS / "example" / deliverable.file):
            front, body = path.read_text(encoding="utf-8").removeprefix("---\n").split("---\n", 1)
            lines = [line.split("  # ")[0] for line in front.splitlines() if "# " not in line[:8]]
            noted = []
            for index, line in enumerate(lines):
                indent = " " * (len(line) - len(line.lstrip(" -")))
                noted += [f"{indent}# above {index}.", f"{line}  # beside {index}."]
            text = "---\n" + "\n".join(noted) + "\n# last\n---\n" + body

            (after,) = through_the_form(engine, deliverable.id, [text])

            for index in range(len(lines)):
                assert after.count(f"# above {index}.\n") == 1, (path, lines[index])
                assert after.count(f"# beside {index}.\n") == 1, (path, lines[index])
            assert "# last\n---" in after


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


@pytest.mark.slow
@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_any_text_survives(engine: Engine, tmp_path: Path, data: st.DataObject) -> None:
    """Texts of every kind in every text field and section, quoted as Python's YAML quotes them."""
    for asked in EXERCISE.deliverables:
        page = source.read(DOCS / "example" / asked.file, DOCS / "example")
        fields = replaced(page.data, asked, data)
        body = page.body + "\n" + data.draw(PARAGRAPHS) + "\n"
        dumped = yaml.safe_dump(fields, allow_unicode=data.draw(st.booleans()), sort_keys=False)
        text = f"---\n{dumped}---\n{body}"
        (made,) = through_the_form(engine, asked.id, [text])
        assert through_the_form(engine, asked.id, [made]) == [made]
        old, new = (judged(asked, each, tmp_path) for each in (text, made))
        assert new.source.data == old.source.data
        say_the_same(old, new)


def replaced(value: Any, deliverable: exercise.Deliverable, data: st.DataObject) -> Any:
    """Return fields with other texts in some of the places where any text will do.

    Of each list, two items are enough: more would be written in the same way.
    """
    free = {"role", "activity", "title", "milestone", "metric", "team_impact", "job_title"}

    def walk(each: Any, key: str) -> Any:
        if isinstance(each, dict):
            return {name: walk(inner, name) for name, inner in each.items()}
        if isinstance(each, list):
            return [walk(inner, key) for inner in each[:2]]
        listed = key in {"goals", "experience", "skills", "expertise", "certifications"}
        if (key in free or listed) and data.draw(st.booleans()):
            return data.draw(WORDS)
        return each

    return walk(value, "")


# --- what the forms are made from


def test_js_yaml_names_its_license_and_is_carried_without_its_remarks() -> None:
    text = dict(forms.files([EXERCISE], FRONT))["assets/javascripts/js-yaml.js"]
    assert text.startswith("/* js-yaml ")
    assert not [line for line in text.split("\n") if line.lstrip().startswith("//")]


def test_the_definition_says_what_the_models_ask() -> None:
    made = json.loads(json.dumps(forms.definition(EXERCISE, FRONT)))

    for deliverable, page in zip(PAGES, made["deliverables"], strict=True):
        assert set(page["schema"]["properties"]) == set(deliverable.model.model_fields)
        assert "$ref" not in json.dumps(page["schema"])
        required = {
            name for name, field in deliverable.model.model_fields.items() if field.is_required()
        }
        assert set(page["schema"]["required"]) == required
    assert len(made["matrix"]) == len(EXERCISE.matrix)
