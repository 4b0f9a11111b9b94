"""The operators of one stream of a PDF, with every colour in ink.

A colour is written again where something is painted with it, not where it was set: only then is it known whether it is
for text, which has inks of its own. What is painted with no opacity at all is left out, and black text is printed over
its ground, which then shows no gap where plates are a little off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeAlias

from handouts.press import numbers
from handouts.press.spaces import PARTS, Space

Operation: TypeAlias = tuple[list[Any], Any]
"""An operator with its operands before it."""
Colour: TypeAlias = tuple[Space, tuple[float, ...]]
OVER, APART = "/HandoutsOver", "/HandoutsApart"
"""The states of graphics that print over the ground, or leave it out beneath."""
BLACK: Colour = (Space.GREY, (0.0,))
_DEVICES = {"g": Space.GREY, "rg": Space.RGB, "k": Space.CMYK}
_STARTS = {"m", "re"}
_PATHS = {  # painting a path: whether it fills, whether it strokes, and what paints a closed path's stroke alone
    "f": (True, False),
    "F": (True, False),
    "f*": (True, False),
    "B": (True, True),
    "B*": (True, True),
    "b": (True, True),
    "b*": (True, True),
    "S": (False, True),
    "s": (False, True),
    "n": (False, False),
}
_FILL_ONLY = {"B": "f", "B*": "f*", "b": "f", "b*": "f*"}
_STROKE_ONLY = {"B": "S", "B*": "S", "b": "s", "b*": "s"}
_TEXT = {"Tj", "TJ", "'", '"'}
_HIDDEN_TEXT = 3
_MARKS = {"BMC", "BDC"}


class Palette(Protocol):
    """What colours become: inks, or the greys of a mask."""

    def of(self, colour: Colour, *, letter: bool) -> tuple[float, ...]:
        """The numbers of a colour as they are written: four for inks, one for a grey."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a stream's names stand for, and who is told of what cannot be printed."""

    space: Callable[[Any], Space]
    alphas: Callable[[Any], tuple[float | None, float | None]]  # of filling and stroking, where a state sets them
    refuse: Callable[[str], None]
    draws: Callable[[Any], None]  # is told of every drawing that is used


@dataclass(frozen=True, slots=True)
class _State:
    """The colours that were asked for and those that are written; None is whatever the stream was given."""

    fill: Colour | None = None
    stroke: Colour | None = None
    fill_space: Space = Space.GREY
    stroke_space: Space = Space.GREY
    written_fill: tuple[float, ...] | None = None
    written_stroke: tuple[float, ...] | None = None
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    mode: int = 0
    over: bool = False


class Recolouring:
    """One stream. `start` is the colour it begins with where none is set, None where that is the caller's."""

    def __init__(self, palette: Palette, around: Surroundings, *, start: Colour | None, overprint: bool) -> None:
        self._palette = palette
        self._around = around
        self._overprint = overprint
        self._state = _State(fill=start, stroke=start)
        self._kept: list[_State] = []
        self._hidden_marks: list[bool] = []
        self.overprinted = False

    def operations(self, given: Iterable[Any]) -> Iterator[Operation]:
        """The operators of a stream as they are to be written."""
        stream = [(list(item.operands), item) for item in given]
        names = [str(item.operator) for _, item in stream]
        in_path = False
        for index, (operands, item) in enumerate(stream):
            name = names[index]
            if name in _STARTS and not in_path:
                in_path = True
                painter = next((later for later in names[index:] if later in _PATHS), "n")
                yield from self._before(*self._shown(*_PATHS[painter]))
            if name in _PATHS:
                in_path = False
            yield from self._operation(name, operands, item)

    def _operation(self, name: str, operands: list[Any], item: Any) -> Iterator[Operation]:
        written = (operands, item.operator)
        if name.lower() in _DEVICES:
            self._set(name.isupper(), (_DEVICES[name.lower()], tuple(map(float, operands))))
        elif name in ("cs", "CS"):
            yield from self._choose(name.isupper(), operands, written)
        elif name in ("sc", "scn", "SC", "SCN"):
            yield from self._colour(name.isupper(), operands, written)
        elif name in _PATHS:
            yield operands, _operator(self._painter(name))
        elif name in _TEXT:
            yield from self._text(written)
        elif name == "INLINE IMAGE":
            yield from self._inline(item)
        elif name in ("Do", "sh"):
            if self._state.fill_alpha:
                if name == "Do":
                    self._around.draws(operands[0])
                yield from self._before(True, name == "Do")
                yield written
        elif name in (*_MARKS, "EMC", "MP", "DP"):
            if self._keeps_mark(name, operands):
                yield written
        elif name != "ri":  # the profile's own way of turning colours into ink holds for all
            self._follow(name, operands)
            yield written

    def _follow(self, name: str, operands: list[Any]) -> None:
        if name == "q":
            self._kept.append(self._state)
        elif name == "Q" and self._kept:
            self._state = self._kept.pop()
        elif name == "Tr":
            self._state = replace(self._state, mode=int(operands[0]))
        elif name == "gs":
            fill, stroke = self._around.alphas(operands[0])
            old = self._state
            self._state = replace(
                old,
                fill_alpha=old.fill_alpha if fill is None else fill,
                stroke_alpha=old.stroke_alpha if stroke is None else stroke,
            )

    def _set(self, stroke: bool, colour: Colour) -> None:
        if stroke:
            self._state = replace(self._state, stroke=colour, stroke_space=colour[0])
        else:
            self._state = replace(self._state, fill=colour, fill_space=colour[0])

    def _choose(self, stroke: bool, operands: list[Any], written: Operation) -> Iterator[Operation]:
        space = self._around.space(operands[0])
        if space in PARTS:
            start = (0.0, 0.0, 0.0, 1.0) if space is Space.CMYK else (0.0,) * PARTS[space]
            self._set(stroke, (space, start))
            return
        if space is Space.UNKNOWN:
            self._around.refuse(f"a colour is given in a way that cannot be turned into ink ({operands[0]})")
        if stroke:
            self._state = replace(self._state, stroke=None, stroke_space=space, written_stroke=None)
        else:
            self._state = replace(self._state, fill=None, fill_space=space, written_fill=None)
        yield written

    def _colour(self, stroke: bool, operands: list[Any], written: Operation) -> Iterator[Operation]:
        space = self._state.stroke_space if stroke else self._state.fill_space
        if space in PARTS:
            self._set(stroke, (space, tuple(map(float, operands))))
        else:
            yield written

    def _shown(self, fills: bool, strokes: bool) -> tuple[bool, bool]:
        return fills and self._state.fill_alpha > 0, strokes and self._state.stroke_alpha > 0

    def _painter(self, name: str) -> str:
        """The operator that paints a path without what cannot be seen of it."""
        wanted = _PATHS[name]
        seen = self._shown(*wanted)
        if seen == wanted:
            return name
        if seen == (True, False):
            return _FILL_ONLY[name]
        return _STROKE_ONLY[name] if seen == (False, True) else "n"

    def _text(self, written: Operation) -> Iterator[Operation]:
        fills, strokes = self._shown(self._state.mode in (0, 2, 4, 6), self._state.mode in (1, 2, 5, 6))
        if self._state.mode == 0 and not fills:  # it still moves the place of what follows
            yield [_HIDDEN_TEXT], _operator("Tr")
            yield written
            yield [0], _operator("Tr")
            return
        yield from self._before(fills, strokes, letter=True)
        yield written

    def _inline(self, item: Any) -> Iterator[Operation]:
        if not item.iimage.image_mask:
            self._around.refuse("a small picture stands within the page's own stream, and cannot be turned into ink")
        if self._state.fill_alpha:
            yield from self._before(True, False)
            yield [item.iimage], item.operator

    def _keeps_mark(self, name: str, operands: list[Any]) -> bool:
        """Whether a mark is of what can be switched off; those for readers of tagged files are of no use here."""
        if name == "EMC":
            return bool(self._hidden_marks) and self._hidden_marks.pop()
        keeps = name == "BDC" and str(operands[0]) == "/OC"
        if name in _MARKS:
            self._hidden_marks.append(keeps)
        return keeps

    def _before(self, fills: bool, strokes: bool, *, letter: bool = False) -> Iterator[Operation]:
        """What has to be written before something is painted."""
        state = self._state
        inked = None
        if fills and state.fill is not None:
            inked = self._palette.of(state.fill, letter=letter)
            if inked != state.written_fill:
                yield numbers.written(inked), _operator("g" if len(inked) == 1 else "k")
                self._state = replace(self._state, written_fill=inked)
        if strokes and state.stroke is not None:
            lined = self._palette.of(state.stroke, letter=letter)
            if lined != state.written_stroke:
                yield numbers.written(lined), _operator("G" if len(lined) == 1 else "K")
                self._state = replace(self._state, written_stroke=lined)
        over = self._overprint and letter and not strokes and inked == (0.0, 0.0, 0.0, 1.0)
        if over != state.over:
            self.overprinted = True
            self._state = replace(self._state, over=over)
            yield [_name(OVER if over else APART)], _operator("gs")


def _operator(name: str) -> Any:
    import pikepdf

    return pikepdf.Operator(name)


def _name(name: str) -> Any:
    import pikepdf

    return pikepdf.Name(name)
