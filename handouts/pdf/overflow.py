"""Content that does not fit the room it has: past the page, past its container, into other text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from handouts.errors import Finding
from handouts.pdf import parts
from handouts.pdf.pieces import MILLIMETRES, TOLERANCE, Edge, Piece

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


def clamped(boxes: Iterable[tuple[int, str]]) -> list[Finding]:
    """Return a finding for each box, on its page, that drops without a word the lines it has no room for."""
    message = "it drops the lines that it has no room for, and nobody would know"
    remedy = "Take line-clamp, max-lines or continue out of its style."
    return [Finding(f"page {page}, {name}", message, remedy) for page, name in boxes]


def fits(piece: Piece) -> bool:
    """Say whether `piece` stays within its room."""
    return next(_excesses(piece), None) is None


def shown(piece: Piece) -> str:
    """Return the first words of `piece`, in quotation marks, to find it by."""
    words = piece.words.split()
    text = " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")
    return f'"{text}"' if text else f"a nameless {piece.kind}"


def _too_large(pieces: tuple[Piece, ...]) -> list[Finding]:
    found: dict[tuple[object, ...], list[_Excess]] = {}
    for piece in pieces:
        for excess in _excesses(piece):
            # A margin box is the same on every page: said once is enough.
            page = 0 if piece.frame.margin_box else piece.page
            found.setdefault((page, excess.side, excess.edge), []).append(excess)
    return [_finding(excesses) for excesses in found.values()]


def _excesses(piece: Piece) -> Iterator[_Excess]:
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


def _finding(excesses: list[_Excess]) -> Finding:
    """Return the finding for what runs past one edge of one container."""
    first = excesses[0]
    piece, side, owner = first.piece, first.side, first.edge.owner
    place = f"page {piece.page}, {shown(piece)}"
    distance = f"{max(excess.amount for excess in excesses) * MILLIMETRES:.1f} mm"
    if piece.frame.margin_box:
        # What leaves it towards the edge of the paper is cut off, what leaves it the other way runs into the text.
        message = f"does not fit {owner}: it runs {distance} past its {side} edge"
        remedy = "Shorten it, set it smaller, or give the page a larger margin on that side."
        return Finding(place, message, remedy, fit=True)
    message = f"the {piece.kind} runs {distance} past the {side} edge of {owner}{_parts(excesses)}"
    if side in ("left", "right"):
        remedy = "Shorten it, let long words break (hyphens, overflow-wrap), set it smaller, or give it more width."
    else:
        remedy = "Shorten it, set it smaller, or give it more height."
    return Finding(place, message, remedy, fit=True)


def _parts(excesses: list[_Excess]) -> str:
    """Say which parts of the document run past an edge; by how much each, where the one pushes the other down."""
    found: dict[str, list[_Excess]] = {}
    for excess in excesses:
        if excess.piece.frame.part:
            found.setdefault(excess.piece.frame.part.name, []).append(excess)
    if len(found) > 1 and excesses[0].side == "bottom":
        return f": {parts.do_not_fit({name: _height(ones) for name, ones in found.items()})}"
    return ", in " + " and ".join(f"'{name}'" for name in found) if found else ""


def _height(excesses: list[_Excess]) -> float:
    """Return the millimetres that content takes beyond the edge that it runs past."""
    top = max(excesses[0].edge.at, min(excess.piece.top for excess in excesses))
    return (max(excess.piece.bottom for excess in excesses) - top) * MILLIMETRES


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
        fit=True,
    )
