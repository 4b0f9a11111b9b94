from __future__ import annotations

import math
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from handouts import formats, themes
from handouts.errors import ContentError
from handouts.press import inks, printers, profiles
from handouts.press.inks import CMYK

THEMES = list(themes.available())
NEAR = 4.0  # delta E 2000: a difference that is seen only side by side
GREY = 9.0  # of a near-black that is black alone
NOTES = re.compile(r'"(#[0-9A-F]{6})" = \[[^]]*\]\s*# [^:\n]*?, (\d+\.\d)\b')


@pytest.mark.parametrize("name", THEMES)
def test_every_colour_of_a_theme_has_inks(name: str) -> None:
    """By what the colour is now: who changes a token is told here to choose its inks anew."""
    theme = themes.named(name)
    assert {colour.upper() for colour in theme.tokens.values()} <= set(inks.of_theme(theme).areas)


@pytest.mark.parametrize("name", THEMES)
def test_inks_look_like_the_screen(name: str) -> None:
    """As the profile sees them; what is black alone is told from its colour on screen, but not by a reader."""
    for colour, mixed in inks.of_theme(themes.named(name)).areas.items():
        far = delta(lab_of_screen(colour), lab_of_inks(mixed))
        assert far <= (GREY if mixed[:3] == (0, 0, 0) else NEAR), f"{colour} as {mixed}: {far:.1f}"


@pytest.mark.parametrize("name", THEMES)
def test_the_notes_beside_the_inks_are_true(name: str) -> None:
    """How far from the screen each row is said to be."""
    text = (themes.available()[name].folder / inks.FILE).read_text(encoding="utf-8")
    areas = inks.of_theme(themes.named(name)).areas
    found = NOTES.findall(text)
    assert found
    for colour, said in found:
        assert delta(lab_of_screen(colour), lab_of_inks(areas[colour])) == pytest.approx(float(said), abs=0.16), colour


@pytest.mark.parametrize("name", THEMES)
def test_inks_are_clean(name: str) -> None:
    """Three inks at most, well within the limit, and none of them dust."""
    for colour, mixed in inks.of_theme(themes.named(name)).areas.items():
        assert sum(part > 0 for part in mixed) <= 3, colour
        assert sum(mixed) <= printers.named().ink_limit - 40, colour
        assert all(part == 0 or part >= 2 for part in mixed), colour


@pytest.mark.parametrize("name", THEMES)
def test_text_in_the_colour_of_ink_is_black_alone(name: str) -> None:
    """The ink whole, the muted as a tint; text in the colour of paper is bare."""
    theme = themes.named(name)
    letters = inks.of_theme(theme).letters
    assert letters[theme.tokens["ink"]] == (0, 0, 0, 100)
    assert letters[theme.tokens["muted"]][:3] == (0, 0, 0)
    if theme.tokens["paper"] != "#FFFFFF":
        assert letters[theme.tokens["paper"]] == (0, 0, 0, 0)


def test_a_theme_in_the_colours_of_another_has_those_inks() -> None:
    """A format that a theme does not have is set by the one beneath, in the colours of the first."""
    clinic = themes.named("clinic")
    table = themes.named("table")
    other = replace(clinic, colours=table.folder / "tokens.css")
    assert set(inks.of_theme(other).areas) >= {colour.upper() for colour in other.tokens.values()}
    lacking = [fmt for fmt in formats.available().values() if not themes.named("element").has(fmt)]
    for fmt in lacking:
        placed = themes.named("element").setting(fmt)
        assert set(inks.of_theme(placed).areas) >= {colour.upper() for colour in placed.tokens.values()}


def test_a_designers_own_inks_go_before_ours(tmp_path: Path) -> None:
    """A file in the folder of `--templates`."""
    (tmp_path / inks.FILE).write_text('[inks]\n"#0b5d3b" = [1, 2, 3.5, 4]\n', encoding="utf-8")
    read = inks.of_theme(themes.named("clinic", own=tmp_path))
    assert [*read.areas["#0B5D3B"]] == [1, 2, 3.5, 4]
    assert read.areas["#FFFFFF"] == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[inks]\n"#0B5D3B" = [1, 2, 3]\n', "inks.toml:2: [1, 2, 3] are no four inks"),
        ('[inks]\n"#0B5D3B" = [1, 2, 3, 400]\n', "inks.toml:2: [1, 2, 3, 400] are no four inks"),
        ("[inks]\nleaf = [1, 2, 3, 4]\n", "inks.toml:2: 'leaf' is no colour #RRGGBB"),
        ("[ink]\n", "inks.toml:1: 'ink' is no table of inks"),
        ("inks = 3\n", "inks.toml:1: 'inks' is no table of inks"),
        ("[inks\n", "inks.toml:1:6: this is no TOML"),
    ],
)
def test_mistakes_in_a_table_of_inks_are_told_with_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, told: str
) -> None:
    """By line, with an example."""
    monkeypatch.chdir(tmp_path)
    Path(inks.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        inks.of_theme(themes.named("clinic", own=tmp_path))
    assert str(caught.value).startswith(told)


def lab_of_screen(colour: str) -> tuple[float, float, float]:
    """How a colour of the screen looks."""
    return _lab(Image.new("RGB", (1, 1), colour))


def lab_of_inks(mixed: CMYK) -> tuple[float, float, float]:
    """How inks look on the paper of our profile."""
    pixel = tuple(round(part * 2.55) for part in mixed)
    return _lab(Image.new("CMYK", (1, 1), pixel))


@cache
def _change(mode: str) -> ImageCms.ImageCmsTransform:
    press = profiles.read(profiles.FOLDER / "FOGRA39L_coated.icc")
    return ImageCms.buildTransform(
        press.opened if mode == "CMYK" else ImageCms.createProfile("sRGB"),
        ImageCms.createProfile("LAB"),
        mode,
        "LAB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _lab(image: Image.Image) -> tuple[float, float, float]:
    seen = ImageCms.applyTransform(image, _change(image.mode))
    assert seen is not None
    light, red, yellow = seen.tobytes()
    return light / 2.55, float(red - 256 * (red > 127)), float(yellow - 256 * (yellow > 127))


def delta(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """How different two colours look: CIEDE2000."""
    (light, a, b), (light_2, a_2, b_2) = one, other
    mean = (math.hypot(a, b) + math.hypot(a_2, b_2)) / 2
    stretch = 1 + (1 - math.sqrt(mean**7 / (mean**7 + 25**7))) / 2
    chroma, chroma_2 = math.hypot(a * stretch, b), math.hypot(a_2 * stretch, b_2)
    hue, hue_2 = (math.degrees(math.atan2(y, x * stretch)) % 360 for x, y in ((a, b), (a_2, b_2)))
    turn = 0.0 if chroma * chroma_2 == 0 else (hue_2 - hue + 180) % 360 - 180
    lights, chromas = (light + light_2) / 2, (chroma + chroma_2) / 2
    hues = (hue + turn / 2) % 360
    weight = 1 - 0.17 * _cos(hues - 30) + 0.24 * _cos(2 * hues) + 0.32 * _cos(3 * hues + 6) - 0.2 * _cos(4 * hues - 63)
    of_light = 1 + 0.015 * (lights - 50) ** 2 / math.sqrt(20 + (lights - 50) ** 2)
    of_chroma, of_hue = 1 + 0.045 * chromas, 1 + 0.015 * chromas * weight
    turned = 30 * math.exp(-(((hues - 275) / 25) ** 2))
    blue = -2 * math.sqrt(chromas**7 / (chromas**7 + 25**7)) * math.sin(math.radians(2 * turned))
    across = (chroma_2 - chroma) / of_chroma
    around = 2 * math.sqrt(chroma * chroma_2) * math.sin(math.radians(turn / 2)) / of_hue
    return math.sqrt(((light_2 - light) / of_light) ** 2 + across**2 + around**2 + blue * across * around)


def _cos(degrees: float) -> float:
    return math.cos(math.radians(degrees))


def test_the_measure_of_difference_is_the_standards() -> None:
    """Pairs that its authors published."""
    pairs = [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ]
    for one, other, far in pairs:
        assert delta(one, other) == pytest.approx(far, abs=0.001)
