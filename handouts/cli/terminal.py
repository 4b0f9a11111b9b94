"""What a person sees: progress, lists, messages; and a standard output that may be closed, full or gone."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import click

from handouts.errors import HandoutsError

_BAR = 24  # columns


class Progress:
    """One line on a terminal that says what is being done, with a bar where there are several; gone when it is done."""

    def __init__(self, subject: str, pieces: int = 1) -> None:
        self._subject = subject
        self._pieces = pieces
        self._done = 0
        self._shown = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            click.echo("\r\033[K", err=True, nl=False)

    def step(self) -> None:
        """One of several is done."""
        self._done += 1

    def say(self, stage: str) -> None:
        """Show the stage that begins."""
        if self._shown:
            line = f"{self._bar()}{self._subject}: {stage} …"[: _width() - 1]  # a line that wraps cannot be wiped
            click.echo(f"\r\033[K{line}", err=True, nl=False)

    def _bar(self) -> str:
        if self._pieces == 1:
            return ""
        full = _BAR * self._done // self._pieces
        return f"[{'#' * full}{'.' * (_BAR - full)}] {self._done}/{self._pieces} "


def _width() -> int:
    """The columns of the terminal that messages go to."""
    with suppress(OSError, ValueError):
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    return 80


@contextmanager
def standard_output() -> Iterator[None]:
    """Turn a standard output that cannot be written to into a message; a reader that left is click's to end quietly."""
    if sys.stdout is None:
        raise HandoutsError("nothing can be written to the standard output: it is closed")
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        with suppress(OSError, ValueError):  # what is left in it would fail once more, at the end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise HandoutsError(f"nothing can be written to the standard output: {error.strerror or error}") from error


def show(text: str) -> None:
    """Say what was asked for."""
    with standard_output():
        click.echo(text)


def counted(number: int, what: str) -> str:
    """A number of things, in the singular where there is one."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def titles(text: Any) -> Iterable[tuple[str, str]]:
    """A text by language, as the columns of a list."""
    return ((code, words) for code, words in text.texts.items())


def table(rows: Sequence[dict[str, Any]], as_json: bool) -> None:
    """Rows in plain columns with a line of headings, or as JSON."""
    if as_json:
        show(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        return
    lines = [list(rows[0]), *([str(value) for value in row.values()] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    for line in lines:
        show("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
