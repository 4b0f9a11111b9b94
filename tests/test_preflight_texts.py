"""Words on the pages, and the fonts they are set in: good files broken one by one, each found by its check."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pikepdf import Dictionary, Name, Pdf
from preflight_files import POINTS, Edit, changed, drawing, found, image, office, press, some_codes, writing

from handouts import preflight


def emptied(document: Pdf) -> None:
    """A page without anything."""
    document.pages[1].obj.Contents = document.make_stream(b"")


def whitened(document: Pdf) -> None:
    """A page with nothing but its ground."""
    document.pages[1].obj.Contents = document.make_stream(b"/Artifact BMC 1 g 0 0 999 999 re f EMC")


def in_dutch(document: Pdf) -> None:
    """The file says that it is in another language than it is."""
    document.Root.Lang = "nl"
    del document.docinfo["/handoutsrecord"]


def swapped(document: Pdf) -> None:
    """A page of another file in place of one of ours."""
    document.pages[1].obj.Contents = document.make_stream(b"/Artifact BMC 0 g 20 20 99 99 re f EMC")


def coded(code: str) -> Edit:
    """Another edition code, or none."""

    def edit(document: Pdf) -> None:
        document.docinfo["/Keywords"] = code
        if not code:
            del document.docinfo["/Keywords"]
            document.Root.Metadata.write(document.Root.Metadata.read_bytes().replace(b"Keywords", b"Nothing"))

    return edit


def font_edit(change: Any) -> Edit:
    """Change each font of the file."""

    def edit(document: Pdf) -> None:
        for page in document.pages:
            for _, font in page.obj.Resources.Font.items():
                change(font)

    return edit


def unembedded(font: Any) -> None:
    """Leave out the font's own file."""
    descriptor = font.DescendantFonts[0].FontDescriptor
    for key in [key for key in descriptor if key.startswith("/FontFile")]:
        del descriptor[key]


def unmapped(font: Any) -> None:
    """Leave out which letters its glyphs are."""
    if "/ToUnicode" in font:
        del font.ToUnicode


def helvetica(document: Pdf) -> None:
    """Text in a font that every viewer is thought to have."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    drawing("0 g BT /Plain 10 Tf 60 60 Td (Fresh) Tj ET", Font={"Plain": font})(document)


def written(more: str = "", times: int = 1, x: float = 60, y: float = 60, before: str = "") -> Edit:
    """Some letters in a font of the good file, and codes of more."""
    return writing(office(), some_codes(office()) * times + more, x, y, before=before)


def across_a_fold() -> bytes:
    """A line from one panel of a leaflet into the next."""
    good = office("leaflet-trifold")
    return changed(good, writing(good, some_codes(good), 97 * POINTS - 9, 300))


BROKEN: dict[str, tuple[Callable[[], Edit], str]] = {
    "an empty page": (lambda: emptied, "blank-pages"),
    "a white page": (lambda: whitened, "blank-pages"),
    "another's page": (lambda: swapped, "disclaimer"),
    "another language": (lambda: in_dutch, "disclaimer"),
    "no code": (lambda: coded(""), "edition-code"),
    "another code": (lambda: coded("JLAM · magnesium · en · one-message · 2026-11 · 000000"), "edition-code"),
    "half a code": (lambda: coded("JLAM · magnesium · en · one-message"), "edition-code"),
    "over the right edge": (lambda: written(times=9, x=250), "text-inside-trim"),
    "over the left edge": (lambda: written(x=-12), "text-inside-trim"),
    "beside the page": (lambda: written(x=800), "text-inside-trim"),
    "near the edge": (lambda: written(x=2 * POINTS), "safe-area?"),
    "near the foot": (lambda: written(y=2 * POINTS), "safe-area?"),
    "invisible": (lambda: written(before="3 Tr"), "hidden-text"),
    "clipped away": (lambda: written(before="200 200 9 9 re W n"), "hidden-text"),
    "grey": (lambda: written(before="1 g 50 50 99 30 re f 0.7 g"), "contrast"),
    "on black": (lambda: written(before="0 g 50 50 99 30 re f 0.3 g"), "contrast"),
    "a missing glyph": (lambda: written("0000"), "missing-glyphs"),
    "fonts left out": (lambda: font_edit(unembedded), "fonts-embedded"),
    "a font of the machine": (lambda: helvetica, "fonts-embedded"),
    "letters not known": (lambda: font_edit(unmapped), "readable-letters"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_found(name: str) -> None:
    """By the check that was made for it."""
    edit, check = BROKEN[name]
    assert check in found(changed(office(), edit()))


def test_text_across_a_fold_is_found() -> None:
    """Where the format has folds."""
    assert found(office("leaflet-trifold")) == set()
    assert "safe-area?" in found(across_a_fold())


@pytest.mark.parametrize("check", ["text-inside-trim", "safe-area?", "hidden-text", "missing-glyphs"])
def test_the_same_is_found_for_the_press(check: str) -> None:
    """Text is text."""
    good = press()
    codes = some_codes(good)
    with_bleed = 3 * POINTS
    edits = {
        "text-inside-trim": writing(good, codes * 9, 250, 60),
        "safe-area?": writing(good, codes, with_bleed + 2 * POINTS, 60),
        "hidden-text": writing(good, codes, 60, 60, before="3 Tr"),
        "missing-glyphs": writing(good, codes + "0000", 60, 60),
    }
    assert check in found(changed(good, edits[check]))


def test_a_note_beyond_the_bleed_is_the_printers() -> None:
    """A print shop's own marks and names stand there, and are cut off as they should be."""
    good = press()

    def edit(document: Pdf) -> None:
        writing(good, some_codes(good), 60, -30)(document)
        page = document.pages[0].obj
        page.MediaBox = [-50, -50, 500, 600]

    assert "text-inside-trim" not in found(changed(good, edit))


def test_the_place_is_told_with_the_words() -> None:
    """To find it by, in millimetres from the corner."""
    good = office()
    flaws = preflight.check(changed(good, writing(good, some_codes(good, 3), 2 * POINTS, 100 * POINTS, 10)))
    (flaw,) = [flaw for flaw in flaws if flaw.check == "safe-area"]
    assert flaw.page == 1 and flaw.place.startswith("2 mm from the left, 4") and '"' in flaw.message


def test_a_file_of_another_needs_no_disclaimer() -> None:
    """That none is found is told once, as a warning; blank pages too are the other's own affair."""

    def foreign(document: Pdf) -> None:
        del document.docinfo["/Creator"]
        document.Root.Metadata.write(document.Root.Metadata.read_bytes().replace(b"handouts 0", b"another 0"))
        for page in document.pages:
            page.obj.Contents = document.make_stream(b"/Artifact BMC 0 g 20 20 99 99 re f EMC")
        document.add_blank_page()

    told = preflight.check(changed(office(), foreign))
    assert [flaw.page for flaw in told if flaw.check == "disclaimer"] == [0]
    assert not any(flaw.error for flaw in told if flaw.check in ("disclaimer", "blank-pages"))


def test_a_scan_is_told() -> None:
    """A page that is nothing but a picture cannot be read aloud."""

    def scanned(document: Pdf) -> None:
        del document.docinfo["/Creator"]
        document.Root.Metadata.write(document.Root.Metadata.read_bytes().replace(b"handouts 0", b"another 0"))
        document.pages[1].obj.Contents = document.make_stream(b"")
        drawing("q 200 0 0 200 20 20 cm /Scan Do Q", 1, XObject={"Scan": image(Name.DeviceGray, 1, 600)})(document)

    assert "spoken-text?" in found(changed(office(), scanned))
