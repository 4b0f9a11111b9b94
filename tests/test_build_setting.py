"""An order set in type: its limit of sides, and what is told where it does not fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from handouts import build, formats, selection, themes
from handouts.build.setting import Setting
from handouts.document import Handout
from handouts.document.chart import Chart, Frame
from handouts.errors import Finding, LayoutError
from handouts.markup import Markup
from handouts.pdf import Rendered
from handouts.selection import Selection
from handouts.topics import Brand, Topic

Set = Callable[..., Setting]
PRACTICE = Brand("De Linde", "", "")
ALL = ("foods", "tips", "supplements")
ROOM = {"foods": 90.0, "tips": 40.0, "supplements": 60.0}
TOO_MUCH = Finding("page 3", "takes 3 pages", "Choose fewer sections.", fit=True)
BROKEN = Finding("page 1", "a picture is missing")


def drawn(chart: Chart, frame: Frame, tokens: Mapping[str, str]) -> bytes:
    """Stand in for a chart's picture."""
    return b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>T</title></svg>'


@pytest.fixture
def set_in(magnesium: Topic) -> Set:
    """Set magnesium as it was asked for."""

    def setting(
        fmt: str = "flyer-a6", *, brand: Brand | None = None, chosen: Selection | None = None, **choice: object
    ) -> Setting:
        order = build.Order("magnesium", format=fmt, **choice)  # type: ignore[arg-type]
        shape = formats.named(fmt, large_print=order.large_print)
        chosen = chosen or selection.choose(
            magnesium, preset=order.preset, sections=order.sections, default=shape.presets
        )
        return Setting(order, magnesium, chosen, shape, themes.named("clinic"), brand, drawn)

    return setting


# How many sides


def test_a_format_limits_its_sides(set_in: Set) -> None:
    """Whoever asks, and whatever for."""
    for setting in (
        set_in("flyer-a5"),
        set_in("flyer-a5", preset="full"),
        set_in("flyer-a5", sections=("tips",), editorial=False, brand=PRACTICE),
    ):
        assert setting.limit == 2
    assert set_in("poster-a3").limit == 1


def test_a_preset_limits_its_sides_as_it_is_printed_by_default(set_in: Set, magnesium: Topic) -> None:
    """Own words, a brand, a choice of sections and large print may take more."""
    promised = magnesium.about.presets["short"].sides
    assert promised and promised > 0
    short = set_in("handout-a4", preset="short")
    assert short.limit == set_in("handout-a4", sections=("tips", "foods")).limit == promised
    assert set_in("handout-a4", preset="short", editorial=False).limit is None
    assert set_in("handout-a4", preset="short", brand=PRACTICE).limit is None
    assert set_in("handout-a4", sections=("heart", "tips")).limit is None
    assert set_in("handout-a4", preset="short", large_print=True).limit is None
    assert set_in("poster-a3", large_print=True).limit is None


def test_a_preset_promises_nothing_of_another_layout(set_in: Set) -> None:
    """A designer's small format that takes as many sides as it needs is not held to those of A4."""
    short = set_in("handout-a4", preset="short")
    assert set_in("handout-letter", preset="short").limit == short.limit
    booklet = replace(short.format, name="booklet-a6", layout="booklet-a6", width=105, height=148)
    assert replace(short, format=booklet).limit is None


# What does not fit


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Stand in for the layout: a page of 130 mm, on which nothing that is asked for fits; notes what is tried."""
    tried: list[tuple[str, ...]] = []

    def fit(at: object, sizes: object, *, limit: int | None, tagged: bool) -> Rendered:
        raise LayoutError([TOO_MUCH], ROOM)

    def fits(markup: object, size: float, *, limit: int | None) -> bool:
        names = names_of(markup)
        tried.append(names)
        assert (size, limit) == (8.5, 2)
        return sum(ROOM[name] for name in names) <= 130

    def names_of(markup: object) -> tuple[str, ...]:
        html = str(getattr(markup, "html", ""))
        return tuple(name for name in ALL if f'id="{name}"' in html)

    monkeypatch.setattr("handouts.pdf.fit", fit)
    monkeypatch.setattr("handouts.pdf.fits", fits)
    return tried


def order_of(magnesium: Topic, names: tuple[str, ...]) -> tuple[str, ...]:
    """These sections as the topic orders them."""
    return tuple(name for name in magnesium.about.sections if name in names)


def test_the_largest_selection_that_fits_is_named(set_in: Set, press: list[tuple[str, ...]], magnesium: Topic) -> None:
    """After what does not fit, as it can be typed; each selection is set at the smallest size."""
    setting = set_in(sections=ALL)
    with pytest.raises(LayoutError) as caught:
        setting.laid_out(setting.handout)
    names = ",".join(order_of(magnesium, ("foods", "tips")))
    assert caught.value.findings == (
        TOO_MUCH,
        Finding("the selection", f"the largest that fits is {names}", f"Ask for it with --sections {names}"),
    )
    assert caught.value.parts == ROOM
    assert len(press) == len(set(press)) <= 4


def test_a_single_section_that_is_too_long_is_told_as_it_is(set_in: Set, press: list[tuple[str, ...]]) -> None:
    """It has no smaller selection."""
    setting = set_in(sections=("supplements",))
    with pytest.raises(LayoutError) as caught:
        setting.laid_out(setting.handout)
    assert len(caught.value.findings) == 1


def test_nothing_is_tried_where_smaller_would_not_mend_it(
    set_in: Set, press: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is wrong besides is told as it is."""

    def fit(*_: object, **__: object) -> Rendered:
        raise LayoutError([TOO_MUCH, BROKEN], ROOM)

    monkeypatch.setattr("handouts.pdf.fit", fit)
    setting = set_in(sections=ALL)
    with pytest.raises(LayoutError) as caught:
        setting.laid_out(setting.handout)
    assert caught.value.findings == (TOO_MUCH, BROKEN) and press == []


def test_what_a_practice_breaks_is_told_of_its_file(set_in: Set, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the page is right without it."""

    def fit(at: Callable[[float], object], sizes: object, **_: object) -> Rendered:
        html = str(getattr(at(10), "html", ""))
        if "De Linde" in html:
            raise LayoutError([Finding("page 1", "does not fit the head")], ROOM)
        return Rendered(b"%PDF", 1, False, Markup("", {}), 10, 1)

    monkeypatch.setattr("handouts.pdf.fit", fit)
    setting = set_in("handout-a4", preset="short", brand=PRACTICE)
    setting = replace(setting, order=replace(setting.order, brand=Path("practice.yaml")))
    with pytest.raises(LayoutError, match=r"^practice\.yaml: the practice's name does not fit"):
        setting.laid_out(setting.handout)


def test_the_document_is_that_of_the_order(set_in: Set) -> None:
    """In its language and format, with the practice and without the editor where it is so asked for."""
    made: Handout = set_in("flyer-a5", language="en", editorial=False, brand=PRACTICE).handout
    assert (made.language.code, made.format.name, made.brand) == ("en", "flyer-a5", PRACTICE)
    assert {part.id for part in set_in("flyer-a5", sections=("tips", "foods")).handout.parts} == {"foods", "tips"}


@pytest.mark.slow
def test_what_is_advised_can_be_made() -> None:
    """On real pages: the selection that is named fits."""
    order = build.Order("magnesium", format="flyer-a6", sections=("foods", "tips", "signals", "stress"))
    with pytest.raises(LayoutError) as caught:
        build.make(order)
    advice = caught.value.findings[-1].remedy
    assert advice.startswith("Ask for it with --sections ")
    names = tuple(advice.rpartition(" ")[2].split(","))
    assert build.make(replace(order, sections=names)).pages <= 2
