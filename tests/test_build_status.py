"""What a file tells of where it comes from, and what is told of it when the content has changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest
import verapdf
from click.testing import CliRunner, Result
from conftest import MakeTopic

from handouts import __version__, build, formats, press, selection, themes, topics
from handouts.build import Order, Output, making, pressing, record, status
from handouts.build.record import Record
from handouts.build.setting import Setting
from handouts.build.status import Standing, State
from handouts.cli import main
from handouts.document.chart import Bar, Chart, Mark
from handouts.document.handout import ChartRow, ChartTable, Prose, StepsPart
from handouts.markup import RECORD
from handouts.resources import ASSETS
from handouts.topics import Topic

ORDER = Order("magnesium", language="en", preset="short", theme="clinic")
Made = Callable[..., Path]
# Edits of the topic: a file, a text that stands in it once, and what it becomes.
REMARK = ("tips.yaml", "kind: steps", "kind: steps  # a remark, which nobody prints")
TIP = ("tips.yaml", "Keep stress and lack of sleep under control", "Keep stress and sleep under control")
DUTCH_TIP = ("tips.yaml", "Beheers stress en slaaptekort", "Beheers stress")
FOOD = ("foods.yaml", "Choose something from this list every day.", "Choose from this list every day.")
DOSE = ("topic.yaml", "dose: {low: 300, high: 400, unit: mg", "dose: {low: 310, high: 400, unit: mg")


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Make a document and write it."""

    def make(order: Order = ORDER, name: str = "sheet.pdf") -> Path:
        path = tmp_path / "sheets" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(build.make(order).files[0])
        return path

    return make


def standing(path: Path, content: Path = topics.FOLDER) -> Standing:
    """Return how one file stands."""
    (found,) = status.of([path], content)
    return found


def told(path: Path, content: Path = topics.FOLDER) -> tuple[str, tuple[str, ...], tuple[str, ...], str]:
    """Return the same without the file and its record."""
    found = standing(path, content)
    return str(found.state), found.changed, found.gone, found.note


def changed(path: Path, **info: str | None) -> Path:
    """Change what a file says of itself."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for name, value in info.items():
            if value is None:
                del pdf.docinfo[f"/{name}"]
            else:
                pdf.docinfo[f"/{name}"] = pikepdf.String(value)
        pdf.save(path)
    return path


# The record


def test_a_file_tells_where_it_comes_from(made: Made, magnesium: Topic) -> None:
    """Edition code, digests of all and of each section, topic, version, language, format, theme, and what made it."""
    found = record.read(made(Order("magnesium", language="nl", format="flyer-a5", theme="table", ink_saver=True)))
    assert isinstance(found, Record)
    with_digests = {name: "" for name in found.sections}
    assert replace(found, sections=with_digests, rest={name: "" for name in found.rest}) == Record(
        edition=f"JLAM · magnesium · nl · {found.choice} · {magnesium.about.version} · {magnesium.digest[:6]}",
        topic="magnesium",
        version=magnesium.about.version,
        language="nl",
        choice="flyer",
        content=magnesium.digest,
        format="flyer-a5",
        ink_saver=True,
        theme="table",
        sections=dict.fromkeys(magnesium.about.presets["flyer"].sections, ""),
        rest={"title and key figures": "", "sources": "", "publisher": "", "disclaimer": ""},
        made_by=f"handouts {__version__}",
        way=record.WAY,
    )
    assert all(len(digest) == 16 for digest in (*found.sections.values(), *found.rest.values()))


def test_the_page_for_a_browser_tells_it_too() -> None:
    """In its head, where nobody reads it."""
    page = build.make(replace(ORDER, output=Output.HTML)).files[0].decode()
    assert page.count(f'<meta name="{RECORD}" content="{{&quot;edition&quot;:') == 1
    assert page.index(RECORD) < page.index("</head>")


@pytest.mark.skipif(not verapdf.usable(), reason="PDF/UA IS NOT PROVED HERE: veraPDF needs Java, and there is none")
def test_a_record_breaks_no_rule(made: Made) -> None:
    """Of PDF/UA."""
    assert verapdf.broken_rules(made().read_bytes()) == []


def test_a_file_for_a_print_shop_tells_it_too(magnesium: Topic, tmp_path: Path) -> None:
    """Putting it into ink writes its metadata anew, and keeps this."""
    shape = formats.named("flyer-a5")
    setting = Setting(
        order=Order("magnesium", format="flyer-a5"),
        topic=magnesium,
        chosen=selection.choose(magnesium, default=shape.presets),
        format=shape,
        theme=themes.named("clinic").setting(shape),
        brand=None,
        draw=making._drawn,
        printer=press.printers.named("strict-x4"),
    )
    handout = setting.handout
    path = tmp_path / "press.pdf"
    path.write_bytes(pressing.pressed(setting, handout, setting.laid_out(handout)))
    assert record.read(path) == record.of(setting, handout)


def test_an_own_page_template_cannot_leave_it_out(made: Made, tmp_path: Path) -> None:
    """It is put into the page after the templates are done."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "base.html.j2").write_text(
        '<html lang="{{ handout.language.code }}"><head><title>x</title><style>{{ styles|safe }}</style></head><body>'
        '{% include "components/running.html.j2" %}{% block page %}{% endblock %}</body></html>',
        encoding="utf-8",
    )
    assert told(made(replace(ORDER, templates=own))) == ("current", (), (), "")


def test_digests_are_of_what_is_read() -> None:
    """The same today and after any change of code; pictures, ids and numbers of sources do not count."""
    chart = Chart("levels", (Bar(Decimal(1), Decimal("2.50")),), Decimal(9), (Mark(Decimal(4), "limit"),))
    row = ChartRow(Prose("Food", (1,)), None, Prose("1–2,5 mg"), icon="leaf", sources=("NEVO",))
    table = ChartTable(chart, Prose("Heading"), None, ("Name", "mg"), (row,), "Bars", "", ())
    part = StepsPart("tips", "steps", "Tips", Prose("Do", (2,)), None, None, False, (Prose("Walk"), Prose("Eat")))
    assert list(record._read((part, table))) == [
        *("Do", "Walk", "Eat"),
        *("1", "2.50", "0", "4", "limit", "Heading", "Name", "mg", "Food", "1–2,5 mg"),
    ]
    assert record._digest(part) == "203dd0f4903db19d"
    other = replace(part, id="x", name="Y", dosed=True, heading=Prose("Do", (9,)))
    assert record._digest(other) == record._digest(part)
    assert record._digest(replace(part, steps=(Prose("Eat"), Prose("Walk")))) != record._digest(part)


# Current, stale, unknown


def test_a_file_of_today_is_current(made: Made) -> None:
    """Whatever its format and language; of another program that kept its text and nothing else as well."""
    assert told(made()) == ("current", (), (), "")
    path = made(Order("magnesium", format="flyer-a6", theme="clinic"))
    assert told(path) == ("current", (), (), "")
    assert told(changed(path, **{RECORD: None})) == ("current", (), (), "")  # by the code among the keywords
    assert told(changed(path, Keywords=None)) == ("current", (), (), "")  # by the code in print


def test_what_changed_of_what_it_prints_makes_it_stale(made: Made, make_topic: MakeTopic) -> None:
    """Each section that changed, and no other."""
    path = made(replace(ORDER, preset="standard"))
    folder = make_topic(TIP, FOOD)
    assert told(path, folder) == ("stale", ("foods", "tips"), (), "")
    assert told(made(), folder) == ("stale", ("foods", "tips"), (), "")
    assert told(made(replace(ORDER, sections=("tips",), preset=None)), folder) == ("stale", ("tips",), (), "")


def test_what_changed_elsewhere_does_not(made: Made, make_topic: MakeTopic) -> None:
    """A stack of sheets that still hold is not thrown away; that their code is not the newest is told."""
    note = "the topic has changed since, but nothing that this file prints"
    signals = made(replace(ORDER, sections=("signals",), preset=None))
    assert told(signals, make_topic(TIP)) == ("current", (), (), note)
    assert told(made(), make_topic(REMARK)) == ("current", (), (), note)  # not a word of it


def test_the_other_language_does_not_count(made: Made, make_topic: MakeTopic) -> None:
    """A corrected Dutch sentence leaves the English sheets as they are."""
    folder = make_topic(DUTCH_TIP)
    assert told(made(), folder)[0] == "current"
    assert told(made(replace(ORDER, language="nl")), folder) == ("stale", ("tips",), (), "")


def test_a_fact_changes_every_section_that_prints_it(made: Made, make_topic: MakeTopic) -> None:
    """A number stands once in the content, and where it is printed the sheet is stale."""
    folder = make_topic(DOSE)
    path = made(replace(ORDER, sections=("supplements", "signals"), preset=None))
    assert told(path, folder) == ("stale", ("supplements",), (), "")


def test_the_disclaimer_counts(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the publisher's, and on every sheet."""
    path = made()
    for name in ("publisher.yaml", "words.yaml"):
        text = (ASSETS / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("Medical Disclaimer:", "Disclaimer:"), encoding="utf-8")
    monkeypatch.setattr("handouts.topics.loading.ASSETS", tmp_path)
    assert told(path) == ("stale", ("disclaimer",), (), "")


def test_sources_count(made: Made) -> None:
    """What stands in the list at the end is printed as well."""
    path = made()
    with pikepdf.open(path) as pdf:
        stated = json.loads(str(pdf.docinfo[f"/{RECORD}"]))
    stated["rest"]["sources"] = "0" * 16
    stated["content"] = "0" * 64
    assert told(changed(path, **{RECORD: json.dumps(stated)})) == ("stale", ("sources",), (), "")


def test_a_section_that_is_gone_is_told(made: Made, make_topic: MakeTopic) -> None:
    """By the name it had."""
    path = made()
    folder = make_topic()
    place = folder / "magnesium"
    about = place / "topic.yaml"
    text = about.read_text(encoding="utf-8").replace("tips", "advice")
    about.write_text(text, encoding="utf-8")
    (place / "tips.yaml").rename(place / "advice.yaml")
    assert told(path, folder) == ("stale", (), ("tips",), "")


def test_a_file_without_a_record_is_stale_as_a_whole(made: Made, make_topic: MakeTopic) -> None:
    """Its code tells that something changed, and no more; so does a record of another way of counting."""
    path = made()
    folder = make_topic(REMARK)
    note = "it was made by a version of this program that wrote down less, or other things: what has changed cannot be"
    with pikepdf.open(path) as pdf:
        stated = json.loads(str(pdf.docinfo[f"/{RECORD}"]))
    newer = changed(path, **{RECORD: json.dumps({**stated, "way": 99, "more": {"than": "we know"}})})
    assert told(newer, folder) == ("stale", (), (), f"{note} told")
    assert told(changed(path, **{RECORD: None}), folder) == ("stale", (), (), f"{note} told")


def test_what_cannot_be_told_is_unknown(made: Made, make_topic: MakeTopic, tmp_path: Path) -> None:
    """With why: no PDF, not ours, locked, a topic that is not here or that cannot be read."""
    other = tmp_path / "other.pdf"
    with pikepdf.new() as pdf:
        pdf.save(other)
        assert told(other)[3] == "it has no edition code of ours"
        pdf.add_blank_page()
        pdf.save(other)
        assert told(other)[3] == "it has no edition code of ours"
        pdf.save(other, encryption=pikepdf.Encryption(owner="a", user="b"))
        assert told(other)[3] == "it can be opened with a password only"
    other.write_bytes(b"not a PDF")
    assert told(other)[3] == "it is no PDF that can be read"
    other.write_bytes(made().read_bytes()[:5000])
    assert told(other)[0] == "unknown"
    assert told(tmp_path / "none.pdf")[3] == "it cannot be read: No such file or directory"
    empty = tmp_path / "empty"
    empty.mkdir()
    note = "there is no topic 'magnesium' here: name its folder with --content"
    assert told(made(), empty) == ("unknown", (), (), note)
    folder = make_topic(("tips.yaml", "kind: steps", "kind: strides"))
    assert told(made(), folder)[3].startswith("the topic 'magnesium' has 1 problem: see `handouts check magnesium`")


@pytest.mark.parametrize(
    "stated",
    ["{}", "[]", "null", "{", '{"edition": 1}', '{"topic": "../../etc"}', "\x00", '{"sections": [], "topic": []}'],
)
def test_a_record_that_makes_no_sense_is_none(stated: str, made: Made) -> None:
    """What anyone may have written there is not believed; the code among the keywords is left."""
    assert told(changed(made(), **{RECORD: stated})) == ("current", (), (), "")


def test_a_topic_in_a_record_leads_nowhere_else(made: Made) -> None:
    """A name is looked up among those of the content folder, and not as a path."""
    path = made()
    with pikepdf.open(path) as pdf:
        stated = json.loads(str(pdf.docinfo[f"/{RECORD}"]))
    for name in ("../magnesium", "/etc", ""):
        found = standing(changed(path, **{RECORD: json.dumps({**stated, "topic": name})}))
        assert found.state == State.UNKNOWN
    found = standing(changed(path, **{RECORD: json.dumps({**stated, "language": "xx", "content": "0"})}))
    assert (found.state, found.note) == (State.STALE, "the topic is no longer written in 'xx'")


def test_a_folder_is_gone_through(made: Made, tmp_path: Path) -> None:
    """With those in it, in the order of their names; each file once."""
    path = made()
    sheets = path.parent
    (sheets / "b").mkdir()
    shutil.copy(path, sheets / "b" / "A.PDF")
    (sheets / "c.png").write_bytes(b"")
    (sheets / ".sheet.pdf.x.part").write_bytes(b"")
    assert list(status.within([sheets, path])) == [path, sheets / "b" / "A.PDF"]
    assert list(status.within([path, sheets])) == [path, sheets / "b" / "A.PDF"]


# The command


def handouts(*arguments: object) -> Result:
    """Call the command as a user does."""
    return CliRunner().invoke(main, ["status", *map(str, arguments)])


def test_the_command_says_how_each_file_stands(made: Made, make_topic: MakeTopic) -> None:
    """A line each, and what there is in all; it ends with 1 where one is not current."""
    path = made()
    result = handouts(path)
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{path}: current\n", "1 file: 1 current\n")
    (path.parent / "x.pdf").write_bytes(b"")
    folder = make_topic(TIP, ("topic.yaml", 'version: "2026-11"', 'version: "2027-01"'))
    result = handouts(path.parent, "--content", folder)
    assert result.exit_code == 1
    assert result.stdout == (
        f"{path}: stale: changed since: tips; it is of 2026-11, the topic of 2027-01\n"
        f"{path.parent / 'x.pdf'}: unknown: it is no PDF that can be read\n"
    )
    assert result.stderr == "2 files: 1 stale, 1 unknown\n"


def test_the_command_speaks_to_machines(made: Made) -> None:
    """A list of files, with all that is known of each."""
    path = made()
    (path.parent / "x.pdf").write_bytes(b"")
    result = handouts(path.parent, "--json")
    assert result.exit_code == 1
    first, second = json.loads(result.stdout)
    assert (first["file"], first["status"], first["changed"], first["gone"]) == (str(path), "current", [], [])
    assert (first["topic"], first["language"], first["format"]) == ("magnesium", "en", "handout-a4")
    assert first["sections"] == ["foods", "tips"] and len(first["content"]) == 64
    assert (second["status"], second["topic"], second["sections"]) == ("unknown", None, [])


def test_an_empty_folder_is_current(tmp_path: Path) -> None:
    """There is nothing that would have to be printed anew."""
    result = handouts(tmp_path)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "0 files\n")


def test_a_path_that_is_not_there_is_misuse(tmp_path: Path) -> None:
    """So is none at all."""
    assert handouts(tmp_path / "none").exit_code == 2
    assert handouts().exit_code == 2
