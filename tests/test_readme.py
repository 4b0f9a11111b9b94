"""What the README and docs/ say is so: examples run, pictures and links are there, no command is left out."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from output_fixtures import ROOT

from handouts.cli import main

PAGES = [path for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))) if path.is_file()]
OTHERS = [path for path in (ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md") if path.is_file()]
_BLOCK = re.compile(r"^(`{3,})(\w*)[^\n]*\n(.*?)^\1\s*$", re.M | re.S)
_LINK = re.compile(r"!?\[[^]]*\]\(\s*<?([^)>\s]+)>?[^)]*\)|<(?:img|a)\s[^>]*?(?:src|href)=[\"']([^\"']+)")
by_page = pytest.mark.parametrize("page", [*PAGES, *OTHERS], ids=lambda path: str(path.relative_to(ROOT)))


def examples(page: Path) -> list[str]:
    """Return every line that begins with `handouts` in the page's blocks of shell commands."""
    blocks = [body for _, kind, body in _BLOCK.findall(page.read_text(encoding="utf-8")) if kind in ("sh", "console")]
    lines = [line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("handouts ")]


EXAMPLES = [example for page in PAGES if page.name == "README.md" for example in examples(page)]


def test_there_is_a_readme_with_five_examples() -> None:
    """So that the tests below look at something."""
    assert (ROOT / "README.md").is_file()
    assert len(EXAMPLES) >= 5
    assert len([example for example in EXAMPLES if example.startswith("handouts make ")]) >= 5


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_run_as_written(example: str, tmp_path: Path) -> None:
    """In an empty folder, with the program on the path; what is named after -o is there afterwards."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        example, shell=True, cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    words = shlex.split(example)
    made = [path for path in tmp_path.rglob("*") if path.is_file()]
    if "-o" in words and words[words.index("-o") + 1] != "-":
        target = tmp_path / words[words.index("-o") + 1]
        numbered = list(target.parent.glob(f"{target.stem}-[0-9]*{target.suffix}"))
        assert target.exists() or numbered
        assert {target, *numbered} >= set(made) or target.is_dir()
    elif words[1] == "make" and "-o" not in words:
        assert len(made) >= 1
    for file in made:
        start = {".pdf": b"%PDF-", ".png": b"\x89PNG", ".html": b"<!DOCTYPE html>"}[file.suffix]
        assert file.read_bytes().startswith(start)


@by_page
def test_pictures_and_links_are_there(page: Path) -> None:
    """Every file that is referred to exists, and every heading that a link leads to."""
    missing = []
    for link in links(page):
        if re.match(r"[a-z][a-z0-9+.-]*:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or not target.is_relative_to(ROOT) or (anchor and anchor not in anchors(target)):
            missing.append(link)
    assert missing == []


def links(page: Path) -> list[str]:
    """Return what a page refers to, outside its blocks of code."""
    text = re.sub(r"`[^`\n]*`", "", _BLOCK.sub("", page.read_text(encoding="utf-8")))
    return [markdown or html for markdown, html in _LINK.findall(text)]


def anchors(page: Path) -> set[str]:
    """Return the names under which the headings of a page can be linked to."""
    headings = re.findall(r"^#{1,6}\s+(.*?)\s*#*$", _BLOCK.sub("", page.read_text(encoding="utf-8")), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_pictures_have_words(page: Path) -> None:
    """For whoever cannot see them."""
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"!\[\s*\]\([^)]*\)", text) == []
    assert [tag for tag in re.findall(r"<img\s[^>]*>", text) if not re.search(r'alt="[^"]+"', tag)] == []


def test_pictures_of_docs_are_used() -> None:
    """None is left that no page shows."""
    shown = {(page.parent / link).resolve() for page in PAGES for link in links(page)}
    kept = {path for path in (ROOT / "docs").rglob("*") if path.suffix in (".png", ".jpg", ".svg")}
    assert kept - shown == set()


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_and_option_is_told(command: str) -> None:
    """In the README or in docs/, as it is typed."""
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert re.search(rf"\bhandouts\s+{command}\b", text)
    for parameter in main.commands[command].params:
        if isinstance(parameter, click.Option):
            for name in parameter.opts:
                assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text), name
        elif parameter.required:
            assert re.search(rf"\bhandouts\s+{command}\s+\w", text), parameter.name


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_options_that_are_told_exist(page: Path) -> None:
    """No page speaks of an option of `handouts` that there is not."""
    known = {name for command in main.commands.values() for parameter in command.params for name in parameter.opts}
    known |= {"--help", "--version", "-h"}
    told = [example for example in examples(page)] + re.findall(
        r"`(handouts\s[^`]*)`", page.read_text(encoding="utf-8")
    )
    for line in told:
        words = line.split()
        assert words[1] in {*main.commands, "--help", "--version"}, line
        assert {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)} <= known, line
