"""The command line: arguments in, files and messages out."""

from handouts.cli import making  # noqa: F401 - adds `make` to the commands
from handouts.cli.commands import main

__all__ = ["main"]
