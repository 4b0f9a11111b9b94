"""Topic + selection + language + format → `Handout`: one language, resolved, final."""

from handouts.document.building import build
from handouts.document.handout import Handout

__all__ = ["Handout", "build"]
