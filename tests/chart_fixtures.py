"""Charts to draw, and what is drawn of them."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from handouts import charts
from handouts.document.chart import Bar, Chart, Frame, Kind, Mark, Shape, head_mm

TOKENS = {
    "ink": "#15211B",
    "paper": "#FFFFFF",
    "leaf": "#0B5D3B",
    "leaf-mid": "#9CCBAA",
    "leaf-tint": "#E2F0E5",
    "sun": "#F5B32E",
    "sun-tint": "#FCEBC2",
}
NO_FILLS = dict.fromkeys(TOKENS, "#000000") | {
    name: "#FFFFFF"
    for name in ("paper", "leaf-tint", "sun", "sun-tint", "chart-amount", "chart-reference", "chart-limit")
}


def bar(low: str, high: str = "", start: str = "0", *, kind: Kind = Kind.AMOUNT) -> Bar:
    """A bar from figures as they are written, which are its label as well."""
    label = f"{low}–{high} mg" if high else f"{low} mg"
    return Bar(Decimal(low), Decimal(high or low), Decimal(start), kind, label)


FOODS = Chart(
    "foods",
    tuple(bar(*figures.split("-")) for figures in ("138", "94", "81", "73", "49-70", "68", "30-87", "39", "21-29")),
    extent=Decimal(350),
    marks=(Mark(Decimal(300), "vrouw 300"), Mark(Decimal(350), "man 350")),
    track=Decimal(350),
)
FORMS = Chart(
    "forms",
    (bar("14.1"), bar("16.2"), bar("15.5"), bar("8.3")),
    extent=Decimal(100),
    track=Decimal(100),
    shape=Shape.CAPSULE,
)
DOSE = Chart(
    "dose",
    (
        bar("400", start="300"),
        bar("300", kind=Kind.REFERENCE),
        bar("350", kind=Kind.REFERENCE),
        bar("250", kind=Kind.LIMIT),
    ),
    extent=Decimal(440),
    marks=(Mark(Decimal(250), "Europese grens 250", limit=True, rows=(0, 3)),),
)
CHARTS = pytest.mark.parametrize("chart", [FOODS, FORMS, DOSE], ids=lambda chart: chart.name)


def frame(chart: Chart, width: float = 60.0, text_pt: float = 8.5) -> Frame:
    """Room enough for a chart of a handout."""
    return Frame(width, 8.0, head_mm(chart, text_pt), text_pt)


def drawn(chart: Chart, room: Frame, tokens: dict[str, str] = TOKENS) -> dict[str, ElementTree.Element]:
    """Every shape of the picture by its name."""
    root = ElementTree.fromstring(charts.draw(chart, room, tokens))
    return {element.attrib["id"]: element for element in root}


def bounds(element: ElementTree.Element) -> tuple[float, float, float, float]:
    """The left, right, top and bottom of an outline, in mm."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", element.attrib["d"])]
    return min(numbers[::2]), max(numbers[::2]), min(numbers[1::2]), max(numbers[1::2])
