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
    full = any(_crowds(finding) for finding in ours)  # with or without them; how much runs over differs
    theirs = [finding for finding in findings if finding not in ours and not (full and _crowds(finding))]
    if theirs and brand.logo and ours.issuperset(lay_out(replace(handout, brand=replace(brand, logo=b"")))):
        told = [_of_logo(finding, path) for finding in theirs]
    else:
        told = [_of_words(finding, brand, path) for finding in theirs]
    return [*dict.fromkeys(told), *(finding for finding in findings if finding not in theirs)]


def _crowds(finding: Finding) -> bool:
    """Whether there is more on a page than it holds."""
    return finding.fit and not _in_margin(finding)


def _of_logo(finding: Finding, path: Path) -> Finding:
    if _in_margin(finding):
        return Finding(shown(path), "the practice's logo does not fit the head of the page", "Use a narrower one.")
    if _crowds(finding):
        message = f"the page has no room for the practice's logo: {finding.message}"
        return Finding(shown(path), message, "Leave it out, or choose fewer sections.", fit=True)
    return Finding(shown(path), f"the practice's logo: {finding.message}", "Save it anew: as a plain SVG, or as a PNG.")


def _of_words(finding: Finding, brand: Brand, path: Path) -> Finding:
    more = [name for name in ("telephone", "website") if getattr(brand, name)]
    beside = f" with its {' and '.join(more)}" if more else ""
    remedy = f"Shorten it, or leave out the {' or the '.join(more)}" if more else "Shorten it"
    if _in_margin(finding):
        message = f"the practice's name does not fit the head of the page{beside}"
        return Finding(shown(path), message, f"{remedy}.")
    if _crowds(finding):
        message = f"the page has no room for the practice's name{beside}: {finding.message}"
        return Finding(shown(path), message, f"{remedy}, or choose fewer sections.", fit=True)
    message = f"the practice's {' or '.join(['name', *more])}: {finding.message}"
    return Finding(shown(path), message, "Write it with other characters.")


def _in_margin(finding: Finding) -> bool:
    """Whether something does not fit the head or the foot, which are the same whatever else is on the page."""
    return finding.message.startswith("does not fit")
