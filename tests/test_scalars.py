"""Texts → numbers, dates and names: what is read, and how each refusal says to write it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.topics import scalars
from handouts.topics.scalars import Mistake

DIGITS = "Write digits only, with a point before decimals, such as 14.1."
ALONE = "Write the number alone, without a unit or a mark."
DATE = "Write year-month-day, such as 2025-03-31."
BESIDE = "Write it beside its name, without brackets, dashes or names of its own."
WORD = "Write one of the two, in small letters."
KEBAB = "small letters and digits only, with single hyphens between words."


def refused(read: Callable[[Any], Any], text: object) -> str:
    """Message and hint of a refusal."""
    with pytest.raises(Mistake) as caught:
        read(text)
    return f"{caught.value} | {caught.value.hint}"


def test_what_is_read() -> None:
    """Each kind of scalar, with its decimals and signs kept."""
    assert str(scalars.amount("14.10")) == "14.10"
    assert scalars.amount(" 550 ") == Decimal(550)
    assert (scalars.whole("-3"), scalars.whole("0")) == (-3, 0)
    assert (scalars.flag("true"), scalars.flag("false")) == (True, False)
    assert scalars.identifier("vitamin-b6") == "vitamin-b6"
    assert scalars.day("2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("14,1", "Write 14.1: the comma is set in print."),
        ("1,000", "Write 1.000 or 1000, whichever is meant: commas are set in print."),
        ("1.000,5", DIGITS),
        ("1e5", DIGITS),
        ("NaN", DIGITS),
        ("abc", DIGITS),
        ("5.", DIGITS),
        ("+5", DIGITS),
        ("٣", DIGITS),
        (".5", "Write 0.5."),
        ("-5", "It cannot be less than zero."),
        ("14 mg", ALONE),
        ("14.1%", ALONE),
        ("9" * 16, DIGITS),
    ],
)
def test_what_is_no_amount(text: str, hint: str) -> None:
    """The remedy fits the slip."""
    assert refused(scalars.amount, text) == f"expected a number, found '{text}' | {hint}"


@pytest.mark.parametrize(
    ("read", "value", "expected"),
    [
        (scalars.amount, "", f"expected a number, found nothing | {DIGITS}"),
        (scalars.amount, ["1"], f"expected a number, found a list | {BESIDE}"),
        (scalars.whole, "1.5", "expected a whole number, found '1.5' | Write it without decimals."),
        (scalars.whole, "7 g", f"expected a whole number, found '7 g' | {ALONE}"),
        (scalars.whole, {}, f"expected a whole number, found a mapping | {BESIDE}"),
        (scalars.flag, "no", f"expected true or false, found 'no' | {WORD}"),
        (scalars.flag, "True", f"expected true or false, found 'True' | {WORD}"),
        (scalars.flag, [], f"expected true or false, found a list | {BESIDE}"),
        (scalars.day, "31-03-2025", f"expected a date, found '31-03-2025' | {DATE}"),
        (scalars.day, "20250331", f"expected a date, found '20250331' | {DATE}"),
        (scalars.day, "2025-02-30", f"there is no such day: '2025-02-30' | {DATE}"),
        (scalars.day, "0000-01-01", f"there is no such day: '0000-01-01' | {DATE}"),
        (scalars.day, {}, f"expected a date, found a mapping | {BESIDE}"),
        (
            scalars.identifier,
            "Crème Fraîche (vet)",
            f"'Crème Fraîche (vet)' is not a name that can be referred to | Write 'creme-fraiche-vet': {KEBAB}",
        ),
        (scalars.identifier, "a--b", f"'a--b' is not a name that can be referred to | Write 'a-b': {KEBAB}"),
        (scalars.identifier, "–", f"'–' is not a name that can be referred to | A name has {KEBAB}"),
        (scalars.identifier, "", f"nothing is not a name that can be referred to | A name has {KEBAB}"),
        (scalars.identifier, [], f"expected a name such as 'pumpkin-seeds', found a list | {BESIDE}"),
    ],
)
def test_what_is_no_other_scalar(read: Callable[[Any], Any], value: object, expected: str) -> None:
    """To the letter."""
    assert refused(read, value) == expected


def test_a_value_made_in_code_passes() -> None:
    """Records can be made in code and in tests, with real numbers; the validator checks those itself."""
    readers = (scalars.amount, scalars.whole, scalars.flag, scalars.identifier, scalars.day)
    assert [read(7) for read in readers] == [7] * 5


@given(st.text(), st.sampled_from((scalars.amount, scalars.whole, scalars.flag, scalars.identifier, scalars.day)))
@settings(deadline=None)
def test_any_text_is_read_or_a_mistake(text: str, read: Callable[[Any], Any]) -> None:
    """Nothing else is ever raised; what is suggested for a name is one."""
    try:
        read(text)
    except Mistake as mistake:
        if mistake.hint.startswith("Write '"):
            assert scalars.identifier(mistake.hint.split("'")[1])


@given(st.decimals(0, 10**9, allow_nan=False, places=3))
@settings(deadline=None)
def test_an_amount_is_kept_to_the_last_digit(number: Decimal) -> None:
    """Written and read, it is the same text."""
    assert str(scalars.amount(f"{number:f}")) == f"{number:f}"


def test_a_long_text_is_shortened() -> None:
    """Messages stay on a line."""
    assert scalars.describe("x\n" * 100) == f"'{'x ' * 29}x…'"
    assert scalars.describe(object()) == "something else"
