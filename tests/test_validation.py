"""Located data → frozen records, or every problem at its place and in an author's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import AfterValidator, Field, ValidationError, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from handouts.errors import ContentError
from handouts.topics.located import parse
from handouts.topics.validation import Amount, Day, Flag, Identifier, Many, Mistake, Record, Whole, validate


def _source(name: str, info: ValidationInfo) -> str:
    if name not in (info.context or {}).get("sources", ["usda"]):
        raise PydanticCustomError("reference", "unknown source '{name}'", {"name": name, "hint": "See {x}."})
    return name


class Figure(Record):
    """A number with its source."""

    mg: Amount
    source: Annotated[str, AfterValidator(_source)] = "usda"


class Block(Record):
    """A mapping in a list."""

    points: Many[str] = Field(min_length=2, max_length=3)


class Sheet(Record):
    """Every kind of field."""

    title: str
    origin: Literal["foundation", "editorial"] = "foundation"
    portion: Figure | None = None
    blocks: Many[Block] = ()
    facts: dict[Identifier, Figure] = Field(default_factory=dict)
    count: Annotated[Whole, Field(ge=1, le=9)] = 1
    dose: Flag = False
    written: Day | None = None
    unforeseen: Annotated[str, Field(pattern="^[a-z]+$")] = "abc"

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.title == "wrong":
            raise Mistake("the title is wrong", "Write another.", ("title",))
        if self.title == "key":
            ctx = {"hint": "Take it out.", "loc": ("title",), "at_key": True}
            raise PydanticCustomError("needless", "this field is not needed", ctx)
        return self


def refused(text: str, context: dict[str, Any] | None = None) -> list[str]:
    """All problems of a sheet, as place, message and hint."""
    with pytest.raises(ContentError) as caught:
        validate(Sheet, parse(text.encode(), "f"), context)
    return [f"{p.line}:{p.column}: {p.message} | {p.hint}".removesuffix(" | ") for p in caught.value.problems]


def test_a_valid_file_becomes_a_frozen_record() -> None:
    """Lists are tuples, scalars are what their field says, spaces around a text are gone."""
    text = """\
title: ' Food '
portion: {mg: 14.10}
blocks:
- {points: [a, b]}
facts: {pumpkin-seeds: {mg: 550}}
dose: true
written: 2025-03-31
"""
    sheet = validate(Sheet, parse(text.encode(), "f"))
    assert sheet == Sheet(
        title="Food",
        portion=Figure(mg=Decimal("14.1")),
        blocks=(Block(points=("a", "b")),),
        facts={"pumpkin-seeds": Figure(mg=Decimal(550))},
        dose=True,
        written=date(2025, 3, 31),
    )
    assert sheet.portion and str(sheet.portion.mg) == "14.10"
    with pytest.raises(ValidationError):
        sheet.title = "x"


A_TEXT = "A text that holds ': ' or starts with a bracket needs quotes."
A_MAPPING = "Write its fields on lines of their own, each as name: text."
A_LIST = "Start each item on a line of its own with '- '."
DIGITS = "Write digits only, with a point before decimals, such as 14.1."
FIELDS = "Fields here: origin, portion, blocks, facts, count, dose, written, unforeseen."
WRONG_NUMBER = "Is a digit or a decimal point wrong?"
KEBAB = "small letters and digits only, with single hyphens between words."
EMPTY = "this text is empty | Write the text, or take the whole entry out."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: a\nportoin: {mg: 1}\n", ["2:1: unknown field 'portoin' (did you mean 'portion'?)"]),
        ("titel: a\n", ["1:1: unknown field 'titel' (did you mean 'title'?)"]),
        ("title: a\nxyz: b\n", [f"2:1: unknown field 'xyz' | {FIELDS}"]),
        (
            "title: a\nportion: {mg: 1, source: usda, x: y}",
            ["2:32: unknown field 'x' | Take it out: nothing more fits here."],
        ),
        ("title: a\nfacts: {x: {mgg: 1}}\n", ["2:13: unknown field 'mgg' (did you mean 'mg'?)"]),
        (
            "title: a\nblocks:\n- {pionts: [a, b]}\n",
            ["3:4: unknown field 'pionts' (did you mean 'points'?)"],
        ),
        ("dose: true\n", ["1:1: missing field 'title' | Add 'title: …' here."]),
        ("title: a\nportion:\n  source: usda\n", ["3:3: missing field 'mg' | Add 'mg: …' here."]),
        ("title: a\nblocks: [b]\n", [f"2:10: expected a mapping, found 'b' | {A_MAPPING}"]),
        (
            "title: a\nblocks:\n- {points: [a]}\n",
            ["3:12: this list has 1; it needs at least 2 | Add what is missing, each with '- '."],
        ),
        (
            "title: a\nblocks:\n- {points: []}\n",
            ["3:12: this list is empty; it needs at least 2 | Add what is missing, each with '- '."],
        ),
        (
            "title: a\nblocks:\n- {points: [a, b, c, d]}\n",
            ["3:12: this list has 4; at most 3 fit | Take out what can be missed most easily."],
        ),
        ("title: a\nblocks:\n- {points: [a, '']}\n", [f"3:16: {EMPTY}"]),
        ("title: a\nblocks:\n- {points: [a, {b: c}]}\n", [f"3:16: expected a text, found a mapping | {A_TEXT}"]),
        ("title: a\nblocks: b\n", [f"2:9: expected a list, found 'b' | {A_LIST}"]),
        ("title: a\nblocks:\n", [f"2:8: expected a list, found nothing | {A_LIST}"]),
        ("title: ''\n", [f"1:8: {EMPTY}"]),
        ("title: '  '\n", [f"1:8: {EMPTY}"]),
        ("title:\n", [f"1:7: {EMPTY}"]),
        ("title:\n  Tip: more\n", [f"2:3: expected a text, found a mapping | {A_TEXT}"]),
        (
            "title: a\norigin: editoral\n",
            ["2:9: expected 'foundation' or 'editorial', found 'editoral' (did you mean 'editorial'?)"],
        ),
        (
            "title: a\norigin: [b]\n",
            ["2:9: expected 'foundation' or 'editorial', found a list | Write one of these words."],
        ),
        ("title: a\nportion: 3 g\n", [f"2:10: expected a mapping, found '3 g' | {A_MAPPING}"]),
        ("title: a\nportion: {mg: abc}\n", [f"2:15: expected a number, found 'abc' | {DIGITS}"]),
        (
            "title: a\nportion: {mg: '14,1'}\n",
            ["2:15: expected a number, found '14,1' | Write 14.1: the comma is set in print."],
        ),
        ("title: a\nfacts: [b]\n", [f"2:8: expected a mapping, found a list | {A_MAPPING}"]),
        (
            "title: a\nfacts:\n  A b: {mg: 1}\n",
            [f"3:3: 'A b' is not a name that can be referred to | Write 'a-b': {KEBAB}"],
        ),
        ("title: a\ncount: 0\n", [f"2:8: expected 1 or more, found '0' | {WRONG_NUMBER}"]),
        ("title: a\ncount: 10\n", [f"2:8: expected 9 or less, found '10' | {WRONG_NUMBER}"]),
        (
            "title: a\nunforeseen: AB\n",
            ["2:13: 'AB' cannot stand here | docs/authors.md says what each field holds."],
        ),
        # What the validator adds to its path for a wrong name may itself be a name.
        ("title: a\n'[key]': b\n", [f"2:1: unknown field '[key]' | {FIELDS}"]),
        (
            "title: a\nfacts: {'[key]': {}}\n",
            [
                f"2:9: '[key]' is not a name that can be referred to | Write 'key': {KEBAB}",
                "2:18: missing field 'mg' | Add 'mg: …' here.",
            ],
        ),
        ("title: wrong\n", ["1:8: the title is wrong | Write another."]),
        ("title: key\n", ["1:1: this field is not needed | Take it out."]),
        ("title: a\nportion: {mg: 1, source: b}\n", ["2:26: unknown source 'b' | See {x}."]),
    ],
)
def test_a_mistake_is_told_at_its_place(text: str, expected: list[str]) -> None:
    """To the letter, and once."""
    assert refused(text) == expected


def test_all_problems_of_a_file_come_together() -> None:
    """In the order of the file; a list is not called too short because its items are refused."""
    text = "titel: a\ndose: yes\nblocks:\n- points: [a, '', []]\nfacts:\n  x: {mg: -1}\n"
    assert [line.split(" |")[0] for line in refused(text)] == [
        "1:1: unknown field 'titel' (did you mean 'title'?)",
        "2:7: expected true or false, found 'yes'",
        "4:15: this text is empty",
        "4:19: expected a text, found a list",
        "6:11: expected a number, found '-1'",
    ]


def test_validators_see_the_context() -> None:
    """What a file may refer to is known only outside it."""
    text = "title: a\nportion: {mg: 1, source: voedingscentrum}\n"
    assert refused(text) == ["2:26: unknown source 'voedingscentrum' | See {x}."]
    located = parse(text.encode(), "f")
    assert validate(Sheet, located, {"sources": ["voedingscentrum"]}).title == "a"


FIELD_NAMES = [*Sheet.model_fields, "points", "mg", "source", "portoin", "a B", "[key]"]
SLIPS: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from(["", "a", "text", "list", "points", "[key]", "1", "14,1", "true", "2025-13-01", "nl", "x" * 80]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELD_NAMES), inner, max_size=4),
    max_leaves=10,
)
FOREIGN = re.compile(r"Input|input|Extra|permitted|Field required|should|valid |Value error|Assertion|\{|tuple|dict\b")


def _yaml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}": {_yaml(item)}' for key, item in value.items()) + "}"
    return f"[{', '.join(map(_yaml, value))}]" if isinstance(value, list) else f'"{value}"'


def _every_problem(value: dict[str, Any]) -> Iterator[str]:
    text = _yaml(value)
    try:
        validate(Sheet, parse(text.encode(), "f"))
    except ContentError as error:
        for problem in error.problems:
            assert problem.line == 1 and 1 <= problem.column <= len(text), problem
            assert problem.hint or "did you mean" in problem.message, problem
            yield problem.message + problem.hint


@given(st.dictionaries(st.sampled_from(FIELD_NAMES), SLIPS, max_size=5))
@settings(max_examples=300, deadline=None)
def test_any_data_gives_a_record_or_problems_in_plain_words(value: dict[str, Any]) -> None:
    """Nothing of the validator's own vocabulary reaches an author, every place exists, every mistake has a remedy."""
    for told in _every_problem(value):
        assert not FOREIGN.search(told.replace("{x}", "")), told
