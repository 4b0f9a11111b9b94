"""Content that does not fit the room it has: past the page, past its container, into other text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from handouts.errors import Finding
from handouts.pdf.pieces import TOLERANCE, Edge, Piece

_MILLIMETRES = 25.4 / 96  # in one CSS pixel
_WORDS = 6  # shown of a text
_TOUCH = 1.0  # CSS pixels that two texts may share in each direction


@dataclass(frozen=True, slots=True)
class _Excess:
    piece: Piece
    side: str
    edge: Edge
    amount: float  # CSS pixels


def findings(pieces: Iterable[Piece]) -> list[Finding]:
    """Return one finding for each container that its content does not fit, and each text that runs into another."""
    everything = tuple(pieces)
    return _too_large(everything) + _collisions(everything)


def shown(piece: Piece) -> str:
    """Return the first words of `piece`, in quotation marks, to find it by."""
    words = piece.words.split()
    text = " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")
    return f'"{text}"' if text else f"a nameless {piece.kind}"


def _too_large(pieces: tuple[Piece, ...]) -> list[Finding]:
    worst: dict[tuple[object, ...], _Excess] = {}
    for piece in pieces:
        for excess in _excesses(piece):
            # A margin box is the same on every page: said once is enough.
            page = 0 if piece.frame.margin_box else piece.page
            key = (page, excess.side, excess.edge)
            first = worst.setdefault(key, excess)
            worst[key] = replace(first, amount=max(first.amount, excess.amount))
    return [_finding(excess) for excess in worst.values()]


def _excesses(piece: Piece) -> Iterable[_Excess]:
    if piece.decoration:
        return
    frame = piece.frame
    sides = (
        ("left", frame.left, frame.left.at - piece.left),
        ("top", frame.top, frame.top.at - piece.top),
        ("right", frame.right, piece.right - frame.right.at),
        ("bottom", frame.bottom, piece.bottom - frame.bottom.at),
    )
    for side, edge, amount in sides:
        if amount > TOLERANCE:
            yield _Excess(piece, side, edge, amount)


def _finding(excess: _Excess) -> Finding:
    piece = excess.piece
    place = f"page {piece.page}, {shown(piece)}"
    distance = f"{excess.amount * _MILLIMETRES:.1f} mm"
    if piece.frame.margin_box:
        # What leaves it towards the edge of the paper is cut off, what leaves it the other way runs into the text.
        message = f"does not fit {excess.edge.owner}: it runs {distance} past its {excess.side} edge"
        return Finding(place, message, "Shorten it, set it smaller, or give the page a larger margin on that side.")
    message = f"the {piece.kind} runs {distance} past the {excess.side} edge of {excess.edge.owner}"
    if excess.side in ("left", "right"):
        remedy = "Shorten it, let long words break (hyphens, overflow-wrap), set it smaller, or give it more width."
    else:
        remedy = "Shorten it, set it smaller, or give it more height."
    return Finding(place, message, remedy)


def _collisions(pieces: tuple[Piece, ...]) -> list[Finding]:
    settled = (piece for piece in pieces if piece.kind == "text" and piece.frame.in_flow and not piece.frame.moved)
    found: dict[tuple[int, object, object], Finding] = {}
    for _, group in groupby(settled, key=lambda piece: piece.page):
        lines = sorted(group, key=lambda line: line.top)
        for index, upper in enumerate(lines):
            for lower in lines[index + 1 :]:
                if lower.top >= upper.bottom - _TOUCH:
                    break
                if _collide(upper, lower):
                    found.setdefault((upper.page, upper.element, lower.element), _collision(upper, lower))
    return list(found.values())


def _collide(upper: Piece, lower: Piece) -> bool:
    return any(
        min(right, other_right) - max(left, other_left) > _TOUCH
        for left, right in upper.spans
        for other_left, other_right in lower.spans
    )


def _collision(upper: Piece, lower: Piece) -> Finding:
    return Finding(
        f"page {upper.page}, {shown(upper)}",
        f"the text runs into {shown(lower)}",
        "Shorten one of them, let long words break (hyphens, overflow-wrap), or give them more room.",
    )
