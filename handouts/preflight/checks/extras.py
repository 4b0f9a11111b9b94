"""What does not belong on paper: annotations, form fields, scripts, files in the file, passwords."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handouts.preflight.flaws import Flaw
from handouts.preflight.objects import box, entries, got, is_dictionary, items, name, shared, text
from handouts.preflight.subject import Subject

_PAPER = ("/PrinterMark", "/TrapNet")
_ACTIVE = {
    "/JavaScript": "a script (JavaScript)",
    "/Launch": "an action that starts a program",
    "/SubmitForm": "an action that sends a form",
    "/ImportData": "an action that fetches data",
    "/Movie": "a film",
    "/Sound": "a sound",
    "/Rendition": "a film or a sound",
}
_MEDIA = {"/Movie": "a film", "/Sound": "a sound", "/Screen": "a film", "/RichMedia": "a film", "/3D": "a model"}
_CHAIN = 32  # actions, one after the other


def annotations_on_sheet(subject: Subject) -> Iterator[Flaw]:
    """For the press: no links, notes or stamps on the sheet."""
    if not subject.press:
        return
    for page, item in subject.annotations():
        kind = name(got(item, "/Subtype"))
        place = box(got(item, "/Rect"))
        if kind in _PAPER or kind == "/Widget" or (place and not shared(place, page.bleed)):
            continue
        yield Flaw(
            page.number,
            page.place((place[0], place[3])) if place else "",
            f"there is {'a link' if kind == '/Link' else f'an annotation ({kind[1:]})'}",
            "PDF/X allows none on the sheet: it may be printed, or the file refused",
            "Export it without links and notes; with `--for press` our own files have none.",
            error=True,
        )


def spoken_annotations(subject: Subject) -> Iterator[Flaw]:
    """For the office: links and form fields say in words what they are."""
    if not subject.office:
        return
    told: set[tuple[int, str]] = set()
    for page, item in subject.annotations():
        kind = name(got(item, "/Subtype"))
        parent = got(item, "/Parent")
        said = text(got(item, "/Contents")) if kind == "/Link" else text(got(item, "/TU")) or text(got(parent, "/TU"))
        if kind in ("/Link", "/Widget") and not said and (page.number, kind) not in told:
            told.add((page.number, kind))
            place = box(got(item, "/Rect"))
            yield Flaw(
                page.number,
                page.place((place[0], place[3])) if place else "",
                f"a {'link' if kind == '/Link' else 'form field'} does not say in words what it is",
                "a screen reader says only that it is there",
                "Give it a description: of a link where it leads, of a field what belongs in it.",
                error=subject.expected.ours,
            )


def form_fields(subject: Subject) -> Iterator[Flaw]:
    """For the press: nothing is left to be filled in on a screen."""
    if not subject.press:
        return
    form = got(subject.root, "/AcroForm")
    if items(got(form, "/Fields")) or got(form, "/XFA") is not None or _widgets(subject):
        yield Flaw(
            0,
            "",
            "it has form fields",
            "on paper nothing can be filled in so; how a field is drawn is left to the viewer",
            "Export it without form fields; with `--for press` our own files have none.",
            error=True,
        )


def _widgets(subject: Subject) -> bool:
    return any(name(got(item, "/Subtype")) == "/Widget" for _, item in subject.annotations())


def scripts(subject: Subject) -> Iterator[Flaw]:
    """Nothing in the file runs by itself."""
    for page, what in _active(subject):
        yield Flaw(
            page,
            "",
            f"it holds {what}",
            "mail filters stop such files, and no print shop takes them",
            "Export it without actions and scripts.",
            error=subject.press or "script" in what or "program" in what,
        )


def _active(subject: Subject) -> Iterator[tuple[int, str]]:
    root = subject.root
    found: dict[tuple[int, str], None] = {}
    if got(root, "/Names", "/JavaScript") is not None:
        found[0, _ACTIVE["/JavaScript"]] = None
    holders: list[tuple[int, Any]] = [(0, root)]
    holders += [(page.number, page.source) for page in subject.pages]
    for page, item in subject.annotations():
        holders.append((page.number, item))
        if name(got(item, "/Subtype")) in _MEDIA:
            found[page.number, _MEDIA[name(got(item, "/Subtype"))]] = None
    for number, holder in holders:
        for kind in _actions(holder):
            if kind in _ACTIVE:
                found[number, _ACTIVE[kind]] = None
    yield from found


def _actions(holder: Any) -> Iterator[str]:
    """The kinds of all that happens when something is opened, clicked or left."""
    for key in ("/OpenAction", "/A"):
        yield from _chain(got(holder, key))
    for _, action in entries(got(holder, "/AA")):
        yield from _chain(action)


def _chain(action: Any) -> Iterator[str]:
    waiting = [action]
    for _ in range(_CHAIN):
        if not waiting:
            return
        action = waiting.pop()
        if is_dictionary(action):
            yield name(got(action, "/S"))
            following = got(action, "/Next")
            waiting += items(following) or [following]


def attachments(subject: Subject) -> Iterator[Flaw]:
    """No other file travels in it."""
    inside = got(subject.root, "/Names", "/EmbeddedFiles")
    there = bool(items(got(inside, "/Names")) or items(got(inside, "/Kids")) or items(got(subject.root, "/AF")))
    attached = any(name(got(item, "/Subtype")) == "/FileAttachment" for _, item in subject.annotations())
    if there or attached:
        why = "it may tell more than is meant, and no print shop takes it"
        yield Flaw(0, "", "there are other files in it", why, "Export it without attachments.", error=subject.press)


def encryption(subject: Subject) -> Iterator[Flaw]:
    """The file is open to all that is done with it: printing, and reading aloud."""
    if not subject.document.is_encrypted:
        return
    allowed = subject.document.allow
    shut = [
        what
        for what, open_ in (
            ("printing", allowed.print_highres or allowed.print_lowres),
            ("reading aloud", allowed.accessibility),
        )
        if not open_
    ]
    message = f"it is encrypted, and forbids {' and '.join(shut)}" if shut else "it is encrypted"
    yield Flaw(
        0,
        "",
        message,
        "PDF/X and PDF/A allow no encryption; what is forbidden differs from viewer to viewer",
        "Save it without a password and without restrictions.",
        error=subject.press or bool(shut),
    )
