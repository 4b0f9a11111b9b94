"""Outlines as convex polygons in millimetres from the top left, and patterns across them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Line: TypeAlias = tuple[Point, Point]

SPACE = 0.16  # in parts of the pitch: between one square and the next
_TURNS = 12  # corners to a quarter of a circle: off by 0.2 % of the radius


def box(left: float, right: float, top: float, bottom: float) -> list[Point]:
    """A rectangle."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def capsule(ends: tuple[float, float], part: tuple[float, float], middle: float, radius: float) -> list[Point]:
    """What lies between the two places of `part` in a capsule that reaches from one of `ends` to the other."""
    left, right = ends
    radius = min(radius, (right - left) / 2)
    turns = [radius * (1 - math.cos(math.pi / 2 * turn / _TURNS)) for turn in range(_TURNS + 1)]
    bends = [left + turn for turn in turns] + [right - turn for turn in reversed(turns)]
    stops = [part[0], *(x for x in bends if part[0] < x < part[1]), part[1]]
    beyond = [max(left + radius - x, x - right + radius, 0.0) for x in stops]
    heights = [math.sqrt(max(radius**2 - far**2, 0.0)) for far in beyond]
    upper = [(x, middle - height) for x, height in zip(stops, heights, strict=True)]
    lower = [(x, middle + height) for x, height in zip(stops, heights, strict=True)]
    return upper + lower[::-1]


def hatch(area: Sequence[Point], spacing: float, *, rising: bool) -> list[Line]:
    """Slanting lines across a convex polygon, about `spacing` apart; at least one, however small the area."""
    slope = 1 if rising else -1
    levels = [x + slope * y for x, y in area]
    first, span = min(levels), max(levels) - min(levels)
    count = max(round(span / (spacing * math.sqrt(2))), 1)
    lines = []
    for number in range(count):
        level = first + span * (number + 0.5) / count
        crossings = []
        for (x1, y1), (x2, y2) in zip(area, [*area[1:], area[0]], strict=True):
            before, after = x1 + slope * y1 - level, x2 + slope * y2 - level
            if (before < 0) != (after < 0):
                share = before / (before - after)
                crossings.append((x1 + (x2 - x1) * share, y1 + (y2 - y1) * share))
        if len(crossings) == 2:
            lines.append((crossings[0], crossings[1]))
    return lines


def squares(part: tuple[float, float], left: float, pitch: float, middle: float, inset: float) -> list[list[Point]]:
    """What lies between two numbers in a row of squares, counted from nought at `left`, one to a `pitch`."""
    start, end = part
    side = pitch * (1 - SPACE)
    areas = []
    for number in range(math.floor(start), math.ceil(end)):
        first, last = max(start - number, 0.0), min(end - number, 1.0)
        corner = left + number * pitch
        near, far = sorted((corner + first * side + inset, corner + last * side - inset))
        areas.append(box(near, far, middle - side / 2 + inset, middle + side / 2 - inset))
    return areas
