"""`handouts preflight`: whether finished PDFs are fit for the office or for a print shop."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handouts.cli.commands import FAILED, json_option, main
from handouts.cli.terminal import Progress, counted, show
from handouts.errors import ChoiceError

if TYPE_CHECKING:
    from handouts.preflight import Flaw, Printer, Report

_LONGER = 6  # than one document of ours takes: a file of another may have hundreds of pages
_LARGEST = 500_000_000  # bytes
_TOLD = {"office": "for the office", "press": "for the press"}


@main.command(epilog="For example: handouts preflight flyer.pdf --for press --printer strict-x4")
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--for",
    "purpose",
    type=click.Choice(("office", "press")),
    help="What it is for; without it, press where the file says so itself, else office.",
)
@click.option("--printer", metavar="NAME|FILE", help="What the print shop asks for; then it is for the press.")
@json_option
def preflight(files: tuple[Path, ...], purpose: str | None, printer: str | None, as_json: bool) -> None:
    """Look into PDFs, ours or not: what is wrong, where, why it matters, what to do.

    Exits with 1 where a file has an error; warnings are for you to judge.
    """
    if printer is not None and purpose == "office":
        raise ChoiceError("--printer says what a print shop asks for: leave it out, or look at the file --for press")
    shop = _named(printer) if printer is not None else None
    reports: list[tuple[Path, Report]] = []
    with Progress("preflight", len(files)) as progress:
        for file in files:
            reports.append((file, _report(file, purpose or ("press" if shop else ""), shop, progress.say)))
            progress.step()
    if as_json:
        rows = [_row(file, report, shop) for file, report in reports]
        show(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        show("\n".join(line for file, report in reports for line in _lines(file, report, shop)))
    if any(report.errors for _, report in reports):
        sys.exit(FAILED)


def _named(printer: str) -> Printer:
    from handouts.press import printers

    return printers.named(printer)


def _report(file: Path, purpose: str, printer: Printer | None, say: Callable[[str], None]) -> Report:
    """Look at one file in a process of its own: one that was made to do harm keeps no one from the next."""
    from handouts import preflight as store
    from handouts.build import contained, limiting
    from handouts.errors import LayoutError

    say(file.name)
    usual = limiting.usual()
    limits = limiting.Limits(_LONGER * usual.seconds, usual.megabytes)
    remedy = "Do not pass it on. Make it again, with simpler drawings and smaller images."
    subject = contained.Subject(str(file), remedy)
    try:
        return contained.run(_looked_at, file, purpose, printer, subject=subject, limits=limits, say=say)
    except LayoutError as error:
        why = "it keeps what opens it busy, or breaks it, whether by mistake or by intent"
        flaws = [
            store.Flaw(0, "", found.message, why, remedy, error=True, check="readable") for found in error.findings
        ]
        return store.Report(purpose or "office", tuple(flaws))


def _looked_at(file: Path, purpose: str, printer: Printer | None, say: Callable[[str], None]) -> Report:
    from handouts import preflight as store

    size = file.stat().st_size
    if size > _LARGEST:
        message = f"the file has {size // 1_000_000} MB, and is not looked into"
        why, remedy = "no print shop and no mail takes it", "Export it with smaller images, or in parts."
        return store.Report(
            purpose or "office", (store.Flaw(0, "", message, why, remedy, error=True, check="readable"),)
        )
    say(f"looking into {file.name}")
    return store.report(file.read_bytes(), purpose=purpose, printer=printer)


def _row(file: Path, report: Report, printer: Printer | None) -> dict[str, Any]:
    """A report for machines."""
    return {
        "file": str(file),
        "for": report.purpose,
        "printer": printer.name if printer else None,
        "errors": report.errors,
        "warnings": len(report.flaws) - report.errors,
        "flaws": [asdict(flaw) for flaw in report.flaws],
    }


def _lines(file: Path, report: Report, printer: Printer | None) -> list[str]:
    """A report for people: what is wrong on several pages is told once."""
    warnings = len(report.flaws) - report.errors
    counts = [counted(number, what) for number, what in ((report.errors, "error"), (warnings, "warning")) if number]
    shop = f", printer {printer.name}" if printer else ""
    lines = [f"{file}: {_TOLD[report.purpose]}{shop}: {', '.join(counts) or 'nothing is wrong'}"]
    alike: dict[tuple[str, str, bool], list[Flaw]] = {}
    for flaw in report.flaws:
        alike.setdefault((flaw.message, flaw.check, flaw.error), []).append(flaw)
    for flaws in alike.values():
        first = flaws[0]
        lines.append(f"  {'error' if first.error else 'warning'}: {_where(flaws)}: {first.message}")
        lines += [f"    {first.why}", f"    {first.remedy}"]
    return lines


def _where(flaws: list[Flaw]) -> str:
    """The place of a flaw, or the pages on which it is the same."""
    pages = sorted({flaw.page for flaw in flaws})
    if len(pages) == 1:
        return flaws[0].where
    return f"pages {', '.join(map(str, pages[:-1]))} and {pages[-1]}"
