"""Whether what reaches the trim really runs on into the bleed: by the colours of a picture of the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handouts.preflight.checks.boxes import beyond
from handouts.preflight.drawing import Picture, drawn
from handouts.preflight.flaws import Flaw
from handouts.preflight.pages import POINTS, Page
from handouts.preflight.subject import Subject

_SCALE = 3.0  # pixels a millimetre
_IN = 0.6  # millimetres from an edge at which colours are compared
_NEAR = 24  # between two colours that are one, of 255, for each part
_CURVES = 0.12  # of an edge: where a curve just touches the trim, it may end there
_LONG = 30.0  # millimetres in one piece: no curve does so


def artwork_in_bleed(subject: Subject) -> Iterator[Flaw]:
    """For the press: what is cut by the trim is painted to the end of the bleed."""
    if not subject.press:
        return
    for page in subject.pages:
        room = beyond(page)
        wanted = min(subject.printer.bleed_mm, *room.values())
        if wanted <= _IN:  # told by the check of the boxes
            continue
        picture = drawn(page, _SCALE / POINTS)
        if picture is None:
            continue
        for side in _short_sides(page, picture, wanted):
            yield Flaw(
                page.number,
                f"the {side} edge",
                f"what reaches the {side} trim ends there, or does not reach {wanted:g} mm beyond it",
                "a cutter is never exact: a white edge appears beside the colour",
                "Let the area or image run on through the bleed, or end 5 mm inside the trim.",
                error=True,
            )


def _short_sides(page: Page, picture: Picture, wanted: float) -> Iterator[str]:
    left, bottom, right, top = page.trim
    step = POINTS / page.unit
    inside, outside = _IN * step, (wanted - _IN) * step
    ring = [
        colour
        for side in ("left", "right", "bottom", "top")
        for colour in (picture.at(*_spot(side, page, -outside, along)) for along in _along(side, page, step))
        if colour
    ]
    papers = [(255, 255, 255), *([max(set(ring), key=ring.count)] if ring else [])]
    for side in ("left", "right", "bottom", "top"):
        length = (top - bottom if side in ("left", "right") else right - left) / step
        run = longest = count = 0
        for along in _along(side, page, step):
            start = picture.at(*_spot(side, page, inside, along))
            end = picture.at(*_spot(side, page, -outside, along))
            short = bool(start and end) and _is_one(end, papers) and not _is_one(start, papers)
            count += short
            run = run + 1 if short else 0
            longest = max(longest, run)
        if count > _CURVES * length or longest > _LONG:
            yield side


def _along(side: str, page: Page, step: float) -> Iterator[float]:
    """A place for each millimetre along an edge."""
    left, bottom, right, top = page.trim
    start, end = (bottom, top) if side in ("left", "right") else (left, right)
    yield from (start + step * number for number in range(1, int((end - start) / step)))


def _spot(side: str, page: Page, depth: float, along: float) -> tuple[float, float]:
    left, bottom, right, top = page.trim
    across = {"left": left + depth, "right": right - depth, "bottom": bottom + depth, "top": top - depth}[side]
    return (across, along) if side in ("left", "right") else (along, across)


def _is_one(colour: Any, papers: list[Any]) -> bool:
    return any(all(abs(a - b) <= _NEAR for a, b in zip(colour, paper, strict=True)) for paper in papers)
