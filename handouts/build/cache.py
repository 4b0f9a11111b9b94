"""What was made before, kept by the content it was made from: an edition, or a chart.

A key is a digest of what a result is made from: content, brand, templates, assets, fonts, code, and the versions of
the engines and of the libraries beneath them. An entry that was damaged is made again. `HANDOUTS_NO_CACHE=1` turns it
off, `HANDOUTS_CACHE` names another folder.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from handouts.build.files import save
from handouts.errors import HandoutsError
from handouts.fonts import FONTS, package_folder
from handouts.resources import ASSETS, LOGO_BYTES, LOGO_ENDINGS, PACKAGE, TEMPLATES
from handouts.themes import LUCIDE

_MOST_BYTES = 200_000_000
_ENGINES = (
    "weasyprint",
    "pydyf",
    "tinycss2",
    "tinyhtml5",
    "cssselect2",
    "fonttools",
    "matplotlib",
    "jinja2",
    "markupsafe",
    "markdown-it-py",
    "segno",
    "pypdfium2",
    "pillow",
)
_NATIVE = ("libpango", "libharfbuzz", "libfontconfig", "libfreetype")  # what sets a text, beneath WeasyPrint
_SEARCHED = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "WEASYPRINT_DLL_DIRECTORIES")
_USUAL = (
    f"/usr/lib/{getattr(sys.implementation, '_multiarch', '')}",
    *("/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib", f"{sys.prefix}/lib"),
    *(r"C:\msys64\ucrt64\bin", r"C:\msys64\mingw64\bin", r"C:\Program Files\GTK3-Runtime Win64\bin"),
)
_OURS = ("edition-*", "chart-*", ".edition-*.part", ".chart-*.part")  # another's file in the folder is left alone


@dataclass(frozen=True, slots=True)
class Entry:
    """One result: a few facts about it, and its bytes."""

    facts: Mapping[str, Any]
    data: bytes


def folder() -> Path | None:
    """Where results are kept; None where nothing is to be kept."""
    if os.environ.get("HANDOUTS_NO_CACHE", "") not in ("", "0"):
        return None
    named = os.environ.get("HANDOUTS_CACHE")
    if named:
        return Path(named)
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "handouts"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "handouts" / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "handouts"


def key(content: Path, order: Iterable[object], theirs: Iterable[Path] = ()) -> str:
    """The digest of an order and of all it is made from: content, assets, a user's own folders, fonts, code, versions.

    Of native libraries, which cannot be asked without loading them, the files in the usual folders count.
    """
    digest = sha256(repr(tuple(order)).encode())
    digest.update(sys.version.encode())
    for name in _ENGINES:
        digest.update(f"{name} {version(name)}\n".encode())
    for mark in (*_libraries(), *_entries(content)):
        digest.update(repr(mark).encode())
    for path in _sources(content, theirs):
        digest.update(path.as_posix().encode() + b"\0")
        digest.update(sha256(_bytes(path)).digest())
    return digest.hexdigest()


def brand_marks(brand: Path | None) -> tuple[object, ...]:
    """What tells a changed brand: the bytes of its file and of the logo it names; of other pictures, size and time."""
    if brand is None or not brand.is_file():
        return ()
    written = _bytes(brand)
    pictures = sorted(path for path in brand.parent.iterdir() if path.suffix.lower() in LOGO_ENDINGS)
    return sha256(written).hexdigest(), tuple((path.name, _picture(path, written)) for path in pictures)


def _picture(path: Path, written: bytes) -> object:
    """The mark of a picture beside a brand's file; one that the file does not name may be any holiday's."""
    try:
        found = path.stat()
    except OSError as error:
        return repr(error)
    if path.name.encode() in written and found.st_size <= LOGO_BYTES:
        return sha256(_bytes(path)).hexdigest()
    return found.st_size, found.st_mtime_ns


def _libraries() -> Iterator[tuple[object, ...]]:
    """The files of the native libraries: where each leads to, its size and its time."""
    named = [folder for name in _SEARCHED for folder in os.environ.get(name, "").split(os.pathsep) if folder]
    for folder in dict.fromkeys((*named, *_USUAL)):
        with suppress(OSError), os.scandir(folder) as entries:
            for name in sorted(entry.name for entry in entries if entry.name.startswith(_NATIVE)):
                path = Path(folder, name).resolve()
                found = path.stat()
                yield name, str(path), found.st_size, found.st_mtime_ns


def _entries(content: Path) -> Iterator[tuple[object, ...]]:
    """All that stands in the topics' folders, by name and kind: a folder in place of a file is refused as well."""
    for topic in sorted(content.glob("*/topic.yaml")):
        with suppress(OSError):
            for path in sorted(topic.parent.iterdir()):
                yield path.as_posix(), path.is_symlink(), path.is_file(), path.is_dir()


def _sources(content: Path, theirs: Iterable[Path]) -> Iterator[Path]:
    """Every file that a result is made from. Of a content folder, which may hold anything, the topics' own."""
    folders = [(PACKAGE, "**/*"), (TEMPLATES, "**/*"), (ASSETS, "**/*"), (package_folder(FONTS), "**/*.ttf")]
    if not content.is_relative_to(ASSETS):
        folders += [(topic.parent, "*") for topic in sorted(content.glob("*/topic.yaml"))]
    for their in theirs:
        yield from _of_users(their)
    for folder, pattern in folders:
        yield from sorted(path for path in folder.glob(pattern) if path.suffix != ".pyc" and path.is_file())
    yield package_folder(LUCIDE) / "icons.zip"


def _of_users(own: Path) -> Iterator[Path]:
    """Every file of a user's own folder, also behind links: templates and stylesheets are read through them."""
    entered: set[Path] = set()
    for place, folders, names in os.walk(own, followlinks=True):
        folders.sort()
        if (real := Path(place).resolve()) in entered:  # a link back to a folder around it
            folders.clear()
            continue
        entered.add(real)
        yield from (path for name in sorted(names) if (path := Path(place, name)).is_file())


def _bytes(path: Path) -> bytes:
    """What a file holds; of one that cannot be read, why, which its reader will report in its turn."""
    try:
        return path.read_bytes()
    except OSError as error:
        return repr(error).encode()


def load(name: str) -> Entry | None:
    """The entry of that name; None where there is none, or where it is damaged."""
    place = folder()
    if place is None:
        return None
    try:
        raw = (place / name).read_bytes()
    except OSError:
        return None
    mark, _, rest = raw.partition(b"\n")
    if mark != sha256(rest).hexdigest().encode():
        return None
    with suppress(OSError):
        os.utime(place / name)  # the least used goes first
    facts, _, data = rest.partition(b"\n")
    return Entry(json.loads(facts), data)


def keep(name: str, entry: Entry) -> None:
    """Keep an entry. A cache that cannot be written costs time, nothing else."""
    place = folder()
    if place is None:
        return
    rest = json.dumps(dict(entry.facts)).encode() + b"\n" + entry.data
    try:
        place.mkdir(parents=True, exist_ok=True)
        save({place / name: sha256(rest).hexdigest().encode() + b"\n" + rest})
        _prune(place)
    except (OSError, HandoutsError):
        return


def _prune(place: Path) -> None:
    """Drop the entries that were used longest ago, until the rest is small enough."""
    entries = [path for pattern in _OURS for path in place.glob(pattern)]
    used = sorted(((path.stat().st_mtime, path.stat().st_size, path) for path in entries), reverse=True)
    total = 0
    for _, size, path in used:
        total += size
        if total > _MOST_BYTES:
            path.unlink(missing_ok=True)
