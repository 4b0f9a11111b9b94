"""What a file says of where it comes from: its record, written into its metadata and read from it again.

Everything that a sheet prints has a digest there, section by section, so that it can be told later what of it has
changed since. Digests are taken of texts, not of the content's files or of our code: a sheet whose words still hold is
not called stale because they were written down in another way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts import __version__
from handouts.document import Handout
from handouts.document.handout import Prose
from handouts.markup import RECORD, Markup

if TYPE_CHECKING:
    from handouts.build.setting import Setting

WAY = 1
"""How the digests are taken; those that were taken in another way cannot be compared."""
_DIGITS = 16
# What is drawn, or counted, or printed elsewhere, unless it is prose.
_UNREAD = {"id", "kind", "name", "icon", "place", "item", "form", "extent", "track", "shape", "sources", "line_sources"}
_CODE = re.compile(
    r"(?P<publisher>\S+) · (?P<topic>[a-z0-9-]+)[ ·\n]+(?P<language>[a-z]{2,3})[ ·\n]+"
    r"(?P<choice>[a-z0-9-]+(?:\+own)?)[ ·\n]+(?P<version>\S+) · (?P<content>[0-9a-f]{6})\b"
)


@dataclass(frozen=True, slots=True)
class Record:
    """What a file says of itself. Of one that was made before there were records, only what its edition code tells.

    `content` is the digest of all that its topic could print, or the first digits of it. `sections` and `rest` hold a
    digest for each section and for what stands on every sheet, by name.
    """

    edition: str
    topic: str
    version: str
    language: str
    choice: str
    content: str
    format: str = ""
    large_print: bool = False
    ink_saver: bool = False
    theme: str = ""
    own_words: bool = False
    sections: Mapping[str, str] = field(default_factory=dict)
    rest: Mapping[str, str] = field(default_factory=dict)
    made_by: str = ""
    way: int = 0


def of(setting: Setting, handout: Handout) -> Record:
    """The record of a document as it is being made."""
    order, topic = setting.order, setting.topic
    return Record(
        edition=handout.code,
        topic=topic.name,
        version=topic.about.version,
        language=handout.language.code,
        choice=setting.chosen.code,
        content=topic.digest,
        format=setting.format.name,
        large_print=setting.format.large_print,
        ink_saver=order.ink_saver,
        theme=setting.theme.name,
        own_words=not order.editorial,
        sections=sections_of(handout),
        rest=rest_of(handout),
        made_by=f"handouts {__version__}",
        way=WAY,
    )


def sections_of(handout: Handout) -> dict[str, str]:
    """A digest of what each section prints, with the cautions that stand in it."""
    return {part.id: _digest(part) for part in handout.parts}


def rest_of(handout: Handout) -> dict[str, str]:
    """A digest of each thing that is no section, by the words it is told in."""
    head = (handout.title, handout.headline, handout.tagline, handout.purpose, handout.figures)
    return {
        "title and key figures": _digest(head),
        "sources": _digest(tuple(citation.text for citation in handout.citations)),
        "publisher": _digest((handout.publisher.name, handout.publisher.website)),
        "disclaimer": _digest(handout.publisher.disclaimer),
    }


def _digest(value: object) -> str:
    return sha256("\0".join(_read(value)).encode()).hexdigest()[:_DIGITS]


def _read(value: object) -> Iterator[str]:
    """Every text and number that a reader reads in a piece of a document, in its order."""
    if isinstance(value, Prose):
        yield value.text
    elif isinstance(value, str | Decimal) and value != "" and not isinstance(value, Enum):
        yield str(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from _read(item)
    elif is_dataclass(value):
        for part in fields(value):
            inside = getattr(value, part.name)
            if isinstance(inside, Prose) or part.name not in _UNREAD:
                yield from _read(inside)


def written(markup: Markup, record: Record) -> Markup:
    """A page that carries its record, from which the engine takes it into the PDF."""
    told = json.dumps({key: value for key, value in asdict(record).items() if value}, separators=(",", ":"))
    return markup.with_record(told)


def read(path: Path) -> Record | str:
    """The record of a PDF, or why it has none."""
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            info: Any = pdf.docinfo
            told = {name: str(info.get(f"/{name}", "")) for name in (RECORD, "Keywords")}
            record = _parsed(told[RECORD]) or _coded(told["Keywords"])
            return record or _coded(_first_page(pdf)) or "it has no edition code of ours"
    except pikepdf.PasswordError:
        return "it can be opened with a password only"
    except pikepdf.PdfError:
        return "it is no PDF that can be read"
    except OSError as error:
        return f"it cannot be read: {error.strerror or error}"


def _parsed(told: str) -> Record | None:
    """The record as it was written; a later version may have written more, and of that nothing is known here."""
    try:
        stated = json.loads(told)
        known = {item.name: stated[item.name] for item in fields(Record) if item.name in stated}
        record = Record(**known)
    except (ValueError, TypeError, KeyError):
        return None
    texts = (record.edition, record.topic, record.version, record.language, record.choice, record.content)
    digests = (record.sections, record.rest)
    if not all(isinstance(text, str) for text in texts) or not all(isinstance(every, dict) for every in digests):
        return None
    return record


def _coded(text: str) -> Record | None:
    """What the code tells that is printed on every page, and stands among the keywords."""
    found = _CODE.search(text)
    if found is None:
        return None
    choice = found["choice"]
    return Record(
        edition=" · ".join(found.groups()),
        topic=found["topic"],
        version=found["version"],
        language=found["language"],
        choice=choice.removesuffix("+own"),
        content=found["content"],
        own_words=choice.endswith("+own"),
    )


def _first_page(document: Any) -> str:
    """The text of the first page: of a file that went through another program, which may have dropped its metadata."""
    from handouts import pdf

    if not document.pages:
        return ""
    del document.pages[1:]
    file = BytesIO()
    document.save(file)
    return pdf.text_of(file.getvalue())[0]
