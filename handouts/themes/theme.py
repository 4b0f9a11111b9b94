"""One look: a folder, and what is read from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from handouts import measures, tables
from handouts.errors import ContentError, Problem, closest
from handouts.fonts import Face
from handouts.formats import Format
from handouts.resources import shown
from handouts.themes import icons
from handouts.themes.folders import Folders

GENERIC = "generic-still-life"
"""The drawing for a topic that has none of its own."""
BODY = "body"
"""The drawing of a person, on which signals have their places."""
_TOKENS = "tokens.css"
_INK_SAVER = "ink-saver.css"
_DRAWINGS = "illustrations"
_WORDS = "words.toml"
_GROUND = "ground"
_TOKEN = re.compile(r"--([a-z-]+)\s*:\s*(#[0-9A-Fa-f]{6})\s*;")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_VIEW = re.compile(rb'viewBox="[-\d.]+ [-\d.]+ (\d+\.?\d*) (\d+\.?\d*)"')
_VARIABLE = re.compile(rb"var\(--([a-z-]+)\)")


@dataclass(frozen=True)
class Theme(Folders):
    """One look: its folders, and what is read from them.

    A format that a theme does not have is set by the one beneath, in the `colours` of the first: `setting` gives the
    theme by which a format is set. With `ink_saver` it is the same look without filled areas, in black only.
    """

    colours: Path | None = None

    @cached_property
    def _settings(self) -> Mapping[str, Any]:
        """`theme.toml`, and over it, table by table, that of the designer's folder."""
        return measures.read(self.folder, self.own)

    @cached_property
    def _below(self) -> Mapping[str, Any]:
        """The measures of the theme that serves where this one lacks a piece."""
        return measures.read(self.base, self.own) if self.base else self._settings

    @property
    def description(self) -> Mapping[str, str]:
        """What the look is, in each language."""
        words: Mapping[str, str] = self._settings["description"]
        return words

    @property
    def faces(self) -> Mapping[str, str]:
        """The faces of the family in use: weight → file."""
        faces: Mapping[str, str] = self._settings.get("faces") or self._below["faces"]
        return faces

    def face(self, weight: int) -> Face:
        """The face in use that is nearest to a weight, the heavier of two."""
        faces = {int(number): file for number, file in self.faces.items()}
        nearest = min(faces, key=lambda number: (abs(number - weight), -number))
        return Face(faces[nearest], nearest)

    def setting(self, fmt: Format) -> Theme:
        """The theme by which a format is set: this one, or the one beneath in the colours of this."""
        if self.base is None or self.has(fmt):
            return self
        return replace(self, folder=self.base, base=None, bundled=True, colours=self.folder / _TOKENS)

    def has(self, fmt: Format) -> bool:
        """Whether the look of a format is its own, by a stylesheet for it."""
        if self.base is None:
            return True
        sheets = [f"{fmt.layout}.css", *self._variant(fmt)]
        if any((self.folder / sheet).is_file() for sheet in sheets):
            return True
        return not any((self.base / sheet).is_file() for sheet in sheets)

    def largest(self, fmt: Format, kinds: Iterable[str]) -> float:
        """The largest body size, in points, at which those kinds of section look well in a format."""
        limits: Mapping[str, float] = self._of_format("largest", fmt)
        return min([fmt.aim, *(limits[kind] for kind in kinds if kind in limits)])

    def room(self, fmt: Format, chart: str) -> Mapping[str, Any]:
        """The room for a chart in a format: `width` in millimetres, `row` in parts of the body size, `text_pt`."""
        rooms = {**self._below["charts"]["any"], **self._settings.get("charts", {}).get("any", {})}
        room: Mapping[str, Any] = {**rooms, **self._of_format("charts", fmt)}[chart]
        return room

    def _of_format(self, table: str, fmt: Format) -> Mapping[str, Any]:
        """What a table says of the layout, and over it of the format itself."""
        rows = self._settings.get(table, {})
        own = {} if fmt.large_print else rows.get(fmt.name, {})
        return {**rows.get(fmt.layout, {}), **own}

    @cached_property
    def tokens(self) -> Mapping[str, str]:
        """The colour tokens by name, `#RRGGBB`."""
        tokens = {**self._base_tokens, **_tokens(self.read(_TOKENS))}  # its own, or the base's once more
        if self.own and (self.own / _TOKENS).is_file():
            missing = [name for name in replace(self, own=None, ink_saver=False).tokens if name not in tokens]
            if missing:
                hint = "Start from a copy of ours: pages and pictures use every one of them."
                raise self.unusable(_TOKENS, f"no colour #RRGGBB is given for {', '.join(missing)}", hint)
        tokens |= self._foreign
        return {**tokens, **(_tokens(self.read(_INK_SAVER)) if self.ink_saver else {})}

    @property
    def _foreign(self) -> dict[str, str]:
        """The colours of the theme that does not have the format; its strokes and the like were made for its own."""
        return _tokens(_text(self.colours)) if self.colours and self.colours.is_file() else {}

    @property
    def _base_tokens(self) -> dict[str, str]:
        return _tokens(_text(self.base / _TOKENS)) if self.base else {}

    @property
    def templates(self) -> tuple[Path, ...]:
        """The folders whose templates go before ours, file by file."""
        return tuple(folder for folder in (self.own, self.folder if self.base else None) if folder)

    def stylesheet(self, fmt: Format) -> str:
        """Every style of a format in this theme, from the tokens to what the format has of its own."""
        return "\n".join(self._styles(fmt))

    def _styles(self, fmt: Format) -> Iterator[str]:
        if self.base:
            yield _text(self.base / _TOKENS)
        if not self.base or self.find(_TOKENS, self.looks):
            yield self.read(_TOKENS)
        if colours := self._foreign:
            yield f":root {{ {'; '.join(f'--{name}: {colour}' for name, colour in colours.items())} }}"
        for name in ("theme.css", *(["brief.css"] if fmt.brief else [])):
            yield self.read(name)
        # The styles of a format are of one hand: none of the theme beneath is mixed in.
        variants = [name for name in self._variant(fmt) if self.find(name, self.looks)]
        if self.find(f"{fmt.layout}.css", self.looks) or not variants:
            yield self.read(f"{fmt.layout}.css", self.looks)
        for name in variants:
            yield self.read(name, self.looks)
        if self.ink_saver:
            yield self.read(_INK_SAVER)

    @staticmethod
    def _variant(fmt: Format) -> list[str]:
        """The stylesheet of the format itself, where it shares a layout with others."""
        return [f"{fmt.name}.css"] if fmt.name != fmt.layout and not fmt.large_print else []

    @property
    def browser_styles(self) -> str:
        """What a browser needs besides, to show and to print a page."""
        return self.read("browser.css")

    def draws(self, name: str) -> bool:
        """Whether there is a drawing of that name, in the theme or beneath it."""
        return bool(name) and self.find(f"{_DRAWINGS}/{name}.svg") is not None

    def illustration(self, name: str, shape: str = "") -> bytes:
        """The drawing of that name, in the shape that is asked for where there is one, in lines where ink is saved.

        A topic without its own drawing gets the generic one.
        """
        return self._coloured(self.drawing(name, shape))

    def drawing(self, name: str, shape: str = "") -> Path:
        """Where the drawing is that serves for a name and a shape."""
        for one in (name, GENERIC):
            names = [f"{one}-{shape}", one] if shape else [one]
            for folder in self.folders if one else ():
                for drawn in names:
                    path = folder / _DRAWINGS / f"{drawn}.svg"
                    if path.is_file():
                        return self._in_lines(path, one) if self.ink_saver else path
        raise FileNotFoundError(f"the theme '{self.name}' has no drawing '{GENERIC}'")

    def shows(self, name: str, language: str) -> str:
        """What the drawing for a name shows, in a language; empty where the theme says nothing of it."""
        path = self.drawing(name)
        table = path.with_name(_WORDS)
        if not table.is_file():
            return ""
        words: Mapping[str, str] = tables.read(table)[0].get(path.stem.removesuffix("-line"), {})
        return words.get(language, "")

    def _in_lines(self, path: Path, name: str) -> Path:
        """The version in lines of a drawing, from its own folder or from one beneath; itself where there is none."""
        lines = (f"{_DRAWINGS}/{drawn}-line.svg" for drawn in dict.fromkeys((path.stem, name)))
        found = (self.find(line) for line in lines)
        return next((line for line in found if line), path)

    def _coloured(self, path: Path) -> bytes:
        """A drawing with its tokens, `var(--leaf)`, as colours: the engine reads none in pictures."""

        def colour(found: re.Match[bytes]) -> bytes:
            name = found[1].decode()
            if name not in self.tokens:
                hint = f"Write #RRGGBB, or add --{name} to {_TOKENS}."
                raise ContentError(
                    [Problem(shown(path), 0, 0, f"no colour token '--{name}'{closest(name, self.tokens)}", hint)]
                )
            return self.tokens[name].encode()

        return _VARIABLE.sub(colour, path.read_bytes())

    def aspect(self, name: str) -> float:
        """The height of a drawing in parts of its width, by its `viewBox`."""
        view = _VIEW.search(self.illustration(name))
        width, height = map(float, view.groups()) if view else (0.0, 0.0)
        if not (width and height):
            raise self.unusable(
                f"{_DRAWINGS}/{name}.svg", "the drawing has no viewBox", 'Begin it with <svg viewBox="0 0 200 500">'
            )
        return height / width

    @cached_property
    def places(self) -> Mapping[str, tuple[float, float]]:
        """Where each place of the body is in its drawing, in parts of the width and the height; none without one."""
        name = f"{_DRAWINGS}/{BODY}.toml"
        # A theme's own body has its own places: another's would point beside it.
        body = self.find(f"{_DRAWINGS}/{BODY}.svg", (self.folder,))
        table = self.find(name, self.looks if body else self.folders)
        if table is None:
            return {}
        places = tables.read(table)[0].get("places", {})
        if not isinstance(places, dict) or not all(map(_within, places.values())):
            hint = "In parts of the drawing's width and height: head = [0.5, 0.06]"
            raise self.unusable(name, "a place is not given by two numbers from 0 to 1", hint)
        return {name: (float(x), float(y)) for name, (x, y) in places.items()}

    def icon(self, name: str, *, backed: bool = False) -> bytes:
        """The icon of that name in the theme's ink; `backed` lays the theme's ground behind it."""
        ink = self.tokens["ink"]
        ground = self._icon(_GROUND) if backed and not self.ink_saver else ""
        strokes = 'stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none">'
            f'{ground}<g fill="none" stroke="{ink}" {strokes}>'
            f"{self._icon(name).replace('currentColor', ink)}</g></svg>"
        ).encode()

    def _icon(self, name: str) -> str:
        """What stands inside the icon of that name: the theme's own, or the one that all share."""
        path = self.find(f"icons/{name}.svg")
        if path is None:
            return icons.shared(name)
        body = icons.inside(self._coloured(path).decode())
        if not body:
            raise self.unusable(f"icons/{name}.svg", "this is no drawing", 'Begin it with <svg viewBox="0 0 24 24">')
        return body

    @property
    def missing_tokens(self) -> tuple[str, ...]:
        """The colour tokens of the theme beneath for which this one has none of its own."""
        own, beneath = (self.folder / _TOKENS, self.base) if self.base else (self.colours, self.folder)
        if own is None:
            return ()
        ours = _tokens(_text(own)) if own.is_file() else {}
        return tuple(name for name in _tokens(_text(beneath / _TOKENS)) if name not in ours)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _tokens(styles: str) -> dict[str, str]:
    return dict(_TOKEN.findall(_COMMENT.sub("", styles)))


def _within(place: object) -> bool:
    """Whether a place is two numbers that lie on a drawing."""
    if not isinstance(place, list) or len(place) != 2:
        return False
    return all(type(part) in (int, float) and 0 <= part <= 1 for part in place)
