"""A page as a picture, whole, bleed and all, at the scale that is needed and never larger than is good."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from handouts.preflight.objects import Box
from handouts.preflight.pages import Page

_PIXELS = 6_000_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page in RGB, with the box that it shows in points of the page, and pixels a point."""

    image: Any
    box: Box
    scale: float

    def at(self, x: float, y: float) -> tuple[int, int, int] | None:
        """The colour of a place; None beside the picture."""
        across, down = int((x - self.box[0]) * self.scale), int((self.box[3] - y) * self.scale)
        if not (0 <= across < self.image.width and 0 <= down < self.image.height):
            return None
        found = self.image.getpixel((across, down))
        return found[0], found[1], found[2]

    @property
    def flat(self) -> bool:
        """Whether it is of one colour."""
        return all(low == high for low, high in self.image.getextrema())


def drawn(page: Page, scale: float) -> Picture | None:
    """The whole sheet, not turned; None where it cannot be drawn."""
    import pypdfium2

    if page.drawn is None:
        return None
    left, bottom, right, top = page.media
    area = max(1.0, (right - left) * (top - bottom))
    scale = min(scale, math.sqrt(_PIXELS / area))
    if min(right - left, top - bottom) * scale < 1:
        return None
    try:
        page.drawn.set_cropbox(left, bottom, right, top)
        page.drawn.set_rotation(0)
        image = page.drawn.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        return None
    return Picture(image, (left, bottom, right, top), scale)
