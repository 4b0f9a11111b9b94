"""The magnesium topic against the foundation's page, and the safety coupling on every selection of it."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts import build, document, formats, pdf, selection, topics
from handouts.document import building
from handouts.document.handout import FoodsPart, Handout, Part, Prose
from handouts.language import LANGUAGES
from handouts.topics import Topic, sections, texts
from handouts.topics.text import Text

MakeTopic = Callable[..., Path]

SOURCE = Path(__file__).parent / "source" / "magnesium.txt"
A4 = formats.named("handout-a4")
ALIKE = str.maketrans({"‘": "'", "’": "'", "–": "-", "\u00a0": " "})
MARKER = re.compile(r"^\s*(?:•|\d+\.)\s+")
WRITTEN_OUT = {"dose": "300-400 mg"}


def plain(text: str) -> str:
    """A text without its bold marks, with facts filled in and quotes and dashes made alike."""
    filled = re.sub(r"\{([^}]*)\}", lambda found: WRITTEN_OUT.get(found[1], found[0]), text)
    return filled.replace("**", "").translate(ALIKE)


def source_lines() -> list[str]:
    """Every line of the source page, without the mark of a list item."""
    lines = SOURCE.read_text(encoding="utf-8").translate(ALIKE).splitlines()
    return [MARKER.sub("", line).strip() for line in lines if line.strip()]


def rows_of(section: sections.Section) -> Iterator[tuple[Text, ...]]:
    """The rows of a section's tables: the source page has lost the borders between their cells."""
    if isinstance(section, sections.Article):
        for block in section.blocks:
            if block.table:
                yield from (block.table.columns, *block.table.rows)
    elif isinstance(section, sections.Foods):
        yield from (section.columns, *((food.name, food.note) for food in section.foods))
    elif isinstance(section, sections.Signals):
        yield from (section.columns, *((signal.signs, signal.category) for signal in section.signals))
    elif isinstance(section, sections.Supplements):
        yield from (section.forms.columns, *((form.name, form.property) for form in section.forms.rows))


def claimed(topic: Topic) -> Iterator[tuple[str, ...]]:
    """Every Dutch text that passes as the foundation's, row by row where it stands in a table."""
    own = [text for way, text in texts(topic.about) if way[0] != "sources"]
    for section in topic.sections.values():
        rows = list(rows_of(section))
        in_rows = {id(text) for row in rows for text in row}
        yield from (tuple(plain(text.texts["nl"]) for text in row) for row in rows)
        own += [text for _, text in texts(section) if id(text) not in in_rows]
    yield from ((plain(text.texts["nl"]),) for text in own if text.origin == "foundation")


def differences(topic: Topic) -> tuple[Counter[str], Counter[str]]:
    """Lines of the source that the content lacks, and texts of the content that the source lacks."""
    *lines, _, _ = source_lines()
    there, here = Counter(lines), Counter("".join(row) for row in claimed(topic))
    return there - here, here - there


def test_the_source_is_the_page_that_the_tests_think_it_is() -> None:
    """So that none of the comparisons below is empty."""
    lines = source_lines()
    assert len(lines) == 103
    assert (lines[0], lines[3], lines[5]) == (
        "Ga naar inhoud",
        "Magnesium: het mineraal van rust, herstel en metabole balans.",
        "Magnesium stuurt 300+ enzymatische reacties aan",
    )


def test_the_disclaimers_are_the_source_s_last_two_lines(magnesium: Topic) -> None:
    """To the letter: not even quotes or dashes may differ, only the label is bold."""
    lines = [line for line in SOURCE.read_text(encoding="utf-8").splitlines() if line.strip()]
    disclaimer = magnesium.publisher.disclaimer.texts
    assert [disclaimer["nl"].replace("**", ""), disclaimer["en"].replace("**", "")] == lines[-2:]
    assert disclaimer["nl"].startswith("**Medische Disclaimer:** ")
    assert disclaimer["en"].startswith("**Medical Disclaimer:** ")
    assert [disclaimer[code].count("**") for code in ("nl", "en")] == [2, 2]


def test_every_line_of_the_source_stands_in_the_content_and_nothing_else_passes_for_it(magnesium: Topic) -> None:
    """As often as in the source, rows with their cells side by side."""
    assert differences(magnesium) == (Counter(), Counter())


@pytest.mark.parametrize(
    ("edit", "lacking", "surplus"),
    [
        (("heart.yaml", '"Stabilisatie"', '"Stabiel"'), ["HartritmeStabilisatie"], ["HartritmeStabiel"]),
        (
            (
                "heart.yaml",
                '        - - {nl: "Bloeddruk", en: "Blood pressure"}\n'
                '          - {nl: "Vaatontspanning", en: "Relaxation of blood vessels"}\n',
                "",
            ),
            ["BloeddrukVaatontspanning"],
            [],
        ),
        (("faq.yaml", "Het is de\n        biochemische", "Het is\n        biochemische"), None, None),
        (("topic.yaml", 'nl: "Ga naar inhoud"', 'nl: "Naar de inhoud"'), ["Ga naar inhoud"], ["Naar de inhoud"]),
        (
            ("tips.yaml", 'nl: "Beheers stress en slaaptekort"', 'nl: "Beheers slaaptekort en stress"'),
            ["Beheers stress en slaaptekort"],
            ["Beheers slaaptekort en stress"],
        ),
    ],
)
def test_the_comparison_notices(
    make_topic: MakeTopic, edit: tuple[str, str, str], lacking: list[str] | None, surplus: list[str] | None
) -> None:
    """A changed word, a lost row of which the source has two, an editor's text that passes for the foundation's."""
    lost, found = differences(topics.load("magnesium", make_topic(edit)))
    if lacking is None or surplus is None:
        assert lost and found
    else:
        assert (list(lost), list(found)) == (lacking, surplus)


@pytest.mark.parametrize("name", sorted(path.name for path in (topics.FOLDER / "magnesium").glob("*.yaml")))
def test_no_editor_s_text_can_pass_for_the_foundation_s(make_topic: MakeTopic, name: str) -> None:
    """Each text that gives up its mark is noticed, in whichever file it stands."""
    folder = make_topic()
    path = folder / "magnesium" / name
    # A headline is never the foundation's: that is refused, and would hide the others.
    texts_of = re.sub(r"(?m)^headline: .*\n", "", path.read_text(encoding="utf-8"))
    path.write_text(texts_of.replace("editorial", "foundation"), encoding="utf-8")
    lost, found = differences(topics.load("magnesium", folder))
    assert found and not lost


def letters(text: str) -> str:
    """A text without spaces, breaks and hyphens, which a narrow column adds."""
    return re.sub(r"[\s\u00ad\u0002-]+", "", text.translate(ALIKE))


def set_in(text: str, page: str) -> int:
    """How often a text stands on paper; the numeral of a numbered step may stand between two of its words."""
    words = r"\d?".join(re.escape(letters(word)) for word in text.split())
    return len(re.findall(words, page))


@pytest.fixture(scope="module")
def full() -> dict[str, str]:
    """The letters of the full handout, in each language."""
    orders = {code: build.Order("magnesium", language=code, preset="full") for code in ("nl", "en")}
    return {code: letters("\n".join(pdf.text_of(build.make(order).files[0]))) for code, order in orders.items()}


def test_every_line_of_the_source_stands_on_paper(full: dict[str, str], magnesium: Topic) -> None:
    """In the text of the printed PDF, each line, or each cell of its row, as often as in the source."""
    *lines, dutch, english = source_lines()
    cells = {"".join(row): row for row in claimed(magnesium)}
    wanted = [cell for line in lines for cell in cells[line]]
    # A short cell also stands inside longer ones: it must be there for itself and for each of those.
    missing = [cell for cell in wanted if set_in(cell, full["nl"]) < sum(set_in(cell, letters(one)) for one in wanted)]
    assert missing == []
    assert letters(dutch) in full["nl"] and letters(english) in full["en"]


def test_the_english_handout_holds_every_text_too(full: dict[str, str], magnesium: Topic) -> None:
    """The translation of every text of the foundation."""
    every = [text for section in magnesium.sections.values() for _, text in texts(section) if not text.editorial]
    missing = [plain(text.texts["en"]) for text in every if not set_in(plain(text.texts["en"]), full["en"])]
    assert missing == []


def test_every_source_of_the_topic_is_used(magnesium: Topic) -> None:
    """By a text, a figure or a record that is used itself; that each one named exists, loading proves."""
    about = magnesium.about
    used = {name for node in (about, *magnesium.sections.values()) for name in _sources(node)}
    used |= {source.part_of for name, source in about.sources.items() if name in used and source.part_of}
    assert used == set(about.sources)


def _sources(node: Any) -> Iterator[str]:
    if isinstance(node, tuple):
        for item in node:
            yield from _sources(item)
    elif isinstance(node, dict):
        for item in node.values():
            yield from _sources(item)
    elif hasattr(type(node), "model_fields"):
        yield from getattr(node, "source", ())
        for field in type(node).model_fields:
            yield from _sources(getattr(node, field))


@pytest.mark.parametrize(("code", "dash"), [("nl", "–"), ("en", "–")])
def test_the_printed_amounts_follow_from_the_table_s_numbers(magnesium: Topic, code: str, dash: str) -> None:
    """Worked out here from the file: per 100 g, or both ends of a spread, times the portion, in whole milligrams."""
    file: Any = yaml.safe_load((topics.FOLDER / "magnesium" / "foods.yaml").read_text(encoding="utf-8"))
    printed = {}
    for item in file["chart"]["items"]:
        ends = item.get("spread", {"low": item["per_100g"]["amount"], "high": item["per_100g"]["amount"]})
        low, high = (int(ends[end] * item["portion"]["grams"] / 100 + 0.5) for end in ("low", "high"))
        printed[item["id"]] = f"{low}\u00a0mg" if low == high else f"{low}{dash}{high}\u00a0mg"
    (part,) = built(magnesium, ("foods",), code, True).parts
    assert isinstance(part, FoodsPart) and part.chart
    shown = {row.name.text: row.value.text for row in part.chart.rows}
    assert shown == {food["name"][code]: printed[food["example"]] for food in file["foods"]}


def test_the_elemental_shares_follow_from_molar_mass(magnesium: Topic) -> None:
    """Magnesium's part of each form, in percent by mass, computed from the atoms."""
    mass = {"C": 12.011, "H": 1.008, "N": 14.007, "O": 15.999, "Mg": 24.305}
    formulas = {
        "bisglycinate": {"Mg": 1, "C": 4, "H": 8, "N": 2, "O": 4},
        "citrate": {"Mg": 3, "C": 12, "H": 10, "O": 14},
        "malate": {"Mg": 1, "C": 4, "H": 4, "O": 5},
        "l-threonate": {"Mg": 1, "C": 8, "H": 14, "O": 10},
    }
    supplements = magnesium.sections["supplements"]
    assert isinstance(supplements, sections.Supplements)
    for form in supplements.forms.rows:
        atoms = formulas[form.id]
        share = 100 * atoms["Mg"] * mass["Mg"] / sum(mass[atom] * count for atom, count in atoms.items())
        assert form.elemental and float(form.elemental.amount) == pytest.approx(share, abs=0.05), form.id


# --- The safety coupling ---------------------------------------------------------------------------------------------

A_DAY = re.compile(r"per dag|a day|daily|dagelijks|per day", re.IGNORECASE)
AN_AMOUNT = re.compile(r"\d\s*mg\b")
THE_DOSE = re.compile(r"300\s*[–-]\s*400")
STATED: Any = yaml.safe_load((topics.FOLDER / "magnesium" / "supplements.yaml").read_text(encoding="utf-8"))["cautions"]
CAUTIONS = {
    code: tuple(
        tuple(text[code].replace("{upper-level}", "250\u00a0mg") for text in STATED[group])
        for group in ("side_effects", "contra_indications", "remarks")
    )
    for code in ("nl", "en")
}


def test_the_cautions_are_the_source_s_and_the_level_is_named() -> None:
    """What the other tests look for beside each dose."""
    assert CAUTIONS["nl"][:2] == (
        ("Milde diarree bij te hoge dosis",),
        ("**Contra-indicatie:** ernstig nierfalen",),
    )
    assert CAUTIONS["en"][:2] == (
        ("Mild diarrhoea if the dose is too high",),
        ("**Contra-indication:** severe kidney failure",),
    )
    assert all("250\u00a0mg" in " ".join(CAUTIONS[code][2]) for code in CAUTIONS)


def words_of(node: Any) -> Iterator[str]:
    """Every text anywhere in a piece of a document."""
    if isinstance(node, str):
        yield node
    elif is_dataclass(node):
        for field in fields(node):
            yield from words_of(getattr(node, field.name))
    elif isinstance(node, tuple | list):
        for item in node:
            yield from words_of(item)
    elif isinstance(node, dict):
        yield from words_of(list(node.values()))


def prints_a_dose(node: Any) -> bool:
    """Whether a reader finds a dose in it, told from its words alone."""
    return any(THE_DOSE.search(text) or (AN_AMOUNT.search(text) and A_DAY.search(text)) for text in words_of(node))


def flagged(node: Any) -> bool:
    """Whether any text in it is marked as a dose."""
    if isinstance(node, Prose):
        return node.dose
    if is_dataclass(node):
        return any(flagged(getattr(node, field.name)) for field in fields(node))
    return isinstance(node, tuple) and any(flagged(item) for item in node)


def cautions_of(part: Part) -> tuple[tuple[str, ...], ...] | None:
    """The words of the cautions that stand in a part."""
    if part.cautions is None:
        return None
    groups = (part.cautions.side_effects, part.cautions.contra_indications, part.cautions.remarks)
    return tuple(tuple(prose.text for prose in group) for group in groups)


def selections(topic: Topic) -> Iterator[tuple[str, ...]]:
    """Every set of sections there is, but the empty one."""
    names = topic.about.sections
    for count in range(1, len(names) + 1):
        yield from itertools.combinations(names, count)


def judged(part: Part) -> tuple[bool, Any]:
    """Whether a part without its cautions prints a dose, and its cautions."""
    bare = replace(part, cautions=None)
    assert prints_a_dose(bare) or not flagged(bare), part.id
    return prints_a_dose(bare), cautions_of(part)


@pytest.mark.parametrize("code", ["nl", "en"])
@pytest.mark.parametrize("editorial", [True, False])
def test_no_selection_prints_a_dose_without_its_cautions(
    magnesium: Topic, monkeypatch: pytest.MonkeyPatch, code: str, editorial: bool
) -> None:
    """All 4095 selections; a section is resolved once, for its words do not depend on the others (shown below)."""
    resolve, resolved = building._Parts.build, dict[str, Part]()

    def once(writer: Any, name: str, section: Any) -> Part:
        if name not in resolved:
            resolved[name] = resolve(writer, name, section)
        return resolved[name]

    monkeypatch.setattr(building._Parts, "build", once)
    verdicts: dict[str, tuple[bool, Any]] = {}
    count = 0
    for names in selections(magnesium):
        chosen = selection.choose(magnesium, sections=names)
        handout = document.build(magnesium, chosen, LANGUAGES[code], A4, editorial=editorial)
        assert tuple(part.id for part in handout.parts) == names
        for part in handout.parts:
            assert part is resolved[part.id]
            if part.id not in verdicts:
                verdicts[part.id] = judged(part)
            doses, cautions = verdicts[part.id]
            assert cautions == (CAUTIONS[code] if doses else None), (names, part.id)
        count += 1
    assert count == 2**12 - 1
    assert {name for name, (doses, _) in verdicts.items() if doses} == {"summary", "supplements", "faq"}


def unnumbered(node: Any) -> Any:
    """A piece of a document without the numbers of its sources, which do depend on what stands before it."""
    if isinstance(node, Prose):
        return replace(node, refs=())
    if isinstance(node, tuple):
        return tuple(unnumbered(item) for item in node)
    if is_dataclass(node) and not isinstance(node, type):
        changed: Any = replace(node, **{field.name: unnumbered(getattr(node, field.name)) for field in fields(node)})
        return changed
    return node


def built(topic: Topic, names: tuple[str, ...], code: str, editorial: bool) -> Handout:
    """A document of these sections."""
    return document.build(topic, selection.choose(topic, sections=names), LANGUAGES[code], A4, editorial=editorial)


@given(st.data(), st.sampled_from(["nl", "en"]), st.booleans())
@settings(max_examples=40, deadline=None)
def test_what_a_section_says_does_not_depend_on_the_others(
    magnesium: Topic, data: st.DataObject, code: str, editorial: bool
) -> None:
    """But for the numbers of its sources."""
    names = tuple(data.draw(st.lists(st.sampled_from(magnesium.about.sections), min_size=1, unique=True)))
    for part in built(magnesium, names, code, editorial).parts:
        (alone,) = built(magnesium, (part.id,), code, editorial).parts
        assert unnumbered(part) == unnumbered(alone)


@pytest.mark.parametrize("code", ["nl", "en"])
def test_the_header_holds_no_dose(magnesium: Topic, code: str) -> None:
    """Nor do the names of sections, the sources, or anything else that stands outside the parts."""
    handout = built(magnesium, magnesium.about.sections, code, True)
    outside = replace(handout, parts=(), figures=(), doses=())
    assert not prints_a_dose(outside) and not flagged(outside)
    assert not any(prints_a_dose(part.name) or prints_a_dose(part.heading) for part in handout.parts)
    # A key figure may be an amount a day, where it is what is enough; never the dose, and never marked as one.
    assert handout.figures
    assert not flagged(handout.figures) and not any(THE_DOSE.search(text) for text in words_of(handout.figures))
    amounts = {found for text in words_of(handout.figures) for found in re.findall(r"(\d+)\s*mg", text)}
    harmless = {f"{fact.low:f}" for fact in magnesium.facts.values() if not fact.dose}
    assert amounts and amounts <= harmless


CAUTION_EDITS = [
    # A dose stands in the numeral of the dosing alone, and no text of the section is marked.
    (
        "supplements.yaml",
        'nl: "{dose} elementair magnesium per dag", en: "{dose} elemental magnesium a day", dose: true',
        'nl: "elementair magnesium per dag", en: "elemental magnesium a day"',
    ),
    # A question prints it, and its answer does not.
    (
        "faq.yaml",
        '{nl: "Welke vorm magnesium is het beste?", en: "Which form of magnesium is best?"}',
        '{nl: "Is {dose} per dag genoeg?", en: "Is {dose} a day enough?", dose: true, origin: editorial}',
    ),
    # A lead, which the publisher's own words leave out.
    (
        "tips.yaml",
        'nl: "Verander medicijnen alleen samen met je arts."\n'
        '  en: "Change your medicines only together with your doctor."',
        'nl: "Neem {dose} per dag."\n  en: "Take {dose} a day."\n  dose: true',
    ),
    # A line across the chart of foods.
    ("foods.yaml", "- fact: reference-men", "- fact: dose"),
]


@pytest.mark.parametrize(
    ("edit", "name"), list(zip(CAUTION_EDITS, ("supplements", "faq", "tips", "foods"), strict=True))
)
def test_wherever_a_dose_is_moved_its_cautions_follow(
    make_topic: MakeTopic, edit: tuple[str, str, str], name: str
) -> None:
    """In both languages, with and without editorial texts."""
    topic = topics.load("magnesium", make_topic(edit))
    for code, editorial in itertools.product(("nl", "en"), (True, False)):
        (part,) = built(topic, (name,), code, editorial).parts
        assert cautions_of(part) == CAUTIONS[code]
