"""Order → product: look it up, or load, choose, resolve, set, lay out, and check what came out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import astuple
from hashlib import sha256
from typing import TYPE_CHECKING

from handouts.build import cache
from handouts.build.order import Order, Output, Product
from handouts.errors import ChoiceError, Finding, LayoutError, closest
from handouts.language import LANGUAGES

if TYPE_CHECKING:
    from handouts.document import Handout
    from handouts.document.chart import Chart, Frame
    from handouts.formats import Format
    from handouts.markup import Markup
    from handouts.pdf import Rendered
    from handouts.selection import Selection
    from handouts.themes import Theme
    from handouts.topics import Topic

Say = Callable[[str], None]


def make(order: Order, say: Say = lambda stage: None) -> Product:
    """Make one document, or take it from the cache if nothing it is made from has changed.

    `say` is told what is being done. Raises `ChoiceError` for a name that stands for nothing, `ContentError` with
    every problem of the content, `LayoutError` with every broken promise of the layout.
    """
    if order.language not in LANGUAGES:
        there = ", ".join(LANGUAGES)
        raise ChoiceError(f"no language '{order.language}'{closest(order.language, LANGUAGES)}; there are: {there}")
    name = f"edition-{cache.key(order.content, (*astuple(order), *cache.brand_marks(order.brand)))}"
    kept = cache.load(name)
    if kept is not None:
        return _unpacked(kept)
    product = _made(order, say)
    cache.keep(name, _packed(product))
    return product


def _made(order: Order, say: Say) -> Product:
    from handouts import document, formats, markup, selection, themes, topics
    from handouts.build import promises

    say("reading the content")
    fmt = formats.named(order.format)
    theme = themes.named(order.theme)
    topic = topics.load(order.topic, order.content)
    if order.language not in topic.about.languages:
        there = ", ".join(topic.about.languages)
        raise ChoiceError(f"'{order.topic}' is not written in '{order.language}'; there are: {there}")
    chosen = selection.choose(
        topic, preset=order.preset, sections=order.sections, without=order.without, default=fmt.preset
    )
    handout = document.build(
        topic,
        chosen,
        LANGUAGES[order.language],
        fmt,
        brand=topics.load_brand(order.brand) if order.brand else None,
        editorial=order.editorial,
    )
    say("drawing")
    page = markup.render(handout, theme, _drawn)
    say("laying out")
    rendered = _laid_out(order, handout, theme, page, _limit(order, topic, chosen, fmt))
    say("checking")
    if findings := promises.broken(handout, rendered.pdf):
        raise LayoutError(findings)
    stem = "-".join(
        (
            order.topic,
            fmt.name,
            order.language,
            *([] if chosen.preset == fmt.preset else [chosen.code]),
            *([] if order.editorial else ["own-words"]),
            *([selection.slug(handout.brand.name)] if handout.brand else []),
        )
    )
    files = _files(order.output, page, rendered, order.dpi or fmt.dpi)
    return Product(stem, order.output, rendered.pages, files, rendered.sparse)


def _limit(order: Order, topic: Topic, chosen: Selection, fmt: Format) -> int | None:
    """How many sides the document may take: as its preset promises, which knows of no brand; else as its format has."""
    preset = topic.about.presets.get(chosen.preset)
    promised = preset.sides if preset and order.editorial and not order.brand else None
    return promised or fmt.sides or None


def _laid_out(order: Order, handout: Handout, theme: Theme, page: Markup, limit: int | None) -> Rendered:
    """The page as a PDF. Raises `LayoutError`, in which what comes from a brand is told of the brand's file."""
    from handouts import markup, pdf
    from handouts.build import blame

    def again(other: Handout) -> tuple[Finding, ...]:
        try:
            pdf.render(markup.render(other, theme, _drawn), identifier="", limit=limit)
        except LayoutError as error:
            return error.findings
        return ()

    try:
        return pdf.render(page, identifier=sha256(page.html.encode()).hexdigest()[:32], limit=limit)
    except LayoutError as error:
        if order.brand is None:
            raise
        raise LayoutError(blame.restated(error.findings, handout, order.brand, again)) from error


def _files(output: Output, page: Markup, rendered: Rendered, dpi: int) -> tuple[bytes, ...]:
    """The page in the form that was asked for; whatever it is, it was laid out and checked as a PDF first."""
    from handouts import pdf

    if output is Output.HTML:
        return (pdf.standalone(page.for_browser()).encode(),)
    return pdf.to_png(rendered.pdf, dpi) if output is Output.PNG else (rendered.pdf,)


def _drawn(chart: Chart, frame: Frame, tokens: Mapping[str, str]) -> bytes:
    """The picture of a chart, drawn once for the same data, room and colours."""
    from handouts import charts

    name = f"chart-{charts.fingerprint(chart, frame, tokens)}"
    kept = cache.load(name)
    if kept is not None:
        return kept.data
    picture = charts.draw(chart, frame, tokens)
    cache.keep(name, cache.Entry({}, picture))
    return picture


def _packed(product: Product) -> cache.Entry:
    facts = {
        "name": product.name,
        "output": product.output,
        "pages": product.pages,
        "sparse": product.sparse,
        "sizes": [len(file) for file in product.files],
    }
    return cache.Entry(facts, b"".join(product.files))


def _unpacked(entry: cache.Entry) -> Product:
    files, start = [], 0
    for size in entry.facts["sizes"]:
        files.append(entry.data[start : start + size])
        start += size
    facts = entry.facts
    return Product(facts["name"], Output(facts["output"]), facts["pages"], tuple(files), facts["sparse"])
