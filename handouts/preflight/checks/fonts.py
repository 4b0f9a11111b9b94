"""Fonts: in the file, with a glyph for every letter, and with the letters for every glyph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handouts.preflight.flaws import Flaw
from handouts.preflight.objects import got, is_stream, items, name
from handouts.preflight.subject import Subject


def fonts_embedded(subject: Subject) -> Iterator[Flaw]:
    """Every font that sets text is in the file."""
    for number, called, font in _fonts(subject):
        if font is None:
            message = f"the font {called} is used and is not there"
        elif not _embedded(font):
            message = f"the font {called} is not embedded"
        else:
            continue
        yield Flaw(
            number,
            "",
            message,
            "another font is taken in its place: lines break elsewhere, signs turn into others",
            "Export the file with all fonts embedded.",
            error=True,
        )


def missing_glyphs(subject: Subject) -> Iterator[Flaw]:
    """No box stands where a letter should be."""
    for page in subject.pages:
        for called, spot in page.seen.glyphless.items():
            yield Flaw(
                page.number,
                page.place(spot),
                f"a letter is shown for which the font {called} has no glyph",
                "an empty box is printed in its place, or nothing",
                "Set that text in a font that has the letter, or write it otherwise.",
                error=True,
            )


def readable_letters(subject: Subject) -> Iterator[Flaw]:
    """For the office: what the glyphs mean can be told, so text can be searched, copied and read aloud."""
    if not subject.office:
        return
    for number, called, font in _fonts(subject):
        coded = name(got(font, "/Encoding")) in ("/Identity-H", "/Identity-V")
        if name(got(font, "/Subtype")) == "/Type0" and coded and not is_stream(got(font, "/ToUnicode")):
            yield Flaw(
                number,
                "",
                f"the font {called} does not say which letters its glyphs are",
                "a screen reader reads nonsense, and nothing can be found or copied",
                "Export the file again as a tagged PDF, from the program that made it.",
                error=True,
            )


def _fonts(subject: Subject) -> Iterator[tuple[int, str, Any]]:
    """Each font once, with the first page that uses it."""
    told: set[object] = set()
    for page in subject.pages:
        for called, font in page.seen.fonts.items():
            identity = getattr(font, "objgen", (0, 0)) if font is not None else (0, 0)
            key = identity if identity != (0, 0) else called
            if key not in told:
                told.add(key)
                yield page.number, called, font


def _embedded(font: Any) -> bool:
    kind = name(got(font, "/Subtype"))
    if kind == "/Type3":
        return True
    if kind == "/Type0":
        below = items(got(font, "/DescendantFonts"))
        return (
            bool(below) and _embedded(below[0])
            if name(got(font, "/Subtype")) != name(got(below[0] if below else None, "/Subtype"))
            else False
        )
    descriptor = got(font, "/FontDescriptor")
    return any(is_stream(got(descriptor, key)) for key in ("/FontFile", "/FontFile2", "/FontFile3"))
