"""Numbers as a PDF has them: four places behind the point, and never as 1E+2."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal


def written(values: Iterable[float]) -> list[Decimal]:
    """Numbers as they are written."""
    return [_short(Decimal(f"{value:.4f}")) for value in values]


def _short(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return abs(whole) if value == whole == 0 else whole if value == whole else value.normalize()
