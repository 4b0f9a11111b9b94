from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from press_fixtures import census, made, named, page, picture, prepared, setting, stream

from handouts.build import pressing
from handouts.errors import LayoutError
from handouts.press import printers

DRAW = "q 50 0 0 50 10 10 cm /I Do Q"


def image_of(pdf: bytes) -> Any:
    """The only picture of a file, as it is to be printed."""
    with pikepdf.open(BytesIO(pdf)) as document:
        thing: Any = document.pages[0].resources.XObject.I
        assert thing.ColorSpace == "/DeviceCMYK"
        assert thing.BitsPerComponent == 8
        return pikepdf.PdfImage(thing).as_pil_image()


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_picture_becomes_ink(mode: str) -> None:
    """In colours or in greys, dot by dot, in no more ink than the limit."""
    image = Image.radial_gradient("L").resize((40, 30)).convert(mode)
    pdf = prepared(page(DRAW, XObject=named(I=picture(image))))
    inked = image_of(pdf)
    assert (inked.mode, inked.size) == ("CMYK", (40, 30))
    assert 0 < census(pdf).inks <= 280
    assert sum(inked.getpixel((20, 15))) > sum(inked.getpixel((0, 0)))  # dark in the middle


def test_a_photograph_becomes_ink() -> None:
    """As cameras store them."""
    file = BytesIO()
    Image.new("RGB", (32, 32), "#0B5D3B").save(file, "JPEG", quality=95)
    photograph = picture(Image.new("RGB", (32, 32)), Filter=pikepdf.Name.DCTDecode)

    def stored(document: pikepdf.Pdf) -> Any:
        made = photograph(document)
        made.write(file.getvalue(), filter=pikepdf.Name.DCTDecode)
        return made

    cyan, magenta, yellow, black = image_of(prepared(page(DRAW, XObject=named(I=stored)))).getpixel((9, 9))
    assert cyan > yellow > black > magenta


@pytest.mark.parametrize(("ink", "kept"), [(60, True), (255, False)])
def test_a_picture_in_ink_stays_unless_it_has_too_much(ink: int, kept: bool) -> None:
    """What a designer has put into ink is theirs."""
    image = Image.new("CMYK", (4, 4), (ink, ink, ink, ink))
    inked = image_of(prepared(page(DRAW, XObject=named(I=picture(image)))))
    assert (inked.getpixel((0, 0)) == (ink,) * 4) is kept
    assert sum(inked.getpixel((0, 0))) <= 280 * 2.55


def test_a_photograph_in_ink_as_photo_editors_write_it() -> None:
    """They store it turned over, and the file says so."""
    file = BytesIO()
    Image.new("CMYK", (16, 16), (250, 250, 250, 250)).save(file, "JPEG", quality=100)

    def stored(document: pikepdf.Pdf) -> Any:
        made = picture(Image.new("CMYK", (16, 16)), Decode=[1, 0, 1, 0, 1, 0, 1, 0])(document)
        made.write(file.getvalue(), filter=pikepdf.Name.DCTDecode)
        return made

    pdf = prepared(page(DRAW, XObject=named(I=stored)))
    assert 260 < sum(image_of(pdf).getpixel((8, 8))) / 2.55 <= 280
    assert b"/Decode" not in pdf.split(b"/DestOutputProfile")[0]


def test_a_stencil_is_printed_in_the_colour_of_its_place() -> None:
    """It has no colours of its own."""
    mask = stream(b"\xaa\x55" * 4, Subtype=pikepdf.Name.Image, ImageMask=True, Width=8, Height=8, BitsPerComponent=1)
    pdf = prepared(page(f"1 0 0 rg {DRAW}", XObject=named(I=mask)))
    assert set(census(pdf).operators) == {"k", "K"}
    assert b"/ImageMask" in pdf


def test_a_mask_that_hides_nothing_is_dropped() -> None:
    """Many programs write one for every picture."""
    mask = picture(Image.new("L", (4, 4), 255))
    pdf = page(DRAW, XObject=named(I=picture(Image.new("RGB", (4, 4)), SMask=mask)))
    assert b"/SMask" not in prepared(pdf, printers.named("no-transparency"))


def test_a_picture_that_is_see_through() -> None:
    """It is for one shop, and for another it is told by page."""
    mask = picture(Image.linear_gradient("L").resize((4, 4)))
    pdf = page(DRAW, XObject=named(I=picture(Image.new("RGB", (4, 4), "red"), SMask=mask)))
    found = prepared(pdf)
    assert b"/SMask" in found
    with pikepdf.open(BytesIO(found)) as document:
        assert document.pages[0].Group.CS == "/DeviceCMYK"
        assert document.pages[0].Resources.XObject.I.SMask.ColorSpace == "/DeviceGray"
    with pytest.raises(LayoutError) as caught:
        prepared(pdf, printers.named("no-transparency"))
    (finding,) = caught.value.findings
    assert finding.place == "page 1"
    assert "no-transparency" in finding.message
    assert "strict-x4" in finding.remedy


@pytest.mark.parametrize(
    ("content", "things", "told"),
    [
        (DRAW, {"Mask": [0, 9, 0, 9, 0, 9]}, "makes one of its colours see-through"),
        (DRAW, {"Filter": pikepdf.Name.JBIG2Decode}, "cannot be read"),
        ("BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI", {}, "within the page's own stream"),
    ],
)
def test_a_picture_that_cannot_be_put_into_ink(content: str, things: dict[str, object], told: str) -> None:
    """It is told with its page."""
    image = picture(Image.new("RGB", (4, 4), "red"), **things)
    with pytest.raises(LayoutError, match=rf"page 1: .*{told}"):
        prepared(page(content, XObject=named(I=image)))


def test_a_practices_logo(tmp_path: Path) -> None:
    """One with soft edges goes to a modern shop, and an old one is told what to do about it."""
    logo = Image.new("RGBA", (200, 120), (0, 90, 160, 0))
    logo.paste(Image.new("RGBA", (100, 60), (200, 30, 30, 255)), (50, 30))
    logo.putpixel((2, 2), (0, 0, 0, 128))
    logo.save(tmp_path / "logo.png")
    brand = tmp_path / "brand.yaml"
    brand.write_text("name: De Linde\nlogo: logo.png\n", encoding="utf-8")
    placed = setting("handout-a4", brand=brand)
    found = made(placed)
    counted = census(found.pdf)
    assert counted.spaces["/DeviceCMYK"]
    assert set(counted.spaces) == {"/DeviceCMYK"}
    old = replace(placed, printer=printers.named("no-transparency"))
    with pytest.raises(LayoutError, match="a picture is see-through at its edges or in parts"):
        pressing.pressed(old, placed.handout, found.rendered)


def test_a_practices_drawn_logo(tmp_path: Path) -> None:
    """With colours that go over into each other, and parts that are see-through."""
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 30" width="60" height="30"><defs>'
        '<linearGradient id="a"><stop offset="0" stop-color="#0057b8"/><stop offset="1" stop-color="#ffd700"/>'
        '</linearGradient><radialGradient id="b"><stop offset="0" stop-color="red"/>'
        '<stop offset="1" stop-color="red" stop-opacity="0"/></radialGradient></defs>'
        '<rect width="60" height="30" fill="url(#a)"/><circle cx="20" cy="15" r="12" fill="url(#b)"/>'
        '<rect x="30" y="5" width="20" height="20" fill="#102030" opacity="0.4"/></svg>',
        encoding="utf-8",
    )
    brand = tmp_path / "brand.yaml"
    brand.write_text("name: De Linde\nlogo: logo.svg\n", encoding="utf-8")
    counted = census(made(setting("handout-a4", brand=brand)).pdf)
    assert set(counted.spaces) == {"/DeviceCMYK"}
    assert not [operator for operator in counted.operators if operator.split()[0] in ("rg", "RG", "g", "G")]
    assert counted.masks
    assert counted.inks <= 280
