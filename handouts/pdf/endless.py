"""Stops a layout that does not end.

A box that fits no page can send the engine from page to page for ever. It tells its log of every page that it begins,
and what the log's reader raises ends the layout.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from handouts.errors import Finding

MOST_PAGES = 100  # no handout has as many
_LOGGER = "weasyprint.progress"
_PAGE = re.compile(r"Creating layout - Page (\d+)$")


class EndlessError(Exception):
    """A layout took more pages than any handout has."""


@contextmanager
def page_limit(most: int = MOST_PAGES) -> Iterator[None]:
    """Raise `EndlessError` out of the engine when it begins a page after `most`; put logging back as it was.

    To be entered within `journal`, which lets nothing silence the engine's log.
    """
    log = logging.getLogger(_LOGGER)
    before = log.handlers[:], log.filters[:], log.level, log.propagate, log.disabled
    log.handlers, log.filters, log.propagate, log.disabled = [_Counter(most)], [], False, False
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.handlers, log.filters, _, log.propagate, log.disabled = before
        log.setLevel(before[2])


class _Counter(logging.Handler):
    """Reads the number of each page that the thread which made it begins."""

    def __init__(self, most: int) -> None:
        super().__init__(logging.INFO)
        self._most = most
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Raise `EndlessError` for a page too many."""
        page = _PAGE.search(record.getMessage())
        if page and int(page[1]) > self._most and record.thread == self._thread:
            raise EndlessError


def finding() -> Finding:
    """Return what to tell of a layout that was stopped."""
    return Finding(
        "the document",
        f"the layout does not end: there are {MOST_PAGES} pages, and it goes on",
        "Choose fewer sections; or look for a box of fixed height, or one that may not break, taller than its page.",
        fit=True,
    )
