"""matplotlib, and no more of it than a chart needs."""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from ast import literal_eval
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from handouts.fonts import FAMILY, Face

if TYPE_CHECKING:
    from matplotlib.path import Path as Outline

    from handouts.charts.shapes import Line, Point


_SVG = "http://www.w3.org/2000/svg"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_LIST_EDITION = re.compile(r"__version__ = (.+)")


@contextmanager
def matplotlib_at_rest() -> Iterator[None]:
    """Make matplotlib ready as it comes, whatever the user has set for it; its settings are put back afterwards."""
    if "matplotlib.font_manager" not in sys.modules:
        with _short_font_list():
            import matplotlib.font_manager
    import matplotlib

    with matplotlib.rc_context(
        # Simplified, a pattern of many lines loses some of them.
        {"svg.fonttype": "none", "svg.hashsalt": "handouts", "path.sketch": None, "path.simplify": False}
    ):
        yield


@contextmanager
def _short_font_list() -> Iterator[None]:
    """Spare matplotlib the search for every font of the machine, which takes seconds and is kept in the user's home.

    At its import it reads the list of fonts from a folder that the environment may name, or else makes one there. A
    list of its own default font will do: ours is measured from its file. Should a later matplotlib not know this list,
    it makes one in the same passing folder, which is slower and does no harm.
    """
    edition = font_list_edition()
    default = {
        "__class__": "FontEntry",
        "fname": "fonts/ttf/DejaVuSans.ttf",
        "name": "DejaVu Sans",
        "style": "normal",
        "variant": "normal",
        "weight": 400,
        "stretch": "normal",
        "size": "scalable",
    }
    fonts = {
        "__class__": "FontManager",
        "_version": edition,
        "_FontManager__default_weight": "normal",
        "default_size": None,
        "defaultFamily": {"ttf": "DejaVu Sans", "afm": "Helvetica"},
        "afmlist": [],
        "ttflist": [default],
    }
    before = os.environ.get("MPLCONFIGDIR")
    with tempfile.TemporaryDirectory(prefix="handouts-") as folder:
        Path(folder, f"fontlist-v{edition}.json").write_text(json.dumps(fonts), encoding="utf-8")
        os.environ["MPLCONFIGDIR"] = folder
        try:
            yield
        finally:
            del os.environ["MPLCONFIGDIR"]
            if before is not None:
                os.environ["MPLCONFIGDIR"] = before


def font_list_edition() -> object:
    """The edition of the font list that this matplotlib reads, from its source: it cannot be asked before it looks."""
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("matplotlib is not installed")
    source = Path(spec.origin).with_name("font_manager.py")
    found = _LIST_EDITION.search(source.read_text(encoding="utf-8")) if source.is_file() else None
    return literal_eval(found[1]) if found else ""


class Pen:
    """matplotlib's SVG renderer on a page of millimetres from the top left; each stroke has a name of its own.

    There is no figure: a chart beside a table has no axes, and `matplotlib.figure` takes another 0.3 s to import.
    """

    def __init__(self, width: float, height: float) -> None:
        from matplotlib.backends.backend_svg import RendererSVG
        from matplotlib.transforms import Affine2D

        self._size = (width, height)
        self._page = StringIO()
        no_metadata = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        renderer: Any = RendererSVG  # its module has no types
        self._renderer = renderer(width, height, self._page, metadata=no_metadata)
        self._from_top = Affine2D().scale(1, -1).translate(0, height)

    def shape(
        self,
        name: str,
        areas: Sequence[Sequence[Point]],
        fill: str,
        line: str = "",
        thick: float = 0.0,
        dashes: tuple[float, float] | None = None,
    ) -> None:
        """Closed shapes under one name, filled, outlined or both; `thick` and `dashes` in mm."""
        from matplotlib.path import Path as Outline

        points = [point for corners in areas for point in (*corners, corners[0])]
        codes = [
            code for one in areas for code in (Outline.MOVETO, *[Outline.LINETO] * (len(one) - 1), Outline.CLOSEPOLY)
        ]
        self._draw(name, Outline(points, codes), fill, line, thick, dashes)

    def lines(
        self,
        name: str,
        lines: Sequence[Line],
        line: str,
        thick: float,
        dashes: tuple[float, float] | None = None,
    ) -> None:
        """Straight lines under one name; `thick` and `dashes` in mm."""
        from matplotlib.path import Path as Outline

        points = [point for ends in lines for point in ends]
        self._draw(name, Outline(points, [Outline.MOVETO, Outline.LINETO] * len(lines)), "", line, thick, dashes)

    def text(self, name: str, text: str, start: Point, size: float, colour: str, face: Face) -> None:
        """A line of text from the left end of its baseline; `size` in mm."""
        from matplotlib.font_manager import FontProperties

        context = self._renderer.new_gc()
        context.set_foreground(colour)
        self._renderer.open_group(name, gid=name)
        font = FontProperties(family=[FAMILY], weight=face.weight, size=size)
        self._renderer.draw_text(context, *start, text, font, 0)
        self._renderer.close_group(name)

    def svg(self) -> bytes:
        """The finished picture."""
        self._renderer.finalize()
        return _lean(self._page.getvalue(), *self._size)

    def _draw(
        self,
        name: str,
        outline: Outline,
        fill: str,
        line: str,
        thick: float,
        dashes: tuple[float, float] | None,
    ) -> None:
        from matplotlib.colors import to_rgb

        context = self._renderer.new_gc()
        context.set_linewidth(thick)
        context.set_joinstyle("miter")
        if line:
            context.set_foreground(line)
        if dashes:
            context.set_dashes(0, dashes)
        self._renderer.open_group(name, gid=name)
        self._renderer.draw_path(context, outline, self._from_top, to_rgb(fill) if fill else None)
        self._renderer.close_group(name)


def _lean(svg: str, width: float, height: float) -> bytes:
    """Only what the engine needs: true size, and on each shape its name, its outline and its colours."""
    root = ElementTree.Element("svg", {"xmlns": _SVG, "width": f"{width:g}mm", "height": f"{height:g}mm"})
    root.set("viewBox", f"0 0 {width:g} {height:g}")
    for group in ElementTree.fromstring(svg).iter(f"{{{_SVG}}}g"):
        drawn = group[0]
        element = ElementTree.SubElement(root, drawn.tag.removeprefix(f"{{{_SVG}}}"), {"id": group.attrib["id"]})
        element.text = (drawn.text or "").strip() or None
        element.set("fill", "#000000")  # which matplotlib takes for granted
        for declaration in drawn.get("style", "").split(";"):
            name, _, value = declaration.partition(":")
            if name:
                element.set(name.strip(), value.strip().replace("'", "").removesuffix("px"))
        if "d" in drawn.attrib:
            element.set("d", _NUMBER.sub(_rounded, " ".join(drawn.attrib["d"].split())))
        if "font-family" in element.attrib:  # a browser does not lend the page's faces to a picture
            element.set("font-family", f"{element.attrib['font-family']}, sans-serif")
        if "transform" in drawn.attrib:  # of a text: translate(x y)
            element.attrib.update(zip("xy", _NUMBER.findall(drawn.attrib["transform"]), strict=True))
    return ElementTree.tostring(root)


def _rounded(number: re.Match[str]) -> str:
    return f"{float(number[0]):.3f}".rstrip("0").rstrip(".")
