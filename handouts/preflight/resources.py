"""What the operators of a page call by name: colours, fonts, forms; each read once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from handouts.preflight import colouring
from handouts.preflight.colouring import Colour, Space
from handouts.preflight.objects import entries, got, items, name, number
from handouts.preflight.tokens import number as number_of


@dataclass(frozen=True, eq=False, slots=True)
class Font:
    """A font as far as its codes matter: `missing` are the codes of a missing glyph, in `width` bytes each."""

    name: str
    source: Any
    width: int = 1
    missing: frozenset[bytes] = frozenset()
    drawn: bool = False  # its glyphs are drawings of their own


class Resources:
    """The names of one page or form. What it lacks is looked for where it is used, as old files expect."""

    def __init__(self, source: Any, outer: Resources | None = None) -> None:
        self._source = source
        self._outer = outer
        self._spaces: dict[bytes, Space] = {}
        self._colours: dict[tuple[int, tuple[bytes, ...]], Colour] = {}
        self._fonts: dict[bytes, Font] = {}
        self._settings: dict[bytes, list[tuple[str, Any]]] = {}

    def named(self, kind: str, token: bytes) -> Any:
        """What a name stands for; None for nothing."""
        found = got(self._source, kind, _key(token))
        if found is None and self._outer is not None:
            return self._outer.named(kind, token)
        return found

    def space(self, token: bytes) -> Space:
        """A colour space by its name."""
        if token not in self._spaces:
            import pikepdf

            found = self.named("/ColorSpace", token)
            try:
                self._spaces[token] = colouring.read(pikepdf.Name(_key(token)) if found is None else found)
            except ValueError:  # a name that is none
                self._spaces[token] = colouring.UNKNOWN
        return self._spaces[token]

    def first(self, token: bytes) -> Colour:
        """The colour that counts from when a space is chosen by its name."""
        space = self.space(token)
        key = (id(space), (b"",))
        if key not in self._colours:
            self._colours[key] = colouring.first(space)
        return self._colours[key]

    def colour(self, space: Space, operands: list[bytes]) -> Colour:
        """A colour from its operands, the same object for the same ones."""
        key = (id(space), tuple(operands))
        if key not in self._colours:
            pattern = None
            if operands and operands[-1].startswith(b"/"):
                pattern = self.named("/Pattern", operands.pop())
            self._colours[key] = Colour(space, tuple(map(number_of, operands)), pattern)
        return self._colours[key]

    def settings(self, token: bytes) -> list[tuple[str, Any]]:
        """What a set of settings changes in the state, and `mask` for the form of a soft mask."""
        if token not in self._settings:
            self._settings[token] = list(_changes(self.named("/ExtGState", token)))
        return self._settings[token]

    def font(self, token: bytes) -> Font:
        """A font by its name."""
        if token not in self._fonts:
            self._fonts[token] = _font(self.named("/Font", token), _key(token))
        return self._fonts[token]


def _key(token: bytes) -> str:
    """A name as the reader of PDF gives it, from the bytes in a drawing."""
    if b"#" in token:
        import re

        token = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), token)
    return token.decode("utf-8", "surrogateescape") if token.isascii() else token.decode("latin-1")


def _changes(settings: Any) -> Iterator[tuple[str, Any]]:
    for key, value in entries(settings):
        if key == "/ca":
            yield "fill_alpha", number(value, 1.0)
        elif key == "/CA":
            yield "stroke_alpha", number(value, 1.0)
        elif key == "/BM":
            blend = name(value) or next((name(item) for item in items(value)), "")
            yield "blend", blend
        elif key == "/LW":
            yield "width", abs(number(value))
        elif key == "/op" or (key == "/OP" and got(settings, "/op") is None):
            yield "overprint", value is True
        elif key == "/SMask":
            yield "mask", got(value, "/G")


def _font(source: Any, called: str) -> Font:
    kind = name(got(source, "/Subtype"))
    shown = name(got(source, "/BaseFont"))[1:] or called[1:]
    if kind == "/Type0":
        return Font(shown, source, 2, _missing_wide(source))
    if kind == "/Type3":
        there = {key for key, _ in entries(got(source, "/CharProcs"))}
        lacking = {code for code, glyph in _named_codes(source).items() if glyph not in there}
        return Font(shown, source, 1, frozenset(bytes([code]) for code in lacking), drawn=True)
    lacking = {code for code, glyph in _named_codes(source).items() if glyph == "/.notdef"}
    return Font(shown, source, 1, frozenset(bytes([code]) for code in lacking))


def _missing_wide(source: Any) -> frozenset[bytes]:
    """The codes of two bytes that show the glyph for a missing one, which is the first of a font."""
    if name(got(source, "/Encoding")) not in ("/Identity-H", "/Identity-V"):
        return frozenset()
    return frozenset({b"\0\0"})


def _named_codes(source: Any) -> dict[int, str]:
    """The codes to which a font gives names of glyphs of its own."""
    codes: dict[int, str] = {}
    code = 0
    for item in items(got(source, "/Encoding", "/Differences")):
        if name(item):
            if 0 <= code < 256:
                codes[code] = name(item)
            code += 1
        else:
            code = int(number(item))
    return codes
