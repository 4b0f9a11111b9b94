"""Colours that go over into each other, in ink: each end is put into ink, and what lies between is mixed of the two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from handouts.press import numbers
from handouts.press.recolouring import Palette
from handouts.press.spaces import PARTS, Space, space_of

_SIMPLE, _STITCHED = 2, 3
_ALONG = (2, 3)
"""The kinds of blend along a line and from circle to circle, the two that drawings use."""
_REFUSED = "colours go over into each other in a way that cannot be turned into ink"


class InSpace(Palette, Protocol):
    """What colours become, and in which space that is."""

    space: str


def convert(shading: Any, palette: InSpace, resources: Any) -> str:
    """Put a blend into ink, in its place in the file. Say what hinders that; nothing where nothing does."""
    import pikepdf

    space = space_of(shading.ColorSpace, resources)
    if space is Space.SPOT:
        return ""
    ends = _ends(shading.get("/Function"))
    if space not in PARTS or int(shading.ShadingType) not in _ALONG or not ends:
        return _REFUSED

    def inked(parts: Sequence[Any]) -> Any:
        mixed = palette.of((space, tuple(map(float, parts))), letter=False)
        return pikepdf.Array(numbers.written(mixed))

    for end in ends:
        end.C0, end.C1 = inked(end.get("/C0", [0])), inked(end.get("/C1", [1]))
    if "/Background" in shading:
        shading.Background = inked(shading.Background)
    shading.ColorSpace = pikepdf.Name(palette.space)
    return ""


def _ends(function: Any) -> list[Any]:
    """The simple functions that a blend is put together from; none where there are others."""
    import pikepdf

    if not isinstance(function, pikepdf.Dictionary):
        return []
    kind = int(function.get("/FunctionType", -1))
    if kind == _SIMPLE:
        return [function]
    if kind == _STITCHED:
        parts = [_ends(part) for part in function.Functions]
        return [end for part in parts for end in part] if all(parts) else []
    return []
