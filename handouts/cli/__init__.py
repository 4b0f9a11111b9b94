"""The command line: arguments in, files and messages out."""

from handouts.cli import checking, making, standing  # noqa: F401 - add `preflight`, `make` and `status`
from handouts.cli.commands import main

__all__ = ["main"]
