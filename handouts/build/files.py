"""Writing: a file appears whole or not at all, and what stood there before stays until the new one is complete."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from errno import EISDIR
from pathlib import Path

from handouts.errors import HandoutsError
from handouts.resources import shown

_PART = ".part"
_ABANDONED = 3600  # seconds after which nobody can still be writing a file


def save(files: Mapping[Path, bytes]) -> None:
    """Write every file, or none: all are complete under temporary names before the first takes its place.

    A link keeps pointing where it points; a pipe or a device gets the bytes as they are. Raises `HandoutsError` where
    a folder is missing, may not be written to, or is full. What a process that was killed left beside a file, as it
    wrote it, is taken away when that file is written again.
    """
    ready: dict[Path, Path] = {}
    path = Path()
    try:
        for path, data in files.items():
            place = path.resolve()
            if place.is_dir():
                raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
            if place.exists() and not place.is_file():
                place.write_bytes(data)
            else:
                ready[place] = _beside(place, data)
        _put(ready)
        for place in ready:
            _tidy(place)
    except OSError as error:
        raise HandoutsError(_remedy(error, path)) from error
    finally:
        for temporary in ready.values():
            temporary.unlink(missing_ok=True)


def _put(ready: Mapping[Path, Path]) -> None:
    """Let every file take its place; where one cannot, give those before it their old bytes back."""
    before = {place: place.read_bytes() if place.exists() else None for place in ready} if len(ready) > 1 else {}
    done: list[Path] = []
    try:
        for place, temporary in ready.items():
            temporary.replace(place)
            done.append(place)
    except OSError:
        for place in done:
            old = before[place]
            place.unlink() if old is None else _beside(place, old).replace(place)
        raise


def _beside(path: Path, data: bytes) -> Path:
    """Write `data` to a temporary file in the folder of `path`, down to the disk."""
    handle, name = tempfile.mkstemp(prefix=_prefix(path), suffix=_PART, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
    except BaseException:  # a user who interrupts leaves nothing behind either
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _prefix(path: Path) -> str:
    """How the temporary names begin that stand beside a file while it is written."""
    return f".{path.name[:40]}."


def _tidy(path: Path) -> None:
    """Take away what was left half-written beside a file; what is younger, another process may still be writing."""
    with suppress(OSError), os.scandir(path.parent) as entries:
        for entry in entries:
            if entry.name.startswith(_prefix(path)) and entry.name.endswith(_PART):
                with suppress(OSError):
                    if time.time() - entry.stat().st_mtime > _ABANDONED:
                        Path(entry.path).unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _remedy(error: OSError, path: Path) -> str:
    """What went wrong with `path`, and what to do."""
    folder = shown(path.parent)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"cannot write {shown(path)}: there is no folder {folder}; make it, or choose another place with -o"
    if isinstance(error, IsADirectoryError):
        return f"cannot write {shown(path)}: it is a folder; name a file with -o"
    if isinstance(error, PermissionError) and path.is_file() and os.access(path.parent, os.W_OK):
        why = "not allowed; it may be open in another program: close it there"
        return f"cannot write {shown(path)}: {why}, or choose another place with -o"
    if isinstance(error, PermissionError):
        return f"cannot write {shown(path)}: not allowed there; choose another place with -o"
    return f"cannot write {shown(path)}: {error.strerror or error}; the file that stood there is untouched"
