"""What docs/themes.md tells a designer is so: its commands run, its tables are the program's, its messages are real."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from output_fixtures import ROOT

from handouts import build, formats, pdf, themes
from handouts.build import Order
from handouts.cli import main
from handouts.errors import LayoutError

GUIDE = (ROOT / "docs" / "themes.md").read_text(encoding="utf-8")
COMMANDS = [line.partition("#")[0] for line in re.findall(r"^    (handouts .+)$", GUIDE, re.M)]
FILES = dict(re.findall(r"```\w+\n(?:# |/\* )my-look/([\w.]+)(?: \*/)?\n(.*?)```", GUIDE, re.S))
CLINIC = themes.named("clinic")


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder after the guide's first step: a copy of clinic's folder, and the second topic."""
    shutil.copytree(CLINIC.folder, tmp_path / "my-look")
    shutil.copytree(ROOT / "tests" / "content", tmp_path / "tests" / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", [command for command in COMMANDS if " all " not in command])
def test_every_command_runs(command: str, work: Path) -> None:
    """And with a copy of clinic's folder nothing is lacking."""
    result = CliRunner().invoke(main, shlex.split(command)[1:])
    assert result.exit_code == 0, result.output
    assert "of its own" not in result.stderr


def test_a_copy_makes_the_same_page(work: Path) -> None:
    """To the pixel: a designer begins with what is there, not with something like it."""
    usual = build.make(Order("magnesium", sections=("tips",), theme="clinic"))
    copied = build.make(Order("magnesium", sections=("tips",), theme=str(work / "my-look")))
    assert pdf.to_png(copied.files[0], 72) == pdf.to_png(usual.files[0], 72) and copied.borrowed == ()


def test_two_files_are_a_theme(work: Path) -> None:
    """Those of the guide."""
    folder = work / "two"
    folder.mkdir()
    assert set(FILES) == {"theme.toml", "tokens.css"}
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    theme = themes.named(str(folder))
    assert theme.description == {"nl": "Onze kleuren", "en": "Our colours"} and theme.tokens["leaf"] == "#1B4F8A"
    assert build.make(Order("magnesium", sections=("tips",), theme=str(folder))).borrowed[0] == "handout-a4"


def test_the_message_on_contrast_is_the_program_s(work: Path) -> None:
    """As it stands in the guide, but for the words and the colours."""
    shown = re.search(r"```text\n(page 1: .*?)```", GUIDE, re.S)
    assert shown is not None
    tokens = work / "my-look" / "tokens.css"
    text = tokens.read_text(encoding="utf-8").replace(CLINIC.tokens["muted"], "#AAAAAA")
    tokens.write_text(text, encoding="utf-8")
    with pytest.raises(LayoutError) as caught:
        build.make(Order("magnesium", sections=("tips",), theme=str(work / "my-look")))
    pattern = re.sub(r'\\"\w+\\"|"\w+"', '"[^"]+"', re.escape(shown[1].strip()))
    pattern = re.sub(r"\\?#[0-9A-F]{6}", "#[0-9A-F]{6}", pattern).replace(r"3\.0", r"\d\.\d")
    assert re.search(pattern, str(caught.value)), str(caught.value)


def test_what_is_lacking_is_said_as_the_guide_shows(work: Path) -> None:
    """One line, on the channel of messages."""
    shown = re.search(r"```text\n(the theme has .*?)```", GUIDE, re.S)
    assert shown is not None
    (work / "my-look" / "illustrations" / "day.svg").unlink()
    tokens = work / "my-look" / "tokens.css"
    tokens.write_text(tokens.read_text(encoding="utf-8").replace("--sun:", "--moon:"), encoding="utf-8")
    result = CliRunner().invoke(main, ["make", "magnesium", "--theme", "my-look", "-o", "x.pdf"])
    assert result.stderr == shown[1]


def test_the_tables_name_what_there_is() -> None:
    """Themes, layouts, tokens, drawings: none too many, none forgotten."""
    assert set(re.findall(r"^\| `(\w+)` \| .* \| .* \|$", GUIDE, re.M)) >= set(themes.available())
    layouts = {fmt.layout for large in (False, True) for fmt in formats.available(large_print=large).values()}
    assert layouts == {name.removesuffix(".css") for name in re.findall(r"`([a-z-]+\.css)`", _row("large-print.css"))}
    assert set(CLINIC.tokens) == set(
        re.findall(r"`([a-z-]+)`", _between("Ours say by their names", "Have all of these"))
    )
    named = set(re.findall(r"`([a-z-]+)", _between("| name | what |", "Look at each")))
    drawn = {path.stem for path in (CLINIC.folder / "illustrations").glob("*.svg") if not path.stem.endswith("-line")}
    general = {name for name in drawn if not name.startswith("portion-")}
    assert general <= named


def _row(cell: str) -> str:
    return next(line for line in GUIDE.splitlines() if line.startswith("|") and f"`{cell}`" in line)


def _between(start: str, end: str) -> str:
    return GUIDE.partition(start)[2].partition(end)[0]
