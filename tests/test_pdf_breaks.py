from __future__ import annotations

import pytest
from pdf_fixtures import SVG, document, findings, rendered, written

from handouts.errors import LayoutError

# The text area of a page is 80 mm square; a line of text is 4.94 mm.


def filler(height: int) -> str:
    """Return a line of text that takes `height` millimetres."""
    return f"<div style='height:{height}mm'>Filler</div>"


def rows(count: int) -> str:
    """Return rows of a table."""
    return "".join(f"<tr><td>Row {number}<td>and its figure" for number in range(count))


BARE = "h2{margin:0;font:700 14pt/1 Fira}p{margin:0}"


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_a_heading_alone_at_the_foot_is_found(level: int) -> None:
    """It is named with what it heads, and with the page on which that begins."""
    body = filler(74) + f"<h{level} class=h>Signals</h{level}><p>Cramp, twitching and so on.</p>"
    (found,) = findings(body, BARE + ".h{break-after:auto;margin:0;font:700 14pt/1 Fira}")
    assert found.startswith('page 1, "Signals": the heading stands alone: what it heads, "Cramp, twitching and so on."')
    assert "begins on page 2" in found


def test_a_heading_in_a_column_of_a_grid_is_found() -> None:
    """What follows the heading is looked for in its own cell, not beside it."""
    grid = "display:grid;grid-template-columns:1fr 1fr"
    body = (
        filler(70)
        + f"<div style='{grid}'><section><h2>Left</h2><table>{rows(4)}</table></section>"
        + "<section><p>One</p><p>Two</p><p>Three</p><p>Four</p></section></div>"
    )
    assert any('"Left": the heading stands alone' in text for text in findings(body, BARE + "h2{break-after:auto}"))


def test_a_heading_is_found_in_a_section_that_begins_a_page() -> None:
    """The forced break before the section is not the break after the heading."""
    section = f"<section>{filler(74)}<h2>Signals</h2><p>Cramp</p></section>"
    found = findings(
        "<p>One</p>" + section + section, BARE + "section{break-before:page;break-after:page}h2{break-after:auto}"
    )
    assert len(found) == 2
    assert found[0].startswith('page 2, "Signals": the heading stands alone')


FORCED = {
    "break before": "<h2>Cover</h2><p style='break-before:page'>Text</p>",
    "break before what holds the text": "<h2>Cover</h2><section style='break-before:page'><p>Text</p></section>",
    "break after": "<h2 style='break-after:page'>Cover</h2><p>Text</p>",
    "break after what holds the heading": "<header style='break-after:page'><h2>Cover</h2></header><p>Text</p>",
    "another kind of page": "<h2>Cover</h2><section style='page:inside'><p>Text</p></section>",
}


@pytest.mark.parametrize("case", FORCED)
def test_a_heading_before_a_meant_break_is_not_found(case: str) -> None:
    """A cover may hold a title and nothing else."""
    assert rendered(FORCED[case], "@page inside{margin:12mm}").pages == 2


@pytest.mark.parametrize(
    "body",
    [
        filler(60) + "<h2>Signals</h2><p>Cramp</p><p style='margin-top:9mm'>And so on</p>",
        filler(64) + f"<h2>Notes</h2><div style='height:7mm;border-bottom:1px dotted'></div><p>{'Text. ' * 90}</p>",
        filler(60) + "<h2>Signals</h2>",
        filler(65) + "<h2 style='break-after:avoid'>Signals</h2><p style='padding-top:9mm'>Cramp</p>",
        "<div style='columns:2'>" + "<h2>Signals</h2><p>Cramp and twitching.</p>" * 12 + "</div>",
    ],
)
def test_a_heading_with_its_text_is_not_found(body: str) -> None:
    """A line of text, a line to write on, or the end of the document keeps a heading company."""
    assert rendered(body, BARE).pages in (1, 2)


def test_a_split_row_is_found() -> None:
    """A row of a table that begins on one page and ends on the next is named."""
    cell = "<br>".join(f"Line {number}" for number in range(8))
    body = filler(60) + f"<table><tr><td>{cell}<td>Two</table>"
    (found,) = findings(body)
    assert found.startswith('page 1, "Line 0": <tr> is cut in two: it goes on, with "Line 7", on page 2')


def test_a_split_item_is_found() -> None:
    """An item of a list belongs together."""
    body = filler(68) + "<ul><li>One<br>two<br>three<br>four</ul>"
    assert any("<li> is cut in two" in text for text in findings(body, "ul{margin:0;orphans:1;widows:1}"))


def test_a_split_whole_is_found() -> None:
    """Whatever is marked data-whole belongs together."""
    body = filler(68) + "<div data-whole><p>One</p><p>Two</p><p>Three</p></div>"
    (found,) = findings(body, BARE)
    assert "<div> is cut in two" in found


def test_a_block_that_may_be_split_is_not_found() -> None:
    """A paragraph, or the same block without the mark, may go on over the page."""
    assert rendered(filler(68) + "<div><p>One</p><p>Two</p><p>Three</p></div>", BARE).pages == 2
    assert rendered("<p>" + "Text that goes on. " * 90 + "</p>").pages > 1


def test_rows_and_items_kept_whole_are_not_found() -> None:
    """Long tables and lists, with headers that are repeated and lists within lists, are good pages."""
    table = f"<table><thead><tr><th>Name<th>Figure</thead><tfoot><tr><td>Foot<td>0</tfoot><tbody>{rows(30)}</table>"
    items = "".join(f"<li>Item {number}" for number in range(20))
    nested = f"<ul><li>Outer<ul>{items}</ul></ul>"
    assert rendered(table + nested, "tr,li li{break-inside:avoid}li{list-style:none}").pages > 2


def test_a_blank_page_is_found() -> None:
    """A page with nothing but its footer is a wasted sheet."""
    css = "@page{@bottom-left{content:'Foot';vertical-align:top}}"
    found = findings("<p>One</p><p style='break-before:page;break-after:page'>&nbsp;</p><p>Three</p>", css)
    assert [text.splitlines()[0] for text in found] == ["page 2: nothing is printed on it"]
    found = findings("<p>One</p><p style='break-before:right'>Three</p>", css + "p{break-after:right}")
    assert any("page 2: nothing is printed" in text for text in found)


def test_a_page_with_a_picture_is_not_blank() -> None:
    """A picture, and text that is positioned, count as content."""
    picture = "<img style='display:block;break-before:page' alt=x src='handouts:icon.svg'>"
    assert rendered("<p>One</p>" + picture, icon_svg=SVG).pages == 2
    text = "<div style='break-before:page;position:relative'><b style='position:absolute'>Two</b></div>"
    assert rendered("<p>One</p>" + text).pages == 2


def test_a_single_page_may_be_empty() -> None:
    """One empty page is what an empty document is."""
    assert rendered("").pages == 1


def test_too_many_pages_are_found() -> None:
    """The finding says how many there are, how many may be, at what size, and what is the first that does not fit."""
    body = "".join(f"<p style='break-before:page'>Page {number}</p>" for number in (1, 2, 3))
    (found,) = findings(body, limit=2)
    assert found.startswith(
        'page 3: the document takes 3 pages where 2 are allowed: "Page 3" is the first that does not fit at 10 pt'
    )
    (found,) = findings(body, limit=1)
    assert 'where 1 is allowed: "Page 2" is the first' in found


def part(name: str, height: int) -> str:
    """Return a part of a document that takes `height` millimetres."""
    return f"<section data-part='{name}' id='{name.lower()}'>{filler(height)}</section>"


def test_the_parts_beyond_the_last_page_are_named() -> None:
    """With the height that stands beyond, of one that begins before it as well."""
    body = (
        part("Signals", 60) + part("Foods", 15) + "<div data-part=Tips>" + filler(40) * 2 + "</div>" + part("Forms", 31)
    )
    (found,) = findings(body, limit=2)
    assert found.startswith(
        "page 3: the document takes 3 pages where 2 are allowed: 'Forms' (31 mm) does not fit at 10 pt"
    )
    (found,) = findings(body, limit=1)
    assert "where 1 is allowed: 'Tips' (80 mm) and 'Forms' (31 mm) do not fit at 10 pt, the smallest size" in found
    (found,) = findings(
        part("Signals", 60) + "<div data-part=Tips><div style='height:10mm'></div>" + filler(40) + "</div>", limit=1
    )
    assert "'Tips' (40 mm) does not fit" in found


def test_the_heights_of_the_parts_are_told() -> None:
    """By id, over all pages that it takes, with what runs past its end; by name where it has no id."""
    with pytest.raises(LayoutError) as caught:
        written(
            document(
                part("Signals", 60)
                + f"<section data-part=Foods id=foods>{filler(30)}<div>{filler(30)}</div></section>"
                + "<section data-part=Tips id=tips style='height:9mm'>Text<br>that<br>goes<br>on</section>"
                + f"<section data-part=Forms style='width:50%'>{filler(30)}</section>"
            ),
            limit=1,
        )
    assert {name: round(height) for name, height in caught.value.parts.items()} == {
        "signals": 60,
        "foods": 60,
        "tips": 20,
        "Forms": 30,
    }


def test_as_many_pages_as_allowed_are_not_found() -> None:
    """The limit itself is allowed."""
    assert rendered("<p>One</p><p style='break-before:page'>Two</p>", limit=2).pages == 2


def test_a_nearly_empty_last_page_is_said() -> None:
    """It is no finding, but the caller may want to set the document tighter."""
    assert rendered(filler(78) + "<p>One line</p>", BARE).sparse
    assert not rendered(filler(78) + "<p>Text that goes on and on. </p>" * 5, BARE).sparse
    assert not rendered("<p>One line</p>").sparse
