"""What a screen reader needs: language, title, tags, and in them texts for pictures, headings, header cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from handouts.preflight.flaws import Flaw, quoted
from handouts.preflight.objects import got, is_dictionary, text
from handouts.preflight.subject import Subject
from handouts.preflight.tree import Element

_REMEDY = "Export it as a tagged PDF (PDF/UA) from the program that made it."
_TITLE = re.compile(r"<dc:title\b[^>]*>\s*<rdf:Alt\b[^>]*>\s*<rdf:li\b[^>]*>([^<]*)</rdf:li>", re.DOTALL)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*")
_HEADING = re.compile(r"H([1-9]\d?)")


def language(subject: Subject) -> Iterator[Flaw]:
    """For the office: the file says in which language it is."""
    if not subject.office:
        return
    found = text(got(subject.root, "/Lang"))
    if not _LANGUAGE.fullmatch(found):
        what = f"its language is {quoted(found)}, which is none" if found else "it does not say in which language it is"
        why = "a screen reader speaks it with the sounds of another language"
        yield Flaw(0, "", what, why, "Set the language of the document: nl or en.", error=True)


def title(subject: Subject) -> Iterator[Flaw]:
    """For the office: the file has a title, and viewers show that in place of its file name."""
    if not subject.office:
        return
    why = "a reader hears, and sees above the window, the title or else a file name"
    found = _TITLE.search(subject.metadata)
    if not text(got(subject.info, "/Title")) and not (found and unescape(found[1]).strip()):
        yield Flaw(0, "", "it has no title", why, "Give the document a title in its properties.", error=True)
    elif got(subject.root, "/ViewerPreferences", "/DisplayDocTitle") is not True:
        what = "viewers show its file name in place of its title (DisplayDocTitle)"
        yield Flaw(
            0, "", what, why, "Have the title shown: in the settings for accessibility of the export.", error=True
        )


def tagged(subject: Subject) -> Iterator[Flaw]:
    """For the office: the file is tagged, and all that is drawn is tagged or said to be decoration."""
    if not subject.office:
        return
    why = "without tags a screen reader guesses the order, and knows neither headings nor tables"
    if not is_dictionary(got(subject.root, "/StructTreeRoot")):
        yield Flaw(0, "", "it has no tags (StructTreeRoot)", why, _REMEDY, error=True)
        return
    if got(subject.root, "/MarkInfo", "/Marked") is not True:
        yield Flaw(0, "", "it does not say that it is tagged (MarkInfo)", why, _REMEDY, error=True)
    if not any(element.role != "Document" for element in subject.elements):
        yield Flaw(0, "", "its tags hold nothing", why, _REMEDY, error=True)
    for page in subject.pages:
        for what, spot in page.seen.untagged[:1]:
            message = f"{what} is neither tagged nor marked as decoration"
            reason = "a screen reader passes over it, or reads it where it does not belong"
            yield Flaw(page.number, page.place(spot), message, reason, _REMEDY, error=True)


def alternative_texts(subject: Subject) -> Iterator[Flaw]:
    """For the office: each figure and formula says in words what it shows."""
    for element in _elements(subject):
        if element.role in ("Figure", "Formula") and not element.said:
            yield Flaw(
                element.page,
                "",
                f"a {element.role.lower()} has no alternative text",
                "who cannot see it does not learn what it shows",
                "Write what it says, in a sentence; mark as decoration what says nothing.",
                error=True,
            )


def headings(subject: Subject) -> Iterator[Flaw]:
    """For the office: headings go down one level at a time, from the first."""
    level = 0
    for element in _elements(subject):
        found = _HEADING.fullmatch(element.role)
        if not found:
            continue
        if int(found[1]) > level + 1:
            before = f"follows one of level {level}" if level else "is the first"
            yield Flaw(
                element.page,
                "",
                f"a heading of level {found[1]} {before}",
                "who goes from heading to heading looks for the level that was left out",
                "Use the levels in order: they say what belongs to what, not how large it is.",
                error=True,
            )
        level = int(found[1])


def table_headers(subject: Subject) -> Iterator[Flaw]:
    """For the office: tables have header cells, and those say whether they head a row or a column."""
    for element in _elements(subject):
        if element.role == "TH" and not element.heads:
            yield _table(element.page, "a header cell of a table does not say what it heads (Scope)", error=True)
        if element.role == "Table" and not element.headed:
            yield _table(element.page, "a table has no header cells", error=False)


def _table(page: int, message: str, *, error: bool) -> Flaw:
    why = "read aloud, its cells are numbers without a meaning"
    remedy = "Mark the first row or column as headers; a table that only arranges things should be none."
    return Flaw(page, "", message, why, remedy, error)


def _elements(subject: Subject) -> Iterator[Element]:
    return iter(subject.elements) if subject.office else iter(())
