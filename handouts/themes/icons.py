"""The icons that all themes share: `assets/icons/icons.toml` says of each concept if it is Lucide's or drawn here."""

from __future__ import annotations

import re
import tomllib
import zipfile
from collections.abc import Mapping
from functools import lru_cache

from handouts.fonts import package_folder
from handouts.resources import ASSETS

FOLDER = ASSETS / "icons"
LUCIDE = "justmyresource_lucide"
_BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


@lru_cache(maxsize=1)
def icons() -> Mapping[str, str]:
    """The concepts that have an icon, each with where it comes from: `ours` or `lucide:<name>`."""
    table: Mapping[str, str] = tomllib.loads((FOLDER / "icons.toml").read_text(encoding="utf-8"))["icons"]
    return table


@lru_cache(maxsize=256)
def shared(name: str) -> str:
    """What stands inside the `<svg>` element of an icon that all themes share."""
    origin = icons()[name]
    if origin.startswith("lucide:"):
        text = _lucide().read(f"{origin.removeprefix('lucide:')}.svg").decode()
    else:
        text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    body = inside(text)
    if not body:
        raise ValueError(f"the icon '{name}' holds no <svg> element")
    return body


def inside(svg: str) -> str:
    """What stands inside the `<svg>` element of a drawing; empty where there is none."""
    found = _BODY.search(svg)
    return " ".join(found[1].split()) if found else ""


@lru_cache(maxsize=1)
def _lucide() -> zipfile.ZipFile:
    return zipfile.ZipFile(package_folder(LUCIDE) / "icons.zip")
