"""The largest type in which a document fits its pages, in as few layouts as can be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from handouts.pdf.rendering import Layout, Rendered, lay_out, write

if TYPE_CHECKING:
    from handouts.markup import Markup


def fit(
    at: Callable[[float], Markup], sizes: Sequence[float], *, limit: int | None = None, tagged: bool = True
) -> Rendered:
    """Lay out and write the document that `at` gives for a size, in the largest of `sizes` that fits `limit` pages.

    `sizes` are points, from the one that looks best down to the smallest. The first is laid out, then the smallest,
    which says at once whether any will do, then half of those between, and so on; only what fits is written. What is
    not `tagged` is for a press. Raises `LayoutError` with every finding: at the smallest size, or at the first where
    something is wrong that no size mends. Not to be called from two threads at once.
    """
    smallest = len(sizes) - 1
    layouts = 0

    def laid_out(index: int) -> Layout:
        nonlocal layouts
        layouts += 1
        size = sizes[index]
        return lay_out(at(size), size, limit=limit, smallest=index == smallest, tagged=tagged)

    best = laid_out(0)
    if best.too_large and smallest > 0:
        too_large, small_enough = 0, smallest
        best = laid_out(smallest)
        while not best.findings and small_enough - too_large > 1:
            middle = (too_large + small_enough) // 2
            layout = laid_out(middle)
            if layout.too_large:
                too_large = middle
            else:
                best, small_enough = layout, middle
    return replace(write(best), layouts=layouts)


def fits(markup: Markup, size: float, *, limit: int | None = None) -> bool:
    """Say whether `markup`, set at `size` points, can be laid out on `limit` pages without a finding; write nothing."""
    return not lay_out(markup, size, limit=limit, smallest=True).findings
