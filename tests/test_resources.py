"""Where templates and assets are, and how a path is shown."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from output_fixtures import python

from handouts import resources


def test_both_folders_are_there() -> None:
    """With what every document needs."""
    assert (resources.TEMPLATES / "base.html.j2").is_file()
    assert (resources.ASSETS / "publisher.yaml").is_file()
    assert (resources.PACKAGE / "resources.py").is_file()


def test_the_topics_have_one_home() -> None:
    """An order knows it without loading them."""
    from handouts import build, topics

    assert topics.FOLDER == resources.TOPICS == build.Order("magnesium").content


def test_a_wheel_has_them_inside_and_a_checkout_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is inside the package counts first: a folder beside an installed package is another's."""
    package = tmp_path / "handouts"
    package.mkdir()
    (tmp_path / "assets").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources._folder("assets") == tmp_path / "assets"
    (package / "assets").write_bytes(b"a file is not a folder")
    assert resources._folder("assets") == tmp_path / "assets"
    (package / "assets").unlink()
    (package / "assets").mkdir()
    assert resources._folder("assets") == package / "assets"


def test_they_do_not_depend_on_the_working_folder(tmp_path: Path) -> None:
    """A folder of that name where the user stands is not taken."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "templates").mkdir()
    done = python("from handouts.resources import *; print(ASSETS); print(TEMPLATES)", cwd=tmp_path)
    assert done.stdout.decode().splitlines() == [str(resources.ASSETS), str(resources.TEMPLATES)]


def test_a_path_is_shown_as_it_would_be_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Relative below the working folder, whole elsewhere, as it is where it is relative already."""
    monkeypatch.chdir(tmp_path)
    assert resources.shown(tmp_path / "a" / "b.yaml") == str(Path("a") / "b.yaml")
    assert resources.shown(tmp_path.parent) == str(tmp_path.parent)
    assert resources.shown(tmp_path) == "."
    assert resources.shown(Path("x.pdf")) == "x.pdf"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a working folder")
def test_a_working_folder_that_is_gone_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are shown whole there."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert resources.shown(tmp_path / "b.yaml") == str(tmp_path / "b.yaml")
    monkeypatch.chdir(tmp_path)
