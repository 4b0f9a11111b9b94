"""What a press file says of itself: its standard, the press and paper it is made for, its title and its day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any
from xml.sax.saxutils import escape

from handouts.markup import RECORD
from handouts.press.printers import Printer
from handouts.press.profiles import Profile

REGISTRY = "http://www.color.org"
# Names in the register of the International Color Consortium.
_REGISTERED = re.compile(r"(FOGRA|IFRA|GRACoL|SWOP|SNAP|CGATS|PSR|JC|JPNA|EUROSB|OFCOM|PC\d)[\w .+-]*", re.IGNORECASE)
_INTERACTIVE = ("/AcroForm", "/Names", "/Dests", "/Outlines", "/OpenAction", "/AA", "/URI", "/PageMode", "/PageLayout")
_TAGGED = ("/StructTreeRoot", "/MarkInfo", "/ViewerPreferences", "/PieceInfo", "/Collection", "/Perms", "/Legal", "/AF")
_OF_PAGES = ("/Annots", "/AA", "/Tabs", "/StructParents", "/PieceInfo", "/Thumb", "/B", "/Trans", "/Dur", "/PresSteps")
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
{said}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def strip(pdf: Any) -> None:
    """Take out what only a screen has a use for: links, forms, scripts, attachments, bookmarks, tags."""
    for key in (*_INTERACTIVE, *_TAGGED, "/OutputIntents", "/Metadata", "/Extensions", "/Version"):
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        for key in _OF_PAGES:
            if key in page.obj:
                del page.obj[key]


def declare(pdf: Any, printer: Printer, profile: Profile, title: str, dated: date, source: bytes) -> None:
    """Write the output intent and who the file is. `source` is what it was made from, which gives it its number."""
    import pikepdf

    found: Any = pdf.docinfo
    info = {str(key)[1:]: str(value) for key, value in found.items()}
    stamp = f"{dated:%Y%m%d}"
    kept: dict[str, str] = {
        name: info[name] for name in ("Author", "Subject", "Keywords", "Creator", "Producer", RECORD) if name in info
    }
    days = {"CreationDate": f"D:{stamp}000000Z", "ModDate": f"D:{stamp}000000Z"}
    written: dict[str, str] = {"Title": title, **kept, **days}
    entries: dict[str, Any] = {f"/{name}": pikepdf.String(value) for name, value in written.items()}
    made = pikepdf.Dictionary(entries)
    if printer.label:
        made.GTS_PDFXVersion = pikepdf.String(printer.label)
    made.Trapped = pikepdf.Name("/False")
    pdf.trailer.Info = pdf.make_indirect(made)
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(_intent(pdf, printer, profile))])
    language = str(pdf.Root.get("/Lang", ""))
    xmp = pdf.make_stream(_xmp(written, language, dated, printer, sha256(source).hexdigest()).encode())
    xmp.Type, xmp.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root.Metadata = xmp


def _intent(pdf: Any, printer: Printer, profile: Profile) -> Any:
    import pikepdf

    embedded = pdf.make_stream(profile.data)
    embedded.N = 4
    embedded.Alternate = pikepdf.Name.DeviceCMYK
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFX,
        OutputConditionIdentifier=pikepdf.String(printer.condition),
        Info=pikepdf.String(profile.description),
        DestOutputProfile=embedded,
    )
    if _REGISTERED.fullmatch(printer.condition):
        intent.RegistryName = pikepdf.String(REGISTRY)
    return intent


def _xmp(info: Mapping[str, str], language: str, dated: date, printer: Printer, number: str) -> str:
    """The same once more, as newer software reads it."""
    day = f"{dated:%Y-%m-%d}T00:00:00Z"
    said = [
        "<dc:format>application/pdf</dc:format>",
        f"<dc:title>{_alternatives(info['Title'])}</dc:title>",
        f"<xmp:CreateDate>{day}</xmp:CreateDate>",
        f"<xmp:ModifyDate>{day}</xmp:ModifyDate>",
        f"<xmp:MetadataDate>{day}</xmp:MetadataDate>",
        f"<xmpMM:DocumentID>uuid:{_uuid(number)}</xmpMM:DocumentID>",
        f"<xmpMM:InstanceID>uuid:{_uuid(number[32:])}</xmpMM:InstanceID>",
        "<xmpMM:VersionID>1</xmpMM:VersionID>",
        "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>",
        "<pdf:Trapped>False</pdf:Trapped>",
    ]
    if "Author" in info:
        said.append(f"<dc:creator><rdf:Seq><rdf:li>{escape(info['Author'])}</rdf:li></rdf:Seq></dc:creator>")
    if "Subject" in info:
        said.append(f"<dc:description>{_alternatives(info['Subject'])}</dc:description>")
    if language:
        said.append(f"<dc:language><rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag></dc:language>")
    for key, name in (("Keywords", "pdf:Keywords"), ("Producer", "pdf:Producer"), ("Creator", "xmp:CreatorTool")):
        if key in info:
            said.append(f"<{name}>{escape(info[key])}</{name}>")
    if printer.label:
        said.append(f"<pdfxid:GTS_PDFXVersion>{printer.label}</pdfxid:GTS_PDFXVersion>")
    return _XMP.format(said="\n".join(said))


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'


def _uuid(digest: str) -> str:
    return "-".join((digest[:8], digest[8:12], f"5{digest[13:16]}", f"a{digest[17:20]}", digest[20:32]))
