"""Texts of a content file → numbers, dates, names; each refusal says how to write it instead.

Every scalar arrives as the text that stands in the file, so nothing has been guessed before it comes here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ACCENTLESS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l"})


class Mistake(ValueError):
    """A value that cannot be used, with the remedy; `loc` leads from the validated value to the one at fault."""

    def __init__(self, message: str, hint: str, loc: Sequence[str | int] = ()) -> None:
        super().__init__(message)
        self.hint = hint
        self.loc = tuple(loc)


def shortened(text: str) -> str:
    """Cut a text to what a message has room for."""
    return text if len(text) <= 60 else text[:59].rstrip() + "…"


def describe(value: object) -> str:
    """Say in a message what was found: `'abc'`, `nothing`, `a list`, `a mapping`."""
    if isinstance(value, str):
        words = " ".join(value.split())
        return f"'{shortened(words)}'" if words else "nothing"
    if isinstance(value, list | tuple):
        return "a list"
    return "a mapping" if isinstance(value, dict) else "something else"


def amount(value: Any) -> Any:
    """Read a number that is zero or more, as `14.1`, into a `Decimal`: it is printed as precisely as it was written."""
    text = _text(value, "a number")
    if text is None:
        return value
    if not _NUMBER.fullmatch(text):
        raise Mistake(f"expected a number, found {describe(text)}", _number_hint(text))
    return Decimal(text)


def whole(value: Any) -> Any:
    """Read a whole number, as `300` or `-3`."""
    text = _text(value, "a whole number")
    if text is None:
        return value
    if not _WHOLE.fullmatch(text):
        hint = "Write it without decimals." if re.fullmatch(_NUMBER, text) else _number_hint(text)
        raise Mistake(f"expected a whole number, found {describe(text)}", hint)
    return int(text)


def flag(value: Any) -> Any:
    """Read `true` or `false`; no other word, for `no` may be a language and `on` a text."""
    text = _text(value, "true or false")
    if text is None:
        return value
    if text not in ("true", "false"):
        raise Mistake(f"expected true or false, found {describe(text)}", "Write one of the two, in small letters.")
    return text == "true"


def identifier(value: Any) -> Any:
    """Check a name that files refer to, as `pumpkin-seeds`: small letters and digits, with single hyphens."""
    text = _text(value, "a name such as 'pumpkin-seeds'")
    if text is None or _IDENTIFIER.fullmatch(text):
        return value if text is None else text
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_ACCENTLESS))
    kebab = "-".join(re.findall("[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c))))
    written = f"Write '{kebab}': " if kebab and len(kebab) <= 60 else "A name has "
    hint = f"{written}small letters and digits only, with single hyphens between words."
    raise Mistake(f"{describe(text)} is not a name that can be referred to", hint)


def day(value: Any) -> Any:
    """Read a day, as `2025-03-31`."""
    text = _text(value, "a date")
    if text is None:
        return value
    if not _DAY.fullmatch(text):
        hint = "Write year-month-day, such as 2025-03-31."
        raise Mistake(f"expected a date, found {describe(text)}", hint)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Mistake(f"there is no such day: {describe(text)}", "Write year-month-day, such as 2025-03-31.") from None


def _text(value: object, expected: str) -> str | None:
    """Give the text to read, or None for a value that is no text of a file: a record made in code."""
    if isinstance(value, dict | list):
        hint = "Write it beside its name, without brackets, dashes or names of its own."
        raise Mistake(f"expected {expected}, found {describe(value)}", hint)
    return value.strip() if isinstance(value, str) else None


def _number_hint(text: str) -> str:
    if re.fullmatch(r"[0-9]{1,3},[0-9]{3}", text):
        plain = text.replace(",", "")
        return f"Write {text.replace(',', '.')} or {plain}, whichever is meant: commas are set in print."
    if re.fullmatch(r"[0-9]+,[0-9]+", text):
        return f"Write {text.replace(',', '.')}: the comma is set in print."
    if re.fullmatch(r"-[0-9]+([.,][0-9]+)?", text):
        return "It cannot be less than zero."
    if re.fullmatch(r"\.[0-9]+", text):
        return f"Write 0{text}."
    if re.fullmatch(r"[0-9.]+ *[^0-9.,eE\s-][^0-9]*", text):
        return "Write the number alone, without a unit or a mark."
    return "Write digits only, with a point before decimals, such as 14.1."
