"""Which sections are printed, and under which name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts import selection, topics
from handouts.errors import ChoiceError
from handouts.selection import OWN_CHOICE, Selection, choose, slug
from handouts.topics import Topic

MakeTopic = Callable[..., Path]
TOPIC = topics.load("magnesium")
NAMES = TOPIC.about.sections
names = st.sampled_from(NAMES)


def titles(name: str) -> list[str]:
    """Everything that a section answers to."""
    return [name, *TOPIC.sections[name].name.texts.values()]


@given(st.lists(names, min_size=1))
def test_the_order_is_the_topic_s(asked: list[str]) -> None:
    """Whatever order they were asked for in, and however often."""
    assert choose(TOPIC, sections=asked).sections == tuple(name for name in NAMES if name in asked)


@given(st.lists(names, min_size=1, unique=True), st.data())
def test_every_language_s_names_mean_the_same(asked: list[str], data: st.DataObject) -> None:
    """In capitals too, and with the accents, spaces and hyphens that a hand makes of them."""
    hands: list[Callable[[str], str]] = [
        str,
        str.upper,
        str.title,
        lambda name: f" {name} ",
        lambda name: name.replace("e", "é"),
    ]
    written = [data.draw(st.sampled_from(hands))(data.draw(st.sampled_from(titles(name)))) for name in asked]
    assert choose(TOPIC, sections=written) == choose(TOPIC, sections=asked)
    assert choose(TOPIC, without=written) == choose(TOPIC, without=asked) if len(asked) < 2 else True


@given(st.lists(names), st.lists(names))
def test_leaving_out_is_taking_from_the_set(asked: list[str], dropped: list[str]) -> None:
    """Whether it was there or not; and where nothing is left, there is nothing to print."""
    left = set(asked) - set(dropped)
    if not left:
        with pytest.raises(ChoiceError, match=r"^no section is left to print; there are: summary, signals, .*faq$"):
            choose(TOPIC, sections=asked, without=dropped)
    else:
        chosen = choose(TOPIC, sections=asked, without=dropped)
        assert set(chosen.sections) == left
        assert chosen == choose(TOPIC, sections=left)


@pytest.mark.parametrize("name", list(TOPIC.about.presets))
def test_a_preset_is_its_sections(name: str) -> None:
    """By each of its names; and those sections, asked for one by one, are that preset."""
    preset = TOPIC.about.presets[name]
    chosen = choose(TOPIC, preset=name)
    assert set(chosen.sections) == set(preset.sections) and chosen.preset == chosen.code == name
    assert all(choose(TOPIC, preset=title) == chosen for title in preset.name.texts.values())
    assert choose(TOPIC, sections=preset.sections) == chosen
    assert choose(TOPIC, sections=NAMES, without=set(NAMES) - set(preset.sections)) == chosen
    if len(preset.sections) > 1:
        less = choose(TOPIC, preset=name, without=[chosen.sections[0]])
        assert less.sections == chosen.sections[1:] and less.preset != name


def test_without_a_wish_it_is_the_format_s_own_preset(make_topic: MakeTopic) -> None:
    """Or the topic's first, where it has none of that name."""
    assert choose(TOPIC).preset == "standard"
    assert choose(TOPIC, default=["short"]).preset == "short"
    assert choose(TOPIC, default=["leaflet", "short", "full"]).preset == "short"
    assert choose(TOPIC, default=["leaflet"]).preset == next(iter(TOPIC.about.presets))
    assert choose(TOPIC, preset="short", default=["full"]).preset == "short"


def test_a_preset_and_sections_exclude_each_other() -> None:
    """And the message says what to do instead."""
    with pytest.raises(ChoiceError, match=r"not both; take sections out with --without"):
        choose(TOPIC, preset="short", sections=["foods"])


def test_every_unknown_name_is_told_at_once() -> None:
    """With the one that was probably meant, and all there are."""
    with pytest.raises(ChoiceError) as caught:
        choose(TOPIC, sections=["foods", "fods", "Signaln"], without=["zuot", ""])
    there = f"; there are: {', '.join(NAMES)}"
    assert str(caught.value).splitlines() == [
        f"no section 'fods' (did you mean 'foods'?){there}",
        f"no section 'Signaln' (did you mean 'signalen'?){there}",
        f"no section 'zuot' (did you mean 'zout'?){there}",
        f"no section ''{there}",
    ]
    with pytest.raises(ChoiceError) as caught:
        choose(TOPIC, preset="standaart", without=["tipps"])
    assert str(caught.value).splitlines() == [
        f"no preset 'standaart' (did you mean 'standaard'?); there are: {', '.join(TOPIC.about.presets)}",
        f"no section 'tipps' (did you mean 'tips'?){there}",
    ]


def test_nothing_asked_for_is_nothing_left() -> None:
    """Not the default."""
    with pytest.raises(ChoiceError, match=r"^no section is left to print; there are: summary, signals, .*faq$"):
        choose(TOPIC, sections=[])
    with pytest.raises(ChoiceError, match=r"^no section is left to print; there are: summary, signals, .*faq$"):
        choose(TOPIC, preset="short", without=NAMES)


def test_the_code_is_stable_and_tells_every_selection_apart() -> None:
    """It stands in print and in file names: it may not depend on the run, nor stand for two documents."""
    assert Selection(("foods", "signals")).code == "choice-ca9d9420"
    codes = set()
    count = 0
    for size in range(1, len(NAMES) + 1):
        for chosen in itertools.combinations(NAMES, size):
            codes.add(choose(TOPIC, sections=chosen).code)
            count += 1
    assert len(codes) == count == 2**12 - 1
    assert all(re.fullmatch(r"[a-z]+(?:-[a-z]+)*|choice-[0-9a-f]{8}", code) for code in codes)
    assert not any(name.startswith(OWN_CHOICE) for name in TOPIC.about.presets)


def test_a_name_of_its_own_comes_before_another_s_title(make_topic: MakeTopic) -> None:
    """A section that is called in some language as another one's file is still found by its file."""
    folder = make_topic(("salt.yaml", 'name: {nl: "Zout"', 'name: {nl: "Foods"'))
    topic = topics.load("magnesium", folder)
    assert choose(topic, sections=["foods"]).sections == ("foods",)
    assert choose(topic, sections=["salt"]).sections == ("salt",)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Voeding", "voeding"), ("  Hart / vaten ", "hart-vaten"), ("Crème brûlée", "creme-brulee"), ("–", ""), ("", "")],
)
def test_a_name_is_taken_as_it_is_typed(name: str, expected: str) -> None:
    """Lower case, without accents, hyphens for spaces."""
    assert slug(name) == expected


@given(st.text())
def test_a_slug_holds_letters_digits_and_single_hyphens_only(name: str) -> None:
    """Whatever is typed, and once is enough."""
    found = selection.slug(name)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", found) and slug(found) == found


@given(st.lists(st.text(max_size=12), max_size=3), st.lists(st.text(max_size=12), max_size=3))
def test_any_words_give_a_selection_or_a_message(asked: list[str], dropped: list[str]) -> None:
    """Never anything else."""
    try:
        assert choose(TOPIC, sections=asked, without=dropped).sections
    except ChoiceError as error:
        assert str(error)


def test_two_topics_do_not_share_names(magnesium: Topic) -> None:
    """The names are the topic's own: nothing is remembered between topics."""
    assert choose(magnesium, sections=["zout"]).sections == ("salt",)
