"""Topic + selection + language → one document, final: numbers, sources, what may be left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import FrozenInstanceError, fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts import formats, topics
from handouts.document import Handout, build
from handouts.document.building import edition_marks
from handouts.document.handout import (
    ArticlePart,
    ChartTable,
    FaqPart,
    FoodsPart,
    Part,
    Prose,
    SignalsPart,
    StepsPart,
    SummaryPart,
    SupplementsPart,
)
from handouts.language import LANGUAGES
from handouts.selection import choose
from handouts.topics import Topic

MakeTopic = Callable[..., Path]
TOPIC = topics.load("magnesium")
NAMES = TOPIC.about.sections
A4 = formats.named("handout-a4")


def made(*names: str, code: str = "nl", editorial: bool = True, topic: Topic = TOPIC) -> Handout:
    """A document of these sections, or of all."""
    return build(topic, choose(topic, sections=names or NAMES), LANGUAGES[code], A4, editorial=editorial)


def part_of(handout: Handout, name: str) -> Any:
    """One part of a document."""
    (found,) = (part for part in handout.parts if part.id == name)
    return found


def proses(node: Any) -> Iterator[Prose]:
    """Every text in a piece of a document, with its numbered sources."""
    if isinstance(node, Prose):
        yield node
    elif is_dataclass(node) and not isinstance(node, type):
        for field in fields(node):
            yield from proses(getattr(node, field.name))
    elif isinstance(node, tuple | list):
        for item in node:
            yield from proses(item)


def words_of(node: Any) -> Iterator[str]:
    """Every text in a piece of a document, as a plain string."""
    if isinstance(node, str):
        yield node
    elif is_dataclass(node) and not isinstance(node, type):
        for field in fields(node):
            yield from words_of(getattr(node, field.name))
    elif isinstance(node, tuple | list):
        for item in node:
            yield from words_of(item)


# --- Numbers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "dose", "share", "spread"),
    [
        ("nl", "300–400\u00a0mg", "14,1%", "30–87\u00a0mg"),
        ("en", "300–400\u00a0mg", "14.1%", "30–87\u00a0mg"),
    ],
)
def test_numbers_are_written_as_the_language_does(code: str, dose: str, share: str, spread: str) -> None:
    """In texts, in charts and as numerals alike."""
    handout = made(code=code)
    supplements, foods = part_of(handout, "supplements"), part_of(handout, "foods")
    assert supplements.dosing.figure == dose
    assert supplements.forms.rows[0].value.text == share
    assert spread in {row.value.text for row in foods.chart.rows}
    assert any(dose in prose.text for prose in proses(part_of(handout, "summary")))
    assert any(dose in prose.text for prose in proses(part_of(handout, "faq")))


@pytest.mark.parametrize(("code", "foreign"), [("nl", r"\d\.\d+\s?%"), ("en", r"\d,\d+\s?%")])
def test_no_number_is_written_as_another_language_does(code: str, foreign: str) -> None:
    """And no unit can be parted from its number by a line's end, where the program writes them."""
    handout = made(code=code)
    for text in words_of(handout.parts):
        assert not re.search(foreign, text), text
        assert not re.search(r"\{|\}", text), text
    facts = {fact.low for fact in TOPIC.facts.values()}
    assert facts
    for value in (row.value.text for part in handout.parts for row in _rows(part)):
        assert " " not in value, value


def _rows(part: Part) -> Iterator[Any]:
    for field in fields(part):
        table = getattr(part, field.name)
        if isinstance(table, ChartTable):
            yield from table.rows


def test_a_numeral_is_not_said_twice() -> None:
    """The dosing's text goes on after it, whether or not the text begins with it."""
    dosing = part_of(made("supplements"), "supplements").dosing
    assert (dosing.figure, dosing.text.text) == ("300–400\u00a0mg", "elementair magnesium per dag")
    assert dosing.text.dose


def test_a_large_portion_does_not_break_the_chart(make_topic: MakeTopic) -> None:
    """A food that holds more than a day needs: the scale goes on, the reference stays where it is."""
    folder = make_topic(("foods.yaml", "per_100g: {amount: 550,", "per_100g: {amount: 5500,"))
    chart = part_of(made("foods", topic=topics.load("magnesium", folder)), "foods").chart.chart
    assert (chart.extent, chart.track) == (1375, 350)
    chart = part_of(made("foods"), "foods").chart.chart
    assert (chart.extent, chart.track) == (350, 350)


def test_figures_of_nothing_can_be_drawn(make_topic: MakeTopic) -> None:
    """Bars without length, on a scale that has one."""
    folder = make_topic()
    path = folder / "magnesium" / "foods.yaml"
    text = re.sub(r"(grams): [\d.]+", r"\1: 0", path.read_text(encoding="utf-8"))
    path.write_text(re.sub(r"(?s)  marks:.*?  notes:", "  notes:", text), encoding="utf-8")
    part = part_of(made("foods", topic=topics.load("magnesium", folder)), "foods")
    assert {row.value.text for row in part.chart.rows} == {"0\u00a0mg"} and part.chart.chart.extent > 0


# --- Sources ---------------------------------------------------------------------------------------------------------


@given(st.lists(st.sampled_from(NAMES), min_size=1, unique=True), st.sampled_from(["nl", "en"]), st.booleans())
@settings(max_examples=60, deadline=None)
def test_sources_are_numbered_without_gaps_and_each_once(names: list[str], code: str, editorial: bool) -> None:
    """Every number in the text is in the list, and nothing stands in the list twice."""
    handout = made(*names, code=code, editorial=editorial)
    numbers = [citation.number for citation in handout.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len({citation.text.text for citation in handout.citations}) == len(numbers)
    used = {ref for prose in proses((handout.figures, handout.parts)) for ref in prose.refs}
    assert used <= set(numbers)
    lines = [table.sources for part in handout.parts for table in _tables(part)]
    cited = {citation.number for citation in handout.citations if any(citation.short in line for line in lines)}
    assert set(numbers) == used | cited


def _tables(part: Part) -> Iterator[ChartTable]:
    for field in fields(part):
        if isinstance(getattr(part, field.name), ChartTable):
            yield getattr(part, field.name)


def test_sources_are_numbered_by_first_use() -> None:
    """A reader meets 1 before 2; within one text they are in order."""
    handout = made()
    met: list[int] = []
    for prose in proses((handout.figures, handout.parts[:1])):
        assert list(prose.refs) == sorted(prose.refs)
        met += [ref for ref in prose.refs if ref not in met]
    assert met == sorted(met) and met[:2] == [1, 2]


def test_a_record_is_cited_with_its_work() -> None:
    """Once, however many records of it are used."""
    cited = [citation.text.text for citation in made("foods").citations]
    works = [source.cite.texts["nl"] for source in TOPIC.about.sources.values() if source.cite]
    assert set(cited) <= set(works)
    assert sum("FoodData Central, SR Legacy" in text for text in cited) == 1
    assert not any("FDC 1" in text or "NEVO 5" in text for text in cited)


def test_the_line_under_a_chart_names_its_works_briefly() -> None:
    """Each once, in the language of the page; in the order in which the chart uses them."""
    for code in ("nl", "en"):
        shorts = {source.short.texts[code] for source in TOPIC.about.sources.values() if source.short}
        line = part_of(made("foods", code=code), "foods").chart.sources.split("; ")
        assert len(line) == len(set(line)) > 3 and set(line) <= shorts
        assert TOPIC.about.sources["efsa-2015"].short.texts[code] == line[-1]  # type: ignore[union-attr]


def test_the_foundation_s_own_texts_have_no_numbers() -> None:
    """What is theirs needs no source beside it; what an editor adds does."""
    handout = made(editorial=False)
    for part in handout.parts:
        bare = [
            prose for field in fields(part) if field.name != "cautions" for prose in proses(getattr(part, field.name))
        ]
        assert not any(prose.refs for prose in bare), part.id
    assert part_of(handout, "faq").cautions.remarks[-1].refs


# --- Charts and figures ----------------------------------------------------------------------------------------------


def test_every_chart_tells_its_finding_and_data_in_words() -> None:
    """For those who cannot see it: what it shows first, then each row."""
    for code in ("nl", "en"):
        for part in made(code=code).parts:
            for table in _tables(part):
                assert table.heading.text in table.alternative
                assert all(row.value.text in table.alternative for row in table.rows if row.value.text)
                assert len(table.chart.bars) == len(table.rows)
                assert table.alternative.startswith(TOPIC.words["bar-chart"].texts[code])


def test_only_the_publisher_s_own_words() -> None:
    """No key figure, no chart of figures, no note; but all of the foundation's texts, and whole cautions."""
    whole, own = made(), made(editorial=False)
    assert whole.figures and not own.figures
    foods, supplements = part_of(own, "foods"), part_of(own, "supplements")
    assert foods.chart is None and supplements.levels is None
    assert not any(row.value.text for row in supplements.forms.rows)
    assert supplements.forms.sources == "" and supplements.forms.notes == ()
    assert [row.name.text for row in foods.rows] == [food.name.texts["nl"] for food in TOPIC.sections["foods"].foods]  # type: ignore[union-attr]
    for part in own.parts:
        assert (part.cautions is None) == (part_of(whole, part.id).cautions is None)
    assert [len(part_of(own, name).cautions.remarks) for name in ("summary", "supplements", "faq")] == [
        len(part_of(whole, name).cautions.remarks) for name in ("summary", "supplements", "faq")
    ]
    kept = set(words_of(own.parts))
    for section in TOPIC.sections.values():
        for _, text in topics.texts(section):
            if not text.editorial and "{" not in text.texts["nl"]:
                assert any(text.texts["nl"] in words for words in kept), text


def test_a_key_figure_stands_only_where_it_belongs() -> None:
    """With the sections that it names; everywhere where it names none."""
    for names in (NAMES, ("salt",), ("foods",), ("supplements", "tips")):
        shown = [figure.value.text for figure in made(*names).figures]
        wanted = [
            figure
            for figure in TOPIC.about.figures
            if not getattr(figure, "sections", ()) or set(getattr(figure, "sections", ())) & set(names)
        ]
        assert len(shown) == len(wanted)


@given(st.lists(st.sampled_from(NAMES), min_size=1, unique=True), st.sampled_from(["nl", "en"]), st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_front_shows_a_figure_that_is_printed(names: list[str], code: str, editorial: bool) -> None:
    """The one that leads where its sections are, else the first, else none: never one that was left out."""
    handout = made(*names, code=code, editorial=editorial)
    shown = handout.lead_figure
    if shown is None:
        assert handout.figures == ()
    else:
        assert shown in handout.figures
        assert shown.leads == any(figure.leads for figure in handout.figures)
        assert shown.leads or shown is handout.figures[0]


def test_the_figure_that_leads_is_the_one_that_the_topic_says() -> None:
    """A handful of pumpkin seeds; with the first in its place where foods are not printed."""
    assert made("foods").lead_figure == made("foods").figures[1]
    assert [figure.leads for figure in made("foods").figures] == [False, True, False]
    assert [figure.leads for figure in made("tips").figures] == [False]
    assert made("tips").lead_figure == made("tips").figures[0]
    assert made("foods", editorial=False).lead_figure is None


@pytest.mark.parametrize(("code", "headline"), [("nl", "Zet magnesium op tafel"), ("en", "Put magnesium on the table")])
def test_the_headline_is_an_editor_s(make_topic: MakeTopic, code: str, headline: str) -> None:
    """Left out with the editors' other texts, and where the topic has none."""
    assert made("foods", code=code).headline == Prose(headline)
    assert made("foods", code=code, editorial=False).headline is None
    folder = make_topic()
    path = folder / "magnesium" / "topic.yaml"
    path.write_text(re.sub(r"(?m)^headline: .*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    assert made("foods", code=code, topic=topics.load("magnesium", folder)).headline is None


def test_a_sign_has_its_place_in_the_body() -> None:
    """Whichever language the page is in, and whoever's words it holds."""
    for code, editorial in (("nl", True), ("en", False)):
        tiles = part_of(made("signals", code=code, editorial=editorial), "signals").tiles
        assert [tile.place for tile in tiles] == ["head", "leg", "jaw", "eyes", "belly", "heart"]


# --- The whole -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["nl", "en"])
def test_the_header_is_in_the_language_of_the_page(code: str) -> None:
    """All of it; and the disclaimer is the publisher's."""
    handout, about = made(code=code), TOPIC.about
    assert handout.title == about.name.texts[code] and handout.tagline.text == about.tagline.texts[code]
    assert (handout.purpose.text, handout.picture) == (about.purpose.texts[code], about.picture.texts[code])
    assert (handout.skip_link, handout.download) == (about.skip_link.texts[code], about.download.texts[code])
    assert handout.publisher.disclaimer.text == TOPIC.publisher.disclaimer.texts[code]
    assert handout.publisher.website == "www.jeleefstijlalsmedicijn.nl"
    assert handout.words == {key: text.texts[code] for key, text in TOPIC.words.items()}
    assert (handout.emblem.symbol, handout.emblem.number) == ("Mg", "12")


def test_every_kind_of_section_becomes_its_part() -> None:
    """In the order of the selection."""
    kinds = {
        "article": ArticlePart,
        "summary": SummaryPart,
        "signals": SignalsPart,
        "foods": FoodsPart,
        "supplements": SupplementsPart,
        "steps": StepsPart,
        "faq": FaqPart,
    }
    handout = made()
    assert [part.id for part in handout.parts] == list(NAMES)
    assert all(type(part) is kinds[part.kind] for part in handout.parts)


def test_a_document_is_final() -> None:
    """Nothing in it can be changed."""
    handout = made()
    with pytest.raises(FrozenInstanceError):
        handout.title = "x"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        part_of(handout, "summary").cautions = None


def test_the_same_input_gives_the_same_document() -> None:
    """Also from files that are read again."""
    assert made() == made() == made(topic=topics.load("magnesium"))


def test_articles_that_follow_each_other_share_a_row() -> None:
    """Every part stands in one row, in order; anything else has a row of its own."""
    for names in (
        NAMES,
        ("functions", "stress"),
        ("functions",),
        ("medicines", "tips", "stress", "heart", "salt", "faq"),
    ):
        handout = made(*names)
        assert tuple(part for row in handout.rows for part in row) == handout.parts
        for row in handout.rows:
            assert len(row) == 1 or all(part.kind == "article" for part in row)
    assert [len(row) for row in made("tips", "functions", "stress").rows] == [1, 2]
    assert made("functions").rows == ((made("functions").parts[0],),)


def test_the_next_side_begins_behind_a_whole_front() -> None:
    """Nowhere where a part of the front is missing, or where nothing follows."""
    front = TOPIC.about.front
    assert made(*front).next_side == ""
    assert made(*front, "supplements", "medicines").next_side == "supplements"
    assert made(*front[1:], "supplements").next_side == ""
    assert made("supplements").next_side == ""
    assert made("summary", *front, "supplements").next_side == ""


def test_a_document_without_a_front_has_no_next_side(make_topic: MakeTopic) -> None:
    """Where the topic names none."""
    folder = make_topic(("topic.yaml", "front: [signals, foods, tips]\n", ""))
    assert made(topic=topics.load("magnesium", folder)).next_side == ""


def test_a_long_document_is_one_that_needs_contents() -> None:
    """More than seven parts."""
    assert [made(*NAMES[:count]).long for count in (1, 7, 8, 12)] == [False, False, True, True]


def test_the_edition_code_tells_what_a_sheet_is() -> None:
    """Whose, of what, in which language, which selection, which version, from which content."""
    chosen = choose(TOPIC, preset="short")
    assert " · ".join(edition_marks(TOPIC, chosen, LANGUAGES["en"])) == " · ".join(
        ("JLAM", "magnesium", "en", "short", TOPIC.about.version, TOPIC.digest[:6])
    )
    codes = {made(*names, code=code).code for names in (NAMES, ("foods",), ("tips",)) for code in ("nl", "en")}
    assert len(codes) == 6


def test_the_edition_code_changes_with_the_content(make_topic: MakeTopic) -> None:
    """By one letter of one text."""
    other = topics.load("magnesium", make_topic(("salt.yaml", "Een gezonde zoutinname", "Een gezonde zoutInname")))
    assert made(topic=other).code != made().code


def test_another_topic_makes_documents_as_well() -> None:
    """Made up, with signs that are in no one place: nothing in the program is magnesium's own."""
    topic = topics.load("specimen", Path(__file__).parent / "content")
    for name in topic.about.presets:
        for language in LANGUAGES.values():
            handout = build(topic, choose(topic, preset=name), language, A4)
            assert handout.headline and handout.lead_figure and handout.lead_figure.leads
            if "signals" in topic.about.presets[name].sections:
                assert [tile.place for tile in part_of(handout, "signals").tiles] == ["head", "", "chest"]
            assert handout.illustration == ""


def test_a_dose_that_is_left_out_calls_for_no_cautions(make_topic: MakeTopic) -> None:
    """An editor's dose is printed with its cautions, or neither is."""
    lead = 'lead: {nl: "Neem {dose} per dag.", en: "Take {dose} a day.", origin: editorial, dose: true}\nicon:'
    topic = topics.load("magnesium", make_topic(("heart.yaml", "icon:", lead)))
    assert part_of(made("heart", topic=topic), "heart").cautions
    assert part_of(made("heart", topic=topic), "heart").opens_with_dose
    assert part_of(made("heart", topic=topic, editorial=False), "heart").cautions is None
