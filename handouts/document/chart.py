"""What a chart shows, and the room it has on the page; no drawing, no colours, no fonts.

A chart is the graphic column of a table: one row of the table, one bar. Names stand in the table as text, and so do
values unless the frame wants them at the ends of the bars; the graphic holds bars, the pale tracks behind them,
reference lines and the labels of those lines.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from handouts.fonts import BOLD, MEDIUM, Face
from handouts.topics.sections import MOST_MARKS

# In parts of the text size: the height of one line of labels, and the air between the last line and the rows.
LANE = 1.24
CLEARANCE = 0.16
MM_PER_PT = 25.4 / 72


class Kind(StrEnum):
    """What a bar stands for; each kind has its own fill, outline and pattern."""

    AMOUNT = "amount"
    REFERENCE = "reference"
    LIMIT = "limit"


class Shape(StrEnum):
    """The form of bars: plain, a capsule that is filled as far as the value goes, or squares that can be counted."""

    BAR = "bar"
    CAPSULE = "capsule"
    COUNTED = "counted"


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: filled from `start` to `low`, open from `low` to `high` where the sources differ.

    `label` is the value as it is printed, `138 mg` or `30–87 mg`; empty where there is none.
    """

    low: Decimal
    high: Decimal
    start: Decimal = Decimal(0)
    kind: Kind = Kind.AMOUNT
    label: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.low <= self.high:
            raise ValueError(f"a bar needs 0 <= start <= low <= high, not {self.start}, {self.low}, {self.high}")

    @property
    def open(self) -> bool:
        """Whether the sources differ."""
        return self.low != self.high


@dataclass(frozen=True, slots=True)
class Mark:
    """A reference line, with its label above the rows.

    It runs through `rows`, the ones that it speaks of; through all where none are named. A `limit` is drawn heavier,
    and what lies beyond it is shaded.
    """

    value: Decimal
    label: str
    limit: bool = False
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars on one scale from nought to `extent`, each on a pale track as far as `track` where there is one."""

    name: str
    bars: tuple[Bar, ...]
    extent: Decimal
    marks: tuple[Mark, ...] = ()
    track: Decimal | None = None
    shape: Shape = Shape.BAR

    def __post_init__(self) -> None:
        if not self.bars:
            raise ValueError(f"chart {self.name} has no bars")
        if len(self.marks) > MOST_MARKS:
            raise ValueError(f"chart {self.name} has {len(self.marks)} reference lines; it can hold {MOST_MARKS}")
        ends = [bar.high for bar in self.bars] + [mark.value for mark in self.marks] + [self.track or Decimal(0)]
        if not 0 <= min(ends) <= max(ends) <= self.extent or self.extent == 0:
            raise ValueError(f"chart {self.name}: its scale ends at {self.extent}, its values at {max(ends)}")
        if any(row not in range(len(self.bars)) for mark in self.marks for row in mark.rows):
            raise ValueError(f"chart {self.name}: a reference line names a row that is not there")

    @property
    def highest(self) -> Decimal:
        """Where the longest bar ends."""
        return max(bar.high for bar in self.bars)

    def first(self, count: int) -> Chart:
        """The first `count` rows, on the same scale, with the lines that speak of any of them."""
        kept = [mark for mark in self.marks if not mark.rows or min(mark.rows) < count]
        marks = (replace(mark, rows=tuple(row for row in mark.rows if row < count)) for mark in kept)
        return replace(self, bars=self.bars[:count], marks=tuple(marks))


@dataclass(frozen=True, slots=True)
class Frame:
    """The room for a graphic: millimetres for lengths, points for text and strokes.

    `row_mm` is the height of one table row with its upper rule; `bar` the height of a bar in parts of it. `rule_mm` is
    the thickness of the table's rule above each row: the graphic lies under the table, whose rules run on across it.
    `values` writes each bar's label at its end, in `value_pt`, or else in the size of other text. Without `marks` there
    are no reference lines and no whole to compare with: the longest bar has all the room. A `shape` goes before the
    chart's own; `unit` is what one square stands for where squares are counted, the last of them filled in part. Labels
    of reference lines and values are set in a face each, which the page must have.
    """

    width_mm: float
    row_mm: float
    head_mm: float = 0.0
    text_pt: float = 8.5
    bar: float = 0.46
    rule_mm: float = 0.25
    line_pt: float = 0.7
    values: bool = False
    value_pt: float | None = None
    marks: bool = True
    shape: Shape | None = None
    unit: float = 10
    label_face: Face = MEDIUM
    value_face: Face = BOLD

    def __post_init__(self) -> None:
        sizes = (self.width_mm, self.row_mm, self.text_pt, self.bar, self.value_size_pt, self.unit)
        if min(sizes) <= 0 or min(self.head_mm, self.rule_mm) < 0:
            raise ValueError("a frame needs positive sizes")
        if self.line_pt < 0.5:  # the finest stroke is half of this, and print needs a quarter of a point
            raise ValueError(f"strokes of {self.line_pt} pt are too thin to print; use 0.5 pt or more")

    @property
    def value_size_pt(self) -> float:
        """The size of the labels at the ends of the bars."""
        return self.text_pt if self.value_pt is None else self.value_pt

    def squares(self, value: Decimal) -> int:
        """How many squares a value takes, the last of them perhaps in part."""
        return math.ceil(value / self.step)

    @property
    def step(self) -> Decimal:
        """What one square stands for."""
        return Decimal(str(self.unit))

    def height_mm(self, chart: Chart) -> float:
        """The height of the graphic: its head and one row a bar."""
        return self.head_mm + self.row_mm * len(chart.bars)


def head_mm(chart: Chart, text_pt: float, *, marks: bool = True) -> float:
    """The head that always has room for the labels of `chart`: a line of its own for each; none without `marks`."""
    if not (chart.marks and marks):
        return 0.0
    return round((len(chart.marks) * LANE + CLEARANCE) * text_pt * MM_PER_PT + 0.005, 2)


def shown(chart: Chart, frame: Frame) -> Chart:
    """What a frame shows of a chart: in its shape; without reference lines, the bars alone; a capsule in its whole."""
    if frame.shape is not None:
        chart = replace(chart, shape=Shape(frame.shape))
    if not frame.marks:
        track = chart.track if chart.shape is Shape.CAPSULE else None
        extent = max(chart.highest, track or Decimal(0)) or chart.extent
        chart = replace(chart, marks=(), track=track, extent=extent)
    if chart.shape is Shape.COUNTED:
        chart = replace(chart, track=None, extent=frame.squares(chart.extent) * frame.step)
    return chart


def place(value: Decimal, chart: Chart, frame: Frame, kept_mm: float = 0.0) -> float:
    """Where a value stands, in mm from the left: the scale leaves room for half a stroke at either end.

    `kept_mm` is what the scale leaves free at its right, for the labels of the bars.
    """
    margin = frame.line_pt * MM_PER_PT / 2
    return margin + float(value / chart.extent) * (frame.width_mm - 2 * margin - kept_mm)
