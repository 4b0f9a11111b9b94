"""The file that is looked at, and what it is held against: what every check is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from handouts.preflight.expected import Expected, Printer
from handouts.preflight.objects import entries, got, is_dictionary, items, name, text
from handouts.preflight.pages import Page
from handouts.preflight.tree import Element, elements

_ANNOTATIONS = 5_000  # of a page, that are looked at


@dataclass(frozen=True)
class Subject:
    """A PDF that could be opened, for the press or for the office."""

    pdf: bytes
    document: Any
    pages: tuple[Page, ...]
    purpose: str
    printer: Printer
    expected: Expected

    @property
    def press(self) -> bool:
        """Whether it is meant for a print shop."""
        return self.purpose == "press"

    @property
    def office(self) -> bool:
        """Whether it is meant for screens and office printers."""
        return self.purpose == "office"

    @property
    def root(self) -> Any:
        """The catalogue of the file."""
        return got(self.document.trailer, "/Root")

    @property
    def info(self) -> Any:
        """The old dictionary of title and author."""
        return got(self.document.trailer, "/Info")

    @cached_property
    def metadata(self) -> str:
        """The metadata in XMP, as text; empty where there is none."""
        return metadata(self.document)

    @cached_property
    def language(self) -> str:
        """The code of its language, in small letters; empty where it says none."""
        return text(got(self.root, "/Lang")).casefold()

    def annotations(self) -> Iterator[tuple[Page, Any]]:
        """Whatever lies over its pages, with the page."""
        for page in self.pages:
            for item in items(got(page.source, "/Annots"))[:_ANNOTATIONS]:
                if is_dictionary(item):
                    yield page, item

    @cached_property
    def elements(self) -> list[Element]:
        """Its tags, from the first that is read to the last."""
        return elements(got(self.root, "/StructTreeRoot"), self.pages)

    @cached_property
    def intents(self) -> list[Any]:
        """Its output intents for print."""
        return press_intents(self.document)


def press_intents(document: Any) -> list[Any]:
    """The output intents for print: those of PDF/X."""
    found = items(got(document.trailer, "/Root", "/OutputIntents"))
    return [intent for intent in found if name(got(intent, "/S")) == "/GTS_PDFX"]


def metadata(document: Any) -> str:
    """The metadata in XMP, as text; empty where there is none or it is no text."""
    from handouts.preflight import streams

    data = streams.content(got(document.trailer, "/Root", "/Metadata")) or b""
    if len(data) > 2_000_000:
        return ""
    for encoding in ("utf-16", "utf-8-sig") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def creator(document: Any) -> str:
    """The program that it says it was made with."""
    return text(dict(entries(got(document.trailer, "/Info"))).get("/Creator"))
