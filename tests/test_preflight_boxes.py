"""Pages and boxes, the bleed and what is painted into it: good files broken one by one, each found by its check."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pikepdf import Array, Pdf
from preflight_files import POINTS, Edit, changed, drawing, found, office, press

from handouts import preflight


def boxed(page: int = 0, **boxes: list[float] | None) -> Edit:
    """Set or take away boxes of a page, in points."""

    def edit(document: Pdf) -> None:
        source = document.pages[page].obj
        for name, edges in boxes.items():
            if edges is None:
                source[f"/{name}"] = Array([])
                del source[f"/{name}"]
            else:
                source[f"/{name}"] = Array([round(edge, 4) for edge in edges])

    return edit


def scaled(document: Pdf) -> None:
    """As an office printer does that fits a page to another paper."""
    for page in document.pages:
        _, _, width, height = (float(edge) for edge in page.mediabox)
        page.contents_add(b"q 0.94 0 0 0.94 0 0 cm", prepend=True)
        page.contents_add(b"Q")
        for name in ("MediaBox", "TrimBox", "BleedBox"):
            page.obj[f"/{name}"] = Array([0, 0, round(0.94 * width, 4), round(0.94 * height, 4)])


def fewer(document: Pdf) -> None:
    """The second side is lost."""
    del document.pages[1]


def more(document: Pdf) -> None:
    """The first side is there twice."""
    document.pages.append(document.pages[0])


OFFICE: dict[str, tuple[Edit, str]] = {
    "a side is lost": (fewer, "page-count"),
    "a side too many": (more, "page-count"),
    "no size": (boxed(MediaBox=[0, 0, 0, 0]), "page-boxes"),
    "a giant": (boxed(MediaBox=[0, 0, 1e6, 1e6], TrimBox=None, BleedBox=None), "page-boxes"),
    "trim beside the sheet": (boxed(TrimBox=[-20, 0, 297.6378 - 20, 419.5276]), "page-boxes?"),
    "trim beside the bleed": (boxed(BleedBox=[20, 20, 200, 200]), "page-boxes?"),
    "part is hidden": (boxed(CropBox=[0, 0, 297.6378, 410]), "page-boxes?"),
    "shrunk": (scaled, "trim-size"),
    "one page is larger": (
        boxed(1, MediaBox=[0, 0, 400, 500], TrimBox=[0, 0, 400, 500], BleedBox=[0, 0, 400, 500]),
        "trim-size",
    ),
}


@pytest.mark.parametrize("name", OFFICE)
def test_a_broken_file_for_the_office_is_found(name: str) -> None:
    """By the check that was made for it."""
    edit, check = OFFICE[name]
    assert check in found(changed(office(), edit))


def trim() -> list[float]:
    """The trim of the good file for the press, which all its pages share."""
    import pikepdf

    with pikepdf.open(__import__("io").BytesIO(press())) as document:
        return [float(edge) for edge in document.pages[0].trimbox]


def at_trim(side: str) -> str:
    """An area in black that ends exactly at the trim."""
    left, bottom, right, top = trim()
    areas = {
        "left": (left, bottom, 40, top - bottom),
        "right": (right - 40, bottom, 40, top - bottom),
        "top": (left, top - 40, right - left, 40),
    }
    return "0 0 0 0.4 k {:.3f} {:.3f} {:.3f} {:.3f} re f".format(*areas[side])


PRESS: dict[str, tuple[Callable[[], Edit], str]] = {
    "no bleed": (lambda: boxed(BleedBox=trim()), "bleed"),
    "bleed of 1 mm": (lambda: boxed(BleedBox=wider(trim(), POINTS)), "bleed"),
    "no trim": (lambda: boxed(TrimBox=None), "page-boxes"),
    "trim and art": (lambda: boxed(ArtBox=trim()), "page-boxes"),
    "trim beside the bleed": (lambda: boxed(BleedBox=[50, 50, 90, 90]), "page-boxes"),
    "the left ends at the trim": (lambda: drawing(at_trim("left")), "artwork-in-bleed"),
    "the right ends at the trim": (lambda: drawing(at_trim("right"), 1), "artwork-in-bleed"),
    "the top ends at the trim": (lambda: drawing(at_trim("top")), "artwork-in-bleed"),
}


def wider(box: list[float], by: float) -> list[float]:
    """A box with more on each side."""
    return [box[0] - by, box[1] - by, box[2] + by, box[3] + by]


@pytest.mark.parametrize("name", PRESS)
def test_a_broken_file_for_the_press_is_found(name: str) -> None:
    """By the check that was made for it."""
    edit, check = PRESS[name]
    assert check in found(changed(press(), edit()))


def test_what_ends_at_the_end_of_the_bleed_or_within_the_trim_is_good() -> None:
    """Only what ends at the trim is short; a hair beyond it is not enough."""
    left, bottom, _right, top = trim()
    white = "0 0 0 0 k 0 0 999 999 re f 0 0 0 0.4 k"
    short = drawing(f"{white} {left - 1} {bottom} 60 {top - bottom} re f")
    whole = drawing(f"{white} {left - 3 * POINTS} 0 60 999 re f")
    inside = drawing(f"{white} {left + 5 * POINTS} {bottom + 30} 60 {top - bottom - 60} re f")
    results = ["artwork-in-bleed" in found(changed(press(), edit)) for edit in (short, whole, inside)]
    assert results == [True, False, False]


def test_a_printer_with_more_bleed_is_heard() -> None:
    """What is enough for one is not for another."""
    more = preflight.Usual(bleed_mm=5)
    flaws = [flaw for flaw in preflight.check(press(), printer=more) if flaw.check == "bleed"]
    assert flaws and "3.0 mm at the left" in flaws[0].message and "5 mm are asked for" in flaws[0].message


def test_pages_that_are_shown_turned_are_measured_as_they_are_read() -> None:
    """A sheet on its side is as wide as it is read, and places count from its own corner."""

    def turned(document: Pdf) -> None:
        for page in document.pages:
            page.rotate(90, relative=False)

    (flaw, *_) = [flaw for flaw in preflight.check(changed(office(), turned)) if flaw.check == "trim-size"]
    assert "148.0 × 105.0 mm" in flaw.message
