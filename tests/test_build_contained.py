"""What a user's own drawing, template or theme can do to a build: end it with a message, and nothing else."""

from __future__ import annotations

import faulthandler
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from handouts import build
from handouts.build import batch, contained, limiting, making
from handouts.build.contained import Subject
from handouts.build.limiting import Limits
from handouts.build.order import Order, Output, Product
from handouts.errors import ChoiceError, ContentError, Finding, HandoutsError, LayoutError, Problem
from handouts.resources import ASSETS, TOPICS, shown

SUBJECT = Subject("magnesium, flyer-a5, nl", "Look into the logo.")
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits to give")
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
both_ways = pytest.mark.parametrize("fork", [pytest.param(True, marks=posix), False], ids=["forked", "started"])
Say = Callable[[str], None]


def run(task: Callable[..., Any], *given: Any, fork: bool, say: Say = lambda stage: None, **limits: int) -> Any:
    """Run a task, unlimited but for what is said."""
    return contained.run(task, *given, subject=SUBJECT, limits=Limits(**limits), say=say, fork=fork)


# What a child is asked to do: at the top of a module, so that a new Python finds it.


def works(number: int, say: Say) -> tuple[int, int]:
    """Do some work, in stages."""
    say("laying out")
    say("checking")
    return number * 2, os.getpid()


def fails(error: BaseException, say: Say) -> None:
    """Fail."""
    say("laying out")
    raise error


def fails_unsent(say: Say) -> None:
    """Fail with what cannot be sent."""
    raise NotSent("ours ", 2)


def spins(say: Say) -> None:
    """Never end."""
    say("laying out")
    while True:
        pass


def waits(say: Say) -> None:
    """Never end, and do nothing either."""
    say("checking")
    threading.Event().wait()


def grows(say: Say) -> None:
    """Ask for more memory than there is to have."""
    say("laying out")
    whole = []
    while True:
        whole.append(bytes(50_000_000))


def dies(number: int, say: Say) -> None:
    """Be ended by the system."""
    faulthandler.disable()  # which the tests' own program has told to speak of it
    say("laying out")
    os.kill(os.getpid(), number)


def leaves(say: Say) -> None:
    """End without a word."""
    os._exit(3)


def prints(say: Say) -> str:
    """Say something where a child has nothing to say, and read where there is nothing to read."""
    os.write(1, b"noise")
    os.write(2, b"noise")
    return os.read(0, 9).decode()


class NotSent(Exception):
    """An error that cannot go from one process to another."""

    def __init__(self, one: object, two: object) -> None:
        super().__init__(f"{one}{two}")


@both_ways
def test_the_result_comes_back_and_so_do_the_stages(fork: bool) -> None:
    """From another process."""
    said: list[str] = []
    result, where = run(works, 21, fork=fork, say=said.append)
    assert (result, said) == (42, ["laying out", "checking"])
    assert where != os.getpid()


FINDINGS = (Finding("page 1", "too wide", "Shorten it.", fit=True), Finding("the document", "broken"))
PROBLEMS = (Problem("a.yaml", 1, 2, "wrong", "Mend it."), Problem("b.yaml", 0, 0, "gone"))


@both_ways
@pytest.mark.parametrize(
    "error",
    [
        LayoutError(FINDINGS, {"foods": 77.5}),
        ContentError(PROBLEMS),
        ChoiceError("no format 'x'"),
        HandoutsError("cannot write x"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_users_mistake_comes_back_as_it_was(error: HandoutsError, fork: bool) -> None:
    """With its type and all that it tells, and without a traceback of the child."""
    with pytest.raises(HandoutsError) as caught:
        run(fails, error, fork=fork)
    assert type(caught.value) is type(error)
    assert str(caught.value) == str(error)
    assert vars(caught.value) == vars(error)
    assert caught.value.__cause__ is None


@both_ways
def test_a_mistake_of_ours_keeps_its_traceback(fork: bool) -> None:
    """It is told with the line in the child, and where it cannot be sent, in its words."""
    with pytest.raises(KeyError, match="ours") as caught:
        run(fails, KeyError("ours"), fork=fork)
    assert "in fails" in str(caught.value.__cause__)
    with pytest.raises(RuntimeError, match="NotSent: ours 2") as unsent:
        run(fails_unsent, fork=fork)
    assert "in fails_unsent" in str(unsent.value.__cause__)


@posix
@both_ways
def test_what_takes_too_long_is_stopped(fork: bool) -> None:
    """After so many seconds of the processor's time: said with the stage, the place and what to do."""
    with pytest.raises(LayoutError) as caught:
        run(spins, fork=fork, seconds=1)
    message = "stopped while laying out: it is not done after 1 second"
    assert caught.value.findings == (Finding(SUBJECT.place, message, SUBJECT.remedy),)


@both_ways
def test_what_waits_for_nothing_is_stopped(fork: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes no time of the processor, so the clock counts as well."""
    monkeypatch.setattr(contained, "_PATIENCE", 1)
    with pytest.raises(LayoutError, match=r"stopped while (starting|checking): it is not done after 1 second\n"):
        run(waits, fork=fork, seconds=1)


@linux
@both_ways
def test_what_takes_too_much_memory_is_stopped(fork: bool) -> None:
    """The machine has more; the child may not have it."""
    with pytest.raises(LayoutError, match="stopped while laying out: it asks for more than 300 MB of memory"):
        run(grows, fork=fork, megabytes=300)


@posix
@both_ways
@pytest.mark.parametrize("number", ["SIGKILL", "SIGSEGV", "SIGABRT"])
def test_a_child_that_dies_is_told(number: str, fork: bool) -> None:
    """As where the system has no memory left, or where a library aborts."""
    with pytest.raises(LayoutError, match=rf"stopped while laying out: its process died \({number}\)"):
        run(dies, signal.Signals[number], fork=fork)


@both_ways
def test_a_child_that_leaves_is_told(fork: bool) -> None:
    """With what it left behind."""
    with pytest.raises(LayoutError, match=r"stopped while starting: its process died \(exit code 3\)"):
        run(leaves, fork=fork)


@both_ways
def test_a_child_says_nothing_to_the_terminal(fork: bool, capfd: pytest.CaptureFixture[str]) -> None:
    """What libraries print as they die is no message, and what the user types is not for it."""
    assert run(prints, fork=fork) == ""
    assert capfd.readouterr() == ("", "")


@posix
def test_no_child_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not after a result, not after an error, and not where the user interrupts."""

    def interrupt(stage: str) -> None:
        raise KeyboardInterrupt

    run(works, 1, fork=True)
    with pytest.raises(LayoutError):
        run(dies, signal.SIGKILL, fork=True)
    with pytest.raises(KeyboardInterrupt):
        run(spins, fork=True, say=interrupt)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    assert threading.active_count() == 1


@posix
def test_a_program_with_threads_is_not_forked() -> None:
    """A lock that another thread holds would be held for ever in the copy."""
    assert contained.can_fork() == (sys.platform != "darwin")
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert not contained.can_fork()
        assert contained.run(works, 4, subject=SUBJECT, limits=Limits(), say=lambda stage: None)[0] == 8
    finally:
        done.set()
        other.join()


@posix
def test_a_closed_terminal_does_not_matter() -> None:
    """The pipe to the parent may then be given the number of a standard stream."""
    code = (
        "import os; [os.close(stream) for stream in (0, 1, 2)]\n"
        "from pathlib import Path\n"
        "from handouts.build.contained import Subject, run\n"
        "from handouts.build.limiting import Limits\n"
        "got = run(lambda say: 'whole', subject=Subject('', ''), limits=Limits(), say=print, fork=True)\n"
        "os._exit(7 if got == 'whole' else 1)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 7


# Limits


def test_limits_may_be_changed_for_a_slow_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the environment; what is no number is told."""
    for name in (limiting.SECONDS, limiting.MEGABYTES):
        monkeypatch.delenv(name, raising=False)
    assert limiting.usual() == Limits()
    monkeypatch.setenv(limiting.SECONDS, "90")
    monkeypatch.setenv(limiting.MEGABYTES, "")
    assert limiting.usual() == Limits(seconds=90)
    for wrong in ("0", "-1", "1.5", "much", "9999999"):
        monkeypatch.setenv(limiting.MEGABYTES, wrong)
        with pytest.raises(ChoiceError, match=f"HANDOUTS_MEGABYTES is '{wrong}': it must be a whole number above 0"):
            limiting.usual()


def limits_in_force(say: Say) -> tuple[tuple[int, int], bool]:
    """Return the limits of this process: its seconds, and whether its memory has one."""
    import resource

    return resource.getrlimit(resource.RLIMIT_CPU), resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY


@linux
def test_tighter_limits_that_were_there_stay() -> None:
    """An administrator's are not lifted."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (5000, before[1]))
    try:
        assert run(limits_in_force, fork=True, seconds=6000)[0][0] == 5000
        assert run(limits_in_force, fork=True, seconds=7) == ((7, 9), True)
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, before)


# What is contained


@pytest.fixture
def contained_orders(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect the places of what is contained, and make it here."""
    met: list[str] = []

    def here(task: Callable[..., Any], *given: Any, subject: Subject, limits: Limits, say: Say) -> Any:
        met.append(subject.remedy.partition(". ")[0])
        return task(*given, say)

    monkeypatch.setattr(contained, "run", here)
    monkeypatch.setattr(making, "_set", lambda setting, name, say: Product(name, Output.PDF, 1, (b"",), 9, 1))
    monkeypatch.setenv("HANDOUTS_NO_CACHE", "1")
    return met


def test_what_holds_something_of_the_users_is_contained(contained_orders: list[str], tmp_path: Path) -> None:
    """A practice's file, templates, a theme's folder, content: named in the remedy. What is ours is made here."""
    build.make(Order("magnesium"))
    build.make(Order("magnesium", theme="clinic"))
    assert contained_orders == []
    brand = tmp_path / "brand.yaml"
    brand.write_text("name: De Linde\n", encoding="utf-8")
    clinic = ASSETS / "themes" / "clinic"
    copy = tmp_path / "topics"
    copy.symlink_to(TOPICS, target_is_directory=True)
    build.make(Order("magnesium", brand=brand))
    build.make(Order("magnesium", templates=tmp_path, theme=str(clinic)))
    build.make(Order("magnesium", content=copy))
    assert contained_orders == [
        f"Look into the practice in {brand}",
        f"Look into the templates in {tmp_path} and the theme in {shown(clinic)}",
        f"Look into the content in {copy}",
    ]


# Bombs

DIVS = "<div>" * 500 + "x" + "</div>" * 500
BOMBS = {
    "boxes 500 deep": (DIVS, "RecursionError"),
    "a cell across 100000 columns": ("<table><tr><td colspan=100000>x</td></tr></table>", "not done after 2 seconds"),
    "a cell across more columns than fit": ("<table><tr><td colspan=1000000000>x</td></tr></table>", "MB of memory"),
    "a grid of a milliard columns": ('<div style="display:grid"><p style="grid-column:1000000000">x', "MB of memory"),
    "a loop without end": (
        "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
        "stopped",
    ),
    "a text of ten milliard letters": ('{{ "x" * 9999999999 }}', "this template cannot be used: MemoryError"),
}


@linux
@pytest.mark.parametrize(("bomb", "words"), BOMBS.values(), ids=list(BOMBS))
def test_a_bomb_in_a_template_ends_in_a_message(
    bomb: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within the limits, whichever it meets; and the next document is made as ever."""
    monkeypatch.setenv(limiting.SECONDS, "2")
    monkeypatch.setenv(limiting.MEGABYTES, "600")
    monkeypatch.setenv("HANDOUTS_NO_CACHE", "1")
    (tmp_path / "components").mkdir()
    path = tmp_path / "components" / "running.html.j2"
    path.write_text('{% include "ours/components/running.html.j2" %}' + bomb, encoding="utf-8")
    with pytest.raises(HandoutsError, match=words):
        build.make(Order("magnesium", preset="short", templates=tmp_path))


def drawing(inside: str) -> str:
    """Make a logo."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10">{inside}</svg>'


def nested_uses(levels: int, each: int) -> str:
    """Make a drawing that draws itself `each` to the power of `levels` times."""
    groups = (f'<g id="u{n + 1}">{f"""<use href="#u{n}"/>""" * each}</g>' for n in range(levels))
    return f'<g id="u0"><path d="M0 0h9v9z"/></g>{"".join(groups)}'


GRADIENT = (
    '<linearGradient id="p" x2="0.0000001" spreadMethod="repeat"><stop stop-color="red"/>'
    '<stop offset="1" stop-color="blue"/></linearGradient><rect width="40" height="10" fill="url(#p)"/>'
)


@linux
@pytest.mark.parametrize(
    "bomb", [nested_uses(9, 10), "<rect width='1' height='1'/>" * 60_000, GRADIENT], ids=["uses", "shapes", "gradient"]
)
def test_a_bomb_in_a_logo_that_was_not_seen_ends_in_a_message(
    bomb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the look into the file would let it pass, the limits do not; the batch goes on, and nothing is left."""
    monkeypatch.setenv(limiting.SECONDS, "2")
    monkeypatch.setattr("handouts.topics.logos.flaws", lambda *_: [])
    (tmp_path / "logo.svg").write_text(drawing(bomb), encoding="utf-8")
    (tmp_path / "brand.yaml").write_text("name: De Linde\nlogo: logo.svg\n", encoding="utf-8")
    folder = tmp_path / "made"
    folder.mkdir()
    orders = [
        Order("magnesium", preset="short", brand=tmp_path / "brand.yaml"),
        Order("magnesium", preset="short"),
    ]
    failure, piece = batch.make_all(orders, folder, lambda stage: None)
    assert isinstance(failure, batch.Failure) and isinstance(piece, batch.Piece)
    assert isinstance(failure.error, LayoutError)
    (finding,) = failure.error.findings
    assert finding.place == "magnesium, handout-a4, nl"
    assert finding.message == "stopped while laying out: it is not done after 2 seconds"
    assert f"Look into the practice in {tmp_path / 'brand.yaml'}" in finding.remedy
    assert [path.name for path in folder.iterdir()] == ["magnesium-handout-a4-nl-short.pdf"]


def test_what_is_contained_is_the_same_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Byte for byte, whichever way it is made."""
    monkeypatch.setenv("HANDOUTS_NO_CACHE", "1")
    order = Order("magnesium", preset="short", templates=tmp_path)
    forked = build.make(order)
    monkeypatch.setattr(contained, "can_fork", lambda: False)
    started = build.make(order)
    monkeypatch.setattr(contained, "run", lambda task, *given, subject, limits, say: task(*given, say))
    assert forked == started == build.make(order)


@posix
def test_a_parent_that_is_killed_leaves_no_child_for_long(tmp_path: Path) -> None:
    """Its child has limits of its own, and ends when it speaks to nobody."""
    code = (
        "import os, sys; sys.path[:0] = sys.argv[2:]\n"
        "from pathlib import Path\n"
        "from handouts.build.contained import Subject, run\n"
        "from handouts.build.limiting import Limits\n"
        "def spin(say):\n"
        "    Path(sys.argv[1]).write_text(str(os.getpid()))\n"
        "    while True: pass\n"
        "run(spin, subject=Subject('', ''), limits=Limits(seconds=1), say=print, fork=True)\n"
    )
    note = tmp_path / "pid"
    parent = subprocess.Popen([sys.executable, "-c", code, str(note)])
    while not (note.exists() and note.read_text()):
        assert parent.poll() is None
        time.sleep(0.05)
    parent.kill()
    parent.wait()
    child = int(note.read_text())
    for _ in range(1200):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{child}/stat").exists() and Path(f"/proc/{child}/stat").read_text().split()[2] == "Z":
            return  # ended; whoever adopted it has not looked yet
        time.sleep(0.05)
    pytest.fail("the child still runs")
