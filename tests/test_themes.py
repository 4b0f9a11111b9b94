"""How a document looks: icons, illustrations, and colours that can be read, in colour and in grey."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from handouts import themes
from handouts.errors import ChoiceError
from handouts.language import LANGUAGES
from handouts.resources import TEMPLATES
from handouts.themes import Theme
from handouts.topics import Topic

SVG = "{http://www.w3.org/2000/svg}"
THEMES = list(themes.available().values())
CLINIC = themes.named("clinic")


@pytest.mark.parametrize("name", list(themes.icons()))
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_icon_is_drawn_in_the_theme_s_ink(theme: Theme, name: str) -> None:
    """Valid, with something in it, and with no colour left to the reader's program."""
    for backed in (False, True):
        picture = theme.icon(name, backed=backed)
        root = ElementTree.fromstring(picture)
        assert (root.tag, root.get("viewBox")) == (f"{SVG}svg", "0 0 24 24")
        group = root.find(f"{SVG}g")
        assert group is not None and len(group) > 0
        assert b"currentColor" not in picture and theme.tokens["ink"].encode() in picture
        assert (theme.tokens["leaf-tint"].encode() in picture) == backed
        assert not re.search(rb"<(script|image|foreignObject|use|style)\b|href|url\(", picture)


def test_every_icon_that_is_named_exists(magnesium: Topic) -> None:
    """By the content, and by the templates themselves."""
    named = {icon for section in magnesium.sections.values() for icon in _icons(section.model_dump())}
    written = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.j2"))
    named |= set(re.findall(r"icon\(['\"]([a-z-]+)['\"]", written))
    assert len(named) > 15
    assert named <= set(themes.icons())


def _icons(data: object) -> set[str]:
    if isinstance(data, dict):
        inner = set().union(*map(_icons, data.values())) if data else set()
        return inner | ({data["icon"]} if data.get("icon") else set())
    return set().union(*map(_icons, data)) if isinstance(data, list | tuple) and data else set()


def test_every_drawing_of_ours_is_in_the_table() -> None:
    """And the table names no file that is not there."""
    ours = {name for name, origin in themes.icons().items() if origin == "ours"}
    assert ours == {path.stem for path in themes.ICONS.glob("*.svg")}
    assert all(re.fullmatch(r"ours|lucide:[a-z0-9-]+", origin) for origin in themes.icons().values())


def test_an_unknown_theme_is_told_with_those_there_are() -> None:
    """And the one that was probably meant."""
    there = ", ".join(themes.available())
    with pytest.raises(ChoiceError) as caught:
        themes.named("clinc")
    assert str(caught.value) == f"no theme 'clinc' (did you mean 'clinic'?); there are: {there}"
    with pytest.raises(ChoiceError, match=r"^no theme 'xyz'; there are: "):
        themes.named("xyz")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_topic_without_its_own_drawing_gets_the_generic_one(theme: Theme, magnesium: Topic) -> None:
    """Also where its name is empty; its own where there is one."""
    generic = theme.illustration("generic-still-life")
    assert theme.illustration("no-such-drawing") == theme.illustration("") == generic
    assert ElementTree.fromstring(generic).tag == f"{SVG}svg"
    own = theme.illustration(magnesium.about.illustration)
    assert own != generic and ElementTree.fromstring(own).tag == f"{SVG}svg"


def test_a_topic_may_name_a_drawing_of_any_theme(tmp_path: Path) -> None:
    """By its name alone; a theme without it has its general drawing."""
    assert {"still-life", "generic-still-life"} <= set(themes.illustrations())
    for name in ("a/illustrations/x.svg", "b/illustrations/y.svg", "b/illustrations/x.svg", "b/illustrations/z.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert themes.illustrations(tmp_path) == ("x", "y")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_illustration_is_a_drawing_and_nothing_else(theme: Theme) -> None:
    """Valid, scalable, and it reaches for nothing."""
    drawings = sorted((theme.folder / "illustrations").glob("*.svg"))
    assert drawings
    for path in drawings:
        root = ElementTree.fromstring(path.read_bytes())
        assert root.tag == f"{SVG}svg" and root.get("viewBox"), path.name
        assert not re.search(rb"<(script|image|foreignObject)\b|href=[\"'](?!#)|url\((?!#)", path.read_bytes()), (
            path.name
        )


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_theme_says_what_it_is(theme: Theme) -> None:
    """In every language; and its faces are there."""
    assert set(theme.description) == set(LANGUAGES) and all(theme.description.values())
    assert {"400", "700"} <= set(theme.faces)
    assert all(themes.font(name)[:4] == b"\x00\x01\x00\x00" for name in theme.faces.values())


def test_a_theme_is_a_folder(tmp_path: Path) -> None:
    """Tokens out of comments are none; stylesheets come in the order in which they override each other."""
    folder = tmp_path / "plain"
    folder.mkdir()
    tokens = "/* --old: #000000; */\n:root { --ink: #123456; --space: 2mm; --leaf-tint:#abcdef; }"
    for name, text in {"theme.toml": "", "tokens.css": tokens, "theme.css": "b {}", "card.css": "i {}"}.items():
        (folder / name).write_text(text, encoding="utf-8")
    (found,) = themes.available(tmp_path).values()
    assert found.name == "plain" and found.tokens == {"ink": "#123456", "leaf-tint": "#abcdef"}
    assert found.stylesheet("card") == f"{tokens}\nb {{}}\ni {{}}"


def rgb(colour: str) -> tuple[int, ...]:
    """A colour's three parts."""
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def grey(colour: str) -> tuple[int, ...]:
    """A colour as an office printer makes it grey: weighed by how bright the eye finds each part."""
    red, green, blue = rgb(colour)
    return (round(0.299 * red + 0.587 * green + 0.114 * blue),) * 3


def luminance(parts: tuple[int, ...]) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    linear = [part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The ratio between two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_of_contrast_is_right() -> None:
    """At both ends, and at WCAG's own example of what just fails."""
    assert contrast(rgb("#000000"), rgb("#FFFFFF")) == pytest.approx(21)
    assert contrast(rgb("#777777"), rgb("#FFFFFF")) == pytest.approx(4.48, abs=0.005)
    assert contrast(rgb("#123456"), rgb("#123456")) == 1
    assert grey("#FF0000") == (76, 76, 76)


READ = [
    ("ink", "paper"),
    ("muted", "paper"),
    ("leaf", "paper"),
    ("paper", "leaf"),
    ("ink", "sun"),
    ("ink", "sun-tint"),
    ("ink", "leaf-tint"),
    ("leaf", "leaf-tint"),
    ("ink", "warn-tint"),
]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("text", "ground"), READ)
def test_text_can_be_read_on_its_ground(theme: Theme, text: str, ground: str) -> None:
    """At least 4.5 to 1, in colour and in grey."""
    for seen in (rgb, grey):
        found = contrast(seen(theme.tokens[text]), seen(theme.tokens[ground]))
        assert found >= 4.5, f"{text} on {ground}, {seen.__name__}: {found:.2f}"


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_grounds_differ_from_paper_in_grey_too(theme: Theme) -> None:
    """A card that is told by its ground alone would vanish; the fill of a bar needs 3 to 1."""
    paper = grey(theme.tokens["paper"])
    assert contrast(grey(theme.tokens["leaf"]), paper) >= 3
    for name in ("sun", "leaf-mid", "hair"):
        assert contrast(grey(theme.tokens[name]), paper) >= 1.3, name


def test_every_colour_in_use_is_a_token() -> None:
    """A stylesheet that names a token which the theme lacks would print black, or nothing."""
    for theme in THEMES:
        written = "".join(path.read_text(encoding="utf-8") for path in theme.folder.glob("*.css"))
        defined = set(re.findall(r"--([a-z0-9-]+)\s*:", written))
        given = set(re.findall(r"--([a-z0-9-]+)\s*:", "".join(path.read_text() for path in TEMPLATES.rglob("*.j2"))))
        assert set(re.findall(r"var\(--([a-z0-9-]+)\)", written)) <= defined | given, theme.name
