"""A practice's file → the `Brand` that hands a sheet out, with its logo."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handouts.errors import ContentError
from handouts.resources import LOGO_BYTES, LOGO_ENDINGS, shown
from handouts.topics import located, logos
from handouts.topics.schema import BrandFile
from handouts.topics.validation import validate
from handouts.topics.weight import Flaw


@dataclass(frozen=True, slots=True)
class Brand:
    """The practice that hands the sheet out. `logo` is empty where it has none; `logo_type` is its file's ending."""

    name: str
    telephone: str
    website: str
    logo: bytes = b""
    logo_type: str = ""

    @property
    def contacts(self) -> tuple[str, ...]:
        """Where the practice can be reached, as far as it says so."""
        return tuple(line for line in (self.telephone, self.website) if line)


def load_brand(path: Path) -> Brand:
    """Read and check a practice's file. Raises `ContentError` with every problem."""
    file = located.read(path, shown(path))
    brand = validate(BrandFile, file)
    if not brand.logo:
        return Brand(brand.name, brand.telephone, brand.website)
    logo = path.parent / brand.logo
    flaws = _flaws(brand.logo, logo)
    if flaws:
        raise ContentError([file.problem(("logo",), message, hint) for message, hint in flaws])
    return Brand(brand.name, brand.telephone, brand.website, logo.read_bytes(), logo.suffix.lower())


def _flaws(name: str, logo: Path) -> list[Flaw]:
    """What is wrong with the file of a logo, and what to do about it."""
    if logo.name != name:
        return [("the logo stands in another folder", "Put it beside this file, and name it alone.")]
    if logo.suffix.lower() not in LOGO_ENDINGS:
        return [("a logo is an SVG, PNG or JPEG file", "Save it as one of those.")]
    if not logo.is_file():
        return [(f"there is no file {shown(logo)}", "Put the logo beside this file.")]
    if logo.stat().st_size > LOGO_BYTES:
        return [("the logo is over 2 MB", "Save it smaller: 300 dpi at 3 cm wide is enough.")]
    return logos.flaws(logo.read_bytes(), logo.suffix.lower())
