from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_fixtures import document

from handouts.errors import LayoutError
from handouts.markup import Markup
from handouts.pdf import fit, fits, text_of

SIZES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0)


class Sheets:
    """A document of one page with a text of so many words, at any size; it notes at which it was asked for."""

    def __init__(self, words: int, more: str = "") -> None:
        self.words = words
        self.more = more
        self.asked: list[float] = []

    def __call__(self, size: float) -> Markup:
        """Set it."""
        self.asked.append(size)
        text = "Text that goes on. " * (self.words // 4)
        return document(f"<p data-part=Story>{text}</p>{self.more}", f"html{{font-size:{size}pt}}p{{margin:0}}")


def test_what_fits_at_once_is_laid_out_once() -> None:
    """The size that looks best is the first to be tried."""
    sheets = Sheets(40)
    made = fit(sheets, SIZES, limit=1)
    assert (made.size, made.layouts, made.pages) == (14, 1, 1)
    assert sheets.asked == [14]
    assert made.markup == Sheets(40)(14.0)


@pytest.mark.parametrize("words", range(120, 280, 20))
def test_the_largest_size_that_fits_is_found(words: int) -> None:
    """The next larger one does not fit; no size is laid out twice; the two ends come first."""
    sheets = Sheets(words)
    made = fit(sheets, SIZES, limit=1)
    larger = SIZES[SIZES.index(made.size) - 1]
    assert made.size < 14
    assert fits(Sheets(words)(made.size), made.size, limit=1)
    assert not fits(Sheets(words)(larger), larger, limit=1)
    assert sheets.asked[:2] == [14, 8]
    assert len(sheets.asked) == len(set(sheets.asked)) == made.layouts <= 5
    assert made.markup == Sheets(words)(made.size)
    assert len(text_of(made.pdf)) == 1


def test_what_fits_at_no_size_is_known_after_two_layouts() -> None:
    """The error tells of the smallest size, with the height of each part."""
    sheets = Sheets(1200)
    with pytest.raises(LayoutError, match=r"'Story' \(\d+ mm\) does not fit at 8 pt, the smallest size") as caught:
        fit(sheets, SIZES, limit=1)
    assert sheets.asked == [14, 8]
    assert caught.value.parts["Story"] > 80
    assert all(finding.fit for finding in caught.value.findings)


def test_what_no_size_mends_is_said_at_once() -> None:
    """A file that may not be loaded is refused at any size, also where the text does not fit either."""
    sheets = Sheets(1200, '<img alt=x src="http://x/y.png">')
    with pytest.raises(LayoutError, match="may not be loaded") as caught:
        fit(sheets, SIZES, limit=1)
    assert sheets.asked == [14]
    assert {finding.fit for finding in caught.value.findings} == {True, False}
    assert "at 14 pt" in str(caught.value)
    assert "the smallest" not in str(caught.value)


def test_what_only_writing_shows_is_said_of_the_size_that_fits() -> None:
    """A character without a glyph is no question of size."""
    sheets = Sheets(240, "<p>✓</p>")
    with pytest.raises(LayoutError, match="no font of the document has the character") as caught:
        fit(sheets, SIZES, limit=1)
    assert [finding.fit for finding in caught.value.findings] == [False]
    assert len(sheets.asked) > 2


def test_one_size_is_laid_out_once_and_written_or_not() -> None:
    """A format without a range has no other to try."""
    sheets = Sheets(1200)
    with pytest.raises(LayoutError, match="at 14 pt, the smallest size"):
        fit(sheets, [14], limit=1)
    assert sheets.asked == [14]
    assert fit(Sheets(1200), [14]).pages > 1


def test_nothing_is_written_to_see_whether_it_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing is the half of the work that the question does not need."""
    monkeypatch.setattr("weasyprint.Document.write_pdf", None)
    assert fits(Sheets(40)(10), 10, limit=1)
    assert not fits(Sheets(1200)(10), 10, limit=1)


def test_layouts_that_do_not_fit_are_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all that is tried, one is written: the one that was found to be the largest, as it was laid out."""
    import weasyprint

    write, written = weasyprint.Document.write_pdf, []

    def counted(document: object, **options: object) -> bytes:
        written.append(document)
        return bytes(write(document, **options))

    monkeypatch.setattr(weasyprint.Document, "write_pdf", counted)
    made = fit(Sheets(200), SIZES, limit=1)
    assert made.layouts > 2
    assert len(written) == 1


@given(count=st.integers(1, 40), first=st.integers(0, 50))
def test_few_layouts_are_needed(count: int, first: int) -> None:
    """The first that fits of any number of sizes is found, in two layouts and the halvings of what is between."""
    from handouts.pdf import fitting

    asked: list[float] = []

    class Layout:
        def __init__(self, size: float) -> None:
            asked.append(size)
            self.size = size
            self.findings = self.too_large = size > -first

    sizes = [float(-index) for index in range(count)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fitting, "lay_out", lambda markup, size, **more: Layout(size))
        patch.setattr(fitting, "write", lambda layout: layout)
        patch.setattr(fitting, "replace", lambda layout, **more: layout)
        layout = fit(lambda size: document(""), sizes)
    assert layout.size == -min(first, count - 1)
    assert len(asked) == len(set(asked)) <= 2 + max(count - 1, 1).bit_length()
