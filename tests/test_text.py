"""One text in every language: what it must have, what it may not hold, and what it must say of itself."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from handouts.errors import ContentError
from handouts.language import LANGUAGES
from handouts.topics import texts
from handouts.topics.located import parse
from handouts.topics.text import Text
from handouts.topics.validation import Many, Record, validate

CONTEXT: dict[str, Any] = {
    "languages": ["nl", "en"],
    "sources": ["usda", "efsa"],
    "placeholders": ["dose", "limit"],
    "doses": ["dose"],
}


class Sheet(Record):
    """A file with one text."""

    t: Text


def read(text: str, **context: Any) -> Text:
    """Read a text as it stands in a file."""
    return validate(Sheet, parse(f"t: {text}\n".encode(), "f"), CONTEXT | context).t


def refusal(text: str, **context: Any) -> list[str]:
    """What is wrong with a text, with its column in a line that starts with `t: `."""
    with pytest.raises(ContentError) as caught:
        read(text, **context)
    return [f"{p.column}: {p.message} | {p.hint}".removesuffix(" | ") for p in caught.value.problems]


def test_a_text_has_every_language_and_says_where_it_comes_from() -> None:
    """The foundation's own where it says nothing; one source may stand without brackets."""
    text = read("{nl: Dag, en: Day}")
    assert (text.texts, text.origin, text.source, text.dose, text.editorial) == (
        {"nl": "Dag", "en": "Day"},
        "foundation",
        (),
        None,
        False,
    )
    text = read("{en: '3 g', nl: '3 g', origin: editorial, source: usda, dose: false}")
    assert (text.editorial, text.source, text.dose) == (True, ("usda",), False)
    assert read("{nl: a, en: b, source: [usda, efsa]}").source == ("usda", "efsa")


def test_a_third_language_needs_no_code() -> None:
    """It is required as soon as the topic lists it."""
    assert read("{nl: a, en: b, de: c}", languages=["nl", "en", "de"]).texts["de"] == "c"
    assert refusal("{nl: a, en: b}", languages=["nl", "en", "de"]) == [
        "4: missing translation 'de' | Every text stands in nl and en and de."
    ]
    assert refusal("{nl: a, en: b, de: c}") == ["19: unknown field 'de' (did you mean 'dose'?)"]


HTML = "HTML is not allowed in a text | Use **bold**, *italic* or [words](https://address)."
BRACE = "a brace without its other half | A fact is written as its name between { and }."
EACH = 'expected a text in nl and en | Write {nl: "…", en: "…"}.'
FACTS = "Facts stand in topic.yaml under 'facts'."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dag", [f"4: {EACH}"]),
        ("[Dag]", [f"4: {EACH}"]),
        ("", [f"3: {EACH}"]),
        ("{}", [f"4: missing translation '{code}' | Every text stands in nl and en." for code in ("en", "nl")]),
        ("{nl: a}", ["4: missing translation 'en' | Every text stands in nl and en."]),
        ("{nl: a, en: ''}", ["16: this text is empty | Write the text, or take the whole entry out."]),
        ("{nl: a, en: '  '}", ["16: this text is empty | Write the text, or take the whole entry out."]),
        ("{nl: a, en: [b]}", ["16: expected a text | A text that holds ': ' or starts with a bracket needs quotes."]),
        ("{nl: a, en: b, orgin: editorial}", ["19: unknown field 'orgin' (did you mean 'origin'?)"]),
        (
            "{nl: a, en: b, xyz: c}",
            ["19: unknown field 'xyz' | Fields here: nl, en, origin, source, dose, always."],
        ),
        ("{nl: a, en: b, EN: c}", ["19: unknown field 'EN' (did you mean 'en'?)"]),
        (
            "{nl: a, en: b, origin: editor}",
            ["27: expected 'foundation' or 'editorial', found 'editor' (did you mean 'editorial'?)"],
        ),
        (
            "{nl: a, en: b, dose: yes}",
            ["25: expected true or false, found 'yes' | Write one of the two, in small letters."],
        ),
        (
            "{nl: a, en: b, source: usdaa}",
            ["27: unknown source 'usdaa' (did you mean 'usda'?) | Sources stand in topic.yaml under 'sources'."],
        ),
        (
            "{nl: a, en: b, source: [usda, x]}",
            ["34: unknown source 'x' | Sources stand in topic.yaml under 'sources'."],
        ),
        ("{nl: a <b>, en: b}", [f"9: {HTML}"]),
        ("{nl: 'a </b', en: b}", [f"9: {HTML}"]),
        ("{nl: '<!-- a', en: b}", [f"9: {HTML}"]),
        ("{nl: '400&nbsp;mg', en: b}", [f"9: {HTML}"]),
        ("{nl: '4&#48;0 mg', en: b}", [f"9: {HTML}"]),
        ("{nl: '![a](b)', en: b}", ["9: an image is not allowed in a text | Name an icon instead."]),
        ("{nl: '{doze}', en: b}", [f"9: unknown fact '{{doze}}' (did you mean 'dose'?) | {FACTS}"]),
        ("{nl: '{}', en: b}", [f"9: unknown fact '{{}}' | {FACTS}"]),
        ("{nl: '{ dose }', en: b}", [f"9: unknown fact '{{ dose }}' (did you mean 'dose'?) | {FACTS}"]),
        ("{nl: '{dose', en: b}", [f"9: {BRACE}"]),
        ("{nl: 'dose}', en: b}", [f"9: {BRACE}"]),
        ("{nl: '{{limit}}', en: b}", [f"9: {BRACE}"]),
    ],
)
def test_what_no_text_may_be(text: str, expected: list[str]) -> None:
    """Told at its place, in an author's words."""
    assert refusal(text) == expected


@pytest.mark.parametrize("text", ["a < b", "2 <3", "a & b", "**a** *b* [c](https://d)", "x > y", "[a!](b)"])
def test_what_looks_like_html_and_is_not(text: str) -> None:
    """Signs that people write."""
    assert read(f"{{nl: '{text}', en: '{text}', origin: editorial, source: usda}}").texts["nl"] == text


@pytest.mark.parametrize(
    ("dutch", "english", "ones", "twos"),
    [
        ("14,1%", "14.2%", "14.1", "14.2"),
        ("300 keer", "300 to 400 times", "300", "300, 400"),
        ("meer dan 300", "hundreds", "300", "none"),
        ("driehonderd", "300", "none", "300"),
        ("{limit} elk", "each", "limit", "none"),
        ("{limit}", "{limit} {limit}", "limit", "limit, limit"),
        ("1 2 2", "1 1 2", "1, 2, 2", "1, 1, 2"),
        ("300–400", "300–500", "300, 400", "300, 500"),
        ("1.000", "1000", "1.000", "1000"),
    ],
)
def test_languages_cannot_drift_apart(dutch: str, english: str, ones: str, twos: str) -> None:
    """The same numbers and facts in each, however often; both lists are shown."""
    assert refusal(f"{{nl: '{dutch}', en: '{english}', dose: false}}") == [
        f"4: the numbers differ between 'nl' ({ones}) and 'en' ({twos}) | "
        "Name the same numbers and facts in each language."
    ]


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("14,1% en 16,2%", "16.2% and 14.1%"),
        ("300–400 keer", "300 to 400 times"),
        ("300-400", "300–400"),
        ("HbA1c en omega-3", "omega-3 and HbA1c"),
        ("B6 en D3", "B6"),
        ("twee", "two"),
    ],
)
def test_the_same_numbers_may_be_written_as_each_language_does(dutch: str, english: str) -> None:
    """Decimal signs, dashes and order differ; digits within a name are no numbers."""
    assert read(f"{{nl: '{dutch}', en: '{english}'}}")


@given(st.lists(st.integers(0, 999), max_size=3), st.lists(st.integers(0, 999), max_size=3))
def test_numbers_hold_just_where_they_are_the_same(ones: list[int], twos: list[int]) -> None:
    """Whatever they are, in whatever order."""
    text = "{{nl: 'x {}', en: 'y {}'}}".format(" ".join(map(str, ones)), " ".join(map(str, twos)))
    if sorted(ones) == sorted(twos):
        assert read(text)
    else:
        assert refusal(text)[0].startswith("4: the numbers differ")


def test_an_editor_s_number_needs_a_source() -> None:
    """A fact has its own; so has the foundation's text, whose source is the page."""
    told = ["4: a number without a source | Add 'source:' with a name from topic.yaml."]
    assert refusal("{nl: 12 keer, en: 12 times, origin: editorial}") == told
    assert refusal("{nl: 12 keer, en: 12 times, origin: editorial, source: []}") == told
    assert read("{nl: 12 keer, en: 12 times, origin: editorial, source: efsa}")
    assert read("{nl: '{limit}', en: '{limit}', origin: editorial}")
    assert read("{nl: 12 keer, en: 12 times}")
    assert read("{nl: B6, en: B6, origin: editorial}")


@pytest.mark.parametrize(
    "amount",
    [
        "400 mg",
        "400mg",
        "400-mg",
        "400 MG",
        "400\u00a0mg",
        "400\u202fmg",
        "400\u200bmg",
        "400\u00admg",
        "**400** mg",
        "*400* **mg**",
        "[400](https://a.nl) mg",
        "400\\\\ mg",
        "4 milligram",
        "4 milligrams",
        "10 µg",
        "10 \u03bcg",
        "10 ug",
        "10 mcg",
        "10 microgram",
        "5 ml",
        "3 g",
        "3 gram",
        "3 grams",
        "800 IE",
        "800 IU",
        "2 tabletten",
        "1 tablet",
        "2 capsules",
        "4 druppels",
        "\uff14\uff10\uff10 mg",
        "400 ㎎",
    ],
)
def test_an_amount_must_say_whether_it_is_a_dose(amount: str) -> None:
    """However it is written, and in whichever language."""
    told = (
        "4: this text names an amount: say whether it is a dose | "
        "Add 'dose: true' (cautions are then printed beside it) or 'dose: false'."
    )
    text = f'nl: "neem {amount}", en: "take {amount}"'
    assert refusal(f"{{{text}}}") == [told]
    assert refusal(f"{{{text}, origin: editorial, source: efsa}}") == [told]
    assert read(f"{{{text}, dose: true}}").dose is True
    assert read(f"{{{text}, dose: false}}").dose is False


def test_every_unit_of_an_amount_is_recognised() -> None:
    """In the row of any language, whatever the language of the text; other measures are none."""
    for language in LANGUAGES.values():
        for word in language.amounts:
            assert refusal(f'{{nl: "neem 2 {word}", en: "take 2 {word}"}}'), word
        for word in language.measures:
            assert read(f'{{nl: "duurt 2 {word}", en: "takes 2 {word}"}}'), word


@pytest.mark.parametrize("text", ["300 enzymen", "3 goede bronnen", "2 mensen", "14,1%", "omega-3 graag", "4 ijsjes"])
def test_other_numbers_need_not(text: str) -> None:
    """A word that starts like a unit is none."""
    assert read(f"{{nl: '{text}', en: '{text}'}}").dose is None


def test_a_dose_cannot_be_called_harmless() -> None:
    """A text that prints the fact of a dose says so; one that prints another fact need not."""
    told = ["4: this text prints a dose | Add 'dose: true': cautions are then printed beside it."]
    assert refusal("{nl: '{dose} per dag', en: '{dose} a day', dose: false}") == told
    assert refusal("{nl: '{dose} per dag', en: '{dose} a day'}") == told
    assert refusal("{nl: '{dose} {limit}', en: '{limit} {dose}'}") == told
    assert read("{nl: '{dose} per dag', en: '{dose} a day', dose: true}").dose is True
    assert read("{nl: '{limit} per dag', en: '{limit} a day'}").dose is None


def test_a_text_is_frozen() -> None:
    """What was checked stays as it was."""
    text = read("{nl: a, en: b}")
    with pytest.raises(ValueError, match="frozen"):
        text.origin = "editorial"


class Nested(Record):
    """Texts at every depth."""

    a: Text
    b: Many[Text] = ()
    c: dict[str, Sheet] = Field(default_factory=dict)
    d: Text | None = None


def test_every_text_below_a_record_is_found_with_its_way() -> None:
    """In lists, mappings and records, in order."""
    data = b"a: {nl: a, en: a}\nb: [{nl: b, en: b}, {nl: c, en: c}]\nc: {x: {t: {nl: d, en: d}}}\n"
    found = list(texts(validate(Nested, parse(data, "f"), CONTEXT)))
    assert [(way, text.texts["nl"]) for way, text in found] == [
        (("a",), "a"),
        (("b", 0), "b"),
        (("b", 1), "c"),
        (("c", "x", "t"), "d"),
    ]
