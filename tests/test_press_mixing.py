from __future__ import annotations

import pytest
from PIL import Image

from handouts.press import profiles
from handouts.press.inks import CMYK, Inks
from handouts.press.mixing import Mixer

PROFILE = profiles.read(profiles.FOLDER / "FOGRA39L_coated.icc")


def mixer(limit: float = 280, **tables: dict[str, CMYK]) -> Mixer:
    """What mixes colours, with or without a theme's tables."""
    return Mixer(PROFILE, Inks(**tables), limit)


def test_a_colour_of_the_table_is_printed_as_it_says() -> None:
    """In areas, and in text where that has inks of its own."""
    mixes = mixer(areas={"#FF0000": (0, 90, 80, 0)}, letters={"#FF0000": (0, 0, 0, 50)})
    assert mixes.area((1, 0, 0)) == (0, 90, 80, 0)
    assert mixes.letter((1, 0, 0)) == (0, 0, 0, 50)


def test_a_table_is_held_to_the_limit_as_well() -> None:
    """A shop on thin paper takes less."""
    assert sum(mixer(200, areas={"#FF0000": (60, 60, 60, 60)}).area((1, 0, 0))) <= 200


@pytest.mark.parametrize("level", [0, 1, 60, 128, 200, 254, 255])
def test_a_neutral_grey_is_black_alone(level: int) -> None:
    """Of four inks, each a little off, a grey turns pink or green."""
    inks = mixer().area((level / 255,) * 3)
    assert inks[:3] == (0, 0, 0)


def test_the_ends_of_grey() -> None:
    """Black is all ink, white is none, and lighter greys have less."""
    mixes = mixer()
    tints = [mixes.area((level / 255,) * 3)[3] for level in range(256)]
    assert (tints[0], tints[-1]) == (100, 0)
    assert tints == sorted(tints, reverse=True)


def test_near_black_text_is_black_alone_and_an_area_is_not() -> None:
    """As a logo's own text, or a theme's without a table."""
    ink = (0x17 / 255, 0x35 / 255, 0x2A / 255)
    assert mixer().letter(ink)[:3] == (0, 0, 0)
    assert mixer().letter(ink)[3] > 80
    assert sum(mixer().area(ink)[:3]) > 100


def test_coloured_text_is_printed_in_its_colour() -> None:
    """A green heading stays green."""
    green = (0x0B / 255, 0x5D / 255, 0x3B / 255)
    assert mixer().letter(green) == mixer().area(green)


def test_other_colours_are_mixed_by_the_profile() -> None:
    """Whole percents, no dust, and as near as the press comes."""
    inks = mixer().area((1, 0.9, 0.2))
    assert inks[0] == 0 or inks[0] >= 2
    assert inks[2] > 70
    assert all(part == round(part) for part in inks)


@pytest.mark.parametrize("limit", [200, 240, 280, 300])
def test_no_colour_takes_more_ink_than_the_limit(limit: float) -> None:
    """Over the whole of what a screen shows."""
    mixes = mixer(limit)
    steps = [step / 5 for step in range(6)]
    assert max(sum(mixes.area((r, g, b))) for r in steps for g in steps for b in steps) <= limit


def test_black_takes_the_place_of_grey() -> None:
    """As presses do: the colour stays, the ink gets less."""
    assert mixer(280).capped((90, 80, 90, 60)) == (70, 60, 70, 80)
    assert mixer(280).capped((80, 60, 70, 70)) == (80, 60, 70, 70)
    cyan, magenta, yellow, black = mixer(280).capped((100, 100, 100, 100))
    assert (black, round(cyan), round(magenta), round(yellow)) == (100, 60, 60, 60)
    assert cyan + magenta + yellow + black <= 280


def test_a_picture_is_mixed_by_the_profile_and_held_to_the_limit() -> None:
    """Each dot of it, and as a flat colour would be."""
    image = Image.new("RGB", (16, 16))
    image.putdata([(x * 17, y * 17, (x * y) % 256) for x in range(16) for y in range(16)])
    inked = mixer(220).picture(image)
    dots = [inked.getpixel((x, y)) for x in range(16) for y in range(16)]
    assert inked.mode == "CMYK"
    assert max(map(sum, dots)) <= 220 * 2.55
    deepest = mixer(220).picture(Image.new("RGB", (1, 1), "#120A00")).getpixel((0, 0))
    flat = mixer(220).area((0x12 / 255, 0x0A / 255, 0))
    assert [part / 2.55 for part in deepest] == pytest.approx(list(flat), abs=2)


def test_a_picture_in_ink_stays_as_it_is_where_that_is_not_too_much() -> None:
    """The very same."""
    image = Image.new("CMYK", (2, 2), (10, 20, 30, 40))
    assert mixer().picture(image) is image
    assert sum(mixer().picture(Image.new("CMYK", (2, 2), (255, 255, 255, 255))).getpixel((0, 0))) <= 280 * 2.55
