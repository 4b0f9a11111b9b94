"""What the engine says about a document, in its log, as findings that a person can act on."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from handouts.errors import Finding

_LOGGERS = ("weasyprint", "fontTools")


@contextmanager
def journal() -> Iterator[list[str]]:
    """Collect every warning and error of the engine into the list it yields, and put logging back as it was.

    The lines are taken whatever logging is set to, since a silenced log must not let a broken page pass, and they go
    nowhere else, since each of them becomes a finding.
    """
    lines: list[str] = []
    handler = _Collector(lines)
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    before = [(log, log.handlers[:], log.filters[:], log.level, log.propagate, log.disabled) for log in loggers]
    threshold = logging.root.manager.disable
    logging.disable(logging.NOTSET)
    for log in loggers:
        log.handlers, log.filters, log.propagate, log.disabled = [handler], [], False, False
        log.setLevel(logging.WARNING)
    try:
        yield lines
    finally:
        for log, handlers, filters, level, propagate, disabled in before:
            log.handlers, log.filters, log.propagate, log.disabled = handlers, filters, propagate, disabled
            log.setLevel(level)
        logging.disable(threshold)


class _Collector(logging.Handler):
    """Keeps the lines of the thread that made it."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._lines = lines
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line of `record`."""
        if record.thread == self._thread:
            self._lines.append(record.getMessage())


def findings(lines: Iterable[str], places: Callable[[str], str]) -> list[Finding]:
    """Return one finding for each different line. `places` tells where in the document a text stands."""
    return list(dict.fromkeys(_finding(line, places) for line in lines))


# What the line looks like, where it is, what is wrong, what to do. Groups of the pattern fill the first two texts.
_MEANINGS = [
    (
        r"(?:Ignored|Deprecated) `(?P<what>.*?)\s*` at (?P<line>\d+):(?P<column>\d+), (?P<why>.*?)\.?",
        "style sheet, line {line}, column {column}",
        "the declaration {what} does nothing: {why}",
        "Correct it, or take it out. In SVG, the style attribute takes CSS and the other attributes do not.",
    ),
    (
        r"(?P<what>.*?),? (?:the )?(?:whole )?(?P<rule>rule|@\S+ rule) was ignored at (?P<line>\d+):(?P<column>\d+)\.?",
        "style sheet, line {line}, column {column}",
        "a whole {rule} does nothing: {what}",
        "Correct the rule, or take it out.",
    ),
    (
        r"Failed to load image at '(?P<url>.*)': (?P<why>.*)",
        "the document",
        "the image {url} cannot be read: {why}",
        "Check that the file is a whole PNG, JPEG or SVG image.",
    ),
    (
        r"Failed to render SVG image (?P<url>.*)",
        "the document",
        "the drawing {url} cannot be drawn",
        "Look for a transform, a length or a colour in it that is not written as SVG asks.",
    ),
    (
        r"Failed to load inline SVG: (?P<why>.*)",
        "the document",
        "a drawing within the text cannot be read: {why}",
        "Check the drawing, or refer to it as an image.",
    ),
    (
        r"Font-face '(?P<family>.*)' cannot be loaded",
        "the document",
        "the font {family} cannot be loaded",
        "Check the src of its @font-face rule: it must be the URL of a whole TTF or OTF font.",
    ),
    (
        r"Relative URI reference without a base URI: (?P<what>.*)",
        "the document",
        "a URL is relative, and there is nothing it could be relative to: {what}",
        "Write the whole handouts: URL of a file that the document brings along.",
    ),
    (
        r'Image "(?P<url>.*)" has no required alt description',
        "the document",
        "the image {url} has no alternative text",
        "Say in alt what the picture says; if it only decorates, draw it with CSS.",
    ),
    (
        r'Missing required "lang" attribute at the root of the document',
        "the document",
        "it does not say which language it is in",
        'Put lang="…" on <html>.',
    ),
    (
        r"Anchor defined twice: '(?P<name>.*)'",
        "the document",
        'the id "{name}" is used twice',
        "Give each element an id of its own.",
    ),
    (
        r"Using fontTools instead of HarfBuzz-Subset .*",
        "this machine",
        "the library HarfBuzz-Subset is missing, without which the same document is a different file every time",
        "Install it: apt-get install libharfbuzz-subset0 on Debian and Ubuntu; elsewhere it is a part of harfbuzz.",
    ),
]
_MISSING_GLYPH = re.compile(r'\.notdef glyph rendered for .* unsupported by fonts: "(.*)" \((U\+\w+)\)', re.S)


def _finding(line: str, places: Callable[[str], str]) -> Finding:
    if missing := _MISSING_GLYPH.fullmatch(line):
        character, code = missing.groups()
        return Finding(
            places(character),
            f'no font of the document has the character "{character}" ({code})',
            "Add a font that has it and name it in font-family, or use another character or an icon.",
        )
    for pattern, place, message, remedy in _MEANINGS:
        if match := re.fullmatch(pattern, line, re.S):
            words = match.groupdict()
            # The engine does not always have a reason to give.
            return Finding(place.format(**words), message.format(**words).rstrip(": "), remedy)
    return Finding("the layout engine", line, "The engine did not do what was asked of it: change what it names.")
