"""Whether every text of a finished PDF stands out from what is printed behind it, in colour and in grey."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from handouts.colours import contrast, seen
from handouts.pdf.letters import Letter, letters, words
from handouts.pdf.reading import opened

_SCALE = 2.0  # pixels a point
_AROUND = 0.2  # of the size of the type: how far about a word its ground is looked at
_SAME = 1.15  # a contrast under which a pixel is the letter's own
_LARGE, _LARGE_BOLD = 18.0, 14.0  # points, from which on WCAG asks for less
_NEEDED, _NEEDED_LARGE = 4.5, 3.0
_ROUNDED = 0.05


def faint(pdf: bytes) -> dict[int, list[str]]:
    """Say on which pages of `pdf`, counted from 1, a text is too near its ground in lightness, and how near."""
    with opened(pdf) as document:
        reasons = ((number, list(_reasons(page))) for number, page in enumerate(document, 1))
        return {number: found for number, found in reasons if found}


def _reasons(page: Any) -> Iterator[str]:
    """The first word of each pair of colours that is too faint."""
    image = page.render(scale=_SCALE).to_pil().convert("RGB")
    told: set[tuple[str, str]] = set()
    for word in words(letters(page, coloured=True)):
        first = word[0]
        ground = _ground(image, word)
        if ground is None or (first.colour, ground) in told:
            continue
        large = first.size >= (_LARGE_BOLD if first.bold else _LARGE)
        needed = _NEEDED_LARGE if large else _NEEDED
        found = seen(first.colour, ground)
        if found < needed - _ROUNDED:
            told.add((first.colour, ground))
            said = "".join(letter.character for letter in word)
            yield f'"{said}" is {first.colour} on {ground}, {found:.1f} to 1; {needed:g} to 1 are needed to read it'


def _ground(image: Any, word: list[Letter]) -> str | None:
    """The colour that is most about a word and is not its own; None where the word lies off the page."""
    around = _AROUND * word[0].size
    left, top = min(letter.box[0] for letter in word) - around, min(letter.box[1] for letter in word) - around
    right, bottom = max(letter.box[2] for letter in word) + around, max(letter.box[3] for letter in word) + around
    box = (
        max(0, int(left * _SCALE)),
        max(0, int(top * _SCALE)),
        min(image.width, math.ceil(right * _SCALE)),
        min(image.height, math.ceil(bottom * _SCALE)),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        return None
    crop = image.crop(box)
    colours = sorted(crop.getcolors(crop.width * crop.height), reverse=True)
    # The most of a word is flat: its ground first, its letters next, and their soft edges far behind.
    flat = [f"#{red:02X}{green:02X}{blue:02X}" for _, (red, green, blue) in colours[:3]]
    return next((colour for colour in flat if contrast(colour, word[0].colour) >= _SAME), flat[0])
