"""The page that shows a set of documents."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace

from test_markup import assert_nested

from handouts import markup
from handouts.resources import ASSETS

WORDS = {"pieces": "Alle uitgaven", "side": "zijde", "sides": "zijden", "large-print": "groot", "ink-saver": "zuinig"}
FLYER = markup.ShownPiece(
    name="Flyer, A5",
    size="148 × 210 mm",
    sides=2,
    files=(("flyer.pdf", 123_456),),
    thumbnails=(b"one", b"two", b"three"),
    large_print=False,
    ink_saver=False,
)
POST = replace(FLYER, name="Bericht", sides=1, files=(("a-1.png", 900), ("a-2.png", 1_499)), thumbnails=(b"post",))
DUTCH = markup.Shown("nl", "Magnesium", WORDS, "**Let op:** lees dit.", (FLYER, POST))
ENGLISH = markup.Shown("en", "Magnesium (en)", {**WORDS, "side": "side", "pieces": "All"}, "**Mind:** read.", (POST,))


def test_every_piece_is_shown_with_its_files_size_and_sides() -> None:
    """Its first two sides as pictures that lead to the file; each file with its kilobytes."""
    html = markup.index([DUTCH])
    assert html.count("<li>") == 2
    assert "148 × 210 mm · 2 zijden" in html and "148 × 210 mm · 1 zijde<" in html
    for name, size in {"flyer.pdf": "123 kB", "a-1.png": "1 kB", "a-2.png": "1 kB"}.items():
        assert f'<a href="{name}">{name}</a> <span class="facts">{size}</span>' in html
    shown = re.findall(r'<img src="data:image/png;base64,([^"]+)" alt="([^"]+)"', html)
    assert shown == [
        (b64encode(b"one").decode(), "Flyer, A5, zijde 1"),
        (b64encode(b"two").decode(), "Flyer, A5, zijde 2"),
        (b64encode(b"post").decode(), "Bericht, zijde 1"),
    ]
    assert '<a class="sides" href="flyer.pdf">' in html


def test_each_language_has_its_own_words_and_disclaimer() -> None:
    """And says which it is."""
    html = markup.index([DUTCH, ENGLISH])
    assert html.startswith('<!DOCTYPE html>\n<html lang="nl">')
    assert re.findall(r'<section lang="(\w+)">', html) == ["nl", "en"]
    assert '<p class="disclaimer"><strong>Let op:</strong> lees dit.</p>' in html
    assert '<p class="disclaimer"><strong>Mind:</strong> read.</p>' in html
    assert "Bericht, side 1" in html


def test_an_edition_says_how_it_differs() -> None:
    """Large print and the ink-saver stand beside the name."""
    pieces = (replace(FLYER, large_print=True), replace(FLYER, ink_saver=True))
    html = markup.index([replace(DUTCH, pieces=pieces)])
    assert "<h2>Flyer, A5, groot</h2>" in html and "<h2>Flyer, A5, zuinig</h2>" in html


def test_a_piece_without_pictures_is_shown_by_its_name() -> None:
    """As HTML is."""
    html = markup.index([replace(DUTCH, pieces=(replace(FLYER, thumbnails=()),))])
    assert "<img" not in html and "<h2>Flyer, A5</h2>" in html and 'href="flyer.pdf"' in html


def test_the_index_is_sound_and_loads_nothing() -> None:
    """Elements nest, pictures have words, and no address leads away."""
    html = markup.index([DUTCH, ENGLISH])
    assert_nested(html)
    assert not re.search(r"<(?:script|link|iframe)\b|https?:|url\(|@import", html)
    assert {address.partition(":")[0] for address in re.findall(r'src="([^"]+)"', html)} == {"data"}


def test_what_is_said_is_escaped() -> None:
    """Names of topics, formats and files, words and the disclaimer are text."""
    evil = '"><script>alert(1)</script>&'
    piece = replace(FLYER, name=evil, size=evil, files=((evil, 1),), large_print=True, ink_saver=True)
    html = markup.index([markup.Shown("nl", evil, dict.fromkeys(WORDS, evil), evil, (piece,))])
    assert "<script" not in html
    assert_nested(html)


def test_the_words_are_there() -> None:
    """In every language, where the interface has its words."""
    import yaml

    words = yaml.safe_load((ASSETS / "words.yaml").read_text(encoding="utf-8"))
    written = words.get("words", words)
    assert {name: set(written[name]) for name in WORDS} == {name: {"nl", "en"} for name in WORDS}
