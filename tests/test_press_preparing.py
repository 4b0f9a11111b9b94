"""Whole documents for the press: every format, in every look that it has of its own."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from output_fixtures import python
from PIL import ImageChops
from press_fixtures import SCREEN, census, made, named, page, prepared, pressed, setting, stream

from handouts import formats, pdf, themes
from handouts.build import promises
from handouts.errors import LayoutError
from handouts.pdf.reading import opened
from handouts.press import inks, printers

FORMATS = [fmt for fmt in formats.available().values() if fmt.unit == "mm"]
LOOKS = [(fmt.name, theme.name) for fmt in FORMATS for theme in themes.available().values() if theme.has(fmt)]
SOME = [("handout-a4", "clinic"), ("flyer-a5", "table"), ("leaflet-trifold", "table"), ("poster-a3", "element")]
MARKED = [pytest.param(*look, marks=[] if look in SOME else pytest.mark.slow, id="-".join(look)) for look in LOOKS]
BLACK = (0.0, 0.0, 0.0, 100.0)


@pytest.mark.parametrize(("name", "theme"), MARKED)
def test_a_press_file_is_in_ink_alone(name: str, theme: str) -> None:
    """No colour of a screen anywhere, no more ink than the limit, nothing see-through, no annotation."""
    found = pressed(name, theme)
    counted = census(found.pdf)
    screen = {operator for operator in counted.operators if operator.split()[0] in SCREEN}
    assert screen == set()
    assert not [operator for operator in counted.operators if "Device" in operator or "Cal" in operator]
    assert set(counted.spaces) <= {"/DeviceCMYK"}
    assert 0 < counted.inks <= printers.named().ink_limit
    assert (counted.groups, counted.masks) == (0, 0)
    assert not [state for state in counted.states if {"/ca", "/CA", "/SMask", "/BM"} & set(state)]
    with pikepdf.open(BytesIO(found.pdf)) as document:
        assert not [sheet for sheet in document.pages if "/Annots" in sheet.obj]
        assert not {"/AcroForm", "/StructTreeRoot", "/Names", "/Outlines"} & set(document.Root.keys())


@pytest.mark.parametrize(("name", "theme"), MARKED)
def test_text_in_the_colour_of_ink_is_on_the_black_plate_alone(name: str, theme: str) -> None:
    """Most of the text is, and no text takes what an area in the colour of ink takes."""
    found = pressed(name, theme)
    table = inks.of_theme(found.setting.theme)
    letters = census(found.pdf).letters
    assert letters[BLACK] > sum(letters.values()) / 3
    assert None not in letters  # every text is in a colour that was put into ink
    areas = {table.areas[colour] for colour in table.letters if table.letters[colour] != table.areas[colour]}
    assert not areas & set(letters)


@pytest.mark.parametrize(("name", "theme"), MARKED)
def test_what_is_promised_of_a_page_holds_of_the_press_file(name: str, theme: str) -> None:
    """The disclaimer on every side, no dose without cautions, all text there and large enough."""
    found = pressed(name, theme)
    handout = found.setting.handout
    assert promises.broken(handout, found.pdf, found.rendered.markup.html) == []
    assert pdf.text_of(found.pdf) == pdf.text_of(found.rendered.pdf)


@pytest.mark.parametrize(("name", "theme"), SOME)
def test_a_press_file_looks_like_the_page(name: str, theme: str) -> None:
    """Nothing is lost and nothing is elsewhere: compared in greys, for inks are not a screen's colours."""
    found = pressed(name, theme)
    with opened(found.pdf) as inked, opened(found.rendered.pdf) as screened:
        assert len(inked) == len(screened)
        for number in range(len(inked)):
            images = [sheet[number].render(scale=0.7, grayscale=True).to_pil() for sheet in (inked, screened)]
            assert images[0].size == images[1].size
            difference = ImageChops.difference(*images)
            far = sum(difference.histogram()[90:]) / (images[0].width * images[0].height)
            assert far < 0.005, f"side {number + 1}: {far:.2%} of it differs"


@pytest.mark.parametrize("name", ["no-transparency", "office"])
def test_other_printers(name: str) -> None:
    """The same page for an old shop, and for the printer of a practice."""
    counted = census(pressed("flyer-a5", "table", name).pdf)
    assert not {operator for operator in counted.operators if operator.split()[0] in SCREEN}
    assert (counted.groups, counted.masks) == (0, 0)
    overprints = [state for state in counted.states if "/OP" in state]
    assert bool(overprints) == (name == "no-transparency")


def test_the_ink_saver_has_no_ink_but_black() -> None:
    """Whatever the theme, its colours are black and white."""
    found = made(setting("flyer-a5", "element", ink_saver=True))
    counted = census(found.pdf)
    mixed = {inks for inks in {*counted.areas, *counted.letters} if len(inks) == 4}  # others are patterns
    assert {inks[:3] for inks in mixed} == {(0.0, 0.0, 0.0)}


def test_a_lower_limit_of_ink_holds() -> None:
    """Of a shop that prints on thin paper."""
    thin = replace(printers.named(), ink_limit=200)
    assert census(made(setting("flyer-a5", "table", printer=thin)).pdf).inks <= 200


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (named(ca=0.5), "a colour is see-through"),
        (named(BM=pikepdf.Name.Multiply), "a colour is blended with what lies beneath"),
        (
            named(SMask=named(S=pikepdf.Name.Alpha, G=stream("", Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9]))),
            "a drawing fades out",
        ),
    ],
)
def test_what_an_old_shop_cannot_print_is_told_with_its_page(state: object, told: str) -> None:
    """With what to do about it; a modern shop prints it."""
    given = page("/S gs 0 0 9 9 re f", ExtGState=named(S=state))
    assert prepared(given)
    with pytest.raises(LayoutError) as caught:
        prepared(given, printers.named("no-transparency"))
    (finding,) = caught.value.findings
    assert finding.place == "page 1"
    assert finding.message.startswith(told)
    assert "full opacity" in finding.remedy


def test_a_group_stays_where_something_in_it_is_see_through() -> None:
    """It is put into ink; what is see-through in it is mixed there."""
    form = stream(
        "/S gs 1 0 0 rg 0 0 9 9 re f",
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, 9, 9],
        Group=named(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceRGB),
        Resources=named(ExtGState=named(S=named(ca=0.5))),
    )
    counted = census(prepared(page("/F Do", XObject=named(F=form))))
    assert (counted.groups, set(counted.spaces)) == (1, {"/DeviceCMYK"})


_AGAIN = """
import sys
from pathlib import Path
from handouts.press import inks, prepare, printers
from handouts import themes
table = inks.of_theme(themes.named("table"))
given = Path(sys.argv[1]).read_bytes()
made = prepare(given, printer=printers.named(), inks=table.areas, letters=table.letters, title="A")
Path(sys.argv[2]).write_bytes(made)
"""


def test_the_same_page_gives_the_same_bytes(tmp_path: Path) -> None:
    """In another process, with another hash seed, in another zone."""
    (tmp_path / "in.pdf").write_bytes(pressed("flyer-a5", "table").rendered.pdf)
    files = []
    for seed, zone in (("1", "UTC"), ("77", "Asia/Tokyo")):
        path = tmp_path / f"{seed}.pdf"
        ran = python(_AGAIN, tmp_path / "in.pdf", path, cwd=tmp_path, env={"PYTHONHASHSEED": seed, "TZ": zone})
        assert ran.returncode == 0, ran.stderr.decode()
        files.append(path.read_bytes())
    assert files[0] == files[1]


def test_the_same_order_gives_the_same_bytes() -> None:
    """Laid out anew as well."""
    assert made(setting("flyer-a5", "table")).pdf == pressed("flyer-a5", "table").pdf


def test_office_output_knows_nothing_of_a_press() -> None:
    """Without a bleed the page is as it was, to the byte."""
    placed = replace(setting("flyer-a6"), printer=None)
    assert "bleed:" not in placed._set(placed.handout, 9).html.replace("--bleed:", "")
