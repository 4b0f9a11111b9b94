"""Numbers and units as each language writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.language import LANGUAGES, rounded

NL, EN = LANGUAGES["nl"], LANGUAGES["en"]


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        ("14.1", "14,1", "14.1"),
        ("14.10", "14,1", "14.1"),
        ("300", "300", "300"),
        ("300.0", "300", "300"),
        ("0", "0", "0"),
        ("0.0", "0", "0"),
        ("0.05", "0,05", "0.05"),
        ("1E+3", "1000", "1000"),
        ("1E-3", "0,001", "0.001"),
        ("100", "100", "100"),
        ("32.80", "32,8", "32.8"),
    ],
)
def test_a_number_has_its_language_s_decimal_sign(value: str, dutch: str, english: str) -> None:
    """And no trailing zeros, but those that count."""
    assert (NL.number(Decimal(value)), EN.number(Decimal(value))) == (dutch, english)


@given(st.decimals(min_value=0, max_value=10**9, places=3))
def test_no_number_is_lost(value: Decimal) -> None:
    """What is printed is the number itself."""
    for language in LANGUAGES.values():
        assert Decimal(language.number(value).replace(language.decimal, ".")) == value


@pytest.mark.parametrize(
    ("low", "high", "unit", "dutch", "english"),
    [
        ("138", "138", "mg", "138\u00a0mg", "138\u00a0mg"),
        ("300", "400", "mg", "300\u2013400\u00a0mg", "300\u2013400\u00a0mg"),
        ("14.1", "14.1", "%", "14,1%", "14.1%"),
        ("8.3", "16.2", "%", "8,3\u201316,2%", "8.3\u201316.2%"),
        ("5.4", "5.4", "g", "5,4\u00a0g", "5.4\u00a0g"),
        ("300", "300", "+", "300+", "300+"),
        ("1.0", "1.00", "mg", "1\u00a0mg", "1\u00a0mg"),
    ],
)
def test_an_amount_stays_on_one_line(low: str, high: str, unit: str, dutch: str, english: str) -> None:
    """An en dash for a range, a space that does not break before a unit, none before a percent sign."""
    assert NL.amount(Decimal(low), Decimal(high), unit) == dutch
    assert EN.amount(Decimal(low), Decimal(high), unit) == english


@pytest.mark.parametrize(
    ("value", "expected"), [("137.5", 138), ("136.5", 137), ("26.946", 27), ("32.8", 33), ("0.4", 0), ("68", 68)]
)
def test_halves_are_rounded_up(value: str, expected: int) -> None:
    """As food tables do, not to the even number."""
    assert rounded(Decimal(value)) == Decimal(expected)


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_each_unit_is_known_in_every_form(code: str) -> None:
    """Once each, symbols and words; an amount is a unit as well."""
    language = LANGUAGES[code]
    assert len(set(language.units)) == len(language.units)
    assert {"mg", "g", "ml", "\u00b5g", "gram", "tablet"} <= set(language.amounts) <= set(language.units)
    assert not set(language.measures) & set(language.amounts)


def test_each_language_is_known_by_its_code() -> None:
    """Its own name is what it calls itself."""
    assert {code: language.name for code, language in LANGUAGES.items()} == {"nl": "Nederlands", "en": "English"}
    assert all(code == language.code for code, language in LANGUAGES.items())
