from __future__ import annotations

import pikepdf
import pytest
from press_fixtures import census, drawn, named, page, prepared, stream

from handouts.errors import LayoutError

GREEN = {"#00FF00": (80.0, 0.0, 100.0, 0.0)}
SPACES = {
    "Icc": lambda document: pikepdf.Array([pikepdf.Name.ICCBased, stream(b"", N=3)(document)]),
    "Cal": pikepdf.Array([pikepdf.Name.CalRGB, pikepdf.Dictionary(WhitePoint=[0.95, 1, 1.09])]),
    "Grey": pikepdf.Array([pikepdf.Name.CalGray, pikepdf.Dictionary(WhitePoint=[0.95, 1, 1.09])]),
}


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("0 1 0 rg 0 0 9 9 re f", "0.8 0 1 0 k 0 0 9 9 re f"),
        ("0 1 0 RG 0 0 m 9 9 l S", "0.8 0 1 0 K 0 0 m 9 9 l S"),
        ("0 g 0 0 9 9 re f", "0 0 0 1 k 0 0 9 9 re f"),
        ("1 G 0 0 9 9 re s", "0 0 0 0 K 0 0 9 9 re s"),
        ("/DeviceRGB cs 0 1 0 sc 0 0 9 9 re f", "0.8 0 1 0 k 0 0 9 9 re f"),
        ("/DeviceRGB CS 0 1 0 SCN 0 0 9 9 re S", "0.8 0 1 0 K 0 0 9 9 re S"),
        ("/DeviceGray cs 0 0 9 9 re f", "0 0 0 1 k 0 0 9 9 re f"),
        ("/Cal cs 0 1 0 scn 0 0 9 9 re f*", "0.8 0 1 0 k 0 0 9 9 re f*"),
        ("/Icc cs 0 1 0 scn 0 0 9 9 re f", "0.8 0 1 0 k 0 0 9 9 re f"),
        ("/Grey cs 1 scn 0 0 9 9 re f", "0 0 0 0 k 0 0 9 9 re f"),
        ("0.1 0.2 0.3 0.4 k 0 0 9 9 re f", "0.1 0.2 0.3 0.4 k 0 0 9 9 re f"),
        ("/DeviceCMYK cs 0 0 9 9 re f", "0 0 0 1 k 0 0 9 9 re f"),
        ("0 0 9 9 re B", "0 0 0 1 k 0 0 0 1 K 0 0 9 9 re B"),
        ("0 1 0 rg 0 0 9 9 re W n", "0 0 9 9 re W n"),
        ("/Perceptual ri 0 0 9 9 re n", "0 0 9 9 re n"),
    ],
)
def test_a_colour_of_the_screen_becomes_ink(given: str, written: str) -> None:
    """Whatever the operator; it is written where something is painted, ahead of the path."""
    pdf = page(given, ColorSpace=named(**SPACES))
    assert drawn(prepared(pdf, inks=GREEN)) == written


def test_a_colour_holds_until_its_state_is_left() -> None:
    """It is written again where that is gone, and only there."""
    given = "0 1 0 rg 0 0 9 9 re f q 1 g 0 0 9 9 re f Q 0 0 9 9 re f 0 1 0 rg 0 0 9 9 re f"
    written = "0.8 0 1 0 k 0 0 9 9 re f q 0 0 0 0 k 0 0 9 9 re f Q 0 0 9 9 re f 0 0 9 9 re f"
    assert drawn(prepared(page(given), inks=GREEN)) == written


def test_letters_have_inks_of_their_own() -> None:
    """The same colour is another in text, and black text is printed over its ground, alone."""
    given = "0 1 0 rg 0 0 9 9 re f BT /F 9 Tf (a) Tj ET 0 0 9 9 re f"
    font = named(F=named(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica))
    pdf = prepared(page(given, Font=font), inks=GREEN, letters={"#00FF00": (0.0, 0.0, 0.0, 100.0)})
    over = "0 0 0 1 k /HandoutsOver gs (a) Tj"
    apart = "0.8 0 1 0 k /HandoutsApart gs 0 0 9 9 re f"
    assert drawn(pdf) == f"0.8 0 1 0 k 0 0 9 9 re f BT /F 9 Tf {over} ET {apart}"
    states = {(state["/OP"], state["/op"], state["/OPM"]) for state in census(pdf).states}
    assert states == {(True, True, 1), (False, False, 1)}


def test_coloured_text_leaves_its_ground_out() -> None:
    """White text, printed over its ground, would not be there at all."""
    font = named(F=named(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica))
    given = "1 g BT /F 9 Tf (a) Tj 0 1 0 rg (b) Tj 0.5 g (c) Tj ET"
    assert "Over" not in drawn(prepared(page(given, Font=font)))


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("/Gone gs 0 0 9 9 re f", "0 0 9 9 re n"),
        ("/Gone gs 0 0 9 9 re B", "0 0 0 1 K 0 0 9 9 re S"),
        ("/Lost gs 0 0 9 9 re b*", "0 0 0 1 k 0 0 9 9 re f*"),
        ("/Lost gs 0 0 9 9 re S", "0 0 9 9 re n"),
        ("/Gone gs BT (a) Tj ET", "BT 3 Tr (a) Tj 0 Tr ET"),
        ("/Gone gs /Form Do", ""),
        ("q /Gone gs Q 0 0 9 9 re f", "q /Gone gs Q 0 0 0 1 k 0 0 9 9 re f"),
    ],
)
def test_what_cannot_be_seen_is_not_printed(given: str, written: str) -> None:
    """A border of no colour is drawn with an opacity of nought."""
    pdf = page(given, ExtGState=named(Gone=named(ca=0), Lost=named(CA=0)))
    assert drawn(prepared(pdf)).replace("/Lost gs ", "").removeprefix("/Gone gs").strip() == written
    assert all("/ca" not in state for state in census(prepared(pdf)).states)


def test_marks_for_readers_are_left_out_and_layers_are_not() -> None:
    """A press has no use for tags; what can be switched off has to stay within its marks."""
    given = "/P <</MCID 0>> BDC /OC /L BDC 0 0 9 9 re n EMC /Artifact BMC EMC EMC /X MP"
    assert drawn(prepared(page(given))) == "/OC /L BDC 0 0 9 9 re n EMC"


def test_a_form_is_put_into_ink_with_all_within_it() -> None:
    """A drawing in a drawing, in the colours of who uses it where it has none of its own."""
    inner = stream("1 0 0 rg 0 0 9 9 re f", Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
    outer = stream(
        "0 0 5 5 re f /In Do", Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9], Resources=named(XObject=named(In=inner))
    )
    found = census(prepared(page("0 1 0 rg /Out Do", XObject=named(Out=outer)), inks=GREEN))
    assert set(found.operators) == {"k", "K"}
    assert None in found.areas
    assert len(found.areas) == 2


def test_a_tiling_pattern_and_a_drawn_letter_are_put_into_ink() -> None:
    """They begin in black, or in the colour of who uses them."""
    tile = stream(
        "0 0 9 9 re f 1 0 0 RG 0 0 m 9 9 l S",
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=[0, 0, 9, 9],
        XStep=9,
        YStep=9,
        Resources=named(),
    )
    letter = stream("9 0 d0 0 0 1 rg 0 0 9 9 re f")
    font = named(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type3, CharProcs=named(a=letter), FontMatrix=[1, 0, 0, 1, 0, 0]
    )
    given = "/Pattern cs /T scn 0 0 50 50 re f BT /F 1 Tf (a) Tj ET"
    found = census(prepared(page(given, Pattern=named(T=tile), Font=named(F=font))))
    assert set(found.operators) == {"k", "K", "cs /Pattern", "scn /T"}
    assert (0.0, 0.0, 0.0, 100.0) in found.areas


def test_a_colour_that_cannot_be_turned_into_ink_is_told_with_its_page() -> None:
    """A designer's way of writing colours, or another program's."""
    lab = pikepdf.Array([pikepdf.Name.Lab, pikepdf.Dictionary(WhitePoint=[0.95, 1, 1.09])])
    with pytest.raises(LayoutError) as caught:
        prepared(page("/Lab cs 50 20 20 scn 0 0 9 9 re f", ColorSpace=named(Lab=lab)))
    (finding,) = caught.value.findings
    assert finding.place == "page 1"
    assert "cannot be turned into ink" in finding.message
    assert finding.remedy


def test_a_spot_colour_stays() -> None:
    """Its plate is the print shop's."""
    tint = named(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 0, 0, 0], N=1)
    gold = lambda document: pikepdf.Array(  # noqa: E731
        [pikepdf.Name.Separation, pikepdf.Name.Gold, pikepdf.Name.DeviceCMYK, tint(document)]
    )
    pdf = prepared(page("/Gold cs 1 scn 0 0 9 9 re f", ColorSpace=named(Gold=gold, Cal=SPACES["Cal"])))
    assert drawn(pdf) == "/Gold cs 1 scn 0 0 9 9 re f"
    assert b"CalRGB" not in pdf
