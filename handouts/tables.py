"""TOML files that designers write: read whole, with a mistake told by its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from handouts.errors import ContentError, Problem, closest
from handouts.resources import shown

Fields: TypeAlias = Mapping[str, tuple[Callable[[Any], bool], str]]
"""What the fields of a table may be, by name, each with an example."""
MOST = 10_000  # of any unit: a sheet of ten metres
_PLACE = re.compile(r"(.+) \(at line (\d+), column (\d+)\)")
_HEADER = re.compile(r"""\s*\[\s*([^\[\],]+?)\s*\]\s*(#.*)?""")


def read(path: Path) -> tuple[dict[str, Any], str]:
    """The tables of a file, and its text to find a line in. Raises `ContentError` where it is no TOML."""
    try:
        text = path.read_text(encoding="utf-8-sig")  # some editors mark a file as such
        return tomllib.loads(text), text
    except OSError as error:
        raise ContentError([Problem(shown(path), 0, 0, f"cannot be read: {error.strerror or error}")]) from error
    except UnicodeDecodeError as error:
        raise ContentError([Problem(shown(path), 0, 0, "this is no text in UTF-8")]) from error
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.fullmatch(str(error))
        said, line, column = found.groups() if found else (str(error), 0, 0)
        raise ContentError([Problem(shown(path), int(line), int(column), f"this is no TOML: {said}")]) from error


def number(value: Any) -> bool:
    """Whether a value is a measure: a number above nought that is no typing error by its size."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < MOST


def wrong(key: str, value: Any, fields: Fields) -> tuple[str, str] | None:
    """What is wrong with a field by itself, and a remedy."""
    if key not in fields:
        return f"unknown field '{key}'{closest(key, fields)}", f"There are: {', '.join(fields)}"
    fits, example = fields[key]
    return None if fits(value) else (f"'{key}' cannot be {value!r}", f"For example: {example}")


def line_of(text: str, table: str, key: str = "") -> int:
    """The line on which a table of a TOML file starts, or a key of it stands; 0 where it is not found."""
    lines = text.splitlines()
    start = next((number for number, line in enumerate(lines) if _header(line) == table), -1) if table else -1
    if table and start < 0:
        return 0
    for number, line in enumerate(lines[start + 1 :], start + 2) if key else ():
        if _header(line) and table:
            break
        if re.match(rf"\s*{re.escape(key)}\s*=", line):
            return number
    return start + 1


def _header(line: str) -> str:
    """The name of the table that a line opens; empty where it opens none."""
    found = _HEADER.fullmatch(line)
    return found[1].replace('"', "").replace("'", "") if found else ""
