"""Templates of a designer: laid over ours file by file, able to run no code, their mistakes told with a place."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from handouts import document, formats, markup, selection, themes, topics
from handouts.document import Handout
from handouts.document.chart import Chart, Frame
from handouts.errors import ContentError
from handouts.language import LANGUAGES
from handouts.markup.templates import environment, mistakes_in
from handouts.resources import TEMPLATES

FOODS = "{% for part in handout.parts if part.kind == 'foods' %}{% include section(part.kind) %}{% endfor %}"
HINT = "docs/formats.md tells what a template may use."
Set = Callable[..., markup.Markup]


@pytest.fixture(scope="module")
def handout() -> Handout:
    """The short magnesium in a format whose template is a designer's."""
    topic = topics.load("magnesium")
    fmt = replace(formats.named("flyer-a6"), name="card", layout="card", brief=False)
    return document.build(topic, selection.choose(topic, preset="short"), LANGUAGES["nl"], fmt)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A designer's folder, with a stylesheet and no template."""
    (tmp_path / "formats").mkdir()
    (tmp_path / "card.css").write_text("", encoding="utf-8")
    return tmp_path


@pytest.fixture
def set_with(own: Path, handout: Handout) -> Set:
    """Set the handout with these templates in the designer's folder."""

    def made(card: str = "", **others: str) -> markup.Markup:
        environment.cache_clear()  # file times may not tell two writes of one moment apart
        files = {name.replace("__", "/") + ".html.j2": text for name, text in others.items()}
        if card:
            files["formats/card.html.j2"] = card
        for name, text in files.items():
            (own / name).parent.mkdir(parents=True, exist_ok=True)
            (own / name).write_text(text, encoding="utf-8")
        return markup.render(handout, themes.named("clinic", own=own), drawn, 9)

    return made


def drawn(chart: Chart, frame: Frame, tokens: Mapping[str, str]) -> bytes:
    """Stand in for a chart's picture."""
    return b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def told(caught: pytest.ExceptionInfo[ContentError], own: Path) -> str:
    """The one problem, without the folder, and without the hint that each has."""
    (problem,) = caught.value.problems
    assert problem.hint == HINT
    return str(replace(problem, hint="")).removeprefix(f"{own}{os.sep}")


@pytest.mark.parametrize(
    ("card", "said"),
    [
        ("<p>\n{% if %}", "2: this template cannot be used: Expected an expression, got 'end of statement block'"),
        ("{% for part in handout.parts %}\n\n", "1: this template cannot be used: Unexpected end of template."),
        ("\n{% fr x %}", "2: this template cannot be used: Encountered unknown tag 'fr'."),
        ("\n\n{{ titel }}", "3: this template cannot be used: 'titel' is undefined"),
        ("{{ handout.titel }}", "1: this template cannot be used: a Handout has no attribute 'titel'"),
        ("{{ words['nothing'] }}", "1: this template cannot be used: 'dict object' has no attribute 'nothing'"),
        ("\n{{ handout.title|shout }}", "2: this template cannot be used: No filter named 'shout'."),
        ("\n{{ icon('nothing') }}", "2: this template cannot be used: there is nothing named 'nothing'"),
        ("{{ icon() }}", "1: this template cannot be used: Shelf.icon() missing 1 required positional argument"),
        ("{{ handout.title|prose }}", "1: this template cannot be used: 'str' object has no attribute 'text'"),
        ("{{ 1 // 0 }}", "1: this template cannot be used: "),
        (
            '\n{% include "components/nothing.html.j2" %}',
            "2: this template cannot be used: there is no components/noth",
        ),
        ("\n{% include section('zzz') %}", "2: this template cannot be used: there is no sections/zzz.html.j2"),
        ('{% include "../../secret" %}', "1: this template cannot be used: there is no ../../secret"),
        ('{% include "/etc/hostname" %}', "1: this template cannot be used: there is no /etc/hostname"),
    ],
)
def test_a_mistake_in_an_own_template_is_told_with_its_line(card: str, said: str, set_with: Set, own: Path) -> None:
    """As a problem of their file; nobody is shown our traceback."""
    with pytest.raises(ContentError) as caught:
        set_with(card)
    assert told(caught, own).startswith(f"formats{os.sep}card.html.j2:{said}"), told(caught, own)


def test_a_missing_template_is_told_with_the_place_it_should_have(set_with: Set, own: Path) -> None:
    """A row of the table without its template."""
    with pytest.raises(ContentError) as caught:
        set_with()
    assert told(caught, own) == (
        f"formats{os.sep}card.html.j2: this template cannot be used: there is no formats/card.html.j2"
    )


def test_a_mistake_is_told_of_the_file_that_has_it(set_with: Set, own: Path) -> None:
    """Of one that another includes, or builds on; in a block, or a macro."""
    for others in (
        {"formats__card__foods": "\n{{ nothing }}"},
        {"components__header": "\n{{ nothing }}"},
        {"base": "\n{{ nothing }}"},
    ):
        (name,) = others
        with pytest.raises(ContentError) as caught:
            set_with(
                '{% extends "base.html.j2" %}{% block page %}{% include "components/header.html.j2" %}'
                f"{FOODS}{{% endblock %}}",
                **others,
            )
        path = Path(f"{name.replace('__', '/')}.html.j2")
        assert told(caught, own) == f"{path}:2: this template cannot be used: 'nothing' is undefined"
        (own / path).unlink()


@pytest.mark.parametrize(
    "card",
    [
        "{{ handout.__class__ }}",
        "{{ handout.title.__class__.__mro__ }}",
        "{{ icon.__self__ }}",
        "{{ icon.__func__.__globals__ }}",
        "{{ section.__globals__ }}",
        "{{ handout['__class__'] }}",
        "{{ handout|attr('__dict__') }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ '{0.__class__}'.format(handout) }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{% set x = [] %}{{ x.append(1) }}",
        "{{ words.update({}) }}",
        "{{ words.clear() }}",
        "{% for part in handout.parts %}{{ part.__setattr__('name', 'x') }}{% endfor %}",
        "{% set handout.title = 'x' %}",
        "{{ range(10000000)|list }}",
        "{% import 'os' as os %}",
    ],
)
def test_an_own_template_reaches_no_code_and_changes_nothing(card: str, set_with: Set, handout: Handout) -> None:
    """What it asks for beyond the handout is refused, as a mistake of theirs."""
    before = repr(handout)
    with pytest.raises(ContentError, match="this template cannot be used: "):
        set_with(card)
    assert repr(handout) == before


def test_what_it_prints_is_escaped(set_with: Set, handout: Handout) -> None:
    """Also where it says that it is safe to leave that out: prose is the only HTML of a topic."""
    html = set_with("{{ '<b>' ~ handout.title }} {{ handout.parts[0].heading|prose }}").html
    assert html.startswith(f"&lt;b&gt;{handout.title} ")


def test_a_file_of_theirs_stands_in_for_ours(set_with: Set, own: Path) -> None:
    """By its name; and ours serves wherever they have none."""
    extends = '{% extends "base.html.j2" %}{% block page %}{% include "components/header.html.j2" %}{% endblock %}'
    ours = set_with(extends).html
    assert "<header" in ours and "run-foot" in ours
    theirs = set_with(extends, components__header="<header>{{ handout.title }}, {{ format.name }}</header>").html
    assert "<header>Magnesium, card</header>" in theirs and "run-foot" in theirs


def test_a_section_is_looked_for_in_the_layout_first(set_with: Set, own: Path, handout: Handout) -> None:
    """Then, in brief formats, among the short ones, then among the whole ones."""
    assert "<table" in set_with(FOODS).html
    assert set_with(FOODS, sections__foods="whole").html == "whole"
    assert set_with(FOODS, brief__foods="short").html == "whole"
    brief = replace(handout, format=replace(handout.format, brief=True))
    assert markup.render(brief, themes.named("clinic", own=own), drawn, 9).html == "short"
    assert set_with(FOODS, formats__card__foods="own").html == "own"
    assert markup.render(brief, themes.named("clinic", own=own), drawn, 9).html == "own"


def test_a_mistake_of_ours_keeps_its_traceback(handout: Handout, tmp_path: Path, own: Path) -> None:
    """Without a folder of theirs, and with one in which the mistake is not."""
    ours = tmp_path / "ours"
    (ours / "formats").mkdir(parents=True)
    empty = tmp_path / "empty"
    empty.mkdir()
    for words, error in {"{{ x }}": UndefinedError, "{% if %}": TemplateSyntaxError}.items():
        (ours / "formats" / "card.html.j2").write_text(words, encoding="utf-8")
        for folder in (None, empty):
            (own / "formats" / "card.html.j2").unlink(missing_ok=True)
            with pytest.raises(error):
                markup.render(handout, themes.named("clinic", own=folder), drawn, 9, templates=ours)
        environment.cache_clear()
    with pytest.raises(TemplateNotFound):
        markup.render(handout, themes.named("clinic"), drawn, 9)


def test_a_problem_that_is_told_already_stays_as_it_is(set_with: Set, own: Path) -> None:
    """A template that asks for a room of a broken theme.toml has no mistake in it."""
    (own / "theme.toml").write_text("[charts\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"theme\.toml:1:8: this is no TOML: "):
        set_with("{% for part in handout.parts if part.chart %}{{ frame(part.chart.chart).width_mm }}{% endfor %}")


def test_an_error_without_words_is_named(own: Path) -> None:
    """By its kind, so that the line does not end in nothing."""
    path = own / "formats" / "card.html.j2"
    code = compile("raise ValueError", str(path), "exec")
    with pytest.raises(ContentError) as caught, mistakes_in((own,)):
        exec(code)
    assert told(caught, own) == f"formats{os.sep}card.html.j2:1: this template cannot be used: ValueError"


def test_ours_are_templates_too() -> None:
    """Every one can be read."""
    for path in TEMPLATES.rglob("*.j2"):
        environment(TEMPLATES).get_template(path.relative_to(TEMPLATES).as_posix())


def test_a_template_that_is_no_text_is_told_of_its_file(set_with: Set, own: Path) -> None:
    """The error in decoding it names none."""
    (own / "formats" / "card.html.j2").write_bytes(b"<p>\xe9\xe9n</p>")
    (own / "formats" / "other.html.j2").write_bytes(b"\xff")
    with pytest.raises(ContentError) as caught:
        set_with()
    assert told(caught, own).startswith(f"formats{os.sep}card.html.j2: this template cannot be used: 'utf-8' codec")


def test_a_row_that_its_layout_cannot_use_is_told_of_the_table(own: Path, handout: Handout) -> None:
    """A layout of ours may need more than a row must say; without a table of theirs, that is our own crash."""
    folded = replace(handout, format=replace(handout.format, layout="leaflet-trifold", brief=True, folds=()))
    theme = themes.named("clinic", own=own)
    with pytest.raises(UndefinedError):
        markup.render(folded, theme, drawn, 9)
    (own / "formats.toml").write_text("", encoding="utf-8")
    with pytest.raises(
        ContentError, match=r"formats\.toml: a row lacks what its layout needs: .*\n    Compare it with"
    ):
        markup.render(folded, theme, drawn, 9)
