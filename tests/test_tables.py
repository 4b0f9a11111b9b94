"""TOML files that designers write: mistakes with their place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from handouts import tables
from handouts.errors import ContentError

TABLE = """# size = 1
size = 2

[card]
trim = [74, 105]
  sides = 2
folds = [
  [37],
  [20, 50]
]
dpi = 300

[card.large]  # its other size
sides = 0

["tag"]
sides=1
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a table may be written."""
    return tmp_path / "table.toml"


def test_a_table_is_read_with_its_text(path: Path) -> None:
    """So that a line can be found in it; a mark at its head, which some editors make, is none of it."""
    for mark in ("", "\ufeff"):
        path.write_text(mark + TABLE, encoding="utf-8")
        rows, text = tables.read(path)
        assert (rows["card"]["trim"], rows["tag"], text) == ([74, 105], {"sides": 1}, TABLE)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b"a = 1\nb = = 2\n", ":2:5: this is no TOML: Invalid value"),
        (b"a = 1\na = 2\n", ":2:6: this is no TOML: Cannot overwrite a value"),
        (b'a = "', ": this is no TOML: "),
        (b"a = '\xe9'\n", ": this is no text in UTF-8"),
    ],
)
def test_what_is_no_toml_is_told_with_its_place(written: bytes, told: str, path: Path) -> None:
    """Where that is known; the reader's own traceback is not shown."""
    path.write_bytes(written)
    with pytest.raises(ContentError) as caught:
        tables.read(path)
    assert str(caught.value).startswith(f"{path}{told}")


@pytest.mark.skipif(os.name == "nt", reason="Windows says it in other words")
def test_a_table_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """As a folder in place of it cannot."""
    with pytest.raises(ContentError) as caught:
        tables.read(tmp_path)
    assert str(caught.value) == f"{tmp_path}: cannot be read: Is a directory"


@pytest.mark.parametrize(
    ("table", "key", "line"),
    [
        ("card", "", 4),
        ("card", "trim", 5),
        ("card", "sides", 6),
        ("card", "folds", 7),
        ("card", "dpi", 11),
        ("card.large", "sides", 14),
        ("tag", "sides", 17),
        ("tag", "", 16),
        ("", "size", 2),
        ("card", "large", 4),
        ("card", "sid", 4),
        ("tag", "trim", 16),
        ("no", "sides", 0),
        ("no", "", 0),
    ],
)
def test_a_line_is_found(table: str, key: str, line: int) -> None:
    """That of a key in its own table, or else of the table; 0 where there is neither."""
    assert tables.line_of(TABLE, table, key) == line
