"""`handouts status`: which printed sheets still say what the content says today."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handouts.cli.commands import FAILED, content_option, json_option, main
from handouts.cli.terminal import counted, show

if TYPE_CHECKING:
    from handouts.build.status import Standing


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="FILE|DIR...")
@content_option
@json_option
def status(paths: tuple[Path, ...], content: Path | None, as_json: bool) -> None:
    """Tell of PDF files, and of all in folders, whether what they print has changed since they were made.

    A file is current, stale (with what has changed) or unknown. Exits with 1 where one is stale or unknown.
    """
    from handouts.build import status as standings
    from handouts.resources import TOPICS, shown

    found: list[Standing] = []
    for standing in standings.of(paths, content or TOPICS):
        found.append(standing)
        if not as_json:
            show(f"{shown(standing.path)}: {_told(standing)}")
    if as_json:
        show(json.dumps([_plain(standing) for standing in found], ensure_ascii=False, indent=2))
    else:
        counts = {state: sum(standing.state == state for standing in found) for state in standings.State}
        said = ", ".join(f"{number} {state}" for state, number in counts.items() if number)
        click.echo(f"{counted(len(found), 'file')}{': ' if said else ''}{said}", err=True)
    if any(standing.state != standings.State.CURRENT for standing in found):
        sys.exit(FAILED)


def _told(standing: Standing) -> str:
    """How a file stands, in one line."""
    said = [standing.note] if standing.note else []
    if standing.changed:
        said.append(f"changed since: {', '.join(standing.changed)}")
    if standing.gone:
        said.append(f"no longer in the topic: {', '.join(standing.gone)}")
    record = standing.record
    if record and standing.newest and standing.newest != record.version:
        said.append(f"it is of {record.version}, the topic of {standing.newest}")
    return "; ".join([f"{standing.state}: {said[0]}", *said[1:]]) if said else str(standing.state)


def _plain(standing: Standing) -> dict[str, Any]:
    """The same for machines, with what the file tells of itself."""
    record = standing.record
    about = {
        name: getattr(record, name, None) or None
        for name in ("edition", "topic", "version", "language", "format", "theme", "content", "made_by")
    }
    return {
        "file": str(standing.path),
        "status": str(standing.state),
        "changed": list(standing.changed),
        "gone": list(standing.gone),
        "note": standing.note or None,
        "newest": standing.newest or None,
        **about,
        "sections": list(record.sections) if record else [],
    }
