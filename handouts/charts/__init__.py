"""The graphic column of a chart, drawn by matplotlib as a lean SVG with live text in the page's own font.

The SVG's user unit is the millimetre and its rows are the rows of the table beside it. Every colour comes from the
theme; every meaning is also an outline, a pattern or a place, so that it survives grey, and a theme without fills.
matplotlib takes half a second to import, so that happens when the first chart is drawn, not before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from handouts.charts.colours import by_role
from handouts.document.chart import Chart, Frame

__all__ = ["draw", "fingerprint"]


def draw(chart: Chart, frame: Frame, tokens: Mapping[str, str]) -> bytes:
    """The graphic of `chart` as SVG, exactly `frame.width_mm` wide and `frame.height_mm(chart)` high.

    `tokens` are the theme's colours by name, as `#RRGGBB`. Raises `LayoutError` where a label does not fit the head.
    """
    from handouts.charts.engine import matplotlib_at_rest

    with matplotlib_at_rest():
        from handouts.charts.picture import paint

        return paint(chart, frame, by_role(tokens))


def fingerprint(chart: Chart, frame: Frame, tokens: Mapping[str, str]) -> str:
    """A digest of all that `draw` depends on: its arguments, this package, the font, matplotlib. Imports nothing."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    content = {
        "chart": asdict(chart),
        "frame": asdict(frame),
        "colours": by_role(tokens),
        "drawing": hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest(),
        "font": version("fontpkg-fira-sans"),
        "matplotlib": version("matplotlib"),
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()
