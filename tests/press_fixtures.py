"""Press files for the tests of handouts.press, and a census of what is printed in them, made apart from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from handouts import formats, press, selection, themes, topics
from handouts.build import Order, making, pressing
from handouts.build.setting import Setting
from handouts.pdf import Rendered
from handouts.press import Printer, printers

POINTS = 72 / 25.4
PAINTS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"}
LETTERS = {"Tj", "TJ", "'", '"'}
SCREEN = {"rg", "RG", "g", "G", "sc", "SC", "ri"}


@dataclass(frozen=True)
class Pressed:
    """A document as it was laid out, in colours of the screen, and as it goes to the press."""

    setting: Setting
    rendered: Rendered
    pdf: bytes


def setting(
    name: str, theme: str = "clinic", *, printer: Printer | None = None, brand: Path | None = None, **more: Any
) -> Setting:
    """What an order of the magnesium topic names, for a press."""
    fmt = formats.named(name)
    topic = topics.load("magnesium")
    order = Order("magnesium", format=name, theme=theme, brand=brand, **more)
    look = themes.named(theme, ink_saver=order.ink_saver).setting(fmt)
    practice = topics.load_brand(brand) if brand else None
    chosen = selection.choose(topic, default=fmt.presets)
    return Setting(order, topic, chosen, fmt, look, practice, making._drawn, printer or printers.named())


def made(placed: Setting) -> Pressed:
    """A document, laid out and put into ink."""
    handout = placed.handout
    rendered = placed.laid_out(handout)
    return Pressed(placed, rendered, pressing.pressed(placed, handout, rendered))


@lru_cache(maxsize=32)
def pressed(name: str, theme: str = "clinic", printer: str = printers.USUAL, marks: bool = False) -> Pressed:
    """A document for a press, made once."""
    wanted = replace(printers.named(printer), marks=marks)
    return made(setting(name, theme, printer=wanted))


def prepared(pdf: bytes, printer: Printer | None = None, **more: Any) -> bytes:
    """A PDF for the press, without inks of a theme."""
    return press.prepare(pdf, printer=printer or printers.named(), inks=more.pop("inks", {}), title="A title", **more)


@dataclass
class Census:
    """What is drawn in a file: the operators that colour, the inks of areas and of letters, spaces, and states."""

    operators: Counter[str] = field(default_factory=Counter)
    areas: Counter[tuple[float, ...]] = field(default_factory=Counter)
    letters: Counter[tuple[float, ...]] = field(default_factory=Counter)
    spaces: Counter[str] = field(default_factory=Counter)
    groups: int = 0
    states: list[Any] = field(default_factory=list)
    inks: float = 0.0  # the most of any colour, in percent
    masks: int = 0


def census(pdf: bytes) -> Census:
    """Look into every stream of a file that is drawn."""
    found = Census()
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            _stream(page, page.resources, found, {})
    return found


def _stream(stream: Any, resources: Any, found: Census, seen: dict[Any, bool]) -> None:
    fill: list[Any] = [None]
    stroke: list[Any] = [None]
    for item in pikepdf.parse_content_stream(stream):
        operator, operands = str(item.operator), list(item.operands)
        if operator == "q":
            fill.append(fill[-1])
            stroke.append(stroke[-1])
        elif operator == "Q":
            fill.pop()
            stroke.pop()
        elif operator in ("k", "K"):
            inks = tuple(float(part) * 100 for part in operands)
            (fill if operator == "k" else stroke)[-1] = inks
            found.inks = max(found.inks, sum(inks))
            found.operators[operator] += 1
        elif operator in SCREEN or operator in ("cs", "CS", "scn", "SCN"):
            found.operators[
                " ".join((operator, *(str(part) for part in operands if isinstance(part, pikepdf.Name))))
            ] += 1
            (fill if operator.islower() else stroke)[-1] = ("special",)
        elif operator in LETTERS:
            found.letters[fill[-1]] += 1
        elif operator in PAINTS:
            found.areas[stroke[-1] if operator in ("S", "s") else fill[-1]] += 1
        elif operator == "INLINE IMAGE":
            found.spaces["inline"] += 1
    _resources(resources, found, seen)


def _resources(resources: Any, found: Census, seen: dict[Any, bool]) -> None:
    for name in ("/XObject", "/Pattern", "/Shading"):
        for thing in dict(resources.get(name, {})).values():
            _thing(thing, found, seen)
    for state in dict(resources.get("/ExtGState", {})).values():
        found.states.append({str(key): value for key, value in state.items()})
        if isinstance(state.get("/SMask"), pikepdf.Dictionary):
            found.masks += 1
    for font in dict(resources.get("/Font", {})).values():
        if font.get("/Subtype") == "/Type3":
            for letter in dict(font.CharProcs).values():
                _stream(letter, font.get("/Resources", {}), found, seen)


def _thing(thing: Any, found: Census, seen: dict[Any, bool]) -> None:
    if thing.objgen != (0, 0) and seen.setdefault(thing.objgen, False):
        return
    seen[thing.objgen] = True
    if thing.get("/Subtype") == "/Image":
        if not thing.get("/ImageMask", False):
            found.spaces[str(thing.ColorSpace)] += 1
            found.inks = max(found.inks, _most(thing))
    elif "/ShadingType" in thing:
        found.spaces[str(thing.ColorSpace)] += 1
        found.inks = max([found.inks, *(100 * sum(map(float, end)) for end in _ends(thing.Function))])
    elif "/Shading" in thing:
        _thing(thing.Shading, found, seen)
    else:
        if "/Group" in thing:
            found.groups += 1
            found.spaces[str(thing.Group.CS)] += 1
        _stream(thing, thing.get("/Resources", {}), found, seen)


def _ends(function: Any) -> Iterator[Any]:
    if "/Functions" in function:
        for part in function.Functions:
            yield from _ends(part)
    else:
        yield from (function.C0, function.C1)


def _most(picture: Any) -> float:
    """The most ink of any dot of a picture."""
    if picture.ColorSpace != "/DeviceCMYK":
        return 0.0
    image = pikepdf.PdfImage(picture).as_pil_image(apply_mask=False)
    parts = image.tobytes()
    return max(sum(parts[start : start + 4]) for start in range(0, len(parts), 4)) / 2.55


def page(content: str | bytes, *, media: tuple[float, ...] = (-10, -10, 110, 110), **entries: Any) -> bytes:
    """A PDF of one page of 100 points square, with 10 around it; `Pattern=` and the like are its resources."""
    from handouts.press import numbers

    with pikepdf.new() as document:
        written = {name: value(document) if callable(value) else value for name, value in entries.items()}
        sheet = document.add_blank_page(page_size=(100, 100))
        sheet.obj.Contents = document.make_stream(content.encode() if isinstance(content, str) else content)
        sheet.obj.MediaBox = pikepdf.Array(numbers.written(media))
        sheet.obj.TrimBox = pikepdf.Array([0, 0, 100, 100])
        sheet.obj.Resources = pikepdf.Dictionary({f"/{name}": value for name, value in written.items()})
        file = BytesIO()
        document.save(file, deterministic_id=True)
        return file.getvalue()


def stream(content: str | bytes, **entries: Any) -> Any:
    """What makes a stream of a document."""

    def make(document: pikepdf.Pdf) -> Any:
        made = document.make_stream(content.encode() if isinstance(content, str) else content)
        for name, value in entries.items():
            made[f"/{name}"] = value(document) if callable(value) else value
        return made

    return make


def named(**entries: Any) -> Any:
    """What makes a dictionary of a document."""

    def make(document: pikepdf.Pdf) -> pikepdf.Dictionary:
        made = {f"/{name}": value(document) if callable(value) else value for name, value in entries.items()}
        return pikepdf.Dictionary(made)

    return make


def picture(image: Any, **entries: Any) -> Any:
    """What makes a picture of a document, from an image of Pillow."""
    space = {"RGB": "/DeviceRGB", "L": "/DeviceGray", "CMYK": "/DeviceCMYK"}[image.mode]
    usual = {
        "Type": pikepdf.Name.XObject,
        "Subtype": pikepdf.Name.Image,
        "Width": image.width,
        "Height": image.height,
        "BitsPerComponent": 8,
        "ColorSpace": pikepdf.Name(space),
    }
    return stream(image.tobytes(), **{**usual, **entries})


def drawn(pdf: bytes) -> str:
    """The operators of the first page of a press file, without those that place it on its sheet."""
    with pikepdf.open(BytesIO(pdf)) as document:
        whole = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(document.pages[0])).decode()
    return " ".join(whole.split(" cm\n", 1)[1].rsplit("\nQ", 1)[0].split())
