from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pdf_fixtures import SVG, document, findings, font, fonts_of, png, rendered, written

from handouts.pdf import to_png

BODY = "<p>Text</p>"
AWAY = "http://127.0.0.1:9/thing"


def drawing(content: str) -> bytes:
    """Return an SVG image that holds `content`."""
    namespaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<svg {namespaces} width="9" height="9"><title>T</title>{content}</svg>'.encode()


WAYS = {
    "image": (f'<img alt=x src="{AWAY}">', "", b""),
    "object": (f'<object data="{AWAY}">Text</object>', "", b""),
    "embed": (f'<embed src="{AWAY}">', "", b""),
    "style sheet link": (f'<link rel=stylesheet href="{AWAY}">{BODY}', "", b""),
    "import": (f'<style>@import "{AWAY}";</style>{BODY}', "", b""),
    "font": (BODY, f"@font-face{{font-family:Other;src:url({AWAY})}}", b""),
    "font behind a good one": (
        BODY,
        f"@font-face{{font-family:Other;src:url({AWAY}),url(handouts:fonts/FiraSans-Bold.ttf)}}",
        b"",
    ),
    "background": (BODY, f"p{{background:url({AWAY})}}", b""),
    "background of the page": (BODY, f"@page{{background:url({AWAY})}}", b""),
    "generated content": (BODY, f"p::before{{content:url({AWAY})}}", b""),
    "list marker": ("<ul><li>Text</ul>", f"li{{list-style-image:url({AWAY})}}", b""),
    "border image": (BODY, f"p{{border:1px solid;border-image:url({AWAY}) 1}}", b""),
    "colour profile": (BODY, f"@color-profile device-cmyk{{src:url({AWAY});components:c,m,y,k}}", b""),
    "attached file": (f'<link rel=attachment href="{AWAY}">{BODY}', "", b""),
    "attached link": (f'<p><a rel=attachment href="{AWAY}">Text</a></p>', "", b""),
    "image in a drawing": ('<img alt=x src="handouts:art.svg">', "", drawing(f'<image xlink:href="{AWAY}"/>')),
    "image in a drawing in the text": (
        f'<svg xmlns="http://www.w3.org/2000/svg" width=9 height=9><title>T</title><image href="{AWAY}"/></svg>',
        "",
        b"",
    ),
    "base": (f'<base href="{AWAY}/"><img alt=x src="thing.png">', "", b""),
}


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_loaded_from_outside(way: str) -> None:
    """Each way in which a document can refer to something outside is refused by name."""
    body, css, art = WAYS[way]
    found = findings(body, css, art_svg=art) if art else findings(body, css)
    assert any(AWAY in text and "may not be loaded" in text for text in found)
    assert not any("stopped with" in text for text in found)


def test_a_drawing_that_imports_styles_is_not_drawn() -> None:
    """The engine stumbles over @import within a drawing, which must not pass unseen."""
    found = findings('<img alt=x src="handouts:art.svg">', art_svg=drawing(f'<style>@import "{AWAY}";</style>'))
    assert found[0].startswith("the document: the image handouts:art.svg cannot be read")


def test_parts_of_other_drawings_are_not_drawn() -> None:
    """<use> reaches the parts of its own drawing and no others; the engine does not even ask."""
    dot = '<defs><circle id="x" r="9"/></defs>'
    empty = rendered('<img alt=x src="handouts:art.svg">', art_svg=drawing(dot))
    away = rendered('<img alt=x src="handouts:art.svg">', art_svg=drawing(f'{dot}<use xlink:href="{AWAY}#x"/>'))
    own = rendered('<img alt=x src="handouts:art.svg">', art_svg=drawing(f'{dot}<use xlink:href="#x"/>'))
    assert to_png(away.pdf, 72) == to_png(empty.pdf, 72)
    assert to_png(own.pdf, 72) != to_png(empty.pdf, 72)


@pytest.mark.parametrize("way", ["image", "style sheet link", "background", "font"])
def test_a_refusal_is_said_once(way: str) -> None:
    """The engine's own complaint about a refused URL is not repeated, except for the font that is then missing."""
    body, css, _ = WAYS[way]
    assert len(findings(body + body, css)) == (2 if way == "font" else 1)


def test_every_refusal_is_said() -> None:
    """One refusal does not hide the next."""
    found = findings('<img alt=x src="http://one/x.png"><img alt=x src="http://two/x.png">')
    assert [text.split()[2] for text in found] == ["http://one/x.png", "http://two/x.png"]


def test_a_file_of_the_machine_is_refused(tmp_path: Path) -> None:
    """A file that exists and could be read is not read."""
    secret = tmp_path / "secret.png"
    secret.write_bytes(png())
    for url in (secret.as_uri(), f"file:{secret}", f"FILE://{secret}"):
        assert any("may not be loaded" in text for text in findings(f'<img alt=x src="{url}">'))


def test_a_path_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path is not looked for in the working folder."""
    (tmp_path / "secret.png").write_bytes(png())
    monkeypatch.chdir(tmp_path)
    assert any("secret.png" in text and "relative" in text for text in findings('<img alt=x src="secret.png">'))


def test_data_uris_are_refused_and_shown_short() -> None:
    """An image within a URL has not come past those who vouch for the content; it is not quoted at length."""
    (found,) = findings(f'<img alt=x src="data:image/png;base64,{"A" * 5000}">')
    assert "may not be loaded" in found
    assert len(found) < 500


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """Serve redirects to a file of the machine, and remember who asked."""
    asked: list[str] = []

    class Redirect(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Send everyone to /etc/passwd."""
            asked.append(self.path)
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Be quiet."""

    with HTTPServer(("127.0.0.1", 0), Redirect) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}/thing", asked
        http.shutdown()


def test_no_request_leaves_the_machine(server: tuple[str, list[str]]) -> None:
    """A server that would answer with a redirect is never asked."""
    url, asked = server
    found = findings(
        f'<img alt=x src="{url}"><link rel=stylesheet href="{url}"><p>Text</p>',
        f"@import '{url}';@font-face{{font-family:Other;src:url({url})}}p{{background:url({url})}}",
    )
    assert any(url in text for text in found)
    assert asked == []


def test_a_mistyped_url_gets_a_suggestion() -> None:
    """What is nearly the URL of a file is answered with that file."""
    (found,) = findings('<img alt=x src="handouts:icon.sgv">', icon_svg=SVG)
    assert "Did you mean handouts:icon.svg?" in found


def test_only_the_exact_url_is_served() -> None:
    """Nothing is added to a URL, taken off it, or resolved."""
    for url in ("handouts:icon.svg?x", "handouts:./icon.svg", "handouts:/icon.svg", "handouts:x/../icon.svg"):
        assert any("may not be loaded" in text for text in findings(f'<img alt=x src="{url}">', icon_svg=SVG))


def test_what_the_document_brings_along_is_loaded() -> None:
    """Images, drawings within drawings, fonts, and style sheets that import others come from the files."""
    made = rendered(
        '<link rel=stylesheet href="handouts:one.css"><img alt=Dot src="handouts:icon.svg">'
        '<img alt=Art src="handouts:art.svg"><p>Text</p>',
        icon_svg=SVG,
        photo_png=png(),
        art_svg=drawing('<image href="handouts:photo.png" width="9" height="9"/>'),
        one_css=b"@import 'handouts:two.css';",
        two_css=b"@font-face{font-family:Slim;src:url(handouts:light.ttf)}p{font-family:Slim}",
        light_ttf=font("FiraSans-Light.ttf"),
    )
    assert [item.name for item in fonts_of(made.pdf)] == ["Slim-Light"]
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        assert any(item.get("/Subtype") == "/Image" for item in pdf.objects if isinstance(item, pikepdf.Stream))


def test_urls_with_spaces_and_accents_are_found() -> None:
    """The engine asks for the encoded form of a URL; it is the same file."""
    plain = document('<img alt=x src="handouts:icônes/a b.svg">')
    with_icon = type(plain)(plain.html, {**plain.files, "handouts:icônes/a b.svg": SVG})
    assert written(with_icon).pages == 1


def test_files_of_one_document_do_not_reach_the_next() -> None:
    """Two documents may use one URL for different files."""
    first = rendered('<img alt=x src="handouts:photo.png">', photo_png=png())
    second = rendered('<img alt=x src="handouts:photo.png">', photo_png=png(16, 16))
    assert first.pdf != second.pdf
    assert findings('<img alt=x src="handouts:photo.png">')


def test_links_may_lead_anywhere() -> None:
    """A link is printed, not followed."""
    assert rendered('<p><a href="https://example.org/">Text</a></p>').pages == 1


def test_attachments_are_refused() -> None:
    """An attached file carries the time of day, even when the document brings it along."""
    found = findings('<link rel=attachment href="handouts:icon.svg"><p>Text</p>', icon_svg=SVG)
    assert any("attaches a file" in text for text in found)
    found = findings('<p><a rel=attachment href="handouts:icon.svg">Text</a></p>', icon_svg=SVG)
    assert any("attaches a file" in text for text in found)
