"""The tags of a file in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from handouts.preflight.objects import entries, got, is_dictionary, items, name, text
from handouts.preflight.pages import Page

_MOST = 200_000  # elements
_DEEP = 200  # one in the other
_ROLES = 8  # names for names


@dataclass(frozen=True, slots=True)
class Element:
    """A tag: its role as the standard names it, its page from 1 or 0, and what matters of it.

    `said` whether it has a text in place of what it shows; `heads` whether a header cell says what it heads; `headed`
    whether a table has header cells.
    """

    role: str
    page: int
    said: bool = False
    heads: bool = False
    headed: bool = False


def elements(root: Any, pages: Iterable[Page]) -> list[Element]:
    """All of them below the root of the tags, from the first that is read to the last."""
    roles = {key: name(value) for key, value in entries(got(root, "/RoleMap"))}
    numbers = {page.source.objgen: page.number for page in pages}
    found: list[Element] = []
    seen: set[tuple[int, int]] = set()
    waiting = [(kid, 0, 0) for kid in reversed(_kids(root))]
    while waiting and len(found) < _MOST:
        source, page, depth = waiting.pop()
        if not is_dictionary(source) or not name(got(source, "/S")) or depth > _DEEP:
            continue
        if source.objgen != (0, 0):
            if source.objgen in seen:
                continue
            seen.add(source.objgen)
        page = numbers.get(getattr(got(source, "/Pg"), "objgen", None), page) or _page_below(source, numbers)
        role = _role(name(got(source, "/S")), roles)
        kids = _kids(source)
        found.append(
            Element(
                role,
                page,
                said=bool(text(got(source, "/Alt")) or text(got(source, "/ActualText"))),
                heads=role == "TH" and _heads(source),
                headed=role == "Table" and any(_is_header(kid, roles) for kid in _cells(source)),
            )
        )
        waiting += [(kid, page, depth + 1) for kid in reversed(kids)]
    return found


def _kids(source: Any) -> list[Any]:
    below = got(source, "/K")
    return [kid for kid in (items(below) or [below]) if is_dictionary(kid)]


def _page_below(source: Any, numbers: dict[tuple[int, int], int]) -> int:
    """The page of the first thing in an element that says one."""
    for _ in range(_ROLES):
        below = _kids(source)
        if not below:
            return 0
        source = below[0]
        page = numbers.get(getattr(got(source, "/Pg"), "objgen", (0, 0)), 0)
        if page:
            return page
    return 0


def _role(role: str, roles: dict[str, str]) -> str:
    for _ in range(_ROLES):
        if role not in roles:
            break
        role = roles[role]
    return role[1:]


def _attributes(source: Any) -> Iterator[Any]:
    found = got(source, "/A")
    yield from (item for item in (items(found) or [found]) if is_dictionary(item))


def _heads(source: Any) -> bool:
    return any(
        name(got(item, "/Scope")) in ("/Row", "/Column", "/Both") or items(got(item, "/Headers"))
        for item in _attributes(source)
    )


def _cells(table: Any) -> Iterator[Any]:
    """The cells of a table, in rows or in rows of its parts."""
    for below in _kids(table)[:500]:
        rows = _kids(below) if name(got(below, "/S")) != "/TR" else [below]
        for row in rows[:500]:
            yield from _kids(row)[:100]


def _is_header(source: Any, roles: dict[str, str]) -> bool:
    return _role(name(got(source, "/S")), roles) == "TH"
