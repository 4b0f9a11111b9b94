"""The operators of a drawing with their operands, as bytes: whatever the bytes are, in one pass, without an error."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SPACE = rb"\x00\t\n\x0c\r "
_TOKEN = re.compile(
    rb"[-+]?[0-9.][-+0-9.]*+"  # a number
    rb"|/[^" + _SPACE + rb"()<>\[\]{}/%]*+"  # a name
    rb"|\([^()\\]*+(?:\\.[^()\\]*+)*+\)"  # a string without brackets in it
    rb"|<[0-9A-Fa-f" + _SPACE + rb"]*+>|<<|>>|[\[\]]"
    rb"|%[^\r\n]*+"
    rb"|[A-Za-z'\"*][^" + _SPACE + rb"()<>\[\]{}/%]*+"  # an operator, or a word such as true
    rb"|\(",  # a string that must be counted through
    re.DOTALL,
)
_BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
_END = re.compile(rb"[" + _SPACE + rb"]EI(?=[" + _SPACE + rb"]|$)")
_WORDS = {b"true", b"false", b"null"}
_MOST = 200_000  # operands of one operator that are kept
IMAGE = b"BI"
"""The operator of an image that stands in the stream: its operands are its keys and values, and then its data."""


def instructions(data: bytes) -> Iterator[tuple[bytes, list[bytes]]]:
    """Each operator with its operands; the brackets of arrays and dictionaries are operands too."""
    operands: list[bytes] = []
    position, end = 0, len(data)
    while position < end:
        for found in _TOKEN.finditer(data, position):
            token = found[0]
            first = token[0]
            if first == 0x25:  # a comment
                continue
            # A letter, an apostrophe, a quotation mark or a star begins an operator.
            if 0x61 <= first <= 0x7A or 0x41 <= first <= 0x5A or first in (0x27, 0x22, 0x2A):
                if token == b"ID":
                    position = _data_end(data, found.end())
                    yield IMAGE, [*operands, data[found.end() + 1 : position]]
                    operands = []
                    position += 3
                    break
                if token in _WORDS:
                    operands.append(token)
                    continue
                if token != IMAGE:
                    yield token, operands
                operands = []
            elif token == b"(":
                position = _string_end(data, found.end())
                operands.append(data[found.start() : position])
                break
            elif len(operands) < _MOST:
                operands.append(token)
        else:
            return


def _data_end(data: bytes, start: int) -> int:
    """Where the data of an image ends."""
    found = _END.search(data, start)
    return found.start() if found else len(data)


def _string_end(data: bytes, start: int) -> int:
    """Where a string ends in which there are brackets."""
    depth = 1
    for found in _BRACKET.finditer(data, start):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if not depth:
            return found.end()
    return len(data)


def number(token: bytes) -> float:
    """A number; 0 where it is none, or too large to be a measure."""
    try:
        value = float(token)
    except ValueError:
        return 0.0
    return value if abs(value) < 1e9 else 0.0


def string(token: bytes) -> bytes:
    """The bytes of a string, hexadecimal or in brackets."""
    if token.startswith(b"<"):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", token)
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    if not token.startswith(b"("):
        return b""
    body = token[1:-1] if token.endswith(b")") else token[1:]
    return _ESCAPE.sub(_unescaped, body) if b"\\" in body else body


_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|\r|\n)|(.))", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _unescaped(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes([int(found[1], 8) & 0xFF])
    return b"" if found[2] else _LETTERS.get(found[3], found[3])
