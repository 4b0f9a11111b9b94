"""One YAML file as plain data with places, and that nothing but data or problems ever comes out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.errors import ContentError, Problem
from handouts.topics.located import Located, parse

VALID = """\
# Foods, in the foundation's words
kind: foods
name: {nl: Voeding, en: "Food: what to eat"}
foods:
  - id: pumpkin-seeds
    name: {nl: Pompoenpitten, en: 'Pumpkin seeds'}
    note:
      nl: >-
        Een handje is genoeg,
        ook voor kinderen 😀
      en: |
        A handful is enough.
    amount: 14.1
    times: ["22:30", no]
  - id: crème-fraîche
    note: {nl: "“Ja”\\u00e9", en: ''}
"""


def problems(data: bytes) -> tuple[Problem, ...]:
    """Return the problems of a file; none if it can be used."""
    try:
        parse(data, "f")
    except ContentError as error:
        return error.problems
    return ()


def every_loc(value: Any, loc: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Return the way to every value in nested data."""
    yield loc
    if isinstance(value, dict):
        for key, item in value.items():
            yield from every_loc(item, (*loc, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from every_loc(item, (*loc, index))


def test_every_scalar_stays_text() -> None:
    """What YAML would turn into a number, a truth or a time is left as it was written; nothing is ''."""
    text = "a: no\nb: 22:30\nc: 14.10\nd: 2025-03-31\ne: [.inf, on]\n~: x\nyes: 0x1F\n"
    kept = {"a": "no", "b": "22:30", "c": "14.10", "d": "2025-03-31", "e": [".inf", "on"], "~": "x", "yes": "0x1F"}
    assert parse(text.encode(), "f").value == kept
    assert parse(b"a:\nb: ~\nc: null\nd: ''\ne: 'null'\nf: [~]", "f").value == {
        **dict.fromkeys("abcd", ""),
        **{"e": "null", "f": [""]},
    }


def test_a_document_start_and_comments_are_allowed() -> None:
    """They change nothing."""
    assert parse(b"# x\n---\na: b  # y\n...\n", "f").value == {"a": "b"}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_places_of_keys_and_values(line_end: str) -> None:
    """Counted in characters, after accents and emoji, in flow and block style, with either line end."""
    located = parse(VALID.replace("\n", line_end).encode(), "f")
    assert located.value["foods"][0]["note"]["nl"] == "Een handje is genoeg, ook voor kinderen 😀"
    places = {
        (): ((2, 1), (2, 1)),
        ("name", "en"): ((3, 25), (3, 21)),
        ("foods",): ((5, 3), (4, 1)),
        ("foods", 0): ((5, 5), (5, 5)),
        ("foods", 0, "note", "nl"): ((8, 11), (8, 7)),
        ("foods", 0, "note", "en"): ((11, 11), (11, 7)),
        ("foods", 0, "amount"): ((13, 13), (13, 5)),
        ("foods", 0, "times", 1): ((14, 22), (14, 22)),
        ("foods", 1, "note", "en"): ((16, 34), (16, 30)),
    }
    assert {loc: (located.place(loc), located.key_place(loc)) for loc in places} == places
    located = parse(f"é: {{😀: b, 👍🏽: c}}{line_end}x: y".encode(), "f")
    assert (located.key_place(["é", "👍🏽"]), located.place(["é", "👍🏽"])) == ((1, 11), (1, 15))
    assert located.place(["x"]) == (2, 4)


def test_a_loc_that_leads_nowhere_gives_the_nearest_place() -> None:
    """For a missing field that is the mapping it is missing from."""
    located = parse(VALID.encode(), "f")
    for loc in (("foods", 0, "note", "de"), ("foods", 0, "note", "de", 3, "x")):
        assert located.place(loc) == located.key_place(loc) == (8, 7)
    assert located.problem(("foods", 0, "note"), "m", "h") == Problem("f", 8, 7, "m", "h")
    assert located.problem(("foods", 0, "note"), "m", "h", at_key=True) == Problem("f", 7, 5, "m", "h")


def holds_within(text: str, found: tuple[Problem, ...]) -> bool:
    """Whether every place is one that an editor can go to."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    return all(1 <= p.line <= len(lines) and 1 <= p.column <= len(lines[p.line - 1]) + 1 for p in found)


@given(st.binary() | st.text().map(str.encode) | st.text(alphabet="ab:-[]{}'\"\n \t,#&*!|>%@\\?\r\0").map(str.encode))
@settings(deadline=None)
def test_any_bytes_give_data_or_content_errors(data: bytes) -> None:
    """Nothing else is ever raised, and every problem has a message."""
    assert all(problem.message for problem in problems(data))


TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff\ufffd\ufffe\uffff")
)
DATA = st.recursive(TEXTS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=12)


@given(st.dictionaries(TEXTS, DATA, min_size=1), st.booleans())
@settings(deadline=None)
def test_data_written_as_yaml_is_read_back(data: dict[str, Any], flow: bool) -> None:
    """And every value and key has its place within the file."""
    text = yaml.safe_dump(data, default_style='"', allow_unicode=True, default_flow_style=flow, width=40)
    text = text.replace("!!null ", "")
    located = parse(text.encode(), "f")
    assert located.value == data
    lines = text.split("\n")
    for loc in every_loc(data):
        for line, column in (located.place(loc), located.key_place(loc)):
            assert lines[line - 1][column - 1 :]
        if loc and isinstance(loc[-1], str):
            line, column = located.key_place(loc)
            assert lines[line - 1][column - 1] in '"?'
    for line, column in (located.place(("nowhere",)), located.place((0, 1))):
        assert (line, column) == located.place(())


CHARACTERS = st.sampled_from(":-[]{}'\"\n \t,#&*!|>%@`?\\é😀\0\r<0~") | st.characters(codec="utf-8")


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """Make a valid file with a few characters put in, taken out or changed, perhaps cut short."""
    text = VALID
    for _ in range(draw(st.integers(1, 4))):
        at, width = draw(st.integers(0, len(text))), draw(st.integers(0, 2))
        text = text[:at] + draw(st.just("") | CHARACTERS) + text[at + width :]
    return text[: draw(st.integers(0, len(text)))] if draw(st.booleans()) else text


@given(mutations())
@settings(max_examples=400, deadline=None)
def test_a_slip_in_a_valid_file_gives_data_or_problems_within_it(text: str) -> None:
    """Whatever slips in or out, the author is sent to a line that exists."""
    found = problems(text.encode())
    assert holds_within(text, found)
    if not found:
        located: Located = parse(text.encode(), "f")
        for loc in every_loc(located.value):
            assert holds_within(text, (located.problem(loc, "m", "h"), located.problem(loc, "m", "h", at_key=True)))
