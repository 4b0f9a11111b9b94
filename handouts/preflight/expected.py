"""What a file is held against: the print shop's wishes, and what our own file says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from handouts.formats import Format


class Printer(Protocol):
    """The wishes of a print shop, as far as a file can be held against them; `handouts.press` reads them from files."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def standard(self) -> str:
        """The part of PDF/X that it takes: x-4, x-3, x-1a, or none."""

    @property
    def condition(self) -> str:
        """The name of the printing condition that it prints to; empty where any will do."""

    @property
    def bleed_mm(self) -> float:
        """How far what is cut by the trim must run on beyond it."""

    @property
    def ink_limit(self) -> float:
        """The most ink that paper takes, the percentages of all plates together."""

    @property
    def transparency(self) -> bool:
        """Whether it may hold transparency."""

    @property
    def min_line_pt(self) -> float:
        """The thinnest line."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What most print shops ask for: used where none is named."""

    name: str = "usual"
    standard: str = "x-4"
    condition: str = ""
    bleed_mm: float = 3.0
    ink_limit: float = 280.0
    transparency: bool = True
    min_line_pt: float = 0.25


@dataclass(frozen=True, slots=True)
class Expected:
    """What one of our own files must be. What is empty is not asked for.

    `disclaimers` are whole, by language; `code` is the edition code that is printed on every page, `digest` that of the
    content; `formats` are those of ours that it may be, `format` the name of the one that it says it is.
    """

    ours: bool = False
    language: str = ""
    code: str = ""
    digest: str = ""
    format: str = ""
    formats: tuple[Format, ...] = ()
    disclaimers: Mapping[str, str] = field(default_factory=dict)
