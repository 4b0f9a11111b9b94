"""The data of streams, unpacked as far as it is safe: a few kilobytes may hold ten gigabytes of nothing."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from handouts.preflight.objects import got, is_stream, items, name

LARGEST = 256_000_000  # bytes of one stream, unpacked
_CONTENT = 64_000_000  # bytes of the drawing of one page, one form
_ALL = 2_000_000_000  # bytes of all streams that must be measured
_RATIO = {"/FlateDecode": 1_032, "/LZWDecode": 2_731, "/RunLengthDecode": 64}  # the most that a byte can become
_SHORT = {"/Fl": "/FlateDecode", "/LZW": "/LZWDecode", "/RL": "/RunLengthDecode"}
_OPERATORS = 3_000_000
_PIECE = 1 << 20


@dataclass(slots=True)
class Budget:
    """How much work a file may still make: operators to go through."""

    operators: int = _OPERATORS

    @property
    def spent(self) -> bool:
        """Whether nothing is left."""
        return self.operators <= 0


@contextmanager
def limited() -> Iterator[None]:
    """Have the reader of PDF refuse what unpacks to too much, for as long as a file is looked at."""
    from pikepdf import settings

    wanted = {f"{kind}_max_memory": LARGEST for kind in ("dct", "flate", "png", "run_length", "tiff")}
    before = settings.set_qpdf_limits(**wanted)  # type: ignore[arg-type]
    try:
        yield
    finally:
        settings.set_qpdf_limits(**before)  # type: ignore[arg-type]


def filters(stream: Any) -> list[str]:
    """The names of what a stream is packed with, the outermost first."""
    found = got(stream, "/Filter")
    names = [name(found)] if name(found) else [name(item) for item in items(found)]
    return [_SHORT.get(item, item) for item in names]


def content(stream: Any) -> bytes | None:
    """The drawing in a stream; None where it cannot be unpacked, or is too much."""
    import pikepdf

    if not is_stream(stream):
        return None
    try:
        data = stream.read_bytes()
    except pikepdf.PdfError:
        return _as_far_as_it_goes(stream)
    return data if len(data) <= _CONTENT else None


def _as_far_as_it_goes(stream: Any) -> bytes | None:
    """What can be unpacked of a stream that is damaged further on, as every viewer shows it."""
    import pikepdf

    if filters(stream) != ["/FlateDecode"]:
        return None
    try:
        return zlib.decompressobj().decompress(stream.read_raw_bytes(), _CONTENT)
    except (zlib.error, pikepdf.PdfError):
        return None


def too_large(document: Any) -> Iterator[Any]:
    """The streams that unpack to more than anything printed needs."""
    left = _ALL
    for stream in document.objects:
        if not is_stream(stream):
            continue
        packed = [_RATIO[item] for item in filters(stream) if item in _RATIO]
        most = 1
        for ratio in packed:
            most *= ratio
        if not packed or _packed_size(stream) * most <= LARGEST:
            continue
        size = _size(stream, min(LARGEST, left))
        left -= size
        if size >= LARGEST or left <= 0:
            yield stream
        if left <= 0:
            return


def _packed_size(stream: Any) -> int:
    import pikepdf

    try:
        return len(stream.read_raw_bytes())
    except pikepdf.PdfError:
        return 0


def _size(stream: Any, most: int) -> int:
    """How many bytes a stream is, unpacked, counted no further than `most`."""
    import pikepdf

    names = filters(stream)
    if names != ["/FlateDecode"]:  # seldom, and never so large for a good reason
        if "/LZWDecode" in names:
            return most
        try:
            return len(stream.read_bytes())  # within the limits of the reader
        except pikepdf.PdfError:
            return most if len(names) > 1 else 0
    unpacking, size, rest = zlib.decompressobj(), 0, stream.read_raw_bytes()
    try:
        while rest and size < most:
            size += len(unpacking.decompress(rest, _PIECE))
            rest = unpacking.unconsumed_tail
    except zlib.error:  # damaged: it ends here
        pass
    return size
