"""What makes a file one for the press: output intent, identifiers, metadata, nothing that shines through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handouts.preflight import streams
from handouts.preflight.flaws import Flaw
from handouts.preflight.objects import got, is_stream, items, number, text
from handouts.preflight.subject import Subject

_EXPORT = "Export it as PDF/X-4 for the paper that the print shop names; with `--for press` our own files are."
_VERSION = re.compile(r"GTS_PDFXVersion(?:=\"|>)\s*([^\"<]*)")
_ACCESSIBLE = re.compile(r"pdfuaid:part(?:=\"|>)\s*([^\"<]*)")
_TAKEN = {
    "x-1a": ("PDF/X-1",),
    "x-3": ("PDF/X-1", "PDF/X-3"),
    "x-4": ("PDF/X-1", "PDF/X-3", "PDF/X-4"),
}
_PLAIN = ("PDF/X-1", "PDF/X-3")  # the standards that know no transparency
_INTENT = "the print shop must know for which paper and press the colours are meant"


def output_intent(subject: Subject) -> Iterator[Flaw]:
    """For the press: the file says for which printing condition it is, with that condition's profile."""
    if not subject.press:
        return
    intents = subject.intents
    if not intents:
        yield Flaw(0, "", "it has no output intent for print", _INTENT, _EXPORT, error=True)
        return
    if len(intents) > 1:
        yield Flaw(0, "", "it has several output intents for print", _INTENT, _EXPORT, error=True)
    for message in _intent(intents[0]):
        yield Flaw(0, "the output intent", message, _INTENT, _EXPORT, error=True)
    wanted, found = subject.printer.condition, text(got(intents[0], "/OutputConditionIdentifier"))
    if found and wanted not in ("", found):
        message = f"it is for {found}; the printer profile {subject.printer.name} asks for {wanted}"
        yield Flaw(0, "the output intent", message, _INTENT, _EXPORT, error=False)


def _intent(intent: Any) -> Iterator[str]:
    if not text(got(intent, "/OutputConditionIdentifier")):
        yield "it does not name its printing condition (OutputConditionIdentifier)"
    profile = got(intent, "/DestOutputProfile")
    if not is_stream(profile):
        yield "its profile is not in the file (DestOutputProfile)"
        return
    parts = int(number(got(profile, "/N")))
    if parts != 4:
        yield f"its profile is for {parts} inks, not for four"
    data = streams.content(profile) or b""
    if data[36:40] != b"acsp":
        yield "its profile is no ICC profile"
    elif data[16:20] != b"CMYK" or data[12:16] != b"prtr":
        shown = data[16:20].decode("ascii", "replace").strip()
        yield f"its profile is one for {shown}, not for a press in CMYK"


def press_version(subject: Subject) -> Iterator[Flaw]:
    """For the press: the file says by which part of PDF/X it was made, and it is one that the print shop takes."""
    if not subject.press or subject.printer.standard not in _TAKEN:
        return
    version, taken = _version(subject), _TAKEN[subject.printer.standard]
    why = "the print shop's software sorts files by it, and refuses what it does not take"
    if not version:
        yield Flaw(0, "", "it does not say that it is PDF/X (GTS_PDFXVersion)", why, _EXPORT, error=True)
    elif not version.startswith(taken):
        what = f"it is {version}; the printer profile {subject.printer.name} takes {' and '.join(taken)}"
        yield Flaw(0, "", what, why, f"Export it as {taken[-1]}.", error=True)


def _version(subject: Subject) -> str:
    found = _VERSION.search(subject.metadata)
    return found[1].strip() if found else text(got(subject.info, "/GTS_PDFXVersion"))


def accessible_version(subject: Subject) -> Iterator[Flaw]:
    """For the office: the file says that it is made for screen readers, PDF/UA."""
    if subject.office and not _ACCESSIBLE.search(subject.metadata):
        yield Flaw(
            0,
            "",
            "it does not say that it is accessible (PDF/UA)",
            "who must give out accessible files looks for that mark",
            "Export it as PDF/UA from a program that makes such files.",
            error=subject.expected.ours,
        )


def metadata(subject: Subject) -> Iterator[Flaw]:
    """The file has metadata in XMP that can be read."""
    if not subject.metadata:
        there = got(subject.root, "/Metadata") is not None
        yield Flaw(
            0,
            "",
            "its metadata cannot be read (XMP)" if there else "it has no metadata (XMP)",
            "what the file is, and by which standard it was made, is told there",
            _EXPORT if subject.press else "Export it again, with its properties.",
            error=subject.press or subject.expected.ours,
        )


def identifier(subject: Subject) -> Iterator[Flaw]:
    """For the press, and in our files: the file has an identifier."""
    if not subject.press and not subject.expected.ours:
        return
    found = items(got(subject.document.trailer, "/ID"))
    if len(found) != 2 or not all(str(part) for part in found):
        why = "by it a print shop knows one file from another, and a file from its new version"
        yield Flaw(0, "", "it has no identifier (ID)", why, _EXPORT, error=True)


def transparency(subject: Subject) -> Iterator[Flaw]:
    """For the press: nothing shines through where the print shop, or the part of PDF/X, does not allow it."""
    if not subject.press:
        return
    version = _version(subject)
    standard = version if version.startswith(_PLAIN) else ""
    if subject.printer.transparency and not standard:
        return
    for page in subject.pages:
        for what, spot in page.seen.veils.items():
            yield Flaw(
                page.number,
                page.place(spot),
                f"something shines through: {what}",
                f"{standard or f'the printer profile {subject.printer.name}'} does not allow transparency",
                "Flatten it: paint it in the colour that it has on its ground.",
                error=True,
            )


def postscript(subject: Subject) -> Iterator[Flaw]:
    """For the press: no PostScript is in the file."""
    for page in subject.pages:
        if subject.press and page.seen.postscript:
            why = "no reader of today draws it"
            yield Flaw(page.number, "", "it holds PostScript", why, "Export that drawing again as PDF.", error=True)
