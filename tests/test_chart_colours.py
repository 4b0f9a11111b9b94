"""Every meaning in a chart can be told from every other: without colour, and as colour-blind eyes see it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from xml.etree.ElementTree import Element

import pytest
from chart_fixtures import CHARTS, DOSE, FOODS, NO_FILLS, TOKENS, drawn, frame

from handouts import themes
from handouts.charts.colours import by_role
from handouts.colours import contrast
from handouts.document.chart import Chart, Frame

# Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision deficiency", IEEE
# Transactions on Visualization and Computer Graphics 15(6), 2009: severity 1.0, for linear red, green and blue.
MACHADO = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TOLD_APART = 1.5  # contrast in lightness
LOOKS = {
    "bare": TOKENS,
    "no fills": NO_FILLS,
    **{
        f"{name}, {'ink-saver' if saver else 'colour'}": replace(theme, ink_saver=saver).tokens
        for name, theme in themes.available().items()
        for saver in (False, True)
    },
}
EVERY_LOOK = pytest.mark.parametrize("look", LOOKS)


def seen(colour: str, eyes: str) -> str:
    """A colour as these eyes see it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    mixed = [sum(share * part for share, part in zip(row, linear, strict=True)) for row in MACHADO[eyes]]
    kept = [min(max(part, 0.0), 1.0) for part in mixed]
    shown = [12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in kept]
    return "#" + "".join(f"{round(255 * part):02x}" for part in shown)


def told_apart(one: str, other: str) -> bool:
    """Whether two colours differ in lightness for everyone, and in grey, which is lightness alone."""
    pairs = [(one, other), *((seen(one, eyes), seen(other, eyes)) for eyes in MACHADO)]
    return all(contrast(*pair) >= TOLD_APART for pair in pairs)


@dataclass(frozen=True)
class Look:
    """What an area looks like: its fill, and the lines that can be seen on it."""

    fill: str
    hatch: tuple[float, float] | None  # slope, and millimetres from line to line
    outline: str  # "", "solid" or "broken"

    def differs(self, other: Look) -> bool:
        """By lightness, by outline, or by a pattern of another slant or half as dense again."""
        if self.outline != other.outline or (self.hatch is None) != (other.hatch is None):
            return True
        if self.hatch and other.hatch:
            wide, narrow = max(self.hatch[1], other.hatch[1]), min(self.hatch[1], other.hatch[1])
            if self.hatch[0] != other.hatch[0] or wide >= 1.5 * narrow:
                return True
        return told_apart(self.fill, other.fill)


def look(shapes: dict[str, Element], fill: str, hatch: str, outline: str) -> Look:
    """The look of an area from the shapes that it is drawn with; lines in the colour of the fill are not seen."""
    ground = shapes[fill].attrib["fill"]
    lines, edge = shapes.get(hatch), shapes.get(outline)
    pattern = None
    if lines is not None and told_apart(lines.attrib["stroke"], ground):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", lines.attrib["d"])]
        drawn_lines = [numbers[start : start + 4] for start in range(0, len(numbers), 4)]
        slope = round((drawn_lines[0][3] - drawn_lines[0][1]) / (drawn_lines[0][2] - drawn_lines[0][0]))
        levels = sorted(y - slope * x for x, y, *_ in drawn_lines)
        steps = [(after - before) / 2**0.5 for before, after in pairwise(levels)]
        pattern = (slope, min(steps, default=0.0))
    border = ""
    if edge is not None and told_apart(edge.attrib["stroke"], ground):
        border = "broken" if "stroke-dasharray" in edge.attrib else "solid"
    return Look(ground, pattern, border)


def meanings(chart: Chart, room: Frame, tokens: dict[str, str]) -> dict[str, Look]:
    """The look of each thing with a meaning of its own in a chart."""
    shapes = drawn(chart, room, tokens)
    found = {"paper": Look(tokens["paper"], None, "")}
    for name in shapes:
        part, _, row = name.partition("-")
        if part == "bar":
            found[chart.bars[int(row)].kind] = look(shapes, name, f"pattern-{row}", f"edge-{row}")
        elif part == "open":
            found[part] = look(shapes, name, f"hatch-{row}", f"outline-{row}")
        elif part == "zone":
            found[part] = look(shapes, name, f"shade-{row}", "")
        elif part == "track":
            found[part] = look(shapes, name, "", f"border-{row}")
    return found


def test_white_and_grey_stay_as_they_are() -> None:
    """The matrices leave what has no colour alone, as their rows add up to one."""
    for eyes in MACHADO:
        assert (seen("#ffffff", eyes), seen("#808080", eyes), seen("#000000", eyes)) == (
            "#ffffff",
            "#808080",
            "#000000",
        )
    assert contrast(seen("#b00000", "protanopia"), "#b00000") > 1.4  # a red is darker to an eye without red


@CHARTS
@EVERY_LOOK
@pytest.mark.parametrize("line_pt", [0.7, 1.4])
def test_every_meaning_has_its_own_look(chart: Chart, look: str, line_pt: float) -> None:
    """Any two differ in lightness to all eyes, or else by a pattern or an outline; pale tints only from each other."""
    room = replace(frame(chart), line_pt=line_pt)
    found = meanings(chart, room, dict(LOOKS[look]))
    for (one, this), (other, that) in combinations(found.items(), 2):
        if {one, other} in ({"paper", "track"}, {"paper", "zone"}):
            continue  # a line stands where either of them ends, and neither says more than that line
        assert this.differs(that), (one, this, other, that)


@EVERY_LOOK
@pytest.mark.parametrize("chart", [FOODS, DOSE], ids=lambda chart: chart.name)
def test_tints_end_at_a_line(chart: Chart, look: str) -> None:
    """What a tint says is said by a line as well: the end of a track, the beginning of what lies beyond a limit."""
    shapes = drawn(chart, frame(chart), dict(LOOKS[look]))
    lines = {shapes[name].attrib["d"].split()[1] for name in shapes if name.startswith("mark")}
    for name in shapes:
        if name.startswith(("zone", "track")):
            across = [float(number) for number in re.findall(r"-?[\d.]+", shapes[name].attrib["d"])][::2]
            assert any(abs(float(x) - edge) < 0.002 for x in lines for edge in (min(across), max(across)))


@EVERY_LOOK
def test_values_can_be_read_on_all_that_they_stand_on(look: str) -> None:
    """On paper, on a track and beyond a limit."""
    colours = by_role(LOOKS[look])
    for ground in ("paper", "track", "zone"):
        assert contrast(colours["text"], colours[ground]) >= 4.5


@CHARTS
@pytest.mark.parametrize("name", themes.available())
def test_the_ink_saver_fills_nothing(chart: Chart, name: str) -> None:
    """All that is not a letter is a line, or white."""
    tokens = replace(themes.named(name), ink_saver=True).tokens
    for values in (False, True):
        for part, shape in drawn(chart, replace(frame(chart), values=values), dict(tokens)).items():
            if not part.startswith(("label", "value")):
                assert shape.attrib["fill"] in ("none", "#ffffff"), part
