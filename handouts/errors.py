"""What can go wrong, in words a user can act on.

Three kinds of trouble are kept apart. A user's mistake (content, arguments, files) is a `HandoutsError` and is shown
without a traceback; it carries every problem found, not only the first. What a finished page breaks of our promises
is a `Finding`. Everything else is our own mistake and must surface as an ordinary exception.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in a user's file, with its place and its remedy.

    `line` and `column` count from 1, in characters; 0 means that the place is not known that closely.
    """

    path: str
    line: int
    column: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        text = f"{place}: {self.message}"
        return f"{text}\n    {self.hint}" if self.hint else text


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken promise in a laid-out document: where it is, what is wrong, what to do about it.

    `fit` says that smaller type or a smaller selection could mend it.
    """

    place: str
    message: str
    remedy: str = ""
    fit: bool = False

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}"
        return f"{text}\n    {self.remedy}" if self.remedy else text


class HandoutsError(Exception):
    """A mistake that its reader can mend. The message says what is wrong and what to do."""


class ChoiceError(HandoutsError):
    """A name on the command line that stands for nothing; the message says what there is."""


class ContentError(HandoutsError):
    """Content that cannot be used: every problem of every file, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[ContentError], tuple[tuple[Problem, ...]]]:
        """Go from one process to another whole, and not as its message alone."""
        return type(self), (self.problems,)


class LayoutError(HandoutsError):
    """A document that was laid out but breaks a promise; nothing is written.

    `parts` tells how high each part of the document stands in that layout, in millimetres, by its id.
    """

    def __init__(self, findings: Iterable[Finding], parts: Mapping[str, float] | None = None) -> None:
        self.findings = tuple(findings)
        self.parts = dict(parts or {})
        super().__init__("\n".join(map(str, self.findings)))

    def __reduce__(self) -> tuple[type[LayoutError], tuple[tuple[Finding, ...], dict[str, float]]]:
        """As above."""
        return type(self), (self.findings, self.parts)


def closest(name: str, known: Iterable[str]) -> str:
    """The words " (did you mean 'x'?)" where a known name is close to a mistyped one; else nothing."""
    near = difflib.get_close_matches(name.casefold(), list(known), n=1, cutoff=0.6)
    return f" (did you mean '{near[0]}'?)" if near else ""
