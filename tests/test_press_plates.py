"""The plates of a press file, as Ghostscript makes them: what will be on each, apart from all that we say of it."""

from __future__ import annotations

import math
import shutil
import subprocess
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops
from press_fixtures import Pressed, pressed

from handouts.pdf.letters import letters
from handouts.pdf.reading import opened

GHOSTSCRIPT = shutil.which("gs") or ""
DOTS = 150  # an inch
COLOURS = ("Cyan", "Magenta", "Yellow")
needed = pytest.mark.skipif(not GHOSTSCRIPT, reason="NO GHOSTSCRIPT HERE: nobody has looked at the plates")


def plates(pdf: bytes, folder: Path, number: int = 1) -> dict[str, Image.Image]:
    """Every plate of a page, black where it prints: one for each ink, and for each spot colour."""
    source = folder / "press.pdf"
    source.write_bytes(pdf)
    page = [f"-dFirstPage={number}", f"-dLastPage={number}"]
    settings = ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{DOTS}", *page]
    subprocess.run(
        [GHOSTSCRIPT, *settings, f"-sOutputFile={folder / 'plate'}.tif", str(source)], check=True, timeout=90
    )
    found = {}
    for path in sorted(folder.glob("plate(*).tif")):
        with Image.open(path) as image:
            found[path.stem.split("(")[1][:-1]] = image.convert("L")
    return found


def texts(found: Pressed, colours: Container[str], number: int = 1) -> Iterator[tuple[int, int, int, int]]:
    """Where the letters of a page stand, in dots of a plate, that have one of these colours on screen."""
    with opened(found.pdf) as inked, opened(found.rendered.pdf) as screened:
        pairs = zip(letters(inked[number - 1]), letters(screened[number - 1], coloured=True), strict=True)
        for letter, seen in pairs:
            left, top, right, bottom = (edge * DOTS / 72 for edge in letter.box)
            if seen.colour in colours:
                yield math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom)


def darkest(image: Any, box: tuple[int, int, int, int]) -> int:
    """How much is printed of a place on a plate, from 0 to 255."""
    least, _ = image.crop(box).getextrema()
    return 255 - int(least)


@needed
@pytest.mark.parametrize("side", [1, 2])
def test_body_text_is_on_the_black_plate_alone(tmp_path: Path, side: int) -> None:
    """On the white paper of the clinic: where a letter stands, no other plate prints a dot."""
    found = pressed("flyer-a5")
    made = plates(found.pdf, tmp_path, side)
    assert set(made) == {*COLOURS, "Black"}
    tokens = found.setting.theme.tokens
    boxes = list(texts(found, (tokens["ink"], tokens["muted"]), side))
    assert len(boxes) > 300
    printed = [darkest(made["Black"], box) for box in boxes]
    assert min(printed) > 60
    # Some letters stand on a coloured ground: the other plates print it evenly, and leave no letter out of it.
    coloured = [box for box in boxes if any(darkest(made[name], box) for name in COLOURS)]
    assert len(coloured) < len(boxes) / 4
    assert [box for box in coloured if not all(_flat(made[name], box) for name in COLOURS)] == []


def _flat(plate: Any, box: tuple[int, int, int, int]) -> bool:
    """Whether a plate is even where a letter stands: it prints the ground alone, and no letter is left out of it."""
    least, most = plate.crop(box).getextrema()
    return bool(most - least < 16)


@needed
def test_marks_are_on_every_plate(tmp_path: Path) -> None:
    """A cutter may look at any of them."""
    found = pressed("flyer-a5", marks=True)
    made = plates(found.pdf, tmp_path)
    corner = (0, 0, round(5 / 25.4 * DOTS), round(12 / 25.4 * DOTS))
    assert all(darkest(made[name], corner) > 100 for name in (*COLOURS, "Black"))


@needed
@pytest.mark.parametrize("theme", ["table", "element"])
def test_no_place_has_more_ink_than_the_limit(tmp_path: Path, theme: str) -> None:
    """Dot by dot, with all that is printed over each other; and there is ink enough to measure."""
    made = plates(pressed("flyer-a5", theme).pdf, tmp_path)
    total = None
    for plate in made.values():
        quarter = ImageChops.invert(plate).point(lambda level: level // 4)
        total = quarter if total is None else ImageChops.add(total, quarter)
    assert total is not None
    most = max(level for level, count in enumerate(total.histogram()) if count)
    assert 100 < most * 4 / 2.55 <= 280


def test_the_plates_are_looked_at_or_it_is_said() -> None:
    """A check that looks at nothing must not pass for one that does."""
    if not GHOSTSCRIPT:
        pytest.skip("NO GHOSTSCRIPT HERE: install gs to have the plates of the press files looked at")
