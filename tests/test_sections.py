"""What a section's file may hold, tried on the magnesium topic."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from handouts import topics
from handouts.errors import ContentError
from handouts.topics import Topic
from handouts.topics.sections import KINDS, PLACES

Edit = tuple[str, str, str]
MakeTopic = Callable[..., Path]
Refused = Callable[..., list[str]]

BLOCK = "a block is one of: text, points, table, advice | Start a new block with '- '."
ADD = "Add what is missing, each with '- '."
WRONG_NUMBER = "Is a digit or a decimal point wrong?"
NO_ICON = "Icons stand in assets/icons/icons.toml."
NO_PLACE = "Places are: head, eyes, jaw, neck, heart, chest, belly, back, arm, hand, leg, foot, skin, bones."
NO_FACT = "Facts stand in topic.yaml under 'facts'."
ADVICE = "  - advice:\n"
HEART_RHYTHM = '          - {nl: "Stabilisatie", en: "Stabilisation"}\n'
CONTRA = """\
  contra_indications:
    - {nl: "**Contra-indicatie:** ernstig nierfalen", en: "**Contra-indication:** severe kidney failure"}
"""
SIDE = """\
  side_effects:
    - {nl: "Milde diarree bij te hoge dosis", en: "Mild diarrhoea if the dose is too high"}
"""
MARKS = "  marks:\n"
MARK = "    - fact: upper-level\n      label: {nl: a, en: b}\n"


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        # A dose that no one called one, and a dose that is called none
        (
            ("summary.yaml", "    dose: true\n", ""),
            ["summary.yaml:-2:5: this text prints a dose | Add 'dose: true': cautions are then printed beside it."],
        ),
        (
            ("faq.yaml", "      dose: true\n", "      dose: false\n"),
            ["faq.yaml:-6:7: this text prints a dose | Add 'dose: true': cautions are then printed beside it."],
        ),
        (
            (
                "tips.yaml",
                '"Eet dagelijks magnesiumrijke voeding", en: "Eat magnesium-rich food every day"',
                '"Neem 400 mg", en: "Take 400 mg"',
            ),
            [
                "tips.yaml:+0:5: this text names an amount: say whether it is a dose | "
                "Add 'dose: true' (cautions are then printed beside it) or 'dose: false'."
            ],
        ),
        # Numbers
        (
            ("supplements.yaml", "11.9%, malate", "12.9%, malate"),
            [
                "supplements.yaml:-1:7: the numbers differ between 'nl' (11.6, 11.7, 11.9) and "
                "'en' (11.6, 11.7, 12.9) | Name the same numbers and facts in each language."
            ],
        ),
        (
            ("supplements.yaml", "      origin: editorial\n      source: molar-mass\n", "      origin: editorial\n"),
            ["supplements.yaml:-2:7: a number without a source | Add 'source:' with a name from topic.yaml."],
        ),
        (
            ("supplements.yaml", "elemental: {amount: 14.1, source: molar-mass}", "elemental: {amount: 14.1}"),
            ["supplements.yaml:+0:18: missing field 'source' | Add 'source: …' here."],
        ),
        (
            ("supplements.yaml", "amount: 14.1,", "amount: 141,"),
            [f"supplements.yaml:+0:27: expected 100 or less, found '141' | {WRONG_NUMBER}"],
        ),
        (
            ("foods.yaml", "per_100g: {amount: 550, source: usda-fdc-170557}", "per_100g: 550"),
            [
                "foods.yaml:+0:17: expected a mapping, found '550' | "
                "Write its fields on lines of their own, each as name: text."
            ],
        ),
        (
            ("foods.yaml", "source: usda-fdc-170562}", "source: usda-fdc-17056}"),
            [
                "foods.yaml:+0:39: unknown source 'usda-fdc-17056' (did you mean 'usda-fdc-170567'?) | "
                "Sources stand in topic.yaml under 'sources'."
            ],
        ),
        (
            ("foods.yaml", "spread: {low: 30, high: 87,", "spread: {low: 87, high: 30,"),
            ["foods.yaml:+0:31: 'high' (30) is less than 'low' (87) | Swap them."],
        ),
        # Names that stand for nothing
        (
            ("supplements.yaml", '"{dose} elementair magnesium', '"{doze} elementair magnesium'),
            [f"supplements.yaml:+0:14: unknown fact '{{doze}}' (did you mean 'dose'?) | {NO_FACT}"],
        ),
        (
            ("supplements.yaml", "  amount: dose\n", "  amount: dosis\n"),
            [f"supplements.yaml:+0:11: unknown fact 'dosis' (did you mean 'dose'?) | {NO_FACT}"],
        ),
        (
            ("foods.yaml", "icon: avocado", "icon: avocados"),
            [f"foods.yaml:+0:11: unknown icon 'avocados' (did you mean 'avocado'?) | {NO_ICON}"],
        ),
        (
            ("foods.yaml", "example: sardines", "example: salmon"),
            [
                "foods.yaml:+0:14: unknown example 'salmon' (did you mean 'almonds'?) | "
                "Examples stand under 'chart: items:'."
            ],
        ),
        (
            ("signals.yaml", "place: jaw", "place: jaws"),
            [f"signals.yaml:+0:12: unknown place 'jaws' (did you mean 'jaw'?) | {NO_PLACE}"],
        ),
        (("signals.yaml", "place: jaw", "place: elbow"), [f"signals.yaml:+0:12: unknown place 'elbow' | {NO_PLACE}"]),
        (
            ("signals.yaml", "place: jaw", "place: [jaw, neck]"),
            [
                "signals.yaml:+0:12: expected a text, found a list | "
                "A text that holds ': ' or starts with a bracket needs quotes."
            ],
        ),
        # Shape
        (
            ("foods.yaml", "    richness: 3\n", "    richness: 4\n"),
            [f"foods.yaml:+0:15: expected 3 or less, found '4' | {WRONG_NUMBER}"],
        ),
        (
            ("foods.yaml", "    richness: 3\n", "    richness: -1\n"),
            [f"foods.yaml:+0:15: expected 0 or more, found '-1' | {WRONG_NUMBER}"],
        ),
        (
            ("foods.yaml", MARKS, MARKS + MARK * 3),
            ["foods.yaml:+1:5: this list has 5; at most 4 fit | Take out what can be missed most easily."],
        ),
        (("salt.yaml", ADVICE, "  - text: {nl: a, en: b}\n    advice:\n"), [f"salt.yaml:+0:5: {BLOCK}"]),
        (("salt.yaml", ADVICE, "  - {}\n  - advice:\n"), [f"salt.yaml:+0:5: {BLOCK}"]),
        (
            ("heart.yaml", HEART_RHYTHM, ""),
            [
                "heart.yaml:-1:11: row 2 has 1 cells where the table has 2 columns | "
                "Give each row as many cells as there are columns."
            ],
        ),
        (
            ("signals.yaml", '  - {nl: "Categorie", en: "Category"}\n', ""),
            [f"signals.yaml:-1:3: this list has 1; it needs at least 2 | {ADD}"],
        ),
        (
            (
                "supplements.yaml",
                CONTRA,
                "  contra_indications: []\n",
            ),
            [f"supplements.yaml:+0:23: this list is empty; it needs at least 1 | {ADD}"],
        ),
        (
            (
                "supplements.yaml",
                SIDE,
                "",
            ),
            ["supplements.yaml:-1:3: missing field 'side_effects' | Add 'side_effects: …' here."],
        ),
    ],
)
def test_what_a_section_may_not_hold(refused: Refused, edit: Edit, expected: list[str]) -> None:
    """Told once, at its place, with what to do."""
    assert refused(edit) == expected


def test_no_more_lines_than_a_chart_has_room_for(refused: Refused) -> None:
    """Across the levels as across the foods."""
    row = "    - {fact: upper-level, name: {nl: a, en: b}, line: true}\n"
    edit = ("supplements.yaml", "  rows:\n    - fact: dose\n", f"  rows:\n{row * 4}    - fact: dose\n")
    assert refused(edit) == [
        "supplements.yaml:+1:5: at most 4 of these can be lines | Take 'line: true' from those that can be missed."
    ]


def test_a_topic_with_a_dose_needs_cautions(make_topic: MakeTopic) -> None:
    """Each dose is told, wherever it stands: in a text, as a line across a chart."""
    folder = make_topic(("foods.yaml", "- fact: reference-men", "- fact: dose"))
    place = folder / "magnesium"
    (place / "supplements.yaml").unlink()
    about = (place / "topic.yaml").read_text(encoding="utf-8")
    # Out of every list of sections, also where it is the last, or the only one.
    about = re.sub(r"(?m)^( *(?:sections|front): .*?)(?:, )?\bsupplements\b", r"\1", about)
    # A preset that is now the same as another goes with it.
    about = re.sub(r"  poster:\n.*\n.*\n", "", about)
    (place / "topic.yaml").write_text(about.replace("[, ", "["), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        topics.load("magnesium", folder)
    assert [(Path(p.path).name, p.message) for p in caught.value.problems] == [
        (name, "a dose in a topic that states no cautions") for name in ("faq.yaml", "foods.yaml", "summary.yaml")
    ]


@pytest.mark.parametrize("written", ["", "    place:\n", '    place: ""\n'])
def test_a_sign_needs_no_place(make_topic: MakeTopic, written: str) -> None:
    """Tiredness is nowhere: the drawing of the body then does without it."""
    folder = make_topic(("signals.yaml", "    place: belly\n", written))
    signals: Any = topics.load("magnesium", folder).sections["signals"]
    assert [signal.place for signal in signals.signals if signal.id == "energy"] == [""]


def test_every_place_can_be_named(make_topic: MakeTopic) -> None:
    """Also by more than one sign."""
    for place in PLACES:
        folder = make_topic(("signals.yaml", "place: belly", f"place: {place}"))
        signals: Any = topics.load("magnesium", folder).sections["signals"]
        assert [signal.place for signal in signals.signals if signal.id == "energy"] == [place]


def test_every_kind_of_section_is_in_use(magnesium: Topic) -> None:
    """So that nothing here is untried; and a section is what its file says that it is."""
    used = {name: section.kind for name, section in magnesium.sections.items()}
    assert set(used.values()) == set(KINDS)
    assert all(type(section) is KINDS[section.kind] for section in magnesium.sections.values())


def test_a_portion_s_content_follows_from_the_table(magnesium: Topic) -> None:
    """From what stands per 100 g, or from both ends of a spread."""
    foods: Any = magnesium.sections["foods"]
    items = {item.id: item for item in foods.chart.items}
    assert (float(items["almonds"].low), float(items["almonds"].high)) == (67.5, 67.5)
    assert (float(items["black-beans"].low), float(items["black-beans"].high)) == (49, 70)
