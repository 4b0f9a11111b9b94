"""What is promised of a finished PDF: the disclaimer on every page, no dose without cautions, text that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise

from handouts import pdf
from handouts.document import Handout
from handouts.document.handout import Part, SupplementsPart, proses
from handouts.errors import Finding

_FOOTER = "The footer needs room, and the publisher's words as they are; other text needs the format's smallest size."
_COLOURS = "Make the text darker or its ground lighter, or the other way round: tokens.css holds the colours."
_APART = (
    "Put the dose in a shorter text or section, so that its cautions stand on the same page; where they stand nowhere, "
    "the template of its section drops them."
)
_TAG = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)
_HYPHENS = re.compile("[\u00ad\ufffe\u0002]")  # as readers of PDF give one that a line break put into a word


def broken(handout: Handout, written: bytes, html: str, *, colours: bool = False) -> list[Finding]:
    """Return a finding for every page of `written`, which was made from `html`, that breaks one of them.

    With `colours`, text that is too near its ground in lightness is found as well: that of our own themes is tested.
    """
    fmt = handout.format
    unread = pdf.illegible(written, handout.publisher.disclaimer.plain, fmt.disclaimer, fmt.secondary)
    illegible = [Finding(f"page {number}", why, _FOOTER) for number, reasons in unread.items() for why in reasons]
    pages = [_HYPHENS.sub("", page) for page in pdf.text_of(written)]
    faint = pdf.faint(written).items() if colours else ()
    illegible += [Finding(f"page {number}", why, _COLOURS) for number, reasons in faint for why in reasons]
    return [*illegible, *_bare_doses(handout, pages), *_lost(handout, pages, html)]


def _lost(handout: Handout, pages: list[str], html: str) -> Iterator[Finding]:
    """Find what was chosen and is not on paper: a section that no template sets, a text that the engine left out.

    What breaks off a box of fixed height at the end of a page is drawn nowhere, and the engine has no word for it.
    """
    for part in handout.parts:
        if f'id="{part.id}"' not in html:
            remedy = "Let the template go through every part of the document."
            yield Finding("the document", f"the section '{part.name}' is not in it", remedy)
    letters = [_plain(page) for page in pages]
    printed = _plain(unescape(_TAG.sub("", html)))
    texts = [(f"the section '{part.name}'", prose.plain) for part in handout.parts for prose in proses(part)]
    for place, said in (*texts, *(("the document", said) for said in _addresses(handout))):
        text = _plain(said)
        if text in printed and not _stands(text, letters):
            remedy = "Give the box that it stands in more height, or no fixed height."
            yield Finding(place, f'"{said}" is on no page', remedy)


def _addresses(handout: Handout) -> Iterator[str]:
    """Where a reader may turn: the publisher's website, the practice and how it is reached."""
    yield handout.publisher.website
    if handout.brand:
        yield from (handout.brand.name, *handout.brand.contacts)


def _stands(text: str, pages: list[str]) -> bool:
    """Whether a text stands on a page, or on two that follow each other."""
    if any(text in page for page in pages):
        return True
    breaks = list(pairwise(pages))
    return any(text[:cut] in first and text[cut:] in second for first, second in breaks for cut in range(1, len(text)))


def _bare_doses(handout: Handout, pages: list[str]) -> list[Finding]:
    """Find each page that prints a dose and not all the cautions, and cautions that no page prints."""
    cautions = {
        text.plain: None
        for part in handout.parts
        if part.cautions
        for text in (*part.cautions.side_effects, *part.cautions.contra_indications)
    }
    doses = _doses(handout) if cautions else {}
    found: list[Finding] = []
    missing = dict(cautions)
    for number, page in enumerate(pages, 1):
        letters = _letters(page)
        lacking = [text for text in cautions if _letters(text) not in letters]
        missing = {text: None for text in missing if text in lacking}
        dose = next((dose for dose, pattern in doses.items() if pattern.search(page)), None)
        if dose is not None:
            told = ((f'the dose "{dose}" without its caution: {text}') for text in lacking)
            found += [Finding(f"page {number}", message, _APART) for message in told]
    if not found:  # a dose may also be drawn, as a line across a chart
        found = [Finding("the document", f"a dose without its caution: {text}", _APART) for text in missing]
    return found


def _doses(handout: Handout) -> dict[str, re.Pattern[str]]:
    """Every text that is a dose, an amount or a sentence, with a pattern that finds it on a page."""
    said = (text for part in handout.parts for text in _said(part))
    return {text: _pattern(text) for text in (*handout.doses, *said) if _letters(text)}


def _said(part: Part) -> Iterator[str]:
    """The texts of a part that name a dose, as they are printed."""
    dosing = part.dosing if isinstance(part, SupplementsPart) else None
    if dosing is not None:
        yield f"{dosing.figure} {dosing.text.plain}"  # what follows the numeral may be no more than "per day"
    for prose in proses(part):
        if prose.dose and not (dosing and prose is dosing.text):
            yield prose.plain


def _pattern(text: str) -> re.Pattern[str]:
    """Find `text` whatever its lines are, but not as the end or the start of a longer number: 50 within 250 or 0,50."""
    letters = _letters(text)
    before = r"(?<!\d)(?<!\d[.,–-])" if letters[0].isdigit() else ""
    after = r"(?![.,–-]?\d)" if letters[-1].isdigit() else ""
    return re.compile(before + r"\s*".join(map(re.escape, letters)) + after)


def _plain(text: str) -> str:
    """The letters alone: a line break may divide a long word, and a reader of PDF may put a step's number anywhere."""
    return "".join(filter(str.isalpha, text))


def _letters(text: str) -> str:
    """A text without spaces, as it can be looked for whatever its lines are."""
    return "".join(text.split())
