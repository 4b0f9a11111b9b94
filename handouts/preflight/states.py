"""How a page is drawn at one moment: matrix, colours, line, type, and what shows through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from handouts.preflight.colouring import BLACK, Colour
from handouts.preflight.objects import SAME, Box, Matrix


@dataclass(slots=True)
class State:
    """What `q` keeps and `Q` brings back. `clip` is the box about what can still be drawn on, in points of the page."""

    matrix: Matrix = SAME
    fill: Colour = BLACK
    stroke: Colour = BLACK
    width: float = 1.0
    font: Any = None
    size: float = 0.0
    mode: int = 0
    leading: float = 0.0
    clip: Box | None = None
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = "/Normal"
    masked: bool = False
    overprint: bool = False

    def kept(self) -> State:
        """The same, to go on with."""
        return State(
            self.matrix,
            self.fill,
            self.stroke,
            self.width,
            self.font,
            self.size,
            self.mode,
            self.leading,
            self.clip,
            self.fill_alpha,
            self.stroke_alpha,
            self.blend,
            self.masked,
            self.overprint,
        )
