"""The inks of a theme's colours, `inks.toml`: chosen by eye and by profile, so that a press prints them clean.

A colour is found by what it is on screen, `#RRGGBB`, not by its name: where a designer gives a token another colour,
no ink of ours is printed for it. `[inks]` holds what areas and lines take, `[letters]` what text takes instead: text in
the colour of ink is black alone, in which no plate can be out of place, and text in the colour of the paper is bare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from handouts import tables
from handouts.errors import ContentError, Problem
from handouts.resources import shown
from handouts.tables import line_of

if TYPE_CHECKING:
    from handouts.themes import Theme

FILE = "inks.toml"
CMYK: TypeAlias = tuple[float, float, float, float]
"""Cyan, magenta, yellow and black, each in percent."""
_TABLES = ("inks", "letters")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_EXAMPLE = 'For example: "#0B5D3B" = [80, 0, 75, 60]'


@dataclass(frozen=True, slots=True)
class Inks:
    """The inks of colours `#RRGGBB`: of `areas` and lines, and of `letters` where these have others."""

    areas: Mapping[str, CMYK] = field(default_factory=dict)
    letters: Mapping[str, CMYK] = field(default_factory=dict)


def of_theme(theme: Theme) -> Inks:
    """The inks of a theme, and of the one beneath it. Raises `ContentError` with all that is wrong in a table."""
    colours = (theme.colours.parent,) if theme.colours else ()
    found = [folder / FILE for folder in (*reversed(theme.folders), *colours)]
    read = [_read(path) for path in dict.fromkeys(found) if path.is_file()]
    areas, letters = ({colour: inks for table in read for colour, inks in table[name].items()} for name in _TABLES)
    return Inks(areas, letters)


def _read(path: Path) -> Mapping[str, Mapping[str, CMYK]]:
    rows, text = tables.read(path)
    problems = list(_problems(shown(path), text, rows))
    if problems:
        raise ContentError(problems)
    return {name: {colour.upper(): _inks(inks) for colour, inks in rows.get(name, {}).items()} for name in _TABLES}


def _inks(values: Any) -> CMYK:
    cyan, magenta, yellow, black = map(float, values)
    return cyan, magenta, yellow, black


def _problems(path: str, text: str, rows: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with a table of inks, with the line that says it."""
    for name, table in rows.items():
        if name not in _TABLES or not isinstance(table, dict):
            line = line_of(text, name) or line_of(text, "", name)
            yield Problem(path, line, 0, f"'{name}' is no table of inks", "There are: [inks], [letters]")
            continue
        for colour, inks in table.items():
            line = _line(text, name, colour)
            if not _COLOUR.fullmatch(colour):
                yield Problem(path, line, 0, f"'{colour}' is no colour #RRGGBB", _EXAMPLE)
            elif not _percents(inks):
                message = f"{inks!r} are no four inks from 0 to 100: cyan, magenta, yellow, black"
                yield Problem(path, line, 0, message, _EXAMPLE)


def _line(text: str, table: str, colour: str) -> int:
    """The line of a colour, which may be written with or without quotes."""
    start, quoted, bare = line_of(text, table), line_of(text, table, f'"{colour}"'), line_of(text, table, colour)
    return next((line for line in (quoted, bare) if line > start), start)


def _percents(inks: Any) -> bool:
    return (
        isinstance(inks, list) and len(inks) == 4 and all(type(ink) in (int, float) and 0 <= ink <= 100 for ink in inks)
    )
