from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from press_fixtures import named, page, prepared, pressed, stream

from handouts.errors import ChoiceError
from handouts.press import prepare, printers, profiles

NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
STRICT, OLD, OFFICE = (printers.named(name) for name in ("strict-x4", "no-transparency", "office"))


def said(pdf: bytes) -> dict[str, str]:
    """What the metadata of a file says, by name."""
    with pikepdf.open(BytesIO(pdf)) as document:
        root = ElementTree.fromstring(document.Root.Metadata.read_bytes())
    description = root.find(".//rdf:Description", NAMES)
    assert description is not None
    spoken = {uri: prefix for prefix, uri in NAMES.items()}
    return {
        f"{spoken[child.tag[1:].split('}')[0]]}:{child.tag.split('}')[1]}": "".join(child.itertext()).strip()
        for child in description
    }


def info_of(pdf: bytes) -> dict[str, str]:
    """What older software reads of a file."""
    with opened(pdf) as document:
        return {key: str(value) for key, value in document.docinfo.items()}


def opened(pdf: bytes) -> Any:
    """A file as objects."""
    return pikepdf.open(BytesIO(pdf))


def test_the_output_intent_names_press_and_paper() -> None:
    """By its registered name, with the register and the whole profile."""
    with opened(pressed("flyer-a5").pdf) as document:
        (intent,) = document.Root.OutputIntents
        assert (intent.S, str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
        assert str(intent.RegistryName) == "http://www.color.org"
        assert intent.DestOutputProfile.N == 4
        assert intent.DestOutputProfile.read_bytes() == profiles.read(STRICT.profile).data


def test_a_condition_that_is_in_no_register() -> None:
    """It is named as the user names it, and no register is claimed."""
    other = replace(STRICT, condition="Our own paper")
    with opened(prepared(page(""), other)) as document:
        (intent,) = document.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == "Our own paper"
        assert "/RegistryName" not in intent


def test_the_standard_is_named_twice() -> None:
    """For older software and for newer; and what is of no standard claims none."""
    modern = prepared(page(""))
    assert info_of(modern)["/GTS_PDFXVersion"] == "PDF/X-4"
    assert said(modern)["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
    assert modern.startswith(b"%PDF-1.6")
    old = prepared(page(""), OLD)
    assert info_of(old)["/GTS_PDFXVersion"] == "PDF/X-1a:2003"
    assert old.startswith(b"%PDF-1.4")
    office = prepared(page(""), OFFICE)
    assert b"GTS_PDFXVersion" not in office
    assert "pdfxid:GTS_PDFXVersion" not in said(office)


def test_what_a_file_says_of_itself() -> None:
    """Its title, its day, that it is not trapped, and a number that is its own."""
    pdf = prepare(page(""), printer=STRICT, inks={}, title="Zink & <koper> – één", dated=date(2026, 11, 24))
    words = said(pdf)
    assert words["dc:title"] == "Zink & <koper> – één"
    assert {words[f"xmp:{name}Date"] for name in ("Create", "Modify", "Metadata")} == {"2026-11-24T00:00:00Z"}
    assert (words["pdf:Trapped"], words["xmpMM:VersionID"]) == ("False", "1")
    assert words["xmpMM:RenditionClass"]
    assert words["xmpMM:DocumentID"].startswith("uuid:")
    other = prepare(page("0 0 9 9 re f"), printer=STRICT, inks={}, title="Zink")
    assert said(other)["xmpMM:DocumentID"] != words["xmpMM:DocumentID"]
    with opened(pdf) as document:
        info = document.docinfo
        assert str(info["/Title"]) == "Zink & <koper> – één"
        assert info["/Trapped"] == "/False"
        assert str(info["/CreationDate"]) == str(info["/ModDate"]) == "D:20261124000000Z"
        assert "/ID" in document.trailer


def test_what_tells_an_edition_stays() -> None:
    """Publisher, edition code and language, by which a printed sheet is traced."""
    found = pressed("flyer-a5")
    words = said(found.pdf)
    assert words["pdf:Keywords"] == found.setting.handout.code
    assert words["dc:creator"] == found.setting.handout.publisher.name
    assert words["dc:language"] == "nl"
    review = found.setting.topic.about.review
    assert words["xmp:CreateDate"].startswith(f"{review.reviewed or review.written:%Y-%m-%d}")


def test_nothing_is_left_that_only_a_screen_has_a_use_for() -> None:
    """Links, forms, scripts, attachments, bookmarks, tags."""
    file = BytesIO()
    with opened(page("0 0 9 9 re f", X=named())) as document:
        root, sheet = document.Root, document.pages[0].obj
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        root.OpenAction = script
        root.AcroForm = pikepdf.Dictionary(Fields=[])
        root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["a", script]))
        root.StructTreeRoot = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        root.MarkInfo = pikepdf.Dictionary(Marked=True)
        root.Outlines = document.make_indirect(pikepdf.Dictionary(Count=0))
        root.AF = pikepdf.Array([document.make_indirect(stream(b"secret", Type=pikepdf.Name.EmbeddedFile)(document))])
        sheet.Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])])
        sheet.AA = pikepdf.Dictionary(O=script)
        sheet.Tabs = pikepdf.Name.S
        document.save(file)
    with opened(prepared(file.getvalue())) as document:
        assert set(document.Root.keys()) == {"/Type", "/Pages", "/OutputIntents", "/Metadata"}
        assert set(document.pages[0].obj.keys()) == {
            "/Type", "/Parent", "/Contents", "/Resources", "/MediaBox", "/BleedBox", "/TrimBox",
        }  # fmt: skip
        whole = b"".join(bytes(thing.unparse()) for thing in document.objects)
    assert not [word for word in (b"JavaScript", b"alert", b"Annot", b"StructTree", b"EmbeddedFile") if word in whole]


def test_an_old_standard_takes_no_new_profile(tmp_path: Path) -> None:
    """Files of that age hold profiles of the second version only."""
    data = bytearray(STRICT.profile.read_bytes())
    data[8] = 4
    (tmp_path / "new.icc").write_bytes(bytes(data))
    with pytest.raises(ChoiceError, match="PDF/X-1a:2003 takes profiles of version 2 only"):
        prepared(page(""), replace(OLD, profile=tmp_path / "new.icc"))
