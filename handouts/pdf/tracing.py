"""The engine's boxes, reduced to what carries content.

WeasyPrint has no public way to ask where things stand. This module, with `rooms` and `carriers`, reads its box tree, of
version 70; no other does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from weasyprint.formatting_structure import boxes

from handouts.pdf import carriers, rooms
from handouts.pdf.pieces import Extent, Frame, Piece, Trace

_FORCED = {"page", "left", "right", "recto", "verso", "always"}


def trace(document: Any) -> Trace:
    """Return where the content of a rendered `document` (of WeasyPrint) stands."""
    walk = _Walk()
    pieces: list[Piece] = []
    for number, page in enumerate(document.pages, 1):
        pieces.extend(walk.page(number, page._page_box))
    last = document.pages[-1]._page_box
    return Trace(
        pieces=tuple(pieces),
        pages=len(document.pages),
        content_top=last.content_box_y(),
        content_bottom=last.content_box_y() + last.height,
        page_names=tuple(str(page._page_box.page_type.name or "") for page in document.pages),
        trims=tuple((page._page_box.margin_width(), page._page_box.margin_height()) for page in document.pages),
        folds=walk.folds,
        extents=tuple(walk.extents),
        clamped=tuple(dict.fromkeys(walk.clamped)),
        breaks_before=frozenset(walk.breaks_before),
        breaks_after=frozenset(walk.breaks_after),
        root=document._html.etree_element,
    )


class _Walk:
    """Goes through the boxes of each page, with two rooms: that of the content, and all that it can be moved to."""

    def __init__(self) -> None:
        self.breaks_before: set[Any] = set()
        self.breaks_after: set[Any] = set()
        self.folds: dict[int, tuple[float, ...]] = {}
        self.extents: list[Extent] = []
        self.clamped: list[tuple[int, str]] = []
        self._page = 0

    def page(self, number: int, page: Any) -> Iterator[Piece]:
        self._page = number
        sheet = rooms.sheet_of(page)
        for child in page.children:
            in_margin = isinstance(child, boxes.MarginBox)
            yield from self._box(child, rooms.margin_box(child) if in_margin else rooms.flow_of(page, sheet), sheet)

    def _box(self, box: Any, frame: Frame, sheet: Frame) -> Iterator[Piece]:
        box = getattr(box, "_box", box)  # what is positioned leaves a placeholder in its place
        if carriers.invisible(box):
            return
        part = carriers.part_of(box)
        if part is None or part == frame.part:  # boxes without an element of their own have that around them
            yield from self._drawn(box, frame, sheet)
            return
        pieces = list(self._drawn(box, replace(frame, part=part), replace(sheet, part=part)))
        self.extents.append(Extent(part, self._page, carriers.height_of(box, pieces)))
        yield from pieces

    def _drawn(self, box: Any, frame: Frame, sheet: Frame) -> Iterator[Piece]:
        matrix = box.transformation_matrix
        if matrix is None:
            yield from self._content(box, frame, sheet)
            return
        room = rooms.inside(matrix, sheet)
        for piece in self._content(box, room, room):
            yield rooms.transformed(piece, matrix, sheet)

    def _content(self, box: Any, frame: Frame, sheet: Frame) -> Iterator[Piece]:
        if isinstance(box, boxes.LineBox):
            yield from self._line(box, frame, sheet)
        elif isinstance(box, boxes.ReplacedBox):
            yield carriers.image(box, rooms.around(box, frame, sheet), self._page)
        elif isinstance(box, boxes.ParentBox):
            self._note(box)
            room = rooms.around(box, frame, sheet)
            if isinstance(box, boxes.TableBox):
                yield carriers.area("table", box, room, self._page)
            elif isinstance(box, boxes.BlockContainerBox) and not box.children and carriers.drawn(box):
                yield carriers.area("shape", box, room, self._page)
            if not isinstance(box, boxes.MarginBox):
                room, sheet = rooms.within(box, rooms.clipped(box, room)), rooms.clipped(box, sheet)
            for child in box.children:
                yield from self._box(child, room, sheet)

    def _line(self, line: Any, frame: Frame, sheet: Frame) -> Iterator[Piece]:
        texts: list[Any] = []
        others: list[Any] = []
        carriers.sort_inline(line, texts, others)
        if texts:
            yield carriers.line(line, texts, frame, self._page)
        for other in others:
            yield from self._box(other, frame, sheet)

    def _note(self, box: Any) -> None:
        """Remember what the box says about breaks, folds and lines to drop."""
        if box.style["break_before"] in _FORCED:
            self.breaks_before.add(box.element)
        if box.style["break_after"] in _FORCED:
            self.breaks_after.add(box.element)
        if carriers.clamped(box):
            self.clamped.append((self._page, carriers.name(box)))
        folds = carriers.folds_of(box)
        if folds is not None:
            self.folds[self._page] = folds
