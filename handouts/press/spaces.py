"""The colour spaces of a PDF by what is to be done with them: changed into ink, left as they are, or not taken."""

from __future__ import annotations

from enum import StrEnum
from typing import Any


class Space(StrEnum):
    """What the numbers of a colour mean."""

    RGB = "rgb"
    GREY = "grey"
    CMYK = "cmyk"
    PATTERN = "pattern"
    SPOT = "spot"
    UNKNOWN = "unknown"


PARTS = {Space.RGB: 3, Space.GREY: 1, Space.CMYK: 4}
"""How many numbers a colour of a device has."""
_NAMES = {
    "/DeviceRGB": Space.RGB,
    "/RGB": Space.RGB,
    "/CalRGB": Space.RGB,
    "/DeviceGray": Space.GREY,
    "/G": Space.GREY,
    "/CalGray": Space.GREY,
    "/DeviceCMYK": Space.CMYK,
    "/CMYK": Space.CMYK,
    "/Pattern": Space.PATTERN,
}
_BY_PARTS = {parts: space for space, parts in PARTS.items()}


def space_of(value: Any, resources: Any = None) -> Space:
    """The kind of a colour space: a name, a name in `resources`, or an array."""
    import pikepdf

    if isinstance(value, pikepdf.Name):
        if str(value) in _NAMES:
            return _NAMES[str(value)]
        named = (resources or {}).get("/ColorSpace", {}).get(str(value))
        return Space.UNKNOWN if named is None else space_of(named)
    if not isinstance(value, pikepdf.Array) or not len(value):
        return Space.UNKNOWN
    kind = str(value[0])
    if kind == "/ICCBased":
        return _BY_PARTS.get(int(value[1].get("/N", 0)), Space.UNKNOWN)
    if kind in ("/Separation", "/DeviceN"):
        return Space.SPOT if space_of(value[2]) is Space.CMYK else Space.UNKNOWN
    if kind == "/Pattern" and len(value) > 1:  # a pattern that takes its colour from where it is used
        return Space.UNKNOWN
    return _NAMES.get(kind, Space.UNKNOWN)
