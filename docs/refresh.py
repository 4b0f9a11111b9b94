"""Makes the gallery anew: an image of every side of every format in each theme that has it, and the page of them.

    .venv/bin/python docs/refresh.py                    # accept what the pages look like now
    .venv/bin/python docs/refresh.py flyer-a5 element   # of some formats, or some themes, only

`./check --full` draws every page again and counts the pixels that differ from these images.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

from handouts import build, formats, pdf, themes
from handouts.build import Order, Output
from handouts.formats import Format
from handouts.resources import shown
from handouts.themes import Theme

FOLDER = Path(__file__).resolve().parent / "gallery"
PAGE = FOLDER.with_suffix(".md")
TOPIC = "magnesium"
LANGUAGES = {"nl": "Dutch", "en": "English"}
MADE_WITH = "made-with"
COLOURS = 128
_DPI = 72  # of the images: every format in the same scale
_FINER = 2  # times that, drawn first, so that small text is made from enough dots
_INTRODUCTION = """# Gallery

Every format in each theme that has it, in Dutch and in English, all from the same content and in the same scale; the
theme that a format usually has comes first, and shows its pages in black only (`--ink-saver`) as well. Where there is
one, the edition in large print (`--large-print`) follows. Made by `docs/refresh.py`.
"""


@dataclass(frozen=True)
class Piece:
    """One document of the gallery."""

    format: Format
    theme: Theme
    language: str
    ink_saver: bool = False

    @property
    def name(self) -> str:
        """The start of the names of its images."""
        large = "-large-print" if self.format.large_print else ""
        saver = "-ink-saver" if self.ink_saver else ""
        return f"{self.format.name}{large}-{self.theme.name}-{self.language}{saver}"

    def draw(self) -> Mapping[str, bytes]:
        """An image of each side, by file name."""
        order = Order(
            TOPIC,
            self.language,
            self.format.name,
            theme=self.theme.name,
            ink_saver=self.ink_saver,
            large_print=self.format.large_print,
            output=Output.PDF,
        )
        sides = pdf.to_png(build.make(order).files[0], _DPI * _FINER)
        return {f"{self.name}-{number}.png": _small(side) for number, side in enumerate(sides, 1)}

    def kept(self) -> list[Path]:
        """The images of it that the gallery holds."""
        return sorted(FOLDER.glob(f"{self.name}-[0-9]*.png"))


def pieces(*names: str) -> Iterator[Piece]:
    """Every document of the gallery, or those of some formats and themes."""
    for fmt in (*formats.available().values(), *formats.available(large_print=True).values()):
        for theme in sorted(themes.available().values(), key=lambda theme: theme.name != fmt.theme):
            if theme.has(fmt) and (not names or {fmt.name, theme.name} & set(names)):
                usual = theme.name == fmt.theme and not fmt.large_print
                for ink_saver in (False, True) if usual else (False,):
                    yield from (Piece(fmt, theme, language, ink_saver) for language in LANGUAGES)


def engine() -> str:
    """What draws the pages, to the version: another Pango sets a line a hair's breadth elsewhere."""
    from weasyprint.text.ffi import pango

    return f"weasyprint {version('weasyprint')}, pango {pango.pango_version()}, pypdfium2 {version('pypdfium2')}"


def changed(one: bytes, other: bytes) -> int:
    """How many pixels of two images differ; all of them where their sizes do."""
    images = [Image.open(BytesIO(data)).convert("RGB") for data in (one, other)]
    if images[0].size != images[1].size:
        return max(image.width * image.height for image in images)
    difference = ImageChops.difference(*images).convert("L").point(lambda level: 255 if level else 0)
    return difference.histogram()[255]


def _small(page: bytes) -> bytes:
    """The image as the gallery keeps it: half as wide, with few colours, that leave every tint as it is."""
    words = PngInfo()
    words.add_text(MADE_WITH, engine())
    image = Image.open(BytesIO(page)).convert("RGB")
    image = image.resize((image.width // _FINER, image.height // _FINER), Image.Resampling.LANCZOS)
    file = BytesIO()
    few = image.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(file, "PNG", optimize=True, pnginfo=words)
    return file.getvalue()


def page() -> str:
    """The page that shows every image there is."""
    lines = [_INTRODUCTION]
    heading = ""
    for piece in pieces():
        fmt = piece.format
        title = f"{fmt.description['en']}{', large print' if fmt.large_print else ''}"
        if title != heading:
            heading = title
            sides = {0: "as many sides as needed", 1: "one side"}.get(fmt.sides, f"{fmt.sides} sides")
            large = " --large-print" if fmt.large_print else ""
            command = f"handouts make {TOPIC} --format {fmt.name}{large}"
            lines.append(f"## {title}\n\n{fmt.size}, {sides} · `{command}`\n")
        images = [_image(path, piece, number) for number, path in enumerate(piece.kept(), 1)]
        saver = ", ink-saver" if piece.ink_saver else ""
        lines.append(f"*{piece.theme.name}*, {LANGUAGES[piece.language]}{saver}\n\n{''.join(images)}\n")
    return "\n".join(lines)


def _image(path: Path, piece: Piece, number: int) -> str:
    with Image.open(path) as image:
        width = round(image.width * 0.6)
    what = (piece.format.description["en"], piece.theme.name, LANGUAGES[piece.language], f"side {number}")
    alternative = ", ".join(what)
    return f'<img src="{FOLDER.name}/{path.name}" alt="{alternative}" width="{width}">\n'


def main(*names: str) -> None:
    """Draw every page again, and keep what differs."""
    FOLDER.mkdir(exist_ok=True)
    for piece in pieces(*names):
        images = piece.draw()
        for path in piece.kept():
            if path.name not in images:
                path.unlink()
        for name, image in images.items():
            path = FOLDER / name
            before = path.read_bytes() if path.exists() else b""
            if not before or changed(before, image):
                path.write_bytes(image)
                print(f"{shown(path)}: {len(image) / 1000:.0f} kB")
    for path in set() if names else _strays():
        path.unlink()
        print(f"{shown(path)}: no longer shown")
    PAGE.write_text(page(), encoding="utf-8")


def _strays() -> set[Path]:
    """The images of documents that are no longer in the gallery."""
    return set(FOLDER.iterdir()) - {path for piece in pieces() for path in piece.kept()}


if __name__ == "__main__":
    main(*sys.argv[1:])
