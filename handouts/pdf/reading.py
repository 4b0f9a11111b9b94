"""What a PDF shows: its pages as images, and its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from handouts.errors import HandoutsError

_POINTS = 72  # in one inch


def to_png(pdf: bytes, dpi: int) -> tuple[bytes, ...]:
    """Return each page of `pdf` as a PNG image of `dpi` dots an inch, with nothing in it but the picture."""
    with opened(pdf) as document:
        return tuple(_png(page, dpi) for page in document)


def thumbnails(files: Sequence[bytes], width: int) -> tuple[bytes, ...]:
    """Return each page of a PDF, or each of some PNG images, as a small PNG image of `width` pixels."""
    from PIL import Image

    if files[0].startswith(b"%PDF"):
        with opened(files[0]) as document:
            pictures = [page.render(scale=width / page.get_width()).to_pil() for page in document]
    else:
        pictures = [Image.open(BytesIO(file)) for file in files]
    return tuple(_small(picture, width) for picture in pictures)


def _small(picture: Any, width: int) -> bytes:
    file = BytesIO()
    height = round(picture.height * width / picture.width)
    picture.convert("RGB").resize((width, height)).quantize(64, dither=0).save(file, "PNG", optimize=True)
    return file.getvalue()


def text_of(pdf: bytes) -> tuple[str, ...]:
    """Return the text of each page of `pdf`, in the order of the file, with lines ended by a line feed."""
    with opened(pdf) as document:
        return tuple(page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document)


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    """Open `pdf` for as long as it is looked at. Raises `HandoutsError` where it is no PDF."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise HandoutsError(f"This is not a PDF that can be read: {error}") from error
    try:
        yield document
    finally:
        document.close()


def _png(page: Any, dpi: int) -> bytes:
    from PIL import Image

    width, height = (max(1, round(points * dpi / _POINTS)) for points in page.get_size())
    # PDFium rounds up, and what it computes lies a hair above a whole number of pixels as often as below it.
    image = page.render(scale=dpi / _POINTS).to_pil()
    if image.size != (width, height):
        canvas = Image.new(image.mode, (width, height), "white")
        canvas.paste(image)
        image = canvas
    file = BytesIO()
    image.save(file, "PNG", dpi=(dpi, dpi))
    return file.getvalue()
