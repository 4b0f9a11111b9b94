"""The theme's colours by what they do in a chart."""

from __future__ import annotations

from collections.abc import Mapping

# What a colour does: the token that a theme may set for it, and the token that serves where it does not.
_ROLES = {
    "amount": ("chart-amount", "leaf"),
    "amount-line": ("chart-amount-line", "leaf"),
    "reference": ("chart-reference", "leaf-mid"),
    "reference-line": ("chart-reference-line", "leaf"),
    "limit": ("chart-limit", "sun"),
    "limit-line": ("chart-limit-line", "ink"),
    "track": ("chart-track", "leaf-tint"),
    "track-line": ("chart-track-line", "leaf-mid"),
    "zone": ("chart-zone", "sun-tint"),
    "open": ("chart-open", "paper"),
    "mark": ("chart-mark", "ink"),
    "text": ("chart-text", "ink"),
    "paper": ("paper", "paper"),
}
_SHOWS = 1.1  # contrast with the paper from which on a fill is seen as one


def by_role(tokens: Mapping[str, str]) -> dict[str, str]:
    """The colour of each part of a chart, as `#RRGGBB`."""
    return {role: tokens.get(own, "") or tokens[usual] for role, (own, usual) in _ROLES.items()}


def shows(fill: str, paper: str) -> bool:
    """Whether a fill can be told from the paper."""
    return contrast(fill, paper) >= _SHOWS


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG defines it, from 1 to 21: by lightness alone, as in grey."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
