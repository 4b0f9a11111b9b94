"""HTML to PDF and PNG: the only door to WeasyPrint and to PDFium.

A document is rendered from what it brings along and from nothing else: no network, no file of the machine, no system
font. Whatever the engine complains about, and whatever does not fit its page, fails the build with a `LayoutError`
that holds every finding. The engines are loaded by the first call that needs them, not by importing this package.
"""

from __future__ import annotations

from handouts.pdf.contrast import faint
from handouts.pdf.embedding import standalone
from handouts.pdf.fitting import fit, fits
from handouts.pdf.legibility import illegible
from handouts.pdf.reading import text_of, thumbnails, to_png
from handouts.pdf.rendering import Rendered

__all__ = ["Rendered", "faint", "fit", "fits", "illegible", "standalone", "text_of", "thumbnails", "to_png"]
