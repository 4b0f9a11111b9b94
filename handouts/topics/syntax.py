"""What the YAML parser says about a broken file, in an author's words.

The parser names its own grammar ("did not find expected key") and often the place where it gave up, not the place of
the mistake. Most broken files come from a handful of slips in prose: a colon, a quote, a text that starts with a mark
that means something to YAML. Those are recognised here; for the rest the place is given and the parser is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import yaml

from handouts.topics.scalars import shortened

NESTED_TOO_DEEPLY = "this is nested too deeply"
NO_NAME = "a name is missing before ':'"
MARKS = {"*": "an alias", "&": "an anchor", "!": "a tag"}
"""The marks that mean something to YAML at the start of a text, and under what name they are refused."""

_NAME_TEXT = "Write name: text."
_CLOSING = {"[": "]", "{": "}"}
_QUOTE_IT = "put the whole text in quotes"
_ITEM_OR_NAME = re.compile(r"\s*(?:- +)*(?P<name>[^\s:'\"\[{-][^:]*): ")


class Point(NamedTuple):
    """A place in the text, counted from 0: as the parser counts."""

    offset: int
    line: int
    column: int


class Explained(NamedTuple):
    """Where it is, what is wrong, and what to do about it."""

    at: Point
    message: str
    hint: str


def point(mark: object) -> Point:
    """Take a mark of the parser, which always has one, as a point."""
    # The parser's own mark, made in C, has the fields of `yaml.Mark` but not its type.
    return Point(mark.index, mark.line, mark.column)  # type: ignore[attr-defined]


class Trouble:
    """A parser's error with what is known about its surroundings."""

    def __init__(self, error: yaml.MarkedYAMLError, text: str, last: yaml.Event) -> None:
        self.said = error.problem or ""
        self.at = point(error.problem_mark or last.end_mark)
        self.since = point(error.context_mark) if error.context_mark else self.at
        self.context = error.context or ""
        self.last = last
        self.text = text

    def rest(self, at: Point) -> str:
        """Give what stands on the line from `at` on."""
        return self.text[at.offset :].split("\n", 1)[0].rstrip()

    @property
    def before(self) -> str:
        """What stands on the line before the place."""
        return self.text[self.at.offset - self.at.column : self.at.offset]

    @property
    def follows_last(self) -> bool:
        """Whether at most spaces stand between the last thing understood and the place."""
        end = point(self.last.end_mark).offset
        return end <= self.at.offset and not self.text[end : self.at.offset].strip(" ")


def explain(error: yaml.YAMLError, text: str, last: yaml.Event) -> Explained:
    """Explain a parser's error on `text`, given the last event before it."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Explained(point(last.end_mark), "this is not valid YAML", f"The parser says: {error}.")
    trouble = Trouble(error, text, last)
    for said, explanation in _EXPLANATIONS:
        if said in trouble.said and (explained := explanation(trouble)):
            return explained
    context = f" ({trouble.context})" if trouble.context else ""
    return Explained(trouble.at, "this is not valid YAML", f"The parser says: {trouble.said}{context}.")


def _colon(trouble: Trouble) -> Explained:
    found = _ITEM_OR_NAME.match(trouble.before)
    if not found:
        message = "this line is indented too deeply, or a text with a colon needs quotes"
        return Explained(trouble.at, message, "Names of one mapping start in the same column.")
    start = trouble.at.offset - trouble.at.column + found.end()
    whole = trouble.text[start:].split("\n", 1)[0].strip()
    return Explained(trouble.at, "a text with a colon needs quotes", f"Write {found['name']}: {_quoted(whole)}.")


def _misplaced(trouble: Trouble) -> Explained:
    return _after_text(trouble) or _not_aligned(trouble)


def _after_text(trouble: Trouble) -> Explained | None:
    """Explain text that goes on after what YAML takes for complete: a quote, a bracket."""
    last, start, end = trouble.last, point(trouble.last.start_mark), point(trouble.last.end_mark)
    if not trouble.follows_last:
        return None
    if isinstance(last, yaml.ScalarEvent) and last.style in ("'", '"'):
        if start.line < end.line:
            place = f"line {end.line + 1}, column {end.column}"
            hint = f"The quote at {place} was taken for its end: is one missing in between?"
            return Explained(start, "the quote that opens here is not closed where it should be", hint)
        inside = "''" if last.style == "'" else '\\"'
        hint = f"Put the whole text in quotes; a quote mark inside {last.style} is written {inside}."
        return Explained(trouble.at, "text goes on after the closing quote", hint)
    if isinstance(last, yaml.CollectionEndEvent) and end.offset > start.offset:
        bracket = trouble.text[start.offset]
        opening = {"]": "[", "}": "{"}.get(bracket, bracket)
        return Explained(
            trouble.at, f"text goes on after '{bracket}'", f"A text that starts with '{opening}' needs quotes."
        )
    return None


def _not_aligned(trouble: Trouble) -> Explained:
    at, since = trouble.at, trouble.since
    if trouble.text.startswith(":", at.offset):
        return Explained(at, NO_NAME, _NAME_TEXT)
    if at.column == since.column and at.line > since.line:
        if "'-' indicator" in trouble.said:
            hint = "A list and names cannot stand in one column."
            return Explained(at, "a list item is expected here, starting with '- '", hint)
        if re.match(r"-(\s|$)", trouble.rest(at)):
            hint = "A list and names cannot stand in one column; the list needs a name above it."
            return Explained(at, "a name is expected here, not a list item", hint)
    if not trouble.before.strip():
        spaces = f"{at.column} space{'s' if at.column != 1 else ''}"
        message = f"this line is indented by {spaces}, like no line that it could belong to"
        return Explained(at, message, "Names of one mapping, and items of one list, start in the same column.")
    return Explained(at, "this cannot stand here", f"If it belongs to a text, {_QUOTE_IT}.")


def _open_quote(trouble: Trouble) -> Explained | None:
    if "quoted scalar" not in trouble.context:
        return None
    return Explained(trouble.since, "the quote that opens here is never closed", "Add one at the end of the text.")


def _open_bracket(trouble: Trouble) -> Explained:
    bracket = trouble.text[trouble.since.offset]
    closing = _CLOSING.get(bracket, bracket)
    hint = f"A text that starts with '{bracket}', and an item that holds a comma or a bracket, needs quotes."
    if trouble.at.line == trouble.since.line:
        return Explained(trouble.at, f"',' or '{closing}' is expected here", hint)
    return Explained(
        trouble.since, f"'{bracket}' is not closed with '{closing}' (noticed on line {trouble.at.line + 1})", hint
    )


def _bad_start(trouble: Trouble) -> Explained | None:
    rest = trouble.rest(trouble.since)
    if not rest.strip():
        return None
    return Explained(trouble.since, f"a text cannot start with '{rest[0]}'", f"Put it in quotes: {_quoted(rest)}.")


def _no_colon(trouble: Trouble) -> Explained:
    message = f"a name with a colon is expected here, found '{shortened(trouble.rest(trouble.since))}'"
    return Explained(
        trouble.since, message, "Write name: text; a text that runs on is indented more deeply than its name."
    )


def _list_beside_name(trouble: Trouble) -> Explained:
    hint = "Start it on the next line; a text that starts with '-' needs quotes."
    return Explained(trouble.at, "a list cannot start beside its name", hint)


def _escape(trouble: Trouble) -> Explained:
    hint = "Use single quotes, in which a backslash is just a backslash, or write \\\\."
    return Explained(trouble.at, "a backslash in double quotes starts a code, and this is none", hint)


def _second_start(trouble: Trouble) -> Explained:
    hint = "Everything is part of one mapping: lines of the form name: text."
    return _after_text(trouble) or Explained(trouble.at, "the content ended above; nothing can follow it", hint)


def _directive(trouble: Trouble) -> Explained:
    return Explained(trouble.since, "a line cannot start with '%'", "A text that starts with '%' needs quotes.")


def _empty_item(trouble: Trouble) -> Explained:
    if trouble.text.startswith(":", trouble.at.offset):
        return Explained(trouble.at, NO_NAME, _NAME_TEXT)
    return Explained(trouble.at, "something is missing before this", "Is there a comma or a bracket too many?")


def _too_deep(trouble: Trouble) -> Explained:
    return Explained(trouble.at, NESTED_TOO_DEEPLY, "Is there a bracket too many?")


def _quoted(text: str) -> str:
    """Quote a text as YAML does, shortened where it is long."""
    return "'" + shortened(text).replace("'", "''") + "'"


_EXPLANATIONS: tuple[tuple[str, Callable[[Trouble], Explained | None]], ...] = (
    ("mapping values are not allowed", _colon),
    ("mapping keys are not allowed", _bad_start),
    ("did not find expected key", _misplaced),
    ("did not find expected '-' indicator", _misplaced),
    ("found unexpected end of stream", _open_quote),
    ("found unexpected document indicator", _open_quote),
    ("did not find expected ',' or", _open_bracket),
    ("cannot start any token", _bad_start),
    ("expected alphabetic or numeric character", _bad_start),
    ("expected comment or line break", _bad_start),
    ("expected whitespace or line break", _bad_start),
    ("indentation indicator", _bad_start),
    ("tag", _bad_start),
    ("could not find expected ':'", _no_colon),
    ("block sequence entries are not allowed", _list_beside_name),
    ("unknown escape character", _escape),
    ("hexdecimal number", _escape),
    ("Unicode character escape code", _escape),
    ("expected <document start>", _second_start),
    ("directive", _directive),
    ("incompatible YAML document", _directive),
    ("expected node content", _empty_item),
    ("maximum nesting depth", _too_deep),
)
