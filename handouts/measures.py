"""The measures of a theme, its `theme.toml`: the room for each chart, the largest type for a kind of section.

A designer's own file is laid over the theme's, table by table, and checked, for it is written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from handouts import tables
from handouts.errors import ContentError, Problem, closest
from handouts.resources import shown
from handouts.tables import MOST, Fields, number

FILE = "theme.toml"
SHAPES = ("bar", "capsule", "counted")


def _switch(value: Any) -> bool:
    return isinstance(value, bool)


# Each field of a chart's room: what it may be, and an example.
_ROOM: Fields = {
    "width": (number, "width = 23"),
    "row": (number, "row = 2.3"),
    "rows": (lambda value: type(value) is int and 0 < value < MOST, "rows = 5"),
    "values": (_switch, "values = true"),
    "marks": (_switch, "marks = false"),
    "heads": (_switch, "heads = false"),
    "text_pt": (number, "text_pt = 8"),
    "value_pt": (number, "value_pt = 7.5"),
    "bar": (lambda value: number(value) and value <= 1, "bar = 0.42"),
    "line_pt": (lambda value: number(value) and value >= 0.5, "line_pt = 0.7"),  # print needs as much
    "rule_mm": (lambda value: value == 0 or number(value), "rule_mm = 0.25"),
    "shape": (lambda value: value in SHAPES, 'shape = "capsule"'),
    "unit": (number, "unit = 10"),
}
_NEEDED = ("width", "row")


def read(folder: Path, own: Path | None = None) -> Mapping[str, Any]:
    """The measures of the theme in `folder`, and over them those of a designer's `own` folder.

    Raises `ContentError` with everything that is wrong with the designer's.
    """
    ours, _ = tables.read(folder / FILE)
    if own is None or not (own / FILE).is_file():
        return ours
    theirs, text = tables.read(own / FILE)
    problems = [
        Problem(shown(own / FILE), line, 0, message, hint) for line, message, hint in _mistakes(theirs, ours, text)
    ]
    if problems:
        raise ContentError(problems)
    return _laid_over(ours, theirs)


def _laid_over(lower: Mapping[str, Any], upper: Mapping[str, Any]) -> dict[str, Any]:
    """One table over another; tables within them likewise."""
    merged = dict(lower)
    for name, value in upper.items():
        below = merged.get(name)
        merged[name] = _laid_over(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _mistakes(theirs: Mapping[str, Any], ours: Mapping[str, Any], text: str) -> Iterator[tuple[int, str, str]]:
    """The line, the mistake and the remedy of each."""
    known = {"largest": _sizes, "charts": _rooms}
    for table, names in theirs.items():
        places = (f"{table}.{name}" for name in (names if isinstance(names, dict) else ()))
        line = next(filter(None, (tables.line_of(text, place) for place in (table, *places))), 0)
        if table not in known:
            line = line or tables.line_of(text, "", table)
            yield line, f"unknown table '{table}'{closest(table, known)}", f"There are: {', '.join(known)}"
        elif not isinstance(names, dict):
            yield tables.line_of(text, "", table), f"'{table}' is no table", f"For example: [{table}.card-a7]"
        else:
            for name, entries in names.items():
                if isinstance(entries, dict):
                    yield from known[table](f"{table}.{name}", entries, ours.get(table, {}).get(name, {}), text)
                else:
                    hint = f"By format or layout, for example: [{table}.card-a7]"
                    yield tables.line_of(text, table, name) or line, f"'{table}.{name}' is no table", hint


def _sizes(table: str, entries: Mapping[str, Any], _: Mapping[str, Any], text: str) -> Iterator[tuple[int, str, str]]:
    for kind, size in entries.items():
        if not number(size):
            yield (
                tables.line_of(text, table, kind),
                f"'{kind}' cannot be {size!r}",
                f"In points, for example: {kind} = 9",
            )


def _rooms(
    table: str, entries: Mapping[str, Any], ours: Mapping[str, Any], text: str
) -> Iterator[tuple[int, str, str]]:
    for chart, room in entries.items():
        line = tables.line_of(text, table, chart) or tables.line_of(text, f"{table}.{chart}")
        if not isinstance(room, dict):
            yield line, f"'{chart}' cannot be {room!r}", f"For example: {chart} = {{ width = 23, row = 2.3 }}"
            continue
        for key in [key for key in _NEEDED if key not in {**ours.get(chart, {}), **room}]:
            yield line, f"the room of '{chart}' has no '{key}'", f"For example: {_ROOM[key][1]}"
        for key, value in room.items():
            place = tables.line_of(text, f"{table}.{chart}", key) or line
            if told := tables.wrong(key, value, _ROOM):
                yield place, *told
