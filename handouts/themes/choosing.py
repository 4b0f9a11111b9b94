"""Which themes there are, and the one that is asked for: by its name, or as a folder of the user's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from handouts import measures
from handouts.errors import ChoiceError, ContentError, Problem, closest
from handouts.resources import ASSETS, shown
from handouts.themes.theme import Theme

FOLDER = ASSETS / "themes"
BASE = "clinic"
"""The theme that serves where another lacks a piece."""
_UNFIT = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4)
def available(folder: Path = FOLDER) -> Mapping[str, Theme]:
    """Every theme by name, the one that serves all others first."""
    found = {path.parent.name: path.parent for path in sorted(folder.glob(f"*/{measures.FILE}"))}
    base = found.get(BASE)
    names = sorted(found, key=lambda name: (name != BASE, name))
    return {name: Theme(name, found[name], base=base if name != BASE else None) for name in names}


def named(name: str, *, ink_saver: bool = False, own: Path | None = None) -> Theme:
    """The theme of that name, or in the folder of that path; of `own`, a designer's folder, files go before its own.

    Raises `ChoiceError` where there is none, and `ContentError` with all that is wrong in a folder's `theme.toml`.
    """
    themes = available()
    if name in themes:
        theme = themes[name]
    elif Path(name).is_dir():
        theme = _in_folder(Path(name))
    else:
        there = ", ".join(themes)
        raise ChoiceError(f"no theme '{name}'{closest(name, themes)}; there are: {there}; or name a folder with one")
    return replace(theme, ink_saver=ink_saver, own=own)


def _in_folder(folder: Path) -> Theme:
    """The theme that a user keeps in a folder of their own."""
    table = folder / measures.FILE
    if not table.is_file():
        hint = "A theme is a folder with a theme.toml and a tokens.css: docs/themes.md tells how to make one."
        raise ContentError([Problem(shown(table), 0, 0, "there is no such file, so this is no theme", hint)])
    theirs = _UNFIT.sub("-", folder.resolve().name.lower()).strip("-") or "own"
    measures.check(table)
    return Theme(theirs, folder, base=available()[BASE].folder, bundled=False)


def illustrations(folder: Path = FOLDER) -> tuple[str, ...]:
    """The drawings that a topic may name: those of any theme, for a theme without one has a general drawing."""
    return tuple(sorted({path.stem for path in folder.glob("*/illustrations/*.svg")}))
