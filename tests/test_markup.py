"""From a handout to HTML: texts as they are meant, nothing undefined, and every file that is named, no other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from output_fixtures import EDITIONS, SECTIONS, Edition, samples

from handouts import document, formats, markup, selection, themes, topics
from handouts.document import Handout
from handouts.document.chart import Chart, Frame
from handouts.document.handout import FoodsPart, Prose
from handouts.language import LANGUAGES, NO_BREAK_SPACE
from handouts.markup import rendering
from handouts.markup.prose import as_html
from handouts.markup.shelf import Shelf
from handouts.markup.templates import environment
from handouts.themes import Theme

ADDRESS = re.compile(r"handouts:[A-Za-z0-9_./-]+")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
BLOCKS = {
    "p",
    "div",
    "ul",
    "ol",
    "dl",
    "table",
    "section",
    "figure",
    "aside",
    "h1",
    "h2",
    "h3",
    "header",
    "nav",
    "main",
}
every_page = pytest.mark.parametrize("edition", [*EDITIONS, *samples(12, seed=5)], ids=str)


def drawn(chart: Chart, frame: Frame, tokens: Mapping[str, str]) -> bytes:
    """Stand in for a chart's picture."""
    return b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def handout(edition: Edition) -> Handout:
    """Resolve an edition of magnesium."""
    topic = topics.load("magnesium")
    chosen = selection.choose(topic, preset=edition.preset, sections=edition.sections)
    language = LANGUAGES[edition.language]
    return document.build(topic, chosen, language, formats.named("handout-a4"), editorial=edition.editorial)


def set_in(document: Handout, theme: Theme) -> markup.Markup:
    """Set a document in the size that it would be tried in first."""
    return markup.render(document, theme, drawn, markup.sizes(document, theme)[0])


def page(edition: Edition) -> markup.Markup:
    """Set an edition of magnesium."""
    return set_in(handout(edition), themes.named("clinic"))


# Texts


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain", "plain"),
        ("**bold** and *italic*", "<strong>bold</strong> and <em>italic</em>"),
        ("***both***", "<em><strong>both</strong></em>"),
        ("__bold__ and _italic_", "<strong>bold</strong> and <em>italic</em>"),
        ("[here](https://example.org/a?b=1&c=2)", '<a href="https://example.org/a?b=1&amp;c=2">here</a>'),
        ("[**bold** link](https://example.org)", '<a href="https://example.org"><strong>bold</strong> link</a>'),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ('she said "so"', "she said &quot;so&quot;"),
        ("<b>no</b><script>x()</script>", "&lt;b&gt;no&lt;/b&gt;&lt;script&gt;x()&lt;/script&gt;"),
        ("&amp; &lt; &#60;", "&amp;amp; &amp;lt; &amp;#60;"),
        (r"\*not italic\*", "*not italic*"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("**unfinished", "**unfinished"),
        ("snake_case_name", "snake_case_name"),
        ("# no heading", "# no heading"),
        ("- no list", "- no list"),
        ("1. no list", "1. no list"),
        ("`no code`", "`no code`"),
        ("![no picture](https://example.org/x.png)", '!<a href="https://example.org/x.png">no picture</a>'),
        ("https://example.org stays words", "https://example.org stays words"),
        ("{{ no }} {% template %}", "{{ no }} {% template %}"),
        ("", ""),
    ],
)
def test_prose_is_bold_italic_and_links(text: str, html: str) -> None:
    """And nothing else: everything else stays what was typed."""
    assert str(as_html(Prose(text))) == html


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JavaScript:alert(1)", "vbscript:x", "file:///etc/passwd", "data:text/html,x"]
)
def test_links_that_act_are_inert_text(address: str) -> None:
    """No link is made of them."""
    assert "<a" not in str(as_html(Prose(f"[click]({address})")))
    assert "<a" not in str(as_html(Prose(f"[click](<{address}>)")))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("300–400 mg per dag", "300–400~mg per dag"),
        ("25 g en 100 ml", "25~g en 100~ml"),
        ("5 µg", "5~µg"),
        ("2-3 uur later", "2-3~uur later"),
        ("4 hours, 3 h", "4~hours, 3~h"),
        ("10 mm breed", "10~mm breed"),
        ("2 grote glazen", "2 grote glazen"),
        ("3 maanden", "3 maanden"),
        ("vitamine B6 g", "vitamine B6~g"),
        ("geen getal mg", "geen getal mg"),
        ("**300 mg**", "**300~mg**"),
        ("300\u00a0mg", "300~mg"),
    ],
)
def test_numbers_are_kept_with_their_units(text: str, kept: str) -> None:
    """By a space that does not break."""
    wanted = str(as_html(Prose(kept.replace("~", NO_BREAK_SPACE))))
    assert str(as_html(Prose(text))) == wanted
    assert wanted.count(NO_BREAK_SPACE) == kept.count("~")


def test_sources_are_raised_numbers() -> None:
    """After the text, with commas between them."""
    assert str(as_html(Prose("300+", (1,)))) == '300+<sup class="ref">1</sup>'
    assert str(as_html(Prose("a", (2, 10)))) == 'a<sup class="ref">2,10</sup>'


@given(st.text())
def test_no_text_makes_other_tags(text: str) -> None:
    """Whatever is written, what comes out is escaped, and nests."""
    html = str(as_html(Prose(text)))
    tags = re.findall(r"<(/?)(\w*)", html)
    assert {name for _, name in tags} <= {"strong", "em", "a"}
    assert_nested(html)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("**Let op:** niet *zo* veel", "Let op: niet zo veel"),
        ("lees [hier](https://example.org) verder", "lees hier verder"),
        ("gewoon", "gewoon"),
    ],
)
def test_plain_text_has_no_marks(text: str, plain: str) -> None:
    """For titles and alternative texts."""
    assert Prose(text, (1,)).plain == plain


# Files


@every_page
def test_every_file_that_is_named_is_brought_and_no_other(edition: Edition) -> None:
    """What the page loads by address, and what is handed on with it, are the same."""
    made = page(edition)
    assert set(ADDRESS.findall(made.html)) == set(made.files)
    assert all(made.files.values())
    for name, content in made.files.items():
        if name.endswith(".svg"):
            assert b"<svg" in content
            assert not re.search(rb"(?:href|src)=[\"'](?!#)", content), name
            assert b"url(http" not in content


@every_page
def test_nothing_is_loaded_by_another_address(edition: Edition) -> None:
    """No picture, style, font or script from anywhere else."""
    html = page(edition).html
    assert re.findall(r'\bsrc="(?!handouts:)[^"]*"', html) == []
    assert {address.strip("\"' ")[:9] for address in re.findall(r"url\(([^)]*)\)", html)} <= {"handouts:"}
    assert "@import" not in html
    assert not re.search(r"<(?:script|iframe|object|embed|link|form|base)\b", html)
    assert not re.search(r"\son\w+=", html)


@every_page
def test_every_icon_has_a_rule_and_every_rule_an_icon(edition: Edition) -> None:
    """An icon without a rule would be an empty place."""
    html = page(edition).html
    used = {name for names in re.findall(r'class="([^"]*)"', html) for name in names.split() if name[:5] == "icon-"}
    ruled = re.findall(r"^\.(icon-[a-z-]+) \{ background-image", html, re.M)
    assert set(ruled) == used
    assert len(ruled) == len(used)


def test_a_face_is_brought_for_every_weight() -> None:
    """As the theme names them, under the family that its styles ask for."""
    made = page(Edition("nl", "short"))
    theme = themes.named("clinic")
    for weight, name in theme.faces.items():
        assert f'font-family: "Fira Sans"; font-weight: {weight}; src: url("handouts:fonts/{name}")' in made.html
        assert made.files[f"handouts:fonts/{name}"][:4] in (b"\0\1\0\0", b"OTTO")
    asked = {weight for weight in re.findall(r"font-weight:\s*(\w+)", theme.stylesheet(formats.named("handout-a4")))}
    assert asked <= set(theme.faces)


def test_sizes_come_from_the_row_of_the_format() -> None:
    """The sheet, the body size that is tried, and the floors of small type, which stylesheets ask for by name."""
    made = page(Edition("nl", "short"))
    fmt = formats.named("handout-a4")
    size = markup.sizes(handout(Edition("nl", "short")), themes.named("clinic"))[0]
    assert "@page { size: 210mm 297mm }" in made.html
    assert f"html {{ font-size: {size:g}pt }}" in made.html
    given = dict(re.findall(r"--([a-z-]+): ([\d.]+(?:pt|mm))", made.html.partition(":root {")[2].partition("}")[0]))
    assert given == {
        "small": f"{round(fmt.secondary * 1.0625, 2):g}pt",
        "fine": f"{fmt.secondary:g}pt",
        "bleed": "5mm",
        "disclaimer": f"{fmt.disclaimer:g}pt",
        "trim-width": "210mm",
    }


def test_the_code_that_is_scanned_is_black_on_white() -> None:
    """With the four modules of white around it that scanners need; it says the address that stands beside it."""
    made = page(Edition("nl", "short"))
    code = made.files["handouts:qr.svg"].decode()
    import segno

    expected = segno.make_qr("https://www.jeleefstijlalsmedicijn.nl", error="m")
    side = expected.symbol_size(border=4)[0]
    assert f'width="{side}"' in code
    assert f'height="{side}"' in code


# The page as HTML


class Nesting(HTMLParser):
    """Follows the tags of a page, and notes what is wrong with them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: Counter[str] = Counter()
        self.anchors: set[str] = set()
        self.headings: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where an element stands."""
        given = dict(attrs)
        if len(given) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        if given.get("id"):
            self.ids[given["id"] or ""] += 1
        if (given.get("href") or "").startswith("#"):
            self.anchors.add((given["href"] or "")[1:])
        if tag == "img" and not given.get("alt"):
            self.faults.append("<img> without words")
        if tag in BLOCKS and "p" in self.open:
            self.faults.append(f"<{tag}> in <p>")
        parent = self.open[-1] if self.open else ""
        allowed = {"li": {"ul", "ol"}, "tr": {"thead", "tbody"}, "td": {"tr"}, "th": {"tr"}, "dt": {"div", "dl"}}
        if tag in allowed and parent not in allowed[tag]:
            self.faults.append(f"<{tag}> in <{parent}>")
        if parent in ("ul", "ol") and tag != "li":
            self.faults.append(f"<{tag}> in <{parent}>")
        if tag == "th" and given.get("scope") not in ("col", "row"):
            self.faults.append("<th> without a scope")
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note an element that ends where another was begun."""
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> ends {self.open[-1:]}")
        else:
            self.open.pop()


def assert_nested(html: str) -> Nesting:
    """Assert that every element is closed where it was opened."""
    parser = Nesting()
    parser.feed(html)
    parser.close()
    assert (parser.faults, parser.open) == ([], [])
    return parser


@every_page
def test_the_page_is_sound(edition: Edition) -> None:
    """Elements nest, names are given once, links within the page lead somewhere, pictures have words."""
    html = page(edition).html
    parser = assert_nested(html)
    assert [name for name, count in parser.ids.items() if count > 1] == []
    assert parser.anchors <= set(parser.ids)
    assert parser.headings[0] == 1
    assert all(after <= before + 1 for before, after in zip(parser.headings, parser.headings[1:], strict=False))
    assert html.startswith(f'<!DOCTYPE html>\n<html lang="{edition.language}">')
    assert html.count('<meta charset="utf-8">') == 1
    assert "None" not in html
    assert not re.search(r"\{[{%#]|[}%#]\}", html.partition("</style>")[2])
    assert rendering._STYLES not in html


def test_what_is_said_is_escaped_everywhere() -> None:
    """Names, titles and labels go through the templates as text, also within attributes."""
    evil = '"><script>alert(1)</script>&'
    made = handout(Edition("nl", "short"))
    made = replace(
        made,
        title=evil,
        picture=evil,
        marks=(evil,) * 6,
        download=evil,
        purpose=Prose(evil),
        words={name: evil for name in made.words},
        publisher=replace(made.publisher, name=evil),
    )
    html = set_in(made, themes.named("clinic")).html
    assert "<script" not in html
    assert "&#34;&gt;&lt;script&gt;" in html
    assert_nested(html)


def test_a_page_says_what_made_it() -> None:
    """Its title, its publisher, the code of the edition and the version of the program."""
    from handouts import __version__

    made = handout(Edition("en", "short"))
    html = page(Edition("en", "short")).html
    for name, content in {
        "author": made.publisher.name,
        "keywords": made.code,
        "generator": f"handouts {__version__}",
        "description": made.purpose.text,
    }.items():
        assert f'<meta name="{name}" content="{content}">' in html


@pytest.mark.parametrize("name", SECTIONS)
def test_every_section_has_its_heading_and_a_place_to_link_to(name: str) -> None:
    """Under the section's own name."""
    made = handout(Edition("nl", sections=(name,)))
    html = page(Edition("nl", sections=(name,))).html
    assert f'id="{name}"' in html
    assert f"<h2>{as_html(made.parts[0].heading)}</h2>" in html


# Templates


def test_what_a_template_asks_for_must_be_there(tmp_path: Path) -> None:
    """A name that stands for nothing is our mistake, and stops."""
    from jinja2 import UndefinedError

    (tmp_path / "formats").mkdir()
    template = tmp_path / "formats" / "handout.html.j2"
    for words in ("{{ nothing }}", "{{ handout.nothing }}", "{% if nothing %}x{% endif %}", '{{ words["nothing"] }}'):
        template.write_text(words, encoding="utf-8")
        with pytest.raises(UndefinedError):
            markup.render(handout(Edition("nl", "short")), themes.named("clinic"), drawn, 11, templates=tmp_path)
        environment.cache_clear()


def test_an_icon_that_is_not_there_stops(tmp_path: Path) -> None:
    """It would be an empty place on paper."""
    (tmp_path / "formats").mkdir()
    (tmp_path / "formats" / "handout.html.j2").write_text("{{ icon('nothing') }}", encoding="utf-8")
    with pytest.raises(KeyError):
        markup.render(handout(Edition("nl", "short")), themes.named("clinic"), drawn, 11, templates=tmp_path)


def test_templates_of_another_folder_are_used(tmp_path: Path) -> None:
    """And only those."""
    (tmp_path / "formats").mkdir()
    template = "<style>{{ styles|safe }}</style>{{ icon('alert', false) }} {{ handout.title }}"
    (tmp_path / "formats" / "handout.html.j2").write_text(template, encoding="utf-8")
    made = markup.render(handout(Edition("nl", "short")), themes.named("clinic"), drawn, 11, templates=tmp_path)
    assert made.html.endswith("</style>icon icon-alert Magnesium")
    assert "handouts:icons/alert.svg" in made.files
    assert '.icon-alert { background-image: url("handouts:icons/alert.svg") }' in made.html


def test_a_chart_with_other_rows_has_another_address() -> None:
    """A page may show a chart twice, in full and in part; neither picture takes the other's place."""
    whole = handout(Edition("nl", preset="standard"))
    (table,) = (part.chart for part in whole.parts if isinstance(part, FoodsPart))
    assert table is not None

    def counted(chart: Chart, frame: Frame, tokens: Mapping[str, str]) -> bytes:
        return str(len(chart.bars)).encode()

    shelf = Shelf(whole, themes.named("clinic"), counted, 10)
    charts = (table.chart, table.chart.first(2), table.chart, table.chart.first(3), table.chart.first(2))
    addresses = [shelf.chart(chart) for chart in charts]
    names = ["foods", "foods-2", "foods", "foods-3", "foods-2"]
    assert addresses == [f"handouts:charts/{name}.svg" for name in names]
    rows = {address: int(picture) for address, picture in shelf.files.items()}
    assert [rows[address] for address in addresses] == [len(chart.bars) for chart in charts]
