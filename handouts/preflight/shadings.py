"""Shadings: in which space they run, and between which colours."""

from __future__ import annotations

from typing import Any

from handouts.preflight import colouring, streams
from handouts.preflight.objects import got, is_stream, items, number, numbers
from handouts.preflight.seen import Shade

_DEPTH = 4  # functions of functions
_MOST = 512  # colours of one shading


def read(source: Any, spot: tuple[float, float]) -> Shade:
    """The shading that an object describes."""
    space = colouring.read(got(source, "/ColorSpace"))
    function = got(source, "/Function")
    if items(function):  # one for each part of the colour
        runs = [_colours(part) for part in items(function)[:32]]
        several = {len(run) for run in runs}
        colours = [tuple(part[0] if part else 0.0 for part in step) for step in zip(*runs, strict=False)]
        if len(several) > 1:
            colours = []
    else:
        colours = _colours(function)
    return Shade(space, tuple(colour for colour in colours[:_MOST] if len(colour) == space.parts), spot)


def _colours(function: Any, depth: int = 0) -> list[tuple[float, ...]]:
    """The colours at the ends of a function, and between its pieces."""
    kind = number(got(function, "/FunctionType"), -1)
    if kind == 2:
        return [numbers(got(function, "/C0")) or (0.0,), numbers(got(function, "/C1")) or (1.0,)]
    if kind == 3 and depth < _DEPTH:
        return [colour for part in items(got(function, "/Functions"))[:_MOST] for colour in _colours(part, depth + 1)]
    if kind == 0 and is_stream(function) and number(got(function, "/BitsPerSample")) == 8:
        return _samples(function)
    return []


def _samples(function: Any) -> list[tuple[float, ...]]:
    """The colours in a table, each part brought into its range."""
    edges = numbers(got(function, "/Decode")) or numbers(got(function, "/Range"))
    ranges = list(zip(edges[::2], edges[1::2], strict=False))
    data = streams.content(function)
    if not ranges or not data:
        return []
    step = len(ranges)
    jump = step * max(1, len(data) // step // _MOST)
    return [
        tuple(low + byte / 255 * (high - low) for byte, (low, high) in zip(data[at : at + step], ranges, strict=False))
        for at in range(0, len(data) - step + 1, jump)
    ]
