from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import matplotlib
import pytest
from pdf_fixtures import BOLD, REGULAR, PdfFont, document, findings, findings_of, font, fonts_of, rendered

from handouts.markup import Markup
from handouts.pdf import isolation

DEJAVU = Path(matplotlib.__file__).parent / "mpl-data" / "fonts" / "ttf"
TEXT = "<h1>Magnésium ‘één’</h1><p>Text <b>bold</b> 375 mg – ½ × 2</p><ul><li>One</ul><table><tr><td>1<td>2</table>"


def configuration(folder: Path) -> Path:
    """Write a fontconfig file into `folder` that offers DejaVu as the machine's fonts."""
    path = folder / "fonts.conf"
    path.write_text(f"<fontconfig><dir>{DEJAVU}</dir><cachedir>{folder}/cache</cachedir></fontconfig>", "utf-8")
    return path


def test_fonts_are_the_documents_own_and_within_the_file() -> None:
    """Every font of the PDF is one that the document declared, embedded as a subset."""
    made = rendered(TEXT)
    assert fonts_of(made.pdf) == (PdfFont("Fira", True), PdfFont("Fira-Bold", True))
    assert len(made.pdf) < len(font("FiraSans-Regular.ttf"))


def test_a_character_without_a_glyph_is_a_finding() -> None:
    """It is named with its code, its page and the words around it, and never borrowed from the machine."""
    found = findings("<p>First page</p><p style='break-before:page'>Done ✓ and 漢</p>")
    assert [text.splitlines()[0] for text in found] == [
        'page 2, "Done ✓ and 漢": no font of the document has the character "✓" (U+2713)',
        'page 2, "Done ✓ and 漢": no font of the document has the character "漢" (U+6F22)',
    ]


def test_a_missing_glyph_in_a_drawing_is_a_finding() -> None:
    """Text in a chart is set in the same fonts."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="20"><title>T</title>'
        '<text y="15" font-family="Fira" font-size="9">✓</text></svg>'
    )
    (found,) = findings('<img alt=x src="handouts:art.svg">', art_svg=svg.encode())
    assert 'no font of the document has the character "✓"' in found


def test_a_second_font_fills_in() -> None:
    """A character may come from another font, if the document declares it."""
    css = "@font-face{font-family:Signs;src:url(handouts:signs.ttf);unicode-range:U+2713}html{font-family:Fira,Signs}"
    made = rendered("<p>Done ✓</p>", css, signs_ttf=(DEJAVU / "DejaVuSans.ttf").read_bytes())
    assert {item.name for item in fonts_of(made.pdf)} == {"Fira", "Signs"}


def test_a_family_that_is_not_declared_is_a_finding() -> None:
    """A mistyped font-family is set in whatever comes next, which nobody asked for."""
    (found,) = findings("<p>Text <span style='font-family:Frira,serif'>here</span></p>")
    assert found.startswith('page 1, "Text here": the text asks for Frira or serif, and the document declares no such')


def test_a_fallback_family_is_allowed() -> None:
    """A generic family behind a declared one is good style; case does not count."""
    assert rendered("<p style='font-family:FIRA,sans-serif'>Text</p>").pages == 1


@pytest.mark.parametrize("files", [{}, {REGULAR: b"not a font"}, {REGULAR: b""}])
def test_a_document_without_a_font_is_a_finding(files: dict[str, bytes]) -> None:
    """The engine would end the process; the document is not laid out."""
    html = f"<html lang=en><title>T</title><style>@font-face{{font-family:Fira;src:url({REGULAR})}}</style><p>Text"
    (found,) = findings_of(Markup(html, files))
    assert "no font that can be used" in found


def test_a_document_that_declares_no_font_is_a_finding() -> None:
    """Fonts among the files are not used until they are declared."""
    found = findings_of(Markup("<html lang=en><title>T</title><p>Text", document("").files))
    assert any("declares no such font" in text for text in found)
    assert any("is set in handouts last resort" in text for text in found)


def test_an_unusable_font_beside_a_good_one_is_a_finding() -> None:
    """Whichever comes first in the files."""
    for url in (BOLD, REGULAR):
        made = document("<p>Text <b>bold</b></p>")
        found = findings_of(Markup(made.html, {**made.files, url: b"not a font"}))
        assert any("the font Fira cannot be loaded" in text for text in found)


def test_an_unusable_font_that_is_not_declared_does_no_harm() -> None:
    """Only what a document asks for is held against it."""
    assert rendered("<p>Text</p>", a_ttf=b"not a font").pages == 1


def test_a_font_of_the_machine_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should one ever come through, its characters are named. Here it is let in on purpose."""
    monkeypatch.setattr(isolation, "_CONFIGURATION", configuration(tmp_path))
    (found,) = findings("<p>Done ✓ ♥</p>")
    assert found.startswith('the document: "♥✓" is set in DejaVu Sans')


SCRIPT = """
import sys
sys.path[:0] = sys.argv[1:3]
from hashlib import sha256
from pdf_fixtures import rendered
from test_pdf_fonts import TEXT
print(sha256(rendered(TEXT).pdf).hexdigest())
"""


def test_the_machine_leaves_no_trace_in_the_bytes(tmp_path: Path) -> None:
    """Other system fonts, time zone, language, home, working folder and hash seed make the same file."""
    (tmp_path / ".fonts").symlink_to(DEJAVU)
    here = Path(__file__).parent
    other = {
        "FONTCONFIG_FILE": str(configuration(tmp_path)),
        "FONTCONFIG_PATH": str(tmp_path),
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
        "TZ": "Pacific/Kiritimati",
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "42",
    }
    seen = {sha256(rendered(TEXT).pdf).hexdigest()}
    for variables in (other, {"PYTHONHASHSEED": "1", "TZ": "America/Lima"}):
        import os

        run = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(here), str(here.parent)],
            cwd=tmp_path,
            env={**os.environ, **variables},
            check=True,
            capture_output=True,
            text=True,
            timeout=120,
        )
        seen.add(run.stdout.strip())
        assert run.stderr == ""
    assert len(seen) == 1


def test_an_engine_that_was_loaded_before_is_shielded_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's fonts are hidden at every render, not only when the engine is first loaded."""
    rendered("<p>Text</p>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(configuration(tmp_path)))
    assert any("no font of the document has" in text for text in findings("<p>Done ✓</p>"))


def test_rendering_twice_gives_the_same_bytes() -> None:
    """Nothing is left over from one document to the next."""
    first = rendered(TEXT).pdf
    rendered("<p>Another</p>", "@font-face{font-family:Fira;font-weight:300;src:url(handouts:fonts/FiraSans-Bold.ttf)}")
    assert rendered(TEXT).pdf == first
