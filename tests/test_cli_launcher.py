"""`python cli.py` from a checkout: what `handouts` does, or which command to run first."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from handouts import __version__

ROOT = Path(__file__).resolve().parents[1]
BARE = (sys.executable, "-S", "-E")
"""This Python without its installed packages."""
SETUP = "handouts: the environment is missing or incomplete: run ./setup first"


def run(*command: str | Path, cwd: Path) -> tuple[int, str, str]:
    """Run a command; give its exit code and what it said."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout.strip(), done.stderr.strip()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout of the launcher alone, in which ./setup never ran."""
    for name in ("cli.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def test_it_does_what_handouts_does(tmp_path: Path) -> None:
    """From any folder; exit codes and messages too."""
    module = "import sys; from handouts.cli import main; main(prog_name='cli.py')"
    for arguments in (["--version"], ["formats"], ["make", "nothing"], ["--none"]):
        launched = run(sys.executable, ROOT / "cli.py", *arguments, cwd=tmp_path)
        assert launched == run(sys.executable, "-c", module, *arguments, cwd=tmp_path)
    code, said, _ = run(sys.executable, ROOT / "cli.py", "--version", cwd=tmp_path)
    assert (code, said) == (0, f"handouts, version {__version__}")


def test_without_its_packages_it_says_what_to_run(checkout: Path, tmp_path: Path) -> None:
    """No traceback, and not exit code 0."""
    assert run(*BARE, checkout / "cli.py", "--version", cwd=tmp_path) == (1, "", SETUP)


def outdate(checkout: Path) -> None:
    """Name a dependency in it that no environment has."""
    project = checkout / "pyproject.toml"
    text = project.read_text(encoding="utf-8")
    assert text.count("dependencies = [\n") == 1
    changed = text.replace("dependencies = [\n", 'dependencies = [\n    "no-such-package-here>=1",\n')
    project.write_text(changed, encoding="utf-8")


def test_one_missing_package_is_enough(checkout: Path) -> None:
    """A dependency that was added since ./setup ran."""
    outdate(checkout)
    assert run(sys.executable, checkout / "cli.py", "--version", cwd=checkout) == (1, "", SETUP)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for an environment is a shell script")
def test_it_hands_over_to_the_environment_that_setup_made(checkout: Path) -> None:
    """With all arguments as they were, and that one's exit code."""
    python = checkout / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\nprintf "%s|" "$@"\nexit 7\n', encoding="utf-8")
    python.chmod(0o755)
    launched = run(*BARE, checkout / "cli.py", "make", "two words", "", cwd=checkout)
    assert launched == (7, f"{checkout / 'cli.py'}|make|two words||", "")


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_an_incomplete_environment_is_not_called_again_and_again(checkout: Path) -> None:
    """It is the one that runs, so it says what to do."""
    outdate(checkout)
    (checkout / ".venv").symlink_to(sys.prefix)
    assert run(sys.executable, checkout / "cli.py", "--version", cwd=checkout) == (1, "", SETUP)
