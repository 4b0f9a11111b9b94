"""Pictures drawn to the height of a table's rows: where a row grew, the bars no longer stand beside their names."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.errors import Finding
from handouts.pdf.overflow import shown
from handouts.pdf.pieces import TOLERANCE, Piece, Trace

_REMEDY = "Give the rows more height, or the names more width: a name or a note takes more lines than its row has."


def findings(trace: Trace) -> Iterator[Finding]:
    """Find each element marked `data-aligned` in which a table and an image do not end at the same height."""
    for holder in trace.root.iter():
        if "data-aligned" not in holder.attrib:
            continue
        inside = set(holder.iter())
        pieces = [piece for piece in trace.pieces if piece.element in inside]
        tables = [piece for piece in pieces if piece.kind == "table"]
        images = [piece for piece in pieces if piece.kind == "image" and not piece.decoration]
        for table, image in zip(tables, images, strict=False):
            if abs(table.bottom - image.bottom) > TOLERANCE * 2:
                yield Finding(
                    f"page {table.page}, {_start(pieces)}", "the rows do not stand beside their bars", _REMEDY, fit=True
                )


def _start(pieces: list[Piece]) -> str:
    return next((shown(piece) for piece in pieces if piece.words), "a chart")
