from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from press_fixtures import census, named, page, prepared, stream

from handouts.errors import LayoutError

RED, BLUE = {"#FF0000": (0.0, 90.0, 80.0, 0.0)}, {"#0000FF": (90.0, 70.0, 0.0, 0.0)}


def blend(**entries: Any) -> Any:
    """What makes a blend from red to blue."""
    function = named(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[0, 0, 1], N=1)
    usual = {"ShadingType": 2, "ColorSpace": pikepdf.Name.DeviceRGB, "Coords": [0, 0, 1, 0], "Function": function}
    return named(**{**usual, **entries})


def shading_of(pdf: bytes) -> dict[str, Any]:
    """The only blend of a file."""
    with pikepdf.open(BytesIO(pdf)) as document:
        found = document.pages[0].Resources.Shading.B
        function = found.Function
        ends = [function] if "/C0" in function else list(function.Functions)
        return {
            "space": str(found.ColorSpace),
            "ends": [[list(map(float, end.C0)), list(map(float, end.C1))] for end in ends],
        }


def test_both_ends_are_put_into_ink() -> None:
    """What lies between is mixed of them."""
    pdf = prepared(page("/B sh", Shading=named(B=blend())), inks={**RED, **BLUE})
    assert shading_of(pdf) == {"space": "/DeviceCMYK", "ends": [[[0, 0.9, 0.8, 0], [0.9, 0.7, 0, 0]]]}


def test_a_blend_of_several() -> None:
    """As of three colours."""
    parts = lambda document: pikepdf.Array(  # noqa: E731
        [
            pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[0, 0, 1], N=1),
            pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 1], C1=[1, 0, 0], N=1),
        ]
    )
    stitched = named(FunctionType=3, Domain=[0, 1], Functions=parts, Bounds=[0.5], Encode=[0, 1, 0, 1])
    pdf = prepared(page("/B sh", Shading=named(B=blend(Function=stitched, ShadingType=3))), inks={**RED, **BLUE})
    assert [len(end) for ends in shading_of(pdf)["ends"] for end in ends] == [4, 4, 4, 4]


def test_a_blend_as_a_pattern() -> None:
    """It is found there as well."""
    pattern = named(PatternType=2, Shading=blend())
    pdf = prepared(page("/Pattern cs /P scn 0 0 9 9 re f", Pattern=named(P=pattern)))
    assert census(pdf).spaces == {"/DeviceCMYK": 1}


def test_greys_go_over_from_black_to_none() -> None:
    """In black alone, also where a file leaves its ends out."""
    function = named(FunctionType=2, Domain=[0, 1], N=1)
    grey = blend(ColorSpace=pikepdf.Name.DeviceGray, Function=function)
    assert shading_of(prepared(page("/B sh", Shading=named(B=grey))))["ends"] == [[[0, 0, 0, 1], [0, 0, 0, 0]]]


@pytest.mark.parametrize(
    "entries",
    [
        {"ShadingType": 1},
        {"ColorSpace": pikepdf.Array([pikepdf.Name.Lab, pikepdf.Dictionary(WhitePoint=[1, 1, 1])])},
        {"Function": stream(b"{}", FunctionType=4, Domain=[0, 1], Range=[0, 1, 0, 1, 0, 1])},
    ],
)
def test_a_blend_that_cannot_be_put_into_ink(entries: dict[str, Any]) -> None:
    """It is told with its page."""
    with pytest.raises(LayoutError, match="page 1: colours go over into each other in a way"):
        prepared(page("/B sh", Shading=named(B=blend(**entries))))


def test_a_mask_stays_grey() -> None:
    """It is not printed: what is light in it lets through, and black ink would be dark."""
    form = stream(
        "1 0 0 rg 0 0 9 9 re f /B sh",
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, 9, 9],
        Group=named(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceRGB),
        Resources=named(Shading=named(B=blend())),
    )
    state = named(SMask=named(S=pikepdf.Name.Luminosity, G=form))
    with pikepdf.open(BytesIO(prepared(page("/S gs 0 0 9 9 re f", ExtGState=named(S=state))))) as document:
        mask = document.pages[0].Resources.ExtGState.S.SMask.G
        assert mask.Group.CS == "/DeviceGray"
        assert mask.read_bytes().split() == b"0.3 g 0 0 9 9 re f /B sh".split()
        assert [float(part) for part in mask.Resources.Shading.B.Function.C0] == [0.3]
