"""Writing: a file appears whole or not at all, and what stood there before stays until the new one is complete."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from handouts.errors import HandoutsError
from handouts.resources import shown


def save(files: Mapping[Path, bytes]) -> None:
    """Write every file, or none: all are complete under temporary names before the first takes its place.

    Raises `HandoutsError` where a folder is missing, may not be written to, or is full.
    """
    ready: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            ready[path] = _beside(path, data)
        for path, temporary in ready.items():
            temporary.replace(path)
    except OSError as error:
        raise HandoutsError(_remedy(error, next(iter(files)) if not ready else list(files)[len(ready) - 1])) from error
    finally:
        for temporary in ready.values():
            temporary.unlink(missing_ok=True)


def _beside(path: Path, data: bytes) -> Path:
    """Write `data` to a temporary file in the folder of `path`, down to the disk."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


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
    if isinstance(error, PermissionError):
        return f"cannot write {shown(path)}: not allowed there; choose another place with -o"
    return f"cannot write {shown(path)}: {error.strerror or error}; the file that stood there is untouched"
