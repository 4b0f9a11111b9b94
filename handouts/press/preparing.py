"""A laid-out PDF in colours of the screen → the file for a print shop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from handouts.errors import ChoiceError, Finding, LayoutError
from handouts.press import boxes, identity, profiles
from handouts.press.inks import CMYK, Inks
from handouts.press.mixing import Mixer
from handouts.press.palettes import Inked
from handouts.press.printers import Printer
from handouts.press.walking import Clear, Walk

if TYPE_CHECKING:
    import pikepdf

_UNDATED = date(2000, 1, 1)
_OPAQUE = (
    "A logo: save it on the colour of its ground, as a JPEG or a PNG without transparency. A drawing: give it full "
    "opacity. Or choose a printer profile that takes transparency, such as strict-x4."
)


def prepare(
    pdf: bytes,
    *,
    printer: Printer,
    inks: Mapping[str, CMYK],
    title: str,
    letters: Mapping[str, CMYK] | None = None,
    dated: date = _UNDATED,
    folds: Sequence[Sequence[float]] = (),
) -> bytes:
    """Return `pdf` as `printer` takes it: in four inks, with its bleed, and nothing that only a screen has a use for.

    `pdf` is laid out with at least the bleed of the printer, and has a `TrimBox`. `inks` and `letters` tell the inks
    of colours `#RRGGBB` in areas and in text, in percent; others are mixed by the profile. `dated` is the day of the
    content, for a file is the same whenever it is made. `folds` are those of each side, in millimetres from the left;
    they are marked where the printer wants marks. Raises `LayoutError` with every finding, by page, and `ChoiceError`
    where the printer's profile cannot be used.
    """
    import pikepdf

    profile = profiles.read(printer.profile)
    if printer.version < "1.6" and not profile.old:
        raise ChoiceError(f"{printer.label} takes profiles of version 2 only, and that of {printer.condition} is newer")
    mixer = Mixer(profile, Inks(inks, letters or {}), printer.ink_limit)
    with pikepdf.open(BytesIO(pdf)) as document:
        identity.strip(document)
        walk = Walk(document, Inked(mixer), overprint=printer.standard != "none")
        for number, page in enumerate(document.pages, 1):
            walk.page(number, page)
        clear = () if printer.transparency else walk.clear
        findings = [*walk.findings, *(_too_clear(thing, printer) for thing in clear)]
        if findings:
            raise LayoutError(findings)
        walk.finish()
        sheets = boxes.Sheets(document, printer.bleed_mm, marks=printer.marks)
        for number, page in enumerate(document.pages):
            sheets.lay(page, folds[number] if number < len(folds) else ())
        if walk.clear:
            for page in document.pages:
                page.obj.Group = pikepdf.Dictionary(
                    Type=pikepdf.Name.Group, S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceCMYK
                )
        identity.declare(document, printer, profile, title, dated, pdf)
        return _saved(document, printer)


def _too_clear(clear: Clear, printer: Printer) -> Finding:
    """How what one can see through is told of a printer that takes nothing such."""
    message = f"{clear.what}, and the printer profile '{printer.name}' takes nothing that is see-through"
    return Finding(f"page {clear.page}", message, _OPAQUE)


def _saved(document: pikepdf.Pdf, printer: Printer) -> bytes:
    """The bytes of a file, which are the same for the same input."""
    import pikepdf

    file = BytesIO()
    document.save(
        file,
        deterministic_id=True,
        force_version=printer.version,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        compress_streams=True,
    )
    return file.getvalue()
