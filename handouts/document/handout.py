"""A handout as it will be printed: one language, every number filled in, every source numbered, nothing left to choose.

Each section of the topic becomes a `Part`. A part that prints a dose carries the cautions that belong to it: the
builder puts them there, the templates only set them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import groupby

from handouts.document.chart import Chart
from handouts.formats import Format
from handouts.language import Language
from handouts.topics import Brand

_BRIEF = 800  # characters: a third of a page in a column
_LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Prose:
    """A text in the handout's language (bold, italic and links in Markdown), with the numbers of its sources."""

    text: str
    refs: tuple[int, ...] = ()
    dose: bool = False

    @property
    def plain(self) -> str:
        """The text as a reader sees it: without its marks, a link by its words."""
        return _LINK.sub(r"\1", self.text).replace("**", "").replace("*", "")


def proses(value: object) -> Iterator[Prose]:
    """Every text within a piece of a document."""
    if isinstance(value, Prose):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from proses(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from proses(getattr(value, field.name))


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered source, and its short form for the line under a chart."""

    number: int
    text: Prose
    short: str


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A large number and the sentence under it; `leads` marks the one that the front sells."""

    value: Prose
    text: Prose
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Cautions:
    """What must stand beside a dose."""

    heading: Prose
    side_effect: str
    side_effects: tuple[Prose, ...]
    contra_indications: tuple[Prose, ...]
    remarks: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What every section has on paper; `dosed` says whether it prints a dose below its heading and lead."""

    id: str
    kind: str
    name: str
    heading: Prose
    lead: Prose | None
    cautions: Cautions | None
    dosed: bool

    @property
    def opens_with_dose(self) -> bool:
        """Whether its heading or its lead prints a dose: the cautions then stand right under them."""
        return self.heading.dose or (self.lead is not None and self.lead.dose)


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One row of a chart's table: its heading, what stands beside it, and its value in words."""

    name: Prose
    detail: Prose | None
    value: Prose
    icon: str = ""
    richness: int = 0
    example: Prose | None = None
    portion: str = ""
    item: str = ""  # the id of the measured food, or of the supplement's form
    sources: tuple[str, ...] = ()  # of its value, by their short names


@dataclass(frozen=True, slots=True)
class ChartTable:
    """A chart with its data as a table: one row a bar, and what a reader must know to use it.

    `form` names the kind of picture; `lines` introduces the reference lines where the rows do not hold their values,
    and `line_sources` are theirs alone.
    """

    chart: Chart
    heading: Prose
    lead: Prose | None
    columns: tuple[str, ...]
    rows: tuple[ChartRow, ...]
    form: str
    lines: str
    notes: tuple[Prose, ...]
    line_sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.rows) != len(self.chart.bars):
            raise ValueError(f"chart {self.chart.name} has {len(self.chart.bars)} bars for {len(self.rows)} rows")

    @property
    def sources(self) -> str:
        """The line under the chart: where what it shows comes from."""
        rows = (source for row in self.rows for source in row.sources)
        return "; ".join(dict.fromkeys((*rows, *self.line_sources)))

    @property
    def alternative(self) -> str:
        """What the chart shows, in words: the finding first, then its data."""
        data = "; ".join(f"{(row.example or row.name).plain}: {row.value.plain}" for row in self.rows if row.value.text)
        labels = ", ".join(mark.label for mark in self.chart.marks) if self.lines else ""
        parts = (self.form, self.heading.plain, data, f"{self.lines}: {labels}" if labels else "")
        return " ".join(f"{part}." for part in parts if part)

    def first(self, count: int) -> ChartTable:
        """The first `count` rows with their bars; all of them where there are fewer."""
        return replace(self, chart=self.chart.first(count), rows=self.rows[:count])

    def without_lines(self) -> ChartTable:
        """The same for a picture that shows no reference lines."""
        return replace(self, lines="", line_sources=())


@dataclass(frozen=True, slots=True)
class SummaryPart(Part):
    """The topic in a few lines."""

    points: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class SignalTile:
    """A group of signs to tick; `place` is where in the body it is felt (one of `PLACES`), empty where nowhere."""

    category: Prose
    signs: Prose
    icon: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class SignalsPart(Part):
    """Deficiency signs."""

    tick: Prose | None
    columns: tuple[str, ...]
    tiles: tuple[SignalTile, ...]


@dataclass(frozen=True, slots=True)
class FoodRow:
    """A food in the foundation's words, without a figure."""

    name: Prose
    note: Prose
    icon: str
    richness: int


@dataclass(frozen=True, slots=True)
class LimitItem:
    """Something to have less of."""

    name: Prose
    icon: str


@dataclass(frozen=True, slots=True)
class FoodsPart(Part):
    """What to eat and what to limit; `rows` where there is no chart."""

    columns: tuple[str, ...]
    rows: tuple[FoodRow, ...]
    chart: ChartTable | None
    limit_heading: Prose
    limit: tuple[LimitItem, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of day and what to take then."""

    id: str
    name: Prose
    text: Prose


@dataclass(frozen=True, slots=True)
class Dosing:
    """How much a day, and when; `figure` is the amount alone, as a numeral, and `text` what follows it."""

    figure: str
    text: Prose
    split: Prose
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Combine:
    """What to combine it with."""

    heading: Prose
    items: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class SupplementsPart(Part):
    """Dose, forms, and what to combine with."""

    dosing: Dosing
    levels: ChartTable | None
    forms: ChartTable
    combine: Combine | None


@dataclass(frozen=True, slots=True)
class StepsPart(Part):
    """Numbered steps."""

    steps: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """A question and its answer."""

    question: Prose
    answer: Prose

    @property
    def dosed(self) -> bool:
        """Whether either prints a dose."""
        return self.question.dose or self.answer.dose


@dataclass(frozen=True, slots=True)
class FaqPart(Part):
    """Questions and answers."""

    items: tuple[QuestionAnswer, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A comparison in rows."""

    heading: Prose | None
    columns: tuple[Prose, ...]
    rows: tuple[tuple[Prose, ...], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of an article: a paragraph, a list, a table or an advice."""

    text: Prose | None = None
    points: tuple[Prose, ...] = ()
    table: Table | None = None
    advice: Prose | None = None

    @property
    def texts(self) -> tuple[Prose, ...]:
        """Every text in it."""
        return tuple(proses(self))

    @property
    def dosed(self) -> bool:
        """Whether any text in it prints a dose."""
        return any(prose.dose for prose in self.texts)


@dataclass(frozen=True, slots=True)
class ArticlePart(Part):
    """Running text with tables and advice."""

    icon: str
    blocks: tuple[Block, ...]

    @property
    def brief(self) -> bool:
        """Whether it is short enough to stand whole beside something else."""
        return not self.cautions and sum(len(prose.text) for block in self.blocks for prose in block.texts) < _BRIEF


@dataclass(frozen=True, slots=True)
class Emblem:
    """The tile as in the periodic table."""

    symbol: str
    number: str


@dataclass(frozen=True, slots=True)
class Publisher:
    """Whose texts these are, and what must stand on every page."""

    name: str
    website_parts: tuple[str, ...]
    disclaimer: Prose

    @property
    def website(self) -> str:
        """The address in one piece."""
        return "".join(self.website_parts)


@dataclass(frozen=True, slots=True)
class Handout:
    """One document, final."""

    language: Language
    format: Format
    marks: tuple[str, ...]
    title: str
    headline: Prose | None
    tagline: Prose
    purpose: Prose
    picture: str
    illustration: str
    emblem: Emblem
    figures: tuple[KeyFigure, ...]
    parts: tuple[Part, ...]
    citations: tuple[Citation, ...]
    publisher: Publisher
    brand: Brand | None
    skip_link: str
    download: str
    words: dict[str, str]
    front: tuple[str, ...]
    doses: tuple[str, ...]  # as they are printed: `300–400 mg`

    @property
    def rows(self) -> tuple[tuple[Part, ...], ...]:
        """The parts as they stand on the page: articles that follow each other share their columns."""
        articles = groupby(self.parts, key=lambda part: part.kind == "article")
        return tuple(row for together, run in articles for row in ([tuple(run)] if together else [(p,) for p in run]))

    @property
    def lead_figure(self) -> KeyFigure | None:
        """The key figure for the front: the one that leads, or else the first; None where none is printed."""
        return next((figure for figure in self.figures if figure.leads), next(iter(self.figures), None))

    @property
    def code(self) -> str:
        """The edition code: publisher, topic, language, sections, version, content."""
        return " · ".join(self.marks)

    @property
    def code_lines(self) -> tuple[str, ...]:
        """The edition code on three lines, much of a length: what it is, with which sections, and which issue of it."""
        split = 2 if len(self.marks[3]) < 17 else 3  # a long choice of sections has a line of its own
        return " · ".join(self.marks[:split]), " · ".join(self.marks[split:4]), " · ".join(self.marks[4:])

    @property
    def next_side(self) -> str:
        """The first part behind a complete front, which starts a side of its own; empty where there is none."""
        names = [part.id for part in self.parts]
        whole = bool(self.front) and names[: len(self.front)] == list(self.front)
        return names[len(self.front)] if whole and len(names) > len(self.front) else ""

    @property
    def long(self) -> bool:
        """Whether a reader needs a list of contents: more than the front and a page or so behind it."""
        return len(self.parts) > 7
