from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from handouts.build.fitting import largest

Selection = tuple[str, ...]
NAMES = tuple("abcdefghijklmnopqrst")


def sheet(room: dict[str, float], capacity: float, asked: list[Selection]) -> Callable[[Selection], bool]:
    """Return a page of one column: a selection fits it if its heights add up to no more than its capacity."""

    def fits(selection: Selection) -> bool:
        asked.append(selection)
        return sum(room[name] for name in selection) <= capacity

    return fits


heights = st.lists(st.integers(1, 90).map(float), min_size=1, max_size=10)


@given(heights, st.floats(0, 0.999))
def test_as_many_sections_as_fit_are_found(heights: list[float], share: float) -> None:
    """On a page of one column, no selection of more sections fits, and none of as many fills it better."""
    room = dict(zip(NAMES, heights, strict=False))
    capacity = share * sum(heights)
    asked: list[Selection] = []
    found = largest(tuple(room), sheet(room, capacity, asked), room)
    fitting = {
        choice: sum(room[name] for name in choice)
        for count in range(1, len(room))
        for choice in combinations(room, count)
        if sum(room[name] for name in choice) <= capacity
    }
    assert found == () or found in fitting
    assert len(found) == max(map(len, fitting), default=0)
    assert len(asked) == len(set(asked)) <= 12
    if found and len(asked) < 12:
        assert fitting[found] == max(height for choice, height in fitting.items() if len(choice) == len(found))


@given(st.integers(1, 20), st.randoms(use_true_random=False))
def test_nothing_is_promised_that_was_not_laid_out(count: int, random: Random) -> None:
    """Whatever fits and does not, the answer was tried and did fit, and the number of layouts is bounded."""
    sections = NAMES[:count]
    room = {name: random.uniform(1, 90) for name in sections}
    answers: dict[Selection, bool] = {}

    def fits(selection: Selection) -> bool:
        assert selection not in answers
        answers[selection] = random.random() < 0.3
        return answers[selection]

    found = largest(sections, fits, room)
    assert found == () or answers[found]
    assert len(answers) <= 12
    assert list(found) == sorted(found)
    assert any(answers.values()) == bool(found)
    assert all(len(tried) <= len(found) for tried, fitted in answers.items() if fitted)


def test_the_section_in_the_full_panel_is_left_out() -> None:
    """In a format of panels a small section may be the one that does not fit, and the large ones may stay."""
    room = {"a": 90.0, "b": 80.0, "c": 70.0, "d": 20.0, "e": 15.0, "f": 60.0}
    assert largest(tuple(room), lambda selection: "e" not in selection, room) == ("a", "b", "c", "d", "f")


def test_a_section_without_a_height_counts_as_small() -> None:
    """One that was not laid out by itself is not a reason to fail."""
    assert largest(("a", "b"), lambda selection: selection == ("b",), {"a": 3.0}) == ("b",)


def test_one_section_that_does_not_fit_leaves_nothing() -> None:
    """There is no smaller selection to try."""
    assert largest(("a",), lambda selection: True, {"a": 3.0}) == ()
    assert largest((), lambda selection: True, {}) == ()
