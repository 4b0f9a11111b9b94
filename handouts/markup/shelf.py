"""Gathers the files that a page uses, while its templates are filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from itertools import count
from pathlib import Path

from handouts.document.chart import MM_PER_PT, Chart, Frame, head_mm
from handouts.document.handout import ChartRow, ChartTable, Handout, SignalTile
from handouts.fonts import BOLD, FAMILY, MEDIUM, font
from handouts.markup.bodymap import BodyMap, on_body
from handouts.themes import BODY, GENERIC, Theme

SCHEME = "handouts:"
Draw = Callable[[Chart, Frame, Mapping[str, str]], bytes]
BLEED = 5.0
"""In millimetres: how far what is cut by the trim runs beyond it, which is the most that a print shop asks for."""
_SMALL = 1.0625  # in parts of the smallest size
_HEAD = 1.5  # in parts of the text size: one line of column heads
_QR_QUIET_ZONE = 4  # modules, as the standard asks


class Shelf:
    """Gathers the files that a page uses, while its templates are filled in."""

    def __init__(self, handout: Handout, theme: Theme, draw: Draw, size: float, bleed: float = 0) -> None:
        self._handout = handout
        self._theme = theme
        self._draw = draw
        self._size = size
        self._bleed = bleed
        self._icons: dict[str, str] = {}
        self._drawings: set[Path] = set()
        self.files: dict[str, bytes] = {}

    def icon(self, name: str, backed: bool = True) -> str:
        """The class that shows an icon as decoration; the word beside it carries the meaning."""
        key = f"{name}-backed" if backed else name
        address = f"{SCHEME}icons/{key}.svg"
        self.files[address] = self._theme.icon(name, backed=backed)
        self._icons[key] = address
        return f"icon icon-{key}"

    def illustration(self, name: str, shape: str = "") -> str:
        """The address of a drawing, in the shape that is asked for where there is one."""
        address = f"{SCHEME}illustrations/{'-'.join(filter(None, (name or GENERIC, shape)))}.svg"
        self.files[address] = self._theme.illustration(name, shape)
        self._drawings.add(self._theme.drawing(name, shape))
        return address

    def shows(self, name: str) -> str:
        """What a drawing shows, for who cannot see it: as the theme says, or else as the topic says of its picture."""
        return self._theme.shows(name, self._handout.language.code) or self._handout.picture

    @property
    def borrowed(self) -> tuple[str, ...]:
        """What the page needed and the theme has not of its own: the format, drawings, colours."""
        lacking = [self._handout.format.name] if self._theme.colours else []
        lacking += sorted(f"{path.parent.name}/{path.name}" for path in self._drawings if self._theme.borrows(path))
        return (*lacking, *(f"--{name}" for name in self._theme.missing_tokens))

    @property
    def page_templates(self) -> list[str]:
        """The templates that may set the page: that of the format itself goes before that of its layout."""
        return [f"formats/{name}.html.j2" for name in self._looks]

    @property
    def _looks(self) -> tuple[str, ...]:
        """The names under which templates of a format may stand: its own, and its layout's."""
        fmt = self._handout.format
        return (fmt.layout,) if fmt.large_print or fmt.name == fmt.layout else (fmt.name, fmt.layout)

    @property
    def _small(self) -> float:
        """The size of captions and column heads in points: a little above the smallest."""
        return round(self._handout.format.secondary * _SMALL, 2)

    def section(self, kind: str) -> list[str]:
        """The templates that may set a section of that kind, the first that is there: the layout's own goes before."""
        fmt = self._handout.format
        folders = (*(f"formats/{name}" for name in self._looks), *(["brief"] if fmt.brief else []), "sections")
        return [f"{folder}/{kind}.html.j2" for folder in folders]

    def portion(self, row: ChartRow) -> str:
        """The address of the picture of a portion; empty where the theme has none."""
        name = f"portion-{row.item}"
        return self.illustration(name) if row.item and self._theme.draws(name) else ""

    def jar(self, row: ChartRow) -> str:
        """The address of the picture of a supplement's form; empty where the theme has none."""
        name = f"form-{row.item}"
        return self.illustration(name) if row.item and self._theme.draws(name) else ""

    def body_map(self, tiles: Sequence[SignalTile]) -> BodyMap | None:
        """The signals at their places on the theme's drawing of a body; None without a drawing or without places."""
        places = self._theme.places
        if not any(tile.place in places for tile in tiles):
            return None
        image = self.illustration(BODY)
        return on_body(tiles, places, image, self._theme.aspect(BODY), self._handout.words["body-map"])

    def table(self, table: ChartTable) -> ChartTable:
        """As much of a chart as the format has room for: its first rows, and reference lines or none."""
        room = self._theme.room(self._handout.format, table.chart.name)
        shown = table.first(room["rows"]) if room.get("rows") else table
        return shown if room.get("marks", True) else shown.without_lines()

    def frame(self, chart: Chart) -> Frame:
        """The room that the theme gives a chart in this format."""
        fmt = self._handout.format
        room = self._theme.room(fmt, chart.name)
        text = room.get("text_pt", self._small)
        marks = room.get("marks", True)
        heads = _HEAD * text * MM_PER_PT if room.get("heads", True) else 0.0  # the table's own stand there as well
        names = ("values", "value_pt", "bar", "line_pt", "rule_mm", "shape", "unit")
        settings = {name: room[name] for name in names if name in room}
        return Frame(
            width_mm=room["width"],
            row_mm=round(room["row"] * self._size * MM_PER_PT, 2),
            head_mm=max(heads, head_mm(chart, text)) if marks else heads,
            text_pt=text,
            marks=marks,
            label_face=self._theme.face(MEDIUM.weight),
            value_face=self._theme.face(BOLD.weight),
            **settings,
        )

    def chart(self, chart: Chart) -> str:
        """The address of a chart's picture; each has its own, where a page shows a chart with other rows as well."""
        picture = self._draw(chart, self.frame(chart), self._theme.tokens)
        address, others = f"{SCHEME}charts/{chart.name}.svg", count(2)
        while self.files.get(address, picture) != picture:
            address = f"{SCHEME}charts/{chart.name}-{next(others)}.svg"
        self.files[address] = picture
        return address

    def qr(self, text: str) -> str:
        """The address of a QR code for `text`, error correction M."""
        import segno

        address = f"{SCHEME}qr.svg"
        picture = BytesIO()
        code = segno.make_qr(text, error="m")
        code.save(
            picture,
            kind="svg",
            border=_QR_QUIET_ZONE,
            dark=self._theme.tokens["ink"],
            xmldecl=False,
            svgclass=None,
            lineclass=None,
        )
        self.files[address] = picture.getvalue()
        return address

    def logo(self) -> str:
        """The address of the brand's logo; empty where there is none."""
        brand = self._handout.brand
        if brand is None or not brand.logo:
            return ""
        address = f"{SCHEME}brand/logo{brand.logo_type}"
        self.files[address] = brand.logo
        return address

    def styles(self) -> str:
        """The stylesheets, the faces of the family, and a rule for each icon in use."""
        fmt = self._handout.format
        rules = [self._face(weight, name) for weight, name in self._theme.faces.items()]
        rules.append(f"@page {{ size: {fmt.width:g}mm {fmt.height:g}mm }}")
        rules.append(f"html {{ font-size: {self._size:g}pt }}")
        sizes = {"small": self._small, "fine": fmt.secondary, "disclaimer": fmt.disclaimer}
        known = [f"--{name}: {points:g}pt" for name, points in sizes.items()]
        rules.append(f":root {{ {'; '.join(known)}; --trim-width: {fmt.width:g}mm; --bleed: {BLEED:g}mm }}")
        rules.append(self._theme.stylesheet(fmt))
        if self._bleed:
            rules.append(f"@page {{ bleed: {self._bleed:g}mm }}")
        rules += [f'.icon-{key} {{ background-image: url("{url}") }}' for key, url in sorted(self._icons.items())]
        return "\n".join(rules)

    def _face(self, weight: str, file_name: str) -> str:
        address = f"{SCHEME}fonts/{file_name}"
        self.files[address] = font(file_name)
        return f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; src: url("{address}") }}'
