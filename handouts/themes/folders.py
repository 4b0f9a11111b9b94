"""Where the files of a look are: in a designer's folder, in the theme's own, or in that of the theme beneath."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from handouts.errors import ContentError, Problem
from handouts.resources import shown


@dataclass(frozen=True)
class Folders:
    """The folders of a look, the first that holds a file serving it.

    A file of a designer's `own` folder goes before the theme's. What a theme lacks it takes from `base`, another
    theme's folder. A user's own theme is not `bundled`.
    """

    name: str
    folder: Path
    ink_saver: bool = False
    own: Path | None = None
    base: Path | None = None
    bundled: bool = True

    @property
    def theirs(self) -> tuple[Path, ...]:
        """The folders that a user keeps: a mistake in one of them is the user's to mend."""
        return tuple(folder for folder in (self.own, None if self.bundled else self.folder) if folder)

    def borrows(self, path: Path) -> bool:
        """Whether a file comes from the theme beneath."""
        return self.base is not None and path.is_relative_to(self.base)

    def read(self, name: str, folders: tuple[Path, ...] | None = None) -> str:
        """The text of a stylesheet. Raises `ContentError` where a user's own is missing or no text."""
        path = self.find(name, folders)
        if path is None and not self.theirs:
            raise FileNotFoundError(f"the theme '{self.name}' has no {name}")
        if path is None:
            hint = "A format needs a stylesheet of that name: docs/formats.md tells how to write one."
            raise self.unusable(name, "there is no such stylesheet", hint)
        try:
            return path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise ContentError(
                [Problem(shown(path), 0, 0, "this is no text in UTF-8", "Save it anew as UTF-8.")]
            ) from error

    def unusable(self, name: str, message: str, hint: str) -> ContentError:
        """The error that a file cannot be used, told of the one that serves."""
        place = self.find(name) or (self.own or self.folder) / name
        return ContentError([Problem(shown(place), 0, 0, message, hint)])

    def find(self, name: str, folders: tuple[Path, ...] | None = None) -> Path | None:
        """Where a file of the theme is: in the designer's folder, in its own, or in the one beneath."""
        return next((folder / name for folder in folders or self.folders if (folder / name).is_file()), None)

    @cached_property
    def folders(self) -> tuple[Path, ...]:
        """All of them, the first that is searched first."""
        return tuple(folder for folder in (self.own, self.folder, self.base) if folder)

    @property
    def looks(self) -> tuple[Path, ...]:
        """Those that make the look: without the theme beneath."""
        return tuple(folder for folder in (self.own, self.folder) if folder)
