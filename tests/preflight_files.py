"""Good files for the tests of handouts.preflight, and ways to break them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from handouts import build, formats, preflight, selection, themes, topics
from handouts.build import Order, Output
from handouts.build.making import _drawn
from handouts.build.pressing import pressed
from handouts.build.setting import Setting
from handouts.press import printers

POINTS = 72 / 25.4
FORMAT = "flyer-a6"
Edit = Callable[[Pdf], object]


@cache
def office(fmt: str = FORMAT, language: str = "en", *, large_print: bool = False) -> bytes:
    """A good file for the office."""
    order = Order("magnesium", language, fmt, "clinic", large_print=large_print, output=Output.PDF)
    return build.make(order).files[0]


@cache
def press(fmt: str = FORMAT, language: str = "en", printer: str = printers.USUAL) -> bytes:
    """A good file for the press."""
    order = Order("magnesium", language, fmt, "clinic")
    product, topic = formats.named(fmt), topics.load("magnesium")
    chosen = selection.choose(topic, default=product.presets)
    theme = themes.named("clinic").setting(product)
    setting = Setting(order, topic, chosen, product, theme, None, _drawn, printers.named(printer))
    handout = setting.handout
    return pressed(setting, handout, setting.laid_out(handout))


def changed(pdf: bytes, edit: Edit) -> bytes:
    """The same file with something changed."""
    file = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        edit(document)
        document.save(file)
    return file.getvalue()


def drawing(content: str, page: int = 0, *, tagged: bool = True, **resources: dict[str, Any]) -> Edit:
    """Draw more on a page, counted in points from its lower left; as decoration, where that is to be `tagged`."""

    def edit(document: Pdf) -> None:
        target = document.pages[page]
        target.contents_add(b"q", prepend=True)
        marked = f"/Artifact BMC {content} EMC" if tagged else content
        target.contents_add(f"Q q {marked} Q".encode())
        for kind, named in resources.items():
            there: Any = target.obj.Resources.get(f"/{kind}")
            table = document.make_indirect(Dictionary(dict(there.items()) if there is not None else {}))
            for name, value in named.items():
                table[f"/{name}"] = value(document) if callable(value) else value
            target.obj.Resources[f"/{kind}"] = table

    return edit


def font_of(pdf: bytes) -> str:
    """The name of a font of the first page, for `drawing`."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return str(sorted(str(key) for key in document.pages[0].obj.Resources.Font)[0])


def writing(pdf: bytes, codes: str, x: float, y: float, size: float = 10, before: str = "") -> Edit:
    """Set some codes of a font of the file, in hexadecimal, in black."""
    black = "0 0 0 1 k" if b"GTS_PDFX" in pdf else "0 g"
    return drawing(f"{black} {before} BT {font_of(pdf)} {size} Tf {x} {y} Td <{codes}> Tj ET")


def some_codes(pdf: bytes, count: int = 6) -> str:
    """Codes of some letters of the font of `font_of`, as it is."""
    with pikepdf.open(BytesIO(pdf)) as document:
        font = document.pages[0].obj.Resources.Font[font_of(pdf)]
        widths: list[Any] = list(font.DescendantFonts[0].W)
        first = next(item for item in widths if isinstance(item, int) and item > 20)
    return f"{first:04x}" * count


def form(content: str, **resources: dict[str, Any]) -> Callable[[Pdf], Any]:
    """A form that draws something."""

    def make(document: Pdf) -> Any:
        stream = Stream(document, content.encode())
        stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 2000, 2000])
        stream.Resources = Dictionary(
            {
                f"/{kind}": Dictionary({f"/{name}": made(document, value) for name, value in named.items()})
                for kind, named in resources.items()
            }
        )
        return document.make_indirect(stream)

    return make


def image(space: Any, parts: int, size: int = 64, value: int = 128, **more: Any) -> Callable[[Pdf], Any]:
    """An image of one colour."""

    def make(document: Pdf) -> Any:
        stream = Stream(document, bytes([value]) * (size * size * parts))
        stream.Type, stream.Subtype = Name.XObject, Name.Image
        stream.Width = stream.Height = size
        stream.BitsPerComponent = 8
        stream.ColorSpace = made(document, space)
        for key, other in more.items():
            stream[f"/{key}"] = made(document, other)
        return document.make_indirect(stream)

    return make


def made(document: Pdf, value: Any) -> Any:
    """What is to be made in a document, made."""
    return value(document) if callable(value) else value


def found(pdf: bytes, purpose: str = "", **more: Any) -> set[str]:
    """The checks that find something, with the mark of a warning."""
    return told(preflight.check(pdf, purpose=purpose, **more))


def told(flaws: Iterable[preflight.Flaw]) -> set[str]:
    """The checks that made some flaws, with the mark of a warning."""
    flaws = list(flaws)
    assert all(flaw.message and flaw.why and flaw.remedy and flaw.check for flaw in flaws)
    return {flaw.check if flaw.error else f"{flaw.check}?" for flaw in flaws}
