"""How a document looks: a theme is a folder of tokens, stylesheets, illustrations and a row of measures; no code.

Icons are shared by all themes: `assets/icons/icons.toml` says for each concept whether it is Lucide's or drawn here.
"""

from __future__ import annotations

import re
import tomllib
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from handouts.errors import ChoiceError, closest
from handouts.resources import ASSETS

FOLDER = ASSETS / "themes"
ICONS = ASSETS / "icons"
FONTS = "fontpkg_fira_sans"
FAMILY = "Fira Sans"
"""The one font family of pages and pictures."""
LUCIDE = "justmyresource_lucide"
_TOKEN = re.compile(r"--([a-z-]+)\s*:\s*(#[0-9A-Fa-f]{6})\s*;")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


@dataclass(frozen=True)
class Theme:
    """One look: its folder, and what is read from it."""

    name: str
    folder: Path

    @cached_property
    def _settings(self) -> Mapping[str, Any]:
        return tomllib.loads(self._read("theme.toml"))

    @property
    def description(self) -> Mapping[str, str]:
        """What the look is, in each language."""
        words: Mapping[str, str] = self._settings["description"]
        return words

    @property
    def faces(self) -> Mapping[str, str]:
        """The faces of the family in use: weight → file."""
        faces: Mapping[str, str] = self._settings["faces"]
        return faces

    def body(self, format_name: str, aim: float, kinds: Iterable[str]) -> float:
        """The body size in points: the format's aim, or less where a kind of section has no room for it."""
        largest: Mapping[str, float] = self._settings.get("largest", {}).get(format_name, {})
        return min([aim, *(largest[kind] for kind in kinds if kind in largest)])

    def room(self, format_name: str, chart: str) -> Mapping[str, float]:
        """The room for a chart in a format: `width` in millimetres, `row` in parts of the body size, `text_pt`."""
        room: Mapping[str, float] = self._settings["charts"][format_name][chart]
        return room

    @cached_property
    def tokens(self) -> Mapping[str, str]:
        """The colour tokens by name, `#RRGGBB`."""
        return dict(_TOKEN.findall(_COMMENT.sub("", self._read("tokens.css"))))

    def stylesheet(self, format_name: str) -> str:
        """Every style of a format in this theme: tokens, the theme's own, the format's."""
        return "\n".join(self._read(name) for name in ("tokens.css", "theme.css", f"{format_name}.css"))

    @property
    def browser_styles(self) -> str:
        """What a browser needs besides, to show and to print a page."""
        return self._read("browser.css")

    def illustration(self, name: str) -> bytes:
        """The drawing of that name; a topic without its own gets the theme's generic one."""
        path = self.folder / "illustrations" / f"{name}.svg"
        if not name or not path.is_file():
            path = self.folder / "illustrations" / "generic-still-life.svg"
        return path.read_bytes()

    def icon(self, name: str, *, backed: bool = False) -> bytes:
        """The icon of that name in the theme's ink; `backed` lays the theme's tint disc behind it."""
        disc = f'<circle cx="14" cy="14" r="9.5" fill="{self.tokens["leaf-tint"]}"/>' if backed else ""
        strokes = 'stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none">'
            f'{disc}<g fill="none" stroke="{self.tokens["ink"]}" {strokes}>'
            f"{_icon_body(name).replace('currentColor', self.tokens['ink'])}</g></svg>"
        ).encode()

    def _read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")


def available(folder: Path = FOLDER) -> Mapping[str, Theme]:
    """Every theme by name."""
    return {path.parent.name: Theme(path.parent.name, path.parent) for path in sorted(folder.glob("*/theme.toml"))}


def named(name: str) -> Theme:
    """The theme of that name. Raises `ChoiceError` where there is none."""
    themes = available()
    if name not in themes:
        raise ChoiceError(f"no theme '{name}'{closest(name, themes)}; there are: {', '.join(themes)}")
    return themes[name]


def illustrations(folder: Path = FOLDER) -> tuple[str, ...]:
    """The drawings that a topic may name: those of any theme, for a theme without one has a general drawing."""
    return tuple(sorted({path.stem for path in folder.glob("*/illustrations/*.svg")}))


@lru_cache(maxsize=1)
def icons() -> Mapping[str, str]:
    """The concepts that have an icon, each with where it comes from: `ours` or `lucide:<name>`."""
    table: Mapping[str, str] = tomllib.loads((ICONS / "icons.toml").read_text(encoding="utf-8"))["icons"]
    return table


@lru_cache(maxsize=256)
def _icon_body(name: str) -> str:
    """What stands inside the icon's `<svg>` element."""
    origin = icons()[name]
    if origin.startswith("lucide:"):
        text = _lucide().read(f"{origin.removeprefix('lucide:')}.svg").decode()
    else:
        text = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    found = _BODY.search(text)
    if found is None:
        raise ValueError(f"the icon '{name}' holds no <svg> element")
    return " ".join(found[1].split())


@lru_cache(maxsize=1)
def _lucide() -> zipfile.ZipFile:
    return zipfile.ZipFile(package_folder(LUCIDE) / "icons.zip")


def package_folder(name: str) -> Path:
    """The folder of an installed package of files, without importing it."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"the package '{name}' is not installed")
    return Path(spec.submodule_search_locations[0])


def font(file_name: str) -> bytes:
    """A face of the font family, `FiraSans-Regular.ttf` and the like."""
    return (package_folder(FONTS) / "files" / file_name).read_bytes()
