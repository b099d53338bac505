"""The command line: parse arguments, call one function, choose the exit code."""

from regplan.cli.main import main

__all__ = ["main"]
