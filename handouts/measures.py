"""The measures of a theme, its `theme.toml`: the room for each chart, the largest type for a kind of section.

A designer's own file is laid over the theme's, table by table, and checked, for it is written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from handouts import tables
from handouts.errors import ContentError, Problem, closest
from handouts.fonts import is_face
from handouts.language import LANGUAGES
from handouts.resources import shown
from handouts.tables import MOST, Fields, number

FILE = "theme.toml"
Mistake: TypeAlias = tuple[int, str, str]
"""The line of a mistake, what is wrong, and the remedy."""
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
_DESCRIPTION = 'description = { nl = "Warm papier", en = "Warm paper" }'
_FACE = '400 = "FiraSans-Regular.ttf"'


def read(folder: Path, own: Path | None = None) -> Mapping[str, Any]:
    """The measures of the theme in `folder`, and over them those of a designer's `own` folder.

    Raises `ContentError` with everything that is wrong with the designer's.
    """
    ours, _ = tables.read(folder / FILE)
    if own is None or not (own / FILE).is_file():
        return ours
    theirs, text = tables.read(own / FILE)
    _refuse(own / FILE, _mistakes(theirs, ours, text))
    return _laid_over(ours, theirs)


def check(table: Path) -> None:
    """Raise `ContentError` with everything that is wrong in the `theme.toml` of a user's own theme."""
    theirs, text = tables.read(table)
    about = {name: theirs.pop(name, None) for name in ("description", "faces")}
    _refuse(table, (*_wrong_about(text, **about), *_mistakes(theirs, {}, text, ("description", "faces"))))


def _refuse(table: Path, mistakes: Iterable[Mistake]) -> None:
    problems = [Problem(shown(table), line, 0, message, hint) for line, message, hint in mistakes]
    if problems:
        raise ContentError(sorted(problems, key=lambda problem: problem.line))


def _wrong_about(text: str, description: Any, faces: Any) -> Iterator[Mistake]:
    """What is wrong with what a theme says of itself."""
    words = description if isinstance(description, dict) else {}
    missing = [code for code in LANGUAGES if not (isinstance(words.get(code), str) and words[code].strip())]
    if missing:
        line = tables.line_of(text, "", "description") or tables.line_of(text, "description")
        yield line, f"the theme has no 'description' in {', '.join(missing)}", f"For example: {_DESCRIPTION}"
    if faces is not None and not isinstance(faces, dict):
        yield tables.line_of(text, "", "faces"), "'faces' is no table", f"For example, under [faces]: {_FACE}"
        return
    for weight, file in (faces or {}).items():
        if not re.fullmatch("[1-9]00", weight) or not is_face(file):
            yield (
                tables.line_of(text, "faces", weight),
                f"there is no face {file!r} for a weight of {weight}",
                f"The weight, 100 to 900, and a file of the family Fira Sans, for example: {_FACE}",
            )


def _laid_over(lower: Mapping[str, Any], upper: Mapping[str, Any]) -> dict[str, Any]:
    """One table over another; tables within them likewise."""
    merged = dict(lower)
    for name, value in upper.items():
        below = merged.get(name)
        merged[name] = _laid_over(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _mistakes(
    theirs: Mapping[str, Any], ours: Mapping[str, Any], text: str, besides: tuple[str, ...] = ()
) -> Iterator[Mistake]:
    """Each mistake in the tables of sizes and rooms; `besides` are tables that were looked at already."""
    known = {"largest": _sizes, "charts": _rooms}
    for table, names in theirs.items():
        places = (f"{table}.{name}" for name in (names if isinstance(names, dict) else ()))
        line = next(filter(None, (tables.line_of(text, place) for place in (table, *places))), 0)
        if table not in known:
            line = line or tables.line_of(text, "", table)
            yield line, f"unknown table '{table}'{closest(table, known)}", f"There are: {', '.join((*besides, *known))}"
        elif not isinstance(names, dict):
            yield tables.line_of(text, "", table), f"'{table}' is no table", f"For example: [{table}.card-a7]"
        else:
            for name, entries in names.items():
                if isinstance(entries, dict):
                    yield from known[table](f"{table}.{name}", entries, ours.get(table, {}).get(name, {}), text)
                else:
                    hint = f"By format or layout, for example: [{table}.card-a7]"
                    yield tables.line_of(text, table, name) or line, f"'{table}.{name}' is no table", hint


def _sizes(table: str, entries: Mapping[str, Any], _: Mapping[str, Any], text: str) -> Iterator[Mistake]:
    for kind, size in entries.items():
        if not number(size):
            yield (
                tables.line_of(text, table, kind),
                f"'{kind}' cannot be {size!r}",
                f"In points, for example: {kind} = 9",
            )


def _rooms(table: str, entries: Mapping[str, Any], ours: Mapping[str, Any], text: str) -> Iterator[Mistake]:
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
