"""What the validator says, in an author's words and with a remedy: none of its own vocabulary reaches a message."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from handouts.errors import closest
from handouts.topics.scalars import describe

A_TEXT = "A text that holds ': ' or starts with a bracket needs quotes."
_A_MAPPING = "Write its fields on lines of their own, each as name: text."
_A_LIST = "Start each item on a line of its own with '- '."
_A_NUMBER = "Is a digit or a decimal point wrong?"

# By the validator's name for the mistake: the message and the remedy. Braces are filled with what was found and with
# what the validator adds.
_WORDS = {
    "string_type": ("expected a text, found {found}", A_TEXT),
    "string_too_short": ("this text is empty", "Write the text, or take the whole entry out."),
    "model_type": ("expected a mapping, found {found}", _A_MAPPING),
    "dict_type": ("expected a mapping, found {found}", _A_MAPPING),
    "tuple_type": ("expected a list, found {found}", _A_LIST),
    "greater_than_equal": ("expected {ge} or more, found {found}", _A_NUMBER),
    "less_than_equal": ("expected {le} or less, found {found}", _A_NUMBER),
}
# For what no field of ours can provoke today: an honest message is better than the validator's own.
_OTHERWISE = ("{found} cannot stand here", "docs/authors.md says what each field holds.")


def words(kind: str, ctx: Mapping[str, Any], value: object) -> tuple[str, str]:
    """Put a mistake that the validator calls `kind`, on `value`, as a message and a remedy."""
    if kind in _SPOKEN:
        return _SPOKEN[kind](ctx, value)
    message, hint = _WORDS.get(kind, _OTHERWISE)
    return message.format(found=describe(value), **{name: str(item) for name, item in ctx.items()}), hint


def missing(name: str | int) -> tuple[str, str]:
    """Name a field that is not there."""
    return f"missing field '{name}'", f"Add '{name}: …' here."


def unknown(name: str | int, known: Sequence[str]) -> tuple[str, str]:
    """Refuse a field, with the field that was probably meant or all there are."""
    near = closest(str(name), known)
    hint = "" if near else f"Fields here: {', '.join(known)}." if known else "Take it out: nothing more fits here."
    return f"unknown field '{name}'{near}", hint


def _too_short(ctx: Mapping[str, Any], value: object) -> tuple[str, str]:
    length = len(value) if isinstance(value, list | dict) else ctx["actual_length"]
    kind, how = ("mapping", "each as name: text") if isinstance(value, dict) else ("list", "each with '- '")
    found = f"has {length}" if length else "is empty"
    return f"this {kind} {found}; it needs at least {ctx['min_length']}", f"Add what is missing, {how}."


def _too_long(ctx: Mapping[str, Any], value: object) -> tuple[str, str]:
    length = len(value) if isinstance(value, list | dict) else ctx["actual_length"]
    return f"this list has {length}; at most {ctx['max_length']} fit", "Take out what can be missed most easily."


def _not_among(ctx: Mapping[str, Any], value: object) -> tuple[str, str]:
    allowed = str(ctx["expected"])
    near = closest(value, re.findall("'([^']*)'", allowed)) if isinstance(value, str) else ""
    return f"expected {allowed}, found {describe(value)}{near}", "" if near else "Write one of these words."


_SPOKEN = {"too_short": _too_short, "too_long": _too_long, "literal_error": _not_among}
