"""What topic.yaml may hold, tried on the magnesium topic."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from handouts import topics
from handouts.topics import Topic

Edit = tuple[str, str, str]
MakeTopic = Callable[..., Path]
Refused = Callable[..., list[str]]

TAGLINE = """\
tagline:
  nl: "Magnesium: het mineraal van rust, herstel en metabole balans."
  en: "Magnesium: the mineral of rest, recovery and metabolic balance."
"""
DOSE_IN_TAGLINE = "tagline: {nl: 'Neem {dose} per dag.', en: 'Take {dose} a day.', dose: true}\n"
HEADLINE = 'headline: {nl: "Zet magnesium op tafel", en: "Put magnesium on the table", origin: editorial}'
DOSE_IN_HEADLINE = "headline: {nl: 'Neem {dose}', en: 'Take {dose}', origin: editorial, dose: true}"
NOT_OURS = "a headline is always an editor's | Add 'origin: editorial'; the foundation's own line is the tagline."
FIGURE = 'value: {nl: "300+", en: "300+", origin: editorial, source: foundation}'
SALT = 'name: {nl: "Zout", en: "Salt", origin: editorial}'
NO_SOURCE = "Sources stand in topic.yaml under 'sources'."
CITED = 'nevo-52: {part_of: nevo-2025, record: "NEVO 52"}'
SWAP = "'high' (200) is less than 'low' (300) | Swap them."
CITATION = "a source needs either 'cite' or 'part_of' | Say how to cite it, or of which work it is a record."
FAR = "a dose may not stand here | No cautions are printed beside this text: move the dose into a section."
ADD = "Add what is missing, each with '- '."
NO_DRAWING = "Illustrations stand in assets/themes, with each theme."
NO_DAY = "Write year-month-day, such as 2025-03-31."


def facts(old: str, new: str) -> Edit:
    """A change of the fact that is the dose."""
    return ("topic.yaml", f"dose: {{low: 300, {old}", f"dose: {{low: 300, {new}")


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        # A key figure, the header, the list of contents: no cautions can stand there.
        (
            ("topic.yaml", FIGURE, "value: {nl: '{dose}', en: '{dose}', origin: editorial, dose: true}"),
            [
                "topic.yaml:+0:5: a key figure may not be a dose | "
                "Doses stand in sections, where cautions are printed beside them."
            ],
        ),
        (
            ("topic.yaml", FIGURE, "value: {nl: '{dose}', en: '{dose}', origin: editorial, dose: false}"),
            ["topic.yaml:+0:12: this text prints a dose | Add 'dose: true': cautions are then printed beside it."],
        ),
        (("topic.yaml", TAGLINE, DOSE_IN_TAGLINE), [f"topic.yaml:+0:10: {FAR}"]),
        (
            ("salt.yaml", SALT, "name: {nl: '{dose}', en: '{dose}', origin: editorial, dose: true}"),
            [f"salt.yaml:+0:7: {FAR}"],
        ),
        # The headline: an editor's, and as harmless as a key figure.
        (("topic.yaml", HEADLINE, "headline: {nl: a, en: b}"), [f"topic.yaml:+0:11: {NOT_OURS}"]),
        (("topic.yaml", HEADLINE, "headline:\n  nl: a\n  en: b"), [f"topic.yaml:+1:3: {NOT_OURS}"]),
        (("topic.yaml", HEADLINE, DOSE_IN_HEADLINE), [f"topic.yaml:+0:11: {FAR}"]),
        (
            ("topic.yaml", HEADLINE, "headline: {nl: '{dose}', en: '{dose}', origin: editorial}"),
            ["topic.yaml:+0:11: this text prints a dose | Add 'dose: true': cautions are then printed beside it."],
        ),
        (
            ("topic.yaml", HEADLINE, "headline: {nl: 7 tips, en: 7 tips, origin: editorial}"),
            ["topic.yaml:+0:11: a number without a source | Add 'source:' with a name from topic.yaml."],
        ),
        (
            ("topic.yaml", HEADLINE, "headline: {nl: a, origin: editorial}"),
            ["topic.yaml:+0:11: missing translation 'en' | Every text stands in nl and en."],
        ),
        # What a key figure leads
        (
            ("topic.yaml", "    leads: true\n", "    leads: first\n"),
            ["topic.yaml:+0:12: expected true or false, found 'first' | Write one of the two, in small letters."],
        ),
        # Facts
        (facts("high: 400, unit: mg", "high: 200, unit: mg"), [f"topic.yaml:+0:26: {SWAP}"]),
        (
            facts("high: 400, unit: mg, dose: true, source: foundation", "high: 400, unit: mg, dose: true"),
            ["topic.yaml:+0:9: missing field 'source' | Add 'source: …' here."],
        ),
        (
            facts("high: 400, unit: mg, dose: true, source: foundation", "high: 400, unit: mg, dose: true, source: []"),
            [f"topic.yaml:+0:61: this list is empty; it needs at least 1 | {ADD}"],
        ),
        (
            facts("high: 400, unit: mg, dose: true, source: f", "high: 400, unit: mg, dose: true, source: g"),
            [f"topic.yaml:+0:61: unknown source 'goundation' (did you mean 'foundation'?) | {NO_SOURCE}"],
        ),
        # Sources
        (("topic.yaml", CITED, 'nevo-52: {record: "NEVO 52"}'), [f"topic.yaml:+0:12: {CITATION}"]),
        (
            ("topic.yaml", CITED, "nevo-52: {part_of: nevo-2025, cite: {nl: a, en: b}}"),
            [f"topic.yaml:+0:12: {CITATION}"],
        ),
        (
            ("topic.yaml", CITED, "nevo-52: {part_of: nevo-689}"),
            ["topic.yaml:+0:22: 'nevo-689' is itself a record of another work | Name the work itself."],
        ),
        (
            ("topic.yaml", CITED, "nevo-52: {part_of: nevo-52}"),
            ["topic.yaml:+0:22: 'nevo-52' is itself a record of another work | Name the work itself."],
        ),
        (
            ("topic.yaml", CITED, "nevo-52: {part_of: nevo-2024}"),
            [f"topic.yaml:+0:22: unknown source 'nevo-2024' (did you mean 'nevo-2025'?) | {NO_SOURCE}"],
        ),
        # The rest
        (
            ("topic.yaml", "sections: [foods, tips]", "sections: []"),
            [f"topic.yaml:+0:15: this list is empty; it needs at least 1 | {ADD}"],
        ),
        (
            ("topic.yaml", "sections: [foods, tips]", "sections: [foods, typs]"),
            [
                "topic.yaml:+0:23: unknown section 'typs' (did you mean 'tips'?) | "
                "Each section is a file of that name beside topic.yaml."
            ],
        ),
        (
            ("topic.yaml", 'written: "2026-11-24"', 'written: "24-11-2026"'),
            [f"topic.yaml:+0:12: expected a date, found '24-11-2026' | {NO_DAY}"],
        ),
        (
            ("topic.yaml", 'lapses: "2028-11-24"', 'lapses: "2028-02-30"'),
            [f"topic.yaml:+0:11: there is no such day: '2028-02-30' | {NO_DAY}"],
        ),
        (
            ("topic.yaml", 'element: {symbol: "Mg", number: 12}', "element: {symbol: Mg, number: XII}"),
            [
                "topic.yaml:+0:31: expected a whole number, found 'XII' | "
                "Write digits only, with a point before decimals, such as 14.1."
            ],
        ),
        (("topic.yaml", "  - id: metformin\n", "  -\n"), ["topic.yaml:+1:5: missing field 'id' | Add 'id: …' here."]),
        (
            ("topic.yaml", 'illustration: "still-life"', 'illustration: "stil-life"'),
            [f"topic.yaml:+0:15: unknown illustration 'stil-life' (did you mean 'still-life'?) | {NO_DRAWING}"],
        ),
        (
            ("topic.yaml", 'illustration: "still-life"', 'illustration: "../x"'),
            [f"topic.yaml:+0:15: unknown illustration '../x' | {NO_DRAWING}"],
        ),
        (
            ("topic.yaml", "    sides: 2\n", "    sides: 0\n"),
            ["topic.yaml:+0:12: expected 1 or more, found '0' | Is a digit or a decimal point wrong?"],
        ),
        (
            ("topic.yaml", 'unit: "mg"', 'unitt: "mg"'),
            ["topic.yaml:+0:1: unknown field 'unitt' (did you mean 'unit'?)"],
        ),
    ],
)
def test_what_the_topic_s_own_file_may_not_hold(refused: Refused, edit: Edit, expected: list[str]) -> None:
    """Told once, at its place, with what to do."""
    assert refused(edit) == expected


def test_one_key_figure_can_lead(refused: Refused) -> None:
    """There is one place in front: every other is told, with the line of the first."""
    last = "    sections: [foods, supplements]\n"
    found = refused(
        ("topic.yaml", FIGURE, f"leads: true\n    {FIGURE}"), ("topic.yaml", last, f"{last}    leads: true\n")
    )
    before, _, _ = (topics.FOLDER / "magnesium" / "topic.yaml").read_text(encoding="utf-8").partition(FIGURE)
    line = before.count("\n") + 1
    told = f"only one key figure can lead; the first is on line {line} | Take 'leads: true' from all but one."
    assert found == [f"topic.yaml:{place}:12: {told}" for place in ("+14", "+1")]


def test_two_presets_may_not_be_one_document(refused: Refused) -> None:
    """In whatever order their sections stand: a document is named by them, and has one name."""
    assert refused(("topic.yaml", "    sections: [tips]\n", "    sections: [tips, foods, signals]\n")) == [
        "topic.yaml:+0:15: preset 'steps' has the same sections as 'flyer' | Change one, or take it out."
    ]


@pytest.mark.parametrize("written", ["illustration:\n", 'illustration: ""\n', ""])
def test_a_topic_needs_no_illustration(make_topic: MakeTopic, written: str) -> None:
    """An empty one, or none: the theme's general drawing serves."""
    folder = make_topic(("topic.yaml", 'illustration: "still-life"\n', written))
    assert topics.load("magnesium", folder).about.illustration == ""


def test_a_topic_needs_no_headline_and_no_figure_that_leads(make_topic: MakeTopic) -> None:
    """Formats do without."""
    edits = (("topic.yaml", f"{HEADLINE}\n", ""), ("topic.yaml", "    leads: true\n", "    leads: false\n"))
    about = topics.load("magnesium", make_topic(*edits)).about
    assert about.headline is None and not any(figure.leads for figure in about.figures)


def test_a_preset_may_say_on_how_many_sides_it_must_fit(magnesium: Topic) -> None:
    """The two that a practice hands out most; the others take what they need."""
    sides = {name: preset.sides for name, preset in magnesium.about.presets.items() if preset.sides}
    assert sides == {"standard": 2, "short": 1}


def test_a_fact_is_a_number_or_a_range(magnesium: Topic) -> None:
    """Its upper end is the number itself where it is none."""
    dose, women = magnesium.facts["dose"], magnesium.facts["reference-women"]
    assert (str(dose.low), str(dose.top), dose.dose) == ("300", "400", True)
    assert (str(women.low), women.high, str(women.top), women.dose) == ("300", None, "300", False)


def test_each_measured_food_is_a_fact_in_whole_milligrams(magnesium: Topic) -> None:
    """Halves up: 550 mg per 100 g is 137.5 in a handful; a spread keeps both ends."""
    facts = magnesium.facts
    assert (str(facts["food-pumpkin-seeds"].low), str(facts["food-pumpkin-seeds"].top)) == ("138", "138")
    assert (str(facts["food-avocado"].low), str(facts["food-avocado"].top)) == ("21", "33")
    assert {fact.unit for fact in facts.values()} == {"mg"}
    assert not any(fact.dose for name, fact in facts.items() if name != "dose")


def test_only_what_supplements_state_are_cautions(magnesium: Topic) -> None:
    """The one section that has them."""
    assert magnesium.cautions is magnesium.sections["supplements"]
