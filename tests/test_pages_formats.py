"""Every format in each theme and language, in colour and in black: size, sides, type, contrast, the ink it takes."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from output_fixtures import ROOT
from PIL import Image, ImageFilter

from handouts import build, formats, pdf, themes
from handouts.build import Order, Output
from handouts.formats import Format
from handouts.pdf import reading
from handouts.pdf.letters import letters
from handouts.topics import Topic

CONTENT = ROOT / "tests" / "content"
FORMATS = [*formats.available().values(), *formats.available(large_print=True).values()]
LOOKS = [(fmt, theme, language) for fmt in FORMATS for theme in themes.available() for language in ("nl", "en")]
EDITIONS = [(*look, ink_saver) for look in LOOKS for ink_saver in (False, True)]
POINTS = 72 / 25.4  # in one millimetre


def name(value: object) -> str | None:
    """What an edition is called among the tests."""
    if isinstance(value, Format):
        return f"{value.name}{'-large-print' if value.large_print else ''}"
    return {True: "ink-saver", False: "colour"}.get(value) if isinstance(value, bool) else None


every_edition = pytest.mark.parametrize(("fmt", "theme", "language", "ink_saver"), EDITIONS, ids=name)


def made(fmt: Format, theme: str, language: str, ink_saver: bool, topic: str = "magnesium") -> build.Product:
    """Make the usual selection of a topic."""
    order = Order(topic, language, fmt.name, theme, large_print=fmt.large_print, ink_saver=ink_saver, output=Output.PDF)
    return build.make(order if topic == "magnesium" else replace(order, content=CONTENT))


@pytest.mark.slow
@every_edition
def test_it_is_what_its_row_says(fmt: Format, theme: str, language: str, ink_saver: bool, magnesium: Topic) -> None:
    """The trim size, the sides, the disclaimer whole on each, no type under the floors, none too faint."""
    product = made(fmt, theme, language, ink_saver)
    written = product.files[0]
    disclaimer = magnesium.publisher.disclaimer.texts[language].replace("**", "")
    assert pdf.illegible(written, disclaimer, fmt.disclaimer, fmt.secondary) == {}
    assert pdf.faint(written) == {}
    assert fmt.floor <= product.size <= fmt.aim
    with pikepdf.open(BytesIO(written)) as document:
        assert len(document.pages) == product.pages == (fmt.sides or product.pages)
        for page in document.pages:
            box = [float(edge) for edge in page.mediabox]
            assert box == pytest.approx([0, 0, fmt.width * POINTS, fmt.height * POINTS], abs=0.02)


@pytest.mark.slow
@every_edition
def test_running_text_is_not_under_the_floor(
    fmt: Format, theme: str, language: str, ink_saver: bool, magnesium: Topic
) -> None:
    """Read from the glyphs: a fifth of all letters at least, even on a card with a chart and its notes."""
    product = made(fmt, theme, language, ink_saver)
    with reading.opened(product.files[0]) as document:
        sizes = [letter.size for page in document for letter in letters(page)]
    whole = magnesium.publisher.disclaimer.texts[language].replace("**", "")
    others = len(sizes) - product.pages * len("".join(whole.split()))
    assert sum(size >= fmt.floor - 0.01 for size in sizes) > others / 5


@pytest.mark.slow
@pytest.mark.parametrize(("fmt", "theme", "language"), LOOKS, ids=name)
def test_saving_ink_leaves_black_lines_alone(fmt: Format, theme: str, language: str) -> None:
    """No colour, and beside the letters no filled area: no place of six millimetres is without white."""
    for page in without_text(made(fmt, theme, language, ink_saver=True).files[0]):
        assert all(band.tobytes() == page.split()[0].tobytes() for band in page.split())
        assert lightest_of_each_place(page) > 200


@pytest.mark.slow
@pytest.mark.parametrize(("fmt", "theme", "language"), LOOKS, ids=name)
def test_a_topic_without_drawings_is_whole_in_it(fmt: Format, theme: str, language: str) -> None:
    """Tomorrow's topic, in every look: it fits, and every text of it stands out."""
    product = made(fmt, theme, language, ink_saver=False, topic="specimen")
    assert product.pages == (fmt.sides or product.pages)
    assert pdf.faint(product.files[0]) == {}


def test_areas_are_found() -> None:
    """The test above has eyes: in colour, the emblem is an area, and is green."""
    (first, *_) = without_text(made(formats.named("handout-a4"), "clinic", "nl", ink_saver=False).files[0])
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
