"""A topic's folder → one topic, or every problem of every file; and that nothing else ever comes out."""

from __future__ import annotations

import itertools
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts import document, formats, selection, topics
from handouts.errors import ChoiceError, ContentError, Problem
from handouts.language import LANGUAGES
from handouts.topics import Topic

MakeTopic = Callable[..., Path]
Refused = Callable[..., list[str]]
FILES = sorted(path.name for path in (topics.FOLDER / "magnesium").glob("*.yaml"))


def test_sections_come_in_the_order_of_the_topic(magnesium: Topic) -> None:
    """All that are listed, and none besides."""
    assert tuple(magnesium.sections) == magnesium.about.sections
    assert {f"{name}.yaml" for name in magnesium.sections} | {"topic.yaml"} == set(FILES)


def test_unknown_topics_are_named_with_what_there_is(tmp_path: Path, make_topic: MakeTopic) -> None:
    """A mistyped name, a path, a folder without topics."""
    with pytest.raises(
        ChoiceError, match=r"^no topic 'magnesum' \(did you mean 'magnesium'\?\); there are: magnesium$"
    ):
        topics.load("magnesum")
    for name in ("", ".", "../topics/magnesium", "magnesium/"):
        with pytest.raises(ChoiceError, match=r"^no topic"):
            topics.load(name)
    with pytest.raises(ChoiceError, match=r"^no topics in .*empty: a topic is a folder with a topic\.yaml$"):
        topics.load("magnesium", tmp_path / "empty")
    assert topics.available(make_topic()) == ("magnesium",)


def test_the_digest_changes_with_every_byte_of_every_file(make_topic: MakeTopic, magnesium: Topic) -> None:
    """Also with a comment, for it is the files that are traced; an equal copy has an equal digest."""
    folder = make_topic()
    digests = {topics.load("magnesium", folder).digest}
    assert digests == {magnesium.digest}
    for name in FILES:
        path = folder / "magnesium" / name
        path.write_bytes(path.read_bytes() + b"#\n")
        digests.add(topics.load("magnesium", folder).digest)
    assert len(digests) == len(FILES) + 1


EVERY_MISTAKE = [
    ("topic.yaml", "languages: [nl, en]", "languages: [nl, en, de]"),
    (
        "topic.yaml",
        'en: "300+", origin: editorial, source: foundation',
        'en: "300+", origin: editorial, source: fondation',
    ),
    ("topic.yaml", "salt, glucose, faq]\n# The first", "salt, glucos, faq]\n# The first"),
    ("stress.yaml", "icon: nerves", "icon: nerves\nicon: brain"),
    ("foods.yaml", "    richness: 2\n", "    richnes: 2\n"),
    ("foods.yaml", "example: almonds", "example: almond"),
    ("foods.yaml", "    icon: fish\n", "    icon: fisch\n"),
    ("tips.yaml", '"Limit long-term use of PPIs and diuretics where there is no need"', '""'),
    ("tips.yaml", ', en: "Keep stress and lack of sleep under control"}', "}"),
    ("tips.yaml", '"Check magnesium status if', '"Check <b>magnesium</b> status if'),
    ("faq.yaml", "kind: faq", "kind: fak"),
]


def test_all_problems_of_all_files_come_at_once(make_topic: MakeTopic, refused: Refused) -> None:
    """Each once, at its place, with its remedy; and nothing that only follows from another."""
    (make_topic() / "magnesium" / "notes.yml").write_text("kind: article\n", encoding="utf-8")
    assert refused(*EVERY_MISTAKE) == [
        "faq.yaml:+0:7: expected a kind of section, found 'fak' (did you mean 'faq'?) | "
        "A kind is one of: article, summary, signals, foods, supplements, steps, faq.",
        "foods.yaml:+0:14: unknown example 'almond' (did you mean 'almonds'?) | Examples stand under 'chart: items:'.",
        "foods.yaml:+0:5: unknown field 'richnes' (did you mean 'richness'?)",
        "foods.yaml:+0:11: unknown icon 'fisch' (did you mean 'fish'?) | Icons stand in assets/icons/icons.toml.",
        "glucose.yaml: section 'glucose' is not in the topic's list | Add it to 'sections' in topic.yaml.",
        "notes.yml: this file is not read | A section's file ends in '.yaml'; rename or move it.",
        "stress.yaml:+1:1: 'icon' is given twice; first on line 7 | "
        "Join the two, or rename one; or did the next item of a list lose its '- '?",
        "tips.yaml:+0:9: this text is empty | Write the text, or take the whole entry out.",
        "tips.yaml:+0:5: missing translation 'en' | Every text stands in nl and en.",
        "tips.yaml:+0:9: HTML is not allowed in a text | Use **bold**, *italic* or [words](https://address).",
        "topic.yaml:+0:21: unknown language 'de' | There are: nl, en.",
        "topic.yaml:+0:64: unknown source 'fondation' (did you mean 'foundation'?) | "
        "Sources stand in topic.yaml under 'sources'.",
        "topic.yaml:+0:99: unknown section 'glucos' (did you mean 'glucose'?) | "
        "Each section is a file of that name beside topic.yaml.",
    ]


def test_a_problem_names_the_file_as_its_reader_would_type_it(
    make_topic: MakeTopic, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Relative to where they are; whole from elsewhere."""
    folder = make_topic(("tips.yaml", "kind: steps", "kind: stops"))
    for here, path in ((folder, Path("magnesium/tips.yaml")), (folder / "magnesium", Path("tips.yaml"))):
        monkeypatch.chdir(here)
        with pytest.raises(ContentError) as caught:
            topics.load("magnesium", folder)
        assert [problem.path for problem in caught.value.problems] == [str(path)]


WRONG_LANGUAGE = "topic.yaml:+0:{}: unknown language {} | There are: nl, en."


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        ("[nl, em]", [WRONG_LANGUAGE.format(17, "'em'")]),
        ("[fr]", [WRONG_LANGUAGE.format(13, "'fr'")]),
        ("[nl, NL]", [WRONG_LANGUAGE.format(17, "'NL' (did you mean 'nl'?)")]),
        ("[nl, en, nl]", ["topic.yaml:+0:21: 'nl' is given twice in this list | Rename one, or take it out."]),
        ("[]", ["topic.yaml:+0:12: this list is empty; it needs at least 1 | Add what is missing, each with '- '."]),
        (
            "[{a: b}]",
            [
                "topic.yaml:+0:13: expected a text, found a mapping | "
                "A text that holds ': ' or starts with a bracket needs quotes."
            ],
        ),
        ("nl", ["topic.yaml:+0:12: expected a list, found 'nl' | Start each item on a line of its own with '- '."]),
    ],
)
def test_a_wrong_list_of_languages_is_one_problem(refused: Refused, languages: str, expected: list[str]) -> None:
    """Not one at every text of the topic."""
    assert refused(("topic.yaml", "languages: [nl, en]", f"languages: {languages}")) == expected


def test_a_topic_in_one_language_needs_no_other(make_topic: MakeTopic) -> None:
    """And what stands in the other one is refused, where the list says that it is not written."""
    folder = make_topic(("topic.yaml", "languages: [nl, en]", "languages: [nl]"))
    with pytest.raises(ContentError) as caught:
        topics.load("magnesium", folder)
    assert {problem.message for problem in caught.value.problems} == {"unknown field 'en'"}


NO_MAPPING = "Write its fields on lines of their own, each as name: text."
NO_LIST = "Start each item on a line of its own with '- '."


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (("tips.yaml", "kind: steps", "kind: [x]"), "tips.yaml:+0:7: expected a kind of section, found a list"),
        (("tips.yaml", "kind: steps", "kind: {a: b}"), "tips.yaml:+0:7: expected a kind of section, found a mapping"),
        (("tips.yaml", "kind: steps", "kind: ''"), "tips.yaml:+0:7: missing field 'kind'"),
        (("tips.yaml", "kind: steps\n", ""), "tips.yaml:+0:1: missing field 'kind'"),
        (("topic.yaml", "\nfacts:\n", "\nfacts: []\nfacts-of-old:\n"), "expected a mapping, found a list"),
        (("topic.yaml", "\nsources:\n", '\nsources: ""\nsources-of-old:\n'), "expected a mapping, found nothing"),
        (("topic.yaml", "\npresets:\n", "\npresets: {}\npresets-of-old:\n"), "this mapping is empty"),
        (("topic.yaml", "\nfigures:\n", "\nfigures: {a: 1}\nfigures-of-old:\n"), "expected a list, found a mapping"),
        (("topic.yaml", "front: [signals, foods, tips]", "front: [[signals]]"), "expected a text, found a list"),
        (("topic.yaml", 'version: "2026-11"', "version: [1]"), "expected a text, found a list"),
        (("topic.yaml", 'illustration: "still-life"', 'illustration: "../../icons/cocoa"'), "unknown illustration"),
        (("foods.yaml", "  items:\n", "  items: {}\n  items-of-old:\n"), "expected a list, found a mapping"),
        (("foods.yaml", "\nchart:\n", "\nchart: []\nchart-of-old:\n"), "expected a mapping, found a list"),
        (("foods.yaml", "\nfoods:\n", "\nfoods: [a, [b]]\nfoods-of-old:\n"), "expected a mapping, found 'a'"),
        (
            ("foods.yaml", '- id: avocado\n    name: {nl: "Avocado", en: "Avocado"}', "- id: [a]\n    name: {}"),
            "a list",
        ),
    ],
)
def test_the_wrong_shape_is_told_in_plain_words(refused: Refused, edit: tuple[str, str, str], expected: str) -> None:
    """Whatever stands where a mapping, a list or a text should."""
    found = refused(edit)
    assert any(expected in problem for problem in found), found
    assert not any(word in " ".join(found) for word in ("Input", "Error", "unpack", "object", "NoneType"))


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        (
            [("topic.yaml", "salt, glucose, faq]\n# The first", "salt, salt, glucose, faq]\n# The first")],
            ["topic.yaml:+0:99: 'salt' is given twice in this list | Rename one, or take it out."],
        ),
        (
            [("signals.yaml", "- id: muscles", "- id: mental")],
            ["signals.yaml:+0:9: 'mental' is given twice in this list | Rename one, or take it out."],
        ),
        (
            [("foods.yaml", "- id: sunflower-seeds", "- id: pumpkin-seeds")],
            ["foods.yaml:+0:11: 'pumpkin-seeds' is given twice in this list | Rename one, or take it out."],
        ),
    ],
)
def test_what_would_be_printed_twice_or_never_is_refused(
    refused: Refused, edits: list[tuple[str, str, str]], expected: list[str]
) -> None:
    """Names that a list holds twice: a section, a row, a measured food."""
    assert refused(*edits) == expected


@pytest.mark.parametrize("change", ["", "kind: supplements\nname: [\n", "kind: supplements\nname: {nl: a, en: b}\n"])
def test_cautions_that_cannot_be_read_are_not_called_missing(make_topic: MakeTopic, change: str) -> None:
    """Only the file of the cautions has problems, not each dose of the others."""
    folder = make_topic()
    (folder / "magnesium" / "supplements.yaml").write_text(change, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        topics.load("magnesium", folder)
    assert {Path(problem.path).name for problem in caught.value.problems} == {"supplements.yaml"}


def test_facts_of_foods_are_known_whatever_the_file_is_called(make_topic: MakeTopic) -> None:
    """`{food-pumpkin-seeds}` belongs to the section of kind foods."""
    folder = make_topic()
    place = folder / "magnesium"
    (place / "foods.yaml").rename(place / "eating.yaml")
    about = (place / "topic.yaml").read_text(encoding="utf-8")
    about = re.sub(r"(?m)^( *(?:sections|front): .*?)\bfoods\b", r"\1eating", about)
    (place / "topic.yaml").write_text(about, encoding="utf-8")
    assert "eating" in topics.load("magnesium", folder).sections


SIGNS = st.sampled_from(
    [*"\n :-'\"[]{}#&*!|>%@`,.0aé<\t\x00\ufeff", "- ", "\n  ", ": ", "{dose}", "<b>", "400 mg", "[]"]
)


ONE_LINE = re.compile(r"""(?m)^( *(?:- )?[a-z0-9_-]+:) (?:[^'"{}[\]\n]+|"[^"\n]*"|\{[^{}\n]*\}|\[[^[\]\n]*\])$""")
"""A field whose whole value stands beside its name."""


def _mutated(data: bytes, draw: st.DrawFn) -> bytes:
    """A slip of the kind that editors, mergers and half a download make."""
    text = data.decode()
    start = draw(st.integers(0, len(text)))
    length = draw(st.sampled_from([0, 1, 1, 1, 2, 40, len(text)]))
    put = "" if length == len(text) else draw(st.one_of(st.just(""), SIGNS))
    return (text[:start] + put + text[start + length :]).encode()


@st.composite
def slips(draw: st.DrawFn, data: bytes) -> bytes:
    """A file with one or two slips in it."""
    for _ in range(draw(st.integers(1, 2))):
        data = _mutated(data, draw)
    return data


def _spoilt(text: str, value: str, start: int) -> str:
    """A file with another value in two of three fields."""
    count = itertools.count(start)

    def put(field: re.Match[str]) -> str:
        return f"{field[1]} {value}" if next(count) % 3 else field[0]

    return ONE_LINE.sub(put, text)


def without_remedy(error: Exception) -> list[Problem]:
    """The problems that only say what is wrong, and not what to do."""
    problems = error.problems if isinstance(error, ContentError) else ()
    return [problem for problem in problems if not problem.hint and "did you mean" not in problem.message]


def _survives(folder: Path, name: str, data: bytes) -> None:
    """Load what is left, and make a document of it if it can be loaded; any other error is ours."""
    (folder / "magnesium" / name).write_bytes(data)
    try:
        topic = topics.load("magnesium", folder)
    except (ContentError, ChoiceError) as error:
        assert str(error)
        assert not without_remedy(error)
        return
    chosen = selection.choose(topic, sections=topic.about.sections)
    for code in topic.about.languages:
        for editorial in (True, False):
            document.build(topic, chosen, LANGUAGES[code], formats.named("handout-a4"), editorial=editorial)


def _fuzz(folder: Path, name: str, examples: int) -> None:
    shutil.copytree(topics.FOLDER / "magnesium", folder / "magnesium")

    @given(slips((folder / "magnesium" / name).read_bytes()))
    @settings(max_examples=examples, deadline=None, database=None)
    def test(data: bytes) -> None:
        _survives(folder, name, data)

    test()


@pytest.mark.parametrize("name", FILES)
def test_a_slip_gives_problems_or_a_topic_that_can_be_printed(tmp_path: Path, name: str) -> None:
    """Never anything else; and each problem with what to do about it."""
    _fuzz(tmp_path, name, 10)


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_many_slips_give_problems_or_a_topic_that_can_be_printed(tmp_path: Path, name: str) -> None:
    """Never anything else, however long one looks."""
    _fuzz(tmp_path, name, 200)


@pytest.mark.parametrize("value", ["", "[[]]", "{a: {b: []}}", "0", "'{dose} <b>'", "xyz", "'3,5 mg'", "-1", "[a, a]"])
def test_every_mistake_comes_with_its_remedy(tmp_path: Path, value: str) -> None:
    """A hint, or the name that was probably meant: in two of three fields of every file at once, three times over."""
    shutil.copytree(topics.FOLDER / "magnesium", tmp_path / "magnesium")
    found: list[Problem] = []
    for start in range(3):
        for name in FILES:
            text = (topics.FOLDER / "magnesium" / name).read_text(encoding="utf-8")
            (tmp_path / "magnesium" / name).write_text(_spoilt(text, value, start), encoding="utf-8")
        with pytest.raises(ContentError) as caught:
            topics.load("magnesium", tmp_path)
        found += caught.value.problems
        assert not without_remedy(caught.value)
    assert len(found) > 200


@pytest.mark.parametrize("name", FILES)
def test_any_field_may_be_missing_or_of_another_shape(tmp_path: Path, name: str) -> None:
    """Every value in turn replaced by what does not belong there, a sample of them here."""
    shutil.copytree(topics.FOLDER / "magnesium", tmp_path / "magnesium")
    lines = (tmp_path / "magnesium" / name).read_text(encoding="utf-8").splitlines(keepends=True)
    places = [index for index, line in enumerate(lines) if ": " in line and "#" not in line]
    for index in random.Random(name).sample(places, min(4, len(places))):
        field = lines[index].partition(": ")[0]
        for value in ("", " [[]]", " {a: {b: []}}", " 0", " '{dose} <b>'"):
            changed = [*lines[:index], f"{field}:{value}\n", *lines[index + 1 :]]
            _survives(tmp_path, name, "".join(changed).encode())
