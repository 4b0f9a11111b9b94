"""From the pages of a PDF to every stream that is drawn on them, each put into ink once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from handouts.errors import Finding
from handouts.press import blends, pictures
from handouts.press.palettes import Inked, Masking
from handouts.press.recolouring import APART, BLACK, OVER, Colour, Recolouring, Surroundings
from handouts.press.spaces import Space, space_of

Palette: TypeAlias = Inked | Masking
_REMEDY = "Leave the drawing or the logo out, or save it anew: as a plain SVG, or as a PNG in RGB."
_PLAIN = ("/Normal", "/Compatible")
_OF_THE_PRESS = ("/TR", "/TR2", "/HT", "/HTP", "/BG", "/BG2", "/UCR", "/UCR2")
"""What only the press decides, and no file."""


@dataclass(frozen=True, slots=True)
class Clear:
    """Something that one can see through, and the page on which it was met first."""

    page: int
    what: str


@dataclass
class Walk:
    """Puts a file into ink, page by page, and tells what was met on the way.

    `findings` is what cannot be printed, `clear` what one can see through. With `overprint`, black text is printed over
    its ground.
    """

    pdf: Any
    ink: Inked
    overprint: bool
    findings: dict[Finding, None] = field(default_factory=dict)
    clear: dict[Clear, None] = field(default_factory=dict)
    _mask: Masking = field(default_factory=Masking)
    _states: list[Any] = field(default_factory=list)
    _groups: list[Any] = field(default_factory=list)
    _met_resources: list[Any] = field(default_factory=list)
    _used: set[Any] = field(default_factory=set)
    _seen: set[Any] = field(default_factory=set)
    _page: int = 0

    def page(self, number: int, page: Any) -> None:
        """Put a page into ink, with all that is drawn on it."""
        self._page = number
        resources = page.resources
        page.obj.Contents = self.pdf.make_stream(self._content(page, resources, self.ink, BLACK))
        self._group(page.obj, self.ink)
        self._resources(resources, self.ink)

    def finish(self) -> None:
        """Take out what nothing needs any more; where one sees through nothing, also all that speaks of it."""
        import pikepdf

        for resources in self._met_resources:
            spaces, drawings = (dict(resources.get(name, {})) for name in ("/ColorSpace", "/XObject"))
            _drop(resources, "/ColorSpace", "/XObject")
            # A mask is kept by the state that uses it; here it would look like a drawing in grey.
            drawings = {name: drawing for name, drawing in drawings.items() if drawing.objgen in self._used}
            spaces = {name: space for name, space in spaces.items() if space_of(space) is Space.SPOT}
            for name, kept in (("/ColorSpace", spaces), ("/XObject", drawings)):
                if kept:
                    resources[name] = pikepdf.Dictionary(kept)
        if self.clear:
            return
        for state in self._states:
            _drop(state, "/ca", "/CA", "/SMask", "/BM", "/AIS", "/TK")
        for thing in self._groups:
            _drop(thing, "/Group")

    def _content(self, stream: Any, resources: Any, palette: Palette, start: Colour | None) -> bytes:
        import pikepdf

        states = resources.get("/ExtGState", {})
        around = Surroundings(
            space=lambda name: space_of(name, resources),
            alphas=lambda name: _alphas(states.get(str(name), {})),
            refuse=self._refuse,
            draws=lambda name: self._use(resources, str(name)),
        )
        prints = self.overprint and isinstance(palette, Inked)
        recolouring = Recolouring(palette, around, start=start, overprint=prints)
        written = pikepdf.unparse_content_stream(list(recolouring.operations(pikepdf.parse_content_stream(stream))))
        if recolouring.overprinted:
            if "/ExtGState" not in resources:
                resources.ExtGState = pikepdf.Dictionary()
            for name, over in ((OVER, True), (APART, False)):
                entries = {"/Type": pikepdf.Name.ExtGState, "/OP": over, "/op": over, "/OPM": 1}
                resources.ExtGState[name] = pikepdf.Dictionary(entries)
        return written

    def _resources(self, resources: Any, palette: Palette) -> None:
        if self._met(resources):
            return
        for state in dict(resources.get("/ExtGState", {})).values():
            self._state(state)
        for thing in dict(resources.get("/XObject", {})).values():
            self._drawn(thing, palette, resources)
        for pattern in dict(resources.get("/Pattern", {})).values():
            self._pattern(pattern, palette, resources)
        for shading in dict(resources.get("/Shading", {})).values():
            self._shading(shading, palette, resources)
        for font in dict(resources.get("/Font", {})).values():
            self._font(font, palette, resources)
        self._met_resources.append(resources)

    def _use(self, resources: Any, name: str) -> None:
        drawing = resources.get("/XObject", {}).get(name)
        if drawing is not None:
            self._used.add(drawing.objgen)

    def _drawn(self, thing: Any, palette: Palette, resources: Any) -> None:
        if thing.get("/Subtype") == "/Image":
            self._picture(thing, palette, resources)
        else:
            self._stream(thing, palette, None, resources)

    def _stream(self, stream: Any, palette: Palette, start: Colour | None, outer: Any) -> None:
        """Put a form, a pattern or a letter that is drawn into ink, with all that is in it."""
        if self._met(stream):
            return
        import pikepdf

        inner = stream.get("/Resources")
        if inner is None and start is None:
            inner = outer  # as old files do
        resources = pikepdf.Dictionary() if inner is None else inner
        stream.write(self._content(stream, resources, palette, start))
        if inner is None and len(resources):
            stream.Resources = resources
        _drop(stream, "/OPI", "/Ref", "/PieceInfo", "/StructParents", "/StructParent")
        self._group(stream, palette)
        self._resources(resources, palette)

    def _group(self, thing: Any, palette: Palette) -> None:
        import pikepdf

        if "/Group" in thing:
            self._groups.append(thing)
            thing.Group.CS = pikepdf.Name(palette.space)

    def _pattern(self, pattern: Any, palette: Palette, resources: Any) -> None:
        if "/Shading" in pattern:
            if "/ExtGState" in pattern:
                self._state(pattern.ExtGState)
            self._shading(pattern.Shading, palette, resources)
        else:
            self._stream(pattern, palette, BLACK, resources)

    def _shading(self, shading: Any, palette: Palette, resources: Any) -> None:
        if self._met(shading):
            return
        if told := blends.convert(shading, palette, resources):
            self._refuse(told)

    def _font(self, font: Any, palette: Palette, resources: Any) -> None:
        if font.get("/Subtype") != "/Type3" or self._met(font):
            return
        for letter in dict(font.CharProcs).values():
            self._stream(letter, palette, None, font.get("/Resources", resources))
        if "/Resources" in font:
            self._resources(font.Resources, palette)

    def _picture(self, picture: Any, palette: Palette, resources: Any) -> None:
        if self._met(picture):
            return
        if told := pictures.convert(picture, palette, resources):
            self._refuse(told)
        if "/SMask" in picture:
            if pictures.opaque(picture.SMask):
                del picture["/SMask"]
            else:
                self._see_through("a picture is see-through at its edges or in parts")

    def _state(self, state: Any) -> None:
        import pikepdf

        if self._met(state):
            return
        self._states.append(state)
        _drop(state, *_OF_THE_PRESS)
        if any(alpha is not None and 0 < alpha < 1 for alpha in _alphas(state)):
            self._see_through("a colour is see-through")
        if "/BM" in state:
            modes = state.BM if isinstance(state.BM, pikepdf.Array) else [state.BM]
            if any(str(mode) not in _PLAIN for mode in modes):
                self._see_through("a colour is blended with what lies beneath")
        mask = state.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary):
            self._see_through("a drawing fades out")
            self._stream(mask.G, self._mask, BLACK, None)
            if "/BC" in mask:
                mask.BC = pikepdf.Array([0])  # the usual: nothing is let through where nothing is drawn

    def _met(self, thing: Any) -> bool:
        """Whether something was met before; what stands in its place in the file is met only there."""
        if thing.objgen == (0, 0):
            return False
        if thing.objgen in self._seen:
            return True
        self._seen.add(thing.objgen)
        return False

    def _refuse(self, what: str) -> None:
        self.findings[Finding(f"page {self._page}", what, _REMEDY)] = None

    def _see_through(self, what: str) -> None:
        self.clear[Clear(self._page, what)] = None


def _alphas(state: Any) -> tuple[float | None, float | None]:
    fill, stroke = state.get("/ca"), state.get("/CA")
    return None if fill is None else float(fill), None if stroke is None else float(stroke)


def _drop(thing: Any, *keys: str) -> None:
    for key in keys:
        if key in thing:
            del thing[key]
