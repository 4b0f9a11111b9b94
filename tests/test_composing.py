"""What YAML offers and content may not use: each refused once, at its place, with its remedy."""

from __future__ import annotations

import time

import pytest

from handouts.errors import ContentError
from handouts.topics.composing import DEEPEST
from handouts.topics.located import parse

QUOTES = "A text that starts with '{}' needs quotes."
BRACKET = "A text that starts with a bracket needs quotes."
TWICE = "Join the two, or rename one; or did the next item of a list lose its '- '?"
MAPPING = "A content file is a mapping: lines of the form name: text."
SPACES = "Indent with spaces; most editors can insert spaces for the Tab key."


def refused(text: str) -> list[str]:
    """All problems of a file, as place, message and hint."""
    with pytest.raises(ContentError) as caught:
        parse(text.encode(), "f")
    return [f"{p.line}:{p.column}: {p.message} | {p.hint}" for p in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b\nc: d\n'a': e\n", f"3:1: 'a' is given twice; first on line 1 | {TWICE}"),
        ("x:\n- é: {b: 1, b: 2}\n", f"2:13: 'b' is given twice; first on line 2 | {TWICE}"),
        ("a: *x\n", f"1:4: '*x' is an alias to YAML, which is not allowed | {QUOTES.format('*')}"),
        ("*x", f"1:1: '*x' is an alias to YAML, which is not allowed | {QUOTES.format('*')}"),
        ("- *x y\n- b\n", f"1:3: '*x' is an alias to YAML, which is not allowed | {QUOTES.format('*')}"),
        ("a: &b c\n", f"1:4: '&b' is an anchor to YAML, which is not allowed | {QUOTES.format('&')}"),
        ("a: &b\n  c: d\n", f"1:4: '&b' is an anchor to YAML, which is not allowed | {QUOTES.format('&')}"),
        ("a: !b [c]\n", f"1:4: '!b' is a tag to YAML, which is not allowed | {QUOTES.format('!')}"),
        ("!b c: d\n", f"1:1: '!b' is a tag to YAML, which is not allowed | {QUOTES.format('!')}"),
        ("a: !!str 4\n", f"1:4: '!!str' is a tag to YAML, which is not allowed | {QUOTES.format('!')}"),
        ("a: ! b\n", f"1:4: '!' is a tag to YAML, which is not allowed | {QUOTES.format('!')}"),
        (f"a: !{'b' * 99}", f"1:4: '!{'b' * 58}…' is a tag to YAML, which is not allowed | {QUOTES.format('!')}"),
        ("a: {<<: {b: c}}\n", "1:5: '<<' (merge) is not allowed | Write out the fields that it would bring in."),
        ("a: b\n---\nc: d\n", "2:1: a second document starts here | One file holds one document: take out '---'."),
        ("{a: b}: c\n", f"1:1: a name must be a text, not a mapping | {BRACKET}"),
        ("? [a]\n: c\n", f"1:3: a name must be a text, not a list | {BRACKET}"),
        ("? \n: c\n", "1:2: a name is missing before ':' | Write name: text."),
        ("a: {: b}\n", "1:5: a name is missing before ':' | Write name: text."),
        ('a: "\\0"\n', "1:4: this text holds a NUL character (U+0000), written with a backslash | Take it out."),
        ("", f"1:1: the file is empty | {MAPPING}"),
        ("\n \n", f"1:1: the file is empty | {MAPPING}"),
        ("# a\n\n", f"1:1: the file holds no fields | {MAPPING}"),
        ("---\n", f"1:1: the file holds no fields | {MAPPING}"),
        ("# x\n- a\n", f"2:1: the file holds a list; a mapping is expected | {MAPPING}"),
        ("[]", f"1:1: the file holds a list; a mapping is expected | {MAPPING}"),
        ("a b", f"1:1: the file holds a text without a name; a mapping is expected | {MAPPING}"),
        (
            "a: " + "[" * 40,
            f"1:{3 + DEEPEST}: this is nested too deeply | At most 32 levels; is there a bracket or a dash too many?",
        ),
    ],
)
def test_what_is_not_plain_is_refused(text: str, expected: str) -> None:
    """To the letter."""
    assert refused(text) == [expected]


@pytest.mark.parametrize("text", ['"<<": a', "'': a", "a: <<", "a: '*x'", "a: x*&!", "a: ''", "a: []", "{}"])
def test_what_only_looks_like_it_is_read(text: str) -> None:
    """Quotes take every special meaning away."""
    assert parse(text.encode(), "f")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a:\n\tb: c\n", "2:1: a tab is not allowed outside quotes"),
        ("a:\n  \tb: c\n", "2:3: a tab is not allowed outside quotes"),
        ("a:\n- b\n\t- c\n", "3:1: a tab is not allowed outside quotes"),
        ("a:\tb\n\nc: d\t# e\n#\t\n", "1:3: a tab is not allowed outside quotes (also on lines 3, 4)"),
        ("é: |\n  x\ty\n", "2:4: a tab is not allowed outside quotes"),
        ("a: \"b\tc\"\nd: 'e\tf'\t\n", "2:9: a tab is not allowed outside quotes"),
    ],
)
def test_a_tab_outside_quotes_is_refused(text: str, place: str) -> None:
    """One problem, for what the parser makes of the rest is no second mistake."""
    assert refused(text) == [f"{place} | {SPACES}"]


def test_a_tab_in_quotes_is_text_and_hides_nothing() -> None:
    """Nor does a tab elsewhere hide a later break of the grammar."""
    assert parse(b'"a\tb": "c\td"\n', "f").value == {"a\tb": "c\td"}
    assert [problem[:4] for problem in refused('a: b\t\nc: "d\te\n')] == ["1:5:", "2:4:"]


def test_problems_of_a_file_come_together() -> None:
    """A list on top, and what is in it; a refused name, and what is under it."""
    assert [line.split(" |")[0] for line in refused("- a: b\n  a: !c d\n")] == [
        "1:1: the file holds a list; a mapping is expected",
        "2:3: 'a' is given twice; first on line 1",
        "2:6: '!c' is a tag to YAML, which is not allowed",
    ]
    assert [line[:4] for line in refused("<<: {a: *x}\n? [*y]\n: b\n")] == ["1:1:", "1:9:", "2:3:", "2:4:"]


ENDLESS = [part * (900_000 // len(part)) for part in ("[", "{", "- ", "? ", "[[],", "{a: {b: ", "[{a: ", '"', "!", "*")]


@pytest.mark.parametrize("text", ENDLESS, ids=lambda text: repr(text[:8]))
def test_nesting_without_end_ends_at_once(text: str) -> None:
    """No recursion error, no crash, no waiting."""
    start = time.perf_counter()
    assert refused(text)
    assert time.perf_counter() - start < 1


def test_deepest_allowed_nesting() -> None:
    """One level less than refused is read."""
    assert parse(("a: " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1)).encode(), "f")
