"""Every page as it was last looked at and accepted: not a pixel of it may change unseen."""

from __future__ import annotations

from pathlib import Path

import pytest
import refresh
from PIL import Image

PIECES = list(refresh.pieces())


def test_the_gallery_shows_every_piece() -> None:
    """Each format in each language, in colour and in black; the page is the one that would be written now."""
    assert [piece.name for piece in PIECES if not piece.kept()] == []
    names = {path.name for piece in PIECES for path in piece.kept()}
    assert {path.name for path in refresh.FOLDER.iterdir()} == names
    assert refresh.PAGE.read_text(encoding="utf-8") == refresh.page()


def made_with(path: Path) -> str:
    """What drew a kept image."""
    with Image.open(path) as image:
        return str(image.info[refresh.MADE_WITH])


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.name)
def test_no_page_changed_unseen(piece: refresh.Piece) -> None:
    """The pixels that differ are counted; `docs/refresh.py` accepts them, once someone has looked."""
    kept = piece.kept()
    engines = {made_with(path) for path in kept}
    if engines != {refresh.engine()}:
        pytest.skip(f"NOT COMPARED: the kept images were made with {engines}, here is {refresh.engine()}")
    drawn = piece.draw()
    assert list(drawn) == [path.name for path in kept]
    differing = {path.name: refresh.changed(path.read_bytes(), drawn[path.name]) for path in kept}
    assert not any(differing.values()), f"pixels changed: {differing}; look, then .venv/bin/python docs/refresh.py"


def test_a_changed_glyph_is_counted() -> None:
    """A few pixels are enough."""
    from io import BytesIO

    def saved(image: Image.Image) -> bytes:
        file = BytesIO()
        image.save(file, "PNG")
        return file.getvalue()

    page = Image.new("RGB", (90, 120), "white")
    before = saved(page)
    assert refresh.changed(before, before) == 0
    page.putpixel((5, 5), (0, 0, 0))
    page.putpixel((6, 5), (250, 255, 255))
    assert refresh.changed(before, saved(page)) == 2
    assert refresh.changed(before, saved(page.resize((91, 120)))) == 91 * 120
