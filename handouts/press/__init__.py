"""The file for a print shop: four inks, bleed, output intent; and several small sheets put on a large one.

`prepare` turns a laid-out PDF into what a `Printer` takes. pikepdf and Pillow are loaded by the first call that needs
them, not by importing this package.
"""

from __future__ import annotations

from handouts.press import inks, printers
from handouts.press.inks import CMYK, Inks
from handouts.press.preparing import prepare
from handouts.press.printers import Printer

__all__ = ["CMYK", "Inks", "Printer", "inks", "prepare", "printers"]
