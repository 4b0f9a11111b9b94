"""Whether a finished PDF can be read: the disclaimer in sight on every page, no type too small or over another."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from typing import Any

from handouts.pdf.letters import Letter
from handouts.pdf.letters import letters as printed
from handouts.pdf.reading import opened

# Pixels a point: enough to tell the letters of the smallest text from their ground.
_SCALE = 1.5
# Between ink and ground, of 255: about that of mid grey on white. Thin letters lose some of theirs to their edges.
_CONTRAST = 100
# A stop or a dash between two pixels may be paler than that.
_PALE = 0.02
_ROUNDED = 0.01  # points
_SHOWN = 24  # letters of a text
_OVER = 0.3  # of the smaller of two letters, across and down: more than kerning ever does
_CELL = 12  # points: letters are held against those near them


def illegible(pdf: bytes, disclaimer: str, smallest: float, others: float = 0.0) -> dict[int, list[str]]:
    """Say on which pages of `pdf`, counted from 1, something cannot be read, and why.

    The disclaimer is looked for as one run of letters, whatever its line breaks, in type of `smallest` points or more;
    no other text may be set in less than `others` points. Nor may one text be printed over another: the layout finds
    that in the flow, but not where boxes are placed by their distances.
    """
    wanted = "".join(disclaimer.split())
    with opened(pdf) as document:
        reasons = ((number, list(_reasons(page, wanted, smallest, others))) for number, page in enumerate(document, 1))
        return {number: found for number, found in reasons if found}


def _reasons(page: Any, wanted: str, smallest: float, others: float) -> Iterator[str]:
    letters = list(printed(page))
    start = "".join(letter.character for letter in letters).find(wanted)
    if start < 0:
        yield "the disclaimer is missing or not whole"
        start, end = 0, 0
    else:
        end = start + len(wanted)
        run = letters[start:end]
        size = min(letter.size for letter in run)
        if size < smallest - _ROUNDED:
            yield f"the disclaimer is set in {size:.1f} points; {smallest:g} are needed to read it"
        elif _pale(page, run) > _PALE * len(run):
            yield "the disclaimer is hidden, covered, or too pale to read"
    yield from _small(letters[:start] + letters[end:], others)
    yield from _over(letters)


def _over(letters: list[Letter]) -> Iterator[str]:
    """Name the first of the texts that is printed over another."""
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, letter in enumerate(letters):
        left, top, right, bottom = (int(edge // _CELL) for edge in letter.box)
        touched = list(product(range(left, right + 1), range(top, bottom + 1)))
        # Letters that follow each other may share a box: they are a ligature.
        near = {other for cell in touched for other in cells[cell] if other < index - 1}
        for other in sorted(near):
            if _overlap(letters[other].box, letter.box):
                yield f'"{_words(letters, index)} …" is printed over "{_words(letters, other)} …"'
                return
        for cell in touched:
            cells[cell].append(index)


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether the ink of two letters is in one place, both across and down."""
    for start, end in ((0, 2), (1, 3)):
        smaller = min(one[end] - one[start], other[end] - other[start])
        if smaller <= 0 or min(one[end], other[end]) - max(one[start], other[start]) < _OVER * smaller:
            return False
    return True


def _words(letters: list[Letter], start: int) -> str:
    """The text that begins with a letter, as far as it is shown in a message."""
    run = letters[start : start + _SHOWN]
    return "".join(" " * letter.spaced + letter.character for letter in run).strip()


def _small(letters: list[Letter], smallest: float) -> Iterator[str]:
    """Name the first of the texts in each size that is too small."""
    told: dict[float, str] = {}
    for index, letter in enumerate(letters):
        size = round(letter.size, 1)
        if letter.size < smallest - _ROUNDED and size not in told:
            told[size] = f'"{_words(letters, index)} …" is set in {size:g} points; {smallest:g} are the smallest here'
    yield from told.values()


def _pale(page: Any, letters: list[Letter]) -> int:
    """Count the letters that do not stand out from their ground, or stand beside the page."""
    image = page.render(scale=_SCALE, grayscale=True).to_pil()
    count = 0
    for letter in letters:
        left, top, right, bottom = (edge * _SCALE for edge in letter.box)
        if left < 0 or top < 0 or right > image.width or bottom > image.height:
            count += 1
            continue
        darkest, lightest = image.crop((int(left), int(top), math.ceil(right), math.ceil(bottom))).getextrema()
        count += lightest - darkest < _CONTRAST
    return count
