"""What a practice's own name and logo do to a page, told to the practice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from handouts.document import Handout
from handouts.errors import Finding
from handouts.resources import shown
from handouts.topics import Brand

LayOut = Callable[[Handout], Iterable[Finding]]


def restated(findings: Iterable[Finding], handout: Handout, path: Path, lay_out: LayOut) -> list[Finding]:
    """Return `findings` with those that come from the brand in the file `path` told of that file.

    They come from it if they are gone without it: `lay_out` tells what is wrong with the same handout laid out again.
    """
    brand, findings = handout.brand, list(findings)
    if brand is None:
        return findings
    ours = set(lay_out(replace(handout, brand=None)))
    theirs = [finding for finding in findings if finding not in ours]
    if theirs and brand.logo and ours.issuperset(lay_out(replace(handout, brand=replace(brand, logo=b"")))):
        told = [_of_logo(finding, path) for finding in theirs]
    else:
        told = [_of_words(finding, brand, path) for finding in theirs]
    return [*dict.fromkeys(told), *(finding for finding in findings if finding in ours)]


def _of_logo(finding: Finding, path: Path) -> Finding:
    if _no_room(finding):
        return Finding(shown(path), "the practice's logo does not fit the head of the page", "Use a narrower one.")
    return Finding(shown(path), f"the practice's logo: {finding.message}", "Save it anew: as a plain SVG, or as a PNG.")


def _of_words(finding: Finding, brand: Brand, path: Path) -> Finding:
    more = [name for name in ("telephone", "website") if getattr(brand, name)]
    if not _no_room(finding):
        return Finding(
            shown(path),
            f"the practice's {' or '.join(['name', *more])}: {finding.message}",
            "Write it with other characters.",
        )
    if not more:
        return Finding(shown(path), "the practice's name does not fit the head of the page", "Shorten it.")
    what = f"the practice's name does not fit the head of the page with its {' and '.join(more)}"
    return Finding(shown(path), what, f"Shorten it, or leave out the {' or the '.join(more)}.")


def _no_room(finding: Finding) -> bool:
    return finding.message.startswith("does not fit")
