"""The command line: what it answers, where it says so, and how it ends."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from output_fixtures import DISCLAIMERS, PRESETS, ROOT, SECTIONS, Edition, product, python, run

from handouts import __version__, build
from handouts.cli import main
from handouts.errors import LayoutError
from handouts.resources import ASSETS

COMMANDS = dict(main.commands)
Content = Callable[..., Path]
ONE_PAGE = ("make", "magnesium", "--preset", "short")


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """Make a content folder with a copy of magnesium, in which texts of its files are replaced."""

    def make(**edits: tuple[str, str]) -> Path:
        folder = tmp_path / "content"
        shutil.copytree(ASSETS / "topics", folder)
        for name, (old, new) in edits.items():
            path = folder / "magnesium" / f"{name}.yaml"
            text = path.read_text(encoding="utf-8")
            assert old in text
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return make


def handouts(*arguments: str | Path) -> Result:
    """Give the command line these arguments; an exception of ours is raised, not shown."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def names(folder: Path) -> list[str]:
    """Return the names of all that stands in a folder."""
    return sorted(path.name for path in folder.iterdir())


# make


def test_a_document_is_written_here_under_its_own_name(work: Path) -> None:
    """One line says which file, how many pages, how large; nothing else is said."""
    result = handouts("make", "magnesium")
    pdf = (work / "magnesium-handout-a4-nl.pdf").read_bytes()
    assert result.exit_code == 0
    assert result.stdout == f"magnesium-handout-a4-nl.pdf: 2 pages, {len(pdf) / 1000:.0f} kB\n"
    assert result.stderr == ""
    assert names(work) == ["magnesium-handout-a4-nl.pdf"]
    assert pdf == product(Edition("nl")).files[0]


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (("-o", "x.pdf"), ["x.pdf"]),
        (("-o", "X.PDF"), ["X.PDF"]),
        (("-o", "x"), ["x.pdf"]),
        (("-o", "spring.2026"), ["spring.2026"]),
        (("-o", "met spaties é.pdf"), ["met spaties é.pdf"]),
        (("-o", "."), ["magnesium-handout-a4-nl-short.pdf"]),
        (("--to", "html"), ["magnesium-handout-a4-nl-short.html"]),
        (("--to", "html", "-o", "x.html"), ["x.html"]),
        (("--to", "html", "-o", "x.htm"), ["x.htm"]),
        (("--to", "png", "--dpi", "40"), ["magnesium-handout-a4-nl-short.png"]),
        (("--to", "png", "--dpi", "40", "-o", "x.png"), ["x.png"]),
        (("--sections", "tips,foods"), ["magnesium-handout-a4-nl-short.pdf"]),
    ],
)
def test_files_are_named_as_they_were_asked_for(arguments: tuple[str, ...], files: list[str], work: Path) -> None:
    """A name is taken as it is; a name without an ending gets one; a folder gets the document's own name."""
    start = ONE_PAGE[:2] if "--sections" in arguments else ONE_PAGE
    result = handouts(*start, *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"{files[0]}: 1 page, ")
    assert names(work) == files


@pytest.mark.parametrize(
    ("target", "files"),
    [
        ("x.png", ["x-1.png", "x-2.png"]),
        ("x", ["x-1.png", "x-2.png"]),
        ("v1.5", ["v1.5-1.png", "v1.5-2.png"]),
        (None, ["magnesium-handout-a4-nl-1.png", "magnesium-handout-a4-nl-2.png"]),
    ],
)
def test_each_page_is_an_image(target: str | None, files: list[str], work: Path) -> None:
    """Numbered, and named in one line."""
    result = handouts("make", "magnesium", "--to", "png", "--dpi", "40", *(("-o", target) if target else ()))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"{files[0]} … {files[1]}: 2 pages, ")
    assert names(work) == files


def test_a_folder_is_filled(work: Path) -> None:
    """Named with or without a stroke at its end."""
    (work / "out").mkdir()
    for target in ("out", "out/"):
        result = handouts(*ONE_PAGE, "-o", target)
        assert result.stdout.startswith(str(Path("out") / "magnesium-handout-a4-nl-short.pdf"))
    assert names(work / "out") == ["magnesium-handout-a4-nl-short.pdf"]


def test_standard_output_is_the_file_and_nothing_else(work: Path) -> None:
    """To a pipe, the bytes are those of the document."""
    done = run(*ONE_PAGE, "-o", "-", cwd=work)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == product(Edition("nl", "short")).files[0]
    assert names(work) == []


def test_several_images_do_not_go_to_standard_output(work: Path) -> None:
    """They would be one file that is none."""
    result = handouts("make", "magnesium", "--to", "png", "--dpi", "40", "-o", "-")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "2 images do not fit into one stream" in result.stderr


def test_one_image_goes_to_standard_output() -> None:
    """As one page is one file."""
    result = handouts(*ONE_PAGE, "--to", "png", "--dpi", "40", "-o", "-")
    assert result.stdout_bytes.startswith(b"\x89PNG")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
def test_progress_is_shown_on_a_terminal_only(work: Path) -> None:
    """There it is one line, wiped when the document is done; and a PDF is not poured out there."""
    import pty
    import termios

    try:
        for end in pty.openpty():
            os.close(end)
    except OSError:
        pytest.skip("this machine has no pseudo-terminals to give")
    seen = {}
    for target, width in {"x.pdf": 0, "-": 0, "y.pdf": 20, "several": 200}.items():
        ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (24, width))
        arguments = (*ONE_PAGE, "-o", target, *(["--lang", "all"] if target == "several" else []))
        done = subprocess.run(
            [sys.executable, "-c", "from handouts.cli import main; main()", *arguments],
            cwd=work,
            env={**os.environ, "PYTHONPATH": str(ROOT), "HANDOUTS_NO_CACHE": "1", "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            stdout=theirs if target == "-" else subprocess.DEVNULL,
            stderr=theirs,
            check=False,
        )
        os.close(theirs)
        seen[target] = (done.returncode, _all_of(ours))
    code_of_file, shown = seen["x.pdf"]
    assert code_of_file == 0, shown
    stages = re.findall(r"\r\x1b\[Kmagnesium, nl: ([a-z ]+) …", shown)
    assert stages == ["reading the content", "laying out", "checking"]
    assert shown.endswith("\r\x1b[K")
    narrow = re.findall(r"\r\x1b\[K([^\r]+)", seen["y.pdf"][1])
    assert narrow == [f"magnesium, nl: {start}" for start in ("read", "layi", "chec")]
    bars = re.findall(r"\r\x1b\[K\[([#.]+)\] (\d)/2 magnesium: handout-a4, (nl|en), ([a-z ]+) …", seen["several"][1])
    told = ("reading the content", "laying out", "checking")
    assert bars == [
        *(("." * 24, "0", "nl", stage) for stage in told),
        *(("#" * 12 + "." * 12, "1", "en", stage) for stage in told),
    ]
    assert seen["several"][1].endswith("\r\x1b[K")
    code_of_terminal, refused = seen["-"]
    assert code_of_terminal == 2
    assert "not to a terminal" in refused
    assert "%PDF" not in refused


def _all_of(terminal: int) -> str:
    """Return what was shown on a terminal that nobody writes to any more."""
    shown = b""
    try:
        while piece := os.read(terminal, 10_000):
            shown += piece
    except OSError:  # Linux's way of saying that this was all
        pass
    finally:
        os.close(terminal)
    return shown.decode()


# Several at once


SEVERAL = ("make", "magnesium", "--format", "handout-a4,handout-letter", "--preset", "short", "--lang", "all")
MADE = [f"magnesium-{name}-{code}-short.pdf" for name in ("handout-a4", "handout-letter") for code in ("nl", "en")]


def test_several_are_made_into_a_folder_with_an_index(work: Path) -> None:
    """The folder is made, and those above it; each file is told, and last the page that shows them."""
    result = handouts(*SEVERAL, "-o", "sets/first")
    assert (result.exit_code, result.stderr) == (0, "")
    folder = work / "sets" / "first"
    assert names(folder) == sorted([*MADE, "index.html"])
    *told, last = result.stdout.splitlines()
    for line, name in zip(told, MADE, strict=True):
        place = Path("sets") / "first" / name
        assert line == f"{place}: 1 page, {(work / place).stat().st_size / 1000:.0f} kB"
    assert last == f"{Path('sets') / 'first' / 'index.html'}: 4 pieces"
    assert (folder / MADE[0]).read_bytes() == product(Edition("nl", "short")).files[0]
    html = (folder / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{name}"' in html for name in MADE)


def test_without_a_folder_several_go_to_that_of_their_topic(work: Path) -> None:
    """A second time they take the place of the first."""
    for _ in range(2):
        assert handouts(*ONE_PAGE, "--lang", "nl,en").exit_code == 0
        assert names(work) == ["magnesium"]
        assert names(work / "magnesium") == sorted([*MADE[:2], "index.html"])


def failing_letters(order: build.Order, say: Callable[[str], None]) -> build.Product:
    """Stand in for a press that can make no US letter."""
    from handouts.errors import Finding

    say("laying out")
    if order.format == "handout-letter":
        raise LayoutError([Finding("page 1", "too much", "Choose less.")])
    return build.Product(f"{order.format}-{order.language}", build.Output.PDF, 1, (b"%PDF",), size=10, layouts=1)


def test_one_that_fails_ends_with_1_and_the_others_are_there(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what was wrong with it; the index shows the others."""
    monkeypatch.setattr("handouts.build.batch.make", failing_letters)
    monkeypatch.setattr("handouts.pdf.thumbnails", lambda files, width: ())
    result = handouts(*SEVERAL, "-o", "out")
    assert result.exit_code == 1
    assert [line.partition(":")[0] for line in result.stdout.splitlines()] == [
        str(Path("out") / name) for name in ("handout-a4-nl.pdf", "handout-a4-en.pdf", "index.html")
    ]
    assert result.stdout.endswith("index.html: 2 pieces\n")
    assert result.stderr == "".join(
        f"handout-letter, {code}:\npage 1: too much\n    Choose less.\n" for code in ("nl", "en")
    )
    assert names(work / "out") == ["handout-a4-en.pdf", "handout-a4-nl.pdf", "index.html"]
    monkeypatch.setattr("handouts.build.batch.make", lambda order, say: failing_letters(LETTER, say))
    result = handouts(*SEVERAL, "-o", "none")
    assert (result.exit_code, result.stdout, names(work / "none")) == (1, "", [])


LETTER = build.Order("magnesium", format="handout-letter")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--format", "all", "-o", "-"), "several documents need a folder: name one with -o"),
        (("--lang", "all", "-o", "/dev/stdout"), "several documents need a folder: name one with -o"),
        (("--lang", "all", "-o", ""), "several documents need a folder: name one with -o"),
        (("--lang", "all", "-o", "file"), "file is no folder to write to: File exists"),
        (("--lang", "all", "-o", "file/x"), "no folder to write to: Not a directory"),
        (("--lang", "nl,xx"), "no language 'xx'; there are: nl, en"),
        (("--format", "handout-a4,handot-a4"), "no format 'handot-a4' (did you mean 'handout-a4'?)"),
        (("--format", "all", "--preset", "shrt"), "no preset 'shrt' (did you mean 'short'?)"),
        (("--format", "all", "--to", "pdf", "--dpi", "100"), "--dpi is the resolution of images"),
        (("--format", "flyer-a5,flyer-dl", "--dpi", "100"), "--dpi is the resolution of images"),
        (("--format", "flyer-a5", "--large-print"), "'flyer-a5' has no large print; these have: handout-a4,"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="says it in POSIX's words")
def test_several_that_cannot_be_made_end_with_2(arguments: tuple[str, ...], words: str, work: Path) -> None:
    """Told once; no folder is made for them."""
    (work / "file").touch()
    result = handouts("make", "magnesium", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr and len(result.stderr.splitlines()) == 1
    assert names(work) == ["file"]


def test_a_wrong_topic_makes_no_folder(work: Path) -> None:
    """Neither under its own name nor above the working folder."""
    for topic in ("zinc", "../zinc"):
        assert handouts("make", topic, "--format", "all").exit_code == 2
    assert names(work) == [] and not (work.parent / "zinc").exists()


def test_a_post_is_an_image_of_its_pixels(work: Path) -> None:
    """Without --to; --dpi makes it larger, and --to pdf makes a page of it."""
    from PIL import Image

    post = ("make", "magnesium", "--format", "social-square")
    assert handouts(*post).exit_code == handouts(*post, "--dpi", "48", "-o", "half.png").exit_code == 0
    assert handouts(*post, "--to", "pdf").exit_code == 0
    assert names(work) == ["half.png", "magnesium-social-square-nl.pdf", "magnesium-social-square-nl.png"]
    for name, pixels in {"magnesium-social-square-nl.png": 1080, "half.png": 540}.items():
        with Image.open(work / name) as image:
            assert image.size == (pixels, pixels)
    result = handouts(*post, "-o", "post.pdf")
    assert result.exit_code == 2
    assert result.stderr == "post.pdf would hold a png: add --to pdf, or let the name end in .png\n"


@pytest.mark.slow
def test_everything_is_made_at_once(work: Path) -> None:
    """Every format in every language."""
    from handouts import formats

    result = handouts("make", "magnesium", "--format", "all", "--lang", "all", "-o", "set")
    assert (result.exit_code, result.stderr) == (0, "")
    made = [
        f"magnesium-{fmt.name}-{code}.{fmt.output}" for fmt in formats.available().values() for code in ("nl", "en")
    ]
    assert names(work / "set") == sorted([*made, "index.html"])
    html = (work / "set" / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{name}"' in html for name in made)


# Choices


def test_names_of_sections_may_be_dutch_or_english(work: Path) -> None:
    """Spaces around them do not count, nor does their order."""
    for asked in ("foods,tips", "Tips, Voeding", " voeding ,foods,TIPS"):
        assert handouts("make", "magnesium", "--sections", asked, "-o", "x.pdf").exit_code == 0
        assert (work / "x.pdf").read_bytes() == product(Edition("nl", "short")).files[0]


def test_sections_can_be_left_out(work: Path) -> None:
    """Of a preset, of a list, of what is made without a choice."""
    for asked in (("--preset", "calm", "--without", "stress,signals"), ("--without", "signals,supplements,medicines")):
        assert handouts("make", "magnesium", *asked, "-o", "x.pdf").exit_code == 0
        assert (work / "x.pdf").read_bytes() == product(Edition("nl", "short")).files[0]


def test_own_words_are_another_document(work: Path) -> None:
    """Without charts, with the disclaimer."""
    result = handouts(*ONE_PAGE, "--own-words", "--to", "html", "-o", "x.html")
    assert result.exit_code == 0
    page = (work / "x.html").read_text(encoding="utf-8")
    assert "Staafdiagram" not in page
    assert DISCLAIMERS["nl"].partition(": ")[2] in page


# A user's mistakes


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("make", "magnesum"), "no topic 'magnesum' (did you mean 'magnesium'?); there are: magnesium"),
        (("make", "Magnesium"), "no topic 'Magnesium' (did you mean 'magnesium'?)"),
        (("make", "../magnesium"), "no topic '../magnesium'"),
        (("make", ""), "no topic ''"),
        (("make",), "Missing argument 'TOPIC'"),
        (("make", "magnesium", "again"), "unexpected extra argument"),
        (("make", "magnesium", "--lang", "de"), "no language 'de'; there are: nl, en"),
        (("make", "magnesium", "--lang", "EN"), "no language 'EN' (did you mean 'en'?)"),
        (("make", "magnesium", "--format", "handout-a44"), "no format 'handout-a44' (did you mean 'handout-a4'?)"),
        (("make", "magnesium", "--theme", "clinics"), "no theme 'clinics' (did you mean 'clinic'?)"),
        (("make", "magnesium", "--preset", "standaart"), "no preset 'standaart' (did you mean 'standaard'?)"),
        (
            ("make", "magnesium", "--sections", "foods,tisp"),
            "no section 'tisp' (did you mean 'tips'?); there are: summ",
        ),
        (("make", "magnesium", "--without", "fods"), "no section 'fods' (did you mean 'foods'?)"),
        (("make", "magnesium", "--preset", "short", "--sections", "tips"), "either a preset or sections, not both"),
        (("make", "magnesium", "--sections", "tips", "--without", "tips"), "no section is left to print"),
        (("make", "magnesium", "--sections", ""), "write names with a comma between them: foods,tips"),
        (("make", "magnesium", "--sections", "foods,,tips"), "write names with a comma between them"),
        (("make", "magnesium", "--without", "foods,"), "write names with a comma between them"),
        (("make", "magnesium", "--to", "docx"), "'docx' is not one of 'pdf', 'png', 'html'"),
        (("make", "magnesium", "--to", "png", "--dpi", "20"), "20 is not in the range 36<=x<=600"),
        (("make", "magnesium", "--dpi", "many"), "'many' is not a valid integer"),
        (("make", "magnesium", "--content", "nowhere"), "Directory 'nowhere' does not exist"),
        (("make", "magnesium", "--content", "."), "no topics in .: a topic is a folder with a topic.yaml"),
        (("make", "magnesium", "--brand", "nowhere.yaml"), "File 'nowhere.yaml' does not exist"),
        (("make", "magnesium", "-o", "x.html"), "x.html would hold a pdf: add --to html, or let the name end in .pdf"),
        (("make", "magnesium", "--to", "png", "-o", "x.PDF"), "x.PDF would hold a png: add --to pdf"),
        (("make", "magnesium", "--to", "png", "-o", "x.jpg"), "x.jpg would hold a png: let the name end in .png"),
        (("make", "magnesium", "-o", "x.DOCX"), "x.DOCX would hold a pdf: let the name end in .pdf"),
        (("make", "magnesium", "-o", "x.htm"), "x.htm would hold a pdf: let the name end in .pdf"),
        (("make", "magnesium", "-o", ""), "-o needs the name of a file or a folder, or - for the standard output"),
        (("make", "magnesium", "--preset", ""), "--preset needs a name: see `handouts presets magnesium`"),
        (("make", "magnesium", "--dpi", "100"), "--dpi is the resolution of images: add --to png, or leave it out"),
        (("check", "--content", "."), "no topics in .: a topic is a folder with a topic.yaml"),
        (("make", "magnesium", "--section", "tips"), "Did you mean"),
        (("mak", "magnesium"), "No such command 'mak'"),
        (("--json",), "No such option"),
        (("sections", "magnesum"), "no topic 'magnesum' (did you mean 'magnesium'?)"),
        (("presets", "zinc"), "no topic 'zinc'; there are: magnesium"),
        (("check", "zinc"), "no topic 'zinc'"),
        (("formats", "extra"), "unexpected extra argument"),
        (("topics", "--content", "nowhere"), "does not exist"),
    ],
)
def test_wrong_usage_ends_with_2(arguments: tuple[str, ...], words: str, work: Path) -> None:
    """What is wrong and what was meant is said on standard error; nothing is written."""
    result = handouts(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr
    assert names(work) == []


def test_every_wrong_name_is_told(work: Path) -> None:
    """Not only the first."""
    result = handouts("make", "magnesium", "--sections", "a,foods,b", "--without", "c")
    assert result.exit_code == 2
    assert [line.split("'")[1] for line in result.stderr.splitlines()] == ["a", "b", "c"]


def test_a_missing_folder_ends_with_1(work: Path) -> None:
    """It is not made."""
    result = handouts(*ONE_PAGE, "-o", "no/x.pdf")
    assert (result.exit_code, result.stdout) == (1, "")
    shown = Path("no") / "x.pdf"
    assert result.stderr == (f"cannot write {shown}: there is no folder no; make it, or choose another place with -o\n")
    assert names(work) == []


def test_broken_content_ends_with_1_and_all_its_problems(content: Content, work: Path) -> None:
    """Of every file, each with its place and a remedy."""
    folder = content(tips=("kind: steps", "kind: stepps"), faq=("question:", "qestion:"), heart=("kind:", "kind"))
    result = handouts("make", "magnesium", "--content", folder)
    assert (result.exit_code, result.stdout) == (1, "")
    places = re.findall(r"^\S*?(\w+\.yaml):(\d+):(\d+): ", result.stderr, re.M)
    assert {name for name, _, _ in places} >= {"tips.yaml", "faq.yaml", "heart.yaml"}
    assert "did you mean 'question'?" in result.stderr
    assert "Traceback" not in result.stderr
    assert names(work) == []


def test_a_broken_brand_ends_with_1(work: Path) -> None:
    """Its problems have a place as well."""
    (work / "practice.yaml").write_text("nam: De Linde\n", encoding="utf-8")
    result = handouts(*ONE_PAGE, "--brand", "practice.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "practice.yaml:1:1: " in result.stderr
    assert names(work) == ["practice.yaml"]


def test_a_broken_layout_ends_with_1(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not fit is said, and nothing is written."""

    def overflow(*_: object) -> None:
        from handouts.errors import Finding

        raise LayoutError(
            [Finding("page 1", "the text runs 3 mm past the page", "Shorten it."), Finding("page 2", "x")]
        )

    monkeypatch.setattr("handouts.build.make", overflow)
    result = handouts(*ONE_PAGE)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "page 1: the text runs 3 mm past the page\n    Shorten it.\npage 2: x\n"


def test_a_mistake_of_ours_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is never taken for the user's."""

    def bug(*_: object) -> None:
        raise KeyError("ours")

    monkeypatch.setattr("handouts.build.make", bug)
    with pytest.raises(KeyError):
        handouts(*ONE_PAGE)


def test_exit_codes_reach_the_shell(work: Path) -> None:
    """In a process of its own: 1 for content, 2 for usage, messages on standard error, no traceback."""
    (work / "magnesium").mkdir()
    (work / "magnesium" / "topic.yaml").write_text("a: *b\n", encoding="utf-8")
    for arguments, code in {("make", "magnesium", "--content", "."): 1, ("make", "zinc"): 2}.items():
        done = run(*arguments, cwd=work)
        assert (done.returncode, done.stdout) == (code, b"")
        assert done.stderr
        assert b"Traceback" not in done.stderr


def test_a_terminal_without_our_characters_is_no_error(work: Path) -> None:
    """What it cannot show is replaced."""
    for encoding in ("latin-1", "cp437", "ascii"):
        done = run("check", cwd=work, env={"PYTHONIOENCODING": encoding})
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"magnesium: query: " in done.stdout


def test_a_reader_that_leaves_is_no_error(work: Path) -> None:
    """`handouts sections magnesium | head -1` ends quietly."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-c", "from handouts.cli import main; main()", "check"],
        cwd=work,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert b"Traceback" not in done.stderr


SAID = "nothing can be written to the standard output: "


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize("arguments", [("formats",), ("topics", "--json"), ("check",), (*ONE_PAGE, "-o", "-")])
@pytest.mark.parametrize("output", [">&-", ">/dev/full"])
def test_an_output_that_takes_nothing_is_told(arguments: tuple[str, ...], output: str, work: Path) -> None:
    """Closed, or full: one line, and 1."""
    if output == ">/dev/full" and not Path("/dev/full").exists():
        pytest.skip("only Linux has a device that is always full")
    done = shell(f"{' '.join(arguments)} {output}", work)
    assert done.returncode == 1
    why = "it is closed" if output == ">&-" else "No space left on device"
    assert done.stderr.decode() == f"{SAID}{why}\n"


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_a_file_needs_no_other_output(work: Path) -> None:
    """It is written where nobody listens."""
    for number, closed in enumerate((">&-", "2>&-", ">&- 2>&-")):
        done = shell(f"{' '.join(ONE_PAGE)} -o {number}.pdf {closed}", work)
        assert (done.returncode, done.stderr) == (0, b"")
        assert (work / f"{number}.pdf").read_bytes() == product(Edition("nl", "short")).files[0]


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_devices_and_pipes_are_used_as_they_are(work: Path) -> None:
    """Nothing of another name is made beside them."""
    pdf = product(Edition("nl", "short")).files[0]
    for target in ("/dev/stdout", "/dev/fd/1"):
        done = shell(f"{' '.join(ONE_PAGE)} -o {target} > out.bin", work)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
        assert (work / "out.bin").read_bytes() == pdf
        assert shell(f"{' '.join(ONE_PAGE)} -o {target} | cat", work).stdout == pdf
    assert handouts(*ONE_PAGE, "-o", "/dev/null").stdout.startswith("/dev/null: 1 page, ")
    assert not Path("/dev/null.pdf").exists()
    os.mkfifo(work / "pipe")
    done = shell(f"{' '.join(ONE_PAGE)} -o pipe > said & cat pipe; wait", work)
    assert done.stdout == pdf
    assert (work / "said").read_text(encoding="utf-8").startswith("pipe: 1 page, ")
    assert names(work) == ["out.bin", "pipe", "said"]
    result = handouts("make", "magnesium", "--to", "png", "--dpi", "40", "-o", "pipe")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "2 images do not fit into one stream" in result.stderr


def shell(line: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """Give `handouts` a line of arguments and redirections."""
    program = f"{shlex.quote(sys.executable)} -c 'from handouts.cli import main; main()'"
    return subprocess.run(
        ["/bin/sh", "-c", f"{program} {line}"],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=120,
    )


def test_a_nearly_empty_last_page_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the line that says what was made, on standard error."""
    made = build.Product("x", build.Output.PDF, 2, (b"%PDF",), size=11, layouts=1, sparse=True)
    monkeypatch.setattr("handouts.build.make", lambda *_: made)
    result = handouts("make", "magnesium")
    assert (result.exit_code, result.stdout) == (0, "x.pdf: 2 pages, 0 kB\n")
    assert result.stderr == "the last page is nearly empty: leave a section out, or add one\n"


# Lists


def rows(*arguments: str | Path) -> list[dict[str, object]]:
    """Return what a command lists with --json."""
    result = handouts(*arguments, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    found: list[dict[str, object]] = json.loads(result.stdout)
    return found


def test_lists_are_made_for_machines() -> None:
    """Each row says all that there is to say."""
    assert [set(row) for row in rows("topics")] == [{"topic", "nl", "en", "version"}]
    assert [row["section"] for row in rows("sections", "magnesium")] == list(SECTIONS)
    assert all(set(row) == {"section", "nl", "en"} for row in rows("sections", "magnesium"))
    assert {row["preset"]: row["sections"] for row in rows("presets", "magnesium")} == {
        name: ",".join(preset["sections"]) for name, preset in PRESETS.items()
    }
    assert all({"format", "nl", "en", "size", "sides"} <= set(row) for row in rows("formats"))
    assert rows("formats")[0]["format"] == "handout-a4"
    assert rows("formats")[0]["size"] == "210 × 297 mm"
    assert all({"theme", "nl", "en"} <= set(row) for row in rows("themes"))
    assert "clinic" in [row["theme"] for row in rows("themes")]


@pytest.mark.parametrize(
    "arguments", [("topics",), ("sections", "magnesium"), ("presets", "magnesium"), ("formats",), ("themes",)]
)
def test_lists_are_made_for_people(arguments: tuple[str, ...]) -> None:
    """The same in plain columns under their names, without a space at the end of a line."""
    head, *lines = handouts(*arguments).stdout.splitlines()
    listed = rows(*arguments)
    assert head.split() == list(listed[0])
    starts = [match.start() for match in re.finditer(r"\S+", head)]
    for line, row in zip(lines, listed, strict=True):
        assert line == line.rstrip()
        cells = [line[start:end].strip() for start, end in zip(starts, [*starts[1:], None], strict=True)]
        assert cells == [str(value) for value in row.values()]


def test_what_is_listed_can_be_made(content: Content) -> None:
    """The names of a content folder are those of --content."""
    folder = content()
    (folder / "magnesium").rename(folder / "zinc")
    assert [row["topic"] for row in rows("topics", "--content", folder)] == ["zinc"]
    assert len(rows("sections", "zinc", "--content", folder)) == len(SECTIONS)
    assert len(rows("presets", "zinc", "--content", folder)) == len(PRESETS)
    assert handouts("make", "zinc", "--preset", "short", "--content", folder, "-o", "x.pdf").exit_code == 0


def test_check_tells_what_an_editor_should_know() -> None:
    """Open questions and missing reviews are remarks: they do not fail."""
    result = handouts("check", "magnesium")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "magnesium: query: " in result.stdout
    assert re.search(r"^0 problems, \d+ remarks$", result.stdout, re.M)
    found = json.loads(handouts("check", "--json").stdout)
    assert found["problems"] == []
    assert {"topic", "kind", "text"} == set(found["remarks"][0])


def test_a_broken_topic_does_not_hide_the_others(content: Content) -> None:
    """It is named, and what it has is told by check."""
    folder = content(tips=("kind: steps", "kind: stepps"))
    shutil.copytree(ASSETS / "topics" / "magnesium", folder / "zinc")
    result = handouts("topics", "--content", folder)
    assert result.exit_code == 1
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["topic", "zinc"]
    assert result.stderr == "magnesium: 1 problem: see `handouts check magnesium`\n"


def test_one_is_not_many(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    """1 problem, 1 remark."""
    remark = {"kind": "query", "text": "x"}
    monkeypatch.setattr("handouts.editorial.remarks", lambda _: [remark])
    assert handouts("check").stdout.splitlines()[-1] == "0 problems, 1 remark"
    folder = content(tips=("kind: steps", "kind: stepps"))
    assert handouts("check", "--content", folder).stdout == "1 problem, 0 remarks\n"


def test_check_tells_every_problem(content: Content) -> None:
    """For people on standard error, for machines in one piece; both end with 1."""
    folder = content(tips=("kind: steps", "kind: stepps"), faq=("question:", "qestion:"))
    result = handouts("check", "--content", folder)
    assert result.exit_code == 1
    assert "tips.yaml:" in result.stderr
    assert "faq.yaml:" in result.stderr
    result = handouts("check", "--content", folder, "--json")
    assert result.exit_code == 1
    problems = json.loads(result.stdout)["problems"]
    assert len(problems) >= 2
    assert all(re.search(r"\.yaml:\d+:\d+: ", problem) for problem in problems)


def test_an_empty_content_folder_lists_nothing(work: Path) -> None:
    """Which is no mistake."""
    assert rows("topics", "--content", ".") == []
    assert handouts("topics", "--content", ".").stdout == ""


# Help


def test_no_arguments_show_the_help() -> None:
    """As `--help` does, for whoever tries the name alone."""
    result = CliRunner().invoke(main, [])
    assert "Usage: " in result.output
    assert all(re.search(rf"^  {name} ", result.output, re.M) for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_is_for(command: str) -> None:
    """With every argument and option, each explained; also under -h."""
    result = handouts(command, "--help")
    assert result.stdout == handouts(command, "-h").stdout
    assert COMMANDS[command].help
    for parameter in COMMANDS[command].params:
        if isinstance(parameter, click.Option):
            assert parameter.opts[-1] in result.stdout
            assert parameter.help or isinstance(parameter.type, click.Choice), parameter.name
        else:
            assert parameter.make_metavar(click.Context(COMMANDS[command])) in result.stdout


def test_the_version_is_told() -> None:
    """That of the package."""
    assert handouts("--version").stdout == f"handouts, version {__version__}\n"


@pytest.mark.parametrize("arguments", [["--help"], ["make", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str], work: Path) -> None:
    """It is there at once."""
    code = """
import sys
from handouts.cli import main
main(sys.argv[1:], standalone_mode=False)
parts = (f"handouts.cli.{part}" for part in ("checking", "commands", "making", "standing", "target", "terminal"))
light = ("handouts.cli", *parts, "handouts.build", "handouts.build.order", "handouts.errors", "handouts.resources")
allowed = {"handouts", *light}
ours = {name for name in sys.modules if name.partition(".")[0] == "handouts"} - allowed
heavy = {"weasyprint", "matplotlib", "pydantic", "jinja2", "yaml", "markdown_it", "pypdfium2", "pikepdf", "numpy"}
print("loaded:", *ours, *heavy & set(sys.modules))
"""
    done = python(code, *arguments, cwd=work)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().splitlines()[-1].strip() == "loaded:"


def test_from_a_checkout(work: Path) -> None:
    """`python cli.py` does what `handouts` does."""
    done = subprocess.run(
        [sys.executable, ROOT / "cli.py", "make", "magnesium", "--preset", "short", "-o", "x.pdf"],
        cwd=work,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert (work / "x.pdf").read_bytes() == product(Edition("nl", "short")).files[0]


def test_orders_have_a_default_for_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the command line leaves out is what an order leaves out."""
    asked: list[build.Order] = []

    def note(order: build.Order, say: object) -> build.Product:
        asked.append(order)
        return build.Product("x", build.Output.PDF, 1, (b"%PDF",), size=11, layouts=1)

    monkeypatch.setattr("handouts.build.make", note)
    assert handouts("make", "magnesium").exit_code == 0
    assert asked == [build.Order("magnesium")]
