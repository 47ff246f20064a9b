"""What can stop a build without a bug in the program: a disk, a folder, a page, a template.

It is reported in one line that says what to do. Anything else is a bug, and keeps its traceback.
"""

from __future__ import annotations

import traceback
from pathlib import Path

import jinja2

from .. import disks
from ..ask.exercise import ExerciseError
from ..disks import FolderError
from ..problems import shown_path
from .prose import SectionsDifferError

_JINJA = str(Path(jinja2.__file__).parent)
_TEMPLATES = {".html", ".md", ".xml", ".svg"}


def message(error: BaseException, theme: Path, base: Path) -> str | None:
    """Return what went wrong, and what to do; None if it is a bug in the program.

    Args:
        error: what stopped the build.
        theme: the folder of the templates, which people may change.
        base: the folder to which shown paths are relative.
    """
    if isinstance(error, (ExerciseError, FolderError, SectionsDifferError)):
        return str(error)
    if at := _template(error, theme):
        file, line = at
        where = shown_path(file, base) + (f":{line}" if line else "")
        return f"{where}: {_reason(error)}: fix or restore this template, then build again."
    return disks.explained(error) if isinstance(error, OSError) else None


def _reason(error: BaseException) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not saved as UTF-8"
    return " ".join(str(error).split()).rstrip(".")


def _template(error: BaseException, theme: Path) -> tuple[Path, int | None] | None:
    """Return the template in which an error is, and its line."""
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename:
        return Path(error.filename), error.lineno
    frames = [(Path(f.f_code.co_filename), n) for f, n in traceback.walk_tb(error.__traceback__)]
    if isinstance(error, UnicodeDecodeError) and any(f.name == "loaders.py" for f, _ in frames):
        return next(((file, None) for file in sorted(theme.rglob("*")) if _is_garbled(file)), None)
    ours = [at for at in frames if not str(at[0]).startswith((_JINJA, "<"))]
    in_templates = [at for at in ours if at[0].suffix in _TEMPLATES]
    if isinstance(error, jinja2.TemplateError):
        absent = theme / str(error.name) if isinstance(error, jinja2.TemplateNotFound) else theme
        return in_templates[-1] if in_templates else (absent, None)
    return in_templates[-1] if in_templates and ours[-1] == in_templates[-1] else None


def _is_garbled(file: Path) -> bool:
    """Tell whether a file is a template that is not UTF-8."""
    try:
        return file.suffix in _TEMPLATES and file.is_file() and not file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return True
