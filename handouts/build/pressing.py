"""A laid-out document → the file for a print shop."""

from __future__ import annotations

from handouts import press
from handouts.build.setting import Setting
from handouts.document import Handout
from handouts.pdf import Rendered


def pressed(setting: Setting, handout: Handout, rendered: Rendered) -> bytes:
    """What the printer of a setting takes: `rendered` is what the setting laid out of `handout`.

    Raises `LayoutError` with what cannot be printed, by page; `ContentError` with what is wrong in the theme's table of
    inks; `ChoiceError` where the printer's profile cannot be used.
    """
    if setting.printer is None:
        raise ValueError("the document was not laid out for a press")
    inks = press.inks.of_theme(setting.theme)
    review = setting.topic.about.review
    return press.prepare(
        rendered.pdf,
        printer=setting.printer,
        inks=inks.areas,
        letters=inks.letters,
        title=f"{handout.title} \N{EN DASH} {handout.words['patient-information']}",
        dated=review.reviewed or review.written,
        folds=setting.format.folds,
    )
