"""Text that is too near its ground in lightness is found on the finished page, wherever its colours come from."""

from __future__ import annotations

import pytest

from handouts import pdf
from handouts.markup import Markup
from handouts.pdf import rendering

FACE = '@font-face { font-family: "Fira Sans"; src: url("handouts:fonts/FiraSans-Regular.ttf") }'


def written(body: str, styles: str = "") -> bytes:
    """A page as the product writes it."""
    from handouts.fonts import font

    name = "FiraSans-Regular.ttf"
    head = f'<meta charset="utf-8"><title>x</title><style>{FACE} body {{ font: 12pt "Fira Sans" }} {styles}</style>'
    html = f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'
    layout = rendering.lay_out(Markup(html, {f"handouts:fonts/{name}": font(name)}), 12, limit=None, smallest=True)
    return rendering.write(layout).pdf


FAINT = [
    ('<p style="color: #999999">Grey words</p>', '"Grey" is #999999 on #FFFFFF, 2.8 to 1; 4.5 to 1 are needed'),
    ('<p style="color: #FFFFFF; background: #5E9350">White words</p>', '"White" is #FFFFFF on #5E9350, 3.'),
    ('<p style="background: #333333; color: #000000">Dark</p>', '"Dark" is #000000 on #333333, 1.7 to 1'),
    ('<h1 style="font-size: 30pt; color: #AAAAAA">Large</h1>', '"Large" is #AAAAAA on #FFFFFF, 2.3 to 1; 3 to 1 are'),
    ('<p>Good <b style="color: #AAAAAA">not</b> good</p>', '"not" is #AAAAAA on #FFFFFF'),
    ('<p style="color: #FFFFFF">Unseen</p>', '"Unseen" is #FFFFFF on #FFFFFF, 1.0 to 1'),
]


@pytest.mark.parametrize(("body", "said"), FAINT)
def test_faint_text_is_found(body: str, said: str) -> None:
    """With the word, its colours, and what would do."""
    ((page, reasons),) = pdf.faint(written(body)).items()
    assert page == 1 and len(reasons) == 1 and reasons[0].startswith(said)


PLAIN = [
    "<p>Black on white</p>",
    '<p style="color: #FFFFFF; background: #0B5D3B">White on green</p>',
    '<h1 style="font-size: 30pt; color: #8A8A8A">Large may be paler</h1>',
    '<p style="border: 2pt solid #AAAAAA; text-decoration: underline">With lines about it</p>',
    '<p style="font-size: 7pt; color: #595959">Small and dark enough</p>',
]


@pytest.mark.parametrize("body", PLAIN)
def test_what_can_be_read_is_not_found(body: str) -> None:
    """Lines beside the text, and the soft edges of small letters, are no ground."""
    assert pdf.faint(written(body)) == {}


def test_each_pair_of_colours_is_told_once_a_page() -> None:
    """Not a thousand words."""
    faint = '<p style="color: #999999">One two three</p>'
    found = pdf.faint(written(f'{faint}{faint}<p style="break-before: page">Good</p>{faint}'))
    assert {page: len(reasons) for page, reasons in found.items()} == {1: 1, 2: 1}
