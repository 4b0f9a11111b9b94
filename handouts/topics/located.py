"""One YAML file as plain data, with the place of every key and value.

Every scalar stays the text it was written as: `no` is "no", `22:30` is "22:30"; an empty value, `~` and `null` are "".
What YAML offers beyond names, texts and lists is refused, for in prose it is a slip: an anchor, an alias, a tag, a
merge. So is what it silently accepts and loses: a name given twice, a second document, a tab.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from handouts.errors import ContentError, Problem
from handouts.topics.composing import Composer, Place, Spot, Step
from handouts.topics.decoding import also_on, decode, line_and_column, read_bytes
from handouts.topics.syntax import explain, point

_START = yaml.Mark("", 0, 0, 0, "", 0)


@dataclass(frozen=True, slots=True)
class Located:
    """The data of one file: dictionaries, lists and texts only, with their places.

    `shown_as` is the path as the user knows it. Lines and columns count from 1, in characters.
    """

    value: dict[str, Any]
    shown_as: str
    _root: Spot = field(repr=False)

    def place(self, loc: Sequence[Step]) -> Place:
        """Line and column of the value at `loc`; of the nearest value around it where there is none."""
        return self._nearest(loc)[0].at

    def key_place(self, loc: Sequence[Step]) -> Place:
        """Line and column of the name of the value at `loc`; a list item has none and gives its own place."""
        spot, found = self._nearest(loc)
        return spot.key_at if found else spot.at

    def problem(self, loc: Sequence[Step], message: str, hint: str, *, at_key: bool = False) -> Problem:
        """Make a problem of the value at `loc`, or of its name."""
        return Problem(self.shown_as, *(self.key_place(loc) if at_key else self.place(loc)), message, hint)

    def _nearest(self, loc: Sequence[Step]) -> tuple[Spot, bool]:
        spot = self._root
        for step in loc:
            if step not in spot.inside:
                return spot, False
            spot = spot.inside[step]
        return spot, True


def read(path: Path, shown_as: str) -> Located:
    """Read one content file. Raises `ContentError` with every problem that can be told from the YAML alone."""
    return parse(read_bytes(path, shown_as), shown_as)


def parse(data: bytes, shown_as: str) -> Located:
    """Like `read`, for the bytes of a file."""
    text, problems = decode(data, shown_as)
    composer = Composer(shown_as)
    broken, understood = _compose(text, composer)
    tabs = _tabs(text[:understood], composer.quoted, shown_as)
    problems += composer.problems + tabs
    # A tab, or a text that starts like an alias, breaks the grammar after it: one slip is told once.
    after_tab = "\t" in text[:understood].rpartition("\n")[2] and tabs
    if broken and not after_tab and not composer.after_alias:
        problems.append(broken)
    if not broken and not composer.ended_early:
        problems += _wrong_top(composer, text, alone=not problems)
    if problems or not isinstance(composer.value, dict):
        raise ContentError(_within(text, problems))
    return Located(composer.value, shown_as, composer.spot)


def mapping(value: object) -> dict[str, Any]:
    """Give `value` where it is a mapping, else an empty one: for looking into data that is not checked yet."""
    return value if isinstance(value, dict) else {}


def listed(value: object) -> list[Any]:
    """Give `value` where it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def _compose(text: str, composer: Composer) -> tuple[Problem | None, int]:
    """Fill the composer; return what broke the grammar, if anything did, and up to where the text was understood."""
    last: yaml.Event = yaml.StreamStartEvent(_START, _START)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            last = event
            composer.take(event)
            if composer.ended_early:
                return None, point(event.end_mark).offset
    except yaml.YAMLError as error:
        at, message, hint = explain(error, text, last)
        return Problem(composer.shown_as, at.line + 1, at.column + 1, message, hint), at.offset + 1
    return None, len(text)


def _tabs(text: str, quoted: list[tuple[int, int]], shown_as: str) -> list[Problem]:
    """Find the first tab outside quotes, and the lines of the others."""
    spans = iter([*quoted, (len(text), len(text))])
    start, end = next(spans)
    index, first, lines = text.find("\t"), -1, []
    line, counted = 1, 0
    while index >= 0:
        while end <= index:
            start, end = next(spans)
        if index < start:
            line, counted = line + text.count("\n", counted, index), index
            first = index if first < 0 else first
            lines.append(line)
        index = text.find("\t", index + 1)
    if first < 0:
        return []
    place = line_and_column(text, first)
    hint = "Indent with spaces; most editors can insert spaces for the Tab key."
    return [Problem(shown_as, *place, f"a tab is not allowed outside quotes{also_on(lines, place[0])}", hint)]


def _wrong_top(composer: Composer, text: str, *, alone: bool) -> list[Problem]:
    hint = "A content file is a mapping: lines of the form name: text."
    if isinstance(composer.value, dict):
        return []
    if not composer.value and not isinstance(composer.value, list):
        message = "the file holds no fields" if text.strip() else "the file is empty"
        # A refused alias or tag leaves nothing either, but then the file was not empty.
        return [Problem(composer.shown_as, 1, 1, message, hint)] if alone else []
    kind = "a list" if isinstance(composer.value, list) else "a text without a name"
    return [Problem(composer.shown_as, *composer.spot.at, f"the file holds {kind}; a mapping is expected", hint)]


def _within(text: str, problems: list[Problem]) -> list[Problem]:
    """Move a place behind the last line to the end of that line, where an editor can show it."""
    lines = text.splitlines() or [""]
    line, column = len(lines), len(lines[-1]) + 1
    return [found if found.line <= line else replace(found, line=line, column=column) for found in problems]
