"""Templates filled in with a handout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from handouts import __version__
from handouts.document.handout import Handout
from handouts.markup.shelf import Draw, Shelf
from handouts.markup.templates import environment, mistakes_in
from handouts.resources import TEMPLATES
from handouts.themes import Theme

RECORD = "handoutsrecord"
"""The name under which a page, and the PDF that is made of it, tells where it comes from."""
_STYLES = "/* the styles, once it is known which icons the page uses */"


@dataclass(frozen=True, slots=True)
class Markup:
    """A page as HTML, and all it may load by address; `browser` holds the styles that only a browser needs.

    `borrowed` tells what the theme has not of its own, and takes from the theme beneath.
    """

    html: str
    files: Mapping[str, bytes]
    browser: str = ""
    borrowed: tuple[str, ...] = ()

    def with_record(self, record: str) -> Markup:
        """The page with a text in its head that no reader sees, whatever template it was set by."""
        meta = f'<meta name="{RECORD}" content="{escape(record)}">'
        return replace(self, html=self.html.replace("</head>", f"{meta}\n</head>", 1))

    def for_browser(self) -> Markup:
        """The page as a browser shows and prints it, which has no margin boxes for the disclaimer to stand in."""
        return replace(self, html=self.html.replace("</head>", f"<style>\n{self.browser}</style>\n</head>", 1))


def sizes(handout: Handout, theme: Theme) -> tuple[float, ...]:
    """The body sizes in points at which a handout may be set, the one that looks best first."""
    fmt = handout.format
    return fmt.sizes(theme.largest(fmt, (part.kind for part in handout.parts)))


def render(
    handout: Handout, theme: Theme, draw: Draw, size: float, *, templates: Path = TEMPLATES, bleed: float = 0
) -> Markup:
    """Set a handout in a theme, in body type of `size` points. `draw` makes the picture of a chart.

    With a `bleed`, in millimetres, the page goes on beyond its trim, for a print shop.
    """
    shelf = Shelf(handout, theme, draw, size, bleed)
    fmt = handout.format
    with mistakes_in(theme.theirs):
        page = environment(templates, theme.templates).select_template(shelf.page_templates)
        html = page.render(
            handout=handout,
            version=__version__,
            format=fmt,
            words=handout.words,
            section=shelf.section,
            icon=shelf.icon,
            illustration=shelf.illustration,
            illustrated=theme.draws,
            shows=shelf.shows,
            portion=shelf.portion,
            jar=shelf.jar,
            body_map=shelf.body_map,
            rows_of=shelf.table,
            chart=shelf.chart,
            frame=shelf.frame,
            qr=shelf.qr,
            logo=shelf.logo,
            styles=_STYLES,
        )
    return Markup(html.replace(_STYLES, shelf.styles()), shelf.files, theme.browser_styles, shelf.borrowed)
