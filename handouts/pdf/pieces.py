"""Where everything of a laid-out document stands, in CSS pixels from the top left corner of the trimmed page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

# The engine rounds, and a hairline too far is not seen in print.
TOLERANCE = 0.5
MILLIMETRES = 25.4 / 96  # in one CSS pixel


@dataclass(frozen=True, slots=True)
class Edge:
    """A line that content may not cross, and the box whose edge it is, in words."""

    at: float
    owner: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the document that its reader knows by name: an element with `data-part`."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Extent:
    """How high a part, or as much of it as stands on one page or in one column, is."""

    part: Part
    page: int
    height: float


@dataclass(frozen=True, slots=True)
class Frame:
    """The room that a piece of content has, by everything around it."""

    left: Edge
    top: Edge
    right: Edge
    bottom: Edge
    in_flow: bool = True  # not absolutely positioned, not in a margin of the page
    moved: bool = False  # taken out of its place on purpose: positioned, floated, negative margins
    margin_box: str = ""  # such as @bottom-center
    part: Part | None = None  # that it belongs to


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of text, one image, one table, or an empty box with a border: a line to write on, a box to tick."""

    kind: Literal["text", "image", "table", "shape"]
    page: int
    element: Any
    words: str
    left: float
    top: float
    right: float
    bottom: float
    frame: Frame
    spans: tuple[tuple[float, float], ...] = ()  # of a line: from where to where there is text
    families: tuple[tuple[str, ...], ...] = ()  # of a line: the fonts it asks for
    decoration: bool = False  # says nothing by itself, and may stand where it likes


@dataclass(frozen=True, slots=True)
class Trace:
    """The content of a document, in reading order page by page."""

    pieces: tuple[Piece, ...]
    pages: int
    content_top: float  # of the last page
    content_bottom: float
    page_names: tuple[str, ...]
    trims: tuple[tuple[float, float], ...]  # width and height of each page
    folds: Mapping[int, tuple[float, ...]]  # by page, from its left edge
    extents: tuple[Extent, ...]
    clamped: tuple[tuple[int, str], ...]  # page and name of each box that drops the lines it has no room for
    breaks_before: frozenset[Any]  # elements that must begin a page
    breaks_after: frozenset[Any]
    root: Any  # the <html> element

    @property
    def flow(self) -> tuple[Piece, ...]:
        """What stands in the flow of the text."""
        return tuple(piece for piece in self.pieces if piece.frame.in_flow)
