"""Signals at their places on the body: a drawing, and where each signal points to in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handouts.document.handout import SignalTile

_MIDDLE = 0.5


@dataclass(frozen=True, slots=True)
class Point:
    """A signal on the body: its number, and its place in parts of the drawing's width and height."""

    number: int
    tile: SignalTile
    x: float
    y: float
    side: str


@dataclass(frozen=True, slots=True)
class BodyMap:
    """The drawing's address, its height in parts of its width, and its points from the top down on each side.

    `apart` are the signals without a place.
    """

    image: str
    aspect: float
    alternative: str
    points: tuple[Point, ...]
    apart: tuple[SignalTile, ...]

    @property
    def left(self) -> tuple[Point, ...]:
        """The signals that stand to the left of the body."""
        return tuple(point for point in self.points if point.side == "left")

    @property
    def right(self) -> tuple[Point, ...]:
        """The signals that stand to the right of the body."""
        return tuple(point for point in self.points if point.side == "right")


def on_body(
    tiles: Sequence[SignalTile], places: Mapping[str, tuple[float, float]], image: str, aspect: float, caption: str
) -> BodyMap | None:
    """Share out the signals over both sides of a body, `aspect` times as high as wide; None where none has a place.

    As many stand to the left as to the right: those whose places lie furthest to the left go there. Each side is
    ordered from the top down, so that no line to a place crosses another; the numbers go down left, then right.
    """
    placed = [tile for tile in tiles if tile.place in places]
    if not placed:
        return None
    by_height = sorted(placed, key=lambda tile: places[tile.place][1])
    leftmost = sorted(by_height, key=lambda tile: places[tile.place][0] - _MIDDLE)[: (len(placed) + 1) // 2]
    left = [tile for tile in by_height if tile in leftmost]
    right = [tile for tile in by_height if tile not in leftmost]
    points = tuple(
        Point(number, tile, *places[tile.place], "left" if tile in left else "right")
        for number, tile in enumerate([*left, *right], 1)
    )
    told = ". ".join(f"{point.number} {point.tile.category.plain}: {point.tile.signs.plain}" for point in points)
    return BodyMap(image, aspect, f"{caption}. {told}.", points, tuple(tile for tile in tiles if tile not in placed))
