"""How well one colour can be told from another, as eyes and grey printers see them."""

from __future__ import annotations


def contrast(one: str, other: str) -> float:
    """The contrast of two colours `#RRGGBB` as WCAG 2 defines it, from 1 to 21: by lightness alone."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def grey(colour: str) -> str:
    """A colour as an office printer makes it grey: weighed by how bright the eye finds each part (ITU-R BT.601)."""
    red, green, blue = _parts(colour)
    level = round(0.299 * red + 0.587 * green + 0.114 * blue)
    return f"#{level:02X}{level:02X}{level:02X}"


def seen(one: str, other: str) -> float:
    """The contrast of two colours on paper: in colour or in grey, whichever is less."""
    return min(contrast(one, other), contrast(grey(one), grey(other)))


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def _luminance(colour: str) -> float:
    shares = [part / 255 for part in _parts(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
