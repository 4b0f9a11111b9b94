"""The profile of a press and its paper: an ICC file, checked before anything is made with it."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from handouts.errors import ChoiceError
from handouts.resources import ASSETS, shown

FOLDER = ASSETS / "icc"
_HEADER = 128
_MOST_BYTES = 20_000_000
_REMEDY = "Ask the print shop for the CMYK output profile of its press and paper, an .icc file."


@dataclass(frozen=True)
class Profile:
    """What a press makes of its four inks on its paper; `data` is the file as it goes into the PDF."""

    name: str
    data: bytes

    @cached_property
    def opened(self) -> Any:
        """The profile as the colour engine takes it."""
        from PIL import ImageCms

        return ImageCms.ImageCmsProfile(BytesIO(self.data))

    @property
    def description(self) -> str:
        """What the profile calls itself."""
        return str(self.opened.profile.profile_description or self.name).strip()

    @property
    def old(self) -> bool:
        """Whether it is of the second version, the only one that a PDF of before 2005 may hold."""
        return self.data[8] == 2


@lru_cache(maxsize=8)
def read(path: Path) -> Profile:
    """The profile in a file. Raises `ChoiceError` where it is none, or none of a press with four inks."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ChoiceError(f"{shown(path)}: cannot be read: {error.strerror or error}") from error
    if told := _wrong(data):
        raise ChoiceError(f"{shown(path)}: {told}. {_REMEDY}")
    profile = Profile(path.stem, data)
    if not _usable(profile):
        raise ChoiceError(f"{shown(path)}: this profile is damaged, or cannot turn colours into ink. {_REMEDY}")
    return profile


def _wrong(data: bytes) -> str:
    """What an ICC file's own header says against it; empty where nothing."""
    if len(data) <= _HEADER or data[36:40] != b"acsp":
        return "this is no ICC profile"
    if len(data) > _MOST_BYTES or struct.unpack(">I", data[:4])[0] > len(data):
        return "this profile is cut short, or far too large"
    if data[8] not in (2, 4):
        return f"this profile is of version {data[8]}, which no PDF/X may hold"
    if data[16:20] != b"CMYK":
        return f"this profile is for {data[16:20].decode('ascii', 'replace').strip()}, not for CMYK"
    if data[12:16] != b"prtr":
        return "this profile is not of a press, but of another device"
    return ""


def _usable(profile: Profile) -> bool:
    from PIL import Image, ImageCms

    try:
        changed(Image.new("RGB", (1, 1)), to_inks(profile))
        changed(Image.new("CMYK", (1, 1)), to_screen(profile))
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return False
    return True


def to_inks(profile: Profile) -> Any:
    """How colours of the screen become inks: black to the deepest black, white to bare paper, the rest as seen."""
    return _change(profile, inward=True)


def to_screen(profile: Profile) -> Any:
    """How inks look, in colours of the screen."""
    return _change(profile, inward=False)


def changed(image: Any, change: Any) -> Any:
    """A picture, changed so."""
    from PIL import ImageCms

    return ImageCms.applyTransform(image, change)


def _change(profile: Profile, *, inward: bool) -> Any:
    from PIL import ImageCms

    screen = ImageCms.createProfile("sRGB")
    start, end = (screen, profile.opened) if inward else (profile.opened, screen)
    mode, other = ("RGB", "CMYK") if inward else ("CMYK", "RGB")
    intent, points = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
    return ImageCms.buildTransform(start, end, mode, other, intent, points)
