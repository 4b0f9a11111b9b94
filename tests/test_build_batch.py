"""Several documents of one order: which they are, that one failure is no other's, and the page that shows them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from output_fixtures import DISCLAIMERS

from handouts import build, formats, topics
from handouts.build import batch
from handouts.errors import ChoiceError, ContentError, Finding, HandoutsError, LayoutError
from handouts.topics import Topic

ORDER = build.Order("magnesium")
ALL = tuple(formats.available())
CARD = """[card]
description = { nl = "Kaart", en = "Card" }
trim = [74, 105]
body = { aim = 9, floor = 8.5 }
secondary = 7
disclaimer = 6
presets = ["short"]
dpi = 300
"""


def asked(**choice: object) -> list[tuple[str, str]]:
    """The formats and languages of each order that comes of one."""
    return [(order.format, order.language) for order in batch.orders(replace(ORDER, **choice))]  # type: ignore[arg-type]


# Which they are


@pytest.mark.parametrize(
    ("choice", "made"),
    [
        ({}, [("handout-a4", "nl")]),
        ({"language": "all"}, [("handout-a4", "nl"), ("handout-a4", "en")]),
        ({"language": "en, nl"}, [("handout-a4", "en"), ("handout-a4", "nl")]),
        ({"format": "flyer-a6,flyer-a5"}, [("flyer-a6", "nl"), ("flyer-a5", "nl")]),
        ({"format": "flyer-a6,flyer-a6", "language": "nl,all"}, [("flyer-a6", "nl"), ("flyer-a6", "en")]),
        ({"format": "all"}, [(name, "nl") for name in ALL]),
        ({"format": "poster-a3,all"}, [(name, "nl") for name in ("poster-a3", *(set(ALL) - {"poster-a3"}))]),
        ({"format": "all", "language": "all"}, [(name, code) for name in ALL for code in ("nl", "en")]),
        (
            {"format": "all", "large_print": True},
            [(name, "nl") for name in ("handout-a4", "handout-letter", "poster-a3")],
        ),
    ],
)
def test_an_order_of_several_is_an_order_of_each(choice: dict[str, object], made: list[tuple[str, str]]) -> None:
    """By names with commas between them, or by `all`; each once, a format's languages together."""
    found = asked(**choice)
    assert found[0] == made[0] and sorted(found) == sorted(made) and len(set(found)) == len(found)
    if "poster" not in str(choice.get("format")):
        assert found == made


def test_the_rest_of_an_order_stays() -> None:
    """As it was asked for."""
    order = replace(ORDER, language="all", sections=("tips",), editorial=False, dpi=72, ink_saver=True)
    assert batch.orders(order) == (replace(order, language="nl"), replace(order, language="en"))


def test_only_names_with_commas_and_all_are_several() -> None:
    """Anything else is one name."""
    for name in ("a,b", "all"):
        assert replace(ORDER, format=name).several and replace(ORDER, language=name).several
    assert not ORDER.several and not replace(ORDER, format="all-in-one").several


def test_formats_of_a_designer_are_among_all(tmp_path: Path) -> None:
    """After ours."""
    (tmp_path / "formats.toml").write_text(CARD, encoding="utf-8")
    assert asked(format="all", templates=tmp_path)[-1] == ("card", "nl")


def test_a_topic_of_one_language_is_made_in_that(monkeypatch: pytest.MonkeyPatch, magnesium: Topic) -> None:
    """`all` is what it is written in; another is refused."""
    dutch = replace(magnesium, about=magnesium.about.model_copy(update={"languages": ("nl",)}))
    monkeypatch.setattr(topics, "load", lambda *_: dutch)
    assert asked(language="all", format="flyer-a5,flyer-a6") == [("flyer-a5", "nl"), ("flyer-a6", "nl")]
    with pytest.raises(ChoiceError, match=r"^'magnesium' is not written in 'en'; there are: nl$"):
        asked(language="all,en")


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({"format": "flyer-a5,flyer-sl"}, "no format 'flyer-sl' (did you mean 'flyer-dl'?); there are: "),
        ({"format": "flyer-a5,"}, "no format ''; there are: "),
        ({"format": "handout-a4,flyer-a5", "large_print": True}, "'flyer-a5' has no large print; these have: handout-"),
        ({"language": "nl,fr"}, "no language 'fr'; there are: nl, en"),
        ({"language": "all", "topic": "zinc"}, "no topic 'zinc'"),
        ({"language": "all", "theme": "clinics"}, "no theme 'clinics' (did you mean 'clinic'?)"),
        ({"language": "all", "preset": "shrt"}, "no preset 'shrt' (did you mean 'short'?)"),
        ({"language": "all", "sections": ("tisp",)}, "no section 'tisp' (did you mean 'tips'?)"),
        ({"language": "all", "without": ("tisp",)}, "no section 'tisp' (did you mean 'tips'?)"),
        ({"language": "all", "sections": ("tips",), "without": ("tips",)}, "no section is left to print"),
        ({"language": "all", "sections": ("tips",), "preset": "short"}, "choose either a preset or sections"),
    ],
)
def test_a_wrong_name_is_told_before_any_is_made(choice: dict[str, object], told: str) -> None:
    """Once, not once a document."""
    with pytest.raises(ChoiceError) as caught:
        asked(**choice)
    assert str(caught.value).startswith(told)


def test_broken_content_is_told_before_any_is_made(tmp_path: Path) -> None:
    """That of a topic, and that of a practice."""
    (tmp_path / "magnesium").mkdir()
    (tmp_path / "magnesium" / "topic.yaml").write_text("a: *b\n", encoding="utf-8")
    with pytest.raises(ContentError):
        asked(format="all", content=tmp_path)
    (tmp_path / "practice.yaml").write_text("nam: De Linde\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"practice\.yaml:1:1: "):
        asked(format="all", brand=tmp_path / "practice.yaml")


# Made one by one


def pressed(order: build.Order, say: object) -> build.Product:
    """Stand in for a press that cannot make A6."""
    assert callable(say)
    say("laying out")
    if order.format == "flyer-a6":
        raise LayoutError([Finding("page 1", "too much")])
    output = build.Output.PNG if order.format == "social-square" else build.Output.PDF
    files = (b"one", b"two") if order.format == "flyer-dl" else (b"%PDF",)
    return build.Product(f"x-{order.format}", output, 2, files, size=10, layouts=1)


def test_one_that_fails_does_not_keep_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is written as it is made, or told with its reason; what is being done is told with its piece."""
    monkeypatch.setattr(batch, "make", pressed)
    said: list[str] = []
    wanted = batch.orders(replace(ORDER, format="flyer-a5,flyer-a6,flyer-dl,social-square"))
    first, second, third, fourth = batch.make_all(wanted, tmp_path, said.append)
    assert isinstance(second, batch.Failure)
    assert (second.order, str(second.error)) == (wanted[1], "page 1: too much")
    for piece, names in ((first, ("x-flyer-a5.pdf",)), (third, ("x-flyer-dl-1.pdf", "x-flyer-dl-2.pdf"))):
        assert isinstance(piece, batch.Piece) and piece.names == names
    assert isinstance(fourth, batch.Piece) and fourth.names == ("x-social-square.png",)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "x-flyer-a5.pdf",
        "x-flyer-dl-1.pdf",
        "x-flyer-dl-2.pdf",
        "x-social-square.png",
    ]
    assert said == [f"{order.format}, nl, laying out" for order in wanted]


def test_one_that_cannot_be_written_does_not_keep_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a folder stands in its place."""
    monkeypatch.setattr(batch, "make", pressed)
    (tmp_path / "x-flyer-a5.pdf").mkdir()
    first, second = batch.make_all(batch.orders(replace(ORDER, format="flyer-a5,flyer-dl")), tmp_path, lambda _: None)
    assert isinstance(first, batch.Failure) and "it is a folder" in str(first.error)
    assert isinstance(second, batch.Piece)


def test_a_mistake_of_ours_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not told as a document's."""

    def bug(*_: object) -> build.Product:
        raise KeyError("ours")

    monkeypatch.setattr(batch, "make", bug)
    with pytest.raises(KeyError):
        list(batch.make_all([ORDER], tmp_path, lambda _: None))
    assert not issubclass(KeyError, HandoutsError)


# The page that shows them


def test_the_index_shows_each_piece(tmp_path: Path) -> None:
    """In each language: its name, size, sides, files, a picture of each side; and the disclaimer."""
    wanted = batch.orders(replace(ORDER, preset="short", language="all"))
    wanted = (
        *wanted,
        replace(wanted[0], output=build.Output.PNG, dpi=40),
        replace(wanted[0], output=build.Output.HTML),
    )
    pieces = [piece for piece in batch.make_all(wanted, tmp_path, lambda _: None) if isinstance(piece, batch.Piece)]
    html = batch.index(pieces).decode()
    assert re.findall(r'<section lang="(\w+)">', html) == ["nl", "en"]
    assert html.count("<h2>Handout, A4</h2>") == 4
    assert html.count("210 × 297 mm · 1 zijde<") == 3 and html.count("210 × 297 mm · 1 side<") == 1
    assert len(re.findall(r'<img src="data:image/png;base64,', html)) == 3  # the page for browsers has no picture
    for piece in pieces:
        for name in piece.names:
            size = round((tmp_path / name).stat().st_size / 1000)
            assert f'<a href="{name}">{name}</a> <span class="facts">{size} kB</span>' in html
    text = re.sub(r"<[^>]+>", "", html)
    assert all(words in text for words in DISCLAIMERS.values())


def test_the_index_tells_editions_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Large print and the ink-saver by words, a designer's format by its own."""
    monkeypatch.setattr("handouts.pdf.thumbnails", lambda files, width: ())
    made = build.Product("x", build.Output.PDF, 3, (b"%PDF",), size=18, layouts=1)
    large = batch.Piece(replace(ORDER, large_print=True, language="en"), made, ("x.pdf",))
    saving = batch.Piece(replace(ORDER, ink_saver=True, language="en"), made, ("y.pdf",))
    html = batch.index([large, saving]).decode()
    assert "<h2>Handout, A4, large print</h2>" in html and "<h2>Handout, A4, ink-saver</h2>" in html
    assert '<html lang="en">' in html
