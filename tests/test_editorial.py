"""What an editor should know of a topic that is correct."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from handouts import editorial, topics
from handouts.language import LANGUAGES
from handouts.topics import Topic, texts

MakeTopic = Callable[..., Path]


def of_kind(topic: Topic, kind: str, today: date | None = None) -> list[str]:
    """The remarks of one kind."""
    return [remark["text"] for remark in editorial.remarks(topic, today) if remark["kind"] == kind]


def test_a_review_that_was_not_done_is_said_until_it_is(make_topic: MakeTopic) -> None:
    """With the day on which the texts were written."""
    topic = topics.load("magnesium", make_topic())
    written = topic.about.review.written
    before = topic.about.review.lapses
    assert topic.about.review.reviewed is None
    assert of_kind(topic, "review", before) == [f"written {written}, not yet reviewed by a clinician"]
    folder = make_topic(
        ("topic.yaml", "  lapses:", '  reviewed: "2026-12-01"\n  reviewer: "A. de Vries, diëtist"\n  lapses:')
    )
    assert of_kind(topics.load("magnesium", folder), "review", before) == []


def test_a_review_lapses_after_its_day_not_on_it(magnesium: Topic) -> None:
    """The last day still counts."""
    last = magnesium.about.review.lapses
    told = f"the review lapsed on {last}: read the texts and figures again"
    assert told not in of_kind(magnesium, "review", last)
    assert told in of_kind(magnesium, "review", last + timedelta(days=1))
    assert told in of_kind(magnesium, "review", date(2999, 1, 1))


def test_today_is_today_where_no_other_day_is_asked_for(magnesium: Topic, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock decides, and only here."""

    class Later(date):
        """A day on which every review has lapsed."""

        @classmethod
        def today(cls) -> date:  # type: ignore[override]
            """The last day there is."""
            return date.max

    monkeypatch.setattr(editorial, "date", Later)
    assert any("lapsed" in text for text in of_kind(magnesium, "review"))


def test_translations_that_no_one_reviewed_are_named(magnesium: Topic) -> None:
    """Each language of the topic whose texts still wait."""
    waiting = [language.name for language in LANGUAGES.values() if language.unreviewed]
    assert of_kind(magnesium, "translation") == [f"the texts in {name} are not yet reviewed" for name in waiting]
    assert waiting == ["English"]


def test_every_query_is_told_and_none_is_printed(magnesium: Topic) -> None:
    """In the order of the file, with what it is about."""
    assert of_kind(magnesium, "query") == [f"{query.about}: {query.question}" for query in magnesium.about.queries]
    assert len(magnesium.about.queries) > 10


SHORT = "Een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien"
HEADING = 'heading: {nl: "Dit kun je zelf doen", en: "What you can do yourself", origin: editorial}'


@pytest.mark.parametrize(
    ("dutch", "counted"),
    [
        (f"{SHORT}.", None),
        (f"{SHORT}. {SHORT}! {SHORT}?", None),
        (f"{SHORT} zestien.", 16),
        (f"Kort. {SHORT} zestien zeventien", 17),
        (f"{SHORT} 3.5 zeventien", 17),
    ],
)
def test_a_sentence_may_have_fifteen_words(make_topic: MakeTopic, dutch: str, counted: int | None) -> None:
    """A longer one is told, with its first words, and whose it is; a decimal point ends no sentence."""
    folder = make_topic(
        ("tips.yaml", HEADING, f'heading: {{nl: "{dutch}", en: "3.5", origin: editorial, source: foundation}}')
        if "3.5" in dutch
        else ("tips.yaml", HEADING, f'heading: {{nl: "{dutch}", en: "Short.", origin: editorial}}')
    )
    found = [text for text in of_kind(topics.load("magnesium", folder), "language") if text.startswith("tips, nl")]
    told = f"tips, nl: {counted} words in one sentence (editorial): Een twee drie vier vijf zes …"
    assert found == ([] if counted is None else [told])


def test_the_publisher_s_own_long_sentences_are_told_as_such(magnesium: Topic) -> None:
    """They may not be reworded here; the author may want to know."""
    found = of_kind(magnesium, "language")
    assert found and all("(the publisher's)" in text or "(editorial)" in text for text in found)
    assert not any("(editorial)" in text for text in found), "our own texts keep to the measure"


def test_the_words_of_every_section_are_read(magnesium: Topic) -> None:
    """In every language: the longest sentence of the topic is among what is told."""
    longest = max(
        (len(words.split("."[0])[0].split()), name, code)
        for name, section in magnesium.sections.items()
        for _, text in texts(section)
        for code, words in text.texts.items()
    )
    assert any(
        text.startswith(f"{longest[1]}, {longest[2]}: {longest[0]} words") for text in of_kind(magnesium, "language")
    )
