"""What the colours of a stream become: inks where it is printed, greys where it is a mask."""

from __future__ import annotations

from typing import Any

from handouts.press.mixing import Mixer, fractions, percents
from handouts.press.recolouring import Colour
from handouts.press.spaces import Space

INK, GREY = "/DeviceCMYK", "/DeviceGray"


class Inked:
    """Colours as inks."""

    space = INK

    def __init__(self, mixer: Mixer) -> None:
        self._mixer = mixer

    def of(self, colour: Colour, *, letter: bool) -> tuple[float, ...]:
        """The inks of a colour, each from 0 to 1."""
        space, parts = colour
        if space is Space.CMYK:
            return fractions(self._mixer.capped(percents(parts)))
        red, green, blue = parts if space is Space.RGB else parts * 3
        mix = self._mixer.letter if letter else self._mixer.area
        return fractions(mix((red, green, blue)))

    def picture(self, image: Any) -> Any:
        """A picture in inks."""
        return self._mixer.picture(image)


class Masking:
    """Colours by how light they are: what a mask lets through. It is not printed."""

    space = GREY

    def of(self, colour: Colour, *, letter: bool) -> tuple[float, ...]:
        """How light a colour is, from 0 to 1, weighed as the standard of PDF does."""
        space, parts = colour
        if space is Space.GREY:
            return parts[:1]
        if space is Space.CMYK:
            cyan, magenta, yellow, black = parts
            parts = ((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))
        red, green, blue = parts
        return (round(0.3 * red + 0.59 * green + 0.11 * blue, 4),)

    def picture(self, image: Any) -> Any:
        """A picture in greys."""
        return image.convert("L")
