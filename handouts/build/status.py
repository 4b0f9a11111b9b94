"""Whether sheets that were made before still say what the content says today.

For who hands them out one question counts: must this stack be printed anew? So a sheet is stale when something that it
prints has changed, and only then. Where the topic has changed elsewhere, the sheet is current, and a note tells that
its edition code is no longer the newest.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from handouts import document, formats, topics
from handouts.build import record as records
from handouts.build.order import FORMAT
from handouts.build.record import Record
from handouts.errors import ChoiceError, ContentError, HandoutsError
from handouts.language import LANGUAGES
from handouts.resources import TOPICS
from handouts.selection import Selection
from handouts.topics import Topic

_DIGITS = 6  # of the content's digest that stand in an edition code


class State(StrEnum):
    """What is known of a sheet."""

    CURRENT = "current"
    STALE = "stale"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """One file: how it stands, and why.

    `changed` names what has changed of what it prints, `gone` the sections that the topic no longer has; `note` says
    in words what else there is to know. `newest` is the topic's version today.
    """

    path: Path
    state: State
    record: Record | None = None
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    note: str = ""
    newest: str = ""


def within(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that are named, and every PDF in the folders that are, each once."""
    seen: set[Path] = set()
    for path in paths:
        for found in _pdfs(path) if path.is_dir() else (path,):
            if (real := found.resolve()) not in seen:
                seen.add(real)
                yield found


def _pdfs(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(place, name) for name in sorted(names) if name.lower().endswith(".pdf"))


def of(paths: Iterable[Path], content: Path = TOPICS) -> Iterator[Standing]:
    """How each of some files stands beside the topics of a content folder. Files that cannot be read are unknown."""
    known: dict[str, Topic | str] = {}
    for path in within(paths):
        found = records.read(path)
        if isinstance(found, str):
            yield Standing(path, State.UNKNOWN, note=found)
            continue
        if found.topic not in known:
            known[found.topic] = _topic(found.topic, content)
        topic = known[found.topic]
        if isinstance(topic, str):
            yield Standing(path, State.UNKNOWN, found, note=topic)
        else:
            yield _beside(path, found, topic)


def _topic(name: str, content: Path) -> Topic | str:
    """A topic, or why there is none to compare with."""
    try:
        return topics.load(name, content)
    except ContentError as error:
        count = len(error.problems)
        return f"the topic '{name}' has {count} problem{'' if count == 1 else 's'}: see `handouts check {name}`"
    except ChoiceError:
        return f"there is no topic '{name}' here: name its folder with --content"
    except HandoutsError as error:
        return str(error)


def _beside(path: Path, found: Record, topic: Topic) -> Standing:
    """How a file stands beside its topic as it is today."""
    newest = topic.about.version
    if found.language not in topic.about.languages:
        note = f"the topic is no longer written in '{found.language}'"
        return Standing(path, State.STALE, found, note=note, newest=newest)
    if topic.digest.startswith(found.content) and len(found.content) >= _DIGITS:
        return Standing(path, State.CURRENT, found, newest=newest)
    if found.way != records.WAY:
        note = "it was made by a version of this program that wrote down less, or other things: "
        return Standing(path, State.STALE, found, note=f"{note}what has changed cannot be told", newest=newest)
    changed, gone = _changes(found, topic)
    if changed or gone:
        return Standing(path, State.STALE, found, changed, gone, newest=newest)
    note = "the topic has changed since, but nothing that this file prints"
    return Standing(path, State.CURRENT, found, note=note, newest=newest)


def _changes(found: Record, topic: Topic) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What has changed of what a file prints, and which of its sections there are no longer."""
    gone = tuple(name for name in found.sections if name not in topic.sections)
    kept = tuple(name for name in topic.about.sections if name in found.sections)
    handout = document.build(
        topic,
        Selection(kept, found.choice),
        LANGUAGES[found.language],
        formats.named(FORMAT),  # which changes no words
        editorial=not found.own_words,
    )
    today = {**records.sections_of(handout), **records.rest_of(handout)}
    before = {**found.sections, **found.rest}
    if gone:  # what was cited there is no longer, and that is told already
        del today["sources"]
    return tuple(name for name, digest in today.items() if before.get(name) != digest), gone
