"""Pictures of dots, photographs and logos, in ink."""

from __future__ import annotations

from typing import Any, Protocol

from handouts.press.spaces import Space, space_of

_UNREADABLE = "a picture is stored in a way that cannot be read"


class Palette(Protocol):
    """What pictures become."""

    space: str

    def picture(self, image: Any) -> Any:
        """A picture of Pillow in that space."""


def convert(picture: Any, palette: Palette, resources: Any) -> str:
    """Put a picture into ink, in its place in the file. Say what hinders that; nothing where nothing does."""
    import pikepdf

    if picture.get("/ImageMask", False):
        return ""
    space = picture.get("/ColorSpace")
    if space is not None and space_of(space, resources) is Space.SPOT:
        return ""
    try:
        image = _decoded(picture)
    except _errors():
        return _UNREADABLE
    if isinstance(picture.get("/Mask"), pikepdf.Array):
        return "a picture makes one of its colours see-through, which is lost in ink"
    if "transparency" in image.info or image.mode in ("P", "1", "I;16", "LA", "RGBA", "PA"):
        image = image.convert("RGB")
    inked = palette.picture(image)
    if inked is image and str(space) == palette.space:
        return ""  # in ink already, and in no more than there may be
    picture.write(inked.tobytes())
    picture.ColorSpace = pikepdf.Name(palette.space)
    picture.BitsPerComponent = 8
    for key in ("/Decode", "/Intent", "/Alternates", "/OPI"):
        if key in picture:
            del picture[key]
    return ""


def opaque(mask: Any) -> bool:
    """Whether a soft mask hides nothing at all."""
    try:
        least, _ = _decoded(mask).convert("L").getextrema()
    except _errors():
        return False
    return bool(least == 255)


def _decoded(picture: Any) -> Any:
    """The dots of a picture, without its masks."""
    import pikepdf

    image = pikepdf.PdfImage(picture).as_pil_image(apply_mask=False)
    image.load()
    return image


def _errors() -> tuple[type[Exception], ...]:
    """What a picture raises that cannot be read: it is damaged, or stored in a way that few programs know."""
    import pikepdf

    return (pikepdf.PdfError, pikepdf.PikepdfError, NotImplementedError, ValueError, OSError, KeyError, TypeError)
