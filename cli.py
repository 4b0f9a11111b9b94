"""Run handouts from a checkout: `python cli.py …` does what `handouts …` does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def has_dependencies() -> bool:
    """Tell whether this Python is new enough and has the packages that pyproject.toml names."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whatever Python the user has comes here
        return False
    import tomllib
    from importlib.metadata import PackageNotFoundError, version

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    try:
        for requirement in project["dependencies"]:
            version(re.split(r"[^\w.-]", requirement, maxsplit=1)[0])
    except PackageNotFoundError:
        return False
    return True


def environment() -> Path:
    """Give the Python of the environment that ./setup makes, there or not."""
    return ROOT / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def main() -> None:
    """Hand over to handouts in this Python, or else in the environment that ./setup made."""
    if has_dependencies():
        from handouts.cli import main as handouts

        handouts()
    elif environment().exists() and Path(sys.prefix).resolve() != (ROOT / ".venv").resolve():
        sys.exit(subprocess.call([environment(), __file__, *sys.argv[1:]]))
    else:
        sys.exit("handouts: the environment is missing or incomplete: run ./setup first")


if __name__ == "__main__":
    main()
