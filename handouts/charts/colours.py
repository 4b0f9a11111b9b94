"""The theme's colours by what they do in a chart."""

from __future__ import annotations

from collections.abc import Mapping

from handouts.colours import contrast

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
