"""What a screen reader would say of a PDF: its tag tree in order, with the text that each tag holds."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from handouts.pdf import reading


def spoken(pdf: bytes) -> list[tuple[str, str]]:
    """Each element that holds text or stands for a picture: the tags above it, and its text or alternative text."""
    with pikepdf.open(BytesIO(pdf)) as document:
        texts = {page.objgen: marked for page, marked in zip(document.pages, _marked(pdf), strict=True)}
        (root,) = document.Root.StructTreeRoot.K
        return list(_heard(root, "", texts))


def _heard(element: Any, path: str, texts: dict[Any, dict[int, str]]) -> Iterator[tuple[str, str]]:
    path = f"{path}{element.S}"
    if "/Alt" in element:
        yield path, str(element.Alt)
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary):
            if kid.get("/Type") == "/StructElem":
                yield from _heard(kid, path, texts)
        elif said := texts[element.Pg.objgen].get(int(kid), ""):
            yield path, said


def _marked(pdf: bytes) -> Iterator[dict[int, str]]:
    """Of each page, the text by the number of its mark."""
    from pypdfium2 import raw

    with reading.opened(pdf) as document:
        for page in document:
            text = page.get_textpage()
            found: dict[int, str] = {}
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                mark = raw.FPDFPageObj_GetMarkedContentID(item)
                size = raw.FPDFTextObj_GetText(item, text, None, 0)
                letters = ctypes.create_string_buffer(size)
                raw.FPDFTextObj_GetText(item, text, ctypes.cast(letters, ctypes.POINTER(ctypes.c_ushort)), size)
                found[mark] = found.get(mark, "") + letters.raw.decode("utf-16-le").rstrip("\0")
            yield found
