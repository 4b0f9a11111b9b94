"""Where `-o` leads: a file, a folder, a device, the standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from handouts.build.order import Output
from handouts.cli.terminal import counted, standard_output
from handouts.errors import ChoiceError

ENDINGS = tuple(output.value for output in Output)
STREAMS = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")
# Names that say what a file holds. Any other ending, as in `spring.2026`, is a part of the name.
_FOREIGN = (
    *("jpg", "jpeg", "gif", "webp", "svg", "tif", "tiff", "bmp", "eps", "ps"),
    *("doc", "docx", "odt", "rtf", "txt", "md", "htm", "xml", "epub", "zip"),
)


def pour(files: Sequence[bytes]) -> None:
    """Write the one file there is to the standard output. Raises `ChoiceError` for more, and at a terminal."""
    if len(files) > 1:
        raise _too_many(files)
    with standard_output():
        if sys.stdout.isatty():
            raise ChoiceError("not to a terminal: send the output on with | or >, or name a file with -o")
        sys.stdout.buffer.write(files[0])
        sys.stdout.buffer.flush()


def _too_many(files: Sequence[object]) -> ChoiceError:
    return ChoiceError(f"{len(files)} images do not fit into one stream; name a file with -o, or use --to pdf")


def suits(target: str | None, output: str) -> None:
    """Refuse a file name that says it holds something else than what is made."""
    if target == "":
        raise ChoiceError("-o needs the name of a file or a folder, or - for the standard output")
    path = Path(target or "")
    ending = path.suffix[1:].lower()
    if ending == output or path.is_dir() or (ending, output) == ("htm", "html"):
        return
    if ending in ENDINGS:
        raise ChoiceError(f"{target} would hold a {output}: add --to {ending}, or let the name end in .{output}")
    if ending in _FOREIGN:
        raise ChoiceError(f"{target} would hold a {output}: let the name end in .{output}")


def folder_of(target: str | None, topic: str) -> Path:
    """The folder that several documents go to, made where it is missing; without a name, that of their topic."""
    if target == "" or target in STREAMS:
        raise ChoiceError("several documents need a folder: name one with -o")
    folder = Path(target or topic)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ChoiceError(f"{folder} is no folder to write to: {error.strerror or error}") from error
    return folder


def places(target: str | None, names: Callable[[str], Sequence[str]], own_name: str) -> list[Path]:
    """Where each file goes: under its own name here or in a folder, or under the name that was given."""
    path = Path(target) if target else Path()
    if path.exists() and not path.is_file() and not path.is_dir():  # a pipe or a device
        if len(made := names(own_name)) > 1:
            raise _too_many(made)
        return [path]
    if path.is_dir() or (target or "").endswith(("/", "\\")):
        return [path / name for name in names(own_name)]
    stem = path.stem if path.suffix[1:].lower() in ENDINGS else path.name
    made_there = [path.parent / name for name in names(stem)]
    return [path] if len(made_there) == 1 and path.suffix else made_there


def result(paths: Sequence[Path], pages: int, size: int) -> str:
    """The line that says what was written: file, pages, size."""
    what = str(paths[0]) if len(paths) == 1 else f"{paths[0]} … {paths[-1].name}"
    return f"{what}: {counted(pages, 'page')}, {size / 1000:.0f} kB"
