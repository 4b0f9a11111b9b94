"""Whether a text can be read on every page of a finished PDF: not only that it is in the file, but that it shows."""

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


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter: its size in points, and its box in points from the top left of the page."""

    character: str
    size: float
    box: tuple[float, float, float, float]


def illegible(pdf: bytes, text: str, smallest: float) -> dict[int, str]:
    """Say on which pages of `pdf`, counted from 1, `text` cannot be read, and why.

    It is looked for as one run of letters, whatever its line breaks, in type of `smallest` points or more.
    """
    wanted = "".join(text.split())
    with opened(pdf) as document:
        reasons = ((number, _reason(page, wanted, smallest)) for number, page in enumerate(document, start=1))
        return {number: reason for number, reason in reasons if reason}


def _reason(page: Any, wanted: str, smallest: float) -> str:
    letters = list(_letters(page))
    start = "".join(letter.character for letter in letters).find(wanted)
    if start < 0:
        return "is missing or not whole"
    letters = letters[start : start + len(wanted)]
    size = min(letter.size for letter in letters)
    if size < smallest - 0.01:
        return f"is set in {size:.1f} points; {smallest:g} are needed to read it"
    if _pale(page, letters) > _PALE * len(letters):
        return "is hidden, covered, or too pale to read"
    return ""


def _letters(page: Any) -> Iterator[_Letter]:
    from pypdfium2 import raw

    text, height = page.get_textpage(), page.get_height()
    matrix, edges = raw.FS_MATRIX(), [ctypes.c_double() for _ in range(4)]
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if character.isspace() or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        raw.FPDFText_GetMatrix(text, index, matrix)
        raw.FPDFText_GetCharBox(text, index, *edges)
        left, right, bottom, top = (edge.value for edge in edges)
        size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        yield _Letter(character, size, (left, height - top, right, height - bottom))


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
