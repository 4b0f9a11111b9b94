"""What a screen reader is promised, PDF/UA-1, as veraPDF judges it: every format, theme, language and preset."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
import verapdf
from test_pages_formats import EDITIONS, made, name

from handouts import build, topics
from handouts.build import Order
from handouts.formats import Format

judged = pytest.mark.skipif(
    not verapdf.usable(), reason="PDF/UA IS NOT PROVED HERE: veraPDF needs Java, and there is none"
)
PRESETS = list(topics.load("magnesium").about.presets)


@judged
@pytest.mark.slow
@pytest.mark.parametrize(("fmt", "theme", "language", "ink_saver"), EDITIONS, ids=name)
def test_every_edition_conforms(fmt: Format, theme: str, language: str, ink_saver: bool) -> None:
    """No rule is broken."""
    assert verapdf.broken_rules(made(fmt, theme, language, ink_saver).files[0]) == []


@judged
@pytest.mark.slow
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_conforms(preset: str, language: str) -> None:
    """The long ones have a contents list, tables and notes."""
    assert verapdf.broken_rules(build.make(Order("magnesium", language, preset=preset)).files[0]) == []


@judged
def test_a_broken_document_is_found() -> None:
    """The judge has eyes: without a language, without its tags, it does not conform."""
    written = build.make(Order("magnesium", sections=("tips",))).files[0]
    assert verapdf.broken_rules(written) == []
    for key, rule in (("/Lang", "7.2"), ("/StructTreeRoot", "7.1"), ("/Metadata", "7.1")):
        with pikepdf.open(BytesIO(written)) as document:
            del document.Root[key]
            file = BytesIO()
            document.save(file)
        assert any(broken.startswith(f"{rule}, ") for broken in verapdf.broken_rules(file.getvalue())), key
