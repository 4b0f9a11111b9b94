"""Charts: exact, deterministic, legible without colour, and at rest on the page beside their table."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from importlib.util import find_spec
from io import BytesIO
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from chart_fixtures import CHARTS, DOSE, FOODS, NO_FILLS, TOKENS, bar, bounds, drawn, frame
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts import charts, themes
from handouts.charts.colours import by_role
from handouts.colours import contrast
from handouts.document.chart import MM_PER_PT, Chart, Frame, Kind, Mark, place
from handouts.errors import LayoutError

STROKES_MM = 0.25 * MM_PER_PT


# What is drawn


@CHARTS
@pytest.mark.parametrize("width", [40.0, 60.0, 95.0])
def test_bars_end_where_their_values_stand(chart: Chart, width: float) -> None:
    """Each bar and open end is true to its value within a tenth of a millimetre, in the middle of its row."""
    room = frame(chart, width)
    shapes = drawn(chart, room)
    scale = (width - room.line_pt * MM_PER_PT) / float(chart.extent)
    nought = room.line_pt * MM_PER_PT / 2
    for row, one in enumerate(chart.bars):
        left, right, top, bottom = bounds(shapes[f"bar-{row}"])
        assert left == pytest.approx(nought + float(one.start) * scale, abs=0.002)
        assert right == pytest.approx(nought + float(one.low) * scale, abs=0.002)
        middle = room.head_mm + 8.0 * row + (8.0 + room.rule_mm) / 2
        assert (top + bottom) / 2 == pytest.approx(middle, abs=0.002)
        if chart.track:
            assert bounds(shapes[f"track-{row}"])[1] == pytest.approx(nought + float(chart.track) * scale, abs=0.002)
        if one.open:
            assert bounds(shapes[f"open-{row}"])[1] == pytest.approx(nought + float(one.high) * scale, abs=0.002)
    for number, mark in enumerate(chart.marks):
        left, right, _, bottom = bounds(shapes[f"mark-{number}"])
        assert left == right == pytest.approx(nought + float(mark.value) * scale, abs=0.002)
        assert bottom == pytest.approx(room.height_mm(chart), abs=0.002)


@CHARTS
def test_picture_has_the_size_of_its_table(chart: Chart) -> None:
    """The picture says its size in millimetres, counts in them, and stays within."""
    room = frame(chart)
    root = ElementTree.fromstring(charts.draw(chart, room, TOKENS))
    height = room.head_mm + 8 * len(chart.bars)
    assert root.attrib == {"width": "60mm", "height": f"{height:g}mm", "viewBox": f"0 0 60 {height:g}"}
    for element in root:
        if "d" in element.attrib:
            left, right, top, bottom = bounds(element)
            assert left >= -0.001 and right <= 60.001 and top >= -0.001 and bottom <= height + 0.001, element.attrib


@CHARTS
@pytest.mark.parametrize("tokens", [TOKENS, NO_FILLS], ids=["colour", "no fills"])
def test_open_part_is_hatched_and_broken_and_only_there(chart: Chart, tokens: dict[str, str]) -> None:
    """Where the sources differ, a pattern and a broken outline say so, in every theme."""
    shapes = drawn(chart, frame(chart), tokens)
    for row, one in enumerate(chart.bars):
        parts = {f"{part}-{row}" for part in ("open", "hatch", "outline")}
        assert parts & set(shapes) == (parts if one.open else set())
        if one.open:
            assert "stroke-dasharray" in shapes[f"outline-{row}"].attrib
            assert "stroke-dasharray" not in shapes[f"edge-{row}"].attrib


def test_narrow_open_part_still_has_a_pattern() -> None:
    """Half a milligram of doubt is a line wide, and hatched."""
    chart = replace(FOODS, bars=(bar("80", "80.5"),))
    assert drawn(chart, frame(chart, 40))["hatch-0"].attrib["d"].count("L") >= 1


@CHARTS
def test_without_fills_every_kind_keeps_its_own_pattern(chart: Chart) -> None:
    """Where a theme has no fills, amounts are hatched densely, limits the other way, references not at all."""
    shapes = drawn(chart, frame(chart), NO_FILLS)
    for row, one in enumerate(chart.bars):
        assert (f"pattern-{row}" in shapes) == (one.kind is not Kind.REFERENCE)
        assert shapes[f"bar-{row}"].attrib["fill"] == "#ffffff"
        assert shapes[f"edge-{row}"].attrib["stroke"] == "#000000"
    assert {shape.get("fill") for name, shape in shapes.items() if not name.startswith("label")} == {
        "none",
        "#ffffff",
    }


def test_what_lies_beyond_a_limit_is_shaded_in_the_rows_it_speaks_of() -> None:
    """The advice stands in the shade to the right of the limit; intake from food is left alone."""
    shapes = drawn(DOSE, frame(DOSE))
    assert [name for name in shapes if name.startswith("zone")] == ["zone-0-0", "zone-0-3"]
    assert bounds(shapes["bar-0"])[0] > bounds(shapes["mark-0"])[1]
    assert bounds(shapes["zone-0-0"])[0] == bounds(shapes["mark-0"])[0]
    assert shapes["mark-0"].attrib["d"].count("M") == 3  # from its label, and through two rows of four
    assert "stroke-dasharray" not in shapes["mark-0"].attrib


@CHARTS
@pytest.mark.parametrize("tokens", [TOKENS, NO_FILLS], ids=["colour", "no fills"])
def test_strokes_can_be_printed(chart: Chart, tokens: dict[str, str]) -> None:
    """No stroke is thinner than a quarter of a point, at the thinnest that a frame allows."""
    room = replace(frame(chart), line_pt=0.5)
    widths = [
        float(shape.attrib["stroke-width"]) for shape in drawn(chart, room, tokens).values() if "stroke" in shape.attrib
    ]
    assert min(widths) >= STROKES_MM - 1e-6


@CHARTS
def test_picture_is_lean(chart: Chart) -> None:
    """Nothing but named shapes and text: no metadata, groups, definitions, styles or references."""
    svg = charts.draw(chart, frame(chart), TOKENS).decode()
    assert set(re.findall(r"<(\w+)", svg)) <= {"svg", "path", "text"}
    assert not re.search(r"style=|xlink|transform=|matplotlib", svg)
    assert len(svg) < 16_000


# Labels


def advance(text: str, size_pt: float) -> float:
    """The width of a text in mm, from the font's own table of advances."""
    from fontTools.ttLib import TTFont

    spec = find_spec("fontpkg_fira_sans")
    assert spec and spec.origin
    with TTFont(Path(spec.origin).parent / "files" / "FiraSans-Medium.ttf") as face:
        names, widths, em = face.getBestCmap(), face["hmtx"], face["head"].unitsPerEm
        return float(sum(widths[names[ord(letter)]][0] for letter in text) / em * size_pt * MM_PER_PT)


def check_labels(chart: Chart, room: Frame) -> None:
    """Assert that labels are within the head and touch neither each other nor another's line."""
    shapes = drawn(chart, room)
    size = room.text_pt * MM_PER_PT
    boxes = []
    for number, mark in enumerate(chart.marks):
        text = shapes[f"label-{number}"]
        assert text.text == mark.label
        assert float(text.attrib["font-size"]) == pytest.approx(size, abs=1e-5)
        left, baseline = float(text.attrib["x"]), float(text.attrib["y"])
        boxes.append((left, left + advance(mark.label, room.text_pt), baseline - 0.69 * size, baseline + 0.21 * size))
    for left, right, top, bottom in boxes:
        assert left >= -1e-3 and right <= room.width_mm + 1e-3 and top >= 0 and bottom <= room.head_mm
    for one, other in combinations(boxes, 2):
        apart = one[1] < other[0] or other[1] < one[0] or one[3] < other[2] or other[3] < one[2]
        assert apart, (one, other)
    for number, mark in enumerate(chart.marks):
        x, stem = place(mark.value, chart, room), bounds(shapes[f"mark-{number}"])
        for left, right, top, bottom in boxes:
            assert not (left < x < right and stem[2] < bottom - 0.2 * size and stem[3] > top)
        left, right, _, _ = boxes[number]
        assert left - 0.4 * size <= x <= right + 0.4 * size, "the label is not at its line"


@pytest.mark.parametrize("width", [40.0, 50.0, 60.0, 70.0, 80.0, 95.0])
@pytest.mark.parametrize("chart", [FOODS, DOSE], ids=lambda chart: chart.name)
def test_labels_are_clear_of_each_other(chart: Chart, width: float) -> None:
    """The labels of our own charts find their place in any column."""
    check_labels(chart, frame(chart, width))


@settings(max_examples=60, deadline=None)
@given(
    values=st.lists(st.decimals(0, 350, places=1), min_size=1, max_size=3),
    words=st.lists(
        st.sampled_from(["man", "vrouw", "women", "Ää gj", "1,5 %", "$x_1$", "<b>&"]), min_size=3, max_size=3
    ),
    width=st.floats(36, 120),
    text_pt=st.sampled_from([8.0, 8.5, 10.0]),
)
def test_labels_of_any_lines_are_clear_or_refused(
    values: list[Decimal], words: list[str], width: float, text_pt: float
) -> None:
    """Labels are placed without touching anything, and printed as they are written; short ones always find a place."""
    marks = tuple(Mark(value, word) for value, word in zip(values, words, strict=False))
    chart = replace(FOODS, marks=marks)
    check_labels(chart, frame(chart, round(width, 2), text_pt))


def test_labels_that_do_not_fit_are_refused_with_a_remedy() -> None:
    """A label wider than the chart is never cut or shrunk."""
    chart = replace(FOODS, marks=(Mark(Decimal(300), "aanbevolen dagelijkse hoeveelheid voor vrouwen"),))
    with pytest.raises(LayoutError, match="no room for 'aanbevolen") as caught:
        charts.draw(chart, frame(chart, 40), TOKENS)
    assert "Shorten" in str(caught.value)
    with pytest.raises(LayoutError, match="head of 60 × 2 mm"):
        charts.draw(FOODS, Frame(60, 8, head_mm=2), TOKENS)


def test_letters_that_the_font_lacks_are_refused() -> None:
    """Another font would step in on the page, a different one on each machine."""
    chart = replace(FOODS, marks=(Mark(Decimal(300), "♀ 300"),))
    with pytest.raises(LayoutError, match="the font has no '♀'"):
        charts.draw(chart, frame(chart), TOKENS)


# In grey


@pytest.mark.parametrize("name", [*themes.available(), ""])
def test_what_is_filled_can_be_told_from_what_is_not_in_grey(name: str) -> None:
    """Amounts differ from their track and from the paper by 3:1 in lightness, and so do all lines with a meaning."""
    colours = by_role(themes.available()[name].tokens if name else TOKENS)
    assert contrast(colours["amount"], colours["track"]) >= 3
    assert contrast(colours["amount"], colours["zone"]) >= 3
    for line in ("amount", "amount-line", "reference-line", "limit-line", "mark"):
        assert contrast(colours[line], colours["paper"]) >= 3
    assert contrast(colours["text"], colours["paper"]) >= 4.5


def test_a_theme_may_set_the_colours_of_charts_alone() -> None:
    """A token of the chart's own wins over the one that serves otherwise."""
    assert drawn(FOODS, frame(FOODS), TOKENS | {"chart-amount": "#123456"})["bar-0"].attrib["fill"] == "#123456"


# Always the same, and no trace left

SCRIPT = """
import os, sys
sys.path.insert(0, "tests")
from chart_fixtures import FOODS, FORMS, DOSE, TOKENS, frame
from handouts import charts
prints = [charts.fingerprint(chart, frame(chart), TOKENS) for chart in (FOODS, FORMS, DOSE)]
assert "matplotlib" not in sys.modules, "matplotlib is imported before it is needed"
before = dict(os.environ)
pictures = [charts.draw(chart, frame(chart), TOKENS) for chart in (FOODS, FORMS, DOSE)]
assert dict(os.environ) == before
assert not {"matplotlib.pyplot", "matplotlib.figure"} & set(sys.modules)
print(prints, pictures)
"""


def test_same_bytes_in_every_process_and_nothing_in_the_home(tmp_path: Path) -> None:
    """Neither hash seed, nor locale, nor the user's own matplotlib settings change a byte; nothing is written."""
    outputs = set()
    for seed in ("0", "4711"):
        home = tmp_path / seed
        home.mkdir()
        settings_file = tmp_path / f"{seed}.rc"
        settings_file.write_text("text.usetex: True\nsvg.fonttype: path\nlines.dash_capstyle: round\n")
        environment = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "SYSTEMROOT") if name in os.environ}
        environment |= {"PYTHONHASHSEED": seed, "HOME": str(home), "USERPROFILE": str(home)}
        environment |= {"MATPLOTLIBRC": str(settings_file), "PYTHONDONTWRITEBYTECODE": "1"}
        script = [sys.executable, "-W", "error", "-c", SCRIPT]
        done = subprocess.run(script, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        assert list(home.iterdir()) == []
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_the_settings_of_matplotlib_are_put_back() -> None:
    """Others in this process find matplotlib as they left it."""
    charts.draw(FOODS, frame(FOODS), TOKENS)
    import matplotlib

    before = dict(matplotlib.rcParams)
    charts.draw(FOODS, frame(FOODS), TOKENS)
    assert dict(matplotlib.rcParams) == before


def test_the_short_font_list_fits_this_matplotlib() -> None:
    """The prepared list is the one that matplotlib reads: else it would search the machine for fonts."""
    from matplotlib.font_manager import FontManager

    from handouts.charts.engine import font_list_edition

    assert font_list_edition() == FontManager.__version__


def test_fingerprint_follows_what_the_picture_depends_on() -> None:
    """Any change of data, room or a colour in use makes another print; a colour out of use does not."""
    room = frame(FOODS)
    same = charts.fingerprint(FOODS, room, TOKENS)
    assert charts.fingerprint(replace(FOODS), replace(room), dict(TOKENS)) == same
    assert charts.fingerprint(FOODS, room, TOKENS | {"berry": "#AA0044"}) == same
    others = [
        charts.fingerprint(replace(FOODS, bars=FOODS.bars[1:]), room, TOKENS),
        charts.fingerprint(replace(FOODS, marks=FOODS.marks[1:]), room, TOKENS),
        charts.fingerprint(FOODS, replace(room, width_mm=61.0), TOKENS),
        charts.fingerprint(FOODS, room, TOKENS | {"leaf": "#0B5D3C"}),
    ]
    assert len({same, *others}) == 5


# What cannot be drawn


@pytest.mark.parametrize(
    "figures", [("70", "49"), ("-1", "2"), ("5", "6", "7")], ids=["high below low", "below nought", "starts after low"]
)
def test_impossible_bars_are_refused(figures: tuple[str, ...]) -> None:
    """A bar runs from its start to low to high."""
    with pytest.raises(ValueError, match="a bar needs"):
        bar(*figures)


def test_impossible_charts_and_frames_are_refused() -> None:
    """A scale holds all its values; a line's rows are there; print needs strokes that show."""
    with pytest.raises(ValueError, match="no bars"):
        Chart("empty", (), Decimal(1))
    with pytest.raises(ValueError, match="its scale ends at 100"):
        replace(FOODS, extent=Decimal(100))
    with pytest.raises(ValueError, match="a row that is not there"):
        replace(DOSE, marks=(Mark(Decimal(250), "x", rows=(4,)),))
    with pytest.raises(ValueError, match="5 reference lines"):
        replace(FOODS, marks=(Mark(Decimal(1), "x"),) * 5)
    with pytest.raises(ValueError, match="too thin"):
        Frame(60, 8, line_pt=0.2)
    with pytest.raises(ValueError, match="positive"):
        Frame(0, 8)


def test_a_bar_of_nothing_is_an_empty_row() -> None:
    """A food without a figure keeps its row, with the track alone."""
    chart = replace(FOODS, bars=(bar("138"), bar("0")))
    assert "bar-1" not in drawn(chart, frame(chart))
    assert "track-1" in drawn(chart, frame(chart))


# On the page

STYLE = """
@page { size: 160mm 120mm; margin: 10mm }
html { font: 10pt/1.08 "Fira Sans" } body { margin: 0 }
.chart { position: relative; z-index: 0 }
.chart img { position: absolute; z-index: -1; top: 0; right: 0 }
table { border-collapse: separate; border-spacing: 0; width: 100% }
th, td { box-sizing: border-box; height: 8mm; padding: 0; border-top: .25mm solid #000; vertical-align: middle }
thead th { height: var(--head); border-top: 0; vertical-align: bottom }
tr > :last-child { padding-right: 64mm; text-align: right }
tbody tr:last-child > * { border-bottom: .25mm solid #000 }
"""


def on_page(chart: Chart) -> Frame:
    """The room beside a table whose columns have heads."""
    return replace(frame(chart), head_mm=8.0)


@pytest.fixture
def engine_log() -> Iterator[list[str]]:
    """Every line that the engine has to say."""
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    yield lines
    logger.removeHandler(handler)


def page(chart: Chart, folder: Path) -> bytes:
    """A page with the table of a chart and its graphic, as PDF."""
    import weasyprint

    spec = find_spec("fontpkg_fira_sans")
    assert spec and spec.origin
    faces = "".join(
        f'@font-face {{ font-family: "Fira Sans"; font-weight: {weight}; '
        f"src: url({(Path(spec.origin).parent / 'files' / f'FiraSans-{name}.ttf').as_uri()}) }}"
        for name, weight in (("Regular", 400), ("Medium", 500), ("Bold", 700))
    )
    room = on_page(chart)
    picture = folder / f"{chart.name}.svg"
    picture.write_bytes(charts.draw(chart, room, TOKENS))
    rows = "".join(f"<tr><th scope=row>row {row}</th><td>{one.high}</td></tr>" for row, one in enumerate(chart.bars))
    html = (
        f'<html lang="nl"><title>t</title><style>{faces}{STYLE} html {{ --head: {room.head_mm}mm }}</style>'
        f'<div class="chart"><table><thead><tr><th>name</th><th>value</th></tr></thead><tbody>{rows}</tbody></table>'
        f'<img src="{picture.as_uri()}" alt="{chart.name}"></div><p>{"A page has lines of text as well. " * 6}</p>'
    )
    document = weasyprint.HTML(string=html).render(pdf_variant="pdf/ua-1")
    assert len(document.pages) == 1
    return bytes(document.write_pdf())


@CHARTS
def test_engine_draws_it_without_a_word_and_its_labels_are_text(
    chart: Chart, tmp_path: Path, engine_log: list[str]
) -> None:
    """The engine logs nothing, sets the labels in the page's own font, and they can be searched and copied."""
    import pikepdf
    import pypdfium2

    pdf = page(chart, tmp_path)
    assert engine_log == []
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_range()
    document.close()
    for mark in chart.marks:
        assert mark.label in text
    with pikepdf.open(BytesIO(pdf)) as opened:
        fonts = {
            str(one.BaseFont) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/BaseFont" in one
        }
    assert fonts and all("Fira-Sans" in name or "FiraSans" in name for name in fonts), fonts


@CHARTS
def test_rows_of_the_graphic_are_the_rows_of_the_table(chart: Chart, tmp_path: Path) -> None:
    """The table's rules stand where the frame says, and each bar in the middle between them, to a pixel of 300 dpi."""
    import pypdfium2

    def dark(x_mm: float, image: object) -> list[int]:
        column = [image.getpixel((round(x_mm * dots), y)) for y in range(image.height)]  # type: ignore[attr-defined]
        return [y for y, value in enumerate(column) if value < 140]

    dots = 300 / 25.4
    document = pypdfium2.PdfDocument(page(chart, tmp_path))
    image = document[0].render(scale=300 / 72).to_pil().convert("L")
    document.close()
    room = on_page(chart)
    expected = [10 + room.head_mm + 8 * row for row in range(len(chart.bars))] + [10 + room.height_mm(chart) - 0.25]
    beside = dark(60.0, image)
    rules = [y for y in beside if y - 1 not in beside]
    assert len(rules) == len(expected)
    for found, wanted in zip(rules, expected, strict=True):
        assert found / dots == pytest.approx(wanted, abs=0.1)
    left = 160 - 10 - room.width_mm
    for row, one in enumerate(chart.bars):
        inside = range(rules[row] + round(room.rule_mm * dots) + 1, rules[row + 1] - 1)
        drawn_on = [y for y in dark(left + place((one.start + one.low) / 2, chart, room), image) if y in inside]
        middle = rules[row] + (room.row_mm + room.rule_mm) / 2 * dots
        assert (drawn_on[0] + drawn_on[-1]) / 2 == pytest.approx(middle, abs=1.5)
        assert drawn_on[-1] - drawn_on[0] == pytest.approx(room.bar * room.row_mm * dots, abs=1.5)
