"""From an order to a finished document: the same bytes everywhere, nothing from outside, always the disclaimer."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from output_fixtures import DISCLAIMERS, LANGUAGES, Edition, Sheet, product, python, sheet

from handouts import build, markup, pdf, themes, topics
from handouts.errors import ChoiceError, LayoutError
from handouts.markup.templates import environment
from handouts.resources import ASSETS, TEMPLATES

Broken = Callable[..., build.Order]

# The same orders are made in worlds that differ in all that may differ; what comes out must not.
DIGESTS = """
import hashlib, json
from handouts import build
made = [build.make(build.Order("magnesium", **order)) for order in (
    {"preset": "standard"},
    {"preset": "short", "output": build.Output.PNG},
    {"preset": "short", "output": build.Output.HTML, "language": "en"},
)]
print(json.dumps([[p.name, p.pages, [hashlib.sha256(f).hexdigest() for f in p.files]] for p in made]))
"""
HERE = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "HANDOUTS_NO_CACHE": "1"}
THERE = {
    "PYTHONHASHSEED": "4242",
    "TZ": "America/Los_Angeles",
    "LANG": "nl_NL.UTF-8",
    "LC_ALL": "nl_NL.UTF-8",
    "SOURCE_DATE_EPOCH": "86400",
    "HOME": "/nowhere",
    "MPLBACKEND": "svg",
}


@pytest.fixture
def odd_folder(tmp_path: Path) -> Path:
    """A working folder with settings in it that an engine could pick up."""
    folder = tmp_path / "odd folder, é"
    folder.mkdir()
    (folder / "matplotlibrc").write_text("font.size: 40\nsvg.fonttype: path\nsvg.hashsalt: x\n", encoding="utf-8")
    (folder / "fonts.conf").write_text("<fontconfig><dir>/</dir></fontconfig>", encoding="utf-8")
    return folder


def digests(cwd: Path, env: Mapping[str, str]) -> object:
    """Make the orders in a process of its own."""
    done = python(DIGESTS, cwd=cwd, env=env)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_the_same_order_gives_the_same_bytes_everywhere(odd_folder: Path, tmp_path: Path) -> None:
    """Whatever the hash seed, the zone, the language, the home, the folder and the settings in it, cache or not."""
    cold = tmp_path / "cache"
    first = digests(Path("/"), HERE)
    second = digests(odd_folder, {**THERE, "HANDOUTS_CACHE": str(cold)})
    again = digests(odd_folder, {**THERE, "HANDOUTS_CACHE": str(cold)})
    assert first == second == again
    assert {path.name.partition("-")[0] for path in cold.iterdir()} == {"edition", "chart"}


def test_a_long_running_process_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was made before in the same process leaves no trace."""
    before = product(Edition("en", "short")).files
    monkeypatch.setenv("HANDOUTS_NO_CACHE", "1")
    product(Edition("nl", "recognise"))
    assert build.make(build.Order("magnesium", language="en", preset="short")).files == before


# Nothing reaches outside

WATCHED = """
import os, socket, sys, tempfile
from handouts.pdf.isolation import load_engine, without_system_fonts
with without_system_fonts():
    load_engine()  # as it is loaded, it asks the system's own programs where its libraries are
met, scratch = [], tempfile.gettempdir()  # asked now: to find it, a file is written
REFUSED = ("socket.", "urllib.", "http.", "ftplib.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork")
def watch(event, args):
    writing = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
    if writing and not str(args[0]).startswith(scratch) or event.startswith(REFUSED):
        met.append(f"{event} {args}")
sys.addaudithook(watch)
class Refused(socket.socket):
    def __init__(self, *_, **__):
        met.append("socket")
        raise RuntimeError("no network")
def refuse(*_, **__):
    met.append("socket")
    raise RuntimeError("no network")
socket.socket = Refused
socket.create_connection = socket.getaddrinfo = refuse
from handouts import build
for output in build.Output:
    made = build.make(build.Order("magnesium", output=output))
    assert made.files
print(*met, sep="\\n")
"""


def test_nothing_reaches_outside(tmp_path: Path) -> None:
    """No socket, no other program, no file written or left behind: not by templates, charts, fonts or the engine."""
    work, scratch = tmp_path / "work", tmp_path / "scratch"
    work.mkdir()
    scratch.mkdir()
    env = {"HANDOUTS_NO_CACHE": "1", "TMPDIR": str(scratch), "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(work)}
    done = python(WATCHED, cwd=work, env=env)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().split() == []
    assert [*work.iterdir(), *scratch.iterdir()] == []


def test_a_template_that_asks_for_more_is_refused(broken_template: Broken) -> None:
    """A picture from the web or from the disk ends in a finding, not in a document."""
    for url in ("https://example.org/x.png", "file:///etc/hostname", "/etc/hostname", "handouts:icons/none.svg"):
        order = broken_template(f'<img src="{url}" alt="x">')
        with pytest.raises(LayoutError, match=r"may not be loaded|relative"):
            build.make(order)


# The disclaimer


@pytest.fixture
def broken_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Broken]:
    """Print with templates in which other words stand in place of a part of them, or after it."""
    folder = tmp_path / "templates"

    def broken(words: str, *, part: str = "running", keep: bool = True, preset: str = "short") -> build.Order:
        shutil.copytree(TEMPLATES, folder, dirs_exist_ok=True)
        whole = (TEMPLATES / "components" / f"{part}.html.j2").read_text(encoding="utf-8")
        path = folder / "components" / f"{part}.html.j2"
        path.write_text(f"{whole if keep else ''}{words}", encoding="utf-8")
        monkeypatch.setattr(markup, "render", partial(RENDER, templates=folder))
        return build.Order("magnesium", preset=preset)

    monkeypatch.setenv("HANDOUTS_NO_CACHE", "1")
    yield broken
    environment.cache_clear()


RENDER = markup.render


@pytest.fixture
def broken_style(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Broken:
    """Print in a theme that is the clinic's with a few more rules."""
    folder = tmp_path / "clinic"
    shutil.copytree(ASSETS / "themes" / "clinic", folder)
    style = (folder / "handout.css").read_text(encoding="utf-8")

    def broken(rules: str) -> build.Order:
        (folder / "handout.css").write_text(style + rules, encoding="utf-8")
        monkeypatch.setattr(themes, "named", lambda name, **_: themes.Theme(name, folder))
        return build.Order("magnesium", preset="short")

    monkeypatch.setenv("HANDOUTS_NO_CACHE", "1")
    return broken


@pytest.mark.parametrize(
    ("html", "page", "told"),
    [
        ("<p id=x>Loopt door over de rand</p>", "Loopt door over de rand", ["the section 'Tips' is not in it"]),
        ('<p id="tips">Eet elke dag</p>', "Drink elke dag", ['"Eet elke dag" is on no page']),
        ('<p id="tips"><b>Eet</b> elke&nbsp;dag</p>', "Eet\n3 el-\nke dag", []),
        ('<p id="tips">Eet elke dag</p>', "Eet el\fke dag\nMeer", []),
        ('<p id="tips"><style>.a::before { content: "Eet elke dag" }</style></p>', "", []),
        ('<p id="tips" title="Eet elke dag"></p>', "", []),
        ('<p id="tips">www.jeleefstijl<wbr>alsmedicijn.nl</p>', "", ['"www.jeleefstijlalsmedicijn.nl" is on no page']),
        ('<p id="tips">www.jeleefstijl<wbr>alsmedicijn.nl</p>', "www.jeleefstijl\nalsmedicijn.nl", []),
    ],
)
def test_what_is_set_is_on_paper(html: str, page: str, told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that the engine dropped is missed, wherever lines and pages end; what no template sets is not."""
    from handouts import document, formats, selection, topics
    from handouts.build import promises
    from handouts.document.handout import Prose, StepsPart
    from handouts.language import LANGUAGES as KNOWN

    topic = topics.load("magnesium")
    made = document.build(topic, selection.choose(topic, sections=["tips"]), KNOWN["nl"], formats.named("handout-a4"))
    part = made.parts[0]
    assert isinstance(part, StepsPart)
    part = replace(part, heading=Prose(""), lead=None, steps=(Prose("Eet elke **dag**"),))
    monkeypatch.setattr("handouts.pdf.illegible", lambda *_: {})
    monkeypatch.setattr("handouts.pdf.text_of", lambda _: page.split("\f"))
    found = [finding.message for finding in promises.broken(replace(made, parts=(part,)), b"", html)]
    assert found == told


def test_the_disclaimer_cannot_be_left_out_of_a_template(broken_template: Broken) -> None:
    """Templates without it, with a part of it, or with other words, make no document."""
    foot = '<div class="run-foot"><p class="disclaimer">{}</p><p class="edition"><span class="folio"></span></p></div>'
    for words in (
        "",
        foot.format("Dit is geen medisch advies."),
        foot.format("{{ handout.publisher.disclaimer.text[:200] }}"),
        foot.format("{{ handout.publisher.disclaimer.plain|lower }}"),
    ):
        with pytest.raises(LayoutError, match="page 1: the disclaimer is missing or not whole"):
            build.make(broken_template(words, keep=False))
    whole = foot.format("{{ handout.publisher.disclaimer|prose }}")
    assert build.make(broken_template(whole, keep=False)).pages == 1


def test_cautions_cannot_be_left_out_of_a_template(broken_template: Broken) -> None:
    """Templates that print a dose and not what must stand beside it make no document."""
    for words in ("", "{% if part.cautions %}<p>{{ part.cautions.side_effect }}</p>{% endif %}"):
        with pytest.raises(LayoutError) as caught:
            build.make(broken_template(words, part="cautions", keep=False, preset="supplementing"))
        told = {(finding.place, finding.message) for finding in caught.value.findings}
        assert {
            ("page 1", f'the dose "300–400\u00a0mg" without its caution: {caution}')
            for caution in ("Milde diarree bij te hoge dosis", "Contra-indicatie: ernstig nierfalen")
        } <= told
        assert "the template of its section drops them" in caught.value.findings[0].remedy


def test_a_dose_far_from_its_cautions_is_told_with_its_page(broken_template: Broken) -> None:
    """Cautions on another page do not count."""
    words = '<p style="break-before:page">Neem {{ handout.doses[0] }} per dag.</p>'
    with pytest.raises(LayoutError) as caught:
        build.make(broken_template(words, part="sources", preset="supplementing"))
    places = {finding.place for finding in caught.value.findings}
    assert len(places) == 1
    assert not places & {"page 1", "the document"}


CAUTIONS = ("Milde *diarree*", "[Contra-indicatie](https://example.org): **nierfalen**")


@pytest.mark.parametrize(
    ("dose", "page", "bare"),
    [
        ("50 mg", "Neem 50\nmg per dag", True),
        ("50 mg", "Een portie bevat 250 mg", False),
        ("50 mg", "Een portie bevat 0,50 mg", False),
        ("50 mg", "Een portie bevat 20–50 mg", False),
        ("50 mg", "1\n50\u00a0mg", True),
        ("2", "Neem 2.", True),
        ("2", "Neem 2,5 of 20", False),
        ("300–400 mg", "300–400 mg1", True),
        ("", "Neem niets", False),
    ],
)
def test_a_dose_is_found_as_it_is_printed(dose: str, page: str, bare: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Across lines, before a raised number; not within another number."""
    assert bool(told_of(monkeypatch, (dose,), (page, "Milde diarree. Contra-indicatie: nierfalen"))) == bare


def test_cautions_are_compared_as_a_reader_sees_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the marks of bold, italic and links, whatever the line breaks."""
    whole = "Neem 50 mg. Milde diar\ufffe\nree, Contra-indicatie: nier\nfalen"
    assert told_of(monkeypatch, ("50 mg",), (whole,)) == []
    assert told_of(monkeypatch, ("50 mg",), (whole, "50 mg, milde diarree")) == [
        'page 2: the dose "50 mg" without its caution: Milde diarree',
        'page 2: the dose "50 mg" without its caution: Contra-indicatie: nierfalen',
    ]


def test_a_dose_in_words_needs_its_cautions_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that is marked as a dose, on the page where it stands."""
    pages = ("Neem een\nschepje per dag.", "Milde diarree. Contra-indicatie: nierfalen")
    assert [text.partition(":")[0] for text in told_of(monkeypatch, (), pages)] == ["page 1", "page 1"]


def test_cautions_of_a_dose_that_is_only_drawn_stand_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a line across a chart is."""
    told = told_of(monkeypatch, (), ("Milde diarree",))
    assert told == ["the document: a dose without its caution: Contra-indicatie: nierfalen"]


def told_of(monkeypatch: pytest.MonkeyPatch, doses: tuple[str, ...], pages: tuple[str, ...]) -> list[str]:
    """Return what is said of these pages of a handout with a dose in words."""
    from handouts import document, formats, selection, topics
    from handouts.build import promises
    from handouts.document.handout import Prose
    from handouts.language import LANGUAGES as KNOWN

    topic = topics.load("magnesium")
    chosen = selection.choose(topic, sections=("supplements",))
    made = document.build(topic, chosen, KNOWN["nl"], formats.named("handout-a4"))
    side_effect, contra = map(Prose, CAUTIONS)
    part = made.parts[0]
    assert part.cautions is not None
    cautions = replace(part.cautions, side_effects=(side_effect,), contra_indications=(contra,))
    part = replace(part, cautions=cautions, lead=Prose("Neem een *schepje* per dag.", dose=True))
    monkeypatch.setattr("handouts.pdf.illegible", lambda *_: {})
    monkeypatch.setattr("handouts.pdf.text_of", lambda _: pages)
    found = promises.broken(replace(made, parts=(part,), doses=doses), b"", f'<p id="{part.id}">')
    return [str(finding).splitlines()[0] for finding in found]


HIDING = {
    "not displayed": ".run-foot{display:none}",
    "hidden": ".run-foot{visibility:hidden}",
    "not set": "@page{@bottom-left{content:none}}",
    "not set on the first page": "@page:first{@bottom-left{content:none}}",
    "only at the end": ".run-foot{position:static}body{break-after:page}",
    "clipped": ".run-foot{display:block}.disclaimer{height:4mm;overflow:hidden}",
    "cut short": ".disclaimer{max-lines:1;block-ellipsis:auto}",
    "of no size": ".disclaimer{font-size:0}",
    "off the page": ".run-foot{margin-left:-400mm}",
    "in one line": ".disclaimer{white-space:nowrap}",
    "moved off the page": ".disclaimer{transform:translate(-400mm)}",
    "in the colour of paper": ".disclaimer,.disclaimer *{color:#fff}",
    "nearly in the colour of paper": ".disclaimer,.disclaimer *{color:#bbb}",
    "transparent": ".disclaimer,.disclaimer *{color:transparent}",
    "see-through": ".run-foot{opacity:0.1}",
    "too small": ".run-foot{font-size:6.9pt}",
    "much too small": ".disclaimer{transform:scale(0.1)}",
    "covered": ".run-foot{position:running(run-foot);display:block}.disclaimer{position:relative}"
    ".disclaimer::after{content:'';position:absolute;left:0;top:0;width:136mm;height:9mm;background:#fff}",
}


@pytest.mark.parametrize("rules", HIDING.values(), ids=HIDING.keys())
def test_the_disclaimer_cannot_be_hidden_by_a_stylesheet(rules: str, broken_style: Broken) -> None:
    """Whatever the styles do to it, a page is made with it or not at all."""
    with pytest.raises(LayoutError):
        build.make(broken_style(rules))


@pytest.mark.parametrize(
    ("rules", "size"),
    [
        (".edition{font-size:7.5pt}", "7.5"),
        (".sources{font-size:5pt}", "5"),
        (".part p{transform:scale(0.5)}", "5.2"),
        (".part h2{font-size:7.9pt}", "7.9"),
    ],
)
def test_no_text_is_smaller_than_the_format_allows(rules: str, size: str, broken_style: Broken) -> None:
    """The smallest of secondary text is a promise too: 8 points on A4, read from the finished file."""
    with pytest.raises(LayoutError, match=rf'^page 1: ".+…" is set in {size} points; 8 are the smallest here'):
        build.make(broken_style(rules))


def test_text_of_the_smallest_size_is_not_refused(broken_style: Broken) -> None:
    """At the limit, and not a hair under it."""
    assert build.make(broken_style(".edition{font-size:8pt}")).pages == 1


def test_a_harmless_stylesheet_is_not_refused(broken_style: Broken) -> None:
    """So that the tests above are about the disclaimer."""
    assert build.make(broken_style(".part{margin-top:3.9mm}")).pages == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_words_keep_the_disclaimer(language: str) -> None:
    """Leaving the editor's texts out does not touch it, nor the cautions beside the dose."""
    made = sheet(Edition(language, sections=("supplements",), editorial=False))
    for page in made.pages:
        assert "".join(DISCLAIMERS[language].split()) in "".join(page.split())
    assert {"nl": "Milde diarree bij te hoge dosis", "en": "Mild diarrhoea if the dose is too high"}[language] in (
        made.flat[0]
    )


def test_a_content_folder_cannot_bring_its_own_disclaimer(tmp_path: Path) -> None:
    """Neither beside the topics nor above them: publisher.yaml is ours."""
    folder = tmp_path / "assets" / "topics"
    shutil.copytree(ASSETS / "topics", folder)
    other = (ASSETS / "publisher.yaml").read_text(encoding="utf-8").replace("Medische Disclaimer", "Vrijwaring")
    for place in (folder, folder.parent, tmp_path):
        (place / "publisher.yaml").write_text(other, encoding="utf-8")
    made = build.make(build.Order("magnesium", preset="short", content=folder))
    assert made.files == product(Edition("nl", "short")).files


# Orders


def test_a_product_says_what_it_is() -> None:
    """Its name tells topic, format, language and choice; its files are what was asked for."""
    made = product(Edition("nl", "short"))
    assert (made.name, made.output, made.pages) == ("magnesium-handout-a4-nl-short", build.Output.PDF, 1)
    assert made.files[0].startswith(b"%PDF-1.7\n")
    assert product(Edition("en")).name == "magnesium-handout-a4-en"


def test_images_have_the_size_that_was_asked_for() -> None:
    """One a page, A4 at so many dots an inch."""
    from io import BytesIO

    from PIL import Image

    made = build.make(build.Order("magnesium", output=build.Output.PNG, dpi=60))
    assert len(made.files) == made.pages == 2
    assert made.names("x") == ("x-1.png", "x-2.png")
    for file in made.files:
        with Image.open(BytesIO(file)) as image:
            assert image.size == (496, 702)
            assert image.info["dpi"] == pytest.approx((60, 60), abs=0.1)
            assert image.convert("L").getextrema() != (255, 255)


def test_html_stands_alone() -> None:
    """One file that loads nothing, and has the disclaimer and the language."""
    made = build.make(build.Order("magnesium", language="en", output=build.Output.HTML))
    (file,) = made.files
    text = file.decode()
    assert made.names("x") == ("x.html",)
    assert '<html lang="en">' in text
    assert "handouts:" not in text
    assert "http://" not in text.replace("http://www.w3.org/", "")
    assert 'src="http' not in text
    assert "seek advice regarding their treatment from qualified medical professionals" in " ".join(text.split())


def test_brands_change_the_head_alone(tmp_path: Path) -> None:
    """The practice is named, the disclaimer stays, and another practice is another file."""
    path = tmp_path / "practice.yaml"
    pages = set()
    for name in ("Praktijk De Linde", "Praktijk Het Veen"):
        path.write_text(f'name: "{name}"\ntelephone: "010-1234567"\n', encoding="utf-8")
        made = Sheet(build.make(build.Order("magnesium", preset="short", brand=path)).files[0])
        assert name in made.flat[0]
        assert "".join(DISCLAIMERS["nl"].split()) in "".join(made.pages[0].split())
        pages.add(hashlib.sha256(made.pdf).hexdigest())
    assert len(pages) == 2


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><path d="M0 0h40v10z" {}/></svg>'
LONG = "Gezondheidscentrum en Leefstijlpraktijk voor Voeding en Bewegen te Oud-Maarssen "


@pytest.mark.parametrize(
    ("brand", "told"),
    [
        (
            {"name": LONG.strip(), "telephone": "010 123 45 67", "website": "www.example.org"},
            "the practice's name does not fit the head of the page with its telephone and website\n"
            "    Shorten it, or leave out the telephone or the website.",
        ),
        ({"name": (LONG * 3).strip()}, "the practice's name does not fit the head of the page\n    Shorten it."),
        (
            {"name": "診 De Linde"},
            'the practice\'s name: no font of the document has the character "診" (U+8A3A)\n'
            "    Write it with other characters.",
        ),
        (
            {"name": "De Linde", "logo": "logo.svg"},
            "the practice's logo: the drawing handouts:brand/logo.svg cannot be drawn\n"
            "    Save it anew: as a plain SVG, or as a PNG.",
        ),
        (
            {"name": "De Linde", "logo": "logo.png"},
            "the practice's logo does not fit the head of the page\n    Use a narrower one.",
        ),
    ],
)
def test_what_a_brand_does_to_the_page_is_told_of_its_file(
    brand: dict[str, str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the words of the practice, not of the page."""
    from PIL import Image

    assert len(LONG.strip()) == 79
    monkeypatch.chdir(tmp_path)
    Image.new("RGB", (900, 10)).save("logo.png")
    Path("logo.svg").write_text(LOGO.format('transform="rotate(x)"'), encoding="utf-8")
    path = Path("brand.yaml")
    path.write_text("".join(f'{key}: "{value}"\n' for key, value in brand.items()), encoding="utf-8")
    with pytest.raises(LayoutError) as caught:
        build.make(build.Order("magnesium", preset="recognise", brand=path.resolve()))
    assert str(caught.value) == f"brand.yaml: {told}"


@pytest.mark.parametrize(
    ("order", "message"),
    [
        (build.Order("magnesium", language="fr"), "no language 'fr'; there are: nl, en"),
        (build.Order("magnesium", language="EN"), r"no language 'EN' \(did you mean 'en'\?\)"),
        (build.Order("magnesum"), r"no topic 'magnesum' \(did you mean 'magnesium'\?\); there are: magnesium"),
        (build.Order("../topics/magnesium"), "no topic"),
        (build.Order("magnesium", format="handout-a5"), r"no format .* \(did you mean 'handout-a4'\?\)"),
        (build.Order("magnesium", theme="clinics"), r"no theme .* \(did you mean 'clinic'\?\)"),
        (build.Order("magnesium", preset="shrt"), r"no preset 'shrt' \(did you mean 'short'\?\)"),
        (build.Order("magnesium", preset="short", sections=("tips",)), "either a preset or sections"),
        (build.Order("magnesium", sections=("tps",)), r"no section 'tps' \(did you mean 'tips'\?\)"),
        (build.Order("magnesium", sections=("tips",), without=("tips",)), "no section is left"),
        (build.Order("magnesium", content=Path("/nowhere")), "no topics in /nowhere"),
    ],
)
def test_names_that_stand_for_nothing_are_refused(order: build.Order, message: str) -> None:
    """With what there is, and what was probably meant."""
    with pytest.raises(ChoiceError, match=message):
        build.make(order)


def test_stages_are_told_as_they_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long work says what it is at; what comes from the cache says nothing."""
    told: list[str] = []
    order = build.Order("magnesium", preset="recognise")
    build.make(order)
    build.make(order, told.append)
    assert told == []
    monkeypatch.setenv("HANDOUTS_NO_CACHE", "1")
    build.make(order, told.append)
    assert told == ["reading the content", "laying out", "checking"]


def test_a_product_says_that_its_last_page_is_nearly_empty(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """When it is made, and when it comes from the cache."""
    from handouts import pdf

    fit = pdf.fit
    monkeypatch.setenv("HANDOUTS_CACHE", str(tmp_path))
    monkeypatch.setattr("handouts.pdf.fit", lambda *args, **more: replace(fit(*args, **more), sparse=True))
    order = build.Order("magnesium", preset="recognise")
    assert build.make(order).sparse
    monkeypatch.setattr("handouts.pdf.fit", None)
    assert build.make(order).sparse


def test_own_words_print_without_an_editors_dose(tmp_path: Path) -> None:
    """What is left out leaves nothing behind that the page would have to keep."""
    shutil.copytree(topics.FOLDER / "magnesium", tmp_path / "magnesium")
    heart = tmp_path / "magnesium" / "heart.yaml"
    block = '  - text: {nl: "Neem {dose} per dag.", en: "Take {dose} a day.", origin: editorial, dose: true}\n'
    heart.write_text(heart.read_text(encoding="utf-8").rstrip() + "\n" + block, encoding="utf-8")
    order = build.Order("magnesium", sections=("heart",), content=tmp_path)
    assert all("300–400" in page for page in pdf.text_of(build.make(order).files[0]))
    assert "300–400" not in "".join(pdf.text_of(build.make(replace(order, editorial=False)).files[0]))


def test_an_instruction_to_tick_needs_no_lead(tmp_path: Path) -> None:
    """It is printed whether there is a line before it or not."""
    shutil.copytree(topics.FOLDER / "magnesium", tmp_path / "magnesium")
    signals = tmp_path / "magnesium" / "signals.yaml"
    lines = signals.read_text(encoding="utf-8").splitlines(keepends=True)
    signals.write_text("".join(line for line in lines if not line.startswith("lead:")), encoding="utf-8")
    made = build.make(build.Order("magnesium", sections=("signals",), content=tmp_path))
    assert "kruis aan" in "".join(pdf.text_of(made.files[0]))
