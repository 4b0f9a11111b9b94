from __future__ import annotations

import logging
import threading

import pytest
from pdf_fixtures import SVG, document, findings, findings_of, rendered

from handouts.pdf.journal import findings as translate
from handouts.pdf.journal import journal

HARFBUZZ = (
    'Using fontTools instead of HarfBuzz-Subset for font "Fira". This will be unsupported in future versions of '
    "WeasyPrint. Please install HarfBuzz-Subset >= 4.1.0 with your package manager."
)


def test_an_ignored_declaration_is_a_finding() -> None:
    """A declaration that the engine does not know is named, with its place and what to do."""
    (found,) = findings("<p>Text</p>", "\np { colour: red }")
    assert found.startswith("style sheet, line 2, column 5: the declaration colour: red does nothing: unknown property")
    assert "Correct it" in found


@pytest.mark.parametrize("css", ["p:: {color:red}", "@media zzz( {p{color:red}}", "p { } }"])
def test_an_ignored_rule_is_a_finding(css: str) -> None:
    """Rules and selectors that are dropped whole are findings too."""
    assert findings("<p>Text</p>", css)


def test_a_broken_image_is_a_finding() -> None:
    """An image that cannot be decoded is not left out in silence."""
    found = findings('<img alt=x src="handouts:photo.png">', photo_png=b"not an image")
    assert any("the image handouts:photo.png cannot be read" in text for text in found)


def test_a_broken_drawing_is_a_finding() -> None:
    """A drawing fails when it is drawn, which is when the PDF is written."""
    svg = SVG.replace(b'r="9"', b'r="9" transform="rotate(x)"')
    (found,) = findings('<img alt=x src="handouts:art.svg">', art_svg=svg)
    assert found.startswith("the document: the drawing handouts:art.svg cannot be drawn")


def test_a_broken_font_is_a_finding() -> None:
    """A font that cannot be loaded is not replaced in silence."""
    css = "@font-face{font-family:Other;src:url(handouts:other.ttf)}p{font-family:Other,Fira}"
    (found,) = findings("<p>Text</p>", css, other_ttf=b"not a font")
    assert found.startswith("the document: the font Other cannot be loaded")


def test_missing_alternative_text_and_language_are_findings() -> None:
    """What PDF/UA asks for is asked for."""
    assert any("no alternative text" in text for text in findings('<img src="handouts:icon.svg">', icon_svg=SVG))
    plain = document("<p>Text</p>")
    found = findings_of(type(plain)(plain.html.replace(" lang=en", ""), plain.files))
    assert any("which language" in text for text in found)


def test_a_dead_link_within_the_document_is_a_finding() -> None:
    """A link to an id that does not exist leads nowhere."""
    assert findings('<p><a href="#nowhere">Text</a></p>')


def test_an_id_used_twice_is_a_finding() -> None:
    """The second use of an id is a mistake in the document."""
    found = findings('<p id=one>Text</p><p id=one>Text</p><p><a href="#one">Text</a></p>')
    assert any('the id "one" is used twice' in text for text in found)


def test_the_same_line_is_said_once() -> None:
    """A style attribute on a hundred rows is one mistake."""
    assert len(findings('<p style="colour:red">Text</p>' * 20)) == 1


def test_an_unknown_line_is_passed_on() -> None:
    """What has no translation is a finding in the engine's own words."""
    (found,) = translate(["Subgrids are unsupported"], str)
    assert (found.place, found.message) == ("the layout engine", "Subgrids are unsupported")


def test_a_missing_library_is_said_once_and_as_what_it_is() -> None:
    """Without HarfBuzz-Subset the bytes change from run to run; the page is not at fault."""
    (found,) = translate([HARFBUZZ, HARFBUZZ.replace("Fira", "Other")], str)
    assert found.place == "this machine"
    assert "libharfbuzz-subset0" in found.remedy


def test_logging_is_left_as_it_was(caplog: pytest.LogCaptureFixture) -> None:
    """Handlers, levels and the rest are restored, also when a document fails."""
    log = logging.getLogger("weasyprint")
    mine = logging.NullHandler()
    log.addHandler(mine)
    log.setLevel(logging.CRITICAL)
    log.disabled = True
    logging.disable(logging.ERROR)
    try:
        before = (log.handlers[:], log.filters[:], log.level, log.propagate, log.disabled, logging.root.manager.disable)
        findings('<p style="colour:red">Text</p>')
        after = (log.handlers[:], log.filters[:], log.level, log.propagate, log.disabled, logging.root.manager.disable)
    finally:
        logging.disable(logging.NOTSET)
        log.disabled = False
        log.setLevel(logging.NOTSET)
        log.removeHandler(mine)
    assert after == before
    assert caplog.records == []


def test_a_silenced_log_does_not_let_a_fault_pass() -> None:
    """The net holds when logging is turned off in each of the ways it can be."""
    log = logging.getLogger("weasyprint")
    log.disabled = True
    log.addFilter(refuse)
    logging.disable(logging.CRITICAL)
    try:
        assert findings('<p style="colour:red">Text</p>')
    finally:
        logging.disable(logging.NOTSET)
        log.disabled = False
        log.removeFilter(refuse)


def refuse(_: logging.LogRecord) -> bool:
    """Let no line pass."""
    return False


def test_lines_of_other_threads_are_not_ours() -> None:
    """What another thread logs meanwhile does not fail this document."""
    with journal() as lines:
        other = threading.Thread(target=logging.getLogger("weasyprint").warning, args=("theirs",))
        other.start()
        other.join()
        logging.getLogger("fontTools.subset").warning("ours")
        logging.getLogger("fontTools.subset").info("chatter")
    assert lines == ["ours"]


def test_a_clean_document_has_an_empty_journal() -> None:
    """Headings, tables, lists, links and images are no reason to complain."""
    body = (
        "<h1>One</h1><p><b>Bold</b> text</p><table><tr><th>A<th>B<tr><td>1<td>2</table><ul><li>One<li>Two</ul>"
        '<p id=end><a href="#end">Link</a> <img alt=Dot src="handouts:icon.svg"></p>'
    )
    assert rendered(body, icon_svg=SVG).pages == 1
    assert rendered(body, icon_svg=SVG).pages == 1
