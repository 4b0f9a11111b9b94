"""What a print shop asks for: a small file a shop, `assets/printers/`, or one of the user's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from handouts import tables
from handouts.errors import ChoiceError, ContentError, Problem, closest
from handouts.language import LANGUAGES
from handouts.markup.shelf import BLEED
from handouts.press import profiles
from handouts.resources import ASSETS, shown
from handouts.tables import Fields, line_of, number

FOLDER = ASSETS / "printers"
USUAL = "strict-x4"
"""The printer profile that serves where none is named."""
STANDARDS: Mapping[str, tuple[str, str]] = {
    "x-4": ("PDF/X-4", "1.6"),
    "x-3": ("PDF/X-3:2003", "1.4"),
    "x-1a": ("PDF/X-1a:2003", "1.4"),
    "none": ("", "1.6"),
}
"""What a file of each standard says of itself, and the version of PDF it is written in."""
_CONDITION = re.compile(r"[\x21-\x7E](?:[\x20-\x7E]{0,62}[\x21-\x7E])?")
_WORDS = re.compile(r"\S")


def _switch(value: Any) -> bool:
    return isinstance(value, bool)


def _description(value: Any) -> bool:
    said = [value.get(language) for language in LANGUAGES] if isinstance(value, dict) else [value]
    return all(isinstance(words, str) and _WORDS.search(words) for words in said)


# Each field of a printer profile: what it may be, and an example.
_FIELDS: Fields = {
    "description": (_description, 'description = "Our print shop in town"'),
    "standard": (lambda value: isinstance(value, str) and value in STANDARDS, 'standard = "x-4"'),
    "bleed_mm": (lambda value: value == 0 or (number(value) and value <= BLEED), f"bleed_mm = 3 (at most {BLEED:g})"),
    "marks": (_switch, "marks = false"),
    "ink_limit": (lambda value: number(value) and 200 <= value <= 400, "ink_limit = 280"),
    "transparency": (_switch, "transparency = true"),
    "min_line_pt": (lambda value: number(value) and value <= 1, "min_line_pt = 0.25"),
    "condition": (
        lambda value: isinstance(value, str) and _CONDITION.fullmatch(value) is not None,
        'condition = "FOGRA39"',
    ),
    "profile": (lambda value: isinstance(value, str) and bool(value), 'profile = "FOGRA51.icc"'),
}
_NEEDED = tuple(name for name in _FIELDS if name not in ("min_line_pt", "condition", "profile"))
_LINE = 0.25
_INKS, _PROFILE = "FOGRA39", "FOGRA39L_coated.icc"


@dataclass(frozen=True, slots=True)
class Printer:
    """What one print shop takes.

    `standard` is `x-4`, `x-3`, `x-1a` or `none`; `bleed_mm` says how far art runs beyond the trim; `ink_limit` is in
    percent, all four inks together; lines are at least `min_line_pt` points wide. `condition` is the registered name
    of the press and paper that the file is made for, and `profile` the ICC file of it.
    """

    name: str
    description: Mapping[str, str]
    standard: str
    bleed_mm: float
    marks: bool
    ink_limit: float
    transparency: bool
    min_line_pt: float
    condition: str
    profile: Path

    @property
    def label(self) -> str:
        """What a file made for it calls itself: `PDF/X-4`; empty where it is of no standard."""
        return STANDARDS[self.standard][0]

    @property
    def version(self) -> str:
        """The version of PDF that it takes."""
        return STANDARDS[self.standard][1]


def available() -> Mapping[str, Printer]:
    """Every printer profile of ours by name, the usual one first."""
    names = sorted((path.stem for path in FOLDER.glob("*.toml")), key=lambda name: (name != USUAL, name))
    return {name: _read(FOLDER / f"{name}.toml") for name in names}


def named(name: str | Path = USUAL) -> Printer:
    """The printer profile of that name, or in the file of that path.

    Raises `ChoiceError` where there is none, and `ContentError` with all that is wrong in a file.
    """
    names = sorted(path.stem for path in FOLDER.glob("*.toml"))
    if str(name) in names:
        return _read(FOLDER / f"{name}.toml")
    path = Path(name)
    if path.suffix == ".toml" or path.is_file():
        return _read(path)
    there = ", ".join(names)
    raise ChoiceError(
        f"no printer profile '{name}'{closest(str(name), names)}; there are: {there}; or name a .toml file"
    )


def adapted(
    printer: Printer, *, profile: Path | None = None, condition: str | None = None, marks: bool | None = None
) -> Printer:
    """The same printer with another press or paper, or with marks: what a user says beside its name.

    Raises `ChoiceError` where a profile is no CMYK output profile, or where one is named without the other.
    """
    if (profile is None) != (condition is None):
        given, missing, example = (
            ("a profile", "the condition it describes", "--condition FOGRA51")
            if profile
            else ("a condition", "the profile of it", "--profile FILE.icc")
        )
        raise ChoiceError(f"{given} needs {missing} as well, for example {example}")
    if condition is not None and not _CONDITION.fullmatch(condition):
        raise ChoiceError(f"'{condition}' is no name of a printing condition; for example FOGRA51")
    if profile is not None and condition is not None:
        profiles.read(profile)
        printer = replace(printer, profile=profile, condition=condition)
    return printer if marks is None else replace(printer, marks=marks)


def _read(path: Path) -> Printer:
    row, text = tables.read(path)
    problems = list(_problems(shown(path), text, row))
    if problems:
        raise ContentError(problems)
    described = row["description"]
    profile = Path(row.get("profile", _PROFILE))
    beside = path.parent / profile
    return Printer(
        name=path.stem,
        description=described if isinstance(described, dict) else dict.fromkeys(LANGUAGES, described),
        standard=row["standard"],
        bleed_mm=float(row["bleed_mm"]),
        marks=row["marks"],
        ink_limit=float(row["ink_limit"]),
        transparency=row["transparency"],
        min_line_pt=float(row.get("min_line_pt", _LINE)),
        condition=row.get("condition", _INKS),
        profile=beside if beside.is_file() else profiles.FOLDER / profile,
    )


def _problems(path: str, text: str, row: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with a printer profile, with the line that says it."""
    for name in _NEEDED:
        if name not in row:
            yield Problem(path, 0, 0, f"there is no '{name}'", f"For example: {_FIELDS[name][1]}")
    told = {key: tables.wrong(key, value, _FIELDS) for key, value in row.items()}
    for key, wrong in told.items():
        if wrong:
            yield Problem(path, line_of(text, "", key), 0, *wrong)
    if any(told.values()):
        return
    if row.get("transparency") and row.get("standard") in ("x-1a", "x-3"):
        message = f"nothing may be see-through in a file of the standard '{row['standard']}'"
        yield Problem(path, line_of(text, "", "transparency"), 0, message, "Write transparency = false.")
    if ("profile" in row) != ("condition" in row):
        message = "a profile and the condition that it describes belong together"
        yield Problem(path, 0, 0, message, f"For example: {_FIELDS['profile'][1]} and {_FIELDS['condition'][1]}")
