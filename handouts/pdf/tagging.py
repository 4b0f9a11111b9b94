"""The tag tree as a screen reader should meet it, where the engine leaves it short.

The engine tags what runs at the head and foot of pages and leaves it out of the tree, so that nobody would hear the
disclaimer. Here each running text is read once, a head before and a foot after the document; where it is repeated it
is an artifact. Header cells say of what they are the header, and figures where on the page they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_PX = 0.75  # points in a pixel of CSS


def finish(document: Any, pdf: Any) -> None:
    """Mend the tag tree of `pdf`, which WeasyPrint has made of `document` and not yet written."""
    objects = {item.reference: item for item in pdf.objects}
    elements = [item for item in pdf.objects if _is(item, "Type", "/StructElem")]
    root = next((item for item in elements if item["S"] == "/Document"), None)
    if root is None:  # not tagged
        return
    _read_running(document, pdf, objects, elements, root)
    for element in elements:
        if element["S"] == "/TH":
            row = objects[element["P"]]
            element["A"]["Scope"] = "/Column" if objects[row["P"]]["S"] == "/THead" else "/Row"
        elif element["S"] == "/Figure":
            _place(element, objects[element["Pg"]])


def _is(item: Any, key: str, value: str) -> bool:
    return isinstance(item, dict) and item.get(key) == value


def _read_running(document: Any, pdf: Any, objects: dict[bytes, Any], elements: list[Any], root: Any) -> None:
    """Put each running text into the tree once; of its repetitions make artifacts."""
    linked = set(root["K"])
    loose = [item for item in elements if item["P"] == root.reference and item.reference not in linked]
    heard: set[int] = set()
    heads = 0
    for number, page in enumerate(document.pages):
        reference = pdf.page_references[number]
        boxes = [(margin, box) for margin in _margins(page) for box in margin.children]
        tagged = [item for item in loose if item["Pg"] == reference]
        for (margin, box), element in zip(boxes, tagged, strict=True):
            if id(box.element) in heard:
                _silence(element, number, pdf, objects)
            elif margin.at_keyword.startswith("@top"):
                root["K"].insert(heads, element.reference)
                heads += 1
            else:
                root["K"].append(element.reference)
            heard.add(id(box.element))


def _margins(page: Any) -> Iterator[Any]:
    """The boxes at the edges of a page, in which running texts stand."""
    return (box for box in page._page_box.children if getattr(box, "at_keyword", "").startswith("@"))


def _silence(element: Any, number: int, pdf: Any, objects: dict[bytes, Any]) -> None:
    """Make what an element holds an artifact, and cut its threads to the tree."""
    marks = set(_marks(element, objects))
    content = objects[objects[element["Pg"]]["Contents"]].stream
    for index, item in enumerate(content):
        if isinstance(item, dict) and item.get("MCID") in marks:
            content[index - 1 : index + 2] = ["/Artifact", b"BMC", b""]
    tree = next(item for item in pdf.objects if _is(item, "Type", "/StructTreeRoot"))
    numbers = objects[tree["ParentTree"]]["Nums"]
    parents = numbers[numbers.index(number) + 1]
    for mark in marks:
        parents[mark] = b"null"


def _marks(element: Any, objects: dict[bytes, Any]) -> Iterator[int]:
    """The marks of all content under an element."""
    for kid in element["K"]:
        if isinstance(kid, int):
            yield kid
        else:
            yield from _marks(objects[kid], objects)


def _place(figure: Any, page: Any) -> None:
    """Say where a figure stands as PDF counts: in points, from the foot of the page."""
    left, top, right, bottom = (float(edge) * _PX for edge in figure["A"]["BBox"])
    height = float(page["MediaBox"][3])
    figure["A"]["BBox"][:] = [left, height - bottom, right, height - top]
