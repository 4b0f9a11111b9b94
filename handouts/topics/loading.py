"""A topic's folder → one checked, frozen `Topic`, or every problem of every file at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from handouts.errors import ChoiceError, ContentError, Problem, closest
from handouts.language import LANGUAGES, rounded
from handouts.resources import ASSETS, shown
from handouts.themes import icons
from handouts.topics import located
from handouts.topics.located import Located
from handouts.topics.schema import Fact, Publisher, TopicFile, WordsFile
from handouts.topics.sections import KINDS, Foods, Section, Supplements
from handouts.topics.text import Text
from handouts.topics.validation import validate

M = TypeVar("M", bound=BaseModel)

FOLDER = ASSETS / "topics"
ABOUT = "topic.yaml"


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
    publisher, words = _house(problems)
    if ABOUT not in files:
        raise ContentError(problems)
    context = _context(files, place)
    about = _checked(TopicFile, files[ABOUT], context, problems)
    sections = {
        path.removesuffix(".yaml"): section
        for path, file in files.items()
        if path != ABOUT and (section := _section(file, context, problems)) is not None
    }
    problems += _stray_files(place)
    if about is not None:
        problems += _across(files, about, sections)
    if problems or about is None or publisher is None or words is None:
        raise ContentError(problems)
    return Topic(name, about, {key: sections[key] for key in about.sections}, publisher, words.words, digest(place))


def digest(place: Path) -> str:
    """A mark of everything a topic prints: its own files, the publisher's and the interface words."""
    marks = sha256()
    for path in (*sorted(place.glob("*.yaml")), ASSETS / "publisher.yaml", ASSETS / "words.yaml"):
        marks.update(path.name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return marks.hexdigest()


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
        line, column = file.place(("kind",))
        message = f"unknown kind '{kind}'{closest(str(kind), KINDS)}" if kind else "missing field 'kind'"
        problems.append(Problem(file.shown_as, line, column, message, f"A kind is one of: {', '.join(KINDS)}."))
        return None
    return _checked(KINDS[kind], file, context, problems)


def _context(files: Mapping[str, Located], place: Path) -> dict[str, Any]:
    """The names that texts and references may use, read before anything is checked."""
    about = files[ABOUT].value
    facts, foods = _mapping(about.get("facts")), _mapping(files["foods.yaml"].value) if "foods.yaml" in files else {}
    items = _mapping(foods.get("chart")).get("items")
    contents = [_mapping(item).get("id") for item in _listed(items)]
    return {
        "languages": [code for code in LANGUAGES if code in _listed(about.get("languages"))],
        "sources": list(_mapping(about.get("sources"))),
        "facts": list(facts),
        "doses": [name for name, fact in facts.items() if _mapping(fact).get("dose") == "true"],
        "placeholders": [*facts, *(f"food-{content}" for content in contents)],
        "sections": sorted(path.stem for path in place.glob("*.yaml") if path.name != ABOUT),
        "icons": list(icons()),
    }


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _stray_files(place: Path) -> Iterator[Problem]:
    """Files that look like content but are never read."""
    for path in sorted(place.iterdir()):
        if path.suffix in (".yml", ".YAML", ".YML", ".json", ".txt"):
            yield Problem(
                shown(path), 0, 0, "this file is not read", "A section's file ends in '.yaml'; rename or move it."
            )


def _across(files: Mapping[str, Located], about: TopicFile, sections: Mapping[str, Section]) -> Iterator[Problem]:
    """What no single file can show: sections that are listed nowhere, doses without cautions, foods without figures."""
    yield from _unknown_languages(files[ABOUT])
    for name in sections:
        if name not in about.sections:
            yield Problem(
                files[f"{name}.yaml"].shown_as,
                0,
                0,
                f"section '{name}' is not in the topic's list",
                f"Add it to 'sections' in {ABOUT}.",
            )
    cautious = any(isinstance(section, Supplements) for section in sections.values())
    for name, section in sections.items():
        file = files[f"{name}.yaml"]
        if not cautious:
            for way, text in texts(section):
                if text.dose:
                    yield Problem(
                        file.shown_as,
                        *file.place(way),
                        "a dose in a topic that states no cautions",
                        "Add a section of kind 'supplements' with side effects and contra-indications.",
                    )
        if isinstance(section, Foods):
            yield from _examples(file, section)


def _examples(file: Located, section: Foods) -> Iterator[Problem]:
    """Foods that point to a figure that the chart does not have."""
    known = [item.id for item in section.chart.items] if section.chart else []
    for index, food in enumerate(section.foods):
        if food.example is not None and food.example not in known:
            place = file.place(("foods", index, "example"))
            yield Problem(
                file.shown_as,
                *place,
                f"unknown example '{food.example}'{closest(food.example, known)}",
                "Examples stand under 'chart: items:'.",
            )


def _unknown_languages(file: Located) -> Iterator[Problem]:
    for index, code in enumerate(_listed(file.value.get("languages"))):
        if isinstance(code, str) and code not in LANGUAGES:
            place = file.place(("languages", index))
            yield Problem(
                file.shown_as,
                *place,
                f"unknown language '{code}'{closest(str(code), LANGUAGES)}",
                f"There are: {', '.join(LANGUAGES)}.",
            )
