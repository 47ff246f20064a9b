"""The shape of fields that belong together, on one line of YAML, as a hint can show it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .exercise import Template

_EXAMPLE = re.compile(r'for example ("[^"]*"|[^\s,;]+)')
_SCALE = re.compile(r"whole number: ([0-9])")
_CHOICE = re.compile(r"(?:write|:) ([\w-]+)(?:, [\w-]+)+,? or [\w-]+$")
_ASKED = re.compile(r'(?:write|list) ([^";:,{}\[\]]+)')


def shape(template: Template, pattern: str) -> tuple[str, bool]:
    """Return fields with values that a template gives as examples, and whether they are an item.

    Args:
        template: what is filled in.
        pattern: the name of the fields, or of a list of them. Of anything else, nothing is shown.
    """
    node = None if template.is_filled_in else _at(template.source.data, pattern)
    if isinstance(node, list) and node:
        node, pattern = node[0], f"{pattern}[]"
    if isinstance(node, dict) and pattern.endswith("[]"):
        return f"- {_flow(template, node, pattern)}", True
    if isinstance(node, dict):
        name = pattern.rpartition(".")[2]
        return f"{name}: {_flow(template, node, pattern)}", False
    return "", False


def _at(node: Any, pattern: str) -> Any:
    for name in pattern.replace("[]", ".[]").split("."):
        if name == "[]":
            node = node[0] if isinstance(node, list) and node else None
        else:
            node = node.get(name) if isinstance(node, dict) else None
    return node


def _flow(template: Template, node: Any, pattern: str) -> str:
    comment = template.comment(pattern)
    if isinstance(node, dict):
        fields = {name: f"{pattern}.{name}" for name in node}
        if comment.startswith("optional:") and not template.comments.keys() & fields.values():
            fields = dict(list(fields.items())[:1])  # one of them is enough
        shown = (
            f"{name}: {_flow(template, node[name], at)}"
            for name, at in fields.items()
            if not template.comments.get(at, "").startswith("optional:")
        )
        return f"{{{', '.join(shown)}}}"
    if isinstance(node, list):
        return f"[{_flow(template, node[0], f'{pattern}[]')}]"
    if found := _EXAMPLE.search(comment):
        return found[1].replace('"- ', '"')
    if found := _SCALE.search(comment) or _CHOICE.search(comment):
        return found[1]
    asked = _ASKED.search(comment)
    return f'"{asked[1].strip()}"' if asked else '"…"'
