"""What a file of ours says of itself: format, language, edition code; and the words that it must bear."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, Any

from handouts.markup import RECORD
from handouts.preflight.expected import Expected
from handouts.preflight.objects import got, text
from handouts.preflight.subject import metadata

if TYPE_CHECKING:
    from handouts.formats import Format

_PROGRAM = "handouts "
_NEAR = 0.5  # millimetres between two sizes that are one


def read(document: Any) -> Expected:
    """What the file must be by its own metadata; with the disclaimers, since any file may need one."""
    found = Expected(disclaimers=disclaimers())
    info, said = got(document.trailer, "/Info"), metadata(document)
    program = text(got(info, "/Creator")) or _property(said, "CreatorTool")
    if not program.startswith(_PROGRAM):
        return found
    record = _record(text(got(info, f"/{RECORD}")))
    large = record.get("large_print") == "True"
    return replace(
        found,
        ours=True,
        language=record.get("language") or text(got(document.trailer, "/Root", "/Lang")).casefold(),
        code=text(got(info, "/Keywords")) or _property(said, "Keywords"),
        digest=record.get("content", ""),
        format=record.get("format", ""),
        formats=tuple(fmt for fmt in _formats() if (fmt.name, fmt.large_print) == (record.get("format"), large)),
    )


def disclaimers() -> Mapping[str, str]:
    """The publisher's disclaimer, whole, in each language."""
    from handouts import topics

    return {language: words.replace("**", "") for language, words in topics.publisher().disclaimer.texts.items()}


def of_size(width: float, height: float) -> tuple[Format, ...]:
    """The formats of a trim size in millimetres."""
    return tuple(fmt for fmt in _formats() if abs(fmt.width - width) < _NEAR and abs(fmt.height - height) < _NEAR)


def _formats() -> tuple[Format, ...]:
    from handouts import formats

    return (*formats.available().values(), *formats.available(large_print=True).values())


def _record(told: str) -> dict[str, str]:
    """What it says of where it comes from, field by field; nothing where that is no such record."""
    try:
        stated = json.loads(told) if told else {}
    except (ValueError, RecursionError):
        return {}
    return {key: str(value) for key, value in stated.items()} if isinstance(stated, dict) else {}


def _property(said: str, name: str) -> str:
    """A property in the metadata, whether it stands there as an attribute or as an element."""
    found = re.search(rf'\b\w+:{name}="([^"]*)"|<(\w+:{name})>([^<]*)</\2>', said)
    return unescape(found[1] or found[3] or "").strip() if found else ""
