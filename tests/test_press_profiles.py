from __future__ import annotations

from pathlib import Path

import pytest
from PIL import ImageCms

from handouts.errors import ChoiceError
from handouts.press import profiles

OURS = profiles.FOLDER / "FOGRA39L_coated.icc"


def test_ours() -> None:
    """The profile that comes along is of a press, in its second version, and knows its name."""
    profile = profiles.read(OURS)
    assert profile.old
    assert "FOGRA39" in profile.description
    assert profile.data == OURS.read_bytes()


def test_its_licence_stands_beside_it() -> None:
    """It is free, and says so itself."""
    assert b"free of known copyright restrictions" in OURS.read_bytes()
    assert "CC0" in (profiles.FOLDER / "README.md").read_text(encoding="utf-8")


def _changed(at: int, to: bytes) -> bytes:
    data = OURS.read_bytes()
    return data[:at] + to + data[at + len(to) :]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "this is no ICC profile"),
        (b"%PDF-1.7" * 40, "this is no ICC profile"),
        (OURS.read_bytes()[:5000], "cut short"),
        (_changed(8, b"\5"), "version 5"),
        (_changed(16, b"RGB "), "for RGB, not for CMYK"),
        (_changed(12, b"mntr"), "not of a press"),
        (_changed(128, bytes(300)), "damaged, or cannot turn colours into ink"),
        (ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), "for RGB, not for CMYK"),
    ],
)
def test_what_is_no_profile_of_a_press(tmp_path: Path, data: bytes, told: str) -> None:
    """It is told in words, with what to ask the print shop for."""
    path = tmp_path / "paper.icc"
    path.write_bytes(data)
    with pytest.raises(ChoiceError, match=f"paper.icc: .*{told}.* Ask the print shop"):
        profiles.read(path)


def test_a_profile_that_is_not_there(tmp_path: Path) -> None:
    """Nor is a folder one."""
    for path in (tmp_path / "none.icc", tmp_path):
        with pytest.raises(ChoiceError, match="cannot be read"):
            profiles.read(path)
