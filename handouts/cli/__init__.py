"""The command line: arguments in, files and messages out."""

from handouts.cli.commands import main

__all__ = ["main"]
