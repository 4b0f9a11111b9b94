from __future__ import annotations

import pytest
from pdf_fixtures import SVG, document, findings, findings_of, png, rendered, written

from handouts.errors import LayoutError

# Pages are 100 mm square with margins of 10 mm, the type is 10 pt on 14: a line is 4.94 mm high.
AT = "p{position:absolute;margin:0;line-height:14pt;white-space:nowrap}"


@pytest.mark.parametrize(
    ("css", "side"),
    [
        ("p{left:-6mm;top:20mm}", "left"),
        ("p{left:20mm;top:-6mm}", "top"),
        ("p{right:-6mm;top:20mm}", "right"),
        ("p{left:20mm;bottom:-6mm}", "bottom"),
        ("p{left:20mm;top:20mm;transform:translate(0, 64.5mm)}", "bottom"),
    ],
)
def test_text_near_the_trim_is_found(css: str, side: str) -> None:
    """A knife that is a little off would cut into it."""
    body = "<div style='position:relative;height:80mm'><p>Text</p></div>"
    (found,) = findings(body, AT + css)
    assert found.startswith('page 1, "Text": the text stands ')
    assert f" mm from the {side} edge of the page" in found
    assert "Leave 5 mm free along the trim" in found


def test_a_footer_near_the_trim_is_found_once() -> None:
    """The margins of the page are no exception, and a footer is the same on every page."""
    css = "@page{@bottom-left{content:'Foot';vertical-align:bottom;padding-bottom:4mm}}"
    (found,) = findings("<p>One</p><p style='break-before:page'>Two</p>", css)
    assert found.startswith('page 1, "Foot": the text stands 4.0 mm from the bottom edge of the page')


GOOD = {
    "text at five millimetres": ("<p>Text</p>", AT + "p{left:5mm;top:5mm}"),
    "a picture in the bleed": (
        '<img alt="Foods" src="handouts:photo.png">',
        "img{position:absolute;left:-10mm;top:-10mm;width:100mm;height:20mm}",
    ),
    "a band in the bleed": ("<div style='margin:-10mm;padding:10mm;background:#063'><p>Text</p></div>", ""),
}


@pytest.mark.parametrize("case", GOOD)
def test_what_keeps_away_from_the_trim_is_not_found(case: str) -> None:
    """Art and grounds run through the edge; five millimetres are enough."""
    body, css = GOOD[case]
    assert rendered(body, css, photo_png=png()).pages == 1


SIDES = (
    "@page{size:297mm 210mm;margin:0}.side{position:relative;width:297mm;height:210mm}.side+.side{break-before:page}"
)
PLACES = [
    ("left:20mm", ""),
    ("right:205mm", ""),
    ("right:200.9mm", "0.9 mm from"),
    ("left:95mm", "across"),
    ("left:97.5mm", "0.5 mm from"),
    ("left:101mm", "4.0 mm from"),
    ("left:102mm", ""),
]


def side(folds: str, inside: str) -> str:
    """Return one side of a leaflet with folds at so many millimetres."""
    return f'<div class=side data-folds="{folds}">{inside}</div>'


@pytest.mark.parametrize(("place", "where"), PLACES)
def test_text_near_a_fold_is_found(place: str, where: str) -> None:
    """Within five millimetres on both sides, or across it."""
    body, css = side("97 197", f"<p style='{place};top:40mm'>Text</p>"), SIDES + AT
    if not where:
        assert rendered(body, css).pages == 1
        return
    (found,) = findings(body, css)
    assert found.startswith('page 1, "Text": the text stands ')
    assert f"{where} the fold at 97 mm" in found


def test_each_side_has_its_own_folds() -> None:
    """A roll fold has its narrow panel on the left outside and on the right inside."""
    text = "<p style='left:101mm;top:40mm'>Text</p>"
    (found,) = findings(side("100 200", text.replace("101", "20")) + side("97 197", text), SIDES + AT)
    assert found.startswith('page 2, "Text": the text stands 4.0 mm from the fold at 97 mm')
    first, second = findings(side("100 200", text) + side("97 197", text), SIDES + AT)
    assert "1.0 mm from the fold at 100 mm" in first and "4.0 mm from the fold at 97 mm" in second


def test_the_folds_of_the_document_are_those_of_a_side_without_its_own() -> None:
    """One statement will do for a card that is folded once."""
    made = document("<div class=side><p style='left:99mm;top:9mm'>Text</p></div>", SIDES + AT)
    html = made.html.replace("<html ", '<html data-folds="100" ')
    (found,) = findings_of(type(made)(html, made.files))
    assert "across the fold at 100 mm" in found
    assert written(made).pages == 1


def test_an_image_across_a_fold_is_found_unless_it_decorates() -> None:
    """A picture that says something is not to be folded, whatever the size of the type."""
    css = SIDES + "img,b::after{position:absolute;left:80mm;top:9mm;width:30mm;height:30mm}"
    (found,) = findings(side("97", '<img alt="Foods" src="handouts:icon.svg">'), css, icon_svg=SVG)
    assert found.startswith('page 1, "Foods": the image stands across the fold at 97 mm')
    assert rendered(side("97", "<b></b>"), css + "b::after{content:url(handouts:icon.svg)}", icon_svg=SVG).pages == 1


def test_text_that_does_not_fit_is_not_said_to_be_near_the_trim_as_well() -> None:
    """One fault, one finding."""
    (found,) = findings("<p style='position:absolute;top:88mm'>Text</p>")
    assert "past the bottom edge of the page" in found


def test_pages_that_may_not_be_are_not_looked_at() -> None:
    """That there are too many is said; how they look is no matter."""
    body = "<p>One</p><p style='break-before:page'>Two</p>"
    with pytest.raises(LayoutError) as caught:
        rendered(body, "@page{margin:30mm}@page:nth(2){margin:1mm}", limit=1)
    assert [finding.message.split(":")[0] for finding in caught.value.findings] == [
        "the document takes 2 pages where 1 is allowed"
    ]
