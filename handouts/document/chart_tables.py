"""A section's figures → charts with their tables, their notes and their sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from handouts.document.chart import Bar, Chart, Kind, Mark, Shape
from handouts.document.handout import ChartRow, ChartTable, Prose
from handouts.document.wording import Wording
from handouts.topics import sections as content


def content_chart(say: Wording, section: content.Foods, chart: content.ContentChart) -> ChartTable:
    """What a portion holds, most first, against the reference lines: one measured food for each of the foundation's."""
    measured = {item.id: item for item in chart.items}
    foods = sorted(section.foods, key=lambda food: -measured[food.example].high if food.example else Decimal(0))
    rows, bars, sources = [], [], []
    for food in foods:
        item = measured[food.example] if food.example else None
        rows.append(_food_row(say, food, item))
        bars.append(Bar(item.low, item.high) if item else Bar(Decimal(0), Decimal(0)))
        if item:
            sources += [*item.per_100g.source, *(item.spread.source if item.spread else ()), *item.portion.source]
    marks = tuple(Mark(say.topic.facts[mark.fact].low, say.words(mark.label)) for mark in chart.marks)
    highest = max(bar.high for bar in bars)
    reference = max((mark.value for mark in marks), default=highest)
    extent = max(reference, highest) or Decimal(1)  # a chart of noughts has a scale too
    for mark in chart.marks:
        sources += say.topic.facts[mark.fact].source
    heading = say.prose(section.heading)
    return ChartTable(
        chart=Chart("foods", tuple(bars), extent=extent, marks=marks, track=reference),
        heading=heading,
        lead=say.optional(section.lead),
        columns=(*say.heads(section.columns), say.words(chart.example_column), say.words(chart.content_column)),
        rows=tuple(rows),
        alternative=_alternative(say, heading, [(row.example, row.value) for row in rows if row.example], marks),
        notes=say.all(chart.notes),
        sources=say.sources(sources),
    )


def _food_row(say: Wording, food: content.Food, item: content.Content | None) -> ChartRow:
    """A food in the foundation's words, with the measured food that stands for it: `handje, geroosterd, 25 g`."""
    row = ChartRow(say.prose(food.name), say.prose(food.note), Prose(""), food.icon, food.richness)
    if item is None:
        return row
    grams = say.language.amount(item.portion.grams, item.portion.grams, "g")
    return replace(
        row,
        value=Prose(say.fact(f"food-{item.id}")),
        example=say.prose(item.name),
        portion=f"{say.words(item.portion.words)}, {grams}",
    )


def _alternative(say: Wording, heading: Prose, rows: Iterable[tuple[Prose, Prose]], marks: Iterable[Mark]) -> str:
    """What the chart shows, in words: the finding first, then its data."""
    lines = "; ".join(f"{name.plain}: {value.plain}" for name, value in rows)
    labels = ", ".join(mark.label for mark in marks)
    text = f"{say.word('bar-chart')}. {heading.plain}. {lines}."
    return f"{text} {say.word('reference-lines')}: {labels}." if labels else text


def levels_chart(say: Wording, levels: content.Levels) -> ChartTable:
    """The dose beside the upper level and the reference intake."""
    facts = [say.topic.facts[row.fact] for row in levels.rows]
    bars = tuple(_level_bar(row, fact.low, fact.top) for row, fact in zip(levels.rows, facts, strict=True))
    doses = tuple(index for index, fact in enumerate(facts) if fact.dose)
    marks = tuple(
        Mark(fact.low, say.fact(row.fact), limit=True, rows=doses)
        for row, fact in zip(levels.rows, facts, strict=True)
        if row.line
    )
    rows = tuple(
        ChartRow(say.prose(row.name), None, Prose(say.fact(row.fact), dose=fact.dose))
        for row, fact in zip(levels.rows, facts, strict=True)
    )
    heading = say.prose(levels.heading)
    top = (max(bar.high for bar in bars) or 1) * Decimal("1.08")  # so that no bar ends at the edge
    return ChartTable(
        chart=Chart("levels", bars, extent=top, marks=marks),
        heading=heading,
        lead=None,
        columns=(),
        rows=rows,
        alternative=_alternative(say, heading, [(row.name, row.value) for row in rows], ()),
        notes=say.all(levels.notes),
        sources=say.sources(source for fact in facts if not fact.dose for source in fact.source),
    )


def _level_bar(row: content.Level, low: Decimal, high: Decimal) -> Bar:
    if row.line:
        return Bar(high, high, kind=Kind.LIMIT)
    if low != high:
        return Bar(high, high, start=low)
    return Bar(high, high, kind=Kind.REFERENCE)


def forms_chart(say: Wording, forms: content.Forms) -> ChartTable:
    """The forms compared, and how much of each is the nutrient itself."""
    shares = [form.elemental.amount if form.elemental and say.editorial else None for form in forms.rows]
    rows = tuple(
        ChartRow(
            say.prose(form.name),
            say.prose(form.property),
            Prose(say.language.amount(share, share, "%") if share is not None else ""),
        )
        for form, share in zip(forms.rows, shares, strict=True)
    )
    bars = tuple(Bar(share or Decimal(0), share or Decimal(0)) for share in shares)
    shown = any(share is not None for share in shares)
    # What the heading finds is in the shares: without them, the table has the name of what it lists.
    heading = say.prose(forms.heading if shown else forms.columns[0])
    return ChartTable(
        chart=Chart("forms", bars, extent=Decimal(100), track=Decimal(100), shape=Shape.CAPSULE),
        heading=heading,
        lead=say.optional(forms.lead),
        columns=(*say.heads(forms.columns), say.words(forms.share_column) if shown else ""),
        rows=rows,
        alternative=_alternative(say, heading, [(row.name, row.value) for row in rows], ()),
        notes=say.all(forms.notes),
        sources=say.sources(source for form in forms.rows if form.elemental for source in form.elemental.source)
        if shown
        else "",
    )
