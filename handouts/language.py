"""The languages that handouts are written in, and how each writes numbers and units.

A language is one row of `LANGUAGES`; a third is added by a row here and by its texts in the content, not by code.
Units are listed in each way that a text may write them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

NO_BREAK_SPACE = "\u00a0"
EN_DASH = "\u2013"
_SYMBOLS = ("mg", "g", "gr", "\u00b5g", "\u03bcg", "ug", "mcg", "ml")  # a micro sign, a Greek mu, a u


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its code, its own name, its way of writing numbers, and the units that follow them.

    A number before one of `amounts` is something that a person might take; `measures` are the other units.
    """

    code: str
    name: str
    decimal: str
    unreviewed: bool  # whether texts in this language still wait for a reviewer
    amounts: tuple[str, ...]
    measures: tuple[str, ...]

    @property
    def units(self) -> tuple[str, ...]:
        """Every unit: what stands on one line with its number."""
        return self.amounts + self.measures

    def number(self, value: Decimal) -> str:
        """Write `value` with this language's decimal sign, without trailing zeros."""
        text = f"{value:f}"
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        return text.replace(".", self.decimal)

    def amount(self, low: Decimal, high: Decimal, unit: str) -> str:
        """Write an amount or a range with its unit, kept on one line: `138 mg`, `300–400 mg`, `14,1%`."""
        digits = self.number(low) if low == high else f"{self.number(low)}{EN_DASH}{self.number(high)}"
        return f"{digits}{unit}" if unit in ("%", "+") else f"{digits}{NO_BREAK_SPACE}{unit}"


LANGUAGES: Mapping[str, Language] = {
    "nl": Language(
        code="nl",
        name="Nederlands",
        decimal=",",
        unreviewed=False,
        amounts=(
            *_SYMBOLS,
            *("IE", "milligram", "milligrammen", "gram", "grammen", "microgram", "microgrammen"),
            *("milliliter", "milliliters", "tablet", "tabletten", "capsule", "capsules", "druppel", "druppels"),
        ),
        measures=("mm", "uur"),
    ),
    "en": Language(
        code="en",
        name="English",
        decimal=".",
        unreviewed=True,
        amounts=(
            *_SYMBOLS,
            *("IU", "milligram", "milligrams", "gram", "grams", "microgram", "micrograms"),
            *("millilitre", "millilitres", "milliliter", "milliliters"),
            *("tablet", "tablets", "capsule", "capsules", "drop", "drops"),
        ),
        measures=("mm", "h", "hour", "hours"),
    ),
}


def rounded(value: Decimal) -> Decimal:
    """Round to a whole number, halves up, as food tables do (137.5 becomes 138)."""
    return value.quantize(Decimal(1), rounding=ROUND_HALF_UP)
