"""All checks over one file."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from handouts.preflight import opening
from handouts.preflight.checks import CHECKS
from handouts.preflight.expected import Expected, Printer, Usual
from handouts.preflight.flaws import Flaw
from handouts.preflight.subject import Subject

_WHOLE = "Get the file once more from where it came from, or save it again in the program that made it."


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a file: looked at for the "office" or the "press", and all flaws by page."""

    purpose: str
    flaws: tuple[Flaw, ...]

    @property
    def errors(self) -> int:
        """How many flaws keep it from being used."""
        return sum(flaw.error for flaw in self.flaws)


def check(
    pdf: bytes,
    *,
    purpose: str = "",
    printer: Printer | None = None,
    expected: Expected | None = None,
    leave: Container[str] = (),
) -> tuple[Flaw, ...]:
    """Return what is wrong with `pdf`, by page; whatever the bytes are, never anything but flaws.

    `purpose` is "office" or "press"; without it, press where the file has an output intent for print. Without a
    `printer` it is held against what most ask for; without `expected`, against what it says of itself. The checks in
    `leave` are left out: those that were made already. Not to be called from two threads at once.
    """
    return report(pdf, purpose=purpose, printer=printer, expected=expected, leave=leave).flaws


def report(
    pdf: bytes,
    *,
    purpose: str = "",
    printer: Printer | None = None,
    expected: Expected | None = None,
    leave: Container[str] = (),
) -> Report:
    """Return the same as `check`, and for what the file was looked at."""
    try:
        with opening.opened(pdf, purpose, printer or Usual(), expected) as (subject, flaws):
            found = [*flaws, *(flaw for name in CHECKS if name not in leave for flaw in _found(name, subject))]
            found += _unfinished(subject)
            purpose = subject.purpose
    except opening.Unreadable as error:
        return Report(purpose or "office", (error.flaw,))
    return Report(purpose, tuple(sorted(dict.fromkeys(found), key=lambda flaw: (flaw.page, not flaw.error))))


def _found(name: str, subject: Subject) -> Iterator[Flaw]:
    """What one check finds. What a damaged file makes it stumble over is told as a flaw of that file."""
    try:
        for flaw in CHECKS[name](subject):
            yield replace(flaw, check=name)
    except Exception as error:  # anything may stand anywhere in a damaged file
        yield Flaw(
            0,
            "",
            f"it could not be looked at for {name.replace('-', ' ')}: {type(error).__name__}, {str(error)[:120]}",
            "its objects are not what they should be; what is wrong there is not known",
            _WHOLE,
            error=True,
            check=name,
        )


def _unfinished(subject: Subject) -> Iterator[Flaw]:
    """Tell what could not be gone through."""
    for page in subject.pages:
        if page.seen.broken:
            yield Flaw(
                page.number,
                "",
                f"what {page.seen.broken[0]} draws cannot be read, wholly or in part",
                "viewers leave it out, or refuse the file",
                _WHOLE,
                error=True,
                check="readable",
            )
    if any(page.seen.cut_short for page in subject.pages):
        yield Flaw(
            0,
            "",
            "it is drawn with more operators, or deeper nested, than can be looked through",
            "the rest of it was not looked at, and printers will be slow or stop",
            "Simplify its drawings, or place them as images.",
            error=True,
            check="readable",
        )
