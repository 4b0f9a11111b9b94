"""Every format in each language, in colour and in black: its size, its sides, its type, and the ink it takes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageFilter

from handouts import build, formats, pdf
from handouts.build import Order, Output
from handouts.formats import Format
from handouts.pdf import legibility, reading
from handouts.topics import Topic

FORMATS = [*formats.available().values(), *formats.available(large_print=True).values()]
EDITIONS = [(fmt, language, ink_saver) for fmt in FORMATS for language in ("nl", "en") for ink_saver in (False, True)]
POINTS = 72 / 25.4  # in one millimetre


def name(value: object) -> str | None:
    """What an edition is called among the tests."""
    if isinstance(value, Format):
        return f"{value.name}{'-large-print' if value.large_print else ''}"
    return {True: "ink-saver", False: "colour"}.get(value) if isinstance(value, bool) else None


every_edition = pytest.mark.parametrize(("fmt", "language", "ink_saver"), EDITIONS, ids=name)


def made(fmt: Format, language: str, ink_saver: bool) -> build.Product:
    """Make the usual selection of magnesium."""
    order = Order("magnesium", language, fmt.name, large_print=fmt.large_print, ink_saver=ink_saver, output=Output.PDF)
    return build.make(order)


@pytest.mark.slow
@every_edition
def test_it_is_what_its_row_says(fmt: Format, language: str, ink_saver: bool, magnesium: Topic) -> None:
    """The trim size, the sides, the disclaimer whole on each, no type under the floors."""
    product = made(fmt, language, ink_saver)
    written = product.files[0]
    disclaimer = magnesium.publisher.disclaimer.texts[language].replace("**", "")
    assert pdf.illegible(written, disclaimer, fmt.disclaimer, fmt.secondary) == {}
    assert fmt.floor <= product.size <= fmt.aim
    with pikepdf.open(BytesIO(written)) as document:
        assert len(document.pages) == product.pages == (fmt.sides or product.pages)
        for page in document.pages:
            box = [float(edge) for edge in page.mediabox]
            assert box == pytest.approx([0, 0, fmt.width * POINTS, fmt.height * POINTS], abs=0.02)


@pytest.mark.slow
@every_edition
def test_running_text_is_not_under_the_floor(fmt: Format, language: str, ink_saver: bool, magnesium: Topic) -> None:
    """Read from the glyphs: a fifth of all letters at least, even on a card with a chart and its notes."""
    product = made(fmt, language, ink_saver)
    with reading.opened(product.files[0]) as document:
        sizes = [letter.size for page in document for letter in legibility._letters(page)]
    whole = magnesium.publisher.disclaimer.texts[language].replace("**", "")
    others = len(sizes) - product.pages * len("".join(whole.split()))
    assert sum(size >= fmt.floor - 0.01 for size in sizes) > others / 5


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("fmt", FORMATS, ids=name)
def test_saving_ink_leaves_black_lines_alone(fmt: Format, language: str) -> None:
    """No colour, and beside the letters no filled area: no place of six millimetres is without white."""
    for page in without_text(made(fmt, language, ink_saver=True).files[0]):
        assert all(band.tobytes() == page.split()[0].tobytes() for band in page.split())
        assert lightest_of_each_place(page) > 200


def test_areas_are_found() -> None:
    """The test above has eyes: in colour, the emblem is an area, and is green."""
    (first, *_) = without_text(made(formats.named("handout-a4"), "nl", ink_saver=False).files[0])
    assert lightest_of_each_place(first) < 100
    assert len({band.tobytes() for band in first.split()}) == 3


def without_text(written: bytes) -> list[Image.Image]:
    """Each page as an image of 108 dots an inch, without its letters."""
    file = BytesIO()
    with pikepdf.open(BytesIO(written)) as document:
        for page in document.pages:
            page.contents_coalesce()
        everything: list[Any] = list(document.objects)
        for found in everything:
            if isinstance(found, pikepdf.Stream) and found.get("/Subtype") == "/Form":
                found.write(_textless(found))
        for page in document.pages:
            page.Contents = document.make_stream(_textless(page))
        document.save(file)
    with reading.opened(file.getvalue()) as document:
        return [page.render(scale=1.5).to_pil().convert("RGB") for page in document]


def _textless(stream: Any) -> bytes:
    kept, inside = [], False
    for instruction in pikepdf.parse_content_stream(stream):
        operator = str(instruction.operator)
        inside = inside or operator == "BT"
        if not inside:
            kept.append(instruction)
        inside = inside and operator != "ET"
    return pikepdf.unparse_content_stream(kept)


def lightest_of_each_place(page: Image.Image) -> int:
    """How dark the darkest place of six millimetres is at its lightest, from 0 to 255."""
    grey = page.convert("L")
    for _ in range(3):  # nine dots wide each time, and 25 together
        grey = grey.filter(ImageFilter.MaxFilter(9))
    return min(grey.tobytes())
