"""What a screen reader meets: everything once and in order, tables with their heads, pictures in their places."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from output_fixtures import DISCLAIMERS
from pdf_fixtures import SVG, rendered
from spoken import spoken

from handouts import build
from handouts.build import Order

RUNNING = """@page { margin: 25mm; @top-left { content: element(head) } @bottom-left { content: element(foot) } }
@page :first { @top-left { content: element(first) } }
.first { position: running(first) } .head { position: running(head) } .foot { position: running(foot) }"""
BODY = "<p class=first>At first</p><p class=head>Then</p><p class=foot>At last</p><h1>One</h1>"
PAGES = '<p style="break-before: page">Two</p><p style="break-before: page">Three</p>'


def heard(pdf: bytes) -> list[str]:
    """The texts in the order in which they are read."""
    return [" ".join(text.split()) for _, text in spoken(pdf)]


def test_running_texts_are_read_once() -> None:
    """A head before the document, a foot after it, whichever page they first stand on."""
    pdf = rendered(BODY + PAGES, RUNNING).pdf
    assert heard(pdf) == ["At first", "Then", "One", "Two", "Three", "At last"]


def test_what_is_repeated_is_an_artifact() -> None:
    """Nothing on a page is neither in the tree nor marked as an artifact."""
    pdf = rendered(BODY + PAGES, RUNNING).pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        kinds = [[str(step.operands[0]) for step in _marks(page)] for page in document.pages]
        parents = document.Root.StructTreeRoot.ParentTree.Nums
    assert [page.count("/Artifact") for page in kinds] == [0, 1, 2]
    assert [[str(item) for item in parents[place]].count("None") for place in (1, 3, 5)] == [0, 1, 2]


def _marks(page: Any) -> list[Any]:
    steps = pikepdf.parse_content_stream(page)
    return [step for step in steps if str(step.operator) in ("BDC", "BMC")]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("preset", ["standard", "full"])
def test_the_disclaimer_is_heard_once(preset: str, language: str) -> None:
    """At the end, whole, and in the language of the document."""
    pdf = build.make(Order("magnesium", language, preset=preset)).files[0]
    said = "".join("".join(heard(pdf)).split())
    disclaimer = "".join(DISCLAIMERS[language].split())
    assert said.count(disclaimer) == 1
    assert said.index(disclaimer) > 0.9 * (len(said) - len(disclaimer))


def test_header_cells_say_of_what_they_are_the_header() -> None:
    """Of a column in the head of a table, of a row in its body."""
    head = "<thead><tr><th>Food</th><th>mg</th></tr></thead>"
    table = f"<table>{head}<tbody><tr><th>Seeds</th><td>138</td></tr></tbody></table>"
    with pikepdf.open(BytesIO(rendered(table).pdf)) as document:
        found = [item.A.Scope for item in _elements(document) if item.S == "/TH"]
    assert list(map(str, found)) == ["/Column", "/Column", "/Row"]


def test_a_figure_says_where_it_stands() -> None:
    """In points from the lower left corner, as PDF counts, not in pixels from the upper left."""
    css = "@page { size: 100mm 200mm; margin: 0 } "
    css += "img { position: absolute; left: 10mm; top: 20mm; width: 30mm; height: 40mm }"
    pdf = rendered('<img alt="Seeds" src="handouts:x.svg">', css, x_svg=SVG).pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        (figure,) = [item for item in _elements(document) if item.S == "/Figure"]
        box = [float(edge) for edge in figure.A.BBox]
    assert box == pytest.approx([edge * 72 / 25.4 for edge in (10, 140, 40, 180)], abs=0.1)


def _elements(document: Any) -> list[Any]:
    return [
        item
        for item in document.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem" and "/S" in item
    ]
