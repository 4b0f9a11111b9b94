from __future__ import annotations

import pytest
from pdf_fixtures import rendered

from handouts.errors import HandoutsError
from handouts.pdf import illegible

NOTE = "This is no advice: see your doctor, always."
TEXT = f"<p>Something else.</p><p class=n>{NOTE}</p>"


def reasons(body: str, css: str = "") -> dict[int, list[str]]:
    """Return why the note cannot be read in a document."""
    return illegible(rendered(body, css).pdf, NOTE, 7)


@pytest.mark.parametrize(
    "css",
    [
        "",
        ".n{font-size:7pt}",
        ".n{width:30mm}",
        ".n{text-align:justify;word-spacing:2mm}",
        ".n{background:#123;color:#fff}",
        ".n{color:#666}",
        ".n{font-weight:700;letter-spacing:.1em}",
    ],
)
def test_what_can_be_read_is_not_found(css: str) -> None:
    """In lines, small, light on dark, grey, spaced."""
    assert reasons(TEXT, css) == {}


def test_bold_words_in_it_are_no_matter() -> None:
    """The letters count, not the pieces they are set in."""
    assert reasons("<p><b>This is no advice:</b> see your <i>doctor</i>, always.</p>") == {}


@pytest.mark.parametrize(
    ("css", "reason"),
    [
        (".n{display:none}", "missing or not whole"),
        (".n{text-transform:uppercase}", "missing or not whole"),
        (".n{font-size:6.9pt}", "is set in 6.9 points; 7 are needed"),
        (".n{font-size:20pt;transform:scale(.3);line-height:1}", "is set in 6.0 points"),
        (".n{color:#fff}", "hidden, covered, or too pale"),
        (".n{color:#c0c0c0}", "hidden, covered, or too pale"),
        (".n{background:#123;color:#234}", "hidden, covered, or too pale"),
        (".n{opacity:.2}", "hidden, covered, or too pale"),
        (".n{position:absolute;clip:rect(0,20mm,1mm,0)}", "hidden, covered, or too pale"),
        (
            "p{position:relative}.n::after{content:'';position:absolute;left:0;top:0;width:90mm;height:9mm;background:#fff}",
            "hidden, covered, or too pale",
        ),
    ],
)
def test_what_cannot_be_read_is_found(css: str, reason: str) -> None:
    """Whatever the engine has no word of complaint for."""
    ((found,),) = reasons(TEXT, css).values()
    assert reason in found


def test_each_page_is_looked_at() -> None:
    """A text that is on one page is not on the others."""
    body = f"<p>{NOTE}</p><p style='break-before:page'>Other.</p><p style='break-before:page'>{NOTE[:-2]}</p>"
    assert reasons(body) == {page: ["the disclaimer is missing or not whole"] for page in (2, 3)}


def test_other_texts_have_a_smallest_size_of_their_own() -> None:
    """Each size that is too small is told once, with the words it was met in; the disclaimer has its own."""
    body = f"{TEXT}<p>Large <small>a small word</small></p><p><b>tiny</b></p>"
    pdf = rendered(body, ".n{font-size:7pt}small{font-size:7.5pt}b{font-size:5pt}").pdf
    assert illegible(pdf, NOTE, 7, 8) == {
        1: [
            '"a small word tiny …" is set in 7.5 points; 8 are the smallest here',
            '"tiny …" is set in 5 points; 8 are the smallest here',
        ]
    }
    assert illegible(pdf, NOTE, 7, 5) == {}


@pytest.mark.parametrize(
    "css",
    [
        ".o{position:absolute;top:0;left:0}.n{position:absolute;top:1mm;left:1mm}",
        "p{margin:0}.o{margin-top:-4.5mm}",
        "p{margin:0}.o{transform:translate(0,-4.5mm)}",
    ],
)
def test_text_over_another_is_found(css: str) -> None:
    """Also where boxes are placed by their distances, of which the layout tells nothing."""
    body = f"<p class=n>{NOTE}</p><p class=o>Read on elsewhere, and <sup>1</sup> there</p>"
    ((found,),) = reasons(body, css).values()
    assert ' …" is printed over "' in found


def test_letters_that_touch_their_neighbours_are_no_matter() -> None:
    """Ligatures share a box, kerning and tight setting overlap a little, notes are raised."""
    assert (
        reasons(f"<p class=x>office, fjord, tafel, AVAT<sup>12</sup> f.</p>{TEXT}", ".x{letter-spacing:-.05em}") == {}
    )


def test_what_is_no_pdf_is_an_error() -> None:
    """As for every other reader of PDFs here."""
    with pytest.raises(HandoutsError, match="not a PDF"):
        illegible(b"no", NOTE, 7)
