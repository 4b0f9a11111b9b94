"""What others make of the HTML: a browser, where there is one to try it, and the bare engine."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from handouts import build, pdf
from handouts.topics import Topic

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.parametrize(
    ("language", "name"),
    [("nl", "handout-a4"), ("en", "handout-a4"), ("nl", "flyer-a5"), ("nl", "leaflet-trifold"), ("en", "poster-a3")],
)
def test_the_disclaimer_stands_on_every_page_that_a_browser_prints(
    magnesium: Topic, tmp_path: Path, language: str, name: str
) -> None:
    """A browser knows no running footers, and yet no page leaves without it."""
    product = build.make(build.Order("magnesium", language, name, output=build.Output.HTML))
    (tmp_path / "page.html").write_bytes(product.files[0])
    options = (*QUIET, f"--user-data-dir={tmp_path}", "--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'p.pdf'}")
    assert CHROMIUM is not None
    subprocess.run([CHROMIUM, *options, (tmp_path / "page.html").as_uri()], check=True, capture_output=True, timeout=60)
    disclaimer = "".join(magnesium.publisher.disclaimer.texts[language].replace("**", "").split())
    pages = pdf.text_of((tmp_path / "p.pdf").read_bytes())
    assert len(pages) >= product.pages
    assert all(disclaimer in "".join(page.split()) for page in pages)


def test_the_bare_engine_makes_the_same_pages() -> None:
    """What only a browser needs is nothing to an engine that knows running footers."""
    from weasyprint import HTML

    product = build.make(build.Order("magnesium", output=build.Output.HTML))
    assert len(HTML(string=product.files[0].decode()).render().pages) == product.pages
