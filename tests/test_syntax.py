"""Broken YAML, explained: the message, its place and its remedy, to the letter."""

from __future__ import annotations

import pytest

from handouts.errors import ContentError
from handouts.topics.located import parse

ALIGNED = "Names of one mapping, and items of one list, start in the same column."
PLAIN_BACKSLASH = "Use single quotes, in which a backslash is just a backslash, or write \\\\."
BRACKET = "A text that starts with '{}', and an item that holds a comma or a bracket, needs quotes."


def refused(text: str) -> list[str]:
    """All problems of a file, as place, message and hint."""
    with pytest.raises(ContentError) as caught:
        parse(text.encode(), "f")
    return [f"{p.line}:{p.column}: {p.message} | {p.hint}" for p in caught.value.problems]


@pytest.mark.parametrize("start", list("%@`"))
def test_a_text_cannot_start_with_a_reserved_character(start: str) -> None:
    """The whole text is shown as it should be written."""
    assert refused(f"a: {start}it's x\n") == [
        f"1:4: a text cannot start with '{start}' | Put it in quotes: '{start}it''s x'."
    ]


@pytest.mark.parametrize(
    "text",
    ["**bold** text", "*it* text", "& b", "!Let! op", "!é x", "> text", "| text", "|3x", "? x"],
)
def test_a_text_that_looks_like_a_mark_of_yaml(text: str) -> None:
    """Markdown and plain sentences that YAML takes for something of its own."""
    expected = [f"2:6: a text cannot start with '{text[0]}' | Put it in quotes: '{text}'."]
    assert refused(f"x:\n  a: {text}\n  b: c\n") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: Tip: more\n", "1:7: a text with a colon needs quotes | Write a: 'Tip: more'."),
        ("é:\n- 😀: it's: c\n", "2:10: a text with a colon needs quotes | Write 😀: 'it''s: c'."),
        (
            "a: 1\n  b: 2\n",
            "2:4: this line is indented too deeply, or a text with a colon needs quotes | "
            "Names of one mapping start in the same column.",
        ),
        (
            "a:\n    b: 1\n  c: 2\n",
            f"3:3: this line is indented by 2 spaces, like no line that it could belong to | {ALIGNED}",
        ),
        (
            "a:\n  - b\n - c\n",
            f"3:2: this line is indented by 1 space, like no line that it could belong to | {ALIGNED}",
        ),
        ('a: "foo\nb: c\n', "1:4: the quote that opens here is never closed | Add one at the end of the text."),
        ("a: 'foo\n---\nb: c\n", "1:4: the quote that opens here is never closed | Add one at the end of the text."),
        (
            'a: "foo\nb: "bar"\n',
            "1:4: the quote that opens here is not closed where it should be | "
            "The quote at line 2, column 4 was taken for its end: is one missing in between?",
        ),
        (
            "a: 'it's fine'\n",
            "1:8: text goes on after the closing quote | "
            "Put the whole text in quotes; a quote mark inside ' is written ''.",
        ),
        (
            '- "b"  c\n',
            "1:8: text goes on after the closing quote | "
            'Put the whole text in quotes; a quote mark inside " is written \\".',
        ),
        ("a: [x](http://x) y\n", "1:7: text goes on after ']' | A text that starts with '[' needs quotes."),
        ("a: {x} y\n", "1:8: text goes on after '}' | A text that starts with '{' needs quotes."),
        ("a: [b, c\nd: e\n", f"1:4: '[' is not closed with ']' (noticed on line 2) | {BRACKET.format('[')}"),
        ("a: {b: c\nd: e\n", f"1:4: '{{' is not closed with '}}' (noticed on line 2) | {BRACKET.format('{')}"),
        ("a: [b, [c] d]\n", f"1:12: ',' or ']' is expected here | {BRACKET.format('[')}"),
        ("a: [,]\n", "1:5: something is missing before this | Is there a comma or a bracket too many?"),
        ('a: "\\d"\n', f"1:5: a backslash in double quotes starts a code, and this is none | {PLAIN_BACKSLASH}"),
        ('a: "\\xg"\n', f"1:7: a backslash in double quotes starts a code, and this is none | {PLAIN_BACKSLASH}"),
        ('a: "\\ud800"\n', f"1:7: a backslash in double quotes starts a code, and this is none | {PLAIN_BACKSLASH}"),
        ("%FOO x\n---\na: b\n", "1:1: a line cannot start with '%' | A text that starts with '%' needs quotes."),
        ("%YAML 3.0\n---\na: b\n", "1:1: a line cannot start with '%' | A text that starts with '%' needs quotes."),
        (
            "a: b\n...\nfoo: b\n",
            "3:1: the content ended above; nothing can follow it | "
            "Everything is part of one mapping: lines of the form name: text.",
        ),
        (
            "a: b\nfoo\nc: d\n",
            "2:1: a name with a colon is expected here, found 'foo' | "
            "Write name: text; a text that runs on is indented more deeply than its name.",
        ),
        (
            "a: b\n- c\n",
            "2:1: a name is expected here, not a list item | "
            "A list and names cannot stand in one column; the list needs a name above it.",
        ),
        (
            "- a\nb: c\n",
            "2:1: a list item is expected here, starting with '- ' | A list and names cannot stand in one column.",
        ),
        (
            "a: - x\n",
            "1:4: a list cannot start beside its name | "
            "Start it on the next line; a text that starts with '-' needs quotes.",
        ),
        ('"a" b: c\n', "1:5: this cannot stand here | If it belongs to a text, put the whole text in quotes."),
        (": x\n", "1:1: a name is missing before ':' | Write name: text."),
        (
            "a: b\n%x: c\n",
            "2:3: this is not valid YAML | "
            "The parser says: found unexpected non-alphabetical character (while scanning a directive).",
        ),
    ],
)
def test_broken_grammar_is_explained(text: str, expected: str) -> None:
    """In plain words, where the mistake is rather than where the parser gave up."""
    assert refused(text) == [expected]


def test_a_long_text_is_shortened_in_the_remedy() -> None:
    """A message stays readable."""
    (problem,) = refused(f"a: @{'x' * 500}\n")
    assert problem.endswith(f"Put it in quotes: '@{'x' * 58}…'.")


def test_problems_before_the_break_are_told_too() -> None:
    """Parsing collects until it cannot go on."""
    assert [line.split(" |")[0] for line in refused("a: b\na: c\nd: *x\ne: @\n")] == [
        "2:1: 'a' is given twice; first on line 1",
        "3:4: '*x' is an alias to YAML, which is not allowed",
        "4:4: a text cannot start with '@'",
    ]
