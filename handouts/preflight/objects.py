"""The objects of a PDF, read so that what is not what it should be is simply not there."""

from __future__ import annotations

import math
from typing import Any, TypeAlias

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top."""
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def got(holder: Any, *keys: str) -> Any:
    """What stands under these keys, one in the other; None where there is no such thing."""
    import pikepdf

    for key in keys:
        if not isinstance(holder, pikepdf.Dictionary | pikepdf.Stream):
            return None
        holder = holder.get(key)
    return holder


def entries(holder: Any) -> list[tuple[str, Any]]:
    """The keys of a dictionary, with what stands under them; nothing where it is none."""
    import pikepdf

    return list(holder.items()) if isinstance(holder, pikepdf.Dictionary | pikepdf.Stream) else []


def items(holder: Any) -> list[Any]:
    """The items of an array; nothing where it is none."""
    import pikepdf

    return list(holder) if isinstance(holder, pikepdf.Array) else []


def name(value: Any) -> str:
    """A name with its slash; empty where it is none."""
    import pikepdf

    return str(value) if isinstance(value, pikepdf.Name) else ""


def text(value: Any) -> str:
    """A text; empty where it is none."""
    import pikepdf

    return str(value).strip() if isinstance(value, pikepdf.String) else ""


def number(value: Any, otherwise: float = 0.0) -> float:
    """A number that can be reckoned with."""
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        return otherwise
    return found if math.isfinite(found) and abs(found) < 1e9 else otherwise


def numbers(value: Any) -> tuple[float, ...]:
    """The numbers of an array."""
    return tuple(number(item) for item in items(value))


def is_stream(value: Any) -> bool:
    """Whether it holds data."""
    import pikepdf

    return isinstance(value, pikepdf.Stream)


def is_dictionary(value: Any) -> bool:
    """Whether it holds keys, with data or without."""
    import pikepdf

    return isinstance(value, pikepdf.Dictionary | pikepdf.Stream)


def box(value: Any) -> Box | None:
    """A rectangle in order; None where it is none."""
    found = numbers(value)
    if len(found) != 4:
        return None
    return min(found[0], found[2]), min(found[1], found[3]), max(found[0], found[2]), max(found[1], found[3])


def matrix(value: Any) -> Matrix:
    """A matrix; the one that changes nothing where it is none."""
    found = numbers(value)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else SAME


def times(first: Matrix, then: Matrix) -> Matrix:
    """One matrix after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a matrix takes a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def thinnest(matrix: Matrix) -> float:
    """By how much a matrix scales a line where it scales it least: the smaller singular value."""
    a, b, c, d, _, _ = matrix
    total, product = a * a + b * b + c * c + d * d, a * d - b * c
    return math.sqrt(max(0.0, (total - math.sqrt(max(0.0, total * total - 4 * product * product))) / 2))


def around(matrix: Matrix, rectangle: Box) -> Box:
    """The upright box about a rectangle that a matrix takes elsewhere."""
    left, bottom, right, top = rectangle
    points = [moved(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    across, up = [point[0] for point in points], [point[1] for point in points]
    return min(across), min(up), max(across), max(up)


def within(inner: Box, outer: Box, slack: float = 0.0) -> bool:
    """Whether a box lies in another, but for a few points."""
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def shared(one: Box, other: Box) -> Box | None:
    """What two boxes share; None where they do not meet."""
    left, bottom, right, top = (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )
    return (left, bottom, right, top) if left < right and bottom < top else None
