"""Every promise about the layout, held against one laid-out document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from handouts.errors import Finding
from handouts.pdf import alignment, breaks, overflow, parts, safety
from handouts.pdf.pieces import Piece
from handouts.pdf.tracing import trace


@dataclass(frozen=True, slots=True)
class Report:
    """What an inspection found, and where each text of the document stands."""

    findings: tuple[Finding, ...]
    sparse: bool
    pieces: tuple[Piece, ...]
    parts: Mapping[str, float]  # how high each part stands, in millimetres, by its id

    def place(self, text: str) -> str:
        """Name the page and the words around the first appearance of `text`."""
        for piece in self.pieces:
            if text in piece.words:
                return f"page {piece.page}, {overflow.shown(piece)}"
        return "a drawing, or a text made by the style sheet"


NOTHING = Report((), False, (), {})


def inspect(document: Any, supplied: Callable[[Iterable[str]], bool], limit: int | None, size: str) -> Report:
    """Return what is wrong with a rendered `document`, which may have `limit` pages and is set at `size`, in words.

    `supplied` says whether the document brings along one of the font families that a text asks for.
    """
    traced = trace(document)
    findings = [
        *overflow.findings(traced.pieces),
        *alignment.findings(traced),
        *breaks.findings(traced, limit, size),
        *safety.findings(traced, limit),
        *overflow.clamped(traced.clamped),
        *_fonts(traced.pieces, supplied),
        *_attachments(document),
    ]
    return Report(tuple(findings), breaks.sparse(traced), traced.pieces, parts.heights(traced))


def _fonts(pieces: tuple[Piece, ...], supplied: Callable[[Iterable[str]], bool]) -> list[Finding]:
    """Find texts in a font that the document does not have, which the engine replaces without a word."""
    found: dict[tuple[str, ...], Finding] = {}
    for piece in pieces:
        for families in piece.families:
            if not supplied(families):
                message = f"the text asks for {' or '.join(families)}, and the document declares no such font"
                remedy = "Declare the font with @font-face, or correct font-family."
                found.setdefault(families, Finding(f"page {piece.page}, {overflow.shown(piece)}", message, remedy))
    return list(found.values())


def _attachments(document: Any) -> list[Finding]:
    linked = any(kind == "attachment" for page in document.pages for kind, *_ in page.links)
    if not (linked or document.metadata.attachments):
        return []
    message = "it attaches a file, which carries the time of day into the PDF"
    return [Finding("the document", message, 'Take rel="attachment" out.')]
