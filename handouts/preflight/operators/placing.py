"""Operators for images, forms, shadings and marked content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handouts.preflight import colouring, shadings, tokens
from handouts.preflight.objects import around, got, moved, name
from handouts.preflight.objects import number as measure
from handouts.preflight.operators import Handler, Operands
from handouts.preflight.seen import Picture
from handouts.preflight.tokens import number

if TYPE_CHECKING:
    from handouts.preflight.walking import Walker


def _do(walker: Walker, operator: bytes, operands: Operands) -> None:
    called = operands[-1] if operands else b""
    source = walker.resources.named("/XObject", called)
    kind = name(got(source, "/Subtype"))
    if kind == "/Form":
        walker.form(source)
    elif kind == "/PS":
        walker.seen.postscript = True
    elif kind == "/Image":
        _image(walker, source, called)


def _image(walker: Walker, source: Any, called: bytes) -> None:
    stencil = got(source, "/ImageMask") is True
    space = got(source, "/ColorSpace")
    plain = name(space)
    found = walker.resources.space(plain.encode()) if plain else colouring.read(space)
    picture = Picture(
        width=int(measure(got(source, "/Width"))),
        height=int(measure(got(source, "/Height"))),
        bits=1 if stencil else int(measure(got(source, "/BitsPerComponent"), 8)),
        space=None if stencil or space is None else found,
        matrix=walker.state.matrix,
        stencil=stencil,
        source=source,
        name=called[1:].decode("latin-1"),
    )
    _show(walker, picture)
    if got(source, "/SMask") is not None:
        walker.seen.veils.setdefault("an image with a soft mask", picture.spot)


def _inline(walker: Walker, operator: bytes, operands: Operands) -> None:
    keys = dict(zip(operands[:-1:2], operands[1:-1:2], strict=False))

    def value(short: bytes, long: bytes, otherwise: bytes) -> bytes:
        return keys.get(short) or keys.get(long) or otherwise

    stencil = value(b"/IM", b"/ImageMask", b"false") == b"true"
    space = value(b"/CS", b"/ColorSpace", b"")
    picture = Picture(
        width=int(number(value(b"/W", b"/Width", b"0"))),
        height=int(number(value(b"/H", b"/Height", b"0"))),
        bits=1 if stencil else int(number(value(b"/BPC", b"/BitsPerComponent", b"8"))),
        space=walker.resources.space(space) if space.startswith(b"/") else None,
        matrix=walker.state.matrix,
        stencil=stencil,
    )
    _show(walker, picture)


def _show(walker: Walker, picture: Picture) -> None:
    walker.seen.pictures.append(picture)
    edges = around(walker.state.matrix, (0.0, 0.0, 1.0, 1.0))
    spot = (edges[0], edges[3])
    if picture.stencil:
        walker.paint("a stencil", walker.state.fill, spot)
    else:
        walker.seen.paints += 1
        walker.note("an image", spot, walker.state.fill_alpha)


def _shade(walker: Walker, operator: bytes, operands: Operands) -> None:
    source = walker.resources.named("/Shading", operands[-1]) if operands else None
    clip = walker.state.clip
    spot = (clip[0], clip[3]) if clip else moved(walker.state.matrix, 0.0, 0.0)
    walker.seen.paints += 1
    if source is not None and walker.once((walker.resources, operands[-1], "shading")):
        walker.seen.shades.append(shadings.read(source, spot))
    walker.note("a shading", spot, walker.state.fill_alpha)


def _open(walker: Walker, operator: bytes, operands: Operands) -> None:
    properties: Any = None
    if operator == b"BDC" and len(operands) == 2:
        properties = walker.resources.named("/Properties", operands[1])
    artifact = bool(operands) and operands[0] == b"/Artifact"
    walker.marks.append(artifact or b"/MCID" in operands or got(properties, "/MCID") is not None)


def _close(walker: Walker, operator: bytes, operands: Operands) -> None:
    if walker.marks:
        walker.marks.pop()


HANDLERS: dict[bytes, Handler] = {
    b"Do": _do,
    tokens.IMAGE: _inline,
    b"sh": _shade,
    **dict.fromkeys((b"BMC", b"BDC"), _open),
    b"EMC": _close,
}
