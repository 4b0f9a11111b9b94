"""The fonts of a document: those it brings along, and proof that no others were used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from weasyprint.text.ffi import fontconfig
from weasyprint.text.fonts import FontConfiguration

from handouts.errors import Finding
from handouts.pdf.fetching import Fetcher

# Pango ends the process when it finds no font at all. One of the document's own fonts, under a name that no style
# sheet uses, is always there, so that a document without a usable @font-face ends in a finding.
LAST_RESORT = "handouts last resort"
_REMEDY = "Declare a font that has these characters with @font-face, and name it in font-family."
# It keeps its own family name beside this one, so it must lose to the same font declared as it is.
_NEVER_BEST = {"font_family": LAST_RESORT, "font_weight": 100, "font_stretch": "ultra-condensed"}
_ENDINGS = (".ttf", ".otf")


class DocumentFonts(FontConfiguration):  # type: ignore[misc]  # WeasyPrint has no types
    """A font set without the machine's fonts, that remembers the families a document declares."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__()
        self.families: set[str] = set()
        fonts = sorted(url for url in files if url.lower().endswith(_ENDINGS))
        for url in fonts:
            super().add_font_face({**_NEVER_BEST, "src": [("external", url)]}, Fetcher(files))
            if self.usable:
                break

    @property
    def usable(self) -> bool:
        """Whether there is a font at all. Without one, nothing may be laid out."""
        found = fontconfig.FcConfigGetFonts(self._config, fontconfig.FcSetApplication)
        return bool(found) and found.nfont > 0

    def add_font_face(self, rule_descriptors: dict[str, Any], url_fetcher: object) -> None:
        """Load the font of one @font-face rule; a failure is logged by the engine."""
        self.families.add(rule_descriptors["font_family"].casefold())
        super().add_font_face(rule_descriptors, url_fetcher)

    def supplies(self, families: Iterable[str]) -> bool:
        """Say whether one of the `families` that a text asks for was declared by the document."""
        return any(family.casefold() in self.families for family in families)

    def strangers(self, document: Any) -> list[Finding]:
        """Return a finding for each font in a written document that the document did not declare."""
        found = []
        for font in document.fonts.values():
            if font.family.casefold() not in self.families:
                characters = "".join(sorted(set("".join(font.to_unicode.values()).replace(" ", ""))))
                message = f'"{characters}" is set in {font.family}, a font that the document did not declare'
                found.append(Finding("the document", message, _REMEDY))
        return found
