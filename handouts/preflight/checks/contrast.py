"""Whether text stands out from its ground."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from handouts.preflight.flaws import Flaw
from handouts.preflight.subject import Subject


def contrast(subject: Subject) -> Iterator[Flaw]:
    """Every text stands out from what is behind it, in colour and in grey."""
    from handouts.pdf import faint

    if not any(page.seen.texts for page in subject.pages) or any(page.drawn is None for page in subject.pages):
        return
    pdf = subject.pdf if all(_plain(page) for page in subject.pages) else _upright(subject)
    for number, reasons in faint(pdf).items():
        for reason in reasons:
            yield Flaw(
                number,
                "",
                reason,
                "many readers cannot read it, and no copier keeps it",
                "Make the text darker, or its ground lighter.",
                error=subject.expected.ours and subject.office,
            )


def _plain(page: object) -> bool:
    """Whether a page is counted from its corner, and shown as it is counted."""
    return page.crop[:2] == (0.0, 0.0) and page.crop == page.media and not page.turned  # type: ignore[attr-defined]


def _upright(subject: Subject) -> bytes:
    """The same pages, each counted from its corner and not turned, as what looks at contrast counts."""
    import pikepdf

    file = BytesIO()
    with pikepdf.open(BytesIO(subject.pdf)) as document:
        for number, page in enumerate(subject.pages):
            left, bottom, right, top = page.media
            source = document.pages[number]
            source.contents_add(f"1 0 0 1 {-left:.4f} {-bottom:.4f} cm".encode(), prepend=True)
            for key in ("/CropBox", "/Rotate", "/TrimBox", "/BleedBox", "/ArtBox", "/UserUnit"):
                if key in source.obj:
                    del source.obj[key]
            source.obj.MediaBox = pikepdf.Array([0, 0, *(round(edge, 4) for edge in (right - left, top - bottom))])
        document.save(file)
    return file.getvalue()
