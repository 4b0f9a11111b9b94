"""One piece of work in a process of its own, with limits on its time and its memory.

A drawing of a few lines can keep the layout engine busy for days, or ask for all the memory there is, and nothing
within a process can stop it. So what holds something of the user's is laid out by a child that the system ends when
it goes too far. The child gives its parent the finished bytes, or the error with all its findings; it writes no
document, so that nothing is left half-written.

Where it is safe the child is a fork, which has loaded all that its parent has and costs some thousandths of a second.
Elsewhere (Windows, macOS, a program with several threads) a new Python does the work, which takes some tenths. Windows
cannot limit a process: there the time on the clock counts, and memory is not limited.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any, Protocol, TypeVar

from handouts.build import limiting
from handouts.build.limiting import Limits
from handouts.errors import Finding, HandoutsError, LayoutError

T = TypeVar("T")
Say = Callable[[str], None]

_PATIENCE = 4 if limiting.POSSIBLE else 1
"""How many times the processor's time may pass on the clock: others need the processor too, and a child may wait."""
_LENGTH = 8  # bytes that say how long a message is
_START = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from handouts.build import contained; contained.serve(sys.stdin.buffer)"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is being made, for the words of an error: its place in the finding, and what to do."""

    place: str
    remedy: str


def run(task: Callable[..., T], *given: Any, subject: Subject, limits: Limits, say: Say, fork: bool | None = None) -> T:
    """Return what `task` returns for `given` and `say`, or raise what it raises, from a process held to `limits`.

    Where that goes beyond them, or dies, a `LayoutError` tells at which stage that was said. `fork` says how the
    process is made, where it is not to be chosen here; without it, task and arguments must be picklable. The result
    always must.
    """
    fork = can_fork() if fork is None else fork
    child: _Child = _Forked(task, given, limits) if fork else _Started(task, given, limits)
    late = threading.Event()
    clock = threading.Timer(limits.seconds * _PATIENCE, _stop, (child, late))
    clock.daemon = True
    stage, kind = "starting", ""
    value: Any = None
    try:
        clock.start()
        for kind, value in _messages(child.pipe):
            if kind == "said":
                stage = value
                say(value)
    finally:
        clock.cancel()
        clock.join()
        ended = child.end()
    if kind == "made":
        return value  # type: ignore[no-any-return]  # which is what the task returned
    if kind == "failed":
        raise value
    if kind == "broken":
        error, said = value
        raise error from _ElsewhereError(said)
    why = _full(limits) if kind == "full" else _why(ended, limits, late.is_set())
    raise LayoutError([Finding(subject.place, f"stopped while {stage}: {why}", subject.remedy)])


def _full(limits: Limits) -> str:
    return f"it asks for more than {limits.megabytes} MB of memory"


def _why(ended: int, limits: Limits, late: bool) -> str:
    """Why a process is gone that said nothing more."""
    if late or -ended == getattr(signal, "SIGXCPU", 0):
        return f"it is not done after {limits.seconds} second{'s' if limits.seconds > 1 else ''}"
    how = signal.Signals(-ended).name if ended < 0 else f"exit code {ended}"
    return f"its process died ({how}), as one does that finds no more memory"


class _ElsewhereError(Exception):
    """What an error of ours had to tell in the child: its traceback."""

    def __str__(self) -> str:
        return f"\n{self.args[0]}"


# The parent's side


class _Child(Protocol):
    """A process that works, and the pipe that it writes messages to."""

    pipe: IO[bytes]

    def kill(self) -> None:
        """End it at once."""

    def end(self) -> int:
        """End it where it still runs; return how it ended: its exit code, or a signal's number below nought."""


class _Forked:
    """A copy of this process."""

    def __init__(self, task: Callable[..., Any], given: tuple[Any, ...], limits: Limits) -> None:
        reading, writing = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of threads that libraries keep: they are not used
            self._pid = os.fork()
        if self._pid == 0:
            try:
                os.close(reading)
                _alone(writing, task, given, limits)
            finally:
                os._exit(1)  # nothing of the parent's is finished twice, whatever happened
        os.close(writing)
        self.pipe: IO[bytes] = os.fdopen(reading, "rb")

    def kill(self) -> None:
        os.kill(self._pid, signal.SIGKILL)

    def end(self) -> int:
        self.pipe.close()
        self.kill()  # it is not reaped yet, so its number is still its own
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])


class _Started:
    """A new Python, told over its standard input what to do."""

    def __init__(self, task: Callable[..., Any], given: tuple[Any, ...], limits: Limits) -> None:
        orders = pickle.dumps(sys.path) + pickle.dumps((task, given, limits))
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self._process.stdin and self._process.stdout
        self.pipe: IO[bytes] = self._process.stdout
        with suppress(OSError), self._process.stdin as orders_to:  # one that died at once is told when it is read from
            orders_to.write(orders)

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> int:
        self.pipe.close()
        self._process.kill()
        return self._process.wait()


def can_fork() -> bool:
    """Whether a copy of this process can go on: other threads would not be in it, nor ever give back their locks."""
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1


def _stop(child: _Child, late: threading.Event) -> None:
    late.set()
    child.kill()


def _messages(pipe: IO[bytes]) -> Iterator[tuple[str, Any]]:
    """Each whole message until the child closes its end; what a dying one left of another counts for nothing."""
    while len(length := pipe.read(_LENGTH)) == _LENGTH:
        size = int.from_bytes(length, "big")
        if len(message := pipe.read(size)) < size:
            return
        yield pickle.loads(message)


# The child's side


def serve(orders: IO[bytes]) -> None:
    """Do what the parent of this process, a new Python, asks for."""
    writing = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    task, given, limits = pickle.load(orders)
    _work(writing, task, given, limits)
    os._exit(0)


def _alone(writing: int, task: Callable[..., Any], given: tuple[Any, ...], limits: Limits) -> None:
    """Cut the threads of a forked child to its parent's terminal, files and signals, and let it work."""
    import fcntl

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    writing = fcntl.fcntl(writing, fcntl.F_DUPFD_CLOEXEC, 3)  # it may be a standard stream that was closed
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    sys.stdout = sys.stderr = os.fdopen(1, "w", closefd=False)  # where something else stood in their place
    _work(writing, task, given, limits)


def _work(writing: int, task: Callable[..., Any], given: tuple[Any, ...], limits: Limits) -> None:
    """Do the task within its limits, and tell the parent what came of it."""
    gc.disable()  # what one document leaves behind goes with the process
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # each takes room in memory, and nothing here needs them
    with os.fdopen(writing, "wb") as pipe:

        def tell(kind: str, value: Any = None) -> None:
            message = pickle.dumps((kind, value))
            pipe.write(len(message).to_bytes(_LENGTH, "big") + message)
            pipe.flush()

        limits.impose()
        try:
            tell("made", task(*given, lambda stage: tell("said", stage)))
        except MemoryError:
            tell("full")
        except HandoutsError as error:
            tell("failed", error)
        except BaseException as error:  # ours: it goes on in the parent, with its traceback
            tell("broken", (_portable(error), traceback.format_exc()))


def _portable(error: BaseException) -> BaseException:
    """The error, or one of its words where it cannot be sent."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
