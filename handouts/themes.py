"""How a document looks: a theme is a folder of tokens, stylesheets, illustrations and a row of measures; no code.

Icons are shared by all themes: `assets/icons/icons.toml` says for each concept whether it is Lucide's or drawn here.
"""

from __future__ import annotations

import re
import tomllib
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from handouts import measures, tables
from handouts.errors import ChoiceError, ContentError, Problem, closest
from handouts.formats import Format
from handouts.resources import ASSETS, shown

FOLDER = ASSETS / "themes"
ICONS = ASSETS / "icons"
FONTS = "fontpkg_fira_sans"
FAMILY = "Fira Sans"
"""The one font family of pages and pictures."""
LUCIDE = "justmyresource_lucide"
GENERIC = "generic-still-life"
"""The drawing for a topic that has none of its own."""
BODY = "body"
"""The drawing of a person, on which signals have their places."""
_TOKENS = "tokens.css"
_INK_SAVER = "ink-saver.css"
_DRAWINGS = "illustrations"
_TOKEN = re.compile(r"--([a-z-]+)\s*:\s*(#[0-9A-Fa-f]{6})\s*;")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_VIEW = re.compile(rb'viewBox="[-\d.]+ [-\d.]+ (\d+\.?\d*) (\d+\.?\d*)"')


@dataclass(frozen=True)
class Theme:
    """One look: its folder, and what is read from it. A file of a designer's `own` folder goes before the theme's.

    With `ink_saver` the same look without filled areas, in black only.
    """

    name: str
    folder: Path
    ink_saver: bool = False
    own: Path | None = None

    @cached_property
    def _settings(self) -> Mapping[str, Any]:
        """`theme.toml`, and over it, table by table, that of the designer's folder."""
        return measures.read(self.folder, self.own)

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

    def largest(self, fmt: Format, kinds: Iterable[str]) -> float:
        """The largest body size, in points, at which those kinds of section look well in a format."""
        limits: Mapping[str, float] = self._of_format("largest", fmt)
        return min([fmt.aim, *(limits[kind] for kind in kinds if kind in limits)])

    def room(self, fmt: Format, chart: str) -> Mapping[str, Any]:
        """The room for a chart in a format: `width` in millimetres, `row` in parts of the body size, `text_pt`."""
        rooms = {**self._settings["charts"]["any"], **self._of_format("charts", fmt)}
        room: Mapping[str, Any] = rooms[chart]
        return room

    def _of_format(self, table: str, fmt: Format) -> Mapping[str, Any]:
        """What a table says of the layout, and over it of the format itself."""
        rows = self._settings.get(table, {})
        own = {} if fmt.large_print else rows.get(fmt.name, {})
        return {**rows.get(fmt.layout, {}), **own}

    @cached_property
    def tokens(self) -> Mapping[str, str]:
        """The colour tokens by name, `#RRGGBB`."""
        tokens = _tokens(self._read(_TOKENS))
        if self.own and (self.own / _TOKENS).is_file():
            missing = [name for name in replace(self, own=None, ink_saver=False).tokens if name not in tokens]
            if missing:
                hint = "Start from a copy of ours: pages and pictures use every one of them."
                raise self._unusable(_TOKENS, f"no colour #RRGGBB is given for {', '.join(missing)}", hint)
        return {**tokens, **(_tokens(self._read(_INK_SAVER)) if self.ink_saver else {})}

    def stylesheet(self, fmt: Format) -> str:
        """Every style of a format in this theme, from the tokens to what the format has of its own."""
        own = fmt.name if fmt.name != fmt.layout and not fmt.large_print else ""
        names = [
            _TOKENS,
            "theme.css",
            *(["brief.css"] if fmt.brief else []),
            f"{fmt.layout}.css",
            *([f"{own}.css"] if own and self._find(f"{own}.css") else []),
            *([_INK_SAVER] if self.ink_saver else []),
        ]
        return "\n".join(self._read(name) for name in names)

    @property
    def browser_styles(self) -> str:
        """What a browser needs besides, to show and to print a page."""
        return self._read("browser.css")

    def draws(self, name: str) -> bool:
        """Whether the theme has a drawing of that name."""
        return bool(name) and self._find(f"{_DRAWINGS}/{name}.svg") is not None

    def illustration(self, name: str) -> bytes:
        """The drawing of that name, in lines where ink is saved; a topic without its own gets the generic one."""
        name = name if self.draws(name) else GENERIC
        if self.ink_saver and self.draws(f"{name}-line"):
            name = f"{name}-line"
        path = self._find(f"{_DRAWINGS}/{name}.svg")
        if path is None:
            raise FileNotFoundError(f"the theme '{self.name}' has no drawing '{name}'")
        return path.read_bytes()

    def aspect(self, name: str) -> float:
        """The height of a drawing in parts of its width, by its `viewBox`."""
        view = _VIEW.search(self.illustration(name))
        width, height = map(float, view.groups()) if view else (0.0, 0.0)
        if not (width and height):
            raise self._unusable(
                f"{_DRAWINGS}/{name}.svg", "the drawing has no viewBox", 'Begin it with <svg viewBox="0 0 200 500">'
            )
        return height / width

    @cached_property
    def places(self) -> Mapping[str, tuple[float, float]]:
        """Where each place of the body is in its drawing, in parts of the width and the height; none without one."""
        name = f"{_DRAWINGS}/{BODY}.toml"
        table = self._find(name)
        if table is None:
            return {}
        places = tables.read(table)[0].get("places", {})
        if not isinstance(places, dict) or not all(map(_within, places.values())):
            hint = "In parts of the drawing's width and height: head = [0.5, 0.06]"
            raise self._unusable(name, "a place is not given by two numbers from 0 to 1", hint)
        return {name: (float(x), float(y)) for name, (x, y) in places.items()}

    def icon(self, name: str, *, backed: bool = False) -> bytes:
        """The icon of that name in the theme's ink; `backed` lays the theme's tint disc behind it."""
        backed = backed and not self.ink_saver
        disc = f'<circle cx="14" cy="14" r="9.5" fill="{self.tokens["leaf-tint"]}"/>' if backed else ""
        strokes = 'stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none">'
            f'{disc}<g fill="none" stroke="{self.tokens["ink"]}" {strokes}>'
            f"{_icon_body(name).replace('currentColor', self.tokens['ink'])}</g></svg>"
        ).encode()

    def _read(self, name: str) -> str:
        path = self._find(name)
        if path is None and self.own is None:
            raise FileNotFoundError(f"the theme '{self.name}' has no {name}")
        if path is None:
            hint = "A format needs a stylesheet of that name: docs/formats.md tells how to write one."
            raise self._unusable(name, "there is no such stylesheet", hint)
        try:
            return path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise self._unusable(name, "this is no text in UTF-8", "Save it anew as UTF-8.") from error

    def _unusable(self, name: str, message: str, hint: str) -> ContentError:
        return ContentError([Problem(shown((self.own or self.folder) / name), 0, 0, message, hint)])

    def _find(self, name: str) -> Path | None:
        """Where a file of the theme is: in the designer's folder, or else in its own."""
        folders = [folder for folder in (self.own, self.folder) if folder]
        return next((folder / name for folder in folders if (folder / name).is_file()), None)


def _tokens(styles: str) -> dict[str, str]:
    return dict(_TOKEN.findall(_COMMENT.sub("", styles)))


def _within(place: object) -> bool:
    """Whether a place is two numbers that lie on a drawing."""
    if not isinstance(place, list) or len(place) != 2:
        return False
    return all(type(part) in (int, float) and 0 <= part <= 1 for part in place)


def available(folder: Path = FOLDER) -> Mapping[str, Theme]:
    """Every theme by name."""
    return {
        path.parent.name: Theme(path.parent.name, path.parent) for path in sorted(folder.glob(f"*/{measures.FILE}"))
    }


def named(name: str, *, ink_saver: bool = False, own: Path | None = None) -> Theme:
    """The theme of that name. Raises `ChoiceError` where there is none."""
    themes = available()
    if name not in themes:
        raise ChoiceError(f"no theme '{name}'{closest(name, themes)}; there are: {', '.join(themes)}")
    return replace(themes[name], ink_saver=ink_saver, own=own)


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
