"""The valid fields of a page with faults, each typed by itself.

Because of them, one mistake does not turn the views of a page into a list of raw fields. What is
faulty is absent, just as if it were private.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from .fields import Fields, is_empty

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..problems import Loc

_NOTHING: tuple[Any, ...] = (None, {}, [])


def valid_fields(
    model: type[Fields], data: Any, faulty: Collection[Loc], context: dict[str, Any]
) -> dict[str, Any]:
    """Return the valid fields of a page, and the valid parts of the others.

    Args:
        model: the fields that are asked for.
        data: the fields as written.
        faulty: the locations of faults, which may be those of a whole list or mapping.
        context: the day and the skills, which the model needs.
    """
    return _fields(model, _without_faulty_texts(data, faulty), context)


def _without_faulty_texts(value: Any, faulty: Collection[Loc], loc: Loc = ()) -> Any:
    """Return the fields with each faulty text as None; a list that is too short keeps its items."""
    if isinstance(value, dict):
        return {
            key: _without_faulty_texts(item, faulty, (*loc, key.lower()))
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_without_faulty_texts(item, faulty, (*loc, i)) for i, item in enumerate(value)]
    return None if loc in faulty else value


def _fields(model: type[Fields], data: Any, context: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(data, dict):
        return {}
    names = [name for name in model.model_fields if not is_empty(data.get(name))]
    read = {name: _value(*_of(model, name), data[name], context) for name in names}
    return {name: value for name, value in read.items() if value not in _NOTHING}


@lru_cache(256)
def _of(model: type[Fields], name: str) -> tuple[Any, TypeAdapter[Any]]:
    """Return the type of a field, and an adapter that reads it."""
    field = model.model_fields[name]
    kind: Any = (
        Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
    )
    return kind, TypeAdapter(kind)


def _value(kind: Any, adapter: TypeAdapter[Any], value: Any, context: dict[str, Any]) -> Any:
    try:
        return adapter.dump_python(adapter.validate_python(value, context=context))
    except ValidationError:
        return _valid_parts(kind, value, context)


def _valid_parts(kind: Any, value: Any, context: dict[str, Any]) -> Any:
    """Return the valid items of a list, or the valid fields of a mapping."""
    for inner in _inside(kind):
        if isinstance(inner, type) and issubclass(inner, Fields):
            return _fields(inner, value, context)
        if get_origin(inner) is list and isinstance(value, list):
            items = dict(enumerate(value))
        elif get_origin(inner) is dict and isinstance(value, dict):
            items = {k.lower(): v for k, v in value.items() if k.lower() in context["skills"]}
        else:
            continue
        item = get_args(inner)[-1]
        adapter: TypeAdapter[Any] = TypeAdapter(item)
        read = {k: _value(item, adapter, v, context) for k, v in items.items() if not is_empty(v)}
        valid = {key: each for key, each in read.items() if each not in _NOTHING}
        return list(valid.values()) if isinstance(value, list) else valid
    return None


def _inside(kind: Any) -> Iterator[Any]:
    """Yield the types that a type stands for, without `Annotated` and `| None`."""
    if get_origin(kind) is Annotated:
        yield from _inside(get_args(kind)[0])
    elif get_origin(kind) in (list, dict) or isinstance(kind, type):
        yield kind
    else:
        for part in get_args(kind):
            yield from _inside(part)
