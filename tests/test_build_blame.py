"""What a practice's name and logo do to a page: told of its file where they do it, of the page where it is full."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from handouts import document, formats, selection, topics
from handouts.build.blame import restated
from handouts.document import Handout
from handouts.errors import Finding
from handouts.language import LANGUAGES
from handouts.topics import Brand

FILE = Path("brand.yaml").absolute()
LONG = Finding("page 1", "does not fit the @top-left of the page: it runs 9.0 mm past its right edge", fit=True)
OVER = Finding("page 1", "the text runs 9.0 mm past the bottom edge of the page", fit=True)
MORE = Finding("page 1", "the text runs 5.0 mm past the bottom edge of the page", fit=True)
BROKEN = Finding("the document", "it cannot be drawn")


def told(findings: Iterable[Finding], *, without: Iterable[Finding], without_logo: Iterable[Finding]) -> list[Finding]:
    """What is told of findings, where there are others without the practice, or without its logo alone."""
    topic = topics.load("magnesium")
    brand = Brand(name="De Linde", telephone="010", website="", logo=b"x", logo_type=".png")
    fmt = formats.named("handout-a4")
    handout = document.build(topic, selection.choose(topic, preset="short"), LANGUAGES["nl"], fmt, brand=brand)

    def lay_out(other: Handout) -> Iterable[Finding]:
        return without if other.brand is None else without_logo

    return restated(findings, handout, FILE, lay_out)


@pytest.mark.parametrize(
    ("finding", "said", "remedy"),
    [
        (LONG, "the practice's name does not fit the head of the page with its telephone", "leave out the telephone."),
        (OVER, "the page has no room for the practice's name with its telephone: ", ", or choose fewer sections."),
        (BROKEN, "the practice's name or telephone: it cannot be drawn", "Write it with other characters."),
    ],
)
def test_what_a_name_does_is_told_of_its_file(finding: Finding, said: str, remedy: str) -> None:
    """Fewer sections help where it stands in the flow of the page, so that what would fit is worth looking for."""
    (found,) = told([finding], without=[], without_logo=[finding])
    assert Path(found.place).name == FILE.name
    assert found.message.startswith(said) and found.remedy.endswith(remedy)
    assert found.fit == (finding is OVER)


@pytest.mark.parametrize(
    ("finding", "said", "remedy"),
    [
        (LONG, "the practice's logo does not fit the head of the page", "Use a narrower one."),
        (OVER, "the page has no room for the practice's logo: ", "Leave it out, or choose fewer sections."),
        (BROKEN, "the practice's logo: it cannot be drawn", "Save it anew: as a plain SVG, or as a PNG."),
    ],
)
def test_what_a_logo_does_is_told_of_it(finding: Finding, said: str, remedy: str) -> None:
    """As is known where it is gone without the logo."""
    (found,) = told([finding], without=[], without_logo=[])
    assert found.message.startswith(said) and found.remedy == remedy
    assert found.fit == (finding is OVER)


def test_a_page_that_is_too_full_without_it_is_told_as_that() -> None:
    """By how much differs; a name that does not fit the head is told besides."""
    assert told([OVER, BROKEN], without=[MORE, BROKEN], without_logo=[MORE]) == [OVER, BROKEN]
    found = told([OVER, LONG], without=[MORE], without_logo=[MORE, LONG])
    assert found[-1] == OVER and found[0].message.startswith("the practice's name does not fit the head")
