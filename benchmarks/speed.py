"""How long a handout takes, beside what the layout engine alone needs for the same page.

    .venv/bin/python benchmarks/speed.py [--rounds 7] [--lang nl]

Every measurement is a whole process, from its start to its end. All kinds run in turn, several rounds, so that
whatever else the machine does slows them alike; the table shows medians. It says whether each aim is met and always
exits with 0: a busy machine is no fault in the code. For Linux and macOS.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PYTHON = sys.executable
HANDOUTS = str(Path(sys.executable).with_name("handouts"))
ROOT = Path(__file__).resolve().parents[1]
FONTS = ROOT / "handouts" / "pdf" / "fonts.conf"  # hides the machine's fonts, as `handouts make` does
MEGA = 1e6 if sys.platform == "darwin" else 1e3  # what one megabyte is in ru_maxrss

# The least that turns HTML into the same kind of PDF.
BARE = """
import sys, weasyprint
weasyprint.HTML(filename=sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1", pdf_identifier=b"0" * 32)
"""
# Every format, in how many layouts the size was found at which it fits.
LAYOUTS = """
import sys
from handouts import build, formats
from handouts.build import Order
from handouts.errors import LayoutError

print(f"{'':20}{'layouts':>9}{'type':>12}{'sides':>7}")
for name in formats.available():
    try:
        made = build.make(Order("magnesium", language=sys.argv[1], format=name))
    except LayoutError:
        print(f"{name:20}  does not fit")
    else:
        print(f"{name:20}{made.layouts:9}{made.size:9.2f} pt{made.pages:7}")
"""
DATA = re.compile(r"data:[\w.+/-]+;base64,([A-Za-z0-9+/=]+)")


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds on the clock, seconds of processor time, megabytes at its peak."""

    wall: float
    processor: float
    memory: float


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing to measure: its command, its environment, and what to do before each run."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    prepare: Callable[[], None] = lambda: None


def measure(kind: Kind, folder: Path) -> Run:
    """Run a kind once. Stops the benchmark where it fails, with what it said."""
    kind.prepare()
    started = time.perf_counter()
    process = subprocess.Popen(
        kind.command, env=kind.environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{kind.name}: failed\n{said.decode(errors='replace')}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MEGA)


def kinds(folder: Path, language: str) -> list[Kind]:
    """Everything to measure; the caches and the page for the bare engine are made here."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("HANDOUTS_", "PYTHON"))}
    caches = {name: folder / f"cache-{name}" for name in ("charts", "empty", "kept")}
    settings = {name: {**clean, "HANDOUTS_CACHE": str(cache)} for name, cache in caches.items()}
    bare = {**clean, "FONTCONFIG_FILE": str(FONTS)}

    def make(target: str) -> list[str]:
        return [HANDOUTS, "make", "magnesium", "--lang", language, "-o", target]

    def forget_edition() -> None:
        for edition in caches["charts"].glob("edition-*"):
            edition.unlink()

    def forget_all() -> None:
        shutil.rmtree(caches["empty"], ignore_errors=True)

    subprocess.run([*make("page.html"), "--to", "html"], env=settings["charts"], cwd=folder, check=True)
    apart(folder / "page.html", folder / "apart")
    return [
        Kind("bare WeasyPrint, page.html", [PYTHON, "-W", "ignore", "-c", BARE, "page.html", "bare.pdf"], bare),
        Kind("  its files apart", [PYTHON, "-W", "ignore", "-c", BARE, "apart/page.html", "apart.pdf"], bare),
        Kind("fresh make, charts kept", make("fresh.pdf"), settings["charts"], forget_edition),
        Kind("fresh make, empty cache", make("cold.pdf"), settings["empty"], forget_all),
        Kind("make, unchanged edition", make("kept.pdf"), settings["kept"]),
        Kind("handouts --help", [HANDOUTS, "--help"], clean),
    ]


def apart(page: Path, folder: Path) -> None:
    """Write the page with every embedded file beside it, which spares the engine the reading of long addresses."""
    folder.mkdir()
    names: dict[str, str] = {}

    def beside(found: re.Match[str]) -> str:
        name = names.setdefault(found[0], f"{len(names)}.{found[0][5:].split(';')[0].split('/')[1].split('+')[0]}")
        (folder / name).write_bytes(b64decode(found[1]))
        return name

    (folder / "page.html").write_text(DATA.sub(beside, page.read_text(encoding="utf-8")), encoding="utf-8")


def table(runs: Mapping[str, Sequence[Run]]) -> None:
    """Print the medians; `peak` is the most memory that a process held at a time."""
    print(f"\n{'':28}{'clock':>9}{'processor':>11}{'peak':>9}")
    for name, all_of_it in runs.items():
        wall = statistics.median(run.wall for run in all_of_it)
        memory = statistics.median(run.memory for run in all_of_it)
        print(f"{name:28}{wall:7.2f} s{_processor(all_of_it):9.2f} s{memory:6.0f} MB")


def aims(runs: Mapping[str, Sequence[Run]]) -> None:
    """Print each aim and whether it is met."""
    names = list(runs)
    bare, files, fresh, cold, kept, usage = (runs[name] for name in names)

    def ratio(ones: Sequence[Run], others: Sequence[Run]) -> float:
        return statistics.median(one.wall / other.wall for one, other in zip(ones, others, strict=True))

    def seconds(ones: Sequence[Run]) -> float:
        return statistics.median(run.wall for run in ones)

    print("\nAims, on the clock")
    for words, value, unit, most in (
        ("fresh make / bare WeasyPrint", ratio(fresh, bare), "", 1.15),
        ("unchanged edition", seconds(kept), " s", 0.4),
        ("--help", seconds(usage), " s", 0.2),
    ):
        print(f"  {words:36}{value:6.2f}{unit:2}  aim ≤ {most}  {'met' if value <= most else 'NOT MET'}")
    print("Without an aim")
    print(f"  {'the same, in processor time':36}{_processor(fresh) / _processor(bare):6.2f}")
    print(f"  {'the same, with charts to draw':36}{ratio(cold, bare):6.2f}")
    print(f"  {'fresh make / bare, its files apart':36}{ratio(fresh, files):6.2f}")


def _processor(runs: Sequence[Run]) -> float:
    return statistics.median(run.processor for run in runs)


def layouts(folder: Path, language: str) -> str:
    """Tell how many layouts a make takes, for each format."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HANDOUTS_")}
    done = subprocess.run(
        [PYTHON, "-W", "ignore", "-c", LAYOUTS, language],
        env={**environment, "HANDOUTS_NO_CACHE": "1"},
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--lang", default="nl")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="handouts-speed-") as name:
        folder = Path(name)
        every = kinds(folder, options.lang)
        for kind in every:  # unmeasured: it compiles the modules, fills the caches and warms the disk's
            measure(kind, folder)
        runs: dict[str, list[Run]] = {kind.name: [] for kind in every}
        for _ in range(options.rounds):
            for kind in every:
                runs[kind.name].append(measure(kind, folder))
        print(f"magnesium, handout-a4, {options.lang}, standard preset; {options.rounds} rounds, Python", end=" ")
        print(f"{sys.version.split()[0]}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        table(runs)
        aims(runs)
        sizes = (f"{(folder / file).stat().st_size:,}" for file in ("fresh.pdf", "bare.pdf", "apart.pdf"))
        print("Bytes of the PDF: {} made, {} bare, {} files apart".format(*sizes))
        print(f"\nThe usual selection in every format\n{layouts(folder, options.lang)}", end="")


if __name__ == "__main__":
    main()
