"""Every check by its name, in the order in which they are told: each takes the file and gives what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from handouts.preflight.checks import bleeding, boxes, contrast, extras, fonts, images, inks, press, tags, texts
from handouts.preflight.flaws import Flaw
from handouts.preflight.subject import Subject

Check: TypeAlias = Callable[[Subject], Iterator[Flaw]]

_ALL: tuple[Check, ...] = (
    extras.encryption,
    boxes.page_count,
    boxes.page_boxes,
    boxes.trim_size,
    boxes.bleed,
    bleeding.artwork_in_bleed,
    texts.blank_pages,
    texts.disclaimer,
    texts.edition_code,
    texts.text_inside_trim,
    texts.safe_area,
    texts.hidden_text,
    texts.spoken_text,
    contrast.contrast,
    fonts.fonts_embedded,
    fonts.missing_glyphs,
    fonts.readable_letters,
    inks.colour_spaces,
    inks.unknown_colours,
    inks.total_ink,
    inks.black_text,
    inks.white_overprint,
    inks.spot_colours,
    images.image_resolution,
    images.line_widths,
    press.output_intent,
    press.press_version,
    press.accessible_version,
    press.metadata,
    press.identifier,
    press.transparency,
    press.postscript,
    extras.annotations_on_sheet,
    extras.spoken_annotations,
    extras.form_fields,
    extras.scripts,
    extras.attachments,
    tags.language,
    tags.title,
    tags.tagged,
    tags.alternative_texts,
    tags.headings,
    tags.table_headers,
)

CHECKS: Mapping[str, Check] = {check.__name__.replace("_", "-"): check for check in _ALL}
