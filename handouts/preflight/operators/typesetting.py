"""Operators for text: its place, its font, its codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.preflight import tokens
from handouts.preflight.objects import SAME, Box, Matrix, entries, got, matrix, thinnest, times
from handouts.preflight.operators import Handler, Operands
from handouts.preflight.operators.graphics import last, six
from handouts.preflight.resources import Font
from handouts.preflight.tokens import number

if TYPE_CHECKING:
    from handouts.preflight.walking import Walker

_UNSEEN = (3, 7)  # modes in which text is not painted
_FILLED, _STROKED = (0, 2, 4, 6), (1, 2, 5, 6)
_STRINGS = b"(<"
_PROCEDURES = 300  # drawn letters of a font that are looked at


def _begin(walker: Walker, operator: bytes, operands: Operands) -> None:
    walker.text = walker.line = SAME
    walker.placed = True


def _place(walker: Walker, operator: bytes, operands: Operands) -> None:
    walker.text = walker.line = six(operands)
    walker.placed = True


def _step(walker: Walker, operator: bytes, operands: Operands) -> None:
    across, down = map(number, operands[-2:]) if len(operands) >= 2 else (0.0, 0.0)
    if operator == b"TD":
        walker.state.leading = -down
    _next(walker, across, down)


def _lead(walker: Walker, operator: bytes, operands: Operands) -> None:
    walker.state.leading = last(operands)


def _newline(walker: Walker, operator: bytes, operands: Operands) -> None:
    _next(walker, 0.0, -walker.state.leading)


def _next(walker: Walker, across: float, down: float) -> None:
    walker.text = walker.line = times((1.0, 0.0, 0.0, 1.0, across, down), walker.line)
    walker.placed = True


def _face(walker: Walker, operator: bytes, operands: Operands) -> None:
    if len(operands) >= 2:
        walker.state.font = walker.resources.font(operands[-2])
        walker.state.size = number(operands[-1])


def _mode(walker: Walker, operator: bytes, operands: Operands) -> None:
    walker.state.mode = int(last(operands))


def _write_below(walker: Walker, operator: bytes, operands: Operands) -> None:
    _newline(walker, operator, operands)
    _write(walker, operator, operands)


def _write(walker: Walker, operator: bytes, operands: Operands) -> None:
    state, seen, font = walker.state, walker.seen, walker.state.font
    if font is None or not any(token[0] in _STRINGS for token in operands):
        return
    seen.texts += 1
    full = times(walker.text, state.matrix)
    spot, size = (full[4], full[5]), abs(state.size) * thinnest(full)
    if walker.once(font):
        seen.fonts.setdefault(font.name, font.source)
    placed, walker.placed = walker.placed, False
    if state.mode in _UNSEEN:
        seen.unseen.append(spot)
        return
    if font.missing and font.name not in seen.glyphless and _lacks(font, operands):
        seen.glyphless[font.name] = spot
    if placed and state.clip is not None and not _near(spot, size, state.clip):
        seen.clipped.append(spot)
    spot = (spot[0], spot[1] + size)
    if state.mode in _FILLED:
        walker.paint("text", state.fill, spot)
        seen.sizes[state.fill] = min(size, seen.sizes.get(state.fill, size))
        if state.overprint and state.fill.ink == 0:
            seen.vanishing.append(spot)
    if state.mode in _STROKED:
        walker.paint("text", state.stroke, spot, stroke=True)
    if font.drawn:
        _letters(walker, font, full)


def _letters(walker: Walker, font: Font, full: Matrix) -> None:
    """Walk over the drawings that a font's letters are."""
    if not walker.once((font, "drawn")):
        return
    size = walker.state.size
    scale = times(matrix(got(font.source, "/FontMatrix")), times((size, 0.0, 0.0, size, 0.0, 0.0), full))
    for _, procedure in entries(got(font.source, "/CharProcs"))[:_PROCEDURES]:
        walker.draw(procedure, scale, got(font.source, "/Resources"))


def _near(spot: tuple[float, float], size: float, clip: Box) -> bool:
    """Whether a letter that starts here can be in a box."""
    return clip[0] - size <= spot[0] <= clip[2] + size and clip[1] - size <= spot[1] <= clip[3] + size


def _lacks(font: Font, operands: Operands) -> bool:
    """Whether one of the codes stands for no glyph."""
    width = font.width
    for token in operands:
        if token[0] not in _STRINGS or (width == 2 and token[0] == 0x3C and b"00" not in token):
            continue
        codes = tokens.string(token)
        if any(codes[start : start + width] in font.missing for start in range(0, len(codes), width)):
            return True
    return False


HANDLERS: dict[bytes, Handler] = {
    b"BT": _begin,
    b"Tm": _place,
    **dict.fromkeys((b"Td", b"TD"), _step),
    b"TL": _lead,
    b"T*": _newline,
    b"Tf": _face,
    b"Tr": _mode,
    **dict.fromkeys((b"Tj", b"TJ"), _write),
    **dict.fromkeys((b"'", b'"'), _write_below),
}
