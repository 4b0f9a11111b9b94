"""From bars and reference lines to shapes on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from handouts.charts.colours import shows
from handouts.charts.engine import Pen
from handouts.charts.labels import Label, labels
from handouts.charts.shapes import Line, Point, box, capsule, hatch, squares
from handouts.charts.values import Value, kept_mm, value_of
from handouts.document.chart import MM_PER_PT, Bar, Chart, Frame, Kind, Mark, Shape, place, shown

# In strokes: between the lines of a pattern, the dashes of an open end, the dots that lead to a bar.
_WIDE, _SCARCE, _SPARSE, _DENSE = 14.0, 9.0, 4.6, 2.5
_DASHES, _DOTS = (3.6, 2.4), (1.2, 3.6)
_HEAVY = 1.6  # how much stouter the line of a limit is


def paint(chart: Chart, frame: Frame, colours: Mapping[str, str]) -> bytes:
    """The picture as SVG, from the ground up: what lies below is drawn first."""
    chart = shown(chart, frame)
    kept = kept_mm(chart, frame)
    placed = labels(chart, frame, kept)
    picture = _Picture(chart, frame, colours, Pen(frame.width_mm, frame.height_mm(chart)), kept)
    picture.zones()
    if chart.shape is Shape.CAPSULE:  # a whole thing: no line cuts through it
        picture.marks(placed)
    picture.tracks()
    for row, bar in enumerate(chart.bars):
        picture.bar(row, bar)
    if chart.shape is not Shape.CAPSULE:
        picture.marks(placed)
    picture.values()
    return picture.pen.svg()


@dataclass(frozen=True, slots=True)
class _Picture:
    chart: Chart
    frame: Frame
    colours: Mapping[str, str]
    pen: Pen
    kept: float  # what the scale leaves free for the values, in mm

    def zones(self) -> None:
        """Shade what lies beyond a limit, in the rows that it speaks of."""
        for number, mark in enumerate(self.chart.marks):
            for row in self._rows(mark) if mark.limit else ():
                top = self._top(row)
                ground = box(self._x(mark.value), self.frame.width_mm, top, top + self.frame.row_mm)
                self.pen.shape(f"zone-{number}-{row}", [ground], self.colours["zone"])
                if not self._shows("zone"):
                    lines = hatch(ground, _WIDE * self._stroke, rising=False)
                    self.pen.lines(f"shade-{number}-{row}", lines, self.colours["limit-line"], self._fine)

    def tracks(self) -> None:
        """Lay the pale whole behind each bar, with a fine border where a theme has no tints."""
        if self.chart.track is None:
            return
        whole = self.chart.shape is Shape.CAPSULE
        if self.frame.values and not (whole or self._shows("track")):
            return  # values would stand across its border; the line at its end says as much
        thick = self._stroke if whole else self._fine
        line = "amount-line" if whole else "track-line"
        for row in range(len(self.chart.bars)):
            self.pen.shape(f"track-{row}", self._part(row, Decimal(0), self.chart.track), self.colours["track"])
            if whole or not self._shows("track"):
                edge = self._part(row, Decimal(0), self.chart.track, thick / 2)
                self.pen.shape(f"border-{row}", edge, "", self.colours[line], thick)

    def bar(self, row: int, bar: Bar) -> None:
        """Fill what is known; leave open, hatched and broken at its edge, what the sources differ on.

        A bar that does not start at nought hangs at the end of a dotted line that does.
        """
        line = self.colours[f"{bar.kind}-line"]
        if bar.start and self.chart.track is None:
            lead = [((self._x(Decimal(0)), self._middle(row)), (self._x(bar.start), self._middle(row)))]
            self.pen.lines(f"lead-{row}", lead, line, self._stroke, self._dashes(_DOTS))
        if self.chart.shape is Shape.COUNTED and bar.high > bar.start:  # the squares, which may be filled in part
            step = self.frame.step
            ends = (bar.start // step * step, self.frame.squares(bar.high) * step)
            whole = self._part(row, *ends, self._fine / 2)
            self.pen.shape(f"squares-{row}", whole, self.colours["paper"], line, self._fine)
        if bar.open:
            areas = self._part(row, bar.low, bar.high)
            self.pen.shape(f"open-{row}", areas, self.colours["open"])
            self._hatch(f"hatch-{row}", areas, _SPARSE, line, rising=True)
            edge = self._part(row, bar.low, bar.high, self._stroke / 2)
            self.pen.shape(f"outline-{row}", edge, "", line, self._stroke, self._dashes(_DASHES))
        if bar.low > bar.start:
            areas = self._part(row, bar.start, bar.low)
            self.pen.shape(f"bar-{row}", areas, self.colours[bar.kind])
            self._pattern(row, bar.kind, areas)
            edge = self._part(row, bar.start, bar.low, self._stroke / 2)
            self.pen.shape(f"edge-{row}", edge, "", line, self._stroke)

    def marks(self, placed: Sequence[Label]) -> None:
        """Draw the reference lines down from their labels, cut free from the bars that they cross."""
        for number, label in enumerate(placed):
            line, thick = self.colours["mark"], self._stroke * (_HEAVY if label.mark.limit else 1)
            meant = self._rows(label.mark)
            crossed = [
                row for row in meant if self.chart.bars[row].start < label.mark.value < self.chart.bars[row].high
            ]
            for row in crossed:
                self.pen.lines(f"gap-{number}-{row}", self._down(label.x, [row]), self.colours["paper"], 3 * thick)
            stem = [((label.x, label.top), (label.x, self._top(0)))] if label.top < self._top(0) else []
            self.pen.lines(f"mark-{number}", stem + self._down(label.x, meant), line, thick)
            start, size = (label.left, label.baseline), self.frame.text_pt * MM_PER_PT
            self.pen.text(f"label-{number}", label.mark.label, start, size, self.colours["text"], self.frame.label_face)

    def values(self) -> None:
        """Write the value of each bar behind its end, clear of what else stands there."""
        for row in range(len(self.chart.bars)):
            words = self._value(row)
            if words is None:
                continue
            limits = [self._x(mark.value) for mark in self.chart.marks if mark.limit and row in self._rows(mark)]
            if not self._shows("zone") and any(x < words.sides[1] for x in limits):
                self.pen.shape(f"clear-{row}", [box(*words.sides, *words.edges)], self.colours["paper"])
            start = (words.left, words.baseline)
            self.pen.text(f"value-{row}", words.text, start, words.size, self.colours["text"], self.frame.value_face)

    def _value(self, row: int) -> Value | None:
        return value_of(self.chart.bars[row], self.chart, self.frame, self.kept, self._middle(row))

    def _pattern(self, row: int, kind: Kind, areas: list[list[Point]]) -> None:
        line = self.colours[f"{kind}-line"]
        if kind is Kind.LIMIT:
            self._hatch(f"pattern-{row}", areas, _SCARCE, line, rising=False)
        elif kind is Kind.AMOUNT and not self._shows("amount"):
            self._hatch(f"pattern-{row}", areas, _DENSE, line, rising=True)

    def _hatch(self, name: str, areas: list[list[Point]], spacing: float, line: str, *, rising: bool) -> None:
        lines = [one for area in areas for one in hatch(area, spacing * self._stroke, rising=rising)]
        self.pen.lines(name, lines, line, self._fine)

    def _rows(self, mark: Mark) -> Sequence[int]:
        return mark.rows or range(len(self.chart.bars))

    def _down(self, x: float, rows: Sequence[int]) -> list[Line]:
        """A line down through each of the rows, broken where a value stands."""
        lines: list[Line] = []
        for row in rows:
            top, bottom = self._top(row), self._top(row + 1)
            words = self._value(row)
            if words is None or not words.sides[0] < x < words.sides[1]:
                lines.append(((x, top), (x, bottom)))
                continue
            pieces = ((top, words.edges[0]), (words.edges[1], bottom))
            lines += [((x, start), (x, end)) for start, end in pieces if start < end]
        return lines

    def _shows(self, role: str) -> bool:
        return shows(self.colours[role], self.colours["paper"])

    @property
    def _stroke(self) -> float:
        return self.frame.line_pt * MM_PER_PT

    @property
    def _fine(self) -> float:
        return self._stroke / 2

    def _dashes(self, strokes: tuple[float, float]) -> tuple[float, float]:
        return strokes[0] * self._stroke, strokes[1] * self._stroke

    def _top(self, row: int) -> float:
        return self.frame.head_mm + row * self.frame.row_mm

    def _middle(self, row: int) -> float:
        """The middle of a row under its rule, where the table centres its text."""
        return self._top(row) + (self.frame.row_mm + self.frame.rule_mm) / 2

    def _x(self, value: Decimal) -> float:
        return place(value, self.chart, self.frame, self.kept)

    def _part(self, row: int, start: Decimal, end: Decimal, inset: float = 0.0) -> list[list[Point]]:
        """What lies between two values in a row's bar; `inset` is half the stroke that must stay inside of it."""
        half = self.frame.bar * self.frame.row_mm / 2
        middle = self._middle(row)
        if self.chart.shape is Shape.COUNTED:
            counted = (float(start / self.frame.step), float(end / self.frame.step))
            nought, first = self._x(Decimal(0)), self._x(self.frame.step)
            return squares(counted, nought, first - nought, middle, inset)
        left, right = self._x(start) + inset, self._x(end) - inset
        if right < left:
            left = right = (left + right) / 2
        if self.chart.shape is Shape.BAR or self.chart.track is None:
            return [box(left, right, middle - half + inset, middle + half - inset)]
        ends = (self._x(Decimal(0)) + inset, self._x(self.chart.track) - inset)
        return [capsule(ends, (left, right), middle, half - inset)]
