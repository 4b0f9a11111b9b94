"""Which sections of a topic are printed: a preset, a list of sections, or either without some of them.

Sections and presets answer to their name in any of the topic's languages: `foods` and `voeding` are the same. The
order is the topic's own, whatever order they were asked for in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from handouts.errors import ChoiceError, closest
from handouts.topics import Topic
from handouts.topics.text import Text

OWN_CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Selection:
    """The chosen sections in printing order, and the preset they are, if they are one."""

    sections: tuple[str, ...]
    preset: str = OWN_CHOICE

    @property
    def code(self) -> str:
        """The preset's name, or `choice` with a mark that is the same for the same sections only."""
        if self.preset != OWN_CHOICE:
            return self.preset
        return f"{OWN_CHOICE}-{sha256(','.join(self.sections).encode()).hexdigest()[:8]}"


def choose(
    topic: Topic,
    *,
    preset: str | None = None,
    sections: Iterable[str] | None = None,
    without: Iterable[str] = (),
    default: Sequence[str] = ("standard",),
) -> Selection:
    """Turn what was asked for into a selection; of the presets of `default`, the first that the topic has.

    Raises `ChoiceError` with every name that stands for nothing, and where no section is left.
    """
    if preset is not None and sections is not None:
        raise ChoiceError("choose either a preset or sections, not both; take sections out with --without")
    names = _names({key: section.name for key, section in topic.sections.items()})
    wrong: list[str] = []
    if sections is None:
        presets = _names({key: item.name for key, item in topic.about.presets.items()})
        asked = preset or next(name for name in (*default, *topic.about.presets) if name in topic.about.presets)
        found = _look_up("preset", [asked], presets, wrong)
        chosen = {name for key in found for name in topic.about.presets[key].sections}
    else:
        chosen = set(_look_up("section", sections, names, wrong))
    dropped = set(_look_up("section", without, names, wrong))
    if wrong:
        raise ChoiceError("\n".join(wrong))
    kept = tuple(name for name in topic.about.sections if name in chosen - dropped)
    if not kept:
        raise ChoiceError(f"no section is left to print; there are: {', '.join(topic.about.sections)}")
    return Selection(kept, _preset_of(topic, kept))


def _preset_of(topic: Topic, sections: tuple[str, ...]) -> str:
    """The preset that has just these sections, so that one document has one name."""
    for key, preset in topic.about.presets.items():
        if set(preset.sections) == set(sections):
            return key
    return OWN_CHOICE


def _look_up(what: str, asked: Iterable[str], names: Mapping[str, str], wrong: list[str]) -> list[str]:
    found = []
    for name in asked:
        key = names.get(slug(name))
        if key is None:
            there = ", ".join(dict.fromkeys(names.values()))
            wrong.append(f"no {what} '{name}'{closest(slug(name), names)}; there are: {there}")
        else:
            found.append(key)
    return found


def _names(titles: Mapping[str, Text]) -> Mapping[str, str]:
    """Every name that something answers to: its title in each language, and before all its own."""
    named = {slug(words): key for key, title in titles.items() for words in title.texts.values()}
    return named | {slug(key): key for key in titles}


def slug(name: str) -> str:
    """A name as it is typed: lower case, no accents, hyphens for spaces."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
