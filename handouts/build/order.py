"""What a user asks for and what comes out of it; light, because the command line needs it to show its help."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from handouts.resources import TOPICS, shown

LANGUAGE = "nl"
FORMAT = "handout-a4"
ALL = "all"
"""In place of a format or a language: each that there is."""


class Output(StrEnum):
    """What comes out."""

    PDF = "pdf"
    PNG = "png"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Order:
    """What a user asks for. `sections` and `preset` exclude each other; neither means the format's own preset.

    `format` and `language` name one each, or several: `batch.orders` makes an order of each. Without a `theme` or an
    `output` it is what the format usually has. A theme is a name, or the path of a folder; `templates` is a designer's
    own folder.
    """

    topic: str
    language: str = LANGUAGE
    format: str = FORMAT
    theme: str | None = None
    preset: str | None = None
    sections: tuple[str, ...] | None = None
    without: tuple[str, ...] = ()
    editorial: bool = True
    large_print: bool = False
    ink_saver: bool = False
    output: Output | None = None
    dpi: int | None = None
    content: Path = TOPICS
    brand: Path | None = None
    templates: Path | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders of the user's own that it is made from: formats and templates, and a theme."""
        theme = Path(self.theme) if self.theme else None
        return tuple(folder for folder in (self.templates, theme) if folder and folder.is_dir())

    @property
    def own(self) -> tuple[str, ...]:
        """What of it is the user's own, in words: none of ours has kept the layout engine busy for ever."""
        theirs = {"the practice": self.brand, "the templates": self.templates}
        theirs |= {"the theme": Path(self.theme)} if self.theme and Path(self.theme).is_dir() else {}
        theirs |= {"the content": self.content} if self.content != TOPICS else {}
        return tuple(f"{what} in {shown(path)}" for what, path in theirs.items() if path)

    @property
    def several(self) -> bool:
        """Whether it names more than one format or language."""
        return any("," in name or name == ALL for name in (self.format, self.language))


@dataclass(frozen=True, slots=True)
class Product:
    """A finished document: its own file name, without an ending, and one file, or one image a page.

    `size` is the body size in points that fits, found in so many `layouts`; `sparse` says that the last of several
    pages is nearly empty, `borrowed` what the theme lacks and another's serves for.
    """

    name: str
    output: Output
    pages: int
    files: tuple[bytes, ...]
    size: float
    layouts: int
    sparse: bool = False
    borrowed: tuple[str, ...] = ()

    def names(self, stem: str) -> tuple[str, ...]:
        """A file name for each file, from the name that was asked for without its ending."""
        if len(self.files) == 1:
            return (f"{stem}.{self.output}",)
        return tuple(f"{stem}-{page}.{self.output}" for page in range(1, len(self.files) + 1))
