"""What the end of a page does to the text: lone headings, rows cut in two, empty pages, too many pages."""

from __future__ import annotations

from typing import Any

from handouts.errors import Finding
from handouts.pdf import parts
from handouts.pdf.overflow import shown
from handouts.pdf.pieces import Piece, Trace

_HEADINGS = {"h1", "h2", "h3", "h4"}
_WHOLE = {"tr", "li"}
_REPEATED = {"thead", "tfoot"}
# Less than this part of the last page in use is not worth a sheet of paper.
_SPARSE = 0.12
_BLANK = "Look for a forced break, or an empty element, before it."


def findings(trace: Trace, limit: int | None, size: str) -> list[Finding]:
    """Return what is wrong with how `trace`, set at `size`, falls into pages, of which there may be `limit`."""
    tree = _Tree(trace.root)
    return _lone_headings(trace, tree) + _split(trace, tree) + _blank(trace) + _too_many(trace, limit, size)


def sparse(trace: Trace) -> bool:
    """Say whether the last of several pages is nearly empty. A sheet of one page may be as empty as it likes."""
    bottoms = [piece.bottom for piece in trace.flow if piece.page == trace.pages]
    used = max(bottoms, default=trace.content_top) - trace.content_top
    return trace.pages > 1 and used < _SPARSE * (trace.content_bottom - trace.content_top)


class _Tree:
    """The document's elements: their order and what they stand in."""

    def __init__(self, root: Any) -> None:
        self.elements = [element for element in root.iter() if isinstance(element.tag, str)]
        self.order = {element: index for index, element in enumerate(self.elements)}
        self.parents = {child: parent for parent in self.elements for child in parent}

    def upwards(self, element: Any) -> list[Any]:
        """Return `element` and everything around it, from the inside out."""
        path = []
        while element is not None:
            path.append(element)
            element = self.parents.get(element)
        return path

    def end(self, element: Any) -> int:
        """Return the place of the last element inside `element`."""
        return max(self.order[inner] for inner in element.iter() if inner in self.order)


def _lone_headings(trace: Trace, tree: _Tree) -> list[Finding]:
    # By element and not by place on the page: in columns and grids, what follows a heading may stand above it.
    flow = sorted(
        ((tree.order[piece.element], piece) for piece in trace.flow if piece.element in tree.order),
        key=lambda entry: entry[0],
    )
    found = []
    for heading in (element for element in tree.elements if element.tag in _HEADINGS):
        start, end = tree.order[heading], tree.end(heading)
        own = [piece for order, piece in flow if start <= order <= end]
        following = next((piece for order, piece in flow if order > end), None)
        if not own or following is None or following.page <= own[-1].page:
            continue
        if _meant(trace, tree, own[-1], following):
            continue
        found.append(
            Finding(
                f"page {own[-1].page}, {shown(own[0])}",
                f"the heading stands alone: what it heads, {shown(following)}, begins on page {following.page}",
                "Leave break-after: avoid on the heading, let what follows it break, or begin a page before it.",
                fit=True,
            )
        )
    return found


def _meant(trace: Trace, tree: _Tree, last: Piece, first: Piece) -> bool:
    """Say whether the page between two pieces was ended on purpose."""
    if trace.page_names[last.page - 1] != trace.page_names[first.page - 1]:
        return True
    before, after = tree.upwards(last.element), tree.upwards(first.element)
    return any(element in trace.breaks_after for element in before if element not in after) or any(
        element in trace.breaks_before for element in after if element not in before
    )


def _split(trace: Trace, tree: _Tree) -> list[Finding]:
    pages: dict[Any, list[Piece]] = {}
    for piece in trace.flow:
        path = tree.upwards(piece.element)
        if any(element.tag in _REPEATED for element in path):
            continue
        for element in path:
            if _must_be_whole(element):
                pages.setdefault(element, []).append(piece)
    found = []
    for element, pieces in pages.items():
        first, last = pieces[0], pieces[-1]
        if first.page != last.page:
            found.append(
                Finding(
                    f"page {first.page}, {shown(first)}",
                    f"<{element.tag}> is cut in two: it goes on, with {shown(last)}, on page {last.page}",
                    "Keep it whole with break-inside: avoid, or make it shorter than a page.",
                    fit=True,
                )
            )
    return found


def _must_be_whole(element: Any) -> bool:
    if element.get("data-whole") is not None:
        return True
    # An item that holds a list may be cut between the items of that list.
    return element.tag in _WHOLE and (element.tag == "tr" or element.find(".//li") is None)


def _blank(trace: Trace) -> list[Finding]:
    used = {piece.page for piece in trace.pieces if not piece.frame.margin_box}
    return [
        Finding(f"page {page}", "nothing is printed on it", _BLANK, fit=True)
        for page in range(1, trace.pages + 1)
        if trace.pages > 1 and page not in used
    ]


def _too_many(trace: Trace, limit: int | None, size: str) -> list[Finding]:
    if limit is None or trace.pages <= limit:
        return []
    allowed = "1 is" if limit == 1 else f"{limit} are"
    message = f"the document takes {trace.pages} pages where {allowed} allowed"
    too_many = parts.beyond(trace, limit)
    first = next((piece for piece in trace.flow if piece.page > limit), None)
    if too_many:
        message += f": {parts.do_not_fit(too_many)} at {size}"
    elif first:
        message += f": {shown(first)} is the first that does not fit at {size}"
    return [Finding(f"page {limit + 1}", message, "Choose fewer sections, or shorten the text.", fit=True)]
