"""One document, laid out and then written: two steps, since what does not fit is never written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING, Any

from handouts.errors import Finding, LayoutError
from handouts.pdf import endless, journal, tagging
from handouts.pdf.isolation import load_engine, without_system_fonts

if TYPE_CHECKING:
    from handouts.markup import Markup
    from handouts.pdf.layout import Report

_VARIANT = "pdf/ua-1"
_TAGGED: dict[str, Any] = {"pdf_variant": _VARIANT, "finisher": tagging.finish}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished PDF: PDF/UA-1, tagged, with its fonts inside, and the same bytes for the same input.

    One for a press is not tagged, and has yet to be put into ink.

    It was made from `markup`, at `size` points, after so many `layouts`; `sparse` says that the last of several pages
    is nearly empty.
    """

    pdf: bytes
    pages: int
    sparse: bool
    markup: Markup
    size: float
    layouts: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A document with everything in its place, not written yet, and what the engine said on the way."""

    markup: Markup
    size: float  # points
    document: Any  # None where the engine stopped before it had one
    fonts: Any
    fetcher: Any
    lines: tuple[str, ...]
    report: Report
    crash: Exception | None = None
    tagged: bool = True

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong so far: what may not be loaded, what the engine complained about, what does not fit."""
        found = self.fetcher.findings()
        if self.crash and not found:
            found.append(_crash(self.crash))
        # What the engine says about a URL that was refused is said already.
        rest = [line for line in self.lines if not any(url in line for url in self.fetcher.refused)]
        found += journal.findings(rest, self.report.place)
        return tuple(dict.fromkeys((*found, *self.report.findings)))

    @property
    def too_large(self) -> bool:
        """Whether something does not fit, and nothing else is wrong: smaller type or a smaller selection may do."""
        findings = self.findings
        return bool(findings) and all(finding.fit for finding in findings)


def lay_out(markup: Markup, size: float, *, limit: int | None, smallest: bool, tagged: bool = True) -> Layout:
    """Lay `markup` out, which is set at `size` points and may take `limit` pages.

    `smallest` says that there is no smaller size to try, for the words of the findings. What is not `tagged` is for a
    press, which has no use for it. Raises `LayoutError` where the
    document has no font. Not to be called from two threads at once.
    """
    with journal.journal() as lines, without_system_fonts():
        load_engine()
        from weasyprint import HTML

        from handouts.pdf import fetching, fonts, layout

        fetcher = fetching.Fetcher(markup.files)
        font_set = fonts.DocumentFonts(markup.files)
        if not font_set.usable:
            raise LayoutError([_no_font()])
        lines.clear()  # an unusable font is reported again where it is declared
        document, crash = None, None
        try:
            html = HTML(string=markup.html, url_fetcher=fetcher)
            with endless.page_limit():
                document = html.render(font_config=font_set, pdf_variant=_VARIANT if tagged else None)
        except MemoryError:  # says nothing of the document that a person could act on; who set a limit knows it
            raise
        except Exception as error:  # whatever it is, the engine raised it over this document
            crash = error
    words = f"{size:g} pt, the smallest size" if smallest else f"{size:g} pt"
    report = layout.inspect(document, font_set.supplies, limit, words) if document else layout.NOTHING
    return Layout(markup, size, document, font_set, fetcher, tuple(lines), report, crash, tagged)


def write(layout: Layout) -> Rendered:
    """Write what was laid out. Dates are written only where the document states them; the identifier is its digest.

    Raises `LayoutError` with every finding: those of the layout, and, unless something does not fit, those that only
    writing shows: characters without a glyph, drawings that cannot be drawn.
    """
    if layout.document is None or any(finding.fit for finding in layout.findings):
        raise LayoutError(layout.findings, layout.report.parts) from layout.crash
    identifier = sha256(layout.markup.html.encode()).hexdigest()[:32].encode()
    pdf, crash = b"", None
    with journal.journal() as lines, without_system_fonts():
        try:
            options = {**(_TAGGED if layout.tagged else {}), "custom_metadata": True}
            pdf = layout.document.write_pdf(**options, pdf_identifier=identifier)
        except MemoryError:  # as above
            raise
        except Exception as error:  # as above
            crash = error
    findings = replace(layout, lines=(*layout.lines, *lines), crash=crash).findings
    if pdf:
        findings += tuple(layout.fonts.strangers(layout.document))
    if findings:
        raise LayoutError(dict.fromkeys(findings), layout.report.parts) from crash
    return Rendered(pdf, len(layout.document.pages), layout.report.sparse, layout.markup, layout.size, 1)


def _no_font() -> Finding:
    return Finding(
        "the document",
        "it brings along no font that can be used",
        "Add a whole TTF or OTF font to its files, and declare it with @font-face.",
    )


def _crash(error: Exception) -> Finding:
    if isinstance(error, endless.EndlessError):
        return endless.finding()
    if isinstance(error, AssertionError) and _last_module(error) == "grid":
        return Finding(
            "the document",
            "a grid with a picture in one of its cells does not fit its page",
            "Choose fewer sections; or put the picture into a box of its own within the cell, to be told how much.",
            fit=True,
        )
    return Finding(
        "the layout engine",
        f"it stopped with {type(error).__name__}: {error}",
        "Take the document apart to find what it cannot lay out; very deep nesting and broken gradients are known.",
    )


def _last_module(error: Exception) -> str:
    """Name the module of the engine that raised an error."""
    *_, (frame, _) = walk_tb(error.__traceback__)
    return Path(frame.f_code.co_filename).stem
