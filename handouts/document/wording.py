"""A topic's texts in one language: facts filled in, sources numbered in the order of their first use."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.document.handout import Citation, Prose
from handouts.language import Language
from handouts.topics import Topic
from handouts.topics.text import PLACEHOLDER, Text


class Wording:
    """Writes one topic in one language. `editorial=False` leaves out what an editor wrote."""

    def __init__(self, topic: Topic, language: Language, *, editorial: bool = True) -> None:
        self.topic = topic
        self.language = language
        self.editorial = editorial
        self._cited: dict[str, int] = {}

    def wanted(self, text: Text | None) -> bool:
        """Whether a text is there and may be printed: editorial ones can be left out."""
        return text is not None and (self.editorial or text.always or not text.editorial)

    def words(self, text: Text) -> str:
        """A text in the language, with its facts filled in."""
        return PLACEHOLDER.sub(lambda found: self.fact(found[1]), text.texts[self.language.code])

    def prose(self, text: Text) -> Prose:
        """A text with its facts filled in and, where an editor wrote it, its sources numbered."""
        facts = PLACEHOLDER.findall(text.texts[self.language.code]) if text.editorial else ()
        sources = [*text.source, *(source for name in facts for source in self.topic.facts[name].source)]
        return Prose(self.words(text), self._refs(sources), bool(text.dose))

    def optional(self, text: Text | None) -> Prose | None:
        """A text that may be absent, or left out."""
        return self.prose(text) if text is not None and self.wanted(text) else None

    def all(self, many: Iterable[Text]) -> tuple[Prose, ...]:
        """Every text that may be printed."""
        return tuple(self.prose(text) for text in many if self.wanted(text))

    def citations(self) -> tuple[Citation, ...]:
        """The sources used so far, in the order of their numbers."""
        return tuple(
            Citation(number, Prose(self._cite(name)), self._short(name)) for name, number in self._cited.items()
        )

    def fact(self, name: str) -> str:
        """A number with its unit, as the language writes it."""
        fact = self.topic.facts[name]
        return self.language.amount(fact.low, fact.top, fact.unit)

    def _refs(self, sources: Iterable[str]) -> tuple[int, ...]:
        works = dict.fromkeys(self._work(source) for source in sources)
        return tuple(sorted(self._cited.setdefault(work, len(self._cited) + 1) for work in works))

    def _work(self, source: str) -> str:
        """The work that a source is a record of, or the source itself."""
        return self.topic.about.sources[source].part_of or source

    def _cite(self, name: str) -> str:
        source = self.topic.about.sources[name]
        if source.cite is None:
            raise ValueError(f"the source '{name}' is a record of a record")
        return self.words(source.cite)

    def _short(self, name: str) -> str:
        short = self.topic.about.sources[name].short
        return self.words(short) if short else self._cite(name)

    def shorts(self, sources: Iterable[str]) -> tuple[str, ...]:
        """The short names of the works that some sources are in, which get their numbers in the list."""
        sources = list(sources)
        self._refs(sources)
        return tuple(dict.fromkeys(self._short(self._work(source)) for source in sources))

    def word(self, name: str) -> str:
        """What the pages say of themselves."""
        return self.topic.words[name].texts[self.language.code]

    def heads(self, columns: Iterable[Text]) -> tuple[str, ...]:
        """The column heads of a table."""
        return tuple(self.words(text) for text in columns)
