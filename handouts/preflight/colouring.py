"""The colours of a PDF: in which inks they come, and how much ink they are together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from handouts.preflight.objects import got, is_stream, items, name, number

_DEPTH = 4  # a space in a space in a space
_DEVICE = {
    "/DeviceGray": ("grey", 1),
    "/G": ("grey", 1),
    "/CalGray": ("grey", 1),
    "/DeviceRGB": ("rgb", 3),
    "/RGB": ("rgb", 3),
    "/CalRGB": ("rgb", 3),
    "/DeviceCMYK": ("cmyk", 4),
    "/CMYK": ("cmyk", 4),
    "/Lab": ("lab", 3),
}
_BY_PARTS = {1: "grey", 3: "rgb", 4: "cmyk"}
_PLATES = {"Cyan", "Magenta", "Yellow", "Black"}


@dataclass(frozen=True, eq=False, slots=True)
class Space:
    """A colour space: its kind, its name in the file, how many numbers are a colour.

    `kind` is grey, rgb, cmyk, lab, spot, indexed, pattern or unknown. `inks` are the names of a spot space, `base` what
    an indexed space points into, by `lookup`, or a pattern is coloured in.
    """

    kind: str
    shown: str
    parts: int
    inks: tuple[str, ...] = ()
    base: Space | None = None
    lookup: bytes = b""

    @property
    def true(self) -> Space:
        """The space of what is seen: that of an index is what it points into."""
        return self.base.true if self.kind == "indexed" and self.base else self

    @property
    def registration(self) -> bool:
        """Whether it is for the marks that stand on every plate."""
        return self.inks == ("All",)

    @property
    def spots(self) -> tuple[str, ...]:
        """The inks that need a plate of their own."""
        return tuple(ink for ink in self.inks if ink not in _PLATES | {"All", "None"})


@dataclass(frozen=True, eq=False, slots=True)
class Colour:
    """A colour in a space; `pattern` is what it is painted with instead."""

    space: Space
    parts: tuple[float, ...]
    pattern: Any = None

    @property
    def ink(self) -> float | None:
        """All inks together in percent; None where that depends on a conversion."""
        return ink(self.space, self.parts)

    @property
    def plates(self) -> int:
        """On how many plates it lies."""
        if self.space.kind == "cmyk":
            return sum(part > 0 for part in self.parts)
        return sum(part > 0 for part in self.parts) if self.space.kind == "spot" else 1

    @property
    def words(self) -> str:
        """The colour as the file says it."""
        if self.space.kind == "cmyk" and len(self.parts) == 4:
            return "C{:.0f} M{:.0f} Y{:.0f} K{:.0f}".format(*(100 * part for part in self.parts))
        if self.space.kind == "rgb" and len(self.parts) == 3:
            return "#" + "".join(f"{round(255 * min(1.0, max(0.0, part))):02X}" for part in self.parts)
        return " ".join(f"{part:g}" for part in self.parts) or self.space.shown


GREY = Space("grey", "DeviceGray", 1)
RGB = Space("rgb", "DeviceRGB", 3)
CMYK = Space("cmyk", "DeviceCMYK", 4)
PATTERN = Space("pattern", "Pattern", 0)
UNKNOWN = Space("unknown", "unknown", 1)
BLACK = Colour(GREY, (0.0,))
_PLAIN = {"grey": GREY, "rgb": RGB, "cmyk": CMYK}


def ink(space: Space, parts: tuple[float, ...]) -> float | None:
    """All inks of a colour together in percent; None where that depends on a conversion."""
    if space.kind == "grey" and parts:
        return 100 * (1 - parts[0])
    if space.kind == "cmyk" or (space.kind == "spot" and not space.registration):
        return 100 * sum(parts)
    if space.kind == "indexed" and space.base and parts:
        start = int(parts[0]) * space.base.parts
        return ink(space.base, tuple(byte / 255 for byte in space.lookup[start : start + space.base.parts]))
    return None


def first(space: Space) -> Colour:
    """The colour that counts from when a space is chosen."""
    if space.kind == "cmyk":
        return Colour(space, (0.0, 0.0, 0.0, 1.0))
    return Colour(space, (1.0 if space.kind == "spot" else 0.0,) * space.parts)


def read(value: Any, depth: int = 0) -> Space:
    """The space that an object describes."""
    plain = name(value)
    if not plain and items(value):
        plain = name(items(value)[0])
    if plain in _DEVICE:
        kind, parts = _DEVICE[plain]
        shown = {"/G": "DeviceGray", "/RGB": "DeviceRGB", "/CMYK": "DeviceCMYK"}.get(plain, plain[1:])
        return _PLAIN[kind] if shown.startswith("Device") else Space(kind, shown, parts)
    if depth > _DEPTH:
        return UNKNOWN
    rest = items(value)[1:]
    if plain == "/Pattern":
        return Space("pattern", "Pattern", 0, base=read(rest[0], depth + 1)) if rest else PATTERN
    if plain == "/ICCBased" and rest:
        parts = int(number(got(rest[0], "/N")))
        kind = _BY_PARTS.get(parts, "unknown")
        return Space(kind, f"ICCBased, {parts} channels", parts)
    if plain == "/Separation" and len(rest) >= 2:
        return Space("spot", f"Separation {name(rest[0])[1:]}", 1, (name(rest[0])[1:],), read(rest[1], depth + 1))
    if plain == "/DeviceN" and len(rest) >= 2:
        inks = tuple(name(item)[1:] for item in items(rest[0]))
        return Space("spot", f"DeviceN {', '.join(inks)}", len(inks), inks, read(rest[1], depth + 1))
    if plain in ("/Indexed", "/I") and len(rest) >= 3:
        return Space("indexed", "Indexed", 1, base=read(rest[0], depth + 1), lookup=_lookup(rest[2]))
    return UNKNOWN


def _lookup(value: Any) -> bytes:
    import pikepdf

    if is_stream(value):
        try:
            return bytes(value.read_bytes()[:4096])
        except pikepdf.PdfError:
            return b""
    return bytes(value)[:4096] if isinstance(value, pikepdf.String) else b""
