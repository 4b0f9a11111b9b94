"""Whether a finished PDF can be read: the disclaimer in sight on every page, and no type too small."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from handouts.pdf.reading import opened

# Pixels a point: enough to tell the letters of the smallest text from their ground.
_SCALE = 1.5
# Between ink and ground, of 255: about that of mid grey on white. Thin letters lose some of theirs to their edges.
_CONTRAST = 100
# A stop or a dash between two pixels may be paler than that.
_PALE = 0.02
_ROUNDED = 0.01  # points
_SHOWN = 24  # letters of a text


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter: its size in points, its box in points from the top left of the page, whether a space stands before."""

    character: str
    size: float
    box: tuple[float, float, float, float]
    spaced: bool = False


def illegible(pdf: bytes, disclaimer: str, smallest: float, others: float = 0.0) -> dict[int, list[str]]:
    """Say on which pages of `pdf`, counted from 1, something cannot be read, and why.

    The disclaimer is looked for as one run of letters, whatever its line breaks, in type of `smallest` points or more;
    no other text may be set in less than `others` points.
    """
    wanted = "".join(disclaimer.split())
    with opened(pdf) as document:
        reasons = ((number, list(_reasons(page, wanted, smallest, others))) for number, page in enumerate(document, 1))
        return {number: found for number, found in reasons if found}


def _reasons(page: Any, wanted: str, smallest: float, others: float) -> Iterator[str]:
    letters = list(_letters(page))
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


def _small(letters: list[_Letter], smallest: float) -> Iterator[str]:
    """Name the first of the texts in each size that is too small."""
    told: dict[float, str] = {}
    for index, letter in enumerate(letters):
        size = round(letter.size, 1)
        if letter.size < smallest - _ROUNDED and size not in told:
            words = "".join(" " * other.spaced + other.character for other in letters[index : index + _SHOWN])
            told[size] = f'"{words.strip()} …" is set in {size:g} points; {smallest:g} are the smallest here'
    yield from told.values()


def _letters(page: Any) -> Iterator[_Letter]:
    from pypdfium2 import raw

    text, height = page.get_textpage(), page.get_height()
    matrix, edges = raw.FS_MATRIX(), [ctypes.c_double() for _ in range(4)]
    spaced = False
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if character.isspace() or raw.FPDFText_IsGenerated(text, index) == 1:
            spaced = True
            continue
        raw.FPDFText_GetMatrix(text, index, matrix)
        raw.FPDFText_GetCharBox(text, index, *edges)
        left, right, bottom, top = (edge.value for edge in edges)
        size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        yield _Letter(character, size, (left, height - top, right, height - bottom), spaced)
        spaced = False


def _pale(page: Any, letters: list[_Letter]) -> int:
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
