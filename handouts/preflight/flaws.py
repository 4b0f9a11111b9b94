"""What is wrong with a PDF, in words that its reader can act on."""

from __future__ import annotations

from dataclasses import dataclass

_POINTS = 72 / 25.4  # in a millimetre
_SHOWN = 40  # letters of a text


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong: on which page, counted from 1 or 0 for the file, where on it, what, why it matters.

    `remedy` says what to do; an `error` keeps the file from being used, the rest is to be looked at. `check` is the
    name of the check that found it, which the checks leave to who calls them.
    """

    page: int
    place: str
    message: str
    why: str
    remedy: str
    error: bool
    check: str = ""

    @property
    def where(self) -> str:
        """The page and the place on it."""
        page = f"page {self.page}" if self.page else ""
        return ", ".join(part for part in (page, self.place) if part) or "the file"

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


def at(left: float, top: float) -> str:
    """A place on a page, from points: millimetres from the left and the top of what is left after cutting."""
    return f"{left / _POINTS:.0f} mm from the left, {top / _POINTS:.0f} mm from the top"


def quoted(text: str) -> str:
    """A text in quotation marks, as far as it is shown to find it by."""
    words = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return f'"{words[:_SHOWN].rstrip()} …"' if len(words) > _SHOWN else f'"{words}"'
