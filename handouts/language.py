"""The languages that handouts are written in, and how each writes numbers and units.

A language is one row of `LANGUAGES`; a third is added by a row here and by its texts in the content, not by code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

NO_BREAK_SPACE = "\u00a0"
EN_DASH = "\u2013"


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its code, its own name, and its way of writing numbers."""

    code: str
    name: str
    decimal: str
    unreviewed: bool  # whether texts in this language still wait for a reviewer

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
    "nl": Language("nl", "Nederlands", ",", unreviewed=False),
    "en": Language("en", "English", ".", unreviewed=True),
}


def rounded(value: Decimal) -> Decimal:
    """Round to a whole number, halves up, as food tables do (137.5 becomes 138)."""
    return value.quantize(Decimal(1), rounding=ROUND_HALF_UP)
