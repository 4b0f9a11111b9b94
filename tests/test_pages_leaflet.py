"""The leaflet, folded in three: what stands on which panel, read from the finished PDF."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
from output_fixtures import DISCLAIMERS, LANGUAGES, MM, SECTIONS, Glyph, Sheet, yaml_of

from handouts import build, themes
from handouts.errors import LayoutError

pytestmark = pytest.mark.slow

CONTENT = Path(__file__).parent / "content"
FOLDS = ((97, 197), (100, 200))
CLEAR = 4.9 * MM
FLAP, BACK, COVER = ((1, panel) for panel in range(3))
LEFT, MIDDLE, RIGHT = ((2, panel) for panel in range(3))
PRESETS = ("standard", "short", "recognise", "supplementing", "calm", "metabolic", "background", "poster")
COMBINED = (
    ("signals", "supplements"),
    ("tips", "supplements"),
    ("foods", "faq"),
    ("heart", "salt"),
    ("medicines", "stress", "glucose"),
    ("summary", "signals", "foods", "tips"),
)
every_theme = pytest.mark.parametrize("theme", list(themes.available()))
every_language = pytest.mark.parametrize("language", LANGUAGES)


@lru_cache(maxsize=64)
def leaflet(language: str = "nl", topic: str = "magnesium", **asked: object) -> Sheet:
    """Make a leaflet, once, and open it."""
    content = {"content": CONTENT} if topic == "specimen" else {}
    order = build.Order(topic, language=language, format="leaflet-trifold", **content, **asked)  # type: ignore[arg-type]
    return Sheet(build.make(order).files[0])


def panel_of(glyph: Glyph) -> tuple[int, int]:
    """Return the side and the panel, from the left, on which a character stands."""
    return glyph.page, sum(glyph.left > fold * MM for fold in FOLDS[glyph.page - 1])


def text_of(made: Sheet, panel: tuple[int, int]) -> str:
    """Return what stands on a panel, without spaces."""
    glyphs = (glyph.character for glyph in made.glyphs if panel_of(glyph) == panel)
    return "".join("".join(glyphs).split())


def solid(text: str) -> str:
    """Return a text without its marks and spaces."""
    return "".join(text.replace("**", "").split())


@every_language
@pytest.mark.parametrize("ink_saver", [False, True])
def test_a_sheet_of_two_sides(language: str, ink_saver: bool) -> None:
    """A4 across, printed on both sides."""
    made = leaflet(language, ink_saver=ink_saver)
    boxes = [[round(float(edge) / MM, 1) for edge in page.mediabox] for page in made.document.pages]
    assert boxes == [[0, 0, 297, 210]] * 2


@every_language
@pytest.mark.parametrize("preset", PRESETS)
@every_theme
def test_the_disclaimer_stands_within_one_panel_of_each_side(theme: str, language: str, preset: str) -> None:
    """Whole, once a side, and not across a fold."""
    made = leaflet(language, preset=preset, theme=theme)
    for side in (1, 2):
        texts = [text_of(made, (side, panel)) for panel in range(3)]
        assert [text.count(solid(DISCLAIMERS[language])) for text in texts].count(1) == 1


@every_language
@pytest.mark.parametrize("preset", PRESETS)
@every_theme
def test_nothing_stands_near_an_edge_or_a_fold(theme: str, language: str, preset: str) -> None:
    """Five millimetres are left free, where a knife or a fold may be off its place."""
    for glyph in leaflet(language, preset=preset, theme=theme).glyphs:
        if glyph.character.isspace():
            continue
        assert CLEAR < glyph.left < 297 * MM - CLEAR
        assert CLEAR < glyph.top < 210 * MM - CLEAR
        assert all(abs(glyph.left - fold * MM) > CLEAR for fold in FOLDS[glyph.page - 1])


@every_language
def test_each_section_of_the_usual_choice_has_its_panel(language: str) -> None:
    """Food left, signals in the middle, what to do right, medicines on the flap; what to have less of on the back."""
    made = leaflet(language, theme="clinic")
    for section, panel in (
        ("foods", LEFT),
        ("signals", MIDDLE),
        ("tips", RIGHT),
        ("supplements", RIGHT),
        ("medicines", FLAP),
    ):
        assert solid(yaml_of(section)["heading"][language]) in text_of(made, panel)
    for item in yaml_of("foods")["limit"]:
        assert solid(item["name"][language]) in text_of(made, BACK)
    assert "Mg" in text_of(made, COVER)


@every_language
@pytest.mark.parametrize("sections", [("supplements",), ("summary", "faq"), ("foods", "faq"), ("tips", "supplements")])
@every_theme
def test_a_dose_has_its_cautions_in_the_same_panel(theme: str, language: str, sections: tuple[str, ...]) -> None:
    """Side effect and contra-indication are not across a fold from it."""
    made = leaflet(language, sections=sections, theme=theme)
    cautions = yaml_of("supplements")["cautions"]
    told = [solid(item[language]) for key in ("side_effects", "contra_indications") for item in cautions[key]]
    panels = [text_of(made, (side, panel)) for side in (1, 2) for panel in range(3)]
    dosed = [text for text in panels if "300–400mg" in text]
    assert dosed
    for text in dosed:
        assert all(caution in text for caution in told)


@pytest.mark.parametrize("sections", [*((section,) for section in SECTIONS), *COMBINED], ids="+".join)
@every_theme
def test_any_choice_fills_the_spread(theme: str, sections: tuple[str, ...]) -> None:
    """Whatever is chosen, nothing of it is lost, and no panel is left over, unless one for a picture alone."""
    made = leaflet(sections=sections, theme=theme)
    everything = "".join(text_of(made, (side, panel)) for side in (1, 2) for panel in range(3))
    for section in sections:
        content = yaml_of(section)
        texts = [content["heading"], *content.get("steps", []), *content.get("points", [])]
        texts += [text for item in content.get("items", []) for text in (item["question"], item["answer"])]
        texts += [cell for block in content.get("blocks", []) for row in _rows(block) for cell in row]
        texts += [signal["signs"] for signal in content.get("signals", [])]
        for text in texts:
            assert solid(text["nl"]).replace("{dose}", "300–400mg") in everything, section
    wordless = [panel for panel in (FLAP, BACK, COVER, LEFT, MIDDLE, RIGHT) if len(text_of(made, panel)) <= 30]
    assert len(wordless) <= (theme != "clinic")


def _rows(block: dict[str, dict[str, list[list[dict[str, str]]]]]) -> list[list[dict[str, str]]]:
    return block["table"]["rows"] if "table" in block else []


@every_theme
def test_too_much_is_refused_by_name(theme: str) -> None:
    """What does not fit at the smallest size is named, and nothing is lost on the way."""
    with pytest.raises(LayoutError, match=r"'Vragen'.*do not fit"):
        leaflet(preset="full", theme=theme)


@every_language
def test_a_source_stands_beside_what_it_is_of(language: str) -> None:
    """The figures, the chart and the cautions name theirs in short; no number points to a list that is not there."""
    made = leaflet(language, theme="clinic")
    assert "EFSA2015" in text_of(made, LEFT)
    assert "USDAFoodDataCentral2018" in text_of(made, LEFT)
    assert "JLAM" in text_of(made, MIDDLE)
    assert "EFSA2024" in text_of(made, RIGHT)
    assert "USDAFoodDataCentral2018" in text_of(made, FLAP)


@pytest.mark.parametrize("editorial", [True, False])
@every_theme
def test_a_topic_without_drawings_of_its_own_is_whole(theme: str, editorial: bool) -> None:
    """Its signals, doses and lines to write on have their panels too, the dose and its cautions one of them."""
    made = leaflet(topic="specimen", editorial=editorial, theme=theme)
    panels = [text_of(made, panel) for panel in (FLAP, BACK, COVER, LEFT, MIDDLE, RIGHT)]
    assert any("Kort" in text for text in panels) and all(panels)
    assert all("verzonnenziekte" in text for text in panels if "10–20µg" in text)
