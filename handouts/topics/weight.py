"""How much an SVG drawing draws: what it names once and draws again counts each time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import hypot

Flaw = tuple[str, str]
"""What is wrong with a logo, and what to do about it."""

MOST_SHAPES = 10_000  # ten thousand take the engine most of a second; a logo has some hundreds
DEEPEST = 100  # groups within each other; the engine can do some hundreds
_SMALLEST_STEP = 0.002  # of the size of what a gradient fills; a finer one cannot be seen
PLAIN = "Export it as a plain SVG, or as a PNG."
URL = re.compile(r"""url\(\s*["']?\s*([^"')]*)|@import\s+(?!url)["']?([^"';\s]*)""", re.I)
_HEAVY = (
    f"the logo draws more than {MOST_SHAPES:,} shapes".replace(",", " "),
    "Ask its designer for a simpler version, or save it as a PNG.",
)
_STEPS = {
    "linearGradient": (("x1", "0"), ("x2", "1"), ("y1", "0"), ("y2", "0")),
    "radialGradient": (("r", "0.5"),),
}
_FINE = "Fill the shape with a plain colour."
_CIRCLE = "Take out the <use> that draws the group it stands in, or save it as a PNG."


@dataclass
class _Group:
    """An element as far as it is drawn: how many there are in it, itself included, and what it draws again."""

    shapes: int = 1
    again: list[tuple[str, int]] = field(default_factory=list)  # the id, and the line that asks for it


@dataclass
class Weight:
    """How much a drawing draws, when what it draws again is counted each time."""

    named: dict[str, _Group] = field(default_factory=dict)
    stack: list[tuple[str, _Group]] = field(default_factory=list)
    whole: _Group = field(default_factory=lambda: _Group(0))
    deep: int = 0  # the line on which it gets too deep
    fine: int = 0  # the line of a gradient that repeats in steps too fine to see

    def open(self, name: str, attributes: dict[str, str], line: int) -> None:
        """An element begins on a line."""
        group = _Group()
        filling = name in _STEPS  # drawn as one, however many shapes it fills
        self.stack.append(("" if filling else attributes.get("id", ""), group))
        if len(self.stack) > DEEPEST:
            self.deep = self.deep or line
            return
        if filling and _is_fine(name, attributes):
            self.fine = self.fine or line
        group.again += [(target, line) for target in _drawn_again(name, attributes)]

    def close(self) -> None:
        """The element that began last ends."""
        name, group = self.stack.pop()
        if name:
            self.named.setdefault(name, group)
        around = self.stack[-1][1] if self.stack else self.whole
        around.shapes += group.shapes
        around.again += group.again

    def flaws(self) -> list[Flaw]:
        """Tell of groups that are too deep, of gradients that are too fine, of too many shapes, once all is read."""
        found: list[Flaw] = []
        if self.deep:
            found.append((f"the logo has more than {DEEPEST} groups within each other, on line {self.deep}", PLAIN))
        if self.fine:
            found.append((f"the logo has a gradient that repeats in steps too fine to see, on line {self.fine}", _FINE))
        return [*found, *self._repetition()]

    def _repetition(self) -> list[Flaw]:
        """What draws itself, or so much that it takes the engine too long."""
        counted: dict[str, int] = {}
        left = [(target, line, False) for target, line in self.whole.again]
        open_now: set[str] = set()
        while left:  # without recursion, which a drawing could exhaust
            name, line, inside = left.pop()
            group = self.named.get(name)
            if inside and group:
                open_now.discard(name)
                more = sum(counted.get(target, 0) for target, _ in group.again)
                counted[name] = min(group.shapes + more, MOST_SHAPES + 1)
            elif name in open_now:
                return [(f"the logo holds a drawing that draws itself, on line {line}", _CIRCLE)]
            elif group and name not in counted:
                open_now.add(name)
                left.append((name, line, True))
                left += [(target, at, False) for target, at in group.again if target not in counted]
        shapes = self.whole.shapes + sum(counted.get(target, 0) for target, _ in self.whole.again)
        return [_HEAVY] if shapes > MOST_SHAPES else []


def _drawn_again(name: str, attributes: dict[str, str]) -> Iterator[str]:
    """The ids of what an element draws once more: by `use`, as a pattern or a marker, through a mask."""
    for key, value in attributes.items():
        if key.rpartition(" ")[2] == "href" and name == "use" and value.strip().startswith("#"):
            yield value.strip()[1:]
        for match in URL.finditer(value):
            if (target := (match[1] or "").strip()).startswith("#"):
                yield target[1:]


def _is_fine(name: str, attributes: dict[str, str]) -> bool:
    """Whether a gradient repeats in steps that nobody can see; the engine draws them one by one."""
    if attributes.get("spreadMethod", "pad") == "pad" or attributes.get("gradientUnits") == "userSpaceOnUse":
        return False
    try:
        ends = [_part(attributes.get(key, usual)) for key, usual in _STEPS[name]]
    except ValueError:
        return False
    step = ends[0] if name == "radialGradient" else hypot(ends[1] - ends[0], ends[3] - ends[2])
    return abs(step) < _SMALLEST_STEP


def _part(text: str) -> float:
    """A length as a part of the whole."""
    text = text.strip()
    return float(text[:-1]) / 100 if text.endswith("%") else float(text)
