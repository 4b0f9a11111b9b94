"""One pass over the operators of a page, into its forms, patterns and drawn letters: what is painted, and how.

It knows no widths of letters and does not draw. What is nested without end, or takes too many operators, is cut short.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from handouts.preflight import colouring, streams, tokens
from handouts.preflight.colouring import Colour
from handouts.preflight.objects import (
    SAME,
    Box,
    Matrix,
    around,
    box,
    got,
    is_stream,
    matrix,
    name,
    number,
    shared,
    times,
)
from handouts.preflight.operators import Handler, graphics, placing, typesetting
from handouts.preflight.resources import Resources
from handouts.preflight.seen import Seen, Spot
from handouts.preflight.shadings import read as shading
from handouts.preflight.states import State
from handouts.preflight.streams import Budget

_DEPTH = 24  # forms in forms
_HEAVIEST = 5_000_000  # operators that a page comes to where each form counts as often as it is drawn
_NORMAL = ("", "/Normal", "/Compatible")
_HANDLERS: Mapping[bytes, Handler] = {**graphics.HANDLERS, **typesetting.HANDLERS, **placing.HANDLERS}
_Kept: TypeAlias = tuple[State, list[State], list[tuple[bytes, list[bytes]]], list[bool], Matrix, Matrix, bool]


class Walker:
    """Walks over what is drawn; `seen` is what it met.

    `marks` tell of each marked content that is open whether it is tagged or decoration; `placed` whether it is known
    where the next letter stands.
    """

    def __init__(self, seen: Seen, budget: Budget) -> None:
        self.seen = seen
        self.state = State()
        self.kept: list[State] = []
        self.resources = Resources(None)
        self.points: list[tuple[bytes, list[bytes]]] = []
        self.clips = False
        self.marks: list[bool] = []
        self.text = self.line = SAME
        self.placed = False
        self._budget = budget
        self._inside: list[object] = []
        self._done: set[object] = set()
        self._known: dict[object, Resources] = {}
        self._weight = 0
        self._weights: dict[object, int] = {}

    def walk(self, data: bytes, resources: Resources) -> None:
        """Go through the operators of a drawing."""
        outer, self.resources = self.resources, resources
        for operator, operands in tokens.instructions(data):
            self._budget.operators -= 1
            self._weight += 1
            if self._budget.operators < 0 or self._weight > _HEAVIEST:
                self.seen.cut_short = True
                break
            handler = _HANDLERS.get(operator)
            if handler is not None:
                handler(self, operator, operands)
        self.resources = outer

    def once(self, key: object) -> bool:
        """Whether something is met for the first time."""
        if key in self._done:
            return False
        self._done.add(key)
        return True

    def paint(self, what: str, colour: Colour, spot: Spot, *, stroke: bool = False) -> None:
        """Note that something is painted in a colour."""
        self.seen.paints += 1
        if colour.pattern is not None:
            self._pattern(colour)
        if colour.space.kind != "pattern":
            self.seen.colours.setdefault((what, colour), spot)
        self.note(what, spot, self.state.stroke_alpha if stroke else self.state.fill_alpha)

    def note(self, what: str, spot: Spot, alpha: float) -> None:
        """Note whether something painted is tagged, and whether something shines through it."""
        if not self.seen.untagged and True not in self.marks:
            self.seen.untagged.append((what, spot))
        state, veils = self.state, self.seen.veils
        if alpha < 1:
            veils.setdefault(f"opacity of {100 * alpha:.0f}%", spot)
        if state.blend not in _NORMAL:
            veils.setdefault(f"blend mode {state.blend[1:]}", spot)
        if state.masked:
            veils.setdefault("a soft mask", spot)

    def form(self, source: Any) -> None:
        """Walk over a form where it is placed."""
        if not is_stream(source):
            return
        group = got(source, "/Group")
        if name(got(group, "/S")) == "/Transparency" and got(group, "/CS") is not None:
            self.seen.blending.setdefault("a form", colouring.read(got(group, "/CS")))
        full = times(matrix(got(source, "/Matrix")), self.state.matrix)
        self.draw(source, full, got(source, "/Resources"), box(got(source, "/BBox")))

    def draw(self, source: Any, full: Matrix, resources: Any, edges: Box | None = None) -> None:
        """Walk over a drawing in a drawing, but not again where nothing about it is new."""
        state = self.state
        identity = source.objgen if is_stream(source) else None
        scale = tuple(round(part, 3) for part in full[:4])
        key = (identity, scale, state.fill, state.stroke, True in self.marks, state.fill_alpha)
        if identity is None or identity in self._inside:
            return
        if not self.once(key):
            self._weight += self._weights.get(identity, 0)
            return
        if len(self._inside) >= _DEPTH:
            self.seen.cut_short = True
            return
        data = streams.content(source)
        if data is None:
            self.seen.broken.append("a form")
            return
        outer, before = self._entered(full, edges), self._weight
        self._inside.append(identity)
        if identity not in self._known:
            self._known[identity] = Resources(resources, self.resources)
        self.walk(data, self._known[identity])
        self._inside.pop()
        self._weights[identity] = self._weight - before
        self.state, self.kept, self.points, self.marks, self.text, self.line, self.placed = outer

    def _entered(self, full: Matrix, edges: Box | None) -> _Kept:
        """Begin a drawing in a drawing; give what comes back at its end."""
        outer = (self.state, self.kept, self.points, self.marks, self.text, self.line, self.placed)
        self.state, self.kept, self.points, self.marks = self.state.kept(), [], [], list(self.marks)
        self.state.matrix = full
        if edges is not None:
            self.narrow(around(full, edges))
        return outer

    def narrow(self, room: Box) -> None:
        """Leave only this room to draw in."""
        clip = self.state.clip
        self.state.clip = room if clip is None else shared(room, clip) or (0.0, 0.0, 0.0, 0.0)

    def _pattern(self, colour: Colour) -> None:
        """Look into the pattern that something is painted with; it stands in the page, not in what it paints."""
        source = colour.pattern
        if not self.once((colour, "pattern")):
            return
        full = matrix(got(source, "/Matrix"))
        if number(got(source, "/PatternType")) == 2:
            self.seen.shades.append(shading(got(source, "/Shading"), (full[4], full[5])))
        elif is_stream(source):
            under, self.state = self.state, self.state.kept()
            base = colour.space.base
            self.state.fill = self.state.stroke = Colour(base, colour.parts) if base else colouring.BLACK
            self.draw(source, full, got(source, "/Resources"))
            self.state = under
