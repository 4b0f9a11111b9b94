"""Images and lines: sharp enough, and thick enough to be printed."""

from __future__ import annotations

import math
from collections.abc import Iterator

from handouts.preflight.flaws import Flaw
from handouts.preflight.pages import POINTS, Page
from handouts.preflight.seen import Picture
from handouts.preflight.subject import Subject

_SHARP, _COARSE = 300.0, 150.0  # dots an inch
_BITMAP = 2.0  # images in black and white need so much more
_SMALL = 3.0  # millimetres: a smaller image is a dot, or a stripe
_FLAT = 4  # pixels: fewer are a colour, not an image
_ROUNDED = 0.98


def image_resolution(subject: Subject) -> Iterator[Flaw]:
    """Images have dots enough for the size at which they are printed."""
    for page in subject.pages:
        for picture in page.seen.pictures:
            dots = _dots(page, picture)
            if dots is None:
                continue
            more = _BITMAP if picture.bits == 1 and subject.press else 1.0
            wanted, least = (_SHARP * more, _COARSE * more) if subject.press else (_COARSE, 0.0)
            if dots < wanted * _ROUNDED:
                yield Flaw(
                    page.number,
                    page.place(picture.spot),
                    f"the image {picture.name} has {dots:.0f} dots an inch; {wanted:.0f} are wanted",
                    "it looks coarse or blurred in print",
                    "Place a larger image, or show it smaller.",
                    error=dots < least * _ROUNDED,
                )


def _dots(page: Page, picture: Picture) -> float | None:
    """Dots an inch, in the direction in which there are fewer; None for what is no image to the eye."""
    a, b, c, d, _, _ = picture.matrix
    width, height = (length * page.unit for length in (math.hypot(a, b), math.hypot(c, d)))
    if min(width, height) / POINTS < _SMALL or picture.width * picture.height <= _FLAT:
        return None
    if min(picture.width, picture.height) == 1:  # a run of colours
        return None
    return 72 * min(picture.width / width, picture.height / height)


def line_widths(subject: Subject) -> Iterator[Flaw]:
    """For the press: no line is thinner than the press can hold, and none has the width nought."""
    if not subject.press:
        return
    least = subject.printer.min_line_pt
    for page in subject.pages:
        thin = {
            width * page.unit: spot for width, spot in page.seen.lines.items() if width * page.unit < least * _ROUNDED
        }
        if not thin:
            continue
        width, spot = min(thin.items())
        count = f"; {len(thin)} widths are too thin" if len(thin) > 1 else ""
        yield Flaw(
            page.number,
            page.place(spot),
            f"a line {f'is {width:.2f} pt thick' if width else 'has no thickness'}; {least:g} pt are needed{count}",
            "it breaks up, or vanishes on the plate; on a screen it seems to be fine",
            f"Draw it with {least:g} pt or more; what is scaled is scaled with its lines.",
            error=True,
        )
