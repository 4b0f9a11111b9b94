"""The command line: arguments in, files and messages out. What is done with them is `build`'s business.

Nothing heavy is imported before a command needs it. Exit codes: 0 done, 1 content or layout failed, 2 wrong usage.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from handouts import __version__
from handouts.build import order as ordering
from handouts.errors import ChoiceError, HandoutsError

FAILED = 1
MISUSED = 2
ENDINGS = tuple(output.value for output in ordering.Output)
STREAMS = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")
# Names that say what a file holds. Any other ending, as in `spring.2026`, is a part of the name.
_FOREIGN = (
    *("jpg", "jpeg", "gif", "webp", "svg", "tif", "tiff", "bmp", "eps", "ps"),
    *("doc", "docx", "odt", "rtf", "txt", "md", "htm", "xml", "epub", "zip"),
)


class _Group(click.Group):
    """Shows a user's mistakes as messages; ours keep their traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except HandoutsError as error:
            click.echo(str(error), err=True)
            ctx.exit(MISUSED if isinstance(error, ChoiceError) else FAILED)


class _Names(click.ParamType[tuple[str, ...]]):
    """Names with commas between them."""

    name = "a,b"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        names = tuple(name.strip() for name in str(value).split(","))
        if not all(names):
            self.fail("write names with a comma between them: foods,tips", param, ctx)
        return names


content_option = click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of topics, instead of those that come with the program.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="For machines.")


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handouts")
def main() -> None:
    """Printable patient handouts: sourced, in Dutch and English, with the disclaimer on every page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # where a terminal has no ×, its code is better than nothing


@main.command(epilog="For example: handouts make magnesium --lang en --sections foods,signals,tips -o foods.pdf")
@click.argument("topic")
@click.option(
    "--lang",
    "language",
    default=ordering.LANGUAGE,
    show_default=True,
    metavar="nl|en",
    help="Language of the document.",
)
@click.option(
    "--format", "format_name", default=ordering.FORMAT, show_default=True, help="What it is: see `handouts formats`."
)
@click.option("--theme", default=ordering.THEME, show_default=True, help="How it looks.")
@click.option("--preset", help="A ready choice of sections: see `handouts presets TOPIC`.")
@click.option("--sections", type=_Names(), help="Only these sections: see `handouts sections TOPIC`.")
@click.option("--without", type=_Names(), help="Leave these sections out.")
@click.option("--own-words", is_flag=True, help="Only the publisher's own texts: no editor's notes, figures or charts.")
@click.option(
    "--brand",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File with name, telephone, website and logo of the practice that hands it out.",
)
@click.option("--to", "output", type=click.Choice(ENDINGS), default=ENDINGS[0], show_default=True)
@click.option("--dpi", type=click.IntRange(36, 600), help="Resolution of PNG images.")
@click.option("-o", "target", metavar="PATH", help="File or folder to write to; - is the standard output.")
@content_option
def make(
    topic: str,
    language: str,
    format_name: str,
    theme: str,
    preset: str | None,
    sections: tuple[str, ...] | None,
    without: tuple[str, ...] | None,
    own_words: bool,
    brand: Path | None,
    output: str,
    dpi: int | None,
    target: str | None,
    content: Path | None,
) -> None:
    """Make one document of TOPIC."""
    from handouts import build

    _suits(target, output)
    if preset == "":
        raise ChoiceError(f"--preset needs a name: see `handouts presets {topic}`, or leave it out")
    if dpi and output != "png":
        raise ChoiceError("--dpi is the resolution of images: add --to png, or leave it out")
    order = build.Order(
        topic=topic,
        language=language,
        format=format_name,
        theme=theme,
        preset=preset,
        sections=sections,
        without=without or (),
        editorial=not own_words,
        brand=brand.resolve() if brand else None,
        output=ordering.Output(output),
        dpi=dpi,
        **({"content": content.resolve()} if content else {}),
    )
    with _uncollected(), _Progress(f"{topic}, {language}") as progress:
        product = build.make(order, progress.say)
    if target in STREAMS:
        _to_standard_output(product.files)
    else:
        paths = _places(target, product.names, product.name)
        build.save(dict(zip(paths, product.files, strict=True)))
        if sys.stdout is not None:  # closed; the file is what was asked for
            _print(_result(paths, product.pages, sum(map(len, product.files))))
    if product.sparse:
        click.echo("the last page is nearly empty: leave a section out, or add one", err=True)


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


class _Progress:
    """One line on a terminal that says what is being done; gone when it is done."""

    def __init__(self, subject: str) -> None:
        self._subject = subject
        self._shown = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            click.echo("\r\033[K", err=True, nl=False)

    def say(self, stage: str) -> None:
        """Show the stage that begins."""
        if self._shown:
            line = f"{self._subject}: {stage} …"[: _width() - 1]  # a line that wraps cannot be wiped
            click.echo(f"\r\033[K{line}", err=True, nl=False)


def _width() -> int:
    """The columns of the terminal that messages go to."""
    with suppress(OSError, ValueError):
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    return 80


def _to_standard_output(files: Sequence[bytes]) -> None:
    if len(files) > 1:
        raise _too_many(files)
    with _standard_output():
        if sys.stdout.isatty():
            raise ChoiceError("not to a terminal: send the output on with | or >, or name a file with -o")
        sys.stdout.buffer.write(files[0])
        sys.stdout.buffer.flush()


def _too_many(files: Sequence[object]) -> ChoiceError:
    return ChoiceError(f"{len(files)} images do not fit into one stream; name a file with -o, or use --to pdf")


@contextmanager
def _standard_output() -> Iterator[None]:
    """Turn a standard output that cannot be written to into a message; a reader that left is click's to end quietly."""
    if sys.stdout is None:
        raise HandoutsError("nothing can be written to the standard output: it is closed")
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        with suppress(OSError, ValueError):  # what is left in it would fail once more, at the end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise HandoutsError(f"nothing can be written to the standard output: {error.strerror or error}") from error


def _print(text: str) -> None:
    """Say what was asked for."""
    with _standard_output():
        click.echo(text)


def _suits(target: str | None, output: str) -> None:
    """Refuse a file name that says it holds something else than what is made."""
    if target == "":
        raise ChoiceError("-o needs the name of a file or a folder, or - for the standard output")
    path = Path(target or "")
    ending = path.suffix[1:].lower()
    if ending == output or path.is_dir() or (ending, output) == ("htm", "html"):
        return
    if ending in ENDINGS:
        raise ChoiceError(f"{target} would hold a {output}: add --to {ending}, or let the name end in .{output}")
    if ending in _FOREIGN:
        raise ChoiceError(f"{target} would hold a {output}: let the name end in .{output}")


def _places(target: str | None, names: Callable[[str], Sequence[str]], own_name: str) -> list[Path]:
    """Where each file goes: under its own name here or in a folder, or under the name that was given."""
    path = Path(target) if target else Path()
    if path.exists() and not path.is_file() and not path.is_dir():  # a pipe or a device
        if len(made := names(own_name)) > 1:
            raise _too_many(made)
        return [path]
    if path.is_dir() or (target or "").endswith(("/", "\\")):
        return [path / name for name in names(own_name)]
    stem = path.stem if path.suffix[1:].lower() in ENDINGS else path.name
    places = [path.parent / name for name in names(stem)]
    return [path] if len(places) == 1 and path.suffix else places


def _result(paths: Sequence[Path], pages: int, size: int) -> str:
    what = str(paths[0]) if len(paths) == 1 else f"{paths[0]} … {paths[-1].name}"
    return f"{what}: {_count(pages, 'page')}, {size / 1000:.0f} kB"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


@main.command()
@content_option
@json_option
def topics(content: Path | None, as_json: bool) -> None:
    """List the topics there are. Exits with 1 where one of them has problems."""
    from handouts import topics as store
    from handouts.errors import ContentError

    folder = content or store.FOLDER
    rows, broken = [], {}
    for name in store.available(folder):
        try:
            about = store.load(name, folder).about
            rows.append({"topic": name, **dict(_titles(about.name)), "version": about.version})
        except ContentError as error:
            broken[name] = len(error.problems)
    _table(rows, as_json)
    for name, count in broken.items():
        click.echo(f"{name}: {_count(count, 'problem')}: see `handouts check {name}`", err=True)
    if broken:
        sys.exit(FAILED)


@main.command()
@click.argument("topic")
@content_option
@json_option
def sections(topic: str, content: Path | None, as_json: bool) -> None:
    """List the sections of TOPIC, in the order in which they are printed."""
    from handouts import topics as store

    found = store.load(topic, content or store.FOLDER)
    _table([{"section": key, **dict(_titles(item.name))} for key, item in found.sections.items()], as_json)


@main.command()
@click.argument("topic")
@content_option
@json_option
def presets(topic: str, content: Path | None, as_json: bool) -> None:
    """List the ready choices of sections of TOPIC."""
    from handouts import topics as store

    found = store.load(topic, content or store.FOLDER)
    _table(
        [
            {"preset": key, **dict(_titles(item.name)), "sections": ",".join(item.sections)}
            for key, item in found.about.presets.items()
        ],
        as_json,
    )


@main.command()
@json_option
def formats(as_json: bool) -> None:
    """List the formats there are."""
    from handouts import formats as store

    _table(
        [
            {"format": name, **item.description, "size": item.size, "sides": item.sides or "as needed"}
            for name, item in store.available().items()
        ],
        as_json,
    )


@main.command()
@json_option
def themes(as_json: bool) -> None:
    """List the looks there are."""
    from handouts import themes as store

    _table([{"theme": name, **item.description} for name, item in store.available().items()], as_json)


@main.command()
@click.argument("names", nargs=-1, metavar="[TOPIC]...")
@content_option
@json_option
def check(names: tuple[str, ...], content: Path | None, as_json: bool) -> None:
    """Check the content of topics: every problem with its place, then what an editor should know.

    Exits with 1 where a topic has problems. Open questions to the author are listed, never printed in a document.
    """
    from handouts import editorial
    from handouts import topics as store
    from handouts.errors import ContentError

    folder = content or store.FOLDER
    problems: list[str] = []
    remarks: list[dict[str, str]] = []
    for name in names or store.available(folder) or ("",):  # where there is none at all, loading one tells so
        try:
            remarks += [{"topic": name, **remark} for remark in editorial.remarks(store.load(name, folder))]
        except ContentError as error:
            problems += map(str, error.problems)
    if as_json:
        _print(json.dumps({"problems": problems, "remarks": remarks}, ensure_ascii=False, indent=2))
    else:
        for remark in remarks:
            _print(f"{remark['topic']}: {remark['kind']}: {remark['text']}")
        for problem in problems:
            click.echo(problem, err=True)
        _print(f"{_count(len(problems), 'problem')}, {_count(len(remarks), 'remark')}")
    if problems:
        sys.exit(FAILED)


def _titles(text: Any) -> Iterable[tuple[str, str]]:
    return ((code, words) for code, words in text.texts.items())


def _table(rows: Sequence[dict[str, Any]], as_json: bool) -> None:
    """Rows in plain columns with a line of headings, or as JSON."""
    if as_json:
        _print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        return
    lines = [list(rows[0]), *([str(value) for value in row.values()] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    for line in lines:
        _print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
