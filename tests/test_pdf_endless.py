"""A layout that goes on and on is stopped."""

from __future__ import annotations

import logging

import pytest
from pdf_fixtures import document

from handouts.errors import LayoutError
from handouts.pdf import endless, fit

PAGE = "<p style=break-after:page>Text</p>"


def made_of(pages: int) -> int:
    """Lay out so many pages, and say how many there are in the end."""
    return fit(lambda size: document(PAGE * (pages - 1) + "<p>Text</p>"), (10.0, 9.0)).pages


def test_a_layout_that_does_not_end_is_told() -> None:
    """As what smaller type might mend, so that the smallest is tried; with a remedy."""
    with pytest.raises(LayoutError) as caught:
        made_of(endless.MOST_PAGES + 1)
    (finding,) = caught.value.findings
    assert finding == endless.finding() and finding.fit
    assert str(finding).startswith(
        "the document: the layout does not end: there are 100 pages, and it goes on\n    Choo"
    )


def test_as_many_pages_as_that_are_laid_out(caplog: pytest.LogCaptureFixture) -> None:
    """Whatever logging is set to, which is left as it was."""
    log = logging.getLogger("weasyprint.progress")
    logging.disable(logging.CRITICAL)
    before = log.handlers[:], log.level, log.propagate, logging.root.manager.disable
    try:
        assert made_of(endless.MOST_PAGES) == endless.MOST_PAGES
        with pytest.raises(LayoutError, match="does not end"):
            made_of(endless.MOST_PAGES + 1)
        assert (log.handlers[:], log.level, log.propagate, logging.root.manager.disable) == before
    finally:
        logging.disable(logging.NOTSET)
    assert not caplog.records
