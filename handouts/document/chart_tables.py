"""A section's figures → charts with their tables, their notes and their sources."""

from __future__ import annotations

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
    rows, bars = [], []
    for food in foods:
        item = measured[food.example] if food.example else None
        row = _food_row(say, food, item)
        rows.append(row)
        bars.append(Bar(item.low, item.high, label=row.value.plain) if item else Bar(Decimal(0), Decimal(0)))
    marks = tuple(Mark(say.topic.facts[mark.fact].low, say.words(mark.label)) for mark in chart.marks)
    line_sources = say.shorts(source for mark in chart.marks for source in say.topic.facts[mark.fact].source)
    highest = max(bar.high for bar in bars)
    reference = max((mark.value for mark in marks), default=highest)
    extent = max(reference, highest) or Decimal(1)  # a chart of noughts has a scale too
    heading = say.prose(section.heading)
    return ChartTable(
        chart=Chart("foods", tuple(bars), extent=extent, marks=marks, track=reference),
        heading=heading,
        lead=say.optional(section.lead),
        columns=(*say.heads(section.columns), say.words(chart.example_column), say.words(chart.content_column)),
        rows=tuple(rows),
        form=say.word("bar-chart"),
        lines=say.word("reference-lines"),
        notes=say.all(chart.notes),
        line_sources=line_sources,
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
        item=item.id,
        sources=say.shorts((*item.per_100g.source, *(item.spread.source if item.spread else ()), *item.portion.source)),
    )


def levels_chart(say: Wording, levels: content.Levels) -> ChartTable:
    """The dose beside the upper level and the reference intake."""
    facts = [say.topic.facts[row.fact] for row in levels.rows]
    bars = tuple(
        replace(_level_bar(row, fact.low, fact.top), label=say.fact(row.fact))
        for row, fact in zip(levels.rows, facts, strict=True)
    )
    doses = tuple(index for index, fact in enumerate(facts) if fact.dose)
    marks = tuple(
        Mark(fact.low, say.fact(row.fact), limit=True, rows=doses)
        for row, fact in zip(levels.rows, facts, strict=True)
        if row.line
    )
    rows = tuple(
        ChartRow(
            say.prose(row.name),
            None,
            Prose(say.fact(row.fact), dose=fact.dose),
            sources=() if fact.dose else say.shorts(fact.source),
        )
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
        form=say.word("bar-chart"),
        lines="",
        notes=say.all(levels.notes),
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
            item=form.id,
            sources=say.shorts(form.elemental.source) if form.elemental and share is not None else (),
        )
        for form, share in zip(forms.rows, shares, strict=True)
    )
    bars = tuple(
        Bar(share or Decimal(0), share or Decimal(0), label=row.value.plain)
        for share, row in zip(shares, rows, strict=True)
    )
    shown = any(share is not None for share in shares)
    # What the heading finds is in the shares: without them, the table has the name of what it lists.
    heading = say.prose(forms.heading if shown else forms.columns[0])
    return ChartTable(
        chart=Chart("forms", bars, extent=Decimal(100), track=Decimal(100), shape=Shape.CAPSULE),
        heading=heading,
        lead=say.optional(forms.lead),
        columns=(*say.heads(forms.columns), say.words(forms.share_column) if shown else ""),
        rows=rows,
        form=say.word("bar-chart"),
        lines="",
        notes=say.all(forms.notes),
    )
