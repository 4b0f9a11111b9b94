"""`Handout` → HTML, with every file that the page may load beside it.

The HTML names files by addresses of the form `handouts:icons/brain.svg`; `Markup.files` holds each of them. Nothing
else can be loaded by the engine, so a page cannot reach outside whatever a template or a text says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts import __version__
from handouts.document.chart import MM_PER_PT, Chart, Frame, head_mm
from handouts.document.handout import Handout, Prose
from handouts.language import LANGUAGES, NO_BREAK_SPACE
from handouts.resources import TEMPLATES
from handouts.themes import FAMILY, Theme, font

if TYPE_CHECKING:
    from jinja2 import Environment
    from markdown_it import MarkdownIt

SCHEME = "handouts:"
Draw = Callable[[Chart, Frame, Mapping[str, str]], bytes]
_UNITS = "|".join(sorted({re.escape(unit) for language in LANGUAGES.values() for unit in language.units}))
_UNIT = re.compile(rf"(?<=\d) (?=(?:{_UNITS})\b)")
_STYLES = "/* the styles, once it is known which icons the page uses */"
_HEAD = 1.5  # in parts of the text size: one line of column heads
_QR_QUIET_ZONE = 4  # modules, as the standard asks


@dataclass(frozen=True, slots=True)
class Markup:
    """A page as HTML, and all it may load by address; `browser` holds the styles that only a browser needs."""

    html: str
    files: Mapping[str, bytes]
    browser: str = ""

    def for_browser(self) -> Markup:
        """The page as a browser shows and prints it, which has no margin boxes for the disclaimer to stand in."""
        return replace(self, html=self.html.replace("</head>", f"<style>\n{self.browser}</style>\n</head>", 1))


def render(handout: Handout, theme: Theme, draw: Draw, *, templates: Path = TEMPLATES) -> Markup:
    """Set a handout in a theme. `draw` makes the picture of a chart."""
    shelf = _Shelf(handout, theme, draw)
    environment = _environment(templates)
    page = environment.get_template(f"formats/{handout.format.name}.html.j2")
    html = page.render(
        handout=handout,
        version=__version__,
        size=shelf.size,
        words=handout.words,
        icon=shelf.icon,
        illustration=shelf.illustration,
        chart=shelf.chart,
        frame=shelf.frame,
        qr=shelf.qr,
        logo=shelf.logo,
        styles=_STYLES,
    )
    return Markup(html.replace(_STYLES, shelf.styles()), shelf.files, theme.browser_styles)


class _Shelf:
    """Gathers the files that a page uses, while its templates are filled in."""

    def __init__(self, handout: Handout, theme: Theme, draw: Draw) -> None:
        self._handout = handout
        self._theme = theme
        self._draw = draw
        self._icons: dict[str, str] = {}
        self.files: dict[str, bytes] = {}

    def icon(self, name: str, backed: bool = True) -> str:
        """The class that shows an icon as decoration; the word beside it carries the meaning."""
        key = f"{name}-backed" if backed else name
        address = f"{SCHEME}icons/{key}.svg"
        self.files[address] = self._theme.icon(name, backed=backed)
        self._icons[key] = address
        return f"icon icon-{key}"

    def illustration(self, name: str) -> str:
        """The address of a drawing."""
        address = f"{SCHEME}illustrations/{name or 'generic-still-life'}.svg"
        self.files[address] = self._theme.illustration(name)
        return address

    @property
    def size(self) -> float:
        """The body size in points, from which all others follow."""
        fmt = self._handout.format
        return self._theme.body(fmt.name, fmt.aim, (part.kind for part in self._handout.parts))

    def frame(self, chart: Chart) -> Frame:
        """The room that the theme gives a chart in this format."""
        room = self._theme.room(self._handout.format.name, chart.name)
        heads = _HEAD * room["text_pt"] * MM_PER_PT  # the table's own column heads stand there as well
        return Frame(
            width_mm=room["width"],
            row_mm=round(room["row"] * self.size * MM_PER_PT, 2),
            head_mm=max(heads, head_mm(chart, room["text_pt"])),
            text_pt=room["text_pt"],
        )

    def chart(self, chart: Chart) -> str:
        """The address of a chart's picture."""
        address = f"{SCHEME}charts/{chart.name}.svg"
        self.files[address] = self._draw(chart, self.frame(chart), self._theme.tokens)
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
        rules = [self._face(weight, name) for weight, name in self._theme.faces.items()]
        rules.append(self._theme.stylesheet(self._handout.format.name))
        rules += [f'.icon-{key} {{ background-image: url("{url}") }}' for key, url in sorted(self._icons.items())]
        return "\n".join(rules)

    def _face(self, weight: str, file_name: str) -> str:
        address = f"{SCHEME}fonts/{file_name}"
        self.files[address] = font(file_name)
        return f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; src: url("{address}") }}'


@lru_cache(maxsize=4)
def _environment(templates: Path) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["prose"] = _prose
    return environment


def _prose(prose: Prose) -> Any:
    """A text as HTML: bold, italic and links; numbers kept with their units; sources as raised numbers."""
    from markupsafe import Markup as Safe

    html = _markdown().renderInline(_UNIT.sub(NO_BREAK_SPACE, prose.text))
    return Safe(html + _references(prose.refs))


def _references(numbers: Iterable[int]) -> str:
    marks = ",".join(map(str, numbers))
    return f'<sup class="ref">{marks}</sup>' if marks else ""


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("zero", {"html": False}).enable(["emphasis", "link", "escape"])
