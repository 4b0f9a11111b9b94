"""Files that cannot be opened, or were made to do harm: one flaw that says what to do, soon, and never a traceback."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from preflight_files import changed, drawing, form, found, office

from handouts import preflight
from handouts.preflight import streams

NOT_FILES = {
    "empty": (b"", "the file is empty"),
    "text": (b"Dear patient,\n" * 99, "this is no PDF: it looks like something else"),
    "image": (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "this is no PDF: it looks like a PNG image"),
    "letter": (b"PK\x03\x04" + b"\0" * 99, "this is no PDF: it looks like a packed file, such as one of Word or Pages"),
    "page": (b"<!DOCTYPE html><title>x</title>", "this is no PDF: it looks like a web page"),
    "start": (b"%PDF-1.7\n", "the file is damaged: "),
    "noise": (b"%PDF-1.7\n" + bytes(range(256)) * 40, "the file is damaged: "),
}


@pytest.mark.parametrize("name", NOT_FILES)
def test_what_is_no_pdf_is_told(name: str) -> None:
    """With what it is instead, where that can be seen."""
    data, said = NOT_FILES[name]
    (flaw,) = preflight.check(data)
    assert flaw.error and flaw.check == "readable" and flaw.message.startswith(said)
    assert flaw.remedy and flaw.why and flaw.where == "the file"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_file_that_breaks_off_is_told(share: float) -> None:
    """Whatever could be mended of it."""
    whole = office()
    flaws = preflight.check(whole[: int(len(whole) * share)])
    assert any(flaw.check == "readable" and flaw.error and "damaged" in flaw.message for flaw in flaws)


def test_a_password_is_told() -> None:
    """Nobody can open it."""
    file = BytesIO()
    with pikepdf.open(BytesIO(office())) as document:
        document.save(file, encryption=pikepdf.Encryption(user="secret", owner="owner"))
    (flaw,) = preflight.check(file.getvalue())
    assert flaw.error and "opens only with a password" in flaw.message


def bomb(megabytes: int) -> bytes:
    """That many megabytes of nothing, packed."""
    packing = zlib.compressobj(9)
    nothing = bytes(1_000_000)
    return b"".join(packing.compress(nothing) for _ in range(megabytes)) + packing.flush()


def holding(data: bytes, place: str) -> bytes:
    """A file that holds packed data in its drawing, in an image, or in a font."""

    def edit(document: Pdf) -> None:
        stream = Stream(document, b"")
        stream.write(data, filter=Name.FlateDecode)
        page = document.pages[0].obj
        if place == "drawing":
            page.Contents = document.make_indirect(stream)
        elif place == "image":
            stream.Type, stream.Subtype, stream.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
            stream.Width, stream.Height, stream.BitsPerComponent = 60_000, 10_000, 8
            page.Resources.XObject = Dictionary(Bomb=document.make_indirect(stream))
        else:
            font: Any = next(iter(page.Resources.Font.values()))
            font.DescendantFonts[0].FontDescriptor.FontFile2 = document.make_indirect(stream)

    return changed(office(), edit)


@pytest.mark.parametrize("place", ["drawing", "image", "font"])
def test_what_unpacks_to_too_much_is_not_unpacked(place: str) -> None:
    """It is told at once, and nothing else is done with the file."""
    assert streams.LARGEST < 600_000_000
    (flaw,) = preflight.check(holding(bomb(600), place))
    assert flaw.error and "unpacks to more than 256 MB" in flaw.message


def test_a_bomb_in_a_bomb_is_not_unpacked() -> None:
    """Packed twice, a few hundred bytes are ten gigabytes."""
    twice = zlib.compress(bomb(600), 9)

    def edit(document: Pdf) -> None:
        stream = Stream(document, b"")
        stream.write(twice, filter=Array([Name.FlateDecode, Name.FlateDecode]), decode_parms=Array([None, None]))
        document.pages[0].obj.Contents = document.make_indirect(stream)

    (flaw,) = preflight.check(changed(office(), edit))
    assert flaw.error and "unpacks to more than" in flaw.message


def test_a_file_without_pages_is_told() -> None:
    """There is nothing to print."""
    file = BytesIO()
    pikepdf.new().save(file)
    assert "page-count" in found(file.getvalue())


def test_pages_that_hold_themselves_are_told() -> None:
    """A tree of pages that goes round and round comes to an end."""

    def edit(document: Pdf) -> None:
        document.Root.Pages.Kids.append(document.Root.Pages)

    assert any(name.startswith("readable") for name in found(changed(office(), edit)))


def test_a_form_that_draws_itself_is_drawn_once() -> None:
    """And is no flaw by itself: viewers stop there too."""

    def edit(document: Pdf) -> None:
        own = form("0 g 0 0 5 5 re f /Own Do")(document)
        own.Resources.XObject = Dictionary(Own=own)
        drawing("/Own Do", XObject={"Own": own})(document)

    assert found(changed(office(), edit)) == set()


def nested(depth: int, times: int) -> Any:
    """A form that draws another so many times, each time smaller, down to a depth."""

    def make(document: Pdf) -> Any:
        inner = form("0 0 1 1 re f")(document)
        for _ in range(depth):
            content = " ".join(f"q 0.9{index} 0 0 0.9{index} 0 0 cm /In Do Q" for index in range(times))
            inner = form(content, XObject={"In": inner})(document)
        return inner

    return make


def test_forms_in_forms_come_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten to the power of twelve rectangles are not counted, and that is told."""
    from handouts.preflight import opening

    monkeypatch.setattr(opening, "Budget", lambda: streams.Budget(200_000))
    told = found(changed(office(), drawing("/Deep Do", XObject={"Deep": nested(12, 9)})), leave={"contrast"})
    assert "readable" in told


def test_what_is_nested_too_deep_is_told() -> None:
    """Fifty forms, one in the other."""
    told = found(changed(office(), drawing("/Deep Do", XObject={"Deep": nested(50, 1)})))
    assert "readable" in told


def test_a_drawing_that_is_damaged_is_told() -> None:
    """Where its data breaks off, what is lost is not known."""

    def edit(document: Pdf) -> None:
        stream = Stream(document, b"")
        stream.write(b"this was packed once", filter=Name.FlateDecode)
        document.pages[1].obj.Contents = document.make_indirect(stream)

    flaws = preflight.check(changed(office(), edit))
    assert any(flaw.page == 2 and "cannot be read" in flaw.message for flaw in flaws)
