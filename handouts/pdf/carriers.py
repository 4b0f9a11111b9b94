"""The engine's boxes that carry content, as pieces: lines of text, images, tables, lines to write on."""

from __future__ import annotations

from typing import Any, Literal

from weasyprint.formatting_structure import boxes

from handouts.pdf.pieces import MILLIMETRES, Frame, Part, Piece


def line(box: Any, texts: list[Any], frame: Frame, page: int) -> Piece:
    """Return the text of a line box, which is in `texts`."""
    return Piece(
        kind="text",
        page=page,
        element=box.element,
        words=" ".join("".join(text.text for text in texts).split()),
        left=min(text.position_x for text in texts),
        right=max(text.position_x + text.width for text in texts),
        top=box.position_y,
        bottom=box.position_y + box.height,
        frame=frame,
        spans=tuple((text.position_x, text.position_x + text.width) for text in texts),
        families=tuple(dict.fromkeys(tuple(text.style["font_family"]) for text in texts)),
    )


def sort_inline(parent: Any, texts: list[Any], others: list[Any]) -> None:
    """Part what stands in a line into visible text and everything else."""
    for child in parent.children:
        child = getattr(child, "_box", child)
        if child.is_absolutely_positioned() or child.is_floated():
            others.append(child)
        elif isinstance(child, boxes.TextBox):
            if child.text.strip() and child.style["visibility"] == "visible":
                texts.append(child)
        elif isinstance(child, boxes.InlineBox):
            sort_inline(child, texts, others)
        else:
            others.append(child)


def image(box: Any, frame: Frame, page: int) -> Piece:
    """Return an image; it is decoration, free to stand where it likes, without words or where it is meant to be cut."""
    attributes = getattr(box.element, "attrib", {})
    words = attributes.get("alt", "")
    generated = "::" in box.element_tag
    left, top = box.border_box_x(), box.border_box_y()
    return Piece(
        kind="image",
        page=page,
        element=box.element,
        words=" ".join(words.split()),
        left=left,
        top=top,
        right=left + box.border_width(),
        bottom=top + box.border_height(),
        frame=frame,
        decoration=generated
        or attributes.get("aria-hidden") == "true"
        or attributes.get("alt") == ""
        or "data-cut" in attributes,
    )


def area(kind: Literal["table", "shape"], box: Any, frame: Frame, page: int) -> Piece:
    """Return a table, or an empty box with a border."""
    left, top = box.border_box_x(), box.border_box_y()
    words = " ".join(" ".join(box.element.itertext()).split()) if box.element is not None else ""
    return Piece(
        kind=kind,
        page=page,
        element=box.element,
        words=words,
        left=left,
        top=top,
        right=left + box.border_width(),
        bottom=top + box.border_height(),
        frame=frame,
        decoration=kind == "shape",
    )


def drawn(box: Any) -> bool:
    """Say whether an empty `box` shows: a line to write on, a box to tick."""
    borders = any(getattr(box, f"border_{side}_width") for side in ("left", "top", "right", "bottom"))
    return bool(borders and box.border_height() > 0 and box.border_width() > 0)


def invisible(box: Any) -> bool:
    """Say whether `box` is there for screen readers only: cut down to nothing, in both directions."""
    if not isinstance(box, boxes.BlockContainerBox) or box.style["overflow"] == "visible":
        return False
    return bool(box.width <= 1 and box.height <= 1)


def clamped(box: Any) -> bool:
    """Say whether `box` drops the lines that it has no room for."""
    return bool(box.style["max_lines"] != "none" or box.style["continue"] == "discard")


def part_of(box: Any) -> Part | None:
    """Return the part of the document that `box` is, if it is one."""
    attributes = getattr(box.element, "attrib", {})
    name = attributes.get("data-part")
    return Part(attributes.get("id", name), name) if name else None


def folds_of(box: Any) -> tuple[float, ...] | None:
    """Return where the sheet that `box` stands on is folded, in CSS pixels from its left edge, if it says so."""
    folds = getattr(box.element, "attrib", {}).get("data-folds")
    return None if folds is None else tuple(float(fold) / MILLIMETRES for fold in folds.split())


def height_of(box: Any, pieces: list[Piece]) -> float:
    """Return how much height `box` takes, with what of its `pieces` runs past its end."""
    bottoms = (piece.bottom - box.border_box_y() for piece in pieces if not piece.decoration)
    return float(max([box.border_height(), *bottoms]))


def name(box: Any) -> str:
    """Name the element of `box` as its author wrote it."""
    if box.element_tag in ("html", "body"):
        return "the text area of the page"
    attributes = getattr(box.element, "attrib", {})
    shown = "".join(f' {name}="{attributes[name]}"' for name in ("id", "class") if attributes.get(name))
    return f"<{box.element_tag}{shown}>"
