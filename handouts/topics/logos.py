"""What a logo file may hold: a drawing that needs nothing else to look the same everywhere, or a picture."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from math import inf
from xml.parsers import expat

from handouts.topics.weight import PLAIN, URL, Flaw, Weight

WIDEST = 8.0  # times its height
TALLEST = 2.0  # times its width
MOST_PIXELS = 25_000_000  # 600 dpi over a whole A5, and what takes 100 MB of memory

_SVG = "http://www.w3.org/2000/svg"
_UNREADABLE = "Export it again as an SVG, or as a PNG."
_ENTITIES = ("the logo declares entities, which are not read", PLAIN)
_FORBIDDEN: dict[str, Flaw] = {
    "text": ("the logo holds text, which needs a font", "Turn its text into outlines (paths), and save it again."),
    "script": ("the logo holds a script", PLAIN),
    "foreignObject": ("the logo holds a piece of HTML (foreignObject)", PLAIN),
}
_EMBEDDED = ("the logo holds an embedded picture", "Export it without embedded pictures, or as a PNG.")
_LENGTH = re.compile(r"\s*\+?([\d.]+(?:e-?\d+)?)\s*([a-z]*)\s*", re.I)


def flaws(logo: bytes, ending: str) -> list[Flaw]:
    """Everything that is wrong with a logo file whose name ends in `ending`."""
    if not logo:
        return [("the logo is an empty file", "Save it again.")]
    return _of_drawing(logo) if ending == ".svg" else _of_picture(logo)


def _of_picture(logo: bytes) -> list[Flaw]:
    """What its head says; the picture itself, which can be a thousand times as large as its file, is not read."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # told below
            with Image.open(BytesIO(logo), formats=("PNG", "JPEG")) as picture:
                width, height = picture.size
    except Image.DecompressionBombError:
        return [_too_large("")]
    except Exception:  # whatever it is, it was raised over this file
        return [("the logo is no picture that can be read", "Save it again as a PNG or a JPEG.")]
    return [_too_large(f", {width} × {height}")] if width * height > MOST_PIXELS else []


def _too_large(size: str) -> Flaw:
    pixels = f"the logo has over {MOST_PIXELS // 1_000_000} million pixels{size}"
    return pixels, "Save it smaller: 300 dpi at 3 cm wide is enough."


def _of_drawing(logo: bytes) -> list[Flaw]:
    parser = expat.ParserCreate(namespace_separator=" ")
    reader = _Reader(lambda: parser.CurrentLineNumber)
    parser.EntityDeclHandler = reader.entity
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.words
    try:
        logo.decode("utf-8")  # as the page it may become a part of
        parser.Parse(logo, True)
    except _Entity:
        return [_ENTITIES]  # told before any is used
    except UnicodeDecodeError:
        return [("the logo is not written in UTF-8", _UNREADABLE)]
    except expat.ExpatError as error:
        where = f"line {error.lineno}: {expat.ErrorString(error.code)}"
        return [(f"the logo is no SVG that can be read: {where}", _UNREADABLE)]
    return reader.finished()


class _Entity(Exception):
    """An entity is declared: reading on could expand it without end."""


@dataclass
class _Reader:
    """Reads a drawing once, from start to end, and builds nothing of it."""

    line: Callable[[], int]
    found: dict[Flaw, None] = field(default_factory=dict)
    root: str = ""
    about: dict[str, str] = field(default_factory=dict)
    rules: list[str] | None = None
    weight: Weight = field(default_factory=Weight)

    def entity(self, *_: object) -> None:
        raise _Entity

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self.root:
            self.root, self.about = tag, attributes
        name = tag.rpartition(" ")[2]
        if flaw := _FORBIDDEN.get(name):
            self.found[flaw] = None
        if name == "style":
            self.rules = []
        self.weight.open(name, attributes, self.line())
        for key, value in attributes.items():
            if key.rpartition(" ")[2] == "href":
                self._refer(value)
            self._style(value)

    def words(self, text: str) -> None:
        if self.rules is not None:
            self.rules.append(text)

    def end(self, _: str) -> None:
        self.weight.close()
        if self.rules is not None:
            self._style("".join(self.rules))
            self.rules = None

    def finished(self) -> list[Flaw]:
        if self.root != f"{_SVG} svg":
            return [(f'the logo is no SVG drawing: it does not begin with <svg xmlns="{_SVG}">', _UNREADABLE)]
        return [*self.found, *self.weight.flaws(), *_proportions(self.about)]

    def _style(self, text: str) -> None:
        for match in URL.finditer(text):
            self._refer(match[1] or match[2] or "")

    def _refer(self, url: str) -> None:
        url = url.strip()
        if url.casefold().startswith("data:"):
            self.found[_EMBEDDED] = None
        elif url and not url.startswith("#"):
            self.found[(f"the logo refers to something outside itself: {url[:80]}", PLAIN)] = None


def _proportions(about: dict[str, str]) -> list[Flaw]:
    width, height = _size(about)
    if not 0 < width < inf or not 0 < height < inf:
        return [("the logo does not say how large it is", "Save it with a viewBox, or with a width and a height.")]
    if width > WIDEST * height:
        return [(f"the logo is more than {WIDEST:g} times as wide as high", "Use a more compact version of it.")]
    if height > TALLEST * width:
        return [(f"the logo is more than {TALLEST:g} times as high as wide", "Use a wider version of it.")]
    return []


def _size(about: dict[str, str]) -> tuple[float, float]:
    """The width and the height of a drawing in one unit, whichever; noughts where it states none."""
    stated = [_LENGTH.fullmatch(about.get(side, "")) for side in ("width", "height")]
    units = {match[2].casefold() for match in stated if match}
    box = about.get("viewBox", "").replace(",", " ").split()
    texts = [match[1] for match in stated if match] if all(stated) and len(units) == 1 else box[2:4]
    try:
        width, height = map(float, texts)
    except ValueError:
        return 0.0, 0.0
    return width, height
