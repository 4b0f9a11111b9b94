"""Where the values of the bars stand, and how much of the width the scale leaves to them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from handouts.charts.labels import width_of
from handouts.charts.shapes import SPACE
from handouts.document.chart import MM_PER_PT, Bar, Chart, Frame, Shape, place
from handouts.errors import Finding, LayoutError

_CAPITAL, _DESCENT = 0.69, 0.22  # in parts of the text size: a figure's height, and what hangs below the baseline
_GAP = 0.42  # in parts of the text size: between a bar and its value
_AIR = 0.15  # in parts of the text size: around a value that stands on a line or a pattern
_SMALLEST = 6  # in strokes: a square that still shows its pattern
_LEAST = 0.3  # the share of the width that bars need to say anything


@dataclass(frozen=True, slots=True)
class Value:
    """A placed value, in mm: the text's left end, width and baseline, and the free place around it."""

    text: str
    left: float
    width: float
    baseline: float
    size: float

    @property
    def sides(self) -> tuple[float, float]:
        """The left and right of its place."""
        return self.left - _AIR * self.size, self.left + self.width + _AIR * self.size

    @property
    def edges(self) -> tuple[float, float]:
        """The top and bottom of its place."""
        air = _AIR * self.size
        return self.baseline - _CAPITAL * self.size - air, self.baseline + _DESCENT * self.size + air


def value_of(bar: Bar, chart: Chart, frame: Frame, kept_mm: float, middle: float) -> Value | None:
    """The value of a bar whose row has its middle there; None where the frame or the bar has none."""
    if not (frame.values and bar.label):
        return None
    size = frame.value_size_pt * MM_PER_PT
    left = place(_end(bar, chart, frame), chart, frame, kept_mm) + _GAP * size
    return Value(bar.label, left, _width(bar, chart, frame, size), middle + _CAPITAL / 2 * size, size)


def kept_mm(chart: Chart, frame: Frame) -> float:
    """What the scale leaves free at its right, so that each value has room behind its bar.

    Raises `LayoutError` where bars would be too short to be compared, squares too small to be counted, or values are
    taller than their rows.
    """
    size = frame.value_size_pt * MM_PER_PT
    usable = frame.width_mm - frame.line_pt * MM_PER_PT
    length = usable
    if chart.shape is Shape.COUNTED:  # no square is higher than a bar
        length = min(usable, frame.squares(chart.extent) * frame.bar * frame.row_mm / (1 - SPACE))
    least = min(length, _LEAST * frame.width_mm)
    for bar in chart.bars if frame.values else ():
        if not bar.label:
            continue
        room = max(usable - (_GAP + _AIR) * size - _width(bar, chart, frame, size), 0.0)
        share = float(_end(bar, chart, frame) / chart.extent)
        length = room / share if room < share * length else length
        high = size * (_CAPITAL + _DESCENT + 2 * _AIR)
        if room == 0 or length < least or high > frame.row_mm:
            space = f"{frame.width_mm:g} × {frame.row_mm:g} mm"
            message = f"no room for '{bar.label}' at {frame.value_size_pt:g} pt in {space}"
            raise LayoutError([Finding(f"chart {chart.name}", message, "Widen the chart, or set its values smaller.")])
    side = length / frame.squares(chart.extent) * (1 - SPACE)
    if chart.shape is Shape.COUNTED and side < _SMALLEST * frame.line_pt * MM_PER_PT:
        message = f"squares of {frame.unit:g} would be {side:.1f} mm wide"
        raise LayoutError([Finding(f"chart {chart.name}", message, "Let a square stand for more, or widen the chart.")])
    return usable - length


def _end(bar: Bar, chart: Chart, frame: Frame) -> Decimal:
    """What a value stands behind: the bar, or the whole square or capsule that it fills in part."""
    if chart.shape is Shape.COUNTED:
        return frame.squares(bar.high) * frame.step
    return chart.track if chart.shape is Shape.CAPSULE and chart.track is not None else bar.high


def _width(bar: Bar, chart: Chart, frame: Frame, size: float) -> float:
    return width_of(bar.label, frame.value_face, chart.name) * size
