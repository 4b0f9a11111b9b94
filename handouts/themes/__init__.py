"""How a document looks: a theme is a folder of tokens, stylesheets, drawings, templates and measures; no code."""

from handouts.themes.choosing import BASE, FOLDER, available, illustrations, named
from handouts.themes.icons import FOLDER as ICONS
from handouts.themes.icons import LUCIDE, icons
from handouts.themes.theme import BODY, GENERIC, Theme

__all__ = [
    "BASE",
    "BODY",
    "FOLDER",
    "GENERIC",
    "ICONS",
    "LUCIDE",
    "Theme",
    "available",
    "icons",
    "illustrations",
    "named",
]
