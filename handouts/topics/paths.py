"""The validator's path to a mistake → the way to it in the data.

The validator's own path also holds the tags and labels of the unions that it passes. Only the types say which steps
those are: a tag may well be the name of a field. So the types are walked along with the path.
"""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

Step = str | int
_KEY = "[key]"


@dataclass(frozen=True)
class Way:
    """Where a mistake lies: the steps in the data, what stands there, and whether its name is at fault."""

    loc: tuple[Step, ...]
    value: Any
    siblings: tuple[str, ...]  # fields that the mapping around the value could still have
    at_key: bool


def follow(model: type[BaseModel], data: Any, path: tuple[Step, ...]) -> Way:
    """Walk the model along the validator's path through `data`."""
    loc: list[Step] = []
    kind, owner, at_key = _bare(model), None, False
    for step in path:
        if members := _members(kind):
            kind = _bare(next((member for member in members if _answers(kind, member, step)), Any))
        elif step == _KEY:
            at_key = True
        elif kind is Any and not _holds(_at(data, loc), step) and step != path[-1]:
            continue  # a label of a type that is not known here
        else:
            loc.append(step)
            owner, kind = kind, _bare(_inside(kind, step))
    return Way(tuple(loc), _at(data, loc), _free_fields(owner, _at(data, loc[:-1])), at_key)


def _free_fields(owner: Any, around: Any) -> tuple[str, ...]:
    if not _is_model(owner):
        return ()
    return tuple(name for name in _fields(owner) if not isinstance(around, Mapping) or name not in around)


def _bare(annotation: Any) -> Any:
    """Take off what does not show in a path: `Annotated`, `| None`, the name of an alias."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            inner, *notes = get_args(annotation)
            tag = next((note for note in notes if isinstance(note, FieldInfo) and note.discriminator), None)
            if tag is not None and _is_union(inner):
                return _Tagged(get_args(inner), str(tag.discriminator))
            annotation = inner
        elif isinstance(annotation, FieldInfo):
            if annotation.discriminator and _is_union(annotation.annotation):
                return _Tagged(get_args(annotation.annotation), str(annotation.discriminator))
            annotation = annotation.annotation
        elif hasattr(annotation, "__value__"):
            annotation = annotation.__value__
        elif _is_union(annotation) and len(kinds := _kinds(get_args(annotation))) == 1:
            annotation = kinds[0]
        else:
            return annotation


@dataclass(frozen=True)
class _Tagged:
    """A union whose members are told apart by a field."""

    members: tuple[Any, ...]
    tag: str


def _members(kind: Any) -> list[Any]:
    """List the alternatives of a union, for which the validator adds a step to its path."""
    if isinstance(kind, _Tagged):
        return _kinds(kind.members)
    return _kinds(get_args(kind)) if _is_union(kind) else []


def _answers(union: Any, member: Any, step: Step) -> bool:
    """Whether a union's member is the one that the validator means by `step`: a tag, or the name of a type."""
    bare = _bare(member)
    if isinstance(union, _Tagged) and _is_model(bare):
        tag = bare.model_fields.get(union.tag)
        return tag is not None and get_origin(tag.annotation) is Literal and step in get_args(tag.annotation)
    return getattr(bare, "__name__", None) == step


def _inside(kind: Any, step: Step) -> Any:
    """Give the type of what `step` leads to, or Any."""
    if _is_model(kind):
        return _fields(kind).get(str(step), Any)
    origin, args = get_origin(kind), [arg for arg in get_args(kind) if arg is not Ellipsis]
    if not args or not isinstance(origin, type):
        return Any
    if issubclass(origin, Mapping):
        return args[-1]
    return args[step] if isinstance(step, int) and step < len(args) else args[0]


def _fields(model: Any) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _is_union(kind: Any) -> bool:
    return get_origin(kind) in (Union, types.UnionType)


def _kinds(members: Sequence[Any]) -> list[Any]:
    return [member for member in members if member is not types.NoneType]


def _at(data: Any, loc: Sequence[Step]) -> Any:
    for step in loc:
        if not _holds(data, step):
            return None
        data = data[step]
    return data


def _holds(data: Any, step: Step) -> bool:
    if isinstance(data, list):
        return isinstance(step, int) and 0 <= step < len(data)
    return isinstance(data, dict) and step in data
