"""The largest selection of sections that fits a format, for a user who asked for more than there is room for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, islice

_LAYOUTS = 12  # each takes part of a second, and the user waits for an error
_CHOICES = 5000  # of so many sections out of all; there are more only among twenty


def largest(
    sections: Sequence[str],
    fits: Callable[[tuple[str, ...]], bool],
    sizes: Mapping[str, float],
    *,
    layouts: int = _LAYOUTS,
) -> tuple[str, ...]:
    """Return a selection of as many of `sections` as fit, in their order; () where none was found to.

    All of them are known not to fit. `sizes` tells how much room each took then, in any unit. `fits` lays a selection
    out and is asked at most `layouts` times; what is returned is a selection for which it said yes. First it is found
    how many sections fit, by leaving out those that take most room; then the fullest selection of that many; then
    whether it is enough to leave out one that takes less room, for in a format of panels the place of a section may
    matter more than its height.
    """
    search = _Search(fits, layouts)
    room = {section: sizes.get(section, 0.0) for section in sections}
    by_room = sorted(sections, key=lambda section: room[section])

    def chosen(of: Sequence[str]) -> tuple[str, ...]:
        return tuple(section for section in sections if section in of)

    smallest = [chosen(by_room[:count]) for count in range(len(sections) - 1, 0, -1)]
    search.first(smallest)
    if search.best:
        some = islice(combinations(sections, len(search.best)), _CHOICES)
        fullest = sorted(some, key=lambda choice: sum(room[section] for section in choice), reverse=True)
        search.first(fullest)
    if len(search.best) < len(sections) - 1:
        for left_out in reversed(by_room):
            if search.asks(chosen([section for section in by_room if section != left_out])):
                break
    return search.best


class _Search:
    """Asks whether selections fit, each once and not too often, and keeps the last that does and is no smaller."""

    def __init__(self, fits: Callable[[tuple[str, ...]], bool], layouts: int) -> None:
        self._fits = fits
        self._left = layouts
        self._known: dict[tuple[str, ...], bool] = {}
        self.best: tuple[str, ...] = ()

    def asks(self, selection: tuple[str, ...]) -> bool:
        """Say whether `selection` fits; what can no longer be asked does not."""
        if selection not in self._known and self._left:
            self._left -= 1
            self._known[selection] = self._fits(selection)
            if self._known[selection] and len(selection) >= len(self.best):
                self.best = selection
        return self._known.get(selection, False)

    def first(self, selections: Sequence[tuple[str, ...]]) -> None:
        """Look for the first of `selections` that fits, where those after one that fits take less room."""
        bisect_left(selections, True, key=self.asks)
