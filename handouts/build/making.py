"""Order → product: look it up, or load, choose, resolve, set, lay out, and check what came out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import astuple
from typing import TYPE_CHECKING

from handouts.build import cache, contained, limiting
from handouts.build.order import Order, Output, Product
from handouts.errors import ChoiceError, LayoutError, closest
from handouts.language import LANGUAGES

if TYPE_CHECKING:
    from handouts.build.setting import Setting
    from handouts.document.chart import Chart, Frame
    from handouts.pdf import Rendered
    from handouts.topics import Brand, Topic

Say = Callable[[str], None]

_BUSY = (
    "What keeps it busy is most often a drawing that repeats itself (<use> within <use>) or has many thousands of "
    "shapes, boxes hundreds deep, a cell that spans thousands of columns, a gradient that repeats in tiny steps"
)


def make(order: Order, say: Say = lambda stage: None) -> Product:
    """Make one document, or take it from the cache if nothing it is made from has changed.

    `say` is told what is being done. Raises `ChoiceError` for a name that stands for nothing, `ContentError` with
    every problem of the content, `LayoutError` with every broken promise of the layout.
    """
    _known(order.language)
    marks = (*astuple(order), *cache.brand_marks(order.brand))
    name = f"edition-{cache.key(order.content, marks, order.folders)}"
    kept = cache.load(name)
    if kept is not None:
        return _unpacked(kept)
    product = _made(order, say)
    cache.keep(name, _packed(product))
    return product


def written_in(topic: Topic, language: str) -> None:
    """Raise `ChoiceError` where a topic is not written in a language."""
    _known(language)
    if language not in topic.about.languages:
        there = ", ".join(topic.about.languages)
        raise ChoiceError(f"'{topic.name}' is not written in '{language}'; there are: {there}")


def _known(language: str) -> None:
    if language not in LANGUAGES:
        there = ", ".join(LANGUAGES)
        raise ChoiceError(f"no language '{language}'{closest(language, LANGUAGES)}; there are: {there}")


def _made(order: Order, say: Say) -> Product:
    from handouts import formats, selection, themes, topics
    from handouts.build.setting import Setting

    say("reading the content")
    fmt = formats.named(order.format, order.templates, large_print=order.large_print)
    theme = themes.named(order.theme or fmt.theme, ink_saver=order.ink_saver, own=order.templates).setting(fmt)
    topic = topics.load(order.topic, order.content)
    written_in(topic, order.language)
    usual = selection.choose(topic, default=fmt.presets)
    chosen = selection.choose(
        topic, preset=order.preset, sections=order.sections, without=order.without, default=fmt.presets
    )
    brand = topics.load_brand(order.brand) if order.brand else None
    setting = Setting(order, topic, chosen, fmt, theme, brand, _drawn)
    name = _name(order, "" if theme.name == fmt.theme else theme.name, "" if chosen == usual else chosen.code, brand)
    if order.own:  # what is ours needs no guard, and a batch of it is quicker in one process
        return contained.run(_set, setting, name, subject=_subject(order), limits=limiting.usual(), say=say)
    return _set(setting, name, say)


def _subject(order: Order) -> contained.Subject:
    """What to tell of a document that took too long, or too much."""
    more = f"on a slow machine, give it more with {limiting.SECONDS} and {limiting.MEGABYTES}"
    remedy = f"Look into {' and '.join(order.own)}. {_BUSY}. Or, {more}."
    return contained.Subject(f"{order.topic}, {order.format}, {order.language}", remedy)


def _set(setting: Setting, name: str, say: Say) -> Product:
    """A document that was looked up, as it is made: laid out, checked, and in the form that was asked for."""
    from handouts.build import promises

    order, fmt, theme = setting.order, setting.format, setting.theme
    handout = setting.handout
    say("laying out")
    rendered = setting.laid_out(handout)
    say("checking")
    colours = bool(theme.theirs or theme.colours)  # those of our own looks are tested
    if findings := promises.broken(handout, rendered.pdf, rendered.markup.html, colours=colours):
        raise LayoutError(findings)
    output = order.output or Output(fmt.output)
    files = _files(output, rendered, order.dpi or fmt.dpi)
    borrowed = rendered.markup.borrowed
    return Product(name, output, rendered.pages, files, rendered.size, rendered.layouts, rendered.sparse, borrowed)


def _name(order: Order, theme: str, sections: str, brand: Brand | None) -> str:
    """The file's own name: what it is, and how it differs from what the format usually is."""
    from handouts.selection import slug

    marks = (
        order.topic,
        order.format,
        order.language,
        theme,
        sections,
        "large-print" if order.large_print else "",
        "ink-saver" if order.ink_saver else "",
        "" if order.editorial else "own-words",
        slug(brand.name) if brand else "",
    )
    return "-".join(mark for mark in marks if mark)


def _files(output: Output, rendered: Rendered, dpi: int) -> tuple[bytes, ...]:
    """The page in the form that was asked for; whatever it is, it was laid out and checked as a PDF first."""
    from handouts import pdf

    if output is Output.HTML:
        return (pdf.standalone(rendered.markup.for_browser()).encode(),)
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
        "size": product.size,
        "layouts": product.layouts,
        "sparse": product.sparse,
        "borrowed": product.borrowed,
        "sizes": [len(file) for file in product.files],
    }
    return cache.Entry(facts, b"".join(product.files))


def _unpacked(entry: cache.Entry) -> Product:
    files, start = [], 0
    for size in entry.facts["sizes"]:
        files.append(entry.data[start : start + size])
        start += size
    facts = entry.facts
    return Product(
        facts["name"],
        Output(facts["output"]),
        facts["pages"],
        tuple(files),
        facts["size"],
        facts["layouts"],
        facts["sparse"],
        tuple(facts["borrowed"]),
    )
