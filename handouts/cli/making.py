"""`handouts make`: one document, or each of several formats and languages."""

from __future__ import annotations

import sys
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from handouts.build import order as ordering
from handouts.build.order import Order
from handouts.cli.commands import FAILED, content_option, main, templates_option
from handouts.cli.target import ENDINGS, STREAMS, folder_of, places, pour, result, suits
from handouts.cli.terminal import Progress, counted, show
from handouts.errors import ChoiceError


class _Names(click.ParamType[tuple[str, ...]]):
    """Names with commas between them."""

    name = "a,b"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        names = tuple(name.strip() for name in str(value).split(","))
        if not all(names):
            self.fail("write names with a comma between them: foods,tips", param, ctx)
        return names


@main.command(epilog="For example: handouts make magnesium --lang en --sections foods,signals,tips -o foods.pdf")
@click.argument("topic")
@click.option(
    "--lang",
    "language",
    default=ordering.LANGUAGE,
    show_default=True,
    metavar="nl|en|all",
    help="Language of the document.",
)
@click.option(
    "--format",
    "format_name",
    default=ordering.FORMAT,
    show_default=True,
    help="What it is: see `handouts formats`; several with commas, or all.",
)
@click.option("--theme", metavar="NAME|DIR", help="How it looks: see `handouts themes`, or a folder of your own.")
@click.option("--preset", help="A ready choice of sections: see `handouts presets TOPIC`.")
@click.option("--sections", type=_Names(), help="Only these sections: see `handouts sections TOPIC`.")
@click.option("--without", type=_Names(), help="Leave these sections out.")
@click.option("--own-words", is_flag=True, help="Only the publisher's own texts: no editor's notes, figures or charts.")
@click.option(
    "--brand",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File with name, telephone, website and logo of the practice that hands it out.",
)
@click.option("--large-print", is_flag=True, help="Type of 18 points and more, in one column.")
@click.option("--ink-saver", is_flag=True, help="Black only, no filled areas.")
@click.option("--to", "output", type=click.Choice(ENDINGS), help="Without it: png for posts, pdf for all else.")
@click.option("--dpi", type=click.IntRange(36, 600), help="Resolution of PNG images.")
@click.option("-o", "target", metavar="PATH", help="File or folder to write to; - is the standard output.")
@templates_option
@content_option
def make(
    topic: str,
    language: str,
    format_name: str,
    preset: str | None,
    without: tuple[str, ...] | None,
    own_words: bool,
    output: str | None,
    target: str | None,
    content: Path | None,
    **options: Any,
) -> None:
    """Make one document of TOPIC; with several formats or languages, a folder of them with a page that shows them."""
    if preset == "":
        raise ChoiceError(f"--preset needs a name: see `handouts presets {topic}`, or leave it out")
    for name in ("brand", "templates"):
        options[name] = options[name].resolve() if options[name] else None
    if content:
        options["content"] = content.resolve()
    if options["theme"] == "":
        raise ChoiceError("--theme needs a name: see `handouts themes`, or leave it out")
    order = Order(
        topic=topic,
        language=language,
        format=format_name,
        preset=preset,
        without=without or (),
        editorial=not own_words,
        output=ordering.Output(output) if output else None,
        **options,
    )
    if order.several:
        _several(order, target)
    else:
        _one(order, target)


def _one(order: Order, target: str | None) -> None:
    from handouts import build, formats

    fmt = formats.named(order.format, order.templates, large_print=order.large_print)
    output = order.output or ordering.Output(fmt.output)
    suits(target, output)
    _of_images(order.dpi, {output})
    with _uncollected(), Progress(f"{order.topic}, {order.language}") as progress:
        product = build.make(order, progress.say)
    if target in STREAMS:
        pour(product.files)
    else:
        paths = places(target, product.names, product.name)
        build.save(dict(zip(paths, product.files, strict=True)))
        if sys.stdout is not None:  # closed; the file is what was asked for
            show(_told(paths, product))
    _lacking(product)
    if product.sparse:
        click.echo("the last page is nearly empty: leave a section out, or add one", err=True)


def _several(order: Order, target: str | None) -> None:
    """Make each document that is asked for, and tell at the end which could not be made. Exits with 1 for those."""
    from handouts.build import batch, save

    wanted = batch.orders(order)
    _of_images(order.dpi, batch.outputs(wanted))
    folder = folder_of(target, order.topic)
    pieces: list[batch.Piece] = []
    failures: list[batch.Failure] = []
    with Progress(order.topic, len(wanted)) as progress:
        for done in batch.make_all(wanted, folder, progress.say):
            progress.step()
            if isinstance(done, batch.Piece):
                pieces.append(done)
            else:
                failures.append(done)
    if pieces:
        save({folder / batch.INDEX: batch.index(pieces)})
        for piece in pieces:
            show(_told([folder / name for name in piece.names], piece.product))
            _lacking(piece.product)
        show(f"{folder / batch.INDEX}: {counted(len(pieces), 'piece')}")
    for failure in failures:
        click.echo(f"{failure.order.format}, {failure.order.language}:\n{failure.error}", err=True)
    if failures:
        sys.exit(FAILED)


def _lacking(product: ordering.Product) -> None:
    """Say what the theme has not of its own, and what serves for it."""
    if product.borrowed:
        what = ", ".join(product.borrowed)
        click.echo(f"the theme has no {what} of its own: those of clinic are used", err=True)


def _of_images(dpi: int | None, outputs: Container[ordering.Output]) -> None:
    if dpi and ordering.Output.PNG not in outputs:
        raise ChoiceError("--dpi is the resolution of images: add --to png, or leave it out")


def _told(paths: Sequence[Path], product: ordering.Product) -> str:
    return result(paths, product.pages, sum(map(len, product.files)))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Make one document without collecting garbage, there or at the end: a seventh of the time, for 2 MB."""
    import gc

    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
