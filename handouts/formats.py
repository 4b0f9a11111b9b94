"""The physical products: trim size, sides and type sizes. One table of data, `assets/formats.toml`, a row a format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handouts import tables
from handouts.errors import ChoiceError, ContentError, Problem, closest
from handouts.language import LANGUAGES
from handouts.resources import ASSETS, shown
from handouts.tables import MOST, Fields, line_of, number

TABLE = "formats.toml"
# How long one of a row's units is: in millimetres for lengths, in points for type.
_UNITS = {"mm": (1.0, 1.0), "px": (25.4 / 96, 72 / 96)}
_NAME = re.compile(r"(?!all$)[a-z0-9]+(-[a-z0-9]+)*")  # it becomes the name of files, and `all` is every format


def _name(value: Any) -> bool:
    return isinstance(value, str) and _NAME.fullmatch(value) is not None


def _words(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


# Each field of a row: what it may be, and an example.
_ROW: Fields = {
    "description": (
        lambda value: isinstance(value, dict) and set(value) >= set(LANGUAGES) and all(map(_words, value.values())),
        'description = { nl = "Kaart, A7", en = "Card, A7" }',
    ),
    "unit": (lambda value: isinstance(value, str) and value in _UNITS, 'unit = "mm"'),
    "trim": (
        lambda value: isinstance(value, list) and len(value) == 2 and all(map(number, value)),
        "trim = [74, 105]",
    ),
    "sides": (lambda value: type(value) is int and 0 <= value < MOST, "sides = 2"),
    "body": (
        lambda value: (
            isinstance(value, dict)
            and set(value) == {"aim", "floor"}
            and all(map(number, value.values()))
            and value["floor"] <= value["aim"]
        ),
        "body = { aim = 9, floor = 8.5 }",
    ),
    "secondary": (number, "secondary = 7"),
    "disclaimer": (number, "disclaimer = 6"),
    "presets": (
        lambda value: isinstance(value, list) and bool(value) and all(map(_words, value)),
        'presets = ["short"]',
    ),
    "output": (lambda value: value in ("pdf", "png", "html"), 'output = "pdf"'),
    "dpi": (lambda value: isinstance(value, int) and 36 <= value <= 600, "dpi = 300"),
    "layout": (_name, 'layout = "card-a7"'),
    "theme": (_name, 'theme = "clinic"'),
    "brief": (lambda value: isinstance(value, bool), "brief = true"),
    "folds": (
        lambda value: (
            isinstance(value, list) and all(isinstance(side, list) and all(map(number, side)) for side in value)
        ),
        "folds = [[97, 197], [100, 200]]",
    ),
    "large": (lambda value: isinstance(value, dict), 'large = { layout = "large-print" }'),
}
_NEEDED = {"description", "trim", "body", "secondary", "disclaimer", "presets", "dpi"}
_THEME = "clinic"
_LEAST = 6.0  # points: a smaller disclaimer is none
_STEP = 0.25  # points between two sizes that are tried


@dataclass(frozen=True, slots=True)
class Format:
    """One format. Lengths are millimetres, type sizes points; `sides` is 0 where a document takes what it needs.

    `aim` and `floor` bound the body size; no text is smaller than `secondary`, but for the disclaimer, which is never
    smaller than `disclaimer`. `folds` are distances from the left edge, for each side. `layout` names the template and
    the stylesheet, `theme` the look it usually has, `presets` the ready choices of sections, the first that a topic
    has; `brief` asks for the short form of sections.
    """

    name: str
    description: Mapping[str, str]
    width: float
    height: float
    sides: int
    aim: float
    floor: float
    secondary: float
    disclaimer: float
    presets: tuple[str, ...]
    output: str
    dpi: int
    layout: str
    theme: str
    brief: bool
    folds: tuple[tuple[float, ...], ...]
    unit: str = "mm"
    large_print: bool = False

    @property
    def size(self) -> str:
        """The trim size in words, in the unit of its row."""
        length = _UNITS[self.unit][0]
        return f"{self.width / length:g} × {self.height / length:g} {self.unit}"

    def sizes(self, most: float) -> tuple[float, ...]:
        """The body sizes to try, in points, the largest first: from `most` or the aim down to the floor."""
        first = max(min(self.aim, most), self.floor)
        steps = int((first - self.floor) / _STEP)
        sizes = [first - _STEP * step for step in range(steps + 1)]
        return tuple(sizes if sizes[-1] == self.floor else [*sizes, self.floor])


def available(folder: Path | None = None, *, large_print: bool = False) -> Mapping[str, Format]:
    """Every format by name, in the order of the table; those of a designer's `folder` come after ours, or in place.

    With `large_print`, the formats that have such an edition, as that.
    """
    rows = _rows(ASSETS)
    if folder:
        rows = rows | _rows(folder)
    if large_print:
        rows = {name: {**row, **row["large"]} for name, row in rows.items() if "large" in row}
    return {name: _format(name, row, large_print) for name, row in rows.items()}


def named(name: str, folder: Path | None = None, *, large_print: bool = False) -> Format:
    """The format of that name. Raises `ChoiceError` where there is none, or none in large print."""
    table = available(folder, large_print=large_print)
    if name in table:
        return table[name]
    there = ", ".join(table)
    if large_print and name in available(folder):
        raise ChoiceError(f"'{name}' has no large print; these have: {there}")
    raise ChoiceError(f"no format '{name}'{closest(name, table)}; there are: {there}")


def _rows(folder: Path) -> dict[str, dict[str, Any]]:
    """The rows of a folder's table. Raises `ContentError` with everything that is wrong with them."""
    table = folder / TABLE
    if not table.is_file():
        return {}
    rows, text = tables.read(table)
    problems = [problem for name, row in rows.items() for problem in _problems(shown(table), text, name, row)]
    if problems:
        raise ContentError(problems)
    return rows


def _problems(path: str, text: str, name: str, row: Any) -> Iterator[Problem]:
    """What is wrong with one row, with the line that says it."""
    start = line_of(text, name)
    if not isinstance(row, dict):
        yield Problem(path, line_of(text, "", name), 0, f"'{name}' is no format", f"A format is a table: [{name}]")
        return
    if not _name(name):
        hint = "Use small letters, digits and hyphens: [card-a7]"
        yield Problem(path, start, 0, f"'{name}' is no name for a format", hint)
    for key in sorted(_NEEDED - set(row)):
        yield Problem(path, start, 0, f"the format '{name}' has no '{key}'", f"For example: {_ROW[key][1]}")
    wrong = [_wrong(key, value, row) for key, value in row.items()]
    yield from (
        Problem(path, line_of(text, name, key) or start, 0, *told) for key, told in zip(row, wrong, strict=True) if told
    )
    large = row.get("large")
    if isinstance(large, dict):
        for key, value in large.items():
            if told := _wrong(key, value, row):
                line = line_of(text, f"{name}.large", key) or line_of(text, name, "large") or start
                yield Problem(path, line, 0, *told)
    if not any(wrong) and set(row) >= _NEEDED:
        for key, told in _at_odds(row):
            yield Problem(path, line_of(text, name, key) or start, 0, *told)


def _wrong(key: str, value: Any, row: Mapping[str, Any]) -> tuple[str, str] | None:
    """What is wrong with a field by itself, and a remedy."""
    if told := tables.wrong(key, value, _ROW):
        return told
    unit = row.get("unit", "mm")
    if key == "disclaimer" and value * _UNITS[unit if _ROW["unit"][0](unit) else "mm"][1] < _LEAST:
        return f"the disclaimer cannot be read in less than {_LEAST:g} points", f"For example: {_ROW[key][1]}"
    return None


def _at_odds(row: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Fields that are right by themselves and cannot be right together."""
    floor, width = row["body"]["floor"], row["trim"][0]
    if row["secondary"] > floor:
        remedy = "No text may be smaller than 'secondary': make it less, or the body larger."
        yield "secondary", (f"'secondary' is {row['secondary']:g} and running text may be {floor:g}", remedy)
    if any(fold >= width for side in row.get("folds", ()) for fold in side):
        yield "folds", ("a fold lies beside the sheet", f"Count from the left edge; the sheet is {width:g} wide.")


def _format(name: str, row: Mapping[str, Any], large_print: bool) -> Format:
    length, type_size = _UNITS[row.get("unit", "mm")]
    return Format(
        name=name,
        description=row["description"],
        width=row["trim"][0] * length,
        height=row["trim"][1] * length,
        sides=row.get("sides", 0),
        aim=row["body"]["aim"] * type_size,
        floor=row["body"]["floor"] * type_size,
        secondary=row["secondary"] * type_size,
        disclaimer=row["disclaimer"] * type_size,
        presets=tuple(row["presets"]),
        output=row.get("output", "pdf"),
        dpi=row["dpi"],
        layout=row.get("layout", name),
        theme=row.get("theme", _THEME),
        brief=row.get("brief", False),
        folds=tuple(tuple(place * length for place in side) for side in row.get("folds", ())),
        unit=row.get("unit", "mm"),
        large_print=large_print,
    )
