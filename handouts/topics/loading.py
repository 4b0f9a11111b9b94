"""A topic's folder → one checked, frozen `Topic`, or every problem of every file at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from handouts.errors import ChoiceError, ContentError, Problem, closest
from handouts.language import LANGUAGES, rounded
from handouts.resources import ASSETS, TOPICS, shown
from handouts.themes import icons, illustrations
from handouts.topics import consistency, located
from handouts.topics.located import Located, listed, mapping
from handouts.topics.scalars import describe
from handouts.topics.schema import ABOUT, Fact, Publisher, TopicFile, WordsFile
from handouts.topics.sections import KINDS, Foods, Section, Supplements
from handouts.topics.text import Text
from handouts.topics.validation import validate

M = TypeVar("M", bound=BaseModel)

FOLDER = TOPICS


@dataclass(frozen=True)
class Topic:
    """One topic with all its sections, in printing order; the publisher and the interface words beside it."""

    name: str
    about: TopicFile
    sections: Mapping[str, Section]
    publisher: Publisher
    words: Mapping[str, Text]
    digest: str

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Every number that texts may name: the topic's facts, and each food's content as `food-<id>`."""
        return dict(self.about.facts) | {
            f"food-{item.id}": Fact.model_construct(
                low=rounded(item.low),
                high=rounded(item.high),
                unit=self.about.unit,
                dose=False,
                source=item.per_100g.source,
            )
            for section in self.sections.values()
            if isinstance(section, Foods) and section.chart
            for item in section.chart.items
        }

    @cached_property
    def cautions(self) -> Supplements | None:
        """The section that states side effects and contra-indications, where the topic has one."""
        return next((section for section in self.sections.values() if isinstance(section, Supplements)), None)


def available(folder: Path = FOLDER) -> tuple[str, ...]:
    """The names of the topics in a content folder."""
    return tuple(sorted(path.parent.name for path in folder.glob(f"*/{ABOUT}")))


def load(name: str, folder: Path = FOLDER) -> Topic:
    """Read and check one topic.

    Raises `ChoiceError` where there is no such topic, `ContentError` with every problem of every file.
    """
    place = folder / name
    known = available(folder)
    if name not in known:
        if not known:
            raise ChoiceError(f"no topics in {shown(folder)}: a topic is a folder with a {ABOUT}")
        raise ChoiceError(f"no topic '{name}'{closest(name, known)}; there are: {', '.join(known)}")
    problems: list[Problem] = []
    files = _read_all(place, problems)
    house, words = _house(problems)
    if ABOUT not in files:
        raise ContentError(problems)
    context = _context(files, place)
    about = _checked(TopicFile, files[ABOUT], context, problems)
    sections = {
        path.removesuffix(".yaml"): section
        for path, file in files.items()
        if path != ABOUT and (section := _section(file, context, problems)) is not None
    }
    problems += consistency.problems(place, files, about, sections)
    if problems or about is None or house is None or words is None:
        raise ContentError(problems)
    return Topic(name, about, {key: sections[key] for key in about.sections}, house, words.words, digest(place))


def publisher() -> Publisher:
    """The foundation, with its disclaimer. Raises `ContentError` with every problem of the house's own files."""
    problems: list[Problem] = []
    found, _ = _house(problems)
    if found is None:
        raise ContentError(problems)
    return found


def digest(place: Path) -> str:
    """A mark of everything a topic prints: its own files, the publisher's and the interface words."""
    marks = sha256()
    for path in (*sorted(place.glob("*.yaml")), ASSETS / "publisher.yaml", ASSETS / "words.yaml"):
        marks.update(path.name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return marks.hexdigest()


def _read_all(place: Path, problems: list[Problem]) -> dict[str, Located]:
    """Every file of the topic that can be read at all, by file name."""
    files = {}
    for path in sorted(place.glob("*.yaml")):
        try:
            files[path.name] = located.read(path, shown(path))
        except ContentError as error:
            problems += error.problems
    return files


def _house(problems: list[Problem]) -> tuple[Publisher | None, WordsFile | None]:
    """The publisher and the interface words: always ours, whatever content folder is in use."""
    context = {"languages": list(LANGUAGES)}
    found: list[Any] = []
    for model, name in ((Publisher, "publisher.yaml"), (WordsFile, "words.yaml")):
        try:
            found.append(_checked(model, located.read(ASSETS / name, shown(ASSETS / name)), context, problems))
        except ContentError as error:
            problems += error.problems
            found.append(None)
    return found[0], found[1]


def _checked(model: type[M], file: Located, context: dict[str, Any], problems: list[Problem]) -> M | None:
    """The file as `model`; None where it has problems, which are added to `problems`."""
    try:
        return validate(model, file, context)
    except ContentError as error:
        problems += error.problems
        return None


def _section(file: Located, context: dict[str, Any], problems: list[Problem]) -> Section | None:
    """One section, checked as the kind it says it is."""
    kind = file.value.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        near = closest(kind, KINDS) if isinstance(kind, str) else ""
        message = f"expected a kind of section, found {describe(kind)}{near}" if kind else "missing field 'kind'"
        problems.append(file.problem(("kind",), message, f"A kind is one of: {', '.join(KINDS)}."))
        return None
    return _checked(KINDS[kind], file, context, problems)


def _context(files: Mapping[str, Located], place: Path) -> dict[str, Any]:
    """The names that texts and references may use, read before anything is checked."""
    about = files[ABOUT].value
    facts = mapping(about.get("facts"))
    charts = [mapping(file.value.get("chart")) for file in files.values() if file.value.get("kind") == "foods"]
    contents = [mapping(item).get("id") for chart in charts for item in listed(chart.get("items"))]
    codes = [code for code in listed(about.get("languages")) if isinstance(code, str)]
    languages = [code for code in LANGUAGES if code in codes]
    return {
        "languages": languages,
        # Where the list of languages is wrong, that is told there, and not once more at every text.
        "tolerated": [*LANGUAGES, *codes] if not languages or set(codes) - set(languages) else [],
        "sources": list(mapping(about.get("sources"))),
        "facts": list(facts),
        "doses": [name for name, fact in facts.items() if str(mapping(fact).get("dose")).strip() == "true"],
        "placeholders": [*facts, *(f"food-{content}" for content in contents)],
        "sections": sorted(path.stem for path in place.glob("*.yaml") if path.name != ABOUT),
        "icons": list(icons()),
        # An empty one is the theme's own general drawing.
        "illustrations": ["", *illustrations()],
    }
