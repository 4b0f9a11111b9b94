"""Finished documents for the tests of the output side, and ways to read them.

Documents are made once a run: in this process they are remembered, and between the workers of a parallel run they
are shared by the product's own cache, which conftest.py puts in a folder of the run.
"""

from __future__ import annotations

import ctypes
import math
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import yaml
from pypdfium2 import raw

from handouts import build
from handouts.errors import HandoutsError
from handouts.resources import ASSETS

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("nl", "en")
TOPIC = yaml.safe_load((ASSETS / "topics/magnesium/topic.yaml").read_text(encoding="utf-8"))
PRESETS: Mapping[str, Any] = TOPIC["presets"]
SECTIONS: tuple[str, ...] = tuple(TOPIC["sections"])
DISCLAIMERS: Mapping[str, str] = {
    language: text.replace("**", "")
    for language, text in yaml.safe_load((ASSETS / "publisher.yaml").read_text(encoding="utf-8"))["disclaimer"].items()
}
MM = 72 / 25.4  # points


def yaml_of(section: str) -> Any:
    """Read a section of magnesium as plain YAML, past the product's own reader."""
    return yaml.safe_load((ASSETS / f"topics/magnesium/{section}.yaml").read_text(encoding="utf-8"))


def run(*arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run `handouts` with these arguments in a process of its own."""
    return python("from handouts.cli import main; main(prog_name='handouts')", *arguments, cwd=cwd, env=env)


def python(
    code: str, *arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a piece of Python in a process of its own, which finds the checkout from any folder."""
    search = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": search, "PYTHONIOENCODING": "utf-8", **(env or {})},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=120,
    )


@dataclass(frozen=True)
class Edition:
    """A document to be made: what the tests are run over."""

    language: str
    preset: str | None = None
    sections: tuple[str, ...] | None = None
    editorial: bool = True

    def __str__(self) -> str:
        words = "" if self.editorial else "-own-words"
        return f"{self.preset or '+'.join(self.sections or ('default',))}{words}-{self.language}"


EDITIONS = [Edition(language, preset) for preset in PRESETS for language in LANGUAGES]


def samples(count: int, seed: int) -> list[Edition]:
    """Return selections of one to eight sections, in both languages, with and without what the editor added."""
    dice = random.Random(seed)
    return [
        Edition(
            language=LANGUAGES[number % 2],
            sections=tuple(sorted(dice.sample(SECTIONS, dice.randint(1, 8)), key=SECTIONS.index)),
            editorial=number % 4 < 3,
        )
        for number in range(count)
    ]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character on a page: its size in points, where it stands in points from the left and from the top, its ink."""

    page: int
    character: str
    size: float
    left: float
    top: float
    ink: tuple[int, int, int, int]


class Sheet:
    """A finished PDF, and what a reader of it sees."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf

    @cached_property
    def document(self) -> pikepdf.Pdf:
        """The file as objects."""
        from io import BytesIO

        return pikepdf.open(BytesIO(self.pdf))

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """The text of each page, in lines."""
        document = pypdfium2.PdfDocument(self.pdf)
        try:
            return tuple(page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document)
        finally:
            document.close()

    @cached_property
    def flat(self) -> tuple[str, ...]:
        """The text of each page, in one line with single spaces."""
        return tuple(" ".join(page.split()) for page in self.pages)

    @cached_property
    def glyphs(self) -> tuple[Glyph, ...]:
        """Every character that is drawn, spaces too, in the order of the file."""
        document = pypdfium2.PdfDocument(self.pdf)
        try:
            return tuple(glyph for number, page in enumerate(document, 1) for glyph in _glyphs(page, number))
        finally:
            document.close()

    @cached_property
    def families(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each element of the structure tree: its role, and the roles of the elements right below it."""
        return tuple(_families(self.document.Root.StructTreeRoot))

    @cached_property
    def tags(self) -> tuple[tuple[str, str], ...]:
        """The structure tree in reading order: each element's role, and its alternative text."""
        return tuple(_tags(self.document.Root.StructTreeRoot))


def product(edition: Edition) -> build.Product:
    """Make a document, once. Raises what kept it from being made, again and again."""
    made = _attempt(edition)
    if isinstance(made, HandoutsError):
        raise made
    return made


@lru_cache(maxsize=128)
def _attempt(edition: Edition) -> build.Product | HandoutsError:
    order = build.Order(
        "magnesium",
        language=edition.language,
        preset=edition.preset,
        sections=edition.sections,
        editorial=edition.editorial,
    )
    try:
        return build.make(order)
    except HandoutsError as error:
        return error


@lru_cache(maxsize=128)
def sheet(edition: Edition) -> Sheet:
    """Make a document, once, and open it."""
    return Sheet(product(edition).files[0])


def _glyphs(page: Any, number: int) -> Iterator[Glyph]:
    text, height = page.get_textpage(), page.get_height()
    matrix = raw.FS_MATRIX()
    left, bottom = ctypes.c_double(), ctypes.c_double()
    ink = [ctypes.c_uint() for _ in range(4)]
    for index in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        raw.FPDFText_GetMatrix(text, index, matrix)
        raw.FPDFText_GetCharOrigin(text, index, left, bottom)
        raw.FPDFText_GetFillColor(text, index, *ink)
        yield Glyph(
            page=number,
            character=chr(raw.FPDFText_GetUnicode(text, index)),
            size=raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d),
            left=left.value,
            top=height - bottom.value,
            ink=(ink[0].value, ink[1].value, ink[2].value, ink[3].value),
        )


def _families(node: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _families(child)
    elif isinstance(node, pikepdf.Dictionary):
        below: Any = node.get("/K", [])
        children: list[Any] = list(below) if isinstance(below, pikepdf.Array) else [below]
        roles = (str(child.S)[1:] for child in children if isinstance(child, pikepdf.Dictionary) and "/S" in child)
        if "/S" in node:
            yield str(node.S)[1:], tuple(roles)
        yield from _families(below)


def _tags(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _tags(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S).removeprefix("/"), str(node.get("/Alt", ""))
        if "/K" in node:
            yield from _tags(node.K)
