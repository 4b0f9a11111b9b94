"""One text in every language, and the names that content may refer to.

A `Text` is one text in every language of its topic. Whatever is not the foundation's own wording says
`origin: editorial`; an editorial text that holds a number names the source of it. A text that names an amount says
whether that is a dose (`dose: true`), for a dose is never printed without its cautions. Numbers that more than one
text uses stand once, in `facts`, and are written `{name}` in the texts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from handouts.errors import closest
from handouts.language import EN_DASH, LANGUAGES
from handouts.topics.validation import Flag, Many, Record
from handouts.topics.wording import A_TEXT, unknown

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_HTML = re.compile(r"<[A-Za-z/!?]|&(?:[A-Za-z]+|#[0-9A-Fa-fXx]+);")
_NUMBER = re.compile(r"(?<![A-Za-z\d])\d+(?:[.,]\d+)*")
# In the amounts of every language: a text in one may name a unit of another.
_AMOUNTS = {unicodedata.normalize("NFKC", word) for language in LANGUAGES.values() for word in language.amounts}
_AMOUNT = re.compile(rf"\d[\s-]*(?:{'|'.join(map(re.escape, sorted(_AMOUNTS)))})\b", re.IGNORECASE)
_MARKUP = re.compile(r"\]\([^)]*\)|[\[\]*_\\]")


class _Missing:
    """Stands for a text that is not there in a language."""

    def __init__(self, code: str) -> None:
        self.code = code


class _Stray:
    """A key of a text that is neither a language nor a field; kept so that its own place is reported."""

    def __init__(self, key: str, known: list[str]) -> None:
        self.key = key
        self.known = known


def _prose(value: Any, info: ValidationInfo) -> str:
    """Check one text in one language: present, not empty, no HTML, no unknown placeholder."""
    if isinstance(value, _Missing):
        raise PydanticCustomError(
            "translation",
            "missing translation '{code}'",
            {"code": value.code, "hint": f"Every text stands in {' and '.join(_languages(info))}."},
        )
    if isinstance(value, _Stray):
        message, hint = unknown(value.key, value.known)
        raise PydanticCustomError("unknown", "{message}", {"message": message, "hint": hint, "at_key": True})
    if not isinstance(value, str):
        raise PydanticCustomError("text", "expected a text", {"hint": A_TEXT})
    if not value.strip():
        raise PydanticCustomError(
            "empty", "this text is empty", {"hint": "Write the text, or take the whole entry out."}
        )
    if _HTML.search(value):
        raise PydanticCustomError(
            "html", "HTML is not allowed in a text", {"hint": "Use **bold**, *italic* or [words](https://address)."}
        )
    if "![" in value:
        raise PydanticCustomError("image", "an image is not allowed in a text", {"hint": "Name an icon instead."})
    if set(PLACEHOLDER.sub("", value)) & set("{}"):
        raise PydanticCustomError(
            "brace", "a brace without its other half", {"hint": "A fact is written as its name between { and }."}
        )
    known = _context(info, "placeholders")
    for name in PLACEHOLDER.findall(value):
        if name not in known:
            raise PydanticCustomError(
                "placeholder",
                "unknown fact '{{name}}'{suggestion}",
                {"name": name, "suggestion": closest(name, known), "hint": "Facts stand in topic.yaml under 'facts'."},
            )
    return value


def _context(info: ValidationInfo, key: str) -> list[str]:
    return list((info.context or {}).get(key, ()))


def _languages(info: ValidationInfo) -> list[str]:
    return _context(info, "languages")


def _names_amount(text: str) -> bool:
    """Whether a text names an amount as it is read on paper: marks and invisible characters hide none."""
    plain = unicodedata.normalize("NFKC", _MARKUP.sub("", text))
    return bool(_AMOUNT.search("".join(sign for sign in plain if unicodedata.category(sign) != "Cf")))


def _known(what: str, key: str) -> BeforeValidator:
    """A name that must be one of those the context lists under `key`."""

    def check(value: Any, info: ValidationInfo) -> Any:
        known = _context(info, key)
        if isinstance(value, str) and value not in known:
            raise PydanticCustomError(
                "reference",
                "unknown {what} '{value}'{suggestion}",
                {"what": what, "value": value, "suggestion": closest(value, known), "hint": _HINTS.get(key, "")},
            )
        return value

    return BeforeValidator(check)


_HINTS = {
    "sources": "Sources stand in topic.yaml under 'sources'.",
    "facts": "Facts stand in topic.yaml under 'facts'.",
    "sections": "Each section is a file of that name beside topic.yaml.",
    "icons": "Icons stand in assets/icons/icons.toml.",
    "illustrations": "Illustrations stand in assets/themes, with each theme.",
}

Prose = Annotated[str, BeforeValidator(_prose)]
SourceName = Annotated[str, _known("source", "sources")]
FactName = Annotated[str, _known("fact", "facts")]
SectionName = Annotated[str, _known("section", "sections")]
IconName = Annotated[str, _known("icon", "icons")]
IllustrationName = Annotated[str, Field(min_length=0), _known("illustration", "illustrations")]


def _listed(value: Any) -> Any:
    """Let one name stand where a list of names may."""
    return [value] if isinstance(value, str) else value


SourceNames = Annotated[Many[SourceName], BeforeValidator(_listed)]
SectionNames = Annotated[Many[SectionName], BeforeValidator(_listed)]
_TEXT_FIELDS = ("origin", "source", "dose", "always")


def _numbers(text: str) -> list[str]:
    """The numbers and facts of a text in one notation, to compare languages by."""
    digits = [found.replace(",", ".") for found in _NUMBER.findall(PLACEHOLDER.sub("", text).replace(EN_DASH, " "))]
    return sorted(digits + PLACEHOLDER.findall(text))


class Text(Record):
    """One text in every language of its topic, with its origin, its sources and whether it names a dose.

    `always` is for an editor's warning: it stays where the other editorial texts are left out.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Prose]

    origin: Literal["foundation", "editorial"] = "foundation"
    source: SourceNames = ()
    dose: Flag | None = None
    always: Flag = False

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, value: Any, info: ValidationInfo) -> Any:
        languages = _languages(info)
        if not isinstance(value, dict):
            fields = ", ".join(f'{code}: "…"' for code in languages)
            raise PydanticCustomError(
                "text",
                "expected a text in {languages}",
                {"languages": " and ".join(languages), "hint": f"Write {{{fields}}}."},
            )
        known = list(dict.fromkeys([*languages, *_TEXT_FIELDS, *_context(info, "tolerated")]))
        checked = {key: item if key in known else _Stray(key, known) for key, item in value.items()}
        return checked | {code: _Missing(code) for code in languages if code not in value}

    @model_validator(mode="after")
    def _numbers_hold(self, info: ValidationInfo) -> Self:
        texts = self.texts
        if not texts:
            return self  # the topic has no language that we know, which is told at its list of languages
        first, *others = texts.items()
        for code, text in others:
            if _numbers(text) != _numbers(first[1]):
                raise PydanticCustomError(
                    "drift",
                    "the numbers differ between '{one}' ({ones}) and '{two}' ({twos})",
                    {
                        "one": first[0],
                        "ones": ", ".join(_numbers(first[1])) or "none",
                        "two": code,
                        "twos": ", ".join(_numbers(text)) or "none",
                        "hint": "Name the same numbers and facts in each language.",
                    },
                )
        if self.editorial and not self.source and any(_NUMBER.search(PLACEHOLDER.sub("", t)) for t in texts.values()):
            raise PydanticCustomError(
                "sourceless", "a number without a source", {"hint": "Add 'source:' with a name from topic.yaml."}
            )
        if self.dose is None and any(map(_names_amount, texts.values())):
            raise PydanticCustomError(
                "amount",
                "this text names an amount: say whether it is a dose",
                {"hint": "Add 'dose: true' (cautions are then printed beside it) or 'dose: false'."},
            )
        doses = _context(info, "doses")
        if self.dose is not True and any(set(PLACEHOLDER.findall(t)) & set(doses) for t in texts.values()):
            raise PydanticCustomError(
                "dose", "this text prints a dose", {"hint": "Add 'dose: true': cautions are then printed beside it."}
            )
        return self

    @property
    def texts(self) -> dict[str, str]:
        """The text by language code."""
        return self.__pydantic_extra__

    @property
    def editorial(self) -> bool:
        """Whether an editor wrote it, and not the foundation."""
        return self.origin == "editorial"


def texts(node: object) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    """Every text below a validated record, with the way to it in its file."""
    if isinstance(node, Text):
        yield (), node
    elif isinstance(node, BaseModel):
        for field in type(node).model_fields:
            for way, text in texts(getattr(node, field)):
                yield (field, *way), text
    elif isinstance(node, tuple | dict):
        for key, item in node.items() if isinstance(node, dict) else enumerate(node):
            for way, text in texts(item):
                yield (key, *way), text
