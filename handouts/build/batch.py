"""Many documents of one topic, and the page that shows what was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from handouts import formats, selection, themes, topics
from handouts.build import contained
from handouts.build.files import save
from handouts.build.making import Say, make, written_in
from handouts.build.order import ALL, Order, Output, Product
from handouts.errors import HandoutsError
from handouts.language import LANGUAGES

if TYPE_CHECKING:
    from handouts import markup

INDEX = "index.html"
_THUMBNAIL = 240  # pixels wide


@dataclass(frozen=True, slots=True)
class Piece:
    """One document of a set as it was written: the order, what came of it, its files."""

    order: Order
    product: Product
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """One document of a set that could not be made, and why."""

    order: Order
    error: HandoutsError


def orders(order: Order) -> tuple[Order, ...]:
    """One order for each format and language that an order asks for: names with commas between them, or `all`.

    In large print, `all` formats are those that have it; `all` languages are those that the topic is written in.
    Raises `ChoiceError` for a name that stands for nothing, and `ContentError` for a topic that cannot be used: what
    none of them could be made with is told once, before any is made.
    """
    topic = topics.load(order.topic, order.content)
    names = _chosen(order.format, formats.available(order.templates, large_print=order.large_print))
    languages = _chosen(order.language, topic.about.languages)
    for name in names:
        formats.named(name, order.templates, large_print=order.large_print)
    for language in languages:
        written_in(topic, language)
    if order.theme:
        themes.named(order.theme)
    sections = topic.about.sections if order.preset is None and order.sections is None else order.sections
    selection.choose(topic, preset=order.preset, sections=sections, without=order.without)
    if order.brand:
        topics.load_brand(order.brand)
    return tuple(replace(order, format=name, language=language) for name in names for language in languages)


def outputs(wanted: Iterable[Order]) -> frozenset[Output]:
    """What comes out of orders: what is asked for, or what each format is usually wanted as."""
    return frozenset(order.output or Output(_format(order).output) for order in wanted)


def _format(order: Order) -> formats.Format:
    return formats.named(order.format, order.templates, large_print=order.large_print)


def _names(written: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in written.split(","))


def _chosen(written: str, everything: Iterable[str]) -> tuple[str, ...]:
    """The names that were written, each once; in place of `all`, everything there is."""
    return tuple(dict.fromkeys(one for name in _names(written) for one in (everything if name == ALL else (name,))))


def make_all(wanted: Sequence[Order], folder: Path, say: Say) -> Iterator[Piece | Failure]:
    """Make each document and write it to `folder`; one that cannot be made does not keep the others from it."""
    if len(wanted) > 1 and wanted[0].own and contained.can_fork():
        _load_engines()
    for order in wanted:
        try:
            product = make(order, partial(_say, say, f"{order.format}, {order.language}"))
            names = product.names(product.name)
            save({folder / name: file for name, file in zip(names, product.files, strict=True)})
            yield Piece(order, product, names)
        except HandoutsError as error:
            yield Failure(order, error)


def _load_engines() -> None:
    """Load once what each child would have to load for itself: most of the time that a small document takes."""
    from handouts.build import promises, setting  # noqa: F401
    from handouts.pdf.isolation import load_engine, without_system_fonts

    with without_system_fonts():
        load_engine()
        from handouts.pdf import fetching, fonts, layout, reading  # noqa: F401


def _say(say: Say, piece: str, stage: str) -> None:
    say(f"{piece}, {stage}")


def index(pieces: Sequence[Piece]) -> bytes:
    """A page that shows each piece as a picture, with its files, its size on paper and its sides."""
    from handouts import markup

    first = pieces[0].order
    topic = topics.load(first.topic, first.content)
    by_language: dict[str, list[Piece]] = {}
    for piece in pieces:
        by_language.setdefault(piece.order.language, []).append(piece)
    shelves = [
        markup.Shown(
            language=language,
            title=topic.about.name.texts[language],
            words={name: text.texts[language] for name, text in topic.words.items()},
            disclaimer=topic.publisher.disclaimer.texts[language],
            pieces=tuple(_shown(piece) for piece in some),
        )
        for language, some in by_language.items()
    ]
    return markup.index(shelves).encode()


def _shown(piece: Piece) -> markup.ShownPiece:
    from handouts import markup, pdf

    order, product = piece.order, piece.product
    fmt = _format(order)
    thumbnails = () if product.output is Output.HTML else pdf.thumbnails(product.files, _THUMBNAIL)
    return markup.ShownPiece(
        name=fmt.description[order.language],
        size=fmt.size.replace(".", LANGUAGES[order.language].decimal),
        sides=product.pages,
        files=tuple((name, len(file)) for name, file in zip(piece.names, product.files, strict=True)),
        thumbnails=thumbnails,
        large_print=order.large_print,
        ink_saver=order.ink_saver,
    )
