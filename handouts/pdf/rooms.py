"""The room that a piece of content has: what the boxes around it leave, and what moving it on purpose gives back."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes

from handouts.pdf.carriers import name
from handouts.pdf.pieces import TOLERANCE, Edge, Frame, Piece

_TRACKED = (boxes.FlexContainerBox, boxes.GridContainerBox)
_CONTAINERS = (boxes.BlockContainerBox, *_TRACKED)


def sheet_of(page: Any) -> Frame:
    """Return the whole `page`, to its trimmed edges: the room of what is moved on purpose."""
    owner = "the page"
    right, bottom = Edge(page.margin_width(), owner), Edge(page.margin_height(), owner)
    return Frame(Edge(0, owner), Edge(0, owner), right, bottom, in_flow=False, moved=True)


def flow_of(page: Any, sheet: Frame) -> Frame:
    """Return the room of the text of a `page`: it may begin in the margin, but not end there."""
    owner = "the text area of the page"
    right = Edge(page.content_box_x() + page.width, owner)
    bottom = Edge(page.content_box_y() + page.height, owner)
    return replace(sheet, right=right, bottom=bottom, in_flow=True, moved=False)


def margin_box(box: Any) -> Frame:
    """Return the room of what stands in a margin box of the page."""
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


def around(box: Any, frame: Frame, sheet: Frame) -> Frame:
    """Return the room that `box` has in `frame`, which is up to all of `sheet` where it was moved on purpose."""
    if box.is_absolutely_positioned():
        return sheet
    if box.is_floated():
        frame = replace(frame, bottom=sheet.bottom, moved=True)
    sides = ("left", "top", "right", "bottom")
    shifted = box.style["position"] == "relative" and any(box.style[side] != "auto" for side in sides)
    loose = {side: getattr(sheet, side) for side in sides if shifted or _negative(box, f"margin_{side}")}
    return replace(frame, moved=True, **loose) if loose else frame


def within(box: Any, frame: Frame) -> Frame:
    """Return the room inside `box`: what is left of `frame`, and what the box itself has."""
    if not isinstance(box, _CONTAINERS):
        return frame  # rows of a table give way to what is in them
    # Marks and first lines hang to the left within the padding; at the other end, the padding is to stay free.
    left, top = box.border_box_x() + box.border_left_width, box.border_box_y() + box.border_top_width
    bottom = box.content_box_y() + box.height if _has_own_height(box) else inf
    return _narrowed(frame, box, left, top, box.content_box_x() + box.width, bottom)


def clipped(box: Any, frame: Frame) -> Frame:
    """Return what of `frame` is shown where `box` clips: nothing that is in it, however it is moved, shows outside."""
    if box.style["overflow"] == "visible" or not isinstance(box, _CONTAINERS):
        return frame
    left, top = box.border_box_x() + box.border_left_width, box.border_box_y() + box.border_top_width
    right, bottom = box.content_box_x() + box.width, box.content_box_y() + box.height
    return _narrowed(frame, box, left, top, right + box.padding_right, bottom + box.padding_bottom)


def inside(matrix: Any, sheet: Frame) -> Frame:
    """Return `sheet` as it is seen from inside a box with a transform, unless that turns or mirrors the box."""
    if not _upright(matrix):
        return sheet
    across, _, _, down, right, lower = matrix.values
    return replace(
        sheet,
        left=replace(sheet.left, at=(sheet.left.at - right) / across),
        right=replace(sheet.right, at=(sheet.right.at - right) / across),
        top=replace(sheet.top, at=(sheet.top.at - lower) / down),
        bottom=replace(sheet.bottom, at=(sheet.bottom.at - lower) / down),
    )


def transformed(piece: Piece, matrix: Any, sheet: Frame) -> Piece:
    """Return a piece that was laid out inside a box with a transform where it is drawn, and its room likewise."""
    corners = [matrix.transform_point(x, y) for x in (piece.left, piece.right) for y in (piece.top, piece.bottom)]
    across, down = [x for x, _ in corners], [y for _, y in corners]
    frame, spans = sheet, tuple((min(across), max(across)) for _ in piece.spans[:1])
    if _upright(matrix):
        room = piece.frame
        left, top = matrix.transform_point(room.left.at, room.top.at)
        right, bottom = matrix.transform_point(room.right.at, room.bottom.at)
        frame = replace(
            room,
            left=replace(room.left, at=left),
            right=replace(room.right, at=right),
            top=replace(room.top, at=top),
            bottom=replace(room.bottom, at=bottom),
        )
        spans = tuple((matrix.transform_point(a, 0)[0], matrix.transform_point(b, 0)[0]) for a, b in piece.spans)
    place = {"left": min(across), "right": max(across), "top": min(down), "bottom": max(down)}
    return replace(piece, frame=frame, spans=spans, **place)


def _upright(matrix: Any) -> bool:
    across, tilt, lean, down, _, _ = matrix.values
    return bool(tilt == lean == 0 and across > 0 and down > 0)


def _has_own_height(box: Any) -> bool:
    """Say whether the height of `box` comes from elsewhere than its content, which then may not fit."""
    stated = box.style["height"] != "auto" or box.style["max_height"].value != inf
    in_tracks = isinstance(box, _TRACKED) or box.is_flex_item or box.is_grid_item
    return bool(stated or in_tracks or box.is_absolutely_positioned())


def _narrowed(frame: Frame, box: Any, left: float, top: float, right: float, bottom: float) -> Frame:
    # The innermost of several boxes that end at the same place names it best.
    owner = name(box)
    if left > frame.left.at - TOLERANCE:
        frame = replace(frame, left=Edge(left, owner))
    if top > frame.top.at - TOLERANCE:
        frame = replace(frame, top=Edge(top, owner))
    if right < frame.right.at + TOLERANCE:
        frame = replace(frame, right=Edge(right, owner))
    if bottom < frame.bottom.at + TOLERANCE:
        frame = replace(frame, bottom=Edge(bottom, owner))
    return frame


def _negative(box: Any, side: str) -> bool:
    margin = getattr(box, side, 0)
    return isinstance(margin, (int, float)) and margin < 0
