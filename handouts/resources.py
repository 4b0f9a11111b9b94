"""Where the templates and assets are, from a checkout as well as from an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    """Find `name` inside the installed package, or beside the package in a checkout."""
    packed = _PACKAGE / name
    return packed if packed.is_dir() else _PACKAGE.parent / name


LOGO_ENDINGS = (".svg", ".png", ".jpg", ".jpeg")
LOGO_BYTES = 2_000_000  # that a logo may have
PACKAGE = _PACKAGE
TEMPLATES = _folder("templates")
ASSETS = _folder("assets")
TOPICS = ASSETS / "topics"


def shown(path: Path) -> str:
    """Write `path` the way its reader would type it: relative to here where that is shorter."""
    try:
        return str(path.relative_to(Path.cwd()))
    except (ValueError, FileNotFoundError):  # elsewhere, or the working folder is gone
        return str(path)
