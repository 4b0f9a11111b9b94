"""Located data → frozen records, or every problem in an author's words, each at its place.

The one door between content files and pydantic. Records are strict, frozen and know all their fields; a scalar
arrives as text and is turned into a number, a date or a name by the types below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

from handouts.errors import ContentError, Problem
from handouts.topics import scalars, wording
from handouts.topics.located import Located
from handouts.topics.paths import Way, follow
from handouts.topics.scalars import Mistake

__all__ = ["Amount", "Day", "Flag", "Identifier", "Many", "Mistake", "Record", "Whole", "ordered", "validate"]

ModelT = TypeVar("ModelT", bound=BaseModel)
T = TypeVar("T")
_OWN_KINDS = frozenset(get_args(ErrorType))


class Record(BaseModel):
    """Base of everything that content holds: strict, frozen, without unknown fields or empty texts."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", str_strip_whitespace=True, str_min_length=1)


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


Many = Annotated[tuple[T, ...], BeforeValidator(_tuple)]
"""A list of any length; `Field(min_length=1)` asks for one at least."""
Amount = Annotated[Decimal, BeforeValidator(scalars.amount)]
"""A number that is zero or more, as `14.1`; its decimals are kept as written."""
Whole = Annotated[int, BeforeValidator(scalars.whole)]
"""A whole number."""
Flag = Annotated[bool, BeforeValidator(scalars.flag)]
"""`true` or `false`."""
Identifier = Annotated[str, BeforeValidator(scalars.identifier)]
"""A name that content refers to, as `pumpkin-seeds`."""
Day = Annotated[date, BeforeValidator(scalars.day)]
"""A day, as `2025-03-31`."""


def ordered(low: Decimal, high: Decimal) -> None:
    """Refuse a range whose ends are the wrong way round."""
    if high < low:
        raise Mistake(f"'high' ({high}) is less than 'low' ({low})", "Swap them.", ("high",))


def validate(model: type[ModelT], located: Located, context: dict[str, Any] | None = None) -> ModelT:
    """Make a record of a file's data. Raises `ContentError` with every problem there is.

    `context` is what the validators of the model may look up. A validator refuses a value with `Mistake`, or with
    pydantic's custom error; what that has in its context as `hint` and `loc` is used like a `Mistake`'s, and `at_key`
    says that the name of the value is at fault.
    """
    try:
        return model.model_validate(located.value, context=context)
    except ValidationError as error:
        problems = list(_problems(model, located, error.errors(include_url=False)))
    raise ContentError(problems)


def _problems(model: type[BaseModel], located: Located, errors: list[ErrorDetails]) -> Iterator[Problem]:
    ways = [follow(model, located.value, error["loc"]) for error in errors]
    meant = set()
    for error, way in zip(errors, ways, strict=True):
        if error["type"] == "extra_forbidden":
            message, hint = wording.unknown(way.loc[-1], way.siblings)
            yield located.problem(way.loc, message, hint, at_key=True)
            meant |= {(*way.loc[:-1], name) for name in way.siblings if message.endswith(f"'{name}'?)")}
    for error, way in zip(errors, ways, strict=True):
        # A mistyped name is one mistake: that the name it was meant to be is missing needs no second telling.
        if error["type"] != "extra_forbidden" and way.loc not in meant and not _follows_from_others(error, way, ways):
            yield _problem(located, error, way)


def _problem(located: Located, error: ErrorDetails, way: Way) -> Problem:
    kind, ctx = error["type"], error.get("ctx", {})
    if kind == "missing":
        return located.problem(way.loc[:-1], *wording.missing(way.loc[-1]))
    if kind == "value_error" or kind not in _OWN_KINDS:
        return _told(located, way, error)
    message, hint = wording.words(kind, ctx, way.loc[-1] if way.at_key else way.value)
    return located.problem(way.loc, message, hint, at_key=way.at_key)


def _told(located: Located, way: Way, error: ErrorDetails) -> Problem:
    """Pass on what a validator of the model says itself."""
    ctx = error.get("ctx", {})
    if isinstance(raised := ctx.get("error"), Mistake):
        return located.problem((*way.loc, *raised.loc), str(raised), raised.hint, at_key=way.at_key)
    loc = (*way.loc, *ctx.get("loc", ()))
    return located.problem(loc, error["msg"], str(ctx.get("hint", "")), at_key=way.at_key or "at_key" in ctx)


def _follows_from_others(error: ErrorDetails, way: Way, ways: Sequence[Way]) -> bool:
    """Whether a list only counts as too short because items of it were refused."""
    if error["type"] != "too_short":
        return False
    if isinstance(way.value, list | dict):
        return len(way.value) >= int(error["ctx"]["min_length"])
    return any(len(other.loc) > len(way.loc) and other.loc[: len(way.loc)] == way.loc for other in ways)
