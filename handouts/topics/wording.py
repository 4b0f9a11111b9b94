"""What the validator says, in an author's words: none of its own vocabulary reaches a message."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from handouts.errors import closest
from handouts.topics.scalars import describe

_A_TEXT = "A text that holds ': ' or starts with a bracket needs quotes."
_A_MAPPING = "Write its fields on lines of their own, each as name: text."
_A_LIST = "Start each item on a line of its own with '- '."

# By the validator's name for the mistake: the message and the remedy. Braces are filled with what was found and with
# what the validator adds.
_WORDS = {
    "string_type": ("expected a text, found {found}", _A_TEXT),
    "string_too_long": ("this text is longer than {max_length} characters", ""),
    "string_pattern_mismatch": ("{found} is not written the way this field needs", ""),
    "model_type": ("expected a mapping, found {found}", _A_MAPPING),
    "model_attributes_type": ("expected a mapping, found {found}", _A_MAPPING),
    "dataclass_type": ("expected a mapping, found {found}", _A_MAPPING),
    "dict_type": ("expected a mapping, found {found}", _A_MAPPING),
    "mapping_type": ("expected a mapping, found {found}", _A_MAPPING),
    "tuple_type": ("expected a list, found {found}", _A_LIST),
    "list_type": ("expected a list, found {found}", _A_LIST),
    "greater_than": ("expected more than {gt}, found {found}", ""),
    "greater_than_equal": ("expected {ge} or more, found {found}", ""),
    "less_than": ("expected less than {lt}, found {found}", ""),
    "less_than_equal": ("expected {le} or less, found {found}", ""),
    "multiple_of": ("expected a multiple of {multiple_of}, found {found}", ""),
    "union_tag_not_found": ("missing field {discriminator}", "It says what kind of entry this is."),
}
# By the start of that name, for kinds whose several mistakes are one to an author.
_FAMILIES = {
    "int": ("expected a whole number, found {found}", ""),
    "float": ("expected a number, found {found}", ""),
    "decimal": ("expected a number, found {found}", ""),
    "finite": ("expected a number, found {found}", ""),
    "bool": ("expected true or false, found {found}", ""),
    "date": ("expected a date, found {found}", "Write year-month-day, such as 2025-03-31."),
    "time": ("expected a time of day, found {found}", "Write hours and minutes, such as 22:30."),
    "url": ("expected a web address, found {found}", "Write it in full, such as https://example.org/page."),
}
_OTHERWISE = ("{found} cannot stand here", "")


def words(kind: str, ctx: Mapping[str, Any], value: object) -> tuple[str, str]:
    """Put a mistake that the validator calls `kind`, on `value`, as a message and a remedy."""
    if kind in _SPOKEN:
        return _SPOKEN[kind](ctx, value)
    message, hint = _WORDS.get(kind) or _FAMILIES.get(kind.split("_")[0]) or _OTHERWISE
    return message.format(found=describe(value), **{name: _plain(item) for name, item in ctx.items()}), hint


def missing(name: str | int) -> str:
    """Name a field, or an item of a list of fixed length, that is not there."""
    return f"missing field '{name}'" if isinstance(name, str) else f"missing item {name + 1} of this list"


def unknown(name: str | int, known: Sequence[str]) -> tuple[str, str]:
    """Refuse a field, with the field that was probably meant or all there are."""
    near = closest(str(name), known)
    hint = "" if near else f"Fields here: {', '.join(known)}." if known else "There are no more fields here."
    return f"unknown field '{name}'{near}", hint


def _too_short_text(ctx: Mapping[str, Any], value: object) -> tuple[str, str]:
    if not str(value).strip():
        return "this text is empty", "Write the text, or take the whole entry out."
    return f"this text is shorter than {ctx['min_length']} characters", ""


def _too_short(ctx: Mapping[str, Any], value: object) -> tuple[str, str]:
    length = len(value) if isinstance(value, list | dict) else ctx["actual_length"]
    kind = "mapping" if isinstance(value, dict) else "list"
    if not length:
        return f"this {kind} is empty; it needs at least {ctx['min_length']}", ""
    return f"this {kind} has {length}; it needs at least {ctx['min_length']}", ""


def _too_long(ctx: Mapping[str, Any], value: object) -> tuple[str, str]:
    length = f"has {len(value)}" if isinstance(value, list | dict) else "is too long"
    return f"this {'mapping' if isinstance(value, dict) else 'list'} {length}; at most {ctx['max_length']} fit", ""


def _not_among(ctx: Mapping[str, Any], value: object) -> tuple[str, str]:
    allowed = str(ctx.get("expected") or ctx.get("expected_tags") or "")
    near = closest(value, re.findall("'([^']*)'", allowed)) if isinstance(value, str) else ""
    return f"expected {allowed}, found {describe(value)}{near}", ""


def _plain(item: object) -> str:
    return str(item)


_SPOKEN = {
    "string_too_short": _too_short_text,
    "too_short": _too_short,
    "too_long": _too_long,
    "literal_error": _not_among,
    "enum": _not_among,
    "union_tag_invalid": _not_among,
}
