"""The table of formats."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts import formats, topics
from handouts.errors import ChoiceError
from handouts.language import LANGUAGES


def test_the_handout_is_an_a4() -> None:
    """In millimetres, as many sides as it needs."""
    handout = formats.named("handout-a4")
    assert (handout.width, handout.height, handout.sides, handout.preset) == (210, 297, 0, "standard")
    assert handout.size == "210 × 297 mm"


@pytest.mark.parametrize("name", list(formats.available()))
def test_every_format_can_be_used(name: str) -> None:
    """It is described in every language, its type has a floor below its aim, and its preset exists."""
    fmt = formats.named(name)
    assert fmt.name == name and set(fmt.description) == set(LANGUAGES) and all(fmt.description.values())
    assert 0 < fmt.floor <= fmt.aim and fmt.sides >= 0 and fmt.dpi >= 72
    assert fmt.preset in topics.load("magnesium").about.presets


def test_an_unknown_format_is_told_with_those_there_are() -> None:
    """And the one that was probably meant."""
    with pytest.raises(ChoiceError) as caught:
        formats.named("handout")
    there = ", ".join(formats.available())
    assert str(caught.value) == f"no format 'handout' (did you mean 'handout-a4'?); there are: {there}"
    with pytest.raises(ChoiceError, match=r"^no format 'xyz'; there are: "):
        formats.named("xyz")


def test_a_format_is_one_row_of_data(tmp_path: Path) -> None:
    """No code: another table gives other formats, in its order, with sizes that are no whole millimetres too."""
    row = """
[{name}]
description = {{ nl = "Kaart", en = "Card" }}
trim = [74, 104.5]
sides = 2
body = {{ aim = 9, floor = 8.5 }}
preset = "short"
dpi = 300
"""
    table = tmp_path / "formats.toml"
    table.write_text(row.format(name="card") + row.format(name="another"), encoding="utf-8")
    found = formats.available(table)
    assert list(found) == ["card", "another"]
    assert (found["card"].size, found["card"].aim, found["card"].floor) == ("74 × 104.5 mm", 9, 8.5)
