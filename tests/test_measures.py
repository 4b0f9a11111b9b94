"""The measures of a theme, and those that a designer lays over them: mistakes with their line and a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts import measures, themes
from handouts.document.chart import Shape
from handouts.errors import ContentError

CLINIC = themes.named("clinic").folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A designer's folder with nothing in it."""
    return tmp_path


def mistakes(own: Path, text: str) -> list[str]:
    """What is said of a file of theirs, each with its line."""
    (own / measures.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        measures.read(CLINIC, own)
    assert all(problem.hint and Path(problem.path) == own / measures.FILE for problem in caught.value.problems)
    return [f"{problem.line}: {problem.message}" for problem in caught.value.problems]


def test_ours_are_right(own: Path) -> None:
    """By the same rules as a designer's, for what both may say."""
    ours = measures.read(CLINIC)
    assert measures.read(CLINIC, own) == ours
    lines = (CLINIC / measures.FILE).read_text(encoding="utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("[largest"))
    (own / measures.FILE).write_text("\n".join(lines[first:]), encoding="utf-8")
    assert measures.read(CLINIC, own) == ours


def test_every_shape_has_its_name() -> None:
    """The names are written twice, for charts are drawn far from here."""
    assert tuple(Shape) == measures.SHAPES


def test_a_room_of_ours_needs_only_what_changes(own: Path) -> None:
    """What it leaves out is ours."""
    (own / measures.FILE).write_text("[charts.handout.foods]\nwidth = 50\n", encoding="utf-8")
    room = measures.read(CLINIC, own)["charts"]["handout"]["foods"]
    assert room == {**measures.read(CLINIC)["charts"]["handout"]["foods"], "width": 50}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[chart.card]\nfoods = 2", ["1: unknown table 'chart' (did you mean 'charts'?)"]),
        ("charts = 5", ["1: 'charts' is no table"]),
        ("[charts]\ncard = 5", ["2: 'charts.card' is no table"]),
        ("[faces]\n400 = 'x.ttf'", ["1: unknown table 'faces'"]),
        ("[charts.card]\nfoods = 5", ["2: 'foods' cannot be 5"]),
        ("\n[charts.card]\nfoods = { row = 2 }", ["3: the room of 'foods' has no 'width'"]),
        ("[charts.card.foods]\nwidth = 20", ["1: the room of 'foods' has no 'row'"]),
        ("[charts.card.foods]\nwidth = 20\nrow = 'x'", ["3: 'row' cannot be 'x'"]),
        ("[charts.handout]\nfoods = { rwo = 2 }", ["2: unknown field 'rwo' (did you mean 'row'?)"]),
        ("[largest.card]\nsteps = 'small'", ["2: 'steps' cannot be 'small'"]),
        (
            "[charts.handout]\nfoods = { shape = 'b', rows = 0, bar = 1.1, line_pt = 0.4, rule_mm = -1, values = 1 }",
            [
                "2: 'bar' cannot be 1.1",
                "2: 'line_pt' cannot be 0.4",
                "2: 'rows' cannot be 0",
                "2: 'rule_mm' cannot be -1",
                "2: 'shape' cannot be 'b'",
                "2: 'values' cannot be 1",
            ],
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(own: Path, text: str, said: list[str]) -> None:
    """All of them at once."""
    told = mistakes(own, text)
    assert len(told) == len(said)
    assert all(one.startswith(other) for one, other in zip(told, said, strict=True)), told
