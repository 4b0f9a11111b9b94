"""The page that shows a set of documents: each as a picture, with its files."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handouts.document.handout import Prose
from handouts.markup.prose import as_html
from handouts.markup.templates import environment
from handouts.resources import TEMPLATES


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """One document of a set: what it is, its trim size, its files with their bytes, and a picture of each side."""

    name: str
    size: str
    sides: int
    files: tuple[tuple[str, int], ...]
    thumbnails: tuple[bytes, ...]
    large_print: bool
    ink_saver: bool

    @property
    def pictures(self) -> tuple[str, ...]:
        """The pictures as addresses that hold them."""
        return tuple(f"data:image/png;base64,{b64encode(picture).decode()}" for picture in self.thumbnails)


@dataclass(frozen=True, slots=True)
class Shown:
    """The documents of one language, with the words and the disclaimer that belong to them."""

    language: str
    title: str
    words: Mapping[str, str]
    disclaimer: str
    pieces: tuple[ShownPiece, ...]

    @property
    def disclaimer_html(self) -> str:
        """The disclaimer with its label in bold."""
        return str(as_html(Prose(self.disclaimer)))


def index(shelves: Sequence[Shown]) -> str:
    """One HTML page that needs nothing but the files it links to, which lie beside it."""
    return environment(TEMPLATES).get_template("web/index.html.j2").render(shelves=shelves)
