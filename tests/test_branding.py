from __future__ import annotations

from pathlib import Path

import pytest

from handouts.errors import ContentError
from handouts.topics import load_brand
from handouts.topics.branding import MOST_BYTES


def brand_file(folder: Path, text: str) -> Path:
    """Write a practice's file."""
    path = folder / "brand.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def problem(folder: Path, text: str) -> str:
    """Return what is wrong with a practice's file, without its folder."""
    with pytest.raises(ContentError) as caught:
        load_brand(brand_file(folder, text))
    return str(caught.value).replace(f"{folder}/", "")


def test_a_brand_with_a_logo(tmp_path: Path) -> None:
    """Everything is kept as text, and the logo as it is."""
    (tmp_path / "logo.svg").write_bytes(b"<svg/>")
    brand = load_brand(brand_file(tmp_path, "name: De Linde\ntelephone: 020 123 45 67\nlogo: logo.svg\n"))
    assert (brand.name, brand.telephone, brand.logo, brand.logo_type) == (
        "De Linde",
        "020 123 45 67",
        b"<svg/>",
        ".svg",
    )


def test_a_brand_may_be_a_name_alone(tmp_path: Path) -> None:
    """Nothing but a name is needed."""
    assert load_brand(brand_file(tmp_path, "name: De Linde\n")).logo == b""


def test_mistakes_in_a_brand_are_told_with_their_place(tmp_path: Path) -> None:
    """A mistyped field, a missing logo, another kind of file, a heavy one."""
    assert problem(tmp_path, "name: A\ntelefone: 1\n").startswith("brand.yaml:2:1: unknown field 'telefone'")
    assert problem(tmp_path, "name: A\nlogo: gone.png\n").startswith("brand.yaml:2:7: there is no file gone.png")
    assert problem(tmp_path, "name: A\nlogo: logo.pdf\n").startswith("brand.yaml:2:7: a logo is an SVG, PNG or JPEG")
    assert problem(tmp_path, "name: A\nlogo: ../x.png\n").startswith(
        "brand.yaml:2:7: the logo stands in another folder"
    )
    (tmp_path / "big.png").write_bytes(bytes(MOST_BYTES + 1))
    assert problem(tmp_path, "name: A\nlogo: big.png\n").startswith("brand.yaml:2:7: the logo is over 2 MB")
