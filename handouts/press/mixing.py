"""From colours of the screen to inks: by the theme's table, by black alone, or by the profile; never too much ink."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import Any, TypeAlias

from handouts.press import profiles
from handouts.press.inks import CMYK, Inks
from handouts.press.profiles import Profile

RGB: TypeAlias = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""
BLACK: CMYK = (0.0, 0.0, 0.0, 100.0)
PAPER: CMYK = (0.0, 0.0, 0.0, 0.0)
_DUST = 1.5  # percent: a tint that no plate holds, and that only dirties a colour
_DARK, _DULL = 0.4, 0.2  # of the screen's light: what is near black, and how far its parts may differ


class Mixer:
    """Tells which inks print a colour on one press.

    `letter` is for text: what is near black is black alone, so that no plate can be out of place. `area` is for all
    else. Neither takes more ink than `limit` percent. Neutral greys are black alone in both.
    """

    def __init__(self, profile: Profile, inks: Inks, limit: float) -> None:
        self._profile = profile
        self._limit = limit
        self._areas: dict[str, CMYK] = {colour: self.capped(mixed) for colour, mixed in inks.areas.items()}
        self._letters: dict[str, CMYK] = {colour: self.capped(mixed) for colour, mixed in inks.letters.items()}

    def area(self, colour: RGB) -> CMYK:
        """The inks of an area or a line."""
        name = _name(colour)
        if name not in self._areas:
            self._areas[name] = self._mixed(name)
        return self._areas[name]

    def letter(self, colour: RGB) -> CMYK:
        """The inks of text."""
        name = _name(colour)
        if name not in self._letters:
            self._letters[name] = self._black(name) if _near_black(name) else self.area(colour)
        return self._letters[name]

    def capped(self, inks: CMYK) -> CMYK:
        """The same colour in no more ink than the limit: black takes the place of what is grey in the other three."""
        too_much = sum(inks) - self._limit
        if too_much <= 0:
            return inks
        cyan, magenta, yellow, black = inks
        grey = min(cyan, magenta, yellow, 100 - black, too_much / 2)
        colours = [part - grey for part in (cyan, magenta, yellow)]
        black += grey
        share = min(1.0, (self._limit - black) / max(sum(colours), 1e-9))
        cyan, magenta, yellow = (_floor(part * share) for part in colours)
        return cyan, magenta, yellow, _floor(black)

    def picture(self, image: Any) -> Any:
        """A picture in inks; its pixels are an image of Pillow in `RGB` or `CMYK`."""
        if image.mode != "CMYK":
            image = profiles.changed(image.convert("RGB"), self._to_inks)
        return self._capped_picture(image)

    def _mixed(self, name: str) -> CMYK:
        red, green, blue = bytes.fromhex(name[1:])
        if red == green == blue:
            return self._black(name)
        from PIL import Image

        pixel = profiles.changed(Image.new("RGB", (1, 1), name), self._to_inks).getpixel((0, 0))
        cyan, magenta, yellow, black = (_clean(part / 2.55) for part in pixel)
        return self.capped((cyan, magenta, yellow, black))

    def _black(self, name: str) -> CMYK:
        """The tint of black that is as light as a colour."""
        wanted = _light(bytes.fromhex(name[1:]))
        place = bisect_left(self._greys, -wanted, key=lambda light: -light)
        near = [tint for tint in (place - 1, place) if 0 <= tint <= 100]
        return 0.0, 0.0, 0.0, float(min(near, key=lambda tint: abs(self._greys[tint] - wanted)))

    @cached_property
    def _greys(self) -> list[float]:
        """How light each tint of black is, from 0 to 100 percent."""
        from PIL import Image

        ramp = Image.frombytes("CMYK", (101, 1), b"".join(bytes((0, 0, 0, round(tint * 2.55))) for tint in range(101)))
        seen = profiles.changed(ramp, profiles.to_screen(self._profile)).tobytes()
        return [_light(seen[start : start + 3]) for start in range(0, len(seen), 3)]

    @cached_property
    def _to_inks(self) -> Any:
        return profiles.to_inks(self._profile)

    def _capped_picture(self, image: Any) -> Any:
        """`capped`, for every pixel at once."""
        import numpy
        from PIL import Image

        pixels = numpy.asarray(image, dtype=numpy.float64)
        limit = self._limit * 2.55
        too_much = numpy.maximum(pixels.sum(axis=2) - limit, 0)
        if not too_much.any():
            return image
        colours, black = pixels[..., :3], pixels[..., 3]
        grey = numpy.minimum(numpy.minimum(colours.min(axis=2), 255 - black), too_much / 2)
        colours = colours - grey[..., None]
        black = black + grey
        share = numpy.minimum(1.0, (limit - black) / numpy.maximum(colours.sum(axis=2), 1e-9))
        share = numpy.where(too_much > 0, share, 1.0)
        inked = numpy.concatenate([colours * share[..., None], black[..., None]], axis=2)
        return Image.frombytes("CMYK", image.size, numpy.floor(inked).astype(numpy.uint8).tobytes())


def fractions(inks: CMYK) -> tuple[float, ...]:
    """Inks as a PDF writes them, each from 0 to 1."""
    return tuple(round(part / 100, 4) for part in inks)


def percents(values: Sequence[float]) -> CMYK:
    """Inks that a PDF writes, in percent."""
    cyan, magenta, yellow, black = (min(max(float(values[index]), 0.0), 1.0) * 100 for index in range(4))
    return cyan, magenta, yellow, black


def _name(colour: RGB) -> str:
    return "#" + "".join(f"{round(min(max(part, 0.0), 1.0) * 255):02X}" for part in colour)


def _near_black(name: str) -> bool:
    parts = [part / 255 for part in bytes.fromhex(name[1:])]
    return max(parts) <= _DARK and max(parts) - min(parts) <= _DULL


def _light(parts: bytes) -> float:
    """How light a colour of the screen is, from 0 to 1, evenly as eyes see it."""
    linear = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return float(light ** (1 / 3) if light > 0.008856 else 7.787 * light)


def _clean(part: float) -> float:
    return float(round(part)) if part >= _DUST else 0.0


def _floor(part: float) -> float:
    """A part of an ink that rounding makes no larger, in hundredths of a percent."""
    return int(part * 100) / 100
