"""What no single record can show: names without meaning, what is printed twice or never, doses without cautions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from handouts.errors import Problem, closest
from handouts.language import LANGUAGES
from handouts.resources import shown
from handouts.topics.located import Located, listed, mapping
from handouts.topics.schema import ABOUT, TopicFile
from handouts.topics.sections import Foods, Section
from handouts.topics.text import texts

_FAR = "No cautions are printed beside this text: move the dose into a section."


def problems(
    place: Path, files: Mapping[str, Located], about: TopicFile | None, sections: Mapping[str, Section]
) -> Iterator[Problem]:
    """Every problem between the files of a topic; `about` and `sections` are those that are sound in themselves."""
    yield from _stray_files(place)
    yield from _unknown_languages(files[ABOUT])
    yield from _unlisted(files)
    yield from _two_leads(files[ABOUT])
    yield from _presets_alike(files[ABOUT])
    for file in files.values():
        yield from _given_twice(file)
        if file.value.get("kind") == "foods":
            yield from _examples(file)
    if about is not None:
        yield from _far_from_cautions(files, about, sections)
    if not _states_cautions(files, place):
        doses = {name for name, fact in about.facts.items() if fact.dose} if about else set()
        yield from _doses(files, sections, doses)


def _stray_files(place: Path) -> Iterator[Problem]:
    """Files that look like content but are never read."""
    for path in sorted(place.iterdir()):
        if path.suffix in (".yml", ".YAML", ".YML", ".json", ".txt"):
            yield Problem(
                shown(path), 0, 0, "this file is not read", "A section's file ends in '.yaml'; rename or move it."
            )


def _unlisted(files: Mapping[str, Located]) -> Iterator[Problem]:
    """Sections that are never printed."""
    names = files[ABOUT].value.get("sections")
    for path, file in files.items():
        name = path.removesuffix(".yaml")
        if path != ABOUT and isinstance(names, list) and name not in names:
            message, hint = f"section '{name}' is not in the topic's list", f"Add it to 'sections' in {ABOUT}."
            yield Problem(file.shown_as, 0, 0, message, hint)


def _states_cautions(files: Mapping[str, Located], place: Path) -> bool:
    """Whether a section states cautions, or a file that cannot be read may do so."""
    unread = any(path.name not in files for path in place.glob("*.yaml"))
    return unread or any(file.value.get("kind") == "supplements" for file in files.values())


def _doses(files: Mapping[str, Located], sections: Mapping[str, Section], doses: set[str]) -> Iterator[Problem]:
    """Every dose of a topic that states no cautions."""
    for name, section in sections.items():
        marks = section.chart.marks if isinstance(section, Foods) and section.chart else ()
        ways: list[tuple[str | int, ...]] = [way for way, text in texts(section) if text.dose]
        ways += [("chart", "marks", index, "fact") for index, mark in enumerate(marks) if mark.fact in doses]
        for way in ways:
            yield files[f"{name}.yaml"].problem(
                way,
                "a dose in a topic that states no cautions",
                "Add a section of kind 'supplements' with side effects and contra-indications.",
            )


def _far_from_cautions(
    files: Mapping[str, Located], about: TopicFile, sections: Mapping[str, Section]
) -> Iterator[Problem]:
    """Doses where no cautions can stand beside them: in the header, in the list of contents, in the sources."""
    names = ((f"{name}.yaml", ("name",), section.name) for name, section in sections.items())
    for path, way, text in (*((ABOUT, way, text) for way, text in texts(about)), *names):
        # A key figure says so itself.
        if text.dose and way[0] != "figures":
            yield files[path].problem(way, "a dose may not stand here", _FAR)


def _given_twice(file: Located) -> Iterator[Problem]:
    """Names that a list holds twice: only one of the two would be printed, or one thing twice."""
    for way, values in _lists(file.value):
        seen: set[str] = set()
        for index, value in enumerate(values):
            named = isinstance(value, dict)
            name = value.get("id") if named else value
            if isinstance(name, str) and name in seen and (named or way[-1] in ("sections", "front", "languages")):
                at = (*way, index, "id") if named else (*way, index)
                yield file.problem(at, f"'{name}' is given twice in this list", "Rename one, or take it out.")
            elif isinstance(name, str):
                seen.add(name)


def _two_leads(file: Located) -> Iterator[Problem]:
    """Key figures that would stand in the one place in front, all but the first."""
    figures = enumerate(listed(file.value.get("figures")))
    leads = [index for index, figure in figures if str(mapping(figure).get("leads")).strip() == "true"]
    for index in leads[1:]:
        line, _ = file.place(("figures", leads[0], "leads"))
        message = f"only one key figure can lead; the first is on line {line}"
        yield file.problem(("figures", index, "leads"), message, "Take 'leads: true' from all but one.")


def _presets_alike(file: Located) -> Iterator[Problem]:
    """Presets of the same sections: a document is named by its sections, and would have two names."""
    named: dict[frozenset[str], str] = {}
    for name, preset in mapping(file.value.get("presets")).items():
        sections = frozenset(item for item in listed(mapping(preset).get("sections")) if isinstance(item, str))
        if sections and named.setdefault(sections, name) != name:
            message = f"preset '{name}' has the same sections as '{named[sections]}'"
            yield file.problem(("presets", name, "sections"), message, "Change one, or take it out.")


def _lists(value: object, way: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Sequence[Any]]]:
    """Every list in the data of a file, with the way to it."""
    if isinstance(value, list):
        yield way, value
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in children:
        yield from _lists(item, (*way, step))


def _examples(file: Located) -> Iterator[Problem]:
    """Foods that point to a figure that the chart does not have."""
    chart = mapping(file.value.get("chart"))
    known = [name for item in listed(chart.get("items")) if isinstance(name := mapping(item).get("id"), str)]
    for index, food in enumerate(listed(file.value.get("foods"))):
        example = mapping(food).get("example")
        if isinstance(example, str) and example not in known:
            message = f"unknown example '{example}'{closest(example, known)}"
            yield file.problem(("foods", index, "example"), message, "Examples stand under 'chart: items:'.")


def _unknown_languages(file: Located) -> Iterator[Problem]:
    for index, code in enumerate(listed(file.value.get("languages"))):
        if isinstance(code, str) and code not in LANGUAGES:
            message = f"unknown language '{code}'{closest(code, LANGUAGES)}"
            yield file.problem(("languages", index), message, f"There are: {', '.join(LANGUAGES)}.")
