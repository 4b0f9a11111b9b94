"""How a document looks: icons, illustrations, and colours that can be read, in colour and in grey."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from handouts import fonts, formats, themes
from handouts.colours import contrast, grey, seen
from handouts.errors import ChoiceError, ContentError
from handouts.language import LANGUAGES
from handouts.resources import TEMPLATES
from handouts.themes import Theme
from handouts.topics import Topic
from handouts.topics.sections import PLACES

SVG = "{http://www.w3.org/2000/svg}"
THEMES = list(themes.available().values())
CLINIC = themes.named("clinic")
SAVED = ":root { --ink: #000000; }"


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
        assert (ground(theme) in picture) == backed
        assert not re.search(rb"<(script|image|foreignObject|use|style)\b|href|url\(", picture)


def ground(theme: Theme) -> bytes:
    """What a theme lays behind an icon, in its own colours."""
    written = (theme.folder / "icons" / "ground.svg").read_text(encoding="utf-8")
    for name, colour in theme.tokens.items():
        written = written.replace(f"var(--{name})", colour)
    return " ".join(re.sub(r"</?svg[^>]*>", "", written).split()).encode()


def test_every_icon_that_is_named_exists(magnesium: Topic) -> None:
    """By the content, and by the templates themselves."""
    named = {icon for section in magnesium.sections.values() for icon in _icons(section.model_dump())}
    everywhere = (*TEMPLATES.rglob("*.j2"), *themes.FOLDER.rglob("*.j2"))
    written = "".join(path.read_text(encoding="utf-8") for path in everywhere)
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
    said = f"no theme 'clinc' (did you mean 'clinic'?); there are: {there}; or name a folder with one"
    assert str(caught.value) == said and there.startswith("clinic, ")
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
    assert "400" in theme.faces and len(theme.faces) == 3
    assert all(fonts.font(name)[:4] == b"\x00\x01\x00\x00" for name in theme.faces.values())


def test_a_theme_is_a_folder(tmp_path: Path) -> None:
    """Tokens out of comments are none; stylesheets come in the order in which they override each other."""
    folder = tmp_path / "plain"
    folder.mkdir()
    tokens = "/* --old: #000000; */\n:root { --ink: #123456; --space: 2mm; --leaf-tint:#abcdef; }"
    styles = {"theme.css": "b {}", "brief.css": "u {}", "flyer.css": "i {}", "flyer-a6.css": "p {}"}
    styles["handout.css"] = "a {}"
    for name, text in {"theme.toml": "", "tokens.css": tokens, "ink-saver.css": SAVED, **styles}.items():
        (folder / name).write_text(text, encoding="utf-8")
    (found,) = themes.available(tmp_path).values()
    assert found.name == "plain" and found.tokens == {"ink": "#123456", "leaf-tint": "#abcdef"}
    assert found.stylesheet(formats.named("flyer-a6")) == f"{tokens}\nb {{}}\nu {{}}\ni {{}}\np {{}}"
    assert found.stylesheet(formats.named("flyer-a5")) == f"{tokens}\nb {{}}\nu {{}}\ni {{}}"
    saving = replace(found, ink_saver=True)
    assert saving.tokens == {"ink": "#000000", "leaf-tint": "#abcdef"}
    assert saving.stylesheet(formats.named("handout-a4")) == f"{tokens}\nb {{}}\na {{}}\n{SAVED}"


READ = [
    ("ink", "paper"),
    ("muted", "paper"),
    ("leaf", "paper"),
    ("paper", "leaf"),
    ("ink", "sun"),
    ("ink", "sun-tint"),
    ("ink", "leaf-tint"),
    ("ink", "warn-tint"),
]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("text", "ground"), READ)
def test_text_can_be_read_on_its_ground(theme: Theme, text: str, ground: str) -> None:
    """At least 4.5 to 1, in colour and in grey."""
    found = seen(theme.tokens[text], theme.tokens[ground])
    assert found >= 4.5, f"{text} on {ground}: {found:.2f}"


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_grounds_differ_from_paper_in_grey_too(theme: Theme) -> None:
    """A card that is told by its ground alone would vanish; the fill of a bar needs 3 to 1."""
    paper = grey(theme.tokens["paper"])
    assert contrast(grey(theme.tokens["leaf"]), paper) >= 3
    for name in ("sun", "leaf-mid", "hair"):
        assert contrast(grey(theme.tokens[name]), paper) >= 1.3, name


# What `markup` writes for a format: the sizes of small type, and the width of the sheet.
SIZES = {"small", "fine", "disclaimer", "trim-width", "bleed"}
NAMED = re.compile(r"--([a-z0-9-]+)\s*:")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_colour_in_use_is_a_token(theme: Theme) -> None:
    """A stylesheet that names what neither theme, template nor format gives would print black, or nothing."""
    styles = "".join(path.read_text(encoding="utf-8") for path in theme.folder.glob("*.css"))
    everywhere = (*TEMPLATES.rglob("*.j2"), *theme.folder.rglob("*.j2"))
    templates = "".join(path.read_text(encoding="utf-8") for path in everywhere)
    used = set(re.findall(r"var\(--([a-z0-9-]+)[),]", styles + templates))
    assert used <= {*NAMED.findall(styles), *NAMED.findall(templates), *SIZES}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_saving_ink_is_black_on_white(theme: Theme) -> None:
    """Every token of the look, none left in grey or colour; nothing that told by its fill is lost to a second one."""
    saving = replace(theme, ink_saver=True)
    assert set(theme.tokens) <= set(saving.tokens)
    assert set(saving.tokens.values()) == {"#000000", "#FFFFFF"}
    assert saving.tokens["ink"] == "#000000" and saving.tokens["paper"] == "#FFFFFF"
    icon = saving.icon("heart", backed=True)
    assert icon == saving.icon("heart") and set(re.findall(rb'fill="(#\w+)"', icon)) <= {b"#FFFFFF"}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_drawings_have_a_version_in_lines(theme: Theme) -> None:
    """It stands in for the drawing where ink is saved, and is black and white."""
    saving = replace(theme, ink_saver=True)
    lines = sorted(path.stem for path in (theme.folder / "illustrations").glob("*-line.svg"))
    drawn = {path.stem for path in (theme.folder / "illustrations").glob("*.svg")} - set(lines)
    assert {f"{drawing}-line" for drawing in drawn} == set(lines)
    for line in lines:
        drawing = line.removesuffix("-line")
        assert theme.draws(drawing), line
        assert saving.illustration(drawing) == saving.illustration(line) != theme.illustration(drawing)
        colours = re.findall(rb"#[0-9A-Fa-f]{3,8}\b", saving.illustration(drawing))
        assert {colour.upper() for colour in colours} <= {b"#000000", b"#FFFFFF"}, line


def test_a_drawing_without_lines_stays_as_it_is(tmp_path: Path) -> None:
    """As does the general one, for a topic whose own is missing."""
    (tmp_path / "illustrations").mkdir()
    (tmp_path / "illustrations" / "generic-still-life.svg").write_bytes(b"<svg/>")
    theme = Theme("plain", tmp_path, ink_saver=True)
    assert theme.illustration("still-life") == theme.illustration("generic-still-life") == b"<svg/>"
    (tmp_path / "illustrations" / "generic-still-life-line.svg").write_bytes(b"<svg><path/></svg>")
    assert theme.illustration("still-life") == b"<svg><path/></svg>"
    assert not theme.draws("") and not theme.draws("still-life") and theme.draws("generic-still-life")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_places_lie_on_the_body(theme: Theme) -> None:
    """Inside the drawing; a body that is drawn to the hips has no place for a foot."""
    assert {"head", "eyes", "jaw", "heart", "chest", "arm"} <= set(theme.places) <= set(PLACES)
    assert all(0 < x < 1 and 0 < y < 1 for x, y in theme.places.values())


def test_a_theme_without_a_body_has_no_places(tmp_path: Path) -> None:
    """Which is no mistake: its pages show no body."""
    assert Theme("plain", tmp_path).places == {}


# A designer's own folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A designer's folder with nothing in it."""
    folder = tmp_path / "own"
    (folder / "illustrations").mkdir(parents=True)
    return folder


def test_an_own_folder_goes_before_the_theme_file_by_file(own: Path) -> None:
    """What it has is taken from it, and the rest from the theme."""
    theme = themes.named("clinic", own=own)
    fmt = formats.named("flyer-a6")
    assert theme.stylesheet(fmt) == CLINIC.stylesheet(fmt) and theme.tokens == CLINIC.tokens
    (own / "brief.css").write_text(".own {}", encoding="utf-8")
    (own / "flyer-a6.css").write_text(".card {}", encoding="utf-8")
    tokens = (CLINIC.folder / "tokens.css").read_text(encoding="utf-8").replace(CLINIC.tokens["leaf"], "#222222")
    (own / "tokens.css").write_text(tokens, encoding="utf-8")
    (own / "illustrations" / "still-life.svg").write_bytes(b"<svg/>")
    theme = themes.named("clinic", own=own)
    styles = theme.stylesheet(fmt)
    assert styles.endswith("\n.card {}") and "\n.own {}\n" in styles
    assert (CLINIC.folder / "flyer.css").read_text(encoding="utf-8") in styles
    assert theme.tokens == {**CLINIC.tokens, "leaf": "#222222"}
    assert theme.illustration("still-life") == b"<svg/>"
    assert theme.drawing("body") == CLINIC.drawing("body")


def test_own_settings_are_laid_over_the_theme_s(own: Path) -> None:
    """Table by table: a room may be added, or one measure of a room changed."""
    (own / "theme.toml").write_text(
        "[charts.card.foods]\nwidth = 30\nrow = 1.5\n[charts.handout.foods]\nwidth = 50\n[largest.card]\nsteps = 8\n",
        encoding="utf-8",
    )
    theme = themes.named("clinic", own=own)
    card, handout = (replace(formats.named("flyer-a6"), name=name, layout=name) for name in ("card", "handout"))
    assert theme.room(card, "foods") == {"width": 30, "row": 1.5}
    assert theme.room(handout, "foods") == {**CLINIC.room(handout, "foods"), "width": 50}
    assert (theme.largest(card, ["steps", "foods"]), theme.largest(card, ["foods"])) == (8, card.aim)
    assert theme.description == CLINIC.description and theme.faces == CLINIC.faces


def test_own_settings_that_cannot_be_read_are_told_with_their_place(own: Path) -> None:
    """As any mistake in a file of theirs."""
    (own / "theme.toml").write_text("[charts]\nwidth = = 3", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        themes.named("clinic", own=own).room(formats.named("handout-a4"), "foods")
    (problem,) = caught.value.problems
    assert (Path(problem.path), problem.line, problem.column) == (own / "theme.toml", 2, 9)
    assert problem.message.startswith("this is no TOML: ")


def test_a_missing_stylesheet_of_theirs_is_told_of_ours_is_a_crash(own: Path, tmp_path: Path) -> None:
    """Theirs with the file that is looked for, and where it is told how to write one."""
    fmt = replace(formats.named("flyer-a6"), name="card-a7", layout="card-a7")
    with pytest.raises(ContentError) as caught:
        themes.named("clinic", own=own).stylesheet(fmt)
    assert str(caught.value) == (
        f"{own / 'card-a7.css'}: there is no such stylesheet\n"
        "    A format needs a stylesheet of that name: docs/formats.md tells how to write one."
    )
    with pytest.raises(FileNotFoundError, match=r"the theme 'clinic' has no card-a7\.css"):
        CLINIC.stylesheet(fmt)
    with pytest.raises(FileNotFoundError, match="the theme 'plain' has no drawing 'generic-still-life'"):
        Theme("plain", tmp_path).illustration("x")


@pytest.mark.parametrize(("view", "aspect"), [("0 0 10 40", 4), ("-5 -5 20 10.5", 0.525)])
def test_the_aspect_of_a_drawing_follows_its_view_box(own: Path, view: str, aspect: float) -> None:
    """In parts of its width."""
    (own / "illustrations" / "body.svg").write_text(f'<svg viewBox="{view}"/>', encoding="utf-8")
    assert themes.named("clinic", own=own).aspect("body") == aspect
    assert CLINIC.aspect("body") > 2


@pytest.mark.parametrize("drawing", ["<svg/>", '<svg viewBox="0 0 0 40"/>', '<svg viewBox="1.2.3"/>'])
def test_a_drawing_without_a_measure_is_told_of_its_file(own: Path, drawing: str) -> None:
    """Nothing could be placed on it."""
    (own / "illustrations" / "body.svg").write_text(drawing, encoding="utf-8")
    with pytest.raises(ContentError, match=r"body\.svg: the drawing has no viewBox\n    Begin it with <svg viewBox="):
        themes.named("clinic", own=own).aspect("body")


@pytest.mark.parametrize("place", ["[1]", "[0.5, 2]", '["a", "b"]', "[true, false]", "0.5"])
def test_a_place_that_is_none_is_told_of_its_file(own: Path, place: str) -> None:
    """With what one looks like."""
    (own / "illustrations" / "body.toml").write_text(f"[places]\nhead = {place}\n", encoding="utf-8")
    with pytest.raises(
        ContentError, match=r"body\.toml: a place is not given by two numbers from 0 to 1\n    In parts"
    ):
        _ = themes.named("clinic", own=own).places


def test_tokens_of_theirs_need_every_colour(own: Path) -> None:
    """A page that used one that is missing would be black there; so would one in a form that pictures cannot take."""
    tokens = (CLINIC.folder / "tokens.css").read_text(encoding="utf-8").replace(CLINIC.tokens["leaf"], "green")
    (own / "tokens.css").write_text(tokens, encoding="utf-8")
    with pytest.raises(ContentError, match=r"tokens\.css: no colour #RRGGBB is given for leaf\n"):
        _ = themes.named("clinic", own=own).tokens


def test_a_stylesheet_that_is_no_text_is_told_of_its_file(own: Path) -> None:
    """As an editor of another time may save it."""
    (own / "flyer.css").write_bytes(b"/* \xe9\xe9n */")
    with pytest.raises(ContentError, match=r"flyer\.css: this is no text in UTF-8\n    Save it anew"):
        themes.named("clinic", own=own).stylesheet(formats.named("flyer-a5"))
