"""The command line: arguments in, files and messages out. What is done with them is `build`'s business.

Nothing heavy is imported before a command needs it. Exit codes: 0 done, 1 content or layout failed, 2 wrong usage.
"""

from __future__ import annotations

import json
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from handouts import __version__
from handouts.cli.terminal import counted, show, table, titles
from handouts.errors import ChoiceError, HandoutsError

FAILED = 1
MISUSED = 2


class _Group(click.Group):
    """Shows a user's mistakes as messages; ours keep their traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except HandoutsError as error:
            click.echo(str(error), err=True)
            ctx.exit(MISUSED if isinstance(error, ChoiceError) else FAILED)


content_option = click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of topics, instead of those that come with the program.",
)
templates_option = click.option(
    "--templates",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of your own formats, templates and stylesheets, laid over ours.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="For machines.")


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handouts")
def main() -> None:
    """Printable patient handouts: sourced, in Dutch and English, with the disclaimer on every page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # where a terminal has no ×, its code is better than nothing


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
            rows.append({"topic": name, **dict(titles(about.name)), "version": about.version})
        except ContentError as error:
            broken[name] = len(error.problems)
    table(rows, as_json)
    for name, count in broken.items():
        click.echo(f"{name}: {counted(count, 'problem')}: see `handouts check {name}`", err=True)
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
    table([{"section": key, **dict(titles(item.name))} for key, item in found.sections.items()], as_json)


@main.command()
@click.argument("topic")
@content_option
@json_option
def presets(topic: str, content: Path | None, as_json: bool) -> None:
    """List the ready choices of sections of TOPIC."""
    from handouts import topics as store

    found = store.load(topic, content or store.FOLDER)
    table(
        [
            {"preset": key, **dict(titles(item.name)), "sections": ",".join(item.sections)}
            for key, item in found.about.presets.items()
        ],
        as_json,
    )


@main.command()
@templates_option
@json_option
def formats(templates: Path | None, as_json: bool) -> None:
    """List the formats there are."""
    from handouts import formats as store

    large = store.available(templates, large_print=True)
    table(
        [
            {
                "format": name,
                **item.description,
                "size": item.size,
                "sides": item.sides or "as needed",
                "large-print": "yes" if name in large else "no",
            }
            for name, item in store.available(templates).items()
        ],
        as_json,
    )


@main.command()
@click.option(
    "--theme",
    "own",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of a theme of your own, listed after ours.",
)
@json_option
def themes(own: Path | None, as_json: bool) -> None:
    """List the looks there are, and the formats that each has; what it has not is set as clinic's, in its colours."""
    from handouts import formats as products
    from handouts import themes as store

    found = dict(store.available())
    if own:
        found[str(own)] = store.named(str(own.resolve()))
    every = [*products.available().values(), *products.available(large_print=True).values()]
    rows = []
    for name, item in found.items():
        has = [f"{fmt.name}{' --large-print' if fmt.large_print else ''}" for fmt in every if item.has(fmt)]
        listed = "all" if len(has) == len(every) else ", ".join(has) or "none"
        rows.append({"theme": name, **item.description, "formats": listed})
    table(rows, as_json)


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
        show(json.dumps({"problems": problems, "remarks": remarks}, ensure_ascii=False, indent=2))
    else:
        for remark in remarks:
            show(f"{remark['topic']}: {remark['kind']}: {remark['text']}")
        for problem in problems:
            click.echo(problem, err=True)
        show(f"{counted(len(problems), 'problem')}, {counted(len(remarks), 'remark')}")
    if problems:
        sys.exit(FAILED)
