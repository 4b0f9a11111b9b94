from __future__ import annotations

from base64 import b64decode

import pytest
from pdf_fixtures import BOLD, REGULAR, SVG, document, fonts_of, png

from handouts.errors import LayoutError
from handouts.markup import Markup
from handouts.pdf import standalone
from handouts.pdf.embedding import media_type


def test_every_url_becomes_its_file() -> None:
    """Fonts and images are inside, and no URL of ours is left."""
    made = document(
        '<img alt=x src="handouts:icon.svg"><p style="background:url(handouts:photo.png)">Text</p>',
        icon_svg=SVG,
        photo_png=png(),
    )
    html = standalone(made)
    assert "handouts:" not in html
    for kind in ("font/ttf", "image/svg+xml", "image/png"):
        assert f"data:{kind};base64," in html
    assert b64decode(html.partition("data:image/svg+xml;base64,")[2].partition('"')[0]) == SVG


def test_the_bare_engine_makes_a_page_of_it() -> None:
    """What stands alone renders alike, without our fetcher."""
    import weasyprint

    from handouts.pdf import text_of

    pdf = weasyprint.HTML(string=standalone(document("<p>Text</p>"))).write_pdf()
    assert text_of(pdf) == ("Text",)
    assert [font.name for font in fonts_of(pdf)] == ["Fira"]


def test_files_within_files_are_embedded() -> None:
    """A style sheet and a drawing refer to others in their turn."""
    files = {
        "handouts:a.css": b"p{background:url(handouts:b.svg)}",
        "handouts:b.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="handouts:c.png"/></svg>',
        "handouts:c.png": png(),
    }
    css = standalone(Markup('<link rel=stylesheet href="handouts:a.css">', files))
    sheet = b64decode(css.partition("text/css;base64,")[2].partition('"')[0]).decode()
    drawing = b64decode(sheet.partition("svg+xml;base64,")[2].partition(")")[0]).decode()
    assert b64decode(drawing.partition("image/png;base64,")[2].partition('"')[0]) == png()


def test_a_url_that_begins_another_is_not_mistaken_for_it() -> None:
    """The longest URL wins."""
    files = {"handouts:a": b"short", "handouts:a.png": b"long"}
    assert standalone(Markup('<img src="handouts:a.png">', files)) == '<img src="data:image/png;base64,bG9uZw==">'


@pytest.mark.parametrize("spelling", ["handouts:a&b é.png", "handouts:a&amp;b é.png", "handouts:a%26b%20%C3%A9.png"])
def test_escaped_urls_are_found(spelling: str) -> None:
    """HTML and CSS may write a URL in several ways."""
    html = standalone(Markup(f'<img src="{spelling}">', {"handouts:a&b é.png": b"x"}))
    assert html == '<img src="data:image/png;base64,eA==">'


def test_a_url_without_a_file_is_a_finding() -> None:
    """All of them at once; the word in a text is not a URL."""
    html = (
        '<p>handouts: for you, handouts:like-this</p><img src="handouts:a.png"><img src=handouts:b.png>'
        '<p style="x:url(handouts:c.png)">'
    )
    with pytest.raises(LayoutError) as caught:
        standalone(Markup(html, {}))
    assert [finding.message.split()[0] for finding in caught.value.findings] == [
        "handouts:a.png",
        "handouts:b.png",
        "handouts:c.png",
    ]


def test_a_file_that_contains_itself_is_a_finding() -> None:
    """Style sheets that import each other would never end."""
    files = {"handouts:a.css": b"@import 'handouts:b.css';", "handouts:b.css": b"@import 'handouts:a.css';"}
    with pytest.raises(LayoutError, match=r"handouts:a.css contains itself"):
        standalone(Markup('<link href="handouts:a.css">', files))


def test_a_document_without_files_is_itself() -> None:
    """Nothing is done where nothing is to do."""
    assert standalone(Markup("<p>Text</p>", {})) == "<p>Text</p>"


def test_media_types_do_not_depend_on_the_machine() -> None:
    """They follow the ending, in any case, behind a query or a fragment."""
    assert media_type(REGULAR) == media_type(BOLD.upper()) == "font/ttf"
    assert media_type("handouts:a.svg?x#y.png") == "image/svg+xml"
    assert media_type("handouts:noending") == "application/octet-stream"
