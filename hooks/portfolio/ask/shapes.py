"""The shape of fields that belong together, on one line of YAML, as a hint can show it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .exercise import Template

NO_VALUES: dict[str, str] = {}
_EXAMPLE = re.compile(r'for example ("[^"]*"|[^\s,;]+)')
_SCALE = re.compile(r"whole number: (.*)")
_CHOICE = re.compile(r"(?:write|:) ([\w-]+)(?:, [\w-]+)+,? or [\w-]+$")
_ASKED = re.compile(r'(?:write|list) ([^";:,{}\[\]]+)')


def fields(template: Template, pattern: str, values: Mapping[str, str] = NO_VALUES) -> str:
    """Return a group of fields as `{…}`, each with an example; nothing of any other field.

    Args:
        template: what is filled in; its comments have the examples.
        pattern: the name of the group, such as `month_12.salary` or `weeks[]`.
        values: what to write in place of some examples.
    """
    node = None if template.is_filled_in else _at(template.source.data, pattern)
    return _flow(template, node, pattern, values) if isinstance(node, dict) else ""


def example(asked: str) -> str:
    """Return the example in what is asked for one value, or the first of some choices."""
    found = _EXAMPLE.search(asked) or _CHOICE.search(asked)
    return found[1].replace('"- ', '"') if found else ""


def _at(node: Any, pattern: str) -> Any:
    for name in pattern.replace("[]", ".[]").split("."):
        if name == "[]":
            node = node[0] if isinstance(node, list) and node else None
        else:
            node = node.get(name) if isinstance(node, dict) else None
    return node


def _flow(
    template: Template, node: Any, pattern: str, values: Mapping[str, str] = NO_VALUES
) -> str:
    comment = template.comment(pattern)
    if isinstance(node, dict):
        fields = {name: f"{pattern}.{name}" for name in node}
        if comment.startswith("optional:") and not template.comments.keys() & fields.values():
            fields = dict(list(fields.items())[:1])  # one of them is enough
        parts = (
            f"{name}: {values.get(name) or _flow(template, node[name], at)}"
            for name, at in fields.items()
            if not template.comments.get(at, "").startswith("optional:")
        )
        return f"{{{', '.join(parts)}}}"
    if isinstance(node, list):
        return f"[{_flow(template, node[0], f'{pattern}[]')}]"
    if shown := example(comment):
        return shown
    if scale := _SCALE.search(comment):
        steps = re.findall("[0-9]+", scale[1])
        return str(steps[len(steps) // 2])
    asked = _ASKED.search(comment)
    return f'"{asked[1].strip()}"' if asked else '"…"'
