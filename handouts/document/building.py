"""Topic + selection + language + format → `Handout`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from handouts.document import handout as paper
from handouts.document.chart import Bar, Chart, Kind, Mark, Shape
from handouts.document.handout import ChartRow, ChartTable, Part, Prose
from handouts.formats import Format
from handouts.language import Language
from handouts.selection import Selection
from handouts.topics import Brand, Topic, texts
from handouts.topics import sections as content
from handouts.topics.text import PLACEHOLDER, Text


def build(
    topic: Topic,
    selection: Selection,
    language: Language,
    fmt: Format,
    *,
    brand: Brand | None = None,
    editorial: bool = True,
) -> paper.Handout:
    """Resolve a selection of a topic into a document in one language.

    `editorial=False` leaves out what the foundation did not write: key figures, charts, notes; headings stay, for
    without them nothing is found. Cautions beside a dose always stay whole.
    """
    writer = _Writer(topic, language, editorial)
    about = topic.about
    figures = tuple(
        paper.KeyFigure(writer.prose(figure.value), writer.prose(figure.text))
        for figure in about.figures
        if writer.wanted(figure.value) and (not figure.sections or set(figure.sections) & set(selection.sections))
    )
    parts = tuple(writer.part(name, topic.sections[name]) for name in selection.sections)
    return paper.Handout(
        topic=topic.name,
        language=language,
        format=fmt,
        code=edition_code(topic, selection, language),
        title=writer.words(about.name),
        tagline=writer.prose(about.tagline),
        purpose=writer.prose(about.purpose),
        picture=writer.words(about.picture),
        illustration=about.illustration,
        emblem=paper.Emblem(about.element.symbol, str(about.element.number or "")),
        figures=figures,
        parts=parts,
        citations=writer.citations(),
        publisher=paper.Publisher(
            topic.publisher.name, topic.publisher.website, Prose(topic.publisher.disclaimer.texts[language.code])
        ),
        brand=brand,
        skip_link=writer.words(about.skip_link),
        download=writer.words(about.download),
        words={key: text.texts[language.code] for key, text in topic.words.items()},
        front=about.front,
    )


def edition_code(topic: Topic, selection: Selection, language: Language) -> str:
    """The code in print that tells what a sheet is and from which content it was made."""
    marks = (topic.publisher.short, topic.name, language.code, selection.code, topic.about.version, topic.digest[:6])
    return " · ".join(marks)


class _Writer:
    """Writes one topic in one language, and numbers sources in the order in which they are first used."""

    def __init__(self, topic: Topic, language: Language, editorial: bool) -> None:
        self._topic = topic
        self._language = language
        self._editorial = editorial
        self._cited: dict[str, int] = {}
        self._builders: Mapping[type[content.Section], Callable[..., Part]] = {
            content.Article: self._article,
            content.Summary: self._summary,
            content.Signals: self._signals,
            content.Foods: self._foods,
            content.Supplements: self._supplements,
            content.Steps: self._steps,
            content.Faq: self._faq,
        }

    def part(self, name: str, section: content.Section) -> Part:
        """One section on paper, with its cautions if it prints a dose."""
        return self._builders[type(section)](
            section,
            id=name,
            kind=section.kind,
            name=self.words(section.name),
            heading=self.prose(section.heading),
            lead=self.optional(section.lead),
            cautions=self._cautions() if self._doses(section) else None,
        )

    def _doses(self, section: content.Section) -> bool:
        """Whether a section prints a dose: in a text, as the numeral of its dosing, as a line across its chart."""
        if isinstance(section, content.Supplements) or any(text.dose for _, text in texts(section)):
            return True
        marks = section.chart.marks if isinstance(section, content.Foods) and section.chart else ()
        return any(self._topic.facts[mark.fact].dose for mark in marks)

    def wanted(self, text: Text | None) -> bool:
        """Whether a text is there and may be printed: editorial ones can be left out."""
        return text is not None and (self._editorial or text.always or not text.editorial)

    def words(self, text: Text) -> str:
        """A text in the language, with its facts filled in."""
        return PLACEHOLDER.sub(lambda found: self._fact(found[1]), text.texts[self._language.code])

    def prose(self, text: Text) -> Prose:
        """A text with its facts filled in and, where an editor wrote it, its sources numbered."""
        facts = PLACEHOLDER.findall(text.texts[self._language.code]) if text.editorial else ()
        sources = [*text.source, *(source for name in facts for source in self._topic.facts[name].source)]
        return Prose(self.words(text), self._refs(sources), bool(text.dose))

    def optional(self, text: Text | None) -> Prose | None:
        """A text that may be absent, or left out."""
        return self.prose(text) if text is not None and self.wanted(text) else None

    def all(self, many: Iterable[Text]) -> tuple[Prose, ...]:
        """Every text that may be printed."""
        return tuple(self.prose(text) for text in many if self.wanted(text))

    def citations(self) -> tuple[paper.Citation, ...]:
        """The sources used so far, in the order of their numbers."""
        return tuple(
            paper.Citation(number, Prose(self._cite(name)), self._short(name)) for name, number in self._cited.items()
        )

    def _fact(self, name: str) -> str:
        fact = self._topic.facts[name]
        return self._language.amount(fact.low, fact.top, fact.unit)

    def _refs(self, sources: Iterable[str]) -> tuple[int, ...]:
        works = dict.fromkeys(self._work(source) for source in sources)
        return tuple(sorted(self._cited.setdefault(work, len(self._cited) + 1) for work in works))

    def _work(self, source: str) -> str:
        """The work that a source is a record of, or the source itself."""
        return self._topic.about.sources[source].part_of or source

    def _cite(self, name: str) -> str:
        source = self._topic.about.sources[name]
        if source.cite is None:
            raise ValueError(f"the source '{name}' is a record of a record")
        return self.words(source.cite)

    def _short(self, name: str) -> str:
        short = self._topic.about.sources[name].short
        return self.words(short) if short else self._cite(name)

    def _sources(self, sources: Iterable[str]) -> str:
        """The line under a chart: the short names of the works, numbered as in the list."""
        sources = list(sources)
        self._refs(sources)
        return "; ".join(dict.fromkeys(self._short(self._work(source)) for source in sources))

    def _word(self, name: str) -> str:
        return self._topic.words[name].texts[self._language.code]

    def _cautions(self) -> paper.Cautions | None:
        section = self._topic.cautions
        if section is None:
            raise ValueError(f"the topic '{self._topic.name}' prints a dose and states no cautions")
        stated = section.cautions
        return paper.Cautions(
            heading=self.prose(stated.heading),
            side_effect=self._word("side-effect"),
            side_effects=tuple(self.prose(text) for text in stated.side_effects),
            contra_indications=tuple(self.prose(text) for text in stated.contra_indications),
            remarks=tuple(self.prose(text) for text in stated.remarks),
        )

    def _article(self, section: content.Article, **part: object) -> Part:
        blocks = tuple(self._block(block) for block in section.blocks)
        return paper.ArticlePart(**part, icon=section.icon, blocks=blocks)  # type: ignore[arg-type]

    def _block(self, block: content.Block) -> paper.Block:
        return paper.Block(
            text=self.optional(block.text),
            points=self.all(block.points),
            table=self._table(block.table) if block.table else None,
            advice=self.optional(block.advice),
        )

    def _table(self, table: content.Table) -> paper.Table:
        return paper.Table(
            heading=self.optional(table.heading),
            columns=tuple(self.prose(text) for text in table.columns),
            rows=tuple(tuple(self.prose(cell) for cell in row) for row in table.rows),
        )

    def _summary(self, section: content.Summary, **part: object) -> Part:
        return paper.SummaryPart(**part, points=self.all(section.points))  # type: ignore[arg-type]

    def _signals(self, section: content.Signals, **part: object) -> Part:
        tiles = tuple(
            paper.SignalTile(self.prose(signal.category), self.prose(signal.signs), signal.icon)
            for signal in section.signals
        )
        return paper.SignalsPart(
            **part,  # type: ignore[arg-type]
            tick=self.optional(section.tick),
            columns=self._heads(section.columns),
            tiles=tiles,
        )

    def _heads(self, columns: Iterable[Text]) -> tuple[str, ...]:
        return tuple(self.words(text) for text in columns)

    def _foods(self, section: content.Foods, **part: object) -> Part:
        return paper.FoodsPart(
            **part,  # type: ignore[arg-type]
            columns=self._heads(section.columns),
            rows=tuple(
                paper.FoodRow(self.prose(food.name), self.prose(food.note), food.icon, food.richness)
                for food in section.foods
            ),
            chart=self._content_chart(section, section.chart) if section.chart and self._editorial else None,
            limit_heading=self.prose(section.limit_heading),
            limit=tuple(paper.LimitItem(self.prose(item.name), item.icon) for item in section.limit),
        )

    def _content_chart(self, section: content.Foods, chart: content.ContentChart) -> ChartTable:
        measured = {item.id: item for item in chart.items}
        foods = sorted(section.foods, key=lambda food: -measured[food.example].high if food.example else Decimal(0))
        rows, bars, sources = [], [], []
        for food in foods:
            item = measured[food.example] if food.example else None
            rows.append(self._food_row(food, item))
            bars.append(Bar(item.low, item.high) if item else Bar(Decimal(0), Decimal(0)))
            if item:
                sources += [*item.per_100g.source, *(item.spread.source if item.spread else ()), *item.portion.source]
        marks = tuple(Mark(self._topic.facts[mark.fact].low, self.words(mark.label)) for mark in chart.marks)
        highest = max(bar.high for bar in bars)
        reference = max((mark.value for mark in marks), default=highest)
        extent = max(reference, highest) or Decimal(1)  # a chart of noughts has a scale too
        for mark in chart.marks:
            sources += self._topic.facts[mark.fact].source
        heading = self.prose(section.heading)
        return ChartTable(
            chart=Chart("foods", tuple(bars), extent=extent, marks=marks, track=reference),
            heading=heading,
            lead=self.optional(section.lead),
            columns=(*self._heads(section.columns), self.words(chart.example_column), self.words(chart.content_column)),
            rows=tuple(rows),
            alternative=self._alternative(heading, [(row.example, row.value) for row in rows if row.example], marks),
            notes=self.all(chart.notes),
            sources=self._sources(sources),
        )

    def _food_row(self, food: content.Food, item: content.Content | None) -> ChartRow:
        """A food in the foundation's words, with the measured food that stands for it: `handje, geroosterd, 25 g`."""
        row = ChartRow(self.prose(food.name), self.prose(food.note), Prose(""), food.icon, food.richness)
        if item is None:
            return row
        grams = self._language.amount(item.portion.grams, item.portion.grams, "g")
        return replace(
            row,
            value=Prose(self._fact(f"food-{item.id}")),
            example=self.prose(item.name),
            portion=f"{self.words(item.portion.words)}, {grams}",
        )

    def _alternative(self, heading: Prose, rows: Iterable[tuple[Prose, Prose]], marks: Iterable[Mark]) -> str:
        """What the chart shows, in words: the finding first, then its data."""
        lines = "; ".join(f"{name.text}: {value.text}" for name, value in rows)
        labels = ", ".join(mark.label for mark in marks)
        text = f"{self._word('bar-chart')}. {heading.text}. {lines}."
        return f"{text} {self._word('reference-lines')}: {labels}." if labels else text

    def _supplements(self, section: content.Supplements, **part: object) -> Part:
        return paper.SupplementsPart(
            **part,  # type: ignore[arg-type]
            dosing=self._dosing(section.dosing),
            levels=self._levels(section.levels) if section.levels and self._editorial else None,
            forms=self._forms(section.forms),
            combine=self._combine(section.combine) if section.combine else None,
        )

    def _dosing(self, dosing: content.Dosing) -> paper.Dosing:
        figure, text = self._fact(dosing.amount), self.prose(dosing.text)
        if text.text.startswith(figure):
            text = replace(text, text=text.text.removeprefix(figure).lstrip())
        return paper.Dosing(
            figure=figure,
            text=text,
            split=self.prose(dosing.split),
            moments=tuple(
                paper.Moment(moment.id, self.prose(moment.name), self.prose(moment.text)) for moment in dosing.moments
            ),
        )

    def _levels(self, levels: content.Levels) -> ChartTable:
        facts = [self._topic.facts[row.fact] for row in levels.rows]
        bars = tuple(self._level_bar(row, fact.low, fact.top) for row, fact in zip(levels.rows, facts, strict=True))
        doses = tuple(index for index, fact in enumerate(facts) if fact.dose)
        marks = tuple(
            Mark(fact.low, self._fact(row.fact), limit=True, rows=doses)
            for row, fact in zip(levels.rows, facts, strict=True)
            if row.line
        )
        rows = tuple(
            ChartRow(self.prose(row.name), None, Prose(self._fact(row.fact), dose=fact.dose))
            for row, fact in zip(levels.rows, facts, strict=True)
        )
        heading = self.prose(levels.heading)
        top = (max(bar.high for bar in bars) or 1) * Decimal("1.08")  # so that no bar ends at the edge
        return ChartTable(
            chart=Chart("levels", bars, extent=top, marks=marks),
            heading=heading,
            lead=None,
            columns=(),
            rows=rows,
            alternative=self._alternative(heading, [(row.name, row.value) for row in rows], ()),
            notes=self.all(levels.notes),
            sources=self._sources(source for fact in facts if not fact.dose for source in fact.source),
        )

    def _level_bar(self, row: content.Level, low: Decimal, high: Decimal) -> Bar:
        if row.line:
            return Bar(high, high, kind=Kind.LIMIT)
        if low != high:
            return Bar(high, high, start=low)
        return Bar(high, high, kind=Kind.REFERENCE)

    def _forms(self, forms: content.Forms) -> ChartTable:
        shares = [form.elemental.amount if form.elemental and self._editorial else None for form in forms.rows]
        rows = tuple(
            ChartRow(
                self.prose(form.name),
                self.prose(form.property),
                Prose(self._language.amount(share, share, "%") if share is not None else ""),
            )
            for form, share in zip(forms.rows, shares, strict=True)
        )
        bars = tuple(Bar(share or Decimal(0), share or Decimal(0)) for share in shares)
        heading = self.prose(forms.heading)
        shown = any(share is not None for share in shares)
        return ChartTable(
            chart=Chart("forms", bars, extent=Decimal(100), track=Decimal(100), shape=Shape.CAPSULE),
            heading=heading,
            lead=self.optional(forms.lead),
            columns=(*self._heads(forms.columns), self.words(forms.share_column) if shown else ""),
            rows=rows,
            alternative=self._alternative(heading, [(row.name, row.value) for row in rows], ()),
            notes=self.all(forms.notes),
            sources=self._sources(source for form in forms.rows if form.elemental for source in form.elemental.source)
            if shown
            else "",
        )

    def _combine(self, combine: content.Combine) -> paper.Combine:
        return paper.Combine(self.prose(combine.heading), tuple(self.prose(item) for item in combine.items))

    def _steps(self, section: content.Steps, **part: object) -> Part:
        return paper.StepsPart(**part, steps=self.all(section.steps))  # type: ignore[arg-type]

    def _faq(self, section: content.Faq, **part: object) -> Part:
        items = tuple(
            paper.QuestionAnswer(self.prose(item.question), self.prose(item.answer)) for item in section.items
        )
        return paper.FaqPart(**part, items=items)  # type: ignore[arg-type]
