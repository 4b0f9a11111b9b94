from __future__ import annotations

from pathlib import Path

import pytest

from handouts.errors import ChoiceError, ContentError
from handouts.language import LANGUAGES
from handouts.press import printers, profiles

WHOLE = """description = "The shop in town"
standard = "x-4"
bleed_mm = 5
marks = true
ink_limit = 300
transparency = true
"""


def test_ours_are_whole() -> None:
    """The usual one first; each says what it is in every language, and names a profile that is there."""
    ours = printers.available()
    assert list(ours) == ["strict-x4", "no-transparency", "office"]
    for name, printer in ours.items():
        assert printer.name == name
        assert set(printer.description) == set(LANGUAGES)
        assert profiles.read(printer.profile).data
        assert printer.condition == "FOGRA39"
        assert printer.ink_limit <= 280


def test_what_ours_ask_for() -> None:
    """The numbers of a modern shop, of an old one, and of a printer in a practice."""
    modern, old, office = printers.available().values()
    assert (modern.label, modern.bleed_mm, modern.transparency, modern.marks) == ("PDF/X-4", 3, True, False)
    assert (old.label, old.bleed_mm, old.transparency, old.version) == ("PDF/X-1a:2003", 3, False, "1.4")
    assert (office.label, office.bleed_mm) == ("", 0)


def test_a_name_that_stands_for_nothing() -> None:
    """It is told with what there is."""
    with pytest.raises(ChoiceError, match=r"no printer profile 'strict' \(did you mean 'strict-x4'\?\); there are: "):
        printers.named("strict")


def test_a_shop_of_the_users_own(tmp_path: Path) -> None:
    """A small file; what it leaves out is as usual."""
    path = tmp_path / "town.toml"
    path.write_text(WHOLE, encoding="utf-8")
    printer = printers.named(path)
    assert (printer.name, printer.bleed_mm, printer.marks, printer.ink_limit) == ("town", 5, True, 300)
    assert (printer.condition, printer.min_line_pt) == ("FOGRA39", 0.25)
    assert printer.description == dict.fromkeys(LANGUAGES, "The shop in town")


def test_a_profile_beside_a_shops_file(tmp_path: Path) -> None:
    """The user keeps both in one folder."""
    path, profile = tmp_path / "town.toml", tmp_path / "paper.icc"
    path.write_text(f'{WHOLE}condition = "FOGRA51"\nprofile = "paper.icc"\n', encoding="utf-8")
    profile.write_bytes(b"")
    assert printers.named(path).profile == profile


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("bleed_mm = 5", "bleed_mm = 9"), "town.toml:3: 'bleed_mm' cannot be 9"),
        (("bleed_mm = 5", "bleed_mm = 5\nmark = true"), "town.toml:4: unknown field 'mark' (did you mean 'marks'?)"),
        (('"x-4"', '"x-5"'), "town.toml:2: 'standard' cannot be 'x-5'"),
        (('"x-4"', '"x-1a"'), "town.toml:6: nothing may be see-through in a file of the standard 'x-1a'"),
        (("ink_limit = 300", "ink_limit = 3"), "town.toml:5: 'ink_limit' cannot be 3"),
        (("marks = true\n", ""), "town.toml: there is no 'marks'"),
        (("marks = true", 'marks = true\ncondition = "FOGRA51"'), "town.toml: a profile and the condition"),
        (("marks = true", 'marks = true\ncondition = "naïve"'), "town.toml:5: 'condition' cannot be 'naïve'"),
    ],
)
def test_mistakes_in_a_shops_file_are_told_with_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: tuple[str, str], told: str
) -> None:
    """By line, where one line is at fault."""
    monkeypatch.chdir(tmp_path)
    Path("town.toml").write_text(WHOLE.replace(*change), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        printers.named("town.toml")
    assert str(caught.value).startswith(told)


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    """People mend files, not mistakes."""
    path = tmp_path / "town.toml"
    path.write_text('standard = "x-9"\nbleed_mm = -1\nink = 3\n', encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        printers.named(path)
    assert len(caught.value.problems) == 7


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """What ends in .toml is a file."""
    with pytest.raises(ContentError, match="cannot be read"):
        printers.named(tmp_path / "none.toml")


def test_another_press_for_the_same_shop() -> None:
    """A profile comes with the name of what it describes."""
    usual = printers.named()
    same = profiles.FOLDER / "FOGRA39L_coated.icc"
    other = printers.adapted(usual, profile=same, condition="FOGRA51", marks=True)
    assert (other.condition, other.profile, other.marks, other.name) == ("FOGRA51", same, True, "strict-x4")
    assert printers.adapted(usual) == usual


@pytest.mark.parametrize(
    ("profile", "condition", "told"),
    [
        (Path("x.icc"), None, "a profile needs the condition it describes as well"),
        (None, "FOGRA51", "a condition needs the profile of it as well"),
        (Path("x.icc"), "…", "is no name of a printing condition"),
        (Path("x.icc"), "FOGRA51", "x.icc: cannot be read"),
    ],
)
def test_half_of_another_press(profile: Path | None, condition: str | None, told: str) -> None:
    """Each is of no use without the other."""
    with pytest.raises(ChoiceError, match=told):
        printers.adapted(printers.named(), profile=profile, condition=condition)
