"""What is asked for: an exercise page, its templates, and the skills matrix.

An author writes these in Markdown alone. A mistake in them is an `ExerciseError` that names the
file and says what to write; no learner is blamed for it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from ..problems import field_pattern, wording
from ..read.sections import Body, Section, read_body
from ..read.source import Source, Value, read
from ..read.terms import normalized
from . import models
from .author_rules import RuleError, read_rules
from .fields import is_empty
from .guides import Guide, GuideError, Resource, all_resources, read_guide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from .author_rules import Rule
    from .fields import Fields

EXAMPLE = "example"  # the folder of docs/ that holds the worked example
_LEVELS: tuple[str, ...] = ("junior", "mid", "senior")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_IDS = "write lowercase letters, digits and hyphens"
_FILE = re.compile(r"[\w-][\w.-]*\.md")
_IN_PLACE = (
    ". If you filled in this template, copy it to the name of its document, then restore the "
    "template, with git restore, or with its original text from the exercise's repository"
)
_ANY_PROMPT = "a few sentences of your own"
SCHEMAS = "schemas"  # the folder of docs/ with a JSON Schema of each deliverable
_ABOVE = re.compile(r" *# (?!yaml-language-server:)")  # what is asked, and not a line for editors
_DIGEST = re.compile(r'"\$comment": "Template: sha256 ([0-9a-f]{64})"')
# What may already have a value in a template.
_OF_TEMPLATES = set(models.DeliverableFields.model_fields) - {"description", "tags"}
_COMMENT = re.compile(r"(?:^|\s)#\s(.*)$")


class ExerciseError(Exception):
    """An author's mistake in an exercise page, a template or the matrix."""


@dataclass(frozen=True)
class Step:
    """One step of the scale of ratings."""

    name: str
    meaning: str


@dataclass(frozen=True)
class Skill:
    """One row of the matrix. `levels` is empty for a skill that is rated but never a gap."""

    id: str
    name: str
    kind: str
    about: str
    levels: dict[str, int]
    aliases: tuple[str, ...] = ()
    guide: Guide = field(default_factory=Guide)
    place: str = ""  # the page and line of the row

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return the words by which postings name it, normalized."""
        return tuple(map(normalized, (self.name, *self.aliases)))


@dataclass(frozen=True)
class Template:
    """A page that a learner copies: its fields with a comment each, and its sections."""

    source: Source
    body: Body
    shipped: str = ""  # the digest of the template that the project ships, if known

    @cached_property
    def is_filled_in(self) -> bool:
        """Tell whether a learner filled it in, instead of a copy.

        In a template, fields are blank, and neither the sections nor the text above them show
        anything. The project's own templates are also compared with what it ships: somebody may
        have answered in a comment, where the question is.
        """
        if self.shipped and self.digest != self.shipped:
            return True
        fields = (self.source.data or {}).items()
        if any(key not in _OF_TEMPLATES and not is_empty(value) for key, value in fields):
            return True
        sections = [self.above, *self.body.sections.values()]
        return any(section.is_filled(frozenset()) for section in sections)

    @property
    def above(self) -> Section:
        """Return what stands above the first heading."""
        return Section("", 0, self.body.parts[0].lines)

    @property
    def digest(self) -> str:
        """Return a digest of the text, the same for any kind of line ending."""
        return sha256(self.source.text.encode()).hexdigest()

    def prompt(self, name: str) -> str:
        """Return the prompt of a section, unless a learner filled in the template."""
        return _ANY_PROMPT if self.is_filled_in else self.body.sections[name].prompt()

    @cached_property
    def names(self) -> set[str]:
        """Return every name that `private` may use: `month_12.salary`, `postings[].url`.

        Where a template asks once more for what it lists elsewhere, the names inside are the same.
        """
        names = {field_pattern(loc) for loc in self.source.lines}
        inner = [
            (first, rest) for name in names for first, dot, rest in [name.partition(".")] if dot
        ]
        again = {(name, name.rpartition(".")[2]) for name in names if "." in name}
        return names | {
            f"{name}.{rest}" for name, last in again for first, rest in inner if first == last
        }

    @cached_property
    def private_example(self) -> str:
        """Return a name that `private` may use: the one that the template suggests."""
        names = (self.source.data or {}).get("private")
        shown = [each for each in names if each] if isinstance(names, list) else []
        return str(shown[0]) if shown else "title"

    @cached_property
    def own_lines(self) -> dict[str, frozenset[str]]:
        """Return the lines of each section that come from the template, not from a learner."""
        sections = self.body.sections.items()
        return {n: frozenset() if self.is_filled_in else each.known() for n, each in sections}

    @property
    def comments(self) -> dict[str, str]:
        """Return the comment on each field, unless a learner filled in the template."""
        return {} if self.is_filled_in else self.written_comments

    @cached_property
    def written_comments(self) -> dict[str, str]:
        """Return the comment on each field, by its name: the one beside it, or just above it."""
        lines = self.source.front.split("\n")
        inside = {(loc[:-1], line) for loc, line in self.source.lines.items()}
        comments: dict[str, str] = {}
        for loc, line in self.source.lines.items():
            if isinstance(loc[-1], int) and (loc, line) in inside:
                continue  # an item of fields begins on the line of its first field
            at = line - 2  # the first line of the front matter is line 2 of the file
            beside = _COMMENT.search(lines[at])
            above: list[str] = []
            while not beside and at > 0 and _ABOVE.match(lines[at - 1]):
                at -= 1
                above.insert(0, lines[at].lstrip()[2:])
            if text := beside[1] if beside else " ".join(above):
                comments.setdefault(field_pattern(loc), text.strip())
        return comments

    def comment(self, name: str) -> str:
        """Return the comment of a field, of its items, or of the innermost field around it."""
        name = f"{name}[]" if name not in self.comments and f"{name}[]" in self.comments else name
        while name and name not in self.comments:
            if name in wording()["common"]:
                break
            name = name.removesuffix("[]") if name.endswith("[]") else name.rpartition(".")[0]
        return self.comments.get(name) or str(wording()["common"][name])


@dataclass(frozen=True)
class Deliverable:
    """One document to hand in, as its exercise specifies it."""

    id: str
    title: str
    file: str
    done: str
    template_file: str
    about: dict[str, Any] = field(repr=False)
    template: Template = field(repr=False)
    model: type[Fields] = field(repr=False)
    labels: dict[str, str] = field(default_factory=dict, repr=False)  # what fields are called

    def request(self, name: str) -> str:
        """Return what to write into a field, for a hint."""
        return f"write {name}: {self.id}" if name == "deliverable" else self.template.comment(name)


@dataclass(frozen=True)
class Exercise:
    """An exercise: its page, templates and matrix."""

    id: str
    label: str
    pages: frozenset[str]  # of docs/: the exercise page, and the one that holds the matrix
    complete: str
    deliverables: tuple[Deliverable, ...]
    matrix: dict[str, Skill]
    scale: tuple[Step, ...]  # from rating 0 on
    text_order: tuple[str, ...]  # ids, as the report for people lists them
    resources: tuple[Resource, ...] = ()


def load(docs: Path) -> list[Exercise]:
    """Return the exercises of a site in the order of their pages, the front page first.

    Raises:
        ExerciseError: a page, a template or the matrix is not as it should be.
    """
    return [_exercise(page, docs) for page in _pages(docs)]


def load_one(docs: Path, id_: str) -> Exercise:
    """Return one exercise of a site; the templates of others are not read.

    Raises:
        ExerciseError: there is none of that id, or something about it is not as it should be.
    """
    pages = {page.id: page for page in _pages(docs)}
    if id_ not in pages:
        raise ExerciseError(f"there is no exercise {id_}: {', '.join(pages)}")
    return _exercise(pages[id_], docs)


def portfolio_page(docs: Path) -> Deliverable:
    """Return the learner's front page, which is filled in like a deliverable but is not one.

    Raises:
        ExerciseError: its template cannot be read.
    """
    template = _template(docs, "portfolio-template.md", "portfolio")
    return Deliverable(
        id="portfolio",
        title="Portfolio page",
        file="portfolio.md",
        done="Portfolio page written",
        template_file="portfolio-template.md",
        about={
            "about": "The front page of your portfolio: who you are, and where to find your work."
        },
        template=template,
        model=models.PortfolioPage,
    )


def _template(docs: Path, name: str, id_: str) -> Template:
    template = read_template(_page(docs / name, docs, _IN_PLACE))
    schema = docs / SCHEMAS / f"{id_}.json"
    known = _DIGEST.search(schema.read_text(encoding="utf-8")) if schema.is_file() else None
    return replace(template, shipped=known[1] if known else "")


def closed_words(exercises: Iterable[Exercise]) -> set[str]:
    """Return the words of closed lists, such as days and skill ids: they give nothing away."""
    return models.CLOSED_WORDS.union(*(exercise.matrix for exercise in exercises))


def read_template(source: Source) -> Template:
    """Return a page as a template."""
    return Template(source, read_body(source.body, source.body_line))


def _may_ask(path: Path) -> bool:
    """Tell whether a page is worth parsing: every exercise has these two words."""
    data = path.read_bytes() if path.is_file() else b""
    return b"\ndeliverables:" in data and b"template:" in data


class _ExercisePage(NamedTuple):
    path: Path
    id: str
    data: dict[str, Value]
    rows: list[Any]  # of its deliverables, each a mapping


def _pages(docs: Path) -> list[_ExercisePage]:
    """Return the pages that ask for deliverables, the front page first."""
    paths = sorted(docs.glob("*.md"), key=lambda path: (path.name != "index.md", path.name))
    pages = [page for path in paths if _may_ask(path) and (page := _exercise_page(path, docs))]
    if not pages:
        raise ExerciseError(f"{docs}: no page has deliverables in its front matter")
    for each, count in Counter(page.id for page in pages).items():
        if count > 1:
            raise ExerciseError(f"exercise: {each} is in {count} pages; give each its own id")
    return pages


def _exercise_page(path: Path, docs: Path) -> _ExercisePage | None:
    data = _page(path, docs).data or {}
    id_, rows = str(data.get("exercise", path.stem)), data.get("deliverables")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        return None
    if not _ID.fullmatch(id_):
        raise ExerciseError(f"{path.name}: exercise: {id_}: {_IDS}")
    return _ExercisePage(path, id_, data, rows)


def _exercise(page: _ExercisePage, docs: Path) -> Exercise:
    path, id_, data, rows = page
    matrix_name = str(data.get("matrix", path.name))
    matrix_page = _page(docs / matrix_name, docs) if "matrix" in data else Source(path)
    resources = _page(docs / str(data["resources"]), docs).data if "resources" in data else None
    listed = list(_resources(resources))
    matrix = _matrix(matrix_page, {each.title: each for each in listed})
    deliverables = tuple(_deliverable(path, index, row, docs) for index, row in enumerate(rows))
    return Exercise(
        id=id_,
        label=str(data.get("label", data.get("title", path.stem))),
        pages=frozenset((path.name, matrix_name)),
        complete=str(data.get("complete", "🎉 Complete!")),
        deliverables=deliverables,
        matrix=matrix,
        scale=tuple(
            Step(row.get("name", ""), row.get("meaning", ""))
            for row in _rows(matrix_page.data, "scale")
        ),
        text_order=_text_order(data, deliverables, path),
        resources=all_resources(listed, {id_: skill.guide for id_, skill in matrix.items()}),
    )


def _text_order(
    data: dict[str, Value], deliverables: tuple[Deliverable, ...], path: Path
) -> tuple[str, ...]:
    ids = [each.id for each in deliverables]
    order = data.get("text_order", ids)
    if not isinstance(order, list) or sorted(map(str, order)) != sorted(ids):
        raise ExerciseError(f"{path.name}: text_order: write each id once: {', '.join(ids)}")
    return tuple(map(str, order))


def _deliverable(path: Path, index: int, row: Any, docs: Path) -> Deliverable:
    for key in ("id", "title", "file", "template", "done"):
        if not isinstance(row.get(key), str) or not row[key]:
            raise ExerciseError(f"{path.name}: deliverables[{index}].{key}: write it as text")
    if not _ID.fullmatch(row["id"]):
        raise ExerciseError(f"{path.name}: deliverables[{index}].id: {row['id']}: {_IDS}")
    for key in ("file", "template"):
        if not _FILE.fullmatch(row[key]):
            hint = "write the name of a page in docs/, such as container-report.md"
            raise ExerciseError(f"{path.name}: deliverables[{index}].{key}: {row[key]}: {hint}")
    if not (docs / row["template"]).is_file():
        hint = f"there is no {row['template']} in docs/"
        raise ExerciseError(f"{path.name}: deliverables[{index}].template: {hint}")
    template = _template(docs, row["template"], row["id"])
    fields = template.source.data or {}
    if fields.get("deliverable") != row["id"]:
        raise ExerciseError(f"{row['template']}: write deliverable: {row['id']} in it")
    rules = _rules(path, index, row, template)
    return Deliverable(
        id=row["id"],
        title=row["title"],
        file=row["file"],
        done=row["done"],
        template_file=row["template"],
        about=row,
        template=template,
        model=models.MODELS.get(row["id"]) or models.model_of(fields, rules),
        labels={name: rule.label for name, rule in rules.items() if rule.label},
    )


def _rules(path: Path, index: int, row: dict[str, Any], template: Template) -> dict[str, Rule]:
    """Return what an exercise page says of the fields of a template."""
    names = template.names - models.DeliverableFields.model_fields.keys()
    for name in sorted(names):
        key = name.removesuffix("[]").rpartition(".")[2]
        if key.startswith("_") or hasattr(models.PageFields, key):
            hint = "give this field another name: Python has a use of its own for this one"
            raise ExerciseError(f"{row['template']}: {name}: {hint}")
    lists = {
        name.removesuffix("[]"): {
            each.removeprefix(f"{name}.") for each in names if each.startswith(f"{name}.")
        }
        for name in names
        if name.endswith("[]")
    }
    try:
        return read_rules(row.get("fields", {}), names, lists)
    except RuleError as error:
        raise ExerciseError(f"{path.name}: deliverables[{index}].{error}") from None


def _page(path: Path, docs: Path, more: str = "") -> Source:
    source = read(path, docs)
    if found := source.problem:
        hint = f"{found.hint}{more}"
        raise ExerciseError(f"{path.name}:{found.line or 1}: {found.message}. {hint}")
    return source


def _rows(data: dict[str, Value] | None, key: str) -> list[Any]:
    rows = (data or {}).get(key, [])
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _resources(data: dict[str, Value] | None) -> Iterator[Resource]:
    for group in _rows(data, "resources"):
        for row in _rows(group, "items"):
            title, url, kind = (str(row.get(key, "")) for key in ("title", "url", "kind"))
            skills = row.get("skills")
            yield Resource(title, url, kind, tuple(skills) if isinstance(skills, list) else ())


def _matrix(page: Source, known: Mapping[str, Resource]) -> dict[str, Skill]:
    skills = {}
    for index, row in enumerate(_rows(page.data, "skills")):
        place = f"{page.path.name}:{page.line(('skills', index))}"
        try:
            levels = {level: int(row[level]) for level in _LEVELS if level in row}
            aliases = tuple(row.get("aliases", ()))
            kind, about, guide = row.get("kind", ""), row.get("about", ""), read_guide(row, known)
            skill = Skill(row["id"], row["name"], kind, about, levels, aliases, guide, place)
        except (KeyError, ValueError, GuideError) as error:
            raise ExerciseError(f"{place}: a row of the skills matrix is wrong: {error}") from None
        skills[skill.id] = skill
    return skills
