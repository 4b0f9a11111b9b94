"""A theme is a folder: what it has is its own, what it lacks is clinic's and told, and its mistakes have a place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from handouts import build, formats, themes
from handouts.build import Order
from handouts.cli import main
from handouts.errors import ContentError, HandoutsError

CLINIC = themes.named("clinic")
ABOUT = 'description = { nl = "Van ons", en = "Ours" }\n'
FLYER, DL, HANDOUT = (formats.named(name) for name in ("flyer-a5", "flyer-dl", "handout-a4"))
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes the files of a theme, by their paths, and gives its folder."""

    def written(**files: str) -> Path:
        folder = tmp_path / "Our Look"
        for name, text in {"theme.toml": ABOUT, **files}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return folder

    return written


def run(*arguments: object) -> Result:
    """The command as a user gives it."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_a_name_and_a_colour_are_a_theme(write: Write) -> None:
    """The least there can be: all else is clinic's, and every piece of it that a page needs is told."""
    folder = write(**{"tokens.css": ":root { --leaf: #402060; }"})
    theme = themes.named(str(folder))
    assert (theme.name, theme.bundled, theme.theirs) == ("our-look", False, (folder,))
    assert theme.tokens == {**CLINIC.tokens, "leaf": "#402060"}
    assert not theme.has(HANDOUT)
    handout = theme.setting(HANDOUT)
    assert handout.faces == CLINIC.faces and handout.room(HANDOUT, "foods") == CLINIC.room(HANDOUT, "foods")
    styles = handout.stylesheet(HANDOUT)
    assert styles.index("--leaf: #0B5D3B") < styles.index("--leaf: #402060") < styles.index("h1 {")
    product = build.make(Order("magnesium", theme=str(folder)))
    assert product.name == "magnesium-handout-a4-nl-our-look"
    assert product.borrowed[0] == "handout-a4"
    assert "--leaf" not in product.borrowed and "--sun" in product.borrowed


def test_clinic_lacks_nothing() -> None:
    """It is what others fall back to; a bundled theme has every colour."""
    assert CLINIC.has(HANDOUT) and CLINIC.missing_tokens == ()
    assert build.make(Order("magnesium")).borrowed == ()
    for theme in themes.available().values():
        assert theme.missing_tokens == ()


def test_a_format_is_of_one_hand(write: Write) -> None:
    """Where a theme sets a format, no sheet of clinic's for that format is mixed in; where it does not, none of its."""
    own = ":root { --leaf: #402060; --stroke: 9mm; }"
    folder = write(**{"tokens.css": own, "theme.css": "b {}", "flyer-a5.css": "i {}"})
    theme = themes.named(str(folder))
    tokens, brief = (CLINIC.read(name) for name in ("tokens.css", "brief.css"))
    assert theme.has(FLYER) and not theme.has(DL) and not theme.has(HANDOUT)
    assert theme.setting(FLYER) is theme and theme.templates == (folder,)
    assert theme.stylesheet(FLYER) == "\n".join([tokens, own, "b {}", brief, "i {}"])
    other = theme.setting(DL)
    assert other.templates == () and other.drawing("day") == CLINIC.drawing("day")
    # Its colours, and not its strokes, which were made for pages of its own.
    assert other.stylesheet(DL) == CLINIC.stylesheet(DL).replace(tokens, f"{tokens}\n:root {{ --leaf: #402060 }}")
    assert b"#402060" in other.illustration("day") and other.tokens["leaf"] == "#402060"


def test_a_layout_serves_every_format_of_it(write: Write) -> None:
    """And a format's own sheet comes on top."""
    theme = themes.named(str(write(**{"flyer.css": "i {}", "flyer-a6.css": "p {}", "large-print.css": "u {}"})))
    assert theme.has(FLYER) and theme.has(DL) and theme.has(formats.named("flyer-a6"))
    assert theme.stylesheet(DL).endswith("\ni {}")
    assert theme.stylesheet(formats.named("flyer-a6")).endswith("\ni {}\np {}")
    large = formats.named("poster-a3", large_print=True)
    assert theme.has(large) and theme.stylesheet(large).endswith("\nu {}")
    assert not theme.has(formats.named("poster-a3"))


def test_measures_of_a_format_come_from_whose_look_it_is(write: Write) -> None:
    """Clinic's rooms were measured for clinic's columns."""
    rooms = "[charts.flyer.foods]\nwidth = 20\nrow = 2\n[charts.any.levels]\nwidth = 9\nrow = 1\n"
    own = f"[largest.flyer]\nfoods = 9.5\n{rooms}"
    theme = themes.named(str(write(**{"theme.toml": ABOUT + own, "flyer.css": ""})))
    assert theme.room(FLYER, "foods") == {"width": 20, "row": 2}
    assert theme.room(FLYER, "levels") == {"width": 9, "row": 1}
    assert theme.room(FLYER, "forms") == CLINIC.room(DL, "forms")
    handout = theme.setting(HANDOUT)
    assert handout.room(HANDOUT, "levels") == CLINIC.room(HANDOUT, "levels")
    assert theme.largest(FLYER, ["foods"]) == 9.5 and handout.largest(HANDOUT, ["foods"]) == 10.5


def test_a_template_of_a_theme_replaces_ours_and_may_take_it_up(write: Write) -> None:
    """That of the format before that of the layout; `ours/` is the shared one, of which a block may be changed."""
    more = "<!-- Van ons allemaal -->"
    page = f'{{% extends "ours/formats/flyer.html.j2" %}}{{% block page %}}{{{{ super() }}}}{more}{{% endblock %}}'
    folder = write(
        **{
            "flyer.css": CLINIC.read("flyer.css") + CLINIC.read("flyer-dl.css"),
            "formats/flyer.html.j2": "{{ nothing.at.all }}",
            "formats/flyer-dl.html.j2": page,
        }
    )
    with pytest.raises(HandoutsError) as caught:
        build.make(Order("magnesium", format="flyer-a5", theme=str(folder)))
    assert f"{folder / 'formats' / 'flyer.html.j2'}:1: this template cannot be used: 'nothing' is undefined" in str(
        caught.value
    )
    product = build.make(
        Order("magnesium", format="flyer-dl", theme=str(folder), sections=("tips",), output=build.Output.HTML)
    )
    assert b"Van ons allemaal" in product.files[0]


def test_drawings_and_icons_take_the_colours_of_the_theme(write: Write) -> None:
    """`var(--leaf)` in a drawing is the token; one that there is none of is told of its file."""
    folder = write(
        **{
            "tokens.css": ":root { --leaf: #402060; }",
            "illustrations/day.svg": '<svg viewBox="0 0 1 1"><path fill="var(--leaf)"/></svg>',
            "illustrations/body.svg": '<svg viewBox="0 0 1 1"><path fill="var(--leef)"/></svg>',
            "icons/heart.svg": '<svg viewBox="0 0 24 24"><path fill="var(--leaf)" stroke="currentColor"/></svg>',
            "icons/ground.svg": "nothing",
        }
    )
    theme = themes.named(str(folder))
    assert theme.illustration("day") == b'<svg viewBox="0 0 1 1"><path fill="#402060"/></svg>'
    assert b'<path fill="#402060" stroke="#15211B"/>' in theme.icon("heart")
    assert theme.icon("sleep") == CLINIC.icon("sleep")
    with pytest.raises(ContentError, match=r"body\.svg: no colour token '--leef' \(did you mean 'leaf'\?\)\n"):
        theme.illustration("body")
    with pytest.raises(ContentError, match=r"ground\.svg: this is no drawing\n"):
        theme.icon("sleep", backed=True)


def test_a_drawing_in_another_shape_is_taken_where_there_is_one(write: Write) -> None:
    """The topic's own before the general one, the theme's before clinic's, the shape before the plain one."""
    drawings = ("still-life", "still-life-tall", "generic-still-life", "generic-still-life-tall")
    folder = write(**{f"illustrations/{name}.svg": f"<svg>{name}</svg>" for name in drawings})
    theme = themes.named(str(folder))

    def drawn(name: str, shape: str = "") -> str:
        return theme.drawing(name, shape).relative_to(folder).stem

    assert (drawn("still-life", "tall"), drawn("still-life", "wide")) == ("still-life-tall", "still-life")
    assert (drawn("none", "tall"), drawn("", "wide")) == ("generic-still-life-tall", "generic-still-life")
    saving = themes.named(str(folder), ink_saver=True)
    # Without a version in lines of its own, clinic's serves: a filled area would be none that saves ink.
    assert saving.drawing("still-life", "tall") == CLINIC.folder / "illustrations" / "still-life-line.svg"


def test_a_body_has_its_own_places(write: Write) -> None:
    """Clinic's would point beside another's body."""
    folder = write(**{"illustrations/body.svg": '<svg viewBox="0 0 1 1"/>'})
    assert themes.named(str(folder)).places == {}
    (folder / "illustrations" / "body.toml").write_text("[places]\nhead = [0.5, 0.1]\n", encoding="utf-8")
    assert themes.named(str(folder)).places == {"head": (0.5, 0.1)}
    shutil.rmtree(folder / "illustrations")
    assert themes.named(str(folder)).places == CLINIC.places


WRONG = [
    ("", 0, "the theme has no 'description' in nl, en", "For example: description = { nl ="),
    ('description = "x"', 1, "the theme has no 'description' in nl, en", "For example: "),
    ('description = { nl = "x", en = " " }', 1, "the theme has no 'description' in en", "For example: "),
    (f"{ABOUT}faces = 3", 2, "'faces' is no table", "For example, under [faces]: 400 ="),
    (f'{ABOUT}[faces]\n400 = "Arial.ttf"', 3, "there is no face 'Arial.ttf' for a weight of 400", "The weight, 100"),
    (f'{ABOUT}[faces]\nbold = "FiraSans-Bold.ttf"', 3, "there is no face 'FiraSans-Bold.ttf' for a weight of bold", ""),
    (f"{ABOUT}[larges]\nx = 1", 2, "unknown table 'larges' (did you mean 'largest'?)", "There are: description, faces"),
    (f"{ABOUT}[charts.flyer.foods]\nrow = 2", 2, "the room of 'foods' has no 'width'", "For example: width = 23"),
]


@pytest.mark.parametrize(("text", "line", "message", "hint"), WRONG)
def test_a_mistake_in_its_measures_is_told_with_its_place(
    write: Write, text: str, line: int, message: str, hint: str
) -> None:
    """And with a remedy."""
    folder = write(**{"theme.toml": text})
    with pytest.raises(ContentError) as caught:
        themes.named(str(folder))
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.message) == (str(folder / "theme.toml"), line, message)
    assert hint in problem.hint


def test_every_mistake_is_told_at_once(write: Write) -> None:
    """In the order in which they stand."""
    text = 'description = { nl = "x" }\n[faces]\n400 = 3\n[charts.any.foods]\nwidth = 0\nrow = 2\n'
    with pytest.raises(ContentError) as caught:
        themes.named(str(write(**{"theme.toml": text})))
    assert [problem.line for problem in caught.value.problems] == [1, 3, 5]


# From the command line


def test_a_folder_that_is_no_theme_is_told(tmp_path: Path) -> None:
    """With what makes one, and nothing is written."""
    result = run("make", "magnesium", "--theme", tmp_path, "-o", tmp_path / "x.pdf")
    assert result.exit_code == 1 and not (tmp_path / "x.pdf").exists()
    assert (
        f"{tmp_path / 'theme.toml'}: there is no such file, so this is no theme\n    A theme is a folder"
        in result.stderr
    )


@pytest.mark.parametrize(
    ("name", "said"), [("clinick", "no theme 'clinick' (did you mean 'clinic'?)"), ("", "--theme needs a name")]
)
def test_a_theme_that_there_is_none_of_is_wrong_usage(name: str, said: str, tmp_path: Path) -> None:
    """With those there are."""
    result = run("make", "magnesium", "--theme", name, "-o", tmp_path / "x.pdf")
    assert result.exit_code == 2 and result.stderr.startswith(said)


def test_what_a_theme_lacks_is_said(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the channel of messages, so that the document can still be piped."""
    folder = write(**{"tokens.css": CLINIC.read("tokens.css").replace("--sun:", "--moon:").replace("--warn:", "--x:")})
    monkeypatch.chdir(folder.parent)
    result = run("make", "magnesium", "--theme", folder.name, "-o", "-")
    assert result.exit_code == 0 and result.stdout_bytes.startswith(b"%PDF")
    assert result.stderr.startswith("the theme has no handout-a4, --sun,")
    assert result.stderr.endswith(" of its own: those of clinic are used\n")


def test_themes_are_listed_with_the_formats_they_have(write: Write) -> None:
    """And one of the user's own after ours."""
    import json

    folder = write(**{"flyer.css": "", "large-print.css": ""})
    result = run("themes", "--theme", folder, "--json")
    listed: list[dict[str, Any]] = json.loads(result.stdout)
    names = [row["theme"] for row in listed]
    assert names == ["clinic", "element", "table", str(folder)]
    assert listed[0]["formats"] == "all"
    large = "handout-a4 --large-print, handout-letter --large-print, poster-a3 --large-print"
    assert listed[-1] == {
        "theme": str(folder),
        "nl": "Van ons",
        "en": "Ours",
        "formats": f"flyer-a5, flyer-a6, flyer-dl, {large}",
    }
    assert str(folder) not in run("themes").stdout


def test_a_changed_theme_is_made_anew(write: Write, tmp_path: Path) -> None:
    """What a user's theme is made from counts in the cache as ours does."""
    folder = write(**{"tokens.css": ":root { --leaf: #402060; }"})
    order = Order("magnesium", theme=str(folder), sections=("tips",))
    before = build.make(order).files
    assert build.make(order).files == before
    (folder / "tokens.css").write_text(":root { --leaf: #602040; }", encoding="utf-8")
    assert build.make(order).files != before


def test_the_file_is_named_after_a_theme_that_is_not_the_usual(tmp_path: Path) -> None:
    """So that two looks of one document do not overwrite each other."""
    usual = build.make(Order("magnesium", sections=("tips",), theme="clinic"))
    other = build.make(Order("magnesium", sections=("tips",), theme="table"))
    assert "clinic" not in usual.name and "-table-" in other.name


def test_a_drawing_says_what_it_shows(write: Write) -> None:
    """Where it is not what the topic says of its picture; in lines as in colour."""
    words = '[still-life]\nnl = "Een kom"\nen = "A bowl"\n'
    folder = write(**{"illustrations/still-life.svg": "<svg/>", "illustrations/words.toml": words})
    for ink_saver in (False, True):
        theme = themes.named(str(folder), ink_saver=ink_saver)
        assert theme.shows("still-life", "en") == ("" if ink_saver else "A bowl")  # the line version is clinic's
        assert theme.shows("still-life", "de") == theme.shows("day", "en") == ""
    (folder / "illustrations" / "still-life-line.svg").write_text("<svg/>", encoding="utf-8")
    assert theme.shows("still-life", "nl") == "Een kom"
