"""Events of the YAML parser → plain data and places, without recursion; what is not plain is noted as a problem."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from handouts.errors import Problem
from handouts.topics.decoding import control_character
from handouts.topics.scalars import shortened
from handouts.topics.syntax import MARKS, NESTED_TOO_DEEPLY, NO_NAME, point

DEEPEST = 32
"""How many lists and mappings may stand inside each other. Our own content has about ten."""

Step = str | int
Place = tuple[int, int]
_NOTHING = ("~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value stands, and its key; and the same for what is in it."""

    at: Place
    key_at: Place
    inside: dict[Step, Spot] = field(default_factory=dict)


class _Frame:
    """A list or mapping that is being filled; `key` is the name that waits for its value."""

    __slots__ = ("key", "key_at", "keyed", "refused", "spot", "value")

    def __init__(self, value: Any, spot: Spot) -> None:
        self.value = value
        self.spot = spot
        self.key = ""
        self.key_at = spot.at
        self.keyed = False
        self.refused = False

    @property
    def expects_key(self) -> bool:
        return isinstance(self.value, dict) and not self.keyed


class Composer:
    """Puts events together, without recursion, and notes what is refused."""

    def __init__(self, shown_as: str) -> None:
        self.problems: list[Problem] = []
        self.quoted: list[tuple[int, int]] = []
        self.value: Any = None
        self.spot = Spot((1, 1), (1, 1))
        self.ended_early = False
        self.after_alias = False
        self.shown_as = shown_as
        self._stack: list[_Frame] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event; sets `ended_early` where it makes no sense to go on."""
        self.after_alias = isinstance(event, yaml.AliasEvent)
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            frame = self._stack.pop()
            self._put(frame.value, frame.spot)
        elif isinstance(event, yaml.AliasEvent):
            self._refuse_mark(event, "*", event.anchor)
            self._put("", _spot(event))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            self._refuse(_place(event), "a second document starts here", "One file holds one document: take out '---'.")
            self.ended_early = True

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._properties(event)
        spot, text = _spot(event), event.value
        if event.style in ("'", '"'):
            self.quoted.append((point(event.start_mark).offset, point(event.end_mark).offset))
            if event.style == '"' and (name := control_character(text)):
                self._refuse(spot.at, f"this text holds {name}, written with a backslash", "Take it out.")
        elif not event.style and text in _NOTHING and not self._expects_key:
            text = ""
        if self._expects_key and not event.style and text in ("", "<<"):
            frame = self._stack[-1]
            frame.keyed = frame.refused = True
            if text:
                self._refuse(spot.at, "'<<' (merge) is not allowed", "Write out the fields that it would bring in.")
            else:
                self._refuse(spot.at, NO_NAME, "Write name: text.")
        else:
            self._put(text, spot)

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        self._properties(event)
        spot = _spot(event)
        if len(self._stack) >= DEEPEST:
            self._refuse(
                spot.at, NESTED_TOO_DEEPLY, f"At most {DEEPEST} levels; is there a bracket or a dash too many?"
            )
            self.ended_early = True
        self._stack.append(_Frame({} if isinstance(event, yaml.MappingStartEvent) else [], spot))

    @property
    def _expects_key(self) -> bool:
        return bool(self._stack) and self._stack[-1].expects_key

    def _put(self, value: Any, spot: Spot) -> None:
        if not self._stack:
            self.value, self.spot = value, spot
            return
        frame = self._stack[-1]
        if isinstance(frame.value, list):
            frame.spot.inside[len(frame.value)] = spot
            frame.value.append(value)
        elif not frame.keyed:
            self._key(frame, value, spot.at)
        else:
            frame.keyed = False
            if not frame.refused:
                frame.value[frame.key] = value
                frame.spot.inside[frame.key] = Spot(spot.at, frame.key_at, spot.inside)

    def _key(self, frame: _Frame, value: Any, at: Place) -> None:
        frame.keyed, frame.refused = True, True
        if not isinstance(value, str):
            kind = "a list" if isinstance(value, list) else "a mapping"
            self._refuse(at, f"a name must be a text, not {kind}", "A text that starts with a bracket needs quotes.")
        elif value in frame.value:
            line = frame.spot.inside[value].key_at[0]
            hint = "Join the two, or rename one; or did the next item of a list lose its '- '?"
            self._refuse(at, f"'{shortened(value)}' is given twice; first on line {line}", hint)
        else:
            frame.key, frame.key_at, frame.refused = value, at, False

    def _properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._refuse_mark(event, "&", event.anchor)
        if event.tag is not None:
            self._refuse_mark(event, "!", event.tag.removeprefix("!").replace("tag:yaml.org,2002:", "!"))

    def _refuse_mark(self, event: yaml.Event, mark: str, name: str | None) -> None:
        message = f"'{shortened(mark + (name or ''))}' is {MARKS[mark]} to YAML, which is not allowed"
        self._refuse(_place(event), message, f"A text that starts with '{mark}' needs quotes.")

    def _refuse(self, at: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(self.shown_as, *at, message, hint))


def _place(event: yaml.Event) -> Place:
    at = point(event.start_mark)
    return at.line + 1, at.column + 1


def _spot(event: yaml.Event) -> Spot:
    place = _place(event)
    return Spot(place, place)
