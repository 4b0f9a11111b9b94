"""What a section's file may hold, by its kind."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from handouts.errors import closest
from handouts.topics.scalars import describe
from handouts.topics.text import FactName, IconName, SourceNames, Text
from handouts.topics.validation import Amount, Flag, Identifier, Many, Mistake, Record, Whole, ordered

MOST_MARKS = 4
"""How many reference lines a chart has room for."""
PLACES = (
    "head",
    "eyes",
    "jaw",
    "neck",
    "heart",
    "chest",
    "belly",
    "back",
    "arm",
    "hand",
    "leg",
    "foot",
    "skin",
    "bones",
)
"""Where in the body a sign can be: what a drawing of the body points to."""


def _on_the_body(value: Any) -> Any:
    """Refuse a place that no drawing of the body knows; an empty one is none."""
    if isinstance(value, str) and value.strip() not in ("", *PLACES):
        raise Mistake(f"unknown place {describe(value)}{closest(value, PLACES)}", f"Places are: {', '.join(PLACES)}.")
    return value


Place = Annotated[str, Field(min_length=0), BeforeValidator(_on_the_body)]


class Figure(Record):
    """A number with the source it rests on."""

    amount: Amount
    source: SourceNames = Field(min_length=1)


class Share(Figure):
    """A part of a whole, in percent."""

    amount: Annotated[Amount, Field(le=100)]


class Table(Record):
    """A comparison in rows; the first cell of a row is its heading."""

    columns: Many[Text] = Field(min_length=2)
    rows: Many[Many[Text]] = Field(min_length=1)
    heading: Text | None = None

    @model_validator(mode="after")
    def _regular(self) -> Self:
        for index, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                raise PydanticCustomError(
                    "ragged",
                    "row {row} has {cells} cells where the table has {columns} columns",
                    {"row": index + 1, "cells": len(row), "columns": len(self.columns)}
                    | {"hint": "Give each row as many cells as there are columns.", "loc": ("rows", index)},
                )
        return self


class Block(Record):
    """One piece of an article: a paragraph, a list, a table or an advice; exactly one of them."""

    text: Text | None = None
    points: Many[Text] = ()
    table: Table | None = None
    advice: Text | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        given = [name for name in ("text", "points", "table", "advice") if getattr(self, name)]
        if len(given) != 1:
            raise PydanticCustomError(
                "block", "a block is one of: text, points, table, advice", {"hint": "Start a new block with '- '."}
            )
        return self


class _Section(Record):
    """What every section has: a short name, a heading that says the message, and a line under it."""

    name: Text
    heading: Text
    lead: Text | None = None


class Article(_Section):
    """Running text with tables and advice."""

    kind: Literal["article"]
    icon: IconName
    blocks: Many[Block] = Field(min_length=1)


class Summary(_Section):
    """The topic in a few lines."""

    kind: Literal["summary"]
    points: Many[Text] = Field(min_length=1)


class Signal(Record):
    """A group of deficiency signs, and where in the body it is felt, if it is felt in one place."""

    id: Identifier
    category: Text
    signs: Text
    icon: IconName
    place: Place = ""


class Signals(_Section):
    """Deficiency signs, to tick."""

    kind: Literal["signals"]
    tick: Text | None = None
    columns: Many[Text] = Field(min_length=2, max_length=2)
    signals: Many[Signal] = Field(min_length=1)


class Food(Record):
    """A food (group) in the foundation's words, and the measured food that stands for it in the chart.

    `richness` is the foundation's own word for it, as one to three dots; 0 where it gives none.
    """

    id: Identifier
    name: Text
    note: Text
    icon: IconName
    richness: Annotated[Whole, Field(ge=0, le=3)] = 0
    example: Identifier | None = None


class Portion(Record):
    """What a person eats of it at a time, in grams and in words."""

    grams: Amount
    words: Text
    source: SourceNames = Field(min_length=1)


class Spread(Record):
    """Where tables of figures differ: the lowest and highest amount per 100 g."""

    low: Amount
    high: Amount
    source: SourceNames = Field(min_length=1)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        ordered(self.low, self.high)
        return self


class Content(Record):
    """A food's measured content, per 100 g, and its portion."""

    id: Identifier
    name: Text
    per_100g: Figure
    spread: Spread | None = None
    portion: Portion

    @property
    def low(self) -> Decimal:
        """The lowest amount in a portion."""
        return (self.spread.low if self.spread else self.per_100g.amount) * self.portion.grams / 100

    @property
    def high(self) -> Decimal:
        """The highest amount in a portion."""
        return (self.spread.high if self.spread else self.per_100g.amount) * self.portion.grams / 100


class Mark(Record):
    """A fact drawn as a line across a chart, with its label."""

    fact: FactName
    label: Text


class ContentChart(Record):
    """Content per portion as a chart, against daily reference lines."""

    example_column: Text
    content_column: Text
    items: Many[Content] = Field(min_length=1)
    marks: Many[Mark] = Field(default=(), max_length=MOST_MARKS)
    notes: Many[Text] = ()


class Limit(Record):
    """What to have less of."""

    id: Identifier
    name: Text
    icon: IconName


class Foods(_Section):
    """What to eat, what to limit, and how much is in it."""

    kind: Literal["foods"]
    columns: Many[Text] = Field(min_length=2, max_length=2)
    foods: Many[Food] = Field(min_length=1)
    limit_heading: Text
    limit: Many[Limit] = ()
    chart: ContentChart | None = None


class Form(Record):
    """A supplement form and the share of it that is the nutrient itself."""

    id: Identifier
    name: Text
    property: Text
    elemental: Share | None = None


class Forms(Record):
    """Supplement forms compared."""

    heading: Text
    lead: Text | None = None
    columns: Many[Text] = Field(min_length=2, max_length=2)
    share_column: Text
    rows: Many[Form] = Field(min_length=1)
    notes: Many[Text] = ()


class Moment(Record):
    """A time of day and what to take then."""

    id: Identifier
    name: Text
    text: Text


class Dosing(Record):
    """How much a day, and when."""

    amount: FactName
    text: Text
    split: Text
    moments: Many[Moment] = Field(min_length=1)


class Level(Record):
    """A fact to compare the dose with."""

    fact: FactName
    name: Text
    line: Flag = False


class Levels(Record):
    """The dose beside reference intake and upper level."""

    heading: Text
    rows: Many[Level] = Field(min_length=2)
    notes: Many[Text] = ()

    @model_validator(mode="after")
    def _few_lines(self) -> Self:
        if sum(row.line for row in self.rows) > MOST_MARKS:
            hint = "Take 'line: true' from those that can be missed."
            raise PydanticCustomError(
                "lines", "at most {most} of these can be lines", {"most": MOST_MARKS, "hint": hint, "loc": ("rows",)}
            )
        return self


class Combine(Record):
    """What to combine it with."""

    heading: Text
    items: Many[Text] = Field(min_length=1)


class Cautions(Record):
    """Side effects and contra-indications: printed beside every dose."""

    heading: Text
    side_effects: Many[Text] = Field(min_length=1)
    contra_indications: Many[Text] = Field(min_length=1)
    remarks: Many[Text] = ()


class Supplements(_Section):
    """Dose, cautions, forms, and what to combine with."""

    kind: Literal["supplements"]
    dosing: Dosing
    cautions: Cautions
    levels: Levels | None = None
    forms: Forms
    combine: Combine | None = None


class Steps(_Section):
    """What to do, in numbered steps."""

    kind: Literal["steps"]
    steps: Many[Text] = Field(min_length=1)


class Question(Record):
    """A question and its answer."""

    question: Text
    answer: Text


class Faq(_Section):
    """Questions and answers."""

    kind: Literal["faq"]
    items: Many[Question] = Field(min_length=1)


Section = Article | Summary | Signals | Foods | Supplements | Steps | Faq

KINDS: Mapping[str, type[Section]] = {
    "article": Article,
    "summary": Summary,
    "signals": Signals,
    "foods": Foods,
    "supplements": Supplements,
    "steps": Steps,
    "faq": Faq,
}
