"""Order → product: look it up, or load, choose, resolve, set, lay out, and check what came out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.build import cache
from handouts.errors import ChoiceError, Finding, LayoutError, closest
from handouts.language import LANGUAGES
from handouts.resources import ASSETS, LOGO_ENDINGS

if TYPE_CHECKING:
    from handouts.document import Handout
    from handouts.document.chart import Chart, Frame
    from handouts.markup import Markup

CONTENT = ASSETS / "topics"
Say = Callable[[str], None]
_SMALLEST_DISCLAIMER = 7.0  # points


class Output(StrEnum):
    """What comes out."""

    PDF = "pdf"
    PNG = "png"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Order:
    """What a user asks for. `sections` and `preset` exclude each other; neither means the format's own preset."""

    topic: str
    language: str = "nl"
    format: str = "handout-a4"
    theme: str = "clinic"
    preset: str | None = None
    sections: tuple[str, ...] | None = None
    without: tuple[str, ...] = ()
    editorial: bool = True
    output: Output = Output.PDF
    dpi: int | None = None
    content: Path = CONTENT
    brand: Path | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """A finished document: its own file name, without an ending, and one file, or one image a page."""

    name: str
    output: Output
    pages: int
    files: tuple[bytes, ...]

    def names(self, stem: str) -> tuple[str, ...]:
        """A file name for each file, from the name that was asked for without its ending."""
        if len(self.files) == 1:
            return (f"{stem}.{self.output}",)
        return tuple(f"{stem}-{page}.{self.output}" for page in range(1, len(self.files) + 1))


def make(order: Order, say: Say = lambda stage: None) -> Product:
    """Make one document, or take it from the cache if nothing it is made from has changed.

    `say` is told what is being done. Raises `ChoiceError` for a name that stands for nothing, `ContentError` with
    every problem of the content, `LayoutError` with every broken promise of the layout.
    """
    if order.language not in LANGUAGES:
        there = ", ".join(LANGUAGES)
        raise ChoiceError(f"no language '{order.language}'{closest(order.language, LANGUAGES)}; there are: {there}")
    name = f"edition-{cache.key(order.content, (*astuple(order), *_brand_marks(order.brand)))}"
    kept = cache.load(name)
    if kept is not None:
        return _unpacked(kept)
    product = _made(order, say)
    cache.keep(name, _packed(product))
    return product


def _brand_marks(brand: Path | None) -> tuple[object, ...]:
    """What tells a changed brand: its file's bytes, and size and time of the pictures beside it, one its logo."""
    if brand is None or not brand.is_file():
        return ()
    pictures = sorted(path for path in brand.parent.iterdir() if path.suffix.lower() in LOGO_ENDINGS)
    seen = tuple((path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in pictures)
    return (sha256(brand.read_bytes()).hexdigest(), seen)


def _made(order: Order, say: Say) -> Product:
    from handouts import document, formats, markup, selection, themes, topics

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
    return _printed(order, handout, page, stem, say)


def _printed(order: Order, handout: Handout, page: Markup, stem: str, say: Say) -> Product:
    """The page in the form that was asked for; whatever it is, it was laid out and checked as a PDF first."""
    from handouts import pdf

    say("laying out")
    rendered = pdf.render(page, identifier=sha256(page.html.encode()).hexdigest()[:32])
    say("checking")
    _promise(handout, rendered.pdf)
    if order.output is Output.HTML:
        return Product(stem, order.output, rendered.pages, (pdf.standalone(page).encode(),))
    if order.output is Output.PNG:
        images = pdf.to_png(rendered.pdf, order.dpi or handout.format.dpi)
        return Product(stem, order.output, rendered.pages, images)
    return Product(stem, order.output, rendered.pages, (rendered.pdf,))


def _promise(handout: Handout, written: bytes) -> None:
    """Hold the written PDF against the first two promises.

    The publisher's disclaimer stands on every page, whole and legible, and each part that prints a dose prints the
    cautions.
    """
    from handouts import pdf

    disclaimer = handout.publisher.disclaimer.text.replace("**", "")
    remedy = "The footer needs room, and the publisher's words as they are."
    missing = [
        Finding(f"page {number}", f"the disclaimer {reason}", remedy)
        for number, reason in pdf.illegible(written, disclaimer, _SMALLEST_DISCLAIMER).items()
    ]
    whole = "".join(_letters(text) for text in pdf.text_of(written))
    cautious = [part.cautions for part in handout.parts if part.cautions]
    stated = {text for cautions in cautious for text in (*cautions.side_effects, *cautions.contra_indications)}
    missing += [
        Finding("the document", f"a dose without its caution: {caution.text}", "The template of its section drops it.")
        for caution in stated
        if whole.count(_letters(caution.text)) < len(cautious)
    ]
    if missing:
        raise LayoutError(missing)


def _letters(text: str) -> str:
    """A text without spaces and bold marks, as it can be looked for whatever its lines are."""
    return "".join(text.replace("**", "").split())


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
        "sizes": [len(file) for file in product.files],
    }
    return cache.Entry(facts, b"".join(product.files))


def _unpacked(entry: cache.Entry) -> Product:
    files, start = [], 0
    for size in entry.facts["sizes"]:
        files.append(entry.data[start : start + size])
        start += size
    return Product(entry.facts["name"], Output(entry.facts["output"]), entry.facts["pages"], tuple(files))
