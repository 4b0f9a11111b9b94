"""Hides the machine from the engine: its fonts, and the warnings about having hidden them."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CONFIGURATION = Path(__file__).with_name("fonts.conf")


@contextmanager
def without_system_fonts() -> Iterator[None]:
    """Point fontconfig at a configuration without folders, and restore the environment afterwards.

    Fontconfig reads the variables whenever a font set is made, so this holds for every render, also in a process that
    loaded the engine before. Only one thread may render at a time: the environment belongs to the whole process.
    """
    ours = {"FONTCONFIG_FILE": str(_CONFIGURATION), "FONTCONFIG_PATH": None, "FONTCONFIG_SYSROOT": None}
    before = {name: os.environ.get(name) for name in ours}
    _put(ours)
    try:
        yield
    finally:
        _put(before)


def load_engine() -> None:
    """Import WeasyPrint without its warnings that no system font is configured, which is what we want."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a missing HarfBuzz-Subset is said again, in the log, where it is a finding
        import weasyprint  # noqa: F401


def _put(variables: dict[str, str | None]) -> None:
    for name, value in variables.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
