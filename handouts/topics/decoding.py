"""The bytes of a content file, as text that YAML and an author's editor count alike.

UTF-8 only, with or without a byte order mark. What an editor would not show, or would count as another line than we
do, is refused with its place, so that every later position can be trusted.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable
from pathlib import Path

from handouts.errors import ContentError, Problem

LARGEST = 1_000_000
"""Size in bytes above which a file is not read. The longest section we know has 40 kB."""

_BOM = b"\xef\xbb\xbf"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF_8_HINT = "Save the file as UTF-8 (in most editors: Save with encoding)"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffd-\uffff]|\r(?!\n)")
_REPLACEMENT = "\ufffd"


def read_bytes(path: Path, shown_as: str) -> bytes:
    """Read a file, or say why it cannot be read. A file over `LARGEST` is refused by its size, unread."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise _unreadable(shown_as, "this is a folder; a file is expected", "Name a file in it.")
        if not stat.S_ISREG(status.st_mode):
            raise _unreadable(shown_as, "this is a device or a pipe; a file is expected", "Name an ordinary file.")
        _refuse_large(status.st_size, shown_as)
        with path.open("rb") as file:
            # It may have grown since it was measured; one byte more than allowed is enough to know.
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise _unreadable(shown_as, "there is no such file", "Is its name, and its folder, spelt right?") from None
    except PermissionError:
        raise _unreadable(shown_as, "the file may not be read", "Change its permissions.") from None
    except OSError as error:
        hint = "Does the path lead to a file, and is its disk at hand?"
        raise _unreadable(shown_as, f"the file cannot be read: {error.strerror}", hint) from None


def decode(data: bytes, shown_as: str) -> tuple[str, list[Problem]]:
    """Turn the bytes of a file into text of the same positions, and the characters in it that are refused.

    A refused character is replaced, so that the rest of the file can still be read for its own problems.
    Raises `ContentError` where there is no text to go on with.
    """
    _refuse_large(len(data), shown_as)
    text = _text(data, shown_as)
    refused: dict[str, int] = {}
    for found in _FORBIDDEN.finditer(text):
        refused.setdefault(found[0], found.start())
    problems = [_refused(text, character, start, shown_as) for character, start in refused.items()]
    if "\r" in refused:
        raise ContentError(problems)
    return _FORBIDDEN.sub(_REPLACEMENT, text), problems


def line_and_column(text: str, index: int) -> tuple[int, int]:
    """Place of the character at `index`, counted from 1, in characters."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def also_on(lines: Iterable[int], first: int) -> str:
    """Say on which other lines the same is wrong: '' or ' (also on lines 4, 7 and 12 more)'."""
    others = sorted({line for line in lines if line != first})
    if not others:
        return ""
    shown = ", ".join(map(str, others[:5]))
    more = f" and {len(others) - 5} more" if len(others) > 5 else ""
    return f" (also on {'line' if len(others) == 1 else 'lines'} {shown}{more})"


def control_character(text: str) -> str:
    """Describe the first character of a text that no file may hold, or '' if there is none."""
    found = _FORBIDDEN.search(text)
    return _name(found[0]) if found else ""


def _unreadable(shown_as: str, message: str, hint: str) -> ContentError:
    return ContentError([Problem(shown_as, 0, 0, message, hint)])


def _refuse_large(size: int, shown_as: str) -> None:
    if size > LARGEST:
        message = f"the file has {size:,} bytes; at most {LARGEST:,} are read"
        raise _unreadable(shown_as, message, "Is this the right file? Long content is split over several files.")


def _text(data: bytes, shown_as: str) -> str:
    if _looks_like_utf_16(data):
        message = f"this is not UTF-8: byte 0x{data[0]:02X} at offset 0, line 1, looks like UTF-16"
        raise ContentError([Problem(shown_as, 1, 1, message, f"{_UTF_8_HINT}.")])
    skipped = len(_BOM) if data.startswith(_BOM) else 0
    try:
        return data[skipped:].decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = line_and_column(sound := error.object[: error.start].decode("utf-8"), len(sound))
        byte, offset = error.object[error.start], skipped + error.start
        message = f"this is not UTF-8: byte 0x{byte:02X} at offset {offset}, line {line}"
        if error.reason == "unexpected end of data":
            hint = "The file ends in the middle of a character: was it cut short?"
        else:
            read_as = bytes([byte]).decode("cp1252", errors="ignore")
            hint = _UTF_8_HINT + (
                f"; it is probably Windows-1252 or Latin-1, with '{read_as}' here." if read_as else "."
            )
        raise ContentError([Problem(shown_as, line, column, message, hint)]) from None


def _looks_like_utf_16(data: bytes) -> bool:
    start = data[:400]
    # Western text in UTF-16 has a NUL in nearly every second byte, and nowhere else.
    few, many = sorted((start[::2].count(0), start[1::2].count(0)))
    return start.startswith(_UTF_16_MARKS) or (many > 0.8 * (len(start) // 2) and few < 0.2 * many)


def _refused(text: str, character: str, start: int, shown_as: str) -> Problem:
    line, column = line_and_column(text, start)
    lines = _lines_of(text, character)
    hints = {"\r": "Save the file with the line endings of Unix (LF) or Windows (CRLF)."}
    hints[_REPLACEMENT] = "A conversion lost the character that stood here: type it again."
    hint = hints.get(character, "Delete it; it probably came along when text was pasted.")
    return Problem(shown_as, line, column, f"{_name(character)} is not allowed{also_on(lines, line)}", hint)


def _lines_of(text: str, character: str) -> Iterable[int]:
    pattern = re.compile("\r(?!\n)" if character == "\r" else re.escape(character))
    line, last = 1, 0
    for found in pattern.finditer(text):
        line += text.count("\n", last, found.start())
        last = found.start()
        yield line


def _name(character: str) -> str:
    names = {"\0": "a NUL character", "\r": "a carriage return without a line feed", _REPLACEMENT: "the character '�'"}
    names |= {"\u2028": "a line separator", "\u2029": "a paragraph separator", "\ufeff": "a byte order mark"}
    return f"{names.get(character, 'an invisible control character')} (U+{ord(character):04X})"
