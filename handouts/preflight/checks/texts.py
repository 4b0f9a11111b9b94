"""The words on the pages: the disclaimer, the edition code, what is cut off, hidden, or not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.preflight.drawing import drawn
from handouts.preflight.expected import Expected
from handouts.preflight.flaws import Flaw, quoted
from handouts.preflight.objects import Box, shared, within
from handouts.preflight.pages import POINTS, Page, Run
from handouts.preflight.subject import Subject

_CLEAR = 4.9  # millimetres: five are asked for, and nobody sees a tenth of one
_CUT = 0.3  # millimetres: boxes about letters are a little wider than their ink
_TOLD = 3  # places a page
_SMALL = 0.25  # pixels a point: enough to see whether there is anything
_HYPHENS = re.compile("[\u00ad\ufffe\u0002]")  # as readers of PDF give one that a line break put into a word
_CODE = re.compile(r"[0-9a-f]{6,}")


def disclaimer(subject: Subject) -> Iterator[Flaw]:
    """The publisher's disclaimer stands on every page, whole, in the language of the file."""
    known = subject.expected.disclaimers
    language = subject.expected.language[:2] or subject.language[:2]
    texts = {page.number: letters(page.text) for page in subject.pages if page.drawn is not None}
    if not known or not texts:
        return
    wanted = [known[language]] if subject.expected.ours and language in known else list(known.values())
    lacking = {text: [number for number, printed in texts.items() if letters(text) not in printed] for text in wanted}
    missing = min(lacking.values(), key=len)
    if len(missing) == len(texts) and not subject.expected.ours:
        yield Flaw(
            0,
            "",
            "the publisher's disclaimer stands on none of its pages",
            "a handout of the foundation must bear it on every page; a file of another's needs none",
            "If the texts are the foundation's, make the file with `handouts make`.",
            error=False,
        )
        return
    for number in missing:
        yield Flaw(
            number,
            "",
            f"the disclaimer is missing or not whole{f' in the language of the file ({language})' if language else ''}",
            "no page may be given to a patient without it",
            "Make the file again; do not take pages apart or print over them.",
            error=subject.expected.ours,
        )


def edition_code(subject: Subject) -> Iterator[Flaw]:
    """Our files bear their edition code on every page, and in their metadata with the digest of the content."""
    expected = subject.expected
    if not expected.ours:
        return
    remedy = "Make it again with `handouts make`; editing a file afterwards loses it."
    why = "by it a printed sheet is traced to the text that it was made from"
    if not expected.code:
        yield Flaw(0, "", "its metadata hold no edition code", why, remedy, error=True)
        return
    code = _signs(expected.code)
    for page in subject.pages if _printed(expected) else ():
        if page.drawn is not None and code not in _signs(page.text):
            yield Flaw(page.number, "", f'the edition code "{expected.code}" is not on it', why, remedy, error=True)
    ending = expected.code.rpartition(" ")[2]
    if not _CODE.fullmatch(ending) or (
        expected.digest and not expected.digest.removeprefix("sha256:").startswith(ending)
    ):
        what = f'the edition code "{expected.code}" does not end in the digest of the content'
        yield Flaw(0, "", what, why, remedy, error=True)


def _signs(text: str) -> str:
    """Its letters and digits: what stands between the parts of a code may go at the end of a line."""
    return "".join(filter(str.isalnum, text))


def _printed(expected: Expected) -> bool:
    """Whether the code is to be printed: a post for screens bears none."""
    return not expected.formats or any(fmt.unit != "px" for fmt in expected.formats)


def blank_pages(subject: Subject) -> Iterator[Flaw]:
    """No page is empty."""
    for page in subject.pages:
        seen = page.seen
        if seen.texts or seen.pictures or seen.broken or seen.cut_short:
            continue
        picture = drawn(page, _SMALL) if seen.paints else None
        if not seen.paints or (picture is not None and picture.flat):
            yield Flaw(
                page.number,
                "",
                "it is blank",
                "it costs paper, and its reader looks for what is missing",
                "Leave it out; where it was made by text that runs over, say less or set it smaller.",
                error=subject.expected.ours,
            )


def text_inside_trim(subject: Subject) -> Iterator[Flaw]:
    """No text is cut off by the edge of the page; beyond the bleed there may be notes for the printer."""
    for page in subject.pages:
        trim, outside = page.trim, _larger(page.bleed, 1.0)
        cut = [
            run
            for run in page.runs
            if not within(run.box, trim, _CUT * POINTS / page.unit)
            and (shared(run.box, trim) or (shared(run.box, outside) or not subject.press))
        ]
        for run, words in _worded(page, cut):
            across = shared(run.box, trim) is not None
            yield Flaw(
                page.number,
                page.place((run.box[0], run.box[3])),
                f"the text {words} {'runs over the edge of' if across else 'stands beside'} the page",
                "it is cut off, or never seen",
                "Move it inside, or set it smaller.",
                error=True,
            )


def safe_area(subject: Subject) -> Iterator[Flaw]:
    """Text keeps 5 mm from the trim, and from the folds where the format has some."""
    for page in subject.pages:
        clear = _CLEAR * POINTS / page.unit
        safe = _larger(page.trim, -clear)
        near = [
            run
            for run in page.runs
            if within(run.box, page.trim, _CUT * POINTS / page.unit) and not within(run.box, safe)
        ]
        for run, words in _worded(page, near):
            edges = zip(run.box, page.trim, (1, 1, -1, -1), strict=True)
            distance = min((one - other) * sign for one, other, sign in edges) * page.unit / POINTS
            yield _close(page, run, f"the text {words} is {max(0.0, distance):.1f} mm from the edge; 5 mm are safe")
        for run, words in _worded(page, [run for run in page.runs if _folded(subject, page, run, clear)]):
            yield _close(page, run, f"the text {words} is less than 5 mm from a fold, or lies across it")


def _close(page: Page, run: Run, message: str) -> Flaw:
    return Flaw(
        page.number,
        page.place((run.box[0], run.box[3])),
        message,
        "a cutter, a folder and a printer are each a few millimetres off",
        "Move it further in, or set it smaller.",
        error=False,
    )


def _folded(subject: Subject, page: Page, run: Run, clear: float) -> bool:
    """Whether a run lies too near to a fold of the one format that the file may be."""
    if len(subject.expected.formats) != 1 or page.turned:
        return False
    folds = subject.expected.formats[0].folds
    if page.number > len(folds):
        return False
    places = [page.trim[0] + fold * POINTS / page.unit for fold in folds[page.number - 1]]
    return any(run.box[0] - clear < place < run.box[2] + clear for place in places)


def hidden_text(subject: Subject) -> Iterator[Flaw]:
    """No text is there for machines and not for eyes."""
    for page in subject.pages:
        for spots, how in ((page.seen.unseen, "is drawn invisible"), (page.seen.clipped, "is clipped away")):
            if spots:
                count = f"{len(spots)} texts are" if len(spots) > 1 else "a text is"
                yield Flaw(
                    page.number,
                    page.place(spots[0]),
                    f"{count} {how.removeprefix('is ')}",
                    "it is searched and spoken, and nobody sees it: a scan has such text, or something went wrong",
                    "Take it out, unless the page is a scan that was made searchable.",
                    error=subject.expected.ours,
                )


def spoken_text(subject: Subject) -> Iterator[Flaw]:
    """For the office: a page that shows something has text that can be searched and spoken."""
    if not subject.office or subject.expected.ours:
        return
    for page in subject.pages:
        if page.seen.pictures and not page.seen.texts and page.drawn is not None:
            yield Flaw(
                page.number,
                "",
                "it is a picture, without any text",
                "it cannot be searched, enlarged well, or read aloud",
                "Make it from the text instead of from a scan, or have its text recognised.",
                error=False,
            )


def letters(text: str) -> str:
    """A text without spaces, as it can be looked for whatever its lines are."""
    return "".join(_HYPHENS.sub("", text).split())


def _worded(page: Page, runs: list[Run]) -> Iterator[tuple[Run, str]]:
    """The first few of some runs, with their words."""
    told = 0
    for run in runs:
        words = page.words(run).strip()
        if words and told < _TOLD:
            told += 1
            yield run, quoted(words)


def _larger(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by
