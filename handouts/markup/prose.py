"""A text as HTML: bold, italic and links; numbers kept with their units; sources as raised numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from handouts.document.handout import Prose, proses
from handouts.language import LANGUAGES, NO_BREAK_SPACE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_UNITS = "|".join(sorted({re.escape(unit) for language in LANGUAGES.values() for unit in language.units}))
_UNIT = re.compile(rf"(?<=\d) (?=(?:{_UNITS})\b)")


def as_html(prose: Prose) -> Any:
    """A text as HTML that templates may put in as it is."""
    from markupsafe import Markup as Safe

    html = _markdown().renderInline(_UNIT.sub(NO_BREAK_SPACE, prose.text))
    return Safe(html + _references(prose.refs))


def references(value: object) -> tuple[int, ...]:
    """The numbers of the sources that the texts within a piece of a document name, each once."""
    return tuple(sorted({number for prose in proses(value) for number in prose.refs}))


def _references(numbers: Iterable[int]) -> str:
    marks = ",".join(map(str, numbers))
    return f'<sup class="ref">{marks}</sup>' if marks else ""


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("zero", {"html": False}).enable(["emphasis", "link", "escape"])
