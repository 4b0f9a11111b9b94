from __future__ import annotations

import re

import pytest
from pdf_fixtures import SVG, findings, png, rendered

LONG = "Magnesiumtauraatverbindingenonderzoek"
# Pages are 100 mm square with margins of 10 mm, the type is 10 pt on 14.


def millimetres(finding: str) -> float:
    """Return the distance that a finding names."""
    match = re.search(r"([\d.]+) mm past", finding)
    assert match, finding
    return float(match[1])


TOO_WIDE = {
    "a word in a card": (f"<div class=card>{LONG}</div>", ".card{width:40mm;padding:3mm}", '<div class="card">'),
    "a bold word in a card": (
        f"<div class=card>A <b><i>{LONG}</i></b></div>",
        ".card{width:40mm;padding:3mm}",
        '<div class="card">',
    ),
    "a word in a cell": (
        f"<table><tr><td id=c>{LONG}<td>Two</table>",
        "table{table-layout:fixed;width:60mm}",
        '<td id="c">',
    ),
    "a word in a grid cell": (
        f"<div style='display:grid;grid-template-columns:repeat(3,minmax(0,1fr))'><p>{LONG}</p><p>a</p><p>b</p></div>",
        "",
        "<p>",
    ),
    "a word on the page": (f"<p>{LONG}{LONG}{LONG}</p>", "", "<p>"),
    "a line that must not break": (
        "<p class=line>One two three four five six seven eight nine ten eleven twelve thirteen</p>",
        ".line{white-space:nowrap}",
        '<p class="line">',
    ),
    "a word in a column": (f"<div style='columns:3'>{LONG} and more</div>", "", "<div>"),
    "a word in a box within a card": (
        f"<div class=card><p>{LONG}</p></div>",
        ".card{width:40mm}p{width:200mm}",
        '<div class="card">',
    ),
    "a word in a chip": (f"<p><span class=chip>{LONG}</span></p>", ".chip{display:inline-block;width:20mm}", "chip"),
    "a word in an item of a row": (
        f"<div style='display:flex;width:60mm'><p>{LONG}</p><p>{LONG}</p></div>",
        "p{flex:1 1 0;min-width:0}",
        "<p>",
    ),
    "text beside the page": ("<p class=out>Text</p>", ".out{position:absolute;left:86mm;width:20mm}", "the page"),
    "ellipsis": (
        f"<p class=cut>{LONG}</p>",
        ".cut{width:30mm;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}",
        '<p class="cut">',
    ),
}


@pytest.mark.parametrize("case", TOO_WIDE)
def test_what_is_too_wide_is_found(case: str) -> None:
    """Text past the right edge of what holds it is named with its page, its words, its holder and the distance."""
    body, css, owner = TOO_WIDE[case]
    found = [text for text in findings(body, css) if "past the right edge of" in text]
    assert found
    assert found[0].startswith('page 1, "')
    assert owner in found[0]
    assert 0.1 < millimetres(found[0]) < 200


def test_a_table_that_is_too_wide_is_found_once() -> None:
    """The table is named, not each of its cells."""
    found = findings("<table><tr>" + "<td>A-cell-of-the-table" * 9 + "</table>", "td{white-space:nowrap}")
    assert len(found) == 1
    assert found[0].startswith('page 1, "A-cell-of-the-table A-cell')
    assert "the table runs" in found[0]


def test_an_image_that_is_too_wide_is_found() -> None:
    """Named by its alternative text."""
    picture = '<img alt="Foods that help" src="handouts:photo.png" style="width:120mm;height:9mm">'
    (found,) = findings(picture, photo_png=png())
    assert found.startswith('page 1, "Foods that help": the image runs 40.0 mm past the right edge')


def test_an_image_below_the_page_is_found() -> None:
    """An image taller than the page is cut off at its foot."""
    (found,) = findings(
        '<img alt="Foods" src="handouts:photo.png" style="display:block;width:9mm;height:95mm">', photo_png=png()
    )
    assert "past the bottom edge" in found
    assert millimetres(found) == 15.0


TOO_TALL = {
    "a card": ("<div class=card>" + "Text that goes on. " * 20 + "</div>", ".card{height:15mm;width:50mm}"),
    "a clipped card": (
        "<div class=card>" + "Text that goes on. " * 20 + "</div>",
        ".card{height:15mm;width:50mm;overflow:hidden}",
    ),
    "a grid row": (
        "<div class=grid><p>" + "Text that goes on. " * 20 + "</p></div>",
        ".grid{display:grid;grid-template-rows:15mm}p{margin:0}",
    ),
    "a card with a largest height": (
        "<div class=card>" + "Text that goes on. " * 20 + "</div>",
        ".card{max-height:15mm;width:50mm}",
    ),
    "an item of a row": (
        "<div class=row><p>" + "Text that goes on. " * 20 + "</p></div>",
        ".row{display:flex;height:15mm;width:50mm}p{margin:0}",
    ),
    "a panel between two edges": (
        "<div class=card>" + "Text that goes on. " * 20 + "</div>",
        ".card{position:absolute;top:0;bottom:65mm;left:0;width:50mm}",
    ),
    "a panel": (
        "<div class=card>" + "Text that goes on. " * 20 + "</div>",
        ".card{position:absolute;top:0;left:0;height:15mm;width:50mm}",
    ),
    "a line off the page": ("<p class=card>Text that goes on", ".card{position:absolute;top:88mm;left:0}"),
    "the padding of a card": (
        "<div class=card>" + "Text that goes on. " * 8 + "</div>",
        ".card{height:40mm;padding:12mm 0 25mm;box-sizing:border-box;width:40mm}",
    ),
    "an area of a grid": (
        "<div class=grid><p class=card>" + "Text that goes on. " * 20 + "</p><p></p></div>",
        ".grid{display:grid;grid-template-areas:'a a' 'b c';grid-template-rows:15mm 60mm;"
        "grid-template-columns:40mm 40mm}.card{grid-area:a;margin:0}",
    ),
    "an area of a grid in a grid": (
        "<div class=grid><div class=grid><p class=card>" + "Text that goes on. " * 20 + "</p></div></div>",
        ".grid{display:grid;grid-template-rows:15mm}.card{margin:0}",
    ),
    "an item of a column": (
        "<div class=col><p class=card>" + "Text that goes on. " * 20 + "</p></div>",
        ".col{display:flex;flex-direction:column;height:80mm}.card{flex:0 0 15mm;min-height:0;margin:0;width:50mm}",
    ),
    "an item of a column, clipped": (
        "<div class=col><p class=card>" + "Text that goes on. " * 20 + "</p></div>",
        ".col{display:flex;flex-direction:column;height:80mm}"
        ".card{flex:0 0 15mm;min-height:0;margin:0;width:50mm;overflow:hidden}",
    ),
    "a clipped card without height": (
        "<div class=card>" + "Text that goes on. " * 20 + "</div>",
        ".card{height:0;overflow:hidden;width:50mm}",
    ),
    "a positioned text in a clipped card": (
        "<div class=card><p>" + "Text that goes on. " * 20 + "</p></div>",
        ".card{position:relative;height:15mm;overflow:hidden;width:50mm}p{position:absolute;top:2mm;margin:0}",
    ),
    "a hanging text in a clipped card": (
        "<div class=card><p>" + "Text that goes on. " * 20 + "</p></div>",
        ".card{max-height:15mm;overflow:hidden;width:50mm}p{margin:0 0 -60mm}",
    ),
    "a cell of a table": (
        "<table><tr><td><div class=card>" + "Text that goes on. " * 20 + "</div></table>",
        ".card{height:15mm;width:50mm}",
    ),
    "a shifted panel": (
        "<div class=card>" + "Text that goes on. " * 20 + "</div>",
        ".card{width:50mm;height:15mm;transform:translate(5mm,5mm) scale(.9)}",
    ),
    "a turned panel": (
        "<p class=card>" + "Text that goes on. " * 4 + "</p>",
        ".card{width:40mm;height:9mm;margin:50mm 0 0;transform:rotate(90deg);white-space:nowrap;transform-origin:0 0}",
    ),
}


def test_a_picture_that_is_meant_to_be_cut_may_run_out() -> None:
    """Past the trim, so that it is printed on into the bleed."""
    picture = '<img alt="Foods" data-cut src="handouts:photo.png" style="position:absolute;width:120mm;left:-15mm">'
    assert rendered(picture, photo_png=png()).pages == 1


def test_an_image_below_its_card_is_found() -> None:
    """In the flow of the card, positioned in it and clipped, or floated and clipped."""
    picture = '<div class=card><img alt="Foods" src="handouts:photo.png" style="{}"></div>'
    tall = "width:9mm;height:25mm;"
    for css, style in (
        (".card{height:15mm}", tall),
        (".card{height:15mm}", f"{tall};display:block"),
        (".card{height:15mm;position:relative;overflow:hidden}", f"{tall};position:absolute;top:0"),
        (".card{height:15mm;overflow:hidden}", f"{tall};float:left"),
        (".card{display:grid;grid-template-rows:15mm}", tall),
    ):
        found = findings(picture.format(style), css, photo_png=png())
        assert len(found) == 1, css
        assert 'page 1, "Foods": the image runs 1' in found[0]
        assert "past the bottom edge of <div" in found[0]


BEFORE = {
    "a row that ends at its foot": (
        "<div class=row><p>" + "Text that goes on. " * 20 + "</p></div>",
        ".row{display:flex;align-items:flex-end;height:15mm;width:50mm;margin-top:50mm}p{margin:0}",
        "top edge of <div",
    ),
    "a text pulled out of a clipped card": (
        "<div class=card><p>Text</p></div>",
        ".card{overflow:hidden;margin-left:30mm}p{margin-left:-20mm}",
        "left edge of <div",
    ),
    "a text moved out of a clipped card": (
        "<div class=card><p>Text</p></div>",
        ".card{overflow:hidden;margin-left:30mm}p{position:relative;left:-20mm}",
        "left edge of <div",
    ),
    "a text positioned above a clipped card": (
        "<div class=card><p>Text</p></div>",
        ".card{overflow:hidden;position:relative;margin-top:30mm;height:20mm}p{position:absolute;top:-9mm;margin:0}",
        "top edge of <div",
    ),
    "a text moved off the page": ("<p>Text</p>", "p{transform:translate(-30mm)}", "left edge of the page"),
}


@pytest.mark.parametrize("case", BEFORE)
def test_what_runs_out_of_the_near_edges_is_found(case: str) -> None:
    """What grows the other way, and what is moved out of a box that clips."""
    body, css, edge = BEFORE[case]
    assert any(edge in text for text in findings(body, css))


@pytest.mark.parametrize("css", ["line-clamp:2", "max-lines:2", "continue:discard;height:15mm"])
def test_lines_that_are_dropped_are_found(css: str) -> None:
    """They are in no box, so that the box itself is what can be found."""
    found = findings(f"<p class=cut>{'Text that goes on. ' * 20}</p>", f".cut{{width:50mm;{css}}}")
    assert any('page 1, <p class="cut">: it drops the lines that it has no room for' in text for text in found)


def test_the_parts_that_do_not_fit_their_panel_are_named() -> None:
    """One with the panel's edge that it runs past; of several, each with the height that has no room."""
    lines = "<div data-part={}>" + "<p>Text</p>" * 4 + "</div>"
    css = ".panel{height:30mm}p{margin:0;line-height:5mm}"
    body = "<div class=panel>" + lines.format("Signals") + lines.format("Foods") + "</div>"
    (found,) = findings(body, css)
    assert "the text runs 10.0 mm past the bottom edge of <div class=\"panel\">, in 'Foods'\n" in found
    body = "<div class=panel>" + "".join(map(lines.format, ("Signals", "Foods", "Tips", "Forms"))) + "</div>"
    (found,) = findings(body, css)
    parts = "'Foods' (10 mm), 'Tips' (20 mm) and 'Forms' (20 mm) do not fit"
    assert f'the text runs 50.0 mm past the bottom edge of <div class="panel">: {parts}\n' in found
    (found,) = findings(f"<p data-part=Foods style='width:20mm'>{LONG}</p>")
    assert "past the right edge of <p>, in 'Foods'" in found


@pytest.mark.parametrize("case", TOO_TALL)
def test_what_is_too_tall_is_found_once(case: str) -> None:
    """Text past the bottom of what holds it is named by the first line that does not fit."""
    body, css = TOO_TALL[case]
    found = [text for text in findings(body, css) if "past the bottom edge of" in text]
    assert len(found) == 1
    assert found[0].startswith('page 1, "')
    assert "goes on" in found[0]
    if case != "a line off the page":
        assert millimetres(found[0]) > 20  # of all the lines that do not fit, not of the first


def test_text_above_or_left_of_the_page_is_found() -> None:
    """Text may stand in the margin, but not off the sheet."""
    assert any("left edge of the page" in text for text in findings("<p style='margin-left:-14mm'>Text</p>"))
    css = "p{position:absolute;top:-14mm;margin:0}"
    assert any("top edge of the page" in text for text in findings("<p>Text</p>", css))


FOOTER = "<p id=foot>This is the disclaimer, and it stands on every page.</p>" + "<p>Text</p>"


@pytest.mark.parametrize("align", ["top", "middle", "bottom"])
@pytest.mark.parametrize("corner", ["@bottom-left", "@top-center"])
def test_a_footer_taller_than_its_margin_is_found(align: str, corner: str) -> None:
    """It would be cut off at the edge of the paper, or run into the text, without a word."""
    css = f"#foot{{position:running(foot);width:20mm}}@page{{{corner}{{content:element(foot);vertical-align:{align}}}}}"
    found = [text for text in findings(FOOTER + "<p style='break-before:page'>Second</p>", css) if "trim" not in text]
    assert found
    assert all(f"does not fit the {corner} of the page" in text for text in found)
    assert all(text.startswith("page 1, ") for text in found)


def test_a_footer_wider_than_its_place_is_found() -> None:
    """Text that cannot break runs off the side of its margin box."""
    css = "@page{@bottom-left{content:'Along_line_that_cannot_break_anywhere';width:30mm}}"
    assert any("past its right edge" in text for text in findings("<p>Text</p>", css))


def test_text_that_runs_into_other_text_is_found() -> None:
    """Two texts in the same place are unreadable, even where each fits what holds it."""
    css = ".grid{display:grid;grid-template-columns:20mm 20mm}p{width:40mm}"
    found = findings("<div class=grid><p>A name that is long</p><p>Another</p></div>", css)
    assert any('"A name that is long": the text runs into "Another"' in text for text in found)


GOOD = {
    "tight leading": ("<h1>Two lines of a large heading</h1><p>Text</p>", "h1{font-size:30pt;line-height:.9}"),
    "a number as tall as its box": ("<p><b>375</b></p>", "b{display:block;height:1em;line-height:1;font-size:40pt}"),
    "a bleeding band": (
        "<header><h1>Title</h1></header><p>Text</p>",
        "header{margin:-10mm -10mm 4mm;padding:10mm 10mm 2mm;background:#063}",
    ),
    "text in the margin on purpose": ("<p class=a>Text</p>", ".a{position:absolute;left:-5mm;top:-5mm}"),
    "a decorative disc off the page": (
        "<p>Text</p><div class=a></div>",
        ".a{position:absolute;right:-30mm;top:-30mm;width:60mm;height:60mm;border-radius:50%;border:1mm solid #063}",
    ),
    "a decorative drawing off the page": (
        "<p class=a>Text</p>",
        ".a::after{content:url(handouts:icon.svg);position:absolute;right:-20mm;bottom:-20mm}",
    ),
    "a decorative drawing out of its card": (
        "<div class=c><p class=a>Text</p></div>",
        ".c{width:12mm;height:9mm;overflow:hidden}p{margin:0}.a::after{content:url(handouts:icon.svg);display:block}",
    ),
    "a hanging mark": ("<ul><li>One<li>Two</ul>", "ul{padding-left:0}"),
    "a large numeral behind a step": (
        "<ol><li>Do this<li>Do that</ol>",
        "ol{list-style:none}li{position:relative}li::before{content:'1';position:absolute;font-size:30pt;left:0;top:-5mm}",
    ),
    "text for screen readers": (
        f"<p>Text <span class=sr>{LONG}</span></p>",
        ".sr{position:absolute;width:1px;height:1px;overflow:hidden}",
    ),
    "hidden text": (f"<p style='width:9mm'><span style='visibility:hidden'>{LONG}</span></p>", ""),
    "wide letters": (f"<p class=w>{LONG}</p>", ".w{letter-spacing:2mm;overflow-wrap:anywhere}"),
    "words that break": (f"<p class=w>{LONG}</p>", ".w{width:24mm;hyphens:auto;hyphenate-character:'-'}"),
    "a float taller than its paragraph": (
        "<p><span class=f>One<br>two<br>three<br>four</span>Text</p><p>Text</p>",
        ".f{float:left;width:20mm}",
    ),
    "a superscript and a nudge": ("<p>Text<sup>1</sup> <b>on</b></p>", "b{position:relative;top:-1mm;left:2mm}"),
    "a chip at the end of a line": (
        "<p class=r>Text <span class=c>rich</span></p>",
        ".r{text-align:right}.c{display:inline-block;padding:0 2mm;border:1px solid}",
    ),
    "a table at full width": (
        "<table><tr><th>One<th>Two<tr><td>1<td>2</table>",
        "table{width:100%;border-collapse:collapse}td,th{border:1mm solid}",
    ),
    "a footer that fits": (
        FOOTER,
        "#foot{position:running(foot);font-size:7pt;line-height:1}@page{@bottom-left{content:element(foot);vertical-align:top}}",
    ),
    "text on an image": (
        '<div class=h><img alt=Dot src="handouts:icon.svg"><h1>Title</h1></div>',
        ".h{position:relative}h1{position:absolute;top:0;left:0}",
    ),
    "a tag that sticks out": ("<p class=t>Text</p>", ".t{text-align:right;position:relative;left:5mm}"),
    "a band that runs off the right": ("<p class=t>Text</p>", ".t{text-align:right;margin-right:-5mm}"),
    "a line that hangs out of its card": (
        "<div class=c><p>Text</p></div><p>More</p>",
        ".c{background:#ddd;margin-bottom:9mm}.c p{margin:0 0 -4mm}",
    ),
    "a title over a pale word": (
        "<h1>Foods</h1><h2>Foods that help</h2>",
        "h1{font-size:40pt;margin:0;opacity:.2}h2{margin:-12mm 0 0}",
    ),
    "a pale word under a title": (
        "<h1>Foods</h1><h2>Foods that help</h2>",
        "h1{font-size:40pt;margin:0 0 -12mm;opacity:.2}h2{margin:0}",
    ),
    "leading that adds up to odd heights": (
        f"<p>{'Text that goes on. ' * 40}</p>",
        "p{font-size:9.7pt;line-height:1.37}",
    ),
    "columns": ("<div style='columns:2'>" + "Text that goes on. " * 30 + "</div>", ""),
    "justified text": ("<p>" + "Text that goes on and on. " * 20 + "</p>", "p{text-align:justify}"),
}


@pytest.mark.parametrize("case", GOOD)
def test_what_fits_is_not_found(case: str) -> None:
    """The tricks of good typography are no overflow."""
    body, css = GOOD[case]
    assert rendered(body, css, icon_svg=SVG).pages == 1
