"""The physical products: trim size, sides and type sizes. One table of data, `assets/formats.toml`, a row a format."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handouts.errors import ChoiceError, closest
from handouts.resources import ASSETS

TABLE = ASSETS / "formats.toml"


@dataclass(frozen=True, slots=True)
class Format:
    """One format. Lengths are millimetres, type sizes points; `sides` is 0 where a document takes what it needs."""

    name: str
    description: Mapping[str, str]
    width: float
    height: float
    sides: int
    aim: float
    floor: float
    preset: str
    dpi: int

    @property
    def size(self) -> str:
        """The trim size in words."""
        return f"{self.width:g} × {self.height:g} mm"


def available(table: Path = TABLE) -> Mapping[str, Format]:
    """Every format by name, in the order of the table."""
    rows = tomllib.loads(table.read_text(encoding="utf-8"))
    return {
        name: Format(
            name=name,
            description=row["description"],
            width=row["trim"][0],
            height=row["trim"][1],
            sides=row["sides"],
            aim=row["body"]["aim"],
            floor=row["body"]["floor"],
            preset=row["preset"],
            dpi=row["dpi"],
        )
        for name, row in rows.items()
    }


def named(name: str) -> Format:
    """The format of that name. Raises `ChoiceError` where there is none."""
    table = available()
    if name not in table:
        raise ChoiceError(f"no format '{name}'{closest(name, table)}; there are: {', '.join(table)}")
    return table[name]
