from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from handouts.errors import ContentError
from handouts.resources import LOGO_BYTES
from handouts.topics import load_brand
from handouts.topics.logos import flaws


def brand_file(folder: Path, text: str) -> Path:
    """Write a practice's file."""
    path = folder / "brand.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def svg(inside: str = "", size: str = 'viewBox="0 0 40 10"', before: str = "") -> bytes:
    """Make a logo."""
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" {size}><path d="M0 0h9v9z"/>{inside}</svg>'.encode()


def problem(folder: Path, text: str) -> str:
    """Return what is wrong with a practice's file, without its folder."""
    with pytest.raises(ContentError) as caught:
        load_brand(brand_file(folder, text))
    return str(caught.value).replace(f"{folder}/", "")


def test_a_brand_with_a_logo(tmp_path: Path) -> None:
    """Everything is kept as text, and the logo as it is."""
    (tmp_path / "logo.svg").write_bytes(svg())
    brand = load_brand(brand_file(tmp_path, "name: De Linde\ntelephone: 020 123 45 67\nlogo: logo.svg\n"))
    assert (brand.name, brand.telephone, brand.logo, brand.logo_type) == (
        "De Linde",
        "020 123 45 67",
        svg(),
        ".svg",
    )


def test_a_brand_may_be_a_name_alone(tmp_path: Path) -> None:
    """Nothing but a name is needed."""
    assert load_brand(brand_file(tmp_path, "name: De Linde\n")).logo == b""


def test_mistakes_in_a_brand_are_told_with_their_place(tmp_path: Path) -> None:
    """A mistyped field, a missing logo, another kind of file, a heavy one."""
    assert problem(tmp_path, "name: A\ntelefone: 1\n").startswith("brand.yaml:2:1: unknown field 'telefone'")
    assert problem(tmp_path, "name: A\nlogo: gone.png\n").startswith("brand.yaml:2:7: there is no file gone.png")
    assert problem(tmp_path, "name: A\nlogo: logo.pdf\n").startswith("brand.yaml:2:7: a logo is an SVG, PNG or JPEG")
    assert problem(tmp_path, "name: A\nlogo: ../x.png\n").startswith(
        "brand.yaml:2:7: the logo stands in another folder"
    )
    (tmp_path / "big.png").write_bytes(bytes(LOGO_BYTES + 1))
    assert problem(tmp_path, "name: A\nlogo: big.png\n").startswith("brand.yaml:2:7: the logo is over 2 MB")


def test_what_is_wrong_with_a_logo_is_told_at_its_line(tmp_path: Path) -> None:
    """All of it, with what to do."""
    (tmp_path / "logo.svg").write_bytes(svg("<text>De Linde</text><script/>"))
    told = problem(tmp_path, "name: A\nlogo: logo.svg\n").splitlines()
    assert told == [
        "brand.yaml:2:7: the logo holds a script",
        "    Export it as a plain SVG, or as a PNG.",
        "brand.yaml:2:7: the logo holds text, which needs a font",
        "    Turn its text into outlines (paths), and save it again.",
    ]
    (tmp_path / "logo.png").write_bytes(b"")
    assert problem(tmp_path, "name: A\nlogo: logo.png\n").startswith("brand.yaml:2:7: the logo is an empty file")


def nested(levels: int, each: int) -> str:
    """Make a group that is drawn `each` to the power of `levels` times."""
    groups = (f'<g id="u{n + 1}">{f"""<use href="#u{n}"/>""" * each}</g>' for n in range(levels))
    return f'<g id="u0"><path/></g>{"".join(groups)}<use href="#u{levels}"/>'


def png(width: int, height: int) -> bytes:
    """Make the head of a picture: what follows it is not read."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = struct.pack(">I", 13), head, struct.pack(">I", zlib.crc32(head)), struct.pack(">I", 9), b"IDAT"
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize("size", [(5001, 5000), (30_000, 12_000), (2**31 - 1, 1)])
def test_a_picture_with_too_many_pixels_is_refused(size: tuple[int, int]) -> None:
    """A file of some kilobytes may hold more than the memory does."""
    ((message, hint),) = flaws(png(*size), ".png")
    assert message.startswith("the logo has over 25 million pixels")
    assert hint == "Save it smaller: 300 dpi at 3 cm wide is enough."


def test_a_picture_is_told_by_its_head() -> None:
    """Whatever its name says; what is no picture is refused."""
    assert flaws(png(5000, 5000), ".png") == flaws(png(300, 100), ".jpg") == []
    for broken in (b"not a picture", png(300, 100)[:20], b"GIF89a\1\0\1\0\0\0\0"):
        assert flaws(broken, ".png") == [
            ("the logo is no picture that can be read", "Save it again as a PNG or a JPEG.")
        ]


ENTITY = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


@pytest.mark.parametrize(
    ("logo", "words"),
    [
        (b"", "an empty file"),
        (b"not xml", "no SVG that can be read: line 1"),
        (svg()[:-3], "no SVG that can be read: line 1"),
        (svg("&nbsp;"), "no SVG that can be read: line 1"),
        (b"<svg/>", "does not begin with <svg"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "does not begin with <svg"),
        (svg("<desc>\u00e9</desc>").decode().encode("latin-1"), "not written in UTF-8"),
        (svg("&b;", before=ENTITY), "declares entities"),
        (svg(before=ENTITY), "declares entities"),
        (svg(before='<!DOCTYPE svg [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>'), "declares entities"),
        (svg("<g><text>A</text></g>"), "holds text"),
        (svg("<script>1</script>"), "holds a script"),
        (svg("<foreignObject/>"), "holds a piece of HTML"),
        (svg('<image href="photo.png"/>'), "something outside itself: photo.png"),
        (svg('<use href="other.svg#a"/>'), "something outside itself: other.svg#a"),
        (svg(f'<use {XLINK} xlink:href="https://example.org/a.svg#a"/>'), "outside itself: https://example.org/a.svg"),
        (svg('<rect fill="url(other.svg#a)"/>'), "outside itself: other.svg#a"),
        (svg("<rect style=\"fill: URL( 'other.svg#a' )\"/>"), "outside itself: other.svg#a"),
        (svg("<style>p { fill: url(a.svg) }</style>"), "outside itself: a.svg"),
        (svg("<style>@import 'a.css';</style>"), "outside itself: a.css"),
        (svg("<style>@import url(a.css);</style>"), "outside itself: a.css"),
        (svg('<image href="data:image/png;base64,aaaa"/>'), "holds an embedded picture"),
        (svg('<rect fill="url(data:image/png;base64,aaaa)"/>'), "holds an embedded picture"),
        (svg('<g id="a">\n<use href="#a"/></g>'), "a drawing that draws itself, on line 2"),
        (svg('<g id="a"><use href="#b"/></g>\n<g id="b"><use href="#a"/></g>'), "draws itself"),
        (svg('<pattern id="p"><rect fill="url(#p)"/></pattern><rect fill="url(#p)"/>'), "draws itself"),
        (svg(nested(4, 10)), "more than 10 000 shapes"),
        (svg(nested(40, 2)), "more than 10 000 shapes"),
        (svg("<path/>" * 10_000), "more than 10 000 shapes"),
        (svg("\n<g>" * 100 + "</g>" * 100), "more than 100 groups within each other, on line 101"),
        (svg("<g>" * 4000 + '<use href="#a"/>' * 4000 + "</g>" * 4000 + '<g id="a"/>'), "100 groups within each other"),
        (svg('\n<linearGradient x2="0.1%" spreadMethod="repeat"/>'), "steps too fine to see, on line 2"),
        (svg('<radialGradient r="0.0001" spreadMethod="reflect"/>'), "steps too fine to see"),
        (svg(size='viewBox="0 0 81 10"'), "more than 8 times as wide as high"),
        (svg(size='viewBox="0,0,10,21"'), "more than 2 times as high as wide"),
        (svg(size='width="90mm" height="10mm" viewBox="0 0 10 10"'), "more than 8 times as wide as high"),
        (svg(size=""), "does not say how large it is"),
        (svg(size='viewBox="0 0 0 10"'), "does not say how large it is"),
        (svg(size='viewBox="0 0 nan nan"'), "does not say how large it is"),
        (svg(size='width="100%" height="100%"'), "does not say how large it is"),
    ],
)
def test_a_drawing_that_is_no_logo_is_refused(logo: bytes, words: str) -> None:
    """One flaw each, with a remedy."""
    ((message, hint),) = flaws(logo, ".svg")
    assert words in message
    assert hint


@pytest.mark.parametrize(
    "logo",
    [
        svg(),
        svg('<defs><linearGradient id="a"/></defs><rect fill="url(#a)" style="stroke:url(\'#a\')"/><use href="#a"/>'),
        svg("<style>.a { fill: #063 }</style><title>url(a.svg) De Linde</title><desc>A tree</desc>"),
        svg(before='<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">'),
        svg('<linearGradient id="a"><stop/><stop/></linearGradient>' + '<path fill="url(#a)"/>' * 5000),
        svg('<linearGradient spreadMethod="repeat" x2="10%"/><radialGradient r="0"/><linearGradient x1="a"/>'),
        svg("<g>" * 99 + "</g>" * 99 + nested(3, 10) + '<use href="#nothing"/>'),
        svg(size='width="80" height="10"'),
        svg(size='viewBox="0 0 10 20" width="100%"'),
        svg(size='width="4cm" height="100px" viewBox="0 0 40 10"'),
    ],
)
def test_a_plain_drawing_is_a_logo(logo: bytes) -> None:
    """With gradients, styles, a title, and the first lines that drawing programs write."""
    assert flaws(logo, ".svg") == []


def test_entities_are_not_expanded() -> None:
    """A file of a few lines that would fill the memory is told at its first declaration."""
    lines = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(30))
    bomb = svg("&e30;", before=f'<!DOCTYPE svg [<!ENTITY e0 "aaaaaaaaaa">{lines}]>')
    assert "entities" in flaws(bomb, ".svg")[0][0]
