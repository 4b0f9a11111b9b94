"""What a knife or fold a little off its place would spoil: text near the trim, text and images near a fold."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.errors import Finding
from handouts.pdf.overflow import fits, shown
from handouts.pdf.pieces import MILLIMETRES, Piece, Trace

_CLEAR = 4.9 / MILLIMETRES  # CSS pixels; five millimetres are asked for, and nobody sees a tenth of one
_TRIM = "Leave 5 mm free along the trim: give the page or its panel a larger margin, or say less in it."
_FOLD = "Leave 5 mm free on both sides of a fold: give the panel more padding there, or say less in it."


def findings(trace: Trace, limit: int | None = None) -> list[Finding]:
    """Find text too near to the trim of a page, and text and images too near to its folds or across them.

    What decorates may stand anywhere; what does not fit, and what stands on pages past the `limit`, is found elsewhere.
    """
    found: dict[tuple[object, ...], Finding] = {}
    for piece in trace.pieces:
        if piece.kind not in ("text", "image") or piece.decoration or not fits(piece):
            continue
        if limit and piece.page > limit:
            continue
        page = 0 if piece.frame.margin_box else piece.page  # a margin box is the same on every page
        for key, finding in _near(piece, trace):
            found.setdefault((page, piece.element, key), finding)
    return list(found.values())


def _near(piece: Piece, trace: Trace) -> Iterator[tuple[object, Finding]]:
    place = f"page {piece.page}, {shown(piece)}"
    text = piece.kind == "text"
    if text:
        width, height = trace.trims[piece.page - 1]
        distances = {
            "left": piece.left,
            "top": piece.top,
            "right": width - piece.right,
            "bottom": height - piece.bottom,
        }
        side = min(distances, key=lambda name: distances[name])
        if distances[side] < _CLEAR:
            message = f"the text stands {distances[side] * MILLIMETRES:.1f} mm from the {side} edge of the page"
            yield side, Finding(place, message, _TRIM, fit=True)
    for fold in trace.folds.get(piece.page, ()):
        spans = piece.spans or ((piece.left, piece.right),)
        distance = min(max(left - fold, fold - right) for left, right in spans)
        if distance < _CLEAR:
            where = f"{distance * MILLIMETRES:.1f} mm from" if distance > 0 else "across"
            message = f"the {piece.kind} stands {where} the fold at {fold * MILLIMETRES:g} mm"
            yield fold, Finding(place, message, _FOLD, fit=text)
