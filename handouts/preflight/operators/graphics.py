"""Operators for states, colours and paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.preflight import colouring
from handouts.preflight.objects import Box, Matrix, around, thinnest, times
from handouts.preflight.operators import Handler, Operands
from handouts.preflight.tokens import number

if TYPE_CHECKING:
    from handouts.preflight.walking import Walker

_KEPT = 4_096  # states that are kept at one time
_THIN = 1.0  # points: lines that are thinner are remembered
_LONG = 4.0  # an area so much longer than it is wide is a line
_SIMPLE = 6  # points of an area that may be one
_FLAT = {b"g": colouring.GREY, b"rg": colouring.RGB, b"k": colouring.CMYK}


def six(operands: Operands) -> Matrix:
    """A matrix; one that changes nothing where there are too few numbers."""
    if len(operands) < 6:
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    a, b, c, d, e, f = map(number, operands[-6:])
    return a, b, c, d, e, f


def last(operands: Operands) -> float:
    """The last number."""
    return number(operands[-1]) if operands else 0.0


# States


def _keep(walker: Walker, operator: bytes, operands: Operands) -> None:
    if len(walker.kept) < _KEPT:
        walker.kept.append(walker.state.kept())


def _back(walker: Walker, operator: bytes, operands: Operands) -> None:
    if walker.kept:
        walker.state = walker.kept.pop()


def _turn(walker: Walker, operator: bytes, operands: Operands) -> None:
    walker.state.matrix = times(six(operands), walker.state.matrix)


def _thickness(walker: Walker, operator: bytes, operands: Operands) -> None:
    walker.state.width = abs(last(operands))


def _settings(walker: Walker, operator: bytes, operands: Operands) -> None:
    state = walker.state
    for key, value in walker.resources.settings(operands[-1]) if operands else ():
        if key == "mask":
            state.masked = value is not None
            walker.form(value)
        else:
            setattr(state, key, value)


# Colours


def _flat(walker: Walker, operator: bytes, operands: Operands) -> None:
    walker.state.fill = walker.resources.colour(_FLAT[operator], operands)


def _flat_line(walker: Walker, operator: bytes, operands: Operands) -> None:
    walker.state.stroke = walker.resources.colour(_FLAT[operator.lower()], operands)


def _space(walker: Walker, operator: bytes, operands: Operands) -> None:
    colour = walker.resources.first(operands[-1] if operands else b"/")
    if operator == b"cs":
        walker.state.fill = colour
    else:
        walker.state.stroke = colour


def _colour(walker: Walker, operator: bytes, operands: Operands) -> None:
    state = walker.state
    if operator in (b"sc", b"scn"):
        state.fill = walker.resources.colour(state.fill.space, operands)
    else:
        state.stroke = walker.resources.colour(state.stroke.space, operands)


# Paths


def _point(walker: Walker, operator: bytes, operands: Operands) -> None:
    walker.points.append((operator, operands))


def _clip(walker: Walker, operator: bytes, operands: Operands) -> None:
    walker.clips = True


def _end(walker: Walker, operator: bytes, operands: Operands) -> None:
    if walker.clips:
        edges = _edges(walker)
        walker.narrow(edges or (0.0, 0.0, 0.0, 0.0))
        walker.clips = False
    walker.points = []


def _fill(walker: Walker, operator: bytes, operands: Operands) -> None:
    _area(walker, _edges(walker))
    _end(walker, operator, operands)


def _stroke(walker: Walker, operator: bytes, operands: Operands) -> None:
    _outline(walker, _edges(walker))
    _end(walker, operator, operands)


def _both(walker: Walker, operator: bytes, operands: Operands) -> None:
    edges = _edges(walker)
    _area(walker, edges)
    _outline(walker, edges)
    _end(walker, operator, operands)


def _area(walker: Walker, edges: Box | None) -> None:
    if edges is None:
        return
    fill = walker.state.fill
    walker.paint("an area", fill, (edges[0], edges[3]))
    if fill.pattern is None and len(walker.points) <= _SIMPLE:
        across, up = edges[2] - edges[0], edges[3] - edges[1]
        thin = min(across, up)
        if 0 < thin < _THIN and max(across, up) > _LONG * thin:
            _line(walker, thin, edges)


def _outline(walker: Walker, edges: Box | None) -> None:
    if edges is None:
        return
    state = walker.state
    walker.paint("a line", state.stroke, (edges[0], edges[3]), stroke=True)
    width = state.width * thinnest(state.matrix)
    if width < _THIN:
        _line(walker, width, edges)


def _line(walker: Walker, width: float, edges: Box) -> None:
    """Note a thin line, where any of it can be seen."""
    clip = walker.state.clip
    if clip is None or (edges[0] <= clip[2] and edges[2] >= clip[0] and edges[1] <= clip[3] and edges[3] >= clip[1]):
        walker.seen.lines.setdefault(round(width, 3), (edges[0], edges[3]))


def _edges(walker: Walker) -> Box | None:
    """The box about a path on the page, by all its points."""
    across: list[float] = []
    up: list[float] = []
    for operator, operands in walker.points:
        values = list(map(number, operands))
        if operator == b"re":
            if len(values) == 4:
                x, y, width, height = values
                across += (x, x + width)
                up += (y, y + height)
        else:
            across += values[0::2]
            up += values[1::2]
    if not across or not up:
        return None
    return around(walker.state.matrix, (min(across), min(up), max(across), max(up)))


HANDLERS: dict[bytes, Handler] = {
    b"q": _keep,
    b"Q": _back,
    b"cm": _turn,
    b"w": _thickness,
    b"gs": _settings,
    **dict.fromkeys((b"g", b"rg", b"k"), _flat),
    **dict.fromkeys((b"G", b"RG", b"K"), _flat_line),
    **dict.fromkeys((b"cs", b"CS"), _space),
    **dict.fromkeys((b"sc", b"scn", b"SC", b"SCN"), _colour),
    **dict.fromkeys((b"m", b"l", b"c", b"v", b"y", b"re"), _point),
    **dict.fromkeys((b"W", b"W*"), _clip),
    b"n": _end,
    **dict.fromkeys((b"f", b"F", b"f*"), _fill),
    **dict.fromkeys((b"S", b"s"), _stroke),
    **dict.fromkeys((b"B", b"B*", b"b", b"b*"), _both),
}
