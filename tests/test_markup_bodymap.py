"""Signals shared out over both sides of a body."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handouts.document.handout import Prose, SignalTile
from handouts.markup.bodymap import BodyMap, on_body

PLACES = {"head": (0.5, 0.05), "jaw": (0.46, 0.1), "heart": (0.56, 0.3), "hand": (0.1, 0.5), "leg": (0.6, 0.8)}


def tile(place: str, name: str = "") -> SignalTile:
    """A signal that is felt there."""
    return SignalTile(Prose(f"**{name or place}**", (1,)), Prose("een *teken*"), "heart", place)


def shared_out(*places: str) -> BodyMap:
    """The map of signals at these places."""
    found = on_body([tile(place) for place in places], PLACES, "handouts:body.svg", 2.5, "Een lichaam")
    assert found is not None
    return found


def test_as_many_stand_left_as_right() -> None:
    """Those furthest to the left go there, one more of an odd number; from the top down on each side."""
    found = shared_out("leg", "heart", "hand", "jaw", "head")
    assert [point.tile.place for point in found.left] == ["head", "jaw", "hand"]
    assert [point.tile.place for point in found.right] == ["heart", "leg"]
    assert [(point.number, point.side) for point in found.points] == [
        (1, "left"),
        (2, "left"),
        (3, "left"),
        (4, "right"),
        (5, "right"),
    ]
    assert [(point.x, point.y) for point in found.right] == [PLACES["heart"], PLACES["leg"]]


@given(st.lists(st.sampled_from([*PLACES, "", "wing"]), min_size=1, max_size=9))
def test_no_signal_is_lost(places: list[str]) -> None:
    """Each is on the map, once, or apart; numbers count on; both sides go down."""
    tiles = [tile(place, str(number)) for number, place in enumerate(places)]
    found = on_body(tiles, PLACES, "x", 2.5, "Een lichaam")
    if found is None:
        assert not set(places) & set(PLACES)
        return
    shown = [point.tile for point in found.points]
    assert sorted(tiles, key=id) == sorted([*shown, *found.apart], key=id)
    assert [one.place in PLACES for one in found.apart] == [False] * len(found.apart)
    assert [point.number for point in found.points] == list(range(1, len(shown) + 1))
    assert 0 <= len(found.left) - len(found.right) <= 1
    for side in (found.left, found.right):
        assert [point.y for point in side] == sorted(point.y for point in side)
    assert max(point.x for point in found.left) <= min((point.x for point in found.right), default=1)


def test_signals_without_a_place_stand_apart() -> None:
    """In the topic's order; where none has a place, there is no map."""
    found = shared_out("", "head", "wing")
    assert ([one.place for one in found.apart], len(found.points)) == (["", "wing"], 1)
    assert on_body([tile(""), tile("wing")], PLACES, "x", 2.5, "Een lichaam") is None
    assert on_body([tile("head")], {}, "x", 2.5, "Een lichaam") is None
    assert on_body([], PLACES, "x", 2.5, "Een lichaam") is None


def test_a_map_says_in_words_what_it_shows() -> None:
    """Every signal with its number, in plain text: the drawing itself says nothing to who cannot see it."""
    found = shared_out("heart", "head")
    assert (found.image, found.aspect) == ("handouts:body.svg", 2.5)
    assert found.alternative == "Een lichaam. 1 head: een teken. 2 heart: een teken."
