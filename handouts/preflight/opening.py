"""From the bytes of a file to what can be looked at, or to why it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Any

from handouts.preflight import ours, streams
from handouts.preflight.expected import Expected, Printer
from handouts.preflight.flaws import Flaw
from handouts.preflight.objects import got, number
from handouts.preflight.pages import Page
from handouts.preflight.streams import Budget
from handouts.preflight.subject import Subject, press_intents

_PAGES = 3_000
_OBJECTS = 2_000_000
_KNOWN = {  # how files start that are often taken for another
    b"PK\x03\x04": "a packed file, such as one of Word or Pages",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"<!DOC": "a web page",
    b"<html": "a web page",
    b"%!PS": "PostScript",
    b"\xd0\xcf\x11\xe0": "an old file of Word",
}
_WHOLE = "Get the file once more from where it came from, or save it again in the program that made it."


class Unreadable(Exception):
    """A file that cannot be looked at; it carries the one flaw that says why."""

    def __init__(self, message: str, why: str, remedy: str) -> None:
        super().__init__(message)
        self.flaw = Flaw(0, "", message, why, remedy, error=True, check="readable")


@contextmanager
def opened(
    pdf: bytes, purpose: str, printer: Printer, expected: Expected | None
) -> Iterator[tuple[Subject, list[Flaw]]]:
    """Open `pdf` for as long as it is looked at, with what the opening itself showed. Raises `Unreadable`.

    An empty `purpose` is press where the file has an output intent for print, else office.
    """
    with ExitStack() as stack:
        stack.enter_context(streams.limited())
        document = _document(pdf)
        stack.callback(document.close)
        flaws = list(_damage(document))
        _unpackable(document)
        drawn = _drawn(pdf, stack)
        if drawn is None:
            flaws.append(_unseen())
        budget = Budget()
        sources = _sources(document)
        if len(sources) > _PAGES:
            flaws.append(_too_many(len(sources)))
        pages = tuple(
            Page(number, source, budget, partial(_page, drawn, number))
            for number, source in enumerate(sources[:_PAGES], 1)
        )
        wanted = _expected(document, pages, expected)
        purpose = purpose or ("press" if press_intents(document) else "office")
        yield Subject(pdf, document, pages, purpose, printer, wanted), flaws


def _expected(document: Any, pages: tuple[Page, ...], expected: Expected | None) -> Expected:
    found = ours.read(document) if expected is None else expected
    if found.ours and not found.formats and not found.format and pages:
        found = replace(found, formats=ours.of_size(*pages[0].size))
    return found


def _document(pdf: bytes) -> Any:
    import pikepdf

    if not pdf:
        raise Unreadable("the file is empty", "there is nothing in it: it was not written to its end", _WHOLE)
    if b"%PDF-" not in pdf[:1024]:
        kind = next((words for start, words in _KNOWN.items() if pdf.lstrip()[:8].startswith(start)), "something else")
        remedy = "Save or export it as PDF in the program that made it."
        raise Unreadable(f"this is no PDF: it looks like {kind}", "only a PDF can be looked at", remedy)
    try:
        document = pikepdf.open(BytesIO(pdf))
    except pikepdf.PasswordError as error:
        raise Unreadable(
            "the file is encrypted, and opens only with a password",
            "neither a print shop nor a patient can open it",
            "Save it without a password.",
        ) from error
    except Exception as error:  # whatever a damaged file brings about in its reader
        why = "it breaks off or was changed on its way: what is lost cannot be told"
        raise Unreadable(f"the file is damaged: {_short(error)}", why, _WHOLE) from error
    if number(got(document.trailer, "/Size")) > _OBJECTS:
        document.close()
        raise Unreadable("the file has more objects than can be looked into", "it would take hours", _WHOLE)
    return document


def _damage(document: Any) -> Iterator[Flaw]:
    warnings = document.get_warnings()
    if warnings:
        yield Flaw(
            0,
            "",
            f"the file is damaged, and was mended as far as possible: {_short(warnings[0])}",
            "it breaks off or was changed on its way; another reader may mend it in another way, or not at all",
            _WHOLE,
            error=True,
            check="readable",
        )


def _unpackable(document: Any) -> None:
    """Raise where something in it unpacks to more than any page needs, before anything unpacks it."""
    import pikepdf

    try:
        stream = next(streams.too_large(document), None)
    except pikepdf.PdfError as error:
        raise Unreadable(f"the file is damaged: {_short(error)}", "its objects cannot be read", _WHOLE) from error
    if stream is not None:
        most = streams.LARGEST // 1_000_000
        document.close()
        raise Unreadable(
            f"object {stream.objgen[0]} unpacks to more than {most} MB",
            "it fills the memory of what opens the file, whether by mistake or by intent",
            "Do not pass it on. Make it again, with smaller images.",
        )


def _drawn(pdf: bytes, stack: ExitStack) -> Any:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return None
    stack.callback(document.close)
    return document


def _page(drawn: Any, number: int) -> Any:
    import pypdfium2

    try:
        return drawn[number - 1] if drawn is not None else None
    except (pypdfium2.PdfiumError, IndexError):
        return None


def _sources(document: Any) -> list[Any]:
    import pikepdf

    try:
        return [page.obj for page in document.pages]
    except (pikepdf.PdfError, RuntimeError, TypeError, ValueError) as error:
        raise Unreadable(f"the file is damaged: {_short(error)}", "its pages cannot be found", _WHOLE) from error


def _unseen() -> Flaw:
    return Flaw(
        0,
        "",
        "the file cannot be drawn",
        "viewers will refuse it, or show it empty",
        _WHOLE,
        error=True,
        check="readable",
    )


def _too_many(pages: int) -> Flaw:
    message = f"only the first {_PAGES} of {pages} pages were looked at"
    return Flaw(
        0, "", message, "the rest may be wrong in any way", "Look at it in parts.", error=False, check="readable"
    )


def _short(error: object) -> str:
    """What a reader of PDF complains about, without the name that it has for the file."""
    words = " ".join(str(error).split())
    return words.replace("<_io.BytesIO object at ", "<").split(">: ")[-1].split("): ")[-1][:160]
