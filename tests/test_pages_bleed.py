"""What is cut by the trim runs on beyond it: a cutter is never exact, and a print shop asks for 3 or 5 mm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from handouts import document, formats, markup, selection, themes, topics
from handouts.build import Order
from handouts.build.making import _drawn
from handouts.formats import Format
from handouts.language import LANGUAGES
from handouts.markup.shelf import BLEED
from handouts.pdf import reading, rendering

FORMATS = [fmt for fmt in formats.available().values() if fmt.unit == "mm"]
LOOKS = [(fmt.name, theme.name) for fmt in FORMATS for theme in themes.available().values() if theme.has(fmt)]
SCALE = 4.0  # pixels a millimetre
NEAR = 24  # between two colours that are one, of 255, for each part
CURVES = 0.12  # of an edge: where a leaf or a bowl just touches the trim, it may end there
POINTS = 72 / 25.4


def with_bleed(fmt: Format, theme: str, language: str = "nl", styles: str = "") -> list[Image.Image]:
    """Each page of a document, with what lies beyond its trim."""
    topic = topics.load("magnesium")
    order = Order("magnesium", language, fmt.name)
    chosen = selection.choose(topic, default=fmt.presets)
    handout = document.build(topic, chosen, LANGUAGES[order.language], fmt)
    look = themes.named(theme)
    size = markup.sizes(handout, look)[-1]
    page = markup.render(handout, look, _drawn, size)
    bleeding = f"<style>@page {{ bleed: {BLEED:g}mm }} {styles}</style></head>"
    page = replace(page, html=page.html.replace("</head>", bleeding, 1))
    layout = rendering.lay_out(page, size, limit=None, smallest=False)
    assert layout.document is not None
    return list(drawn(layout.document.write_pdf()))


def drawn(written: bytes) -> Iterator[Image.Image]:
    """The pages whole, bleed and all."""
    file = BytesIO()
    with pikepdf.open(BytesIO(written)) as document:
        for page in document.pages:
            page.cropbox = page.mediabox
        document.save(file)
    with reading.opened(file.getvalue()) as document:
        yield from [page.render(scale=SCALE / POINTS).to_pil().convert("RGB") for page in document]


def differ(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether two colours are not one."""
    return any(abs(a - b) > NEAR for a, b in zip(one, other, strict=True))


def cut_short(page: Image.Image, theme: str) -> dict[str, float]:
    """The share of each edge at which something that reaches the trim is bare paper at the end of the bleed."""
    papers = [(255, 255, 255), tuple(bytes.fromhex(themes.named(theme).tokens["paper"][1:]))]

    def bare(colour: tuple[int, ...]) -> bool:
        return any(not differ(colour, paper) for paper in papers)

    inside, outside = BLEED + 0.6, 0.6
    width, height = page.width / SCALE, page.height / SCALE
    along = {"left": height, "right": height, "top": width, "bottom": width}
    shares = {}
    for edge, length in along.items():
        places = [BLEED + 1 + step for step in range(int(length - 2 * BLEED - 2))]
        pairs = [(pixel(page, edge, inside, place), pixel(page, edge, outside, place)) for place in places]
        short = [start for start, end in pairs if bare(end) and not bare(start)]
        shares[edge] = len(short) / len(pairs)
    return shares


def pixel(page: Image.Image, edge: str, depth: float, place: float) -> tuple[int, ...]:
    """The colour so far from an edge of the sheet, so far along it, in millimetres."""
    across = {"left": depth, "top": depth, "right": page.width / SCALE - depth, "bottom": page.height / SCALE - depth}
    x, y = (across[edge], place) if edge in ("left", "right") else (place, across[edge])
    found = page.getpixel((min(int(x * SCALE), page.width - 1), min(int(y * SCALE), page.height - 1)))
    assert isinstance(found, tuple)
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("name", "theme"), LOOKS)
def test_what_reaches_the_trim_reaches_the_end_of_the_bleed(name: str, theme: str) -> None:
    """On every edge of every side; a curve that just touches it may end there."""
    pages = with_bleed(formats.named(name), theme)
    for number, page in enumerate(pages, 1):
        shares = cut_short(page, theme)
        assert {edge: share for edge, share in shares.items() if share > CURVES} == {}, f"side {number}"


def test_an_area_that_ends_at_the_trim_is_found() -> None:
    """The test above has eyes."""
    styles = (
        "body::before { content: ''; position: absolute; left: 0; top: 0; width: 20mm; height: 90mm; background: red }"
    )
    (first, *_) = with_bleed(formats.named("handout-a4"), "clinic", styles=f"@page {{ margin: 0 !important }} {styles}")
    assert cut_short(first, "clinic")["left"] > CURVES
