"""Where templates come from: ours, and before them those of a designer's own folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING

from handouts import formats
from handouts.errors import ContentError, HandoutsError, Problem
from handouts.markup.prose import as_html, references
from handouts.resources import shown

if TYPE_CHECKING:
    from jinja2 import Environment

OURS = "ours"
"""Before the name of a template: the shared one, also where a theme or a designer has one of that name."""
_HINT = "docs/formats.md tells what a template may use."
_LIKE_OURS = "Compare it with the row of ours that has this layout, or give it a template of its own."
_OF_OURS = re.compile(r"'handouts\.[\w.]*?(\w+) object'")


@lru_cache(maxsize=8)
def environment(templates: Path, over: tuple[Path, ...] = ()) -> Environment:
    """The templates of a folder, and `over` them, file by file, those of a theme or a designer, which can run no code.

    What is replaced has still a name of its own, `ours/…`, so that one block of it may be changed.
    """
    from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader([*over, templates]), PrefixLoader({OURS: FileSystemLoader(templates)})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["prose"] = as_html
    made.filters["refs"] = references
    return made


@contextmanager
def mistakes_in(theirs: tuple[Path, ...]) -> Iterator[None]:
    """Tell a mistake in a template of a user's own folder as theirs, with its place; one in ours stays our crash."""
    try:
        yield
    except HandoutsError:  # told already, with a place of its own
        raise
    except Exception as error:  # whatever it is, a template of theirs may have asked for it
        problem = next(filter(None, (_problem(error, folder) for folder in theirs)), None)
        if problem is None:
            raise
        raise ContentError([problem]) from error


def _problem(error: Exception, own: Path) -> Problem | None:
    """The file in `own` in which an error arose, its line, and what is wrong there."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

    if isinstance(error, TemplateSyntaxError):
        found = [(Path(error.filename or ""), error.lineno)]
    elif isinstance(error, UnicodeDecodeError):
        found = [(path, 0) for path in _holding(error.object, own)]
    elif isinstance(error, OSError) and error.filename:
        found = [(Path(error.filename), 0)]
    else:
        found = [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__)]
    inside = [(path, line) for path, line in found if path.is_relative_to(own)]
    said = _OF_OURS.sub(r"a \1", getattr(error, "message", None) or str(error) or type(error).__name__)
    if isinstance(error, KeyError):
        said = f"there is nothing named {error}"
    elif isinstance(error, TemplateNotFound):
        said = f"there is no {error.name}"
        inside = inside or [(own / str(error.name), 0)]
    if inside:
        path, line = inside[-1]
        return Problem(shown(path), line, 0, f"this template cannot be used: {said}", _HINT)
    if isinstance(error, UndefinedError) and (own / formats.TABLE).is_file():
        # A layout of ours may need what a row of theirs may leave out, as a leaflet its folds.
        return Problem(shown(own / formats.TABLE), 0, 0, f"a row lacks what its layout needs: {said}", _LIKE_OURS)
    return None


def _holding(text: bytes, own: Path) -> Iterator[Path]:
    """The templates of a designer that hold these bytes: an error in decoding them does not say whose they are."""
    for path in sorted(own.rglob("*.j2")):
        if path.is_file() and path.read_bytes() == text:
            yield path
