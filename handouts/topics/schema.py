"""What `topic.yaml`, `publisher.yaml`, `words.yaml` and a practice's own file may hold."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from handouts.topics.text import IllustrationName, SectionName, SectionNames, SourceName, SourceNames, Text
from handouts.topics.validation import Amount, Day, Flag, Identifier, Many, Record, Whole, ordered

ABOUT = "topic.yaml"


class Fact(Record):
    """A number, or a range, that texts name: the one place where it stands."""

    low: Amount
    high: Amount | None = None
    unit: str
    source: SourceNames = Field(min_length=1)
    dose: Flag = False

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        ordered(self.low, self.top)
        return self

    @property
    def top(self) -> Decimal:
        """The upper end; the number itself where it is no range."""
        return self.low if self.high is None else self.high


class Source(Record):
    """Where a figure comes from. A record of a larger work names that work, and is cited with it.

    `record` and `url` are printed nowhere: they lead an editor back to the very page of a figure.
    """

    cite: Text | None = None
    part_of: SourceName | None = None
    record: str = ""
    short: Text | None = None
    url: str = ""

    @model_validator(mode="after")
    def _citable(self) -> Self:
        if (self.cite is None) == (self.part_of is None):
            raise PydanticCustomError(
                "citation",
                "a source needs either 'cite' or 'part_of'",
                {"hint": "Say how to cite it, or of which work it is a record."},
            )
        return self


class Query(Record):
    """An open question to the author: shown by `handouts check`, never printed. `id` is a name to speak of it by."""

    id: Identifier
    about: str
    question: str


class Element(Record):
    """The emblem: a tile as in the periodic table."""

    symbol: str
    number: Whole | None = None


class Preset(Record):
    """A named choice of sections.

    `sides` is how many sides it must fit on: the build fails where it grows past them.
    """

    name: Text
    sections: Many[SectionName] = Field(min_length=1)
    sides: Annotated[Whole, Field(ge=1)] | None = None


class KeyFigure(Record):
    """A large number and the sentence under it; never a dose, for it stands far from the cautions.

    It is printed where one of its `sections` is; everywhere if it names none. The one that `leads` is what the front
    of a flyer or a poster shows.
    """

    value: Text
    text: Text
    sections: SectionNames = ()
    leads: Flag = False

    @model_validator(mode="after")
    def _harmless(self) -> Self:
        if self.value.dose or self.text.dose:
            raise PydanticCustomError(
                "dose",
                "a key figure may not be a dose",
                {"hint": "Doses stand in sections, where cautions are printed beside them."},
            )
        return self


class Review(Record):
    """When the topic was written, by whom it was reviewed, and when that review lapses."""

    written: Day
    reviewed: Day | None = None
    reviewer: str = ""
    lapses: Day


def _by_an_editor(text: Text) -> Text:
    """Refuse a headline that would pass for the foundation's own words."""
    if not text.editorial:
        raise PydanticCustomError(
            "origin",
            "a headline is always an editor's",
            {"hint": "Add 'origin: editorial'; the foundation's own line is the tagline."},
        )
    return text


Headline = Annotated[Text, AfterValidator(_by_an_editor)]


class TopicFile(Record):
    """`topic.yaml`."""

    languages: Many[str] = Field(min_length=1)
    name: Text
    headline: Headline | None = None
    tagline: Text
    purpose: Text
    picture: Text
    illustration: IllustrationName = ""
    skip_link: Text
    download: Text
    version: str
    unit: str
    element: Element
    review: Review
    figures: Many[KeyFigure] = ()
    sections: Many[SectionName] = Field(min_length=1)
    front: Many[SectionName] = ()
    presets: dict[Identifier, Preset] = Field(min_length=1)
    facts: dict[Identifier, Fact] = Field(default_factory=dict)
    sources: dict[Identifier, Source] = Field(min_length=1)
    queries: Many[Query] = ()

    @model_validator(mode="after")
    def _works(self) -> Self:
        for name, source in self.sources.items():
            if source.part_of and self.sources[source.part_of].cite is None:
                raise PydanticCustomError(
                    "record",
                    "'{work}' is itself a record of another work",
                    {"work": source.part_of, "hint": "Name the work itself.", "loc": ("sources", name, "part_of")},
                )
        return self


class Publisher(Record):
    """The foundation: owner of the texts and of the disclaimer."""

    name: str
    short: str
    website: Many[str] = Field(min_length=1)
    disclaimer: Text


class WordsFile(Record):
    """`words.yaml`: what the pages say of themselves; all of it editorial."""

    words: dict[Identifier, Text]


class BrandFile(Record):
    """A practice's own file: who hands the sheet out. The logo is a file beside it."""

    name: str
    telephone: str = ""
    website: str = ""
    logo: str = ""
