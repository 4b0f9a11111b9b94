"""A practice's file → the `Brand` that hands a sheet out, with its logo."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handouts.errors import ContentError
from handouts.resources import LOGO_ENDINGS, shown
from handouts.topics import located
from handouts.topics.schema import BrandFile
from handouts.topics.validation import validate

MOST_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Brand:
    """The practice that hands the sheet out. `logo` is empty where it has none; `logo_type` is its file's ending."""

    name: str
    telephone: str
    website: str
    logo: bytes = b""
    logo_type: str = ""


def load_brand(path: Path) -> Brand:
    """Read and check a practice's file. Raises `ContentError` with every problem."""
    file = located.read(path, shown(path))
    brand = validate(BrandFile, file)
    if not brand.logo:
        return Brand(brand.name, brand.telephone, brand.website)
    logo = path.parent / brand.logo
    ending = logo.suffix.lower()
    if logo.name != brand.logo:
        raise ContentError(
            [
                file.problem(
                    ("logo",), "the logo stands in another folder", "Put it beside this file, and name it alone."
                )
            ]
        )
    if ending not in LOGO_ENDINGS:
        raise ContentError([file.problem(("logo",), "a logo is an SVG, PNG or JPEG file", "Save it as one of those.")])
    if not logo.is_file():
        raise ContentError(
            [file.problem(("logo",), f"there is no file {shown(logo)}", "Put the logo beside this file.")]
        )
    if logo.stat().st_size > MOST_BYTES:
        raise ContentError(
            [file.problem(("logo",), "the logo is over 2 MB", "Save it smaller: 300 dpi at 3 cm wide is enough.")]
        )
    return Brand(brand.name, brand.telephone, brand.website, logo.read_bytes(), ending)
