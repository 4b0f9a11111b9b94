"""The font family of pages and pictures: static faces from a package of files."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

FONTS = "fontpkg_fira_sans"
FAMILY = "Fira Sans"
"""The one font family of pages and pictures."""


class Face(NamedTuple):
    """A face of the family: the file that it is measured by, and the weight that it is asked for by."""

    file: str
    weight: int


MEDIUM = Face("FiraSans-Medium.ttf", 500)
BOLD = Face("FiraSans-Bold.ttf", 700)


def font(file_name: str) -> bytes:
    """A face of the font family, `FiraSans-Regular.ttf` and the like."""
    return (_files() / file_name).read_bytes()


def is_face(file_name: object) -> bool:
    """Whether the family has a face in a file of that name."""
    return isinstance(file_name, str) and file_name in {path.name for path in _files().glob("*.ttf")}


def _files() -> Path:
    return package_folder(FONTS) / "files"


def package_folder(name: str) -> Path:
    """The folder of an installed package of files, without importing it."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"the package '{name}' is not installed")
    return Path(spec.submodule_search_locations[0])
