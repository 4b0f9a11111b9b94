"""`Handout` → HTML, with every file that the page may load beside it: the only door to Jinja and markdown-it.

The HTML names files by addresses of the form `handouts:icons/brain.svg`; `Markup.files` holds each of them. Nothing
else can be loaded by the engine, so a page cannot reach outside whatever a template or a text says.
"""

from handouts.markup.indexing import Shown, ShownPiece, index
from handouts.markup.rendering import RECORD, Markup, render, sizes
from handouts.markup.shelf import Draw

__all__ = ["RECORD", "Draw", "Markup", "Shown", "ShownPiece", "index", "render", "sizes"]
