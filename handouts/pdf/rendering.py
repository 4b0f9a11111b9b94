"""One document, from HTML to a PDF that keeps every promise about its layout, or to the list of those it breaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handouts.errors import Finding, LayoutError
from handouts.pdf import journal
from handouts.pdf.isolation import load_engine, without_system_fonts

if TYPE_CHECKING:
    from handouts.markup import Markup


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished PDF: PDF/UA-1, tagged, with its fonts inside, and the same bytes for the same input."""

    pdf: bytes
    pages: int
    sparse: bool  # whether the last of several pages is nearly empty


def render(markup: Markup, *, identifier: str, limit: int | None = None) -> Rendered:
    """Lay out `markup` and write it, under the file identifier `identifier`, on at most `limit` pages.

    Raises `LayoutError` with every finding: what the engine complained about, what may not be loaded, what does not
    fit, what is cut in two, characters without a glyph. Dates are written only where the document states them. Not to
    be called from two threads at once.
    """
    with journal.journal() as lines, without_system_fonts():
        load_engine()
        from handouts.pdf import fetching, fonts, layout

        fetcher = fetching.Fetcher(markup.files)
        font_set = fonts.DocumentFonts(markup.files)
        if not font_set.usable:
            raise LayoutError([_no_font()])
        lines.clear()  # an unusable font is reported again where it is declared
        document, pdf, crash = _run(markup.html, fetcher, font_set, identifier)

    findings = fetcher.findings()
    if crash and not findings:
        findings.append(_crash(crash))
    report = layout.inspect(document, font_set.supplies, limit) if document else layout.NOTHING
    # What the engine says about a URL that was refused is said already.
    rest = [line for line in lines if not any(url in line for url in fetcher.refused)]
    findings += journal.findings(rest, report.place)
    findings += report.findings
    if pdf:
        findings += font_set.strangers(document)
    if findings:
        raise LayoutError(dict.fromkeys(findings)) from crash
    return Rendered(pdf, len(document.pages), report.sparse)


def _run(html: str, fetcher: Any, font_set: Any, identifier: str) -> tuple[Any, bytes, Exception | None]:
    """Return the laid-out document, the PDF, and what stopped the engine before it came that far."""
    from weasyprint import HTML

    options = {"pdf_variant": "pdf/ua-1", "pdf_identifier": identifier.encode("utf-8")}
    document = None
    try:
        document = HTML(string=html, url_fetcher=fetcher).render(font_config=font_set, **options)
        return document, document.write_pdf(**options), None
    except Exception as error:  # whatever it is, the engine raised it over this document
        return document, b"", error


def _no_font() -> Finding:
    return Finding(
        "the document",
        "it brings along no font that can be used",
        "Add a whole TTF or OTF font to its files, and declare it with @font-face.",
    )


def _crash(error: Exception) -> Finding:
    return Finding(
        "the layout engine",
        f"it stopped with {type(error).__name__}: {error}",
        "Take the document apart to find what it cannot lay out; very deep nesting and broken gradients are known.",
    )
