"""An order that was looked up, set in type: laid out in the largest size that fits, or told why it does not fit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handouts import document, formats, markup, pdf
from handouts.build import blame, fitting, record
from handouts.build.order import FORMAT, Order
from handouts.document import Handout
from handouts.errors import Finding, LayoutError
from handouts.formats import Format
from handouts.language import LANGUAGES
from handouts.markup import Draw, Markup
from handouts.pdf import Rendered
from handouts.press import Printer
from handouts.selection import OWN_CHOICE, Selection
from handouts.themes import Theme
from handouts.topics import Brand, Topic


@dataclass(frozen=True, slots=True)
class Setting:
    """What an order names: topic, sections, format, theme, practice; and what draws its charts.

    With a `printer` it is laid out for a press: with bleed, and without what only a screen has a use for.
    """

    order: Order
    topic: Topic
    chosen: Selection
    format: Format
    theme: Theme
    brand: Brand | None
    draw: Draw
    printer: Printer | None = None

    @property
    def handout(self) -> Handout:
        """The document, final but for its size of type."""
        language, editorial = LANGUAGES[self.order.language], self.order.editorial
        return document.build(self.topic, self.chosen, language, self.format, brand=self.brand, editorial=editorial)

    @property
    def limit(self) -> int | None:
        """How many sides it may take: as its format has, or as its preset promises.

        A preset speaks of the usual layout, by no practice and with all its texts.
        """
        preset = self.topic.about.presets.get(self.chosen.preset)
        usual = self.format.layout == formats.named(FORMAT).layout and self.order.editorial and not self.brand
        return self.format.sides or (preset.sides if preset and usual else None)

    def laid_out(self, handout: Handout) -> Rendered:
        """The document as a PDF. Raises `LayoutError` with all that is wrong, and with what would fit.

        What comes from a practice's name or logo is told of its file.
        """
        try:
            sizes, tagged = markup.sizes(handout, self.theme), self.printer is None
            return pdf.fit(lambda size: self._set(handout, size), sizes, limit=self.limit, tagged=tagged)
        except LayoutError as error:
            findings = error.findings
            if self.order.brand:
                findings = tuple(blame.restated(findings, handout, self.order.brand, self._wrong_with))
            if all(finding.fit for finding in findings) and len(handout.parts) > 1:
                findings = (*findings, self._largest(error))
            raise LayoutError(findings, error.parts) from error

    def _set(self, handout: Handout, size: float) -> Markup:
        bleed = self.printer.bleed_mm if self.printer else 0
        page = markup.render(handout, self.theme, self.draw, size, bleed=bleed)
        return record.written(page, record.of(self, handout))

    def _wrong_with(self, other: Handout) -> tuple[Finding, ...]:
        """What is wrong with the same document by another practice, or by none."""
        try:
            pdf.fit(lambda size: self._set(other, size), markup.sizes(other, self.theme), limit=self.limit)
        except LayoutError as error:
            return error.findings
        return ()

    def _largest(self, error: LayoutError) -> Finding:
        """Name the largest selection that would fit."""
        fits = fitting.largest(self.chosen.sections, self._fits, error.parts)
        if not fits:
            return Finding("the selection", "none of its sections was found to fit", "Choose another format.")
        names = ",".join(fits)
        return Finding("the selection", f"the largest that fits is {names}", f"Ask for it with --sections {names}")

    def _fits(self, sections: tuple[str, ...]) -> bool:
        """Whether a smaller selection fits at the smallest size."""
        other = replace(self, chosen=Selection(sections, OWN_CHOICE))
        smallest = markup.sizes(other.handout, self.theme)[-1]
        return pdf.fits(other._set(other.handout, smallest), smallest, limit=self.limit)
