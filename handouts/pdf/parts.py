"""The parts of a document that its reader knows by name: how high each stands, and which of them do not fit."""

from __future__ import annotations

from collections.abc import Mapping

from handouts.pdf.pieces import MILLIMETRES, Trace


def heights(trace: Trace) -> dict[str, float]:
    """Return how high each part stands, in millimetres, by its id, over all pages and columns that it takes."""
    found: dict[str, float] = {}
    for extent in trace.extents:
        found[extent.part.id] = found.get(extent.part.id, 0.0) + extent.height * MILLIMETRES
    return found


def beyond(trace: Trace, limit: int) -> dict[str, float]:
    """Return the names of the parts that stand past page `limit`, with the millimetres that stand there."""
    found: dict[str, float] = {}
    for extent in trace.extents:
        if extent.page > limit:
            found[extent.part.name] = found.get(extent.part.name, 0.0) + extent.height * MILLIMETRES
    return found


def do_not_fit(amounts: Mapping[str, float]) -> str:
    """Say in words that parts do not fit, each by so many millimetres."""
    *most, last = (f"'{name}' ({_millimetres(amount)})" for name, amount in amounts.items())
    if not most:
        return f"{last} does not fit"
    return f"{', '.join(most)} and {last} do not fit"


def _millimetres(amount: float) -> str:
    return f"{amount:.0f} mm" if amount >= 1 else f"{amount:.1f} mm"
