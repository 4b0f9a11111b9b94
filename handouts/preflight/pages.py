"""A page: its boxes, what is drawn on it, the text that a reader finds on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from handouts.preflight import colouring, streams
from handouts.preflight.flaws import at
from handouts.preflight.objects import SAME, Box, around, box, got, items, name, number, shared
from handouts.preflight.resources import Resources
from handouts.preflight.seen import Seen, Spot
from handouts.preflight.streams import Budget
from handouts.preflight.walking import Walker

POINTS = 72 / 25.4
"""Points in a millimetre."""
_LETTER: Box = (0.0, 0.0, 612.0, 792.0)  # what a page without a size is taken for


@dataclass(frozen=True)
class Run:
    """Letters on one line, in one size: the box about them in points of the page."""

    text: str
    box: Box


@dataclass(frozen=True)
class Page:
    """A page by its number, from 1. `load` gives the same page as PDFium has it, or None where that cannot read it."""

    number: int
    source: Any
    budget: Budget = field(repr=False)
    load: Callable[[], Any] = field(repr=False, default=lambda: None)

    @cached_property
    def drawn(self) -> Any:
        """The page as PDFium has it; None where that cannot read it, or would be at it for hours."""
        return None if self.seen.cut_short else self.load()

    def own(self, name: str) -> Box | None:
        """A box that the page states; None where it does not."""
        return box(got(self.source, name))

    @cached_property
    def media(self) -> Box:
        """The sheet."""
        found = self.own("/MediaBox")
        return found if found and found[0] < found[2] and found[1] < found[3] else _LETTER

    @cached_property
    def crop(self) -> Box:
        """What a viewer shows."""
        found = self.own("/CropBox")
        return (shared(found, self.media) if found else None) or self.media

    @cached_property
    def trim(self) -> Box:
        """What is left after cutting."""
        return self.own("/TrimBox") or self.own("/ArtBox") or self.crop

    @cached_property
    def bleed(self) -> Box:
        """How far it runs on beyond that."""
        return self.own("/BleedBox") or self.trim

    @cached_property
    def unit(self) -> float:
        """Points in a unit of the page."""
        return number(got(self.source, "/UserUnit"), 1.0) or 1.0

    @cached_property
    def turned(self) -> int:
        """By how many degrees it is shown turned to the right."""
        return int(number(got(self.source, "/Rotate"))) % 360

    @cached_property
    def size(self) -> tuple[float, float]:
        """Width and height of what is left after cutting, as it is read, in millimetres."""
        left, bottom, right, top = self.trim
        width, height = ((edge * self.unit) / POINTS for edge in (right - left, top - bottom))
        return (height, width) if self.turned in (90, 270) else (width, height)

    def place(self, spot: Spot) -> str:
        """A place on the page, in words."""
        (x, y), (left, bottom, right, top) = spot, self.trim
        turned = {90: (y - bottom, x - left), 180: (right - x, y - bottom), 270: (top - y, right - x)}
        across, down = turned.get(self.turned, (x - left, top - y))
        return at(across * self.unit, down * self.unit)

    @cached_property
    def seen(self) -> Seen:
        """What is drawn on it, in one pass."""
        seen = Seen()
        group = got(self.source, "/Group")
        if name(got(group, "/S")) == "/Transparency" and got(group, "/CS") is not None:
            seen.blending["the page"] = colouring.read(got(group, "/CS"))
        contents = got(self.source, "/Contents")
        parts = [streams.content(part) for part in (items(contents) or [contents])] if contents is not None else []
        if any(part is None for part in parts):
            seen.broken.append("the page")
        walker = Walker(seen, self.budget)
        walker.walk(b"\n".join(part for part in parts if part), Resources(got(self.source, "/Resources")))
        return seen

    @cached_property
    def text(self) -> str:
        """Its text, with lines ended by a line feed; empty where there is none or it cannot be read."""
        if self.drawn is None:
            return ""
        return str(self._letters.get_text_range(errors="replace")).replace("\r\n", "\n")

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """Its text by lines, each with its place."""
        if self.drawn is None:
            return ()
        boxes = [self._letters.get_rect(index) for index in range(self._letters.count_rects())]
        return tuple(Run("", around(SAME, edges)) for edges in boxes)

    def words(self, run: Run) -> str:
        """The text of a run."""
        return str(self._letters.get_text_bounded(*run.box, errors="replace"))

    @cached_property
    def _letters(self) -> Any:
        return self.drawn.get_textpage()
