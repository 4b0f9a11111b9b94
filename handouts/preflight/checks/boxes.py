"""Pages and their boxes: how many, how large, cut where, with how much beyond."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.preflight.flaws import Flaw
from handouts.preflight.objects import Box, within
from handouts.preflight.pages import POINTS, Page
from handouts.preflight.subject import Subject

_SLACK = 0.05  # points that boxes may be off by
_NEAR = 0.5  # millimetres between two sizes that are one
_LARGEST = 5_080  # millimetres: a page of 200 inches, the most that PDF allows
_ROUNDED = 0.02  # millimetres


def page_count(subject: Subject) -> Iterator[Flaw]:
    """The pages of the file are as many as its format has sides."""
    pages, formats = len(subject.pages), subject.expected.formats
    if not pages:
        yield Flaw(0, "", "the file has no pages", "there is nothing to print", "Make it again.", error=True)
    elif formats and all(fmt.sides and fmt.sides != pages for fmt in formats):
        names = " or ".join(dict.fromkeys(f"{fmt.name} has {fmt.sides}" for fmt in formats))
        yield Flaw(
            0,
            "",
            f"the file has {pages} page{'s' * (pages != 1)}; {names}",
            "a side too many or too few is printed on another sheet, or left empty",
            "Make it again; a file that was put together or taken apart is no longer that format.",
            error=True,
        )


def page_boxes(subject: Subject) -> Iterator[Flaw]:
    """The boxes of each page lie one in the other: trim in bleed in sheet."""
    for page in subject.pages:
        for message in _boxes(page, subject.press):
            yield Flaw(
                page.number,
                "",
                message,
                "the boxes say where the sheet is cut; where they are at odds, each program cuts it elsewhere",
                "Set MediaBox, BleedBox and TrimBox in the program that made the file, each around the next.",
                error=subject.press or "MediaBox" in message,
            )


def _boxes(page: Page, press: bool) -> Iterator[str]:
    media = page.own("/MediaBox")
    if media is None or media[0] >= media[2] or media[1] >= media[3]:
        yield "it has no MediaBox that can be used, so no size"
        return
    if max(media[2] - media[0], media[3] - media[1]) * page.unit / POINTS > _LARGEST:
        yield "its MediaBox is larger than any sheet"
    trim, bleed = page.own("/TrimBox"), page.own("/BleedBox")
    if trim and (trim[0] >= trim[2] or trim[1] >= trim[3]):
        yield "its TrimBox has no size"
        return
    if press and trim is None and page.own("/ArtBox") is None:
        yield "it has no TrimBox: nobody knows where it is to be cut"
    if press and trim is not None and page.own("/ArtBox") is not None:
        yield "it has an ArtBox beside its TrimBox; a file for the press may have one of them"
    if trim and not within(trim, media, _SLACK):
        yield "its TrimBox lies partly outside the sheet (MediaBox)"
    if bleed and not within(bleed, media, _SLACK):
        yield "its BleedBox lies partly outside the sheet (MediaBox)"
    if trim and bleed and not within(trim, bleed, _SLACK):
        yield "its TrimBox lies partly outside its BleedBox"
    if trim and page.own("/CropBox") and not within(trim, page.crop, _SLACK):
        yield "its CropBox hides a part of what is printed (TrimBox)"


def trim_size(subject: Subject) -> Iterator[Flaw]:
    """Each page has the size of the format, or at least all have one size."""
    formats = subject.expected.formats
    for page in subject.pages:
        width, height = page.size
        if formats:
            if any(abs(fmt.width - width) < _NEAR and abs(fmt.height - height) < _NEAR for fmt in formats):
                continue
            wanted = " or ".join(dict.fromkeys(f"{fmt.width:g} × {fmt.height:g} mm ({fmt.name})" for fmt in formats))
            what = f"it is {width:.1f} × {height:.1f} mm; {wanted} is wanted"
            why = "it is printed too large or too small, or cut in the wrong place"
            yield Flaw(page.number, "", what, why, "Make it again; do not scale it on the way.", error=True)
        elif subject.expected.ours and not subject.expected.format:
            what = f"it is {width:.1f} × {height:.1f} mm, which is the size of none of our formats"
            why = "a file that was scaled has smaller type than was promised"
            yield Flaw(page.number, "", what, why, "Make it again; do not scale it on the way.", error=False)
        elif max(abs(one - other) for one, other in zip(page.size, subject.pages[0].size, strict=True)) >= _NEAR:
            first = subject.pages[0].size
            what = f"it is {width:.1f} × {height:.1f} mm, and the first page {first[0]:.1f} × {first[1]:.1f} mm"
            why = "pages of different sizes come from different trays, or are scaled by the printer"
            yield Flaw(page.number, "", what, why, "Give all pages one size, if that is what is meant.", error=False)


def bleed(subject: Subject) -> Iterator[Flaw]:
    """For the press: the page runs on beyond the trim as far as the print shop asks."""
    if not subject.press:
        return
    wanted = subject.printer.bleed_mm
    for page in subject.pages:
        short = {side: amount for side, amount in beyond(page).items() if amount < wanted - _ROUNDED}
        if short:
            sides = ", ".join(f"{amount:.1f} mm at the {side}" for side, amount in short.items())
            yield Flaw(
                page.number,
                "",
                f"its bleed is {sides}; {wanted:g} mm are asked for",
                "a cutter is never exact: where there is too little beyond the trim, white edges appear",
                "Export it with that bleed; with `--for press` our own files have it.",
                error=True,
            )


def beyond(page: Page) -> dict[str, float]:
    """How many millimetres the bleed is on each side."""
    trim, outer = page.trim, page.bleed
    box: Box = (trim[0] - outer[0], trim[1] - outer[1], outer[2] - trim[2], outer[3] - trim[3])
    return {side: edge * page.unit / POINTS for side, edge in zip(("left", "bottom", "right", "top"), box, strict=True)}
