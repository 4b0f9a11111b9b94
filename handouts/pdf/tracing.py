"""The engine's boxes, reduced to what carries content.

WeasyPrint has no public way to ask where things stand. This module alone reads its box tree, of version 70.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import inf
from typing import Any, Literal

from weasyprint.formatting_structure import boxes

from handouts.pdf.pieces import TOLERANCE, Edge, Frame, Piece, Trace

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
        breaks_before=frozenset(walk.breaks_before),
        breaks_after=frozenset(walk.breaks_after),
        root=document._html.etree_element,
    )


class _Walk:
    def __init__(self) -> None:
        self.breaks_before: set[Any] = set()
        self.breaks_after: set[Any] = set()
        self._page = 0

    def page(self, number: int, page: Any) -> Iterator[Piece]:
        self._page = number
        left, top = page.content_box_x(), page.content_box_y()
        area = "the text area of the page"
        sheet = Frame(
            Edge(0, "the page"),
            Edge(0, "the page"),
            Edge(page.margin_width(), "the page"),
            Edge(page.margin_height(), "the page"),
            in_flow=False,
            moved=True,
        )
        flow = replace(
            sheet, right=Edge(left + page.width, area), bottom=Edge(top + page.height, area), in_flow=True, moved=False
        )
        self._sheet = sheet
        for child in page.children:
            if isinstance(child, boxes.MarginBox):
                yield from self._box(child, _margin_box(child))
            else:
                yield from self._box(child, flow)

    def _box(self, box: Any, frame: Frame) -> Iterator[Piece]:
        box = getattr(box, "_box", box)  # what is positioned leaves a placeholder in its place
        if _invisible(box):
            return
        if isinstance(box, boxes.LineBox):
            yield from self._line(box, frame)
        elif isinstance(box, boxes.ReplacedBox):
            yield _image(box, self._around(box, frame), self._page)
        elif isinstance(box, boxes.ParentBox):
            self._note_breaks(box)
            around = self._around(box, frame)
            if isinstance(box, boxes.TableBox):
                yield _area("table", box, around, self._page)
            elif isinstance(box, boxes.BlockContainerBox) and not box.children and _drawn(box):
                yield _area("shape", box, around, self._page)
            inner = around if isinstance(box, boxes.MarginBox) else _within(box, around)
            for child in box.children:
                yield from self._box(child, inner)

    def _line(self, line: Any, frame: Frame) -> Iterator[Piece]:
        texts: list[Any] = []
        others: list[Any] = []
        _sort_inline(line, texts, others)
        if texts:
            yield Piece(
                kind="text",
                page=self._page,
                element=line.element,
                words=" ".join("".join(text.text for text in texts).split()),
                left=min(text.position_x for text in texts),
                right=max(text.position_x + text.width for text in texts),
                top=line.position_y,
                bottom=line.position_y + line.height,
                frame=frame,
                spans=tuple((text.position_x, text.position_x + text.width) for text in texts),
                families=tuple(dict.fromkeys(tuple(text.style["font_family"]) for text in texts)),
            )
        for other in others:
            yield from self._box(other, frame)

    def _around(self, box: Any, frame: Frame) -> Frame:
        """Return the room that `box` has, which is more where it was moved on purpose."""
        if box.is_absolutely_positioned():
            return self._sheet
        if box.is_floated():
            frame = replace(frame, bottom=self._sheet.bottom, moved=True)
        offset = any(box.style[side] != "auto" for side in ("left", "right", "top", "bottom"))
        shifted = box.style["position"] == "relative" and offset
        if shifted or _negative(box, "margin_right"):
            frame = replace(frame, right=self._sheet.right, moved=True)
        if shifted or _negative(box, "margin_bottom"):
            frame = replace(frame, bottom=self._sheet.bottom, moved=True)
        if _negative(box, "margin_left") or _negative(box, "margin_top"):
            frame = replace(frame, moved=True)
        return frame

    def _note_breaks(self, box: Any) -> None:
        if box.style["break_before"] in _FORCED:
            self.breaks_before.add(box.element)
        if box.style["break_after"] in _FORCED:
            self.breaks_after.add(box.element)


def _sort_inline(parent: Any, texts: list[Any], others: list[Any]) -> None:
    """Part what stands in a line into visible text and everything else."""
    for child in parent.children:
        child = getattr(child, "_box", child)
        if child.is_absolutely_positioned() or child.is_floated():
            others.append(child)
        elif isinstance(child, boxes.TextBox):
            if child.text.strip() and child.style["visibility"] == "visible":
                texts.append(child)
        elif isinstance(child, boxes.InlineBox):
            _sort_inline(child, texts, others)
        else:
            others.append(child)


def _within(box: Any, frame: Frame) -> Frame:
    """Return the room inside `box`: what is left of `frame`, and what the box itself has."""
    if not isinstance(box, (boxes.BlockContainerBox, boxes.FlexContainerBox, boxes.GridContainerBox)):
        return frame  # rows of a table give way to what is in them
    right = box.content_box_x() + box.width
    bottom = box.content_box_y() + box.height + box.padding_bottom
    # The innermost of several boxes that end at the same place names it best.
    if right < frame.right.at + TOLERANCE:
        frame = replace(frame, right=Edge(right, _name(box)))
    if _has_own_height(box) and bottom < frame.bottom.at + TOLERANCE:
        frame = replace(frame, bottom=Edge(bottom, _name(box)))
    return frame


def _has_own_height(box: Any) -> bool:
    """Say whether the height of `box` comes from elsewhere than its content, which then may not fit."""
    stated = bool(box.style["height"] != "auto" or box.style["max_height"].value != inf)
    return stated or bool(box.is_absolutely_positioned())


def _margin_box(box: Any) -> Frame:
    owner = f"the {box.at_keyword} of the page"
    left, top = box.border_box_x(), box.border_box_y()
    return Frame(
        Edge(left, owner),
        Edge(top, owner),
        Edge(left + box.border_width(), owner),
        Edge(top + box.border_height(), owner),
        in_flow=False,
        margin_box=box.at_keyword,
    )


def _image(box: Any, frame: Frame, page: int) -> Piece:
    attributes = getattr(box.element, "attrib", {})
    words = attributes.get("alt", "")
    generated = "::" in box.element_tag
    left, top = box.border_box_x(), box.border_box_y()
    return Piece(
        kind="image",
        page=page,
        element=box.element,
        words=" ".join(words.split()),
        left=left,
        top=top,
        right=left + box.border_width(),
        bottom=top + box.border_height(),
        frame=frame,
        decoration=generated or attributes.get("aria-hidden") == "true" or attributes.get("alt") == "",
    )


def _area(kind: Literal["table", "shape"], box: Any, frame: Frame, page: int) -> Piece:
    left, top = box.border_box_x(), box.border_box_y()
    words = " ".join(" ".join(box.element.itertext()).split()) if box.element is not None else ""
    return Piece(
        kind=kind,
        page=page,
        element=box.element,
        words=words,
        left=left,
        top=top,
        right=left + box.border_width(),
        bottom=top + box.border_height(),
        frame=frame,
        decoration=kind == "shape",
    )


def _drawn(box: Any) -> bool:
    """Say whether an empty `box` shows: a line to write on, a box to tick."""
    borders = any(getattr(box, f"border_{side}_width") for side in ("left", "top", "right", "bottom"))
    return bool(borders and box.border_height() > 0 and box.border_width() > 0)


def _invisible(box: Any) -> bool:
    """Say whether `box` is there for screen readers only: cut down to nothing."""
    if not isinstance(box, boxes.BlockContainerBox) or box.style["overflow"] == "visible":
        return False
    return bool(box.width <= 1 or box.height <= 1)


def _negative(box: Any, side: str) -> bool:
    margin = getattr(box, side, 0)
    return isinstance(margin, (int, float)) and margin < 0


def _name(box: Any) -> str:
    """Name the element of `box` as its author wrote it."""
    if box.element_tag in ("html", "body"):
        return "the text area of the page"
    attributes = getattr(box.element, "attrib", {})
    shown = "".join(f' {name}="{attributes[name]}"' for name in ("id", "class") if attributes.get(name))
    return f"<{box.element_tag}{shown}>"
