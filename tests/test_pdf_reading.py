from __future__ import annotations

from io import BytesIO

import pytest
from pdf_fixtures import PdfFont, fonts_of, rendered
from PIL import Image

from handouts.errors import HandoutsError
from handouts.pdf import text_of, thumbnails, to_png


def image(png: bytes) -> Image.Image:
    """Open a PNG image."""
    return Image.open(BytesIO(png))


def test_each_page_becomes_an_image_of_its_size() -> None:
    """100 mm at 254 dots an inch are 1000 dots, and the picture shows what is on the page."""
    pdf = rendered("<p>One</p><p style='break-before:page'>Two</p>", "@page{background:#063}").pdf
    first, second = to_png(pdf, 254)
    assert image(first).size == image(second).size == (1000, 1000)
    assert image(first).convert("RGB").getpixel((5, 5)) == (0, 102, 51)
    assert first != second


@pytest.mark.parametrize("pixels", [(1080, 1080), (1080, 1350), (1240, 1754), (333, 77)])
@pytest.mark.parametrize("dpi", [96, 150, 300])
def test_an_image_has_the_pixels_that_were_asked_for(pixels: tuple[int, int], dpi: int) -> None:
    """Pages measured in pixels come out with exactly those, whatever the rounding on the way."""
    width, height = pixels
    css = f"@page{{size:{width / dpi}in {height / dpi}in;margin:0}}"
    (png,) = to_png(rendered("", css).pdf, dpi)
    assert image(png).size == pixels


def test_an_image_states_its_resolution_and_nothing_else() -> None:
    """No date and no software name, so the same page is the same file."""
    pdf = rendered("<p>Text</p>").pdf
    (png,) = to_png(pdf, 150)
    assert set(image(png).info) == {"dpi"}
    assert round(image(png).info["dpi"][0]) == 150
    assert to_png(pdf, 150) == (png,)


PAGES = "<p>One</p><p style='break-before:page'>Two</p>"


def test_thumbnails_are_small_pictures_of_each_page() -> None:
    """Of so many pixels wide, in the page's own proportions: from a PDF, or from its images."""
    pdf = rendered(PAGES, "@page{size:100mm 150mm;background:#063}").pdf
    for files in ([pdf], to_png(pdf, 150)):
        made = thumbnails(files, 120)
        assert [image(picture).size for picture in made] == [(120, 180), (120, 180)]
        assert all(len(picture) < 3_000 for picture in made)
        colour = image(made[0]).convert("RGB").getpixel((5, 5))
        assert isinstance(colour, tuple)
        assert max(abs(a - b) for a, b in zip(colour, (0, 102, 51), strict=True)) < 4
    assert thumbnails([pdf], 120) == thumbnails([pdf], 120)


def test_text_is_read_page_by_page() -> None:
    """With accents, figures and units as they were written, and plain line ends."""
    pdf = rendered("<p>Één: 1,5 mg</p><p>Twee – ½</p><p style='break-before:page'>Drie</p>").pdf
    assert text_of(pdf) == ("Één: 1,5 mg\nTwee – ½", "Drie")


def test_text_within_a_drawing_is_read() -> None:
    """The words of a chart are words."""
    svg = b"""<svg xmlns="http://www.w3.org/2000/svg" width="99" height="20"><title>T</title>
        <text y="15" font-family="Fira" font-size="9">Pumpkin seeds</text></svg>"""
    pdf = rendered('<img alt=x src="handouts:art.svg">', art_svg=svg).pdf
    assert text_of(pdf) == ("Pumpkin seeds",)
    assert fonts_of(pdf) == (PdfFont("Fira", True),)


def test_fonts_are_read_once_each() -> None:
    """In order of name, without the mark of a subset."""
    pdf = rendered("<p>One <b>two</b> three <b>four</b></p>").pdf
    assert [font.name for font in fonts_of(pdf)] == ["Fira", "Fira-Bold"]


def test_a_font_that_is_not_embedded_is_told_apart() -> None:
    """Files of others may rely on the fonts of the reader."""
    import pikepdf

    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    helvetica = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=helvetica))
    page.Contents = pdf.make_stream(b"BT /F1 12 Tf 20 100 Td (Text) Tj ET")
    file = BytesIO()
    pdf.save(file)
    assert fonts_of(file.getvalue()) == (PdfFont("Helvetica", False),)


@pytest.mark.parametrize("content", [b"", b"not a PDF", b"%PDF-1.7\n"])
def test_what_is_not_a_pdf_is_refused(content: bytes) -> None:
    """With a message, not with the error of a library."""
    for read in (text_of, fonts_of, lambda pdf: to_png(pdf, 72)):
        with pytest.raises(HandoutsError, match="not a PDF that can be read"):
            read(content)
