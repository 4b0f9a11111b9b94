"""The edges of a sheet: where it is cut, how far art runs beyond, and the marks that show the cutter where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from handouts.press import numbers

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""
POINTS = 72 / 25.4  # in a millimetre
_MARK, _APART = 5 * POINTS, 3 * POINTS  # how long a mark is, and how far from the trim at least
_MARGIN = 1 * POINTS  # beyond the marks
_WIDTH = 0.25  # points
_FOLD = "[3 2] 0 d"
_ALL = "/HandoutsAll"
_NEAR = 0.01  # points


class Sheets:
    """Gives each page of a file its boxes: so much bleed, and marks beyond it where they are wanted."""

    def __init__(self, pdf: Any, bleed_mm: float, *, marks: bool) -> None:
        self._pdf = pdf
        self._bleed = bleed_mm * POINTS
        self._marks = marks
        self._moved: dict[Any, tuple[float, float]] = {}

    def lay(self, page: Any, folds: Sequence[float] = ()) -> None:
        """Move a page, laid out with at least that bleed, so that its sheet begins at 0, and write its boxes.

        `folds` are millimetres from the left edge of the trim.
        """
        trim, there = _box(page.obj.TrimBox), _box(page.obj.MediaBox)
        apart = max(_APART, self._bleed)
        sheet = _grown(trim, apart + _MARK + _MARGIN if self._marks else self._bleed)
        bled = _grown(trim, self._bleed)
        lacking = max(there[0] - bled[0], there[1] - bled[1], bled[2] - there[2], bled[3] - there[3])
        if lacking > _NEAR:
            raise ValueError(f"the page ends {lacking / POINTS:.2f} mm within the bleed that is asked for")
        by = (-sheet[0], -sheet[1])
        trim, bled, sheet = (_moved(box, by) for box in (trim, bled, sheet))
        marks = _drawn(trim, apart, folds) if self._marks else ""
        x, y, right, top = numbers.written(bled)
        # What lies beyond the bleed, as a drawing that runs far over the edge, would be seen between the marks.
        clip = f"{x} {y} {right - x} {top - y} re W n"
        shift = " ".join(map(str, numbers.written(by)))
        page.contents_add(self._pdf.make_stream(f"q {clip} 1 0 0 1 {shift} cm\n".encode()), prepend=True)
        page.contents_add(self._pdf.make_stream(f"\nQ\n{marks}".encode()))
        page.contents_coalesce()
        self._patterns(page, by)
        if marks:
            _every_plate(page)
        for name in ("/CropBox", "/ArtBox"):
            if name in page.obj:
                del page.obj[name]
        _put(page, MediaBox=sheet, BleedBox=bled, TrimBox=trim)

    def _patterns(self, page: Any, by: tuple[float, float]) -> None:
        """Move the patterns of a page along with it: they lie on the sheet, not on what is drawn."""
        import pikepdf

        for pattern in dict(page.resources.get("/Pattern", {})).values():
            if pattern.objgen in self._moved:
                if self._moved[pattern.objgen] != by:
                    raise ValueError("pages that begin at different points share a pattern")
                continue
            if pattern.objgen != (0, 0):
                self._moved[pattern.objgen] = by
            a, b, c, d, e, f = (float(part) for part in pattern.get("/Matrix", [1, 0, 0, 1, 0, 0]))
            pattern.Matrix = pikepdf.Array(numbers.written((a, b, c, d, e + by[0], f + by[1])))


def _drawn(trim: Box, apart: float, folds: Sequence[float]) -> str:
    """Crop marks, and broken ones where the sheet is folded, on every plate."""
    lines = [*_crops(trim, apart), *_folds(trim, apart, folds)]
    return "\n".join(["q", f"{_ALL} CS 1 SCN {_WIDTH} w 0 J", *lines, "Q"])


def _every_plate(page: Any) -> None:
    """Give a page the colour that prints on every plate."""
    import pikepdf

    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    names = (pikepdf.Name.Separation, pikepdf.Name.All, pikepdf.Name.DeviceCMYK)
    if "/ColorSpace" not in page.resources:
        page.resources.ColorSpace = pikepdf.Dictionary()
    page.resources.ColorSpace[_ALL] = pikepdf.Array([*names, tint])


def _crops(trim: Box, apart: float) -> Iterator[str]:
    left, bottom, right, top = trim
    for x in (left, right):
        yield _line(x, top + apart, x, top + apart + _MARK)
        yield _line(x, bottom - apart, x, bottom - apart - _MARK)
    for y in (bottom, top):
        yield _line(left - apart, y, left - apart - _MARK, y)
        yield _line(right + apart, y, right + apart + _MARK, y)


def _folds(trim: Box, apart: float, folds: Sequence[float]) -> Iterator[str]:
    if folds:
        yield _FOLD
    left, bottom, _, top = trim
    for fold in folds:
        x = left + fold * POINTS
        yield _line(x, top + apart, x, top + apart + _MARK)
        yield _line(x, bottom - apart, x, bottom - apart - _MARK)


def _line(*ends: float) -> str:
    x, y, to_x, to_y = numbers.written(ends)
    return f"{x} {y} m {to_x} {to_y} l S"


def _box(box: Any) -> Box:
    left, bottom, right, top = map(float, box)
    return left, bottom, right, top


def _grown(box: Box, by: float) -> Box:
    left, bottom, right, top = box
    return left - by, bottom - by, right + by, top + by


def _moved(box: Box, by: tuple[float, float]) -> Box:
    left, bottom, right, top = box
    return left + by[0], bottom + by[1], right + by[0], top + by[1]


def _put(page: Any, **boxes: Box) -> None:
    import pikepdf

    for name, box in boxes.items():
        page.obj[f"/{name}"] = pikepdf.Array(numbers.written(box))
