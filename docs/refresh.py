"""Makes the images of the documentation anew, from the content as it is now.

    .venv/bin/python docs/refresh.py

A page that looks the same gives the same file. Each image says which page it is of, by a digest of its HTML, so that
`./check --full` can tell when it is out of date.
"""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from handouts import build
from handouts.build import Order, Output

FOLDER = Path(__file__).resolve().parent / "images"
WIDTH = 700
DPI = 170  # twice the width in the end, so that small text is drawn from enough dots
COLOURS = 128
LANGUAGES = ("nl", "en")
MADE_FROM = "made-from"


def main() -> None:
    """Draw every page of the standard handout in Dutch and in English."""
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        made_from = digest(language)
        product = build.make(Order("magnesium", language=language, output=Output.PNG, dpi=DPI))
        for number, page in enumerate(product.files, start=1):
            path = FOLDER / f"handout-{language}-{number}.png"
            path.write_bytes(smaller(page, made_from))
            print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


def digest(language: str) -> str:
    """What tells one page from another, on any machine: its HTML with all that it loads."""
    return sha256(build.make(Order("magnesium", language=language, output=Output.HTML)).files[0]).hexdigest()


def smaller(page: bytes, made_from: str) -> bytes:
    """Shrink an image to the width of the documentation, with few colours, rare ones among them."""
    words = PngInfo()
    words.add_text(MADE_FROM, made_from)
    image = Image.open(BytesIO(page)).convert("RGB")
    image = image.resize((WIDTH, round(image.height * WIDTH / image.width)), Image.Resampling.LANCZOS)
    file = BytesIO()
    image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        file, "PNG", optimize=True, pnginfo=words
    )
    return file.getvalue()


if __name__ == "__main__":
    main()
