"""What is drawn on a page, gathered in one pass over its operators."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from handouts.preflight.colouring import Colour, Space
from handouts.preflight.objects import Matrix

Spot = tuple[float, float]
"""A place on a page, in points as the file counts them."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as it is placed: its size in pixels, its space, the matrix that its square is drawn with.

    `stencil` says that it is painted in a colour; `source` is the object, or None where it stands in the drawing.
    """

    width: int
    height: int
    bits: int
    space: Space | None
    matrix: Matrix
    stencil: bool = False
    source: Any = None
    name: str = ""

    @property
    def spot(self) -> Spot:
        """The place of its corner."""
        return self.matrix[4], self.matrix[5]


@dataclass(frozen=True, slots=True)
class Shade:
    """A shading: its space, and colours between which it runs, as far as they can be told."""

    space: Space
    colours: tuple[tuple[float, ...], ...]
    spot: Spot


@dataclass(slots=True)
class Seen:
    """All of it, each kind once, with the first place where it was met.

    `colours` are those of lines, areas and text, by what is painted; `sizes` the smallest type in each colour, in
    points; `lines` the thickness of thin lines in points; `fonts` those that set text, by name; `glyphless` the fonts
    of which a glyph is shown that stands for a missing one; `veils` the ways in which something is see-through.
    """

    colours: dict[tuple[str, Colour], Spot] = field(default_factory=dict)
    sizes: dict[Colour, float] = field(default_factory=dict)
    lines: dict[float, Spot] = field(default_factory=dict)
    pictures: list[Picture] = field(default_factory=list)
    shades: list[Shade] = field(default_factory=list)
    blending: dict[str, Space] = field(default_factory=dict)
    fonts: dict[str, Any] = field(default_factory=dict)
    glyphless: dict[str, Spot] = field(default_factory=dict)
    veils: dict[str, Spot] = field(default_factory=dict)
    unseen: list[Spot] = field(default_factory=list)
    clipped: list[Spot] = field(default_factory=list)
    untagged: list[tuple[str, Spot]] = field(default_factory=list)
    vanishing: list[Spot] = field(default_factory=list)
    postscript: bool = False
    paints: int = 0
    texts: int = 0
    broken: list[str] = field(default_factory=list)
    cut_short: bool = False
