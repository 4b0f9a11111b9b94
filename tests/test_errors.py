"""Messages that a user can act on."""

from __future__ import annotations

import pytest

from handouts.errors import ChoiceError, ContentError, Finding, HandoutsError, LayoutError, Problem, closest


def test_a_problem_is_written_as_compilers_do() -> None:
    """So that an editor jumps to it; the remedy stands under it."""
    assert str(Problem("foods.yaml", 12, 5, "unknown field", "Write it.")) == (
        "foods.yaml:12:5: unknown field\n    Write it."
    )
    assert str(Problem("foods.yaml", 12, 5, "unknown field")) == "foods.yaml:12:5: unknown field"
    assert str(Problem("foods.yaml", 0, 0, "cannot be read")) == "foods.yaml: cannot be read"
    assert str(Problem("foods.yaml", 3, 0, "too long")) == "foods.yaml:3: too long"


def test_content_problems_come_sorted_and_once() -> None:
    """By file, line and column, whatever order they were found in; lines as numbers, not as texts."""
    problems = [Problem("b", 1, 1, "x"), Problem("a", 10, 1, "x"), Problem("a", 9, 2, "x"), Problem("a", 9, 2, "x")]
    error = ContentError(problems)
    assert error.problems == (Problem("a", 9, 2, "x"), Problem("a", 10, 1, "x"), Problem("b", 1, 1, "x"))
    assert str(error) == "a:9:2: x\na:10:1: x\nb:1:1: x"


def test_findings_keep_their_order() -> None:
    """That of the pages."""
    error = LayoutError([Finding("page 2", "it overflows", "Shorten it."), Finding("page 1", "it is empty")])
    assert str(error) == "page 2: it overflows\n    Shorten it.\npage 1: it is empty"
    assert [finding.place for finding in error.findings] == ["page 2", "page 1"]


def test_whether_smaller_type_could_mend_it_is_not_said() -> None:
    """It is for the one who looks for a size that fits; what is wrong reads the same."""
    too_long = Finding("page 2", "it overflows", "Shorten it.", fit=True)
    assert str(too_long) == str(Finding("page 2", "it overflows", "Shorten it."))
    error = LayoutError([too_long], {"foods": 84.0})
    assert (str(error), error.parts) == (str(too_long), {"foods": 84.0})
    assert LayoutError([too_long]).parts == {}


@pytest.mark.parametrize("kind", [ChoiceError, ContentError, LayoutError])
def test_every_mistake_of_a_user_is_of_one_family(kind: type[Exception]) -> None:
    """Which is shown without a traceback; nothing else is."""
    assert issubclass(kind, HandoutsError) and not issubclass(kind, ValueError | OSError)


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("portoin", ["portion", "source"], " (did you mean 'portion'?)"),
        ("FOODS", ["foods"], " (did you mean 'foods'?)"),
        ("xyz", ["portion"], ""),
        ("", ["portion"], ""),
        ("portion", [], ""),
        ("tip", ["tips", "top", "type"], " (did you mean 'tips'?)"),
    ],
)
def test_a_near_name_is_suggested(name: str, known: list[str], expected: str) -> None:
    """One, and only where it is near."""
    assert closest(name, known) == expected
