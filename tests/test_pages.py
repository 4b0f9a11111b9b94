"""What a patient gets in hand: the promises about the printed page, read from the finished PDF."""

from __future__ import annotations

import re
from itertools import pairwise

import pikepdf
import pytest
from output_fixtures import (
    DISCLAIMERS,
    EDITIONS,
    LANGUAGES,
    MM,
    TOPIC,
    Edition,
    Glyph,
    Sheet,
    product,
    samples,
    sheet,
    yaml_of,
)

MANY = [pytest.param(edition, marks=pytest.mark.slow) for edition in samples(60, seed=11)]
every_edition = pytest.mark.parametrize("edition", EDITIONS, ids=str)
every_document = pytest.mark.parametrize("edition", [*EDITIONS, *samples(6, seed=2026), *MANY], ids=str)
every_language = pytest.mark.parametrize("language", LANGUAGES)

SAFE = 5 * MM  # from the trim, see docs: what is nearer may be cut or not be printed
SMALLEST = 8.0
SMALLEST_DISCLAIMER = 7.0
DOSE = re.compile(r"300\s?[-–]\s?400\s?mg")
UNIT = re.compile(r"\d[ \u00a0]*((?:mg|µg|ml|mm|g|kg)\b|%)")
DECIMAL = {"nl": ",", "en": "."}
RANGE = re.compile(r"\d([-–])\d")


def solid(text: str) -> str:
    """Return a text without its spaces, which a line break or a font may swallow."""
    return "".join(text.split())


def disclaimer_glyphs(made: Sheet, language: str) -> list[list[Glyph]]:
    """Return the glyphs of the disclaimer of each page."""
    found = []
    for number in range(1, len(made.pages) + 1):
        glyphs = [glyph for glyph in made.glyphs if glyph.page == number and not glyph.character.isspace()]
        start = "".join(glyph.character for glyph in glyphs).find(solid(DISCLAIMERS[language]))
        assert start >= 0, f"page {number}"
        found.append(glyphs[start : start + len(solid(DISCLAIMERS[language]))])
    return found


def heading(section: str, language: str) -> str:
    """Return the heading under which a section is printed."""
    text: str = yaml_of(section)["heading"][language]
    return text


# The disclaimer


@every_document
def test_the_disclaimer_stands_whole_on_every_page(edition: Edition) -> None:
    """In the language of the document, once, to the letter."""
    for number, text in enumerate(sheet(edition).pages, 1):
        for language, disclaimer in DISCLAIMERS.items():
            found = solid(text).count(solid(disclaimer))
            assert found == (language == edition.language), f"page {number}: {found} disclaimers in '{language}'"


@every_document
def test_the_disclaimer_can_be_read(edition: Edition) -> None:
    """It is dark, of 7 points or more, upright lines within the safe area, at the foot of the page."""
    for glyphs in disclaimer_glyphs(sheet(edition), edition.language):
        assert min(glyph.size for glyph in glyphs) >= SMALLEST_DISCLAIMER - 0.01
        assert all(max(glyph.ink[:3]) < 100 and glyph.ink[3] == 255 for glyph in glyphs)
        assert all(SAFE <= glyph.left <= 210 * MM - SAFE for glyph in glyphs)
        assert all(250 * MM <= glyph.top <= 297 * MM - SAFE for glyph in glyphs)
        lines = sorted({round(glyph.top, 1) for glyph in glyphs})
        assert all(below - above >= 1.1 * SMALLEST_DISCLAIMER for above, below in pairwise(lines))


# Paper and type


@every_document
def test_the_page_is_a4(edition: Edition) -> None:
    """Its paper and its trim are 210 × 297 mm."""
    for page in sheet(edition).document.pages:
        for box in (page.mediabox, page.trimbox):
            assert [float(side) / MM for side in box] == pytest.approx([0, 0, 210, 297], abs=0.05)
        assert "/Rotate" not in page


@every_document
def test_no_text_is_too_small(edition: Edition) -> None:
    """Also captions, sources, marks of sources and the labels in charts are of 8 points or more."""
    small = [
        f"page {glyph.page}: {glyph.character} at {glyph.size:.2f} pt"
        for glyph in sheet(edition).glyphs
        if not glyph.character.isspace() and glyph.size < SMALLEST - 0.01
    ]
    assert small == []


@every_document
def test_no_text_is_near_the_edge(edition: Edition) -> None:
    """Nothing stands where a printer may not reach."""
    near = [
        glyph
        for glyph in sheet(edition).glyphs
        if not (SAFE <= glyph.left <= 210 * MM - SAFE and SAFE <= glyph.top <= 297 * MM - SAFE)
    ]
    assert near == []


@every_document
def test_every_font_is_an_embedded_subset_of_fira_sans(edition: Edition) -> None:
    """With a map to characters, so that text can be searched and read aloud."""
    fonts = [thing for thing in sheet(edition).document.objects if _is(thing, "/Font")]
    assert fonts
    for font in fonts:
        assert re.fullmatch(r"/[A-Z]{6}\+Fira-Sans(-Medium|-Bold)?", str(font.BaseFont))
        if font.Subtype == "/Type0":
            assert "/ToUnicode" in font
        else:
            assert font.Subtype == "/CIDFontType2"
            assert "/FontFile2" in font.FontDescriptor


def _is(thing: object, kind: str) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == kind


# For those who cannot see it


@every_document
def test_the_file_is_tagged_and_says_what_it_is(edition: Edition) -> None:
    """Title, language, tags, and the mark of PDF/UA-1."""
    document = sheet(edition).document
    root = document.Root
    assert str(root.Lang) == edition.language
    assert bool(root.MarkInfo.Marked)
    assert "/K" in root.StructTreeRoot
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    genre = {"nl": "Patiëntinformatie", "en": "Patient information"}[edition.language]
    assert str(document.docinfo.Title) == f"{TOPIC['name'][edition.language]} – {genre}"
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == str(document.docinfo.Title)
    assert all(str(page.get("/Tabs")) == "/S" for page in document.pages)


@every_document
def test_the_file_holds_no_date_and_nothing_that_acts(edition: Edition) -> None:
    """Dates would change its bytes; scripts, forms and attached files have no place on paper."""
    document = sheet(edition).document
    assert not {"/CreationDate", "/ModDate"} & set(document.docinfo.keys())
    assert not {"/AcroForm", "/OpenAction", "/AA"} & set(document.Root.keys())
    assert not document.attachments
    links = [link for page in document.pages for link in page.get("/Annots", [])]
    assert all("/Dest" in link or "/GoTo" in str(link.A.get("/S", "")) or "/URI" in link.A for link in links)


@every_document
def test_headings_nest(edition: Edition) -> None:
    """One title, and no level is skipped."""
    levels = [int(role[1]) for role, _ in sheet(edition).tags if re.fullmatch(r"H\d", role)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    assert max(levels) <= 3


@every_document
def test_every_section_has_one_heading(edition: Edition) -> None:
    """However many lines it takes: its own, and that of what is agreed."""
    made = sheet(edition)
    printed = [
        name for name in TOPIC["sections"] if solid(heading(name, edition.language)) in solid(" ".join(made.pages))
    ]
    assert [role for role, _ in made.tags].count("H2") == len(printed) + 1


@every_document
def test_lists_hold_items_and_nothing_else(edition: Edition) -> None:
    """As ISO 14289-1, 7.2 asks; a reader that counts items counts right."""
    lists = [below for role, below in sheet(edition).families if role == "L"]
    assert all(set(below) == {"LI"} for below in lists)


@every_document
def test_every_picture_has_words(edition: Edition) -> None:
    """The still life, the charts and the code that is scanned."""
    figures = [words for role, words in sheet(edition).tags if role == "Figure"]
    assert TOPIC["picture"][edition.language] in figures
    assert all(words.strip() for words in figures)
    assert len(set(figures)) == len(figures)


@every_language
def test_charts_say_their_finding_in_words(language: str) -> None:
    """The heading that states it, then every value that the picture shows, in the language's own way."""
    kind = {"nl": "Staafdiagram", "en": "Bar chart"}[language]
    charts = [words for role, words in sheet(Edition(language, "standard")).tags if words.startswith(f"{kind}. ")]
    supplements = yaml_of("supplements")
    headings = [
        heading("foods", language),
        supplements["levels"]["heading"][language],
        supplements["forms"]["heading"][language],
    ]
    assert [words.removeprefix(f"{kind}. ").split(".")[0] for words in charts] == headings
    foods, levels, forms = charts
    amounts = re.findall(r": ([\d–]+\u00a0mg)", foods)
    printed = sheet(Edition(language, "standard")).flat[0]
    assert len(amounts) == len([food for food in yaml_of("foods")["foods"] if food.get("example")]) == 7
    assert all(" ".join(amount.split()) in printed for amount in amounts)
    assert sorted(re.findall(r": ([\d–]+)\u00a0mg", levels)) == ["250", "300", "300–400", "350"]
    shares = [f"{form['elemental']['amount']}%" for form in supplements["forms"]["rows"]]
    assert re.findall(r"[\d.,]+%", forms) == [share.replace(".", DECIMAL[language]) for share in shares]


@every_language
def test_what_a_chart_shows_stands_beside_it_as_a_table(language: str) -> None:
    """A table with heads for its rows and columns, and every value of the picture."""
    made = sheet(Edition(language, "standard"))
    roles = [role for role, _ in made.tags]
    assert roles.count("Table") == 4  # three charts, and the medicines
    assert roles.count("TH") >= 7 + 3 + 4 + 2 + 4 + 3
    for value in ("138 mg", "30–87 mg", "300–400 mg", "14,1%" if language == "nl" else "14.1%"):
        assert value in " ".join(made.flat).replace("\u00a0", " ")


# What stands where


@every_language
def test_the_standard_handout_has_two_sides(language: str) -> None:
    """What to see, eat and do on the first, which stands alone; the supplements on the second."""
    made = sheet(Edition(language, "standard"))
    assert len(made.flat) == 2
    front, back = (solid(text) for text in made.flat)
    for section in ("signals", "foods", "tips"):
        assert solid(heading(section, language)) in front
        assert solid(heading(section, language)) not in back
    for section in ("supplements", "medicines"):
        assert solid(heading(section, language)) in back
        assert solid(heading(section, language)) not in front
    for step in yaml_of("tips")["steps"]:
        assert all(word in made.flat[0] for word in re.findall(r"\w{4,}", step[language]))


@every_language
def test_the_standard_handout_is_what_is_made_without_a_choice(language: str) -> None:
    """Nothing said means the standard preset."""
    assert product(Edition(language)).files == product(Edition(language, "standard")).files


@every_language
def test_the_short_handout_has_one_side(language: str) -> None:
    """Preset `short` is for the fridge door."""
    assert len(sheet(Edition(language, "short")).pages) == 1


@every_document
def test_every_chosen_section_is_printed_and_no_other(edition: Edition) -> None:
    """Its heading is there; the headings of what was left out are not."""
    chosen = edition.sections or TOPIC["presets"][edition.preset]["sections"]
    text = solid(" ".join(sheet(edition).pages))
    printed = [name for name in TOPIC["sections"] if solid(heading(name, edition.language)) in text]
    assert printed == [name for name in TOPIC["sections"] if name in chosen]


@every_document
def test_cautions_stand_on_the_page_of_every_dose(edition: Edition) -> None:
    """Wherever 300–400 mg is printed, its side effect and its contra-indication are on the same page."""
    cautions = yaml_of("supplements")["cautions"]
    beside = [
        solid(text[edition.language].replace("**", ""))
        for text in (*cautions["side_effects"], *cautions["contra_indications"])
    ]
    for number, text in enumerate(sheet(edition).flat, 1):
        if DOSE.search(text):
            assert all(caution in solid(text) for caution in beside), f"page {number}"


@every_language
@pytest.mark.parametrize("preset", ["standard", "supplementing", "full", "background"])
def test_these_presets_print_the_dose(preset: str, language: str) -> None:
    """So that the test above looks at something."""
    assert any(DOSE.search(text) for text in sheet(Edition(language, preset)).flat)


@every_document
def test_every_page_says_which_it_is(edition: Edition) -> None:
    """Its number of how many, and the code of the edition, which tells what the sheet was made from."""
    made = sheet(edition)
    code = str(made.document.docinfo.Keywords)
    preset = edition.preset or f"(?:choice-[0-9a-f]{{4,}}|{'|'.join(TOPIC['presets'])})"
    choice = preset if edition.editorial else rf"{preset}\+own"
    assert re.fullmatch(rf"JLAM · magnesium · {edition.language} · {choice} · \d{{4}}-\d\d · [0-9a-f]{{6}}", code)
    for number, page in enumerate(made.pages, 1):
        assert re.search(rf"^{number} / {len(made.pages)}$", page, re.M)
        assert solid(page).replace("·", "").count(solid(code).replace("·", "")) == 1  # it may be set in lines


@every_edition
def test_different_documents_have_different_codes_and_names(edition: Edition) -> None:
    """A sheet can be traced to what was chosen."""
    others = [other for other in EDITIONS if other != edition]
    code = str(sheet(edition).document.docinfo.Keywords)
    assert code not in {str(sheet(other).document.docinfo.Keywords) for other in others}
    assert product(edition).name not in {product(other).name for other in others}


# Numbers


@every_document
def test_numbers_are_written_in_the_language(edition: Edition) -> None:
    """A decimal comma in Dutch, a point in English."""
    foreign = r"\d\.\d+\s?(?:%|g\b|mg\b)" if edition.language == "nl" else r"\d,\d+\s?(?:%|g\b|mg\b)"
    assert [found for page in sheet(edition).pages for found in re.findall(foreign, page)] == []


def test_decimals_are_printed() -> None:
    """So that the test above looks at something."""
    dutch, english = (" ".join(sheet(Edition(language, "standard")).flat) for language in LANGUAGES)
    for amount in ("14,1%", "8,3%", "15,5%"):
        assert amount in dutch.replace("\u00a0", " ")
        assert amount.replace(",", ".") in english.replace("\u00a0", " ")


@every_document
def test_numbers_are_not_parted_from_their_units(edition: Edition) -> None:
    """Neither a unit nor the second half of a range begins a line."""
    glyphs = sheet(edition).glyphs
    text = "".join(glyph.character for glyph in glyphs)
    for found in (*UNIT.finditer(text), *RANGE.finditer(text)):
        number, unit = glyphs[found.start()], glyphs[found.end() - 1]
        together = number.page == unit.page and abs(number.top - unit.top) < 3
        # Two texts that meet in the file only, such as cells of a table, have nothing to do with each other.
        assert together or unit.left > number.left + 60, text[found.start() - 20 : found.end() + 10]
    for page in sheet(edition).pages:
        assert [line for line in page.split("\n") if re.match(r"\s*(mg|µg|g)\b", line)] == []
