"""Where the labels of reference lines stand, so that none touches another, a line or the edge."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from matplotlib.ft2font import FT2Font, LoadFlags

from handouts.document.chart import CLEARANCE, LANE, MM_PER_PT, Chart, Frame, Mark, place
from handouts.errors import Finding, LayoutError
from handouts.fonts import Face, font

_CAPITAL, _DESCENT = 0.70, 0.22  # in parts of the text size: a capital's height, and what hangs below the baseline
_AIR = 0.3  # in parts of the text size: between a label and a line, or the next label


@dataclass(frozen=True, slots=True)
class Label:
    """A placed label, in mm: where its line stands and how high it reaches, the text's left end and baseline."""

    mark: Mark
    x: float
    top: float
    left: float
    width: float
    baseline: float


def labels(chart: Chart, frame: Frame, kept_mm: float = 0.0) -> list[Label]:
    """Set the labels of `chart` above their lines, in as few lanes as will do.

    A label hangs from its line like a flag, to the left or else to the right, or else lies across the top of it.
    Raises `LayoutError` where the head has no room for them.
    """
    size = frame.text_pt * MM_PER_PT
    xs = [place(mark.value, chart, frame, kept_mm) for mark in chart.marks]
    widths = [width_of(mark.label, frame.label_face, chart.name) * size for mark in chart.marks]
    lanes = int((frame.head_mm / size - CLEARANCE) / LANE + 1e-6)
    for used in range(min(lanes, len(widths)) + 1):
        for sides in itertools.product("<>^", repeat=len(widths)):
            for rows in itertools.product(range(used), repeat=len(widths)):
                tried = [_label(*one, frame) for one in zip(chart.marks, xs, widths, sides, rows, strict=True)]
                if _legible(tried, frame.width_mm, _AIR * size):
                    return tried
    words = ", ".join(f"'{mark.label}'" for mark in chart.marks)
    message = f"no room for {words} in a head of {frame.width_mm:g} × {frame.head_mm:g} mm at {frame.text_pt:g} pt"
    raise LayoutError([Finding(f"chart {chart.name}", message, "Shorten the labels, or widen or heighten the head.")])


def _label(mark: Mark, x: float, width: float, side: str, lane: int, frame: Frame) -> Label:
    size = frame.text_pt * MM_PER_PT
    foot = frame.head_mm - (CLEARANCE + lane * LANE) * size
    baseline = foot - _DESCENT * size
    if side == "^":
        left = min(max(x - width / 2, 0.0), frame.width_mm - width)
        return Label(mark, x, foot, left, width, baseline)
    left = x - _AIR * size - width if side == "<" else x + _AIR * size
    return Label(mark, x, baseline - _CAPITAL * size, left, width, baseline)


def _legible(tried: Sequence[Label], width: float, air: float) -> bool:
    if any(label.left < 0 or label.left + label.width > width for label in tried):
        return False
    for one, other in itertools.permutations(tried, 2):
        right = one.left + one.width
        beside = right + air <= other.left or other.left + other.width + air <= one.left
        if one.baseline == other.baseline and not beside:
            return False
        crossed = one.left - air / 2 < other.x < right + air / 2
        if crossed and other.top <= one.baseline:
            return False
    return True


def width_of(text: str, letters: Face, chart_name: str) -> float:
    """The width of a line in parts of the text size, as the engine sets it: letter by letter, without kerning."""
    face = FT2Font(BytesIO(font(letters.file)))
    face.set_size(100, 72)
    strange = sorted({letter for letter in text if not face.get_char_index(ord(letter))})
    if strange:
        message = f"the font has no {', '.join(map(repr, strange))} for the label '{text}'"
        raise LayoutError([Finding(f"chart {chart_name}", message, "Use other characters.")])
    return sum(face.load_char(ord(letter), LoadFlags.NO_HINTING).linearHoriAdvance for letter in text) / 65536 / 100
