"""The letters of a page as they were printed: how large, where, in which colour."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_BOLD = 600


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: its size in points, its box in points from the top left of the page, whether a space stands before.

    `colour` is `#RRGGBB`; `bold` says that its strokes are thick.
    """

    character: str
    size: float
    box: tuple[float, float, float, float]
    spaced: bool = False
    colour: str = "#000000"
    bold: bool = False


def letters(page: Any, *, coloured: bool = False) -> Iterator[Letter]:
    """The letters of a page of PDFium's, in the order of the file; with their colours and weights where asked for."""
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
        look = _look(text, index) if coloured else ("#000000", False)
        yield Letter(character, size, (left, height - top, right, height - bottom), spaced, *look)
        spaced = False


def words(run: Iterator[Letter]) -> Iterator[list[Letter]]:
    """Letters of one size and colour that follow each other on a line without a space."""
    word: list[Letter] = []
    for letter in run:
        if word and (letter.spaced or _breaks(word[-1], letter)):
            yield word
            word = []
        word.append(letter)
    if word:
        yield word


def _breaks(one: Letter, other: Letter) -> bool:
    """Whether a letter begins a new run: another look, another line, or far from the one before."""
    if (one.size, one.colour, one.bold) != (other.size, other.colour, other.bold):
        return True
    return abs(one.box[3] - other.box[3]) > one.size or not -one.size < other.box[0] - one.box[2] < one.size


def _look(text: Any, index: int) -> tuple[str, bool]:
    from pypdfium2 import raw

    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(text, index, *parts)
    red, green, blue = (part.value for part in parts[:3])
    return f"#{red:02X}{green:02X}{blue:02X}", raw.FPDFText_GetFontWeight(text, index) >= _BOLD
