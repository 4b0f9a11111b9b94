"""Bytes of a content file: what is read, and what is refused before YAML is looked at."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from handouts.errors import ContentError
from handouts.topics.decoding import LARGEST
from handouts.topics.located import parse, read

UTF_8 = "Save the file as UTF-8 (in most editors: Save with encoding)"
PASTED = "Delete it; it probably came along when text was pasted."


def refused(data: bytes) -> str:
    """All problems of a file, as they are printed."""
    with pytest.raises(ContentError) as caught:
        parse(data, "f.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            "é: a\nb: caf".encode() + b"\xe9\n",
            "f.yaml:2:7: this is not UTF-8: byte 0xE9 at offset 12, line 2\n"
            f"    {UTF_8}; it is probably Windows-1252 or Latin-1, with 'é' here.",
        ),
        (b"a: \x81", f"f.yaml:1:4: this is not UTF-8: byte 0x81 at offset 3, line 1\n    {UTF_8}."),
        (
            b"\xef\xbb\xbfa: \x93x",
            "f.yaml:1:4: this is not UTF-8: byte 0x93 at offset 6, line 1\n"
            f"    {UTF_8}; it is probably Windows-1252 or Latin-1, with '“' here.",
        ),
        (
            "a: é".encode()[:-1],
            "f.yaml:1:4: this is not UTF-8: byte 0xC3 at offset 3, line 1\n"
            "    The file ends in the middle of a character: was it cut short?",
        ),
        (
            "a: b\n".encode("utf-16-le"),
            f"f.yaml:1:1: this is not UTF-8: byte 0x61 at offset 0, line 1, looks like UTF-16\n    {UTF_8}.",
        ),
        (
            b"\xfe\xff" + "a: b\n".encode("utf-16-be"),
            f"f.yaml:1:1: this is not UTF-8: byte 0xFE at offset 0, line 1, looks like UTF-16\n    {UTF_8}.",
        ),
        (
            b"a: \0\nb: c\0 \x07\n",
            f"f.yaml:1:4: a NUL character (U+0000) is not allowed (also on line 2)\n    {PASTED}\n"
            f"f.yaml:2:7: an invisible control character (U+0007) is not allowed\n    {PASTED}",
        ),
        (
            "".join(f"k{n}: \x9f\n" for n in range(9)).encode(),
            "f.yaml:1:5: an invisible control character (U+009F) is not allowed "
            f"(also on lines 2, 3, 4, 5, 6 and 3 more)\n    {PASTED}",
        ),
        (b"a: " + b"\0" * 50, f"f.yaml:1:4: a NUL character (U+0000) is not allowed\n    {PASTED}"),
        ("a: b\u2028c".encode(), f"f.yaml:1:5: a line separator (U+2028) is not allowed\n    {PASTED}"),
        ("a: b\u2029c".encode(), f"f.yaml:1:5: a paragraph separator (U+2029) is not allowed\n    {PASTED}"),
        ("a: b\ufeffc".encode(), f"f.yaml:1:5: a byte order mark (U+FEFF) is not allowed\n    {PASTED}"),
        (
            "a: caf\ufffd".encode(),
            "f.yaml:1:7: the character '\ufffd' (U+FFFD) is not allowed\n"
            "    A conversion lost the character that stood here: type it again.",
        ),
        (
            b"a: b\rc: d\r\n",
            "f.yaml:1:5: a carriage return without a line feed (U+000D) is not allowed\n"
            "    Save the file with the line endings of Unix (LF) or Windows (CRLF).",
        ),
        (
            b"x" * (LARGEST + 1),
            "f.yaml: the file has 1,000,001 bytes; at most 1,000,000 are read\n"
            "    Is this the right file? Long content is split over several files.",
        ),
    ],
)
def test_unusable_bytes_are_refused_with_their_place(data: bytes, expected: str) -> None:
    """Each says which byte or character, where, and how to save the file instead."""
    assert refused(data) == expected


def test_a_refused_character_does_not_hide_the_problems_after_it() -> None:
    """Reading goes on where it can, so that all problems of a file are shown at once."""
    assert refused(b"a: \0\na: c\n").splitlines()[2].startswith("f.yaml:2:1: 'a' is given twice")


def test_a_byte_order_mark_is_accepted_and_not_counted() -> None:
    """Windows editors write one; places stay right."""
    located = parse("\ufeffé: b\nc: d\n".encode(), "f.yaml")
    assert located.value == {"é": "b", "c": "d"}
    assert (located.place(["é"]), located.key_place(["é"])) == ((1, 4), (1, 1))


def test_a_file_is_read_and_shown_under_its_own_name(tmp_path: Path) -> None:
    """`shown_as` is what the user sees, whatever the path is."""
    path = tmp_path / "tips.yaml"
    path.write_bytes(b"a: b\n")
    located = read(path, "topics/tips.yaml")
    assert (located.value, located.shown_as) == ({"a": "b"}, "topics/tips.yaml")


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    """50 MB cost nothing: the size is looked at first."""
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    start = time.perf_counter()
    with pytest.raises(ContentError, match=r"^huge\.yaml: the file has 50,000,000 bytes; at most 1,000,000 are read"):
        read(path, "huge.yaml")
    assert time.perf_counter() - start < 0.1


def test_what_is_no_readable_file_is_refused(tmp_path: Path) -> None:
    """A folder, a missing file, a pipe, a path through a file."""
    (tmp_path / "file").write_bytes(b"")
    cases = {
        "absent": "f: there is no such file\n    Is its name, and its folder, spelt right?",
        ".": "f: this is a folder; a file is expected\n    Name a file in it.",
        "file/inside": "f: the file cannot be read: Not a directory\n"
        "    Does the path lead to a file, and is its disk at hand?",
    }
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
        cases["pipe"] = "f: this is a device or a pipe; a file is expected\n    Name an ordinary file."
    else:
        del cases["file/inside"]
    for name, expected in cases.items():
        with pytest.raises(ContentError) as caught:
            read(tmp_path / name, "f")
        assert str(caught.value) == expected


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Simulated, for a superuser may read everything."""

    def forbidden(*_: object) -> None:
        raise PermissionError

    path = tmp_path / "f.yaml"
    path.write_bytes(b"a: b")
    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(ContentError) as caught:
        read(path, "f")
    assert str(caught.value) == "f: the file may not be read\n    Change its permissions."
