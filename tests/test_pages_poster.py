"""Posters and infographics: one side that is never cut off, and the signals at their places on a body."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import permutations
from math import inf
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from output_fixtures import DISCLAIMERS, LANGUAGES, MM

from handouts import build, document, formats, markup, pdf, selection, themes, topics
from handouts.document import Handout
from handouts.document.handout import SignalsPart
from handouts.errors import LayoutError
from handouts.language import LANGUAGES as ROWS

pytestmark = pytest.mark.slow

FORMATS = ("poster-a3", "infographic-a4")
SPECIMEN = Path(__file__).parent / "content"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10" viewBox="0 0 10 10"/>'
SPAN = re.compile(
    r'<span class="leader( down)?" style="top: ([-\d.]+)rem; (left|right): ([^;]+); (?:width|height): ([^"]+)"'
)
LENGTH = re.compile(r"([-+]?) ?([-\d.]+)rem")
every_format = pytest.mark.parametrize("fmt", FORMATS)
every_theme = pytest.mark.parametrize("theme", list(themes.available()))
every_language = pytest.mark.parametrize("language", LANGUAGES)


def make(fmt: str, language: str = "nl", topic: str = "magnesium", **order: Any) -> build.Product:
    """Make a piece; `make` itself refuses what is cut off, too small, or a dose without its cautions."""
    return build.make(build.Order(topic, language, fmt, **order))


def words(made: build.Product) -> str:
    """The words of its one page, without spaces."""
    (page,) = pdf.text_of(made.files[0])
    return "".join(page.split())


def handout_for(fmt: str, sections: tuple[str, ...] = ()) -> Handout:
    """The Dutch magnesium handout for a format, with its usual sections or these."""
    topic, row = topics.load("magnesium"), formats.named(fmt)
    chosen = selection.choose(topic, sections=sections or None, default=row.presets)
    return document.build(topic, chosen, ROWS["nl"], row)


def html_of(handout: Handout, size: float = 0.0) -> str:
    """The page as HTML."""
    theme = themes.named("clinic")
    return markup.render(handout, theme, lambda *_: SVG, size or markup.sizes(handout, theme)[-1]).html


@pytest.mark.parametrize("ink_saver", [False, True])
@every_language
@every_format
def test_one_side_of_its_own_size_with_everything_on_it(fmt: str, language: str, ink_saver: bool) -> None:
    """The usual sections fit on one page of the trim size: name, signals, foods, steps, dose, cautions, disclaimer."""
    made = make(fmt, language, ink_saver=ink_saver)
    row = formats.named(fmt)
    with pikepdf.open(BytesIO(made.files[0])) as file:
        (page,) = file.pages
        box = [float(edge) for edge in page.mediabox]
    assert box == pytest.approx([0, 0, row.width * MM, row.height * MM], abs=0.1)
    assert pdf.illegible(made.files[0], DISCLAIMERS[language], row.disclaimer, row.secondary) == {}
    text = words(made)
    for part in handout_for(fmt).parts if language == "nl" else ():
        assert "".join(part.heading.plain.split()) in text
    assert "300–400mg" in text
    assert "138mg" in text
    assert "www.jeleefstijlalsmedicijn.nl" in text


@every_format
@every_theme
def test_every_printed_figure_has_its_source_on_the_piece(theme: str, fmt: str) -> None:
    """Sources by their short names; no source of what is not printed, and no raised numbers without a list."""
    text = words(make(fmt, theme=theme))
    for name in ("EFSA2024", "USDAFoodDataCentral2018", "JLAM;"):
        assert name in text
    assert "molairemassa" not in text
    assert re.search(r"Bespreekjedosismetjebehandelaar\.\D", text)


@pytest.mark.parametrize(
    "sections", ["signals", "foods", "tips", "supplements", "stress", "signals,tips", "foods,tips"]
)
@every_format
@every_theme
def test_few_sections_make_a_page_as_well(theme: str, fmt: str, sections: str) -> None:
    """Whatever is chosen, if it fits, it is laid out; what is not chosen leaves nothing behind."""
    text = words(make(fmt, sections=tuple(sections.split(",")), theme=theme))
    assert ("Verdeelover" in text) == ("supplements" in sections)
    assert ("Herkenjedit" in text) == ("signals" in sections)


@every_format
@every_theme
def test_what_is_too_much_is_refused_with_its_measure(theme: str, fmt: str) -> None:
    """A selection that does not fit fails with how much is too much, and not with a crash of the engine."""
    with pytest.raises(LayoutError) as caught:
        make(fmt, sections=("functions", "stress", "faq"), theme=theme)
    assert all(finding.fit for finding in caught.value.findings if "selection" not in finding.place)
    assert re.search(r"\d mm past the bottom edge", caught.value.findings[0].message)


@every_language
@every_format
@every_theme
def test_a_topic_without_drawings_and_the_foundations_words_alone(theme: str, fmt: str, language: str) -> None:
    """Long words, signals without a place, no charts: these pages hold as well."""
    assert make(fmt, language, "specimen", content=SPECIMEN, theme=theme).pages == 1
    assert make(fmt, language, editorial=False, preset="flyer", theme=theme).pages == 1


@every_format
def test_signals_without_places_become_tiles(fmt: str) -> None:
    """Where the topic names no places there is no body, but a list to tick, and the topic's picture."""
    handout = handout_for(fmt)
    parts = tuple(
        replace(part, tiles=tuple(replace(tile, place="") for tile in part.tiles))
        if isinstance(part, SignalsPart)
        else part
        for part in handout.parts
    )
    html = html_of(replace(handout, parts=parts))
    assert 'class="on-body"' not in html
    assert html.count('<li class="signal"') == 6
    assert 'class="still-life"' in html
    assert 'class="on-body"' in html_of(handout)


@dataclass(frozen=True)
class Line:
    """A piece of a leader line, in rem from the middle of the body and from the top of its head."""

    left: float
    right: float
    top: float
    bottom: float

    def crosses(self, other: Line) -> bool:
        """Whether it runs through the other one, ends that meet apart."""
        room = 0.02
        return (
            self.left + room < other.left
            and other.right < self.right - room
            and other.top + room < self.top
            and self.bottom < other.bottom - room
        )


def leaders(html: str) -> list[Line]:
    """The pieces of all leader lines."""
    found = []
    for down, top, side, start, length in SPAN.findall(html):
        inwards, high = (1 if side == "left" else -1), float(top)
        edge = -inwards * inf if start == "0" else inwards * _rem(start)
        if down:
            found.append(Line(edge, edge, high, high + _rem(length)))
            continue
        end = inwards * _rem(length) if start == "0" else edge + inwards * _rem(length)
        found.append(Line(min(edge, end), max(edge, end), high, high))
    return found


def _rem(text: str) -> float:
    """The length in rem of `1rem` or `calc(50% - 1rem)`."""
    match = LENGTH.search(text)
    assert match
    return -float(match[2]) if match[1] == "-" else float(match[2])


@pytest.mark.parametrize("sections", [(), ("signals",), ("signals", "tips"), ("signals", "foods", "tips")])
@every_format
def test_leader_lines_cross_neither_each_other_nor_the_face(fmt: str, sections: tuple[str, ...]) -> None:
    """Lines leave the body straight to the side, and bend beside it."""
    html = html_of(handout_for(fmt, sections))
    lines = leaders(html)
    assert len(lines) >= 6
    assert not [pair for pair in permutations(lines, 2) if pair[0].crosses(pair[1])]
    person = re.search(r'class="person"[^>]*width: ([\d.]+)rem', html)
    assert person
    assert all(abs(line.left) > float(person[1]) / 2 for line in lines if line.left == line.right)
    assert len(re.findall(r'<span class="spot"', html)) == 6
