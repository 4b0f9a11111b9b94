"""How much time and memory one document may take, and how the system is told."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from handouts.errors import ChoiceError

POSSIBLE = sys.platform != "win32"
"""Whether this system ends a process that goes beyond its time."""
SECONDS = "HANDOUTS_SECONDS"
MEGABYTES = "HANDOUTS_MEGABYTES"
_GRACE = 2  # seconds between the signal that ends a process and the one that nothing withstands
_MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a process may take: seconds of processor time, and megabytes beyond what it starts with.

    The usual ones are some ten times what a document takes that fits nowhere, the slowest kind.
    """

    seconds: int = 20
    megabytes: int = 1500

    def impose(self) -> None:
        """Hold this process to them, from now on and for good; where it has tighter ones, those stay."""
        if sys.platform == "win32":
            return
        import resource

        _limit(resource.RLIMIT_CPU, self.seconds, self.seconds + _GRACE)
        _limit(resource.RLIMIT_CORE, 0, 0)
        if used := _address_space():
            most = used + self.megabytes * _MEGA
            _limit(resource.RLIMIT_AS, most, most)


def usual() -> Limits:
    """The limits, as the environment changes them. Raises `ChoiceError` where it does not say a number."""
    return Limits(_stated(SECONDS, Limits().seconds), _stated(MEGABYTES, Limits().megabytes))


def _stated(name: str, default: int) -> int:
    stated = os.environ.get(name, "").strip() or str(default)
    if not stated.isdecimal() or not 0 < int(stated) < 1_000_000:
        raise ChoiceError(f"{name} is '{stated}': it must be a whole number above 0; the usual one is {default}")
    return int(stated)


def _limit(what: int, soft: int, hard: int) -> None:
    """Set a limit, or leave the one there is where that is lower; a system without this one goes without."""
    import resource

    there = [value if value != resource.RLIM_INFINITY else sys.maxsize for value in resource.getrlimit(what)]
    with suppress(OSError, ValueError):
        resource.setrlimit(what, (min(soft, *there), min(hard, there[1])))


def _address_space() -> int:
    """The bytes of address space in use, which the limit counts; 0 where the system does not tell, as on macOS."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0
