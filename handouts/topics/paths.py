"""The validator's path to a mistake → the way to it in the data, and the fields that could stand there."""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, get_args, get_origin

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
    """Walk the model along the validator's path through `data`.

    The path is the way itself, but for a last step that says that the name of an entry is at fault.
    """
    loc: list[Step] = []
    kind, owner, at_key = _bare(model), None, False
    for step in path:
        if step == _KEY and get_origin(owner) is dict:
            at_key = True
        else:
            loc.append(step)
            owner, kind = kind, _bare(_inside(kind, step))
    return Way(tuple(loc), _at(data, loc), _free_fields(owner, _at(data, loc[:-1])), at_key)


def _free_fields(owner: Any, around: Any) -> tuple[str, ...]:
    if not _is_model(owner):
        return ()
    return tuple(name for name in owner.model_fields if not isinstance(around, Mapping) or name not in around)


def _bare(annotation: Any) -> Any:
    """Take off what does not show in a path: `Annotated`, and that a field may be left out."""
    while True:
        args = get_args(annotation)
        if isinstance(annotation, FieldInfo):
            annotation = annotation.annotation
        elif get_origin(annotation) is Annotated:
            annotation = args[0]
        elif types.NoneType in args:
            annotation = next(arg for arg in args if arg is not types.NoneType)
        else:
            return annotation


def _inside(kind: Any, step: Step) -> Any:
    """Give the type of what `step` leads to, or Any."""
    if _is_model(kind):
        return kind.model_fields.get(step, Any)
    args = get_args(kind)
    if get_origin(kind) is dict:
        return args[1]
    return args[0] if get_origin(kind) is tuple else Any


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


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
