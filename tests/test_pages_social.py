"""Posts: their pixels, one message each, and that too much to say is refused and not cut off."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from output_fixtures import LANGUAGES
from PIL import Image

from handouts import build, pdf, themes
from handouts.build import Output
from handouts.errors import LayoutError

pytestmark = pytest.mark.slow

PIXELS = {"social-square": (1080, 1080), "social-portrait": (1080, 1350)}
every_theme = pytest.mark.parametrize("theme", list(themes.available()))
SPECIMEN = Path(__file__).parent / "content"


def post(fmt: str, language: str = "nl", **order: object) -> str:
    """Make a post and give its text; `make` itself refuses text that is too small and doses without cautions."""
    topic = order.pop("topic", "magnesium")
    made = build.make(build.Order(topic, language, fmt, output=Output.PDF, **order))  # type: ignore[arg-type]
    (page,) = pdf.text_of(made.files[0])
    return " ".join(page.replace("\ufffe", "").split())  # a hyphen at the end of a line


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fmt", PIXELS)
def test_a_post_is_an_image_of_its_own_pixels(fmt: str, language: str) -> None:
    """Nobody has to ask for PNG, or for a resolution."""
    made = build.make(build.Order("magnesium", language, fmt))
    assert made.output is Output.PNG
    assert Image.open(BytesIO(made.files[0])).size == PIXELS[fmt]


@pytest.mark.parametrize("ink_saver", [False, True])
@pytest.mark.parametrize("fmt", PIXELS)
@every_theme
def test_the_leading_figure_has_its_source(theme: str, fmt: str, ink_saver: bool) -> None:
    """One number, in what it is, and who says so; no raised numbers, for there is no list that they point to."""
    text = post(fmt, ink_saver=ink_saver, theme=theme)
    assert "138" in text and "in één handje pompoenpitten" in text
    assert "USDA FoodData Central 2018; Gezondheidsraad 2025" in text
    assert "300+" not in text
    assert "www.jeleefstijlalsmedicijn.nl" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", ["tips", "signals", "supplements"])
@pytest.mark.parametrize("fmt", PIXELS)
@every_theme
def test_each_of_these_sections_is_a_post_of_its_own(theme: str, fmt: str, section: str, language: str) -> None:
    """They fit whole, in both languages."""
    assert post(fmt, language, sections=(section,), theme=theme)


@pytest.mark.parametrize("fmt", PIXELS)
@every_theme
def test_the_dose_stands_with_its_cautions(theme: str, fmt: str) -> None:
    """Side effect, contra-indication and the European level, with its source."""
    text = post(fmt, sections=("supplements",), theme=theme)
    for words in ("300–400", "Milde diarree", "ernstig nierfalen", "250 mg per dag", "EFSA 2024"):
        assert words in text.replace("\u00a0", " ")


@pytest.mark.parametrize("fmt", PIXELS)
@every_theme
def test_without_a_figure_the_heading_is_the_message(theme: str, fmt: str) -> None:
    """In the foundation's own words, the foods are named."""
    text = post(fmt, editorial=False, theme=theme)
    assert "Hier zit veel magnesium in" in text and "Pompoen- en zonnebloempitten" in text
    assert "138" not in text


@pytest.mark.parametrize("section", ["signals", "foods", "background", "remedies"])
@pytest.mark.parametrize("fmt", PIXELS)
@every_theme
def test_another_topic_has_posts_too(theme: str, fmt: str, section: str) -> None:
    """Without drawings of its own, with long words, and with signals that have no place on a body."""
    assert post(fmt, topic="specimen", content=SPECIMEN, sections=(section,), theme=theme)


@pytest.mark.parametrize("asked", [{"sections": ("faq",)}, {"preset": "full"}])
@pytest.mark.parametrize("fmt", PIXELS)
def test_too_much_for_a_post_is_told(fmt: str, asked: dict[str, Any]) -> None:
    """What does not fit is named; nothing is cut off."""
    with pytest.raises(LayoutError, match=r"'Vragen' .*not fit"):
        post(fmt, **asked)
