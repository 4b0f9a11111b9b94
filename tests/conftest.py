"""What the tests share: the magnesium topic, copies of it with edits, and a cache of their own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from handouts import topics
from handouts.errors import ContentError, Problem
from handouts.topics import Topic

Edit = tuple[str, str, str]
"""A file of the topic, a text that it holds once, and what stands there instead."""
MakeTopic = Callable[..., Path]
Refused = Callable[..., list[str]]


@pytest.fixture(scope="session", autouse=True)
def kept_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep what is made in a folder of this run, shared by its workers; no test touches the user's cache."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "handouts-cache"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HANDOUTS_CACHE", str(folder))
        patch.delenv("HANDOUTS_NO_CACHE", raising=False)
        yield folder


@pytest.fixture(scope="session")
def magnesium() -> Topic:
    """The magnesium topic as it is."""
    return topics.load("magnesium")


@pytest.fixture
def make_topic(tmp_path: Path) -> MakeTopic:
    """Make a content folder with a copy of the magnesium topic, edited; each edit must hit exactly one place."""

    def make(*edits: Edit) -> Path:
        folder = tmp_path / "topics"
        shutil.copytree(topics.FOLDER / "magnesium", folder / "magnesium", dirs_exist_ok=True)
        for name, old, new in edits:
            path = folder / "magnesium" / name
            text = path.read_text(encoding="utf-8")
            assert text.count(old) == 1, f"{name} holds {old!r} {text.count(old)} times"
            path.write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return make


@pytest.fixture
def refused(make_topic: MakeTopic) -> Refused:
    """Make an edited topic that cannot be loaded, and give its problems as `file:+line:column: message | remedy`.

    Lines count from the nearest edit above, or else from the first below, so that the rest of the content may change.
    """

    def problems(*edits: Edit) -> list[str]:
        starts = _starts(edits)
        folder = make_topic(*edits)
        with pytest.raises(ContentError) as caught:
            topics.load("magnesium", folder)
        return [told(problem, starts) for problem in caught.value.problems]

    return problems


def _starts(edits: Sequence[Edit]) -> Mapping[str, list[int]]:
    """The lines on which the edits of each file start, in the file as it becomes."""
    starts: dict[str, list[int]] = {}
    for name in {name for name, _, _ in edits}:
        text = (topics.FOLDER / "magnesium" / name).read_text(encoding="utf-8")
        added = 0
        for at, old, new in sorted((text.index(old), old, new) for file, old, new in edits if file == name):
            starts.setdefault(name, []).append(text.count("\n", 0, at) + added + 1)
            added += new.count("\n") - old.count("\n")
    return starts


def told(problem: Problem, starts: Mapping[str, Sequence[int]]) -> str:
    """A problem as one line, with the name of its file alone, and its line counted from an edit of it."""
    name = Path(problem.path).name
    edited = starts.get(name, ())
    nearest = max((start for start in edited if start <= problem.line), default=min(edited, default=0))
    line = f"{problem.line - nearest:+}" if nearest else problem.line
    place = f"{name}:{line}:{problem.column}" if problem.line else name
    return f"{place}: {problem.message} | {problem.hint}".removesuffix(" | ")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many finished files were judged by veraPDF: a check that judged none would pass as well."""
    passed = terminalreporter.stats.get("passed", [])
    count = sum("test_pages_accessible.py::test_every" in report.nodeid for report in passed)
    if count:
        terminalreporter.write_line(f"veraPDF: {count} files conform to PDF/UA-1")
