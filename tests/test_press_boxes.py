from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from press_fixtures import POINTS, named, page, prepared, pressed, stream

from handouts.pdf.reading import opened
from handouts.press import printers

STRICT = printers.named()
SIZES = {"flyer-a5": (148, 210), "leaflet-trifold": (297, 210)}


def boxes(pdf: bytes) -> list[dict[str, list[float]]]:
    """The boxes of every page, in millimetres."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [
            {
                str(key)[1:-3]: [float(edge) / POINTS for edge in value]
                for key, value in sheet.obj.items()
                if str(key).endswith("Box")
            }
            for sheet in document.pages
        ]


def close(*edges: float) -> Any:
    """Millimetres, to a thousandth or so."""
    return pytest.approx(edges, abs=0.002)


@pytest.mark.parametrize(("name", "size"), SIZES.items())
def test_the_boxes_of_a_press_file(name: str, size: tuple[float, float]) -> None:
    """The sheet begins at 0 and ends with the bleed."""
    width, height = size
    for found in boxes(pressed(name).pdf):
        assert set(found) == {"Media", "Bleed", "Trim"}
        assert found["Media"] == found["Bleed"] == close(0, 0, width + 6, height + 6)
        assert found["Trim"] == close(3, 3, width + 3, height + 3)


def test_the_boxes_of_a_file_with_marks() -> None:
    """They lie outside the bleed, which is as it was."""
    for found in boxes(pressed("flyer-a5", marks=True).pdf):
        assert found["Trim"] == close(9, 9, 157, 219)
        assert found["Bleed"] == close(6, 6, 160, 222)
        assert found["Media"] == close(0, 0, 166, 228)


def test_another_bleed() -> None:
    """Of five millimetres, and of none."""
    pdf = page("0 0 9 9 re f", media=(-20, -20, 120, 120))
    wide = boxes(prepared(pdf, replace(STRICT, bleed_mm=5)))[0]
    assert [b - t for b, t in zip(wide["Bleed"], wide["Trim"], strict=True)] == close(-5, -5, 5, 5)
    none = boxes(prepared(pdf, printers.named("office")))[0]
    assert none["Media"] == none["Bleed"] == none["Trim"]


def test_a_page_with_too_little_bleed_is_our_mistake() -> None:
    """It was laid out for another shop."""
    with pytest.raises(ValueError, match="mm within the bleed"):
        prepared(page("", media=(0, 0, 100, 100)))


def test_what_is_drawn_moves_with_the_sheet() -> None:
    """Paths and patterns alike: a red square at the corner of the trim, filled with a pattern of halves."""
    tile = stream(
        "1 0 0 rg 0 0 10 20 re f",
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=[0, 0, 20, 20],
        XStep=20,
        YStep=20,
        Resources=named(),
    )
    pdf = page("/Pattern cs /T scn 0 0 20 20 re f", Pattern=named(T=tile))
    with opened(prepared(pdf, replace(STRICT, marks=True))) as document:
        image = document[0].render(scale=4).to_pil().convert("RGB")
    left, bottom = 9 * POINTS * 4, image.height - 9 * POINTS * 4
    there = {x: image.getpixel((int(left + 4 * x), int(bottom - 40))) for x in (-5, 5, 15, 25)}
    white = (255, 255, 255)
    assert {x for x, colour in there.items() if colour != white} == {5}


def test_marks_are_on_every_plate_and_outside_the_bleed() -> None:
    """Two at each corner, and two at each fold."""
    found = pressed("leaflet-trifold", marks=True)
    for number, trim_folds in enumerate(found.setting.format.folds):
        with pikepdf.open(BytesIO(found.pdf)) as document:
            sheet = document.pages[number]
            bleed = [float(edge) for edge in sheet.BleedBox]
            trim = [float(edge) for edge in sheet.TrimBox]
            content = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(sheet)).decode()
            assert str(sheet.Resources.ColorSpace.HandoutsAll[1]) == "/All"
        marks = content.rsplit("/HandoutsAll CS", 1)[1]
        starts = [line.split() for line in marks.splitlines() if line.endswith(" m")]
        ends = [line.split() for line in marks.splitlines() if line.endswith(" l")]
        assert len(starts) == len(ends) == 8 + 2 * len(trim_folds)
        for x, y, _ in starts + ends:
            inside = bleed[0] < float(x) < bleed[2] and bleed[1] < float(y) < bleed[3]
            assert not inside
        across = {round((float(x) - trim[0]) / POINTS) for x, *_ in starts}
        assert across >= {0, 297, *(round(fold) for fold in trim_folds)}
