"""The pixels of an image in CMYK: how much ink its darkest places take."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from handouts.preflight import streams
from handouts.preflight.colouring import ink
from handouts.preflight.objects import got, numbers
from handouts.preflight.seen import Picture

_SAMPLES = 40_000
_SHARE = 0.001  # of the samples: so few pixels do no harm
_LARGEST = 200_000_000  # pixels


def heaviest(picture: Picture) -> float | None:
    """The most ink in percent that more than a few of its pixels take; None where it cannot be told."""
    space, source = picture.space, picture.source
    if space is None or source is None or not 0 < picture.width * picture.height < _LARGEST:
        return None
    if space.kind == "indexed" and space.base is not None and space.base.kind == "cmyk":
        return max((ink(space, (float(index),)) or 0.0 for index in range(len(space.lookup) // 4)), default=None)
    if space.kind != "cmyk" or picture.bits != 8:
        return None
    packed = streams.filters(source)
    values = (
        _jpeg(source) if packed == ["/DCTDecode"] else _plain(picture, source) if "/DCTDecode" not in packed else None
    )
    if not values:
        return None
    turned = numbers(got(source, "/Decode"))[:2] == (1.0, 0.0)
    sums = sorted(1020 - value if turned else value for value in values)
    return sums[max(0, len(sums) - 1 - int(_SHARE * len(sums)))] / 2.55


def _plain(picture: Picture, source: Any) -> list[int] | None:
    """The sums of the four parts of some pixels."""
    import pikepdf

    if "/JPXDecode" in streams.filters(source) or picture.width * picture.height * 4 > streams.LARGEST:
        return None
    try:
        data = source.read_bytes()
    except pikepdf.PdfError:
        return None
    step = 4 * max(1, len(data) // 4 // _SAMPLES)
    return [sum(four) for four in zip(*(data[part::step] for part in range(4)), strict=False)]


def _jpeg(source: Any) -> list[int] | None:
    """As above; a JPEG in CMYK holds its parts the other way round than what reads it here gives them."""
    from PIL import Image

    try:
        with Image.open(BytesIO(source.read_raw_bytes()), formats=["JPEG"]) as image:
            if image.mode != "CMYK" or image.width * image.height > _LARGEST:
                return None
            image.draft("CMYK", (400, 400))
            small = image.resize((min(200, image.width), min(200, image.height)), Image.Resampling.NEAREST)
            data = small.tobytes()
    except Exception:  # whatever a damaged image brings about
        return None
    return [1020 - sum(four) for four in zip(*(data[part::4] for part in range(4)), strict=True)]
