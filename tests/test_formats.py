"""The table of formats."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from handouts import formats, topics
from handouts.errors import ChoiceError, ContentError
from handouts.formats import Format
from handouts.language import LANGUAGES
from handouts.resources import TEMPLATES


def test_the_handout_is_an_a4() -> None:
    """In millimetres, as many sides as it needs."""
    handout = formats.named("handout-a4")
    assert (handout.width, handout.height, handout.sides, handout.presets) == (210, 297, 0, ("standard",))
    assert handout.size == "210 × 297 mm"


EVERY = [*formats.available().values(), *formats.available(large_print=True).values()]


@pytest.mark.parametrize("fmt", EVERY, ids=lambda fmt: f"{fmt.name}{'-large' * fmt.large_print}")
def test_every_format_can_be_used(fmt: Format) -> None:
    """It is described in every language, its sizes have their floors, its presets and its template exist."""
    assert set(fmt.description) == set(LANGUAGES) and all(fmt.description.values())
    assert 0 < fmt.disclaimer <= fmt.secondary <= fmt.floor <= fmt.aim and fmt.sides >= 0 and fmt.dpi >= 72
    assert set(fmt.presets) <= set(topics.load("magnesium").about.presets)
    assert (TEMPLATES / "formats" / f"{fmt.layout}.html.j2").is_file()
    assert all(0 < fold < fmt.width for side in fmt.folds for fold in side)


def test_the_sizes_are_those_of_the_brief() -> None:
    """Body, secondary text and disclaimer, in points: pixels of a post are three quarters of one."""
    rows = {
        "handout-a4": (11.5, 10.5, 8, 7),
        "handout-letter": (11.5, 10.5, 8, 7),
        "flyer-a5": (10, 9, 8, 7),
        "flyer-a6": (9, 8.5, 7, 6),
        "flyer-dl": (10, 9, 8, 7),
        "leaflet-trifold": (10, 9, 8, 7),
        "infographic-a4": (11, 9, 8, 7),
        "poster-a3": (18, 14, 10, 9),
    }
    for name, sizes in rows.items():
        fmt = formats.named(name)
        assert (fmt.aim, fmt.floor, fmt.secondary, fmt.disclaimer) == sizes
    for name in ("social-square", "social-portrait"):
        fmt = formats.named(name)
        assert (fmt.floor, fmt.secondary, fmt.disclaimer) == (28 * 0.75, 22 * 0.75, 22 * 0.75)
        assert (fmt.output, round(fmt.width / 25.4 * fmt.dpi)) == ("png", 1080)
    for fmt in formats.available(large_print=True).values():
        assert fmt.floor >= 18 and fmt.secondary >= 16 and fmt.disclaimer >= 16 and fmt.sides == 0


def test_sizes_are_tried_from_the_largest_to_the_floor() -> None:
    """In quarters of a point; from the theme's own largest where that is less, and never under the floor."""
    flyer = formats.named("flyer-a5")
    assert flyer.sizes(99) == (10, 9.75, 9.5, 9.25, 9)
    assert flyer.sizes(9.4) == (9.4, 9.15, 9)
    assert flyer.sizes(5) == (9,)


def test_large_print_is_another_row_for_those_that_have_it() -> None:
    """The same product with other type; asked of another, it is refused with those that have it."""
    assert set(formats.available(large_print=True)) == {"handout-a4", "handout-letter", "poster-a3"}
    large = formats.named("handout-a4", large_print=True)
    assert (large.layout, large.large_print, large.width) == ("large-print", True, 210)
    with pytest.raises(ChoiceError, match=r"^'flyer-a5' has no large print; these have: handout-a4, handout-letter, "):
        formats.named("flyer-a5", large_print=True)


def test_an_unknown_format_is_told_with_those_there_are() -> None:
    """And the one that was probably meant."""
    with pytest.raises(ChoiceError) as caught:
        formats.named("handout")
    there = ", ".join(formats.available())
    assert str(caught.value) == f"no format 'handout' (did you mean 'handout-a4'?); there are: {there}"
    with pytest.raises(ChoiceError, match=r"^no format 'xyz'; there are: "):
        formats.named("xyz")


# A designer's own formats

ROW = """[card]
description = { nl = "Kaart", en = "Card" }
trim = [74, 104.5]
sides = 2
body = { aim = 9, floor = 8.5 }
secondary = 7
disclaimer = 6
presets = ["short"]
dpi = 300
"""


def test_a_format_is_one_row_of_data(tmp_path: Path) -> None:
    """No code: a designer's folder adds formats after ours, or takes the place of one."""
    (tmp_path / "formats.toml").write_text(ROW + ROW.replace("[card]", "[flyer-a5]"), encoding="utf-8")
    found = formats.available(tmp_path)
    assert list(found) == [*formats.available(), "card"]
    assert found["flyer-a5"].size == found["card"].size == "74 × 104.5 mm"
    assert (found["card"].aim, found["card"].floor, found["card"].layout) == (9, 8.5, "card")
    assert formats.named("card", tmp_path) == found["card"]


def test_a_row_may_say_more(tmp_path: Path) -> None:
    """A layout that others share, pixels, folds, images, another size of type."""
    more = """unit = "px"
layout = "post"
brief = true
output = "png"
folds = [[20, 48]]
large = { body = { aim = 24, floor = 24 }, secondary = 24, disclaimer = 24, layout = "large-print" }
"""
    row = ROW.replace("secondary = 7", "secondary = 8").replace("disclaimer = 6", "disclaimer = 8")
    (tmp_path / "formats.toml").write_text(row + more, encoding="utf-8")
    card = formats.named("card", tmp_path)
    assert (card.layout, card.brief, card.output, card.size) == ("post", True, "png", "74 × 104.5 px")
    assert (card.width, card.aim, card.disclaimer) == (74 * 25.4 / 96, 9 * 0.75, 6)
    assert card.folds == ((20 * (25.4 / 96), 48 * (25.4 / 96)),)
    large = formats.named("card", tmp_path, large_print=True)
    assert (large.layout, large.aim, large.secondary, large.width) == ("large-print", 18, 18, card.width)


def test_a_folder_without_formats_has_ours(tmp_path: Path) -> None:
    """It may hold no more than a stylesheet."""
    assert formats.available(tmp_path) == formats.available()


def problems_of(tmp_path: Path, text: str) -> list[str]:
    """What is wrong with a designer's table, as it is told, under the name of its file alone."""
    (tmp_path / "formats.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        formats.available(tmp_path)
    assert {Path(problem.path) for problem in caught.value.problems} == {tmp_path / "formats.toml"}
    return [str(problem).removeprefix(f"{tmp_path}{os.sep}") for problem in caught.value.problems]


DESCRIPTION = 'For example: description = { nl = "Kaart, A7", en = "Card, A7" }'


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("dpi = 300\n", "", "1: the format 'card' has no 'dpi'\n    For example: dpi = 300"),
        ("sides = 2", "side = 2", "4: unknown field 'side' (did you mean 'sides'?)"),
        ("sides = 2", "sides = -1", "4: 'sides' cannot be -1\n    For example: sides = 2"),
        ("sides = 2", "sides = 1.5", "4: 'sides' cannot be 1.5\n    For example: sides = 2"),
        ("sides = 2", "sides = false", "4: 'sides' cannot be False\n    For example: sides = 2"),
        (', en = "Card"', "", f"2: 'description' cannot be {{'nl': 'Kaart'}}\n    {DESCRIPTION}"),
        ('"Card"', '" "', f"2: 'description' cannot be {{'nl': 'Kaart', 'en': ' '}}\n    {DESCRIPTION}"),
        ('"Card"', "7", f"2: 'description' cannot be {{'nl': 'Kaart', 'en': 7}}\n    {DESCRIPTION}"),
        ("[74, 104.5]", "[74]", "3: 'trim' cannot be [74]\n    For example: trim = [74, 105]"),
        ("[74, 104.5]", '"A7"', "3: 'trim' cannot be 'A7'\n    For example: trim = [74, 105]"),
        ("[74, 104.5]", "[74, 0]", "3: 'trim' cannot be [74, 0]\n    For example: trim = [74, 105]"),
        ("[74, 104.5]", "[74, inf]", "3: 'trim' cannot be [74, inf]\n    For example: trim = [74, 105]"),
        ("aim = 9, ", "", "5: 'body' cannot be {'floor': 8.5}\n    For example: body = { aim = 9, floor = 8.5 }"),
        ("floor = 8.5", "floor = 10", "5: 'body' cannot be {'aim': 9, 'floor': 10}\n"),
        ("secondary = 7", 'secondary = "7pt"', "6: 'secondary' cannot be '7pt'\n    For example: secondary = 7"),
        ("secondary = 7", "secondary = true", "6: 'secondary' cannot be True\n    For example: secondary = 7"),
        ("secondary = 7", "secondary = 9", "6: 'secondary' is 9 and running text may be 8.5\n"),
        ("disclaimer = 6", "disclaimer = 5.9", "7: the disclaimer cannot be read in less than 6 points\n"),
        ('["short"]', "[]", "8: 'presets' cannot be []\n    For example: presets = [\"short\"]"),
        ('["short"]', '"short"', "8: 'presets' cannot be 'short'\n    For example: presets = [\"short\"]"),
        ("dpi = 300", "dpi = 20", "9: 'dpi' cannot be 20\n    For example: dpi = 300"),
        ("dpi = 300", "dpi = 300.5", "9: 'dpi' cannot be 300.5\n    For example: dpi = 300"),
        ("dpi =", 'unit = "cm"\ndpi =', "9: 'unit' cannot be 'cm'\n    For example: unit = \"mm\""),
        ("dpi =", "unit = []\ndpi =", "9: 'unit' cannot be []\n    For example: unit = \"mm\""),
        ("dpi =", 'output = "jpg"\ndpi =', "9: 'output' cannot be 'jpg'\n    For example: output = \"pdf\""),
        ("dpi =", 'layout = "../x"\ndpi =', "9: 'layout' cannot be '../x'\n    For example: layout = \"card-a7\""),
        ("dpi =", 'brief = "yes"\ndpi =', "9: 'brief' cannot be 'yes'\n    For example: brief = true"),
        ("dpi =", "folds = [37]\ndpi =", "9: 'folds' cannot be [37]\n    For example: folds = [[97, 197], [100, 200]]"),
        ("dpi =", "folds = [[37, 74]]\ndpi =", "9: a fold lies beside the sheet\n"),
        ("dpi =", "large = true\ndpi =", "9: 'large' cannot be True\n"),
        ("dpi =", "large = { disclaimer = 3 }\ndpi =", "9: the disclaimer cannot be read in less than 6 points\n"),
        ("dpi =", "large = { size = 3 }\ndpi =", "9: unknown field 'size' (did you mean 'sides'?)\n"),
        ("dpi = 300\n", "dpi = 300\n[card.large]\nsides = 0\nbody = 18\n", "12: 'body' cannot be 18\n"),
        (
            "[card]",
            '["../card"]',
            "1: '../card' is no name for a format\n    Use small letters, digits and hyphens: [ca",
        ),
        ("[card]", "[all]", "1: 'all' is no name for a format\n"),
        ("[card]\n", "card = 7\n[other]\n", "1: 'card' is no format\n    A format is a table: [card]"),
        ("dpi = 300", "dpi = 300 dots", "9:11: this is no TOML: "),
        ("sides = 2", "sides = 2\nsides = 2", "5:10: this is no TOML: "),
    ],
)
def test_a_mistake_in_a_row_is_told_with_its_line(old: str, new: str, told: str, tmp_path: Path) -> None:
    """What is wrong, where, and how it is written."""
    assert ROW.count(old) == 1
    (problem,) = problems_of(tmp_path, ROW.replace(old, new))
    assert problem.startswith(f"formats.toml:{told}"), problem


def test_a_small_disclaimer_is_small_in_pixels_too(tmp_path: Path) -> None:
    """7 pixels are 5.25 points."""
    (problem,) = problems_of(tmp_path, ROW.replace("disclaimer = 6", 'disclaimer = 7\nunit = "px"'))
    assert problem.startswith("formats.toml:7: the disclaimer cannot be read in less than 6 points\n    For example: ")


def test_every_mistake_of_every_row_is_told_at_once(tmp_path: Path) -> None:
    """For people mend files, not mistakes."""
    text = ROW.replace("sides", "side").replace("dpi = 300", "dpi = 1") + ROW.replace("card", "tag").replace(
        "trim", "x"
    )
    assert [problem.partition("\n")[0] for problem in problems_of(tmp_path, text)] == [
        "formats.toml:4: unknown field 'side' (did you mean 'sides'?)",
        "formats.toml:9: 'dpi' cannot be 1",
        "formats.toml:10: the format 'tag' has no 'trim'",
        "formats.toml:12: unknown field 'x'",
    ]
