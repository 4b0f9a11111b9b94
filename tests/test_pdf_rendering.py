from __future__ import annotations

import os
import re
import subprocess
import sys
import warnings
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pdf_fixtures import SVG, document, findings_of, rendered, written

from handouts.errors import LayoutError
from handouts.markup import Markup
from handouts.pdf import text_of

ROOT = Path(__file__).parents[1]


def opened(pdf: bytes) -> pikepdf.Pdf:
    """Open a PDF to look inside."""
    return pikepdf.open(BytesIO(pdf))


def test_the_pdf_is_tagged_and_says_that_it_is_accessible() -> None:
    """It claims PDF/UA-1, has tags, a language and a title."""
    with opened(rendered("<h1>Title</h1><p>Text</p>").pdf) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.StructTreeRoot.K
        assert str(pdf.Root.Lang) == "en"
        assert pdf.docinfo["/Title"] == "A page"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_the_identifier_is_a_digest_of_the_html() -> None:
    """The same document has the same identifier, another has another."""
    made = document("<p>Text</p>")
    with opened(written(made).pdf) as pdf:
        assert bytes(pdf.trailer.ID[0]).decode() == sha256(made.html.encode()).hexdigest()[:32]


def test_no_date_is_written_that_the_document_does_not_state() -> None:
    """The clock leaves no trace; a stated date is kept as it is."""
    pdf = rendered("<p>Text</p>").pdf
    with opened(pdf) as plain:
        assert not {"/CreationDate", "/ModDate"} & set(plain.docinfo)
    made = document("<p>Text</p>")
    html = made.html.replace("<style>", '<meta name="dcterms.created" content="2025-03-01"><style>', 1)
    with opened(written(Markup(html, made.files)).pdf) as dated:
        assert str(dated.docinfo["/CreationDate"]).startswith("D:20250301")


def test_pages_are_counted() -> None:
    """The number of pages is that of the PDF."""
    made = rendered("<p>One</p><p style='break-before:page'>Two</p>")
    assert made.pages == 2
    assert text_of(made.pdf) == ("One", "Two")


def test_all_findings_come_at_once() -> None:
    """Loading, log, fonts and missing glyphs are reported together, each once."""
    made = document(
        '<p style="colour:red">Done ✓</p><img alt=x src="http://x/y.png"><p style="font-family:Other,Fira">Text</p>'
        '<p style="font-family:Else">Text</p>'
    )
    found = findings_of(made)
    assert len(found) == len(set(found)) == 4
    assert "http://x/y.png" in found[0]
    assert "✓" in found[2]
    assert all(re.search("\n    .+", text) for text in found)


def test_what_does_not_fit_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said with all else that the layout shows, and costs no writing."""
    monkeypatch.setattr("weasyprint.Document.write_pdf", None)
    made = document('<p style="colour:red">Text</p><p style="width:9mm">Magnesiumcitraat</p>')
    found = findings_of(made, limit=0)
    assert len(found) == 3


def test_a_crash_of_the_engine_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """It names what happened, and the traceback stays reachable."""
    import weasyprint

    def crash(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(weasyprint.Document, "write_pdf", crash)
    with pytest.raises(LayoutError, match="stopped with ZeroDivisionError: division by zero") as caught:
        written(document("<p style='colour:red'>Text</p>"))
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    assert len(caught.value.findings) == 2  # what the layout showed before is said too


def test_nesting_without_end_is_a_finding() -> None:
    """The engine gives up on it; the user learns where to look."""
    (found,) = findings_of(document("<div>" * 1500 + "Text"))
    assert "stopped with RecursionError" in found


def test_the_environment_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables that were set are set again, and those that were not are gone, also after a failure."""
    monkeypatch.setenv("FONTCONFIG_PATH", "/somewhere")
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    before = dict(os.environ)
    rendered("<p>Text</p>")
    findings_of(Markup("<p>Text", {}))
    assert dict(os.environ) == before


def test_the_engines_are_loaded_when_they_are_needed() -> None:
    """Importing the package stays instant."""
    script = "import sys, handouts.pdf; print({'weasyprint', 'pypdfium2', 'PIL', 'fontTools'} & set(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True, timeout=60
    )
    assert run.stdout.strip() == "set()"


def test_loading_the_engine_does_not_warn() -> None:
    """Warnings that there are no system fonts are not the user's concern; other warnings are left alone."""
    script = (
        "import sys, warnings; sys.path[:0] = sys.argv[1:]; from pdf_fixtures import rendered;"
        "rendered('<p>Text</p>'); warnings.warn('heard')"
    )
    run = subprocess.run(
        [sys.executable, "-W", "always", "-c", script, str(ROOT / "tests"), str(ROOT)],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    lines = [line for line in run.stderr.splitlines() if "Warning" in line]
    assert len(lines) == 1
    assert "heard" in lines[0]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert rendered("<p>Text</p>").pages == 1


def test_a_picture_in_a_grid_that_is_too_high_does_not_fit() -> None:
    """The engine stops on it without a word; smaller type or fewer sections may mend it."""
    style = ".grid{display:grid;grid-template-columns:1fr 1fr}img{height:60mm}"
    made = document(f'<div class=grid><p>{"Text " * 900}</p><img alt=x src="handouts:x.svg"></div>', style)
    made = Markup(made.html, {**made.files, "handouts:x.svg": SVG})
    with pytest.raises(LayoutError, match=r"a grid with a picture .* does not fit its page\n +Choose fewer") as caught:
        written(made)
    assert all(finding.fit for finding in caught.value.findings)
    assert isinstance(caught.value.__cause__, AssertionError)
