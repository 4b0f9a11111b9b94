"""Small documents for the tests of handouts.pdf: HTML, the files it may load, and what is found in it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pypdfium2 import raw

from handouts.errors import LayoutError
from handouts.markup import Markup
from handouts.pdf import Rendered, fit
from handouts.pdf.reading import opened

REGULAR = "handouts:fonts/FiraSans-Regular.ttf"
BOLD = "handouts:fonts/FiraSans-Bold.ttf"
FACES = (
    f"@font-face{{font-family:Fira;src:url({REGULAR})}}@font-face{{font-family:Fira;font-weight:700;src:url({BOLD})}}"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"><title>T</title><circle r="9"/></svg>'


def font(name: str) -> bytes:
    """Return the bytes of one of the Fira Sans fonts."""
    return (files("fontpkg_fira_sans") / "files" / name).read_bytes()


def png(width: int = 8, height: int = 8) -> bytes:
    """Return a small green image."""
    file = BytesIO()
    Image.new("RGB", (width, height), "#006633").save(file, "PNG")
    return file.getvalue()


@dataclass(frozen=True, slots=True, order=True)
class PdfFont:
    """A font that a PDF sets text in."""

    name: str  # as in the file, without the letters that mark a subset
    embedded: bool


def fonts_of(pdf: bytes) -> tuple[PdfFont, ...]:
    """Return every font in which `pdf` sets text, sorted by name."""
    with opened(pdf) as pages:
        texts = (text for page in pages for text in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]))
        return tuple(sorted({_font(text) for text in texts}))


def _font(text: Any) -> PdfFont:
    font = raw.FPDFTextObj_GetFont(text)
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = (raw.c_char * length)()
    raw.FPDFFont_GetBaseFontName(font, buffer, length)
    name = buffer.value.decode("utf-8", "replace")
    tag, plus, rest = name.partition("+")
    return PdfFont(rest if plus and len(tag) == 6 else name, raw.FPDFFont_GetIsEmbedded(font) == 1)


def document(body: str, css: str = "", **more: bytes) -> Markup:
    """Return an English document set in Fira Sans on small pages, with the files in `more` beside its fonts.

    Names in `more` become URLs: `icon_svg` is handouts:icon.svg.
    """
    fonts = {REGULAR: font("FiraSans-Regular.ttf"), BOLD: font("FiraSans-Bold.ttf")}
    named = {f"handouts:{name.replace('_', '.')}": content for name, content in more.items()}
    style = f"{FACES}@page{{size:100mm 100mm;margin:10mm}}html{{font:10pt/1.4 Fira}}body{{margin:0}}{css}"
    html = f"<!DOCTYPE html><html lang=en><title>A page</title><style>{style}</style><body>{body}</body></html>"
    return Markup(html, {**fonts, **named})


def rendered(body: str, css: str = "", *, limit: int | None = None, **more: bytes) -> Rendered:
    """Render a document that must have no findings."""
    return written(document(body, css, **more), limit=limit)


def written(made: Markup, limit: int | None = None) -> Rendered:
    """Render `made`, which must have no findings, as it is."""
    return fit(lambda size: made, [10], limit=limit)


def findings(body: str, css: str = "", *, limit: int | None = None, **more: bytes) -> list[str]:
    """Return what is wrong with a document that must have findings, as text."""
    return findings_of(document(body, css, **more), limit=limit)


def findings_of(made: Markup, limit: int | None = None) -> list[str]:
    """Return what is wrong with `made`, which must have findings, as text."""
    with pytest.raises(LayoutError) as caught:
        fit(lambda size: made, [10], limit=limit)
    return [str(finding) for finding in caught.value.findings]
