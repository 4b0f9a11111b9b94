"""Large print and US letter: the sizes and the number of pages that they promise, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
from output_fixtures import DISCLAIMERS, LANGUAGES

from handouts import build, pdf

pytestmark = pytest.mark.slow

SMALLEST = 16.0  # points
IN_LARGE_PRINT = ("handout-a4", "handout-letter", "poster-a3")
SPECIMEN = Path(__file__).parent / "content"


def large(fmt: str, language: str, **order: object) -> build.Product:
    """Make a document in large print; `make` itself refuses lone headings, split rows and doses without cautions."""
    return build.make(build.Order("magnesium", language, fmt, large_print=True, **order))  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fmt", IN_LARGE_PRINT)
def test_nothing_is_smaller_than_sixteen_points(fmt: str, language: str) -> None:
    """Every letter of every page, the disclaimer and the labels of the charts as well."""
    made = large(fmt, language)
    assert pdf.illegible(made.files[0], DISCLAIMERS[language], SMALLEST, SMALLEST) == {}
    assert not made.sparse


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_page_says_what_to_do(language: str) -> None:
    """The steps stand on the first page, whatever comes before them in the topic."""
    first, *rest = pdf.text_of(large("handout-a4", language).files[0])
    heading = {"nl": "Dit kun je zelf doen", "en": "What you can do yourself"}[language]
    assert heading in first
    assert not any(heading in page for page in rest)


def test_sources_are_numbered_on_the_line() -> None:
    """Raised numbers would be too small to read, so that they stand in brackets, with what they belong to."""
    text = "".join(pdf.text_of(large("handout-a4", "en").files[0])).replace("\N{NO-BREAK SPACE}", " ")
    assert "pumpkin seeds [2,3]" in text


@pytest.mark.parametrize("order", [{"preset": "full"}, {"ink_saver": True}, {"editorial": False}], ids=str)
def test_other_choices_can_be_made(order: dict[str, object]) -> None:
    """The longest selection, black only, and the foundation's own words."""
    assert not large("handout-a4", "nl", **order).sparse


def test_topic_without_steps_has_large_print() -> None:
    """A topic that has nothing to do first opens with what it has."""
    order = build.Order("specimen", "en", "handout-a4", content=SPECIMEN, large_print=True)
    assert build.make(order).pages == 4


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("preset", "sides"), [("standard", 2), ("short", 1)])
def test_letter_keeps_the_promises_of_presets(preset: str, sides: int, language: str) -> None:
    """A lower page has as many sides as A4, in type that is no smaller."""
    made = build.make(build.Order("magnesium", language, "handout-letter", preset=preset))
    assert made.pages == sides
    assert made.size >= 10.5
