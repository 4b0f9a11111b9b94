"""Makes the images of the documentation anew, from the content as it is now.

    .venv/bin/python docs/refresh.py

A page that looks the same gives the same file.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from handouts import build
from handouts.build import Order, Output

FOLDER = Path(__file__).resolve().parent / "images"
WIDTH = 700
DPI = 170  # twice the width in the end, so that small text is drawn from enough dots
COLOURS = 128


def main() -> None:
    """Draw every page of the standard handout in Dutch and in English."""
    FOLDER.mkdir(exist_ok=True)
    for language in ("nl", "en"):
        product = build.make(Order("magnesium", language=language, output=Output.PNG, dpi=DPI))
        for number, page in enumerate(product.files, start=1):
            path = FOLDER / f"handout-{language}-{number}.png"
            path.write_bytes(smaller(page))
            print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


def smaller(page: bytes) -> bytes:
    """Shrink an image to the width of the documentation, with few colours, rare ones among them."""
    image = Image.open(BytesIO(page)).convert("RGB")
    image = image.resize((WIDTH, round(image.height * WIDTH / image.width)), Image.Resampling.LANCZOS)
    file = BytesIO()
    image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


if __name__ == "__main__":
    main()
