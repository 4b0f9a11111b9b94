from __future__ import annotations

from pdf_fixtures import findings, png, rendered

CSS = (
    ".box{position:relative;width:60mm}table{border-spacing:0}td{height:6mm;padding:0;width:30mm}"
    "img{position:absolute;right:0;top:0;width:20mm;height:12mm}"
)


def chart(first: str, mark: str = "data-aligned") -> str:
    """Return a table of two rows of 6 mm with a picture of 12 mm beside it."""
    rows = f"<tr><td>{first}</td></tr><tr><td>Almonds</td></tr>"
    return f"<div class=box {mark}><table>{rows}</table><img src='handouts:bars.png' alt='Bars'></div>"


def test_a_row_that_grew_away_from_its_bar_is_found() -> None:
    """A name on three lines makes its row higher than the bar that is drawn for it."""
    (found,) = findings(chart("Pumpkin seeds and also sunflower seeds"), CSS, bars_png=png())
    assert found.startswith(
        'page 1, "Pumpkin seeds and also sunflower seeds …": the rows do not stand beside their bars'
    )
    assert "more height" in found


def test_rows_beside_their_bars_are_no_finding() -> None:
    """Names that fit their rows are as they should be."""
    assert rendered(chart("Pumpkin seeds"), CSS, bars_png=png()).pages == 1


def test_only_what_is_marked_is_compared() -> None:
    """A picture may stand beside a table for other reasons."""
    assert rendered(chart("Pumpkin seeds and also sunflower seeds", ""), CSS, bars_png=png()).pages == 1
