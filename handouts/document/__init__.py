"""Topic + selection + language + format → `Handout`: one language, resolved, final."""

from handouts.document.building import build, edition_code
from handouts.document.handout import Handout

__all__ = ["Handout", "build", "edition_code"]
