"""Topic + selection + language + format → `Handout`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from handouts.document import handout as paper
from handouts.document.chart_tables import content_chart, forms_chart, levels_chart
from handouts.document.handout import Part, Prose, proses
from handouts.document.wording import Wording
from handouts.formats import Format
from handouts.language import Language
from handouts.selection import Selection
from handouts.topics import Brand, Topic
from handouts.topics import sections as content


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

    `editorial=False` leaves out what the foundation did not write: the headline, key figures, charts, notes; headings
    stay, for without them nothing is found. Cautions beside a dose always stay whole.
    """
    say = Wording(topic, language, editorial=editorial)
    about = topic.about
    headline = say.optional(about.headline)
    figures = tuple(
        paper.KeyFigure(say.prose(figure.value), say.prose(figure.text), figure.leads)
        for figure in about.figures
        if say.wanted(figure.value) and (not figure.sections or set(figure.sections) & set(selection.sections))
    )
    make = _Parts(say)
    parts = tuple(make.build(name, topic.sections[name]) for name in selection.sections)
    return paper.Handout(
        language=language,
        format=fmt,
        marks=edition_marks(topic, selection, language, editorial=editorial),
        title=say.words(about.name),
        headline=headline,
        tagline=say.prose(about.tagline),
        purpose=say.prose(about.purpose),
        picture=say.words(about.picture),
        illustration=about.illustration,
        emblem=paper.Emblem(about.element.symbol, str(about.element.number or "")),
        figures=figures,
        parts=parts,
        citations=say.citations(),
        publisher=paper.Publisher(
            topic.publisher.name, topic.publisher.website, Prose(topic.publisher.disclaimer.texts[language.code])
        ),
        brand=brand,
        skip_link=say.words(about.skip_link),
        download=say.words(about.download),
        words={key: text.texts[language.code] for key, text in topic.words.items()},
        front=about.front,
        doses=_doses(say),
    )


def _doses(say: Wording) -> tuple[str, ...]:
    """How doses are printed, but for one that reads like another figure: that one is known by its text alone."""
    facts = say.topic.facts.items()
    others = {say.fact(name) for name, fact in facts if not fact.dose}
    return tuple(sorted({say.fact(name) for name, fact in facts if fact.dose} - others))


def edition_marks(topic: Topic, selection: Selection, language: Language, *, editorial: bool = True) -> tuple[str, ...]:
    """The marks of the code in print that tells what a sheet is and from which content it was made."""
    sections = selection.code if editorial else f"{selection.code}+own"
    return (topic.publisher.short, topic.name, language.code, sections, topic.about.version, topic.digest[:6])


class _Parts:
    """Sections of a topic as parts of a document."""

    def __init__(self, say: Wording) -> None:
        self._say = say
        self._builders: Mapping[type[content.Section], Callable[..., Part]] = {
            content.Article: self._article,
            content.Summary: self._summary,
            content.Signals: self._signals,
            content.Foods: self._foods,
            content.Supplements: self._supplements,
            content.Steps: self._steps,
            content.Faq: self._faq,
        }

    def build(self, name: str, section: content.Section) -> Part:
        """One section on paper, with its cautions if it prints a dose."""
        part = self._builders[type(section)](
            section,
            id=name,
            kind=section.kind,
            name=self._say.words(section.name),
            heading=self._say.prose(section.heading),
            lead=self._say.optional(section.lead),
            cautions=None,
            dosed=False,
        )
        # Told from what is printed: a text that was left out calls for nothing.
        body = replace(part, heading=Prose(""), lead=None)
        dosed = self._draws_dose(section) or any(prose.dose for prose in proses(body))
        cautions = self._cautions() if dosed or part.opens_with_dose else None
        return replace(part, cautions=cautions, dosed=dosed)

    def _draws_dose(self, section: content.Section) -> bool:
        """Whether a section prints a dose that is no text: as the dosing's numeral, as a line across a chart."""
        if isinstance(section, content.Supplements):
            return True
        marks = section.chart.marks if isinstance(section, content.Foods) and section.chart else ()
        return any(self._say.topic.facts[mark.fact].dose for mark in marks)

    def _cautions(self) -> paper.Cautions:
        section = self._say.topic.cautions
        if section is None:
            raise ValueError(f"the topic '{self._say.topic.name}' prints a dose and states no cautions")
        stated = section.cautions
        return paper.Cautions(
            heading=self._say.prose(stated.heading),
            side_effect=self._say.word("side-effect"),
            side_effects=tuple(self._say.prose(text) for text in stated.side_effects),
            contra_indications=tuple(self._say.prose(text) for text in stated.contra_indications),
            remarks=tuple(self._say.prose(text) for text in stated.remarks),
        )

    def _article(self, section: content.Article, **part: Any) -> Part:
        blocks = tuple(self._block(block) for block in section.blocks)
        return paper.ArticlePart(**part, icon=section.icon, blocks=blocks)

    def _block(self, block: content.Block) -> paper.Block:
        return paper.Block(
            text=self._say.optional(block.text),
            points=self._say.all(block.points),
            table=self._table(block.table) if block.table else None,
            advice=self._say.optional(block.advice),
        )

    def _table(self, table: content.Table) -> paper.Table:
        return paper.Table(
            heading=self._say.optional(table.heading),
            columns=tuple(self._say.prose(text) for text in table.columns),
            rows=tuple(tuple(self._say.prose(cell) for cell in row) for row in table.rows),
        )

    def _summary(self, section: content.Summary, **part: Any) -> Part:
        return paper.SummaryPart(**part, points=self._say.all(section.points))

    def _signals(self, section: content.Signals, **part: Any) -> Part:
        tiles = tuple(
            paper.SignalTile(self._say.prose(signal.category), self._say.prose(signal.signs), signal.icon, signal.place)
            for signal in section.signals
        )
        return paper.SignalsPart(
            **part,
            tick=self._say.optional(section.tick),
            columns=self._say.heads(section.columns),
            tiles=tiles,
        )

    def _foods(self, section: content.Foods, **part: Any) -> Part:
        return paper.FoodsPart(
            **part,
            columns=self._say.heads(section.columns),
            rows=tuple(
                paper.FoodRow(self._say.prose(food.name), self._say.prose(food.note), food.icon, food.richness)
                for food in section.foods
            ),
            chart=content_chart(self._say, section, section.chart) if section.chart and self._say.editorial else None,
            limit_heading=self._say.prose(section.limit_heading),
            limit=tuple(paper.LimitItem(self._say.prose(item.name), item.icon) for item in section.limit),
        )

    def _supplements(self, section: content.Supplements, **part: Any) -> Part:
        return paper.SupplementsPart(
            **part,
            dosing=self._dosing(section.dosing),
            levels=levels_chart(self._say, section.levels) if section.levels and self._say.editorial else None,
            forms=forms_chart(self._say, section.forms),
            combine=self._combine(section.combine) if section.combine else None,
        )

    def _dosing(self, dosing: content.Dosing) -> paper.Dosing:
        figure, text = self._say.fact(dosing.amount), self._say.prose(dosing.text)
        if text.text.startswith(figure):
            text = replace(text, text=text.text.removeprefix(figure).lstrip())
        return paper.Dosing(
            figure=figure,
            text=text,
            split=self._say.prose(dosing.split),
            moments=tuple(
                paper.Moment(moment.id, self._say.prose(moment.name), self._say.prose(moment.text))
                for moment in dosing.moments
            ),
        )

    def _combine(self, combine: content.Combine) -> paper.Combine:
        return paper.Combine(self._say.prose(combine.heading), tuple(self._say.prose(item) for item in combine.items))

    def _steps(self, section: content.Steps, **part: Any) -> Part:
        return paper.StepsPart(**part, steps=self._say.all(section.steps))

    def _faq(self, section: content.Faq, **part: Any) -> Part:
        items = tuple(
            paper.QuestionAnswer(self._say.prose(item.question), self._say.prose(item.answer)) for item in section.items
        )
        return paper.FaqPart(**part, items=items)
