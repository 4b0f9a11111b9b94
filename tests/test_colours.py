"""How well one colour can be told from another."""

from __future__ import annotations

import pytest

from handouts.colours import contrast, grey, seen


def test_the_measure_of_contrast_is_right() -> None:
    """At both ends, and at WCAG's own example of what just fails."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert contrast("#123456", "#123456") == 1
    assert grey("#FF0000") == "#4C4C4C"
    # Two colours of a lightness on the screen may differ on a grey printer, and the other way round: the less counts.
    assert seen("#C05000", "#FFFFFF") == min(contrast("#C05000", "#FFFFFF"), contrast(grey("#C05000"), "#FFFFFF"))
