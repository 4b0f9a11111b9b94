"""What docs/formats.md tells a designer is so: its commands run, its example holds, its messages are the program's."""

from __future__ import annotations

import re
import shlex
import shutil
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner
from output_fixtures import DISCLAIMERS, MM, ROOT, Sheet

from handouts import build, formats, themes
from handouts.cli import main
from handouts.document.handout import (
    ArticlePart,
    FaqPart,
    FoodsPart,
    Handout,
    Part,
    SignalsPart,
    StepsPart,
    SummaryPart,
    SupplementsPart,
)
from handouts.errors import HandoutsError
from handouts.language import NO_BREAK_SPACE

GUIDE = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
CARD = ROOT / "docs" / "examples" / "card-a7"
COMMANDS = re.findall(r"^    (handouts .+)$", GUIDE, re.M)
MAKES = [command for command in COMMANDS if " make " in command]
# Parts of files and what stands instead: with one of them each, the example breaks a promise.
MISTAKES = {
    "small disclaimer in the row": ("formats.toml", "disclaimer = 6", "disclaimer = 5"),
    "unknown field": ("formats.toml", "secondary = 7", "secundary = 7"),
    "no stylesheet": ("card-a7.css", "", ""),
    "no template": ("formats/card-a7.html.j2", "", ""),
    "unknown name": ("formats/card-a7.html.j2", "{{ handout.code }}", "{{ handout.kode }}"),
    "no disclaimer": (
        "formats/card-a7.html.j2",
        "{{ handout.publisher.disclaimer|prose }}",
        "{{ handout.publisher.name }}",
    ),
    "small disclaimer": ("card-a7.css", ".disclaimer { font-size: var(--disclaimer)", ".disclaimer { font-size: 5pt"),
    "small text": ("card-a7.css", ".edition { font-size: var(--fine)", ".edition { font-size: 5pt"),
    "near the trim": ("card-a7.css", "margin: 5.5mm 5.5mm 25.8mm", "margin: 5.5mm 4mm 25.8mm"),
    "too much": ("formats.toml", 'presets = ["one-message", "short", "flyer"]', 'presets = ["flyer"]'),
    "unknown measure": ("theme.toml", "row = 2.3", "rwo = 2.3"),
    "low rows": ("theme.toml", "row = 2.3", "row = 1.6"),
}


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder in which the example stands where the guide says, and under its own name."""
    shutil.copytree(CARD, tmp_path / "docs" / "examples" / "card-a7")
    shutil.copytree(CARD, tmp_path / "card-a7")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(*arguments: str) -> tuple[int, str]:
    """How the command line ends, and what it says."""
    result = CliRunner().invoke(main, list(arguments))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize("command", MAKES)
def test_the_example_is_made_by_the_commands_of_the_guide(command: str, work: Path) -> None:
    """Two sides of A7, the disclaimer whole on each, no type under its floors; black alone where ink is saved."""
    words = shlex.split(command)
    code, output = said(*words[1:])
    assert code == 0, output
    made = Sheet((work / words[words.index("-o") + 1]).read_bytes())
    language = "en" if "en" in words else "nl"
    boxes = [[float(edge) for edge in page.mediabox] for page in made.document.pages]
    assert boxes == [pytest.approx([0, 0, 74 * MM, 105 * MM], abs=0.01)] * 2
    disclaimer = "".join(DISCLAIMERS[language].split())
    assert all(disclaimer in "".join(page.split()) for page in made.pages)
    assert min(glyph.size for glyph in made.glyphs if not glyph.character.isspace()) == pytest.approx(6, abs=0.01)
    small = "".join(glyph.character for glyph in made.glyphs if glyph.size < 6.99)
    assert set("".join(small.split())) <= set(disclaimer)
    if "--ink-saver" in words:
        assert {glyph.ink[:3] for glyph in made.glyphs} == {(0, 0, 0)}


@pytest.mark.parametrize("choice", [{"editorial": False}, {"sections": ("tips",), "language": "en"}])
def test_the_example_holds_for_other_choices(choice: dict[str, object]) -> None:
    """Without the editor's words, where there is no headline and no chart; and with steps in place of foods."""
    order = build.Order("magnesium", format="card-a7", templates=CARD, **choice)  # type: ignore[arg-type]
    assert build.make(order).pages == 2


def test_the_example_is_listed() -> None:
    """After ours, as the guide says."""
    code, output = said("formats", "--templates", str(CARD))
    assert code == 0
    assert re.fullmatch(r"card-a7 +Kaart, A7 +Card, A7 +74 × 105 mm +2 +no", output.splitlines()[-1])
    assert len(output.splitlines()) == len(formats.available()) + 2
    assert "card-a7" not in said("formats")[1]


def test_the_guide_shows_the_example_s_own_row_and_room() -> None:
    """Word for word."""
    for name in ("formats.toml", "theme.toml"):
        written = re.sub(r"^#.*\n", "", (CARD / name).read_text(encoding="utf-8"), flags=re.M).strip()
        assert written in GUIDE


@pytest.mark.parametrize("mistake", MISTAKES)
def test_messages_are_those_of_the_program(mistake: str, work: Path) -> None:
    """What the guide shows is what is said, but for lines of the same kind that follow it."""
    name, old, new = MISTAKES[mistake]
    path = work / "card-a7" / name
    if old:
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")
    else:
        path.unlink()
    code, output = said("make", "magnesium", "--format", "card-a7", "--templates", "card-a7")
    assert code == 1
    shown = [block for block in re.findall(r"```text\n(.*?)```", GUIDE, re.S) if block in output]
    assert len(shown) == 1, output
    assert not list(work.glob("*.pdf"))


def test_the_message_on_cautions_is_the_program_s(work: Path) -> None:
    """A box of cautions that prints none."""
    (work / "card-a7" / "components").mkdir()
    (work / "card-a7" / "components" / "cautions.html.j2").touch()
    code, output = said("make", "magnesium", "--preset", "supplementing", "--templates", "card-a7")
    output = output.replace(NO_BREAK_SPACE, " ")
    assert code == 1
    assert len([block for block in re.findall(r"```text\n(.*?)```", GUIDE, re.S) if block in output]) == 1


def test_one_file_of_a_folder_is_enough(work: Path) -> None:
    """A stylesheet of ours is replaced, and all else stays."""
    own = work / "own"
    own.mkdir()
    ours = (themes.FOLDER / "clinic" / "handout.css").read_text(encoding="utf-8")
    (own / "handout.css").write_text(f"{ours}\nh1 {{ font-weight: 500 }}", encoding="utf-8")
    order = build.Order("magnesium", preset="short")
    changed = build.make(build.Order("magnesium", preset="short", templates=own))
    assert changed.pages == 1 and changed.files != build.make(order).files


def test_another_s_mistake_is_not_theirs(work: Path) -> None:
    """The example beside broken content: the content is told."""
    with pytest.raises(HandoutsError, match=r"^no topic 'zinc'"):
        build.make(build.Order("zinc", format="card-a7", templates=work / "card-a7"))


def told(names: set[str]) -> set[str]:
    """Those of `names` that the guide does not name."""
    return {name for name in names if not re.search(rf"`{re.escape(name)}\b", GUIDE)}


def test_every_field_of_a_row_is_told() -> None:
    """In the table of the row."""
    assert {name for name in formats._ROW if f"\n| `{name}` |" not in GUIDE} == set()


def test_every_field_of_a_handout_is_told() -> None:
    """And of each kind of section; properties too."""
    kinds = (SummaryPart, SignalsPart, FoodsPart, StepsPart, SupplementsPart, FaqPart, ArticlePart)
    for kind in (Handout, Part, *kinds):
        names = {field.name for field in fields(kind)}
        names |= {name for name, value in vars(kind).items() if isinstance(value, property)}
        assert told(names) == set(), kind.__name__


def test_every_name_that_a_template_is_given_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Functions, words and filters."""
    given: set[str] = set()

    class Noting:
        def select_template(self, names: list[str]) -> Noting:
            return self

        def render(self, **names: object) -> str:
            given.update(names)
            return ""

    from handouts import document, markup, selection, topics
    from handouts.language import LANGUAGES
    from handouts.markup import rendering
    from handouts.markup.templates import environment
    from handouts.resources import TEMPLATES

    monkeypatch.setattr(rendering, "environment", lambda *_: Noting())
    topic = topics.load("magnesium")
    fmt = formats.named("handout-a4")
    handout = document.build(topic, selection.choose(topic, preset="short"), LANGUAGES["nl"], fmt)
    markup.render(handout, themes.named("clinic"), lambda *_: b"", 11)
    assert {"section", "icon", "chart", "qr"} <= given
    assert told(given - {"styles"}) == set()  # that is base.html.j2's alone
    assert {"prose", "refs"} <= set(environment(TEMPLATES).filters)
    assert "|prose`" in GUIDE.replace("\\", "") and "|refs`" in GUIDE.replace("\\", "")


def test_every_token_is_told() -> None:
    """Colours, strokes and the sizes of small type."""
    tokens = (themes.FOLDER / "clinic" / "tokens.css").read_text(encoding="utf-8")
    names = set(re.findall(r"(--[a-z-]+)\s*:", tokens)) | {"--fine", "--small", "--disclaimer"}
    assert {name for name in names if f"`{name}`" not in GUIDE} == set()


def test_fills_that_are_advised_turn_to_paper() -> None:
    """And what turns black is not advised."""
    (advised,) = re.findall(r"fill areas with ((?:`--[a-z-]+`[, or]*)+)", GUIDE)
    names = set(re.findall(r"--([a-z-]+)", advised))
    tokens = themes.named("clinic", ink_saver=True).tokens
    assert len(names) == 4 and {tokens[name] for name in names} == {"#FFFFFF"}
