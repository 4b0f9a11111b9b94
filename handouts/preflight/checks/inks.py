"""Colours for the press: on which plates they come, and how much ink they are together."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.preflight.colouring import Space
from handouts.preflight.flaws import Flaw
from handouts.preflight.pages import Page
from handouts.preflight.pixels import heaviest
from handouts.preflight.seen import Spot
from handouts.preflight.subject import Subject

_FOREIGN = {"rgb": "RGB", "lab": "Lab"}
_ROUNDED = 0.6  # percent of ink
_TOLD = 5  # a page
_SMALL = 12.0  # points, under which type on several plates shows coloured edges
_DARK = 0.6  # of black, from which a type is taken for black


def colour_spaces(subject: Subject) -> Iterator[Flaw]:
    """For the press: all that is painted comes in the four inks; nothing in the colours of screens."""
    if not subject.press:
        return
    for page in subject.pages:
        told: set[str] = set()
        for what, space, spot, words in _spaces(page):
            true = space.true
            key = f"{what} {true.shown} {words}"
            if true.kind not in _FOREIGN or key in told or len(told) >= _TOLD:
                continue
            told.add(key)
            yield Flaw(
                page.number,
                page.place(spot),
                f"{what} is in {_FOREIGN[true.kind]} ({true.shown}{f', {words}' if words else ''})",
                "the press has no such inks: somebody's software converts it, and black text becomes four colours",
                "Export it in CMYK, for the profile of the paper; with `--for press` our own files are.",
                error=True,
            )


def _spaces(page: Page) -> Iterator[tuple[str, Space, Spot, str]]:
    """All that is painted, each with its space, its place and its colour in words."""
    seen = page.seen
    for (what, colour), spot in seen.colours.items():
        yield what, colour.space, spot, colour.words
    for picture in seen.pictures:
        if picture.space is not None:
            yield f"the image {picture.name}".strip(), picture.space, picture.spot, ""
    for shade in seen.shades:
        yield "a shading", shade.space, shade.spot, ""
    for what, space in seen.blending.items():
        yield f"the blending of {what}", space, (page.trim[0], page.trim[3]), ""


def unknown_colours(subject: Subject) -> Iterator[Flaw]:
    """For the press: what an image is made of can be told."""
    if not subject.press:
        return
    for page in subject.pages:
        for picture in page.seen.pictures:
            kind = picture.space.true.kind if picture.space else "unknown"
            if kind == "unknown" and not picture.stencil:
                yield Flaw(
                    page.number,
                    page.place(picture.spot),
                    f"it cannot be told in which colours the image {picture.name} is",
                    "it may be in RGB, which the press has not",
                    "Save the image as TIFF or JPEG in CMYK, and export again.",
                    error=False,
                )


def total_ink(subject: Subject) -> Iterator[Flaw]:
    """For the press: no colour, shading or image takes more ink than the paper."""
    if not subject.press:
        return
    limit = subject.printer.ink_limit
    for page in subject.pages:
        found = [
            (what, spot, amount, words)
            for what, spot, amount, words in _inks(page)
            if amount is not None and amount > limit + _ROUNDED
        ]
        for what, spot, amount, words in found[:_TOLD]:
            yield Flaw(
                page.number,
                page.place(spot),
                f"{what} takes {amount:.0f}% ink{f' ({words})' if words else ''}; {limit:g}% are allowed",
                "it does not dry: it comes off on the next sheet, and the sheet curls",
                "Mix the colour with less of cyan, magenta and yellow, and more black; convert images for the profile.",
                error=True,
            )


def _inks(page: Page) -> Iterator[tuple[str, Spot, float | None, str]]:
    seen = page.seen
    for (what, colour), spot in seen.colours.items():
        yield what, spot, colour.ink, colour.words
    for shade in seen.shades:
        from handouts.preflight.colouring import ink

        yield (
            "a shading",
            shade.spot,
            max((ink(shade.space, parts) or 0.0 for parts in shade.colours), default=None),
            "",
        )
    for picture in seen.pictures:
        yield f"the image {picture.name}".strip(), picture.spot, heaviest(picture), ""


def black_text(subject: Subject) -> Iterator[Flaw]:
    """For the press: small dark type is on the black plate alone."""
    if not subject.press:
        return
    for page in subject.pages:
        for (what, colour), spot in page.seen.colours.items():
            size = page.seen.sizes.get(colour, 0.0) * page.unit
            dark = colour.space.kind == "cmyk" and len(colour.parts) == 4 and colour.parts[3] >= _DARK
            if what == "text" and dark and colour.plates > 1 and 0 < size < _SMALL:
                yield Flaw(
                    page.number,
                    page.place(spot),
                    f"type of {size:.1f} pt is in {colour.words}",
                    "four plates never lie exactly on each other: small letters get coloured edges",
                    "Set dark text in black alone: C0 M0 Y0 K100.",
                    error=False,
                )


def white_overprint(subject: Subject) -> Iterator[Flaw]:
    """For the press: white text is left out of what is under it, not printed over it with no ink."""
    if not subject.press:
        return
    for page in subject.pages:
        for spot in page.seen.vanishing[:1]:
            yield Flaw(
                page.number,
                page.place(spot),
                "white text is set to overprint",
                "no ink over a colour is that colour: the text is gone",
                "Take the overprint off; only black may have it.",
                error=True,
            )


def spot_colours(subject: Subject) -> Iterator[Flaw]:
    """For the press: no colour asks for a plate of its own, unless that is meant."""
    if not subject.press:
        return
    told: set[str] = set()
    for page in subject.pages:
        for _, space, spot, _ in _spaces(page):
            for ink in space.true.spots:
                if ink not in told:
                    told.add(ink)
                    yield Flaw(
                        page.number,
                        page.place(spot),
                        f"{ink} is a spot colour",
                        "it asks for a fifth plate, which costs money",
                        "Convert it to CMYK, unless the print shop knows of it.",
                        error=False,
                    )
