"""Values at the ends of the bars, charts without reference lines, and the first rows of a chart."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from chart_fixtures import CHARTS, DOSE, FOODS, FORMS, NO_FILLS, TOKENS, bar, bounds, drawn, frame
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts import charts, fonts
from handouts.document.chart import MM_PER_PT, Chart, Frame, Kind, Mark, Shape, head_mm, shown
from handouts.document.handout import ChartRow, ChartTable, Prose
from handouts.errors import LayoutError

VALUED = pytest.mark.parametrize(
    "room",
    [
        Frame(45, 7, 9, 8, values=True),
        Frame(45, 7, 0, 8, values=True, marks=False),
        Frame(150, 22, 0, 24, bar=0.6, line_pt=1.4, values=True, marks=False),
        Frame(150, 22, 0, 20, bar=0.6, line_pt=1.4, values=True, value_pt=28, marks=False),
    ],
    ids=["flyer", "flyer without lines", "poster", "poster with larger values"],
)
LOOKS = pytest.mark.parametrize("tokens", [TOKENS, NO_FILLS], ids=["colour", "no fills"])


@lru_cache(maxsize=1000)
def advance(text: str, size_pt: float) -> float:
    """The width of a bold text in mm, from the font's own table of advances."""
    from fontTools.ttLib import TTFont

    with TTFont(Path(fonts.package_folder(fonts.FONTS), "files", "FiraSans-Bold.ttf")) as face:
        names, widths, em = face.getBestCmap(), face["hmtx"], face["head"].unitsPerEm
        return float(sum(widths[names[ord(letter)]][0] for letter in text) / em * size_pt * MM_PER_PT)


def pieces(element: Element) -> list[tuple[float, float, float, float]]:
    """The left, right, top and bottom of each line of a path."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", element.attrib["d"])]
    lines = [numbers[start : start + 4] for start in range(0, len(numbers), 4)]
    return [(min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)) for x1, y1, x2, y2 in lines]


def apart(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Whether two rectangles do not touch."""
    return one[1] < other[0] or other[1] < one[0] or one[3] < other[2] or other[3] < one[2]


def check_values(chart: Chart, room: Frame, tokens: dict[str, str]) -> None:
    """Assert that each value stands behind its bar, in its row and its middle, and touches nothing."""
    shapes = drawn(chart, room, tokens)
    size = room.value_size_pt * MM_PER_PT
    placed = []
    for row, one in enumerate(chart.bars):
        text = shapes[f"value-{row}"]
        assert text.text == one.label
        assert float(text.attrib["font-size"]) == pytest.approx(size, abs=1e-5)
        assert text.attrib["font-weight"] in ("bold", "700")
        left, baseline = float(text.attrib["x"]), float(text.attrib["y"])
        top, bottom = baseline - 0.69 * size, baseline + 0.21 * size
        right = left + advance(one.label, room.value_size_pt)
        assert left > 0 and right <= room.width_mm + 1e-3
        start = room.head_mm + row * room.row_mm
        assert start <= top and bottom <= start + room.row_mm
        assert (top + baseline) / 2 == pytest.approx(start + (room.row_mm + room.rule_mm) / 2, abs=0.01)
        placed.append((left, right, top, bottom))
        ends = [bounds(shapes[f"{part}-{row}"])[1] for part in ("bar", "open") if f"{part}-{row}" in shapes]
        if chart.shape is Shape.CAPSULE:
            ends.append(bounds(shapes[f"border-{row}"])[1])
        if ends:
            assert 0.2 * size <= left - max(ends) <= 0.6 * size
    for name, shape in shapes.items():
        part = name.split("-")[0]
        if part in ("bar", "open", "outline", "edge", "border"):
            assert all(apart(one, bounds(shape)) for one in placed), name
        elif part in ("lead", "mark", "gap", "hatch", "pattern"):
            assert all(apart(one, line) for one in placed for line in pieces(shape)), name
        elif part == "shade":  # a pattern lies under the value, and is cleared away
            row = int(name.rsplit("-", 1)[1])
            if apart(placed[row], bounds(shapes[name.replace("shade", "zone")])):
                continue
            left, right, top, bottom = bounds(shapes[f"clear-{row}"])
            assert left < placed[row][0] and placed[row][1] < right <= room.width_mm + 1e-3
            assert top < placed[row][2] and placed[row][3] < bottom


@CHARTS
@VALUED
@LOOKS
def test_values_stand_at_the_ends_of_their_bars(chart: Chart, room: Frame, tokens: dict[str, str]) -> None:
    """Behind the open end where there is a range, behind the whole where a capsule is filled; within the picture."""
    check_values(chart, replace(room, head_mm=head_mm(chart, room.text_pt, marks=room.marks)), tokens)


@CHARTS
def test_values_are_left_out_unless_wanted(chart: Chart) -> None:
    """A table has them as text already; and a bar without a figure has none to print."""
    assert not any(name.startswith("value") for name in drawn(chart, frame(chart)))
    room = replace(frame(chart), values=True)
    silent = replace(chart, bars=(*chart.bars, replace(bar("0"), label="")))
    assert sum(name.startswith("value") for name in drawn(silent, room)) == len(chart.bars)


@settings(max_examples=80, deadline=None)
@given(
    figures=st.lists(
        st.tuples(st.decimals(0, 400, places=1), st.decimals(0, 99, places=1), st.sampled_from(Kind)),
        min_size=1,
        max_size=6,
    ),
    limit=st.decimals(0, 400, places=1),
    width=st.floats(30, 170),
    value_pt=st.sampled_from([7.0, 8.5, 12.0, 28.0]),
    marks=st.booleans(),
    shape=st.sampled_from([Shape.BAR, Shape.CAPSULE]),
    tokens=st.sampled_from([TOKENS, NO_FILLS]),
)
def test_values_of_any_bars_touch_nothing_or_are_refused(
    figures: list[tuple[Decimal, Decimal, Kind]],
    limit: Decimal,
    width: float,
    value_pt: float,
    marks: bool,
    shape: Shape,
    tokens: dict[str, str],
) -> None:
    """Bars may be long or nothing, ranges wide or none, lines anywhere; only real want of room is an error."""
    bars = tuple(replace(bar(f"{low}", f"{low + more}"), kind=kind) for low, more, kind in figures)
    lines = (Mark(Decimal(300), "a"), Mark(limit, "b", limit=True, rows=(0,)))
    chart = Chart("any", bars, Decimal(500), lines, Decimal(500), shape)
    room = Frame(
        round(width, 2),
        10,
        head_mm(chart, 8, marks=marks),
        8,
        rule_mm=0,
        values=True,
        value_pt=value_pt,
        marks=marks,
    )
    longest = max(advance(one.label, value_pt) for one in bars) + 0.6 * value_pt * MM_PER_PT
    try:
        check_values(chart, room, tokens)
    except LayoutError as refused:
        assert longest > 0.65 * room.width_mm or value_pt * 1.2 * MM_PER_PT > room.row_mm, refused
    else:
        assert longest < room.width_mm


def test_values_that_do_not_fit_are_refused_with_a_remedy() -> None:
    """They are never cut, and bars never so short that they say nothing."""
    for room in (Frame(14, 8, values=True, marks=False), Frame(60, 3, values=True, marks=False)):
        with pytest.raises(LayoutError, match=r"no room for '138 mg' at 8\.5 pt") as caught:
            charts.draw(FOODS, room, TOKENS)
        assert "Widen" in str(caught.value)


def test_bars_stay_true_to_their_values_on_a_narrowed_scale() -> None:
    """Twice as much is twice as long, whatever room the values take."""
    shapes = drawn(FOODS, replace(frame(FOODS, 45), values=True, marks=False))
    ends = [bounds(shapes[f"bar-{row}"])[1] - bounds(shapes[f"bar-{row}"])[0] for row in range(len(FOODS.bars))]
    for end, one in zip(ends, FOODS.bars, strict=True):
        assert end / ends[0] == pytest.approx(float(one.low / FOODS.bars[0].low), abs=0.001)


# Without reference lines


@CHARTS
def test_without_lines_the_bars_have_the_room(chart: Chart) -> None:
    """No line, no label, no shade and no head for them; the longest bar, or the whole capsule, reaches the end."""
    room = Frame(60, 8, marks=False)
    shapes = drawn(chart, room)
    assert not any(name.startswith(("mark", "label", "zone", "shade", "gap")) for name in shapes)
    whole = chart.shape is Shape.CAPSULE
    assert any(name.startswith("track") for name in shapes) == whole
    rights = [bounds(shape)[1] for name, shape in shapes.items() if name.startswith("track" if whole else "bar")]
    assert max(rights) == pytest.approx(60, abs=0.2)
    assert head_mm(chart, 8.5, marks=False) == 0
    assert shown(chart, replace(room, marks=True)) is chart


def test_without_lines_a_chart_of_noughts_has_a_scale() -> None:
    """Its own, as there is no highest bar."""
    assert drawn(replace(FOODS, bars=(bar("0"),)), Frame(60, 8, values=True, marks=False)).keys() == {"value-0"}


# The first rows


def test_the_first_rows_keep_the_lines_that_speak_of_them() -> None:
    """A line names rows that are there; one that spoke only of others is gone."""
    assert DOSE.first(2).marks[0].rows == (0,)
    assert FOODS.first(3) == replace(FOODS, bars=FOODS.bars[:3])
    assert replace(DOSE, marks=(Mark(Decimal(250), "x", rows=(2, 3)),)).first(2).marks == ()
    assert DOSE.first(9) == DOSE
    with pytest.raises(ValueError, match="no bars"):
        FOODS.first(0)


# At the size of a poster


@CHARTS
@LOOKS
def test_patterns_grow_with_the_strokes(chart: Chart, tokens: dict[str, str]) -> None:
    """Twice the stroke in twice the room is the same picture, enlarged."""
    small = Frame(75, 11, 0, 12, bar=0.6, rule_mm=0.25, line_pt=0.7, values=True, marks=False)
    large = Frame(150, 22, 0, 24, bar=0.6, rule_mm=0.5, line_pt=1.4, values=True, marks=False)
    one, other = drawn(chart, small, tokens), drawn(chart, large, tokens)
    assert one.keys() == other.keys()
    for name in one:
        if "d" in one[name].attrib:
            numbers = [[float(n) for n in re.findall(r"-?[\d.]+", side[name].attrib["d"])] for side in (one, other)]
            assert [2 * number for number in numbers[0]] == pytest.approx(numbers[1], abs=0.01), name


# Counted

COUNTED = Frame(60, 9, values=True, marks=False, shape=Shape.COUNTED, unit=10)


def areas(element: Element) -> list[tuple[float, float, float, float]]:
    """The left, right, top and bottom of each closed shape of a path."""
    return [bounds(Element("path", {"d": part})) for part in element.attrib["d"].split("z") if part.strip()]


@LOOKS
@pytest.mark.parametrize("room", [COUNTED, replace(COUNTED, width_mm=150, row_mm=22, line_pt=1.4, text_pt=24)])
def test_squares_stand_for_a_fixed_amount(room: Frame, tokens: dict[str, str]) -> None:
    """As many as the amount has units, the last one filled in part, within the height of a bar; values do not touch."""
    shapes = drawn(FOODS, room, tokens)
    for row, one in enumerate(FOODS.bars):
        squares, filled = areas(shapes[f"squares-{row}"]), areas(shapes[f"bar-{row}"])
        assert len(squares) == -(-int(one.high) // 10)
        assert len(filled) == -(-int(one.low) // 10)
        for left, right, top, bottom in squares:
            assert right - left == pytest.approx(bottom - top, abs=0.002)
            assert bottom - top <= room.bar * room.row_mm
        side = filled[0][1] - filled[0][0]
        widths = sum(right - left for left, right, _, _ in filled)
        assert widths / side == pytest.approx(float(one.low) / 10, abs=0.01)
        assert (f"open-{row}" in shapes) == one.open
        left = float(shapes[f"value-{row}"].attrib["x"])
        assert left > squares[-1][1] + 0.2 * room.value_size_pt * MM_PER_PT
        assert left + advance(one.label, room.value_size_pt) <= room.width_mm
    assert not any(name.startswith("track") for name in shapes)


def test_squares_that_are_too_small_are_refused_with_a_remedy() -> None:
    """Nobody counts what cannot be told apart."""
    with pytest.raises(LayoutError, match=r"squares of 2 would be 0\.\d mm wide") as caught:
        charts.draw(FOODS, replace(COUNTED, unit=2), TOKENS)
    assert "stand for more" in str(caught.value)


# In words


def row_of(name: str, value: str, example: str = "") -> ChartRow:
    """A row of a table."""
    return ChartRow(Prose(name), None, Prose(value), example=Prose(example) if example else None)


def test_the_words_for_a_picture_are_those_of_the_rows_it_shows() -> None:
    """The finding, the rows with a value by what was measured, and the lines if there are any in the picture."""
    chart = replace(FOODS, bars=(bar("138"), bar("68"), replace(bar("0"), label="")))
    rows = (row_of("Seeds", "138 mg", "Pumpkin"), row_of("Nuts", "68 mg", "Almonds"), row_of("Beans", ""))
    table = ChartTable(chart, Prose("Much in *these*"), None, (), rows, "Bar chart", "Lines", ())
    lines = " Lines: vrouw 300, man 350."
    assert table.alternative == f"Bar chart. Much in these. Pumpkin: 138 mg; Almonds: 68 mg.{lines}"
    assert table.first(1).alternative == f"Bar chart. Much in these. Pumpkin: 138 mg.{lines}"
    assert table.first(1).without_lines().alternative == "Bar chart. Much in these. Pumpkin: 138 mg."
    assert replace(table, lines="").alternative == "Bar chart. Much in these. Pumpkin: 138 mg; Almonds: 68 mg."
    assert (table.first(2).chart.bars, table.first(2).rows) == (chart.bars[:2], rows[:2])
    assert table.first(9) == table
    with pytest.raises(ValueError, match="3 bars for 2 rows"):
        replace(table, rows=rows[:2])


# Always the same


@CHARTS
@VALUED
def test_a_second_drawing_is_the_same(chart: Chart, room: Frame) -> None:
    """To the byte."""
    room = replace(room, head_mm=head_mm(chart, room.text_pt, marks=room.marks))
    assert charts.draw(chart, room, TOKENS) == charts.draw(chart, room, TOKENS)


def test_fingerprint_follows_values_and_lines() -> None:
    """Each setting of a frame, and the words at the bars, make another print."""
    room = frame(FORMS)
    rooms = [
        room,
        replace(room, values=True),
        replace(room, values=True, value_pt=9.0),
        replace(room, marks=False),
        replace(room, bar=0.6),
        replace(room, line_pt=1.4),
        replace(room, shape=Shape.COUNTED),
        replace(room, shape=Shape.COUNTED, unit=5),
    ]
    prints = {charts.fingerprint(FORMS, one, TOKENS) for one in rooms}
    renamed = replace(FORMS, bars=(replace(FORMS.bars[0], label="x"), *FORMS.bars[1:]))
    prints.add(charts.fingerprint(renamed, room, TOKENS))
    assert len(prints) == len(rooms) + 1
